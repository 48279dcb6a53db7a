"""Tokens: a text cut into words and marks, each with its lower case and the tag that it has by itself.

The letters of tags are those of `grammar`. A small letter is of a word whose tag its neighbours settle there, `?` of a
mark that only the characters around it tell.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import accumulate, chain
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from pipeline.events import words
from pipeline.events.inflect import irregular_forms, verb_forms
from pipeline.events.types import verb_lemmas

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,5}"
    r"|\d{1,3}(?:[,.]\d{3}){1,4}(?![\w])"
    r"|\d{1,9}(?:[.:]\d{1,6}){0,2}(?:st|nd|rd|th)?(?![\w])"
    r"|n['’]t\b|['’]s\b|[A-Za-z]{2,9}(?=n['’]t\b)"
    r"|[\w\u0300-\u036f]{1,80}(?:[-‐–/.&](?=[\w])[\w\u0300-\u036f]{1,80}){0,8}"
    r"|--|[^\w\s]"
)
# No token holds white space, so that what stands between it is cut without regard to the rest.
_CHUNK = re.compile(r"\S+\s*")
_LONGEST_WORD = 80
_REMEMBERED = 20_000
_PUNCTUATION = {",": ",", ";": ";", ":": ";", "(": "(", ")": ")", "[": "(", "]": ")", "–": "-", "—": "-", "--": "-"}
_TOLD_BY_SURROUNDINGS = frozenset("-'’")
_ENDINGS = (("ly", "Y"), ("eed", "N"), ("ed", "V"), ("ing", "G"))
# Words that are as often names when they bear a capital.
_NAMES_TOO = frozenset(["may", "will", "us", "one"])
_ORDINAL = re.compile(
    r"\d[\d,.:]{0,12}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
)


class Tokens(NamedTuple):
    """The tokens of a text: as written, in lower case, where each begins and ends, and its tag by itself."""

    words: list[str]
    lower: list[str]
    begins: list[int]
    ends: list[int]
    tags: list[str]


# A token, its lower case, its tag, its length, and how far it is from its begin to that of the next.
_Token = tuple[str, str, str, int, int]


class _Chunks(dict[str, tuple[_Token, ...]]):
    """What has been cut, with the white space that follows it, and the tokens of it."""

    def __missing__(self, text: str) -> tuple[_Token, ...]:
        found = tuple(_cut(text))
        if len(text) <= _LONGEST_WORD:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[text] = found
        return found


@cache
def _chunks() -> _Chunks:
    return _Chunks()


def tokens(text: str) -> Tokens:
    """The tokens of a text, with offsets in it.

    >>> tokens("Its well (dug 1902) dried up.").words
    ['Its', 'well', '(', 'dug', '1902', ')', 'dried', 'up', '.']
    """
    pieces = _CHUNK.findall(text)
    if not pieces:
        return Tokens([], [], [], [], [])
    cut = chain.from_iterable(map(_chunks().__getitem__, pieces))
    found, lower, told, widths, steps = zip(*cut, strict=True)
    begins = list(accumulate(steps[:-1], initial=text.index(found[0])))
    ends = list(map(add, begins, widths))
    tags = list(told)
    if "?" in tags:
        for i, tag in enumerate(tags):
            if tag == "?":
                tags[i] = _mark_in(text, begins[i], ends[i])
    return Tokens(list(found), list(lower), begins, ends, tags)


def _cut(text: str) -> Iterator[_Token]:
    matches = list(_TOKEN.finditer(text))
    begins = [match.start() for match in matches]
    for match, end in zip(matches, [*begins[1:], len(text)], strict=True):
        yield match[0], *_word(match[0]), len(match[0]), end - match.start()


def _word(word: str) -> tuple[str, str]:
    low = words.plain(word)
    return low, _tag(word, low) if word[0].isalnum() or word[0] == "_" else _mark(word)


def _tag(word: str, low: str) -> str:
    """The tag of a word by itself."""
    known = _lexicon().get(low)
    if word[0].isupper():
        return known if known is not None and known in "ARX" and low not in _NAMES_TOO else "K"
    return known or _tag_by_form(low) or "N"


@lru_cache(maxsize=_REMEMBERED)
def opening_tag(word: str) -> str:
    """The tag of a word that opens a sentence, where a capital tells less; empty for what is no word."""
    if not (word[0].isalnum() or word[0] == "_"):
        return ""
    low = words.plain(word)
    if low.partition("-")[0] in words.CARDINALS:
        return "N"
    return _lexicon().get(low) or _tag_by_form(low) or ("K" if word[0].isupper() else "N")


def _tag_by_form(low: str) -> str:
    """The tag of a number, or by how a word ends; empty where neither tells."""
    if _ORDINAL.fullmatch(low):
        return "O"
    for ending, tag in _ENDINGS:
        if low.endswith(ending) and len(low) > len(ending) + 2:
            return tag
    return ""


def _mark(word: str) -> str:
    if word in {"'s", "’s"}:
        return "'"
    if word[0] in "'’" and word[-1] == "t":
        return "X"
    if word in _TOLD_BY_SURROUNDINGS:
        return "?"
    return _PUNCTUATION.get(word, ".")


def _mark_in(text: str, begin: int, end: int) -> str:
    """The tag of a hyphen or apostrophe."""
    if text[begin] == "-":
        spaced = (not begin or text[begin - 1].isspace()) and end < len(text) and text[end].isspace()
        return "-" if spaced else "N"
    return "'" if begin > 0 and text[begin - 1] in "sS" else "."


@cache
def _lexicon() -> Mapping[str, str]:
    """Lower-case word → tag, for all that the lexicon alone decides."""
    past, participle = irregular_forms()
    common = words.COMMON_VERBS | words.CHAINED
    present = {form for verb in common for form in verb_forms(verb)[:2]} | {
        form for lemma in set(verb_lemmas().values()) for form in verb_forms(lemma)[:2]
    }
    verbs = sorted({*common, *verb_lemmas().values()})
    regular = {form for verb in verbs for form in verb_forms(verb)[2:3] if form.endswith("ed")}
    classes: list[tuple[frozenset[str] | set[str], str]] = [
        (present, "B"),
        (set(participle), "E"),
        (set(past) | regular, "V"),
        (words.NOUNS_IN_ING, "N"),
        (words.ADVERBS, "Y"),
        ({"first", "early", "late", "alone"}, "y"),
        (words.COORDINATORS, "C"),
        (words.PREPOSITIONS, "P"),
        ({"to"}, "p"),
        ({"aged"}, "P"),
        (words.SUBORDINATORS, "S"),
        (words.PRONOUNS - {"who", "whom"}, "R"),
        (words.DETERMINERS, "D"),
        ({"that"}, "d"),
        (words.AUXILIARIES, "A"),
        (words.NEGATIONS, "X"),
    ]
    return {word: tag for members, tag in classes for word in members}
