"""What a reader hands over: a text, its blocks without sentences, and what the source says of the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.ingest.metadata import Metadata
    from pipeline.model import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The blocks of a text in order, without sentences, and what was recognised with certainty among them.

    `published` is EDTF, taken from the dateline; `title` is the text of the title block.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One document before sentences, language and id are settled."""

    text: str
    layout: Layout
    metadata: Metadata
    extracted: bool = False
