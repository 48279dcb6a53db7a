"""Language-neutral values: what a rule reads (`Point`, `Fixed`), how TIMEX3 writes it, and which EDTF it is.

A `Point` is a place in the calendar of which some parts may be missing; `anchor` completes it. A `Fixed` needs no
context: a duration, a set of times or a vague reference. TIMEX3 is ISO-TimeML's (`199` a decade, `18` a century,
`BC0264`, `2025-Q3`, `1975-SP`); EDTF is ISO 8601-2 (see `pipeline.temporal.edtf`).
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from pipeline.model import TemporalValue
from pipeline.temporal import edtf
from pipeline.temporal.calendar import day_number, days_in_month, is_leap, iso_week_monday

if TYPE_CHECKING:
    from pipeline.model import TimexType

Base = Literal["published", "told", "near", "today", "written"]
SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """How far a point lies from its base.

    `base` is the time of speaking ("published": the document's date, in reported speech the date told), the last date
    told ("told"), or whichever of the two the kind of text calls for ("near"); "today" is the day of speaking itself,
    and "written" the day at the head of a letter or entry, or else the near one.
    `amount` counts `unit`s ("Y", "M", "W", "D", "Q", "H", "DE", "CE", "WE", or the "TURN" of the century); None is a
    number not told, of which `sign` is known. With `select` the amount counts the named months, weekdays or seasons
    instead ("the previous April"). With `keep` a date some years away is as fine as the base ("the same month a year
    earlier"); with both, but for a day ("the year-ago period").
    """

    base: Base
    unit: str = "D"
    amount: int | None = 0
    select: bool = False
    sign: int = 0
    keep: bool = False


@dataclass(unsafe_hash=True, slots=True, kw_only=True)
class Point:
    """A place in the calendar, with the parts that the words state. Years are astronomical, `century` 18 is the 19th.

    Nothing changes a point once it is made; it isn't frozen since one of so many fields would take five times as long.

    `yy` and `decade2` are the last two digits of a year and the last-but-one digit of a decade; `clock` is `T10:57`,
    `part` a TIMEX3 part of the day (`MO`), `holiday` a movable feast that needs only the year; `numeric` marks the
    first two numbers of a date such as 7/8/2007 whose order the document decides.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    week: int | None = None
    century: int | None = None
    decade: int | None = None
    yy: int | None = None
    decade2: int | None = None
    bce: bool = False
    part: str | None = None
    clock: str | None = None
    zone: str = ""
    fiscal: bool = False
    holiday: str | None = None
    numeric: tuple[int, int] | None = None
    shift: Shift | None = None
    mod: str | None = None

    @property
    def type(self) -> TimexType:
        """TIME where a part of a day or a clock time is told, else DATE."""
        return "TIME" if self.clock or self.part else "DATE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A value that no context changes: a duration ("P30Y"), a set ("P1Y") or a reference ("PAST_REF").

    `reach` says how far a duration reaches that begins or ends at a date: "the next three years".
    """

    type: TimexType
    timex3: str
    mod: str | None = None
    reach: Shift | None = None


class Impossible:
    """What a value function returns for a date that no calendar has: the words are consumed and give nothing."""


IMPOSSIBLE = Impossible()
Reading = Point | Fixed
_NOON, _NIGHTFALL = 12, 6


def year_timex3(year: int) -> str:
    """A year as TIMEX3.

    >>> year_timex3(1941), year_timex3(-263)
    ('1941', 'BC0264')
    """
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def duration(amount: float | None, unit: str) -> str:
    """A TIMEX3 duration; None is a vague amount.

    >>> duration(30, "Y"), duration(None, "M"), duration(2.5, "H"), duration(2, "FN")
    ('P30Y', 'PXM', 'PT2.5H', 'P4W')
    """
    if unit == "FN":
        unit, amount = "W", None if amount is None else amount * 2
    number = "X" if amount is None else f"{amount:g}" if amount < 1e6 else f"{amount:.0f}"
    return f"PT{number}{'M' if unit == 'MIN' else unit}" if unit in {"H", "MIN", "S"} else f"P{number}{unit}"


def exists(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether the calendar can have this day; a missing year is taken for a leap year, a missing month for January.

    Year 0 does not exist in print, and 5–14 October 1582 fell out of the calendar that introduced the Gregorian one.

    >>> exists(1900, 2, 29), exists(None, 2, 29), exists(1582, 10, 10)
    (False, True, False)
    """
    if month is not None and not 1 <= month <= 12:
        return False
    if day is None:
        return True
    if not 1 <= day <= days_in_month(2000 if year is None else year, month or 1):
        return False
    return not (year == 1582 and month == 10 and 5 <= day <= 14)


def is_time(reading: Reading) -> bool:
    """Whether a reading is a time of day and tells no day of its own."""
    if not isinstance(reading, Point) or not (reading.clock or reading.part):
        return False
    if reading.shift is not None and (reading.shift.base != "told" or reading.shift.amount != 0):
        return False
    return not (reading.day or reading.weekday or reading.holiday or reading.month)


def with_time(first: Reading, second: Reading) -> Point | None:
    """The day of one reading with the time of day of the other; None where they are not such a pair."""
    for time, date in ((first, second), (second, first)):
        if not isinstance(time, Point) or not isinstance(date, Point) or not is_time(time):
            continue
        if date.type == "TIME":
            both = _hour_of_part(time, date)
            if both is not None:
                return both
            continue
        today = date.shift is not None and date.shift.unit == "D" and date.shift.amount is not None
        if date.day or date.weekday or date.holiday or date.numeric or today:
            return replace(date, clock=time.clock, part=time.part, zone=time.zone, mod=time.mod or date.mod)
    return None


def _hour_of_part(time: Point, date: Point) -> Point | None:
    """A time of the clock in a part of a day: "10:30 this morning"; None for any other two times."""
    whole = date.day or date.weekday or (date.shift is not None and date.shift.unit == "D")
    clock, part, zone = time.clock or date.clock, date.part or time.part, time.zone or date.zone
    if clock is None or part is None or (time.clock and date.clock) or time.shift or not whole:
        return None
    hour = int(clock[1:3])
    if part == "NI" and hour < _NIGHTFALL:
        return None
    late = hour < _NOON and part in {"AF", "EV", "NI"}
    return replace(date, clock=f"T{hour + _NOON:02d}{clock[3:]}" if late else clock, part=None, zone=zone)


# --- TIMEX3 to EDTF ---------------------------------------------------------------------------------------------------

_TIMEX3 = re.compile(
    r"(BC|FY)?(\d{1,4}|(?<=BC)\d{5,7})"
    r"(?:-(?:(\d\d)(?:-(\d\d)(?:T(?:([A-Z]{2})|(\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d(?::\d\d)?)?))?)?"
    r"|W(\d\d)(?:-(WE))?|Q([1-4])|H([12])|(SP|SU|FA|WI)))?"
)
# A day or month that isn't known, of a year or month that is; both standards write it alike.
_SOME_DAY = re.compile(r"\d{4}-(?:XX|(?:\d\d|XX)-XX)")
_YEAR_DIGITS = 4
_PLAIN = {4, 7, 10}  # the lengths of a year, month and day, which both standards write alike
_THIRD = {"START": 0, "EARLY": 0, "MID": 1, "END": 2}
# Parts that are told exactly, for which TIMEX3 has no `mod`: which, from 0, of how many equal ones.
_PARTS = {"H1": (0, 2), "H2": (1, 2), "Q1": (0, 4), "Q2": (1, 4), "Q3": (2, 4), "Q4": (3, 4)}
# One of two that follow each other: "1907 or 1908".
OR_NEXT = "OR_NEXT"
_OPEN = {"AFTER": "{}/..", "BEFORE": "../{}"}


def _years(first: int, last: int, mod: str | None, plain: str) -> str:
    """An EDTF for a span of years: `plain` where nothing narrows it, else the third, half or quarter `mod` tells."""
    length = last - first + 1
    if mod in _PARTS:
        part, parts = _PARTS[mod]
        low, high = length * part // parts, length * (part + 1) // parts - 1
        return edtf.interval(edtf.year_text(first + low), edtf.year_text(first + high))
    third = _THIRD.get(mod or "")
    if third is None:
        return plain
    if length == 10:
        low, high = ((0, 3), (4, 6), (7, 9))[third]
    else:
        low, high = third * length // 3, (third + 1) * length // 3 - (third == 2)
    return f"{edtf.year_text(first + low)}~/{edtf.year_text(first + high)}~"


def _months(year: int, first: int, length: int, third: int) -> str:
    """A third (0 to 2), `length` months long, of the months from `first` on."""
    start = first + third * length
    ends = [(year + (m - 1) // 12, (m - 1) % 12 + 1) for m in (start, start + length - 1)]
    return "/".join(dict.fromkeys(f"{edtf.month_text(*end)}~" for end in ends))


def _next(year: int, month: int, day: int) -> str | None:
    """The year, month or day after another, as EDTF; None where the calendar has none."""
    if day:
        try:
            return edtf.from_day(day_number(year, month, day) + 1)
        except ValueError:
            return None
    if not month:
        return edtf.year_text(year + 1)
    return edtf.month_text(year + month // 12, month % 12 + 1)


def _edtf_of_year(year: int, groups: tuple[str | None, ...], mod: str | None) -> str:
    """The EDTF of a TIMEX3 value that names a year, from the groups after the year."""
    month, day, _, clock, zone, week, weekend, quarter, half, season = groups
    text, third = edtf.year_text(year), _THIRD.get(mod or "")
    if mod == OR_NEXT and not clock:
        last = _next(year, int(month or 0), int(day or 0))
        return edtf.interval("-".join(filter(None, (text, month, day))), last) if last else text
    if month and (day or third is None):
        return f"{text}-{month}" + (f"-{day}" if day else "") + (f"T{clock}{zone or ''}" if clock else "")
    if month and third is not None:
        low, high = ((1, 10), (11, 20), (21, days_in_month(year, int(month))))[third]
        return f"{text}-{month}-{low:02d}~/{text}-{month}-{high:02d}~"
    if week:
        monday = iso_week_monday(year, int(week))
        return edtf.interval(edtf.from_day(monday + (5 if weekend else 0)), edtf.from_day(monday + 6))
    code, first, length = "", 1, 4
    if quarter:
        code, first, length = f"-{32 + int(quarter)}", int(quarter) * 3 - 2, 1
    elif half:
        code, first, length = f"-{39 + int(half)}", int(half) * 6 - 5, 2
    elif season:
        code, first, length = f"-{SEASONS[season]}", SEASON_MONTHS[season], 1
    return f"{text}{code}" if third is None else _months(year, first, length, third)


def edtf_of(timex3: str, mod: str | None = None) -> str | None:
    """The EDTF of a TIMEX3 value, None where it has no place in the calendar.

    >>> edtf_of("1941", "START"), edtf_of("199", "MID"), edtf_of("18"), edtf_of("BC0264"), edtf_of("XXXX-04")
    ('1941-01~/1941-04~', '1994~/1996~', '18XX', '-0263', None)
    >>> edtf_of("BC12000"), edtf_of("1850", "UNCERTAIN")
    ('Y-11999', '1850?')
    >>> edtf_of("2025-W24"), edtf_of("2025-Q3"), edtf_of("1911", "APPROX"), edtf_of("P3D")
    ('2025-06-09/2025-06-15', '2025-35', '1911~', None)
    >>> edtf_of("1907", "OR_NEXT"), edtf_of("1907-12", "OR_NEXT"), edtf_of("1907-12-31", "OR_NEXT")
    ('1907/1908', '1907-12/1908-01', '1907-12-31/1908-01-01')
    """
    match = _TIMEX3.fullmatch(timex3)
    if match is None:
        return None
    era, digits, *rest = match.groups()
    number, tail = int(digits), tuple(rest)
    try:
        if len(digits) >= _YEAR_DIGITS:
            found = _edtf_of_year(1 - number if era == "BC" else number, tail, mod)
        elif any(tail):
            return None
        else:
            found = _edtf_of_span(number, 10 ** (_YEAR_DIGITS - len(digits)), era, mod)
        if mod in _OPEN:
            found = _OPEN[mod].format(found)
        if mod == "APPROX" or era == "FY":
            found = "/".join(side if side.endswith("~") or "T" in side else f"{side}~" for side in found.split("/"))
        if mod == "UNCERTAIN" and "T" not in found:
            found = edtf.qualified(found, "uncertain")
        return edtf.parse(found).text
    except ValueError:
        return None


def _edtf_of_span(number: int, length: int, era: str | None, mod: str | None) -> str:
    """The EDTF of a decade, century or millennium: with X where no part of it is meant, else an interval of years."""
    if era == "BC":
        # the 470s BC are 479–470 BC, the 4th century BC (03) is 400–301 BC
        shift = 1 if length > 10 else 0
        first, last = 1 - (number * length + length - 1 + shift), 1 - (number * length + shift)
        return _years(first, last, mod, edtf.interval(edtf.year_text(first), edtf.year_text(last)))
    first = number * length + (1 if length > 100 or (length == 100 and mod) else 0)
    last = first + length - 1
    if length > 100:
        return _years(first, last, mod, edtf.interval(edtf.year_text(first), edtf.year_text(last)))
    return _years(first, last, mod, f"{number:03d}X" if length == 10 else f"{number:02d}XX")


@lru_cache(maxsize=1 << 15)
def temporal_value(timex3: str, mod: str | None = None) -> TemporalValue:
    """The value in both standards, with the days that it allows.

    >>> temporal_value("2025-Q3").edtf, temporal_value("PAST_REF").edtf
    ('2025-35', None)
    """
    if mod is None and len(timex3) in _PLAIN and timex3.replace("-", "").isdecimal():
        return _plain_value(timex3)
    text = edtf_of(timex3, mod)
    try:
        return TemporalValue(timex3=timex3, mod=mod) if text is None else edtf_value(text, timex3, mod)
    except edtf.EdtfError:
        return TemporalValue(timex3=timex3, mod=mod)


def stated_value(timex3: str, mod: str | None = None) -> TemporalValue:
    """The same of a value that words state: if they tell no more than its year or month, that holds of its EDTF.

    Of what is counted from a year it doesn't, since ten days after some day of 1914 may be in 1915.

    >>> stated_value("2025-XX-XX").edtf, temporal_value("2025-XX-XX").edtf
    ('2025-XX-XX', None)
    """
    if mod is None and _SOME_DAY.fullmatch(timex3):
        with suppress(edtf.EdtfError):
            return edtf_value(timex3, timex3)
    return temporal_value(timex3, mod)


def _plain_value(text: str) -> TemporalValue:
    """The value of a year, month or day, which both standards write alike: most dates there are."""
    year, *rest = map(int, text.split("-"))
    month, day = rest[0] if rest else 1, rest[1] if len(rest) > 1 else 1
    try:
        first = last = day_number(year, month, day)
    except ValueError:
        return TemporalValue(timex3=text)
    if len(rest) < 2:
        last += (days_in_month(year, month) if rest else 366 if is_leap(year) else 365) - 1
    return TemporalValue(
        timex3=text, edtf=text, first_day=first, last_day=last, precision=("year", "month", "day")[len(rest)]
    )


@lru_cache(maxsize=1 << 15)
def edtf_value(text: str, timex3: str, mod: str | None = None) -> TemporalValue:
    """The value of an EDTF text that is written `timex3` in TIMEX3."""
    found = edtf.parse(text)
    return TemporalValue(
        timex3=timex3,
        edtf=text,
        first_day=found.first_day,
        last_day=found.last_day,
        precision=found.precision,
        qualifier=found.qualifier,
        mod=mod,
    )
