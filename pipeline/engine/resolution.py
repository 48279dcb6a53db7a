"""Makes the events of mentions that are looked at together, and dates the mentions that wait for a date."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from pipeline.engine.comparing import grouped_rows
from pipeline.engine.parts import MENTIONS, WAITING, PartWriter, has_file, mention_of, read_part
from pipeline.events.derive import UNCOUNTED, Anchors, anchor_words, date_waiting
from pipeline.events.resolve import distinct, event_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from pipeline.engine.comparing import Integers
    from pipeline.model import Event, Mention


def events_of_group(mentions: Iterable[tuple[int, Mention]]) -> list[Event]:
    """The events that the mentions of one group tell, sorted by id; before each stands the number of its cluster."""
    ordered = sorted(mentions, key=itemgetter(0))
    events = [event_of([mention for _, mention in same]) for _, same in groupby(ordered, key=itemgetter(0))]
    return distinct(sorted(events, key=lambda event: event.id))


def waiting_part(parts: Sequence[Path], work: Path) -> list[Path]:
    """A part of the mentions that waited for a date and got one from an event of any part; none where none did."""
    rows = [row for part in parts if has_file(part, WAITING) for row in read_part(part, WAITING).to_pylist()]
    waiting = [(mention_of(row), row) for row in rows]
    if not waiting:
        return []
    anchoring = _anchoring([mention for mention, _ in waiting], parts, work)
    anchors = Anchors(sorted(anchoring, key=lambda event: event.id))
    dated = [
        (found, row) for mention, row in waiting if mention.inference and (found := date_waiting(mention, anchors))
    ]
    directory = work / "waiting"
    directory.mkdir()
    with PartWriter(directory) as writer:
        for mention, row in dated:
            writer.add_dated(mention, row)
    return [directory]


def _anchoring(waiting: Sequence[Mention], parts: Sequence[Path], work: Path) -> list[Event]:
    """The events that the waiting mentions may be counted from."""
    import numpy as np

    words = {word for mention in waiting for word in anchor_words(mention)}
    blocks: set[str] = set()
    for part in parts:
        rows = read_part(part, MENTIONS, ["block", "event_type", "head"])
        blocks.update(rows["block"].filter(_may_anchor(rows, words)).unique().to_pylist())
    grouped = grouped_rows(parts, lambda rows: _may_anchor(rows, words), work, blocks)
    kept = np.isin(grouped["group"], grouped["group"][grouped["marked"] > 0])
    places = {name: column[kept] for name, column in grouped.items()}
    told = zip(places["group"].tolist(), places["cluster"].tolist(), _fetched(parts, places), strict=True)
    groups: defaultdict[int, list[tuple[int, Mention]]] = defaultdict(list)
    for group, cluster, mention in told:
        groups[group].append((cluster, mention))
    return [event for same in groups.values() for event in events_of_group(same)]


def _may_anchor(rows: pa.Table, words: Collection[str]) -> pa.Array:
    """Which rows tell an event that has one of the words, as or in its head."""
    import pyarrow as pa
    import pyarrow.compute as pc

    known, heads = pa.array(sorted(words), pa.string()), rows["head"].combine_chunks()
    split = pc.utf8_split_whitespace(heads)
    found = pc.is_in(heads, known).to_numpy(zero_copy_only=False)
    found[pc.list_parent_indices(split).filter(pc.is_in(split.flatten(), known)).to_numpy()] = True
    counted = pc.invert(pc.is_in(rows["event_type"].combine_chunks(), pa.array(sorted(UNCOUNTED), pa.string())))
    return pc.and_(pa.array(found), counted)


def _fetched(parts: Sequence[Path], places: Mapping[str, Integers]) -> Iterator[Mention]:
    """The mentions at these places, which are sorted: number of the part, number of the row."""
    pairs = zip(places["part"].tolist(), places["row"].tolist(), strict=True)
    for part, wanted in groupby(pairs, key=itemgetter(0)):
        yield from map(mention_of, read_part(parts[part], MENTIONS).take([row for _, row in wanted]).to_pylist())
