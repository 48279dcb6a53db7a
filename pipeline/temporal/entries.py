"""The dates that head what follows: the one at the head of a letter or document, and those of a diary's entries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.temporal.dates import Date
from pipeline.temporal.stated import is_complete
from pipeline.temporal.values import Point

if TYPE_CHECKING:
    from pipeline.temporal.grammar import Language, Rule
    from pipeline.temporal.values import Reading

_HEAD = 400
# Characters of a line that a heading may have beside its date, and those that the place before it may have.
_MARKUP = 12
_LONGEST_PLACE = 60
_MARKS = " .:,*_#"
# How far down a letter in an edition may begin, below a title, and by how many days the edition is later.
_TITLE = 100
_EDITED = 31
# What stands between the date line of a report and its text: "Arden, 3 March 1991 (Arden Press) – "; that of a letter
# may end in a full stop.
_RUNS_ON = re.compile(r"(?: ?(?:\([^()\n]{2,40}\)|/[^/\n]{2,40}/))?(?:(?P<dash>:?(?: --?| [–—]|[–—]))|[.:]) ?(?=\S)")
_LETTER = re.compile(r"[^\W\d_]")
# What stands between the date of an entry and its text on the same line, and what ends the entry before.
_AFTER_HEAD = (". ", ": ", "– ", "— ", "- ", ".–", ".—", "—")
_SENTENCE_ENDS = (".", "!", "?")
# What the name of a place may hold in small letters.
_IN_PLACES = frozenset(
    ("of", "on", "upon", "under", "by", "near", "off", "at", "the", "in", "de", "la", "le", "les", "du", "van", "am")
)
# How long a line may be that greets, and what it ends with: "My dear Anna,".
_LONGEST_GREETING = 40
_GREETING_ENDS = (",", ":", "!", "—", "–", ",-")


class Hit:
    """An expression in the prepared text: its span there, its rule and what it says."""

    __slots__ = ("end", "reading", "rule", "start")

    def __init__(self, start: int, end: int, rule: Rule, reading: Reading) -> None:
        self.start, self.end, self.rule, self.reading = start, end, rule, reading


def dateline(hits: list[Hit], low: str, raw: str, language: Language, stated: Date | None) -> Date | None:
    """The day on which a text says at its head that it was written; None where it doesn't.

    A letter tells it beside a place, above its greeting: "Arden, 3rd March 1891." It goes before a date that is
    `stated` for the document, which may be that of an edition. Where none is, a date on a line by itself will do, or
    one beside a place below the first line, which may be a title. One who writes of himself and of "yesterday" needs
    no greeting; and a report is told on the line of its date, behind a dash: "Arden, 3 March 1991 – The mill …".
    """
    for hit in hits:
        if hit.start > _HEAD:
            break
        point = hit.reading
        if not (isinstance(point, Point) and point.day and is_complete(point)):
            continue
        begun = low.rfind("\n", 0, hit.start) + 1
        alone = not low[begun : hit.start].strip(_MARKS)
        if not alone and not is_place(raw[begun : hit.start]):
            continue
        day = Date(point.year, point.month, point.day, str(hit.start))
        ended = low.find("\n", hit.end)
        ended = len(low) if ended < 0 else ended
        free = stated is None or (not alone and begun <= _TITLE and _is_of_another_time(stated, day))
        if low[hit.end : ended].strip(_MARKS):
            after = None if alone or not free else _RUNS_ON.match(low, hit.end)
            told = after is not None and bool(after["dash"]) and stated is None
            told = told or (after is not None and _writes_of_its_day(hits, raw, language))
        else:
            below = stated is None and (alone or (not low[:begun].isspace() and begun > 0))
            told = below or _greets(low, ended, language) or (free and _writes_of_its_day(hits, raw, language))
        if told:
            return day
    return None


def _is_of_another_time(stated: Date, day: Date) -> bool:
    """Whether a document's date, told as a year alone or later by more than weeks, doesn't tell when it was written."""
    known, written = stated.number, day.number
    return known is None or written is None or known - written > _EDITED


def _writes_of_its_day(hits: list[Hit], raw: str, language: Language) -> bool:
    """Whether a text counts from the day of writing, and its writer tells of himself: "yesterday we dug"."""
    shifts = [hit.reading.shift for hit in hits if isinstance(hit.reading, Point) and hit.reading.shift is not None]
    if any(shift.base == "written" for shift in shifts):
        return True
    counted = any(shift.base in {"today", "published"} for shift in shifts) or any(_is_weekday(hit) for hit in hits)
    return counted and language.speaker.search(raw) is not None


def _is_weekday(hit: Hit) -> bool:
    return isinstance(hit.reading, Point) and bool(hit.reading.weekday) and not hit.reading.month


def is_place(text: str) -> bool:
    """Whether what stands on a line before a date is nothing but the name of a place, as at the head of a letter.

    >>> is_place("Stow-on-the-Wold, "), is_place("12 Mill Lane, Arden, "), is_place("The mill burnt down, ")
    (True, True, False)
    """
    text = text.strip(" *_#")
    if not text.endswith(",") or len(text) > _LONGEST_PLACE:
        return False
    first, *others = text.split()
    named = first[0].isupper() or (first[0].isdigit() and bool(others))
    return named and all(word.lstrip("(")[:1].isupper() or word.rstrip(",") in _IN_PLACES for word in others)


def _greets(low: str, ended: int, language: Language) -> bool:
    """Whether the first line below another greets the one who is written to: "My dear Anna,"."""
    start = ended
    while start < len(low) and low[start].isspace():
        start += 1
    line = low[start : start + _LONGEST_GREETING + 1].partition("\n")[0].rstrip()
    short = len(line) <= _LONGEST_GREETING and line.endswith(_GREETING_ENDS)
    return short or language.greeting.match(low, start) is not None


def entries(hits: list[Hit], low: str, raw: str) -> frozenset[int]:
    """Where the dates stand that head the entries of a diary, or several letters; none where only one does.

    Each has text that belongs to it, below its line or behind it: a list of dates heads nothing.
    """
    days = {
        hit.start for hit in hits if _is_day(hit.reading) and (_stands_alone(hit, low, raw) or _runs_on(hit, low, raw))
    }
    if len(days) <= 1:
        return frozenset()
    heads = [hit for hit in hits if hit.start in days or _stands_alone(hit, low, raw)]
    ends = [*(hit.start for hit in heads[1:]), len(low)]
    found = {hit.start for hit, end in zip(heads, ends, strict=True) if _LETTER.search(low, hit.end, end)} & days
    return frozenset(found) if len(found) > 1 else frozenset()


def _is_day(reading: Reading) -> bool:
    return isinstance(reading, Point) and bool(reading.day) and not reading.clock


def _stands_alone(hit: Hit, low: str, raw: str) -> bool:
    """Whether an expression has a line of its own, marks of a heading and the place of a letter apart."""
    after, ended, _ = low[hit.end : hit.end + _MARKUP].partition("\n")
    if not ended or after.strip(_MARKS):
        return False
    begun, before = _before(hit, low)
    if begun and not before:
        return True
    first = max(0, hit.start - _LONGEST_PLACE)
    start = raw.rfind("\n", first, hit.start) + 1
    return (start > 0 or first == 0) and is_place(raw[start : hit.start])


def _runs_on(hit: Hit, low: str, raw: str) -> bool:
    """Whether text follows an expression that opens a line, or a sentence: "13 April 1916. Rain all day."."""
    after = low[hit.end : hit.end + _MARKUP].partition("\n")[0].strip(" *_#")
    if low[hit.end - 1] == "." and raw[hit.end + 1 : hit.end + 2].isupper():
        after = f". {after}"  # the full stop of "Sept." ends the heading too
    if not after.startswith(_AFTER_HEAD):
        return False
    _, before = _before(hit, low)
    return not before or before.endswith(_SENTENCE_ENDS)


def _before(hit: Hit, low: str) -> tuple[bool, str]:
    """Whether the line of an expression begins just before it, and what stands between, marks of a heading apart."""
    lead = low[hit.start - _MARKUP : hit.start] if hit.start >= _MARKUP else f"\n{low[: hit.start]}"
    _, begun, before = lead.rpartition("\n")
    return bool(begun), before.strip(" #*_")
