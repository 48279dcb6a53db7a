"""Numbers and texts as the page carries them: plain for small packages, deflated for large ones.

Plain, numbers are base64 of a little-endian array and texts a list. Deflated (raw, RFC 1951), the bytes of an array
stand in planes, all lowest bytes first, since columns of small or sorted numbers then repeat; texts are the UTF-8 of
all of them in a row, and their lengths in bytes; phrases, whose words repeat, are the words and the numbers of words.
The page inflates with the browser's own DecompressionStream. What is deflated waits in a file until it is written.
"""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from viz.arrays import coded, content_of, encoded, in_blocks, narrowed, sliced, strings_of, taken
from viz.aside import Store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    import pyarrow as pa

    from viz.arrays import Bytes, Coded, Integers
    from viz.aside import Stored

    Texts: TypeAlias = list[str] | pa.Array

# The next one would save a thirtieth of the page, for an eighth more of the time that deflating takes.
LEVEL = 1
# How many bytes are deflated at once.
AT_ONCE = 1 << 16
# How many texts are taken at once, and have their words numbered by themselves.
TEXTS_AT_ONCE = 1 << 14
_RANGES = {"u1": (0, 2**8), "u2": (0, 2**16), "i2": (-(2**15), 2**15), "u4": (0, 2**32), "i4": (-(2**31), 2**31)}
_WIDER = {"u1": "u2", "u2": "u4"}


class Encoder:
    """Writes numbers and texts; `deflated` says how, `store` where to."""

    def __init__(self, *, deflated: bool, store: Store | None = None) -> None:
        self.deflated = deflated
        self._store = Store() if store is None else store

    def numbers(self, numbers: Sequence[int] | Integers) -> dict[str, Any]:
        """Return whole numbers in the smallest type that holds them all; beyond 32 bits as floats of 64.

        >>> Encoder(deflated=False).numbers([1, 256])
        {'type': 'u2', 'data': 'AQAAAQ=='}
        """
        import numpy as np

        array = np.asarray(numbers, None if len(numbers) else np.int64)
        code = _type_of(array)
        if not self.deflated:
            packed = array.astype(f"<{code}", copy=False)
            return {"type": code, "data": base64.b64encode(packed.tobytes()).decode("ascii")}
        column = _Planes(self._store, code)
        column.add(array)
        return column.whole()

    def texts(self, texts: Texts) -> Any:
        """Return texts, a list or an array of `viz.arrays`.

        >>> Encoder(deflated=False).texts(["a", "b"])
        ['a', 'b']
        """
        return _filled(self.text_column(), texts)

    def phrases(self, texts: Texts) -> Any:
        """Return texts that share their words: the words of some texts, each once, and the numbers of each text's.

        The words of block n, of `block` texts, begin at `bases[n]`.

        >>> sorted(Encoder(deflated=True).phrases(["a b", "b"]))
        ['bases', 'block', 'lengths', 'values', 'words']
        """
        return _filled(self.phrase_column(), texts)

    def text_column(self) -> PlainColumn | TextColumn:
        """Return what takes texts as they come."""
        return TextColumn(self._store) if self.deflated else PlainColumn()

    def phrase_column(self) -> PlainColumn | PhraseColumn:
        """Return what takes texts that share their words, as they come in blocks of `TEXTS_AT_ONCE`."""
        return PhraseColumn(self._store) if self.deflated else PlainColumn()

    def coded(self, column: Coded) -> dict[str, Any]:
        """Return a column as its different texts, sorted, and the number of each cell's.

        >>> Encoder(deflated=False).coded(coded(encoded(["mill", "ford", "mill"])))["values"]
        ['ford', 'mill']
        """
        import numpy as np
        import pyarrow.compute as pc

        different = coded(column.values)
        order = pc.array_sort_indices(different.values).to_numpy().astype(np.int32)
        numbers = np.empty(len(order), np.int32)
        numbers[order] = np.arange(len(order), dtype=np.int32)
        codes = narrowed(numbers[different.codes])[column.codes]
        return {"values": self.texts(taken(different.values, order)), "codes": self.numbers(codes)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Texts as their words: text n is, in a row, `words[numbers[bounds[n]:bounds[n + 1]]]`.

    A word ends with the space after it; no two are the same.
    """

    words: pa.Array
    numbers: Integers
    bounds: Integers


def phrases_of(texts: pa.Array) -> Phrases:
    """Return texts as their words.

    >>> found = phrases_of(encoded(["to the mill", "", "the mill"]))
    >>> found.words.to_pylist(), found.numbers.tolist(), found.bounds.tolist()
    ([b'to ', b'the ', b'mill'], [0, 1, 2, 1, 2], [0, 3, 3, 5])
    """
    import numpy as np

    content, offsets = content_of(texts)
    ends = np.zeros(len(content) + 1, np.bool_)
    np.equal(content, ord(" "), out=ends[1:])
    ends[offsets] = True
    places = np.flatnonzero(ends)
    found = coded(sliced(content, places))
    return Phrases(words=found.values, numbers=found.codes, bounds=np.searchsorted(places, offsets))


class Deflating:
    """What is deflated as it comes."""

    def __init__(self, store: Store) -> None:
        self._compressor = zlib.compressobj(LEVEL, wbits=-15)
        self._stored = store.new()

    def add(self, content: Bytes) -> None:
        """Append bytes."""
        for first in range(0, len(content), AT_ONCE):
            self._stored.add(self._compressor.compress(content[first : first + AT_ONCE].data))

    def whole(self) -> Stored:
        """Return all of it, deflated."""
        self._stored.add(self._compressor.flush())
        return self._stored


class _Planes:
    """Numbers as they come, in a type that holds them all: of those that are not negative it need not be known."""

    def __init__(self, store: Store, code: str = "u1") -> None:
        self._store = store
        self._code = code
        self._planes = [Deflating(store) for _ in range(int(code[1]))]
        self._count = 0

    def add(self, numbers: Integers) -> None:
        import numpy as np

        if self._code in _WIDER and len(numbers):
            highest = int(numbers.max())
            while highest >= _RANGES[self._code][1]:
                self._widen()
        for first in range(0, len(numbers), AT_ONCE):
            packed = numbers[first : first + AT_ONCE].astype(f"<{self._code}")
            planes = packed.view(np.uint8).reshape(len(packed), -1)
            for place, plane in enumerate(self._planes):
                plane.add(np.ascontiguousarray(planes[:, place]))
        self._count += len(numbers)

    def whole(self) -> dict[str, Any]:
        return {"type": self._code, "planes": [plane.whole() for plane in self._planes]}

    def _widen(self) -> None:
        import numpy as np

        self._code = _WIDER[self._code]
        for _ in range(len(self._planes), int(self._code[1])):
            plane = Deflating(self._store)
            plane.add(np.zeros(self._count, np.uint8))
            self._planes.append(plane)


class PlainColumn:
    """Texts as they come, as a list."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def add(self, texts: pa.Array) -> None:
        """Append texts."""
        self._texts += strings_of(texts)

    def whole(self) -> list[str]:
        """Return all of them."""
        return self._texts


class TextColumn:
    """Texts as they come, deflated."""

    def __init__(self, store: Store) -> None:
        self._content = Deflating(store)
        self._lengths = _Planes(store)

    def add(self, texts: pa.Array) -> None:
        """Append texts."""
        import numpy as np

        content, offsets = content_of(texts)
        self._content.add(content)
        self._lengths.add(np.diff(offsets))

    def whole(self) -> dict[str, Any]:
        """Return all of them."""
        return {"lengths": self._lengths.whole(), "bytes": self._content.whole()}


class PhraseColumn:
    """Texts that share their words, as they come; each block of them has its own words."""

    def __init__(self, store: Store) -> None:
        self._words = TextColumn(store)
        self._numbers, self._counts = _Planes(store), _Planes(store)
        self._bases = [0]

    def add(self, texts: pa.Array) -> Phrases:
        """Append texts, and return them as their words."""
        import numpy as np

        found = phrases_of(texts)
        self._words.add(found.words)
        self._numbers.add(found.numbers)
        self._counts.add(np.diff(found.bounds))
        self._bases.append(self._bases[-1] + len(found.words))
        return found

    def whole(self) -> dict[str, Any]:
        """Return all of them."""
        return {
            "block": TEXTS_AT_ONCE,
            "bases": self._bases[:-1],
            "words": self._words.whole(),
            "lengths": self._counts.whole(),
            "values": self._numbers.whole(),
        }


def _filled(column: PlainColumn | TextColumn | PhraseColumn, texts: Texts) -> Any:
    for block in in_blocks([encoded(texts) if isinstance(texts, list) else texts], TEXTS_AT_ONCE):
        column.add(block)
    return column.whole()


def _type_of(array: Integers) -> str:
    """Return the smallest type that holds all of some numbers."""
    low, high = (int(array.min()), int(array.max())) if len(array) else (0, 0)
    return next((code for code, (first, end) in _RANGES.items() if first <= low and high < end), "f8")
