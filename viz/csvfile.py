"""The columns of a CSV file as arrays of texts: by pyarrow in small blocks, by the standard library what it refuses.

What pyarrow reads though the standard library would not, or otherwise than it, is found beforehand.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.errors import InputError
from viz.arrays import Keys, content_of, encoded, joined, numbers_array, release
from viz.aside import Waiting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

    from viz.arrays import Integers
    from viz.aside import Aside, Cells

BLOCK = 1 << 20
# How many bytes of long texts are held: packages of some thousand events need no file.
OVER = 1 << 24
# Blocks after which memory is given back: that costs as much as some blocks.
APART = 32
# The columns in which hardly two cells are the same; of the others, every different text is held once.
UNLIKE = frozenset({"event_id", "label", "mention_id", "quote", "premises", "explanation", "title", "source"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """How the large columns of a table are had: long texts wait in files, and cells of `key` are places in `keys`."""

    aside: Aside | None = None
    key: str | None = None
    keys: Keys | None = None


HELD = Apart()


def unlike(required: tuple[str, ...]) -> frozenset[str]:
    """Return the columns in which hardly two cells are the same, given those that a table must have, its key first."""
    return UNLIKE | {required[0]}


def column_for(name: str, apart: Apart, *, coded: bool) -> Column:
    """Return what takes a column as it comes in blocks."""
    if apart.keys is not None and name == apart.key:
        return _KeyColumn(apart.keys)
    return _CodedColumn() if coded else _TextColumn(apart.aside)


def read_columns(
    path: Path, required: tuple[str, ...], only: tuple[str, ...] | None, apart: Apart = HELD
) -> tuple[tuple[str, ...], int, dict[str, Cells]]:
    """Return the names of all columns of a CSV file, how many rows it has, and the columns in `only` (None: all).

    Raises:
        InputError: the file is missing, is not UTF-8 or CSV, lacks a required column, or has a row that is too short.
        PublishError: there is no room for temporary files.
    """
    limit = csv.field_size_limit(2**31 - 1)
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            columns = tuple(next(csv.reader(stream, strict=True), ()))
            missing = [name for name in required if name not in columns]
            if missing:
                raise InputError(path, "line 1", f"no column {missing[0]!r}", f"the columns {', '.join(required)}")
        places = {name: place for place, name in enumerate(columns) if only is None or name in only}
        found = _by_blocks(path, len(columns), places, apart, required)
        count, cells = _by_rows(path, len(columns), places, apart) if found is None else found
    except OSError as error:
        raise InputError(path, None, "no readable file", "a table of a published package") from error
    except UnicodeDecodeError as error:
        raise InputError(path, f"byte {error.start}", "bytes that are not UTF-8", "a UTF-8 file") from error
    except csv.Error as error:
        raise InputError(path, None, str(error), "a CSV file") from error
    finally:
        csv.field_size_limit(limit)
    return tuple(dict.fromkeys(columns)), count, cells


def _by_blocks(
    path: Path, width: int, places: dict[str, int], apart: Apart, required: tuple[str, ...]
) -> tuple[int, dict[str, Cells]] | None:
    """Return how many rows there are and the columns at `places`; None where pyarrow can't be trusted with a file.

    That is one that it refuses, or would read otherwise than it is meant. It makes rows of empty lines: in the column
    that is required first no cell is empty.
    """
    import pyarrow as pa
    from pyarrow import csv as blocks

    if not _looks_whole(path):
        return None
    names = [str(place) for place in range(width)]
    repeated = pa.dictionary(pa.int32(), pa.string())
    texts = unlike(required)
    types = {str(place): pa.large_string() if name in texts else repeated for name, place in places.items()}
    found = {name: column_for(name, apart, coded=name not in texts) for name in places}
    count = 0
    try:
        reader = blocks.open_csv(
            path,
            read_options=blocks.ReadOptions(use_threads=False, block_size=BLOCK, skip_rows=1, column_names=names),
            parse_options=blocks.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
            convert_options=blocks.ConvertOptions(
                column_types=types, include_columns=list(types), strings_can_be_null=False
            ),
        )
        for number, batch in enumerate(reader, 1):
            if _has_empty(batch.column(str(places[required[0]]))):
                return None
            count += batch.num_rows
            for name, column in found.items():
                column.add(batch.column(str(places[name])))
            if number % APART == 0:
                release()
    except pa.ArrowInvalid:
        return None
    return count, {name: column.whole() for name, column in found.items()}


def _looks_whole(path: Path) -> bool:
    """Whether a file ends with a line's end, and its quotation marks stand only where RFC 4180 has them."""
    quotes, last = 0, b""
    with path.open("rb") as stream:
        # To the end of a line, so that no run of quotation marks is parted.
        while piece := stream.read(BLOCK) + stream.readline():
            count = piece.count(b'"')
            if count and not _well_quoted(piece, within=quotes % 2 == 1):
                return False
            quotes += count
            last = piece[-1:]
    return last == b"\n" and quotes % 2 == 0


def _well_quoted(piece: bytes, *, within: bool) -> bool:
    r"""Whether quotation marks begin and end cells, or are two for one within; `within`: a cell began before.

    >>> [_well_quoted(piece, within=False) for piece in (b'"a""b",""\n', b'"a"b\n', b'""b\n', b'a"b"\n')]
    [True, False, False, False]
    """
    import numpy as np

    content = np.frombuffer(piece, np.uint8)
    places = np.flatnonzero(content == ord('"'))
    first = np.flatnonzero(np.diff(places, prepend=-2) > 1)
    lengths = np.diff(first, append=len(places))
    odd = lengths % 2 == 1
    inside = (first + within) % 2 == 1
    begins = places[first]
    ends = begins + lengths
    apart = np.zeros(256, np.bool_)
    apart[list(b",\r\n")] = True
    before = apart[content[begins - 1]] | (begins == 0)
    after = apart[content[np.minimum(ends, len(content) - 1)]] | (ends == len(content))
    # A run of them opens a cell, closes one, does both, or stands within one.
    return bool(np.all((inside | before) & (after | (inside != odd))))


def _has_empty(column: pa.Array) -> bool:
    """Whether a column has an empty text, as pyarrow makes of an empty line."""
    import pyarrow.compute as pc

    lengths = pc.binary_length(column.dictionary if hasattr(column, "dictionary") else column)
    return len(lengths) > 0 and pc.min(lengths).as_py() == 0


class Column(Protocol):
    """A column as it comes in blocks."""

    def add(self, block: pa.Array) -> None:
        """Append the cells of a block."""

    def whole(self) -> Cells:
        """Return the column."""


class _KeyColumn:
    """Keys, as where they stand among known ones."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._places: list[Integers] = []

    def add(self, block: pa.Array) -> None:
        self._places.append(self._keys.places(block.cast("large_binary")))

    def whole(self) -> Cells:
        import numpy as np

        return numbers_array(np.concatenate([np.zeros(0, np.int32), *self._places]))


class _TextColumn:
    """Texts, which are appended to one buffer: to join arrays would take their room twice."""

    def __init__(self, aside: Aside | None) -> None:
        self._content = bytearray()
        self._lengths: list[Integers] = []
        self._aside = aside
        self._waiting: Waiting | None = None

    def add(self, block: pa.Array) -> None:
        import numpy as np

        content, offsets = content_of(block)
        lengths = np.diff(offsets).astype(np.int32)
        if self._waiting is not None:
            self._waiting.add(content, lengths)
            return
        self._content += content.data
        self._lengths.append(lengths)
        if self._aside is not None and len(self._content) > OVER:
            self._waiting = Waiting(self._aside)
            self._waiting.add(np.frombuffer(self._content, np.uint8), np.concatenate(self._lengths))
            self._content, self._lengths = bytearray(), []

    def whole(self) -> Cells:
        import numpy as np

        if self._waiting is not None:
            return self._waiting
        return joined(self._content, np.concatenate([np.zeros(0, np.int32), *self._lengths]))


class _CodedColumn:
    """Numbers of texts, of which few differ."""

    def __init__(self) -> None:
        self._values: list[pa.Array] = []
        self._codes: list[Integers] = []

    def add(self, block: pa.Array) -> None:
        self._values.append(block.dictionary)
        self._codes.append(_held(block.indices.to_numpy(), len(block.dictionary)))

    def whole(self) -> Cells:
        import numpy as np
        import pyarrow as pa

        if not self._values:
            return joined(b"", [])
        # Every different text is held once.
        whole = pa.chunked_array(self._values).dictionary_encode()
        values = whole.chunk(0).dictionary.cast(pa.large_binary())
        self._values.clear()
        blocks = [
            _held(found.indices.to_numpy(), len(values))[codes]
            for found, codes in zip(whole.chunks, _emptied(self._codes), strict=True)
        ]
        return pa.DictionaryArray.from_arrays(numbers_array(np.concatenate(blocks)), values, safe=False)


def _held(numbers: Integers, count: int) -> Integers:
    """Return numbers below `count` in as little room as can be."""
    import numpy as np

    return numbers.astype(np.min_scalar_type(count), copy=False)


def _emptied(items: list[Integers]) -> Iterator[Integers]:
    """Yield the items of a list, which loses them."""
    items.reverse()
    while items:
        yield items.pop()


def _by_rows(path: Path, width: int, places: dict[str, int], apart: Apart) -> tuple[int, dict[str, Cells]]:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        next(reader)
        rows = list(_checked(path, width, reader))
    cells = {name: encoded([row[place] for row in rows]) for name, place in places.items()}
    if apart.key is not None and apart.keys is not None:
        cells[apart.key] = numbers_array(apart.keys.places(cells[apart.key]))
    return len(rows), cells


def _checked(path: Path, width: int, reader: Any) -> Iterator[list[str]]:
    for cells in reader:
        if len(cells) != width:
            raise InputError(path, f"line {reader.line_num}", f"{len(cells)} cells", f"{width}")
        yield cells
