"""Sorts more rows than memory holds: sorted runs on the disk, merged piece by piece.

Rows are gathered up to a limit, sorted and written as one run; then the runs are read side by side. As long as all fits
within the limit no file is written. Strings are compared by their UTF-8 bytes, which is the order of code points.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import reduce
from typing import TYPE_CHECKING, Any

from pipeline.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Booleans = npt.NDArray[np.bool_]

    from pipeline.publish.tables import Table

MAX_BYTES_IN_MEMORY = 16 << 20
"""Bytes of rows that one sorter holds before it writes a run; sorting them takes as much again."""

ROWS_A_PIECE = 4_096
"""Rows of a run that are read at a time: there may be some dozens of runs."""


class Sorter:
    """Takes tables of one schema in any order, and gives all their rows sorted by some columns, none of them null.

    Args:
        schema: of the rows.
        keys: the columns to sort by, the first first.
        directory: where runs are written, in files that begin with `name`; it must be there.
        limit: bytes of rows to hold.

    >>> import pyarrow as pa
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as name:
    ...     sorter = Sorter(pa.schema({"word": pa.string()}), ["word"], Path(name), "words", limit=1)
    ...     for words in (["rye", "oats"], ["barley", "wheat"]):
    ...         sorter.add(pa.table({"word": words}))
    ...     [word for piece in sorter.pieces() for word in piece["word"].to_pylist()]
    ['barley', 'oats', 'rye', 'wheat']
    """

    def __init__(
        self, schema: pa.Schema, keys: Sequence[str], directory: Path, name: str, limit: int = MAX_BYTES_IN_MEMORY
    ) -> None:
        self.schema = schema
        self.rows = 0
        self._keys = list(keys)
        self._directory = directory
        self._name = name
        self._limit = limit
        self._held: list[pa.Table] = []
        self._bytes = 0
        self._runs: list[Path] = []

    def add(self, rows: pa.Table) -> None:
        """Take some rows; OSError when the disk doesn't let it."""
        if rows.num_rows:
            self._held.append(rows)
            self._bytes += rows.nbytes
            self.rows += rows.num_rows
        if self._bytes >= self._limit:
            self._write_run()

    def pieces(self, least: int = 1) -> Iterator[pa.Table]:
        """Give all rows in order, in tables of some thousand, at least so many; once: runs are deleted as they end."""
        if not self._runs:
            if self._held:
                yield self._sorted(self._take())
            return
        self._write_run()
        yield from self._merged([_Run(path, self._keys) for path in self._runs], least)

    def _take(self) -> pa.Table:
        import pyarrow as pa

        rows = pa.concat_tables(self._held)
        self._held, self._bytes = [], 0
        return rows

    def _sorted(self, rows: pa.Table) -> pa.Table:
        return rows.combine_chunks().sort_by([(key, "ascending") for key in self._keys])

    def _write_run(self) -> None:
        import pyarrow as pa

        if not self._held:
            return
        path = self._directory / f"{self._name}-{len(self._runs)}.arrow"
        rows = self._sorted(self._take())
        with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, self.schema) as writer:
            writer.write_table(rows, max_chunksize=ROWS_A_PIECE)
        self._runs.append(path)

    def _merged(self, runs: list[_Run], least: int) -> Iterator[pa.Table]:
        """Of what is read of every run, all rows up to the least of their last keys come before any that is unread."""
        import pyarrow as pa

        while runs:
            some: list[pa.Table] = []
            while runs and sum(rows.num_rows for rows in some) < least:
                bound = min(run.last_key() for run in runs)
                some += [run.take(bound) for run in runs]
                for run in runs:
                    run.fill()
                runs = [run for run in runs if not run.ended]
            yield self._sorted(pa.concat_tables(some))


class _Run:
    """One sorted file, of which a piece is held."""

    def __init__(self, path: Path, keys: Sequence[str]) -> None:
        import pyarrow as pa

        self.ended = False
        self._path = path
        self._keys = keys
        # What is mapped would count as memory until the last piece has been read.
        self._source = pa.OSFile(str(path), "rb")
        self._reader = pa.ipc.open_file(self._source)
        self._next = 0
        self._piece: pa.Table = self._reader.schema.empty_table()
        self.fill()

    def fill(self) -> None:
        """Read the next piece if nothing is left of this one; after the last the file is deleted."""
        import pyarrow as pa

        while not self._piece.num_rows and not self.ended:
            if self._next == self._reader.num_record_batches:
                self.ended = True
                self._source.close()
                self._path.unlink()
            else:
                self._piece = pa.Table.from_batches([self._reader.get_batch(self._next)])
                self._next += 1

    def last_key(self) -> tuple[Any, ...]:
        """The greatest key that is held."""
        return self._key(self._piece.num_rows - 1)

    def take(self, bound: tuple[Any, ...]) -> pa.Table:
        """The held rows up to and with this key."""
        count = bisect_right(range(self._piece.num_rows), bound, key=self._key)
        rows, self._piece = self._piece.slice(0, count), self._piece.slice(count)
        return rows

    def _key(self, row: int) -> tuple[Any, ...]:
        return tuple(self._piece[key][row].as_py() for key in self._keys)


def python_rows(pieces: Iterable[pa.Table]) -> Iterator[tuple[Any, ...]]:
    """The rows of tables as tuples of Python values, which are made of some rows at a time."""
    for piece in pieces:
        for batch in piece.to_batches(max_chunksize=ROWS_A_PIECE):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def whole_groups(pieces: Iterable[pa.Table], name: str, least: int) -> Iterator[pa.Table]:
    """Sorted rows in tables of which no two have the same value of a column, cut where at least so many are held.

    No piece is empty.

    >>> import pyarrow as pa
    >>> [rows["n"].to_pylist() for rows in whole_groups([pa.table({"n": [1, 2, 2]}), pa.table({"n": [2, 3]})], "n", 2)]
    [[1], [2, 2, 2], [3]]
    """
    import pyarrow as pa

    held: list[pa.Table] = []
    count = 0
    for piece in pieces:
        held.append(piece)
        count += piece.num_rows
        if count >= least:
            begun = piece[name].index(piece[name][-1]).as_py()
            if begun or (len(held) > 1 and held[-2][name][-1] != piece[name][0]):
                yield pa.concat_tables([*held[:-1], piece.slice(0, begun)])
                held, count = [piece.slice(begun)], piece.num_rows - begun
    if held:
        yield pa.concat_tables(held)


def differs(cells: pa.ChunkedArray) -> Booleans:
    """Which cells, all there, differ from the one before; the first does."""
    import numpy as np
    import pyarrow.compute as pc

    array = cells.combine_chunks()
    return np.append(
        np.ones(min(len(array), 1), np.bool_), pc.not_equal(array[1:], array[:-1]).to_numpy(zero_copy_only=False)
    )


def distinct_rows(pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Sorted rows without those that say the same as the row before."""
    import pyarrow.compute as pc

    for rows, repeated in _repeated(pieces, None):
        yield rows.filter(pc.invert(repeated))


def unique_keys(table: Table, pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The sorted rows of a published table, as they come.

    Raises:
        DataError: two rows have the same primary key.
    """
    for rows, repeated in _repeated(pieces, table.primary_key):
        at = repeated.index(True).as_py()
        if at >= 0:
            key = " ".join(str(rows[name][at]) for name in table.primary_key)
            named = ", ".join(table.primary_key)
            raise DataError(f"{table.name}: found {key!r} twice; expected a different {named} in every row")
        yield rows


def _repeated(
    pieces: Iterable[pa.Table], names: Sequence[str] | None
) -> Iterator[tuple[pa.Table, pa.ChunkedArray | pa.Array]]:
    """Sorted tables, each with whether a row has the same values in some columns (None: all) as the row before."""
    import pyarrow as pa
    import pyarrow.compute as pc

    last: pa.Table | None = None
    for piece in pieces:
        if not piece.num_rows:
            continue
        rows = piece.combine_chunks()
        keys = rows.select(names or rows.column_names)
        before = pa.concat_tables([keys.slice(0, 1) if last is None else last, keys.slice(0, keys.num_rows - 1)])
        same = reduce(pc.and_, (pc.equal(keys[name], before[name]) for name in keys.column_names))
        if last is None:
            same = pa.chunked_array([pa.array([False]), *same.slice(1).chunks])
        yield rows, same
        last = keys.slice(keys.num_rows - 1)
