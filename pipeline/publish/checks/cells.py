"""Checks of cells and keys against the constraints of `tables`, on every cell of both twins, a column at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.publish.checks.arrays import bytes_of, places
from pipeline.publish.checks.finding import Finding, Reporter
from pipeline.publish.checks.rows import RowCheck

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa

    from pipeline.publish.checks.rows import Look
    from pipeline.publish.tables import Column, Table

_SPACE, _DELETE, _FIRST_OF_C1 = 0x20, 0x7F, 0xC2
# What a document says is published as it stands, with its line ends and whatever else its file holds.
VERBATIM = frozenset({"date_text", "quote", "text"})


def _empty(_: Column, cells: pa.Array) -> pa.Array | None:
    import pyarrow.compute as pc

    sizes = pc.binary_length(cells)
    return pc.equal(sizes, 0) if pc.min(sizes).as_py() == 0 else None


def _unknown(column: Column, cells: pa.Array) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.and_(pc.is_valid(cells), pc.invert(pc.is_in(cells, value_set=pa.array(column.enum))))


def _unlike(column: Column, cells: pa.Array) -> pa.Array:
    import pyarrow.compute as pc

    return pc.invert(pc.match_substring_regex(cells, rf"\A(?:{column.pattern})\z"))


def _outside(column: Column, cells: pa.Array) -> pa.Array | None:
    import pyarrow as pa
    import pyarrow.compute as pc

    limits = pc.min_max(cells).as_py().values()
    if pa.types.is_integer(cells.type) and all(limit is not None and _is_right(column, limit) for limit in limits):
        return None
    wrong = pc.invert(pc.is_finite(cells))
    if column.minimum is not None:
        wrong = pc.or_kleene(wrong, pc.less(cells, pa.scalar(column.minimum, cells.type)))
    if column.maximum is not None:
        wrong = pc.or_kleene(wrong, pc.greater(cells, pa.scalar(column.maximum, cells.type)))
    return wrong


def _is_right(column: Column, number: float) -> bool:
    low, high = column.minimum, column.maximum
    return (low is None or low <= number) and (high is None or number <= high)


def _controlled(_: Column, cells: pa.Array) -> pa.Array | None:
    import pyarrow.compute as pc

    content = bytes_of(cells)[0]
    if not len(content) or (content.min() >= _SPACE and not ((content == _DELETE) | (content == _FIRST_OF_C1)).any()):
        return None
    return pc.match_substring_regex(cells, r"\p{Cc}")


def _is_string(column: Column) -> bool:
    return column.type == "string"


def _cell_check(
    name: str,
    concerns: Callable[[Column], bool],
    wrong: Callable[[Column, pa.Array], pa.Array | None],
    rule: str,
) -> RowCheck:
    """The check of single cells that concerns some columns, of which cells are wrong, and what would be right.

    `wrong` may say None where no cell is. Where cells are those of a dictionary, it is asked of that first.
    """

    def wrong_places(column: Column, cells: pa.Array) -> list[int]:
        found = wrong(column, cells)
        return [] if found is None else places(found)

    def start(table: Table, resource: str) -> Look:
        report, columns = Reporter(name, resource), [column for column in table.columns if concerns(column)]

        def look(first: int, batch: pa.RecordBatch) -> Iterator[Finding]:
            for column in columns:
                cells = batch.column(column.name)
                if hasattr(cells, "dictionary"):
                    if not wrong_places(column, cells.dictionary):
                        continue
                    cells = cells.dictionary_decode()
                for index in wrong_places(column, cells):
                    yield report(first + index, column.name, cells[index].as_py(), rule)

        return look

    return RowCheck(
        name=name,
        columns=lambda table: [column.name for column in table.columns if concerns(column)],
        start=start,
        both=True,
    )


# No text is empty: what is missing is null.
NOT_EMPTY = _cell_check("not-empty", _is_string, _empty, "null or a text")
ENUMS = _cell_check("enum", lambda column: bool(column.enum), _unknown, "a value of the enumeration")
PATTERNS = _cell_check("pattern", lambda column: column.pattern is not None, _unlike, "the pattern of the column")
RANGES = _cell_check(
    "range", lambda column: column.type in {"integer", "number"}, _outside, "a number within the limits"
)
# Text has no control characters, but in what is quoted from a document.
PLAIN_TEXT = _cell_check(
    "plain-text",
    lambda column: _is_string(column) and not column.enum and column.name not in VERBATIM,
    _controlled,
    "no control characters",
)


def _sorted(table: Table, resource: str) -> Look:
    """The rows are sorted by primary key, in the order of code points, and no key comes twice."""
    report, names = Reporter("primary-key", resource), table.primary_key
    last: list[pa.Array] = []

    def look(first: int, batch: pa.RecordBatch) -> Iterator[Finding]:
        nonlocal last
        import pyarrow as pa
        import pyarrow.compute as pc

        columns, before = [batch.column(name) for name in names], last
        last = [column.slice(len(column) - 1) for column in columns]
        keys = [pa.concat_arrays(parts) for parts in zip(before, columns, strict=True)] if before else columns
        for index in places(pc.invert(_ascending(keys))):
            key = " ".join(str(column[index + 1].as_py()) for column in keys)
            yield report(first + index + (not before), ", ".join(names), key, "the keys in ascending order, each once")

    return look


PRIMARY_KEYS = RowCheck(name="primary-key", columns=lambda table: table.primary_key, start=_sorted, both=True)


def _ascending(columns: list[pa.Array]) -> pa.Array:
    """For every row but the first, whether its key is greater than the one before, column by column."""
    import pyarrow.compute as pc

    head, *tail = columns
    before, after = head.slice(0, len(head) - 1), head.slice(1)
    less = pc.fill_null(pc.less(before, after), fill_value=False)
    if not tail:
        return less
    return pc.or_(less, pc.and_(pc.fill_null(pc.equal(before, after), fill_value=False), _ascending(tail)))
