"""JSON Lines and Parquet: one document a row, whose text is plain text."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from itertools import accumulate
from typing import IO, TYPE_CHECKING, cast

from pipeline.errors import InputError, json_fault
from pipeline.ingest.assemble import assemble
from pipeline.ingest.decode import is_blank, require_text, unreadable
from pipeline.ingest.draft import Draft
from pipeline.ingest.metadata import FIELDS, Metadata, is_meant, parse_metadata
from pipeline.ingest.plain import lay_out
from pipeline.limits import ROW_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.model import Document

    Outcome = Document | InputError | None
    Reader = Callable[[Path, str], Iterator[Outcome]]

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BATCH_ROWS = 64
_NO_TEXT = object()
_ID_DIGITS = 16
"""Hexadecimal digits of a text's SHA-256 in its default id: two texts of a million share them once in 10⁷ corpora."""


def document_of_row(text: str, metadata: Metadata, *, name: str, path: str, place: str | None) -> Document:
    """Return the document of a plain text that came without a file of its own.

    `name` and `place` say in an error where it stands; `path` is `Document.path`. The default id is the stem of `path`
    and the start of the text's SHA-256, so that it doesn't depend on the rows beside it.

    Raises:
        InputError: the text is blank, too large, or can't be written as UTF-8.
    """
    require_text(text, name, place)
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        found = f"the lone surrogate U+{ord(text[error.start]):04X} at code point {error.start}"
        raise InputError(name, place, found, "characters that can be written as UTF-8") from None
    if len(data) > ROW_BYTES.value():
        raise InputError(name, place, f"a text of {len(data):,} bytes", ROW_BYTES.expected())
    draft = Draft(text=text, layout=lay_out(text, metadata.title), metadata=metadata)
    sha256 = hashlib.sha256(data).hexdigest()
    stem = path.rstrip("/").rpartition("/")[2].partition(".")[0] or path
    return assemble(draft, default_id=f"{stem}-{sha256[:_ID_DIGITS]}", path=path, sha256=sha256)


def _document(row: Mapping[str, object], *, name: str, path: str, place: str) -> Document | None:
    def fault(_: str, found: str, expected: str) -> InputError:
        return InputError(name, place, found, expected)

    text = row.get("text", _NO_TEXT)
    if text is None or (isinstance(text, str) and is_blank(text)):
        return None
    if not isinstance(text, str):
        raise fault("text", "no 'text'" if text is _NO_TEXT else "a 'text' that isn't text", "the text of the document")
    return document_of_row(text, parse_metadata(row, fault), name=name, path=path, place=place)


def read_jsonl(file: Path, path: str) -> Iterator[Outcome]:
    """Yield the documents of a JSON Lines file, compressed with gzip or Zstandard as its suffix says, and its faults.

    `path` is relative to the corpus. A fault of a line is yielded in its place, None for a row whose text is blank
    or null; a fault of the file ends the reading.
    """
    try:
        with _open(file) as stream:
            yield from documents_of_lines(stream, file, path)
    except OSError as error:
        yield unreadable(file, error)


def documents_of_lines(
    stream: IO[bytes], file: Path, path: str, *, first_line: int = 1, size: int | None = None
) -> Iterator[Outcome]:
    """Yield the documents and faults of the lines that start in the next `size` bytes of `stream`, None for all.

    `first_line` is the number of the first of them in the file.

    Raises:
        OSError: the file can't be read.
    """
    name, number, at, most = str(file), first_line - 1, 0, ROW_BYTES.value()
    try:
        while (size is None or at < size) and (line := stream.readline(most + 1)):
            number += 1
            at += len(line)
            if len(line) > most:
                yield InputError(file, f"line {number}", f"more than {most:,} bytes", ROW_BYTES.expected())
                return
            if not line.isspace():
                yield _document_of_line(line, number, name=name, path=path)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield InputError(file, f"after line {number}", f"compressed data that can't be read ({error})", "a whole file")


def _document_of_line(line: bytes, number: int, *, name: str, path: str) -> Outcome:
    place = f"line {number}"
    try:
        row = json.loads(line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line)
    except UnicodeDecodeError as error:
        found = f"the byte 0x{line[error.start]:02X}, which isn't {error.encoding.upper()} here"
        return InputError(name, f"{place}, byte {error.start}", found, "UTF-8")
    except (ValueError, RecursionError) as error:
        reason = json_fault(error) if isinstance(error, json.JSONDecodeError) else "too deep or too large"
        return InputError(name, place, f"JSON that can't be read ({reason})", "one JSON object a line")
    if not isinstance(row, dict):
        return InputError(name, place, "JSON that is no object", "one JSON object a line")
    return _document_of_row(row, name=name, path=path, place=place)


def _open(file: Path) -> IO[bytes]:
    suffix = file.suffix.lower()
    if suffix == ".gz":
        return cast("IO[bytes]", gzip.open(file, "rb"))
    if suffix == ".zst":
        import pyarrow as pa

        return io.BufferedReader(pa.CompressedInputStream(pa.OSFile(str(file), "rb"), "zstd"))
    return file.open("rb")


def read_parquet(file: Path, path: str) -> Iterator[Outcome]:
    """Yield the documents of a Parquet file and its faults; `path` is relative to the corpus.

    A fault of a row is yielded in its place, None for a row whose text is blank or null; a fault of the file ends the
    reading.
    """
    return documents_of_row_groups(file, path, None)


def documents_of_row_groups(file: Path, path: str, row_groups: Sequence[int] | None) -> Iterator[Outcome]:
    """Yield the documents and faults of row groups, counted from 0, in the order given; None for all of the file."""
    import pyarrow as pa
    from pyarrow import parquet

    number = 0
    try:
        with parquet.ParquetFile(file) as source:
            names = source.schema_arrow.names
            known = [name for name in ("text", *FIELDS) if name in names]
            unread = {name: "" for name in names if is_meant(name, names)}
            if "text" not in known:
                yield InputError(file, None, "no column 'text'", f"the columns text and, if known, {', '.join(FIELDS)}")
                return
            groups = range(source.num_row_groups)
            rows_above = [0, *accumulate(source.metadata.row_group(group).num_rows for group in groups)]
            for group in groups if row_groups is None else row_groups:
                if group not in groups:
                    yield InputError(
                        file, None, f"{len(groups)} row groups", f"more, since row group {group} is asked for"
                    )
                    return
                number = rows_above[group]
                for batch in source.iter_batches(batch_size=_BATCH_ROWS, row_groups=[group], columns=known):
                    for row in batch.to_pylist():
                        number += 1
                        yield _document_of_row(row | unread, name=str(file), path=path, place=f"row {number}")
    except (pa.ArrowException, UnicodeDecodeError, OSError) as error:
        reason = " ".join(str(error).split())[:120]
        yield InputError(file, f"after row {number}", f"Parquet that can't be read ({reason})", "a whole Parquet file")


def _document_of_row(row: Mapping[str, object], *, name: str, path: str, place: str) -> Outcome:
    try:
        return _document(row, name=name, path=path, place=place)
    except InputError as fault:
        return fault
