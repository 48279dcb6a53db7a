"""The Parquet file of a table, read by batches, and the faults for which its rows can't be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.publish.checks.arrays import plain
from pipeline.publish.checks.finding import Finding, shown
from pipeline.publish.tables import Table, arrow_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa

_ROWS_AT_ONCE = 16_384
# Bytes of a column that are read at once; else all of a group of rows are, or, read beforehand, are held to the end.
_BUFFER = 1 << 16
_CHECK = "formats"
_FEW = frozenset({"anchor", "language", "rights", "role", "rule"})


def parquet_batches(table: Table, path: Path, names: Sequence[str] | None) -> Iterator[pa.RecordBatch]:
    """The rows of a file without faults, of all columns or of those named."""
    from pyarrow import parquet

    columns = [column.name for column in table.columns] if names is None else list(names)
    with parquet.ParquetFile(path, page_checksum_verification=True, buffer_size=_BUFFER, pre_buffer=False) as file:
        for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, columns=columns, use_threads=False):
            yield batch.select(columns)


def parquet_faults(
    table: Table, path: Path, resource: str, each: Sequence[Callable[[pa.RecordBatch], None]] = ()
) -> Iterator[Finding]:
    """What makes the file unusable: it is no Parquet, is damaged, or has other columns or types than the table.

    What is in `each` is called with the rows as they are read, up to the first damage. In these, columns of few values
    are dictionaries (see `few`).
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(
            path, page_checksum_verification=True, buffer_size=_BUFFER, pre_buffer=False, read_dictionary=few(table)
        ) as file:
            differing = list(_schema_faults(table, file.schema.to_arrow_schema(), resource))
            yield from differing
            if not differing:
                yield from _damage(file, resource, each)
    except (pa.ArrowException, OSError, ValueError, MemoryError, OverflowError) as error:
        rule = "a Parquet file that can be read to its end"
        yield Finding(check=_CHECK, resource=resource, value=shown(str(error)), rule=rule)


def few(table: Table) -> list[str]:
    """The columns that say the same few words again and again, which are taken as the numbers that a file has of them.

    >>> from pipeline.publish.tables import table
    >>> few(table("mentions"))
    ['timex_type', 'section', 'rule', 'anchor']
    """
    return [column.name for column in table.columns if column.enum or column.name in _FEW]


def _schema_faults(table: Table, found: pa.Schema, resource: str) -> Iterator[Finding]:
    expected = arrow_schema(table)
    if found.names != expected.names:
        rule = f"the columns {', '.join(expected.names)}"
        yield Finding(check=_CHECK, resource=resource, value=shown(", ".join(found.names)), rule=rule)
        return
    for there, right in zip(found, expected, strict=True):
        if not there.equals(right):
            yield Finding(
                check=_CHECK, resource=resource, field=right.name, value=_typed(there), rule=f"the type {_typed(right)}"
            )


def _typed(field: pa.Field) -> str:
    return f"{field.type}{'' if field.nullable else ' not null'}"


def _damage(
    file: pa.parquet.ParquetFile, resource: str, each: Sequence[Callable[[pa.RecordBatch], None]]
) -> Iterator[Finding]:
    import pyarrow as pa

    first = 1
    for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, use_threads=False):
        try:
            rows = _validated(batch)
        except pa.ArrowInvalid as error:
            rule = f"text in UTF-8 in the rows {first} to {first + batch.num_rows - 1}"
            yield Finding(check=_CHECK, resource=resource, value=shown(str(error)), rule=rule)
            each = ()
        for take in each:
            take(rows)
        first += batch.num_rows


def _validated(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Rows that can be used; ArrowInvalid where they can't, whatever else a dictionary holds that they don't say."""
    import pyarrow as pa

    try:
        batch.validate(full=True)
    except pa.ArrowInvalid:
        batch = pa.RecordBatch.from_arrays([plain(column) for column in batch.columns], batch.schema.names)
        batch.validate(full=True)
    return batch
