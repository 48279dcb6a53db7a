"""The keys of tables, and which row of another table each cell that refers to it names."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pipeline.publish.checks.arrays import bytes_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from pipeline.publish.checks.arrays import Integers
    from pipeline.publish.checks.package import Package, Twin

NOTHING, UNKNOWN = -1, -2
# The bytes of a key that tell it from most others: as many at its beginning, in its middle and at its end.
_WIDTH = 8
_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)


class KeyIndex:
    """Where keys stand, found by a number made of some of their bytes; the texts then prove it.

    >>> import pyarrow as pa
    >>> index = KeyIndex([pa.array(["oat", "rye"]), pa.array(["rye", "emmer"])])
    >>> index.places(pa.array(["emmer", None, "spelt", "rye"])).tolist()
    [3, -1, -2, 1]
    """

    def __init__(self, blocks: Iterable[pa.Array]) -> None:
        import numpy as np
        import pyarrow as pa

        contents, sizes, marks = bytearray(), [np.zeros(0, np.int32)], [np.zeros(0, np.uint64)]
        for block in blocks:
            content, ends = bytes_of(block)
            contents += content.data
            sizes.append(np.diff(ends).astype(np.int32))
            marks.append(_marks(content, ends))
        offsets = np.zeros(sum(map(len, sizes)) + 1, np.int64)
        np.cumsum(np.concatenate(sizes), out=offsets[1:])
        buffers = [None, pa.py_buffer(offsets), pa.py_buffer(contents)]
        self._keys = pa.LargeBinaryArray.from_buffers(pa.large_binary(), len(offsets) - 1, buffers)
        numbers = np.concatenate(marks)
        # Of equal keys the first comes first.
        self._order = np.argsort(numbers, kind="stable").astype(np.int32)
        self._marks = numbers[self._order]

    def __len__(self) -> int:
        return len(self._keys)

    def places(self, cells: pa.Array) -> Integers:
        """The place of each cell among the keys: of the first such, NOTHING of null, UNKNOWN where there is none."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        texts = cells.cast(pa.large_string()).cast(pa.large_binary())
        found: Integers = np.full(len(texts), UNKNOWN, np.int32)
        if len(self._keys):
            found = self._likely(_marks(*bytes_of(texts)))
            same = pc.fill_null(pc.equal(self._keys.take(pa.array(found)), texts), fill_value=False)
            other = np.flatnonzero(
                ~same.to_numpy(zero_copy_only=False) & texts.is_valid().to_numpy(zero_copy_only=False)
            )
            if len(other):
                found[other] = pc.fill_null(pc.index_in(texts.take(pa.array(other)), value_set=self._keys), UNKNOWN)
        if texts.null_count:
            found[texts.is_null().to_numpy(zero_copy_only=False)] = NOTHING
        return found

    def _likely(self, marks: npt.NDArray[np.uint64]) -> Integers:
        """Where the keys stand that have these numbers, if any have."""
        import numpy as np

        # Numbers that ascend are found much sooner.
        order = np.argsort(marks)
        at = np.empty(len(marks), np.int64)
        at[order] = np.searchsorted(self._marks, marks[order])
        found: Integers = self._order[np.minimum(at, len(self._order) - 1)]
        return found


def _marks(content: npt.NDArray[np.uint8], ends: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    """A number for each text, the same for texts that are the same and hardly for others."""
    import numpy as np

    starts, sizes = ends[:-1], np.diff(ends)
    padded = np.concatenate([content, np.zeros(_WIDTH, np.uint8)])
    words = np.ndarray((len(content) + 1,), "<u8", padded, 0, (1,))
    kept = np.array([(1 << 8 * size) - 1 for size in range(_WIDTH + 1)], np.uint64)[np.minimum(sizes, _WIDTH)]
    marks = sizes.astype(np.uint64)
    over = np.maximum(sizes - _WIDTH, 0)
    for ahead, factor in zip((0, over // 2, over), _FACTORS, strict=True):
        marks += (words[starts + ahead] & kept) * np.uint64(factor)
    return marks


def links(package: Package, twin: Twin, column: str, referred: Twin, key: str) -> Integers:
    """Which row of `referred`, from 0, has as `key` what each cell of a column says; found once."""
    name = ("links", twin.resource, column, referred.resource, key)
    return package.once(name, partial(_found, package, twin, column, referred, key))


def _found(package: Package, twin: Twin, column: str, referred: Twin, key: str) -> Integers:
    import numpy as np

    index = index_of(package, referred, key)
    found = (index.places(batch.column(0)) for _, batch in package.batches(twin, [column]))
    return np.concatenate([np.zeros(0, np.int32), *found])


def index_of(package: Package, twin: Twin, column: str) -> KeyIndex:
    """The index of a column of a twin, made once."""
    blocks = (batch.column(0) for _, batch in package.batches(twin, [column]))
    return package.once(("keys", twin.resource, column), partial(KeyIndex, blocks))


def numbered(cells: Iterable[pa.Array]) -> Integers:
    """A number for each cell, the same for those that are the same; NOTHING for null."""
    import numpy as np
    import pyarrow as pa

    codes = pa.chunked_array(list(cells), pa.string()).combine_chunks().dictionary_encode().indices
    return np.asarray(codes.fill_null(NOTHING).to_numpy())
