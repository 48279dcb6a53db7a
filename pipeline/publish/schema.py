"""What a table is, and what is derived from it: its schemas, its names and its entry in the data dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pyarrow as pa

ColumnType = Literal["string", "integer", "number", "boolean", "date"]

TABLE_SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its Table Schema type, what it means and what its cells must satisfy.

    `required` cells are never null. `pattern` is a regular expression that the whole cell matches, `minimum` and
    `maximum` are inclusive. No cell of any column is an empty string: what is missing is null.
    """

    name: str
    type: ColumnType
    description: str
    required: bool = True
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """A column whose cells, where not null, are values of the one-column primary key `table.reference`."""

    column: str
    table: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; `optional` ones are published only when they have rows."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    optional: bool = False

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def resource_name(table: str, *, parquet: bool = False) -> str:
    """The name of a table's resource in the data package.

    >>> resource_name("events"), resource_name("events", parquet=True)
    ('events', 'events_parquet')
    """
    return f"{table}_parquet" if parquet else table


def resource_path(table: str, *, parquet: bool = False) -> str:
    """The path of a table's file, relative to the package.

    >>> resource_path("events"), resource_path("events", parquet=True)
    ('datasets/events.csv', 'datasets/events.parquet')
    """
    return f"datasets/{table}.{'parquet' if parquet else 'csv'}"


def table_schema(table: Table, *, parquet: bool = False) -> dict[str, Any]:
    """The Frictionless Table Schema (v2) of the CSV file of `table`, or of its Parquet twin.

    The foreign keys of a twin point to twins. The numbers of a twin that may be null also declare `nan` as a missing
    value, because Frictionless reads nulls among the numbers of a Parquet file as NaN.

    >>> year = Column(name="year", type="integer", description="Year of the census.", required=False)
    >>> censuses = Table(name="censuses", title="", description="", columns=(year,), primary_key=("year",))
    >>> table_schema(censuses, parquet=True)["fields"][0]["missingValues"]
    ['', 'nan']
    """
    schema: dict[str, Any] = {
        "$schema": TABLE_SCHEMA_PROFILE,
        "fields": [_field(column, parquet=parquet) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
    }
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {
                "fields": [key.column],
                "reference": {"resource": resource_name(key.table, parquet=parquet), "fields": [key.reference]},
            }
            for key in table.foreign_keys
        ]
    return schema


def _field(column: Column, *, parquet: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.unique:
        constraints["unique"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    if column.pattern is not None:
        constraints["pattern"] = column.pattern
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.maximum is not None:
        constraints["maximum"] = column.maximum
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    if parquet and column.type in {"integer", "number"} and not column.required:
        field["missingValues"] = ["", "nan"]
    if constraints:
        field["constraints"] = constraints
    return field


def arrow_schema(table: Table) -> pa.Schema:
    """The pyarrow schema of `table`: required columns are not nullable, dates are date32, integers int64."""
    import pyarrow as pa

    types: dict[ColumnType, pa.DataType] = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    return pa.schema([pa.field(c.name, types[c.type], nullable=not c.required) for c in table.columns])


def dictionary_lines(table: Table) -> list[str]:
    """The lines of a table in the data dictionary: a Markdown heading, the description, a table of the columns."""
    keys = {key.column: f"{key.table}.{key.reference}" for key in table.foreign_keys}
    lines = [
        f"## {table.name}",
        "",
        table.description,
        "",
        f"Primary key: {', '.join(table.primary_key)}.",
        "",
    ]
    lines += ["| column | type | null | description |", "|---|---|---|---|"]
    for column in table.columns:
        kind = f"{column.type} → {keys[column.name]}" if column.name in keys else column.type
        values = f" One of: {', '.join(column.enum)}." if column.enum else ""
        description = f"{column.description}{values}".replace("|", "\\|")
        lines.append(f"| {column.name} | {kind} | {'no' if column.required else 'yes'} | {description} |")
    return [*lines, ""]
