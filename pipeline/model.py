"""The types that flow between the stages, and nothing else.

    files ─ingest→ Document ─temporal→ Timex ─events→ Mention ─resolve→ Event ─publish→ tables

Offsets are half-open and count Unicode code points of `Document.text`. Days are integers as `date.toordinal` counts
them (1 is 0001-01-01 of the proleptic Gregorian calendar), zero and below before the year 1; years are astronomical
(0 is 1 BCE).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

EventType = Literal[
    "legal_act",
    "meeting",
    "commemoration",
    "exercise",
    "battle",
    "uprising",
    "founding",
    "movement",
    "appointment",
    "assessment",
    "agreement",
    "disaster",
    "publication",
    "term",
    "target",
    "other",
]
Precision = Literal[
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
    "interval",
    "open",
]
Qualifier = Literal["certain", "approximate", "uncertain", "approximate_uncertain"]
DateRelation = Literal["on", "within", "throughout", "by", "since", "for"]
Modality = Literal["occurred", "ongoing", "planned", "target", "hypothetical", "negated"]
Derivation = Literal["stated", "resolved", "inferred"]
Section = Literal["body", "title", "caption", "teaser", "footnote"]
BlockKind = Literal["title", "heading", "dateline", "byline", "body", "caption", "teaser", "footnote", "furniture"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
ActorType = Literal["person", "organisation", "armed_force", "government", "party"]
GeoPrecision = Literal["point", "settlement", "province", "region", "country"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open range of code points.

    >>> "in May 1945"[Span(start=3, end=11).slice]
    'May 1945'
    """

    start: int
    end: int

    @property
    def slice(self) -> slice:
        """The range as Python cuts it."""
        return slice(self.start, self.end)

    def __contains__(self, other: Span) -> bool:
        """Whether `other` lies wholly within."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, caption or piece of page furniture, with the spans of its sentences.

    `level` is the depth of a heading (1 is the highest), 0 for anything else. Furniture has no sentences.
    """

    span: Span
    kind: BlockKind
    sentences: tuple[Span, ...] = ()
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document: its text as its file decodes (or as it was extracted), its blocks and what is known of it.

    `published` is EDTF; `path` is relative to the corpus with `/`; `sha256` is of the file's bytes (of the text's UTF-8
    for a row of JSONL or Parquet); `extracted` says that `text` is not the file's own text (HTML, PDF, DOCX). `unread`
    are names of fields that were stated and look like another name of one of these.
    """

    id: str
    path: str
    text: str
    language: str
    sha256: str
    blocks: tuple[Block, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    source: str | None = None
    rights: str | None = None
    extracted: bool = False
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporalValue:
    """What an expression means, in TIMEX3 and, where it stands in the calendar, in EDTF.

    `timex3` is a TIMEX3 value ("1941-01-28", "2025-Q3", "P30Y", "PAST_REF"), `mod` the TIMEX3 attribute of that name
    ("START", "APPROX"). `edtf` is None for what has no place in the calendar; then the days and `precision` are None
    too. `first_day`/`last_day` are None where the EDTF is open or unknown on that side.
    """

    timex3: str
    edtf: str | None = None
    first_day: int | None = None
    last_day: int | None = None
    precision: Precision | None = None
    qualifier: Qualifier = "certain"
    mod: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A temporal expression: where it stands, its TIMEX3 type, its value and the rule that read it.

    `anchor` is None for what the words state in full, "published" for what was completed from the document's date, and
    "@N" for what was completed from the expression that starts at code point N. `interval` is the value of the whole
    range that this expression begins or ends ("2020/2025" on both members of "2020–2025"), `interval_span` the words
    of that range from its first member to its last; both are None outside ranges.
    """

    span: Span
    text: str
    type: TimexType
    value: TemporalValue
    rule: str
    anchor: str | None = None
    interval: TemporalValue | None = None
    interval_span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person or body as the text names it: the canonical name, its type, the names it also goes by and its role."""

    name: str
    type: ActorType
    role: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inference:
    """How a date was computed: the rule, the facts it was computed from and a sentence that explains it."""

    rule: str
    premises: Mapping[str, str | int | None]
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One dated event as one place of one document tells it.

    `quote` is the span of the whole sentence (or sentences, title, caption) and contains `timex.span`. `head` is the
    folded head words that identify the event where there is no `reference`. `value` is the date of the event: the
    timex's own, or for an inferred one the computed date. `place` is a place id of the gazetteer.
    """

    document_id: str
    timex: Timex
    quote: Span
    section: Section
    type: EventType
    label: str
    head: str
    value: TemporalValue
    relation: DateRelation
    modality: Modality
    derivation: Derivation
    rule: str
    confidence: float
    reference: str | None = None
    actors: tuple[Actor, ...] = ()
    place: str | None = None
    inference: Inference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, resolved from one mention or several. `id` is a function of its content alone."""

    id: str
    label: str
    type: EventType
    value: TemporalValue
    relation: DateRelation
    modality: Modality
    derivation: Derivation
    confidence: float
    mentions: tuple[Mention, ...]
    reference: str | None = None
    place: str | None = None
    actors: tuple[Actor, ...] = ()
    inferences: tuple[Inference, ...] = ()
    reviewed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A row of the gazetteer: WGS 84 degrees, and the EDTF years between which the name was in force."""

    id: str
    name: str
    latitude: float
    longitude: float
    precision: GeoPrecision
    valid_from: str | None = None
    valid_to: str | None = None
    wikidata_id: str | None = None
    aliases: tuple[str, ...] = ()
