"""Sorts more rows than memory holds: sorted runs on the disk, merged piece by piece.

Rows are gathered up to a limit, which several sorters may share, sorted and written as one run; then the runs are read
side by side. As long as all fits within the limit no file is written. What is held doesn't grow with the rows. Strings
are compared by their UTF-8 bytes, which is the order of code points.
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

BYTES_HELD = 32 << 20
"""Bytes of rows that sorters hold together before one of them writes a run; sorting it takes as much again, twice."""

_BYTES_A_PIECE = 1 << 19
"""Bytes of a run that are read at a time, or a row where that has more."""
_MOST_RUNS = 48
"""Runs that are read side by side; of more, so many are merged into a longer one."""
_ROWS_AT_ONCE = 4_096


class Budget:
    """Bytes of rows that some sorters may hold together: where they hold as many, the one with most writes a run."""

    def __init__(self, limit: int = BYTES_HELD) -> None:
        self._limit = limit
        self._sorters: list[Sorter] = []

    def join(self, sorter: Sorter) -> None:
        """Count what a sorter holds, too."""
        self._sorters.append(sorter)

    def keep(self) -> None:
        """Have runs written until less is held; OSError when the disk doesn't let it."""
        while sum(sorter.held for sorter in self._sorters) >= self._limit:
            max(self._sorters, key=lambda sorter: sorter.held).write_run()


class Sorter:
    """Takes tables of one schema in any order, and gives all their rows sorted by some columns, none of them null.

    Args:
        schema: of the rows.
        keys: the columns to sort by, the first first.
        directory: where runs are written, in files that begin with `name`; it must be there.
        budget: what limits the bytes that are held, by this sorter and others; None for one of its own.

    `held` are the bytes of rows that are in memory now, `rows` counts all that were taken.

    >>> import pyarrow as pa
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as name:
    ...     sorter = Sorter(pa.schema({"word": pa.string()}), ["word"], Path(name), "words", Budget(1))
    ...     for words in (["rye", "oats"], ["barley", "wheat"]):
    ...         sorter.add(pa.table({"word": words}))
    ...     [word for piece in sorter.pieces() for word in piece["word"].to_pylist()]
    ['barley', 'oats', 'rye', 'wheat']
    """

    def __init__(
        self, schema: pa.Schema, keys: Sequence[str], directory: Path, name: str, budget: Budget | None = None
    ) -> None:
        self.schema = schema
        self.rows = 0
        self.held = 0
        self._keys = list(keys)
        self._directory = directory
        self._name = name
        self._budget = budget or Budget()
        self._budget.join(self)
        self._tables: list[pa.Table] = []
        self._levels: list[list[Path]] = [[]]
        """Runs of what was held, the first written first; of so many of these; and so on."""
        self._written = 0

    def add(self, rows: pa.Table) -> None:
        """Take some rows; OSError when the disk doesn't let it."""
        if rows.num_rows:
            self._tables.append(rows)
            self.held += rows.nbytes
            self.rows += rows.num_rows
            self._budget.keep()

    def pieces(self, least: int = 1) -> Iterator[pa.Table]:
        """Give all rows in order, in tables of some thousand, at least so many; once: runs are deleted as they end."""
        if not self._written:
            if self._tables:
                yield self._sorted(self._take())
            return
        self.write_run()
        runs = [path for level in reversed(self._levels) for path in level]
        yield from self._merged(runs, least)

    def write_run(self) -> None:
        """Write what is held; OSError when the disk doesn't let it."""
        if not self._tables:
            return
        self._levels[0].append(self._write([self._sorted(self._take())]))
        for number, level in enumerate(self._levels):
            if len(level) == _MOST_RUNS:
                if number + 1 == len(self._levels):
                    self._levels.append([])
                self._levels[number + 1].append(self._write(self._merged(level, _ROWS_AT_ONCE)))
                level.clear()

    def _take(self) -> pa.Table:
        import pyarrow as pa

        rows = pa.concat_tables(self._tables)
        self._tables, self.held = [], 0
        return rows

    def _sorted(self, rows: pa.Table) -> pa.Table:
        return rows.combine_chunks().sort_by([(key, "ascending") for key in self._keys])

    def _write(self, tables: Iterable[pa.Table]) -> Path:
        """Write sorted tables as one run."""
        import pyarrow as pa

        path = self._directory / f"{self._name}-{self._written}.arrow"
        self._written += 1
        with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, self.schema) as writer:
            for rows in tables:
                writer.write_table(rows, max_chunksize=max(rows.num_rows * _BYTES_A_PIECE // max(rows.nbytes, 1), 1))
        return path

    def _merged(self, paths: Sequence[Path], least: int) -> Iterator[pa.Table]:
        """Of what is read of every run, all rows up to the least of their last keys come before any that is unread."""
        import pyarrow as pa

        runs = [_Run(path, self._keys) for path in paths]
        while runs:
            some: list[pa.RecordBatch] = []
            while runs and sum(rows.num_rows for rows in some) < least:
                bound = min(run.last for run in runs)
                some += [rows for run in runs for rows in run.take(bound)]
                runs = [run for run in runs if not run.ended]
            yield self._sorted(pa.Table.from_batches(some, self.schema))


class _Run:
    """One sorted file, of which a piece is held; `last` is the greatest key in it."""

    last: tuple[Any, ...]

    def __init__(self, path: Path, keys: Sequence[str]) -> None:
        import pyarrow as pa

        self.ended = False
        self._path = path
        self._keys = keys
        # What is mapped would count as memory until the last piece has been read.
        self._source = pa.OSFile(str(path), "rb")
        self._reader = pa.ipc.open_file(self._source)
        self._next = self._at = 0
        self._numbers = range(0)
        self._fill()

    def take(self, bound: tuple[Any, ...]) -> Iterator[pa.RecordBatch]:
        """Give the rows up to and with this key, which is no greater than the last that is held."""
        start, count = self._at, len(self._numbers)
        self._at = count if bound == self.last else bisect_right(self._numbers, bound, start, key=self._key)
        if self._at > start:
            yield self._piece.slice(start, self._at - start)
        if self._at == count:
            self._fill()

    def _fill(self) -> None:
        """Read the next piece; after the last the file is deleted."""
        if self._next == self._reader.num_record_batches:
            self.ended = True
            self._source.close()
            self._path.unlink()
            return
        self._piece = self._reader.get_batch(self._next)
        self._next += 1
        self._at = 0
        self._numbers = range(len(self._piece))
        self._cells = [self._piece.column(key) for key in self._keys]
        self.last = self._key(len(self._piece) - 1)

    def _key(self, row: int) -> tuple[Any, ...]:
        return tuple(cells[row].as_py() for cells in self._cells)


def python_rows(pieces: Iterable[pa.Table]) -> Iterator[tuple[Any, ...]]:
    """The rows of tables as tuples of Python values, which are made of some rows at a time."""
    for piece in pieces:
        for batch in piece.to_batches(max_chunksize=_ROWS_AT_ONCE):
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
