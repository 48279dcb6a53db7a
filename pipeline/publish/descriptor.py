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

    from pipeline.publish.info import PackageInfo
    from pipeline.publish.summary import Summary

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


def describe(info: PackageInfo, summaries: Mapping[str, Summary], directory: Path) -> dict[str, Any]:
    """The descriptor of the package whose files stand in `directory`: what it holds, never when it was made.

    Besides the properties of the standard, `temporal` has the first and last date of the events as EDTF (a side without
    any date is left out), and `contentHash` of a resource is the hash of its rows whatever the format of the file: that
    of the CSV file (see `csvfile.content_hash`).

    Args:
        info: what the keeper says of the package.
        summaries: what there is to tell of each table, by its name.
        directory: where the files of the tables have been written.

    Raises:
        OSError: a file can't be read.
    """
    described = [tables.table(name) for name in summaries]
    contents = {table.name: file_hash(directory / tables.resource_path(table.name)) for table in described}
    resources = [
        _resource(table, summaries[table.name].rows, contents[table.name], directory, parquet=parquet)
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
        "sources": summaries["documents"].sources,
        "contributors": stated["contributors"],
        "keywords": stated["keywords"],
        "temporal": summaries["events"].temporal,
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


def _resource(table: tables.Table, rows: int, content: str, directory: Path, *, parquet: bool) -> dict[str, Any]:
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
        "hash": file_hash(directory / path) if parquet else content,
        "contentHash": content,
        "rows": rows,
        "schema": tables.table_schema(table, parquet=parquet),
    }


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None and item != ()}
    if isinstance(value, tuple):
        return [_without_nulls(item) for item in value]
    return value
