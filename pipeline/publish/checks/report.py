"""Findings as people and other programs read them; one function a format, one line of `FORMATS` for each.

A format takes the findings, the names of the checks that were run and the directory of the package, and gives the text
to print, without a line end; an empty text where it has nothing to say.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from pipeline.publish.checks.finding import one_line
from pipeline.publish.tables import TABLES, resource_name, resource_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pipeline.publish.checks.finding import Finding

    Format = Callable[[Sequence[Finding], Sequence[str], Path], str]

_HEADINGS = ("check", "resource", "row", "field", "found", "expected")
_WIDEST = 40
# What a workflow command takes for its own: in its message, and in its properties.
_MARKS = "%\r\n"
_PROPERTY_MARKS = "%\r\n,:"
# Cells of these tables may hold line ends, so that rows aren't lines.
_MANY_LINES = {"mentions", "texts"}


def as_text(findings: Sequence[Finding], checks: Sequence[str], directory: Path) -> str:
    """An aligned table, a finding a row, where long values are cut; below it how many there are."""
    if not findings:
        return f"{directory / 'datapackage.json'}: valid, {len(checks)} checks passed"
    rows = [_HEADINGS, *map(_cells, findings)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, [*widths[:-1], 0])) for row in rows]
    found = len(findings) + sum(finding.more for finding in findings)
    failed = len({finding.check for finding in findings})
    return "\n".join([*lines, f"{found} found by {failed} of {len(checks)} checks"])


def _cells(finding: Finding) -> tuple[str, ...]:
    row = "" if finding.row is None else str(finding.row)
    rule = f"{finding.rule} (and {finding.more} more)" if finding.more else finding.rule
    cells = [one_line(cell) for cell in (finding.check, finding.resource, row, finding.field or "", finding.value)]
    return *(cell if len(cell) <= _WIDEST else f"{cell[: _WIDEST - 1]}…" for cell in cells), one_line(rule)


def as_json(findings: Sequence[Finding], checks: Sequence[str], directory: Path) -> str:  # noqa: ARG001
    """A JSON list of objects with the fields of `Finding`; `more` counts those of the check that aren't listed."""
    return json.dumps([asdict(finding) for finding in findings], indent=2)


def as_github(findings: Sequence[Finding], checks: Sequence[str], directory: Path) -> str:  # noqa: ARG001
    """A workflow command of GitHub a finding, which marks the file, and the line where rows are lines."""
    return "\n".join(_annotation(finding, directory) for finding in findings)


def _annotation(finding: Finding, directory: Path) -> str:
    csv, parquet = ({resource_name(each.name, parquet=p): each.name for each in TABLES} for p in (False, True))
    name = finding.resource
    if name in csv or name in parquet:
        path = resource_path(csv.get(name) or parquet[name], parquet=name in parquet)
    else:
        path = name
    told = {"file": (directory / path).as_posix(), "title": f"datelines {finding.check}"}
    if finding.row is not None and name in csv.keys() - _MANY_LINES:
        told["line"] = str(finding.row + 1)
    properties = ",".join(f"{key}={_escaped(value, _PROPERTY_MARKS)}" for key, value in told.items())
    return f"::error {properties}::{_escaped(str(finding), _MARKS)}"


def _escaped(text: str, marks: str) -> str:
    return "".join(f"%{ord(mark):02X}" if mark in marks else mark for mark in text)


def as_junit(findings: Sequence[Finding], checks: Sequence[str], directory: Path) -> str:
    """JUnit XML: a check is a test case, what it found is its failure."""
    failed = {finding.check for finding in findings}
    counts = {"tests": str(len(checks)), "failures": str(len(failed)), "errors": "0", "skipped": "0"}
    root = ET.Element("testsuites", counts)
    suite = ET.SubElement(root, "testsuite", {"name": f"datelines validate {directory.as_posix()}"} | counts)
    for check in checks:
        case = ET.SubElement(suite, "testcase", classname="datelines.validate", name=check)
        lines = [str(finding) for finding in findings if finding.check == check]
        if lines:
            ET.SubElement(case, "failure", type=check, message=lines[0]).text = "\n".join(lines)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


FORMATS: dict[str, Format] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "junit": as_junit,
}
