"""Dates as far as they are known, and the parts of a year, as TIMEX3 writes them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.temporal.calendar import civil, day_number, days_in_month, easter, iso_week, weekday
from pipeline.temporal.values import SEASON_MONTHS, exists, year_timex3

if TYPE_CHECKING:
    from pipeline.temporal.values import Point

LAST_YEAR = 9999
PREHISTORY = 1_000_000
_LAST_WEEK = -5
# how near to the document's date, in days, one reading of a date in numbers lies, that the other one doesn't
_SAME_DAYS = 3
_SHORT_CENTURIES = (2000, 1900, 1800)


@dataclass(slots=True)
class Date:
    """A date as far as it is known, with what it was read from: an offset, or the document's date.

    Nothing changes one once it is made; it isn't frozen since each text makes many, and that would take thrice as long.
    `part` is the season, quarter, half or week of its year that it was told as, as `part_of_year` writes it.
    """

    year: int | None
    month: int | None
    day: int | None
    source: str
    part: str = ""

    def found_at(self, source: str) -> Date:
        """The same date, as read from somewhere else."""
        return Date(self.year, self.month, self.day, source, self.part)

    @property
    def number(self) -> int | None:
        """The day's number, None where the day is not known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return day_number(self.year, self.month, self.day)


def is_fine_for(base: Date, unit: str) -> bool:
    """Whether a date is told finely enough to count such units from it."""
    return base.day is not None if unit in {"W", "WE"} else base.month is not None or unit not in {"M", "Q"}


def date_text(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """A date as TIMEX3, with X for a year or month that is not known."""
    text = "XXXX" if year is None else year_timex3(year)
    if month is not None:
        text += f"-{month:02d}"
    if day is not None:
        text += f"-{day:02d}" if month is not None else f"-XX-{day:02d}"
    return text


def time_text(point: Point) -> str:
    """The time of day of a point, as TIMEX3 writes it after the day."""
    return f"{point.clock}{point.zone}" if point.clock else f"T{point.part}"


def text_of_day(number: int) -> tuple[str, Date]:
    """A day by its number, as TIMEX3 and as a date without a source."""
    year, month, day = civil(number)
    return date_text(year, month, day), Date(year, month, day, "")


def by_weekday(year: int, point: Point) -> int:
    """The year nearest to `year` in which the point's day falls on its weekday."""
    for near in (year, year - 1, year + 1):
        if not exists(near, point.month, point.day):
            continue
        if weekday(day_number(near, point.month or 1, point.day or 1)) + 1 == point.weekday:
            return near
    return year


def short_year_of(point: Point) -> int | None:
    """The year of two digits in which the point's day falls on its weekday; of three centuries one has it, or none.

    >>> from pipeline.temporal.values import Point
    >>> short_year_of(Point(yy=24, month=6, day=15, weekday=6)), short_year_of(Point(yy=24, month=6, day=15, weekday=1))
    (2024, None)
    """
    years = (century + (point.yy or 0) for century in _SHORT_CENTURIES)
    month, day = point.month or 1, point.day or 1
    fit = (year for year in years if exists(year, month, day))
    return next((year for year in fit if weekday(day_number(year, month, day)) + 1 == point.weekday), None)


def by_day_of_month(number: int, day: int, wanted: int, *, ahead: bool) -> int | None:
    """The number of the day of a month that falls on a weekday and is nearest to another, or follows it (`ahead`).

    None where there is none within three months.

    >>> by_day_of_month(day_number(1869, 4, 20), 13, 2, ahead=False) == day_number(1869, 4, 13)
    True
    """
    year, month, _ = civil(number)
    found = []
    for months in range(year * 12 + month - 4, year * 12 + month + 3):
        at = months // 12, months % 12 + 1
        if exists(*at, day) and weekday(day_number(*at, day)) + 1 == wanted:
            found.append(day_number(*at, day))
    if ahead:
        found = [each for each in found if each >= number] or found
    return min(found, key=lambda each: abs(each - number), default=None)


def day_comes_first(published: Date | None, year: int, first: int, second: int) -> bool | None:
    """Whether the first of two numbers is the day and not the month, where only one order is near a document's date.

    >>> day_comes_first(Date(1993, 11, 2, ""), 1993, 11, 2), day_comes_first(None, 1993, 11, 2)
    (False, None)
    """
    number = published.number if published else None
    if number is None:
        return None
    near = [
        exists(year, month, day) and abs(day_number(year, month, day) - number) <= _SAME_DAYS
        for day, month in ((first, second), (second, first))
    ]
    return near[0] if near[0] != near[1] else None


def first_month(point: Point) -> int:
    """The month in which a point of a year begins; January where it tells none."""
    if point.month is not None:
        return point.month
    if point.season is not None:
        return SEASON_MONTHS[point.season]
    if point.quarter is not None:
        return point.quarter * 3 - 2
    if point.holiday is not None:
        return 4 if point.holiday.startswith("easter") else int(point.holiday[:2])
    return 1 if point.half != 2 else 7


def holiday(name: str, year: int | None) -> tuple[int | None, int | None]:
    """The month and day of a feast in a year: `12-25`, `easter-2`, `11-thu4` (fourth Thursday), `05-mon-1` (last)."""
    if name.startswith("easter"):
        return (None, None) if year is None else civil(easter(year) + int(name[6:]))[1:]
    month, rest = int(name[:2]), name[3:]
    if rest.isdigit():
        return month, int(rest)
    if year is None:
        return month, None
    wanted = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(rest[:3])
    if rest[3:].startswith("-"):
        last = day_number(year, month, days_in_month(year, month))
        return month, civil(last - (weekday(last) - wanted) % 7)[2]
    first = day_number(year, month, 1)
    return month, 1 + (wanted - weekday(first)) % 7 + 7 * (int(rest[3:]) - 1)


def in_calendar(point: Point, year: int) -> Point:
    """A point with the month and day of its feast in a year; any other as it is.

    >>> from pipeline.temporal.values import Point
    >>> feast = in_calendar(Point(holiday="easter+0"), 2024)
    >>> feast.month, feast.day
    (3, 31)
    """
    if point.holiday is None:
        return point
    month, day = holiday(point.holiday, year)
    return replace(point, month=month, day=day)


def with_year(point: Point, year: int | None, source: str | None) -> tuple[str, Date | None, str | None]:
    """The text and date of a point of a year, once its year is known (or known not to be)."""
    if year is not None and not -LAST_YEAR < year <= LAST_YEAR:
        year = None
    month, day = point.month, point.day
    if point.holiday:
        month, day = holiday(point.holiday, year)
    if month is not None and point.week is not None and point.weekday is not None:
        return _weekday_of_month(point.week, month, point.weekday, year, source)
    if month is not None and point.week is not None:
        week = _week_of_month(point.week, month, year)
        return week, None if year is None else Date(year, month, None, ""), source
    if month is not None:
        if not exists(year, month, day):
            return date_text(None, month, day), None, None
        text = date_text(year, month, day)
        return (text, None, None) if year is None else (text, Date(year, month, day, ""), source)
    # a season tells no month: "the winter of 1941 … in March" stays within what follows
    part = part_of_year(point)
    text = date_text(year) + part
    return (text, None, None) if year is None else (text, Date(year, None, None, "", part), source)


def _weekday_of_month(
    week: int, month: int, day_of_week: int, year: int | None, source: str | None
) -> tuple[str, Date | None, str | None]:
    """The first (-1) to fourth (-4) or last (-5) such weekday of a month."""
    if year is None:
        return date_text(None, month), None, None
    if week == _LAST_WEEK:
        last = day_number(year, month, days_in_month(year, month))
        day = last - (weekday(last) + 1 - day_of_week) % 7
    else:
        first = day_number(year, month, 1)
        day = first + (day_of_week - 1 - weekday(first)) % 7 + 7 * (-week - 1)
    return *text_of_day(day), source


def _week_of_month(week: int, month: int, year: int | None) -> str:
    """A week counted from the first of a month (-1 to -4) or its last (-5), by the ISO week of its middle."""
    if year is None:
        return f"XXXX-{month:02d}-WXX"
    middle = days_in_month(year, month) - 3 if week == _LAST_WEEK else -7 * week - 3
    iso_year, number = iso_week(day_number(year, month, middle))
    return f"{year_timex3(iso_year)}-W{number:02d}"


def part_of_year(point: Point) -> str:
    """The season, quarter, half or week of a point as TIMEX3 writes it after the year; empty where it tells none."""
    if point.season:
        return f"-{point.season}"
    if point.quarter:
        return f"-Q{point.quarter}"
    if point.half:
        return f"-H{point.half}"
    return f"-W{point.week:02d}" if point.week else ""


def month_and_day(point: Point) -> str:
    """The month and day of a point as TIMEX3 writes them after the year; empty where it tells none.

    >>> from pipeline.temporal.values import Point
    >>> month_and_day(Point(month=5)), month_and_day(Point(month=5, day=3)), month_and_day(Point())
    ('-05', '-05-03', '')
    """
    if point.month is None:
        return ""
    return f"-{point.month:02d}" + (f"-{point.day:02d}" if point.day else "")


def refined(point: Point, date: Date) -> tuple[str, Date] | None:
    """A moved date with what the point tells besides: "August of that year", "the 28th", "Monday of that week"."""
    if point.weekday is not None and date.number is not None:
        return text_of_day(date.number - weekday(date.number) + point.weekday - 1)
    if point.weekday is not None and point.week is not None and date.month is not None:
        text, found, _ = _weekday_of_month(point.week, date.month, point.weekday, date.year, None)
        return None if found is None else (text, found)
    month = point.month or (date.month if point.day else None)
    if month is not None:
        if not exists(date.year, month, point.day):
            return None
        return date_text(date.year, month, point.day), Date(date.year, month, point.day, date.source, date.part)
    part = part_of_year(point)
    return (date_text(date.year) + part, Date(date.year, None, None, date.source, date.part)) if part else None
