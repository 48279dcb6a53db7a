"""Of the mentions of changed blocks, those that may tell another event than before.

A block of news has thousands of mentions, of which a few changed. How all of them group is found by what is compared
alone, as they were and as they are now. Where a group has the very mentions both times, it tells the same events, and
its rows needn't be read. Nothing was decided about these events.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.engine.assembly import Named
from pipeline.engine.comparing import compared, grouped
from pipeline.engine.differences import difference
from pipeline.engine.parts import MENTIONS, read_part, schemas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from pipeline.engine.comparing import Integers

_ROWS_A_PART = 1 << 32
"""More than the rows of any part, so that a part and a row are one number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Parts that went, and parts that came in their place; `blocks` are those of mentions that did, sorted.

    The other mentions of these parts say the same in both: `same` has where each stands in those that came, and where
    in those that went, as `_codes` tells it.
    """

    gone: tuple[Path, ...]
    come: tuple[Path, ...]
    blocks: tuple[str, ...]
    same: tuple[Integers, Integers]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """Mentions to be looked at: the numbers of their rows by part, and how they group, as `grouped_rows` tells it.

    There all rows count on from part to part, as if they were of one.
    """

    rows: Mapping[Path, Integers]
    grouping: Mapping[str, Integers]


def changed(gone: Sequence[Path], come: Sequence[Path]) -> Changed:
    """What differs between parts that went and parts that came; in neither a mention stands twice."""
    import pyarrow.compute as pc

    before, after = (_mentions(parts) for parts in (gone, come))
    change = difference(before, after, ["mention_id"])
    places = pc.index_in(after["mention_id"], value_set=before["mention_id"].combine_chunks())
    differing = pc.is_in(after["mention_id"], value_set=change.come["mention_id"].combine_chunks())
    same = pc.and_not(places.is_valid(), differing)
    return Changed(
        gone=tuple(gone),
        come=tuple(come),
        blocks=tuple(sorted({*change.gone["block"].to_pylist(), *change.come["block"].to_pylist()})),
        same=(_places(come)[same.to_numpy()], _places(gone)[places.filter(same).to_numpy()]),
    )


def _mentions(parts: Iterable[Path]) -> pa.Table:
    import pyarrow as pa

    return pa.concat_tables([schemas()[MENTIONS].empty_table(), *(read_part(part, MENTIONS) for part in parts)])


def _places(parts: Sequence[Path]) -> Integers:
    """Where the mentions of parts stand, in order."""
    import numpy as np

    counts = [read_part(part, MENTIONS, ["mention_id"]).num_rows for part in parts]
    rows = [np.arange(count) for count in counts]
    return _codes(np.repeat(np.arange(len(parts)), counts), np.concatenate([np.zeros(0, np.int64), *rows]))


def touched(stay: Sequence[Path], change: Changed, work: Path) -> tuple[Touched, Touched]:
    """The mentions of changed blocks, as they were and as they are now, but for groups that are the same both times.

    Args:
        stay: the parts that neither went nor came.
        change: which did.
        work: a directory for files on the way.
    """
    import numpy as np
    import pyarrow as pa

    parts = [*stay, *change.gone, *change.come]
    pieces = list(compared(parts, Named().marks, work, change.blocks))
    if not pieces:
        nothing = Touched(rows={}, grouping=grouped([]))
        return nothing, nothing
    rows = pa.concat_tables(pieces)
    part = rows["part"].to_numpy()
    went, came = len(stay), len(stay) + len(change.gone)
    before, after = rows.filter(pa.array(part < came)), rows.filter(pa.array((part < went) | (part >= came)))
    there, here = (codes + number * _ROWS_A_PART for codes, number in zip(change.same, (came, went), strict=True))
    was, now = _Side.of(before), _Side.of(_renamed(after, there, here))
    both, differing = np.intersect1d(was.all, now.all), _differing(was, now)
    kept = np.intersect1d(both, np.union1d(was.of_groups(differing), now.of_groups(differing)))
    one, other = (side.told(np.union1d(kept, np.setdiff1d(side.all, both)), parts) for side in (was, now))
    return one, other


def _renamed(rows: pa.Table, codes: Integers, others: Integers) -> pa.Table:
    """What is compared of mentions, some of which are said to stand elsewhere."""
    import numpy as np
    import pyarrow as pa

    order = np.argsort(codes)
    codes, others = codes[order], others[order]
    told = _codes(rows["part"].to_numpy(), rows["row"].to_numpy())
    at = np.searchsorted(codes, told).clip(max=max(len(codes) - 1, 0))
    if len(codes):
        told = np.where(codes[at] == told, others[at], told)
    for name, column in zip(("part", "row"), np.divmod(told, _ROWS_A_PART), strict=True):
        number = rows.schema.get_field_index(name)
        rows = rows.set_column(number, rows.schema.field(number), pa.array(column.astype(np.int32)))
    return rows


def in_parts(grouping: Mapping[str, Integers], counts: Sequence[int]) -> dict[str, Integers]:
    """How mentions group, where those that count on from part to part are of parts with so many each."""
    import numpy as np

    starts = np.cumsum([0, *counts])
    part = np.searchsorted(starts[1:], grouping["row"], side="right")
    return {**grouping, "part": part, "row": grouping["row"] - starts[part]}


@dataclass(frozen=True, slots=True)
class _Side:
    """The mentions of changed blocks of one time, each a part and a row in one number (see `_codes`).

    `all` are all of them, sorted, `codes` those that are in groups, sorted; `names` tell the group and the cluster of
    each by their first mentions.
    """

    all: Integers
    codes: Integers
    names: Integers
    grouping: Mapping[str, Integers]

    @classmethod
    def of(cls, rows: pa.Table) -> _Side:
        """The side of what is compared of mentions."""
        import numpy as np

        found = grouped([rows] if rows.num_rows else [])
        codes = _codes(found["part"], found["row"])
        names = np.stack([_firsts(codes, found[name]) for name in ("group", "cluster")])
        told = _codes(rows["part"].to_numpy(), rows["row"].to_numpy())
        return cls(np.sort(told), codes, names, found)

    def of_groups(self, differing: Integers) -> Integers:
        """The mentions of groups with one that differs."""
        import numpy as np

        groups = self.names[0]
        return self.codes[np.isin(groups, groups[np.isin(self.codes, differing)])]

    def told(self, chosen: Integers, parts: Sequence[Path]) -> Touched:
        """Some mentions, sorted, of which no group has others."""
        import numpy as np

        numbers, rows = np.divmod(chosen, _ROWS_A_PART)
        ends = np.searchsorted(numbers, np.arange(len(parts) + 1))
        there = np.isin(self.codes, chosen)
        grouping = {name: column[there] for name, column in self.grouping.items()}
        grouping["row"] = np.searchsorted(chosen, self.codes[there])
        grouping["part"] = np.zeros_like(grouping["row"])
        return Touched(
            rows={part: rows[ends[n] : ends[n + 1]] for n, part in enumerate(parts) if ends[n] < ends[n + 1]},
            grouping=grouping,
        )


def _codes(part: Integers, row: Integers) -> Integers:
    """Places of mentions, each a part and a row in one number; they sort as parts and rows do."""
    import numpy as np

    codes: Integers = part.astype(np.int64) * _ROWS_A_PART + row
    return codes


def _firsts(codes: Integers, numbers: Integers) -> Integers:
    """For each of some sorted mentions the first one that has the same number."""
    import numpy as np

    _, first, of = np.unique(numbers, return_index=True, return_inverse=True)
    found: Integers = codes[first][of]
    return found


def _differing(before: _Side, after: _Side) -> Integers:
    """The mentions that are in a group on one side alone, if only since the other hasn't got them, or with others."""
    import numpy as np

    _, one, other = np.intersect1d(before.codes, after.codes, assume_unique=True, return_indices=True)
    same = (before.names[:, one] == after.names[:, other]).all(axis=0)
    return np.setdiff1d(np.union1d(before.codes, after.codes), before.codes[one[same]], assume_unique=True)
