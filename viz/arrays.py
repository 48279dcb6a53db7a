"""Columns of texts as arrays of pyarrow (large binary, UTF-8) and of numpy, and what is done to whole columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Integers = npt.NDArray[np.integer]
    Bytes = npt.NDArray[np.uint8]


# Keys looked up at once after which memory is given back.
LOOKED_UP = 1 << 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A column as the numbers of its different texts: cell n is `values[codes[n]]`."""

    codes: Integers
    values: pa.Array

    @classmethod
    def of(cls, text: str, count: int) -> Coded:
        """Return a column in which every cell is `text`."""
        import numpy as np

        return cls(codes=np.zeros(count, np.int32), values=encoded([text]))

    def strings(self) -> list[str]:
        """Return the different texts."""
        return strings_of(self.values)

    def texts(self, rows: Integers | slice) -> pa.Array:
        """Return the texts of some cells."""
        return taken(self.values, self.codes[rows])


def encoded(texts: Sequence[str]) -> pa.Array:
    """Return texts as an array; without `pa.array`, which would load pandas to look at a list.

    >>> encoded(["ford", ""]).to_pylist()
    [b'ford', b'']
    """
    pieces = [text.encode("utf-8") for text in texts]
    return joined(b"".join(pieces), [len(piece) for piece in pieces])


def joined(content: bytes | bytearray, lengths: Sequence[int] | Integers) -> pa.Array:
    """Return the texts that stand in a row in `content`, given the length of each in bytes."""
    import numpy as np

    offsets = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return sliced(content, offsets)


def sliced(content: object, offsets: npt.NDArray[np.int64]) -> pa.Array:
    """Return the texts of `content`, each of which ends where the next begins."""
    import pyarrow as pa

    buffer = content if isinstance(content, pa.Buffer) else pa.py_buffer(content)
    return pa.LargeBinaryArray.from_buffers(pa.large_binary(), len(offsets) - 1, [None, pa.py_buffer(offsets), buffer])


def strings_of(texts: pa.Array) -> list[str]:
    """Return texts as Python strings.

    >>> strings_of(encoded(["ford", "Huế"]))
    ['ford', 'Huế']
    """
    found: list[str] = texts.cast("large_string").to_pylist()
    return found


def scalar(text: bytes) -> pa.Scalar:
    """Return one text."""
    return joined(text, [len(text)])[0]


def empty_texts(count: int) -> pa.Array:
    """Return empty texts."""
    return joined(b"", [0] * count)


def numbers_array(numbers: Integers) -> pa.Array:
    """Return numbers as an array of pyarrow."""
    import numpy as np
    import pyarrow as pa

    plain = np.ascontiguousarray(numbers)
    return pa.Array.from_buffers(pa.from_numpy_dtype(plain.dtype), len(plain), [None, pa.py_buffer(plain)])


def taken(values: pa.Array, places: Integers) -> pa.Array:
    """Return the values at some places."""
    return values.take(numbers_array(places))


def index_in(texts: pa.Array, known: pa.Array) -> Integers:
    """Return where in `known` each text stands, -1 for one that is not there.

    >>> index_in(encoded(["ford", "weir"]), encoded(["mill", "ford"])).tolist()
    [1, -1]
    """
    import numpy as np
    import pyarrow.compute as pc

    found = pc.index_in(texts, value_set=known)
    if not found.null_count:
        return np.asarray(found.to_numpy())
    numbers = np.frombuffer(found.buffers()[1], np.int32)[: len(found)]
    return np.where(found.is_valid().to_numpy(zero_copy_only=False), numbers, -1)


class Keys:
    """Keys as they come in blocks, as where each stands among known ones, -1 for one that is not there.

    They are looked up some at once, a part of the known: a table of these alone takes more room than all of them.

    >>> keys = Keys(encoded(["mill", "ford", "weir", "ford"]))
    >>> keys.add(encoded(["ford", "quay", "ford"]))
    >>> keys.add(encoded(["mill"]))
    >>> keys.whole().tolist()
    [1, -1, 1, 0]
    """

    def __init__(self, known: pa.Array) -> None:
        self._known = known
        self._blocks: list[pa.Array] = []
        self._found: list[Integers] = []

    def add(self, block: pa.Array) -> None:
        """Append keys."""
        self._blocks.append(block)
        if sum(map(len, self._blocks)) > len(self._known) // 4:
            self._look_up()

    def whole(self) -> Integers:
        """Return the places of all keys."""
        import numpy as np

        self._look_up()
        return np.concatenate([np.zeros(0, np.int32), *self._found])

    def _look_up(self) -> None:
        import numpy as np
        import pyarrow as pa

        if not self._blocks:
            return
        keys = coded(pa.chunked_array(self._blocks).dictionary_encode().combine_chunks())
        self._blocks.clear()
        places = np.full(len(keys.values), -1, np.int32)
        if len(self._known) and len(keys.values):
            numbers = index_in(self._known, keys.values)
            rows = np.flatnonzero(numbers >= 0)[::-1]
            # Where a known key stands twice, the last assignment holds: that of its first row.
            places[numbers[rows]] = rows
        self._found.append(places[keys.codes])
        if len(keys.codes) > LOOKED_UP:
            release()


def coded(column: pa.Array) -> Coded:
    """Return a column as numbers of its different texts, which are in the order of their first cells.

    >>> found = coded(encoded(["mill", "ford", "mill"]))
    >>> found.codes.tolist(), found.strings()
    ([0, 1, 0], ['mill', 'ford'])
    """
    pairs = column if hasattr(column, "dictionary") else column.dictionary_encode()
    return Coded(codes=pairs.indices.to_numpy(), values=pairs.dictionary)


def combined(columns: Sequence[Coded]) -> tuple[Integers, Integers]:
    """Return a number for each row, the same where all columns are, and the first row of each number.

    Numbers are in the order of their first rows.

    >>> import numpy as np
    >>> a, b = coded(encoded(["x", "x", "y", "x"])), coded(encoded(["1", "2", "2", "1"]))
    >>> [found.tolist() for found in combined([a, b])]
    [[0, 1, 2, 0], [0, 1, 2]]
    """
    import numpy as np

    numbers: Integers = columns[0].codes.astype(np.int64)
    for column in columns[1:]:
        numbers = renumbered(numbers * len(column.values) + column.codes).astype(np.int64)
    numbers = renumbered(numbers)
    return numbers, first_places(numbers)


def renumbered(numbers: Integers) -> Integers:
    """Return numbers from 0 in the order in which different ones first occur."""
    found: Integers = numbers_array(numbers).dictionary_encode().indices.to_numpy()
    return found


def first_places(numbers: Integers) -> Integers:
    """Return where each number from 0 to the largest first stands.

    >>> import numpy as np
    >>> first_places(np.array([0, 1, 0, 2])).tolist()
    [0, 1, 3]
    """
    import numpy as np

    count = int(numbers.max()) + 1 if len(numbers) else 0
    places = np.zeros(count, np.int64)
    # Where an index stands twice, the last assignment holds.
    places[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)
    return places


def content_of(texts: pa.Array) -> tuple[Bytes, npt.NDArray[np.int64]]:
    """Return the bytes of all texts in a row and where each begins, and the last ends, in them."""
    import numpy as np

    _, bounds, content = texts.buffers()
    offsets = np.frombuffer(bounds, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    if content is None or not len(texts):
        return np.zeros(0, np.uint8), offsets - offsets[:1].sum()
    first, last = int(offsets[0]), int(offsets[-1])
    return np.frombuffer(content, np.uint8)[first:last], offsets - first


def grouped(owners: Integers, count: int) -> tuple[Integers, Integers]:
    """Return the rows that have an owner, sorted by it, and where the rows of each of `count` owners begin in them.

    `owners` says the owner of each row, -1 for none. The rows of one owner keep their order.

    >>> import numpy as np
    >>> [found.tolist() for found in grouped(np.array([2, 0, -1, 2]), 3)]
    [[1, 0, 3], [0, 1, 1, 3]]
    """
    import numpy as np

    order = np.argsort(owners, kind="stable")
    sizes = np.bincount(owners[owners >= 0], minlength=count)
    offsets = np.zeros(count + 1, np.int64)
    np.cumsum(sizes, out=offsets[1:])
    return order[len(owners) - int(offsets[-1]) :].astype(np.int32), offsets


def release() -> None:
    """Give back to the system what pyarrow, and the C library for numpy, have no more use for but would keep."""
    import pyarrow as pa

    for pool in (pa.default_memory_pool(), pa.system_memory_pool()):
        pool.release_unused()
