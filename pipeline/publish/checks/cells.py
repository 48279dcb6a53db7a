"""Checks of cells and keys against the constraints of `tables`, on every cell of both twins, a column at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.publish.checks.finding import Finding, Reporter
from pipeline.publish.checks.package import Package, Twin
from pipeline.publish.csvfile import cell_bytes
from pipeline.publish.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa

    from pipeline.publish.tables import Column, ForeignKey

# What a document says is published as it stands, with its line ends and whatever else its file holds.
_CONTROLS, _FIRST_OF_C1 = bytes([*range(32), 127]), b"\xc2"
VERBATIM = frozenset({"date_text", "quote", "text"})


def not_empty(package: Package) -> Iterator[Finding]:
    """No text is empty: what is missing is null."""
    import pyarrow.compute as pc

    yield from _wrong(
        package, "not-empty", _is_string, lambda _, cells: pc.equal(pc.binary_length(cells), 0), "null or a text"
    )


def enums(package: Package) -> Iterator[Finding]:
    """A cell of an enumerated column is one of its values."""
    import pyarrow as pa
    import pyarrow.compute as pc

    def unknown(column: Column, cells: pa.Array) -> pa.Array:
        known = pc.is_in(cells, value_set=pa.array(column.enum))
        return pc.and_(pc.is_valid(cells), pc.invert(known))

    yield from _wrong(package, "enum", lambda column: bool(column.enum), unknown, "a value of the enumeration")


def patterns(package: Package) -> Iterator[Finding]:
    """A cell matches the whole pattern of its column."""
    import pyarrow.compute as pc

    def unlike(column: Column, cells: pa.Array) -> pa.Array:
        return pc.invert(pc.match_substring_regex(cells, rf"\A(?:{column.pattern})\z"))

    yield from _wrong(
        package, "pattern", lambda column: column.pattern is not None, unlike, "the pattern of the column"
    )


def ranges(package: Package) -> Iterator[Finding]:
    """A number is one, and lies between the least and the largest of its column."""
    import pyarrow as pa
    import pyarrow.compute as pc

    def outside(column: Column, cells: pa.Array) -> pa.Array:
        wrong = pc.invert(pc.is_finite(cells))
        if column.minimum is not None:
            wrong = pc.or_kleene(wrong, pc.less(cells, pa.scalar(column.minimum, cells.type)))
        if column.maximum is not None:
            wrong = pc.or_kleene(wrong, pc.greater(cells, pa.scalar(column.maximum, cells.type)))
        return wrong

    yield from _wrong(
        package, "range", lambda column: column.type in {"integer", "number"}, outside, "a number within the limits"
    )


def plain_text(package: Package) -> Iterator[Finding]:
    """Text has no control characters, but in what is quoted from a document."""
    import pyarrow as pa
    import pyarrow.compute as pc

    def is_plain(column: Column) -> bool:
        return _is_string(column) and not column.enum and column.name not in VERBATIM

    def controlled(_: Column, cells: pa.Array) -> pa.Array:
        data = cell_bytes(cells.cast(pa.large_string()))
        if len(data.translate(None, _CONTROLS)) == len(data) and _FIRST_OF_C1 not in data:
            return pa.nulls(len(cells), pa.bool_())
        return pc.match_substring_regex(cells, r"\p{Cc}")

    yield from _wrong(package, "plain-text", is_plain, controlled, "no control characters")


def _is_string(column: Column) -> bool:
    return column.type == "string"


def _wrong(
    package: Package,
    check: str,
    concerns: Callable[[Column], bool],
    wrong: Callable[[Column, pa.Array], pa.Array],
    rule: str,
) -> Iterator[Finding]:
    """The cells of the columns that it concerns for which `wrong` is true."""
    import pyarrow.compute as pc

    for resource, twin in package.readings():
        report = Reporter(check, resource)
        columns = [column for column in twin.table.columns if concerns(column)]
        for first, batch in package.batches(twin, [column.name for column in columns]) if columns else ():
            for column in columns:
                cells = batch.column(column.name)
                for index in pc.indices_nonzero(pc.fill_null(wrong(column, cells), fill_value=False)).to_pylist():
                    yield report(first + index, column.name, cells[index].as_py(), rule)


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
