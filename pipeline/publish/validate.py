"""Proves a published package: its descriptor, its files, its rows, and what they say of each other.

Each of our own checks is a small function of a `Package` that yields findings. To add one, write such a function in
`pipeline.publish.checks` and a line in `OUR_CHECKS`, and a corrupted package that it alone catches in its tests.
Frictionless comes last as a second judge of all files, and is asked only where ours find nothing: the tests prove that
it finds nothing that ours don't, so it would but say the same again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.publish.checks import cells, content, described, files, links, offsets, stock
from pipeline.publish.checks.finding import Check, Finding, limited
from pipeline.publish.checks.package import Package

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.publish.checks.rows import RowCheck

__all__ = ["CHECKS", "OUR_CHECKS", "Check", "Finding", "validate"]

OUR_CHECKS: tuple[Check | RowCheck, ...] = (
    Check(name="descriptor-json", run=described.readable),
    Check(name="properties", run=described.properties),
    Check(name="sources", run=described.sources),
    Check(name="resources", run=described.resources),
    Check(name="paths", run=described.paths),
    Check(name="resource-properties", run=described.resource_properties),
    Check(name="schemas", run=described.schemas),
    Check(name="listing", run=files.listing),
    Check(name="formats", run=files.formats),
    Check(name="bytes", run=files.sizes),
    Check(name="hash", run=files.hashes),
    Check(name="rows", run=files.row_counts),
    Check(name="content-hash", run=files.content_hashes),
    Check(name="twins", run=files.twins),
    cells.NOT_EMPTY,
    cells.ENUMS,
    cells.PATTERNS,
    cells.RANGES,
    cells.PLAIN_TEXT,
    cells.PRIMARY_KEYS,
    Check(name="foreign-key", run=links.foreign_keys),
    Check(name="temporal", run=described.temporal),
    content.DATES,
    content.EDTF_COLUMNS,
    offsets.LENGTHS,
    offsets.QUOTES,
    Check(name="extents", run=offsets.extents),
    Check(name="anchors", run=offsets.anchors),
    Check(name="counts", run=links.counts),
    Check(name="inferences", run=links.inferences),
    content.PREMISES,
    content.REFERENCES,
    content.DOCUMENT_PATHS,
    Check(name="texts", run=offsets.texts),
)
SECOND_JUDGE = Check(name="frictionless", run=stock.frictionless)
CHECKS: tuple[Check | RowCheck, ...] = (*OUR_CHECKS, SECOND_JUDGE)

MOST_FINDINGS = 100
# Of CSV; a second or two of Frictionless, whose time for a million events is counted in minutes, ours in seconds.
_MOST_BYTES_FOR_FRICTIONLESS = 2 << 20


def fitting_checks(directory: Path) -> Sequence[Check | RowCheck]:
    """The checks of a package that is to be published: a large one is spared Frictionless, which finds no more."""
    size = sum(path.stat().st_size for path in (directory / "datasets").glob("*.csv"))
    return CHECKS if size <= _MOST_BYTES_FOR_FRICTIONLESS else OUR_CHECKS


def validate(directory: Path, checks: Sequence[Check | RowCheck] = CHECKS) -> list[Finding]:
    """Every fault of the package in `directory`; an empty list proves it.

    Args:
        directory: where `datapackage.json` and `datasets/` are. Only regular files at the paths of the tables are
            opened, whatever the descriptor says.
        checks: the checks to run, in their order; all of them unless told otherwise.

    Returns:
        The findings in the order of the checks, at most `MOST_FINDINGS` of each; the last of these tells how many
        more there are. Nothing in a package raises.

    Raises:
        InputError: there is no such directory, no `datapackage.json` in it, or it can't be read.
        PublishError: a build keeps the package locked, or one that was cut short can't be finished.
    """
    from pipeline.publish.commit import reading

    findings: list[Finding] = []
    try:
        with reading(directory):
            package = Package(directory, checks)
            for check in checks:
                if check is not SECOND_JUDGE or not findings:
                    findings += limited(check.run(package), MOST_FINDINGS)
    except OSError as error:
        found = f"a file that can't be read ({error.strerror})"
        raise InputError(error.filename or directory, None, found, "files that stay while they are checked") from error
    return findings
