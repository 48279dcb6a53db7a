"""`datapackage.json`: the descriptor of a published package (Data Package v2)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from pipeline.publish import tables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pyarrow as pa

    from pipeline.publish.info import PackageInfo

DESCRIPTOR = "datapackage.json"
PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

# Frictionless guesses the dialect of a CSV file from its first lines, and guesses wrong, unless it is told.
_CSV_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}
_MOST_SOURCES = 1_000


def describe(info: PackageInfo, rows: Mapping[str, pa.Table], directory: Path) -> dict[str, Any]:
    """The descriptor of the package whose files stand in `directory`: what it holds, never when it was made.

    Besides the properties of the standard, `temporal` has the first and last date of the events as EDTF (a side without
    any date is left out), and `contentHash` of a resource is the hash of its rows whatever the format of the file: that
    of the CSV file (see `csvfile.content_hash`).

    Args:
        info: what the keeper says of the package.
        rows: the tables by name.
        directory: where the files of the tables have been written.

    Raises:
        OSError: a file can't be read.
    """
    described = [tables.table(name) for name in rows]
    resources = [
        _resource(table, rows[table.name].num_rows, directory, parquet=parquet)
        for parquet in (False, True)
        for table in described
    ]
    stated = _without_nulls(asdict(info))
    if info.created:
        stated["created"] = f"{info.created}T00:00:00Z"
    descriptor = {
        "$schema": PACKAGE_PROFILE,
        **{
            key: stated[key]
            for key in ("name", "title", "description", "homepage", "version", "created", "licenses")
            if key in stated
        },
        "sources": _sources(rows["documents"]),
        "contributors": stated["contributors"],
        "keywords": stated["keywords"],
        "temporal": _temporal(rows["events"]),
        "resources": resources,
    }
    return {key: value for key, value in descriptor.items() if value or key == "resources"}


def write_descriptor(descriptor: Mapping[str, Any], path: Path) -> None:
    """Write a descriptor as UTF-8 JSON, indented by two spaces so that a person can read a difference."""
    path.write_bytes((json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode())


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes, as `sha256:` and hexadecimal digits; OSError when it can't be read."""
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def _resource(table: tables.Table, rows: int, directory: Path, *, parquet: bool) -> dict[str, Any]:
    path = tables.resource_path(table.name, parquet=parquet)
    resource: dict[str, Any] = {
        "name": tables.resource_name(table.name, parquet=parquet),
        "type": "table",
        "title": f"{table.title} (Parquet)" if parquet else table.title,
        "description": table.description,
        "path": path,
        "format": "parquet" if parquet else "csv",
        "mediatype": "application/vnd.apache.parquet" if parquet else "text/csv",
    }
    if not parquet:
        resource |= {"encoding": "utf-8", "dialect": _CSV_DIALECT, "bytes": (directory / path).stat().st_size}
    return resource | {
        "hash": file_hash(directory / path),
        "contentHash": file_hash(directory / tables.resource_path(table.name)),
        "rows": rows,
        "schema": tables.table_schema(table, parquet=parquet),
    }


def _sources(documents: pa.Table) -> list[dict[str, str]]:
    """Each document as a source; past a thousand, each publisher once, since the table of documents lists them all."""
    rows = documents.select(["document_id", "title", "publisher", "source"]).to_pylist()
    sources = [_source(row) for row in rows]
    if len(sources) > _MOST_SOURCES:
        sources = [{"title": publisher} for publisher in sorted({row["publisher"] or "Other" for row in rows})]
    unique = {json.dumps(source, sort_keys=True): source for source in sources}
    return list(unique.values())


def _source(row: dict[str, Any]) -> dict[str, str]:
    named = ", ".join(part for part in (row["title"], row["publisher"]) if part)
    source = {"title": named or row["document_id"]}
    if row["source"] and row["source"].startswith(("https://", "http://")):
        source["path"] = row["source"]
    return source


def _temporal(events: pa.Table) -> dict[str, str]:
    import pyarrow.compute as pc

    coverage = {}
    for side, arrow_extreme, extreme in (("start", pc.min, min), ("end", pc.max, max)):
        years = [arrow_extreme(events[name]).as_py() for name in ("start_year", "end_year")]
        days = [arrow_extreme(events[name]).as_py() for name in ("date_start", "date_end")]
        known = [year for year in years if year is not None]
        if known:
            year = extreme(known)
            dates = [day for day in days if day is not None and day.year == year]
            coverage[side] = extreme(dates).isoformat() if dates else _edtf_year(year)
    return coverage


def _edtf_year(year: int) -> str:
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None and item != ()}
    if isinstance(value, tuple):
        return [_without_nulls(item) for item in value]
    return value
