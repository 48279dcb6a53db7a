"""Tokens: a text cut into words and marks, each with its lower case and the tag that it has by itself.

The letters of tags are those of `grammar`. A small letter is of a word whose tag its neighbours settle there, `?` of a
mark that only the characters around it tell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, chain
from operator import add
from typing import TYPE_CHECKING, Any

from pipeline.events import words
from pipeline.events.inflect import irregular_forms, verb_forms
from pipeline.events.types import verb_lemmas

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,5}"
    r"|\d{1,3}(?:[,.]\d{3}){1,4}(?![\w])"
    r"|\d{1,9}(?:[.:]\d{1,6}){0,2}(?:st|nd|rd|th)?(?![\w]|\.\d)"
    r"|n['’]t\b|['’]s\b|[A-Za-z]{2,9}(?=n['’]t\b)"
    r"|[\w\u0300-\u036f]{1,80}(?:[-‐–/.&](?=[\w])[\w\u0300-\u036f]{1,80}){0,8}"
    r"|--|[^\w\s]"
)
# No token holds white space, so that what stands between it is cut without regard to the rest.
_PIECE = re.compile(r"\S+")
_LONGEST_WORD = 80
_REMEMBERED = 20_000
_PUNCTUATION = {",": ",", ";": ";", ":": ";", "(": "(", ")": ")", "[": "(", "]": ")", "–": "-", "—": "-", "--": "-"}
_TOLD_BY_SURROUNDINGS = frozenset("-'’&")
_ENDINGS = (("ly", "Y"), ("eed", "N"), ("ed", "V"), ("ing", "G"))
# Words that are as often names when they bear a capital.
_NAMES_TOO = frozenset(["may", "will", "us", "one"])
_ORDINAL = re.compile(
    r"\d[\d,.:]{0,12}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
)


@dataclass(slots=True)
class Tokens:
    """The tokens of a text: as written, in lower case, where each begins and ends, and its tag by itself."""

    words: list[str]
    lower: list[str]
    begins: list[int]
    ends: list[int]
    tags: list[str]


# Of each token in turn: as written, in lower case, its tag, its length, and how far it is to the next.
_COLUMNS = 5
_Row = tuple[str, str, str, int, int]


class _Pieces(dict[str, tuple[Any, ...]]):
    """What stands between white space, and the rows of its tokens, one after the other."""

    def __missing__(self, piece: str) -> tuple[Any, ...]:
        found = tuple(chain.from_iterable(_cut(piece)))
        if len(piece) <= _LONGEST_WORD:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[piece] = found
        return found


@cache
def _pieces() -> _Pieces:
    return _Pieces()


def tokens(text: str) -> Tokens:
    """The tokens of a text, with offsets in it.

    >>> tokens("Its well (dug 1902) dried up.").words
    ['Its', 'well', '(', 'dug', '1902', ')', 'dried', 'up', '.']
    """
    rows: list[Any] = list(chain.from_iterable(map(_pieces().__getitem__, text.split())))
    if not rows:
        return Tokens([], [], [], [], [])
    begins = list(accumulate(rows[_COLUMNS - 1 : -1 : _COLUMNS], initial=0))
    if begins[-1] + rows[-1] != len(text) + 1:
        begins = _wider(text, begins)
    ends = list(map(add, begins, rows[3::_COLUMNS]))
    lower, tags = rows[1::_COLUMNS], rows[2::_COLUMNS]
    if "?" in tags:
        for i, tag in enumerate(tags):
            if tag == "?":
                tags[i] = _mark_in(text, begins[i], ends[i])
                if tags[i] == "C":
                    lower[i] = "and"
    return Tokens(rows[::_COLUMNS], lower, begins, ends, tags)


def _wider(text: str, begins: list[int]) -> list[int]:
    """Where tokens begin in a text in which white space may be wider than the one character that was counted."""
    pieces = list(_PIECE.finditer(text))
    counted = list(accumulate((match.end() - match.start() + 1 for match in pieces), initial=0))
    at = [bisect_right(counted, begin) - 1 for begin in begins]
    return [begin - counted[n] + pieces[n].start() for begin, n in zip(begins, at, strict=True)]


def _cut(piece: str) -> Iterator[_Row]:
    matches = list(_TOKEN.finditer(piece))
    if "*" in piece and any(match[0][0].isalpha() for match in matches):
        yield from _emphasised(piece, matches)
        return
    begins = [match.start() for match in matches]
    for match, end in zip(matches, [*begins[1:], len(piece) + 1], strict=True):
        low, tag = _word(match[0])
        # One string for both where they are the same spares memory, and the time to fetch it.
        word = low if low == match[0] else match[0]
        yield word, low, tag, len(word), end - match.start()


def _emphasised(piece: str, matches: list[re.Match[str]]) -> Iterator[_Row]:
    """The rows of a piece with marks of emphasis, which go with the word that they touch: "*Maid", "Lind*,"."""
    spans: list[tuple[str, int, int]] = []
    opened = -1
    for match in matches:
        start = match.start() if opened < 0 else opened
        if match[0] == "*":
            if opened < 0 and spans and spans[-1][0][0].isalpha():
                spans[-1] = (spans[-1][0], spans[-1][1], match.end())
            elif opened < 0:
                opened = match.start()
        else:
            if not match[0][0].isalpha() and opened >= 0:
                spans.append(("*", opened, match.start()))
                start = match.start()
            spans.append((match[0], start, match.end()))
            opened = -1
    if opened >= 0:
        spans.append(("*", opened, matches[-1].end()))
    for n, (word, start, end) in enumerate(spans):
        low, tag = _word(word)
        following = spans[n + 1][1] if n + 1 < len(spans) else len(piece) + 1
        yield word, low, tag, end - start, following - start


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
    """The tag of a hyphen or apostrophe, or of "&", which is "and" where no name goes on behind it."""
    if text[begin] == "&":
        apart = begin > 0 and text[begin - 1] == text[end : end + 1] == " "
        return "C" if apart and text[end + 1 : end + 2].islower() else "."
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
        (words.NOUNS_IN_ING | words.NOUNS_IN_LY, "N"),
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
        ({"her"}, "h"),
        (words.AUXILIARIES, "A"),
        (words.NEGATIONS, "X"),
    ]
    return {word: tag for members, tag in classes for word in members}
