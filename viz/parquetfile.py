"""The columns of a Parquet file as `viz.csvfile` gives those of its CSV twin, several times as fast.

For a package whose twins are known to say the same, since whoever calls has written both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import InputError
from viz.arrays import release
from viz.csvfile import APART, UNLIKE, column_for

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from viz.aside import Cells
    from viz.csvfile import Apart

ROWS_AT_ONCE = 1 << 13
# Bytes of a column that are read at once; else all of a group of rows are.
BUFFER = 1 << 16
# Columns of few values, which are taken as the numbers that the file has of them.
FEW = frozenset({"event_type", "precision", "qualifier", "date_relation", "modality", "derivation", "section"})


def read_columns(
    path: Path, required: tuple[str, ...], only: tuple[str, ...] | None, apart: Apart | None = None
) -> tuple[tuple[str, ...], int, dict[str, Cells]]:
    """Return the names of all columns, how many rows there are, and the columns in `only` (None: all).

    Raises:
        InputError: the file is missing, is no Parquet, or lacks a required column.
        PublishError: there is no room for temporary files.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        columns = tuple(parquet.read_schema(path).names)
        missing = [name for name in required if name not in columns]
        if missing:
            raise InputError(path, None, f"no column {missing[0]!r}", f"the columns {', '.join(required)}")
        names = [name for name in columns if only is None or name in only]
        found = {name: column_for(name, apart) for name in names}
        with parquet.ParquetFile(
            path, read_dictionary=[name for name in names if name in FEW], buffer_size=BUFFER
        ) as file:
            count = file.metadata.num_rows
            batches = file.iter_batches(batch_size=ROWS_AT_ONCE, columns=names, use_threads=False)
            for number, batch in enumerate(batches, 1):
                for name, column in found.items():
                    column.add(_as_in_csv(batch.column(name), coded=name not in UNLIKE))
                if number % APART == 0:
                    release()
            del batches
    except (OSError, pa.ArrowException) as error:
        raise InputError(path, None, "no readable file", "a table of a published package") from error
    cells = {name: column.whole() for name, column in found.items()}
    release()
    return columns, count, cells


def _as_in_csv(cells: pa.Array, *, coded: bool) -> pa.Array:
    """Return cells as the texts that stand in the CSV file, empty for null; `coded` as numbers of different texts.

    >>> import pyarrow as pa
    >>> _as_in_csv(pa.array([0.5, None, 2.0]), coded=True).to_pylist()
    ['0.5', '', '2.0']
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if not coded:
        texts = cells.cast(pa.large_string())
        return pc.fill_null(texts, "") if texts.null_count else texts
    pairs = cells if hasattr(cells, "dictionary") else cells.dictionary_encode()
    values, numbers = pairs.dictionary, pairs.indices
    if pa.types.is_floating(values.type):
        values = pa.array([repr(number) for number in values.to_pylist()], pa.string())
    values = values.cast(pa.string())
    if numbers.null_count:
        numbers = pc.fill_null(numbers, len(values))
        values = pa.concat_arrays([values, pa.array([""])])
    return pa.DictionaryArray.from_arrays(numbers.cast(pa.int32()), values)
