"""The ways to part the events into lanes: by type, by place, by source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from viz import layout, strings
from viz.arrays import first_places

if TYPE_CHECKING:
    from collections.abc import Callable

    from viz.arrays import Integers
    from viz.encode import Encoder

LANE_LIMIT = 40
PACKED_WIDTH = 720


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What parts the events: a number for each event, and what gives the names that numbers stand for.

    Numbers that stand for the same name are the same.
    """

    of: Integers
    names: Callable[[list[int]], list[str]]

    @classmethod
    def of_names(cls, of: Integers, names: list[str]) -> Key:
        """Return the key by which event n is in the lane of `names[of[n]]`, in which names may stand twice."""
        import numpy as np

        same = np.array([names.index(name) for name in names], np.int32)
        return cls(of=same[of], names=lambda numbers: [names[number] for number in numbers])


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The ways to part the events, by name; the lanes in `last` stand below all others."""

    keys: dict[str, Key]
    last: set[str]


def written(ways: Ways, language: str, packing: tuple[layout.Items, list[int]] | None, to: Encoder) -> dict[str, Any]:
    """Return for each way the names of its lanes, the lane of each event and, where `packing` is given, its row.

    `packing` are the events and the first and last day of all. The page packs small packages itself, by the same rules,
    with labels that it has measured. The keys leave `ways`.
    """
    found = {way: parted(ways.keys.pop(way), ways.last, language) for way in tuple(ways.keys)}
    lanes = {way: {"names": names, "of": to.numbers(of)} for way, (names, of) in found.items()}
    if packing is not None:
        items, (first, end) = packing
        scale = layout.Scale(first=first, last=end, width=PACKED_WIDTH)
        packed = layout.pack_lanes(items, [of for _, of in found.values()], scale)
        for lane, rows in zip(lanes.values(), packed, strict=True):
            lane["rows"] = to.numbers(rows)
    return lanes


def parted(key: Key, last: set[str], language: str) -> tuple[list[str], Integers]:
    """Return the names of the lanes, in the order of their first events, and the lane of each event.

    Beyond `LANE_LIMIT` lanes, those with the fewest events are one.

    >>> import numpy as np
    >>> names, of = parted(Key.of_names(np.array([1, 0, 1]), ["Mill", "Ford"]), {"Mill"}, "en")
    >>> names, of.tolist()
    (['Ford', 'Mill'], [0, 1, 0])
    """
    import numpy as np

    # The numbers in the order of their first events.
    sizes = np.bincount(key.of)
    numbers = np.flatnonzero(sizes)
    numbers = numbers[np.argsort(first_places(key.of)[numbers])]
    counts = sizes[numbers]
    # Of the lanes that are told apart, none has fewer events than this.
    least = np.partition(counts, 1 - LANE_LIMIT)[1 - LANE_LIMIT] if len(counts) > LANE_LIMIT else 0
    likely = np.flatnonzero(counts >= least)
    texts = key.names(numbers[likely].tolist())
    names = dict(zip(likely.tolist(), texts, strict=True))
    kept = sorted(names, key=lambda n: (-counts[n], names[n]))
    if len(counts) > LANE_LIMIT:
        kept = kept[: LANE_LIMIT - 1]
    kept.sort(key=lambda n: (names[n] in last, n))
    lanes = [names[n] for n in kept]
    if len(kept) < len(counts):
        lanes.append(strings.texts(language)["others"].format(count=len(counts) - len(kept)))
    lane_of = np.full(len(sizes), max(len(lanes) - 1, 0), np.uint8)
    lane_of[numbers[kept]] = range(len(kept))
    return lanes, lane_of[key.of]
