"""Tables as Parquet files, with the same rows in the same order as the CSV and native types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import DataError
from pipeline.publish.checks.finding import one_line
from pipeline.publish.tables import Table, arrow_schema

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

ROWS_A_GROUP = 122_880


class TableError(DataError):
    """The file of a table that can't be used: `found` what is there, `expected` what would be right."""

    def __init__(self, path: Path, found: str, expected: str) -> None:
        super().__init__(f"{path}: found {found}; expected {expected}")
        self.found = found
        self.expected = expected


def write_parquet(rows: pa.Table, path: Path) -> None:
    """Write `rows` to `path`, the same bytes from the same rows with the same release of pyarrow.

    zstd 3, statistics and a page index for readers that skip pages, checksums on every page. The Arrow schema isn't
    stored: the Parquet types say it all.

    Raises:
        OSError: the disk doesn't let it.
    """
    from pyarrow import parquet

    parquet.write_table(
        rows.combine_chunks(),
        path,
        row_group_size=ROWS_A_GROUP,
        version="2.6",
        compression="zstd",
        compression_level=3,
        write_statistics=True,
        write_page_index=True,
        write_page_checksum=True,
        store_schema=False,
    )


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
