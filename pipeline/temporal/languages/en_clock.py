"""English times of the clock: "at 7.30 p.m.", "from 9 to 11 a.m.", "three o'clock"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.temporal.grammar import LexiconClass, Rule
from pipeline.temporal.languages.en_beside import at_an_hour
from pipeline.temporal.languages.en_names import no_clock_name
from pipeline.temporal.languages.en_words import told_by_the_clock
from pipeline.temporal.readings import clock, clock_range
from pipeline.temporal.readings_parts import clock_with_part, night_over_midnight
from pipeline.temporal.values import Point, Shift

if TYPE_CHECKING:
    from pipeline.temporal.grammar import Slots
    from pipeline.temporal.values import Impossible

_DAY_END = 2400
_HOURS = 12
CLOCK_WORDS = (
    LexiconClass(
        name="past_to",
        entries={"past": "past", "to": "to"},
        examples=("at a quarter to nine on 3 May 2011 => 2011-05-03T08:45",),
        rejects=("past the quay",),
    ),
)


def _past_the_hour(slots: Slots) -> Point | Impossible | None:
    """So many minutes past an hour, or to it."""
    minutes = slots.get("minute", 15 if "past_to" in slots else 30)
    if slots["hour"] > _HOURS or not 0 < minutes < 60:
        return None
    if slots.get("past_to") == "to":
        return clock({"hour": slots["hour"] - 1 or _HOURS, "minute": 60 - minutes})
    return clock({"hour": slots["hour"], "minute": minutes})


def _of_this_part(slots: Slots) -> Point | None:
    """An hour of a part of today, or of a day before or after."""
    hour = clock_with_part(slots) if slots["hour"] <= _HOURS else None
    if not isinstance(hour, Point) or ("ref" in slots and slots["ref"][1]):
        return None
    shift = Shift(base=slots["ref"][0]) if "ref" in slots else Shift(base="today", amount=slots["deictic"])
    return replace(hour, shift=shift)


CLOCK_RULES = (
    Rule(
        name="en.clock",
        templates=("<clock>[_<zone>]", "<clock>[_]hrs", "{four} {zone}", "{four}hrs"),
        value=clock,
        examples=(
            "11 December 2025, 21:28 => 2025-12-11T21:28 | 2025-12-11T21:28",
            "at 10:57 => XXXX-XX-XXT10:57",
            "at 2pm => XXXX-XX-XXT14:00",
            "at 7.30 p.m. => XXXX-XX-XXT19:30",
            "by 05:30hrs. => XXXX-XX-XXT05:30",
        ),
        rejects=("24:00 on a ticket", "at 25:10", "a ratio of 3:1"),
    ),
    Rule(
        name="en.clock-of-four",
        templates=("{four} (hours|hrs)[ {zone}]",),
        value=lambda slots: clock(slots) if slots["four"] < _DAY_END else None,
        guard=told_by_the_clock,
        examples=(
            "at 0530 hours on 6 June 1931 => 1931-06-06T05:30",
            "by 1730 hrs on 6 June 1931 => 1931-06-06T17:30",
        ),
        rejects=("at 0530 boats",),
    ),
    Rule(
        name="en.clock-range",
        templates=(
            "[{from} ]{hour}[:{minute}]_{to}_{hour}[:{minute}]_{ampm}",
            "{from} {hour} {and} {hour}_{ampm}",
            "[{from} ]{hour}_{ampm}_{to}_{hour}_{ampm}",
        ),
        value=clock_range,
        examples=(
            "on 6 June 1931 from 9 to 11 a.m. => 1931-06-06, 1931-06-06T09:00, 1931-06-06T11:00",
            "10 am – 2 pm => XXXX-XX-XXT10:00, XXXX-XX-XXT14:00",
        ),
        rejects=("from 9 to 11 boats",),
    ),
    Rule(
        name="en.clock-in-words",
        templates=("{hour=number} o'clock", "{hour=number} o’clock"),
        value=lambda slots: clock(slots) if slots["hour"] <= _HOURS else None,
        examples=("at three o'clock on 3 May 1931 => 1931-05-03T03:00",),
        rejects=("three o'boats", "at thirty o'clock"),
    ),
    Rule(
        name="en.clock-past",
        templates=(
            "half past {hour=number}",
            "[a ]quarter {past_to} {hour=number}",
            "{minute=number} minutes {past_to} {hour=number}",
        ),
        value=_past_the_hour,
        examples=("at half past seven => XXXX-XX-XXT07:30", "until ten minutes to nine => XXXX-XX-XXT08:50"),
        rejects=("half past thirty boats", "it took ten minutes to go"),
    ),
    Rule(
        name="en.clock-of-this-part",
        templates=("{hour=number} {ref} {part}", "{hour=number} {deictic} {part}"),
        value=_of_this_part,
        guard=at_an_hour,
        examples=("[2019-03-08] it burnt at 5 this morning => 2019-03-08T05:00",),
        rejects=("three this morning", "[2019-03-08] of 5 this morning"),
    ),
    Rule(
        name="en.clock-and-part",
        templates=(
            "{hour=number} (o'clock|o’clock) (in the|at) {part}",
            "{hour}:{minute} (in the|at) {part}",
            "{hour=number} (in the|at) {part}",
        ),
        value=lambda slots: clock_with_part(slots) if slots["hour"] <= _HOURS else None,
        guard=at_an_hour,
        examples=(
            "On 3 May 1931 we rose at nine in the morning. => 1931-05-03, 1931-05-03T09:00",
            "at three o'clock in the afternoon of 3 May 1931 => 1931-05-03T15:00",
            "on 3 May 1931 at 9:30 in the evening => 1931-05-03T21:30",
            "at eleven o'clock at night => XXXX-XX-XXT23:00",
        ),
        rejects=("three boats in the afterglow", "all three in the morning"),
    ),
    Rule(
        name="en.night-over-midnight",
        templates=(
            "[the ]{part} of {day}{dash}{day} {month}[[,] {year}]",
            "[the ]{part} of {month} {day}{dash}{day}[[,] {year}]",
            "[the ]{part} of {day} {month}_{dash}_{day} {month}[[,] {year}]",
        ),
        value=night_over_midnight,
        examples=(
            "on the night of 3/4 May 1931 => 1931-05-03TNI | 1931-05-03",
            "on the night of 30 April–1 May 1931 => 1931-04-30TNI",
            "on the night of May 3–4, 1931 => 1931-05-03TNI",
        ),
        rejects=("the night of 3/4 boats",),
    ),
    Rule(
        name="en.clock-word",
        templates=("{clock_word}",),
        value=lambda slots: clock({"hour": slots["clock_word"]}),
        written=no_clock_name,
        examples=("at noon on 3 May 1931 => 1931-05-03T12:00", "It shut at Noon. => XXXX-XX-XXT12:00"),
        rejects=("no one", "the Rev. Charles Noon", "J. Noon spoke", "Present: Charles Noon"),
    ),
)
