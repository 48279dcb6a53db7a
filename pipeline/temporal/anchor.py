"""Complete what an expression leaves out, from the document's date or from the dates told before it.

A document is either news, where a month or weekday goes by its date of publication and the tense of the verb, or a
narrative, where it goes by the last date told. Where nothing anchors, the value stays open (`XXXX-04`): never a guess.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.temporal.around import Around  # noqa: TC001 - mypyc asks for it
from pipeline.temporal.calendar import weekday
from pipeline.temporal.dates import (
    Date,
    by_day_of_month,
    by_weekday,
    date_text,
    day_comes_first,
    first_month,
    is_fine_for,
    month_and_day,
    part_of_year,
    refined,
    short_year_of,
    text_of_day,
    time_text,
    with_year,
)
from pipeline.temporal.news import goes_on, just_before, year_of_feast, year_of_news
from pipeline.temporal.shifts import moved, reached, same_of_year, selected, unanchored
from pipeline.temporal.stated import Resolved, complete, is_complete
from pipeline.temporal.story import Story
from pipeline.temporal.values import Fixed, Point, exists, is_time, stated_value, temporal_value, year_timex3

if TYPE_CHECKING:
    from pipeline.temporal.values import Reading, Shift

PUBLISHED = "published"
_ASIDE_YEARS = 2
# how far ahead, in characters, the next date that is stated in full bears on the year of a date before it
_AHEAD = 1000
# how far back, in characters, "that time" points
_SENTENCES = 240
_ELSEWHERE = 2
# how many characters a preposition has, with the spaces beside it: "in ", "during "
_PREPOSITION = 8
_SEASON = 3
_WEEKS = frozenset(("W", "WE"))
_AGES = frozenset(("DE", "CE"))


@dataclass(slots=True)
class Context:
    """The state while a document is read from left to right.

    `day_first` is the order of numeric dates, None where the document does not tell it; `stated` are the offset, year
    and month of the dates that the text states in full; `weekday_ranges` the offsets of two weekdays that bound a
    range, with the weekday of its end for the first one and 0 for the second; `written` is the day at the head of the
    letter or entry that is read; `fiscal` are the offset and year of the fiscal years that the text states.
    """

    published: Date | None
    narrative: bool
    day_first: bool | None
    around: Around
    story: Story = field(default_factory=Story)
    stated: list[tuple[int, int, int]] = field(default_factory=list)
    weekday_ranges: dict[int, int] = field(default_factory=dict)
    written: Date | None = None
    fiscal: list[tuple[int, int]] = field(default_factory=list)
    _heading: int = 0
    _past: Date | None = None

    def resolve(self, reading: Reading, start: int, end: int) -> Resolved | None:
        """The value of a reading at `start`; None where the reading turns out to be no date at all."""
        if isinstance(reading, Fixed):
            return Resolved(stated_value(reading.timex3, reading.mod), None, None)
        if is_complete(reading) and not reading.holiday:
            return complete(reading, str(start))
        if reading.numeric:
            return self._numeric(reading, start)
        if (reading.decade2 is not None or reading.yy is not None) and reading.shift is None:
            return self._short(reading, start)
        base = self._shifted(reading, start, end) if reading.shift else self._completed(reading, start, end)
        if base is None or (not self.narrative and self._counts_from_event(reading, start, end)):
            return None
        text, date, source = base
        if reading.type == "TIME" and "T" not in text:
            text += ("" if date and date.day else "-XX" * (2 - text.count("-"))) + time_text(reading)
        value = temporal_value(text, reading.mod)
        anchor = source if source is None or source == PUBLISHED else f"@{source}"
        return Resolved(value, anchor, date and date.found_at(str(start)))

    def reach(self, shift: Shift) -> tuple[str, str] | None:
        """The interval that a duration fills from a date, or up to it, as EDTF, and what told the date.

        A narrative tells of the past from its end only: "the last two years" may be those of anything.
        """
        base, amount = self._near(), shift.amount or 0
        if base is None or base.year is None or (self.narrative and amount < 0):
            return None
        interval = reached(base, shift)
        return None if interval is None else (interval, base.source)

    def note(self, resolved: Resolved, start: int, end: int) -> None:
        """Let the story know of a date that was resolved at a span."""
        date, line = resolved.date, self.story.line
        if date is None:
            return
        if date.day is not None and not self._is_ahead(date):
            self._past = date
        stated = resolved.anchor is None
        if self.narrative and stated and self.around.in_heading(start, end):
            heading = self.around.section(start)
            if self._heading != heading:
                self._heading = heading
                self.story.head(date)
            return
        opens = self.around.opens(start)
        if self.narrative and stated and not opens and line is not None and line.source != PUBLISHED:
            # the first date below a heading rules what follows, wherever in its sentence it stands
            opens = self.around.section(start) > int(line.source)
        leap = line is not None and (date.year or 0) > (line.year or 0) + (date.month is not None)
        projected = self.narrative and leap and self.around.tense(start, end) == "future"
        self.story.tell(date, opens=opens, stated=stated, projected=projected)

    # --- what is missing is a year or a day ---------------------------------------------------------------------------

    def _numeric(self, point: Point, start: int) -> Resolved | None:
        first, second = point.numeric or (0, 0)
        year = point.year or 0
        day_first = self.day_first
        if day_first is None:
            day_first = day_comes_first(self.published, year, first, second)
        if day_first is None:
            if exists(year, first, second) and exists(year, second, first):
                return Resolved(stated_value(f"{year_timex3(year)}-XX-XX"), None, None)
            day_first = True
        day, month = (first, second) if day_first else (second, first)
        if not exists(year, month, day):
            return None
        return complete(replace(point, month=month, day=day, numeric=None), str(start))

    def _short(self, point: Point, start: int) -> Resolved:
        """A decade or year without its century: the last one up to the date that is near."""
        base = self._near()
        known = short_year_of(point) if point.weekday is not None else None
        near = None if base is None else base.year
        if known is not None and near is not None and known > near:
            known = None
        if point.yy is not None and (known is not None or near is not None):
            year = (
                known if known is not None or near is None else self._nearer(near - (near - point.yy) % 100, near, 100)
            )
            text, date, _ = with_year(point, year, None)
            value = temporal_value(text, point.mod)
            return Resolved(value, _anchor(base) if base else None, date and date.found_at(str(start)))
        if base is None or base.year is None:
            rest = month_and_day(point) or part_of_year(point)
            text = f"XX{point.decade2}" if point.yy is None else f"XX{point.yy:02d}{rest}"
            return Resolved(temporal_value(text), None, None)
        decade = base.year // 10 - (base.year // 10 - (point.decade2 or 0)) % 10
        decade = self._nearer(decade * 10, base.year, 100) // 10
        return Resolved(temporal_value(f"{max(decade, 0):03d}", point.mod), _anchor(base), None)

    def _nearer(self, year: int, base: int, later: int) -> int:
        """The year or that so much later, whichever is nearer to another; later than the document none is told."""
        last = self.published.year if self.published else None
        after = year + later
        return after if after - base < base - year and (last is None or after <= last) else year

    def _near(self) -> Date | None:
        if self.narrative:
            return self.story.told
        return self.published or self.story.told

    def _completed(self, point: Point, start: int, end: int) -> tuple[str, Date | None, str | None] | None:
        """The text, date and source of a point that lacks its year or more."""
        if point.weekday is not None and point.month is None:
            return self._weekday(point, start, end)
        if is_time(point):
            return self._clock(point, start, end)
        if self.fiscal and point.year is None and (point.quarter or point.half) and self.fiscal[0][0] < start:
            # of the fiscal year told last: "in Q1" of a text that tells of FY2024
            offset, fiscal_year = self.fiscal[bisect_left(self.fiscal, (start, 0)) - 1]
            text, date, _ = with_year(point, fiscal_year, None)
            return f"FY{text}", date, str(offset)
        year, source = (point.year, None) if point.year is not None else self._year(point, start, end)
        return with_year(point, year, source)

    def _clock(self, point: Point, start: int, end: int) -> tuple[str, Date | None, str | None]:
        base = (self.story.told if point.clock else None) if self.narrative else self.story.day
        if base is not None and self._past is not None and self._is_ahead(base):
            # "Next review: 10 May. Log: 02:58 Pump tripped" is of the last day that was not to come
            base = self._past if self.around.verb(start, end) == "past" else base
        if base is None or base.number is None:
            return f"XXXX-XX-XX{time_text(point)}", None, None
        return date_text(base.year, base.month, base.day) + time_text(point), base, base.source

    def _is_ahead(self, date: Date) -> bool:
        """Whether a date lies after the document's own."""
        own = self.published.number if self.published is not None else None
        return own is not None and date.number is not None and date.number > own

    def _weekday(self, point: Point, start: int, end: int) -> tuple[str, Date | None, str | None]:
        wanted = point.weekday or 0
        narrative = self.narrative and not self._is_reported(start, end)
        base = self.story.told if narrative else self.published
        number = base.number if base else None
        if base is None or number is None:
            return f"XXXX-WXX-{wanted}", None, None
        coming = not narrative and self.around.tense(start, end) == "future"
        if point.day is not None:
            there = by_day_of_month(number, point.day, wanted, ahead=coming)
            return *(
                with_year(replace(point, weekday=None, month=base.month), base.year, base.source)[:2]
                if there is None
                else text_of_day(there)
            ), base.source
        last = self.weekday_ranges.get(start)
        if last == 0 and self.story.told is not None and self.story.told.number is not None:
            # the second of two is the next one after the first: "from Thursday to Monday"
            number, coming, base = self.story.told.number, True, self.story.told
        elif last and not (narrative or coming):
            # the first of two days past comes before the second, which is past too
            number -= (weekday(number) + 1 - last) % 7
        ahead = (wanted - 1 - weekday(number)) % 7
        if not narrative and ahead and not coming:
            ahead -= 7
        return *text_of_day(number + ahead), base.source

    def _year(self, point: Point, start: int, end: int) -> tuple[int | None, str | None]:
        """The year of a month, day or season that stands without one, and where it was taken from."""
        ahead = self._year_named(point, end)
        if ahead is not None:
            return ahead
        told, published = self.story.told, self.published
        if self.narrative and published is not None and published.year is not None:
            now = self._year_of_its_own(point, published, start, end)
            if now is not None:
                return now, published.source
        if self.narrative or published is None or published.year is None:
            return self._year_of_story(point, start, end)
        if told is not None and self._in_year_told(point, told, published, start, end):
            return told.year, told.source
        return self._year_of_news(point, published, start, end), published.source

    def _year_of_story(self, point: Point, start: int, end: int) -> tuple[int | None, str | None]:
        """The year in which a narrative goes on; a weekday tells which of those about."""
        told = self.story.told
        distance = 1 if told is None or told.source == PUBLISHED else self.around.distance(int(told.source), start)
        base = self.story.year_of(point, distance=distance, ahead=self._ahead(end))
        if base is None:
            return None, None
        dated = base.year is not None and point.weekday and point.month and point.day
        return by_weekday(base.year or 0, point) if dated else base.year, base.source

    def _year_of_news(self, point: Point, published: Date, start: int, end: int) -> int:
        """The year by a document's own."""
        if point.weekday is not None and point.month and point.day:
            return by_weekday(published.year or 0, point)

        def tense() -> str | None:
            return self.around.tense(start, end)

        if point.holiday is not None:
            return year_of_feast(point, published, tense)
        done = (
            point.quarter is not None
            and tense() == "past"
            and (self.around.done(start) or self.around.opens(start, _PREPOSITION))
        )
        return year_of_news(point, published, tense, done=done)

    def _in_year_told(self, point: Point, told: Date, published: Date, start: int, end: int) -> bool:
        """Whether news go on in the year that they told last, in the same sentence or as the next of its days."""
        if told.source in {PUBLISHED, published.source} or told.year is None:
            return False
        began = int(told.source)
        leads = self.story.stated and (told.day is not None or self.around.opens(began))
        if leads and not self.around.apart(began, start):
            return True
        near = goes_on(point, told, published) and self.around.distance(began, start) < _ELSEWHERE
        return near and self.around.tense(start, end) == "past"

    def _year_of_its_own(self, point: Point, published: Date, start: int, end: int) -> int | None:
        """The year where a sentence of a narrative is of the document's own time, and not of what it tells."""
        if self._looks_ahead(start, end):
            return year_of_news(point, published, lambda: "future")
        year = just_before(point, published)
        # where nothing has been told, the news stand before the history: "On 3 May the fair opened. It began in 1931"
        return year if year is not None and (self.story.told is None or self._is_reported(start, end)) else None

    def _looks_ahead(self, start: int, end: int) -> bool:
        """Whether a narrative turns to what will be, as seen from the document's own date."""
        coming = self._tells_nothing_beside(start) and self.around.verb(start, end) == "coming"
        return coming and not self.around.quoted(start)

    def _is_reported(self, start: int, end: int) -> bool:
        """Whether a sentence of a narrative, which tells no date before it, is of the document's own time."""
        told, around = self.story.told, self.around
        # within a paragraph a look back goes on from a month or day that it told; from a year alone it doesn't
        looks_back = told is None or told.month is None or around.distance(int(told.source), start) == _ELSEWHERE
        reported = around.attributed(start, end) or (looks_back and around.is_news())
        return self.narrative and self._tells_nothing_beside(start) and reported

    def _tells_nothing_beside(self, start: int) -> bool:
        """Whether no date is told in the sentence of an offset, before it."""
        told = self.story.told
        return told is None or told.source == PUBLISHED or self.around.apart(int(told.source), start)

    def _ahead(self, end: int) -> Date | None:
        """The next date that the text states in full, where it is not far."""
        at = bisect_left(self.stated, (end, 0, 0))
        if at == len(self.stated) or self.stated[at][0] - end > _AHEAD:
            return None
        start, year, month = self.stated[at]
        return Date(year, month, None, str(start))

    def _year_named(self, point: Point, end: int) -> tuple[int, str] | None:
        """The year in "the floods of 1931", or of a month of the season: "the spring floods, in April 1931"."""
        named = self.around.year_ahead(end)
        if named is not None:
            return named[0], str(named[1])
        ahead = self._ahead(end) if point.season else None
        if ahead is None or ahead.year is None or self.around.apart(end, int(ahead.source)):
            return None
        since = (ahead.month or 0) - first_month(point)
        if not 0 <= since % 12 < _SEASON:
            return None
        return ahead.year - (since < 0), ahead.source

    # --- what lies so far from another date ---------------------------------------------------------------------------

    def _base(self, point: Point, shift: Shift, start: int, end: int) -> Date | None:
        """The date that a shift starts from."""
        if shift.base in {"near", "written"}:
            near = (self.written if shift.base == "written" else None) or self._near()
            return near if near is None or shift.unit not in _WEEKS or is_fine_for(near, shift.unit) else self.published
        if shift.base in {"published", "today"}:
            told_then = self.narrative or self._of_another_time(start)
            return self._spoken(point, shift, start, end) if told_then else self.published
        told, line = self.story.told, self.story.line
        if not self.narrative:
            # "who has worked there since 1994 is to retire at the end of the year"
            coming = shift.unit == "Y" and shift.amount in {0, 1} and self.around.tense(start, end) == "future"
            daily = shift.unit == "D" and not (shift.select and (point.month or point.season))
            base = self.story.day if daily else None if coming else told  # "earlier in the week" is of no bare year
            fine = base is not None and (daily or is_fine_for(base, shift.unit) or self._counts_on(base, shift, start))
            return base if fine else self.published or base
        if shift.unit in _AGES or (not shift.amount and (shift.select or shift.keep)):
            # "that spring" is of the year just told, as is "then", and the line of a story says nothing of centuries
            return told
        if told and line and told.month is None and abs((told.year or 0) - (line.year or 0)) > _ASIDE_YEARS:
            passing = (self.around.aside(int(told.source)) and not self._is_aside(line)) or self._is_fine(line)
            anew = (told.year or 0) > (line.year or 0) and self.around.anew(int(line.source), int(told.source), start)
            passing = passing and self.story.stated and not anew
            return line if passing and self.around.apart(int(told.source), start) else told
        return told

    def _counts_on(self, base: Date, shift: Shift, start: int) -> bool:
        """Whether weeks count from a date beside them, however coarse: "he left in May and was back a week later"."""
        on = shift.unit == "W" and (shift.amount or 0) > 0 and base.source.isdigit()
        return on and self.around.distance(int(base.source), start) == 0

    def _tells_nothing_near(self, start: int) -> bool:
        """Whether no date is told a sentence or two before an offset."""
        told = self.story.told
        return told is None or told.source == PUBLISHED or start - int(told.source) > _SENTENCES

    def _counts_from_event(self, point: Point, start: int, end: int) -> bool:
        shift = point.shift
        return (
            shift is not None and shift.base == "told" and bool(shift.amount) and self.around.beside_event(start, end)
        )

    def _beside_quarter(self, base: Date, shift: Shift, start: int) -> bool:
        """Whether "a year earlier" stands in the sentence of a quarter or half year, and is that of the year before."""
        beside = shift.base == "told" and base.part.startswith(("-Q", "-H")) and base.source.isdigit()
        return beside and not self.around.apart(int(base.source), start)

    def _is_fiscal(self, date: Date) -> bool:
        at = int(date.source)
        return any(offset == at for offset, _ in self.fiscal)

    def _is_aside(self, line: Date) -> bool:
        return line.source.isdigit() and self.around.aside(int(line.source))

    def _is_fine(self, line: Date) -> bool:
        """Whether a story tells its months, and plainly: next to it a mere year far off is told in passing."""
        return line.month is not None and line.source.isdigit() and not self.around.aside(int(line.source))

    def _of_another_time(self, start: int) -> bool:
        """Whether the sentence of an offset has stated another year than that of the document."""
        told, published = self.story.told, self.published
        if told is None or published is None or not self.story.stated:
            return False
        return told.year != published.year and self.around.distance(int(told.source), start) == 0

    def _spoken(self, point: Point, shift: Shift, start: int, end: int) -> Date | None:
        """The time of speaking in a narrative: the date of the document, or the date told in what is reported.

        "In May 1931 he said that he would return next year" goes by what was told, as does what is quoted there; "it
        was sold two years ago" goes by the document.
        """
        told, verb = self.story.told, self.around.verb(start, end)
        source = None if told is None or told.source == PUBLISHED else int(told.source)
        distance = _ELSEWHERE if source is None else self.around.distance(source, start)
        if self.around.quoted(start):
            return told if distance == 0 else None if distance == 1 else self.published
        sign = shift.amount or shift.sign
        # "this year" may be the one just told; "2 May this year" of another sentence is of the reader's year
        same = sign == 0 and not (distance > 0 and point.month is not None and shift.unit == "Y")
        reported = verb == "before" or (same and verb == "past" and self.narrative)
        if sign > 0 and distance < _ELSEWHERE:
            reported = reported or verb == "reported" or (verb == "past" and self.narrative)
        fine = told is not None and (
            told.day is not None or not (shift.unit in {"D", "W", "WE"} or point.weekday is not None)
        )
        return told if reported and fine else self.published

    def _shifted(self, point: Point, start: int, end: int) -> tuple[str, Date | None, str | None] | None:
        shift = point.shift
        assert shift is not None
        if self.narrative and shift.base == "today" and shift.amount == 0:
            return "PRESENT_REF", None, None
        base = self._base(point, shift, start, end)
        if shift.amount is None or (shift.keep and shift.sign and self._tells_nothing_near(start)):
            return "FUTURE_REF" if shift.sign > 0 else "PAST_REF", None, None
        if base is None or base.year is None:
            return unanchored(point, shift), None, None
        quarter = shift.unit == "Y" and shift.amount == -1 and self._beside_quarter(base, shift, start)
        kept = shift.keep and (shift.base != "told" or base.source != PUBLISHED) and not (shift.select and base.day)
        if quarter or kept:
            text, date = same_of_year(base, base.year + shift.amount)
            return f"FY{text}" if quarter and self._is_fiscal(base) else text, date, base.source
        if shift.select and not shift.keep:
            return selected(point, shift.amount, base)
        text, date = moved(base, shift.unit, shift.amount)
        if point.decade2 is not None:
            text += str(point.decade2)
        if date is not None and (shift.unit not in {"DE", "CE", "W", "WE"} or point.weekday is not None):
            text, date = refined(point, date) or (text, date)
        return f"FY{text}" if point.fiscal else text, date, base.source


def _anchor(date: Date) -> str:
    return PUBLISHED if date.source == PUBLISHED else f"@{date.source}"
