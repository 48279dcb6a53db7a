"""Days as integers: EDTF dates of any year, read for drawing.

A day is a proleptic Gregorian day number counted from 1970-01-01 = 0, years are astronomical (0 is 1 BCE).
Python's `datetime` ends at the years 1 and 9999; a timeline does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Days = npt.NDArray[np.int64]

_YEAR = r"Y-?[0-9]{5,12}|-?[0-9X]{4}"
_PART = re.compile(rf"(?P<year>{_YEAR})(?:-(?P<month>[0-9X]{{2}})(?:-(?P<day>[0-9X]{{2}}))?)?")
_QUALIFIERS = str.maketrans("", "", "~?%")
_MONTH_SPANS = {
    **{code: (3 * n + 3, 3) for n, code in enumerate((21, 22, 23, 24))},
    **{code: (3 * n + 3, 3) for n, code in enumerate((25, 26, 27, 28))},
    **{code: (3 * n + 9, 3) for n, code in enumerate((29, 30, 31, 32))},
    **{code: (3 * n + 1, 3) for n, code in enumerate((33, 34, 35, 36))},
    **{code: (4 * n + 1, 4) for n, code in enumerate((37, 38, 39))},
    **{code: (6 * n + 1, 6) for n, code in enumerate((40, 41))},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The first and last day that one EDTF date (one end of an interval) allows, both inclusive."""

    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """An EDTF expression: `begin` and `end` are the same object for a single date; None for an open end."""

    begin: Reach | None
    end: Reach | None
    interval: bool
    qualified: bool


def day_number(year: int, month: int, day: int) -> int:
    """Return the number of a proleptic Gregorian day; `year` is astronomical.

    >>> day_number(1970, 1, 1), day_number(2000, 3, 1), day_number(0, 3, 1), day_number(-43, 3, 15)
    (0, 11017, -719468, -735160)
    """
    shifted = year - (month <= 2)
    era, year_of_era = shifted // 400, shifted % 400
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719468


def day_numbers(years: Days, months: Days, days: Days) -> Days:
    """Return the numbers of many days: the arithmetic of `day_number` holds for arrays of numpy too."""
    number: Any = day_number
    found: Days = number(years, months, days)
    return found


def civil(number: int) -> tuple[int, int, int]:
    """Return (astronomical year, month, day) of a day number; the inverse of `day_number`.

    >>> civil(-735160)
    (-43, 3, 15)
    """
    era, day_of_era = divmod(number + 719468, 146097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month.

    >>> month_length(1900, 2), month_length(2000, 2), month_length(-4, 2)
    (28, 29, 29)
    """
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    return day_number(*following, 1) - day_number(year, month, 1)


def reach(text: str) -> Reach | None:
    """Return the days that one EDTF date allows, or None where the text is no such date.

    >>> r = reach("2024-33"); civil(r.first), civil(r.last)
    ((2024, 1, 1), (2024, 3, 31))
    >>> r = reach("-01XX"); civil(r.first), civil(r.last)
    ((-199, 1, 1), (-100, 12, 31))
    >>> reach("2021-02-31") is None
    True
    """
    match = _PART.fullmatch(text.translate(_QUALIFIERS))
    if match is None or match["year"] == "XXXX":
        return None
    years = _year_bounds(match["year"])
    if match["month"] is None:
        return Reach(first=day_number(years[0], 1, 1), last=day_number(years[1], 12, 31))
    if match["month"].isdigit() and int(match["month"]) in _MONTH_SPANS:
        return _sub_year(*years, int(match["month"])) if match["day"] is None else None
    return _months_and_days(years, match["month"], match["day"] or "XX")


def period(edtf: str) -> Period | None:
    """Read an EDTF expression, single or interval; None where it can't be read.

    >>> p = period("1939/1945"); civil(p.begin.last), civil(p.end.first), p.interval
    ((1939, 12, 31), (1945, 1, 1), True)
    >>> period("1941/..").end is None
    True
    """
    qualified = any(sign in edtf for sign in "~?%")
    if "/" not in edtf:
        single = reach(edtf)
        return None if single is None else Period(begin=single, end=single, interval=False, qualified=qualified)
    left, _, right = edtf.partition("/")
    begin = None if left in {"", ".."} else reach(left)
    end = None if right in {"", ".."} else reach(right)
    unreadable = (begin is None and left not in {"", ".."}) or (end is None and right not in {"", ".."})
    if unreadable or (begin is None and end is None):
        return None
    return Period(begin=begin, end=end, interval=True, qualified=qualified)


def edtf_day(number: int) -> str:
    """Return a day number as an EDTF day.

    >>> edtf_day(-735160), edtf_day(day_number(12000, 1, 1))
    ('-0043-03-15', 'Y12000-01-01')
    """
    year, month, day = civil(number)
    sign = "-" if year < 0 else ""
    shown = f"{sign}{abs(year):04d}" if abs(year) <= 9999 else f"Y{year}"
    return f"{shown}-{month:02d}-{day:02d}"


def _year_bounds(text: str) -> tuple[int, int]:
    if text.startswith("Y"):
        return int(text[1:]), int(text[1:])
    bounds = int(text.replace("X", "0")), int(text.replace("X", "9"))
    return min(bounds), max(bounds)


def _months_and_days(years: tuple[int, int], month: str, day: str) -> Reach | None:
    """Return the reach of a month and a day that may be masked; None where no such day exists."""
    months = _candidates(month, 1, 12)
    if not months:
        return None
    first_days = _candidates(day, 1, month_length(years[0], months[0]))
    last_days = _candidates(day, 1, month_length(years[1], months[-1]))
    if not first_days or not last_days:
        return None
    return Reach(
        first=day_number(years[0], months[0], first_days[0]), last=day_number(years[1], months[-1], last_days[-1])
    )


def _candidates(text: str, low: int, high: int) -> list[int]:
    """Return the numbers from `low` to `high` that a two-place mask such as `1X` allows."""
    if text.isdigit():
        return [int(text)] if low <= int(text) <= high else []
    pattern = re.compile(text.replace("X", "[0-9]"))
    return [n for n in range(low, high + 1) if pattern.fullmatch(f"{n:02d}")]


def _sub_year(low_year: int, high_year: int, code: int) -> Reach:
    """Return the months of a season, quarter or half; one that passes the new year ends in the next year."""
    start, length = _MONTH_SPANS[code]
    end = start + length - 1
    first_year, first_month = low_year + (start - 1) // 12, (start - 1) % 12 + 1
    last_year, last_month = high_year + (end - 1) // 12, (end - 1) % 12 + 1
    return Reach(
        first=day_number(first_year, first_month, 1),
        last=day_number(last_year, last_month, month_length(last_year, last_month)),
    )
