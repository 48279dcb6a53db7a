"""Walks a corpus and reads it: the registry of formats, the order of files, and what is refused."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections import Counter
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.ingest import markdown, pdf, plain, rows, webpage, word
from pipeline.ingest.assemble import assemble
from pipeline.ingest.decode import decode, read_bytes, unreadable
from pipeline.ingest.metadata import parse_metadata, shown
from pipeline.limits import FILE_BYTES, HTML_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping

    from pipeline.ingest.draft import Draft
    from pipeline.ingest.rows import Outcome
    from pipeline.limits import Limit
    from pipeline.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class _Format:
    """How a file that holds one document is read: `read` takes its bytes and the file's name for error messages.

    `needs` is the module of the extra that reads it, "" for what the base install reads.
    """

    read: Callable[[bytes, str], Draft]
    limit: Limit = FILE_BYTES
    needs: str = ""


def _decoded(read: Callable[[str, str], Draft]) -> Callable[[bytes, str], Draft]:
    """Return the reader of a file's bytes that `read` is of its text."""
    return lambda data, name: read(decode(data, name), name)


FORMATS: Mapping[str, _Format] = {
    ".md": _Format(read=_decoded(markdown.read)),
    ".markdown": _Format(read=_decoded(markdown.read)),
    ".txt": _Format(read=_decoded(plain.read)),
    ".html": _Format(read=_decoded(webpage.read), limit=HTML_BYTES),
    ".htm": _Format(read=_decoded(webpage.read), limit=HTML_BYTES),
    ".pdf": _Format(read=pdf.read, needs="pypdfium2"),
    ".docx": _Format(read=word.read, needs="docx"),
}
"""The formats of one document a file, by suffix."""

ROW_FORMATS: Mapping[str, rows.Reader] = {
    ".jsonl": rows.read_jsonl,
    ".jsonl.gz": rows.read_jsonl,
    ".jsonl.zst": rows.read_jsonl,
    ".parquet": rows.read_parquet,
}
"""The formats of one document a row, by suffix."""

_READ = ".md, .txt, .html, .pdf, .docx, .jsonl or .parquet"
_INSTALL = "pip install -e '.[ingest]' in the checkout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file of a corpus: where it is, its path relative to the corpus (with `/`), its size in bytes."""

    path: Path
    name: str
    bytes: int

    @property
    def suffix(self) -> str:
        """The suffix that the registries know it by, "" for one that they don't."""
        return _known_suffix(self.name)


def _known_suffix(name: str) -> str:
    small = name.lower()
    suffix = small[small.rfind(".") :] if "." in small else ""
    if suffix in FORMATS:
        return suffix
    return next((suffix for suffix in ROW_FORMATS if small.endswith(suffix)), "")


def is_of_rows(name: str) -> bool:
    """Whether the file of this name holds a document a row, so that an id is needed to tell one of them."""
    return _known_suffix(name) in ROW_FORMATS


def list_inputs(path: Path) -> list[Input]:
    """Return the files of the corpus at `path` in the order they are read, without reading them.

    Raises:
        InputError: there is nothing there, nothing in it, or something in it that is refused (a symbolic link, a
            FIFO, a PDF without the extra that reads it); the first in order.
    """
    found = []
    for item in _inputs(path):
        if isinstance(item, InputError):
            raise item
        found.append(item)
    return found


def read_corpus(path: Path) -> Iterator[Document]:
    """Yield the documents of the corpus at `path`, in code point order of their files' relative paths.

    Args:
        path: a directory, walked recursively (what is hidden or has another suffix is passed over), or one file of
            any format that is read.

    Yields:
        Documents with unique ids. Offsets count the code points of `Document.text`.

    Raises:
        InputError: the first fault in order; `faults` gives all.
    """
    for item in scan(path):
        if isinstance(item, InputError):
            raise item
        yield item


@dataclass(frozen=True, slots=True)
class OtherFiles:
    """Files of a corpus that are passed over, since no format has their suffix.

    `counts` says how many there are of each suffix, in small letters with the dot ("" for none), sorted by it; `first`
    is the path of the first of them, relative to the corpus, None where there are none.
    """

    counts: Mapping[str, int]
    first: str | None


def other_files(path: Path, known: Container[str] = ()) -> OtherFiles:
    """The files of the corpus at `path` that are passed over; a corpus that is one file has none.

    `known` are names of files directly in it that are read otherwise.
    """
    counted: Counter[str] = Counter()
    first: str | None = None
    for directory, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        above = Path(directory).relative_to(path)
        for name in names:
            if not name.startswith(".") and not _known_suffix(name) and (above.parts or name not in known):
                counted[Path(name).suffix.lower()] += 1
                found = (above / name).as_posix()
                first = found if first is None else min(first, found)
    return OtherFiles(dict(sorted(counted.items())), first)


def faults(path: Path) -> list[InputError]:
    """Return every fault of the corpus at `path`, in order; none if `read_corpus` reads it to the end."""
    return [item for item in scan(path) if isinstance(item, InputError)]


def scan(path: Path) -> Iterator[Document | InputError]:
    """Yield every document of the corpus at `path` and, in its place, every fault."""
    ids = IdRegister()
    for item in _inputs(path):
        for number, outcome in enumerate([item] if isinstance(item, InputError) else read_input(item), 1):
            if outcome is not None:
                fault = None if isinstance(outcome, InputError) else ids.admit(outcome.id, outcome.path, number)
                yield fault or outcome


class IdRegister:
    """The ids met so far, so that a second document of the same id is refused with both files named.

    >>> ids = IdRegister()
    >>> ids.admit("rain", "a/rain.md")
    >>> str(ids.admit("rain", "b/rain.md"))
    "b/rain.md: found the id 'rain', which a/rain.md has too; expected ids that differ"
    >>> str(ids.admit("rain", "rows.jsonl", 7))
    "rows.jsonl, row 7: found the id 'rain', which a/rain.md has too; expected ids that differ"
    """

    def __init__(self) -> None:
        self._paths: dict[str, tuple[str, str | None]] = {}

    def admit(self, document_id: str, path: str, row: int = 1) -> InputError | None:
        """Note the id of the document at `path` (relative to the corpus); return the error if it isn't new.

        `row` is its number, from 1, where the file holds a document a row.
        """
        place = f"row {row}" if is_of_rows(path) else None
        first, above = self._paths.setdefault(document_id, (path, place))
        if (first, above) == (path, place):
            return None
        again = f"{above} has too" if first == path else f"{first} has too"
        return InputError(path, place, f"the id {shown(document_id)}, which {again}", "ids that differ")


def read_input(item: Input) -> Iterator[Outcome]:
    """Yield the documents of one file and its faults, in order, and None for a blank row; ids are not compared here."""
    suffix = item.suffix
    rows_format = ROW_FORMATS.get(suffix)
    if rows_format is not None:
        yield from rows_format(item.path, item.name)
        return
    try:
        yield _read_document(item, suffix)
    except InputError as fault:
        yield fault


def _read_document(item: Input, suffix: str) -> Document:
    form = FORMATS[suffix]
    data = read_bytes(item.path, form.limit)
    draft = form.read(data, str(item.path))
    if not draft.layout.paragraphs:
        raise InputError(item.path, None, "a document without text", "text below the front matter")
    stem = item.name.rpartition("/")[2][: -len(suffix)]
    return assemble(draft, default_id=stem, path=item.name, sha256=hashlib.sha256(data).hexdigest())


def document_from_text(
    text: str,
    *,
    id: str = "text",  # noqa: A002 - the name of the field everywhere
    language: str | None = None,
    published: str | None = None,
    title: str | None = None,
) -> Document:
    """Return the document that a plain text is, without a file.

    Args:
        text: any text that isn't blank.
        id: its id, which is also its path in messages.
        language: a BCP 47 tag; detected if None.
        published: EDTF; recognised from a dateline if None.
        title: recognised from a title line if None.

    Raises:
        InputError: the text is blank, or a field doesn't fit.

    >>> document = document_from_text("The canal opened in 1869.", published="2014-03-03")
    >>> document.language, document.published, [document.text[s.slice] for s in document.blocks[0].sentences]
    ('en', '2014-03-03', ['The canal opened in 1869.'])
    """

    def fault(_: str, found: str, expected: str) -> InputError:
        return InputError(id, None, found, expected)

    metadata = parse_metadata({"id": id, "language": language, "published": published, "title": title}, fault)
    return rows.document_of_row(text, metadata, name=id, path=id, place=None)


def _inputs(path: Path) -> Iterator[Input | InputError]:
    """Yield the files of the corpus in order and, in its place, whatever is refused."""
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        yield InputError(path, None, f"nothing that can be read ({_reason(error)})", "a directory or a file")
        return
    if not stat.S_ISDIR(status.st_mode):
        yield _file(path, path.name, status) or InputError(path, None, "a file of another format", _READ)
        return
    empty = True
    for item in _walk(path, ""):
        empty = False
        yield item
    if empty:
        yield InputError(path, None, "no document", f"a directory with at least one of {_READ}")


def _reason(error: OSError | ValueError) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _walk(directory: Path, prefix: str) -> Iterator[Input | InputError]:
    """Yield what the directory holds that is read or refused, in code point order of the relative paths.

    Of a tree of any size the entries of one directory at each depth are held.
    """
    try:
        entries = sorted((_key(entry), entry) for entry in os.scandir(directory) if not entry.name.startswith("."))
    except OSError as error:
        yield unreadable(directory, error)
        return
    for key, entry in entries:
        if entry.is_symlink():
            yield InputError(entry.path, None, "a symbolic link", "a file or directory of the corpus itself")
        elif key.endswith("/"):
            yield from _walk(Path(entry.path), prefix + key)
        else:
            item = _file(Path(entry.path), prefix + key, entry.stat(follow_symlinks=False))
            if item is not None:
                yield item


def _key(entry: os.DirEntry[str]) -> str:
    """The name by which an entry is sorted: that of a directory ends with the slash of the paths below it."""
    return f"{entry.name}/" if entry.is_dir(follow_symlinks=False) else entry.name


def _file(path: Path, name: str, status: os.stat_result) -> Input | InputError | None:
    """Return the file as an input, the error that refuses it, or None if its suffix isn't known."""
    suffix = _known_suffix(name)
    if not suffix:
        return None
    needed = FORMATS[suffix].needs if suffix in FORMATS else ""
    if needed and find_spec(needed) is None:
        found = f"{suffix[1:].upper()}, which the base install doesn't read"
        return InputError(path, None, found, f"the extra that reads it ({_INSTALL})")
    if not stat.S_ISREG(status.st_mode):
        return InputError(path, None, "something that is no regular file", "a file")
    if not name.isprintable() and any(unicodedata.category(c) in {"Cc", "Cs"} for c in name):
        return InputError(
            ascii(str(path)), None, "a file name with control characters or not in UTF-8", "printable text"
        )
    return Input(path=path, name=name, bytes=status.st_size)
