"""Documents, events and places → the rows of every table.

Ids are functions of content and rows are sorted by primary key, so the order of the input never changes the output.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter, defaultdict
from datetime import date
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pipeline.errors import DataError
from pipeline.publish.tables import DOCUMENTS, MENTIONS, TABLES, Table, arrow_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pyarrow as pa

    from pipeline.model import Actor, Document, Event, Mention, Place, TemporalValue

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Cells = tuple[Any, ...]

_DAYS_OF_400_YEARS = 146_097
_LAST_DAY = date.max.toordinal()
_LIST_SEPARATOR = "; "
_DOCUMENT_COLUMNS, _MENTION_COLUMNS = ([column.name for column in each.columns] for each in (DOCUMENTS, MENTIONS))
DATE_COLUMNS = ("date_edtf", "date_start", "date_end", "start_year", "end_year", "precision", "qualifier")
_quoted = json.encoder.encode_basestring_ascii


def build_tables(
    documents: Iterable[Document],
    events: Iterable[Event],
    places: Iterable[Place],
    changes: Iterable[Row] = (),
) -> dict[str, pa.Table]:
    """The tables of a package by name, in the order of `TABLES`; optional ones only when they have rows.

    Args:
        documents: every document that was read, in any order.
        events: the resolved events, in any order.
        places: the gazetteer; only the places where an event took place are published.
        changes: the rows of what earlier releases changed (see `changes.read_changes`).

    Raises:
        DataError: an id stands for two things, an event names a document or place that isn't there, a required cell is
            empty, or the words at an offset are not those of the mention.
    """
    read, resolved = list(documents), list(events)
    by_id = {document.id: document for document in read}
    proofs = [_mention_rows(event, by_id) for event in resolved]
    rows: Rows = {
        "documents": [document_row(document) for document in read],
        "events": [event_row(event, len(proof)) for event, proof in zip(resolved, proofs, strict=True)],
        "mentions": [row for proof in proofs for row in proof],
        "places": place_rows({event.place: event.id for event in resolved if event.place}, places),
        **_actor_rows(resolved),
        "derivations": [row for event in resolved for row in derivation_rows(event)],
        "texts": [{"document_id": d.id, "text": d.text} for d in read if d.extracted and d.text],
        "changes": list(changes),
    }
    return {
        table.name: arrow_table(table, rows[table.name]) for table in TABLES if rows[table.name] or not table.optional
    }


def mention_id(mention: Mention) -> str:
    """The id of a mention: where it stands, and a digest of what it tells, since one date may date several events.

    The event's own id has no part in it: a mention keeps its id when other documents change the event.
    """
    value, place = mention.value, mention.place
    # as JSON has it, written here: an encoder that takes anything takes several times as long
    told = (
        f"[{_quoted(mention.type)},{_quoted(mention.reference or mention.head)},{_quoted(value.edtf or value.timex3)},"
        f"{_quoted(mention.derivation)},{_quoted(mention.rule)},{_quoted(mention.label)},"
        f"{'null' if place is None else _quoted(place)}]"
    )
    return f"{mention.document_id}@{mention.timex.span.start}-{_digest(told)}"


@lru_cache(maxsize=20_000)
def actor_id(name: str, actor_type: str) -> str:
    """The id of an actor: its type and its name in lower case, with hyphens for whatever isn't letter, mark or digit.

    Letters keep their diacritics, which tell Vietnamese names apart.

    >>> actor_id("The  Harbour Board", "organisation")
    'organisation:the-harbour-board'
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    words = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in folded).split()
    return f"{actor_type}:{'-'.join(words) or _digest(_quoted(name))}"


def year_of(day: int) -> int:
    """The astronomical year of a day counted as `date.toordinal` does, before the year 1 and after 9999 too.

    >>> year_of(date(1998, 7, 1).toordinal()), year_of(1), year_of(0)
    (1998, 1, 0)
    """
    cycles, rest = divmod(day - 1, _DAYS_OF_400_YEARS)
    return date.fromordinal(rest + 1).year + 400 * cycles


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:8]


def document_row(document: Document) -> Row:
    """The row of a document."""
    return dict(zip(_DOCUMENT_COLUMNS, document_cells(document), strict=True))


def document_cells(document: Document) -> Cells:
    """The same, in the order of the columns."""
    return (
        document.id,
        document.title,
        _LIST_SEPARATOR.join(document.authors),
        document.publisher,
        document.published,
        document.language,
        document.source,
        document.rights,
        document.path,
        document.sha256,
        len(document.text),
    )


def date_columns(value: TemporalValue) -> Row:
    """What the row of an event says of its date."""
    return dict(zip(DATE_COLUMNS, date_cells(value), strict=True))


def date_cells(value: TemporalValue) -> Cells:
    """The same, in the order of the columns."""
    return value.edtf, *_bounds(value.first_day, value.last_day), value.precision, value.qualifier


@lru_cache(maxsize=20_000)
def _bounds(first: int | None, last: int | None) -> Cells:
    """The dates of a first and a last day, None where they lie outside the years 1 to 9999, and their years."""
    start, start_year = _bound(first)
    end, end_year = (start, start_year) if first == last else _bound(last)
    return start, end, start_year, end_year


def _bound(day: int | None) -> tuple[date | None, int | None]:
    if day is None:
        return None, None
    if not 1 <= day <= _LAST_DAY:
        return None, year_of(day)
    found = date.fromordinal(day)
    return found, found.year


def event_row(event: Event, mentions: int) -> Row:
    """The row of an event that has so many mentions."""
    return {
        "event_id": event.id,
        "label": event.label,
        "event_type": event.type,
        **date_columns(event.value),
        "date_relation": event.relation,
        "modality": event.modality,
        "derivation": event.derivation,
        "confidence": event.confidence,
        "reference": event.reference,
        "place_id": event.place,
        "n_mentions": mentions,
        "n_documents": len({mention.document_id for mention in event.mentions}),
        "reviewed": event.reviewed,
    }


def _mention_rows(event: Event, documents: Mapping[str, Document]) -> list[Row]:
    if not event.mentions:
        raise DataError(f"events, {event.id}: found no mention; expected the words that prove the event")
    rows = [mention_row(mention, event.id, _document_of(mention, documents)) for mention in event.mentions]
    if len(rows) == 1:
        return rows
    rows.sort(key=lambda row: [str(cell) for cell in row.values()])
    return [next(group) for _, group in groupby(rows, key=lambda row: row["mention_id"])]


def _document_of(mention: Mention, documents: Mapping[str, Document]) -> Document:
    document = documents.get(mention.document_id)
    if document is None:
        found = f"found document_id {mention.document_id!r}; expected a document that was read"
        raise DataError(f"mentions, {mention_id(mention)}: {found}")
    return document


def mention_row(mention: Mention, event_id: str | None, document: Document) -> Row:
    """The row of a mention.

    Raises:
        DataError: the words at its offsets are not its own, or its quote doesn't hold them.
    """
    return dict(zip(_MENTION_COLUMNS, mention_cells(mention, event_id, document), strict=True))


def mention_cells(mention: Mention, event_id: str | None, document: Document) -> Cells:
    """The same, in the order of the columns."""
    key = mention_id(mention)
    timex, quote = mention.timex, mention.quote
    text, start, end = document.text, timex.span.start, timex.span.end
    words = text[start:end]
    if words != timex.text:
        raise DataError(f"mentions, {key}: found {words!r} in the document; expected the words {timex.text!r}")
    if not (quote.start <= start and end <= quote.end):
        raise DataError(f"mentions, {key}: found a quote without its date {timex.text!r}; expected one that holds it")
    return (
        key,
        event_id,
        mention.document_id,
        start,
        end,
        words,
        timex.type,
        timex.value.timex3,
        text[quote.start : quote.end],
        quote.start,
        quote.end,
        mention.section,
        mention.rule,
        timex.anchor,
    )


def place_rows(used: Mapping[str, str], places: Iterable[Place]) -> list[Row]:
    """The rows of the places that are used: the id of each with that of an event that took place there.

    Raises:
        DataError: there is no such place.
    """
    known = {place.id: place for place in places}
    for place_id in sorted(used.keys() - known.keys()):
        raise DataError(f"events, {used[place_id]}: found place {place_id!r}; expected an id of the gazetteer")
    return [_place_row(known[place_id]) for place_id in used]


def _place_row(place: Place) -> Row:
    return {
        "place_id": place.id,
        "name": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geo_precision": place.precision,
        "valid_from": place.valid_from,
        "valid_to": place.valid_to,
        "wikidata_id": place.wikidata_id,
    }


def _actor_rows(events: Iterable[Event]) -> Rows:
    participants: set[tuple[str, str, str]] = set()
    same: defaultdict[str, list[Actor]] = defaultdict(list)
    for event in events:
        for actor in event.actors:
            key = actor_id(actor.name, actor.type)
            same[key].append(actor)
            participants.add((event.id, key, actor.role))
    return {
        "actors": [actor_row(key, actors) for key, actors in same.items()],
        "participants": [{"event_id": e, "actor_id": a, "role": r} for e, a, r in participants],
    }


def actor_row(key: str, actors: list[Actor]) -> Row:
    """One row for all that has the same id: the commonest spelling is the name, the others are aliases."""
    spellings = Counter(actor.name for actor in actors)
    name = min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
    aliases = (set(spellings) | {alias for actor in actors for alias in actor.aliases}) - {name}
    return {
        "actor_id": key,
        "name": name,
        "actor_type": actors[0].type,
        "aliases": _LIST_SEPARATOR.join(sorted(aliases)),
    }


def derivation_rows(event: Event) -> list[Row]:
    """One row a rule: where a rule came to the date from several premises, those that sort first stand for them."""
    told = sorted(
        (
            inference.rule,
            json.dumps(dict(inference.premises), ensure_ascii=False, sort_keys=True, separators=(",", ":")),
            inference.explanation,
        )
        for inference in event.inferences
    )
    firsts = (next(group) for _, group in groupby(told, key=lambda row: row[0]))
    return [
        {"event_id": event.id, "rule": rule, "premises": premises, "explanation": explanation}
        for rule, premises, explanation in firsts
    ]


def arrow_table(table: Table, rows: list[Row]) -> pa.Table:
    """The rows of a table with the table's types, sorted by primary key (the list too).

    Raises:
        DataError: a key stands twice, or a required cell is empty.
    """
    _sort(table, rows)
    for column in table.columns:
        if column.required:
            _require(table, column.name, rows)
    return rows_to_arrow(table.name, arrow_schema(table), rows)


def rows_to_arrow(name: str, schema: pa.Schema, rows: Sequence[Row]) -> pa.Table:
    """Rows as a table of the schema, in which an empty string is null.

    Raises:
        DataError: a text can't be written as UTF-8; `name` says in which table.
    """
    return columns_to_arrow(name, schema, [[row[column] for row in rows] for column in schema.names])


def columns_to_arrow(name: str, schema: pa.Schema, columns: Sequence[Sequence[Any]]) -> pa.Table:
    """The same of columns, in the order of the schema; without rows there need be none."""
    import pyarrow as pa

    text = pa.string()

    def cells(field: pa.Field, column: Sequence[Any]) -> Sequence[Any]:
        return [cell or None for cell in column] if field.type == text and "" in column else column

    fields = zip(schema, columns or [()] * len(schema), strict=True)
    try:
        return pa.table([pa.array(cells(field, column), field.type) for field, column in fields], schema=schema)
    except UnicodeEncodeError as error:
        found = f"half of a surrogate pair in {error.object[max(0, error.start - 20) : error.start]!r}…"
        raise DataError(f"{name}: found {found}; expected text that UTF-8 can hold") from error


def _sort(table: Table, rows: list[Row]) -> None:
    """Sort by primary key, which is compared by code points, and refuse a key that stands twice."""
    key = itemgetter(*table.primary_key)
    rows.sort(key=key)
    for row, following in pairwise(rows):
        if key(row) == key(following):
            named = ", ".join(table.primary_key)
            raise DataError(
                f"{table.name}: found {_named(table, row)!r} twice; expected a different {named} in every row"
            )


def _require(table: Table, column: str, rows: list[Row]) -> None:
    for row in rows:
        if row[column] is None or row[column] == "":
            kind = table.column(column).type
            raise DataError(f"{table.name}, {_named(table, row)}: found no {column}; expected a {kind}")


def _named(table: Table, row: Row) -> str:
    return " ".join(row[column] for column in table.primary_key)
