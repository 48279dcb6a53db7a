"""The ways to part the events into lanes: by type, by place, by source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from viz import layout, strings
from viz.arrays import coded, first_places, renumbered, strings_of, taken

if TYPE_CHECKING:
    import pyarrow as pa

    from viz.arrays import Integers
    from viz.encode import Encoder

LANE_LIMIT = 40
PACKED_WIDTH = 720


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What parts the events: a number for each event, and the name that each number stands for, as a text."""

    of: Integers
    names: pa.Array


def written(
    keys: dict[str, Key], last: set[str], language: str, packing: tuple[layout.Items, layout.Scale] | None, to: Encoder
) -> dict[str, Any]:
    """Return for each key the names of its lanes, the lane of each event and, where `packing` is given, its row.

    The page packs small packages itself, by the same rules, with labels that it has measured. The lanes in `last`
    stand below all others.
    """
    ways = {mode: parted(key, last, language) for mode, key in keys.items()}
    lanes = {mode: {"names": names, "of": to.numbers(of)} for mode, (names, of) in ways.items()}
    if packing is not None:
        items, scale = packing
        packed = layout.pack_lanes(items, [of for _, of in ways.values()], scale)
        for lane, rows in zip(lanes.values(), packed, strict=True):
            lane["rows"] = to.numbers(rows)
    return lanes


def parted(key: Key, last: set[str], language: str) -> tuple[list[str], Integers]:
    """Return the names of the lanes, in the order of their first events, and the lane of each event.

    Beyond `LANE_LIMIT` lanes, those with the fewest events are one.

    >>> import numpy as np
    >>> from viz.arrays import encoded
    >>> names, of = parted(Key(of=np.array([1, 0, 1]), names=encoded(["Mill", "Ford"])), {"Mill"}, "en")
    >>> names, of.tolist()
    (['Ford', 'Mill'], [0, 1, 0])
    """
    import numpy as np

    different = coded(key.names)
    numbers = different.codes[key.of]
    of = renumbered(numbers)
    counts = np.bincount(of)
    # Of the lanes that are told apart, none has fewer events than this.
    least = np.partition(counts, 1 - LANE_LIMIT)[1 - LANE_LIMIT] if len(counts) > LANE_LIMIT else 0
    likely = np.flatnonzero(counts >= least)
    texts = strings_of(taken(different.values, numbers[first_places(of)[likely]]))
    names = dict(zip(likely.tolist(), texts, strict=True))
    kept = sorted(names, key=lambda n: (-counts[n], names[n]))
    if len(counts) > LANE_LIMIT:
        kept = kept[: LANE_LIMIT - 1]
    kept.sort(key=lambda n: (names[n] in last, n))
    lanes = [names[n] for n in kept]
    if len(kept) < len(counts):
        lanes.append(strings.texts(language)["others"].format(count=len(counts) - len(kept)))
    lane_of = np.full(len(counts), max(len(lanes) - 1, 0), np.uint8)
    lane_of[kept] = range(len(kept))
    return lanes, lane_of[of]
