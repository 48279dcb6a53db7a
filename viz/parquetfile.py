"""The columns of a Parquet file as `viz.csvfile` gives those of its CSV twin, several times as fast.

For a package whose twins are known to say the same, since whoever calls has written both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from viz.arrays import release, widened
from viz.csvfile import HELD, column_for, unlike

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

    from viz.aside import Cells
    from viz.csvfile import Apart

ROWS_AT_ONCE = 1 << 17
# Rows of texts that hardly repeat.
TEXTS_AT_ONCE = 1 << 13
# Bytes of a column that are read at once; else all of a group of rows are.
BUFFER = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A column of texts, which is read whenever it is asked for."""

    path: Path
    name: str

    def blocks(self) -> Iterator[pa.Array]:
        """Yield the texts, some at once.

        Raises:
            InputError: the file can't be read any more.
        """
        for batch in _batches(self.path, [self.name], TEXTS_AT_ONCE, coded=False):
            yield _as_in_csv(batch.column(0), coded=False)


def read_columns(
    path: Path, required: tuple[str, ...], only: tuple[str, ...] | None, apart: Apart = HELD
) -> tuple[tuple[str, ...], int, dict[str, Cells]]:
    """Return the names of all columns, how many rows there are, and the columns in `only` (None: all).

    Columns of texts that hardly repeat are read only when they are asked for.

    Raises:
        InputError: the file is missing, is no Parquet, or lacks a required column.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
            columns, count = tuple(file.schema_arrow.names), file.metadata.num_rows
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path) from error
    missing = [name for name in required if name not in columns]
    if missing:
        raise InputError(path, None, f"no column {missing[0]!r}", f"the columns {', '.join(required)}")
    names = [name for name in columns if only is None or name in only]
    cells: dict[str, Cells] = {name: Read(path=path, name=name) for name in names}
    found = {name: column_for(name, apart, coded=True) for name in names if name not in unlike(required)}
    for batch in _batches(path, list(found), ROWS_AT_ONCE, coded=True) if found else ():
        for name, column in found.items():
            column.add(_as_in_csv(batch.column(name), coded=True))
    cells |= {name: column.whole() for name, column in found.items()}
    if apart.key is not None and apart.key in names:
        keys = column_for(apart.key, apart, coded=False)
        for block in Read(path=path, name=apart.key).blocks():
            keys.add(block)
        cells[apart.key] = keys.whole()
    release()
    return columns, count, cells


def _batches(path: Path, names: list[str], rows: int, *, coded: bool) -> Iterator[pa.RecordBatch]:
    """Yield columns, some rows at once; `coded` texts as the numbers that the file has of them."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path, read_dictionary=names if coded else [], buffer_size=BUFFER) as file:
            yield from file.iter_batches(batch_size=rows, columns=names, use_threads=False)
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> InputError:
    return InputError(path, None, "no readable file", "a table of a published package")


def _as_in_csv(cells: pa.Array, *, coded: bool) -> pa.Array:
    """Return cells as the texts that stand in the CSV file, empty for null; `coded` as numbers of different texts.

    >>> import pyarrow as pa
    >>> _as_in_csv(pa.array([0.5, None, 2.0]), coded=True).to_pylist()
    ['0.5', '', '2.0']
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if not coded:
        return widened(pc.fill_null(cells, "") if cells.null_count else cells)
    pairs = cells if hasattr(cells, "dictionary") else cells.dictionary_encode()
    values, numbers = pairs.dictionary, pairs.indices
    if pa.types.is_string(values.type) and not numbers.null_count:
        return pairs
    if pa.types.is_floating(values.type):
        values = pa.array([repr(number) for number in values.to_pylist()], pa.string())
    values = values.cast(pa.string())
    if numbers.null_count:
        numbers = pc.fill_null(numbers, len(values))
        values = pa.concat_arrays([values, pa.array([""])])
    return pa.DictionaryArray.from_arrays(numbers.cast(pa.int32()), values)
