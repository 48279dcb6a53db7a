"""Parts → the published tables, piece by piece in the order of their keys.

A mention that is alone with its event passes as its part has it. The others are looked at by group: their events are
made from all their mentions, and those that a person decided about wait for each other until the last part is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.engine.comparing import grouped_rows
from pipeline.engine.parts import (
    COUNTED,
    DOCUMENTS,
    MENTIONS,
    PARTICIPANTS,
    READ_OF_MENTIONS,
    TEXTS,
    has_file,
    mention_of,
    participants,
    read_part,
    schemas,
)
from pipeline.engine.people import actors, people_schema
from pipeline.engine.resolution import events_of_group, waiting_part
from pipeline.engine.sorting import Budget, Sorter, distinct_rows, unique_keys, whole_groups
from pipeline.errors import DataError, InputError
from pipeline.events import gazetteer
from pipeline.events.decide import apply_decisions, dates_of, names_of, premises_of
from pipeline.events.kept_ids import possible_ids, with_kept_ids
from pipeline.publish.rows import (
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

    from pipeline.engine.comparing import Integers
    from pipeline.engine.parts import Row
    from pipeline.engine.stages import Kept
    from pipeline.events.decisions import Decision
    from pipeline.model import Event

_ROWS_AT_ONCE = 4_096
_ROWS_OF_PARTS = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Events and mentions that a person decided about, by id, and the dates they gave: such events are made singly."""

    events: frozenset[str] = frozenset()
    mentions: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()

    def marks(self, rows: pa.Table) -> pa.ChunkedArray:
        """Which mentions are looked at in any case: those, and those whose date was inferred."""
        import pyarrow as pa
        import pyarrow.compute as pc

        marked = rows["inference"].is_valid()
        for column, values in (("event_id", self.events), ("mention_id", self.mentions), ("date_edtf", self.dates)):
            if values:
                marked = pc.or_(marked, pc.is_in(rows[column], pa.array(sorted(values), pa.string())))
        return marked


@dataclass(frozen=True, slots=True)
class _Part:
    number: int
    mentions: pa.Table
    participants: pa.Table


def _some_at_once(parts: Sequence[Path]) -> Iterator[list[_Part]]:
    """What parts hold, so many together that what is called for them costs less than what it does."""
    held: list[_Part] = []
    for number, part in enumerate(parts):
        held.append(_Part(number, read_part(part, MENTIONS), read_part(part, PARTICIPANTS)))
        if sum(each.mentions.num_rows for each in held) >= _ROWS_OF_PARTS:
            yield held
            held = []
    if held:
        yield held


class Assembly:
    """The tables of a package from the parts of a corpus.

    Take `tables` once. `stale` and `remarks` are what `apply_decisions` says.

    Args:
        parts: the directories of all parts, in any order.
        kept: what the keeper says: what a person decided, and what earlier releases changed.
        work: an empty directory for files on the way, some times the size of the package.
        corpus: as a message names it.
        grouping: how the mentions group, as `grouped_rows` tells it, where that is known; then none waits for a date.
    """

    def __init__(
        self,
        parts: Sequence[Path],
        kept: Kept,
        work: Path,
        corpus: Path,
        grouping: Mapping[str, Integers] | None = None,
    ) -> None:
        self.stale: tuple[str, ...] = ()
        self.remarks: tuple[str, ...] = ()
        self._decisions = kept.decisions
        self._changes = kept.changes
        self._corpus = corpus
        self._budget = Budget()
        self._sorters = {
            each.name: Sorter(arrow_schema(each), each.primary_key, work, each.name, self._budget)
            for each in TABLES
            if each.name not in {"places", "actors", "changes"}
        }
        self._people = Sorter(people_schema(), ["actor_id"], work, "actors", self._budget)
        self._rows: dict[str, list[Row]] = {name: [] for name in (*self._sorters, "people")}
        self._places: dict[str, str] = {}
        self._held: list[Event] = []
        self._held_rows: dict[str, Row] = {}
        self._named = named_in(kept.decisions)
        if grouping is None:
            parts = [*parts, *waiting_part(parts, work)]
            grouping = grouped_rows(parts, self._named.marks, work)
        self._read(parts, grouping, work)

    def counts(self) -> dict[str, int]:
        """How many rows the tables of documents, mentions and events have."""
        return {name: self._sorters[name].rows for name in (DOCUMENTS, MENTIONS, "events")}

    def _read(self, parts: Sequence[Path], grouping: Mapping[str, Integers], work: Path) -> None:
        import pyarrow as pa

        schema = pa.schema([*schemas()[MENTIONS], ("group", pa.int64()), ("cluster", pa.int64())])
        together = Sorter(schema, ["group"], work, "together", self._budget)
        for some in _some_at_once(parts):
            self._add_mentions(some, grouping, together)
        for part in parts:
            for name in (DOCUMENTS, TEXTS):
                if name == DOCUMENTS or has_file(part, name):
                    self._sorters[name].add(read_part(part, name))
        for rows in whole_groups(together.pieces(), "group", _ROWS_AT_ONCE):
            self._add_groups(rows)
        self._decide()
        for name in self._rows:
            self._flush(name)

    def _add_mentions(self, some: Sequence[_Part], grouping: Mapping[str, Integers], together: Sorter) -> None:
        """Add what is alone of some parts that follow each other, and set aside what is grouped."""
        import numpy as np
        import pyarrow as pa

        rows = pa.concat_tables([part.mentions for part in some])
        starts = np.cumsum([0, *(part.mentions.num_rows for part in some)])
        first, last = np.searchsorted(grouping["part"], (some[0].number, some[-1].number + 1))
        ours = {name: column[first:last] for name, column in grouping.items()}
        chosen = np.zeros(rows.num_rows, np.bool_)
        chosen[starts[ours["part"] - some[0].number] + ours["row"]] = True
        columns = [pa.array(ours[name]) for name in ("group", "cluster")]
        together.add(pa.table([*rows.filter(pa.array(chosen)).columns, *columns], schema=together.schema))
        self._add_alone(rows.filter(pa.array(~chosen)))
        people = pa.concat_tables([part.participants for part in some])
        places = [part.participants["row"].to_numpy() + start for part, start in zip(some, starts, strict=False)]
        self._add_people(people.filter(pa.array(~chosen[np.concatenate(places)])))

    def _add_alone(self, rows: pa.Table) -> None:
        import pyarrow as pa

        count = rows.num_rows
        counted = {
            "n_mentions": pa.repeat(pa.scalar(1, pa.int64()), count),
            "n_documents": pa.repeat(pa.scalar(1, pa.int64()), count),
            "reviewed": pa.repeat(pa.scalar(value=False), count),
        }
        for name in (MENTIONS, "events"):
            schema = self._sorters[name].schema
            columns = [counted[each] if each in COUNTED else rows[each] for each in schema.names]
            self._sorters[name].add(pa.table(columns, schema=schema))
        placed = rows.select(["place_id", "event_id"]).filter(rows["place_id"].is_valid())
        for place, event in zip(*(column.to_pylist() for column in placed.columns), strict=True):
            self._places.setdefault(place, event)

    def _add_people(self, rows: pa.Table) -> None:
        import pyarrow as pa

        for sorter in (self._sorters["participants"], self._people):
            sorter.add(pa.table([rows[name] for name in sorter.schema.names], schema=sorter.schema))

    def _add_groups(self, rows: pa.Table) -> None:
        """Add the events that the rows of some whole groups tell, and the rows, which are those of mentions."""
        import pyarrow as pa

        cells = zip(*(rows[name].to_pylist() for name in READ_OF_MENTIONS), strict=True)
        mentions = [mention_of(dict(zip(READ_OF_MENTIONS, row, strict=True))) for row in cells]
        # An event has the very mentions that it was made of.
        row_of = {id(mention): number for number, mention in enumerate(mentions)}
        ids, clusters = rows["mention_id"].to_pylist(), rows["cluster"].to_pylist()
        event_ids: list[str | None] = [None] * len(mentions)
        for _, group in groupby(range(len(mentions)), key=rows["group"].to_pylist().__getitem__):
            for event in events_of_group((clusters[number], mentions[number]) for number in group):
                told = {ids[number]: number for number in (row_of[id(each)] for each in event.mentions)}
                if self._decisions and (premises_of(event) or self._is_named(event)):
                    self._held.append(event)
                    self._held_rows |= {key: rows.slice(number, 1).to_pylist()[0] for key, number in told.items()}
                else:
                    self._add_event(event, len(told))
                    for number in told.values():
                        event_ids[number] = event.id
        schema = self._sorters[MENTIONS].schema
        given = {"event_id": pa.array(event_ids, pa.string())}
        published = pa.table([given.get(name, rows[name]) for name in schema.names], schema=schema)
        self._sorters[MENTIONS].add(published.filter(given["event_id"].is_valid()))

    def _is_named(self, event: Event) -> bool:
        return (
            event.id in self._named.events
            or event.value.edtf in self._named.dates
            or any(mention_id(each) in self._named.mentions for each in event.mentions)
            or (len(event.mentions) > 1 and not self._named.events.isdisjoint(possible_ids(event.mentions)))
        )

    def _decide(self) -> None:
        """Apply the decisions to the events that they may change and to those that were inferred from one of these."""
        held = with_kept_ids(self._held, self._named.events)
        named = {event.id for event in held if self._is_named(event)} | self._named.events
        decided = apply_decisions(
            sorted((event for event in held if event.id in named or premises_of(event) & named), key=_id),
            self._decisions,
            mention_id,
        )
        self.stale, self.remarks = decided.stale, decided.remarks
        untouched = (event for event in held if event.id not in named and not premises_of(event) & named)
        for event in (*decided.events, *untouched):
            told = {mention_id(each): self._held_rows[mention_id(each)] for each in event.mentions}
            self._add_event(event, len(told))
            self._rows[MENTIONS] += [{**row, "event_id": event.id} for row in told.values()]

    def _add_event(self, event: Event, n_mentions: int) -> None:
        self._rows["events"].append(event_row(event, n_mentions))
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
            InputError: two documents have one id; when the table is read.
            DataError: another key stands twice, or an event's place is unknown; when the table is read.
        """
        places = arrow_table(table("places"), place_rows(self._places, gazetteer().values()))
        changes = arrow_table(table("changes"), self._changes)
        made: dict[str, Iterable[pa.Table]] = {"places": [places], "changes": [changes]}
        made["actors"] = actors(self.people())
        full = {name for name, sorter in self._sorters.items() if sorter.rows}
        full |= {"changes"} if changes.num_rows else set()
        return {
            each.name: made[each.name] if each.name in made else self.rows(each.name)
            for each in TABLES
            if each.name in full or not each.optional
        }

    def rows(self, name: str) -> Iterator[pa.Table]:
        """The rows of a table that is neither of places, actors nor changes, sorted, in pieces; see `tables`."""
        return checked(name, self._sorters[name].pieces(_ROWS_OF_PARTS), self._corpus)

    def people(self) -> Iterator[pa.Table]:
        """What the participants of all events say of their actors, sorted by the actor's id, in pieces."""
        return self._people.pieces()


def checked(name: str, pieces: Iterable[pa.Table], corpus: Path) -> Iterator[pa.Table]:
    """The sorted rows of a table, each once.

    Raises:
        InputError: two documents have one id.
        DataError: another key stands twice.
    """
    if name == "participants":
        return distinct_rows(pieces)
    return _documents(pieces, corpus) if name == DOCUMENTS else unique_keys(table(name), pieces)


def _documents(pieces: Iterable[pa.Table], corpus: Path) -> Iterator[pa.Table]:
    try:
        yield from unique_keys(table(DOCUMENTS), pieces)
    except DataError as error:
        raise InputError(corpus, None, f"an id of two documents ({error})", "ids that differ") from None


def named_in(decisions: Sequence[Decision]) -> Named:
    """The ids that decisions name, and the dates that they give."""
    return Named(
        events=names_of(decisions),
        mentions=frozenset(each.mention for each in decisions if each.mention),
        dates=dates_of(decisions),
    )


def _id(event: Event) -> str:
    return event.id
