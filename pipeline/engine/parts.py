"""What a partition gives, as files: its documents, its mentions and their participants, each an Arrow file.

A row of mentions holds what the published tables of mentions and of events say of it, as if no other mention told the
same event, and what resolution compares; so an event with one mention, as most are, is published from its row as it is.

    documents.arrow · texts.arrow · mentions.arrow · participants.arrow · waiting.arrow · report.json

Texts are those that were extracted; `waiting` are mentions that wait for a date. Either is there only if it has rows.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Self

from pipeline.events.alike import key_of, partition_of, place_part
from pipeline.events.relations import value_of
from pipeline.events.resolve import event_id, event_of, set_of
from pipeline.model import Actor, Inference, Mention, Span, TemporalValue, Timex
from pipeline.publish.rows import (
    actor_id,
    columns_to_arrow,
    date_columns,
    document_row,
    mention_id,
    mention_row,
)
from pipeline.publish.tables import arrow_schema, table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from pipeline.model import Document, Event

Row = dict[str, Any]

DOCUMENTS, TEXTS, MENTIONS, PARTICIPANTS = "documents", "texts", "mentions", "participants"
WAITING = "waiting"
_OPTIONAL = frozenset([TEXTS, WAITING])

COUNTED = ("n_mentions", "n_documents", "reviewed")
"""Columns of events that a row of mentions hasn't, since they follow from there being one mention."""

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_KEY = ("head", "place_part", "aimed")


@lru_cache(maxsize=1)
def schemas() -> Mapping[str, pa.Schema]:
    """The schemas of the files of a part by name.

    `block` tells which events a mention may be one with (see `alike.partition_of`); it is null, as is `event_id`, for
    one that waits for a date. `row` of a participant counts the rows of mentions.
    """
    import pyarrow as pa

    mentions = arrow_schema(table("mentions"))
    events = [field for field in arrow_schema(table("events")) if field.name not in {*COUNTED, "event_id"}]
    text = pa.string()
    told = [*_KEY, "block", "actors", "inference"]
    columns = [*mentions, *events, *(pa.field(name, text) for name in told)]
    loose = [field.with_nullable(field.name not in {"mention_id", "document_id"}) for field in columns]
    people = [("row", pa.int64()), *((name, text) for name in ("event_id", *PARTICIPANT_COLUMNS))]
    return {
        DOCUMENTS: arrow_schema(table("documents")),
        TEXTS: arrow_schema(table("texts")),
        MENTIONS: pa.schema(loose),
        PARTICIPANTS: pa.schema(people),
        WAITING: pa.schema(loose),
    }


PARTICIPANT_COLUMNS = ("actor_id", "role", "name", "actor_type", "aliases")


class PartWriter:
    """Writes the files of a part, some thousand rows at a time; a context manager, which writes the last at its end."""

    ROWS_AT_ONCE = 16_384

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in schemas()}
        """The rows on the way, as their cells: a thousand dictionaries of so many cells are slow to look through."""
        self._cells = {name: itemgetter(*schema.names) for name, schema in schemas().items()}
        self._files: dict[str, pa.ipc.RecordBatchFileWriter] = {}
        self._open = ExitStack()
        self._mentions = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        with self._open:
            for name in self._rows if kind is None else ():
                if name not in _OPTIONAL or self._rows[name]:
                    self._write(name)

    def add(self, document: Document, mentions: Iterable[Mention]) -> int:
        """Take a document and what it mentions; return how many mentions were new."""
        self._take(DOCUMENTS, document_row(document))
        if document.extracted and document.text:
            self._take(TEXTS, {"document_id": document.id, "text": document.text})
            self._write(TEXTS)
        seen: set[str] = set()
        for mention in set_of(mentions):
            row, event = part_row(mention, mention_row(mention, None, document))
            if row["mention_id"] not in seen:
                seen.add(row["mention_id"])
                self._add_row(row, event)
        for name, rows in self._rows.items():
            if len(rows) >= self.ROWS_AT_ONCE:
                self._write(name)
        return len(seen)

    def add_dated(self, mention: Mention, row: Row) -> None:
        """Take a mention that waited for a date, as it was written then, and has one now."""
        published = {name: row[name] for name in arrow_schema(table("mentions")).names}
        told = {"mention_id": mention_id(mention), "timex_value": mention.timex.value.timex3}
        self._add_row(*part_row(mention, published | told))

    def _add_row(self, row: Row, event: Event | None) -> None:
        if row["block"] is None:
            self._take(WAITING, row)
            return
        self._take(MENTIONS, row)
        if event is not None:
            for each in participants(event, self._mentions):
                self._take(PARTICIPANTS, each)
        self._mentions += 1

    def _take(self, name: str, row: Row) -> None:
        self._rows[name].append(self._cells[name](row))

    def _write(self, name: str) -> None:
        import pyarrow as pa

        schema = schemas()[name]
        if name not in self._files:
            # To read it takes a tenth of the time that Parquet takes, for twice the room on the disk.
            options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
            sink = self._open.enter_context(pa.OSFile(str(part_file(self._directory, name)), "wb"))
            self._files[name] = self._open.enter_context(pa.ipc.new_file(sink, schema, options=options))
        self._files[name].write_table(columns_to_arrow(name, schema, list(zip(*self._rows[name], strict=True))))
        self._rows[name].clear()


def has_file(part: Path, name: str) -> bool:
    """Whether a part has a file of this name; all have those of documents, mentions and participants."""
    return part_file(part, name).exists()


def read_part(part: Path, name: str, columns: Collection[str] | None = None) -> pa.Table:
    """A file of a part, or some of its columns, in the order of its schema."""
    import pyarrow as pa

    fields = None if columns is None else [n for n, each in enumerate(schemas()[name].names) if each in columns]
    options = pa.ipc.IpcReadOptions(use_threads=False, included_fields=fields)
    with pa.OSFile(str(part_file(part, name)), "rb") as source:
        return pa.ipc.open_file(source, options=options).read_all()


def part_file(part: Path, name: str) -> Path:
    """The path of a file of a part by its name."""
    return part / f"{name}.arrow"


def part_row(mention: Mention, published: Row) -> tuple[Row, Event | None]:
    """A mention as a row, and the event that it tells by itself where that has participants.

    `published` is its row in the table of mentions, which has no event yet, and becomes the row. A mention that waits
    for a date tells none.
    """
    dated = mention.value.edtf is not None
    key = key_of(mention)
    *_, head, place, aimed = key
    inference = mention.inference
    told = [inference.rule, dict(inference.premises), inference.explanation] if inference is not None else []
    published |= _event_row(mention) if dated else _waiting_row(mention)
    published |= {
        "head": head,
        "place_part": place,
        "aimed": aimed,
        "block": block_of(*key[:2]) if dated else None,
        "actors": _written([[each.name, each.type, each.role, list(each.aliases)] for each in mention.actors]),
        "inference": _written(told),
    }
    return published, event_of([mention]) if dated and mention.actors else None


@lru_cache(maxsize=50_000)
def block_of(kind: str, date: str) -> str:
    """The block of an event by its type and its EDTF date; events of two blocks are never one."""
    return "{}|{}".format(*partition_of((kind, date, "", "", "")))


def _event_row(mention: Mention) -> Row:
    """The row of the event of one mention, as `rows.event_row` writes it, without the event."""
    value = mention.value
    return {
        "event_id": event_id(mention.type, value.edtf or "", mention.head, mention.label, place_part(mention)),
        "label": mention.label,
        "event_type": mention.type,
        **date_columns(value),
        "date_relation": mention.relation,
        "modality": mention.modality,
        "derivation": mention.derivation,
        "confidence": round(min(0.99, mention.confidence), 2),
        "reference": mention.reference,
        "place_id": mention.place,
    }


@lru_cache(maxsize=50_000)
def _value(date: str) -> TemporalValue:
    return value_of(date)


def _waiting_row(mention: Mention) -> Row:
    return {
        "event_id": None,
        "label": mention.label,
        "event_type": mention.type,
        "date_edtf": None,
        "date_start": None,
        "date_end": None,
        "start_year": None,
        "end_year": None,
        "precision": None,
        "qualifier": None,
        "date_relation": mention.relation,
        "modality": mention.modality,
        "derivation": mention.derivation,
        "confidence": mention.confidence,
        "reference": mention.reference,
        "place_id": mention.place,
    }


def participants(event: Event, row: int | None = None) -> Iterator[Row]:
    """The rows of an event's participants, each with what the table of actors says of it."""
    for actor in event.actors:
        yield {
            "row": row,
            "event_id": event.id,
            "actor_id": actor_id(actor.name, actor.type),
            "role": actor.role,
            "name": actor.name,
            "actor_type": actor.type,
            "aliases": _written(list(actor.aliases)),
        }


READ_OF_MENTIONS = (
    "document_id",
    "char_start",
    "char_end",
    "date_text",
    "timex_type",
    "timex_value",
    "quote_start",
    "quote_end",
    "section",
    "rule",
    "anchor",
    "label",
    "event_type",
    "date_edtf",
    "date_relation",
    "modality",
    "derivation",
    "confidence",
    "reference",
    "place_id",
    "head",
    "actors",
    "inference",
)
"""The columns that `mention_of` reads."""


def mention_of(row: Row) -> Mention:
    """The mention that a row of a part was made of, as far as resolution and publication look at it."""
    value = _value(row["date_edtf"]) if row["date_edtf"] else TemporalValue(timex3=row["timex_value"])
    span = Span(start=row["char_start"], end=row["char_end"])
    told = json.loads(row["inference"]) if row["inference"] else None
    return Mention(
        document_id=row["document_id"],
        timex=Timex(
            span=span, text=row["date_text"], type=row["timex_type"], value=value, rule="", anchor=row["anchor"]
        ),
        quote=Span(start=row["quote_start"], end=row["quote_end"]),
        section=row["section"],
        type=row["event_type"],
        label=row["label"],
        head=row["head"],
        value=value,
        relation=row["date_relation"],
        modality=row["modality"],
        derivation=row["derivation"],
        rule=row["rule"],
        confidence=row["confidence"],
        reference=row["reference"],
        actors=tuple(
            Actor(name=name, type=kind, role=role, aliases=tuple(aliases))
            for name, kind, role, aliases in (json.loads(row["actors"]) if row["actors"] else ())
        ),
        place=row["place_id"],
        inference=Inference(rule=told[0], premises=told[1], explanation=told[2]) if told else None,
    )


def _written(content: Sequence[Any]) -> str | None:
    return _COMPACT.encode(content) if content else None
