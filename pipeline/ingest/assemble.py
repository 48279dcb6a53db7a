"""From a draft to a `Document`: what is stated goes before what was recognised; sentences come last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.ingest.language import detect
from pipeline.ingest.sentences import Splitter
from pipeline.model import Block, Document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.ingest.draft import Draft


def assemble(draft: Draft, *, default_id: str, path: str, sha256: str) -> Document:
    """Return the document that `draft` describes.

    `default_id` serves where the source states no id; `path` is relative to the corpus; `sha256` is in hexadecimal.
    """
    stated, layout = draft.metadata, draft.layout
    language = stated.language or detect(draft.text)
    blocks = _with_sentences(layout.blocks, Splitter(draft.text, language))
    return Document(
        id=stated.id or default_id,
        path=path,
        text=draft.text,
        language=language,
        sha256=sha256,
        blocks=blocks,
        title=stated.title or layout.title,
        authors=stated.authors,
        publisher=stated.publisher,
        published=stated.published or layout.published,
        source=stated.source,
        rights=stated.rights,
        extracted=draft.extracted,
    )


def _with_sentences(blocks: Iterable[Block], splitter: Splitter) -> tuple[Block, ...]:
    return tuple(
        block
        if block.kind == "furniture"
        else Block(
            span=block.span,
            kind=block.kind,
            sentences=splitter.split(block.span.start, block.span.end),
            level=block.level,
        )
        for block in blocks
    )
