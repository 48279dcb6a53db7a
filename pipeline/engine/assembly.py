"""Parts → the published tables, piece by piece in the order of their keys.

A mention that is alone with its event passes as its part has it. The others are looked at by group: their events are
made from all their mentions, and those that a person decided about wait for each other until the last part is read.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pipeline.engine.parts import (
    COUNTED,
    DOCUMENTS,
    MENTIONS,
    PARTICIPANTS,
    TEXTS,
    participants,
    schemas,
)
from pipeline.engine.resolution import Named, events_of_group, grouped_rows, read_part, waiting_part
from pipeline.engine.sorting import Sorter, distinct_rows, python_rows, unique_keys
from pipeline.errors import DataError, InputError
from pipeline.events.decide import apply_decisions, premises_of
from pipeline.model import Actor
from pipeline.publish.rows import (
    actor_row,
    arrow_table,
    derivation_rows,
    event_row,
    mention_id,
    place_rows,
    rows_to_arrow,
)
from pipeline.publish.tables import TABLES, arrow_schema, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from pipeline.engine.parts import Row
    from pipeline.events.decisions import Decision
    from pipeline.model import Event, Place

_ROWS_AT_ONCE = 4_096
_ACTORS = ("actor_id", "name", "actor_type", "aliases")


class Assembly:
    """The tables of a package from the parts of a corpus.

    Take `tables` once. `stale` and `remarks` are what `apply_decisions` says.

    Args:
        parts: the directories of all parts, in any order.
        decisions: what a person decided.
        gazetteer: the known places.
        changes: the rows of what earlier releases changed.
        work: an empty directory for files on the way, some times the size of the package.
    """

    def __init__(
        self,
        parts: Sequence[Path],
        decisions: Sequence[Decision],
        gazetteer: Iterable[Place],
        changes: list[Row],
        work: Path,
    ) -> None:
        self.stale: tuple[str, ...] = ()
        self.remarks: tuple[str, ...] = ()
        self._decisions = decisions
        self._gazetteer = gazetteer
        self._changes = changes
        self._sorters = {
            each.name: Sorter(arrow_schema(each), each.primary_key, work, each.name)
            for each in TABLES
            if each.name not in {"places", "actors", "changes"}
        }
        self._people = Sorter(_actors_schema(), ["actor_id"], work, "actors")
        self._rows: dict[str, list[Row]] = {name: [] for name in (*self._sorters, "people")}
        self._places: dict[str, str] = {}
        self._held: list[Event] = []
        self._held_rows: dict[str, Row] = {}
        self._named = named_in(decisions)
        self._read(parts, work)

    def counts(self) -> dict[str, int]:
        """How many rows the tables of documents, mentions and events have."""
        return {name: self._sorters[name].rows for name in (DOCUMENTS, MENTIONS, "events")}

    def _read(self, parts: Sequence[Path], work: Path) -> None:
        import pyarrow as pa

        parts = [*parts, *waiting_part(parts, work)]
        grouped = grouped_rows(parts, self._named, work)
        schema = pa.schema([*schemas()[MENTIONS], ("group", pa.int64()), ("cluster", pa.int64())])
        together = Sorter(schema, ["group"], work, "together")
        starts = _starts(grouped, len(parts))
        for number, part in enumerate(parts):
            self._add_part(part, grouped.slice(starts[number], starts[number + 1] - starts[number]), together)
        place = schema.get_field_index("group")
        for _, group in groupby(python_rows(together.pieces()), key=itemgetter(place)):
            self._add_group([dict(zip(schema.names, row, strict=True)) for row in group])
        self._decide()
        for name in self._rows:
            self._flush(name)

    def _add_part(self, part: Path, grouped: pa.Table, together: Sorter) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        for name in (DOCUMENTS, TEXTS):
            if (part / f"{name}.parquet").exists():
                self._sorters[name].add(read_part(part, name).cast(self._sorters[name].schema))
        rows = read_part(part, MENTIONS)
        chosen = rows.take(grouped["row"])
        for name in ("group", "cluster"):
            chosen = chosen.append_column(name, grouped[name])
        together.add(chosen)
        numbers = pa.array(range(rows.num_rows), pa.int64())
        alone = pc.and_(pc.is_valid(rows["block"]), pc.invert(pc.is_in(numbers, grouped["row"].combine_chunks())))
        self._add_alone(rows.filter(alone))
        people = read_part(part, PARTICIPANTS)
        self._add_people(people.filter(pc.is_in(people["row"], numbers.filter(alone.combine_chunks()))))

    def _add_alone(self, rows: pa.Table) -> None:
        import pyarrow as pa

        count = rows.num_rows
        counted = {
            "n_mentions": pa.array([1] * count, pa.int64()),
            "n_documents": pa.array([1] * count, pa.int64()),
            "reviewed": pa.array([False] * count, pa.bool_()),
        }
        for name in (MENTIONS, "events"):
            schema = self._sorters[name].schema
            columns = [counted[each] if each in COUNTED else rows[each] for each in schema.names]
            self._sorters[name].add(pa.table(columns, schema=schema))
        for place, event in _firsts(rows.select(["place_id", "event_id"])):
            self._places.setdefault(place, event)

    def _add_people(self, rows: pa.Table) -> None:
        sorter = self._sorters["participants"]
        sorter.add(rows.select(sorter.schema.names).cast(sorter.schema))
        self._people.add(rows.select(list(_ACTORS)).cast(self._people.schema))

    def _add_group(self, rows: list[Row]) -> None:
        by_id = {row["mention_id"]: row for row in rows}
        for event in events_of_group(rows):
            if self._decisions and (premises_of(event) or self._is_named(event)):
                self._held.append(event)
                self._held_rows |= {mention_id(each): by_id[mention_id(each)] for each in event.mentions}
            else:
                self._add_event(event, by_id)

    def _is_named(self, event: Event) -> bool:
        return event.id in self._named.events or any(
            mention_id(each) in self._named.mentions for each in event.mentions
        )

    def _decide(self) -> None:
        """Apply the decisions to the events that they name and to those that were inferred from one of these."""
        named = {event.id for event in self._held if self._is_named(event)} | self._named.events
        decided = apply_decisions(
            sorted((event for event in self._held if event.id in named or premises_of(event) & named), key=_id),
            self._decisions,
            mention_id,
        )
        self.stale, self.remarks = decided.stale, decided.remarks
        untouched = (event for event in self._held if event.id not in named and not premises_of(event) & named)
        for event in (*decided.events, *untouched):
            self._add_event(event, self._held_rows)

    def _add_event(self, event: Event, by_id: Mapping[str, Row]) -> None:
        told = {mention_id(each): by_id[mention_id(each)] for each in event.mentions}
        self._rows["events"].append(event_row(event, len(told)))
        self._rows[MENTIONS] += [{**row, "event_id": event.id} for row in told.values()]
        people = list(participants(event))
        self._rows["participants"] += people
        self._rows["people"] += people
        self._rows["derivations"] += derivation_rows(event)
        if event.place:
            self._places.setdefault(event.place, event.id)
        for name, rows in self._rows.items():
            if len(rows) >= _ROWS_AT_ONCE:
                self._flush(name)

    def _flush(self, name: str) -> None:
        sorter = self._people if name == "people" else self._sorters[name]
        sorter.add(rows_to_arrow(name, sorter.schema, self._rows[name]))
        self._rows[name].clear()

    def tables(self) -> dict[str, Iterable[pa.Table]]:
        """The tables by name, in the order of `TABLES`, each in sorted pieces; optional ones only if they have rows.

        Raises:
            DataError: a key stands twice, or an event's place is unknown; when the table is read.
        """
        places = arrow_table(table("places"), place_rows(self._places, self._gazetteer))
        changes = arrow_table(table("changes"), self._changes)
        made: dict[str, Iterable[pa.Table]] = {"places": [places], "changes": [changes], "actors": self._actors()}
        full = {name for name, sorter in self._sorters.items() if sorter.rows}
        full |= {"changes"} if changes.num_rows else set()
        return {
            each.name: made[each.name] if each.name in made else self._sorted(each.name)
            for each in TABLES
            if each.name in full or not each.optional
        }

    def _sorted(self, name: str) -> Iterator[pa.Table]:
        pieces = self._sorters[name].pieces()
        return distinct_rows(pieces) if name == "participants" else unique_keys(table(name), pieces)

    def _actors(self) -> Iterator[pa.Table]:
        rows: list[Row] = []
        for key, same in groupby(python_rows(self._people.pieces()), key=itemgetter(0)):
            actors = [
                Actor(name=name, type=kind, role="", aliases=tuple(json.loads(aliases or "[]")))
                for _, name, kind, aliases in same
            ]
            rows.append(actor_row(key, actors))
            if len(rows) == _ROWS_AT_ONCE:
                yield rows_to_arrow("actors", arrow_schema(table("actors")), rows)
                rows = []
        yield rows_to_arrow("actors", arrow_schema(table("actors")), rows)


def refuse_repeated_ids(parts: Iterable[Path], corpus: Path, work: Path) -> None:
    """Raise an InputError where two documents have one id."""
    import pyarrow as pa

    ids = Sorter(pa.schema([("document_id", pa.string())]), ["document_id"], work, "ids")
    for part in parts:
        ids.add(read_part(part, DOCUMENTS, ["document_id"]).cast(ids.schema))
    try:
        for _ in unique_keys(table("documents"), ids.pieces()):
            pass
    except DataError as error:
        raise InputError(corpus, None, f"an id of two documents ({error})", "ids that differ") from None


def named_in(decisions: Iterable[Decision]) -> Named:
    """The ids that decisions name."""
    events = {name for each in decisions for name in (each.event_id, each.other) if name and name != each.mention}
    return Named(events=frozenset(events), mentions=frozenset(each.mention for each in decisions if each.mention))


def _id(event: Event) -> str:
    return event.id


def _actors_schema() -> pa.Schema:
    import pyarrow as pa

    return pa.schema([(name, pa.string()) for name in _ACTORS])


def _lists(rows: pa.Table) -> list[list[Any]]:
    return [column.to_pylist() for column in rows.columns]


def _firsts(rows: pa.Table) -> Iterator[tuple[str, str]]:
    """Each value of the first column, where there is one, with a value of the second beside it."""
    import pyarrow.compute as pc

    there = rows.filter(pc.is_valid(rows.column(0)))
    return iter(dict(zip(*_lists(there), strict=True)).items())


def _starts(grouped: pa.Table, parts: int) -> list[int]:
    """Where in the rows, sorted by part, those of each part start, and where the last one's end."""
    counted = Counter(grouped["part"].to_pylist())
    starts = [0]
    for number in range(parts):
        starts.append(starts[-1] + counted[number])
    return starts
