"""The stages that look at one document alone: tag it, find its mentions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import CorpusError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.model import Document, Mention, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What a document gave: its mentions, how many expressions it holds, which of its dates belong to no event.

    `readable` is False where there are no rules for the document's language; then it gave nothing.
    """

    document: Document
    mentions: tuple[Mention, ...]
    expressions: int = 0
    without_event: tuple[Span, ...] = ()
    readable: bool = True

    def eventless(self) -> list[str]:
        """A line for each date without an event: the document, the line of its file or text, and the words."""
        text = self.document.text
        return [
            f"{self.document.path}, line {text.count(chr(10), 0, each.start) + 1}: "
            f"{' '.join(text[each.slice].split())!r} has no event"
            for each in self.without_event
        ]


def extract_document(document: Document, *, spacy_model: str | None = None) -> Extracted:
    """Tag a document and find its mentions; with the name of a spaCy model, read doubtful clauses again with it.

    Raises:
        InputError: spaCy or the model isn't installed.
    """
    from pipeline.events import examine
    from pipeline.events.enrich import enricher
    from pipeline.temporal import tag_document
    from pipeline.temporal.languages import rules_for

    if rules_for(document.language) is None:
        return Extracted(document=document, mentions=(), readable=False)
    timexes = tag_document(document)
    found = examine(document, timexes, enricher(spacy_model) if spacy_model is not None else None)
    return Extracted(
        document=document, mentions=found.mentions, expressions=len(timexes), without_event=found.without_event
    )


def extract_corpus(corpus: Path) -> Iterator[Extracted]:
    """Read and extract every document of a corpus, in the order of its files.

    Raises:
        CorpusError: a document can't be used.
    """
    from pipeline.ingest import faults, read_corpus

    try:
        yield from map(extract_document, read_corpus(corpus))
    except InputError as fault:
        raise CorpusError(faults(corpus) or [fault]) from None
