"""The CSV file of a table, read by batches, and the faults for which its rows can't be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.publish.checks.finding import Finding, shown
from pipeline.publish.tables import Column, Table, arrow_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa

_CHECK = "formats"
_BLOCK = 4 << 20
_LARGEST_BLOCK = 1 << 30
_FORMS = {
    "integer": (r"-?(?:0|[1-9][0-9]*)", "a whole number"),
    "number": (r"-?[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?", "a decimal number"),
    "boolean": (r"true|false", "true or false"),
    "date": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "a day as YYYY-MM-DD"),
}


def csv_batches(table: Table, path: Path, names: Sequence[str] | None) -> Iterator[pa.RecordBatch]:
    """The rows of a file without faults, of all columns or of those named, with the types of the table."""
    import pyarrow as pa

    columns = [table.column(name) for name in names] if names is not None else list(table.columns)
    schema = arrow_schema(table)
    types = [schema.field(column.name).type for column in columns]
    for batch in _text_batches(table, path, columns):
        arrays = [cells.cast(kind) for cells, kind in zip(batch.columns, types, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, [column.name for column in columns])


def csv_faults(table: Table, path: Path, resource: str) -> Iterator[Finding]:
    """What makes the file unusable: it is no CSV in UTF-8, has other columns, or a cell isn't of its column's type."""
    import pyarrow as pa

    try:
        header, expected = _header(path), ",".join(column.name for column in table.columns)
        if header != expected:
            yield Finding(check=_CHECK, resource=resource, value=shown(header), rule=f"the header {expected}")
            return
        first, schema = 1, arrow_schema(table)
        for batch in _text_batches(table, path, table.columns):
            for column, cells, field in zip(table.columns, batch.columns, schema, strict=True):
                for row, value, rule in _cell_faults(column, cells, field.type):
                    yield Finding(
                        check=_CHECK, resource=resource, row=first + row, field=column.name, value=value, rule=rule
                    )
            first += batch.num_rows
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        rule = "CSV in UTF-8 with as many cells in every row as in the header"
        yield Finding(check=_CHECK, resource=resource, value=shown(str(error)), rule=rule)


def _header(path: Path) -> str:
    """The first line, read no further than a header can be long."""
    with path.open("rb") as file:
        return file.readline(10_000).decode("utf-8", "backslashreplace").removesuffix("\n")


def _text_batches(table: Table, path: Path, columns: Sequence[Column]) -> Iterator[pa.RecordBatch]:
    """The cells as text. A row may be longer than a block: then the blocks grow, from the next row on."""
    import pyarrow as pa

    size = path.stat().st_size
    done, block = 0, _BLOCK
    while True:
        try:
            for batch in _blocks(table, path, columns, skipped=done, block=block):
                done += batch.num_rows
                yield batch
        except pa.ArrowInvalid as error:
            if "straddles two block" not in str(error) or block >= min(size, _LARGEST_BLOCK):
                raise
            block = min(block * 8, _LARGEST_BLOCK)
        else:
            return


def _blocks(
    table: Table, path: Path, columns: Sequence[Column], *, skipped: int, block: int
) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa
    from pyarrow import csv

    every = [column.name for column in table.columns]
    with csv.open_csv(
        path,
        read_options=csv.ReadOptions(use_threads=False, block_size=block, skip_rows_after_names=skipped),
        parse_options=csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(every, pa.string()),
            include_columns=[column.name for column in columns],
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    ) as reader:
        yield from reader


def _cell_faults(column: Column, cells: pa.Array, kind: pa.DataType) -> Iterator[tuple[int, str, str]]:
    """The rows whose cells don't read as the type of their column, with value and rule."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if column.type == "string":
        return
    form, rule = _FORMS[column.type]
    wrong = pc.fill_null(pc.invert(pc.match_substring_regex(cells, rf"\A(?:{form})\z")), fill_value=False)
    if not pc.any(wrong).as_py():
        try:
            cells.cast(kind)
        except pa.ArrowInvalid:
            wrong = pa.array([not _converts(cell, kind) for cell in cells])
    for index in pc.indices_nonzero(wrong).to_pylist():
        yield index, shown(cells[index].as_py()), rule


def _converts(cell: pa.Scalar, kind: pa.DataType) -> bool:
    import pyarrow as pa

    try:
        cell.cast(kind)
    except pa.ArrowInvalid:
        return False
    return True
