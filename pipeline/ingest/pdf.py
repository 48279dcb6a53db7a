"""PDF: the lines that PDFium finds, read in a process of its own, put together as paragraphs.

The text of the document is the extracted one, as for HTML: paragraphs parted by an empty line.
"""

from __future__ import annotations

import json
from typing import Any

from pipeline import limits
from pipeline.errors import InputError
from pipeline.ingest.classify import classify
from pipeline.ingest.draft import Draft
from pipeline.ingest.metadata import parse_metadata
from pipeline.ingest.pages import Line, lay_out
from pipeline.ingest.pieces import certain_author, certain_title, join

_HEAD, _TAIL = 1024, 4096
"""Bytes from the start and the end of a file in which it must say that it is a PDF and where it ends."""

_LIMITS = {"pages": limits.PDF_PAGES, "characters": limits.EXTRACTED_CHARACTERS, "lines": limits.PDF_LINES}
"""By the names that the child knows them by, and tells them by where they are passed."""

_LIGATURES = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))


def read(data: bytes, name: str) -> Draft:
    """Return the draft of a PDF.

    Its title and author are those that the file states, where they are certain. The date of publication is a
    dateline's: the day that a file was made on says nothing of its text.

    Args:
        data: the file.
        name: the file as error messages call it.

    Raises:
        InputError: it is no PDF, encrypted, damaged, cut off, too large, or holds no text.
    """
    pages, stated = _pages(data, name)
    pieces = lay_out(pages)
    if not pieces:
        size = f"{stated['pages']} page{'s' if stated['pages'] != 1 else ''}"
        raise InputError(
            name, None, f"a PDF without text ({size} of pictures or nothing)", "a PDF with a layer of text"
        )

    def fault(_: str, found: str, expected: str) -> InputError:
        return InputError(name, "properties", found, expected)

    author = certain_author(stated["author"])
    metadata = parse_metadata({"title": certain_title(stated["title"]), "authors": [author] if author else None}, fault)
    text, paragraphs = join(pieces)
    marked_up = any(piece.kind == "heading" for piece in pieces)
    layout = classify(text, paragraphs, title=metadata.title, marked_up=marked_up)
    return Draft(text=text, layout=layout, metadata=metadata, extracted=True)


def _pages(data: bytes, name: str) -> tuple[list[list[Line]], dict[str, Any]]:
    """Return the lines of every page, and what the file states of itself."""
    if b"%PDF-" not in data[:_HEAD]:
        raise InputError(name, None, "a file that is no PDF", "a PDF")
    if b"%%EOF" not in data[-_TAIL:]:
        raise InputError(name, None, "a PDF that is cut off (its end isn't there)", "a whole PDF")
    values = _run_child(data, name)
    last = json.loads(values[-1])
    if "found" in last:
        over = _LIMITS.get(last["expected"])
        raise InputError(name, None, last["found"], over.expected() if over else last["expected"])
    return [[_line(line) for line in json.loads(page)] for page in values[:-1]], last


def _run_child(data: bytes, name: str) -> list[str]:
    """Return what the child wrote, line by line."""
    import signal
    import subprocess
    import sys

    from pipeline.ingest import pdf_child

    allowed = pdf_child.Limits(
        pages=limits.PDF_PAGES.value(),
        characters=limits.EXTRACTED_CHARACTERS.value(),
        lines=limits.PDF_LINES.value(),
        memory=limits.PDF_MEMORY_BYTES.value(),
        seconds=limits.PDF_SECONDS.value(),
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-P", pdf_child.__file__, json.dumps(allowed)],
        input=data,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode in {-signal.SIGXCPU, -signal.SIGKILL}:
        found = f"a PDF that takes over {allowed.seconds:,} seconds to read"
        raise InputError(name, None, found, f"a simpler PDF ({limits.PDF_SECONDS.way_up})")
    values = done.stdout.decode().splitlines()
    if done.returncode != 0 or not values:
        found = f"a PDF that can't be read within {allowed.memory // 1_000_000:,} MB of memory"
        raise InputError(name, None, found, f"a whole, simpler PDF ({limits.PDF_MEMORY_BYTES.way_up})")
    return values


def _line(values: list[Any]) -> Line:
    return Line(values[0].translate(_LIGATURES), *values[1:])
