"""What is left out when the mentions of changed blocks are narrowed groups the same, as it was and as it is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
import pytest

from pipeline.engine.comparing import grouped_rows
from pipeline.engine.narrowing import Touched, changed, in_parts, touched
from pipeline.engine.parts import MENTIONS, read_part
from tests.engine.test_comparing import Row, rows_of, write_part

Integers = npt.NDArray[np.int64]
Groups = set[frozenset[frozenset[str]]]
Mentions = dict[str, Row]


def ids_of(part: Path) -> list[str]:
    found: list[str] = read_part(part, MENTIONS, ["mention_id"])["mention_id"].to_pylist()
    return found


def groups_of(found: Mapping[str, Integers], ids: Sequence[Sequence[str]]) -> Groups:
    """The ids of the mentions of each cluster of each group; `ids` are those of each part."""
    groups: defaultdict[int, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for part, row, _, group, cluster in zip(*(column.tolist() for column in found.values()), strict=True):
        groups[group][cluster].add(ids[part][row])
    return {frozenset(map(frozenset, members.values())) for members in groups.values()}


def wholly(parts: Sequence[Path], work: Path) -> Groups:
    found = grouped_rows(parts, lambda rows: rows["inference"].is_valid(), work)
    return groups_of(found, list(map(ids_of, parts)))


def told(side: Touched) -> tuple[set[str], Groups]:
    ids = [ids_of(part)[row] for part, rows in side.rows.items() for row in rows]
    assert len(set(ids)) == len(ids)
    return set(ids), groups_of(side.grouping, [ids])


def mentions_of(name: str, seed: int, count: int) -> Mentions:
    return {f"{name}-{number}": row for number, row in enumerate(rows_of(seed, count))}


def written(directory: Path, mentions: Mentions, random: Random) -> Path:
    ids = random.sample(sorted(mentions), len(mentions))
    return write_part(directory, [mentions[each] for each in ids], ids)


def after(before: Mentions, others: Mentions, random: Random) -> Mentions:
    """Some mentions of a part gone, some others, some new."""
    kept = {each: row for each, row in before.items() if random.random() < 0.9}
    fresh = list(others.items())
    for each in [each for each in kept if random.random() < 0.05]:
        kept[each] = random.choice(fresh)[1]
    return kept | dict(random.sample(fresh, random.randint(0, min(3, len(fresh)))))


@pytest.mark.parametrize("reach", [1, 60], ids=["few of a usual word are compared", "all are compared"])
@pytest.mark.parametrize("seed", range(12))
def test_what_is_left_out_groups_the_same(
    seed: int, reach: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.events.alike._LARGEST_BLOCK", reach)
    monkeypatch.setattr("pipeline.events.alike._REACH", reach)
    random = Random(seed)
    stay = [
        written(tmp_path / name, mentions_of(name, 31 * seed + n, random.randint(1, 150)), random)
        for n, name in enumerate("abc")
    ]
    before = mentions_of("d", 31 * seed + 7, random.randint(1, 150))
    now = after(before, mentions_of("e", 31 * seed + 8, 20), random)
    gone = [written(tmp_path / "gone", before, random)][: random.randint(0, 4)]
    come = [written(tmp_path / "come", now, random)][: random.randint(0, 4)]
    sides = touched(stay, changed(gone, come), tmp_path)
    there, here = before if gone else {}, now if come else {}
    differing = {each for each in there.keys() | here.keys() if there.get(each) != here.get(each)}
    left = []
    for side, others in zip(sides, (gone, come), strict=True):
        ids, groups = told(side)
        whole = wholly([*stay, *others], tmp_path)
        # no group is told in part, and each as it is
        assert groups == {group for group in whole if any(ids & same for same in group)}
        assert ids >= differing & {each for part in others for each in ids_of(part)}
        left.append(whole - groups)
    assert left[0] == left[1]


@pytest.mark.parametrize("fresh", [0, 1])
def test_most_is_left_out_where_little_changed(fresh: int, tmp_path: Path) -> None:
    random = Random(1)
    stay = written(tmp_path / "a", mentions_of("a", 1, 900), random)
    before = mentions_of("b", 2, 300)
    now = before | dict(list(mentions_of("c", 3, 9).items())[:fresh])
    gone, come = (written(tmp_path / name, each, random) for name, each in (("gone", before), ("come", now)))
    sides = touched([stay], changed([gone], [come]), tmp_path)
    counts = [sum(map(len, side.rows.values())) for side in sides]
    assert counts[1] < (10 if fresh else 1)
    assert counts[0] <= counts[1]


def test_mentions_that_count_on_are_placed_in_their_parts() -> None:
    grouping = {"part": np.zeros(4, np.int64), "row": np.array([0, 2, 3, 6]), "group": np.arange(4)}
    found = in_parts(grouping, [3, 0, 4])
    assert (found["part"].tolist(), found["row"].tolist()) == ([0, 0, 2, 2], [0, 2, 0, 3])
