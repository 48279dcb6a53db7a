"""Read a published package: `datapackage.json` and `datasets/*.csv`, or the Parquet twins of these, nothing else.

Cells stay text, verbatim; what is made of them is the business of the modules after this one. Tables are held by
column, in arrays of pyarrow: a row as a dictionary takes twenty times the room of its text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError, json_fault, require_regular
from viz import csvfile, parquetfile
from viz.arrays import Coded, coded, empty_texts, encoded, in_blocks, strings_of
from viz.csvfile import UNLIKE, Apart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

    from viz.arrays import Keys
    from viz.aside import Aside, Cells

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
# What is long of events, and is read by itself.
NAMES = ("event_id", "label")
# The tables whose rows belong to events: the page reads them when it has put the events in order.
OF_EVENTS = ("mentions", "participants", "derivations")
# Rows of a column in memory that are had at once.
AT_ONCE = 1 << 14
_NUMBERS = {"start_year": "integer", "end_year": "integer", "n_mentions": "integer", "n_documents": "integer"}
_DEFAULT_TYPES = {**_NUMBERS, "confidence": "number", "reviewed": "boolean"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One CSV file: its columns in order, how many rows it has, and the cells of the columns that were asked for.

    A column is an array of texts or, where few cells differ, of numbers of texts (a dictionary array); one of long
    texts may wait in a file, and is then best had in blocks.
    """

    columns: tuple[str, ...]
    count: int
    cells: dict[str, Cells]

    def texts(self, column: str) -> pa.Array:
        """Return a column as texts (large binary, UTF-8); a column that the table lacks is empty texts."""
        import pyarrow as pa

        if column not in self.cells:
            return empty_texts(self.count)
        found = self.cells[column]
        if not isinstance(found, pa.Array):
            return pa.concat_arrays([encoded([]), *found.blocks()])
        return found.dictionary.take(found.indices) if hasattr(found, "dictionary") else found

    def blocks(self, column: str) -> Iterator[pa.Array]:
        """Yield the texts of a column, some at once."""
        import pyarrow as pa

        found = self.cells.get(column)
        if found is None or isinstance(found, pa.Array):
            yield from in_blocks([self.texts(column)], AT_ONCE)
        else:
            yield from found.blocks()

    def coded(self, column: str, default: str = "") -> Coded:
        """Return a column as numbers of its different texts; every cell of one that the table lacks is `default`."""
        import pyarrow as pa

        found = self.cells.get(column)
        if found is None:
            return Coded.of(default, self.count)
        return coded(found if isinstance(found, pa.Array) else self.texts(column))

    def dropped(self, column: str) -> Coded:
        """Return a column as `coded` does, and hold it no more."""
        found = self.coded(column)
        self.cells.pop(column, None)
        return found

    def strings(self, column: str) -> list[str]:
        """Return a column as Python strings: for tables that are not large."""
        return strings_of(self.texts(column))


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package as the page needs it; a table that the package lacks has no rows.

    With `aside`, long texts of large tables wait there, in files.
    """

    directory: Path
    descriptor: dict[str, Any]
    tables: dict[str, Table]
    parquet: bool
    aside: Aside | None

    def of_events(self, name: str, keys: Keys) -> Table:
        """Read one of `OF_EVENTS`: what the page needs of it, and as event_id the place among `keys`, -1 for nowhere.

        Of Parquet files that alone and what is long; `completed` reads the others.

        Raises:
            InputError: the file is not UTF-8, is no CSV, or lacks a column.
            PublishError: there is no room for temporary files.
        """
        apart = Apart(aside=self.aside, key="event_id", keys=keys)
        only = [column for column in PAGE_COLUMNS[name] if not self.parquet or column in UNLIKE]
        return _read_table(self.directory, name, tuple(only), apart, parquet=self.parquet)

    def completed(self, name: str, table: Table) -> Table:
        """Return a table with all columns that the page needs, of which it may lack some.

        Raises:
            InputError: the file can't be read any more.
        """
        wanted = PAGE_COLUMNS.get(name, table.columns)
        missing = tuple(column for column in table.columns if column in wanted and column not in table.cells)
        if not missing:
            return table
        others = _read_table(self.directory, name, missing, Apart(aside=self.aside), parquet=self.parquet)
        return Table(columns=table.columns, count=table.count, cells={**table.cells, **others.cells})

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a table as dictionaries: for tables that are not large."""
        table = self.tables[name]
        columns = list(table.cells)
        return [dict(zip(columns, cells, strict=True)) for cells in zip(*map(table.strings, columns), strict=True)]

    def field_types(self) -> dict[str, str]:
        """Return the Table Schema type of each column of the events table."""
        types = {name: _DEFAULT_TYPES.get(name, "string") for name in self.tables["events"].columns}
        resources = self.descriptor.get("resources")
        for resource in resources if isinstance(resources, list) else ():
            if isinstance(resource, dict) and resource.get("name") == "events":
                schema = resource.get("schema")
                fields = schema.get("fields") if isinstance(schema, dict) else ()
                named = [f for f in fields if isinstance(f, dict)] if isinstance(fields, list) else []
                types.update({f["name"]: str(f.get("type", "string")) for f in named if f.get("name") in list(types)})
        return types


def read_package(directory: Path, *, whole: bool = True, parquet: bool = False, aside: Aside | None = None) -> Package:
    """Read the package in `directory`; unless `whole`, what the page needs, without the tables `OF_EVENTS`.

    With `parquet`, the Parquet files are read in place of their CSV twins: they are known to say the same. What is
    held of events is then, unless `whole`, their names alone.

    Raises:
        InputError: a file is missing, is a link or no regular file, is not UTF-8, is no JSON or CSV, or lacks a column.
    """
    require_regular(directory, "datapackage.json")
    descriptor = _read_descriptor(directory / "datapackage.json")
    only = {} if whole else {**PAGE_COLUMNS, **({"events": NAMES} if parquet else {})}
    tables = {
        name: _read_table(directory, name, only.get(name), Apart(aside=aside), parquet=parquet)
        for name in REQUIRED_COLUMNS
        if whole or name not in OF_EVENTS
    }
    return Package(directory=directory, descriptor=descriptor, tables=tables, parquet=parquet, aside=aside)


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
        raise InputError(path, f"line {error.lineno}", json_fault(error), "JSON") from error
    except (ValueError, RecursionError) as error:
        raise InputError(path, None, "JSON that is nested too deep or has too long a number", "JSON") from error
    if not isinstance(descriptor, dict):
        raise InputError(path, None, f"a JSON {type(descriptor).__name__}", "a JSON object")
    return descriptor


def _read_table(directory: Path, name: str, only: tuple[str, ...] | None, apart: Apart, *, parquet: bool) -> Table:
    read, kind = (parquetfile.read_columns, "parquet") if parquet else (csvfile.read_columns, "csv")
    path, required = directory / "datasets" / f"{name}.{kind}", REQUIRED_COLUMNS[name]
    require_regular(directory, f"datasets/{name}.{kind}")
    if name != "events" and not path.exists():
        return Table(columns=required, count=0, cells={column: encoded([]) for column in required})
    columns, count, cells = read(path, required, only, apart)
    return Table(columns=columns, count=count, cells=cells)
