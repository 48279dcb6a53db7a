"""From an event's date to the mark that shows it honestly.

| kind | drawn as | when |
|---|---|---|
| DAY | filled dot | one exact day |
| WITHIN | open dot, hatched once wide enough | some time in a coarser date |
| SPAN | solid bar, coarse ends hatched | lasted from start to end |
| BY | fades in towards a line at the end | deadline |
| SINCE | fades out from a line at the start | open end |
| FOR | hollow bar | applies to the period |
| UNDATED | not drawn, listed in the table | no calendar date |
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from viz.dates import Period, day_number, period

_EPOCH = date(1970, 1, 1).toordinal()


class Kind(IntEnum):
    """How a date is drawn; the numbers are what the page's script reads."""

    DAY = 0
    WITHIN = 1
    SPAN = 2
    BY = 3
    SINCE = 4
    FOR = 5
    UNDATED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Day numbers, half-open: the event lies in [start, end), and certainly fills [core_start, core_end)."""

    kind: Kind
    start: int
    end: int
    core_start: int
    core_end: int


def mark_of(row: dict[str, str]) -> Mark:
    """Return the mark of a row of the events table.

    >>> mark_of({"date_edtf": "1969-07-20", "date_relation": "on"}).kind.name
    'DAY'
    >>> m = mark_of({"date_edtf": "1939/1945", "date_relation": "throughout"})
    >>> m.kind.name, m.core_start - m.start, m.end - m.core_end
    ('SPAN', 364, 364)
    """
    read = period(row["date_edtf"])
    first, last = _bounds(row, read)
    if first is None and last is None:
        return Mark(kind=Kind.UNDATED, start=0, end=0, core_start=0, core_end=0)
    kind = _kind(row.get("date_relation", "on"), read, first, last)
    start = first if first is not None else last
    end = last if last is not None else first
    assert start is not None
    assert end is not None
    if end < start:
        start, end = end, start
    core_start, core_end = _core(kind, read, start, end + 1)
    return Mark(kind=kind, start=start, end=end + 1, core_start=core_start, core_end=core_end)


def _bounds(row: dict[str, str], read: Period | None) -> tuple[int | None, int | None]:
    """Return the first and last day: the row's own dates before what the EDTF says, its years last."""
    first = _iso_day(row.get("date_start", ""))
    last = _iso_day(row.get("date_end", ""))
    if read is not None:
        if first is None and read.begin is not None:
            first = read.begin.first
        if last is None and read.end is not None:
            last = read.end.last
        return first, last
    if first is None and row.get("start_year"):
        first = day_number(int(row["start_year"]), 1, 1)
    if last is None and row.get("end_year"):
        last = day_number(int(row["end_year"]), 12, 31)
    return first, last


def _iso_day(text: str) -> int | None:
    return date.fromisoformat(text).toordinal() - _EPOCH if text else None


def _kind(relation: str, read: Period | None, first: int | None, last: int | None) -> Kind:
    if relation == "by" or first is None:
        return Kind.BY
    if relation == "since" or last is None:
        return Kind.SINCE
    if relation == "for":
        return Kind.FOR
    interval = read is not None and read.interval
    if relation == "throughout" or (relation != "within" and interval):
        return Kind.SPAN
    exact = first == last and not (read is not None and read.qualified)
    return Kind.DAY if exact else Kind.WITHIN


def _core(kind: Kind, read: Period | None, start: int, end: int) -> tuple[int, int]:
    """Return the part of a span that is certain: all of it, unless an interval has a coarse end."""
    if kind != Kind.SPAN or read is None or not read.interval or read.begin is None or read.end is None:
        return start, end
    core_start = min(max(read.begin.last, start), end)
    core_end = min(max(read.end.first + 1, start), end)
    return (core_start, core_end) if core_start < core_end else (start, start)
