"""Read a published package into pandas.

A package of one event, made by hand here where `datelines build` makes it from documents:

    >>> from tempfile import TemporaryDirectory
    >>> from pipeline.model import Block, Document, Event, Mention, Span, TemporalValue, Timex
    >>> from pipeline.publish.info import PackageInfo
    >>> from pipeline.publish.package import stage_package
    >>> from pipeline.publish.rows import build_tables
    >>> text = "The mill opened in June 1901."
    >>> whole, words = Span(start=0, end=29), Span(start=19, end=28)
    >>> june = TemporalValue(timex3="1901-06", edtf="1901-06", first_day=694_112, last_day=694_141, precision="month")
    >>> told = {"type": "founding", "label": "Mill opens", "value": june, "relation": "within", "modality": "occurred"}
    >>> told |= {"derivation": "stated", "confidence": 0.9}
    >>> document = Document(id="mill", path="mill.md", text=text, language="en", sha256="0" * 64, blocks=())
    >>> timex = Timex(span=words, text="June 1901", type="DATE", value=june, rule="en.month-year")
    >>> place = {"document_id": "mill", "quote": whole, "section": "body", "head": "mill open", "rule": timex.rule}
    >>> mention = Mention(timex=timex, **place, **told)
    >>> event = Event(id="founding-1901-06-mill", mentions=(mention,), **told)
    >>> with TemporaryDirectory() as directory:
    ...     stage_package(build_tables([document], [event], []), PackageInfo(), Path(directory))
    ...     package = load(directory)
    >>> package.events[["label", "date_edtf", "date_start", "start_year"]]
            label date_edtf date_start  start_year
    0  Mill opens   1901-06 1901-06-01        1901

A foreign key has the name of the key that it refers to, so tables join by it:

    >>> joined = package.mentions.merge(package.events, on="event_id").merge(package.documents, on="document_id")
    >>> joined[["label", "date_text", "path"]]
            label  date_text     path
    0  Mill opens  June 1901  mill.md
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError, require_regular

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from pipeline.publish.tables import Column, Table

_DTYPES = {
    ("string", True): "string",
    ("string", False): "string",
    ("integer", True): "int64",
    ("integer", False): "Int64",
    ("number", True): "float64",
    ("number", False): "Float64",
    ("boolean", True): "bool",
    ("boolean", False): "boolean",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The tables of a package as data frames, with the columns of the data dictionary and a plain row index.

    | column | dtype |
    |---|---|
    | string | `string`, null is `pd.NA` |
    | string with a list of values | `category` with all the values of the list, in its order |
    | integer | `int64`, or `Int64` where it may be null |
    | number | `float64`, or `Float64` where it may be null |
    | boolean | `bool`, or `boolean` where it may be null |
    | date | `datetime64[s]`, which holds the years 1 to 9999 and more; null is `NaT` |

    A date before the year 1 is null in `date_start` and `date_end`; `start_year`, `end_year` and `date_edtf` tell it.
    `texts` is empty where no document had to be extracted, `changes` before the first release.
    """

    documents: pd.DataFrame
    events: pd.DataFrame
    mentions: pd.DataFrame
    places: pd.DataFrame
    actors: pd.DataFrame
    participants: pd.DataFrame
    derivations: pd.DataFrame
    texts: pd.DataFrame
    changes: pd.DataFrame


def load(directory: str | Path = ".") -> Package:
    """Read the Parquet files of the package in `directory`, while no build can change them.

    Raises:
        InputError: the directory holds no package, or a table that can't be read.
        PublishError: a build keeps the package locked, or one that was cut short can't be finished.
    """
    from pipeline.publish.commit import reading
    from pipeline.publish.descriptor import DESCRIPTOR
    from pipeline.publish.tables import TABLES, arrow_schema

    root = Path(directory)
    with reading(root):
        require_regular(root, DESCRIPTOR)
        if not (root / DESCRIPTOR).is_file():
            raise InputError(root / DESCRIPTOR, None, "no such file", "the descriptor of a published package")
        rows = read_tables(root)
    return Package(**{t.name: _frame(t, rows.get(t.name, arrow_schema(t).empty_table())) for t in TABLES})


def read_tables(root: Path) -> dict[str, pa.Table]:
    """The published tables by name, read from the Parquet files; optional ones only where they are published.

    It takes no lock: call it within `commit.reading`, or under the lock of a builder.

    Raises:
        InputError: a table is missing or can't be read.
    """
    from pipeline.publish.tables import TABLES, resource_path

    for table in TABLES:
        require_regular(root, resource_path(table.name, parquet=True))
    paths = {table.name: root / resource_path(table.name, parquet=True) for table in TABLES}
    return {
        table.name: _rows(table, paths[table.name])
        for table in TABLES
        if not table.optional or paths[table.name].exists()
    }


def _rows(table: Table, path: Path) -> pa.Table:
    from pipeline.publish.parquet import TableError, read_parquet

    try:
        return read_parquet(table, path)
    except FileNotFoundError as error:
        raise InputError(path, None, "no such file", f"the table {table.name} of the package") from error
    except TableError as error:
        raise InputError(path, None, error.found, error.expected) from error


def _frame(table: Table, rows: pa.Table) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({column.name: _series(column, rows.column(column.name)) for column in table.columns})


def _series(column: Column, cells: pa.ChunkedArray) -> pd.Series[Any]:
    import pandas as pd

    if column.enum:
        return pd.Series(pd.Categorical(cells.to_pylist(), categories=list(column.enum)))
    if column.type == "date":
        return pd.Series(cells.cast("timestamp[s]").to_numpy())
    return pd.Series(cells.to_pylist(), dtype=_DTYPES[column.type, column.required])
