"""Complete what an expression leaves out, from the document's date or from the dates told before it.

A document is either news, where a month or weekday goes by its date of publication and the tense of the verb, or a
narrative, where it goes by the last date told. Where nothing anchors, the value stays open (`XXXX-04`): never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pipeline.temporal.calendar import civil, day_number, days_in_month, easter, iso_week, weekday
from pipeline.temporal.values import SEASON_MONTHS, Fixed, Point, exists, is_time, temporal_value, year_timex3

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import TemporalValue
    from pipeline.temporal.values import Reading, Shift

PUBLISHED = "published"
_UNIT_MONTHS = {"Q": 3, "M": 1}
_LAST_YEAR = 9999
# how a narrative goes on, in months: going back costs more than going forward, leaving the year last told costs too,
# and a date follows on the story where it lies no further back or ahead than this
_BACKWARD = 1.5
_OTHER_YEAR = 8
_FOLLOWS = (6, 18)
_LAST_WEEK = -5
_NEAR_DAYS, _YEAR_DAYS = 90, 372
_FAR_DAYS = 3_000_000


class Date(NamedTuple):
    """A date as far as it is known, with what it was read from: an offset, or the document's date."""

    year: int | None
    month: int | None
    day: int | None
    source: str

    @property
    def number(self) -> int | None:
        """The day's number, None where the day is not known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return day_number(self.year, self.month, self.day)


class Resolved(NamedTuple):
    """A value, what it was resolved against, and the date that it tells to what follows."""

    value: TemporalValue
    anchor: str | None
    date: Date | None


def _date_text(year: int | None, month: int | None = None, day: int | None = None) -> str:
    text = "XXXX" if year is None else year_timex3(year)
    if month is not None:
        text += f"-{month:02d}"
    if day is not None:
        text += f"-{day:02d}" if month is not None else f"-XX-{day:02d}"
    return text


def time_text(point: Point) -> str:
    """The time of day of a point, as TIMEX3 writes it after the day."""
    return f"{point.clock}{point.zone}" if point.clock else f"T{point.part}"


def is_complete(point: Point) -> bool:
    """Whether a point needs no context."""
    if point.shift or point.numeric or point.yy is not None or point.decade2 is not None:
        return False
    return point.year is not None or point.century is not None or point.decade is not None


class Surroundings(Protocol):
    """What anchoring asks of the text around an expression; offsets are those of the prepared text."""

    def tense(self, start: int, end: int) -> str | None:
        """The tense of the sentence around a span: "past", "future" or None."""

    def opens(self, start: int) -> bool:
        """Whether a sentence begins just before an offset."""

    def apart(self, first: int, second: int) -> bool:
        """Whether a sentence ends between two offsets."""

    def year_ahead(self, end: int) -> tuple[int, int] | None:
        """The year, and its offset, that follows as in "the spring offensive of 1918"."""


@dataclass(slots=True)
class Context:
    """The state while a document is read from left to right.

    `day_first` is the order of numeric dates, None where the document does not tell it.
    """

    published: Date | None
    narrative: bool
    day_first: bool | None
    around: Surroundings
    told: Date | None = None
    story: Date | None = None
    aside: Date | None = None
    stated: bool = False

    def resolve(self, reading: Reading, start: int, end: int) -> Resolved | None:
        """The value of a reading at `start`; None where the reading turns out to be no date at all."""
        if isinstance(reading, Fixed):
            return Resolved(temporal_value(reading.timex3, reading.mod), None, None)
        if is_complete(reading) and not reading.holiday:
            return complete(reading, str(start))
        if reading.numeric:
            return self._numeric(reading, start)
        if reading.decade2 is not None or reading.yy is not None:
            return self._short(reading)
        base = self._shifted(reading) if reading.shift else self._completed(reading, start, end)
        if base is None:
            return None
        text, date, source = base
        if reading.type == "TIME" and "T" not in text:
            text += ("" if date and date.day else "-XX" * (2 - text.count("-"))) + time_text(reading)
        value = temporal_value(text, reading.mod)
        anchor = source if source is None or source == PUBLISHED else f"@{source}"
        if date is not None:
            date = date._replace(source=str(start))
        return Resolved(value, anchor, date)

    # --- what is missing is a year or a day ---------------------------------------------------------------------------

    def _numeric(self, point: Point, start: int) -> Resolved | None:
        first, second = point.numeric or (0, 0)
        year = point.year or 0
        day_first = self.day_first
        if day_first is None:
            if exists(year, first, second) and exists(year, second, first):
                return Resolved(temporal_value(f"{year_timex3(year)}-XX-XX"), None, None)
            day_first = True
        day, month = (first, second) if day_first else (second, first)
        if not exists(year, month, day):
            return None
        return complete(Point(year=year, month=month, day=day), str(start))

    def _short(self, point: Point) -> Resolved:
        """A decade or year without its century: the last one up to the date that is near."""
        base = self._near()
        if base is None or base.year is None:
            text = f"XX{point.decade2}" if point.yy is None else f"XX{point.yy:02d}"
            return Resolved(temporal_value(text), None, None)
        if point.yy is not None:
            year = base.year - (base.year - point.yy) % 100
            return Resolved(temporal_value(year_timex3(year), point.mod), _anchor(base), None)
        decade = base.year // 10 - (base.year // 10 - (point.decade2 or 0)) % 10
        return Resolved(temporal_value(f"{max(decade, 0):03d}", point.mod), _anchor(base), None)

    def _near(self) -> Date | None:
        if self.narrative:
            return self.told
        return self.published or self.told

    def _completed(self, point: Point, start: int, end: int) -> tuple[str, Date | None, str | None] | None:
        """The text, date and source of a point that lacks its year or more."""
        if point.weekday is not None and point.month is None:
            return self._weekday(point, start, end)
        if is_time(point):
            return self._clock(point)
        year, source = (point.year, None) if point.year is not None else self._year(point, start, end)
        return _with_year(point, year, source)

    def _clock(self, point: Point) -> tuple[str, Date | None, str | None]:
        base = self.told if (point.clock or not self.narrative) else None
        if base is None or base.number is None:
            return f"XXXX-XX-XX{time_text(point)}", None, None
        return _date_text(base.year, base.month, base.day) + time_text(point), base, base.source

    def _weekday(self, point: Point, start: int, end: int) -> tuple[str, Date | None, str | None]:
        base = self.told if self.narrative else self.published
        number = base.number if base else None
        if base is None or number is None:
            return f"XXXX-WXX-{point.weekday}", None, None
        ahead = ((point.weekday or 0) - 1 - weekday(number)) % 7
        if not self.narrative and ahead and self.around.tense(start, end) != "future":
            ahead -= 7
        return *_day(number + ahead), base.source

    def _year(self, point: Point, start: int, end: int) -> tuple[int | None, str | None]:
        """The year of a month, day or season that stands without one, and where it was taken from."""
        ahead = self.around.year_ahead(end)
        if ahead is not None:
            return ahead[0], str(ahead[1])
        told, published = self.told, self.published
        if self.narrative or published is None or published.year is None:
            return self._story_year(point)
        elsewhere = told is not None and told.source != PUBLISHED and told.year not in {None, published.year}
        if told is not None and elsewhere and self.stated and not self.around.apart(int(told.source), start):
            return told.year, told.source
        if point.weekday is not None and point.month and point.day:
            return _by_weekday(published.year, point), PUBLISHED
        return self._year_of_news(point, published, self.around.tense(start, end)), PUBLISHED

    @staticmethod
    def _year_of_news(point: Point, published: Date, tense: str | None) -> int:
        """The year of a month or day by the date of publication: the past unless the verb tells the future.

        A day less than three months away is that day, whatever the verb.
        """
        year = published.year or 0
        gap = (first_month(point) - (published.month or first_month(point))) * 31
        if point.quarter or point.season:
            in_course = -_NEAR_DAYS < gap <= 0
            nearby = point.quarter is not None and abs(gap) < 2 * _NEAR_DAYS
            if in_course or nearby:
                return year
        if point.day and published.day:
            gap += point.day - published.day
            if abs(gap) < _NEAR_DAYS:
                return year
            if abs(gap) > _YEAR_DAYS - _NEAR_DAYS:
                return year - (1 if gap > 0 else -1)
        if gap > 0 and tense != "future":
            return year - 1
        return year + 1 if gap < 0 and tense == "future" else year

    def _story_year(self, point: Point) -> tuple[int | None, str | None]:
        """The year in which a narrative goes on most smoothly from the last month that it told."""
        told, story = self.told, self.story
        if told is None or told.year is None:
            return None, None
        if story is None or story.year is None:
            return told.year, told.source
        if story.month is None:
            near = told if 0 <= told.year - story.year <= 1 else story
            return near.year, near.source
        years = {told.year, story.year - 1, story.year, story.year + 1}
        start = story.year * 12 + story.month - first_month(point)
        year = min(sorted(years), key=lambda y: _cost(y * 12 - start) + _OTHER_YEAR * (y != told.year))
        return year, (told if year == told.year else story).source

    def tell(self, date: Date, *, opens: bool, stated: bool) -> None:
        """Take note of a date that the text has told.

        The story goes on with dates that begin a sentence, were completed or follow on the last one; others are asides.
        """
        self.told, self.stated = date, stated
        story, aside = self.story, self.aside
        if date.month is None:
            if opens or story is None:
                self.story = date
        elif opens or not stated or _follows(story, date) or (aside and _follows(aside, date)):
            self.story, self.aside = date, None
        else:
            self.aside = date

    # --- what lies so far from another date ---------------------------------------------------------------------------

    def _base(self, shift: Shift) -> Date | None:
        if shift.base == "told":
            vague = self.told is None or (self.told.day is None and shift.unit == "D" and not self.narrative)
            return self.published if vague and not self.narrative else self.told
        if shift.base == "near" or (self.narrative and shift.sign):
            return self._near()
        return self.published

    def _shifted(self, point: Point) -> tuple[str, Date | None, str | None] | None:
        shift = point.shift
        assert shift is not None
        base = self._base(shift)
        if shift.amount is None:
            return "FUTURE_REF" if shift.sign > 0 else "PAST_REF", None, None
        if self.narrative and shift.base == "published" and not shift.sign:
            return "PRESENT_REF" if shift.amount == 0 else "XXXX-XX-XX", None, None
        if base is None or base.year is None:
            return _unanchored(point, shift), None, None
        if shift.select:
            return self._selected(point, shift.amount, base)
        text, date = moved(base, shift.unit, shift.amount)
        if date is None or shift.unit in {"DE", "CE", "W", "WE"}:
            return text, date, base.source
        refined = _refined(point, date)
        return *(refined or (text, date)), base.source

    def _selected(self, point: Point, amount: int, base: Date) -> tuple[str, Date | None, str | None]:
        """The named month, season or weekday before or after the base, or in its year (week)."""
        year = base.year or 0
        if point.weekday is not None:
            number = base.number
            if number is None:
                return f"XXXX-WXX-{point.weekday}", None, None
            ahead = (point.weekday - 1 - weekday(number)) % 7
            step = (ahead or 7) if amount > 0 else (ahead - 7) if amount < 0 else point.weekday - 1 - weekday(number)
            return *_day(number + step), base.source
        month, here = first_month(point), base.month
        if amount < 0 and (here is None or month >= here):
            year -= 1
        elif amount > 0 and (here is None or month <= here):
            year += 1
        return _with_year(point, year, base.source)


def _cost(gap: int) -> float:
    """What it costs a narrative to go so many months on."""
    return gap if gap >= 0 else -gap * _BACKWARD


def _follows(story: Date | None, date: Date) -> bool:
    """Whether a date goes on from another, as far as months tell."""
    if story is None or story.month is None:
        return True
    gap = ((date.year or 0) - (story.year or 0)) * 12 + (date.month or 0) - (story.month or 0)
    return -_FOLLOWS[0] <= gap <= _FOLLOWS[1]


def _anchor(date: Date) -> str:
    return PUBLISHED if date.source == PUBLISHED else f"@{date.source}"


def _day(number: int) -> tuple[str, Date]:
    year, month, day = civil(number)
    return _date_text(year, month, day), Date(year, month, day, "")


def _by_weekday(year: int, point: Point) -> int:
    """The year nearest to `year` in which the point's day falls on its weekday."""
    for near in (year, year - 1, year + 1):
        if not exists(near, point.month, point.day):
            continue
        if weekday(day_number(near, point.month or 1, point.day or 1)) + 1 == point.weekday:
            return near
    return year


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


def _holiday(name: str, year: int | None) -> tuple[int | None, int | None]:
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


def _with_year(point: Point, year: int | None, source: str | None) -> tuple[str, Date | None, str | None]:
    """The text and date of a point of a year, once its year is known (or known not to be)."""
    if year is not None and not -_LAST_YEAR < year <= _LAST_YEAR:
        year = None
    head = _date_text(year)
    date = None if year is None else Date(year, None, None, "")
    month, day = point.month, point.day
    if point.holiday:
        month, day = _holiday(point.holiday, year)
    if month is not None and point.week is not None:
        return _week_of_month(point.week, month, year), date and date._replace(month=month), source
    if month is not None and exists(year, month, day):
        text = _date_text(year, month, day)
        return text, date and date._replace(month=month, day=day), source if year is not None else None
    part = _part_of_year(point)
    if part:
        # a season tells no month: "the winter of 1941 … in March" stays within what follows
        return head + part, date, source if year is not None else None
    return head, date, source if year is not None else None


def _week_of_month(week: int, month: int, year: int | None) -> str:
    """A week counted from the first of a month (-1 to -4) or its last (-5), by the ISO week of its middle."""
    if year is None:
        return f"XXXX-{month:02d}-WXX"
    middle = days_in_month(year, month) - 3 if week == _LAST_WEEK else -7 * week - 3
    iso_year, number = iso_week(day_number(year, month, middle))
    return f"{year_timex3(iso_year)}-W{number:02d}"


def _part_of_year(point: Point) -> str:
    if point.season:
        return f"-{point.season}"
    if point.quarter:
        return f"-Q{point.quarter}"
    if point.half:
        return f"-H{point.half}"
    return f"-W{point.week:02d}" if point.week else ""


def _refined(point: Point, date: Date) -> tuple[str, Date] | None:
    """A moved date with what the point tells besides: "August of that year", "the 28th of that month"."""
    month = point.month or (date.month if point.day else None)
    if month is not None:
        if not exists(date.year, month, point.day):
            return None
        return _date_text(date.year, month, point.day), date._replace(month=month, day=point.day)
    part = _part_of_year(point)
    return (_date_text(date.year) + part, date._replace(month=None, day=None)) if part else None


def _unanchored(point: Point, shift: Shift) -> str:
    """The value of a shift from nowhere."""
    if shift.select or point.month or point.day or _part_of_year(point):
        if point.weekday is not None:
            return f"XXXX-WXX-{point.weekday}"
        return _date_text(None, point.month, point.day) + _part_of_year(point)
    shapes = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "D": "XXXX-XX-XX", "Q": "XXXX-QX"}
    return shapes.get(shift.unit, {"DE": "XXX", "CE": "XX"}.get(shift.unit, "XXXX-XX-XXTXX"))


def moved(base: Date, unit: str, amount: int) -> tuple[str, Date | None]:
    """The text and date that lie `amount` units from `base`, at the granularity of the unit."""
    year = base.year or 0
    if unit == "Y":
        return _year_moved(year + amount)
    if unit in {"DE", "CE"}:
        return _span_moved(year, 10 if unit == "DE" else 100, amount)
    if unit in _UNIT_MONTHS:
        return _months_moved(base, unit, amount)
    if unit in {"D", "W", "WE"}:
        return _days_moved(base, unit, amount)
    return _date_text(year, base.month, base.day if base.month else None) + "TXX", base


def _days_moved(base: Date, unit: str, amount: int) -> tuple[str, Date | None]:
    number = base.number
    if number is None or abs(amount) > _FAR_DAYS:
        same = f"-{base.month:02d}" if amount == 0 and base.month else "-XX"
        return _date_text(base.year) + {"D": f"{same}-XX", "W": "-WXX", "WE": "-WXX-WE"}[unit], None
    if unit == "D":
        return _valid_day(number + amount)
    iso_year, week = iso_week(number + 7 * amount)
    return f"{year_timex3(iso_year)}-W{week:02d}" + ("-WE" if unit == "WE" else ""), _valid_day(number + 7 * amount)[1]


def _valid_day(number: int) -> tuple[str, Date | None]:
    year = civil(number)[0]
    return _day(number) if -_LAST_YEAR < year <= _LAST_YEAR else ("XXXX-XX-XX", None)


def _year_moved(year: int) -> tuple[str, Date | None]:
    if not -_LAST_YEAR < year <= _LAST_YEAR:
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
    if base.month is None or abs(amount) > 100_000:
        return f"{_date_text(year)}-{'QX' if unit == 'Q' else 'XX'}", None
    months = year * 12 + base.month - 1 + amount * _UNIT_MONTHS[unit]
    year, month = months // 12, months % 12 + 1
    if not -_LAST_YEAR < year <= _LAST_YEAR:
        return "XXXX-XX", None
    text = f"{year_timex3(year)}-Q{(month + 2) // 3}" if unit == "Q" else _date_text(year, month)
    return text, Date(year, month, None, "")


def complete(point: Point, source: str) -> Resolved:
    """The value of a point that states all it needs."""
    mark = "BC" if point.bce else ""
    if point.century is not None:
        return Resolved(temporal_value(f"{mark}{point.century:02d}", point.mod), None, None)
    if point.decade is not None:
        return Resolved(temporal_value(f"{mark}{point.decade:03d}", point.mod), None, None)
    text, date, _ = _with_year(point, point.year, None)
    if point.fiscal:
        text = f"FY{text}"
    if date and date.day and point.type == "TIME":
        text += time_text(point)
    return Resolved(temporal_value(text, point.mod), None, date and date._replace(source=source))


def is_narrative(published: Date | None, points: Sequence[Point]) -> bool:
    """Whether a document tells of times other than its own: most years that it states lie away from its date."""
    if published is None or published.year is None:
        return True
    far = near = 0
    for point in points:
        if point.year is None:
            near += point.shift is not None and point.shift.base != "told"
        elif point.month is None:
            far += abs(point.year - published.year) > 1
        else:
            months = (point.year - published.year) * 12 + point.month - (published.month or 6)
            away = abs(months) > 4
            far, near = far + away, near + (not away)
    return far >= 3 and far > 2 * near
