"""The tables of a package from those of the last one, where few parts are others than then.

Events of two blocks are never one (see `alike.partition_of`), so only blocks of which mentions came or went can tell
other events than before. Of these, the mentions that don't group as before (see `narrowing`) are assembled twice, as
they were and as they are now; what only the first gives is taken out of the last tables, and what only the second gives
is put in. The rows are those that assembling all parts gives.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from pipeline.engine.assembly import Assembly, checked
from pipeline.engine.cutting import cut, of_blocks
from pipeline.engine.differences import Change, applied, difference
from pipeline.engine.last_tables import LastTables, whole
from pipeline.engine.narrowing import changed, in_parts, touched
from pipeline.engine.parts import DOCUMENTS, MENTIONS, TEXTS, has_file, read_part
from pipeline.engine.people import PEOPLE, change_of_actors, people_schema
from pipeline.engine.resolution import waiting_part
from pipeline.events import gazetteer
from pipeline.publish.rows import arrow_table, place_rows
from pipeline.publish.tables import TABLES, arrow_schema, table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from pipeline.engine.comparing import Integers
    from pipeline.engine.last import Parts
    from pipeline.engine.narrowing import Touched
    from pipeline.engine.parts import Row
    from pipeline.engine.stages import Kept

_MOST_SHARE = 1 / 3
"""The share of mentions in changed blocks above which all are assembled anew, as that takes about as long."""
_MOST_MENTIONS = 200_000
"""The mentions in changed blocks, too, for what they tell is held at once: some 200 MB."""

_OF_EVENTS = ("events", MENTIONS, "participants", "derivations")
_OF_DOCUMENTS = (DOCUMENTS, TEXTS)


class Patch:
    """The tables of a package as `Assembly` gives them, from those of the last one. Take `tables` once.

    Args:
        last: the last package.
        changes: what each table loses and gains, but for those of places and of changes, which are made anew.
        released: what earlier releases changed, as rows.
        corpus: as a message names it.
    """

    stale: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def __init__(
        self,
        last: LastTables,
        changes: Mapping[str, Change],
        released: list[Row],
        corpus: Path,
    ) -> None:
        self._last = last
        self._changes = changes
        self._corpus = corpus
        self._released = released

    def counts(self) -> dict[str, int]:
        """How many rows the tables of documents, mentions and events have."""
        return {name: self._count(name) for name in (DOCUMENTS, MENTIONS, "events")}

    def tables(self) -> dict[str, Iterable[pa.Table]]:
        """The tables by name, as `Assembly.tables` gives them.

        Raises:
            InputError: two documents have one id; when the table is read.
            DataError: another key stands twice, or an event's place is unknown; when the table is read.
        """
        made = {
            "places": arrow_table(table("places"), place_rows(self._places(), gazetteer().values())),
            "changes": arrow_table(table("changes"), self._released),
        }
        return {
            each.name: [made[each.name]] if each.name in made else self._rows(each.name)
            for each in TABLES
            if not each.optional or (made[each.name].num_rows if each.name in made else self._count(each.name))
        }

    def _count(self, name: str) -> int:
        return self._last.count(name) + self._changes[name].growth

    def _rows(self, name: str) -> Iterator[pa.Table]:
        path = self._last.path(name)
        pieces = applied(self._changes[name], path if path.exists() else None, table(name).primary_key)
        return checked(name, pieces, self._corpus)

    def _places(self) -> dict[str, str]:
        """The places of all events, each with an event that is new to it, if one is."""
        used, named = self._last.places(), {}
        used.subtract(_values(self._changes["events"].gone, "place_id"))
        for row in self._changes["events"].come.select(["place_id", "event_id"]).to_pylist():
            if row["place_id"] is not None:
                used[row["place_id"]] += 1
                named[row["place_id"]] = row["event_id"]
        return {place: named.get(place, "") for place, count in used.items() if count}


def _values(rows: pa.Table, name: str) -> list[str]:
    found: list[str] = rows[name].drop_null().to_pylist()
    return found


def patch(parts: Parts, kept: Kept, work: Path, corpus: Path) -> Patch | None:
    """The tables of a package from those of the last one; None where there is none, or much has changed.

    Args:
        parts: the directories of all parts, and the last package, which stays as it is until the tables are taken.
        kept: what the keeper says; no decisions.
        work: a directory for files on the way.
        corpus: as a message names it.
    """
    if parts.last is None:
        return None
    now, then = parts.now, parts.last.parts
    gone, come = _beside(then, now, work / "gone"), _beside(now, then, work / "come")
    stay = sorted(set(now) & set(then))
    change = changed(gone, come)
    rows, of = of_blocks(stay, change.blocks, _MOST_MENTIONS)
    if sum(map(len, rows.values())) > min(_MOST_SHARE * of, _MOST_MENTIONS):
        return None
    making = _Making(work, replace(kept, changes=[]), corpus)
    sides = touched(stay, change, work)
    before, after = map(making.tables, (gone, come), sides)
    changes = {
        name: difference(before[name], after[name], table(name).primary_key) for name in (*_OF_EVENTS, *_OF_DOCUMENTS)
    }
    last = LastTables(parts.last.directory)
    changes["actors"] = change_of_actors(
        before, after, last, lambda some: making.people([*stay, *come], {*some, *change.blocks})
    )
    return Patch(last, changes, kept.changes, corpus)


def _beside(parts: Sequence[Path], others: Sequence[Path], work: Path) -> list[Path]:
    """The parts that aren't among others, and one of what waited for a date, which any part may have given it."""
    work.mkdir()
    known = set(others)
    return [*(part for part in parts if part not in known), *waiting_part(parts, work)]


class _Making:
    """What makes tables of cuts of parts, each in a directory of its own."""

    def __init__(self, work: Path, kept: Kept, corpus: Path) -> None:
        self._kept = kept
        self._corpus = corpus
        self._directories = (work / f"cut-{number}" for number in count())

    def tables(self, parts: Sequence[Path], side: Touched) -> dict[str, pa.Table]:
        """The documents of parts, the tables of events of a side, and what the participants say of their actors.

        Raises:
            InputError: two documents have one id.
        """
        cuts = cut(side.rows, next(self._directories))
        assembly = self._assembly(list(cuts), in_parts(side.grouping, list(cuts.values())))
        made = {name: _whole(name, assembly.rows(name)) for name in _OF_EVENTS}
        for name in _OF_DOCUMENTS:
            rows = _whole(name, (read_part(part, name) for part in parts if has_file(part, name)))
            made[name] = _whole(name, checked(name, [rows.sort_by("document_id")], self._corpus))
        return made | {PEOPLE: whole(people_schema(), assembly.people())}

    def people(self, parts: Sequence[Path], blocks: Collection[str]) -> Iterator[pa.Table]:
        """What the participants of the events of some blocks say of their actors."""
        rows, _ = of_blocks(parts, blocks)
        return self._assembly(list(cut(rows, next(self._directories)))).people()

    def _assembly(self, parts: Sequence[Path], grouping: Mapping[str, Integers] | None = None) -> Assembly:
        work = next(self._directories)
        work.mkdir()
        return Assembly(parts, self._kept, work, self._corpus, grouping)


def _whole(name: str, pieces: Iterable[pa.Table]) -> pa.Table:
    return whole(arrow_schema(table(name)), pieces)
