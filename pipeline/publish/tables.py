"""The one source of the published tables: their columns, types, keys and descriptions.

The Table Schemas of `datapackage.json`, the schemas of the Parquet files, the checks and the data dictionary are all
derived from `TABLES`. The enums come from the types of `pipeline.model`.

    documents ◀── mentions ──▶ events ──▶ places
        ▲                        ▲
      texts                      ├── participants ──▶ actors
                                 └── derivations
"""

from __future__ import annotations

from typing import get_args

from pipeline import model
from pipeline.publish.history import CHANGES
from pipeline.publish.schema import (
    Column,
    ForeignKey,
    Table,
    arrow_schema,
    dictionary_lines,
    resource_name,
    resource_path,
    table_schema,
)

__all__ = [
    "TABLES",
    "Column",
    "ForeignKey",
    "Table",
    "arrow_schema",
    "data_dictionary",
    "resource_name",
    "resource_path",
    "table",
    "table_schema",
]


def _event_id() -> Column:
    return Column(name="event_id", type="string", description="The event: a value of events.event_id.")


def _event_key() -> ForeignKey:
    return ForeignKey(column="event_id", table="events", reference="event_id")


def _one_of(name: str, values: object, description: str) -> Column:
    return Column(name=name, type="string", enum=get_args(values), description=description)


DOCUMENTS = Table(
    name="documents",
    title="Documents",
    description="The documents that were read, one a row, with what is known of where they come from.",
    columns=(
        Column(
            name="document_id",
            type="string",
            unique=True,
            description="Identifier of the document: the one its metadata gives, else the file name without extension.",
        ),
        Column(name="title", type="string", required=False, description="Title of the document."),
        Column(
            name="authors",
            type="string",
            required=False,
            description="Names of the authors in the order of the document, joined by a semicolon and a space.",
        ),
        Column(name="publisher", type="string", required=False, description="Who published the document."),
        Column(
            name="published",
            type="string",
            required=False,
            description="Date of publication as EDTF (ISO 8601-2), for example 2025-06-14; relative dates in the text "
            "are resolved against it.",
        ),
        Column(
            name="language",
            type="string",
            pattern="[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
            description="Language of the text as a BCP 47 tag, for example en or vi; und where it is undetermined.",
        ),
        Column(
            name="source",
            type="string",
            required=False,
            description="Where the document was obtained, usually its web address.",
        ),
        Column(
            name="rights",
            type="string",
            required=False,
            description="Licence of the document or statement of its rights, as given.",
        ),
        Column(
            name="path",
            type="string",
            description="Path of the file relative to the corpus directory, with forward slashes.",
        ),
        Column(
            name="sha256",
            type="string",
            pattern="[0-9a-f]{64}",
            description="SHA-256 of the bytes of the file, or of the UTF-8 text for a row of a JSON Lines or Parquet "
            "corpus, in lower-case hexadecimal.",
        ),
        Column(
            name="characters",
            type="integer",
            minimum=0,
            description="Length of the text in Unicode code points; every offset in mentions lies between 0 and this.",
        ),
    ),
    primary_key=("document_id",),
)

EVENTS = Table(
    name="events",
    title="Events",
    description="Dated events, one a row, each resolved from one mention or several; the rows of mentions prove it.",
    columns=(
        Column(
            name="event_id",
            type="string",
            unique=True,
            description="Identifier of the event: a function of its type, date, reference or head words, so that it "
            "stays the same when other documents are added or removed.",
        ),
        Column(name="label", type="string", description="Short name of the event, for people."),
        _one_of("event_type", model.EventType, "Kind of event; other where no kind of the list fits."),
        Column(
            name="date_edtf",
            type="string",
            description="Date of the event as EDTF (ISO 8601-2, level 1; codes 25–41 of level 2 for seasons, quarters "
            "and halves; X for an unspecified digit), for example 1998-07~ or 2004/2009.",
        ),
        Column(
            name="date_start",
            type="date",
            required=False,
            description="First day that date_edtf allows, proleptic Gregorian; null when the start is open or unknown "
            "or lies outside the years 0001–9999.",
        ),
        Column(
            name="date_end",
            type="date",
            required=False,
            description="Last day that date_edtf allows, inclusive, proleptic Gregorian; null when the end is open or "
            "unknown or lies outside the years 0001–9999.",
        ),
        Column(
            name="start_year",
            type="integer",
            required=False,
            description="Year of the first day that date_edtf allows, astronomical (0 is 1 BCE, -259 is 260 BCE); null "
            "when the start is open or unknown.",
        ),
        Column(
            name="end_year",
            type="integer",
            required=False,
            description="Year of the last day that date_edtf allows, astronomical (0 is 1 BCE, -259 is 260 BCE); null "
            "when the end is open or unknown.",
        ),
        _one_of(
            "precision",
            model.Precision,
            "Unit to which the date is known, as date_edtf writes it; interval for a closed interval, open "
            "for an interval without start or end.",
        ),
        _one_of(
            "qualifier",
            model.Qualifier,
            "Whether the date is certain, approximate (EDTF ~), uncertain (EDTF ?) or both (EDTF %).",
        ),
        _one_of(
            "date_relation",
            model.DateRelation,
            "How the event relates to the date: on (happened at it), within (some time in it), throughout "
            "(lasted from start to end), by (a deadline), since (began then and goes on), for (applies to it).",
        ),
        _one_of(
            "modality",
            model.Modality,
            "Whether the text tells the event as occurred, ongoing, planned, a target, hypothetical or negated.",
        ),
        _one_of(
            "derivation",
            model.Derivation,
            "How the date was found: stated (the words give all of it), resolved (completed from the "
            "context) or inferred (computed from several facts; see derivations).",
        ),
        Column(
            name="confidence",
            type="number",
            minimum=0,
            maximum=1,
            description="How sure the extraction is of the event and its date, from 0 to 1.",
        ),
        Column(
            name="reference",
            type="string",
            required=False,
            description="Official number of a legal act, as the text writes it.",
        ),
        Column(
            name="place_id",
            type="string",
            required=False,
            description="Where the event took place: a value of places.place_id.",
        ),
        Column(name="n_mentions", type="integer", minimum=1, description="Number of rows of mentions for the event."),
        Column(
            name="n_documents",
            type="integer",
            minimum=1,
            description="Number of different documents that mention the event.",
        ),
        Column(
            name="reviewed", type="boolean", description="Whether a person has looked at the event and decided on it."
        ),
    ),
    primary_key=("event_id",),
    foreign_keys=(ForeignKey(column="place_id", table="places", reference="place_id"),),
)

MENTIONS = Table(
    name="mentions",
    title="Mentions",
    description="The words that prove the events, one place of one document a row. Offsets are half-open ranges of "
    "Unicode code points in the document as its file decodes from UTF-8 without translation of line ends, or in "
    "texts.text for a document whose text was extracted.",
    columns=(
        Column(
            name="mention_id",
            type="string",
            unique=True,
            description="Identifier of the mention: document_id, @, char_start, a hyphen and eight hexadecimal digits "
            "that tell apart several events dated by the same words.",
        ),
        _event_id(),
        Column(
            name="document_id",
            type="string",
            description="The document that holds the words: a value of documents.document_id.",
        ),
        Column(
            name="char_start",
            type="integer",
            minimum=0,
            description="Offset of the first code point of date_text, counted from 0.",
        ),
        Column(
            name="char_end",
            type="integer",
            minimum=1,
            description="Offset just after the last code point of date_text.",
        ),
        Column(
            name="date_text",
            type="string",
            description="The temporal expression verbatim: the code points from char_start to char_end.",
        ),
        _one_of("timex_type", model.TimexType, "Type of the temporal expression in TIMEX3 (ISO-TimeML)."),
        Column(
            name="timex_value",
            type="string",
            description="Value of the temporal expression in TIMEX3 (ISO-TimeML), for example 2025-Q3 or P30Y; not "
            "EDTF, where a century or a season is written differently.",
        ),
        Column(
            name="quote",
            type="string",
            description="The whole sentence or sentences, caption or title that hold the expression, verbatim: the "
            "code points from quote_start to quote_end.",
        ),
        Column(
            name="quote_start",
            type="integer",
            minimum=0,
            description="Offset of the first code point of quote, counted from 0.",
        ),
        Column(
            name="quote_end", type="integer", minimum=1, description="Offset just after the last code point of quote."
        ),
        _one_of("section", model.Section, "Part of the document where the words stand."),
        Column(name="rule", type="string", description="Name of the rule that dated the event by the words."),
        Column(
            name="anchor",
            type="string",
            required=False,
            pattern="published|@[0-9]+",
            description="What the date was completed from: published (the date of the document) or @N (the expression "
            "at offset N); null when the words state the whole date.",
        ),
    ),
    primary_key=("mention_id",),
    foreign_keys=(_event_key(), ForeignKey(column="document_id", table="documents", reference="document_id")),
)

PLACES = Table(
    name="places",
    title="Places",
    description="The places where events took place, one a row, under the name that was in force.",
    columns=(
        Column(name="place_id", type="string", unique=True, description="Identifier of the place."),
        Column(name="name", type="string", description="Name of the place in the time of the event."),
        Column(
            name="latitude", type="number", minimum=-90, maximum=90, description="Latitude in degrees north, WGS 84."
        ),
        Column(
            name="longitude", type="number", minimum=-180, maximum=180, description="Longitude in degrees east, WGS 84."
        ),
        _one_of(
            "geo_precision",
            model.GeoPrecision,
            "What the coordinates stand for: the point itself, or the middle of a settlement, province, "
            "region or country.",
        ),
        Column(
            name="valid_from",
            type="string",
            required=False,
            description="Since when the place has had this name, as EDTF; null when it is not known.",
        ),
        Column(
            name="valid_to",
            type="string",
            required=False,
            description="Until when the place had this name, as EDTF; null when it still has or it is not known.",
        ),
        Column(
            name="wikidata_id",
            type="string",
            required=False,
            pattern="Q[1-9][0-9]*",
            description="The place in Wikidata, for example Q1858.",
        ),
    ),
    primary_key=("place_id",),
)

ACTORS = Table(
    name="actors",
    title="Actors",
    description="The people and bodies that take part in events, one a row.",
    columns=(
        Column(
            name="actor_id",
            type="string",
            unique=True,
            description="Identifier of the actor: its type, a colon and its name in lower case, hyphens between words.",
        ),
        Column(name="name", type="string", description="Name of the actor, in the spelling that is commonest."),
        _one_of("actor_type", model.ActorType, "Whether the actor is a person, or else what kind of body."),
        Column(
            name="aliases",
            type="string",
            required=False,
            description="Other names by which the documents call the actor, in alphabetical order, joined by a "
            "semicolon and a space.",
        ),
    ),
    primary_key=("actor_id",),
)

PARTICIPANTS = Table(
    name="participants",
    title="Participants",
    description="Who took part in which event and as what.",
    columns=(
        _event_id(),
        Column(name="actor_id", type="string", description="The actor: a value of actors.actor_id."),
        Column(name="role", type="string", description="What the actor was or did in the event."),
    ),
    primary_key=("event_id", "actor_id", "role"),
    foreign_keys=(_event_key(), ForeignKey(column="actor_id", table="actors", reference="actor_id")),
)

DERIVATIONS = Table(
    name="derivations",
    title="Derivations",
    description="How inferred dates were computed, one rule of one event a row.",
    columns=(
        _event_id(),
        Column(name="rule", type="string", description="Name of the rule that computed the date."),
        Column(
            name="premises",
            type="string",
            description="The facts that the date was computed from: the text of a JSON object with sorted keys.",
        ),
        Column(name="explanation", type="string", description="The computation in words."),
    ),
    primary_key=("event_id", "rule"),
    foreign_keys=(_event_key(),),
)

TEXTS = Table(
    name="texts",
    title="Texts",
    description="The texts of documents whose files are not plain text (HTML, PDF, DOCX), as they were extracted; the "
    "offsets of their mentions count in them. Published only when there is such a document.",
    columns=(
        Column(
            name="document_id",
            type="string",
            unique=True,
            description="The document: a value of documents.document_id.",
        ),
        Column(name="text", type="string", description="The text as it was extracted, all of it."),
    ),
    primary_key=("document_id",),
    foreign_keys=(ForeignKey(column="document_id", table="documents", reference="document_id"),),
    optional=True,
)

TABLES: tuple[Table, ...] = (DOCUMENTS, EVENTS, MENTIONS, PLACES, ACTORS, PARTICIPANTS, DERIVATIONS, TEXTS, CHANGES)


def table(name: str) -> Table:
    """The table of that name; KeyError when there is none.

    >>> [column.name for column in table("participants").columns]
    ['event_id', 'actor_id', 'role']
    """
    for candidate in TABLES:
        if candidate.name == name:
            return candidate
    raise KeyError(name)


def data_dictionary() -> str:
    """The tables and their columns as Markdown.

    >>> data_dictionary().splitlines()[0]
    '## documents'
    """
    return "\n".join(line for described in TABLES for line in dictionary_lines(described))
