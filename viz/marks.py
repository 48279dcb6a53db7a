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
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from viz.arrays import combined, content_of, narrowed
from viz.dates import Period, day_number, day_numbers, period

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from viz.arrays import Integers
    from viz.data import Table

    Days = npt.NDArray[np.integer]
    Flags = npt.NDArray[np.bool_]

_FAR = 2**30
_EPOCH = date(1970, 1, 1).toordinal()
_DATE_COLUMNS = {
    "date_edtf": "",
    "date_relation": "on",
    "date_start": "",
    "date_end": "",
    "start_year": "",
    "end_year": "",
}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks of many events, by column.

    `cored` are the places, in their order, of those that are not certain as a whole; the two columns after it are of
    these alone.
    """

    kind: Days
    start: Days
    end: Days
    cored: Days
    core_start: Days
    core_end: Days

    @property
    def drawn(self) -> Flags:
        """Which events have a mark at all."""
        found: Flags = self.kind != Kind.UNDATED
        return found

    def at(self, places: npt.NDArray[np.integer]) -> Marks:
        """Return the marks at some places."""
        import numpy as np

        flags = np.zeros(len(self.kind), np.bool_)
        flags[self.cored] = True
        cored = np.flatnonzero(flags[places])
        cores = np.searchsorted(self.cored, places[cored])
        return Marks(
            kind=self.kind[places],
            start=self.start[places],
            end=self.end[places],
            cored=cored,
            core_start=self.core_start[cores],
            core_end=self.core_end[cores],
        )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The different dates of events, by column as they are published; `of` says which one each event has.

    `rows` are the events that first have them.
    """

    cells: dict[str, pa.Array]
    of: Integers
    rows: Integers


def dates_of(events: Table) -> Dates:
    """Return the dates of the rows of the events table."""
    columns = {name: events.coded(name, default) for name, default in _DATE_COLUMNS.items()}
    numbers, rows = combined(list(columns.values()))
    cells = {name: column.texts(rows) for name, column in columns.items()}
    return Dates(cells=cells, of=narrowed(numbers), rows=rows)


def marks_of(events: Table, dates: Dates | None = None) -> Marks:
    """Return the marks of the rows of the events table; what `mark_of` says of each, sooner.

    Raises:
        InputError: a cell that should be a date or a year is not one.
    """
    import numpy as np

    dates = dates or dates_of(events)
    cells = dates.cells
    found, plain = _plain_marks(cells)
    others = np.flatnonzero(~plain)
    texts = zip(*(column.take(others).to_pylist() for column in cells.values()), strict=True)
    for place, row in zip(others, texts, strict=True):
        try:
            mark = mark_of(dict(zip(_DATE_COLUMNS, (text.decode("utf-8") for text in row), strict=True)))
            found[:, place] = (mark.kind, mark.start, mark.end, mark.core_start, mark.core_end)
        except (ValueError, OverflowError) as error:
            first = int(dates.rows[place])
            named = f"row {first + 1} ({events.texts('event_id')[first].as_py().decode('utf-8')})"
            raise InputError("datasets/events.csv", named, str(error), "ISO dates and whole years") from error
    kind, start, end, core_start, core_end = _narrow(found)
    cored = np.flatnonzero(((core_start != start) | (core_end != end))[dates.of])
    return Marks(
        kind=kind.astype(np.uint8)[dates.of],
        start=start[dates.of],
        end=end[dates.of],
        cored=cored,
        core_start=core_start[dates.of[cored]],
        core_end=core_end[dates.of[cored]],
    )


def _narrow(days: Days) -> Days:
    """Return days in half the room where none is so far that a difference of two would not fit."""
    import numpy as np

    return days.astype(np.int32) if len(days[0]) and np.abs(days).max() < _FAR else days


def _plain_marks(cells: dict[str, pa.Array]) -> tuple[Days, Flags]:
    """Return marks as five rows of numbers, and which of them are right: those of whole days and of spans of days."""
    import numpy as np
    import pyarrow.compute as pc

    relation = {name: pc.equal(cells["date_relation"], name.encode()).to_numpy(zero_copy_only=False) for name in
                ("by", "since", "for", "throughout", "within")}  # fmt: skip
    edtf, lengths, plain = _days_in(cells["date_edtf"], 0)
    span = (lengths == 21) & plain
    right, _, closed = _days_in(cells["date_edtf"], 11)
    plain &= (lengths == 10) | (span & closed)
    last_read = np.where(span, right, edtf)
    first, last = (_published(cells[name], read, plain) for name, read in
                   (("date_start", edtf), ("date_end", last_read)))  # fmt: skip
    start, end = np.minimum(first, last), np.maximum(first, last) + 1
    kind = np.select(
        [relation["by"], relation["since"], relation["for"], relation["throughout"] | (span & ~relation["within"])],
        [Kind.BY, Kind.SINCE, Kind.FOR, Kind.SPAN],
        np.where(first == last, Kind.DAY, Kind.WITHIN),
    )
    core_start = np.clip(edtf, start, end)
    core_end = np.clip(last_read + 1, start, end)
    coarse = span & (kind == Kind.SPAN)
    kept = core_start < core_end
    core_start = np.where(coarse & kept, core_start, start)
    core_end = np.where(coarse, np.where(kept, core_end, start), end)
    return np.stack([kind, start, end, core_start, core_end]).astype(np.int64), plain


def _published(column: pa.Array, read: Days, plain: Flags) -> Days:
    """Return the days of a column, where it has none those that were read; what is no plain day leaves `plain`."""
    import numpy as np

    days, lengths, right = _days_in(column, 0)
    plain &= (lengths == 0) | (right & (lengths == 10))
    return np.where(lengths == 0, read, days)


def _days_in(texts: pa.Array, skipped: int) -> tuple[Days, Days, Flags]:
    """Return the days that stand in texts after `skipped` bytes, the lengths of the texts, and which days are right.

    Only days of the years 1 to 9999 are, written YYYY-MM-DD, at the end of a text or before a solidus.
    """
    import numpy as np

    content, offsets = content_of(texts)
    lengths = np.diff(offsets)
    long = np.flatnonzero(lengths >= skipped + 10)
    found = np.full((len(texts), 10), ord("0"), np.uint8)
    found[long] = content[offsets[:-1][long][:, None] + np.arange(skipped, skipped + 10)]
    ends = np.full(len(texts), ord("/"), np.uint8)
    longer = np.flatnonzero(lengths > skipped + 10)
    ends[longer] = content[offsets[:-1][longer] + skipped + 10]
    digits = (found[:, [0, 1, 2, 3, 5, 6, 8, 9]] - ord("0")).astype(np.int64)
    year = digits[:, :4] @ np.array([1000, 100, 10, 1])
    month, day = digits[:, 4] * 10 + digits[:, 5], digits[:, 6] * 10 + digits[:, 7]
    number = day_numbers(year, month, day)
    following = day_numbers(year + month // 12, month % 12 + 1, np.ones_like(day))
    right = (digits < 10).all(axis=1) & (found[:, 4] == ord("-")) & (found[:, 7] == ord("-")) & (ends == ord("/"))
    return number, lengths, right & (year > 0) & (month > 0) & (month < 13) & (day > 0) & (number < following)
