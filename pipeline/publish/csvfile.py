"""Tables as CSV (RFC 4180 with LF): the canonical data, the same bytes wherever and with whatever it is written.

UTF-8 without a byte order mark, a comma, a header. A cell stands in quotes only where it holds a comma, a quote, a CR
or LF, or begins or ends with a space or a tab. Null is an empty cell and no cell is an empty string, so CSV and Parquet
agree cell by cell. Booleans are `true` and `false`, dates ISO 8601, numbers the shortest decimal that reads back as the
same float. Nothing is escaped for spreadsheets.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pipeline.errors import DataError
from pipeline.publish.checks.arrays import bytes_of
from pipeline.publish.checks.finding import one_line
from pipeline.publish.tables import Table, arrow_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa

ROWS_AT_ONCE = 16_384
_LARGEST_BLOCK = 1 << 30
_MARKS, _BLANKS = (b",", b'"', b"\r", b"\n"), (b" ", b"\t")


def render_csv(rows: pa.Table) -> Iterator[bytes]:
    r"""The CSV of `rows`, header first, in pieces of whole lines.

    >>> import pyarrow as pa
    >>> b"".join(render_csv(pa.table({"name": ["Salt, and rye", None], "weight": [0.5, 2.0]})))
    b'name,weight\n"Salt, and rye",0.5\n,2.0\n'
    """
    yield csv_header(rows.column_names)
    yield from csv_lines(rows)


def csv_header(names: Sequence[str]) -> bytes:
    """The first line of a CSV file with columns of these names."""
    import pyarrow as pa

    return _lines([_cells(pa.array([name])) for name in names])


def csv_lines(rows: pa.Table) -> Iterator[bytes]:
    """The lines of `rows` without a header, in pieces; what they are cut into shows nowhere in them."""
    for batch in rows.to_batches(max_chunksize=ROWS_AT_ONCE):
        yield _lines([_cells(column) for column in batch.columns])


def write_csv(rows: pa.Table, path: Path) -> None:
    """Write `rows` to `path`; OSError when the disk doesn't let it."""
    with path.open("wb") as file:
        for piece in render_csv(rows):
            file.write(piece)


def read_csv(table: Table, path: Path) -> pa.Table:
    """Read the CSV file of `table` with the types of the table.

    Raises:
        DataError: the columns are others, or a cell doesn't read as the type of its column.
        OSError: the file can't be read.
    """
    import pyarrow as pa
    from pyarrow import csv

    schema = arrow_schema(table)
    content = path.read_bytes()
    try:
        rows = csv.read_csv(
            pa.BufferReader(content),
            # A block holds at least one row, and one row may be as long as the file.
            read_options=csv.ReadOptions(use_threads=False, block_size=min(max(len(content), 1), _LARGEST_BLOCK)),
            parse_options=csv.ParseOptions(newlines_in_values=True),
            convert_options=csv.ConvertOptions(
                column_types=schema,
                null_values=[""],
                true_values=["true"],
                false_values=["false"],
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
            ),
        )
        if rows.column_names != schema.names:
            raise DataError(
                f"{path}: found the columns {', '.join(rows.column_names)}; expected {', '.join(schema.names)}"
            )
        return rows.cast(schema)
    except (pa.ArrowException, ValueError) as error:
        reason = one_line(str(error))
        raise DataError(f"{path}: found a table that can't be read ({reason}); expected {table.name} as CSV") from error


def content_hash(rows: pa.Table) -> str:
    """The SHA-256 of what `rows` say, as `sha256:` and hexadecimal digits.

    It is the hash of their CSV, so the twins of a table share it, and it doesn't change with the release of pyarrow as
    the bytes of a Parquet file may.

    >>> import pyarrow as pa
    >>> content_hash(pa.table({"name": ["rye"]}))[:19]
    'sha256:1fc2c7912305'
    """
    digest = hashlib.sha256()
    for piece in render_csv(rows):
        digest.update(piece)
    return f"sha256:{digest.hexdigest()}"


def _lines(columns: list[pa.Array]) -> bytes:
    *cells, last = columns
    content, _ = bytes_of(_joined([*cells, _joined([last, ""], "\n")], ","))
    return content.tobytes()


def _cells(column: pa.Array) -> pa.Array:
    """The cells as they stand in a line: those of a dictionary written once, and what is no text without quotes."""
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        return _cells(column.dictionary).take(column.indices)
    if pa.types.is_floating(column.type):
        coded = column.dictionary_encode()
        spelt = [repr(number) for number in coded.dictionary.to_pylist()]
        return pa.array(spelt, pa.large_string()).take(coded.indices)
    cells = column.cast(pa.large_string())
    return _quoted(cells) if pa.types.is_string(column.type) or pa.types.is_large_string(column.type) else cells


def _quoted(cells: pa.Array) -> pa.Array:
    """Texts, in quotes where they need them."""
    import pyarrow.compute as pc

    needs = _need_quotes(cells)
    if needs is None:
        return cells
    escaped = pc.replace_substring(cells.filter(needs), '"', '""')
    return pc.replace_with_mask(cells, needs, _joined(['"', escaped, '"'], ""))


def _need_quotes(cells: pa.Array) -> pa.Array | None:
    """Which cells hold a mark, or begin or end with a blank; None where none does. Null is none."""
    import numpy as np
    import pyarrow as pa

    content, ends = bytes_of(cells)
    data = content.tobytes()
    needs = np.zeros(len(cells), np.bool_)
    for mark in _MARKS:
        if mark in data:
            at = np.flatnonzero(content == ord(mark))
            needs[np.searchsorted(ends, at, side="right") - 1] = True
    if any(blank in data for blank in _BLANKS):
        filled = np.flatnonzero(ends[1:] > ends[:-1])
        for edge in (content[ends[filled]], content[ends[filled + 1] - 1]):
            needs[filled[(edge == ord(_BLANKS[0])) | (edge == ord(_BLANKS[1]))]] = True
    return pa.array(needs) if needs.any() else None


def _joined(parts: list[pa.Array | str], separator: str) -> pa.Array:
    """The parts of every row as one text, null as nothing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    text = pa.large_string()
    arrays = [pa.scalar(part, text) if isinstance(part, str) else part for part in parts]
    return pc.binary_join_element_wise(*arrays, pa.scalar(separator, text), null_handling="replace")
