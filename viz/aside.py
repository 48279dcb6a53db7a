"""What is too large to be held: it waits in temporary files, and comes back part by part."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack, contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from pipeline.errors import PublishError
from viz.arrays import sliced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import FileIO
    from typing import Protocol, Self, TypeAlias

    import pyarrow as pa

    from viz.arrays import Bytes, Integers

    class InBlocks(Protocol):
        """A column of texts that is had some at once, in the order of the rows."""

        def blocks(self) -> Iterator[pa.Array]:
            """Yield the texts."""

    # A column: its cells, or what gives them.
    Cells: TypeAlias = "pa.Array | InBlocks"

AT_ONCE = 1 << 20
# Bytes of one thing that are held before they go to the store.
HELD = 1 << 16


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


class Store:
    """What is made in pieces of several things at once, in a file or, without one, in memory."""

    def __init__(self, aside: Aside | None = None) -> None:
        self._file: FileIO | BytesIO = BytesIO() if aside is None else aside.file()
        self._end = 0

    def new(self) -> Stored:
        """Return a thing without bytes."""
        return Stored(self)

    def put(self, content: bytes) -> int:
        """Append bytes and return where they stand.

        Raises:
            PublishError: there is no room for them.
        """
        place = self._end
        self._file.seek(place)
        _write(self._file, content)
        self._end += len(content)
        return place

    def get(self, place: int, size: int) -> bytes:
        """Return the bytes at a place."""
        self._file.seek(place)
        return bytes(_read(self._file, size))


class Stored:
    """Bytes in a store, which come a few at once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[bytes] = []
        self._held = 0
        self._extents: list[tuple[int, int]] = []

    def add(self, content: bytes) -> None:
        """Append bytes."""
        self._waiting.append(content)
        self._held += len(content)
        if self._held >= HELD:
            content = b"".join(self._waiting)
            self._extents.append((self._store.put(content), len(content)))
            self._waiting, self._held = [], 0

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes, in pieces that are not large."""
        for place, size in self._extents:
            yield self._store.get(place, size)
        yield b"".join(self._waiting)


class Waiting:
    """A column of texts in a file, in the order of the rows; of each only the length is held."""

    def __init__(self, aside: Aside) -> None:
        self._file = aside.file()
        self._lengths: list[Integers] = []

    def add(self, content: Bytes, lengths: Integers) -> None:
        """Append texts, given their bytes in a row and the length of each.

        Raises:
            PublishError: there is no room for them.
        """
        _write(self._file, content.data)
        self._lengths.append(lengths)

    def blocks(self) -> Iterator[pa.Array]:
        """Yield the texts, some at once."""
        import numpy as np

        lengths = np.concatenate([np.zeros(0, np.int32), *self._lengths])
        offsets = np.zeros(len(lengths) + 1, np.int64)
        np.cumsum(lengths, out=offsets[1:])
        first = 0
        while first < len(lengths):
            fitting = int(np.searchsorted(offsets, offsets[first] + AT_ONCE, side="right")) - 1
            last = max(first + 1, fitting)
            self._file.seek(offsets[first])
            content = _read(self._file, int(offsets[last] - offsets[first]))
            yield sliced(content, offsets[first : last + 1] - offsets[first])
            first = last


def _read(file: FileIO | BytesIO, size: int) -> bytearray:
    """Return bytes from the place of a file: one without a buffer may give but the first of them."""
    content = bytearray(size)
    left = memoryview(content)
    with _in_room():
        while left:
            left = left[file.readinto(left) :]
    return content


def _write(file: FileIO | BytesIO, content: bytes | memoryview) -> None:
    """Write all of some bytes: a file without a buffer may take but the first of them."""
    left = memoryview(content)
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
