"""What the finders of events look at: one sentence with its dates, and the document around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.events import actors, grammar, references
from pipeline.events.clauses import Clause, clause_at
from pipeline.events.phrases import bare, trim, write
from pipeline.events.places import gazetteer, lookup, places_in, provinces_of
from pipeline.events.segments import Segment, segment_of, segments
from pipeline.events.words import BODY_NOUNS, SUBJECT_PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Block, Document, Place, Section, Span, TemporalValue, Timex

_SECTIONS: dict[str, Section] = {"title": "title", "caption": "caption", "teaser": "teaser", "footnote": "footnote"}
_LOOK_BACK = 4
# Verbs whose nameless kind of subject is a body, as a rule.
_BODY_LEMMAS = frozenset(
    ["win", "play", "merge", "acquire", "employ", "produce", "sell", "operate", "expand", "release"]
)
_LONGEST_THING = 6
_PLACE_SCAN = 40_000
_TITLE_NAME = re.compile(r"[^:–—(|]{2,60}")


@dataclass(frozen=True, slots=True)
class Dated:
    """Date words in a sentence: one expression, or the whole of a range whose members are two.

    `timex` is what is published; `span` the words that count as the date in the sentence's grammar.
    """

    timex: Timex
    span: Span
    value: TemporalValue

    @property
    def stated(self) -> bool:
        """Whether the words give the whole date."""
        return self.timex.anchor is None


@dataclass
class Context:
    """A document, and what can be asked of it when one sentence does not say it; all answers are computed on demand."""

    document: Document
    sentences: list[tuple[Block, Span]]

    @cached_property
    def province(self) -> Place | None:
        """The province that the document is about: named in its title or far more often than any other."""
        if "rovinc" not in self.document.text:
            return None
        counts = provinces_of(self.document.text[:_PLACE_SCAN])
        for place_id in provinces_of(self.document.title or ""):
            counts[place_id] = counts.get(place_id, 0) + 10
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        return gazetteer()[ranked[0][0]]

    @cached_property
    def published_day(self) -> int | None:
        """The day number of publication, where it is known to the day."""
        from pipeline.temporal import edtf

        if self.document.published is None:
            return None
        try:
            return edtf.parse(self.document.published).last_day
        except edtf.EdtfError:
            return None

    def before(self, number: int) -> Iterator[str]:
        """The sentences before sentence `number`, nearest first; not beyond a few."""
        for _, span in reversed(self.sentences[max(0, number - _LOOK_BACK) : number]):
            yield self.document.text[span.slice]

    def named_before(self, number: int, pronoun: str, *, things: bool = False) -> str | None:
        """The name that a pronoun or "the company" in sentence `number` stands for; None where none is sure.

        `things` lets a nameless subject of the sentence before do: "the mill".
        """
        for n, text in enumerate(self.before(number)):
            sentence = grammar.read(text, 0, ())
            name = _subject_name(sentence, pronoun) or (_subject_thing(sentence, pronoun) if not n and things else None)
            if name is not None:
                return name
        title = _TITLE_NAME.match(self.document.title or "")
        if title is None:
            return None
        sentence = grammar.read(title[0], 0, ())
        words = actors.name_at(sentence, 0)
        if not 0 < len(words) == len(sentence.tags) <= 5:
            return None
        written = actors.written(sentence, words)
        return written if fits(written, pronoun) else None

    def reference_before(self, number: int, *, nearest: bool = False) -> references.Reference | None:
        """The act that "this resolution" in sentence `number` means; `nearest` looks at the sentence before alone."""
        for text in self.before(number):
            found = references.find(text)
            if found or nearest:
                return found[0] if found else None
        return None


def _subject_name(sentence: grammar.Sentence, pronoun: str) -> str | None:
    """The name in the subject of a sentence that fits a pronoun."""
    verb = next((i for i, tag in enumerate(sentence.tags) if tag in "VA"), len(sentence.tags))
    lemmas = {sentence.lemma(i) for i in range(verb, min(verb + 4, len(sentence.tags))) if sentence.tags[i] in "VE"}
    human = bool(lemmas & actors.HUMAN_LEMMAS)
    bodily = bool(lemmas & _BODY_LEMMAS) or (
        sentence.tags[verb : verb + 1] == "A" and bool(lemmas - actors.HUMAN_LEMMAS)
    )
    for name in actors.names_in(sentence, range(verb)):
        if name[0] and sentence.tags[name[0] - 1] == "P" and sentence.lower[name[0] - 1] in {"in", "at", "on", "from"}:
            continue
        if name[0] == 0 and len(name) == 1 and sentence.lower[0] in SUBJECT_PRONOUNS:
            continue
        if name.stop < len(sentence.tags) and sentence.tags[name.stop] == "'":
            continue
        text = actors.written(sentence, name)
        sure = pronoun in {"he", "she"} or (not human and (bodily or actors.kind_of(text) or _reads_as_body(text)))
        if fits(text, pronoun) and sure:
            return text
    return None


def _subject_thing(sentence: grammar.Sentence, pronoun: str) -> str | None:
    """The nameless subject of a sentence that "it" or "they" stands for: "the mill"."""
    if pronoun not in {"it", "they"} or sentence.tags[:1] not in {"D", "N"}:
        return None
    verb = next((i for i, tag in enumerate(sentence.tags) if tag in "VA"), 0)
    if not 1 < verb <= _LONGEST_THING or set(sentence.tags[1:verb]) - set("NKOP'"):
        return None
    if sentence.lower[verb - 1] in BODY_NOUNS:
        return None
    plural = sentence.lower[verb - 1].endswith("s")
    return write(sentence, bare(sentence, range(verb))) if plural == (pronoun == "they") else None


def _reads_as_body(name: str) -> bool:
    """Whether a name alone is rather a body's than a person's: one word, or a plural."""
    return " " not in name or name.endswith("s")


def fits(name: str, pronoun: str) -> bool:
    """Whether a pronoun may stand for a name."""
    kind = actors.kind_of(name)
    if pronoun in {"he", "she"}:
        return kind in {"person", None} and lookup(name) is None and 1 <= len(name.split()) <= 5
    return kind != "person"


@dataclass
class Scene:
    """One sentence to be searched: its tokens, its dates and its place in the document."""

    context: Context
    block: Block
    span: Span
    number: int
    dates: Sequence[Dated]
    text: str = ""
    sentence: grammar.Sentence = field(init=False)
    at: dict[int, int] = field(init=False)
    known: dict[int, Clause | None] = field(default_factory=dict)
    texts: dict[tuple[int, ...], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = self.context.document.text[self.span.slice]
        self.sentence = grammar.read(self.text, self.span.start, [each.span for each in self.dates])
        begins = self.sentence.begins
        offsets = {begin: i for i, begin in enumerate(begins) if self.sentence.tags[i] == "T"}
        self.at = {n: _token(offsets, each.span, self.span.start) for n, each in enumerate(self.dates)}

    @cached_property
    def clauses(self) -> list[Segment]:
        """The segments of the sentence."""
        return segments(self.sentence)

    def clause(self, date: int) -> Clause | None:
        """The clause that tells what happened at token `date`."""
        held = id(segment_of(self.clauses, date))
        if held not in self.known:
            self.known[held] = clause_at(self.sentence, self.clauses, date)
        clause = self.known[held]
        return clause if clause is None or len(self.dates) < 2 else self._share(clause, date)

    def _share(self, clause: Clause, date: int) -> Clause:
        """The clause with this date's part of "Arden in 1953 and Norham in 1954"."""
        tags = self.sentence.tags
        told = [i for i in clause.segment.indices if tags[i] == "T" and i > clause.verbs[-1]]
        joined = [i for i in told[:-1] if tags[i + 1 : i + 2] == "C"]
        if date not in told or not joined:
            return clause
        start = max((i for i in joined if i < date), default=clause.verbs[-1])
        stop = min((i for i in joined if i >= date), default=len(tags))
        part = [i for i in clause.complement if start < i < stop]
        part = part[1:] if part and tags[part[0]] == "C" else part
        return replace(clause, complement=trim(self.sentence, part)) if part else clause

    @cached_property
    def acts(self) -> tuple[references.Reference, ...]:
        """The numbered acts of the sentence."""
        return references.find(self.text) if not references.KIND_WORDS.isdisjoint(self.sentence.lower) else ()

    @cached_property
    def places(self) -> list[tuple[int, int, Place]]:
        """The places that the sentence names."""
        return places_in(self.sentence)

    @property
    def section(self) -> Section:
        """The section as published."""
        return _SECTIONS.get(self.block.kind, "body")

    def place_near(self, indices: Sequence[int]) -> Place | None:
        """The place among these tokens: after a preposition of place before one that only names something."""
        wanted = set(indices)
        inside = [(first, place) for first, last, place in self.places if any(i in wanted for i in range(first, last))]
        located = [
            place
            for first, place in inside
            if first and self.sentence.lower[first - 1] in {"in", "at", "to", "near", "of"}
        ]
        chosen = located or [place for _, place in inside]
        return chosen[0] if chosen else None

    def phrase(self, indices: Sequence[int]) -> str:
        """A noun phrase as it stands in a label: no determiner, pronouns and "the province" said in full."""
        return write(self.sentence, bare(self.sentence, indices))


def _token(offsets: dict[int, int], span: Span, start: int) -> int:
    begin = span.start - start
    if begin in offsets:
        return offsets[begin]
    return max((i for offset, i in offsets.items() if offset <= begin), default=min(offsets.values(), default=0))
