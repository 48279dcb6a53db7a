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
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pipeline.events import words
from pipeline.events.inflect import irregular_forms, is_only_past, verb_forms
from pipeline.events.presents import BEFORE_UNKNOWN, SHARING, is_unknown_present, present_of
from pipeline.events.tokens import opening_tag, tokens
from pipeline.events.types import noun_types, past_lemmas, verb_lemmas

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pipeline.events.clauses import Clause
    from pipeline.events.segments import Segment
    from pipeline.events.tokens import Tokens
    from pipeline.model import Span

_MARKS = frozenset(";-.")
# Consonants that are doubled before "ed", and not at the end of a verb ("stepped", but "passed", "called").
_DOUBLED = frozenset("bdgmnprt")
# After a date these say that it heads what follows.
_HEADING = frozenset(":-–—.\n")
# Before a noun, at the start of a line, these say that it is yet to come.
TO_COME = frozenset(["planned", "proposed", "scheduled", "expected", "intended"])
_CELLS = frozenset("*|")
_VERBS = frozenset("VBA")
_RELATIVES = frozenset(["which", "who", "that"])
# The number of a paragraph: "3. A harbour authority …", "b) …".
_NUMBER = re.compile(r"\s{0,9}(?:\d{1,3}[.)]|[a-z]\))\s")
# Tags that neighbours may change, or that tell how to read the verbs after them.
_UNSETTLED = re.compile(r"[VEGBASdhpy;,]|N(?:(?<=[AYXypR]N)|(?=[DO])(?<=[NKT]N)|(?=[DPT])(?<=[Sd]N))")
_OBJECTS = frozenset("DKNPIORGYTS")
_LONGEST_NAME = 8
_TIME_CONJUNCTIONS = frozenset(["after", "before", "until", "since", "as", "once"])
_AFTER_NOUN = frozenset("PT,.;C")
_NOUNS_TOO = frozenset(["will", "might", "must", "can"])
_SHOWING = frozenset(["this", "that", "these", "those", "all", "each", "both", "some", "many", "few"])
_OF = frozenset(["of"])
_EARLY = frozenset(["early", "late", "daily", "weekly", "monthly"])
_FOURTH = 3
_SINGULAR = frozenset(["he", "she", "it"])
_OWNED = frozenset("NKOGEVYB'")
_SINGULAR_IN_S = ("us", "ss", "is")
_GOING = frozenset(["go", "goes"])
_DIRECTIONS = frozenset(["west", "east", "north", "south", "again", "once", "twice", "there", "here", "back", "away"])


@dataclass(slots=True)
class Sentence:
    """The tokens of one sentence; offsets count from the start of `text`.

    `first` is the first token of a word, `dates` the tokens of the dates that it was read with, `clauses` what has been
    read in its segments.
    """

    text: str
    start: int
    words: list[str]
    lower: list[str]
    begins: list[int]
    ends: list[int]
    tags: str
    first: int = 0
    dates: list[int] = field(default_factory=list)
    clauses: dict[Segment, Clause | None] = field(default_factory=dict)

    def between(self, first: int, last: int) -> str:
        """The text of tokens `first` up to `last`, with single spaces."""
        if first >= last:
            return ""
        return " ".join(self.text[self.begins[first] : self.ends[last - 1]].split())

    def has_word(self, indices: list[int], wanted: frozenset[str]) -> bool:
        """Whether one of these tokens is one of these words, in lower case."""
        lower = self.lower
        for i in indices:  # noqa: SIM110 - a generator would take twice as long
            if lower[i] in wanted:
                return True
        return False

    def has_tag(self, indices: list[int], wanted: str) -> bool:
        """Whether one of these tokens has one of these tags."""
        tags = self.tags
        for i in indices:  # noqa: SIM110 - as above
            if tags[i] in wanted:
                return True
        return False

    def lemma(self, index: int) -> str:
        """The lemma of the verb at `index`, else the lower-case word; what goes back to a date "dates" from it."""
        found = lemma(self.lower[index])
        dates = found == "go" and self.lower[index + 1 : index + 3] == ["back", "to"]
        return "date" if dates and self.tags[index + 3 : index + 4] == "T" else found


@cache
def _lemmas() -> Mapping[str, str]:
    past, participle = irregular_forms()
    common = {form: verb for verb in sorted(words.COMMON_VERBS | words.CHAINED) for form in verb_forms(verb)}
    return {
        **common,
        **past_lemmas(),
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

    >>> lemma("besieged"), lemma("went"), lemma("planted"), lemma("stepped")
    ('besiege', 'go', 'plant', 'step')
    """
    known = _lemmas().get(word)
    if known is not None:
        return known
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ed") and len(word) > 5 and word[-3] == word[-4] and word[-3] in _DOUBLED:
        return word[:-3]
    return word[:-2] if word.endswith("ed") and len(word) > 4 else word


def read(text: str, start: int, dates: Sequence[Span]) -> Sentence:
    """Tokenise and tag a sentence that starts at code point `start`; `dates` are absolute spans of date words.

    >>> read("The mill burnt down in May 1902.", 0, []).tags
    'DNVPPKO.'
    """
    found = tokens(text)
    if not found.words:
        return Sentence(text=text, start=start, words=[], lower=[], begins=[], ends=[], tags="")
    dated = _join_dates(text, start, found, dates) if dates else []
    first = _opening(text, found)
    tags = _mend(found.tags, found.lower)
    return Sentence(text, start, found.words, found.lower, found.begins, found.ends, tags, first, dated)


def _opening(text: str, found: Tokens) -> int:
    """The token that opens the sentence, after a bullet, a number or the date of a line: "- 1958: Works opened".

    It, and what stands before it, is tagged as at the start of a sentence, in place.
    """
    tags = found.tags
    if len(tags) > 2 and tags[1] in ".)" and tags[0] != "T" and _NUMBER.match(text):
        tags[:2] = ".."
    for i, word in enumerate(found.words):
        if tags[i] != "T":
            tags[i] = (tags[i] != "." and opening_tag(word)) or tags[i]
            if tags[i] not in _MARKS:
                return i
        else:
            end = found.ends[i]
            # "**1958** Works opened": in bold, a date heads its line as before a colon
            mark = text[end : end + 3].lstrip(" ")[:1]
            if text[end : end + 1] != "*" and mark not in _HEADING | _CELLS:
                return i
            if mark in _CELLS and tags[i + 1 : i + 2] == ["."]:
                tags[i + 1] = ";"  # the cell of a table, too
    return len(tags) - 1


def _join_dates(text: str, offset: int, found: Tokens, dates: Sequence[Span]) -> list[int]:
    """Make the tokens that each date touches one token, in place; the indices of these tokens."""
    joined: list[int] = []
    begins, ends = found.begins, found.ends
    at = 0
    for date in dates:
        start, end = date.start - offset, date.end - offset
        first = max(at, bisect_right(begins, start) - 1)
        if first < len(begins) and ends[first] <= start:
            first += 1
        last = bisect_left(begins, end, lo=first)
        if found.lower[last : last + 2] == ["local", "time"]:
            last, end = last + 2, ends[last + 1]
        if first < last:
            begin = min(start, begins[first])
            word = text[begin:end]
            found.words[first:last] = [word]
            found.lower[first:last] = [words.plain(word)]
            found.tags[first:last] = ["T"]
            begins[first:last] = [begin]
            ends[first:last] = [end]
            joined.append(first)
            at = first + 1
    return joined


def _mend(tags: list[str], lower: list[str]) -> str:
    """Settle by its neighbours what one word alone does not tell."""
    verb_since = outer = inside = False
    if tags[0] == "K":
        tags[0] = _name(tags, lower)
    last = len(tags) - 1
    for match in _UNSETTLED.finditer("".join(tags)):
        i = match.start()
        tag = tags[i]
        around = (tags[i - 1] if i else "", tags[i + 1].upper() if i < last else "")
        if tag == "B":
            tag = _present(lower, i, around, verb_since=verb_since, inside=inside)
            if lower[i][-1] == "s":
                tag = present_of(tag, tags, lower, i)
        elif tag in _SETTLE:
            tag = _SETTLE[tag](tags, lower, i, around)
        tags[i] = tag
        if tag in "VAB":
            verb_since = True
            outer = outer or not inside
        elif tag == "S":
            outer, verb_since, inside = verb_since, False, True
        elif tag == ";":
            verb_since = outer = False
        elif tag == ",":
            verb_since = outer
    return "".join(tags)


def _participle(_tags: list[str], _lower: list[str], _i: int, around: tuple[str, str]) -> str:
    return "N" if around[0] in {"D", "'"} and around[1] in {"N", "K"} else "E"


def _preposition(tags: list[str], lower: list[str], i: int, around: tuple[str, str]) -> str:
    """The word "to", which opens an infinitive or leads to a place."""
    if not _infinitive(tags, lower, i, around[1]):
        return "P"
    if around[1] == "N":
        tags[i + 1] = "B"
    return "I"


def _noun(tags: list[str], lower: list[str], i: int, around: tuple[str, str]) -> str:
    if around[0] in BEFORE_UNKNOWN:
        return "B" if is_unknown_present(tags, lower, i) else "N"
    if around[0] == "R":
        # a verb that no list knows, as the sentence's first: "They mature in 1931"
        singular = lower[i - 1] in _SINGULAR
        agrees = singular == lower[i].endswith("s") and (singular or lower[i - 1] in words.SUBJECT_PRONOUNS)
        return "B" if i == 1 and agrees and around[1] in {"P", "T", "D", "S"} else "N"
    return "B" if _after_modal(tags, lower, i) else "N"


def _gerund(tags: list[str], lower: list[str], i: int, around: tuple[str, str]) -> str:
    held = around[0] in {"D", "'", "N", "K"} and around[1] not in {"D", "K"}
    # "since the beginning of the war" opens no clause
    free = around[0] == "D" and around[1] in _AFTER_NOUN | {"A", "V"} and lower[max(i - 2, 0)] not in _TIME_CONJUNCTIONS
    # "its first outing, in the spring of 1922"
    free = free or (around[0] == "Y" and tags[max(i - 2, 0)] == "D" and around[1] in {",", "P", "V", "A"})
    held = (held and lower[i] in noun_types()) or free
    opens = not i and (around[1] in {"V", "A"} or (around[1] == "N" and tags[2:3] in (["V"], ["A"])))
    # "Scaffolding goes up", told in the present of what is to be
    opens = opens or (not i and around[1] == "B" and lower[1].endswith("s"))
    # "Early voting runs from May", "the daily sailing leaves in May"
    told = around[1] in {"V", "A"} or (around[1] == "B" and lower[i + 1][-1] == "s")
    # "Planning permission, refused in May, was granted"
    parted = not i and around[1] == "N" and lower[0] in noun_types()
    opens = opens or (parted and tags[2:3] == [","] and tags[3:4] in (["E"], ["V"]))
    if told and around[0] == "Y" and lower[i - 1] in _EARLY and i < _FOURTH:
        tags[i - 1], opens = "N", True
    # "they said that spending in May was high"
    opens = opens or (around[0] == "S" and around[1] == "P" and lower[i - 1] == "that")
    return "N" if held or opens else "G"


def _determiner(tags: list[str], lower: list[str], i: int, around: tuple[str, str]) -> str:
    """The word "that" opens a clause after a verb or a noun, points after a preposition."""
    if around[0] == "," and lower[i + 1 : i + 3] == ["is", ","]:
        tags[i + 1] = ","  # "within a year, that is, by May"
        return ","
    dated = around[0] == "T" and not _VERBS.isdisjoint(tags[:i])
    dated = dated or (around[0] == "G" and around[1] in {"D", "K", "R"})
    opens = (dated or around[0] in {"V", "B", "E", "N", "K", "Y", ","}) and around[1] != "T"
    # "she joined that project in May" has no verb for a clause
    opens = opens and not (around[0] == "V" and around[1] in {"N", "T"} and _VERBS.isdisjoint(tags[i + 1 :]))
    return "S" if opens else "D"


def _her(_tags: list[str], lower: list[str], i: int, around: tuple[str, str]) -> str:
    """The word "her" owns what follows, or is who or what something was done to."""
    return "R" if around[1] not in _OWNED or lower[i + 1] in _DIRECTIONS else "D"


def _adverb(_tags: list[str], lower: list[str], i: int, around: tuple[str, str]) -> str:
    if lower[i] == "first" and (around[1] in {"N", "K"} or (around[0] == "D" and around[1] == "B")):
        return "O"  # "the first train crossed"
    if lower[i] != "first" and around[0] == "D" and around[1] in {"N", "K", "B"}:
        return "N"
    return "Y"


def _name(tags: list[str], lower: list[str]) -> str:
    """A plural that opens the sentence is no name: "Inspectors found"."""
    plural = tags[1:2] != ["K"] and lower[0].endswith("s") and lower[0] not in words.NAMES_IN_S
    plural = plural and not lower[0].endswith(_SINGULAR_IN_S)  # "Augustus died"
    return "N" if plural or lower[1:2] == ["than"] else "K"  # "More than ten"


def _infinitive(tags: list[str], lower: list[str], i: int, after: str) -> bool:
    """Whether "to" opens an infinitive: before a verb, or an unknown word that has an object or follows "aim"."""
    if after in {"B", "A"}:
        return True
    following = tags[i + 2] if i + 2 < len(tags) else ""
    return after == "N" and (following in {"D", "d"} or (i > 0 and lemma(lower[i - 1]) in words.CHAINED))


def _after_modal(tags: list[str], lower: list[str], i: int) -> bool:
    back = i - 1
    while back >= 0 and tags[back] in {"Y", "X"}:
        back -= 1
    if back < 0 or tags[back] != "A":
        return False
    # "did not resume", but "did harm"
    return lower[back] in words.MODALS or (lower[back] in words.DO and tags[i - 1] == "X")


def _past(tags: list[str], lower: list[str], i: int, around: tuple[str, str]) -> str:
    """Past tense, participle or adjective."""
    before, after = around
    to_come = before in {"", ".", ";"} and after in {"N", "G"} and lower[i] in TO_COME
    if to_come or (not i and after in {"V", "A"}):
        # "Planned opening of the hall", "Drew proposed", "Left was"
        return "N" if to_come else "K"
    back = i - 1
    while back >= 0 and tags[back] in "YX":
        back -= 1
    asked = back > 0 and tags[back] == "R" and tags[back - 1] == "A" and i - back == 2
    if back >= 0 and (tags[back] == "A" or asked):
        willed = lower[back] in _NOUNS_TOO and tags[back - 1 : back] == ["D"] and lower[back - 1] not in _SHOWING
        tags[back] = "N" if willed else tags[back]  # "a will made in 1931"
        return "V" if willed else "E"
    numbered = before == "O" and (i < 2 or tags[i - 2] == "D")
    modifies = (before == "P" or numbered) and after in {"N", "K"}
    if before in {"D", "'"} or modifies or (before == "Y" and i >= 2 and tags[i - 2] in {"D", "P"}):
        # "two firms each fell"
        return "V" if lower[i - 1] in SHARING and is_only_past(lower[i]) else "N"
    if is_only_past(lower[i]) or (before == "R" and not i - 1):
        return "V"
    if lower[i + 1 : i + 2] == ["by"] or before == "":
        return "E"
    return "E" if before in {",", "("} and lower[i].endswith("ed") else "V"


def _present(lower: list[str], i: int, around: tuple[str, str], *, verb_since: bool, inside: bool) -> str:
    """A base form or third person after a subject or an auxiliary; else a noun."""
    before, after = around
    third = lower[i].endswith("s") and not verb_since
    relative = before == "S" and third and lower[i - 1] in _RELATIVES and after in _OBJECTS
    if before in {"A", "I", "X", "R"} or lower[i - 1 : i] == ["to"] or relative:
        return "B"
    dates = lower[i] == "dates" and lower[i + 1 : i + 2] in (["from"], ["back"]) and not verb_since
    dates = dates or (lower[i] in _GOING and lower[i + 1 : i + 3] == ["back", "to"] and not verb_since)
    if dates or (before == "C" and lower[i + 1 : i + 2] == ["to"] and lemma(lower[i]) in words.CHAINED):
        return "B"
    if before == "Y" and i >= 2:
        # "will not now begin"
        return "N" if verb_since and words.MODALS.isdisjoint(lower[max(0, i - 3) : i - 1]) else "B"
    subject = before in {"N", "K", ")", "C", ",", "T"}
    if after == "D" and not verb_since and before in {"N", "K"} and not lower[i].endswith("s"):
        # the present of a history, of several: "Abel and Roe reach the pass"
        joined = next((k for k in range(i - 2, max(-1, i - _LONGEST_NAME), -1) if len(lower[k]) > 1), -1)
        several = joined > 0 and lower[joined] == "and" and lower[i] in words.COMMON_VERBS
        return "B" if several or (lower[0].endswith("s") and i > 1 and lower[i - 2] in _OF) else "N"
    if third and subject and (after in _OBJECTS or (inside and after in {",", "."})):
        return "B"
    # "the ringers, who last rang in May"
    return "Y" if lower[i] == "last" and (before, after) == ("S", "V") else "N"


_SETTLE: Mapping[str, Callable[[list[str], list[str], int, tuple[str, str]], str]] = {
    "V": _past,
    "E": _participle,
    "p": _preposition,
    "N": _noun,
    "G": _gerund,
    "d": _determiner,
    "h": _her,
    "y": _adverb,
}
