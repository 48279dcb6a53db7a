"""What is left out when the mentions of changed blocks are narrowed groups the same, as it was and as it is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
import pytest

from pipeline.engine.comparing import grouped_rows
from pipeline.engine.narrowing import Touched, in_parts, touched
from pipeline.engine.parts import MENTIONS, read_part
from tests.engine.test_comparing import rows_of, write_part

Mention = tuple[Path, int]
Integers = npt.NDArray[np.int64]
Groups = set[frozenset[frozenset[Mention]]]


def groups_of(found: Mapping[str, Integers], mentions: Mapping[tuple[int, int], Mention]) -> Groups:
    """The mentions of each cluster of each group."""
    groups: defaultdict[int, defaultdict[int, set[Mention]]] = defaultdict(lambda: defaultdict(set))
    for part, row, _, group, cluster in zip(*(column.tolist() for column in found.values()), strict=True):
        groups[group][cluster].add(mentions[part, row])
    return {frozenset(map(frozenset, members.values())) for members in groups.values()}


def wholly(parts: Sequence[Path], work: Path) -> Groups:
    mentions = {
        (number, row): (part, row)
        for number, part in enumerate(parts)
        for row in range(read_part(part, MENTIONS).num_rows)
    }
    return groups_of(grouped_rows(parts, lambda rows: rows["inference"].is_valid(), work), mentions)


def told(side: Touched) -> tuple[set[Mention], Groups]:
    mentions = [(part, int(row)) for part, rows in side.rows.items() for row in rows]
    return set(mentions), groups_of(side.grouping, {(0, number): each for number, each in enumerate(mentions)})


def blocks_of(parts: Sequence[Path]) -> set[str]:
    return {block for part in parts for block in read_part(part, MENTIONS, ["block"])["block"].to_pylist()}


@pytest.mark.parametrize("reach", [1, 60], ids=["few of a usual word are compared", "all are compared"])
@pytest.mark.parametrize("seed", range(12))
def test_what_is_left_out_groups_the_same(
    seed: int, reach: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.events.alike._LARGEST_BLOCK", reach)
    monkeypatch.setattr("pipeline.events.alike._REACH", reach)
    random = Random(seed)
    cut = [write_part(tmp_path / str(n), rows_of(31 * seed + n, random.randint(1, 150))) for n in range(5)]
    stay, gone, come = cut[:3], cut[3 : 3 + random.randint(0, 1)], cut[4 : 4 + random.randint(0, 1)]
    changed = blocks_of([*gone, *come])
    sides = touched(stay, gone, come, changed, tmp_path)
    left = []
    for side, others in zip(sides, (gone, come), strict=True):
        mentions, groups = told(side)
        whole = wholly([*stay, *others], tmp_path)
        # no group is told in part, and each as it is
        assert groups == {group for group in whole if any(mentions & same for same in group)} <= whole
        assert mentions >= {(part, row) for part in others for row in range(read_part(part, MENTIONS).num_rows)}
        left.append(whole - groups)
    assert left[0] == left[1]


def test_most_is_left_out_where_little_changed(tmp_path: Path) -> None:
    stay, come = (
        write_part(tmp_path / name, rows_of(n, count)) for n, (name, count) in enumerate((("a", 900), ("b", 1)))
    )
    before, after = touched([stay], [], [come], blocks_of([come]), tmp_path)
    assert sum(map(len, after.rows.values())) < 100
    assert sum(map(len, before.rows.values())) <= sum(map(len, after.rows.values()))


def test_nothing_changed_touches_nothing(tmp_path: Path) -> None:
    stay = [write_part(tmp_path / "a", rows_of(1, 30))]
    assert [(side.rows, side.grouping["row"].tolist()) for side in touched(stay, [], [], [], tmp_path)] == [
        ({}, [])
    ] * 2


def test_mentions_that_count_on_are_placed_in_their_parts() -> None:
    grouping = {"part": np.zeros(4, np.int64), "row": np.array([0, 2, 3, 6]), "group": np.arange(4)}
    found = in_parts(grouping, [3, 0, 4])
    assert (found["part"].tolist(), found["row"].tolist()) == ([0, 0, 2, 2], [0, 2, 0, 3])
