"""Checks of cells and keys against the constraints of `tables`, on every cell of both twins, a column at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pipeline.publish.checks.finding import Finding, Reporter
from pipeline.publish.checks.package import Package, Twin
from pipeline.publish.csvfile import cell_bytes
from pipeline.publish.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa

    from pipeline.publish.tables import Column, ForeignKey, Table

# What a document says is published as it stands, with its line ends and whatever else its file holds.
_CONTROLS, _FIRST_OF_C1 = bytes([*range(32), 127]), b"\xc2"
VERBATIM = frozenset({"date_text", "quote", "text"})


def not_empty(package: Package) -> Iterator[Finding]:
    """No text is empty: what is missing is null."""
    yield from _wrong(package, "not-empty")


def enums(package: Package) -> Iterator[Finding]:
    """A cell of an enumerated column is one of its values."""
    yield from _wrong(package, "enum")


def patterns(package: Package) -> Iterator[Finding]:
    """A cell matches the whole pattern of its column."""
    yield from _wrong(package, "pattern")


def ranges(package: Package) -> Iterator[Finding]:
    """A number is one, and lies between the least and the largest of its column."""
    yield from _wrong(package, "range")


def plain_text(package: Package) -> Iterator[Finding]:
    """Text has no control characters, but in what is quoted from a document."""
    yield from _wrong(package, "plain-text")


def _empty(_: Column, cells: pa.Array) -> pa.Array:
    import pyarrow.compute as pc

    return pc.equal(pc.binary_length(cells), 0)


def _unknown(column: Column, cells: pa.Array) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.and_(pc.is_valid(cells), pc.invert(pc.is_in(cells, value_set=pa.array(column.enum))))


def _unlike(column: Column, cells: pa.Array) -> pa.Array:
    import pyarrow.compute as pc

    return pc.invert(pc.match_substring_regex(cells, rf"\A(?:{column.pattern})\z"))


def _outside(column: Column, cells: pa.Array) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    wrong = pc.invert(pc.is_finite(cells))
    if column.minimum is not None:
        wrong = pc.or_kleene(wrong, pc.less(cells, pa.scalar(column.minimum, cells.type)))
    if column.maximum is not None:
        wrong = pc.or_kleene(wrong, pc.greater(cells, pa.scalar(column.maximum, cells.type)))
    return wrong


def _controlled(_: Column, cells: pa.Array) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    data = cell_bytes(cells.cast(pa.large_string()))
    if len(data.translate(None, _CONTROLS)) == len(data) and _FIRST_OF_C1 not in data:
        return pa.nulls(len(cells), pa.bool_())
    return pc.match_substring_regex(cells, r"\p{Cc}")


def _is_string(column: Column) -> bool:
    return column.type == "string"


@dataclass(frozen=True, slots=True)
class _CellCheck:
    """Which columns a check of cells concerns, which of their cells are wrong, and what would be right."""

    concerns: Callable[[Column], bool]
    wrong: Callable[[Column, pa.Array], pa.Array]
    rule: str

    def columns(self, of: Table) -> list[Column]:
        """The columns of a table that it concerns."""
        return [column for column in of.columns if self.concerns(column)]


_CELL_CHECKS = {
    "not-empty": _CellCheck(_is_string, _empty, "null or a text"),
    "enum": _CellCheck(lambda column: bool(column.enum), _unknown, "a value of the enumeration"),
    "pattern": _CellCheck(lambda column: column.pattern is not None, _unlike, "the pattern of the column"),
    "range": _CellCheck(lambda column: column.type in {"integer", "number"}, _outside, "a number within the limits"),
    "plain-text": _CellCheck(
        lambda column: _is_string(column) and not column.enum and column.name not in VERBATIM,
        _controlled,
        "no control characters",
    ),
}


def _wrong(package: Package, name: str) -> Iterator[Finding]:
    """The cells that a check of cells finds."""
    check = _CELL_CHECKS[name]
    for resource, twin in package.readings():
        if name not in package.once(("cells", twin.resource), partial(_failing, package, twin)):
            continue
        report, columns = Reporter(name, resource), check.columns(twin.table)
        for first, batch in package.batches(twin, [column.name for column in columns]):
            for column in columns:
                cells = batch.column(column.name)
                for index in _places(check.wrong(column, cells)):
                    yield report(first + index, column.name, cells[index].as_py(), check.rule)


def _failing(package: Package, twin: Twin) -> set[str]:
    """The checks of cells that find something in a twin, which is read once for all of them."""
    failing: set[str] = set()
    for _, batch in package.batches(twin):
        for name, check in _CELL_CHECKS.items():
            if name not in failing and any(
                _places(check.wrong(column, batch.column(column.name))) for column in check.columns(twin.table)
            ):
                failing.add(name)
    return failing


def _places(wrong: pa.Array) -> list[int]:
    """The places of what is true, null being false."""
    import pyarrow.compute as pc

    places: list[int] = pc.indices_nonzero(wrong).to_pylist()
    return places


def primary_keys(package: Package) -> Iterator[Finding]:
    """The rows are sorted by primary key, in the order of code points, and no key comes twice."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rule = "the keys in ascending order, each once"
    for resource, twin in package.readings():
        report, names = Reporter("primary-key", resource), twin.table.primary_key
        last: list[pa.Array] = []
        for first, batch in package.batches(twin, names):
            keys = (
                [pa.concat_arrays(parts) for parts in zip(last, batch.columns, strict=True)] if last else batch.columns
            )
            for index in pc.indices_nonzero(pc.invert(_ascending(keys))).to_pylist():
                key = " ".join(str(column[index + 1].as_py()) for column in keys)
                yield report(first + index + (not last), ", ".join(names), key, rule)
            last = [column.slice(len(column) - 1) for column in batch.columns]


def _ascending(columns: list[pa.Array]) -> pa.Array:
    """For every row but the first, whether its key is greater than the one before, column by column."""
    import pyarrow.compute as pc

    head, *tail = columns
    before, after = head.slice(0, len(head) - 1), head.slice(1)
    less = pc.fill_null(pc.less(before, after), fill_value=False)
    if not tail:
        return less
    return pc.or_(less, pc.and_(pc.fill_null(pc.equal(before, after), fill_value=False), _ascending(tail)))


def foreign_keys(package: Package) -> Iterator[Finding]:
    """A cell that refers to another table is a key of that table's twin."""
    for resource, twin in package.readings():
        for key in twin.table.foreign_keys:
            yield from _dangling(package, Reporter("foreign-key", resource), twin, key)


def _dangling(package: Package, report: Reporter, twin: Twin, key: ForeignKey) -> Iterator[Finding]:
    import pyarrow.compute as pc

    referred = Twin(table=table(key.table), parquet=twin.parquet or package.same(key.table))
    if not package.readable(referred):
        return
    ids = package.columns(referred, [key.reference]).column(0)
    cells = package.columns(twin, [key.column]).column(0)
    wrong = pc.and_(pc.is_valid(cells), pc.invert(pc.is_in(cells, value_set=ids)))
    for index in pc.indices_nonzero(wrong).to_pylist():
        yield report(index + 1, key.column, cells[index].as_py(), f"a value of {key.table}.{key.reference}")
