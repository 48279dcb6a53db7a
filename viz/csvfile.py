"""The columns of a CSV file as arrays of texts: by pyarrow in small blocks, by the standard library what it refuses."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from viz.arrays import content_of, encoded, joined, release

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

BLOCK = 1 << 20
# The columns in which hardly two cells are the same; of the others, every different text is held once.
UNLIKE = frozenset({"event_id", "label", "mention_id", "quote", "premises", "explanation"})


def read_columns(
    path: Path, required: tuple[str, ...], only: tuple[str, ...] | None
) -> tuple[tuple[str, ...], int, dict[str, pa.Array]]:
    """Return the names of all columns of a CSV file, how many rows it has, and the columns in `only` (None: all).

    Raises:
        InputError: the file is missing, is not UTF-8 or CSV, lacks a required column, or has a row that is too short.
    """
    limit = csv.field_size_limit(2**31 - 1)
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            columns = tuple(next(csv.reader(stream, strict=True), ()))
            missing = [name for name in required if name not in columns]
            if missing:
                raise InputError(path, "line 1", f"no column {missing[0]!r}", f"the columns {', '.join(required)}")
        places = {name: place for place, name in enumerate(columns) if only is None or name in only}
        cells = _by_blocks(path, len(columns), places)
        if cells is None or _has_empty(cells[required[0]]):
            cells = _by_rows(path, len(columns), places)
    except OSError as error:
        raise InputError(path, None, "no readable file", "a table of a published package") from error
    except UnicodeDecodeError as error:
        raise InputError(path, f"byte {error.start}", "bytes that are not UTF-8", "a UTF-8 file") from error
    except csv.Error as error:
        raise InputError(path, None, str(error), "a CSV file") from error
    finally:
        csv.field_size_limit(limit)
    return tuple(dict.fromkeys(columns)), len(cells[required[0]]), cells


def _by_blocks(path: Path, width: int, places: dict[str, int]) -> dict[str, pa.Array] | None:
    """Return the columns at `places`; None for a file that pyarrow refuses, or takes though a quotation has no end."""
    import pyarrow as pa
    from pyarrow import csv as blocks

    if not _looks_whole(path):
        return None
    names = [str(place) for place in range(width)]
    repeated = pa.dictionary(pa.int32(), pa.string())
    types = {str(place): pa.large_string() if name in UNLIKE else repeated for name, place in places.items()}
    found = {place: _Column() for place in places.values()}
    try:
        reader = blocks.open_csv(
            path,
            read_options=blocks.ReadOptions(use_threads=False, block_size=BLOCK, skip_rows=1, column_names=names),
            parse_options=blocks.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
            convert_options=blocks.ConvertOptions(
                column_types=types, include_columns=list(types), strings_can_be_null=False
            ),
        )
        for batch in reader:
            for place, column in found.items():
                column.add(batch.column(str(place)))
    except pa.ArrowInvalid:
        return None
    cells = {name: found[place].whole() for name, place in places.items()}
    release()
    return cells


def _looks_whole(path: Path) -> bool:
    """Whether a file ends with a line's end, and all its quotations have an end."""
    quotes, last = 0, b""
    with path.open("rb") as stream:
        while piece := stream.read(BLOCK):
            quotes += piece.count(b'"')
            last = piece[-1:]
    return last == b"\n" and quotes % 2 == 0


def _has_empty(column: pa.Array) -> bool:
    """Whether a column has an empty text, as pyarrow makes of an empty line."""
    import pyarrow.compute as pc

    lengths = pc.binary_length(column.dictionary if hasattr(column, "dictionary") else column)
    return len(lengths) > 0 and pc.min(lengths).as_py() == 0


class _Column:
    """A column as it comes in blocks. Texts are appended to one buffer: to join arrays would take their room twice."""

    def __init__(self) -> None:
        self._content = bytearray()
        self._lengths: list[Any] = []
        self._coded: list[pa.Array] = []

    def add(self, block: pa.Array) -> None:
        """Append the cells of a block."""
        import numpy as np
        import pyarrow as pa

        if pa.types.is_dictionary(block.type):
            self._coded.append(block)
            return
        content, offsets = content_of(block)
        self._content += content.data
        self._lengths.append(np.diff(offsets).astype(np.int32))

    def whole(self) -> pa.Array:
        """Return the column."""
        import numpy as np
        import pyarrow as pa

        if not self._coded:
            return joined(self._content, np.concatenate([np.zeros(0, np.int32), *self._lengths]))
        whole = pa.chunked_array(self._coded).unify_dictionaries().combine_chunks()
        self._coded.clear()
        few = pa.int8() if len(whole.dictionary) < 2**7 else pa.int16() if len(whole.dictionary) < 2**15 else pa.int32()
        return pa.DictionaryArray.from_arrays(whole.indices.cast(few), whole.dictionary.cast(pa.large_binary()))


def _by_rows(path: Path, width: int, places: dict[str, int]) -> dict[str, pa.Array]:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        next(reader)
        rows = list(_checked(path, width, reader))
    return {name: encoded([row[place] for row in rows]) for name, place in places.items()}


def _checked(path: Path, width: int, reader: Any) -> Iterator[list[str]]:
    for cells in reader:
        if len(cells) != width:
            raise InputError(path, f"line {reader.line_num}", f"{len(cells)} cells", f"{width}")
        yield cells
