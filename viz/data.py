"""Read a published package: `datapackage.json` and `datasets/*.csv`, nothing else.

Cells stay text, verbatim; what is made of them is the business of the modules after this one.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Row = dict[str, str]

REQUIRED_COLUMNS = {
    "events": ("event_id", "label", "event_type", "date_edtf"),
    "mentions": ("event_id", "document_id", "char_start", "char_end", "date_text", "quote", "quote_start"),
    "documents": ("document_id",),
    "places": ("place_id", "name"),
    "actors": ("actor_id", "name"),
    "participants": ("event_id", "actor_id"),
    "derivations": ("event_id",),
}
_NUMBERS = {"start_year": "integer", "end_year": "integer", "n_mentions": "integer", "n_documents": "integer"}
_DEFAULT_TYPES = {**_NUMBERS, "confidence": "number", "reviewed": "boolean"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One CSV file: its columns in order and its rows as dictionaries of verbatim text."""

    columns: tuple[str, ...]
    rows: list[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package as the page needs it; a table that the package lacks has no rows."""

    descriptor: dict[str, Any]
    tables: dict[str, Table]

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a table."""
        return self.tables[name].rows

    def field_types(self) -> dict[str, str]:
        """Return the Table Schema type of each column of the events table."""
        types = {name: _DEFAULT_TYPES.get(name, "string") for name in self.tables["events"].columns}
        for resource in self.descriptor.get("resources", ()):
            if isinstance(resource, dict) and resource.get("name") == "events":
                schema = resource.get("schema")
                fields = schema.get("fields", ()) if isinstance(schema, dict) else ()
                types.update({f["name"]: str(f.get("type", "string")) for f in fields if f.get("name") in types})
        return types


def read_package(directory: Path) -> Package:
    """Read the package in `directory`.

    Raises:
        InputError: a file is missing, is not UTF-8, is no JSON or CSV, or lacks a column.
    """
    descriptor = _read_descriptor(directory / "datapackage.json")
    tables = {
        name: _read_table(directory / "datasets" / f"{name}.csv", columns, optional=name != "events")
        for name, columns in REQUIRED_COLUMNS.items()
    }
    return Package(descriptor=descriptor, tables=tables)


def _read_descriptor(path: Path) -> dict[str, Any]:
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(path, None, "no readable file", "the descriptor of a published package") from error
    except UnicodeDecodeError as error:
        raise InputError(path, f"byte {error.start}", "bytes that are not UTF-8", "a UTF-8 file") from error
    except json.JSONDecodeError as error:
        raise InputError(path, f"line {error.lineno}", error.msg, "JSON") from error
    if not isinstance(descriptor, dict):
        raise InputError(path, None, f"a JSON {type(descriptor).__name__}", "a JSON object")
    return descriptor


def _read_table(path: Path, required: tuple[str, ...], *, optional: bool) -> Table:
    if optional and not path.exists():
        return Table(columns=required, rows=[])
    limit = csv.field_size_limit(2**31 - 1)
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            columns = tuple(next(reader, ()))
            missing = [name for name in required if name not in columns]
            if missing:
                raise InputError(path, "line 1", f"no column {missing[0]!r}", f"the columns {', '.join(required)}")
            return Table(columns=columns, rows=list(_rows(path, columns, reader)))
    except OSError as error:
        raise InputError(path, None, "no readable file", "a table of a published package") from error
    except UnicodeDecodeError as error:
        raise InputError(path, f"byte {error.start}", "bytes that are not UTF-8", "a UTF-8 file") from error
    except csv.Error as error:
        raise InputError(path, None, str(error), "a CSV file") from error
    finally:
        csv.field_size_limit(limit)


def _rows(path: Path, columns: tuple[str, ...], reader: Any) -> Iterator[Row]:
    for cells in reader:
        if len(cells) != len(columns):
            raise InputError(path, f"line {reader.line_num}", f"{len(cells)} cells", f"{len(columns)}")
        yield dict(zip(columns, cells, strict=True))
