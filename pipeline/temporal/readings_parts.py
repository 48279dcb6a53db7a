"""More value functions that know no language, for what `readings` leaves out.

Days of an unnamed month, parts of years counted in months, decades by their number, clock times with a part of the day.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.temporal.calendar import day_number, days_in_month, iso_week
from pipeline.temporal.readings import clock, members, point
from pipeline.temporal.values import IMPOSSIBLE, OR_NEXT, Fixed, Impossible, Point, Shift, duration, exists

if TYPE_CHECKING:
    from pipeline.temporal.grammar import Slots
    from pipeline.temporal.values import Reading

_LATE = 6
_FEBRUARY = 2
_MILLENNIA = 9
_CENTURIES = 30
_YEAR = 12
_PARTS = frozenset({"day", "month", "quarter", "year", "yy", "nth", "era", "mod", "to", "and", "from"})


def day_of_told_month(slots: Slots) -> Point | Impossible | None:
    """A day of the month last told: "the 28th"."""
    if not 1 <= slots["day"] <= 31:
        return None
    return replace(_plain(slots), shift=Shift(base="told", unit="M", amount=0))


def _plain(slots: Slots) -> Point:
    return Point(day=slots.get("day"), part=slots.get("part"))


def day_and_month(slots: Slots) -> Point | Impossible | None:
    """A day and month, or month and year, as numbers; None for numbers that can be no such pair, such as a fraction.

    >>> day_and_month({"day": 28, "month": 15}) is None
    True
    """
    return point(slots) if 1 <= slots["month"] <= 12 and 1 <= slots.get("day", 1) <= 31 else None


def shared_members(slots: Slots) -> tuple[Reading, ...] | Impossible | None:
    """The members of a range or list that share the parts they do not repeat; slots that are no parts do not count.

    >>> [p.day for p in shared_members({"day": 3, "to": "-", "day2": 5, "slash": "/", "slash2": "/", "month": 5})]
    [3, 5]
    """
    parts = {name: value for name, value in slots.items() if name.rstrip("2345") in _PARTS}
    if "to" in slots and slots.get("day", 0) >= slots.get("day2", 32) and "month2" not in slots:
        return None
    return members(parts)


def clock_with_part(slots: Slots) -> Point | Impossible | None:
    """A time of day on the clock of twelve hours, with the part of the day (`MO`, `MI`, `AF`, `EV`, `NI`).

    `to_go` are the minutes that the hour still lacks.

    >>> [clock_with_part({"hour": h, "part": p}).clock for h, p in ((5, "AF"), (1, "MI"), (11, "NI"), (2, "NI"))]
    ['T17:00', 'T13:00', 'T23:00', 'T02:00']
    """
    hour, part, minute = slots["hour"], slots.get("part"), slots.get("minute", 0)
    if "to_go" in slots:
        hour, minute = hour - 1, 60 - slots["to_go"]
    after_noon = part in {"AF", "EV"} or (part == "MI" and hour < _LATE) or (part == "NI" and hour >= _LATE)
    if part == "NI" and hour == 12:
        hour = 0
    elif after_noon and hour < 12:
        hour += 12
    if not (0 <= hour <= 23 and 0 <= minute <= 59):
        return None
    found = clock({"hour": hour, "minute": minute})
    return replace(found, mod=slots.get("approx")) if isinstance(found, Point) else found


def months_of_year(slots: Slots) -> Reading | tuple[Reading, ...] | None:
    """The first or last so many months of a year: a half, a quarter, or a duration and the year (parted by a joiner).

    `side` is 1 for the first and 2 for the last months.

    >>> months_of_year({"number": 6, "side": 2, "year": 2025}).half
    2
    """
    number, side, year = slots["number"], slots["side"], slots.get("year")
    if number == 6:
        return Point(year=year, half=side)
    if number == 3:
        return Point(year=year, quarter=1 if side == 1 else 4)
    return None


def months_and_year(slots: Slots) -> tuple[Reading, ...]:
    """So many months, and the year that they belong to."""
    return Fixed(type="DURATION", timex3=duration(slots["number"], "M")), Point(year=slots.get("year"))


def opened(slots: Slots) -> tuple[Reading, ...] | Impossible | None:
    """A point after a word that belongs to something else (the slot `from`)."""
    found = point({name: value for name, value in slots.items() if name != "from"})
    return (found,) if isinstance(found, Point) else found


def up_to_now(slots: Slots) -> tuple[Reading, ...]:
    """A year, and the present up to which it lasts (parted by a joiner): "1902–present".

    >>> [getattr(each, "timex3", None) for each in up_to_now({"year": 1902, "to": None})]
    [None, 'PRESENT_REF']
    """
    return Point(year=slots["year"]), Fixed(type="DATE", timex3="PRESENT_REF")


def either(slots: Slots) -> Point | None:
    """One of two years, months or days of which the second follows the first: "1907 or 1908".

    >>> either({"year": 1907, "year2": 1908}).mod, either({"year": 1907, "year2": 1909})
    ('OR_NEXT', None)
    """
    name = next(each for each in ("day", "month", "year") if each in slots and f"{each}2" in slots)
    found = point({each: value for each, value in slots.items() if each[-1] != "2"})
    following = slots[f"{name}2"] == slots[name] + (-1 if name == "year" and slots.get("era") else 1)
    return replace(found, mod=OR_NEXT) if isinstance(found, Point) and following else None


def first_of(slots: Slots) -> Point | Impossible | None:
    """The first day, week or month of a year.

    >>> first_of({"unit": "D", "year": 1945}).month
    1
    """
    return _at_edge(slots, {"D": {"month": 1, "day": 1}, "W": {"week": 1}, "M": {"month": 1}}.get(slots["unit"]))


def last_of(slots: Slots) -> Point | Impossible | None:
    """The last day of a month, or the last day, week (by ISO 8601, the one with 28 December) or month of a year.

    >>> last_of({"unit": "D", "month": 2, "year": 1944}).day, last_of({"unit": "D", "month": 2})
    (29, None)
    """
    unit, month, year = slots["unit"], slots.get("month"), slots.get("year")
    edge = None
    if month is not None and unit == "D" and (year is not None or month != _FEBRUARY):
        edge = {"day": days_in_month(1 if year is None else year, month)}
    elif month is None and year is not None:
        week = iso_week(day_number(year, 12, 28))[1]
        edge = {"D": {"month": 12, "day": 31}, "W": {"week": week}, "M": {"month": 12}}.get(unit)
    return _at_edge(slots, edge)


def _at_edge(slots: Slots, edge: dict[str, int] | None) -> Point | Impossible | None:
    if edge is None:
        return None
    return point({name: slots[name] for name in ("month", "year") if name in slots} | edge)


def decade_by_number(slots: Slots) -> Point | None:
    """A decade told by its first year (`year`), or its last two digits (`number`) and the century (`nth`) or none.

    >>> decade_by_number({"number": 80, "nth": 20}).decade, decade_by_number({"year": 1960}).decade
    (198, 196)
    """
    first = slots.get("year", slots.get("number"))
    if first is None or first % 10 or ("year" not in slots and not 10 <= first <= 90):
        return None
    mod = slots.get("mod")
    if "nth" in slots:
        return Point(decade=(slots["nth"] - 1) * 10 + first // 10, mod=mod)
    return Point(decade=first // 10, mod=mod) if "year" in slots else Point(decade2=first // 10, mod=mod)


def decade_of_ref_century(slots: Slots) -> Point | Impossible | None:
    """A decade by its digits in a century before the document's or its own: "the eighties of the last century".

    >>> found = decade_of_ref_century({"number": 80, "ref": ("near", -1)})
    >>> found.decade2, found.shift.unit, found.shift.amount
    (8, 'CE', -1)
    """
    digit = slots["decade2"] if "decade2" in slots else slots["number"] // 10
    if not 0 <= digit <= 9 or slots.get("number", 0) % 10:
        return None
    mod = slots.get("mod") or slots.get("mod_of") or slots.get("approx")
    return Point(decade2=digit, mod=mod, shift=Shift(base="published", unit="CE", amount=slots["ref"][1]))


def decade_of_century(slots: Slots) -> Point | None:
    """A decade by its number in a century; its last one where no number is told.

    >>> decade_of_century({"nth_decade": 1, "nth": 20}).decade, decade_of_century({"nth": 19}).decade
    (190, 189)
    """
    number = slots.get("nth_decade", 10)
    if not (1 <= number <= 10 and 1 <= slots["nth"] <= _CENTURIES):
        return None
    return Point(decade=(slots["nth"] - 1) * 10 + number - 1)


def year_of_words(slots: Slots) -> Point | Impossible | None:
    """A year whose thousands, hundreds and rest stand in words of their own."""
    return point({"year": slots["thousand"] + slots["hundred"] + slots.get("number", 0)})


def recurring(slots: Slots) -> Fixed | Impossible:
    """A day or month that comes back every year, a day that comes back every month.

    >>> recurring({"day": 27, "month": 7}).timex3, recurring({"day": 5}).timex3
    ('XXXX-07-27', 'XXXX-XX-05')
    """
    month, day = slots.get("month"), slots.get("day")
    if not exists(None, month, day):
        return IMPOSSIBLE
    text = "XXXX-XX" if month is None else f"XXXX-{month:02d}"
    return Fixed(type="SET", timex3=text if day is None else f"{text}-{day:02d}")


def millennium(slots: Slots) -> Fixed | None:
    """A millennium by its number: TIMEX3 writes it with one digit.

    >>> millennium({"nth": 2, "era": "BC"}).timex3
    'BC1'
    """
    if not 1 <= slots["nth"] <= _MILLENNIA:
        return None
    mark = "BC" if slots.get("era") else ""
    mod = slots.get("mod") or slots.get("mod_of") or slots.get("approx")
    return Fixed(type="DATE", timex3=f"{mark}{slots['nth'] - 1}", mod=mod)


def part_of_century(slots: Slots) -> Point | Impossible | None:
    """A half of a decade or century, a quarter of a century; its last one where no number is told.

    >>> part_of_century({"half": 2, "decade": 183}).mod, part_of_century({"unit": "Q", "nth": 19}).mod
    ('H2', 'Q4')
    """
    rest = {name: slots[name] for name in ("nth", "decade", "era") if name in slots}
    if "half" in slots:
        mod = f"H{slots['half']}" if 1 <= slots["half"] <= 2 else None
    elif "quarter" in slots:
        mod = f"Q{slots['quarter']}" if 1 <= slots["quarter"] <= 4 else None
    elif "unit" in slots:
        mod = {"Q": "Q4", "DE": "END"}.get(slots["unit"])
    else:
        mod = "H2"
    return None if mod is None else point({**rest, "mod": mod})


def over_half(slots: Slots) -> Point | Impossible | None:
    """A decade or century from its beginning to its middle (1), or from its middle to its end (2)."""
    return part_of_century({**slots, "half": slots["over_half"]})


def night_over_midnight(slots: Slots) -> Point | Impossible | None:
    """The night between two days that follow each other, which is that of the first: "the night of 3/4 May".

    >>> night_over_midnight({"part": "NI", "day": 3, "day2": 4, "month": 5}).day
    3
    """
    month, day = slots["month"], slots["day"]
    if slots["part"] != "NI" or not 1 <= day <= 31:
        return None
    ends = "month2" in slots and days_in_month(2000, month) - day < 2
    if slots["day2"] != day + 1 and not (ends and slots["day2"] == 1):
        return None
    return point({name: slots[name] for name in ("part", "day", "month", "year", "era") if name in slots})


def year_ended(slots: Slots) -> Point | Impossible | None:
    """The year, half or quarter that ends on a day: that of the calendar where it does, else the fiscal year.

    >>> year_ended({"unit": "Y", "day": 31, "month": 12, "year": 2021}).fiscal
    False
    >>> year_ended({"number": 6, "units": "M", "day": 31, "month": 12, "year": 2021}).half
    2
    """
    day, month, year = slots["day"], slots["month"], slots["year"]
    if not exists(year, month, day):
        return IMPOSSIBLE
    months = slots.get("number", 1) * {"Y": 12, "Q": 3, "M": 1}.get(slots.get("unit") or slots["units"], 0)
    if months == _YEAR:
        return Point(year=year, fiscal=(month, day) != (_YEAR, 31))
    if months not in {3, 6} or month % months or day != days_in_month(year, month):
        return None
    return Point(year=year, quarter=month // 3) if months == 3 else Point(year=year, half=month // 6)
