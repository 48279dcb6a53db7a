"""Finds, over all parts, the mentions whose event isn't told by them alone.

Only what is compared is read, sorted by block (see `alike.partition_of`), and one block at a time is held:
events of two blocks are never one. Most mentions are alone with their event and are not heard of again here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby, product
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pipeline.engine.parts import MENTIONS, PartWriter, mention_of
from pipeline.engine.sorting import Sorter, python_rows
from pipeline.events.derive import UNCOUNTED, Anchors, anchor_words, date_waiting
from pipeline.events.resolve import clusters, distinct, event_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from pipeline.engine.parts import Row
    from pipeline.events.alike import Key
    from pipeline.model import Event, Mention

_COMPARED = ("block", "event_type", "date_edtf", "head", "place_part", "aimed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Ids of events and mentions that a person decided about; their events are made one by one."""

    events: frozenset[str] = frozenset()
    mentions: frozenset[str] = frozenset()


def grouped_rows(parts: Sequence[Path], named: Named, work: Path) -> pa.Table:
    """The rows that have to be looked at together, or one by one, to tell their events.

    Args:
        parts: directories of parts.
        named: what a person decided about.
        work: a directory for files on the way.

    Returns:
        The columns part (its number), row (in its mentions), group and cluster (numbers), sorted by part and row. The
        rows of one cluster tell one event; the events of one group may have one id, and then are one.
    """
    import pyarrow as pa

    found: dict[str, list[int]] = {name: [] for name in ("part", "row", "group", "cluster")}
    group = cluster = 0
    for rows in _blocks(_compared(parts, named, work)):
        for members in _groups(rows):
            if len(members) == 1 and len(members[0]) == 1 and not members[0][0][-1]:
                continue
            for same in members:
                for row in same:
                    for name, value in zip(found, (row[-3], row[-2], group, cluster), strict=True):
                        found[name].append(value)
                cluster += 1
            group += 1
    table = pa.table({name: pa.array(values, pa.int64()) for name, values in found.items()})
    return table.sort_by([("part", "ascending"), ("row", "ascending")])


def _compared(
    parts: Sequence[Path], named: Named, work: Path, blocks: Collection[str] | None = None
) -> Iterator[pa.Table]:
    """What is compared of every dated mention, of some blocks or all, sorted by block.

    `alone` says that a mention is to be looked at in any case.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    text = pa.string()
    schema = pa.schema(
        [*((name, text) for name in _COMPARED), ("part", pa.int64()), ("row", pa.int64()), ("alone", pa.bool_())]
    )
    sorter = Sorter(schema, ["block"], work, "compared")
    for number, part in enumerate(parts):
        rows = read_part(part, MENTIONS, [*_COMPARED, "event_id", "mention_id", "inference"])
        alone = pc.is_valid(rows["inference"])
        for column, ids in (("event_id", named.events), ("mention_id", named.mentions)):
            if ids:
                alone = pc.or_(alone, pc.is_in(rows[column], pa.array(sorted(ids), text)))
        columns = [*(rows[name] for name in _COMPARED), pa.array([number] * rows.num_rows, pa.int64())]
        columns += [pa.array(range(rows.num_rows), pa.int64()), alone]
        cells = rows["block"]
        wanted = pc.is_valid(cells) if blocks is None else pc.is_in(cells, pa.array(sorted(blocks), text))
        sorter.add(pa.table(columns, schema=schema).filter(wanted))
    return sorter.pieces()


def read_part(part: Path, name: str, columns: Sequence[str] | None = None) -> pa.Table:
    """A file of a part, or some of its columns."""
    from pyarrow import parquet

    return parquet.read_table(part / f"{name}.parquet", columns=columns and list(columns), use_threads=False)


def _blocks(pieces: Iterable[pa.Table]) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of each block."""
    for _, block in groupby(python_rows(pieces), key=itemgetter(0)):
        yield list(block)


def _groups(rows: Sequence[tuple[Any, ...]]) -> list[list[list[tuple[Any, ...]]]]:
    """The rows of a block by cluster, and the clusters by whether their events might have one id."""
    by_key: defaultdict[Key, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        by_key[row[1], row[2], row[3] or "", row[4] or "", row[5] or ""].append(row)
    merged = list(clusters(by_key))
    return [[[row for key in merged[n] for row in by_key[key]] for n in members] for members in sharing(merged)]


def sharing(merged: Sequence[Sequence[Key]]) -> list[list[int]]:
    """Clusters that share a date, head and place, of which an event's id is made, together."""
    leader = list(range(len(merged)))

    def leading(n: int) -> int:
        while leader[n] != n:
            leader[n] = n = leader[leader[n]]
        return n

    first: dict[tuple[str, ...], int] = {}
    for n, keys in enumerate(merged):
        parts = ({key[part] for key in keys} for part in (1, 2, 3))
        for sign in product(*parts) if len(keys) > 1 else (keys[0][1:4],):
            known = first.setdefault(sign, n)
            if known != n:
                one, other = sorted((leading(known), leading(n)))
                leader[other] = one
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for n in range(len(merged)):
        groups[leading(n)].append(n)
    return list(groups.values())


def events_of_group(rows: Iterable[Row]) -> list[Event]:
    """The events that the rows of one group tell, sorted by id; each row has its `cluster`."""
    ordered = sorted(rows, key=itemgetter("cluster"))
    events = [event_of([mention_of(row) for row in same]) for _, same in groupby(ordered, key=itemgetter("cluster"))]
    return distinct(sorted(events, key=lambda event: event.id))


def waiting_part(parts: Sequence[Path], work: Path) -> list[Path]:
    """A part of the mentions that waited for a date and got one from an event of any part; none where none did."""
    waiting = [(mention_of(row), row) for part in parts for row in _waiting_rows(part)]
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


def _waiting_rows(part: Path) -> list[Row]:
    import pyarrow.compute as pc

    chosen = pc.is_null(read_part(part, MENTIONS, ["block"])["block"])
    rows: list[Row] = read_part(part, MENTIONS).filter(chosen).to_pylist() if pc.any(chosen).as_py() else []
    return rows


def _anchoring(waiting: Sequence[Mention], parts: Sequence[Path], work: Path) -> list[Event]:
    """The events that the waiting mentions may be counted from."""
    words = frozenset(word for mention in waiting for word in anchor_words(mention))
    blocks: set[str] = set()
    for part in parts:
        rows = read_part(part, MENTIONS, ["block", "event_type", "head"]).to_pylist()
        blocks.update(row["block"] for row in rows if row["block"] and _may_anchor(row, words))
    groups = [
        [[row[-3:-1] for row in same] for same in members]
        for rows in _blocks(_compared(parts, Named(), work, blocks))
        for members in _groups(rows)
        if any(_may_anchor({"event_type": row[1], "head": row[3]}, words) for same in members for row in same)
    ]
    found = _fetched(parts, {place for members in groups for same in members for place in same})
    return [
        event
        for members in groups
        for event in events_of_group({**found[place], "cluster": n} for n, same in enumerate(members) for place in same)
    ]


def _may_anchor(row: Mapping[str, Any], words: frozenset[str]) -> bool:
    head = row["head"] or ""
    return row["event_type"] not in UNCOUNTED and (head in words or not words.isdisjoint(head.split()))


def _fetched(parts: Sequence[Path], places: Collection[tuple[int, int]]) -> dict[tuple[int, int], Row]:
    """The rows of mentions at these places: number of the part, number of the row."""
    found: dict[tuple[int, int], Row] = {}
    for part, wanted in groupby(sorted(places), key=itemgetter(0)):
        numbers = [row for _, row in wanted]
        rows = read_part(parts[part], MENTIONS).take(numbers).to_pylist()
        found |= {(part, number): row for number, row in zip(numbers, rows, strict=True)}
    return found
