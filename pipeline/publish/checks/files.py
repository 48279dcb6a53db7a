"""Checks of the files of a package: all listed, all there, each with its hash, bytes, rows and twin."""

from __future__ import annotations

import os
import stat
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from pipeline.publish.checks.finding import Finding, shown
from pipeline.publish.checks.package import DATASETS, Package, Twin
from pipeline.publish.descriptor import file_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.publish.tables import Column

_NO_ROW = (None, ())


def listing(package: Package) -> Iterator[Finding]:
    """The files of `datasets/` are those of the tables, and each is a regular file."""
    directory = package.directory / DATASETS
    expected = {twin.path.rpartition("/")[2] for twin in package.twins()}
    try:
        if not stat.S_ISDIR(directory.lstat().st_mode):
            yield _finding("listing", f"{DATASETS}/", "no directory", "a directory, not a link")
            return
        found = sorted(os.listdir(directory))  # noqa: PTH208 (names alone, sorted as bytes are)
    except OSError as error:
        yield _finding("listing", f"{DATASETS}/", shown(error.strerror), "a directory that can be read")
        return
    for name in found:
        if name not in expected:
            yield _finding("listing", f"{DATASETS}/", shown(name), "no file but those of the resources")
    for twin in package.twins():
        if twin.path.rpartition("/")[2] not in found:
            yield _finding("listing", twin.resource, "no file", f"the file {twin.path}")
        elif package.file(twin) is None:
            yield _finding("listing", twin.resource, f"something else at {twin.path}", "a regular file, not a link")


def sizes(package: Package) -> Iterator[Finding]:
    """A CSV file has the bytes that its resource tells."""
    for twin, told in _told(package, "bytes"):
        path = package.file(twin)
        size = None if path is None else path.stat().st_size
        if size is not None and not twin.parquet and told != size:
            yield _finding("bytes", twin.resource, shown(told), f"{size}, the size of the file", "bytes")


def hashes(package: Package) -> Iterator[Finding]:
    """Every file has the SHA-256 that its resource tells."""
    for twin, told in _told(package, "hash"):
        path = package.file(twin)
        if path is None:
            continue
        try:
            rendered = None if twin.parquet else package.rendered(twin.table.name)
            found = rendered.hash if rendered and rendered.same else file_hash(path)
        except OSError as error:
            yield _finding("hash", twin.resource, shown(error.strerror), "a file that can be read")
            continue
        if told != found:
            yield _finding("hash", twin.resource, shown(told), f"{found}, the hash of the file", "hash")


def row_counts(package: Package) -> Iterator[Finding]:
    """Every file has as many rows as its resource tells."""
    for twin, told in _told(package, "rows"):
        rows = package.row_count(twin)
        if rows is None:
            continue
        if isinstance(told, bool) or told != rows:
            yield _finding("rows", twin.resource, shown(told), f"{rows}, the rows of the file", "rows")


def content_hashes(package: Package) -> Iterator[Finding]:
    """Both resources of a table tell the hash of what its rows say."""
    for csv, parquet in package.pairs():
        rendered = package.rendered(csv.table.name)
        for twin in (csv, parquet):
            resource = package.resource(twin)
            told = None if resource is None else resource.get("contentHash")
            if resource is not None and rendered is not None and told != rendered.hash:
                rule = f"{rendered.hash}, the hash of the rows"
                yield _finding("content-hash", twin.resource, shown(told), rule, "contentHash")


def formats(package: Package) -> Iterator[Finding]:
    """Every file is of its format and has the columns and types of its table."""
    for twin in package.twins():
        yield from package.faults(twin)


def twins(package: Package) -> Iterator[Finding]:
    """The twins of a table say the same, cell by cell, and the CSV file says it in the canonical form."""
    for csv, parquet in package.pairs():
        rendered = package.rendered(csv.table.name)
        if rendered is None or rendered.same:
            continue
        differences = list(_differences(package, csv, parquet)) if package.readable(csv) else []
        yield from differences
        if not differences:
            rule = "the bytes that its Parquet twin gives: LF, quotes only where they are needed, shortest numbers"
            yield _finding("twins", csv.resource, "another way of writing CSV", rule)


def _differences(package: Package, csv: Twin, parquet: Twin) -> Iterator[Finding]:
    names = [column.name for column in csv.table.columns]
    pairs = zip_longest(package.rows(csv, names), package.rows(parquet, names), fillvalue=_NO_ROW)
    for (row, cells), (twin_row, twin_cells) in pairs:
        if row is None or twin_row is None:
            there, number = (parquet, twin_row) if row is None else (csv, row)
            yield Finding(
                check="twins", resource=there.resource, row=number, value="a row", rule="none, as in the twin"
            )
            return
        for column, cell, twin_cell in zip(csv.table.columns, cells, twin_cells, strict=True):
            if cell != twin_cell and not (cell != cell and twin_cell != twin_cell):  # noqa: PLR0124 (NaN)
                value, right = (as_written(column, each) for each in (cell, twin_cell))
                rule = f"{right}, as in the twin"
                yield Finding(check="twins", resource=csv.resource, row=row, field=column.name, value=value, rule=rule)


def as_written(column: Column, cell: Any) -> str:
    """A cell as a finding shows it, a day number as its day."""
    day = column.type == "date" and isinstance(cell, int) and 1 <= cell <= date.max.toordinal()
    return date.fromordinal(cell).isoformat() if day else shown(cell)


def _told(package: Package, name: str) -> Iterator[tuple[Twin, Any]]:
    for twin in package.twins():
        resource = package.resource(twin)
        if resource is not None:
            yield twin, resource.get(name)


def _finding(check: str, resource: str, value: str, rule: str, field: str | None = None) -> Finding:
    return Finding(check=check, resource=resource, field=field, value=value, rule=rule)
