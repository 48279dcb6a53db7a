"""CSV and Parquet: the same cells, whoever reads them, and the same bytes, whenever they are written."""

import csv
import hashlib
import os
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet as pq

from pipeline.errors import DataError
from pipeline.publish.csvfile import ROWS_AT_ONCE, content_hash, read_csv, render_csv, write_csv
from pipeline.publish.parquet import ROWS_A_GROUP, read_parquet, write_parquet
from pipeline.publish.tables import TABLES, arrow_schema, resource_path, table

AWKWARD = [
    *("comma, inside", 'a "quoted" word', '"', '""', '"""', ",", ",,"),
    *("line\nfeed", "carriage\rreturn", "both\r\nof them", "\r", "\n", "\r\n"),
    *(" leading", "trailing ", "\ttab", " ", "#comment", "'quoted'", ";", "a;b\tc|d"),
    *("=1+1", "+49", "-0260", "@name", "NULL", "NA", "nan", "None", "true", "1", "1.0"),
    *("\\N", "\\", 'back\\slash, \\" too', '\\"'),
    *("tiếng Việt", "tie\u0302\u0301ng", "\u2028line\u2029", "\x0b\x0c\x1c\x85", "\ufeffmark", "😀", "\u202eabc"),
]
NAMES = [t.name for t in TABLES]
FLOATS = [0.1, 1.0, 0.0, 1e-7, 1e22, 1 / 3, 0.9999999999999999]


@pytest.fixture
def awkward() -> pa.Table:
    """Documents whose texts are every awkward string, and null."""
    order = random.Random(5)
    cells = [*AWKWARD, None]
    shuffled = {name: order.sample(cells, len(cells)) for name in ("title", "authors", "publisher", "rights", "source")}
    required = order.sample(AWKWARD, len(AWKWARD))
    columns = {
        **shuffled,
        "document_id": [f"d{i:03}" for i in range(len(cells))],
        "published": cells,
        "language": ["vi"] * len(cells),
        "path": [*required, "x"],
        "sha256": ["0" * 64] * len(cells),
        "characters": list(range(len(cells))),
    }
    schema = arrow_schema(table("documents"))
    return pa.table({name: columns[name] for name in schema.names}, schema=schema)


def rendered(rows: pa.Table) -> bytes:
    return b"".join(render_csv(rows))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("plain", b"plain"),
        (None, b""),
        ("a,b", b'"a,b"'),
        ('say "so"', b'"say ""so"""'),
        ("a\rb", b'"a\rb"'),
        ("a\nb", b'"a\nb"'),
        (" a", b'" a"'),
        ("a\t", b'"a\t"'),
        ("=1+1", b"=1+1"),
        ("a b", b"a b"),
        (True, b"true"),
        (False, b"false"),
        (-259, b"-259"),
        (1.0, b"1.0"),
        (0.1, b"0.1"),
        (date(1, 2, 3), b"0001-02-03"),
        (date(9999, 12, 31), b"9999-12-31"),
    ],
)
def test_cells(cell, written):
    assert rendered(pa.table({"a": ["x"], "b": [cell], "c": ["y"]})) == b"a,b,c\nx," + written + b",y\n"


def test_floats_read_back_as_the_same_floats():
    lines = rendered(pa.table({"a": FLOATS})).decode().splitlines()[1:]
    assert [float(line) for line in lines] == FLOATS
    assert max(len(line) for line in lines) <= 18


def test_a_table_without_rows_is_a_header():
    assert rendered(arrow_schema(table("participants")).empty_table()) == b"event_id,actor_id,role\n"


@pytest.mark.parametrize("rows", [ROWS_AT_ONCE - 1, ROWS_AT_ONCE, 2 * ROWS_AT_ONCE + 1])
def test_pieces_join_to_the_whole(rows):
    content = pa.table({"n": list(range(rows))})
    expected = "n\n" + "".join(f"{n}\n" for n in range(rows))
    assert rendered(content).decode() == expected
    assert rendered(pa.concat_tables([content.slice(0, 7), content.slice(7)])).decode() == expected


def with_standard_library(path):
    with path.open(encoding="utf-8", newline="") as file:
        return [[cell or None for cell in row] for row in csv.reader(file, strict=True)]


def with_pandas(path):
    frame = pd.read_csv(path, dtype="object", keep_default_na=False, na_values=[""], header=None)
    return [[None if pd.isna(cell) else cell for cell in row] for row in frame.to_numpy().tolist()]


def with_duckdb(path):
    options = "header=false, all_varchar=true, delim=',', quote='\"', escape='\"', nullstr='', allow_quoted_nulls=false"
    return [list(row) for row in duckdb.sql(f"from read_csv('{path}', {options}, parallel=false)").fetchall()]


@pytest.mark.parametrize("read", [with_standard_library, with_pandas, with_duckdb])
def test_other_readers_read_every_cell_of_the_csv(awkward, tmp_path, read):
    path = tmp_path / "documents.csv"
    write_csv(awkward, path)
    rows = [awkward.column_names, *([*map(str_or_none, row.values())] for row in awkward.to_pylist())]
    assert read(path) == rows


def str_or_none(cell):
    return None if cell is None else str(cell)


def test_we_read_every_cell_of_both_files(awkward, tmp_path):
    write_csv(awkward, tmp_path / "a.csv")
    write_parquet(awkward, tmp_path / "a.parquet")
    assert read_csv(table("documents"), tmp_path / "a.csv").equals(awkward)
    assert read_parquet(table("documents"), tmp_path / "a.parquet").equals(awkward)


@pytest.mark.parametrize("name", NAMES)
def test_twins_agree_cell_by_cell(tables, package, name):
    path = package / resource_path(name)
    twin = package / resource_path(name, parquet=True)
    assert read_csv(table(name), path).equals(tables[name])
    assert read_parquet(table(name), twin).equals(tables[name])
    types = {c.name: c.type for c in table(name).columns}
    options = "header=true, delim=',', quote='\"', escape='\"', nullstr='', allow_quoted_nulls=false"
    kinds = {"string": "varchar", "integer": "bigint", "number": "double", "boolean": "boolean", "date": "date"}
    columns = ", ".join(f"'{column}': '{kinds[kind]}'" for column, kind in types.items())
    left = duckdb.sql(f"from read_csv('{path}', {options}, columns={{{columns}}}, parallel=false)").fetchall()
    assert left == duckdb.sql(f"from read_parquet('{twin}')").fetchall()
    assert left == [tuple(row.values()) for row in tables[name].to_pylist()]


def test_pandas_reads_the_same_from_both(package):
    path = package / resource_path("events")
    twin = pd.read_parquet(package / resource_path("events", parquet=True), dtype_backend="pyarrow")
    frame = pd.read_csv(path, keep_default_na=False, na_values=[""], dtype=twin.dtypes.to_dict())
    pd.testing.assert_frame_equal(frame, twin)
    assert frame["date_start"].isna().sum() == 2


def test_a_text_of_a_million_characters_survives(tmp_path):
    rows = pa.table(
        {"document_id": ["a", "b"], "text": ['"\r\n,x' * 200_000, "short"]}, schema=arrow_schema(table("texts"))
    )
    write_csv(rows, tmp_path / "texts.csv")
    assert read_csv(table("texts"), tmp_path / "texts.csv").equals(rows)


def test_parquet_is_written_as_it_should_be(tables, tmp_path):
    path = tmp_path / "mentions.parquet"
    many = pa.concat_tables([tables["mentions"]] * (ROWS_A_GROUP // 7 + 1))
    write_parquet(many, path)
    metadata = pq.ParquetFile(path).metadata
    group = metadata.row_group(0)
    assert (metadata.num_row_groups, group.num_rows) == (2, ROWS_A_GROUP)
    assert {group.column(i).compression for i in range(group.num_columns)} == {"ZSTD"}
    assert all(group.column(i).is_stats_set and group.column(i).has_offset_index for i in range(group.num_columns))
    assert not metadata.metadata
    assert pq.read_schema(path).field("anchor").nullable
    assert not pq.read_schema(path).field("quote").nullable


def test_a_flipped_byte_of_parquet_is_found(tables, tmp_path):
    path = tmp_path / "mentions.parquet"
    write_parquet(tables["mentions"], path)
    content = path.read_bytes()
    middle = content.index(b"\x28\xb5\x2f\xfd") + 12
    path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    with pytest.raises(DataError, match="can't be read"):
        read_parquet(table("mentions"), path)


def test_other_columns_are_refused(tables, tmp_path):
    write_csv(tables["places"], tmp_path / "a.csv")
    write_parquet(tables["places"], tmp_path / "a.parquet")
    for read, path in ((read_csv, tmp_path / "a.csv"), (read_parquet, tmp_path / "a.parquet")):
        with pytest.raises(DataError, match=r"a\.\w+: found the columns place_id.*; expected actor_id"):
            read(table("actors"), path)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"event_id,actor_id,role\na,b\n", b"PAR1"])
def test_other_files_are_refused(tmp_path, content):
    path = tmp_path / "participants"
    path.write_bytes(content)
    for read in (read_csv, read_parquet):
        with pytest.raises(DataError, match="participants"):
            read(table("participants"), path)


def test_the_content_hash_is_that_of_the_csv(tables):
    for content in tables.values():
        assert content_hash(content) == f"sha256:{hashlib.sha256(rendered(content)).hexdigest()}"


def test_the_content_hash_tells_null_from_every_text():
    hashes = {content_hash(pa.table({"a": pa.array([cell, "x"]), "b": ["y", "y"]})) for cell in [*AWKWARD, None]}
    assert len(hashes) == len(AWKWARD) + 1


WRITE = """
import sys, runpy
from pathlib import Path
from pipeline.publish.info import PackageInfo
from pipeline.publish.package import stage_package
from pipeline.publish.rows import build_tables
sample = runpy.run_path(sys.argv[1])
stage_package(build_tables(*(sample[name] for name in ("DOCUMENTS", "EVENTS", "PLACES", "CHANGES"))), PackageInfo(name="ferries"), Path(sys.argv[2]))
"""


@pytest.mark.parametrize(("zone", "seed", "locale"), [("Asia/Tokyo", "1", "C"), ("America/Lima", "7", "C.UTF-8")])
def test_the_same_bytes_in_another_process_zone_and_locale(package, tmp_path, zone, seed, locale):
    again = tmp_path / "elsewhere" / "again"
    environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale}
    conftest = Path(__file__).with_name("conftest.py")
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", WRITE, conftest, again], check=True, env=environment, cwd=root)
    names = sorted(path.relative_to(package) for path in package.rglob("*") if path.is_file())
    assert len(names) == 2 * len(TABLES) + 1
    for name in names:
        assert (again / name).read_bytes() == (package / name).read_bytes(), name
