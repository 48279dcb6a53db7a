"""A sentence as tokens with coarse tags: what the finders of clauses, noun phrases and names stand on.

Each token gets one letter, so that a sentence is also a string of tags that patterns can search:

    T date words   K capitalised word  N other word     O number or ordinal   D determiner       R pronoun
    P preposition  C coordinator       S subordinator   A auxiliary or modal  X negation         Y adverb
    V finite verb  E past participle   G -ing form      B base or present     I infinitive "to"
    ' possessive   , ; ( ) - .         punctuation

The tagger is a handful of lexical rules and one pass over neighbours. It is right where events are told (names, finite
verbs, fixed prepositions) and coarse elsewhere; everything that reads it must do without certainty.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.events import words
from pipeline.events.inflect import irregular_forms, verb_forms
from pipeline.events.types import noun_types, verb_lemmas

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pipeline.model import Span

# The first choice is what the last but one would find too, for most words and in less time.
_TOKEN = re.compile(
    r"[A-Za-z][a-z]{0,79}(?=[ ,])"
    r"|(?:[A-Z]\.){2,5}"
    r"|\d{1,3}(?:[,.]\d{3}){1,4}(?![\w])"
    r"|\d{1,9}(?:[.:]\d{1,6}){0,2}(?:st|nd|rd|th)?(?![\w])"
    r"|n['’]t\b|['’]s\b"
    r"|[\w\u0300-\u036f]{1,80}(?:[-‐–/.&](?=[\w])[\w\u0300-\u036f]{1,80}){0,8}"
    r"|--|[^\w\s]"
)
_PUNCTUATION = {",": ",", ";": ";", ":": ";", "(": "(", ")": ")", "[": "(", "]": ")", "–": "-", "—": "-", "--": "-"}
_MARKS = frozenset(";-.")
_CHRONICLE = frozenset(":-–—")
_TOLD_BY_SURROUNDINGS = frozenset("-'’")
_REMEMBERED = 50_000
_FAR = 1 << 62
_ENDINGS = (("ly", "Y"), ("eed", "N"), ("ed", "V"), ("ing", "G"))
_BEFORE_VERB = frozenset(["A", "Y", "X"])
# Words that are as often names when they bear a capital.
_NAMES_TOO = frozenset(["may", "will", "us", "one"])
_ORDINAL = re.compile(
    r"\d[\d,.:]{0,12}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
)


@dataclass(slots=True)
class Sentence:
    """The tokens of one sentence; offsets count from the start of `text`, and `first` is the first token of a word."""

    text: str
    start: int
    words: list[str]
    lower: list[str]
    begins: Sequence[int]
    ends: Sequence[int]
    tags: str
    first: int = 0

    def between(self, first: int, last: int) -> str:
        """The text of tokens `first` up to `last`, with single spaces."""
        if first >= last:
            return ""
        return " ".join(self.text[self.begins[first] : self.ends[last - 1]].split())

    def lemma(self, index: int) -> str:
        """The lemma of the verb at `index`, else the lower-case word."""
        return lemma(self.lower[index])


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
        (words.COORDINATORS, "C"),
        (words.PREPOSITIONS, "P"),
        (words.SUBORDINATORS, "S"),
        (words.PRONOUNS - {"who", "whom"}, "R"),
        (words.DETERMINERS, "D"),
        (words.AUXILIARIES, "A"),
        (words.NEGATIONS, "X"),
    ]
    return {word: tag for members, tag in classes for word in members}


@cache
def _lemmas() -> Mapping[str, str]:
    past, participle = irregular_forms()
    common = {form: verb for verb in sorted(words.COMMON_VERBS | words.CHAINED) for form in verb_forms(verb)}
    return {
        **common,
        **verb_lemmas(),
        **participle,
        **past,
        "founded": "found",
        "founding": "found",
        "laid": "lay",
        **dict.fromkeys(words.BE, "be"),
    }


def lemma(word: str) -> str:
    """The lemma of a verb form, the word itself where none is known.

    >>> lemma("besieged"), lemma("went"), lemma("planted")
    ('besiege', 'go', 'plant')
    """
    known = _lemmas().get(word)
    if known is not None:
        return known
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith("ed") and len(word) > 4 else word


def read(text: str, start: int, dates: Sequence[Span]) -> Sentence:
    """Tokenise and tag a sentence that starts at code point `start`; `dates` are absolute spans of date words.

    >>> read("The mill burnt down in May 1902.", 0, []).tags
    'DNVPPKO.'
    """
    spans = list(map(re.Match.span, _TOKEN.finditer(text)))
    dated = _join_dates(spans, [(each.start - start, each.end - start) for each in dates]) if dates else ()
    found = [text[begin:end] for begin, end in spans]
    if not found:
        return Sentence(text=text, start=start, words=[], lower=[], begins=(), ends=(), tags="")
    lower, tags = map(list, zip(*map(_memo().__getitem__, found), strict=True))
    if "" in tags:
        for i, tag in enumerate(tags):
            tags[i] = tag or _mark(found[i], text, *spans[i])
    for i in dated:
        lower[i], tags[i] = words.plain(found[i]), "T"
    first = _opening(text, spans, tags)
    begins, ends = zip(*spans, strict=True)
    return Sentence(text, start, found, lower, begins, ends, _mend(tags, lower), first)


def _opening(text: str, spans: Sequence[tuple[int, int]], tags: list[str]) -> int:
    """The token that opens the sentence, after a bullet or the date of a chronicle's line: "- 1958: Works opened".

    It, and what stands before it, is tagged as at the start of a sentence, in place.
    """
    for i, (begin, end) in enumerate(spans):
        if tags[i] != "T":
            tags[i] = _memo(first=True)[text[begin:end]][1] or tags[i]
        if tags[i] not in _MARKS and (tags[i] != "T" or text[end : end + 3].lstrip()[:1] not in _CHRONICLE):
            return i
    return len(spans) - 1


def _join_dates(spans: list[tuple[int, int]], dates: Sequence[tuple[int, int]]) -> list[int]:
    """Make the tokens that each date touches one token, in place; the indices of these tokens."""
    joined: list[int] = []
    at = 0
    for start, end in dates:
        first = max(at, bisect_right(spans, (start, _FAR)) - 1)
        if first < len(spans) and spans[first][1] <= start:
            first += 1
        last = bisect_left(spans, (end, 0), lo=first)
        if first < last:
            spans[first:last] = [(min(start, spans[first][0]), end)]
            joined.append(first)
            at = first + 1
            while at < len(spans) and spans[at][0] < end:
                del spans[at]
    return joined


class _Memo(dict[str, tuple[str, str]]):
    """What a word is by itself, at the start of a sentence or not: its lower case and its tag."""

    def __init__(self, *, first: bool) -> None:
        super().__init__()
        self._first = first

    def __missing__(self, word: str) -> tuple[str, str]:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = found = _word(word, first=self._first)
        return found


@cache
def _memo(*, first: bool = False) -> _Memo:
    return _Memo(first=first)


def _word(word: str, *, first: bool = False) -> tuple[str, str]:
    """A token in lower case, and its tag by itself; no tag for a mark that only its surroundings tell."""
    low = words.plain(word)
    if word[0].isalnum() or word[0] == "_":
        return low, _tag(word, low, first=first)
    return low, "" if word in _TOLD_BY_SURROUNDINGS else _mark(word, "", 0, 0)


def _tag(word: str, low: str, *, first: bool) -> str:
    """The tag of a word by itself; a capital tells less at the start of a sentence."""
    known = _lexicon().get(low)
    if first and low.partition("-")[0] in words.CARDINALS:
        return "N"
    if word[0].isupper() and not first:
        return known if known in {"A", "R", "X"} and low not in _NAMES_TOO else "K"
    if known is not None:
        return known
    if _ORDINAL.fullmatch(low):
        return "O"
    by_ending = next((tag for ending, tag in _ENDINGS if low.endswith(ending) and len(low) > len(ending) + 2), None)
    return by_ending or ("K" if word[0].isupper() else "N")


def _mark(word: str, text: str, begin: int, end: int) -> str:
    if word in {"'s", "’s"}:
        return "'"
    if word[0] in "'’" and word[-1] == "t":
        return "X"
    if word in _PUNCTUATION:
        return _PUNCTUATION[word]
    if word == "-":
        spaced = (not begin or text[begin - 1].isspace()) and end < len(text) and text[end].isspace()
        return "-" if spaced else "N"
    if word in "'’" and begin > 0 and text[begin - 1] in "sS":
        return "'"
    return "."


def _mend(tags: list[str], lower: list[str]) -> str:
    """Settle by its neighbours what one word alone does not tell."""
    verb_since = outer = inside = False
    if tags[:1] == ["K"]:
        tags[0] = _name(tags, lower)
    last = len(tags) - 1
    before = ""
    for i, tag in enumerate(tags):
        if tag in _SETTLED or (tag == "N" and before not in _BEFORE_VERB):
            before = tag
            continue
        new = tag
        if tag == "B":
            after = tags[i + 1] if i < last else ""
            new = _present(lower, i, (before, after), verb_since=verb_since, inside=inside)
        elif tag in _SETTLE:
            new = _SETTLE[tag](tags, lower, i, (before, tags[i + 1] if i < last else ""))
        if new in "VAB":
            verb_since = True
            outer = outer or not inside
        elif new == "S":
            outer, verb_since, inside = verb_since, False, True
        elif new == ";":
            verb_since = outer = False
        elif new == ",":
            verb_since = outer
        tags[i] = before = new
    return "".join(tags)


def _participle(_tags: list[str], _lower: list[str], _i: int, around: tuple[str, str]) -> str:
    return "N" if around[0] in {"D", "'"} and around[1] in {"N", "K"} else "E"


def _preposition(tags: list[str], lower: list[str], i: int, around: tuple[str, str]) -> str:
    if lower[i] != "to" or not _infinitive(tags, lower, i, around[1]):
        return "P"
    if around[1] == "N":
        tags[i + 1] = "B"
    return "I"


def _noun(tags: list[str], lower: list[str], i: int, _around: tuple[str, str]) -> str:
    return "B" if _after_modal(tags, lower, i) else "N"


def _gerund(_tags: list[str], lower: list[str], i: int, around: tuple[str, str]) -> str:
    held = around[0] in {"D", "'", "N", "K"} and around[1] not in {"D", "K"}
    return "N" if held and lower[i] in noun_types() else "G"


def _determiner(tags: list[str], lower: list[str], i: int, around: tuple[str, str]) -> str:
    """The word "that" opens a clause after a verb or a noun, points after a preposition."""
    dated = around[0] == "T" and ("V" in tags[:i] or "B" in tags[:i])
    opens = lower[i] == "that" and (dated or around[0] in {"V", "B", "E", "N", "K", "Y", ","}) and around[1] != "T"
    return "S" if opens else "D"


def _adverb(_tags: list[str], lower: list[str], i: int, around: tuple[str, str]) -> str:
    if lower[i] == "first" and around[1] in {"N", "K"}:
        return "O"
    if lower[i] in {"early", "late", "alone"} and around[0] == "D" and around[1] in {"N", "K", "B"}:
        return "N"
    return "P" if lower[i] == "as" else "Y"


def _name(tags: list[str], lower: list[str]) -> str:
    """A plural that opens the sentence is no name: "Inspectors found"."""
    plural = tags[1:2] != ["K"] and lower[0].endswith("s") and lower[0] not in words.NAMES_IN_S
    return "N" if plural else "K"


def _infinitive(tags: list[str], lower: list[str], i: int, after: str) -> bool:
    """Whether "to" opens an infinitive: before a verb, or an unknown word that has an object or follows "aim"."""
    if after in {"B", "A"}:
        return True
    following = tags[i + 2] if i + 2 < len(tags) else ""
    return after == "N" and (following == "D" or (i > 0 and lemma(lower[i - 1]) in words.CHAINED))


def _after_modal(tags: list[str], lower: list[str], i: int) -> bool:
    back = i - 1
    while back >= 0 and tags[back] in {"Y", "X"}:
        back -= 1
    return back >= 0 and tags[back] == "A" and lower[back] in words.MODALS


def _past(tags: list[str], lower: list[str], i: int, around: tuple[str, str]) -> str:
    """Past tense, participle or adjective."""
    before, after = around
    back = i - 1
    while back >= 0 and tags[back] in {"Y", "X"}:
        back -= 1
    asked = back > 0 and tags[back] == "R" and tags[back - 1] == "A" and i - back == 2
    if back >= 0 and (tags[back] == "A" or asked):
        return "E"
    numbered = before == "O" and (i < 2 or tags[i - 2] == "D")
    modifies = (before == "P" or numbered) and after in {"N", "K"}
    if before in {"D", "'"} or modifies or (before == "Y" and i >= 2 and tags[i - 2] in {"D", "P"}):
        return "N"
    if lower[i] in irregular_forms()[0] and lower[i] not in irregular_forms()[1]:
        return "V"
    if lower[i + 1 : i + 2] == ["by"] or before == "":
        return "E"
    return "E" if before in {",", "("} and lower[i].endswith("ed") else "V"


def _present(lower: list[str], i: int, around: tuple[str, str], *, verb_since: bool, inside: bool) -> str:
    """A base form or third person after a subject or an auxiliary; else a noun."""
    before, after = around
    if before in {"A", "I", "X", "R"} or lower[i - 1 : i] == ["to"]:
        return "B"
    if before == "C" and lower[i + 1 : i + 2] == ["to"] and lemma(lower[i]) in words.CHAINED:
        return "B"
    if before == "Y" and i >= 2:
        return "N" if verb_since else "B"
    third = lower[i].endswith("s") and not verb_since
    subject = before in {"N", "K", ")", "C", ",", "T"}
    return "B" if third and subject and after in set("DKNPIORGYTS," if inside else "DKNPIORGYTS") else "N"


_SETTLE: Mapping[str, Callable[[list[str], list[str], int, tuple[str, str]], str]] = {
    "V": _past,
    "E": _participle,
    "P": _preposition,
    "N": _noun,
    "G": _gerund,
    "D": _determiner,
    "Y": _adverb,
}
# Tags that stay as they are and tell nothing of the verbs after them.
_SETTLED = frozenset("TKORCXI.()-'")
