"""How much is taken of anything: every limit against hostile or huge input, its unit, and how to raise it.

A limit is what the environment variable of its name says, such as `DATELINES_FILE_BYTES=200000000`, else its default.
What is beyond it is refused with a sentence that names this variable, never cut off in silence. The variable is read
where the limit is asked for; a process that reads documents for another is handed what holds there (`stated`, `using`).

Sizes of windows, blocks and memos aren't limits: whatever they are, nothing is refused. They stand beside their users.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_handed: ContextVar[Mapping[str, str] | None] = ContextVar("_handed", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One limit: its name, which ends with its unit, its default, what it is of and which error it gives.

    >>> PDF_PAGES.variable, PDF_PAGES.value(), PDF_PAGES.expected()
    ('DATELINES_PDF_PAGES', 5000, 'at most 5,000 pages (set DATELINES_PDF_PAGES to raise it)')
    """

    name: str
    default: int
    unit: str
    of: str
    error: str = "InputError"
    most: int = 10**15
    """What it can be raised to; the kernel and the libraries count in 64 bits."""

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"DATELINES_{self.name}"

    @property
    def way_up(self) -> str:
        """What an error says of raising it."""
        return f"set {self.variable} to raise it"

    def value(self) -> int:
        """What holds now.

        Raises:
            InputError: the variable holds anything but a whole number from 1 to `most`.
        """
        handed = _handed.get()
        told = (os.environ if handed is None else handed).get(self.variable, "")
        if not told:
            return self.default
        if not told.isascii() or not told.isdigit() or not 1 <= int(told[:20]) <= self.most:
            found = repr(told) if len(told) <= 60 else f"{told[:60]!r}…"
            raise InputError(self.variable, None, found, f"a whole number of {self.unit} from 1 to {self.most:,}")
        return int(told)

    def expected(self) -> str:
        """What would be right, as an error says it."""
        return f"at most {self.value():,} {self.unit} ({self.way_up})"


FILE_BYTES = Limit(
    name="FILE_BYTES", default=100_000_000, unit="bytes", of="a file that holds one document, HTML apart"
)

HTML_BYTES = Limit(
    name="HTML_BYTES",
    default=10_000_000,
    unit="bytes",
    of="an HTML file; the parsed page takes some thirty times its size in memory",
)

ROW_BYTES = Limit(
    name="ROW_BYTES",
    default=100_000_000,
    unit="bytes",
    of="a line of JSON Lines when unpacked, and a text of a Parquet file or of `tag` in UTF-8",
)

FRONT_MATTER_CHARACTERS = Limit(
    name="FRONT_MATTER_CHARACTERS", default=100_000, unit="characters", of="the YAML front matter of a file"
)

FRONT_MATTER_LEVELS = Limit(
    name="FRONT_MATTER_LEVELS",
    default=20,
    unit="levels",
    of="lists and mappings within each other in front matter",
    most=1_000,
)

FIELD_CHARACTERS = Limit(
    name="FIELD_CHARACTERS", default=10_000, unit="characters", of="a field of metadata, such as a title"
)

ID_CHARACTERS = Limit(name="ID_CHARACTERS", default=200, unit="characters", of="the id of a document")

PDF_PAGES = Limit(name="PDF_PAGES", default=5_000, unit="pages", of="a PDF")

PDF_LINES = Limit(name="PDF_LINES", default=500_000, unit="lines", of="a PDF")

PDF_MEMORY_BYTES = Limit(
    name="PDF_MEMORY_BYTES",
    default=1_000_000_000,
    unit="bytes",
    of="the address space of the process that parses one PDF; what its streams unpack to must fit in",
)

PDF_SECONDS = Limit(
    name="PDF_SECONDS", default=120, unit="seconds", of="the processor time of the process that parses one PDF"
)

EXTRACTED_CHARACTERS = Limit(
    name="EXTRACTED_CHARACTERS", default=10_000_000, unit="characters", of="the text of a PDF or a DOCX"
)

DOCX_FILES = Limit(name="DOCX_FILES", default=10_000, unit="files", of="the archive that a DOCX is")

DOCX_XML_BYTES = Limit(
    name="DOCX_XML_BYTES",
    default=20_000_000,
    unit="bytes",
    of="all the XML of a DOCX when unpacked; parsed it takes up to fifty times that in memory",
)

DESCRIPTOR_BYTES = Limit(
    name="DESCRIPTOR_BYTES",
    default=64 << 20,
    unit="bytes",
    of="the `datapackage.json` that `validate` reads",
    error="a finding of `descriptor-json`",
)

LOCK_SECONDS = Limit(
    name="LOCK_SECONDS",
    default=30,
    unit="seconds",
    of="the wait for another process that publishes to the same directory",
    error="PublishError",
)

PICTURE_SECONDS = Limit(
    name="PICTURE_SECONDS", default=120, unit="seconds", of="the browser's work on a picture of the timeline"
)

OF_DOCUMENTS = (
    *(FILE_BYTES, HTML_BYTES, ROW_BYTES, FRONT_MATTER_CHARACTERS, FRONT_MATTER_LEVELS, FIELD_CHARACTERS),
    *(ID_CHARACTERS, PDF_PAGES, PDF_LINES, PDF_MEMORY_BYTES, PDF_SECONDS, EXTRACTED_CHARACTERS),
    *(DOCX_FILES, DOCX_XML_BYTES),
)
"""Those that decide whether a document is read."""

LIMITS = (*OF_DOCUMENTS, DESCRIPTOR_BYTES, LOCK_SECONDS, PICTURE_SECONDS)
"""All of them."""


def stated() -> dict[str, str]:
    """The limits of documents that the environment sets to anything but their defaults, by variable.

    Raises:
        InputError: a variable holds anything but a whole number.
    """
    values = ((limit.variable, limit.value(), limit.default) for limit in OF_DOCUMENTS)
    return {variable: str(value) for variable, value, default in values if value != default}


@contextmanager
def using(handed: Mapping[str, str]) -> Iterator[None]:
    """Have the limits of another process, as `stated` gave them there, hold in this thread while the body runs.

    >>> with using({"DATELINES_PDF_PAGES": "7"}):
    ...     PDF_PAGES.value()
    7
    """
    token = _handed.set(handed)
    try:
        yield
    finally:
        _handed.reset(token)


def check() -> None:
    """Refuse a variable that holds anything but a whole number, before anything is read.

    Raises:
        InputError: the first such.
    """
    for limit in LIMITS:
        limit.value()


def as_markdown() -> str:
    """The content of docs/limits.md."""
    about = (
        "# Limits",
        "",
        "What is larger than this is refused in one line, which names the variable that raises the limit:",
        "`DATELINES_FILE_BYTES=200000000 datelines build`. It may lower the limit, too; anything but a whole number",
        "from 1 on in it is refused before anything is read. The processes of `--jobs` and the workers of Dask, on any",
        "machine, take over the limits of the command that started them. Documents are read again when a limit has",
        "changed, and `verify` needs the variables that `build` was run with.",
        "",
    )
    head = ("| variable | default | of | what is beyond it gives |", "|---|---|---|---|")
    rows = (f"| `{each.variable}` | {each.default:,} {each.unit} | {each.of} | {each.error} |" for each in LIMITS)
    return "\n".join((*about, *head, *rows)) + "\n"
