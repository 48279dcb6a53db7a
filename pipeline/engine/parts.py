"""What a partition gives, as files: its documents, its mentions and their participants, each an Arrow file.

A row of mentions holds what the published tables of mentions and of events say of it, as if no other mention told the
same event, and what resolution compares; so an event with one mention, as most are, is published from its row as it is.

    documents.arrow · found.arrow · texts.arrow · mentions.arrow · participants.arrow · waiting.arrow · report.json

`found` has a row for each document, in the same order. Texts are those that were extracted; `waiting` are mentions that
wait for a date. Either is there only if it has rows.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from pipeline.events.alike import key_of
from pipeline.events.relations import value_of
from pipeline.events.resolve import actors_of, certainty, event_id, set_of
from pipeline.model import Actor, Inference, Mention, Span, TemporalValue, Timex
from pipeline.publish.rows import (
    DATE_COLUMNS,
    actor_id,
    columns_to_arrow,
    date_cells,
    document_cells,
    mention_cells,
    mention_id,
)
from pipeline.publish.tables import arrow_schema, table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from pipeline.engine.extraction import Extracted
    from pipeline.model import Document, Event

Row = dict[str, Any]
Cells = tuple[Any, ...]

DOCUMENTS, TEXTS, MENTIONS, PARTICIPANTS = "documents", "texts", "mentions", "participants"
FOUND, WAITING = "found", "waiting"
_OPTIONAL = frozenset([TEXTS, WAITING])

COUNTED = ("n_mentions", "n_documents", "reviewed")
"""Columns of events that a row of mentions hasn't, since they follow from there being one mention."""

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_KEY = ("head", "place_part", "aimed")
_UNDATED: Cells = (None,) * len(DATE_COLUMNS)
"""The cells of the date of a mention that waits for one."""
_START_YEAR = DATE_COLUMNS.index("start_year")


@lru_cache(maxsize=1)
def schemas() -> Mapping[str, pa.Schema]:
    """The schemas of the files of a part by name.

    `block` tells which events a mention may be one with (see `alike.partition_of`); it is null, as is `event_id`, for
    one that waits for a date. `row` of a participant counts the rows of mentions. `eventless` are lines, and
    `layout` is what `layout_of` tells.
    """
    import pyarrow as pa

    mentions = arrow_schema(table("mentions"))
    events = [field for field in arrow_schema(table("events")) if field.name not in {*COUNTED, "event_id"}]
    text = pa.string()
    told = [*_KEY, "block", "actors", "inference"]
    columns = [*mentions, *events, *(pa.field(name, text) for name in told)]
    loose = [field.with_nullable(field.name not in {"mention_id", "document_id"}) for field in columns]
    people = [("row", pa.int64()), *((name, text) for name in ("event_id", *PARTICIPANT_COLUMNS))]
    counts = [(name, pa.int64()) for name in ("expressions", "without_event", "unplaced")]
    return {
        DOCUMENTS: arrow_schema(table("documents")),
        FOUND: pa.schema([*counts, ("eventless", text), ("layout", text)]),
        TEXTS: arrow_schema(table("texts")),
        MENTIONS: pa.schema(loose),
        PARTICIPANTS: pa.schema(people),
        WAITING: pa.schema(loose),
    }


PARTICIPANT_COLUMNS = ("actor_id", "role", "name", "actor_type", "aliases")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRows:
    """What a document gave, as rows: of its mentions, of their participants, of mentions that wait for a date.

    `found` is its row in the file of that name. The row in a participant counts the mentions of the document.
    """

    mentions: Sequence[Cells]
    participants: Sequence[Cells]
    waiting: Sequence[Cells]
    found: Cells


def document_rows(extracted: Extracted) -> DocumentRows:
    """The rows of a document, each mention once."""
    document = extracted.document
    mentions: dict[str, tuple[Mention, Cells]] = {}
    for mention in set_of(extracted.mentions):
        cells = mention_cells(mention, None, document)
        mentions.setdefault(cells[0], (mention, cells))
    counts = extracted.expressions, len(extracted.without_event), len(extracted.unplaced)
    return _rows(mentions.values(), (*counts, "\n".join(extracted.eventless()), layout_of(document)))


def layout_of(document: Document) -> str:
    """A digest of the blocks of a document, which may follow from more than its bytes: from a title that is stated."""
    told = " ".join(f"{each.kind}{each.level} {each.span.start} {each.span.end}" for each in document.blocks)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _rows(told: Iterable[tuple[Mention, Cells]], found: Cells) -> DocumentRows:
    """The rows of mentions, each with those of its cells that are published."""
    mentions: list[Cells] = []
    people: list[Cells] = []
    waiting: list[Cells] = []
    for mention, published in told:
        cells = part_cells(mention, published)
        if mention.value.edtf is None:
            waiting.append(cells)
            continue
        if mention.actors:
            people += [(len(mentions), cells[1], *_participant(each)) for each in actors_of([mention])]
        mentions.append(cells)
    return DocumentRows(mentions=mentions, participants=people, waiting=waiting, found=found)


class PartWriter:
    """Writes the files of a part, some thousand rows at a time; a context manager, which writes the last at its end."""

    ROWS_AT_ONCE = 16_384

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._rows: dict[str, list[Cells]] = {name: [] for name in schemas()}
        """The rows on the way, each with its cells in the order of the schema."""
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

    def add(self, document: Document, rows: DocumentRows) -> int:
        """Take a document and what it gave; return how many mentions that is."""
        self._rows[DOCUMENTS].append(document_cells(document))
        self._rows[FOUND].append(rows.found)
        if document.extracted and document.text:
            self._rows[TEXTS].append((document.id, document.text))
            self._write(TEXTS)
        self._add(rows)
        for name, held in self._rows.items():
            if len(held) >= self.ROWS_AT_ONCE:
                self._write(name)
        return len(rows.mentions) + len(rows.waiting)

    def add_dated(self, mention: Mention, row: Row) -> None:
        """Take a mention that waited for a date, as it was written then, and has one now."""
        told = {"mention_id": mention_id(mention), "timex_value": mention.timex.value.timex3}
        published = row | told
        names = arrow_schema(table("mentions")).names
        self._add(_rows([(mention, tuple(published[name] for name in names))], ()))

    def _add(self, rows: DocumentRows) -> None:
        before = self._mentions
        self._rows[MENTIONS] += rows.mentions
        self._rows[PARTICIPANTS] += [(before + row, *told) for row, *told in rows.participants]
        self._rows[WAITING] += rows.waiting
        self._mentions += len(rows.mentions)

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


def block_of(kind: str, start_year: int | None) -> str:
    """The block of an event by its type and the year in which its date begins; events of two blocks are never one.

    The year is astronomical, None where the date has no beginning; see `alike.partition_of`.
    """
    return f"{kind}|{start_year}"


def part_cells(mention: Mention, published: Cells) -> Cells:
    """The cells of a mention in the order of the schema.

    `published` are those of its row in the table of mentions, which has no event yet. Those of its event follow, as
    `rows.event_row` writes them, and what resolution compares. A mention that waits for a date tells no event.
    """
    value, inference, (kind, date, head, place, aimed) = mention.value, mention.inference, key_of(mention)
    event, dates, block, confidence = None, _UNDATED, None, mention.confidence
    if value.edtf is not None:
        event, dates = event_id(kind, date, head, mention.label, place), date_cells(value)
        block, confidence = block_of(kind, dates[_START_YEAR]), certainty(confidence)
    return (
        published[0],
        event,
        *published[2:],
        mention.label,
        kind,
        *dates,
        mention.relation,
        mention.modality,
        mention.derivation,
        confidence,
        mention.reference,
        mention.place,
        head,
        place or None,
        aimed or None,
        block,
        _written([[each.name, each.type, each.role, each.aliases] for each in mention.actors]),
        _written([inference.rule, dict(inference.premises), inference.explanation]) if inference else None,
    )


@lru_cache(maxsize=50_000)
def _value(date: str) -> TemporalValue:
    return value_of(date)


def participants(event: Event) -> Iterator[Row]:
    """The rows of an event's participants, each with what the table of actors says of it."""
    for actor in event.actors:
        yield {"event_id": event.id, **dict(zip(PARTICIPANT_COLUMNS, _participant(actor), strict=True))}


def _participant(actor: Actor) -> Cells:
    """The cells of `PARTICIPANT_COLUMNS`."""
    return actor_id(actor.name, actor.type), actor.role, actor.name, actor.type, _written(actor.aliases)


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
