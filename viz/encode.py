"""Numbers and texts as the page carries them: plain for small packages, deflated for large ones.

Plain, numbers are base64 of a little-endian array and texts a list. Deflated (raw, RFC 1951), the bytes of an array
stand in planes, all lowest bytes first, since columns of small or sorted numbers then repeat; texts are the UTF-8 of
all of them in a row, and their lengths in bytes; phrases, whose words repeat, are the words and the numbers of words.
The page inflates with the browser's own DecompressionStream.
"""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from viz.arrays import Coded, coded, content_of, encoded, release

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyarrow as pa

    from viz.arrays import Bytes, Integers

LEVEL = 4
# How many bytes are deflated at once, and how many texts are parted into words.
AT_ONCE = 1 << 20
TEXTS_AT_ONCE = 1 << 14
_RANGES = {"u1": (0, 2**8), "u2": (0, 2**16), "i2": (-(2**15), 2**15), "u4": (0, 2**32), "i4": (-(2**31), 2**31)}
# No text in a script element may end the element, nor, in old browsers, a line of the script.
_ESCAPED = {text.encode("utf-8"): f"\\u{ord(text):04x}".encode() for text in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoder:
    """Writes numbers, texts and chunks; `deflated` says how."""

    deflated: bool

    def numbers(self, numbers: Sequence[int] | Integers) -> dict[str, str]:
        """Return whole numbers in the smallest type that holds them all; beyond 32 bits as floats of 64.

        >>> Encoder(deflated=False).numbers([1, 256])
        {'type': 'u2', 'data': 'AQAAAQ=='}
        """
        import numpy as np

        array = np.asarray(numbers, None if len(numbers) else np.int64)
        low, high = (int(array.min()), int(array.max())) if len(array) else (0, 0)
        code = next((code for code, (first, end) in _RANGES.items() if first <= low and high < end), "f8")
        packed = array.astype(f"<{code}", copy=False)
        if not self.deflated:
            return {"type": code, "data": _base64(packed.tobytes())}
        planes = np.ascontiguousarray(packed).view(np.uint8).reshape(-1, int(code[1])).T
        return {"type": code, "planes": _deflated(piece for plane in planes for piece in _pieces(plane))}

    def ragged(self, offsets: Integers, values: Integers) -> dict[str, Any]:
        """Return lists of numbers as the length of each and all their numbers in a row.

        The numbers of list n are `values[offsets[n] : offsets[n + 1]]`.
        """
        import numpy as np

        return {"lengths": self.numbers(np.diff(offsets)), "values": self.numbers(values)}

    def texts(self, texts: list[str] | pa.Array) -> Any:
        """Return texts, a list or an array of `viz.arrays`.

        >>> Encoder(deflated=False).texts(["a", "b"])
        ['a', 'b']
        """
        import numpy as np

        if not self.deflated:
            return list(texts) if isinstance(texts, list) else [text.decode("utf-8") for text in texts.to_pylist()]
        content, offsets = content_of(encoded(texts) if isinstance(texts, list) else texts)
        return {"lengths": self.numbers(np.diff(offsets)), "bytes": _deflated(_pieces(content))}

    def phrases(self, texts: list[str] | pa.Array) -> Any:
        """Return texts that share their words: each word once, and for each text the numbers of its words.

        >>> sorted(Encoder(deflated=True).phrases(["a b", "b"]))
        ['lengths', 'values', 'words']
        """
        if not self.deflated:
            return self.texts(texts)
        words, numbers, counts = _words(encoded(texts) if isinstance(texts, list) else texts)
        return {"words": self.texts(words), "lengths": self.numbers(counts), "values": self.numbers(numbers)}

    def chunk(self, value: bytes) -> bytes:
        r"""Return JSON as it stands in a script element of its own; deflated it is one string.

        >>> Encoder(deflated=False).chunk(b'["<i>"]')
        b'["\\u003ci\\u003e"]'
        """
        return f'"{_deflated([value])}"'.encode() if self.deflated else script_safe(value)


def script_safe(value: bytes) -> bytes:
    """Return JSON in which no text can end the script element that it stands in."""
    for character, escaped in _ESCAPED.items():
        value = value.replace(character, escaped)
    return value


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _pieces(array: Bytes) -> Iterator[bytes]:
    """Yield an array in pieces that are not large."""
    for first in range(0, len(array), AT_ONCE):
        yield array[first : first + AT_ONCE].tobytes()


def _deflated(pieces: Iterable[bytes]) -> str:
    compressor = zlib.compressobj(LEVEL, wbits=-15)
    return _base64(b"".join([*map(compressor.compress, pieces), compressor.flush()]))


def _words(texts: pa.Array) -> tuple[pa.Array, Integers, Integers]:
    """Return the different words of texts, as they first occur; the numbers of all words; how many each text has."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    counts, parted = [np.zeros(0, np.int32)], []
    for first in range(0, len(texts), TEXTS_AT_ONCE):
        parts = pc.split_pattern(texts.slice(first, TEXTS_AT_ONCE), " ")
        counts.append(np.diff(parts.offsets.to_numpy()).astype(np.int32))
        block = coded(parts.flatten())
        parted.append(Coded(codes=block.codes.astype(np.min_scalar_type(len(block.values))), values=block.values))
        del parts, block
        release()
    # The different words of a block are few: to number them takes less room than to number all words at once.
    whole = pa.chunked_array([block.values for block in parted], pa.large_binary()).dictionary_encode()
    words = whole.chunk(0).dictionary if parted else encoded([])
    release()
    numbers = np.empty(sum(len(block.codes) for block in parted), np.uint32)
    end = len(numbers)
    for places in reversed(whole.chunks):
        codes = parted.pop().codes
        numbers[end - len(codes) : end] = places.indices.to_numpy()[codes]
        end -= len(codes)
    return words, numbers, np.concatenate(counts)
