"""What checks do to whole columns of pyarrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Integers = npt.NDArray[np.integer]


def places(wrong: pa.Array) -> list[int]:
    """The places of what is true, null being false."""
    import pyarrow.compute as pc

    found: list[int] = pc.indices_nonzero(wrong).to_pylist()
    return found


def plain(cells: pa.Array) -> pa.Array:
    """The cells themselves, where they are numbers of those of a dictionary."""
    return cells.dictionary_decode() if hasattr(cells, "dictionary") else cells


def bytes_of(texts: pa.Array) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """The bytes of texts in a row, and where each begins, and the last ends, in them.

    >>> import pyarrow as pa
    >>> content, ends = bytes_of(pa.array(["oat", None, "rye"]).slice(1))
    >>> content.tobytes(), ends.tolist()
    (b'rye', [0, 0, 3])
    """
    import numpy as np
    import pyarrow as pa

    _, bounds, content = texts.buffers()
    size = np.int64 if pa.types.is_large_string(texts.type) or pa.types.is_large_binary(texts.type) else np.int32
    ends = np.frombuffer(bounds, size)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    if content is None or not len(texts):
        return np.zeros(0, np.uint8), ends - ends[:1].sum()
    return np.frombuffer(content, np.uint8)[ends[0] : ends[-1]], ends - ends[0]


def first_places(codes: Integers, count: int) -> Integers:
    """Where each number from 0 up to `count` first stands.

    >>> import numpy as np
    >>> first_places(np.array([0, 1, 0, 2]), 3).tolist()
    [0, 1, 3]
    """
    import numpy as np

    found = np.zeros(count, np.int64)
    # Where an index stands twice, the last assignment holds.
    found[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return found
