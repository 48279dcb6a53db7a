"""Tables by column: what pyarrow reads and what it may not be trusted with."""

import csv

import pytest

from pipeline.errors import InputError
from viz import csvfile
from viz.arrays import Keys
from viz.data import read_package

ODD = ['a "quoted" word', "a, comma", "two\nlines", "Huế 水 🜁", "", " edge ", "\x00\x1f", 'ends with "', "back\\slash"]


def write(path, rows, columns=("place_id", "name"), end="\n"):
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator=end).writerows([columns, *rows])
    return path


def read(path, only=None):
    columns, count, cells = csvfile.read_columns(path, ("place_id", "name"), only)
    texts = {}
    for name, cell in cells.items():
        values = cell.dictionary.take(cell.indices) if hasattr(cell, "dictionary") else cell
        texts[name] = [value.decode() for value in values.to_pylist()]
    return columns, count, texts


@pytest.mark.parametrize("block", [64, 1 << 22])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("unlike", [frozenset(), frozenset({"name"})])
def test_cells_are_verbatim(block, end, unlike, tmp_path, monkeypatch):
    monkeypatch.setattr(csvfile, "BLOCK", block)
    monkeypatch.setattr(csvfile, "UNLIKE", unlike)
    rows = [(f"p-{n}", text) for n, text in enumerate(ODD * 5)]
    columns, count, texts = read(write(tmp_path / "places.csv", rows, end=end))
    assert (columns, count) == (("place_id", "name"), len(rows))
    assert list(zip(texts["place_id"], texts["name"], strict=True)) == rows


def test_a_quotation_mark_within_a_plain_cell_is_itself(tmp_path):
    path = tmp_path / "places.csv"
    path.write_bytes(b'place_id,name\np,6" by 9"\nq,""""\nr,","\ns,""\n')
    assert read(path)[2]["name"] == ['6" by 9"', '"', ",", ""]


def test_a_row_longer_than_a_block_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(csvfile, "BLOCK", 64)
    assert read(write(tmp_path / "places.csv", [("p", "x" * 900)]))[2]["name"] == ["x" * 900]


def test_of_two_columns_of_one_name_the_last_holds(tmp_path):
    path = write(tmp_path / "places.csv", [("p", "first", "second")], ("place_id", "name", "name"))
    assert read(path) == (("place_id", "name"), 1, {"place_id": ["p"], "name": ["second"]})


def test_only_the_columns_asked_for(tmp_path):
    path = write(tmp_path / "places.csv", [("p", "mill", "1")], ("place_id", "name", "latitude"))
    assert read(path, ("place_id",)) == (("place_id", "name", "latitude"), 1, {"place_id": ["p"]})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"place_id,name\np,mill\n\nq,ford\n", "line 3: found 0 cells; expected 2"),
        (b"place_id,name\np,mill\nq\n", "line 3: found 1 cells; expected 2"),
        (b'place_id,name\np,"mill', "unexpected end of data"),
        (b'place_id,name\np,"mill\n', "unexpected end of data"),
        (b'place_id,name\np,"mill" pond"\n', "expected after"),
        (b'place_id,name\np,"mill"pond\n', "expected after"),
        (b'place_id,name\np,""pond\n', "expected after"),
        (b'place_id,name\np,"mill\n""pond"" "by",the\n', "expected after"),
        (b"place_id,name\np,\xff\n", "bytes that are not UTF-8"),
        (b"\xef\xbb\xbfplace_id,name\np,mill\n", "no column 'place_id'"),
        (b"", "no column 'place_id'"),
    ],
)
def test_a_broken_file_is_one_sentence(content, message, tmp_path):
    path = tmp_path / "places.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        csvfile.read_columns(path, ("place_id", "name"), None)
    assert str(caught.value).startswith(str(path))


def test_rows_are_those_of_the_files(packages, tmp_path):
    directory = packages.write_package(tmp_path)
    package = read_package(directory)
    for name in packages.COLUMNS:
        with (directory / "datasets" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            assert package.rows(name) == list(csv.DictReader(stream))


def test_a_column_that_is_not_there_is_empty(packages, tmp_path):
    table = read_package(packages.write_package(tmp_path), whole=False).of_events("mentions", Keys([]))
    assert "rule" not in table.cells
    assert set(table.strings("rule")) == {""}
    assert table.coded("rule", "none").strings() == ["none"]
