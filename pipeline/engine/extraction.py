"""The stages that look at one document alone: read it, tag it, find its mentions; in this process or in several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import CorpusError, InputError, WorkerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pipeline.ingest import IdRegister, Input
    from pipeline.model import Document, Mention


_CHUNK = 64
"""Documents that a process is handed at a time, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What a document gave: its mentions, how many expressions it holds, how many of its dates belong to no event.

    `readable` is False where there are no rules for the document's language; then it gave nothing.
    """

    document: Document
    mentions: tuple[Mention, ...]
    expressions: int = 0
    without_event: int = 0
    readable: bool = True


def extract_document(document: Document) -> Extracted:
    """Tag a document and find its mentions."""
    from pipeline.events import examine
    from pipeline.temporal import tag_document
    from pipeline.temporal.languages import rules_for

    if rules_for(document.language) is None:
        return Extracted(document=document, mentions=(), readable=False)
    timexes = tag_document(document)
    found = examine(document, timexes)
    return Extracted(
        document=document, mentions=found.mentions, expressions=len(timexes), without_event=found.without_event
    )


def extract_corpus(corpus: Path, *, jobs: int = 1, verbose: bool = False) -> Iterator[Extracted]:
    """Read and extract every document of a corpus, in the order of its files whatever `jobs` is.

    Args:
        corpus: what `pipeline.ingest.list_inputs` reads.
        jobs: processes; each is given paths, and gives back what it found.
        verbose: name every fault in the error.

    Raises:
        CorpusError: a document can't be used.
        WorkerError: a process died.
    """
    from pipeline.engine.progress import progress
    from pipeline.ingest import IdRegister, faults, list_inputs

    ids = IdRegister()
    try:
        inputs = list_inputs(corpus)
        with progress(len(inputs), "reading") as done:
            for outcomes in _outcomes(inputs, jobs):
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


def _outcomes(inputs: Sequence[Input], jobs: int) -> Iterable[list[Extracted | InputError]]:
    if jobs == 1 or len(inputs) < 2:
        return map(_extract_input, inputs)
    return _pooled(inputs, jobs)


def _pooled(inputs: Sequence[Input], jobs: int) -> Iterator[list[Extracted | InputError]]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    chunk = max(1, min(_CHUNK, len(inputs) // (4 * jobs)))
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            yield from pool.map(_extract_input, inputs, chunksize=chunk)
        except BrokenProcessPool:
            raise WorkerError("a process that read documents was ended from outside; run the command again") from None


def _extract_input(item: Input) -> list[Extracted | InputError]:
    from pipeline.ingest import read_input

    return [each if isinstance(each, InputError) else extract_document(each) for each in read_input(item)]
