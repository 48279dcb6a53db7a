"""The keys of tables, and which row of another table each cell that refers to it names."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.publish.checks.arrays import bytes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from pipeline.publish.checks.arrays import Integers
    from pipeline.publish.checks.package import Package, Twin

NOTHING, UNKNOWN = -1, -2
# Blocks of keys that are held at a time, however many there are: half a million keys.
BLOCKS_AT_ONCE = 32
# The bytes of a key that tell it from most others: as many at its beginning, at two places within and at its end.
_WIDTH = 8
# Keys of one number that are looked at one after another; where there are more, a search by text is sooner done.
_TRIES = 4
_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)


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

        texts = cells.cast(pa.large_string()).cast(pa.large_binary())
        marks = _marks(*bytes_of(texts))
        if 2 * np.count_nonzero(marks[1:] == marks[:-1]) > len(marks):
            # Most say the same as the one before.
            coded = texts.dictionary_encode()
            different = self._places(coded.dictionary, _marks(*bytes_of(coded.dictionary)))
            numbers = coded.indices.fill_null(len(different)).to_numpy()
            repeated: Integers = np.append(different, np.int32(NOTHING))[numbers]
            return repeated
        found = self._places(texts, marks)
        if texts.null_count:
            found[texts.is_null().to_numpy(zero_copy_only=False)] = NOTHING
        return found

    def _places(self, texts: pa.Array, marks: npt.NDArray[np.uint64]) -> Integers:
        """The places of texts with these numbers, whatever of null."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        found: Integers = np.full(len(texts), UNKNOWN, np.int32)
        # Numbers that ascend are found much sooner.
        order = np.argsort(marks)
        at = np.empty(len(marks), np.int64)
        at[order] = np.searchsorted(self._marks, marks[order])
        rows = self._alike(np.arange(len(texts)), at, marks)
        for _ in range(_TRIES):
            likely = self._order[at[rows]]
            same = pc.equal(self._keys.take(pa.array(likely)), texts.take(pa.array(rows)))
            right = pc.fill_null(same, fill_value=False).to_numpy(zero_copy_only=False)
            found[rows[right]] = likely[right]
            rows = rows[~right]
            at[rows] += 1
            rows = self._alike(rows, at, marks)
            if not len(rows):
                return found
        found[rows] = pc.fill_null(pc.index_in(texts.take(pa.array(rows)), value_set=self._keys), UNKNOWN)
        return found

    def _alike(
        self, rows: npt.NDArray[np.int64], at: npt.NDArray[np.int64], marks: npt.NDArray[np.uint64]
    ) -> npt.NDArray[np.int64]:
        """Those of some rows that have the number of the key at which they are looked for."""
        rows = rows[at[rows] < len(self._marks)]
        alike: npt.NDArray[np.int64] = rows[self._marks[at[rows]] == marks[rows]]
        return alike


def _marks(content: npt.NDArray[np.uint8], ends: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    """A number for each text, the same for texts that are the same and hardly for others."""
    import numpy as np

    starts, sizes = ends[:-1], np.diff(ends)
    padded = np.concatenate([content, np.zeros(_WIDTH, np.uint8)])
    words = np.ndarray((len(content) + 1,), "<u8", padded, 0, (1,))
    kept = np.array([(1 << 8 * size) - 1 for size in range(_WIDTH + 1)], np.uint64)[np.minimum(sizes, _WIDTH)]
    marks = sizes.astype(np.uint64)
    over = np.maximum(sizes - _WIDTH, 0)
    for ahead, factor in zip((0, over // 3, over * 2 // 3, over), _FACTORS, strict=True):
        marks += (words[starts + ahead] & kept) * np.uint64(factor)
    return marks


def links(package: Package, twin: Twin, column: str, referred: Twin, key: str) -> Integers:
    """Which row of `referred`, from 0, has as `key` what each cell of a column that refers to it says; found once."""
    found = package.once(("links", referred.resource, key), partial(_links_to, package, referred, key))
    return found[twin, column]


def _links_to(package: Package, referred: Twin, key: str) -> dict[tuple[Twin, str], Integers]:
    """The links of all columns that refer to a key, which is held some rows at a time."""
    import numpy as np

    found: dict[tuple[Twin, str], Integers] = {
        (twin, foreign.column): np.full(package.row_count(twin) or 0, UNKNOWN, np.int32)
        for _, twin in package.readings()
        for foreign in twin.table.foreign_keys
        if (foreign.table, foreign.reference) == (referred.table.name, key)
    }
    blocks = (batch.column(0) for _, batch in package.batches(referred, [key]))
    rows, start = package.row_count(referred) or 0, 0
    while True:
        count = _look_up(package, KeyIndex(islice(blocks, BLOCKS_AT_ONCE)), start, found)
        start += count
        if not count or start >= rows:
            return found


def _look_up(package: Package, index: KeyIndex, start: int, found: Mapping[tuple[Twin, str], Integers]) -> int:
    """Look up what isn't found yet among some keys, the first of which is in the row `start`; return how many."""
    import numpy as np

    for (twin, column), places in found.items():
        for first, batch in package.batches(twin, [column]):
            told, here = places[first - 1 : first - 1 + batch.num_rows], index.places(batch.column(0))
            here[here >= 0] += start
            np.copyto(told, here, where=told == UNKNOWN)
    return len(index)


def numbered(cells: Iterable[pa.Array]) -> Integers:
    """A number for each cell, the same for those that are the same; NOTHING for null."""
    import numpy as np
    import pyarrow as pa

    codes = pa.chunked_array(list(cells), pa.string()).combine_chunks().dictionary_encode().indices
    return np.asarray(codes.fill_null(NOTHING).to_numpy())
