"""The paragraphs of a DOCX in the words of its XML (ECMA-376, WordprocessingML); elements are those of lxml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pipeline.ingest.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.model import BlockKind

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_P, _TBL, _TR, _TC, _T, _R = (_W + tag for tag in ("p", "tbl", "tr", "tc", "t", "r"))
_BOX = _W + "txbxContent"
_PASSED_OVER = frozenset(
    _W + tag for tag in ("pPr", "tblPr", "trPr", "tcPr", "sdtPr", "del", "moveFrom", "instrText", "delText", "ruby")
)
_FOR_ONE = {_W + "noBreakHyphen": "-"} | dict.fromkeys((_W + tag for tag in ("tab", "br", "cr", "ptab")), " ")
"""What stands for an element that is one character."""
_REFERENCES = {_W + "footnoteReference": "footnotes", _W + "endnoteReference": "endnotes"}
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_AS_IT_IS: dict[int, str] = {}
_HEADING_STYLE = re.compile(r"heading ?([1-9])\Z")
_KINDS: Mapping[str, BlockKind] = {
    "caption": "caption",
    "footnote text": "footnote",
    "endnote text": "footnote",
    "toc heading": "furniture",
    "table of figures": "furniture",
    "header": "furniture",
    "footer": "furniture",
}
_CONTENTS_STYLE = re.compile(r"toc ?[1-9]\Z")
_OUTLINE_LEVELS = frozenset("012345")
_BASES = 10
"""Styles that a style is based on in turn, at most."""


class Styles:
    """What the styles of a document say of a paragraph: that it is a heading and how deep, a caption, a note."""

    def __init__(self, element: Any) -> None:
        self._styles: dict[str, tuple[str, str | None, int]] = {}
        for style in element.iterchildren(_W + "style"):
            name = _value(style.find(_W + "name")) or ""
            outline = _outline(style.find(_W + "pPr"))
            self._styles[style.get(_W + "styleId", "")] = (name.lower(), _value(style.find(_W + "basedOn")), outline)

    def kind(self, paragraph: Any) -> tuple[BlockKind | None, int]:
        """Return the kind and level of a paragraph as its style states them; (None, 0) where it states nothing."""
        properties = paragraph.find(_W + "pPr")
        if properties is None:
            return None, 0
        outline = _outline(properties)
        if outline:
            return "heading", outline
        style = _value(properties.find(_W + "pStyle"))
        for _ in range(_BASES):
            if style not in self._styles:
                break
            name, base, outline = self._styles[style]
            heading = _HEADING_STYLE.match(name)
            if heading or outline:
                return "heading", min(6, int(heading[1]) if heading else outline)
            if name == "title":
                return "title", 0
            if name in _KINDS or _CONTENTS_STYLE.match(name):
                return _KINDS.get(name, "furniture"), 0
            style = base
        return None, 0


class Notes:
    """The footnotes and endnotes of a document, numbered in the order in which the text refers to them."""

    def __init__(self, parts: Mapping[str, Any]) -> None:
        self._notes = {
            (kind, note.get(_W + "id")): note for kind, part in parts.items() if part is not None for note in part
        }
        self._waiting: list[tuple[int, Any]] = []
        self._met = 0

    def number(self, reference: Any) -> str:
        """Note that the text refers to a note; return the mark that stands for it, "" where there is no such note."""
        note = self._notes.pop((_REFERENCES[reference.tag], reference.get(_W + "id")), None)
        if note is None:
            return ""
        self._met += 1
        self._waiting.append((self._met, note))
        return f"[{self._met}]"

    def taken(self) -> list[tuple[int, Any]]:
        """Return the notes referred to since the last call, with their numbers."""
        waiting, self._waiting = self._waiting, []
        return waiting


def read_body(body: Any, styles: Styles, notes: Notes) -> Iterator[Piece]:
    """Yield the paragraphs of the body and of its text boxes in order; a row of a table is one.

    The notes that a paragraph refers to stand below it, their number before the words being a mark. The paragraph of
    the style Title is a heading above all others.
    """
    pieces = [piece for piece in _with_notes(body, styles, notes) if piece.text]
    titled = any(piece.kind == "title" for piece in pieces)
    for piece in pieces:
        if piece.kind == "title":
            yield Piece(piece.text, "heading", 1)
        elif piece.kind == "heading":
            yield Piece(piece.text, "heading", min(6, piece.level + titled))
        else:
            yield piece


def _with_notes(body: Any, styles: Styles, notes: Notes) -> Iterator[Piece]:
    for piece in _paragraphs(body, styles, notes):
        yield piece
        for number, note in notes.taken():
            words, mark = _note(note), f"[{number}] "
            if words:
                yield Piece(mark + words, "footnote", mark=len(mark))


def _note(note: Any) -> str:
    return " ".join(text for text in (_words(paragraph, Notes({}), []) for paragraph in note.iter(_P)) if text)


def _paragraphs(element: Any, styles: Styles, notes: Notes) -> Iterator[Piece]:
    for child in element:
        if child.tag == _P:
            boxes: list[Any] = []
            kind, level = styles.kind(child)
            yield Piece(_words(child, notes, boxes), kind, level)
            for box in boxes:
                yield from _paragraphs(box, styles, notes)
        elif child.tag == _TBL:
            for row in child.iter(_TR):
                yield Piece(_row(row, notes), "body")
        elif child.tag not in _PASSED_OVER and isinstance(child.tag, str):
            yield from _paragraphs(child, styles, notes)


def _row(row: Any, notes: Notes) -> str:
    """Return the cells of a row parted by bars; a table within a cell is a row of its own."""
    cells = []
    for cell in row.iter(_TC):
        if next(cell.iterancestors(_TR)) is row:
            own = (p for p in cell.iter(_P) if next(p.iterancestors(_TC)) is cell)
            cells.append(" ".join(text for text in (_words(p, notes, []) for p in own) if text))
    return " | ".join(cell for cell in cells if cell)


def _words(paragraph: Any, notes: Notes, boxes: list[Any]) -> str:
    """Return the words of a paragraph, white space collapsed; text boxes anchored in it are added to `boxes`."""
    parts: list[str] = []
    _gather(paragraph, notes, boxes, parts, raised=False)
    return " ".join("".join(parts).split())


def _gather(element: Any, notes: Notes, boxes: list[Any], parts: list[str], *, raised: bool) -> None:
    """Add the words within an element to `parts`, those of a run that is set raised with superscripts for digits."""
    for child in element:
        tag = child.tag
        if tag == _T:
            parts.append((child.text or "").translate(_SUPERSCRIPTS if raised else _AS_IT_IS))
        elif tag in _FOR_ONE:
            parts.append(_FOR_ONE[tag])
        elif tag in _REFERENCES:
            parts.append(notes.number(child))
        elif tag == _BOX:
            boxes.append(child)
        elif tag == _R:
            properties = child.find(_W + "rPr")
            if not _is_on(properties, "vanish"):
                _gather(child, notes, boxes, parts, raised=_is_superscript(properties))
        elif tag not in _PASSED_OVER and isinstance(tag, str):
            _gather(child[:1] if tag == _ALTERNATIVE else child, notes, boxes, parts, raised=raised)


def _is_on(properties: Any, name: str) -> bool:
    found = properties.find(_W + name) if properties is not None else None
    return found is not None and found.get(_W + "val", "true") not in {"0", "false", "off"}


def _is_superscript(properties: Any) -> bool:
    return properties is not None and _value(properties.find(_W + "vertAlign")) == "superscript"


def _value(element: Any) -> str | None:
    value = element.get(_W + "val") if element is not None else None
    return value if isinstance(value, str) else None


def _outline(properties: Any) -> int:
    """Return the level that an outline level states (there 0 is the highest), 0 where there is none."""
    stated = _value(properties.find(_W + "outlineLvl")) if properties is not None else None
    return int(stated) + 1 if stated is not None and stated in _OUTLINE_LEVELS else 0
