"""Of parts, the mentions of some blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.engine.differences import difference
from pipeline.engine.parts import DOCUMENTS, MENTIONS, PARTICIPANTS, part_file, read_part, schemas

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

_ROWS_OF_PARTS = 16_384


def changed_blocks(gone: Sequence[Path], come: Sequence[Path]) -> list[str]:
    """The blocks of the mentions that only some parts have, or only some others, or that differ; sorted."""
    import pyarrow as pa

    before, after = (
        pa.concat_tables([schemas()[MENTIONS].empty_table(), *(read_part(part, MENTIONS) for part in parts)])
        for parts in (gone, come)
    )
    change = difference(before, after, ["mention_id"])
    return sorted({*change.gone["block"].to_pylist(), *change.come["block"].to_pylist()})


def counted(parts: Sequence[Path], blocks: Collection[str]) -> tuple[int, int]:
    """How many mentions of parts are of some blocks, and how many there are in all."""
    import pyarrow as pa
    import pyarrow.compute as pc

    known = pa.array(blocks, pa.string())
    found = count = 0
    for part in parts:
        told = read_part(part, MENTIONS, ["block"])["block"]
        found += pc.sum(pc.is_in(told, value_set=known)).as_py() or 0
        count += len(told)
    return found, count


def cut(parts: Sequence[Path], blocks: Collection[str], directory: Path) -> list[Path]:
    """Parts with the mentions of some blocks and their participants, without documents, made in a new directory.

    Raises:
        OSError: the disk doesn't let it.
    """
    directory.mkdir()
    made: list[Path] = []
    held: dict[str, list[pa.Table]] = {MENTIONS: [], PARTICIPANTS: []}
    count = 0
    for part in parts:
        mentions, people = _of_blocks(part, blocks, count)
        held[MENTIONS].append(mentions)
        held[PARTICIPANTS].append(people)
        count += mentions.num_rows
        if count >= _ROWS_OF_PARTS or part == parts[-1]:
            made.append(directory / str(len(made)))
            _write(made[-1], {DOCUMENTS: [schemas()[DOCUMENTS].empty_table()], **held})
            held, count = {MENTIONS: [], PARTICIPANTS: []}, 0
    return made


def _of_blocks(part: Path, blocks: Collection[str], before: int) -> tuple[pa.Table, pa.Table]:
    """The mentions of a part that are of some blocks, and their participants; `before` rows of mentions precede."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    known = pa.array(blocks, pa.string())
    chosen = pc.is_in(read_part(part, MENTIONS, ["block"])["block"], value_set=known).to_numpy()
    if not chosen.any():
        return schemas()[MENTIONS].empty_table(), schemas()[PARTICIPANTS].empty_table()
    people = read_part(part, PARTICIPANTS)
    rows = people["row"].to_numpy()
    kept = chosen[rows]
    numbers = pa.array((np.cumsum(chosen) - 1 + before)[rows[kept]], pa.int64())
    people = people.filter(pa.array(kept)).set_column(0, people.schema.field(0), numbers)
    return read_part(part, MENTIONS).filter(pa.array(chosen)), people


def _write(directory: Path, files: Mapping[str, Sequence[pa.Table]]) -> None:
    import pyarrow as pa

    directory.mkdir()
    for name, tables in files.items():
        path = str(part_file(directory, name))
        with pa.OSFile(path, "wb") as sink, pa.ipc.new_file(sink, schemas()[name]) as file:
            for rows in tables:
                file.write_table(rows)
