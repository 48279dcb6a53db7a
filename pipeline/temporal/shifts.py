"""Dates that lie so many units from another, at the granularity of the unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.temporal.calendar import civil, iso_week, weekday
from pipeline.temporal.dates import LAST_YEAR, Date, date_text, first_month, part_of_year, text_of_day, with_year
from pipeline.temporal.values import exists, year_timex3

if TYPE_CHECKING:
    from pipeline.temporal.values import Point, Shift

_UNIT_MONTHS = {"Q": 3, "M": 1}
_REACHING = frozenset(("Y", "M", "W", "D"))
_FAR_DAYS, _FAR_MONTHS = 3_000_000, 100_000


def unanchored(point: Point, shift: Shift) -> str:
    """The value of a shift from nowhere."""
    if shift.select or point.month or point.day or point.weekday or part_of_year(point):
        if point.weekday is not None:
            return f"XXXX-WXX-{point.weekday}"
        return date_text(None, point.month, point.day) + part_of_year(point)
    shapes = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "D": "XXXX-XX-XX", "Q": "XXXX-QX"} | {
        "TURN": "XXXX"
    }
    if point.decade2 is not None:
        return f"XX{point.decade2}"
    return shapes.get(shift.unit, {"DE": "XXX", "CE": "XX"}.get(shift.unit, "XXXX-XX-XXTXX"))


def moved(base: Date, unit: str, amount: int) -> tuple[str, Date | None]:
    """The text and date that lie `amount` units from `base`, at the granularity of the unit."""
    year = base.year or 0
    if unit == "Y":
        return _year_moved(year + amount)
    if unit == "TURN":
        return _year_moved((year + 50) // 100 * 100)
    if unit in {"DE", "CE"}:
        return _span_moved(year, 10 if unit == "DE" else 100, amount)
    if unit in _UNIT_MONTHS:
        return _months_moved(base, unit, amount)
    if unit in {"D", "W", "WE"}:
        return _days_moved(base, unit, amount)
    return date_text(year, base.month, base.day if base.month else None) + "TXX", base


def same_of_year(base: Date, year: int) -> tuple[str, Date | None]:
    """The same day, month or year as `base` in another year; the month where that year lacks the day."""
    if not -LAST_YEAR < year <= LAST_YEAR:
        return "XXXX", None
    day = base.day if exists(year, base.month, base.day) else None
    return date_text(year, base.month, day) + base.part, Date(year, base.month, day, "", base.part)


def selected(point: Point, amount: int, base: Date) -> tuple[str, Date | None, str | None]:
    """The so manieth named month, season or weekday before or after the base, or the one in its year (week)."""
    if point.weekday is not None:
        number = base.number
        if number is None:
            return f"XXXX-WXX-{point.weekday}", None, None
        ahead = (point.weekday - 1 - weekday(number)) % 7
        step = (ahead or 7) if amount > 0 else (ahead - 7) if amount < 0 else point.weekday - 1 - weekday(number)
        return *text_of_day(number + step), base.source
    year, month, here = (base.year or 0) + amount, first_month(point), base.month
    days = (point.day or 0, base.day or 0) if point.day and month == here else (0, 0)
    if amount < 0 and here is not None and (month, days[0]) < (here, days[1]):
        year += 1
    elif amount > 0 and here is not None and (month, days[0]) > (here, days[1]):
        year -= 1
    return with_year(point, year, base.source)


def reached(base: Date, shift: Shift) -> str | None:
    """The interval from a date to one so far from it, or the other way round, as EDTF; None where that is not known.

    >>> from pipeline.temporal.values import Shift
    >>> reached(Date(2021, 11, 3, ""), Shift(base="near", unit="M", amount=-2))
    '2021-09/2021-11'
    """
    amount = shift.amount or 0
    here, there = (moved(base, shift.unit, each)[1] for each in (0, amount))
    if here is None or there is None or shift.unit not in _REACHING:
        return None
    ends = [date_text(each.year, each.month, each.day) for each in (here, there)]
    return "/".join(ends if amount > 0 else reversed(ends))


def _days_moved(base: Date, unit: str, amount: int) -> tuple[str, Date | None]:
    number = base.number
    if number is None or abs(amount) > _FAR_DAYS:
        same = f"-{base.month:02d}" if amount == 0 and base.month else "-XX"
        return date_text(base.year) + {"D": f"{same}-XX", "W": "-WXX", "WE": "-WXX-WE"}[unit], None
    if unit == "D":
        return _valid_day(number + amount)
    iso_year, week = iso_week(number + 7 * amount)
    return f"{year_timex3(iso_year)}-W{week:02d}" + ("-WE" if unit == "WE" else ""), _valid_day(number + 7 * amount)[1]


def _valid_day(number: int) -> tuple[str, Date | None]:
    year = civil(number)[0]
    return text_of_day(number) if -LAST_YEAR < year <= LAST_YEAR else ("XXXX-XX-XX", None)


def _year_moved(year: int) -> tuple[str, Date | None]:
    if not -LAST_YEAR < year <= LAST_YEAR:
        return "XXXX", None
    return year_timex3(year), Date(year, None, None, "")


def _span_moved(year: int, length: int, amount: int) -> tuple[str, Date | None]:
    """A decade or century away; years before the year 1 count backwards within theirs."""
    width = 3 if length == 10 else 2
    index = (year // length if year > 0 else -((1 - year) // length) - 1) + amount
    if not -1000 < index < 1000:
        return "X" * width, None
    return (f"{index:0{width}d}" if index >= 0 else f"BC{-index - 1:0{width}d}"), None


def _months_moved(base: Date, unit: str, amount: int) -> tuple[str, Date | None]:
    year = base.year or 0
    if base.month is None or abs(amount) > _FAR_MONTHS:
        return f"{date_text(year)}-{'QX' if unit == 'Q' else 'XX'}", None
    months = year * 12 + base.month - 1 + amount * _UNIT_MONTHS[unit]
    year, month = months // 12, months % 12 + 1
    if not -LAST_YEAR < year <= LAST_YEAR:
        return "XXXX-XX", None
    text = f"{year_timex3(year)}-Q{(month + 2) // 3}" if unit == "Q" else date_text(year, month)
    return text, Date(year, month, None, "")
