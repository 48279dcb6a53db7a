"""The whole line: a corpus to a published package and its timeline.

corpus ─read→ Document ─extract_document→ Mention ─resolve→ Event ─build_tables→ stage ─validate→ publish
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
    from collections.abc import Callable, Mapping

    from pipeline.engine.extraction import Extracted

# Of CSV; a second or two of Frictionless, whose time for a million events is counted in minutes, ours in seconds.
_MOST_BYTES_FOR_FRICTIONLESS = 2 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build read and published.

    `without_event` counts the dates that no event was found for; `unreadable` the documents of each language that there
    are no rules for, which are listed in the package but gave no event.
    """

    documents: int
    expressions: int
    mentions: int
    events: int
    without_event: int
    unreadable: Mapping[str, int]
    package: Path
    timeline: Path


def build(corpus: Path, out: Path, *, jobs: int = 1, verbose: bool = False) -> Report:
    """Read `corpus` and publish its package and timeline in `out`, all or nothing.

    Args:
        corpus: a directory of documents, a `.jsonl[.gz|.zst]` or a `.parquet` file.
        out: the directory of the package; made where there is none.
        jobs: processes that read documents; the result doesn't depend on it.
        verbose: name every fault of the input in the error, not the first alone.

    Raises:
        InputError: the corpus can't be used.
        DataError: the package would not be valid.
        PublishError: the disk or another build stood in the way.
    """
    from pipeline.publish.commit import publish_package

    _refuse_overlap(corpus, out)
    extracted = list(extract_corpus(corpus, jobs=jobs, verbose=verbose))
    write, counts = _writer(corpus, extracted)
    publish_package(out, write, _check)
    return Report(
        documents=len(extracted),
        expressions=sum(each.expressions for each in extracted),
        without_event=sum(each.without_event for each in extracted),
        unreadable=Counter(sorted(each.document.language for each in extracted if not each.readable)),
        mentions=counts["mentions"],
        events=counts["events"],
        package=out / "datapackage.json",
        timeline=out / "viz" / "timeline.html",
    )


def check(corpus: Path, out: Path, *, jobs: int = 1, verbose: bool = False) -> list[str]:
    """Build `corpus` aside and say, a sentence a file, how that differs from what is published in `out`.

    Raises:
        InputError: the corpus can't be used.
        DataError: the package would not be valid.
    """
    from pipeline.publish.commit import reading
    from pipeline.publish.package import compare

    write, _ = _writer(corpus, list(extract_corpus(corpus, jobs=jobs, verbose=verbose)))
    with TemporaryDirectory(prefix="datelines-") as name, reading(out):
        stage = Path(name)
        write(stage)
        _check(stage)
        return compare(out, stage)


def _refuse_overlap(corpus: Path, out: Path) -> None:
    if corpus.is_dir() and out.resolve().is_relative_to(corpus.resolve()):
        raise InputError(out, None, f"an output directory within the corpus {corpus}", "one beside it, such as --out .")


def _writer(corpus: Path, extracted: list[Extracted]) -> tuple[Callable[[Path], None], dict[str, int]]:
    """A function that writes the package into a directory, and how many rows each table has."""
    from pipeline.events import gazetteer, resolve
    from pipeline.publish.changes import CHANGES_FILE, read_changes
    from pipeline.publish.info import INFO_FILE, PackageInfo, read_info
    from pipeline.publish.package import stage_package
    from pipeline.publish.rows import build_tables
    from viz import timeline

    described = corpus / INFO_FILE
    info = read_info(described) if described.is_file() else PackageInfo()
    events = resolve(mention for each in extracted for mention in each.mentions)
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
