"""Parquet files in place of their CSV twins: the same columns, the same page."""

import pyarrow as pa
import pytest
from pyarrow import csv, parquet

from pipeline.errors import InputError
from pipeline.publish.tables import arrow_schema, table
from viz import parquetfile, timeline
from viz.arrays import Keys, hashed
from viz.data import read_package


@pytest.fixture(params=[0, 2500], ids=["few", "many"])
def twins(request, packages, tmp_path):
    """A package with the Parquet twin of each of its tables."""
    events = packages.tables() if not request.param else packages.tables(packages.many_events(request.param))
    directory = packages.write_package(tmp_path / "package", events)
    for path in sorted((directory / "datasets").glob("*.csv")):
        types = {field.name: field.type for field in arrow_schema(table(path.stem))}
        options = csv.ConvertOptions(column_types=types, null_values=[""], strings_can_be_null=True)
        rows = csv.read_csv(path, parse_options=csv.ParseOptions(newlines_in_values=True), convert_options=options)
        parquet.write_table(rows, path.with_suffix(".parquet"), row_group_size=1000)
    return directory


def test_the_columns_are_the_same(twins, monkeypatch):
    monkeypatch.setattr(parquetfile, "ROWS_AT_ONCE", 7)
    plain, other = (read_package(twins, parquet=each) for each in (False, True))
    assert plain.tables.keys() == other.tables.keys()
    for name, found in plain.tables.items():
        assert (other.tables[name].columns, other.tables[name].count) == (found.columns, found.count)
        assert list(other.tables[name].cells) == list(found.cells)
        for column in found.columns:
            assert other.tables[name].strings(column) == found.strings(column)
            assert other.tables[name].coded(column).strings() or not found.count


def test_the_page_is_the_same_byte_for_byte(twins, tmp_path, monkeypatch):
    plain = timeline(twins, tmp_path / "plain.html").read_bytes()
    monkeypatch.setattr(parquetfile, "ROWS_AT_ONCE", 100)
    assert timeline(twins, tmp_path / "other.html", parquet=True).read_bytes() == plain


def test_the_csv_files_are_not_opened(twins, tmp_path):
    for path in (twins / "datasets").glob("*.csv"):
        path.write_bytes(b"\xff")
    assert timeline(twins, tmp_path / "page.html", parquet=True).stat().st_size > 0
    with pytest.raises(InputError):
        timeline(twins, tmp_path / "page.html")


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (lambda path: path.unlink(), "no readable file"),
        (lambda path: path.write_bytes(b"PAR1 no more"), "no readable file"),
        (lambda path: parquet.write_table(pa.table({"event_id": ["e"]}), path), "no column 'label'"),
    ],
)
def test_a_file_that_can_not_be_used(twins, spoil, found):
    spoil(twins / "datasets" / "events.parquet")
    with pytest.raises(InputError, match=found) as caught:
        read_package(twins, parquet=True)
    assert caught.value.path.endswith("events.parquet")


def test_long_texts_are_read_when_they_are_asked_for(twins):
    package = read_package(twins, whole=False, parquet=True)
    events = package.tables["events"]
    mentions = package.of_events("mentions", Keys([hashed(block) for block in events.blocks("event_id")]))
    quotes = mentions.cells["quote"]
    assert isinstance(quotes, parquetfile.Read)
    assert sum(map(len, quotes.blocks())) == mentions.count
    (twins / "datasets" / "mentions.parquet").unlink()
    with pytest.raises(InputError, match="no readable file"):
        list(quotes.blocks())
