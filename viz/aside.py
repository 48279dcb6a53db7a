"""Columns of texts that are too large to be held: they wait in temporary files, and come back part by part."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from pipeline.errors import PublishError
from viz.arrays import content_of, grouped, sliced, taken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import FileIO
    from typing import Self, TypeAlias

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from viz.arrays import Bytes, Integers

    Offsets = npt.NDArray[np.int64]
    # A column: its cells, or where they wait.
    Cells: TypeAlias = "pa.Array | Waiting"

AT_ONCE = 1 << 22


class Aside:
    """Temporary files, each made when it is asked for; they are gone at the end of a `with` statement."""

    def __init__(self) -> None:
        self._files = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()

    def file(self) -> FileIO:
        """Return a new file.

        Raises:
            PublishError: there is no room for one.
        """
        with _in_room():
            return self._files.enter_context(tempfile.TemporaryFile(buffering=0))


class Waiting:
    """A column of texts in a file, in the order of the rows; of each only the length is held."""

    def __init__(self, aside: Aside) -> None:
        self._aside = aside
        self._file = aside.file()
        self._lengths: list[Integers] = []

    def add(self, content: Bytes, lengths: Integers) -> None:
        """Append texts, given their bytes in a row and the length of each.

        Raises:
            PublishError: there is no room for them.
        """
        _write(self._file, content)
        self._lengths.append(lengths)

    def parted(self, rows: Integers, bounds: Integers) -> Parts:
        """Return the texts in parts, of which number n holds those of `rows[bounds[n]:bounds[n + 1]]`, in that order.

        They go to another file in which those of a part stand together, in the order of the rows.
        """
        import numpy as np

        lengths = np.concatenate([np.zeros(0, np.int32), *self._lengths])
        count = len(bounds) - 1
        part_of = np.full(len(lengths), -1, np.int32)
        part_of[rows] = np.repeat(np.arange(count, dtype=np.int32), np.diff(bounds))
        begins = _offsets(lengths[rows])[bounds]
        target, ends = self._aside.file(), begins.copy()
        for first, texts in self._blocks(_offsets(lengths)):
            order, starts = grouped(part_of[first : first + len(texts)], count)
            content, offsets = content_of(taken(texts, order))
            for part in np.flatnonzero(np.diff(starts)).tolist():
                piece = content[offsets[starts[part]] : offsets[starts[part + 1]]]
                target.seek(ends[part])
                _write(target, piece)
                ends[part] += len(piece)
        return Parts(file=target, begins=begins, lengths=lengths, rows=rows, bounds=bounds)

    def _blocks(self, offsets: Offsets) -> Iterator[tuple[int, pa.Array]]:
        """Yield the texts some at once, and the row of the first of them."""
        import numpy as np

        self._file.seek(0)
        first = 0
        while first < len(offsets) - 1:
            fitting = int(np.searchsorted(offsets, offsets[first] + AT_ONCE, side="right")) - 1
            last = max(first + 1, fitting)
            yield first, _texts(self._file, offsets[first : last + 1] - offsets[first])
            first = last


class Parts:
    """Texts in a file in which those of one part stand together, in the order of their rows."""

    def __init__(self, *, file: FileIO, begins: Offsets, lengths: Integers, rows: Integers, bounds: Integers) -> None:
        self._file, self._begins, self._lengths, self._rows, self._bounds = file, begins, lengths, rows, bounds

    def at(self, part: int) -> pa.Array:
        """Return the texts of a part, in the order in which its rows were given."""
        import numpy as np

        rows = self._rows[self._bounds[part] : self._bounds[part + 1]]
        order = np.argsort(rows)
        places = np.empty_like(order)
        places[order] = np.arange(len(rows))
        self._file.seek(self._begins[part])
        return taken(_texts(self._file, _offsets(self._lengths[rows[order]])), places)


def _offsets(lengths: Integers) -> Offsets:
    """Return where texts in a row begin, and the last ends."""
    import numpy as np

    offsets = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def _texts(file: FileIO, offsets: Offsets) -> pa.Array:
    """Return the texts that stand at the place of a file, the first of which begins at 0 of `offsets`."""
    content = bytearray(int(offsets[-1]))
    left = memoryview(content)
    with _in_room():
        while left:
            left = left[file.readinto(left) :]
    return sliced(content, offsets)


def _write(file: FileIO, content: Bytes) -> None:
    """Write all of some bytes: a file without a buffer may take but the first of them."""
    left = content.data
    with _in_room():
        while left:
            left = left[file.write(left) :]


@contextmanager
def _in_room() -> Iterator[None]:
    """Say in one sentence that a temporary file can't be had."""
    try:
        yield
    except OSError as error:
        where, why = tempfile.gettempdir(), error.strerror or error
        raise PublishError(f"{where}: {why}; expected room for the quotations of a large package") from error
