"""Parts of large row files, for an engine that works on several at a time: cut JSON Lines, read a part of either form.

The places where a file is cut follow from its lines, not from their offsets: a line that is changed or inserted
changes its own slice, and the slices around it stay the same bytes.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.ingest.decode import unreadable
from pipeline.ingest.rows import documents_of_lines, documents_of_row_groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from pipeline.ingest.rows import Outcome

SLICE_BYTES = 8_000_000
"""Bytes of a slice, on average."""
_PIECE_BYTES = 1 << 20
"""Bytes that are held at a time."""
_AHEAD_BYTES = 1 << 16
"""Bytes in which a line is looked for that ends a slice."""
_HASHES = 1 << 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A part of a JSON Lines file: bytes [start, end), the number of its first line from 1, SHA-256 in hexadecimal."""

    start: int
    end: int
    first_line: int
    sha256: str


def cut_jsonl(file: Path, size: int = SLICE_BYTES) -> Iterator[Slice]:
    """Yield the slices of an uncompressed JSON Lines file, in order and without gaps; none of an empty file.

    A slice ends with a line whose hash says so, by a chance that grows with the line's length. So slices have `size`
    bytes on average; each is of half of that at least, but for the last, and ends with the first line beyond four
    times that at the latest. The file is read once, and little of it is held at a time.

    Args:
        file: the file.
        size: bytes of a slice on average, 2 or more.

    Raises:
        OSError: the file can't be read.
    """
    with file.open("rb") as stream:
        start, first_line = 0, 1
        while cut := _next_slice(stream, start, first_line, size):
            found, lines = cut
            yield found
            start, first_line = found.end, first_line + lines


def _next_slice(stream: BinaryIO, start: int, first_line: int, size: int) -> tuple[Slice, int] | None:
    """Return the slice that begins where the stream stands, and its lines; None at the end of the file.

    The stream stands at the end of the slice then.
    """
    sha256 = hashlib.sha256()
    least, most, length, lines, crc, line_bytes = size // 2, 4 * size, 0, 0, 0, 0
    while length < least and (piece := stream.read(min(_PIECE_BYTES, least - length))):
        sha256.update(piece)
        length += len(piece)
        lines += piece.count(b"\n")
    ends = False
    while not ends and (piece := stream.read(_AHEAD_BYTES)):
        at = 0
        while not ends and (after := piece.find(b"\n", at) + 1):
            crc, line_bytes = zlib.crc32(piece[at:after], crc), line_bytes + after - at
            ends = crc * (size - least) < line_bytes * _HASHES or length + after >= most
            crc, line_bytes, lines, at = 0, 0, lines + 1, after
        if not ends:
            crc, line_bytes, at = zlib.crc32(piece[at:], crc), line_bytes + len(piece) - at, len(piece)
        sha256.update(piece[:at])
        length += at
    stream.seek(start + length)
    if not length:
        return None
    return Slice(start=start, end=start + length, first_line=first_line, sha256=sha256.hexdigest()), lines


def read_jsonl_slice(file: Path, path: str, start: int, end: int, *, first_line: int = 1) -> Iterator[Outcome]:
    """Yield the documents of the lines that start within bytes [start, end), as `read_jsonl` does.

    Args:
        file: an uncompressed JSON Lines file.
        path: its path relative to the corpus.
        start: a byte offset; where it isn't the start of a line, reading begins with the next one.
        end: the offset behind the last byte on which a line may start.
        first_line: the number, in the file, of the first line that is read.
    """
    try:
        with file.open("rb") as stream:
            if start:
                stream.seek(start - 1)
                while (skipped := stream.readline(_PIECE_BYTES)) and not skipped.endswith(b"\n"):
                    pass
            yield from documents_of_lines(stream, file, path, first_line=first_line, size=end - stream.tell())
    except OSError as error:
        yield unreadable(file, error)


def read_parquet_slice(file: Path, path: str, row_groups: Sequence[int]) -> Iterator[Outcome]:
    """Yield the documents of some row groups of a Parquet file, in the order given.

    `path` is relative to the corpus; row groups are counted from 0; rows are counted through the whole file.
    """
    return documents_of_row_groups(file, path, row_groups)


def row_group_bytes(file: Path) -> list[int]:
    """Return the uncompressed bytes of each row group of a Parquet file; none of a file that can't be read."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(file) as source:
            metadata = source.metadata
            return [metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups)]
    except (pa.ArrowException, OSError):
        return []
