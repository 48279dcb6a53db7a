"""What is compared by columns is grouped as keys are that are compared one block at a time."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from random import Random

import pyarrow as pa
import pytest

from pipeline.engine import comparing
from pipeline.engine.comparing import grouped_rows, sharing
from pipeline.engine.parts import MENTIONS, schemas
from pipeline.events.alike import Key, partition_of
from pipeline.events.relations import value_of
from pipeline.events.resolve import clusters
from pipeline.publish.rows import date_columns

WORDS = ["ferry", "mill", "council", "bridge", "ada", "lind", "opened", "sold", "not", "tram", "pier", "brass", "band"]
DATES = [
    "1931",
    "1931-05",
    "1931-05-04",
    "1931-05-05",
    "1931-05~",
    "1932",
    "1931/1933",
    "../1931",
    "1931/..",
    "Y-20000",
]
TYPES = ["movement", "target", "legal_act", "meeting"]

Row = tuple[Key, bool]


def rows_of(seed: int, count: int) -> list[Row]:
    random = Random(seed)
    rows = []
    for _ in range(count):
        head = " ".join(random.choices(WORDS, k=random.randint(0, 5)))
        if random.random() < 0.1:
            head = f"act:{random.randint(1, 4)} council"
        place = random.choice(["", "", "elm", "oak"])
        aimed = random.choice(["", "", "", "by"])
        key = (random.choice(TYPES), random.choice(DATES), head, place, aimed)
        rows.append((key, random.random() < 0.05))
        if random.random() < 0.2:
            rows.append((key, False))
    random.shuffle(rows)
    return rows


def write_part(directory: Path, rows: list[Row], ids: Sequence[str] | None = None) -> Path:
    directory.mkdir()
    schema = schemas()[MENTIONS]
    told = [
        {
            **dict.fromkeys(schema.names),
            **date_columns(value_of(date)),
            "mention_id": mention_id,
            "document_id": "d",
            "event_type": kind,
            "head": head or None,
            "place_part": place or None,
            "aimed": aimed or None,
            "block": "{}|{}".format(*partition_of((kind, date, "", "", ""))),
            "inference": "[]" if marked else None,
        }
        for mention_id, ((kind, date, head, place, aimed), marked) in zip(ids or map(str, count()), rows, strict=False)
    ]
    with pa.OSFile(str(directory / "mentions.arrow"), "wb") as sink, pa.ipc.new_file(sink, schema) as file:
        file.write_table(pa.Table.from_pylist(told, schema=schema))
    return directory


def one_by_one(rows: list[Row]) -> set[frozenset[frozenset[int]]]:
    """The rows by number, by cluster, by group, of those that are looked at."""
    by_key: defaultdict[Key, list[int]] = defaultdict(list)
    for number, (key, _) in enumerate(rows):
        by_key[key].append(number)
    merged = list(clusters(by_key))
    found = {
        frozenset(frozenset(number for key in merged[n] for number in by_key[key]) for n in group)
        for group in sharing(merged)
    }
    return {each for each in found if len(each) > 1 or any(len(same) > 1 or rows[min(same)][1] for same in each)}


def by_columns(parts: list[Path], counts: list[int], work: Path) -> set[frozenset[frozenset[int]]]:
    found = grouped_rows(parts, lambda rows: rows["inference"].is_valid(), work)
    starts = [sum(counts[:number]) for number in range(len(counts))]
    groups: defaultdict[int, defaultdict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for part, row, _, group, cluster in zip(*(column.tolist() for column in found.values()), strict=True):
        groups[group][cluster].add(starts[part] + row)
    return {frozenset(frozenset(same) for same in members.values()) for members in groups.values()}


@pytest.mark.parametrize("at_once", [1, 100, 1 << 15], ids=lambda rows: f"{rows} rows at once")
@pytest.mark.parametrize("count", [1, 30, 900])
@pytest.mark.parametrize("seed", range(2))
def test_columns_group_as_keys_one_by_one(
    seed: int, count: int, at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "ROWS_AT_ONCE", at_once)
    monkeypatch.setattr("pipeline.engine.sorting.Budget.__init__.__defaults__", (20_000,))
    rows = rows_of(seed, count)
    cut = len(rows) // 3
    some = [rows[:cut], [], rows[cut:]]
    parts = [write_part(tmp_path / str(number), each) for number, each in enumerate(some)]
    expected = one_by_one(rows)
    assert by_columns(parts, [len(each) for each in some], tmp_path) == expected
    assert count < 900 or any(len(group) > 1 for group in expected)


def test_rows_are_looked_at_in_some_blocks_alone(tmp_path: Path) -> None:
    rows = [(("movement", year, "ferry opened", "", ""), False) for year in ("1931", "1932", "1931", "1932")]
    found = grouped_rows(
        [write_part(tmp_path / "a", rows)], lambda rows: rows["head"].is_null(), tmp_path, ["movement|1932"]
    )
    assert found["row"].tolist() == [1, 3]


@pytest.mark.parametrize(
    ("clusters", "groups"),
    [
        ([["2030 mill by"], ["2030 mill for"]], [[0, 1]]),
        ([["2030 mill by"], ["2031 mill by"], ["2030 pier by"]], [[0], [1], [2]]),
        ([["2030 mill by", "2030 pier by"], ["2030 tram on"], ["2030 pier on"]], [[0, 2], [1]]),
        ([["2030 mill by"], ["2030 pier by"], ["2030 mill on", "2030 pier on"]], [[0, 1, 2]]),
    ],
)
def test_clusters_whose_events_may_have_one_id_are_looked_at_together(
    clusters: list[list[str]], groups: list[list[int]]
) -> None:
    def key(words: str) -> Key:
        date, head, aimed = words.split()
        return "target", date, head, "", aimed

    assert sharing([[key(each) for each in cluster] for cluster in clusters]) == groups
