"""The whole line: a corpus to a published package and its timeline.

corpus ─sources→ Source ─run_partition→ part ─write_tables→ package ─draw, prove→ package with its page ─→ publish
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from pipeline.engine.cache import cache_in, no_cache
from pipeline.engine.last import Parts, last_package, note, remember
from pipeline.engine.local import LARGE_BYTES, run_apart
from pipeline.engine.partition import Counts, Task, is_of, read_counts, read_eventless
from pipeline.engine.stages import draw, keepers_files, prove, read_kept, write_tables
from pipeline.errors import CorpusError, InputError, require_room
from pipeline.limits import stated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.engine.cache import Cache
    from pipeline.engine.last import Last
    from pipeline.engine.sources import Source
    from pipeline.engine.stages import Assembled, Kept
    from pipeline.ingest import OtherFiles

Engine = Literal["local", "dask"]

APART_BYTES = 16 << 20
"""Bytes of documents from which two jobs also draw the page and prove the package, each in a process of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a build is run.

    The result depends on `spacy_model` alone, the name of the model that reads doubtful clauses again, None for none.
    `jobs` are processes that read documents; `address` is of the scheduler that the engine "dask" uses, None for one of
    its own. `keep` lets parts be taken from earlier builds and kept for later ones. `verbose` names every fault of the
    input in the error, not the first alone.
    """

    jobs: int = 1
    engine: Engine = "local"
    address: str | None = None
    keep: bool = True
    spacy_model: str | None = None
    verbose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build read and published.

    `without_event` counts the dates that no event was found for, `unplaced` those that have no place in the
    calendar ("last week" in a text without a date); a verbose build has a line for each in `eventless`. `other_files`
    counts the files of each suffix that no reader knows, `other_file` is the first of them, and `blank` counts the rows
    without words; they are passed over.
    `unreadable` counts the documents of each language that there are no rules for, which are listed in the package but
    gave no event, `unread` the documents that state a field under a name that isn't read; `first_unreadable` and
    `first_unread` name the first of each. `decisions` counts what a person decided; `stale` has a sentence for each
    decision that doesn't apply any more, `remarks` one for each inferred date that lost its premise to a decision. Of
    `partitions`, `kept` were taken from an earlier build.
    `seconds` are processor seconds by stage, of all processes.
    """

    documents: int
    characters: int
    bytes: int
    expressions: int
    mentions: int
    events: int
    without_event: int
    unplaced: int
    blank: int
    other_files: Mapping[str, int]
    other_file: str | None
    eventless: tuple[str, ...]
    unreadable: Mapping[str, int]
    unread: Mapping[str, int]
    first_unreadable: Mapping[str, str]
    first_unread: Mapping[str, str]
    decisions: int
    stale: tuple[str, ...]
    remarks: tuple[str, ...]
    package: Path
    timeline: Path
    partitions: int
    kept: int
    seconds: Mapping[str, float]

    def as_json(self) -> dict[str, Any]:
        """The report as `--report` writes it."""
        return {**asdict(self), "package": str(self.package), "timeline": str(self.timeline)}


def build(corpus: Path, out: Path, options: Options | None = None) -> Report:
    """Read `corpus` and publish its package and timeline in `out`, all or nothing.

    Args:
        corpus: a directory of documents, a `.jsonl[.gz|.zst]` or a `.parquet` file.
        out: the directory of the package; made where there is none.
        options: how to run it.

    Raises:
        InputError: the corpus can't be used.
        DataError: the package would not be valid.
        PublishError: the disk or another build stood in the way.
        WorkerError: processes that read documents kept dying.
    """
    from pipeline.ingest import other_files
    from pipeline.publish.commit import publish_package, refuse_foreign

    options = options or Options()
    _refuse_overlap(corpus, out)
    require_room(out)
    refuse_foreign(out)
    kept = read_kept(corpus, verbose=options.verbose)
    listed = _listed(corpus, verbose=options.verbose)
    with cache_in(out, keep=options.keep) as cache:
        made = _made(corpus, listed, kept, cache, options)
        told = note(made.directory, made.parts)
        publish_package(out, made.move, _is_proved)
        if not kept.decisions and all(map(cache.keeps, made.parts)):
            remember(told, out, cache.work)
        cache.drop_unused()
    return made.report(out, len(kept.decisions), other_files(corpus, keepers_files()))


def check(corpus: Path, out: Path, options: Options | None = None) -> list[str]:
    """Build `corpus` aside and say, a sentence a file, how that differs from what is published in `out`.

    Raises:
        InputError: the corpus can't be used.
        DataError: the package would not be valid.
        WorkerError: processes that read documents kept dying.
    """
    from pipeline.publish.commit import reading
    from pipeline.publish.package import compare

    options = options or Options()
    kept = read_kept(corpus, verbose=options.verbose)
    listed = _listed(corpus, verbose=options.verbose)
    with no_cache() as cache:
        made = _made(corpus, listed, kept, cache, options)
        with reading(out):
            return compare(out, made.directory)


def _refuse_overlap(corpus: Path, out: Path) -> None:
    if (corpus / "datapackage.json").is_file() and (corpus / "datasets").is_dir():
        raise InputError(corpus, None, "a published package", "the documents that one is made from")
    if corpus.is_dir() and out.resolve().is_relative_to(corpus.resolve()):
        raise InputError(out, None, f"an output directory within the corpus {corpus}", "one beside it, such as --out .")


def _is_proved(_: Path) -> None:
    """Let pass what was proved before it was moved into the stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A package that was made, with its page, and proved in a directory, and what there is to report."""

    directory: Path
    assembled: Assembled
    counts: Counts
    parts: Sequence[Path]
    kept: int
    eventless: tuple[str, ...]
    seconds: Mapping[str, float]

    def move(self, directory: Path) -> None:
        """Move the package into a directory of the same file system."""
        for path in sorted(self.directory.iterdir()):
            path.rename(directory / path.name)

    def report(self, out: Path, decisions: int, passed_over: OtherFiles) -> Report:
        """What was read and published, and which files were passed over."""
        counts = self.counts
        return Report(
            documents=counts.documents,
            characters=counts.characters,
            bytes=counts.bytes,
            expressions=counts.expressions,
            without_event=counts.without_event,
            unplaced=counts.unplaced,
            blank=counts.blank,
            other_files=passed_over.counts,
            other_file=passed_over.first,
            eventless=self.eventless,
            unreadable=counts.unreadable,
            unread=counts.unread,
            first_unreadable=counts.first_unreadable,
            first_unread=counts.first_unread,
            decisions=decisions,
            stale=self.assembled.stale,
            remarks=self.assembled.remarks,
            mentions=self.assembled.rows["mentions"],
            events=self.assembled.rows["events"],
            package=out / "datapackage.json",
            timeline=out / "viz" / "timeline.html",
            partitions=len(self.parts),
            kept=self.kept,
            seconds={name: round(spent, 3) for name, spent in self.seconds.items()},
        )


def _listed(corpus: Path, *, verbose: bool) -> list[Source]:
    from pipeline.engine.sources import sources

    with _faults_of(corpus, verbose=verbose):
        return list(sources(corpus))


def _made(corpus: Path, listed: Sequence[Source], kept: Kept, cache: Cache, options: Options) -> _Made:
    """Read what has no part yet, assemble all parts, and draw and prove the package."""
    from pipeline.events.parses import spacy_parser

    model, limits = options.spacy_model, stated()
    if model is not None:
        spacy_parser(model)
    tasks = [
        Task(
            source=source,
            part=cache.place(source, model),
            spacy_model=model,
            limits=limits,
            maker=cache.maker(source),
        )
        for source in listed
    ]
    parts, directory = [task.part for task in tasks], cache.work / "package"
    with _faults_of(corpus, verbose=options.verbose):
        missing = _beside_others([task for task in tasks if not cache.has(task.part)], cache.unused())
        fresh = _run(missing, cache, options)
        counts = Counts()
        for part in parts:
            counts.add(read_counts(part))
        if not counts.documents:
            raise InputError(corpus, None, "no document with words", "at least one")
        with _last_of(parts, kept, cache) as last:
            writing = partial(write_tables, Parts(parts, last), corpus, kept, cache.work, directory)
            both = options.jobs > 1 and sum(source.bytes for source in listed) >= APART_BYTES
            # Reading little leaves little memory behind, which isn't worth a process that begins anew.
            apart = sum(task.source.bytes for task in missing) >= LARGE_BYTES
            assembled, drawn, proved = _finished(writing, directory, apart=apart, both=both)
    return _Made(
        directory=directory,
        assembled=assembled,
        counts=counts,
        parts=parts,
        kept=len(tasks) - len(missing),
        eventless=tuple(line for part in parts for line in read_eventless(part)) if options.verbose else (),
        seconds={**fresh.seconds, **assembled.seconds, "timeline": drawn, "validate": proved},
    )


def _beside_others(tasks: Sequence[Task], unused: Sequence[Path]) -> list[Task]:
    """Tasks, each with those of some parts that may have what it gives; where a model reads along, none has."""
    return [
        replace(task, before=tuple(part for part in unused if is_of(part, task.maker)))
        if task.spacy_model is None
        else task
        for task in tasks
    ]


def _finished(
    writing: Callable[[], Assembled], directory: Path, *, apart: bool, both: bool
) -> tuple[Assembled, float, float]:
    """Write the tables, draw the page and prove the package; return what the first tells and the others took.

    `apart` says to do so in a process of its own, `both` to draw and prove at a time.
    """
    following = [partial(draw, directory), partial(prove, directory)]
    if both:
        (assembled,) = run_apart([writing], int(apart))
        drawn, proved = run_apart(following, 2)
        return assembled, drawn, proved
    ((assembled, drawn, proved),) = run_apart([partial(_in_turn, writing, *following)], int(apart))
    return assembled, drawn, proved


def _in_turn(
    writing: Callable[[], Assembled], drawing: Callable[[], float], proving: Callable[[], float]
) -> tuple[Assembled, float, float]:
    return writing(), drawing(), proving()


@contextmanager
def _last_of(parts: Sequence[Path], kept: Kept, cache: Cache) -> Iterator[Last | None]:
    """The last package, which stays as it is in the body; None where there is none that is of use."""
    from pipeline.publish.commit import reading

    if cache.package is None or kept.decisions or not all(map(cache.keeps, parts)):
        yield None
        return
    with reading(cache.package):
        yield last_package(cache.package, parts)


def _run(tasks: Sequence[Task], cache: Cache, options: Options) -> Counts:
    """Run the tasks on the engine that is asked for; return what they gave in all."""
    from pipeline.engine.cluster import run_dask
    from pipeline.engine.local import run_local
    from pipeline.engine.progress import progress

    total = Counts()
    with progress(sum(task.source.bytes for task in tasks)) as done:
        if options.engine == "dask":
            outcomes = run_dask(tasks, options.jobs, options.address, cache.work)
        else:
            outcomes = run_local(tasks, options.jobs)
        for counts in outcomes:
            total.add(counts)
            done(counts)
    return total


@contextmanager
def _faults_of(corpus: Path, *, verbose: bool) -> Iterator[None]:
    """Where a document can't be used, read all to tell of every fault that there is, in order."""
    from pipeline.ingest import faults

    try:
        yield
    except InputError as fault:
        raise CorpusError(faults(corpus) or [fault], verbose=verbose) from None
