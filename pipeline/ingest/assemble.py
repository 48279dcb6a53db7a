"""From a draft to a `Document`: what is stated goes before what was recognised; sentences come last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.ingest import sentences
from pipeline.ingest.language import detect
from pipeline.model import Block, Document

if TYPE_CHECKING:
    from pipeline.ingest.draft import Draft


def assemble(draft: Draft, *, default_id: str, path: str, sha256: str) -> Document:
    """Return the document that `draft` describes.

    `default_id` serves where the source states no id; `path` is relative to the corpus; `sha256` is in hexadecimal.
    """
    stated, layout = draft.metadata, draft.layout
    language = stated.language or detect(draft.text)
    blocks = tuple(_with_sentences(draft.text, block, language) for block in layout.blocks)
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


def _with_sentences(text: str, block: Block, language: str) -> Block:
    if block.kind == "furniture":
        return block
    spans = sentences.split(text, block.span.start, block.span.end, language)
    return Block(span=block.span, kind=block.kind, sentences=spans, level=block.level)
