"""Of parts, the mentions of some blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.engine.parts import DOCUMENTS, MENTIONS, PARTICIPANTS, part_file, read_part, schemas

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Integers = npt.NDArray[np.int64]

_ROWS_OF_PARTS = 16_384


def of_blocks(
    parts: Sequence[Path], blocks: Collection[str], most: int | None = None
) -> tuple[dict[Path, Integers], int]:
    """The numbers of the rows of mentions that are of some blocks, by part, and how many mentions there are in all.

    Those of no more parts are told when there are more than `most` of them.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    known = pa.array(blocks, pa.string())
    rows: dict[Path, Integers] = {}
    count = found = 0
    for part in parts:
        if most is not None and found > most:
            break
        told = read_part(part, MENTIONS, ["block"])["block"]
        rows[part] = np.flatnonzero(pc.is_in(told, value_set=known).to_numpy())
        found += len(rows[part])
        count += len(told)
    return rows, count


def cut(rows: Mapping[Path, Integers], directory: Path) -> dict[Path, int]:
    """Parts with some rows of the mentions of others and their participants, without documents, in a new directory.

    In the order in which the rows are given, each part with how many it has.

    Raises:
        OSError: the disk doesn't let it.
    """
    directory.mkdir()
    made: dict[Path, int] = {}
    held: dict[str, list[pa.Table]] = {MENTIONS: [], PARTICIPANTS: []}
    count, left = 0, len(rows)
    for source, chosen in rows.items():
        left -= 1
        if len(chosen):
            mentions, people = _chosen(source, chosen, count)
            held[MENTIONS].append(mentions)
            held[PARTICIPANTS].append(people)
            count += len(chosen)
        if count >= _ROWS_OF_PARTS or not left:
            part = directory / str(len(made))
            made[part] = count
            _write(part, {DOCUMENTS: [schemas()[DOCUMENTS].empty_table()], **held})
            held, count = {MENTIONS: [], PARTICIPANTS: []}, 0
    return made


def _chosen(part: Path, chosen: Integers, before: int) -> tuple[pa.Table, pa.Table]:
    """Some rows of mentions of a part, and their participants; `before` rows of mentions precede."""
    import numpy as np
    import pyarrow as pa

    people = read_part(part, PARTICIPANTS)
    rows = people["row"].to_numpy()
    kept = np.isin(rows, chosen)
    numbers = pa.array(np.searchsorted(chosen, rows[kept]) + before, pa.int64())
    people = people.filter(pa.array(kept)).set_column(0, people.schema.field(0), numbers)
    return read_part(part, MENTIONS).take(pa.array(chosen)), people


def _write(directory: Path, files: Mapping[str, Sequence[pa.Table]]) -> None:
    import pyarrow as pa

    directory.mkdir()
    for name, tables in files.items():
        path = str(part_file(directory, name))
        with pa.OSFile(path, "wb") as sink, pa.ipc.new_file(sink, schemas()[name]) as file:
            for rows in tables:
                file.write_table(rows)
