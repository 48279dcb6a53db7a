"""What a build does when all is read, as functions of paths: the tables of a package, its page, its proof.

They can be run in a process of their own, which doesn't find the memory that reading left behind, or in one each.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pipeline.errors import DataError, require_regular

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.engine.assembly import Assembly
    from pipeline.engine.last import Parts
    from pipeline.engine.parts import Row
    from pipeline.engine.patching import Patch
    from pipeline.events.decisions import Decision
    from pipeline.publish.info import PackageInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """What is told of tables that were written: rows by table, what `apply_decisions` says, processor seconds."""

    rows: Mapping[str, int]
    stale: tuple[str, ...]
    remarks: tuple[str, ...]
    seconds: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the keeper of a corpus says: of the package, of its events, of what changed in earlier releases."""

    info: PackageInfo
    decisions: tuple[Decision, ...]
    changes: list[Row]


def keepers_files() -> tuple[str, ...]:
    """The names of the keeper's files in a corpus."""
    from pipeline.events.decisions import DECISIONS_FILE
    from pipeline.publish.changes import CHANGES_FILE
    from pipeline.publish.info import INFO_FILE

    return DECISIONS_FILE, CHANGES_FILE, INFO_FILE


def read_kept(corpus: Path, *, verbose: bool = False) -> Kept:
    """Read the keeper's files of a corpus; `verbose` names every fault of the decisions, not the first alone.

    Raises:
        InputError: one of them can't be used.
    """
    from pipeline.events.decisions import DECISIONS_FILE, read_decisions
    from pipeline.publish.changes import CHANGES_FILE, read_changes
    from pipeline.publish.info import INFO_FILE, PackageInfo, read_info

    described = corpus / INFO_FILE
    require_regular(corpus, INFO_FILE)
    return Kept(
        decisions=tuple(read_decisions(corpus / DECISIONS_FILE, verbose=verbose)),
        changes=read_changes(corpus / CHANGES_FILE),
        info=read_info(described) if described.is_file() else PackageInfo(),
    )


def write_tables(parts: Parts, corpus: Path, kept: Kept, work: Path, directory: Path) -> Assembled:
    """Assemble parts, and write the tables and the descriptor of their package into a directory.

    Args:
        parts: the directories of all parts, and the last package, if its tables may serve.
        corpus: as a message names it.
        kept: what the keeper says.
        work: a directory for files on the way.
        directory: of the package; it need not exist.

    Raises:
        InputError: two documents have one id.
        DataError: a key stands twice, or an event's place is unknown.
        PublishError: a file can't be written.
    """
    from pipeline.engine.garbage import collecting_rarely
    from pipeline.publish.arrow import PASSING_BYTES, give_back_blocks, load_arrow
    from pipeline.publish.files import telling
    from pipeline.publish.package import stage_package

    load_arrow()
    give_back_blocks(PASSING_BYTES)
    start = time.process_time()
    # A call before this one may have been ended from outside, and have left files.
    with telling(work), collecting_rarely(), TemporaryDirectory(dir=work) as own:
        assembly = _assembly(parts, kept, Path(own), corpus)
        assembled = time.process_time()
        stage_package(assembly.tables(), kept.info, directory)
    return Assembled(
        rows=assembly.counts(),
        stale=assembly.stale,
        remarks=assembly.remarks,
        seconds={"assemble": assembled - start, "publish": time.process_time() - assembled},
    )


def _assembly(parts: Parts, kept: Kept, work: Path, corpus: Path) -> Assembly | Patch:
    """The tables, from those of the last package if that is less work."""
    from pipeline.engine.assembly import Assembly
    from pipeline.engine.patching import patch

    patched = patch(parts, kept, work, corpus) if parts.last is not None else None
    return patched or Assembly(parts.now, kept, work, corpus)


def draw(directory: Path) -> float:
    """Write the page of the package in a directory into it; return the processor seconds that it took.

    Raises:
        InputError: the package can't be used.
        PublishError: the page can't be written.
    """
    from pipeline.publish.arrow import MIXED_BYTES, give_back_blocks, load_arrow
    from viz import timeline

    load_arrow()
    give_back_blocks(MIXED_BYTES)
    start = time.process_time()
    timeline(directory, parquet=True)
    return time.process_time() - start


def prove(directory: Path) -> float:
    """Refuse a package that isn't valid; return the processor seconds that it took.

    Raises:
        DataError: it isn't.
    """
    from pipeline.publish.arrow import PASSING_BYTES, give_back_blocks, load_arrow

    load_arrow()
    give_back_blocks(PASSING_BYTES)
    start = time.process_time()
    refuse_invalid(directory)
    return time.process_time() - start


def refuse_invalid(directory: Path) -> None:
    """Raise a DataError where a package isn't valid, by the checks that fit it."""
    from pipeline.publish.checks.finding import summary
    from pipeline.publish.validate import fitting_checks, validate

    findings = validate(directory, fitting_checks(directory))
    if findings:
        raise DataError(f"the package would not be valid, so nothing was published: {summary(findings)}")
