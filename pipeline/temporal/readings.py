"""Value functions: from the slots of a template to a reading. They know no language; rules of any language use them.

A slot is named after the field of `Point` that it fills; the second slot of a name is `day2`. Each function returns
None for "not this rule" and IMPOSSIBLE for a date that no calendar has.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pipeline.temporal.values import IMPOSSIBLE, Fixed, Impossible, Point, Shift, duration, exists

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import TimexType
    from pipeline.temporal.grammar import Slots
    from pipeline.temporal.values import Base, Reading

_COPIED = frozenset(
    (
        "month",
        "day",
        "weekday",
        "season",
        "quarter",
        "half",
        "decade",
        "part",
        "decade2",
        "yy",
        "holiday",
        "mod",
        "week",
    )
)
_LIMITS = {"day": 31, "quarter": 4, "half": 2, "nth": 30, "week": 53}
_WEEKS = 5
_NOON = 12
_FURTHEST = 1000


def point(slots: Slots) -> Point | Impossible | None:
    """A place in the calendar, as far as the slots tell it.

    >>> point({"day": 28, "month": 1, "year": 1941}).day
    28
    >>> point({"day": 31, "month": 2, "year": 2021}) is IMPOSSIBLE
    True
    """
    return _point(slots)


def _point(slots: Slots, shift: Shift | None = None) -> Point | Impossible | None:
    """The same, `shift` from its base where one is told."""
    for name in slots:
        if name in _LIMITS and not 1 <= slots[name] <= _LIMITS[name]:
            return IMPOSSIBLE if "day" in slots and "year" in slots else None
    fields: dict[str, Any] = {name: slots[name] for name in slots if name in _COPIED}
    year, bce = slots.get("year"), bool(slots.get("era"))
    if year is not None and bce:
        year = 1 - year
    if slots.get("year") == 0 or not exists(year, slots.get("month"), slots.get("day")):
        return IMPOSSIBLE
    if "nth" in slots:
        fields["century"] = slots["nth"] - 1
    if "mod" not in fields:
        fields["mod"] = slots.get("mod_of") or slots.get("approx")
    return Point(year=year, bce=bce, shift=shift, **fields)


def clock(slots: Slots) -> Point | Impossible | None:
    """A time of day, with a zone where one is told.

    >>> clock({"hour": 9, "minute": 5, "ampm": 12}).clock
    'T21:05'
    """
    hour, minute, ampm = slots.get("hour", 0), slots.get("minute", 0), slots.get("ampm")
    if "decimal" in slots:
        hour, minute = divmod(round(slots["decimal"] * 100), 100)
    if "four" in slots:
        hour, minute = divmod(slots["four"], 100)
    if ampm is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + ampm
    if hour > 23 or minute > 59:
        return IMPOSSIBLE
    zone = slots.get("zone", "")
    if "offset" in slots:
        zone = f"{slots.get('sign', '+')}{slots['offset']:02d}"
        zone += f":{slots['offset_minute']:02d}" if slots.get("offset_minute") else ""
    return Point(clock=f"T{hour:02d}:{minute:02d}", zone=zone)


def clock_range(slots: Slots) -> tuple[Reading, ...] | None:
    """Two times of day; the first goes by the half of the day that the second tells ("9 to 11 a.m."), and is earlier.

    >>> [each.clock for each in clock_range({"hour": 10, "to": None, "hour2": 2, "ampm": 12})]
    ['T10:00', 'T14:00']
    """
    last = slots.get("ampm2", slots.get("ampm"))
    first = slots["ampm"] if "ampm2" in slots else last
    if "ampm2" not in slots and last == _NOON and slots["hour"] % _NOON > slots["hour2"] % _NOON:
        first = 0
    names = ("minute", "minute2") if "minute2" in slots else ("", "minute") if "minute" in slots else ("", "")
    found = [
        clock({"hour": slots[hour], "minute": slots.get(minute, 0), "ampm": half})
        for hour, minute, half in (("hour", names[0], first), ("hour2", names[1], last))
    ]
    return tuple(each for each in found if isinstance(each, Point)) if None not in found else None


def iso_date(slots: Slots) -> Point | Impossible | None:
    """The year, month and day of `2025-06-14`, all as numbers."""
    if not 1 <= slots["mm"] <= 12:
        return IMPOSSIBLE
    return point({"year": slots["year"], "month": slots["mm"], "day": slots["day"]})


def iso_time(slots: Slots) -> Point | Impossible | None:
    """A day and time of day as ISO 8601 writes them."""
    day, time = iso_date(slots), clock(slots)
    if isinstance(day, Point) and isinstance(time, Point):
        return replace(day, clock=time.clock, zone=time.zone)
    return IMPOSSIBLE


def numeric_date(slots: Slots) -> Point | Impossible | None:
    """A date of three numbers such as 14/06/2025, whose first two the document puts in order (see `anchor`)."""
    first, second = slots["first"], slots["second"]
    year = slots["year"] if "year" in slots else _whole_year(slots["yy"])
    orders = [(d, m) for d, m in ((first, second), (second, first)) if exists(year, m, d)]
    if not orders:
        return IMPOSSIBLE
    if first == second:
        return Point(year=year, month=first, day=second)
    return Point(year=year, numeric=(first, second))


def dotted_date(slots: Slots) -> Point | Impossible | None:
    """A date of day, month and year as numbers, in this order."""
    return point({"day": slots["first"], "month": slots["second"], "year": slots["year"]})


def week_of_month(slots: Slots) -> Point | Impossible | None:
    """The week of a month that an ordinal tells; 5 is the last."""
    found = point({name: value for name, value in slots.items() if name != "nth_week"})
    if not isinstance(found, Point) or not 1 <= slots["nth_week"] <= _WEEKS:
        return None
    return replace(found, week=-slots["nth_week"])


def weekday_of_unit(slots: Slots) -> Point | Impossible | None:
    """The nth weekday of the last, this or the next month: "the second Tuesday of next month"."""
    number = slots["nth_week"]
    found = ref_unit({name: value for name, value in slots.items() if name != "nth_week"})
    if not isinstance(found, Point) or slots["unit"] != "M" or not 1 <= number <= _WEEKS:
        return None
    return replace(found, week=-number)


def short_dated(slots: Slots) -> Point | Impossible | None:
    """A day or part of a year whose year is told by two digits: "28/1/75", "1Q21".

    >>> short_dated({"day": 28, "month": 1, "yy": 75}).year
    1975
    """
    return point({name: value for name, value in slots.items() if name != "yy"} | {"year": _whole_year(slots["yy"])})


def _whole_year(short: int) -> int:
    """The year that two digits stand for without any context: of this century up to 49."""
    return short + (2000 if short < 50 else 1900)


def fiscal_year(slots: Slots) -> Point | Impossible | None:
    """A fiscal year, or a quarter or half of one."""
    found = short_dated(slots) if "yy" in slots else point(slots)
    return replace(found, fiscal=True) if isinstance(found, Point) else found


def members(slots: Slots) -> tuple[Reading, ...] | Impossible | None:
    """The members of a range or list that share the parts they do not repeat: "3 to 5 May 1945", "1941–42".

    >>> [p.day for p in members({"day": 3, "day2": 5, "month": 5, "year": 1945})]
    [3, 5]
    """
    found: list[Point] = []
    count = max((int(name[-1]) for name in slots if name[-1] in "2345"), default=1)
    if "yy" in slots:
        return _short_year(slots["year"], slots["yy"])
    for k in range(1, count + 1):
        mark = "" if k == 1 else str(k)
        own = {name: slots[name + mark] if name + mark in slots else slots[name] for name in _names(slots)}
        if k == 1 and _runs_back(slots):
            own["year"] -= 1
        value = point(own)
        if not isinstance(value, Point):
            return IMPOSSIBLE
        found.append(value)
    return tuple(found) if "to" not in slots or _in_order(found) else None


def _names(slots: Slots) -> list[str]:
    skipped = {"to", "and", "from"}
    return [name for name in slots if name[-1] not in "2345" and name not in skipped]


def _runs_back(slots: Slots) -> bool:
    """Whether a range passes the New Year before the one year that it names: December to February 1945."""
    return "to" in slots and "year" in slots and "year2" not in slots and slots.get("month2", 13) < slots["month"]


def _in_order(points: list[Point]) -> bool:
    keys = [(p.year or 0, p.month or 0, p.day or 0) for p in points]
    return keys == sorted(keys) or points[0].year is None


def _short_year(year: int, short: int) -> tuple[Reading, ...] | None:
    last = year - year % 100 + short
    if last <= year:
        last += 100
    return (Point(year=year), Point(year=last)) if last - year < 60 and last % 100 == short else None


def season_over_new_year(slots: Slots) -> Point | Impossible | None:
    """The winter of 1941–42 is the one that began in 1941."""
    year, short = slots["year"], slots.get("yy", slots.get("year2", 0) % 100)
    if (year + 1) % 100 != short:
        return None
    return point({name: value for name, value in slots.items() if name not in {"yy", "year2", "to"}})


# --- relative ---------------------------------------------------------------------------------------------------------


_NO_PARTS = frozenset(("ref", "the", "unit", "units", "number", "away"))


def _combined(slots: Slots, shift: Shift) -> Point | Impossible | None:
    return _point({name: value for name, value in slots.items() if name not in _NO_PARTS}, shift)


def ref_unit(slots: Slots) -> Point | Impossible | None:
    """The last, this, the next, that, the same unit, and what stands with it ("August of that year")."""
    base, amount = _referred(slots)
    return _combined(slots, Shift(base=base, unit=slots["unit"], amount=amount))


def _referred(slots: Slots) -> tuple[Base, int]:
    """The base and amount of a reference; with an article it goes by the text: "next year", but "the next year"."""
    base, amount = slots["ref"]
    if "the" in slots and base == "published":
        base = "told" if amount > 0 else "near"
    return base, amount


def told_unit(amount: int) -> Callable[[Slots], Point | Impossible | None]:
    """The unit `amount` units after the last one told: "the end of the year", "the day after"."""

    def value(slots: Slots) -> Point | Impossible | None:
        if slots["unit"] in {"S", "MIN"}:
            return None
        return _combined(slots, Shift(base="told", unit=slots["unit"], amount=amount))

    return value


def same_of_year(amount: int) -> Callable[[Slots], Point | Impossible | None]:
    """The last date told, as fine as it was told, `amount` years away: "the same period last year"."""
    value = Point(shift=Shift(base="told", unit="Y", amount=amount, keep=True))
    return lambda _slots: value


def told_day(slots: Slots) -> Point | Impossible | None:
    """The last day told: "the day"; no other unit stands for a date alone."""
    return _combined(slots, Shift(base="told", amount=0)) if slots["unit"] == "D" else None


def told_month_day(slots: Slots) -> Point | Impossible | None:
    """A day of the last month told: "on the 20th"."""
    return _combined({"day": slots["nth_day"]}, Shift(base="told", unit="M", amount=0))


def told_part(slots: Slots) -> Point | Impossible | None:
    """A part of the last day told: "in the evening"."""
    return _combined(slots, Shift(base="told", unit="D", amount=0))


def ref_named(slots: Slots) -> Point | Impossible | None:
    """The last, this, the next named month, weekday, season or feast; a part of a day goes by days."""
    base, amount = _referred(slots)
    if "part" in slots and "weekday" not in slots:
        if amount == -1 and base in {"near", "published"} and slots["part"] != "NI":
            return None
        return _combined(slots, Shift(base=base, unit="D", amount=amount))
    return _combined(slots, Shift(base=base, amount=amount, select=True))


def deictic(slots: Slots) -> Point | Impossible | None:
    """Today, yesterday, tomorrow."""
    return _combined({k: v for k, v in slots.items() if k != "deictic"}, Shift(base="today", amount=slots["deictic"]))


_PARTS_OF_UNITS = {"CE": ("Y", 100), "DE": ("Y", 10), "Y": ("M", 12), "W": ("D", 7)}


def away(slots: Slots) -> Point | Impossible | None:
    """Two years later, a week ago, several months earlier, half a century ago."""
    base, sign = slots["away"]
    number = slots.get("number")
    if number is not None and number > 100_000:
        return None
    unit = slots.get("unit") or slots["units"]
    if "half" in slots:
        part = _PARTS_OF_UNITS.get(unit)
        if part is None:
            return None
        unit, number = part[0], round(((number or 0) + slots["half"]) * part[1])
    if unit == "FN":
        unit, number = "W", None if number is None else number * 2
    mod = None
    if unit == "CE" and number is not None:
        # "a century ago" is about a hundred years ago, and not the whole century before
        unit, number, mod = "Y", number * 100, "APPROX"
    return Point(
        shift=Shift(base=base, unit=unit, amount=None if number is None else sign * number, sign=sign), mod=mod
    )


def away_list(slots: Slots) -> tuple[Reading, ...] | None:
    """Dates so many units away, of which the last tells the unit: "ten and twenty years earlier"."""
    shared = {name: slots[name] for name in ("units", "away")}
    numbers = [slots[name] for name in ("number", "number2", "number3") if name in slots]
    if slots["away"][0] == "told":
        # each is told before the next, which then counts from it
        numbers = [number - before for before, number in pairwise([0, *numbers])]
    found = [away({**shared, "number": number}) for number in numbers]
    return tuple(each for each in found if isinstance(each, Point))


# --- fixed ------------------------------------------------------------------------------------------------------------


def fixed(kind: TimexType, timex3: str) -> Callable[[Slots], Fixed]:
    """A function that always gives this value."""
    value = Fixed(type=kind, timex3=timex3)
    return lambda _slots: value


def length(slots: Slots) -> Fixed:
    """A duration; a vague one where no number stands.

    >>> length({"number": 2, "half": 0.5, "units": "Y"}).timex3
    'P2.5Y'
    """
    amount: float | None = slots.get("number", slots.get("decimal"))
    if "vague" in slots:
        amount = None
    if amount is not None or "half" in slots:
        amount = (amount or 0) + slots.get("half", 0)
    unit = slots.get("unit") or slots["units"]
    return Fixed(type="DURATION", timex3=duration(amount, unit), mod=slots.get("about"))


def reaching(slots: Slots) -> Fixed:
    """A duration that begins or ends at the date of speaking, or of what is told: "the next three years".

    >>> reaching({"reach": 1, "number": 3, "units": "Y"}).reach.amount
    3
    """
    amount, unit = slots.get("number"), slots.get("unit") or slots["units"]
    found = length({name: value for name, value in slots.items() if name != "reach"})
    if amount is None or "half" in slots or "decimal" in slots or amount > _FURTHEST:
        return found
    return replace(found, reach=Shift(base="near", unit=unit, amount=slots["reach"] * amount))


def lengths(slots: Slots) -> tuple[Reading, ...] | None:
    """Two durations that share their unit: "60 to 90 days"; the first is the shorter one."""
    if slots["number"] >= slots["number2"]:
        return None
    shared = {name: slots[name] for name in ("unit", "units") if name in slots}
    return length({"number": slots["number"], **shared}), length({"number": slots["number2"], **shared})


def compound(slots: Slots) -> Fixed | None:
    """A duration in two units, the longer one first: "two years and three months".

    >>> compound({"number": 2, "units": "H", "number2": 15, "units2": "MIN"}).timex3
    'PT2H15M'
    """
    first, second = (slots[name] for name in slots if name.startswith("unit"))
    if first not in _LADDER or second not in _LADDER or _LADDER.index(first) >= _LADDER.index(second):
        return None
    long, short = duration(slots["number"], first), duration(slots["number2"], second)
    if short.startswith("PT") and long.startswith("PT"):
        short = short[2:]
    return Fixed(type="DURATION", timex3=long + short.removeprefix("P"))


_LADDER = ("Y", "M", "W", "D", "H", "MIN", "S")


def every(slots: Slots) -> Fixed | None:
    """A set: each unit, each so many units, each named part of the calendar."""
    if "weekday" in slots or "weekdays" in slots:
        weekday = slots.get("weekday", slots.get("weekdays"))
        return Fixed(type="SET", timex3=f"XXXX-WXX-{weekday}")
    if "month" in slots:
        return Fixed(type="SET", timex3=f"XXXX-{slots['month']:02d}")
    if "season" in slots:
        return Fixed(type="SET", timex3=f"XXXX-{slots['season']}")
    if "part" in slots:
        return Fixed(type="SET", timex3=f"XXXX-XX-XXT{slots['part']}")
    unit = slots.get("unit") or slots["units"]
    return Fixed(type="SET", timex3=duration(slots.get("number", 1), unit))


def every_two(slots: Slots) -> tuple[Reading, ...]:
    """Two sets of which the second says "every" no more: "each Monday and Thursday".

    >>> [each.timex3 for each in every_two({"weekday": 1, "weekday2": 4})]
    ['XXXX-WXX-1', 'XXXX-WXX-4']
    """
    name = next(name for name in ("weekday", "month", "season") if name in slots)
    return tuple(found for key in (name, f"{name}2") if (found := every({name: slots[key]})))


def often(slots: Slots) -> Fixed:
    """A set that one word tells."""
    return Fixed(type="SET", timex3=slots["often"])


def named_day(slots: Slots) -> Point:
    """A day that is known by a name."""
    year, month, day = (int(part) for part in slots["named_day"].split("-"))
    return Point(year=year, month=month, day=day)
