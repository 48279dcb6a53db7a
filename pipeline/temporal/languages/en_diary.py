"""English days as diaries, letters and notices tell them: "Tuesday, 13th", "the 3rd inst.", "the night before"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.temporal.grammar import LexiconClass, Rule
from pipeline.temporal.languages.en_words import NO_NOUN_AFTER, stands_apart
from pipeline.temporal.readings import point, ref_named
from pipeline.temporal.values import Impossible, Point, Shift

if TYPE_CHECKING:
    from pipeline.temporal.grammar import Slots

_COUNTED = re.compile(
    r"[ -](?:century|anniversary|birthday|edition|floor|round|grade|hour|amendment|street|avenue|place|league|day|"
    r"army|infantry|division|regiment|battalion|congress|time|annual|centuries)(?![^\W_])"
)
_FURTHEST = 1000
_LINE = re.compile(r"(?:^|\n)[ #*_]{0,6}$")
_HEADED = re.compile(r"[.,:;]?[ *_]{0,4}(?:\n|$)|[.:] |\.?[–—]| [–—-] ")

# What a letter opens with, where its line goes on: "My dear Anna, we arrived …".
GREETING = re.compile(r"(?:(?:my|our) )?(?:very )?(?:dear|dearest|honou?red|esteemed) |(?:sirs?|madam|gentlemen)[,:;]")
# The one who writes; a king or war has a number that looks the same, but no verb of a clause of its own.
SPEAKER = re.compile(
    r"(?<![^\W_])(?:[Mm]y|[Ww]e|[Oo]ur|us|I['’](?:m|ll|ve|d)|"
    r"(?:and|that|when|as|if|but|so|where|while|before|ago|then) I)(?![^\W_])|(?:[.,;:!?\n] ?|^)I (?=[a-z])"
)


def no_count(low: str, _start: int, end: int) -> bool:
    """Whether "Sunday 18th" ends there, and does not count what follows: "18th century"."""
    return not _COUNTED.match(low, end)


def no_noun_after(low: str, _start: int, end: int) -> bool:
    """Whether "Friday last" ends there, and says nothing of a noun: "Friday last orders"."""
    return bool(NO_NOUN_AFTER.match(low, end))


def heads_a_line(low: str, start: int, end: int) -> bool:
    """Whether "Sunday, 16" heads an entry: it begins a line, and ends it or its sentence."""
    return bool(_LINE.search(low, max(0, start - 8), start)) and bool(_HEADED.match(low, end))


def _near_month(slots: Slots) -> Point | None:
    """A day of this month, the last or the next, as letters told it."""
    return Point(day=slots["nth_day"], shift=Shift(base="written", unit="M", amount=slots["of_month"]))


def _date_off(slots: Slots) -> Point | Impossible | None:
    """A day of the last year or the next, as letters and the law tell it."""
    told = ref_named({**slots, "ref": ("written", slots["weekday_off"])})
    return told if isinstance(told, Point) and told.month and told.day else None


def _ago_come(slots: Slots) -> Point | Impossible | None:
    """A day or month so many years before the next one, or before the last one."""
    back = slots.get("number", 1) + slots["ago_come"]
    named = {name: slots[name] for name in ("holiday", "month", "day") if name in slots}
    return ref_named({**named, "ref": ("published", -back)}) if back <= _FURTHEST else None


def _part_away(sign: int, slots: Slots) -> Point:
    """A part of the day before or after the one told."""
    return Point(part=slots["part"], shift=Shift(base="told", unit="D", amount=sign))


DIARY_WORDS = (
    LexiconClass(
        name="of_month",
        entries={"inst.": 0, "inst": 0, "instant": 0, "ult.": -1, "ult": -1, "ultimo": -1, "prox.": 1, "proximo": 1},
        examples=("[1869-04-20] yours of the 3rd inst. => 1869-04-03", "[1869-04-20] of the 30th ult. => 1869-03-30"),
        rejects=("the instant coffee",),
    ),
    LexiconClass(
        name="ago_come",
        entries={"come": 0, "last": 1},
        examples=("[1870-03-08] ten years ago last May => 1859-05",),
        rejects=("a road to come",),
    ),
    LexiconClass(
        name="weekday_off",
        entries={"last": -1, "next": 1},
        examples=("[2019-03-08] on Monday last. => 2019-03-04",),
        rejects=("at last", "the next boat"),
    ),
)

DIARY_RULES = (
    Rule(
        name="en.hours-of-a-part",
        templates=("the {part} (of|on) {weekday} {part}",),
        value=lambda slots: Point(weekday=slots["weekday"], part=slots["part2"]),
        examples=("[2019-03-08] in the early hours of Sunday morning it burnt => 2019-03-03TMO",),
        rejects=("the early hours of Sunday boats",),
    ),
    Rule(
        name="en.weekday-and-day",
        templates=("{weekday}[,] [the ]{day=nth_day}", "{weekday=weekday_short}[,] [the ]{day=nth_day}"),
        value=point,
        guard=no_count,
        examples=(
            "[1869-04-20] On Sunday the 18th we left. => 1869-04-18",
            "[2021-11-03] the fair will be held on Saturday 13th => 2021-11-13",
            "Monday, 12th April 1869\nRain.\n\nTuesday, 13th\nTo town yesterday. => 1869-04-12, 1869-04-13, 1869-04-12",
        ),
        rejects=("a Sunday 18th century walk",),
    ),
    Rule(
        name="en.weekday-and-number",
        templates=("{weekday}[,] {day}", "{weekday=weekday_short}[,] {day}"),
        value=point,
        guard=heads_a_line,
        examples=("[1869-04-20] Sunday, 18.\nRain. => 1869-04-18", "[1869-04-20] Monday 19 – Rain. => 1869-04-19"),
        rejects=("[1869-04-20] on Sunday 18 boats came", "Sunday, 18 boats"),
    ),
    Rule(
        name="en.day-of-near-month",
        templates=("[the ]{nth_day} {of_month}",),
        value=_near_month,
        examples=(
            "[1869-04-20] on the 14th ult. => 1869-03-14",
            "[1869-04-20] on the 14th proximo => 1869-05-14",
            (
                "Arden, 14th of July, 1872\n\nDear Anna,\n\nYours of the 3rd inst. came today. "
                "We left on the 5th ult. => 1872-07-14, 1872-07-03, 1872-07-14, 1872-06-05"
            ),
            "[1990] Hesk, 3rd March 1891.\n\nSir,\n\nThe barn burnt on the 28th ult. => 1891-03-03, 1891-02-28",
            (
                "Hesk, 3 May 1891\n\nOf the 1st inst. no news.\n\nArden, 4 June 1891\n\nThe 1st inst. was fine.\n => "
                "1891-05-03, 1891-05-01, 1891-06-04, 1891-06-01"
            ),
        ),
        rejects=("the 14th insult",),
    ),
    Rule(
        name="en.weekday-last",
        templates=("{weekday} {weekday_off}",),
        value=lambda slots: ref_named({"weekday": slots["weekday"], "ref": ("written", slots["weekday_off"])}),
        guard=no_noun_after,
        examples=(
            "[2019-03-08] the barn burnt on Friday last. => 2019-03-01",
            "[2019-03-08] the fair will be on Tuesday next. => 2019-03-12",
        ),
        rejects=("Friday last orders", "the last rites"),
    ),
    Rule(
        name="en.date-last",
        templates=("<dm> {weekday_off}",),
        value=_date_off,
        guard=no_noun_after,
        examples=(
            "[2024-02-05] a man missing since 11 November last. => 2023-11-11",
            "[1869-04-20] the fair on the 3rd of May next. => 1869-05-03",
        ),
        rejects=("31 June last",),
    ),
    Rule(
        name="en.ago-come",
        templates=(
            "{number} years ago {ago_come} ({holiday}|{month}|<dm>)",
            "(a|one) year ago {ago_come} ({holiday}|{month}|<dm>)",
        ),
        value=_ago_come,
        examples=(
            "[1870-03-08] I came ten years ago come Michaelmas => 1860-09-29",
            "[1870-11-08] I came ten years ago come Michaelmas => 1861-09-29",
            "[1870-11-08] it burnt a year ago last May => 1869-05",
        ),
        rejects=("ten boats ago come Michaelmas",),
    ),
    Rule(
        name="en.part-before",
        templates=("the {part} before",),
        value=lambda slots: _part_away(-1, slots),
        guard=stands_apart,
        examples=("On 3 May 1931 it burnt. The night before, it had rained. => 1931-05-03, 1931-05-02TNI",),
        rejects=("the knight before", "the night before the vote"),
    ),
)
