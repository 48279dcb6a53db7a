"""The whole line: a corpus to a published package and its timeline.

corpus ─read→ Document ─extract_document→ Mention ─resolve, decide→ Event ─build_tables→ stage ─validate→ publish
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pipeline.engine.extraction import extract_corpus
from pipeline.errors import DataError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pipeline.engine.extraction import Extracted
    from pipeline.events.decide import Decided
    from pipeline.events.decisions import Decision
    from pipeline.model import Event

# Of CSV; a second or two of Frictionless, whose time for a million events is counted in minutes, ours in seconds.
_MOST_BYTES_FOR_FRICTIONLESS = 2 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build read and published.

    `without_event` has a line for each date that no event was found for; `unreadable` counts the documents of each
    language that there are no rules for, which are listed in the package but gave no event. `decisions` counts what a
    person decided; `stale` has a sentence for each decision that doesn't apply any more, `remarks` one for each
    inferred date that lost its premise to a decision.
    """

    documents: int
    expressions: int
    mentions: int
    events: int
    without_event: tuple[str, ...]
    unreadable: Mapping[str, int]
    decisions: int
    stale: tuple[str, ...]
    remarks: tuple[str, ...]
    package: Path
    timeline: Path


def build(corpus: Path, out: Path, *, jobs: int = 1, spacy_model: str | None = None, verbose: bool = False) -> Report:
    """Read `corpus` and publish its package and timeline in `out`, all or nothing.

    Args:
        corpus: a directory of documents, a `.jsonl[.gz|.zst]` or a `.parquet` file.
        out: the directory of the package; made where there is none.
        jobs: processes that read documents; the result doesn't depend on it.
        spacy_model: the name of the spaCy model that reads doubtful clauses again; its mentions' rules say so.
        verbose: name every fault of the input in the error, not the first alone.

    Raises:
        InputError: the corpus can't be used.
        DataError: the package would not be valid.
        PublishError: the disk or another build stood in the way.
    """
    from pipeline.events.decisions import DECISIONS_FILE, read_decisions
    from pipeline.publish.commit import publish_package

    _refuse_overlap(corpus, out)
    decisions = read_decisions(corpus / DECISIONS_FILE, verbose=verbose)
    extracted = list(extract_corpus(corpus, jobs=jobs, spacy_model=spacy_model, verbose=verbose))
    decided = decide(extracted, decisions)
    write, counts = _writer(corpus, extracted, decided.events)
    publish_package(out, write, _check)
    return Report(
        documents=len(extracted),
        expressions=sum(each.expressions for each in extracted),
        without_event=tuple(line for each in extracted for line in each.eventless()),
        unreadable=Counter(sorted(each.document.language for each in extracted if not each.readable)),
        decisions=len(decisions),
        stale=decided.stale,
        remarks=decided.remarks,
        mentions=counts["mentions"],
        events=counts["events"],
        package=out / "datapackage.json",
        timeline=out / "viz" / "timeline.html",
    )


def check(
    corpus: Path, out: Path, *, jobs: int = 1, spacy_model: str | None = None, verbose: bool = False
) -> list[str]:
    """Build `corpus` aside and say, a sentence a file, how that differs from what is published in `out`.

    Raises:
        InputError: the corpus can't be used.
        DataError: the package would not be valid.
    """
    from pipeline.events.decisions import DECISIONS_FILE, read_decisions
    from pipeline.publish.commit import reading
    from pipeline.publish.package import compare

    decisions = read_decisions(corpus / DECISIONS_FILE, verbose=verbose)
    extracted = list(extract_corpus(corpus, jobs=jobs, spacy_model=spacy_model, verbose=verbose))
    write, _ = _writer(corpus, extracted, decide(extracted, decisions).events)
    with TemporaryDirectory(prefix="datelines-") as name, reading(out):
        stage = Path(name)
        write(stage)
        _check(stage)
        return compare(out, stage)


def _refuse_overlap(corpus: Path, out: Path) -> None:
    if corpus.is_dir() and out.resolve().is_relative_to(corpus.resolve()):
        raise InputError(out, None, f"an output directory within the corpus {corpus}", "one beside it, such as --out .")


def decide(extracted: Iterable[Extracted], decisions: Sequence[Decision]) -> Decided:
    """The events of a corpus as a person decided on them."""
    from pipeline.events import resolve
    from pipeline.events.decide import apply_decisions
    from pipeline.publish.rows import mention_id

    return apply_decisions(resolve(mention for each in extracted for mention in each.mentions), decisions, mention_id)


def _writer(
    corpus: Path, extracted: Sequence[Extracted], events: Sequence[Event]
) -> tuple[Callable[[Path], None], dict[str, int]]:
    """A function that writes the package into a directory, and how many rows each table has."""
    from pipeline.events import gazetteer
    from pipeline.publish.changes import CHANGES_FILE, read_changes
    from pipeline.publish.info import INFO_FILE, PackageInfo, read_info
    from pipeline.publish.package import stage_package
    from pipeline.publish.rows import build_tables
    from viz import timeline

    described = corpus / INFO_FILE
    info = read_info(described) if described.is_file() else PackageInfo()
    changes = read_changes(corpus / CHANGES_FILE)
    tables = build_tables((each.document for each in extracted), events, gazetteer().values(), changes)

    def write(directory: Path) -> None:
        stage_package(tables, info, directory)
        timeline(directory)

    return write, {name: table.num_rows for name, table in tables.items()}


def _check(directory: Path) -> None:
    """Refuse a stage that isn't valid; a large one is spared Frictionless, which finds nothing that our checks miss."""
    from pipeline.publish.checks.finding import summary
    from pipeline.publish.validate import CHECKS, OUR_CHECKS, validate

    size = sum(path.stat().st_size for path in (directory / "datasets").glob("*.csv"))
    findings = validate(directory, CHECKS if size <= _MOST_BYTES_FOR_FRICTIONLESS else OUR_CHECKS)
    if findings:
        raise DataError(f"the package would not be valid, so nothing was published: {summary(findings)}")
