"""The lines of printed pages as paragraphs: wrapped lines and cut words are joined, page numbers go.

Sizes and distances are in points, upwards and to the right from the lower left corner of a page. What decides is set
against the size of the body's type and the usual distance of its lines, which are the document's own.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from pipeline.ingest import forms
from pipeline.ingest.forms import SHORT_LINE_CHARACTERS
from pipeline.ingest.hyphens import Hyphens
from pipeline.ingest.pieces import Piece
from pipeline.ingest.running import without_running_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LARGER, _SMALLER = 1.12, 0.93
"""Against the size of the body: type of a heading at least, of a footnote at most."""
_FAR = 1.35
"""Against the usual distance of lines: that of paragraphs at least."""
_COLUMN = 36
"""Points by which left edges differ within a column, about."""
_DEEPEST = 6
_BOLD_HEADING_CHARACTERS = 120
_SUPERSCRIPT = "[⁰¹²³⁴-⁹]{1,3}"
_NOTE = re.compile(rf"(?:{_SUPERSCRIPT}|\[\d{{1,3}}\]|\d{{1,3}}[.)]|\d{{1,3}}(?=\s)|\*{{1,3}}|[†‡])\s?(?=\S)")
_NOTE_NUMBER = re.compile(r"\d{1,3}")
_REFERENCE = re.compile(rf"(?<=[^\W_])(?P<word>{_SUPERSCRIPT})|(?<=[.,;:!?”\"’»)\]])(?P<stop>{_SUPERSCRIPT})")
_FULL_NUMBER = re.compile(r"\d{4}\Z")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CAPTION = re.compile(r"(?:figure|fig\.|table|photo|hình|bảng|ảnh) \d{1,3}[.:]", re.IGNORECASE)


class Line(NamedTuple):
    """A line of a page; `size` is the height of its type. A soft hyphen at its end says that its last word goes on."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool


class _Group(NamedTuple):
    """The lines of one paragraph."""

    lines: list[Line]
    is_note: bool = False


def lay_out(pages: Sequence[Sequence[Line]]) -> list[Piece]:
    """Return the paragraphs of a document in reading order, footnotes after the paragraph that their page ends in."""
    size = _body_size(pages)
    kept = [[line for line in page if line.text] for page in without_running_lines(pages, large=_LARGER * size)]
    layout = _Layout(kept, size)
    groups = list(layout.groups())
    hyphens = Hyphens(line.text for page in kept for line in page)
    levels = _levels(groups, size)
    texts = [hyphens.join([line.text for line in group.lines]) for group in groups]
    notes = {found[0] for group, text in zip(groups, texts, strict=True) if group.is_note for found in _numbers(text)}
    pieces = [
        _piece(group, _with_references(text, notes), levels, size) for group, text in zip(groups, texts, strict=True)
    ]
    return [piece for piece in pieces if piece.text[piece.mark :].strip()]


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    """Return the size that most characters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[_step(line.size)] += len(line.text)
    return max(sorted(sizes), key=sizes.__getitem__, default=1.0) or 1.0


def _step(size: float) -> float:
    return round(size * 2) / 2


def _numbers(note: str) -> Iterator[tuple[str]]:
    mark = _NOTE.match(note)
    number = _NOTE_NUMBER.search(mark[0].translate(_DIGITS)) if mark else None
    if number:
        yield (number[0],)


class _Layout:
    """Groups the lines of a document into paragraphs."""

    def __init__(self, pages: Sequence[Sequence[Line]], size: float) -> None:
        self.pages = pages
        self.size = size
        gaps = [
            (above.bottom - line.bottom) / size
            for page in pages
            for above, line in pairwise(page)
            if _step(above.size) == _step(line.size) == _step(size) and 0 < above.bottom - line.bottom < 3 * size
        ]
        self.leading = median(gaps) if gaps else 1.2
        self.column_right: dict[int, float] = {}

    def groups(self) -> Iterator[_Group]:
        """Yield the paragraphs; one may go on over the end of a page."""
        group: list[Line] = []
        notes: list[_Group] = []
        for page in self.pages:
            body, below = self._parted(page)
            self.column_right = _column_edges(body)
            for line in body:
                if group and self._begins(group, line):
                    yield _Group(group)
                    yield from notes
                    group, notes = [], []
                group.append(line)
            notes += below
        if group:
            yield _Group(group)
        yield from notes

    def _parted(self, page: Sequence[Line]) -> tuple[Sequence[Line], list[_Group]]:
        """Return the lines of a page without the footnotes at its foot, and these."""
        at = len(page)
        while at and page[at - 1].size <= _SMALLER * self.size:
            at -= 1
        first = next((i for i in range(at, len(page)) if _NOTE.match(page[i].text)), len(page))
        if at == 0 or first == len(page):
            return page, []
        notes: list[_Group] = []
        for line in page[first:]:
            if _NOTE.match(line.text) or not notes:
                notes.append(_Group([], is_note=True))
            notes[-1].lines.append(line)
        return page[:first], notes

    def _begins(self, group: list[Line], line: Line) -> bool:
        """Whether `line` begins a paragraph, `group` being the one above."""
        above = group[-1]
        if not (1 / _LARGER < line.size / max(above.size, 0.1) < _LARGER) or forms.is_item(line.text[:10]):
            return True
        if above.text.endswith("\u00ad"):
            return False
        stopped = forms.ends_with_stop(above.text)
        if above.bottom <= line.bottom:  # the next column, or page
            return stopped or not (line.text[0].islower() or self._is_full(above))
        all_bold = all(each.bold for each in group[-2:])
        return (
            (line.bold != all_bold and (all_bold or stopped))
            or above.bottom - line.bottom > _FAR * self.leading * line.size
            or (stopped and 0.7 * line.size < line.left - above.left < 4 * line.size)
            or (line.size < _LARGER * self.size and not line.text[0].islower() and self._had_room(above, line))
        )

    def _edge(self, line: Line) -> float:
        column = int(line.left // _COLUMN)
        return max(self.column_right.get(column + i, line.right) for i in (-1, 0, 1))

    def _is_full(self, line: Line) -> bool:
        return line.right - line.left > 0.85 * (self._edge(line) - line.left)

    def _had_room(self, above: Line, line: Line) -> bool:
        """Whether the first word of `line` would well have fitted on the line above."""
        word = line.text.partition(" ")[0]
        width = (line.right - line.left) / len(line.text)
        return above.right + (len(word) + 1) * width + line.size < self._edge(above)


def _column_edges(page: Sequence[Line]) -> dict[int, float]:
    """Return the rightmost edge of the lines by the column that they begin in."""
    edges: dict[int, float] = {}
    for line in page:
        column = int(line.left // _COLUMN)
        edges[column] = max(line.right, edges.get(column, line.right))
    return edges


def _levels(groups: Sequence[_Group], size: float) -> dict[float, int]:
    """Return the level of heading that each size of type stands for, the largest first; bold body type is below all."""
    large = sorted({_step(g.lines[0].size) for g in groups if _is_large(g, size)}, reverse=True)
    levels = {each: min(level, _DEEPEST) for level, each in enumerate(large, 1)}
    return levels | {0.0: min(len(large) + 1, _DEEPEST)}


def _is_large(group: _Group, size: float) -> bool:
    return group.lines[0].size >= _LARGER * size and _may_head(group)


def _is_bold(group: _Group, size: float) -> bool:
    if sum(len(line.text) for line in group.lines) > _BOLD_HEADING_CHARACTERS or group.lines[0].size < _SMALLER * size:
        return False
    return all(line.bold for line in group.lines) and _may_head(group)


def _may_head(group: _Group) -> bool:
    last = group.lines[-1].text
    letters = sum(c.isalpha() for line in group.lines[:3] for c in line.text)
    short = sum(len(line.text) for line in group.lines) <= SHORT_LINE_CHARACTERS
    return letters > 1 and short and (not forms.ends_with_stop(last) or last[-1:] in "?!")


def _piece(group: _Group, text: str, levels: dict[float, int], size: float) -> Piece:
    if group.is_note:
        mark = _NOTE.match(text)
        return Piece(text, "footnote", mark=mark.end() if mark else 0)
    if _CAPTION.match(text) and len(text) <= SHORT_LINE_CHARACTERS:
        return Piece(text, "caption")
    if _is_large(group, size):
        return Piece(text, "heading", levels[_step(group.lines[0].size)])
    if _is_bold(group, size):
        return Piece(text, "heading", levels[0.0])
    return Piece(text)


def _with_references(text: str, notes: set[str]) -> str:
    """Set the raised numbers that refer to notes in brackets, so that the year in "1931²" stays a number."""

    def bracketed(found: re.Match[str]) -> str:
        number = found[0].translate(_DIGITS)
        sure = found["stop"] or number in notes or _FULL_NUMBER.search(text[max(0, found.start() - 4) : found.start()])
        return f"[{number}]" if sure else found[0]

    return _REFERENCE.sub(bracketed, text)
