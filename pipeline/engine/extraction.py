"""The stages that look at one document alone: read it, tag it, find its mentions; in this process or in several."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pipeline.errors import CorpusError, InputError, WorkerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pipeline.ingest import IdRegister, Input
    from pipeline.model import Document, Mention, Span


_CHUNK = 64
"""Documents that a process is handed at a time, at most."""


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


def extract_corpus(
    corpus: Path, *, jobs: int = 1, spacy_model: str | None = None, verbose: bool = False
) -> Iterator[Extracted]:
    """Read and extract every document of a corpus, in the order of its files whatever `jobs` is.

    Args:
        corpus: what `pipeline.ingest.list_inputs` reads.
        jobs: processes; each is given paths, and gives back what it found.
        spacy_model: the name of the spaCy model that reads doubtful clauses again.
        verbose: name every fault in the error.

    Raises:
        InputError: spaCy or the model isn't installed.
        CorpusError: a document can't be used.
        WorkerError: a process died.
    """
    from pipeline.engine.progress import progress
    from pipeline.events.parses import spacy_parser
    from pipeline.ingest import IdRegister, faults, list_inputs

    if spacy_model is not None:
        spacy_parser(spacy_model)
    ids = IdRegister()
    try:
        inputs = list_inputs(corpus)
        with progress(len(inputs), "reading") as done:
            for outcomes in _outcomes(inputs, jobs, spacy_model):
                for outcome in outcomes:
                    yield _admitted(outcome, ids)
                done()
    except InputError as fault:
        raise CorpusError(faults(corpus) or [fault], verbose=verbose) from None


def _admitted(outcome: Extracted | InputError, ids: IdRegister) -> Extracted:
    fault = outcome if isinstance(outcome, InputError) else ids.admit(outcome.document.id, outcome.document.path)
    if fault is not None:
        raise fault
    assert isinstance(outcome, Extracted)
    return outcome


def _outcomes(inputs: Sequence[Input], jobs: int, spacy_model: str | None) -> Iterable[list[Extracted | InputError]]:
    if jobs == 1 or len(inputs) < 2:
        return (_extract_input(item, spacy_model) for item in inputs)
    return _pooled(inputs, jobs, spacy_model)


def _pooled(inputs: Sequence[Input], jobs: int, spacy_model: str | None) -> Iterator[list[Extracted | InputError]]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    chunk = max(1, min(_CHUNK, len(inputs) // (4 * jobs)))
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            yield from pool.map(partial(_extract_input, spacy_model=spacy_model), inputs, chunksize=chunk)
        except BrokenProcessPool:
            raise WorkerError("a process that read documents was ended from outside; run the command again") from None


def _extract_input(item: Input, spacy_model: str | None) -> list[Extracted | InputError]:
    from pipeline.ingest import read_input

    return [
        each if isinstance(each, InputError) else extract_document(each, spacy_model=spacy_model)
        for each in read_input(item)
    ]
