"""English sets that skip or name parts of the calendar, and weekends: "every other week", "Sunday mornings"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.temporal.grammar import LexiconClass, Rule
from pipeline.temporal.languages.en_beside import by_the_weekend
from pipeline.temporal.languages.en_words import over_the_weekend
from pipeline.temporal.readings import every
from pipeline.temporal.values import Fixed, Point, Shift, duration

if TYPE_CHECKING:
    from pipeline.temporal.grammar import Slots

_MOST = 100
_WEEKEND = Point(shift=Shift(base="near", unit="WE", amount=-1))
_COMING_WEEKEND = Point(shift=Shift(base="near", unit="WE", amount=0))
_AT = re.compile(r"(?<![^\W_])(?:on|at|during|weekdays and|weekdays or) $")
_IN_THE = re.compile(r"(?<![^\W_])(?:in|on|during) $")


def _every_nth(slots: Slots) -> Fixed | None:
    """Each second or later unit; of weekdays TIMEX3 says only which."""
    number = slots.get("nth", 2)
    if "weekday" in slots:
        return every({"weekday": slots["weekday"]})
    return every({"number": number, "unit": slots["unit"]}) if 2 <= number <= _MOST else None


def _every_part(slots: Slots) -> Fixed:
    """A part of each day, or of each day of that name."""
    part = slots.get("part") or slots["parts"]
    day = f"XXXX-WXX-{slots['weekday']}" if "weekday" in slots else "XXXX-XX-XX"
    return Fixed(type="SET", timex3=f"{day}T{part}")


def at_weekends(low: str, start: int, _end: int) -> bool:
    """Whether "weekends" tells when something comes back: "at weekends", but not "three weekends"."""
    return bool(_AT.search(low, max(0, start - 13), start))


def in_the_part(low: str, start: int, _end: int) -> bool:
    """Whether "the mornings" tells when something comes back: "in the mornings", but not "the mornings were cold"."""
    return bool(_IN_THE.search(low, max(0, start - 8), start))


SET_WORDS = (
    LexiconClass(
        name="parts",
        entries={"mornings": "MO", "afternoons": "AF", "evenings": "EV", "nights": "NI"},
        trigger=True,
        examples=("it opens on Sunday mornings => XXXX-WXX-7TMO",),
        rejects=("the mornings were cold",),
    ),
)

SET_RULES = (
    Rule(
        name="en.every-nth",
        templates=(
            "{every} other ({unit}|{weekday})",
            "{every} {nth=ordinal} ({unit}|{weekday})",
        ),
        value=_every_nth,
        examples=(
            "it meets every other week => P2W",
            "it meets every second month => P2M",
            "every third Thursday => XXXX-WXX-4",
        ),
        rejects=("every other boat", "every third boat"),
    ),
    Rule(
        name="en.every-few",
        templates=("{every} {vague} {units}",),
        value=lambda slots: Fixed(type="SET", timex3=duration(None, slots["units"])),
        examples=("it floods every few years => PXY",),
        rejects=("every few boats",),
    ),
    Rule(
        name="en.every-part",
        templates=("{every} {weekday} {part}", "{weekday} {parts}"),
        value=_every_part,
        examples=("they met every Tuesday night => XXXX-WXX-2TNI", "on Friday afternoons => XXXX-WXX-5TAF"),
        rejects=("every Tuesday knight",),
    ),
    Rule(
        name="en.the-parts",
        templates=("the {parts}",),
        value=_every_part,
        guard=in_the_part,
        examples=("she wrote in the mornings => XXXX-XX-XXTMO",),
        rejects=("the mornings were cold",),
    ),
    Rule(
        name="en.weekends",
        templates=("weekends",),
        value=lambda _slots: Fixed(type="SET", timex3="XXXX-WXX-WE"),
        guard=at_weekends,
        examples=("it opens at weekends => XXXX-WXX-WE",),
        rejects=("the boats of the weekend's regatta",),
    ),
    Rule(
        name="en.the-weekend",
        templates=("the weekend",),
        value=lambda _slots: _WEEKEND,
        guard=over_the_weekend,
        examples=("[2019-03-06] It was sold over the weekend. => 2019-W09-WE",),
        rejects=("the weekend boat",),
    ),
    Rule(
        name="en.by-the-weekend",
        templates=("the weekend",),
        value=lambda _slots: _COMING_WEEKEND,
        guard=by_the_weekend,
        news_only=True,
        examples=("[2019-03-06] It will be sold by the weekend. => 2019-W10-WE",),
        rejects=("by the weekend boat", "[2019-03-06] of the weekend"),
    ),
)
