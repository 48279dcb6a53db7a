"""Tables as Parquet files, with the same rows in the same order as the CSV and native types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import DataError
from pipeline.publish.checks.finding import one_line
from pipeline.publish.tables import Table, arrow_schema

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    import pyarrow as pa

ROWS_A_GROUP = 122_880
# A level more saves as much room as dictionaries for these would cost, and takes half again the time.
_LEVEL = 1
# Columns whose cells are mostly their own, or stand sorted: a dictionary of them is larger than they are.
_PLAIN = frozenset(
    {"label", "date_edtf", "date_start", "date_end", "quote", "text", "title", "name", "path", "sha256", "explanation"}
)


class TableError(DataError):
    """The file of a table that can't be used: `found` what is there, `expected` what would be right."""

    def __init__(self, path: Path, found: str, expected: str) -> None:
        super().__init__(f"{path}: found {found}; expected {expected}")
        self.found = found
        self.expected = expected


def write_parquet(rows: pa.Table, path: Path) -> None:
    """Write `rows` to `path`; see `ParquetFile`.

    Raises:
        OSError: the disk doesn't let it.
    """
    with ParquetFile(path, rows.schema) as file:
        file.add(rows)


class ParquetFile:
    """A Parquet file that is written piece by piece: the same bytes from the same rows, however they are cut.

    zstd, dictionaries of what repeats, statistics and a page index for readers that skip pages, checksums on every
    page. The Arrow schema isn't stored: the Parquet types say it all. The same release of pyarrow writes the same
    bytes. A context manager, which writes the last rows and the footer at its end.
    """

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        from pyarrow import parquet

        self._schema = schema
        self._waiting: list[pa.Table] = []
        self._rows = 0
        self._started = False
        self._writer = parquet.ParquetWriter(
            path,
            schema,
            version="2.6",
            compression="zstd",
            compression_level=_LEVEL,
            use_dictionary=[name for name in schema.names if name not in _PLAIN and not name.endswith("_id")],
            write_statistics=True,
            write_page_index=True,
            write_page_checksum=True,
            store_schema=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if kind is None and (self._rows or not self._started):
            self._write(self._rows)
        self._writer.close()

    def add(self, rows: pa.Table) -> None:
        """Write whole groups of rows and keep the rest for the next; OSError when the disk doesn't let it."""
        self._waiting.append(rows)
        self._rows += rows.num_rows
        if self._rows >= ROWS_A_GROUP:
            self._write(self._rows - self._rows % ROWS_A_GROUP)

    def _write(self, count: int) -> None:
        import pyarrow as pa

        rows = pa.concat_tables(self._waiting) if self._waiting else self._schema.empty_table()
        self._waiting = [rows.slice(count).combine_chunks()] if self._rows > count else []
        columns = rows.slice(0, count).columns[::-1]
        del rows
        # One by one, since what was in pieces is held until it is whole.
        whole = [columns.pop().combine_chunks() for _ in self._schema]
        self._writer.write_table(pa.table(whole, schema=self._schema), row_group_size=ROWS_A_GROUP)
        self._started = True
        self._rows -= count


def read_parquet(table: Table, path: Path) -> pa.Table:
    """Read the Parquet file of `table`, checksums verified.

    Raises:
        TableError: the file isn't Parquet, is damaged, or has other columns or types than the table.
        OSError: the file can't be read.
    """
    import pyarrow as pa
    from pyarrow import parquet

    schema = arrow_schema(table)
    try:
        with parquet.ParquetFile(path, page_checksum_verification=True) as file:
            rows = file.read(use_threads=False)
    except FileNotFoundError:
        raise
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = one_line(str(error))
        raise TableError(path, f"a file that can't be read ({reason})", f"the table {table.name} as Parquet") from error
    if not rows.schema.equals(schema):
        raise TableError(path, f"the columns {_listed(rows.schema)}", _listed(schema))
    return rows


def _listed(schema: pa.Schema) -> str:
    return ", ".join(f"{field.name} {field.type}{'' if field.nullable else ' not null'}" for field in schema)
