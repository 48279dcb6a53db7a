"""Read a published package: `datapackage.json` and `datasets/*.csv`, nothing else.

Cells stay text, verbatim; what is made of them is the business of the modules after this one. Tables are held by
column, in arrays of pyarrow: a row as a dictionary takes twenty times the room of its text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from viz.arrays import Coded, coded, empty_texts, encoded
from viz.csvfile import read_columns

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pyarrow as pa

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
# What the page takes of a table that may be large; of the others it takes all.
PAGE_COLUMNS = {
    "mentions": ("event_id", "document_id", "char_start", "date_text", "quote", "quote_start", "section", "anchor"),
    "documents": ("document_id", "title", "publisher", "published", "source"),
    "participants": ("event_id", "actor_id", "role"),
    "derivations": ("event_id", "premises", "explanation"),
}
_NUMBERS = {"start_year": "integer", "end_year": "integer", "n_mentions": "integer", "n_documents": "integer"}
_DEFAULT_TYPES = {**_NUMBERS, "confidence": "number", "reviewed": "boolean"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One CSV file: its columns in order, how many rows it has, and the cells of the columns that were asked for.

    A column is an array of texts or, where few cells differ, of numbers of texts (a dictionary array).
    """

    columns: tuple[str, ...]
    count: int
    cells: dict[str, pa.Array]

    def texts(self, column: str) -> pa.Array:
        """Return a column as texts (large binary, UTF-8); a column that the table lacks is empty texts."""
        if column not in self.cells:
            return empty_texts(self.count)
        found = self.cells[column]
        return found.dictionary.take(found.indices) if hasattr(found, "dictionary") else found

    def coded(self, column: str, default: str = "") -> Coded:
        """Return a column as numbers of its different texts; every cell of one that the table lacks is `default`."""
        return coded(self.cells[column]) if column in self.cells else Coded.of(default, self.count)

    def strings(self, column: str) -> list[str]:
        """Return a column as Python strings: for tables that are not large."""
        return [cell.decode("utf-8") for cell in self.texts(column).to_pylist()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package as the page needs it; a table that the package lacks has no rows."""

    descriptor: dict[str, Any]
    tables: dict[str, Table]

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a table as dictionaries: for tables that are not large."""
        table = self.tables[name]
        columns = list(table.cells)
        return [dict(zip(columns, cells, strict=True)) for cells in zip(*map(table.strings, columns), strict=True)]

    def field_types(self) -> dict[str, str]:
        """Return the Table Schema type of each column of the events table."""
        types = {name: _DEFAULT_TYPES.get(name, "string") for name in self.tables["events"].columns}
        for resource in self.descriptor.get("resources", ()):
            if isinstance(resource, dict) and resource.get("name") == "events":
                schema = resource.get("schema")
                fields = schema.get("fields", ()) if isinstance(schema, dict) else ()
                types.update({f["name"]: str(f.get("type", "string")) for f in fields if f.get("name") in types})
        return types


def read_package(directory: Path, only: Mapping[str, tuple[str, ...]] | None = None) -> Package:
    """Read the package in `directory`; of the tables in `only`, the columns that it names.

    Raises:
        InputError: a file is missing, is not UTF-8, is no JSON or CSV, or lacks a column.
    """
    descriptor = _read_descriptor(directory / "datapackage.json")
    kept = only or {}
    tables = {
        name: _read_table(directory / "datasets" / f"{name}.csv", columns, kept.get(name), optional=name != "events")
        for name, columns in REQUIRED_COLUMNS.items()
    }
    return Package(descriptor=descriptor, tables=tables)


def _read_descriptor(path: Path) -> dict[str, Any]:
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        json.dumps(descriptor, ensure_ascii=False).encode()
    except OSError as error:
        raise InputError(path, None, "no readable file", "the descriptor of a published package") from error
    except UnicodeDecodeError as error:
        raise InputError(path, f"byte {error.start}", "bytes that are not UTF-8", "a UTF-8 file") from error
    except UnicodeEncodeError as error:
        raise InputError(path, None, "half of a surrogate pair", "JSON whose texts are Unicode") from error
    except json.JSONDecodeError as error:
        raise InputError(path, f"line {error.lineno}", error.msg, "JSON") from error
    except (ValueError, RecursionError) as error:
        raise InputError(path, None, "JSON that is nested too deep or has too long a number", "JSON") from error
    if not isinstance(descriptor, dict):
        raise InputError(path, None, f"a JSON {type(descriptor).__name__}", "a JSON object")
    return descriptor


def _read_table(path: Path, required: tuple[str, ...], only: tuple[str, ...] | None, *, optional: bool) -> Table:
    if optional and not path.exists():
        return Table(columns=required, count=0, cells={name: encoded([]) for name in required})
    columns, count, cells = read_columns(path, required, only)
    return Table(columns=columns, count=count, cells=cells)
