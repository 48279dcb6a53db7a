"""Markdown: the block structure of CommonMark, as far as it tells paragraphs apart, with GitHub's tables and notes.

A block is the raw text between its marks: "## Rain" gives the heading "Rain". Marks within a line stay, since offsets
count the file's own characters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.ingest.classify import Paragraph, classify
from pipeline.ingest.draft import Draft
from pipeline.ingest.frontmatter import read_front_matter
from pipeline.ingest.lines import Line, lines, trim

if TYPE_CHECKING:
    from pipeline.model import BlockKind

_FENCE = re.compile(r"(`{3,1000}|~{3,1000})")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]{1,80}|\Z)")
_HEADING_CLOSING = re.compile(r"(?:(?<=[ \t])|\A)#{1,80}\Z")
_UNDERLINE = re.compile(r"(?:={1,1000}|-{1,1000})\Z")
_RULE = re.compile(r"(?:(?:\*[ \t]{0,9}){3,1000}|(?:-[ \t]{0,9}){3,1000}|(?:_[ \t]{0,9}){3,1000})\Z")
_ITEM = re.compile(r"(?:[-*+]|(\d{1,3})[.)])(?:[ \t]{1,80}(?:\[[ xX]\][ \t]{1,80})?|\Z)")
_QUOTE = re.compile(r"(?:>[ \t]?){1,20}")
_TABLE_CELL_RULE = r"[ \t]{0,80}:?-{1,300}:?[ \t]{0,80}"
_TABLE_RULE = re.compile(rf"\|?{_TABLE_CELL_RULE}(?:\|{_TABLE_CELL_RULE}){{0,500}}\|?\Z")
_IMAGE = re.compile(
    r"!\[([^\]\[]{0,2000})\]"
    r"(?:\([^()]{0,2000}(?:\([^()]{0,300}\)[^()]{0,300})?\)|\[[^\]\[]{0,300}\])?\Z"
)
_NOTE = re.compile(r"\[\^[^\]\s]{1,60}\]:[ \t]{0,80}")
_REFERENCE = re.compile(r"\[[^\]\[]{1,200}\]:[ \t]{0,80}\S")
_MAX_NESTED_MARKS = 8
_TAG_ONLY = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,30}(?:[ \t][^<>]{0,2000})?>\Z")


def read(text: str, name: str) -> Draft:
    """Return the draft of a Markdown file, with its front matter.

    Raises:
        InputError: front matter that can't be used.
    """
    metadata, start = read_front_matter(text, name)
    scan = _Scan(text)
    for line in lines(text, start):
        scan.take(line)
    layout = classify(text, scan.paragraphs, title=metadata.title, marked_up=True)
    return Draft(text=text, layout=layout, metadata=metadata)


class _Scan:
    """Reads the lines of a document one after the other and gathers its paragraphs."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs: list[Paragraph] = []
        self.open: Paragraph | None = None
        """The paragraph that the next line may go on with."""
        self.fence = ""
        self.in_comment = False
        self.in_table = False
        self.in_item = False
        """Whether the open paragraph, or the one about to open, is an item of a list."""

    def take(self, line: Line) -> None:
        """Take the next line."""
        start, end = line.start, line.end
        bare = self.text[start:end]
        if self.fence or self.in_comment:
            self._inside(start, end, bare)
            return
        if line.after_blank:
            self.open, self.in_table, self.in_item = None, False, False
        if bare[0].isalpha():  # no mark of a block is a letter
            self._take_text(start, end)
        elif not (self._opens_raw(start, end, bare) or self._underlines(start, end, bare)):
            self._take_block(start, end)

    def _inside(self, start: int, end: int, bare: str) -> None:
        """Take a line of fenced code or of an HTML comment."""
        self._add(start, end, "furniture")
        if self.fence:
            if bare.startswith(self.fence) and not bare.strip(self.fence[0]):
                self.fence = ""
        else:
            self.in_comment = "-->" not in bare

    def _opens_raw(self, start: int, end: int, bare: str) -> bool:
        """Take a line that opens or is something which isn't prose."""
        fence = _FENCE.match(bare)
        if fence is not None and not (bare[0] == "`" and "`" in bare[fence.end() :]):
            self.fence = fence[1]
        elif bare.startswith("<!--"):
            self.in_comment = "-->" not in bare[4:]
        elif _REFERENCE.match(bare) is not None and not bare.startswith("[^") and self.open is None:
            pass
        elif _TAG_ONLY.match(bare) is None:
            return False
        self._add(start, end, "furniture")
        return True

    def _underlines(self, start: int, end: int, bare: str) -> bool:
        """Take a line that makes the paragraph above a heading, a row above a table's head, or that is a rule."""
        if self.open is not None and self.open.kind is None and not self.in_item and _UNDERLINE.match(bare):
            self.open.kind, self.open.level = "heading", 1 if bare[0] == "=" else 2
        elif self.open is not None and "|" in bare and _TABLE_RULE.match(bare):
            self._table_head()
            self.in_table = True
        elif _RULE.match(bare) is None:
            return False
        self._add(start, end, "furniture")
        return True

    def _table_head(self) -> None:
        assert self.open is not None
        start, end = _without_bars(self.text, self.open.start, self.open.end)
        self.open.start, self.open.end, self.open.kind = start, end, "body"

    def _take_block(self, start: int, end: int) -> None:
        """Take a line of prose with its marks: quotes, then a list item, then a heading, a note, an image or text."""
        quote = _QUOTE.match(self.text, start, end)
        if quote is not None:
            start = quote.end()
            if self.text[start:end].isspace() or start == end:
                self.open = None
                return
        start = self._skip_item_mark(start, end)
        start, end = trim(self.text, start, end)
        if start == end:
            return
        heading = _HEADING.match(self.text, start, end)
        note = _NOTE.match(self.text, start, end)
        image = _IMAGE.match(self.text[start:end])
        if heading is not None:
            self._heading(heading.end(), end, len(heading[1]))
        elif note is not None:
            self._continue(note.end(), end, "footnote", new=True)
        elif image is not None:
            first, last = trim(self.text, start + image.start(1), start + image.end(1))
            self._add(*((first, last, "caption") if first < last else (start, end, "furniture")))
        else:
            self._take_text(start, end)

    def _take_text(self, start: int, end: int) -> None:
        """Take the row of a table, or a line that a paragraph opens or goes on with."""
        if self.in_table:
            first, last = _without_bars(self.text, start, end)
            self._add(first, last, "body")
        else:
            self._continue(start, end, None, new=False)

    def _skip_item_mark(self, start: int, end: int) -> int:
        """Return where the text of a list item begins; an item closes the paragraph above it.

        As in CommonMark, a number other than 1 breaks no paragraph but an item's: a wrapped line may begin with one.
        """
        for _ in range(_MAX_NESTED_MARKS):
            item = _ITEM.match(self.text, start, end)
            if item is None or (self.open is not None and not self.in_item and item[1] not in {None, "1"}):
                break
            self.open, self.in_item, start = None, True, item.end()
        return start

    def _heading(self, start: int, end: int, level: int) -> None:
        start, end = trim(self.text, start, end)
        closing = _HEADING_CLOSING.search(self.text[start:end])
        if closing is not None:
            start, end = trim(self.text, start, start + closing.start())
        if start < end:
            self._add(start, end, "heading", level)
        self.open = None

    def _continue(self, start: int, end: int, kind: BlockKind | None, *, new: bool) -> None:
        """Add a line to the open paragraph, or open one with it."""
        start, end = trim(self.text, start, end)
        if start == end:
            return
        if self.open is None or new:
            in_item = self.in_item and self.open is None and not new
            self._add(start, end, kind)
            self.open, self.in_item = self.paragraphs[-1], in_item
        else:
            self.open.end = end

    def _add(self, start: int, end: int, kind: BlockKind | None, level: int = 0) -> None:
        """Add a paragraph that no line goes on with."""
        self.paragraphs.append(Paragraph(start=start, end=end, kind=kind, level=level))
        self.open, self.in_item = None, False


def _without_bars(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of a table's row without the bars at its edges; whole if it is nothing but bars."""
    row = text[start:end]
    first = start + len(row) - len(row.lstrip("| \t"))
    last = start + len(row.rstrip("| \t"))
    first, last = trim(text, first, last) if first < last else (start, start)
    return (first, last) if first < last else (start, end)
