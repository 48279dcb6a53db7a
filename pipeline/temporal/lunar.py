"""Dates of a lunar calendar: recognised as such and never converted.

Which Gregorian day a lunar day is depends on the calendar's country and epoch, so a lunar date has no EDTF. Its TIMEX3
value tells the granularity, and the year where a Gregorian year is named and the lunar month cannot leave it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.temporal.values import IMPOSSIBLE, Fixed, Impossible, year_timex3

if TYPE_CHECKING:
    from pipeline.temporal.grammar import Slots

LONGEST_MONTH = 30
# the eleventh month holds the winter solstice, so that it and the twelfth may end after the New Year
_LAST_WITHIN_YEAR = 10


def lunar_date(slots: Slots) -> Fixed | Impossible:
    """A lunar day (`day`) or month (`month` alone), with the Gregorian number of its year (`year`) or without.

    >>> lunar_date({"day": 10, "month": 3, "year": 1945}).timex3, lunar_date({"month": 12, "year": 1945}).timex3
    ('1945-XX-XX', 'XXXX-XX')
    >>> lunar_date({"day": 31, "month": 1}) is IMPOSSIBLE
    True
    """
    day, month, year = slots.get("day"), slots.get("month", 1), slots.get("year")
    if not 1 <= month <= 12 or not 1 <= (1 if day is None else day) <= LONGEST_MONTH:
        return IMPOSSIBLE
    within = year is not None and month <= _LAST_WITHIN_YEAR
    head = year_timex3(year) if year is not None and within else "XXXX"
    dayless = day is None and "day" not in slots and "feast" not in slots
    return Fixed(type="DATE", timex3=f"{head}-XX" if dayless else f"{head}-XX-XX")


def lunar_days(slots: Slots) -> tuple[Fixed, ...] | Impossible:
    """Two days of one lunar month, parted by a joiner.

    >>> [day.timex3 for day in lunar_days({"day": 1, "day2": 3})]
    ['XXXX-XX-XX', 'XXXX-XX-XX']
    """
    found = []
    for day in (slots["day"], slots["day2"]):
        value = lunar_date({"month": slots.get("month", 1), "day": day})
        if isinstance(value, Impossible):
            return value
        found.append(value)
    return tuple(found)


def lunar_year(_slots: Slots) -> Fixed:
    """A year by its name in the cycle of sixty, which comes back and is no Gregorian year."""
    return Fixed(type="DATE", timex3="XXXX")
