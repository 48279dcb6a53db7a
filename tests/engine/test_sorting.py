"""Sorting more than memory holds: the order of `sorted`, whatever the limit, and nothing left on the disk."""

from math import log
from pathlib import Path
from random import Random

import pyarrow as pa
import pytest

from pipeline.engine import sorting
from pipeline.engine.sorting import Budget, Sorter, distinct_rows, unique_keys, whole_groups
from pipeline.errors import DataError
from pipeline.publish.tables import arrow_schema, table

SCHEMA = pa.schema([("word", pa.string()), ("number", pa.int64())])


def rows_of(seed: int, count: int) -> list[tuple[str, int]]:
    random = Random(seed)
    words = ["a", "á", "b", "ắ", "zebra", "\U0001f600", "Z", "-", "ab"]
    return [(random.choice(words) * random.randint(1, 3), random.randint(0, 50)) for _ in range(count)]


def as_table(rows: list[tuple[str, int]]) -> pa.Table:
    return pa.table({"word": [word for word, _ in rows], "number": [number for _, number in rows]}, schema=SCHEMA)


@pytest.mark.parametrize("limit", [1, 2_000, 60_000, 1 << 30])
@pytest.mark.parametrize("count", [0, 1, 500, 30_000])
def test_the_order_is_that_of_code_points_whatever_the_limit(limit: int, count: int, tmp_path: Path) -> None:
    rows = rows_of(count, count)
    sorter = Sorter(SCHEMA, ["word", "number"], tmp_path, "rows", Budget(limit))
    for start in range(0, count, 7_000):
        sorter.add(as_table(rows[start : start + 7_000]))
    given = [tuple(row.values()) for piece in sorter.pieces() for row in piece.to_pylist()]
    assert given == sorted(rows)
    assert sorter.rows == count
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("least", [1, 10_000, 1 << 20])
def test_large_runs_are_read_piece_by_piece(tmp_path: Path, least: int) -> None:
    sorter = Sorter(SCHEMA, ["number"], tmp_path, "rows", Budget(1 << 20))
    for start in range(3):
        sorter.add(as_table([("x" * 20, number) for number in range(start, 120_000, 3)]))
    pieces = list(sorter.pieces(least))
    assert all(piece.num_rows >= least for piece in pieces[:-1])
    assert max(piece.num_rows for piece in pieces[:-1] or pieces) < max(60_000, 2 * least)
    assert [number for piece in pieces for number in piece["number"].to_pylist()] == list(range(120_000))


@pytest.mark.parametrize("runs", [2, 3, 7])
def test_no_more_runs_are_read_side_by_side_than_a_few(
    runs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sorting, "_MOST_RUNS", runs)
    sorter = Sorter(SCHEMA, ["word", "number"], tmp_path, "rows", Budget(1))
    rows, most = rows_of(7, 400), 0
    for start in range(0, 400, 5):
        sorter.add(as_table(rows[start : start + 5]))
        most = max(most, len(list(tmp_path.iterdir())))
    given = [tuple(row.values()) for piece in sorter.pieces() for row in piece.to_pylist()]
    assert given == sorted(rows)
    # 80 runs, of which each level holds fewer than would be merged.
    assert most <= (runs - 1) * (1 + int(log(80, runs))) < 80
    assert list(tmp_path.iterdir()) == []


def test_of_sorters_that_share_a_budget_the_fullest_writes(tmp_path: Path) -> None:
    budget = Budget(2_000)
    few, many = (Sorter(SCHEMA, ["number"], tmp_path, name, budget) for name in ("few", "many"))
    few.add(as_table(rows_of(1, 10)))
    for start in range(20):
        many.add(as_table(rows_of(start, 30)))
        assert few.held + many.held < 2_000
    assert {path.name.partition("-")[0] for path in tmp_path.iterdir()} == {"many"}
    assert [sum(piece.num_rows for piece in sorter.pieces()) for sorter in (few, many)] == [10, 600]


@pytest.mark.parametrize("cut", [1, 2, 3, 10])
def test_rows_that_repeat_are_dropped_across_pieces_too(cut: int) -> None:
    rows = [("a", 1), ("a", 1), ("a", 2), ("b", 2), ("b", 2), ("b", 2), ("c", 1)]
    pieces = [as_table(rows[start : start + cut]) for start in range(0, len(rows), cut)]
    given = [tuple(row.values()) for piece in distinct_rows(pieces) for row in piece.to_pylist()]
    assert given == sorted(set(rows))


@pytest.mark.parametrize("cut", [1, 2, 5])
def test_a_key_that_stands_twice_is_named(cut: int) -> None:
    schema = arrow_schema(table("texts"))
    rows = pa.table({"document_id": ["a", "b", "b", "c"], "text": ["w", "x", "y", "z"]}, schema=schema)
    with pytest.raises(DataError, match="texts: found 'b' twice; expected a different document_id in every row"):
        list(unique_keys(table("texts"), [rows.slice(start, cut) for start in range(0, 4, cut)]))
    assert sum(piece.num_rows for piece in unique_keys(table("texts"), [rows.slice(0, 2), rows.slice(3)])) == 3


@pytest.mark.parametrize("cut", [1, 2, 3, 100])
@pytest.mark.parametrize("least", [1, 4, 1_000])
def test_no_group_is_cut_in_two(cut: int, least: int) -> None:
    rows = sorted(("x" * random, number) for number, random in enumerate([1, 1, 1, 2, 3, 3, 4, 4, 4, 4, 4, 5]))
    pieces = [as_table(rows[start : start + cut]) for start in range(0, len(rows), cut)]
    given = [[tuple(row.values()) for row in some.to_pylist()] for some in whole_groups(pieces, "word", least)]
    assert [row for some in given for row in some] == rows
    words = [{word for word, _ in some} for some in given]
    assert sum(map(len, words)) == len(set().union(*words))
    assert all(len(some) < least + 5 + cut for some in given)
    assert (len(given) > 1) == (least < len(rows))
