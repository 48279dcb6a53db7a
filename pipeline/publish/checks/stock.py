"""Frictionless as a second judge of every resource: the reader that most users have.

It reads Parquet by the parser of `parquet_plugin`, since with its own it compares no hash of such a file and takes
integers with nulls for floats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.publish.checks.described import SHAPE
from pipeline.publish.checks.finding import Finding, shown
from pipeline.publish.descriptor import DESCRIPTOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.publish.checks.package import Package

# What Frictionless does with a descriptor is only known for the descriptors that `SHAPE` accepts.


def frictionless(package: Package) -> Iterator[Finding]:
    """Frictionless finds no fault in the package and its files."""
    twins = package.twins()
    if package.broken or any(package.file(twin) is None for twin in twins):
        return
    if any(True for guard in SHAPE for _ in guard(package)):
        return
    described = [package.resource(twin) for twin in twins]
    try:
        report = _report({**package.descriptor, "resources": described}, str(package.directory))
    except Exception as error:  # noqa: BLE001 (a library that meets hostile data may raise anything)
        value = f"{type(error).__name__} {shown(str(error))}"
        yield Finding(
            check="frictionless", resource=DESCRIPTOR, value=value, rule="a package that Frictionless can read"
        )
        return
    for fault in report.errors:
        yield _finding(fault, None)
    for task in report.tasks:
        for fault in task.errors:
            yield _finding(fault, task.name)


def _report(descriptor: dict[str, Any], basepath: str) -> Any:
    from frictionless import Package as StockPackage

    from pipeline.publish.checks.parquet_plugin import native_parquet

    with native_parquet(basepath):
        return StockPackage.from_descriptor(descriptor, basepath=basepath).validate()


def _finding(error: Any, resource: str | None) -> Finding:
    row = getattr(error, "row_number", None)
    return Finding(
        check="frictionless",
        resource=resource or DESCRIPTOR,
        row=row - 1 if isinstance(row, int) and row > 1 else None,
        field=getattr(error, "field_name", None),
        value=shown(getattr(error, "cell", None) or error.note),
        rule=f"no {error.title.lower()}: {error.message}",
    )
