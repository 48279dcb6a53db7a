"""The stages that look at one document alone: tag it, find its mentions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import CorpusError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.events import Eventless
    from pipeline.events.enrich import Enricher
    from pipeline.model import Document, Mention, Span, Timex


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What a document gave: its mentions, how many expressions it holds, which of its dates belong to no event.

    `unplaced` are dates and times that nothing places in the calendar ("last week" in a text without a date).
    `impossible` are dates that no calendar has ("31 June"), which are no expressions.
    `readable` is False where there are no rules for the document's language; then it gave nothing.
    """

    document: Document
    mentions: tuple[Mention, ...]
    expressions: int = 0
    without_event: tuple[Eventless, ...] = ()
    unplaced: tuple[Span, ...] = ()
    impossible: tuple[Span, ...] = ()
    readable: bool = True

    def eventless(self) -> list[str]:
        """A line for each date that gave no event: the document, the line of its file or text, the words, and why."""
        reasons = [(each.span, f"has no event: {each.reason}") for each in self.without_event]
        why = ": nothing says when the document was published" if self.document.published is None else ""
        reasons += [(each, f"has no place in the calendar{why}") for each in self.unplaced]
        reasons += [(each, "is a date that no calendar has") for each in self.impossible]
        if not reasons:
            return []
        text, place = self.document.text, where(self.document)
        return [
            f"{place}, line {text.count(chr(10), 0, each.start) + 1}: {' '.join(text[each.slice].split())!r} {reason}"
            for each, reason in sorted(reasons)
        ]


def where(document: Document) -> str:
    """How a message names a document: its file, and its id where that has others."""
    from pipeline.ingest.corpus import is_of_rows

    return f"{document.path}, document {document.id!r}" if is_of_rows(document.path) else document.path


def extract_document(document: Document, *, spacy_model: str | None = None) -> Extracted:
    """Tag a document and find its mentions; with the name of a spaCy model, read doubtful clauses again with it.

    Raises:
        InputError: spaCy or the model isn't installed.
    """
    return extract_documents([document], spacy_model=spacy_model)[0]


def extract_documents(documents: Sequence[Document], *, spacy_model: str | None = None) -> list[Extracted]:
    """What `extract_document` gives for each: all are tagged first, for a stage at a time is faster.

    Raises:
        InputError: spaCy or the model isn't installed.
    """
    from pipeline.events.enrich import enricher
    from pipeline.temporal import tag_document
    from pipeline.temporal.languages import rules_for

    reader = enricher(spacy_model) if spacy_model is not None else None
    lost: list[list[Span]] = [[] for _ in documents]
    each_lost = zip(documents, lost, strict=True)
    tagged = [tag_document(each, to) if rules_for(each.language) is not None else None for each, to in each_lost]
    return [
        _examined(each, timexes, reader, spans) for each, timexes, spans in zip(documents, tagged, lost, strict=True)
    ]


def _examined(
    document: Document, timexes: Sequence[Timex] | None, reader: Enricher | None, impossible: Sequence[Span]
) -> Extracted:
    """What a document gives with its expressions, None where there are no rules for its language."""
    from pipeline.events import examine

    if timexes is None:
        return Extracted(document=document, mentions=(), readable=False)
    found = examine(document, timexes, reader)
    return Extracted(
        document=document,
        mentions=found.mentions,
        expressions=len(timexes),
        without_event=found.without_event,
        unplaced=tuple(each.span for each in timexes if _is_unplaced(each)),
        impossible=tuple(impossible),
    )


def _is_unplaced(timex: Timex) -> bool:
    """Whether an expression tells a date or time that has no place in the calendar."""
    if timex.type not in {"DATE", "TIME"} or timex.value.edtf is not None or timex.value.timex3.endswith("_REF"):
        return False
    return timex.interval is None or timex.interval.edtf is None


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
