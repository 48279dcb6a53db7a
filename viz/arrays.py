"""Columns of texts as arrays of pyarrow (large binary, UTF-8) and of numpy, and what is done to whole columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Integers = npt.NDArray[np.integer]
    Bytes = npt.NDArray[np.uint8]
    Hashes = npt.NDArray[np.uint64]


# How many keys become known at once.
AT_ONCE = 1 << 15
# Factors by which the bits of a hash are mixed: odd, and without a pattern.
_MIXED, _BEGUN = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93


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


def widened(texts: pa.Array) -> pa.Array:
    """Return texts of pyarrow's type `string` as an array, whose bytes are the same ones.

    >>> import pyarrow as pa
    >>> widened(pa.array(["mill", "ford", "weir"]).slice(1)).to_pylist()
    [b'ford', b'weir']
    """
    import numpy as np

    _, bounds, content = texts.buffers()
    if not len(texts) or content is None:
        return empty_texts(len(texts))
    offsets = np.frombuffer(bounds, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return sliced(content, offsets.astype(np.int64))


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


def narrowed(numbers: Integers) -> Integers:
    """Return numbers that are not negative in the smallest type that holds them.

    >>> import numpy as np
    >>> narrowed(np.array([3, 300])).dtype
    dtype('uint16')
    """
    import numpy as np

    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


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


def last_places(known: pa.Array, texts: pa.Array) -> Integers:
    """Return where in `known` each text last stands, -1 for one that is not there.

    >>> last_places(encoded(["mill", "ford", "mill"]), encoded(["weir", "mill"])).tolist()
    [-1, 2]
    """
    import numpy as np

    found = index_in(texts, known[::-1])
    last: Integers = np.where(found >= 0, len(known) - 1 - found, -1).astype(np.int32)
    return last


def hashed(texts: pa.Array) -> Hashes:
    """Return a number of 64 bits for each text: the same for the same text, hardly ever the same for two others.

    >>> one, other, again = hashed(encoded(["ferry at the mill", "ferry at the weir", "ferry at the mill"])).tolist()
    >>> one == again, one == other
    (True, False)
    """
    import numpy as np

    content, offsets = content_of(texts)
    padded = np.zeros(len(content) + 8, np.uint8)
    padded[:-8] = content
    # Eight bytes of each text in turn; of the last ones those that are beyond its end count as 0.
    words = np.ndarray(len(content) + 1, "<u8", padded, strides=(1,))
    masks = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)
    starts, left = offsets[:-1], np.diff(offsets)
    found = left.astype(np.uint64) * np.uint64(_BEGUN)
    for _ in range(int(left.min()) // 8 if len(left) else 0):
        _mix(found, words[starts])
        starts, left = starts + 8, left - 8
    rows = np.flatnonzero(left)
    starts, left = starts[rows], left[rows]
    while len(rows):
        mixed = found[rows]
        _mix(mixed, words[starts] & masks[np.minimum(left, 8)])
        found[rows] = mixed
        more = np.flatnonzero(left > 8)
        starts, left, rows = starts[more] + 8, left[more] - 8, rows[more]
    return found


def _mix(hashes: Hashes, words: Hashes) -> None:
    """Mix words into hashes, in place."""
    import numpy as np

    hashes ^= words
    hashes *= np.uint64(_MIXED)
    hashes ^= hashes >> np.uint64(32)


class Keys:
    """Known keys, by their hashes: of a million, two have the same hash once in thirty million packages.

    >>> keys = Keys([hashed(encoded(["mill", "ford", "weir", "ford"]))])
    >>> keys.places(encoded(["ford", "quay", "weir"])).tolist()
    [1, -1, 2]
    """

    def __init__(self, blocks: list[Hashes]) -> None:
        """Take the hashes of the keys, some at once."""
        import numpy as np

        self._hashes = np.concatenate([np.zeros(0, np.uint64), *blocks])
        # The number of a key, or -1, stands where the first bits of its hash say, else at the next place that is free.
        bits = len(self._hashes).bit_length() + 1
        self._shift = np.uint64(64 - bits)
        self._table = np.full(1 << bits, -1, np.int32)
        for first in range(0, len(self._hashes), AT_ONCE):
            self._insert(first)

    def _insert(self, first: int) -> None:
        import numpy as np

        hashes = self._hashes[first : first + AT_ONCE]
        rows = np.arange(first, first + len(hashes), dtype=np.int32)
        places = self._places(hashes)
        while len(rows):
            free = np.flatnonzero(self._table[places] < 0)[::-1]
            # Where two want one place, the last assignment holds: that of the first.
            self._table[places[free]] = rows[free]
            more = np.flatnonzero(self._hashes[self._table[places]] != hashes)
            rows, hashes, places = rows[more], hashes[more], self._next(places[more])

    def places(self, texts: pa.Array) -> Integers:
        """Return where each text stands among the keys, first where it stands twice; -1 for one that is none."""
        import numpy as np

        wanted = hashed(texts)
        found = np.full(len(texts), -1, np.int32)
        rows, places = np.arange(len(texts), dtype=np.int32), self._places(wanted)
        while len(rows):
            there = self._table[places]
            held = there >= 0
            same = held & (self._hashes[there] == wanted[rows]) if len(self._hashes) else held
            found[rows[same]] = there[same]
            more = np.flatnonzero(held & ~same)
            rows, places = rows[more], self._next(places[more])
        return found

    def _places(self, hashes: Hashes) -> Integers:
        import numpy as np

        return (hashes >> self._shift).astype(np.int32)

    def _next(self, places: Integers) -> Integers:
        # The place after the last is the first.
        return (places + 1) % len(self._table)


def in_blocks(blocks: Iterable[pa.Array], rows: int) -> Iterator[pa.Array]:
    """Yield arrays of so many rows each, the last of fewer, of arrays of any.

    >>> [block.to_pylist() for block in in_blocks([encoded(["a"]), encoded(["b", "c", "d"])], 2)]
    [[b'a', b'b'], [b'c', b'd']]
    """
    import pyarrow as pa

    waiting: list[pa.Array] = []
    count = 0
    for block in blocks:
        first = 0
        while count + len(block) - first >= rows:
            waiting.append(block.slice(first, rows - count))
            first += rows - count
            yield pa.concat_arrays(waiting) if len(waiting) > 1 else waiting[0]
            waiting, count = [], 0
        if first < len(block):
            waiting.append(block.slice(first))
            count += len(block) - first
    if waiting:
        yield pa.concat_arrays(waiting) if len(waiting) > 1 else waiting[0]


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

    numbers, count = columns[0].codes, len(columns[0].values)
    for column in columns[1:]:
        kind = np.dtype(np.int32 if count * len(column.values) < 2**31 else np.int64)
        pairs: Integers = numbers.astype(kind) * len(column.values) + column.codes
        numbers = renumbered(pairs)
        count = int(numbers.max(initial=-1)) + 1
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
    places[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1, dtype=np.int32)
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
