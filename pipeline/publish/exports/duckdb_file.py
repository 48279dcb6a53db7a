"""DuckDB: one database with all tables, their keys, and their descriptions as comments.

The tables are the same whenever it is written; the file is not, since DuckDB gives every database a random identifier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.publish.exports.source import Source, need_library
from pipeline.publish.tables import TABLES, Table

if TYPE_CHECKING:
    from pathlib import Path

_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


def write(source: Source, path: Path) -> None:
    """Write the database to `path`, which must not exist.

    Raises:
        InputError: the library duckdb isn't installed.
    """
    need_library("duckdb", "duckdb")
    import duckdb

    with duckdb.connect(path, config={"threads": 1}) as database:
        for table in ordered(TABLES):
            if table.name not in source.tables:
                continue
            for statement in statements(table):
                database.execute(statement)
            database.register("rows_to_insert", source.tables[table.name])
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            database.execute(f'INSERT INTO "{table.name}" SELECT {names} FROM rows_to_insert')  # noqa: S608 - names of our own
            database.unregister("rows_to_insert")
        database.execute("CHECKPOINT")


def ordered(tables: tuple[Table, ...]) -> list[Table]:
    """The tables so that each comes after those that its foreign keys name.

    >>> names = [table.name for table in ordered(TABLES)]
    >>> names.index("places") < names.index("events") < names.index("mentions")
    True
    """
    done: list[Table] = []
    waiting = list(tables)
    while waiting:
        named = {table.name for table in done}
        table = next(each for each in waiting if all(key.table in named for key in each.foreign_keys))
        waiting.remove(table)
        done.append(table)
    return done


def statements(table: Table) -> list[str]:
    """The SQL that creates a table and describes it."""
    parts = [
        f'"{column.name}" {_TYPES[column.type]}{" NOT NULL" if column.required else ""}' for column in table.columns
    ]
    parts.append(f"PRIMARY KEY ({', '.join(_name(column) for column in table.primary_key)})")
    parts += [
        f"FOREIGN KEY ({_name(key.column)}) REFERENCES {_name(key.table)} ({_name(key.reference)})"
        for key in table.foreign_keys
    ]
    comments = [f"COMMENT ON TABLE {_name(table.name)} IS {_text(table.description)}"]
    comments += [
        f"COMMENT ON COLUMN {_name(table.name)}.{_name(column.name)} IS {_text(column.description)}"
        for column in table.columns
    ]
    return [f"CREATE TABLE {_name(table.name)} ({', '.join(parts)})", *comments]


def _name(name: str) -> str:
    return f'"{name}"'


def _text(text: str) -> str:
    quoted = text.replace("'", "''")
    return f"'{quoted}'"
