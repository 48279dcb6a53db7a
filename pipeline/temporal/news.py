"""Whether a document is news, and the year of what news tell without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.temporal.calendar import day_number
from pipeline.temporal.dates import Date, first_month, in_calendar
from pipeline.temporal.values import exists

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.temporal.values import Point

_MONTH_DAYS = 31
_NEAR_DAYS, _YEAR_DAYS = 90, 12 * _MONTH_DAYS
_NEWS_MONTHS = 4
_DATELINE = 2
_FEW = 3
_LONG_AGO = 8
_SEASON = 3
# how many months a date goes on from one told
_SOON = 2


def year_of_news(point: Point, published: Date, tense: Callable[[], str | None], *, done: bool = False) -> int:
    """The year of a month or day by the date of publication: the past unless the verb tells the future.

    A day less than three months away is that day, whatever the verb; a quarter less than two quarters away is that
    one, but where something was `done` in it before it began, or in the past and it is not even the next one. The
    `tense` is asked for where it counts.
    """
    year = published.year or 0
    months = first_month(point) - (published.month or first_month(point))
    gap = months * _MONTH_DAYS
    if point.quarter or point.season:
        in_course = -_SEASON < months <= 0
        nearby = point.quarter is not None and abs(months) < 2 * _SEASON
        if in_course or (nearby and not (months > 0 and (done or (months > _SEASON and tense() == "past")))):
            return year
    if point.day and published.day:
        gap += point.day - published.day
        if abs(gap) < _NEAR_DAYS:
            return year
        if abs(gap) > _YEAR_DAYS - _NEAR_DAYS:
            return year - (1 if gap > 0 else -1)
    if gap > 0:
        return year if tense() == "future" else year - 1
    return year + 1 if gap < 0 and tense() == "future" else year


def year_of_feast(point: Point, published: Date, tense: Callable[[], str | None]) -> int:
    """The year of a feast, by its day in the document's year; of one that is over the next is told where the verb is.

    >>> from pipeline.temporal.values import Point
    >>> [year_of_feast(Point(holiday="easter+0"), Date(2024, month, 14, ""), lambda: "past") for month in (2, 3, 5)]
    [2024, 2024, 2024]
    """
    feast = in_calendar(point, published.year or 0)
    over = (feast.month or 0, feast.day or 0) < (published.month or 0, published.day or 0)
    if tense() == "future":
        return (published.year or 0) + over
    return year_of_news(feast, published, tense)


def just_before(point: Point, published: Date) -> int | None:
    """The year in which a day lies in the month before a document's own; None for any other day.

    >>> from pipeline.temporal.values import Point
    >>> [just_before(Point(month=12, day=day), Date(2023, 1, 4, "")) for day in (3, 30)]
    [None, 2022]
    """
    last, month, day = published.number, point.month, point.day
    if last is None or published.year is None or month is None or day is None:
        return None
    years = (year for year in (published.year, published.year - 1) if exists(year, month, day))
    return next((year for year in years if 0 <= last - day_number(year, month, day) <= _MONTH_DAYS), None)


def goes_on(point: Point, told: Date, published: Date) -> bool:
    """Whether a month or day follows soon on a day told, and lies ahead in the year of publication."""
    if not (told.day and told.month and point.month and published.month):
        return False
    if (point.month, point.day or 1) <= (published.month, published.day or 31):
        return False
    return (told.month, told.day) <= (point.month, point.day or 31) and point.month - told.month <= _SOON


def is_narrative(published: Date | None, points: Sequence[Point], *, plainly: bool = False) -> bool:
    """Whether a document tells of times other than its own: most years that it states lie away from its date.

    Of a document that states only one or two years, and nothing near its date, `plainly` says that it tells its first
    date as a history does ("it opened in 1931"), and not in passing ("the firm, founded in 1931, said").
    """
    if published is None or published.year is None:
        return True
    far = near = known = 0
    history = stated = False
    for point in points:
        stated = stated or point.year is not None
        if point.year is None:
            near += point.weekday is not None if point.shift is None else point.shift.base != "told"
            # a month whose year nothing has told yet is of the year that the reader knows
            known += point.month is not None and not stated
        elif point.month is None:
            far += abs(point.year - published.year) > 1
            history = history or abs(point.year - published.year) > _LONG_AGO
        else:
            months = abs((point.year - published.year) * 12 + point.month - (published.month or 6))
            far += months > _NEWS_MONTHS
            near += months <= _NEWS_MONTHS
            history = history or months > 12 * _LONG_AGO
            # a date line, or another day of the same week or so, is what news have
            near += _DATELINE * (months == 0 and point.day is not None and abs(point.day - (published.day or 0)) <= 3)
    return (far >= _FEW and far > 2 * (near + known)) or (far < _FEW and not near and history and plainly)
