"""Documents whose letters are not composed: read in NFC, with offsets that go there and back.

The rules of this room are written in NFC, in which "ế" is one code point; a text in NFD has three there.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Block, Document, Mention, Timex

_CLUSTER = re.compile(r"(?s:.)[\u0300-\u036f]{0,8}")


@dataclass(frozen=True, slots=True)
class Composition:
    """A text, the same in NFC, and for each offset of that (its end included) the offset in the text."""

    text: str
    composed: str
    begins: tuple[int, ...]

    def into(self, document: Document) -> Document:
        """The document in NFC."""
        blocks = tuple(self._block(each) for each in document.blocks)
        title = unicodedata.normalize("NFC", document.title) if document.title is not None else None
        return replace(document, text=self.composed, blocks=blocks, title=title)

    def timex(self, timex: Timex) -> Timex:
        """An expression of the text as one of the text in NFC."""
        return self._moved(timex, self._into, self.composed)

    def back(self, mention: Mention) -> Mention:
        """A mention of the text in NFC as one of the text."""
        timex = self._moved(mention.timex, self.span_back, self.text)
        return replace(mention, timex=timex, quote=self.span_back(mention.quote))

    def span_back(self, span: Span) -> Span:
        """A stretch of the text in NFC as one of the text."""
        return Span(start=self.begins[span.start], end=self.begins[span.end])

    def _into(self, span: Span) -> Span:
        start = bisect_right(self.begins, span.start) - 1
        return Span(start=start, end=max(start, bisect_right(self.begins, span.end) - 1))

    def _block(self, block: Block) -> Block:
        sentences = tuple(self._into(each) for each in block.sentences)
        return replace(block, span=self._into(block.span), sentences=sentences)

    def _moved(self, timex: Timex, move: Callable[[Span], Span], text: str) -> Timex:
        span = move(timex.span)
        anchor = timex.anchor
        if anchor is not None and anchor.startswith("@"):
            at = int(anchor[1:])
            anchor = f"@{move(Span(start=at, end=at)).start}"
        whole = timex.interval_span
        return replace(
            timex,
            span=span,
            text=text[span.slice],
            anchor=anchor,
            interval_span=move(whole) if whole is not None else None,
        )


def composition_of(text: str) -> Composition | None:
    r"""What turns a text into NFC and offsets back; None where it is in NFC.

    >>> found = composition_of("cafe\u0301 1902")
    >>> found.composed, found.begins[4:6] if found else None
    ('café 1902', (5, 6))
    """
    if unicodedata.is_normalized("NFC", text):
        return None
    composed: list[str] = []
    begins: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        letters = unicodedata.normalize("NFC", cluster[0])
        composed.append(letters)
        begins += [cluster.start()] * len(letters)
    return Composition(text, "".join(composed), (*begins, len(text)))
