"""Finds, over all parts, the mentions whose event isn't told by them alone.

Only what is compared is read, sorted by block (see `alike.partition_of`), and some blocks at a time are held: events of
two blocks are never one. All is done by columns but for what is found to be alike, as one mention in ten is.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import islice, product
from typing import TYPE_CHECKING

from pipeline.engine.parts import MENTIONS, read_part, schemas
from pipeline.engine.sorting import Sorter, differs, whole_groups
from pipeline.events.alike import MERGE, Compared, Likeness, date_bounds, each_once
from pipeline.events.resolve import linked

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from pipeline.events.alike import Key

    Integers = npt.NDArray[np.int64]
    Booleans = npt.NDArray[np.bool_]
    Marks = Callable[[pa.Table], pa.Array | pa.ChunkedArray]

ROWS_AT_ONCE = 32_768
"""Rows of several blocks that are compared at once, at least, unless there are no more."""

_KEY = ("event_type", "date_edtf", "head", "place_part", "aimed")
_DAYS = ("date_start", "date_end")

READ = ("block", *_KEY, *_DAYS, "event_id", "mention_id", "inference")
"""The columns of mentions that are read, and that tell which of them are looked at in any case."""

_FOUND = ("part", "row", "marked", "group", "cluster")
# How `date.toordinal` counts the day that Arrow counts as 0.
_DAY_0 = date(1970, 1, 1).toordinal()
# Stands in no text of a key.
_BETWEEN = "\0"


def grouped_rows(
    parts: Sequence[Path], marks: Marks, work: Path, blocks: Collection[str] | None = None
) -> dict[str, Integers]:
    """The mentions that have to be looked at together, or one by one, to tell their events.

    Args:
        parts: directories of parts.
        marks: tells of a table with the columns `READ` which rows are looked at in any case.
        work: a directory for files on the way.
        blocks: to which to keep, None for all.

    Returns:
        The columns part (its number), row (in its mentions), marked (0 or 1), group and cluster (numbers), sorted by
        part and row. The rows of one cluster tell one event; the events of one group may have one id, and then are one.
    """
    return grouped(whole_groups(compared(parts, marks, work, blocks), "block", ROWS_AT_ONCE))


def grouped(pieces: Iterable[pa.Table]) -> dict[str, Integers]:
    """The same, of what is compared of mentions (see `compared`), in pieces of whole blocks."""
    import numpy as np

    groups = clusters = 0
    found: dict[str, list[Integers]] = {name: [np.zeros(0, np.int64)] for name in _FOUND}
    for rows in pieces:
        some = _grouped(rows)
        some["group"] += groups
        some["cluster"] += clusters
        groups, clusters = (
            max(before, int(some[name].max(initial=before - 1)) + 1)
            for name, before in (("group", groups), ("cluster", clusters))
        )
        for name in _FOUND:
            found[name].append(some[name])
    table = {name: np.concatenate(columns) for name, columns in found.items()}
    order = np.lexsort((table["row"], table["part"]))
    return {name: column[order] for name, column in table.items()}


def compared(
    parts: Sequence[Path], marks: Marks, work: Path, blocks: Collection[str] | None = None
) -> Iterator[pa.Table]:
    """What is compared of mentions, sorted by block, which is a number here; takes what `grouped_rows` does.

    `marked` is what `marks` says, `part` and `row` are where a mention stands.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    numbers = [(name, pa.int32()) for name in ("block", "part", "row")]
    schema = pa.schema(
        [*numbers, ("marked", pa.bool_()), *(schemas()[MENTIONS].field(name) for name in (*_KEY, *_DAYS))]
    )
    sorter = Sorter(schema, ["block"], work, "compared")
    known: dict[str, int] = {}
    for number, part in enumerate(parts):
        rows = read_part(part, MENTIONS, READ)
        count = rows.num_rows
        rows = rows.append_column("marked", marks(rows))
        rows = rows.append_column("part", pa.array(np.full(count, number, np.int32)))
        rows = rows.append_column("row", pa.array(np.arange(count, dtype=np.int32)))
        if blocks is not None:
            rows = rows.filter(pc.is_in(rows["block"], pa.array(sorted(blocks), pa.string())))
        coded = rows["block"].combine_chunks().dictionary_encode()
        codes = [known.setdefault(block, len(known)) for block in coded.dictionary.to_pylist()]
        block = pa.array(codes, pa.int32()).take(coded.indices)
        sorter.add(pa.table([block, *(rows[name] for name in schema.names[1:])], schema=schema))
    return sorter.pieces()


def _grouped(rows: pa.Table) -> dict[str, Integers]:
    """The same of the rows of some whole blocks, in any order."""
    import numpy as np

    rows, firsts, keys = _sorted_keys(rows)
    merged, together = _merged(keys)
    lengths = np.diff(firsts, append=rows.num_rows)
    marked = np.bitwise_or.reduceat(_mask(rows["marked"]), firsts)
    told = _told(keys, merged)
    single = np.flatnonzero(((lengths > 1) | marked | _sharing(keys, told)) & ~together).tolist()
    chosen, told = [*merged, *([number] for number in single)], told + [[key] for key in _keys(keys, single)]
    group_of, cluster_of = np.full((2, len(firsts)), -1, np.int64)
    for group, members in enumerate(sharing(told)):
        for cluster in members:
            group_of[chosen[cluster]], cluster_of[chosen[cluster]] = group, cluster
    groups, clusters = np.repeat(group_of, lengths), np.repeat(cluster_of, lengths)
    kept = groups >= 0
    places = [_mask(rows[name])[kept].astype(np.int64) for name in ("part", "row", "marked")]
    return dict(zip(_FOUND, (*places, groups[kept], clusters[kept]), strict=True))


def _sorted_keys(rows: pa.Table) -> tuple[pa.Table, Integers, pa.Table]:
    """The rows sorted by their keys, where in them those of each key start, and the keys themselves.

    A key has its `sign` too: what the id of an event is made of.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    sign = _joined([rows[name] for name in _KEY[:-1]])
    whole = _joined([rows["block"].cast(pa.string()), sign, rows["aimed"]])
    order = pc.sort_indices(whole)
    firsts = np.flatnonzero(differs(whole.take(order)))
    del whole
    rows = rows.append_column("sign", sign).take(order)
    return rows, firsts, rows.select(["block", *_KEY, *_DAYS, "sign"]).take(pa.array(firsts)).combine_chunks()


def _merged(keys: pa.Table) -> tuple[list[list[int]], Booleans]:
    """Clusters of more than one key, as positions in sorted order, and which keys are in one."""
    import numpy as np

    pairs = np.array(list(_columns(keys).candidates(MERGE)), np.int64).reshape(-1, 2)
    involved = each_once(pairs.ravel())
    alike = Likeness(_keys(keys, involved))
    scored = alike.scored(map(tuple, np.searchsorted(involved, pairs).tolist()), MERGE)
    merged = [involved[cluster].tolist() for cluster in linked(alike, scored, len(involved)) if len(cluster) > 1]
    together = np.zeros(keys.num_rows, np.bool_)
    together[[number for cluster in merged for number in cluster]] = True
    return merged, together


def _columns(keys: pa.Table) -> Compared:
    """What it takes to find pairs of keys of some whole blocks."""
    import numpy as np
    import pyarrow as pa

    first, last = (keys[name].cast(pa.int32()).to_numpy() + float(_DAY_0) for name in _DAYS)
    unknown = np.flatnonzero(np.isnan(first) | np.isnan(last))
    for number, text in zip(unknown.tolist(), keys["date_edtf"].take(pa.array(unknown)).to_pylist(), strict=True):
        first[number], last[number] = date_bounds(text)
    owners, words = _words(keys)
    return Compared(owners=owners, words=words, first=first, last=last)


def _words(keys: pa.Table) -> tuple[Integers, Integers]:
    """The keys of all words that bring keys together, and the words, each once a key, as numbers of one block each."""
    import numpy as np
    import pyarrow.compute as pc

    split = pc.utf8_split_whitespace(_heads(keys))
    owners, words = pc.list_parent_indices(split), split.flatten()
    there = pc.not_equal(words, "")
    owners = owners.filter(there).to_numpy().astype(np.int64)
    numbers = words.filter(there).dictionary_encode()
    count = max(len(numbers.dictionary), 1)
    blocks = keys["block"].to_numpy().astype(np.int64)
    numbers = _numbered(blocks[owners] * count + numbers.indices.to_numpy())
    limit = int(numbers.max(initial=0)) + 1
    return np.divmod(each_once(owners * limit + numbers), limit)


def _heads(keys: pa.Table) -> pa.Array:
    """The head words of keys; those of an act's number are one word."""
    import pyarrow as pa
    import pyarrow.compute as pc

    heads = keys["head"].combine_chunks()
    typed = pc.and_(pc.equal(keys["event_type"], "legal_act"), pc.match_substring(heads, ":")).combine_chunks()
    whole = [_BETWEEN.join(head.split()) for head in heads.filter(typed).to_pylist()]
    return pc.replace_with_mask(heads, typed, pa.array(whole, pa.string())) if whole else heads


def _told(keys: pa.Table, merged: Iterable[Sequence[int]]) -> list[list[Key]]:
    """The keys of each cluster."""
    told = iter(_keys(keys, [number for cluster in merged for number in cluster]))
    return [list(islice(told, len(cluster))) for cluster in merged]


def _sharing(keys: pa.Table, merged: Iterable[Sequence[Key]]) -> Booleans:
    """Which sorted keys have a type, date, head and place, of which an id is made, that another cluster may have."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    signs = keys["sign"]
    same = ~differs(signs)
    found: Booleans = same | np.append(same[1:], [False])[: len(same)]
    told = sorted({_BETWEEN.join(sign) for cluster in merged for sign in signs_of(cluster)})
    if told:
        found |= _mask(pc.is_in(signs, pa.array(told, pa.string())))
    return found


def sharing(clusters: Sequence[Sequence[Key]]) -> list[list[int]]:
    """Clusters that share a type, date, head and place, of which an event's id is made, together."""
    leader = list(range(len(clusters)))

    def leading(n: int) -> int:
        while leader[n] != n:
            leader[n] = n = leader[leader[n]]
        return n

    first: dict[tuple[str, ...], int] = {}
    for n, keys in enumerate(clusters):
        for sign in signs_of(keys):
            known = first.setdefault(sign, n)
            if known != n:
                one, other = sorted((leading(known), leading(n)))
                leader[other] = one
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for n in range(len(clusters)):
        groups[leading(n)].append(n)
    return list(groups.values())


def signs_of(keys: Sequence[Key]) -> Iterable[tuple[str, ...]]:
    """Every type, date, head and place that the event of a cluster may have."""
    return product(*({key[part] for key in keys} for part in range(4))) if len(keys) > 1 else (keys[0][:4],)


def _keys(keys: pa.Table, positions: Sequence[int] | Integers) -> list[Key]:
    import pyarrow as pa

    chosen = keys.select(_KEY).take(pa.array(positions, pa.int64()))
    return list(zip(*([cell or "" for cell in column.to_pylist()] for column in chosen.columns), strict=True))


def _joined(columns: Sequence[pa.ChunkedArray]) -> pa.ChunkedArray:
    """The cells of every row as one text, null as nothing; in order they are as the tuples of cells would be."""
    import pyarrow.compute as pc

    return pc.binary_join_element_wise(*columns, _BETWEEN, null_handling="replace")


def _numbered(codes: Integers) -> Integers:
    """The same numbers apart, as numbers from 0."""
    import numpy as np
    import pyarrow as pa

    numbers: Integers = pa.array(codes).dictionary_encode().indices.to_numpy().astype(np.int64)
    return numbers


def _mask(cells: pa.ChunkedArray) -> Booleans:
    found: Booleans = cells.to_numpy()
    return found
