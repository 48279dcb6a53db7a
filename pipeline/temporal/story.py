"""What a narrative has told so far, and the year in which it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.temporal.dates import Date, first_month
from pipeline.temporal.values import exists

if TYPE_CHECKING:
    from pipeline.temporal.values import Point

# how a narrative goes on, in months: going back costs more than going forward, leaving the year last told costs too,
# and a date follows on the story where it lies no further back or ahead than this
_BACKWARD = 1.5
_OTHER_YEAR = 10
_FOLLOWS = (3, 18)
# what it costs to go back to the line that a leap of the story left, and the distance at which an aside is forgotten
_RETURN = 10
_PARAGRAPHS_AWAY = 2
# what it costs to go on from an aside of the same sentence, and from one of the same paragraph
_FROM_ASIDE = (4, 8)
# what it costs to lie in another year than the next date stated, and the most that the way to that one may cost
_STATED_AHEAD = 4
_NO_WAY_ON = 18
_NEAR_YEARS = 1
# a year that lies further back than this is history, even where a sentence begins with it
_HISTORY = 30
_FEBRUARY, _LEAP_DAY = 2, 29


@dataclass(slots=True)
class Story:
    """The dates that a text has told: `told` the last of all, `line` the last of the story's own line.

    `aside` is the last month or day that lay off the line, `before` where the line was when it leapt last, `day` the
    last date with a day, `stated` says that `told` was stated in full.
    """

    told: Date | None = None
    line: Date | None = None
    aside: Date | None = None
    before: Date | None = None
    day: Date | None = None
    stated: bool = False

    def tell(self, date: Date, *, opens: bool, stated: bool, projected: bool) -> None:
        """Take note of a date: whether it begins a sentence, was stated in full, and is only planned.

        The story goes on with dates that begin a sentence, were completed or follow on the last one; others are asides,
        and plans are none of it.
        """
        line, aside = self.line, self.aside
        if projected and line is not None and (line.year or 0) < (date.year or 0):
            return
        self.told, self.stated = date, stated
        if date.day is not None:
            self.day = date
        if date.month is None:
            history = line is not None and (line.year or 0) - (date.year or 0) > _HISTORY
            if line is None or (opens and not history):
                self.line = date
        elif opens or not stated or _follows(line, date) or (aside and _follows(aside, date)):
            if line is not None and line.month is not None and not _follows(line, date):
                self.before = line
            self.line, self.aside = date, None
        else:
            self.aside = date

    def head(self, date: Date) -> None:
        """Take note of the date in a heading, with which a new line of the story begins."""
        self.told = self.line = date
        self.aside, self.stated = None, True

    def year_of(self, point: Point, *, distance: int = 1, ahead: Date | None = None) -> Date | None:
        """The date whose year a month, day or season without one belongs to, as its `year`.

        `distance` says how far the last date told is: 0 in the same sentence, 1 in the same paragraph, 2 before that;
        `ahead` is the next date stated in full, to which the story goes on.
        """
        told, line = self.told, self.line
        if told is None or told.year is None:
            return None
        if line is None or line.year is None:
            return told
        if told.part == "-WI" and point.season not in {None, "WI"}:
            # a winter is that which began in its year, and any other season comes after it
            return Date(told.year + 1, told.month, told.day, told.source, told.part)
        if line.month is None:
            return told if 0 <= told.year - line.year <= 1 else line
        years = {told.year, line.year - 1, line.year, line.year + 1}
        before = self.before
        if before is not None and before.year is not None:
            years |= {before.year, before.year + 1}
        if point.month == _FEBRUARY and point.day == _LEAP_DAY:
            years = {year for year in years if exists(year, point.month, point.day)} or years
        reached = years if distance == _PARAGRAPHS_AWAY else {line.year}
        if ahead is not None and ahead.year is not None and any(abs(ahead.year - y) <= _NEAR_YEARS for y in reached):
            years |= {ahead.year, ahead.year - 1}
        else:
            ahead = None
        expected = line.year if distance == _PARAGRAPHS_AWAY else told.year
        month = first_month(point)

        starts = self._starts(told, line, distance)

        def cost(year: int) -> float:
            way = min(more + _cost(_months(start, year, month)) for start, more in starts)
            return way + _OTHER_YEAR * (year != expected) + (_way_on(year, month, ahead) if ahead else 0)

        year = min(sorted(years), key=cost)
        near = told if year == told.year else line
        return Date(year, near.month, near.day, near.source)

    def _starts(self, told: Date, line: Date, distance: int) -> list[tuple[Date, int]]:
        """The dates from which a story may go on, and what each costs more than its line."""
        starts = [(line, 0)]
        if self.before is not None:
            starts.append((self.before, _RETURN))
        if told.month is not None and distance < _PARAGRAPHS_AWAY:
            starts.append((told, _FROM_ASIDE[distance]))
        return starts


def _months(start: Date, year: int, month: int) -> int:
    """How many months a month lies after a date."""
    return (year - (start.year or 0)) * 12 + month - (start.month or month)


def _cost(gap: int) -> float:
    """What it costs a narrative to go so many months on."""
    return gap if gap >= 0 else -gap * _BACKWARD


def _way_on(year: int, month: int, ahead: Date) -> float:
    """What it costs to go on from a month of a year to the next date stated; no more than where it does not bear."""
    gap = ((ahead.year or 0) - year) * 12 + (ahead.month or 0) - month
    return min(_cost(gap), _NO_WAY_ON) + _STATED_AHEAD * (year != ahead.year)


def _follows(story: Date | None, date: Date) -> bool:
    """Whether a date goes on from another, as far as months tell."""
    if story is None or story.month is None:
        return True
    gap = ((date.year or 0) - (story.year or 0)) * 12 + (date.month or 0) - (story.month or 0)
    return -_FOLLOWS[0] <= gap <= _FOLLOWS[1]
