"""From a draft to a `Document`: what is stated goes before what was recognised; sentences come last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.ingest.language import detect
from pipeline.ingest.sentences import Splitter
from pipeline.model import Block, Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.ingest.classify import Paragraph
    from pipeline.ingest.draft import Draft


def assemble(draft: Draft, *, default_id: str, path: str, sha256: str) -> Document:
    """Return the document that `draft` describes.

    `default_id` serves where the source states no id; `path` is relative to the corpus; `sha256` is in hexadecimal.
    """
    stated, layout = draft.metadata, draft.layout
    language = stated.language or detect(draft.text)
    return Document(
        id=stated.id or default_id,
        path=path,
        text=draft.text,
        language=language,
        sha256=sha256,
        blocks=tuple(_blocks(layout.paragraphs, Splitter(draft.text, language))),
        title=stated.title or layout.title,
        authors=stated.authors,
        publisher=stated.publisher,
        published=stated.published or layout.published,
        source=stated.source,
        rights=stated.rights,
        extracted=draft.extracted,
        unread=stated.unread,
    )


def _blocks(paragraphs: Iterable[Paragraph], splitter: Splitter) -> list[Block]:
    return [
        Block(
            span=Span(start=p.start, end=p.end),
            kind=p.kind or "body",
            sentences=() if p.kind == "furniture" else splitter.split(p.start, p.end),
            level=p.level,
        )
        for p in paragraphs
    ]
