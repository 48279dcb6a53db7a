"""Numbers and texts as the page carries them: plain for small packages, deflated for large ones.

Plain, numbers are base64 of a little-endian array and texts a list. Deflated (raw, RFC 1951), the bytes of an array
stand in planes, all lowest bytes first, since columns of small or sorted numbers then repeat; texts are the UTF-8 of
all of them in a row, and their lengths in bytes. The page inflates with the browser's own DecompressionStream.
"""

from __future__ import annotations

import base64
import json
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVEL = 6
_STRUCT = {"u1": "B", "u2": "H", "u4": "I", "i2": "h", "i4": "i", "f8": "d"}
_RANGES = {"u1": (0, 2**8), "u2": (0, 2**16), "i2": (-(2**15), 2**15), "u4": (0, 2**32), "i4": (-(2**31), 2**31)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoder:
    """Writes numbers, texts and chunks; `deflated` says how."""

    deflated: bool

    def numbers(self, numbers: Sequence[int]) -> dict[str, str]:
        """Return whole numbers in the smallest type that holds them all; beyond 32 bits as floats of 64.

        >>> Encoder(deflated=False).numbers([1, 256])
        {'type': 'u2', 'data': 'AQAAAQ=='}
        """
        low, high = min(numbers, default=0), max(numbers, default=0)
        code = next((code for code, (first, end) in _RANGES.items() if first <= low and high < end), "f8")
        packed = struct.pack(f"<{len(numbers)}{_STRUCT[code]}", *numbers)
        if not self.deflated:
            return {"type": code, "data": _base64(packed)}
        size = int(code[1])
        planes = b"".join(packed[place::size] for place in range(size))
        return {"type": code, "planes": _deflated(planes)}

    def ragged(self, lists: Sequence[Sequence[int]]) -> dict[str, Any]:
        """Return lists of numbers as the length of each and all their numbers in a row."""
        return {
            "lengths": self.numbers([len(values) for values in lists]),
            "values": self.numbers([number for values in lists for number in values]),
        }

    def texts(self, texts: Sequence[str]) -> Any:
        """Return texts.

        >>> Encoder(deflated=False).texts(["a", "b"])
        ['a', 'b']
        """
        if not self.deflated:
            return list(texts)
        encoded = [text.encode("utf-8") for text in texts]
        return {"lengths": self.numbers([len(text) for text in encoded]), "bytes": _deflated(b"".join(encoded))}

    def chunk(self, value: Any) -> Any:
        """Return a JSON value; deflated it is one string."""
        if not self.deflated:
            return value
        return _deflated(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _deflated(content: bytes) -> str:
    return _base64(zlib.compress(content, LEVEL, wbits=-15))
