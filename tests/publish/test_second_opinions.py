"""What readers and judges that are not ours make of a package: each reads the same tables from CSV and from Parquet."""

import json
import sys
from datetime import date

import pytest

from pipeline.publish.tables import TABLES, resource_path, table

NAMES = [each.name for each in TABLES]
TWINS = pytest.mark.parametrize("parquet", [False, True], ids=["csv", "parquet"])


def test_the_package_is_awkward_enough(tables):
    """Nulls, years before the common era and far ones, open intervals, quotes, line ends and words like null are there."""
    events = tables["events"].to_pylist()
    assert {-259, 12000, None} <= {event["end_year"] for event in events}
    assert any(event["date_start"] and event["date_end"] is None for event in events)
    assert any("\r" in row["quote"] and '"' in row["quote"] for row in tables["mentions"].to_pylist())
    assert "nan" in {event["label"] for event in events}


@TWINS
@pytest.mark.parametrize("name", NAMES)
def test_pandas_reads_the_tables(package, tables, name, parquet):
    import pandas as pd

    path = package / resource_path(name, parquet=parquet)
    kinds = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "string"}
    if parquet:
        frame = pd.read_parquet(path)
    else:
        types = {column.name: kinds[column.type] for column in table(name).columns}
        frame = pd.read_csv(path, dtype=types, keep_default_na=False, na_values=[""])
    rows = [
        {key: _plain(cell, key, name) for key, cell in zip(frame.columns, row, strict=True)}
        for row in frame.astype(object).to_numpy().tolist()
    ]
    assert rows == tables[name].to_pylist()


def _plain(cell, column, name):
    import pandas as pd

    if pd.isna(cell):
        return None
    kind = table(name).column(column).type
    if kind == "date":
        return date.fromisoformat(cell) if isinstance(cell, str) else cell
    return int(cell) if kind == "integer" else cell


@TWINS
@pytest.mark.parametrize("name", NAMES)
def test_polars_reads_the_tables(package, tables, name, parquet):
    import polars as pl

    path = package / resource_path(name, parquet=parquet)
    kinds = {"string": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date}
    schema = {column.name: kinds[column.type] for column in table(name).columns}
    frame = pl.read_parquet(path) if parquet else pl.read_csv(path, schema=schema)
    assert dict(frame.schema) == schema
    assert frame.to_dicts() == tables[name].to_pylist()


@TWINS
@pytest.mark.parametrize("name", NAMES)
def test_duckdb_reads_the_tables(package, tables, name, parquet):
    import duckdb

    path = str(package / resource_path(name, parquet=parquet))
    kinds = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
    columns = {column.name: kinds[column.type] for column in table(name).columns}
    with duckdb.connect() as database:
        if parquet:
            result = database.execute("SELECT * FROM read_parquet(?)", [path])
        else:
            options = "columns = ?, header = true, delim = ',', quote = '\"', escape = '\"', new_line = '\\n'"
            result = database.execute(f"SELECT * FROM read_csv(?, {options}, auto_detect = false)", [path, columns])
        assert {name: str(kind) for name, kind, *_ in result.description} == columns
        rows = [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
    assert rows == tables[name].to_pylist()


@pytest.mark.skipif(sys.version_info < (3, 12), reason="check-datapackage needs Python 3.12; CI runs this on 3.14")
def test_check_datapackage_and_the_json_profile_find_nothing_wrong(package):
    from check_datapackage import check

    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    assert check(descriptor) == []
    descriptor["resources"][0]["schema"]["fields"][0]["type"] = "text"
    assert check(descriptor)
