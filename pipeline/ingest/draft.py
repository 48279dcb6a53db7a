"""What a reader hands over: a text, its paragraphs, and what the source says of the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.model import Block, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.ingest.classify import Paragraph
    from pipeline.ingest.metadata import Metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The paragraphs of a text in order, each of a kind, and what was recognised with certainty among them.

    `published` is EDTF, taken from the dateline; `title` is the text of the title block.
    """

    paragraphs: Sequence[Paragraph]
    title: str | None = None
    published: str | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The paragraphs as blocks without sentences."""
        return tuple(
            Block(span=Span(start=p.start, end=p.end), kind=p.kind or "body", level=p.level) for p in self.paragraphs
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One document before sentences, language and id are settled."""

    text: str
    layout: Layout
    metadata: Metadata
    extracted: bool = False
