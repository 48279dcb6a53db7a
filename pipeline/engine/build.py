"""The whole line: a corpus to a published package and its timeline.

corpus ─sources→ Source ─run_partition→ part ─Assembly→ tables ─stage_package, timeline→ stage ─validate→ publish
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pipeline.engine.assembly import Assembly, refuse_repeated_ids
from pipeline.engine.cache import cache_in, no_cache
from pipeline.engine.partition import Counts, Task, read_counts, read_eventless
from pipeline.errors import CorpusError, DataError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.engine.cache import Cache
    from pipeline.engine.sources import Source
    from pipeline.events.decisions import Decision

Engine = Literal["local", "dask"]

# Of CSV; a second or two of Frictionless, whose time for a million events is counted in minutes, ours in seconds.
_MOST_BYTES_FOR_FRICTIONLESS = 2 << 20


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
    calendar ("last week" in a text without a date); a verbose build has a line for each in `eventless`. `blank`
    counts the rows without words, which are passed over. `unreadable` counts the documents of each language that
    there are no rules for, which are listed in the package but gave no event, `unread` the documents that state a
    field under a name that isn't read. `decisions` counts what a person decided; `stale` has a sentence for each
    decision that doesn't apply any more, `remarks` one for each inferred date that lost its premise to a decision.
    Of `partitions`, `kept` were taken from an earlier build. `seconds` are processor seconds by stage, of all
    processes.
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
    eventless: tuple[str, ...]
    unreadable: Mapping[str, int]
    unread: Mapping[str, int]
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
    from pipeline.events.decisions import DECISIONS_FILE, read_decisions
    from pipeline.publish.commit import publish_package, refuse_foreign

    options = options or Options()
    _refuse_overlap(corpus, out)
    refuse_foreign(out)
    decisions = read_decisions(corpus / DECISIONS_FILE, verbose=options.verbose)
    listed = _listed(corpus, verbose=options.verbose)
    with cache_in(out, keep=options.keep) as cache:
        made = _assembled(corpus, listed, decisions, cache, options)
        publish_package(out, made.write, made.check)
        cache.drop_unused()
    return made.report(out, len(decisions))


def check(corpus: Path, out: Path, options: Options | None = None) -> list[str]:
    """Build `corpus` aside and say, a sentence a file, how that differs from what is published in `out`.

    Raises:
        InputError: the corpus can't be used.
        DataError: the package would not be valid.
        WorkerError: processes that read documents kept dying.
    """
    from pipeline.events.decisions import DECISIONS_FILE, read_decisions
    from pipeline.publish.commit import reading
    from pipeline.publish.package import compare

    options = options or Options()
    decisions = read_decisions(corpus / DECISIONS_FILE, verbose=options.verbose)
    listed = _listed(corpus, verbose=options.verbose)
    with no_cache() as cache, reading(out):
        made = _assembled(corpus, listed, decisions, cache, options)
        stage = cache.work / "stage"
        made.write(stage)
        made.check(stage)
        return compare(out, stage)


def _refuse_overlap(corpus: Path, out: Path) -> None:
    if corpus.is_dir() and out.resolve().is_relative_to(corpus.resolve()):
        raise InputError(out, None, f"an output directory within the corpus {corpus}", "one beside it, such as --out .")


@dataclass(slots=True, kw_only=True)
class _Made:
    """A corpus that has been read and assembled: what writes and checks its package, and what there is to report."""

    corpus: Path
    assembly: Assembly
    counts: Counts
    partitions: int
    kept: int
    rows: dict[str, int]
    eventless: tuple[str, ...]
    seconds: dict[str, float] = field(default_factory=dict)

    def write(self, directory: Path) -> None:
        """Write the package and its page into a directory."""
        from pipeline.publish.info import INFO_FILE, PackageInfo, read_info
        from pipeline.publish.package import stage_package
        from viz import timeline

        described = self.corpus / INFO_FILE
        info = read_info(described) if described.is_file() else PackageInfo()
        with _timed(self.seconds, "publish"):
            stage_package(self.assembly.tables(), info, directory)
        with _timed(self.seconds, "timeline"):
            timeline(directory)

    def check(self, directory: Path) -> None:
        """Refuse a package that isn't valid."""
        with _timed(self.seconds, "validate"):
            refuse_invalid(directory)

    def report(self, out: Path, decisions: int) -> Report:
        """What was read and published."""
        counts = self.counts
        return Report(
            documents=counts.documents,
            characters=counts.characters,
            bytes=counts.bytes,
            expressions=counts.expressions,
            without_event=counts.without_event,
            unplaced=counts.unplaced,
            blank=counts.blank,
            eventless=self.eventless,
            unreadable=counts.unreadable,
            unread=counts.unread,
            decisions=decisions,
            stale=self.assembly.stale,
            remarks=self.assembly.remarks,
            mentions=self.rows["mentions"],
            events=self.rows["events"],
            package=out / "datapackage.json",
            timeline=out / "viz" / "timeline.html",
            partitions=self.partitions,
            kept=self.kept,
            seconds={name: round(spent, 3) for name, spent in {**counts.seconds, **self.seconds}.items()},
        )


def refuse_invalid(directory: Path) -> None:
    """Raise a DataError where a package isn't valid; a large one is spared Frictionless, which finds nothing more."""
    from pipeline.publish.checks.finding import summary
    from pipeline.publish.validate import CHECKS, OUR_CHECKS, validate

    size = sum(path.stat().st_size for path in (directory / "datasets").glob("*.csv"))
    findings = validate(directory, CHECKS if size <= _MOST_BYTES_FOR_FRICTIONLESS else OUR_CHECKS)
    if findings:
        raise DataError(f"the package would not be valid, so nothing was published: {summary(findings)}")


def _listed(corpus: Path, *, verbose: bool) -> list[Source]:
    from pipeline.engine.sources import sources

    with _faults_of(corpus, verbose=verbose):
        return list(sources(corpus))


def _assembled(
    corpus: Path, listed: Sequence[Source], decisions: Sequence[Decision], cache: Cache, options: Options
) -> _Made:
    """Read what has no part yet and assemble all parts."""
    from pipeline.events import gazetteer
    from pipeline.events.parses import spacy_parser
    from pipeline.publish.changes import CHANGES_FILE, read_changes
    from pipeline.publish.files import telling

    changes = read_changes(corpus / CHANGES_FILE)
    seconds: dict[str, float] = {}
    if options.spacy_model is not None:
        spacy_parser(options.spacy_model)
    tasks = [
        Task(source=source, part=cache.place(source, options.spacy_model), spacy_model=options.spacy_model)
        for source in listed
    ]
    with _faults_of(corpus, verbose=options.verbose):
        missing = [task for task in tasks if not cache.has(task.part)]
        fresh = _run(missing, cache, options)
        counts = Counts()
        parts = [task.part for task in tasks]
        for part in parts:
            counts.add(read_counts(part))
        with _timed(seconds, "assemble"), telling(cache.work):
            refuse_repeated_ids(parts, corpus, cache.work)
            assembly = Assembly(parts, decisions, gazetteer().values(), changes, cache.work)
    counts.seconds = fresh.seconds
    return _Made(
        corpus=corpus,
        assembly=assembly,
        counts=counts,
        partitions=len(tasks),
        kept=len(tasks) - len(missing),
        rows=assembly.counts(),
        eventless=tuple(line for part in parts for line in read_eventless(part)) if options.verbose else (),
        seconds=seconds,
    )


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


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    start = time.process_time()
    yield
    seconds[stage] = seconds.get(stage, 0.0) + time.process_time() - start
