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

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from pipeline.engine.comparing import Integers

    Booleans = npt.NDArray[np.bool_]

_ROWS_A_PART = 1 << 32
"""More than the rows of any part, so that a part and a row are one number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """Mentions to be looked at: the numbers of their rows by part, and how they group, as `grouped_rows` tells it.

    There all rows count on from part to part, as if they were of one.
    """

    rows: Mapping[Path, Integers]
    grouping: Mapping[str, Integers]


def touched(
    stay: Sequence[Path],
    gone: Sequence[Path],
    come: Sequence[Path],
    blocks: Collection[str],
    work: Path,
) -> tuple[Touched, Touched]:
    """The mentions of some blocks, as they were and as they are now, but for groups that are the same both times.

    Args:
        stay: the parts that both have.
        gone: those that only the first had; all their mentions of these blocks are told.
        come: those that only the second has; all their mentions of these blocks are told.
        blocks: all those of which mentions came or went.
        work: a directory for files on the way.
    """
    import numpy as np
    import pyarrow as pa

    parts = [*stay, *gone, *come]
    pieces = list(compared(parts, Named().marks, work, blocks))
    if not pieces:
        nothing = Touched(rows={}, grouping=grouped([]))
        return nothing, nothing
    rows = pa.concat_tables(pieces)
    part = rows["part"].to_numpy()
    was, stays = part < len(stay) + len(gone), part < len(stay)
    sides = [_Side.of(rows.filter(pa.array(chosen)), len(stay)) for chosen in (was, stays | ~was)]
    differing = _differing(*sides)
    kept = np.unique(np.concatenate([side.touched(differing) for side in sides]))
    before, after = (side.told(kept, parts) for side in sides)
    return before, after


def in_parts(grouping: Mapping[str, Integers], counts: Sequence[int]) -> dict[str, Integers]:
    """How mentions group, where those that count on from part to part are of parts with so many each."""
    import numpy as np

    starts = np.cumsum([0, *counts])
    part = np.searchsorted(starts[1:], grouping["row"], side="right")
    return {**grouping, "part": part, "row": grouping["row"] - starts[part]}


@dataclass(frozen=True, slots=True)
class _Side:
    """The mentions of one time: those of parts that others have too are below `limit`, and others at or above it.

    `all` are all mentions, each a part and a row in one number, `codes` those of them that are in groups, sorted;
    `names` tell the group and the cluster of each by their first mentions.
    """

    limit: int
    all: Integers
    codes: Integers
    names: Integers
    grouping: Mapping[str, Integers]

    @classmethod
    def of(cls, rows: pa.Table, parts: int) -> _Side:
        """The side of what is compared of mentions; of so many parts the others have the mentions too."""
        import numpy as np

        found = grouped([rows] if rows.num_rows else [])
        codes = _codes(found["part"], found["row"])
        names = np.stack([_firsts(codes, found[name]) for name in ("group", "cluster")])
        told = _codes(rows["part"].to_numpy(), rows["row"].to_numpy())
        return cls(parts * _ROWS_A_PART, np.sort(told), codes, names, found)

    def touched(self, differing: Integers) -> Integers:
        """The mentions that others have too, of groups with one that differs."""
        import numpy as np

        groups = self.names[0]
        kept = self.codes[np.isin(groups, groups[np.isin(self.codes, differing)])]
        return kept[kept < self.limit]

    def told(self, kept: Integers, parts: Sequence[Path]) -> Touched:
        """The kept mentions, and all that others haven't."""
        import numpy as np

        chosen = np.concatenate([kept, self.all[self.all >= self.limit]])
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
