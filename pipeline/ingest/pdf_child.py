"""Reads the lines of a PDF in a process of its own: `python pdf_child.py LIMITS < a.pdf`.

What a hostile file does to the library that parses it (a crash, memory, time) ends this process and no other. It takes
the file on stdin and `Limits` as JSON on its command line. On stdout it writes a JSON value a line: for each page a
list of lines `[text, left, bottom, right, top, size, bold]` in points, in reading order, then an object, which is
either `{"title", "author", "pages"}` or the fault `{"found", "expected"}`, where `expected` may be the name of a limit.

It is run by its path, thus it imports nothing of the project; pypdfium2 is imported after the limits are set.
"""

from __future__ import annotations

import ctypes
import json
import math
import re
import resource
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

HYPHEN_AT_LINE_END = "\u00ad"
"""What ends a line whose last word was cut with a hyphen; the library says that the next line goes on with it."""

_HYPHENS = frozenset((0x02, 0xAD, 0xFFFE))
_ERROR_PASSWORD, _ERROR_SECURITY = 4, 5
_DIGITS = frozenset("0123456789")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL = 0.85
"""Height of a superscript at most, and of its rise above the line's foot at least (less 1), against the line's type."""
_RISEN = 0.15
_BOLD_NAME = re.compile(rb"Bold|Black|Heavy", re.IGNORECASE)
_NAME_BYTES = 200


class Limits(NamedTuple):
    """What the process may use: pages, characters and lines of output, bytes of memory, seconds of processor time."""

    pages: int
    characters: int
    lines: int
    memory: int
    seconds: int


class _Box(NamedTuple):
    """Where a character of a page stands on the sheet as it is read."""

    left: float
    bottom: float
    right: float
    top: float


class _RefusedError(Exception):
    def __init__(self, found: str, expected: str) -> None:
        self.fault = {"found": found, "expected": expected}


def main(limits: Limits) -> None:
    """Read stdin, write stdout."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    data = sys.stdin.buffer.read()
    try:
        for value in _read(data, limits):
            sys.stdout.write(json.dumps(value) + "\n")
    except _RefusedError as refused:
        sys.stdout.write(json.dumps(refused.fault) + "\n")
    sys.stdout.flush()


def _read(data: bytes, limits: Limits) -> Iterator[Any]:
    import pypdfium2 as pdfium

    _without_system_fonts(pdfium.raw)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        _refuse(error.err_code)
    pages = len(document)
    if pages > limits.pages:
        raise _RefusedError(f"{pages:,} pages", "pages")
    characters = lines = 0
    for number in range(pages):
        try:
            found = list(_page_lines(document, number, pdfium.raw, limits.characters - characters))
        except pdfium.PdfiumError:
            raise _RefusedError(f"a page that can't be read (page {number + 1} of {pages})", "a whole PDF") from None
        characters += sum(len(line[0]) for line in found)
        lines += len(found)
        for limit, passed in (("characters", characters > limits.characters), ("lines", lines > limits.lines)):
            if passed:
                raise _RefusedError(f"more text than is read (by page {number + 1} of {pages})", limit)
        yield found
    stated = document.get_metadata_dict()
    yield {"title": stated.get("Title", ""), "author": stated.get("Author", ""), "pages": pages}


def _refuse(code: int | None) -> NoReturn:
    if code in {_ERROR_PASSWORD, _ERROR_SECURITY}:
        raise _RefusedError("an encrypted PDF", "one that opens without a password") from None
    raise _RefusedError("a PDF that can't be read (it is damaged or cut off)", "a whole PDF") from None


def _without_system_fonts(raw: Any) -> None:
    """Have the library use its own fonts for those that a file doesn't hold, so that every machine gives one text."""
    raw.FPDF_DestroyLibrary()
    no_path = (ctypes.POINTER(ctypes.c_char) * 1)()
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=no_path))


def _page_lines(document: Any, number: int, raw: Any, most: int) -> Iterator[list[Any]]:
    """Yield the lines of one page; those that run in another direction than most of its text are left out."""
    page = document[number]
    text = page.get_textpage()
    if text.count_chars() > 2 * most + 1000:  # half of the characters at most are made up: spaces and line ends
        raise _RefusedError(f"more text than is read (on page {number + 1})", "characters")
    reader = _Text(text.raw, page.get_size(), raw)
    rows = list(reader.rows(text.count_chars()))
    turns = [reader.quarter_turns(row[0][0]) for row in rows]
    sizes: Counter[int] = Counter()
    for row, turn in zip(rows, turns, strict=True):
        sizes[turn] += len(row)
    reader.turn = max(sorted(sizes), key=sizes.__getitem__, default=0)
    for row, turn in zip(rows, turns, strict=True):
        if turn == reader.turn:
            yield reader.line(row)
    text.close()
    page.close()


class _Text:
    """The characters of a page, by their index, with the quarter turns that its text is read at."""

    def __init__(self, text: Any, sheet: tuple[float, float], raw: Any) -> None:
        self.text, self.sheet, self.raw = text, sheet, raw
        self.turn = 0

    def rows(self, count: int) -> Iterator[list[tuple[int, str]]]:
        """Yield the characters of each line with their indices, without space at the edges."""
        row: list[tuple[int, str]] = []
        for index, code in self._codes(count):
            cut = code in _HYPHENS
            if row and (cut or code in {10, 13}):
                yield [*row, (index, HYPHEN_AT_LINE_END)] if cut else _without_space(row)
                row = []
                continue
            char = chr(code)
            if char.isspace():
                char = " " if row else ""
            if char.isprintable() and char:
                row.append((index, char))
        if _without_space(row):
            yield row

    def _codes(self, count: int) -> Iterator[tuple[int, int]]:
        """Yield the code points with their indices; the two halves of a surrogate pair are one, a lone one is none."""
        high = 0
        for index in range(count):
            code = self.raw.FPDFText_GetUnicode(self.text, index)
            if 0xDC00 <= code < 0xE000 and high:
                yield index, 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            elif code < 0xD800 or 0xE000 <= code < 0x110000:
                yield index, code
            high = code if 0xD800 <= code < 0xDC00 else 0

    def quarter_turns(self, index: int) -> int:
        """Return the direction that a character is set in, counterclockwise."""
        radians = self.raw.FPDFText_GetCharAngle(self.text, index)
        return round(radians / (math.pi / 2)) % 4 if math.isfinite(radians) and radians >= 0 else 0

    def line(self, row: list[tuple[int, str]]) -> list[Any]:
        """Return what is written of a line; digits that are raised become superscripts."""
        last_at = -2 if row[-1][1] == HYPHEN_AT_LINE_END and len(row) > 1 else -1
        first, last = self._box(row[0][0]), self._box(row[last_at][0])
        middle = self._box(next((index for index, char in row if char.isalpha()), row[0][0]))
        words = "".join(
            char.translate(_SUPERSCRIPTS) if char in _DIGITS and _is_raised(self._box(index), middle) else char
            for index, char in row
        )
        box = (first.left, middle.bottom, last.right, middle.top, middle.top - middle.bottom)
        bold = self._is_bold(row[0][0]) and self._is_bold(row[last_at][0])
        return [words, *(round(each, 1) for each in box), bold]

    def _box(self, index: int) -> _Box:
        box = self.raw.FS_RECTF()
        self.raw.FPDFText_GetLooseCharBox(self.text, index, box)
        sides = (box.left, box.bottom, box.right, box.top)
        left, bottom, right, top = (each if math.isfinite(each) else 0.0 for each in sides)
        width, height = self.sheet
        turned = (
            _Box(left, bottom, right, top),
            _Box(bottom, width - right, top, width - left),
            _Box(width - right, height - top, width - left, height - bottom),
            _Box(height - top, left, height - bottom, right),
        )
        return turned[self.turn]

    def _is_bold(self, index: int) -> bool:
        if self.raw.FPDFText_GetFontWeight(self.text, index) >= 600:
            return True
        name, flags = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_int()
        self.raw.FPDFText_GetFontInfo(self.text, index, name, _NAME_BYTES, flags)
        return _BOLD_NAME.search(name.value) is not None


def _without_space(row: list[tuple[int, str]]) -> list[tuple[int, str]]:
    while row and row[-1][1] == " ":
        row.pop()
    return row


def _is_raised(digit: _Box, line: _Box) -> bool:
    size = line.top - line.bottom
    return digit.top - digit.bottom < _SMALL * size and digit.bottom > line.bottom + _RISEN * size


if __name__ == "__main__":
    main(Limits(*json.loads(sys.argv[1])))
