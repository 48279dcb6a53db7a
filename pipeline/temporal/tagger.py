"""The stage itself: scan, read, anchor, and join the members of ranges."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.model import Span, Timex
from pipeline.temporal import edtf
from pipeline.temporal.anchor import PUBLISHED, Context
from pipeline.temporal.around import Around
from pipeline.temporal.calendar import civil
from pipeline.temporal.dates import Date, first_month
from pipeline.temporal.entries import Hit, dateline, entries
from pipeline.temporal.languages import grammar, rules_for
from pipeline.temporal.news import is_narrative
from pipeline.temporal.ranges import PAIR_REACH, RANGE_GAP, is_range, with_ranges
from pipeline.temporal.scan import Normalised, Scanner, lowered, spaced
from pipeline.temporal.stated import Resolved, complete, is_complete
from pipeline.temporal.story import Story
from pipeline.temporal.values import Fixed, Impossible, Point, edtf_value, exists, is_time, with_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Block, Document
    from pipeline.temporal.grammar import Grammar, Language, Rule
    from pipeline.temporal.values import Reading, Shift

_MERGE_GAP = 32
# A document tells of the days of the last two weeks as a report does, and no diary.
_REPORTED_DAYS = 14
_LONGEST_ADDRESS = 300
_BRACKET = " ("
_COMMA = ", "
# How many rules may be refused the same words before they say nothing.
_MOST_REFUSED = 4


@lru_cache(maxsize=8)
def _scanner(code: str) -> Scanner:
    return Scanner(grammar(code))


def _published(dct: str | None) -> Date | None:
    """The day of a document's date, which may be any EDTF; its first day where it is longer."""
    if not dct:
        return None
    try:
        found = edtf.parse(dct)
    except edtf.EdtfError:
        return None
    if found.first_day is None:
        return None
    year, month, day = civil(found.first_day)
    exact = found.first_day == found.last_day
    if found.precision == "year":
        return Date(year, None, None, PUBLISHED)
    return Date(year, month, day if exact else None, PUBLISHED)


def _hits(code: str, low: str, text: str, impossible: list[tuple[int, int]]) -> list[Hit]:
    """The expressions of a text; `impossible` gets the bounds of the dates that no calendar has."""
    compiled = grammar(code)
    hits: list[Hit] = []
    refused: tuple[int, int] | None = None
    for start, end in _scanner(code).runs(low, text):
        run = low[start:end]
        for found in compiled.read(run, text[start:end]):
            if found.rule.allowed(low, text, start + found.first, start + found.last):
                if isinstance(found.reading, Impossible):
                    impossible.append((start + found.start, start + found.end))
                else:
                    hits.append(Hit(start + found.start, start + found.end, found.rule, found.reading))
            elif isinstance(found.reading, Impossible):
                continue
            elif refused != (span := (start + found.first, start + found.last)):
                # the members of a range are refused one by one, and are read anew once
                refused = span
                hits += _instead(compiled, (found.rule,), low, text, span)
    return hits


def _instead(compiled: Grammar, refused: tuple[Rule, ...], low: str, text: str, span: tuple[int, int]) -> list[Hit]:
    """What the words of a refused reading say by the other rules."""
    start, end = span
    hits = []
    for found in compiled.read(low[start:end], text[start:end], refused):
        if isinstance(found.reading, Impossible):
            continue
        if found.rule.allowed(low, text, start + found.first, start + found.last):
            hits.append(Hit(start + found.start, start + found.end, found.rule, found.reading))
        elif len(refused) < _MOST_REFUSED:
            return _instead(compiled, (*refused, found.rule), low, text, span)
    return hits


def _outside_addresses(hits: list[Hit], low: str) -> list[Hit]:
    """The expressions that aren't part of a web address: what its words and numbers say is no date that is told."""
    if "://" not in low and "www." not in low:
        return hits
    return [hit for hit in hits if not _in_address(low, hit.start)]


def _in_address(low: str, at: int) -> bool:
    before = low[max(0, at - _LONGEST_ADDRESS) : at]
    word = before.split()[-1] if before and not before[-1].isspace() else ""
    return "://" in word or "www." in word


def _merged(hits: list[Hit], low: str, text: str, language: Language) -> list[Hit]:
    """The expressions with each time of day joined to the day beside it: "21:28 on 3 May" is one expression.

    So is a day behind its year, as a log writes it: "1847 March 3". `text` is `low` with the ends of wrapped lines.
    """
    merged: list[Hit] = []
    for hit in hits:
        last = merged[-1] if merged else None
        if last and hit.start - last.end < _MERGE_GAP and "TIME" in {last.reading.type, hit.reading.type}:
            both, gap = with_time(last.reading, hit.reading), low[last.end : hit.start].strip(" ")
            # the time that ends a line of a list is not of the day that opens the next
            if not gap and is_time(last.reading) and "\n" in text[last.end : hit.start]:
                both = None
            if both and (gap in language.merge_words or language.merge_gap.fullmatch(gap)):
                merged[-1] = Hit(last.start, hit.end, last.rule if is_time(last.reading) else hit.rule, both)
                continue
        if last and hit.start - last.end <= len(_COMMA):
            dated = _behind_its_year(last, hit, low)
            if dated is not None:
                merged[-1] = Hit(last.start, hit.end, hit.rule, dated)
                continue
        merged.append(hit)
    return merged


def _behind_its_year(first: Hit, hit: Hit, low: str) -> Point | None:
    """A day of a month with the year just before it; a comma may part them at the head of a line alone."""
    year, day, gap = first.reading, hit.reading, low[first.end : hit.start]
    if not (isinstance(year, Point) and isinstance(day, Point) and day.month and day.day) or day.year is not None:
        return None
    if year != Point(year=year.year) or day.shift or day.yy is not None or not low[first.end - 1].isdigit():
        return None
    parted = gap == _COMMA and low[first.start - 1 : first.start] in {"", "\n"}
    return replace(day, year=year.year) if (gap == " " or parted) and exists(year.year, day.month, day.day) else None


def _shared_years(hits: list[Hit], low: str, language: Language) -> None:
    """Give members of a range or list the year that stands with the last one alone: "mid-June to early August 2019".

    A member whose part of the year comes after that of the next one lies in the year before.
    """
    joining = language.range_words | language.pair_words | language.list_words
    listed = False
    for hit, after in zip(reversed(hits[:-1]), reversed(hits[1:]), strict=True):
        goes_on, listed = listed, False
        if after.start - hit.end > RANGE_GAP:
            continue
        gap = low[hit.end : after.start]
        words = gap.strip(" ,\t\n")
        away = _year_away(after.reading) if gap == " " or words in joining else None
        if away is not None and (gap == " " or _named(after.reading)):
            # "from May to August last year"
            point = _part_of_year(hit.reading)
            if point is not None and point.year is None:
                hit.reading = replace(point, shift=away)
            continue
        if not (words in joining or (goes_on and not words and "," in gap)):
            continue
        point, following = _part_of_year(hit.reading), _part_of_year(after.reading)
        if point is None or following is None or following.year is None:
            continue
        listed = True
        if point.year is None:
            year = following.year - (first_month(point) > first_month(following))
            hit.reading = replace(point, year=year, bce=following.bce)


def _weekday_ranges(hits: list[Hit], low: str, language: Language) -> dict[int, int]:
    """The offsets of two weekdays that bound a range: the end's weekday for the first one, 0 for the second."""
    found: dict[int, int] = {}
    for first, last in pairwise(hits):
        end = _weekday_alone(last.reading) if last.start - first.end <= RANGE_GAP else 0
        if not end:
            continue
        gap, before = low[first.end : last.start], low[max(0, first.start - PAIR_REACH) : first.start]
        if _weekday_alone(first.reading) and is_range(gap, before, language):
            found |= {first.start: end, last.start: 0}
    return found


def _weekday_alone(reading: Reading) -> int:
    """The weekday of a reading that tells no more than it; 0 for any other."""
    alone = isinstance(reading, Point) and not (reading.month or reading.day or reading.shift)
    return reading.weekday or 0 if isinstance(reading, Point) and alone else 0


def _year_away(reading: Reading) -> Shift | None:
    """How far a reading lies from another year, where it says so: "last year", "August last year"."""
    shift = reading.shift if isinstance(reading, Point) else None
    if shift is None or shift.unit != "Y" or shift.amount is None or shift.keep or shift.base == "told":
        return None
    return shift


def _named(reading: Reading) -> bool:
    return isinstance(reading, Point) and bool(reading.month or reading.season)


def _part_of_year(reading: Reading) -> Point | None:
    """The reading where it is of a part of a year, told or not, that leans on no other date."""
    if not isinstance(reading, Point) or reading.shift is not None:
        return None
    return reading if reading.month or reading.season or reading.holiday else None


def _day_first(hits: list[Hit], low: str) -> bool | None:
    """The order of numeric dates that the document shows by its other dates; None where it shows none or both."""
    day, month = 0, 0
    for hit in hits:
        reading = hit.reading
        if not isinstance(reading, Point):
            continue
        if reading.numeric:
            first, _second = reading.numeric
            day += first > 12
        elif reading.month and reading.day and not reading.shift:
            if low[hit.start].isdigit():
                day += 1
            elif not low[hit.end - 1].isdigit() or reading.year is not None:
                month += 1
    return None if bool(day) == bool(month) else bool(day)


def _told_plainly(hits: list[Hit], around: Around) -> bool:
    """Whether the first year that is stated stands in a main clause, as far as commas tell."""
    for hit in hits:
        if isinstance(hit.reading, Point) and hit.reading.year is not None:
            return not around.aside(hit.start)
    return False


def _stated(hits: list[Hit]) -> list[tuple[int, int, int]]:
    """The offset, year and month of each date that is stated in full."""
    found = []
    for hit in hits:
        point = hit.reading
        if isinstance(point, Point) and point.year is not None and point.month is not None and point.shift is None:
            found.append((hit.start, point.year, point.month))
    return found


def _is_written(date: Date, published: Date | None, *, goes_on: bool) -> bool:
    """Whether an entry was written on its day: days after the document's own are a programme, those before a report.

    A diary that `goes_on` from an entry long before may come up to the day of the document.
    """
    number = date.number
    last = published.number if published is not None else None
    return number is not None and (last is None or number <= last - (0 if goes_on else _REPORTED_DAYS))


def _fiscal(hits: list[Hit]) -> list[tuple[int, int]]:
    """The offset and year of each fiscal year that is stated."""
    points = ((hit.start, hit.reading) for hit in hits if isinstance(hit.reading, Point))
    return [(start, point.year) for start, point in points if point.fiscal and point.year is not None]


def _in_brackets(hit: Hit, after: Hit, low: str) -> Resolved | None:
    """The date in brackets that says which one a relative expression means: "two years later (1933)"."""
    if low[hit.end : after.start] != _BRACKET or low[after.end : after.end + 1] != ")":
        return None
    relative, stated = hit.reading, after.reading
    if not (isinstance(relative, Point) and isinstance(stated, Point) and is_complete(stated)):
        return None
    if relative.shift is None or relative.shift.base == "today" or "TIME" in {relative.type, stated.type}:
        return None
    fine = {"Y": stated.year, "M": stated.month, "W": stated.day, "D": stated.day}.get(relative.shift.unit)
    if fine is None or stated.holiday or relative.mod:
        return None
    found = complete(stated, str(after.start))
    return Resolved(found.value, f"@{after.start}", found.date)


def tag(
    text: str,
    *,
    dct: str | None = None,
    language: str = "en",
    blocks: Sequence[Block] = (),
    impossible: list[Span] | None = None,
) -> tuple[Timex, ...]:
    """The temporal expressions of a text, sorted and without overlap.

    Args:
        text: any text; it is matched in NFC, and the spans are those of the text as given, in code points.
        dct: the document's date (EDTF), None where it is not known.
        language: a BCP 47 tag whose primary subtag is one of `pipeline.temporal.languages.LANGUAGES`.
        blocks: the document's blocks; expressions in furniture, or before the first block (where the front matter
            stands), are tagged, but nothing is resolved against them.
        impossible: gets the spans of dates that no calendar has ("31 June"), which are no expressions.

    Raises:
        KeyError: for a language that is not registered.

    >>> [(t.text, t.value.timex3) for t in tag("The mill opened in May 1931 and closed two years later.")]
    [('May 1931', '1931-05'), ('two years later', '1933')]
    """
    normal = Normalised(text)
    plain = spaced(normal.text)
    low = lowered(plain)
    code = rules_for(language) or language
    described = grammar(code).language
    lost: list[tuple[int, int]] = []
    hits = _outside_addresses(_hits(code, low, plain, lost), low)
    if impossible is not None:
        impossible += [Span(start=normal.raw(start), end=normal.raw(end)) for start, end in lost]
    hits = _merged(hits, low, normal.text, described)
    if not hits:
        return ()
    _shared_years(hits, low, described)
    furniture = _furniture(text, blocks)
    telling = [hit for hit in hits if not _lies_in(hit, furniture, normal)] if furniture else hits
    stated_day = _published(dct)
    letter = dateline(telling, low, plain, described, stated_day)
    published = letter or stated_day
    around = Around(low, described)
    points = [hit.reading for hit in telling if isinstance(hit.reading, Point)]
    narrative = is_narrative(published, points, plainly=_told_plainly(telling, around))
    known = None if narrative else published
    story = Story(told=known, day=known if known and known.day else None)
    stated = _stated(telling) if narrative else []
    weekdays = _weekday_ranges(hits, low, described)
    context = Context(published, narrative, _day_first(telling, low), around, story, stated, weekdays)
    context.written = letter
    context.fiscal = _fiscal(telling)
    heads = entries(telling, low, plain)
    found: list[Timex] = []
    is_raw = normal.is_raw
    for i, hit in enumerate(hits):
        if hit.rule.news_only if narrative else hit.rule.narrative_only:
            continue
        close = i + 1 < len(hits) and hits[i + 1].start - hit.end == len(_BRACKET)
        resolved = _in_brackets(hit, hits[i + 1], low) if close else None
        resolved = resolved or context.resolve(hit.reading, hit.start, hit.end)
        if resolved is None:
            continue
        start, end = (hit.start, hit.end) if is_raw else (normal.raw(hit.start), normal.raw(hit.end))
        span = Span(start=start, end=end)
        if resolved.date is not None and not (furniture and _lies_in(hit, furniture, normal)):
            context.note(resolved, hit.start, hit.end)
            if hit.start in heads and _is_written(resolved.date, stated_day, goes_on=context.written is not None):
                # what follows was written on this day
                context.published = context.written = resolved.date.found_at(str(hit.start))
        timex = Timex(
            span=span,
            text=text[start:end],
            type=hit.reading.type,
            value=resolved.value,
            rule=hit.rule.name,
            anchor=resolved.anchor if is_raw else _raw_anchor(resolved.anchor, normal),
        )
        reach = hit.reading.reach if isinstance(hit.reading, Fixed) else None
        found.append(timex if reach is None else _reaching(timex, context.reach(reach), normal))
    return tuple(with_ranges(text, found, described))


def _reaching(timex: Timex, reach: tuple[str, str] | None, normal: Normalised) -> Timex:
    """A duration with the interval that it fills, where a date that it begins or ends at is known."""
    if reach is None:
        return timex
    interval, source = reach
    anchor = PUBLISHED if source == PUBLISHED else _raw_anchor(f"@{source}", normal)
    value = edtf_value(interval, timex.value.timex3)
    return replace(timex, anchor=anchor, interval=value, interval_span=timex.span)


def _raw_anchor(anchor: str | None, normal: Normalised) -> str | None:
    """The anchor with its offset in the text as given."""
    if anchor is None or not anchor.startswith("@"):
        return anchor
    return f"@{normal.raw(int(anchor[1:]))}"


def _furniture(text: str, blocks: Sequence[Block]) -> list[Span]:
    """The parts of a text that tell nothing: furniture, and the front matter before the first block."""
    first = blocks[0].span.start if blocks else 0
    head = [Span(start=0, end=first)] if first and not text[:first].isspace() else []
    return head + [block.span for block in blocks if block.kind == "furniture"]


def _lies_in(hit: Hit, spans: list[Span], normal: Normalised) -> bool:
    start, end = normal.raw(hit.start), normal.raw(hit.end)
    return any(span.start <= start and end <= span.end for span in spans)


def tag_document(document: Document, impossible: list[Span] | None = None) -> tuple[Timex, ...]:
    """The temporal expressions of a document, resolved against its date of publication and its own dates.

    `impossible` gets the spans of the dates that no calendar has.
    """
    dct, language, blocks = document.published, document.language, document.blocks
    return tag(document.text, dct=dct, language=language, blocks=blocks, impossible=impossible)
