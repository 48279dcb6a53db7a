"""What the finders of events look at: one sentence with its dates, in its document."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.events import grammar, references
from pipeline.events.clauses import Clause, clause_at
from pipeline.events.context import Context  # noqa: TC001 - mypyc asks for it
from pipeline.events.coreference import (
    told_by,
)
from pipeline.events.gapping import gapped_at
from pipeline.events.phrases import trim
from pipeline.events.places import places_in
from pipeline.events.segments import Segment, segments
from pipeline.events.types import WEAK_NOUNS, noun_types

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.events.coreference import Told
    from pipeline.events.draft import Draft
    from pipeline.events.vietnamese_clauses import Reading
    from pipeline.model import Block, Place, Section, Span, TemporalValue, Timex

_SECTIONS: dict[str, Section] = {"title": "title", "caption": "caption", "teaser": "teaser", "footnote": "footnote"}
_LONGEST_MEMBER = 6
_BEFORE_COMPLEMENT = "C,;.)-"
_FEW = 14


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


@dataclass(slots=True)
class Scene:
    """One sentence to be searched: its tokens, its dates, its numbered acts and its place in the document.

    `at` are the tokens of the dates, `naming` those of them that only say which thing is meant; they have the tag of a
    number. `headed` is a sentence after a date that stands alone, which its text begins with unless it
    has a date of its own.
    `reading` is of a Vietnamese sentence, once it is read; `refused` says why the date that is looked at has no event,
    where a finder knows.
    """

    context: Context
    block: Block
    span: Span
    number: int
    dates: Sequence[Dated]
    headed: bool = False
    text: str = ""
    sentence: grammar.Sentence = field(init=False)
    acts: Sequence[references.Reference] = ()
    at: Sequence[int] = ()
    naming: frozenset[int] = frozenset()
    held: dict[int, Clause | None] = field(default_factory=dict)
    texts: dict[tuple[int, ...], str] = field(default_factory=dict)
    unresolved: set[int] = field(default_factory=set)
    reading: Reading | None = None
    refused: str = ""
    _clauses: list[Segment] | None = None
    _told: list[Told] | None = None
    _places: list[tuple[int, int, Place]] | None = None

    def __post_init__(self) -> None:
        self.text = self.context.document.text[self.span.start : self.span.end]
        self.sentence = grammar.read(self.text, self.span.start, [each.span for each in self.dates])
        self.acts = references.find(self.text) if not references.KIND_WORDS.isdisjoint(self.sentence.lower) else ()
        if self.dates:
            self.at = _tokens_of(self)
            self.naming = _naming(self.sentence) if len(self.dates) > 1 else frozenset()

    @property
    def clauses(self) -> list[Segment]:
        """The segments of the sentence."""
        if self._clauses is None:
            self._clauses = self._find_clauses()
        return self._clauses

    def _find_clauses(self) -> list[Segment]:
        if not self.headed:
            return segments(self.sentence)
        if self.sentence.tags[:1] == "E":
            # "Left the river at noon": no participle that a main clause follows
            self.sentence.tags = f"V{self.sentence.tags[1:]}"
        found = segments(self.sentence)
        found[0].chronicle = True
        return found

    def refuse(self, reason: str) -> list[Draft]:
        """No event for the date that is looked at, and why (one of `reasons`)."""
        self.refused = reason
        return []

    def retag(self, tags: Mapping[int, str]) -> None:
        """Give tokens other tags, and forget what was read by those that they had."""
        sentence = self.sentence
        sentence.tags = "".join([tags.get(i, tag) for i, tag in enumerate(sentence.tags)])
        sentence.clauses.clear()
        self.held.clear()
        self.texts.clear()
        self._clauses = self._told = None

    @property
    def told(self) -> list[Told]:
        """What the main clauses of the sentence name."""
        if self._told is None:
            self._told = told_by(self.sentence, self.clauses)
        return self._told

    def clause(self, date: int) -> Clause | None:
        """The clause that tells what happened at token `date`."""
        if date in self.held:
            return self.held[date]
        clause = clause_at(self.sentence, self.clauses, date)
        if clause is not None and len(self.dates) > 1:
            clause = self._share(clause, date)
        self.held[date] = clause
        return clause

    def _share(self, clause: Clause, date: int) -> Clause:
        """The clause with this date's part of "Arden in 1953 and Norham in 1954"."""
        tags = self.sentence.tags
        told = [i for i in clause.segment.indices if tags[i] == "T" and i > clause.verbs[-1]]
        gapped = gapped_at(self.sentence, clause, told, date)
        if gapped is not None:
            return gapped
        joined = [i for i in told[:-1] if tags[i + 1 : i + 2] == "C" or _lists_on(tags, i)]
        if date not in told or not joined:
            return clause
        start = max((i for i in joined if i < date), default=clause.verbs[-1])
        stop = min((i for i in joined if i >= date), default=len(tags))
        part = [i for i in clause.complement if start < i < stop]
        part = part[1:] if part and tags[part[0]] in "C," else part
        if part and set(map(tags.__getitem__, part)) <= {"Y"}:
            # "won the cup in 1921 and again in 1925"
            part = [i for i in clause.complement if i < joined[0]]
        if part and part[0] > joined[0] and tags[part[0]] == "K":
            part = [*self._lead_of_list(clause, joined[0]), *part]
        if not part and tags[joined[0] + 1] == "C":
            part = [i for i in clause.complement if i < joined[0]]
        return replace(clause, complement=trim(self.sentence, part, left=_BEFORE_COMPLEMENT)) if part else clause

    def _lead_of_list(self, clause: Clause, date: int) -> list[int]:
        """What later members of a list share with the first one: "won the cup at" Arden in 1953 and Norham in 1954."""
        shared = [i for i in clause.complement if i < date]
        while shared and self.sentence.tags[shared[-1]] in "KN":
            shared.pop()
        return shared if shared and self.sentence.tags[shared[-1]] == "P" else []

    @property
    def places(self) -> list[tuple[int, int, Place]]:
        """The places that the sentence names."""
        if self._places is None:
            self._places = places_in(self.sentence)
        return self._places

    def words_before(self, dated: Dated) -> str:
        """The words of a date, with the few before it."""
        return self.context.document.text[max(self.span.start, dated.span.start - _FEW) : dated.span.end]

    @property
    def section(self) -> Section:
        """The section as published."""
        return _SECTIONS.get(self.block.kind, "body")

    def place_near(self, indices: Sequence[int]) -> Place | None:
        """The place among these tokens: after a preposition of place before one that only names something."""
        if not self.places or not indices:
            return None
        wanted = set(indices)
        inside = [(first, place) for first, last, place in self.places if any(i in wanted for i in range(first, last))]
        located = [
            place
            for first, place in inside
            if first and self.sentence.lower[first - 1] in {"in", "at", "to", "near", "of"}
        ]
        chosen = located or [place for _, place in inside]
        return chosen[0] if chosen else None


def _lists_on(tags: str, date: int) -> bool:
    """Whether a list goes on after a date with a thing and its own date: "230 in 1900, 180 in 1950"."""
    first = date + 2
    if tags[date + 1 : first] != "," or tags[first : first + 1] not in {"N", "K", "O"}:
        return False
    after = tags.find("T", first, first + _LONGEST_MEMBER)
    return after > 0 and tags[after - 1] == "P" and not set(tags[first:after]) - set("NKOPG'")


def _naming(sentence: grammar.Sentence) -> frozenset[int]:
    """The years that say which thing is meant, whose verb has a date of its own: "in …, under the law of 1999".

    A noun that tells an event by itself is dated by its year: "the uprising of 1931 was remembered in …".
    """
    tags, lower = sentence.tags, sentence.lower
    found = frozenset(
        i
        for i in range(2, len(tags) - 1)
        if tags[i] == "T"
        and lower[i - 1] == "of"
        and lower[i].isdigit()
        and tags[i - 2] == "N"
        and ((tags[i + 1] in "VA" and "T" in tags[i + 1 :]) or ("P" in tags[max(0, i - 5) : i - 2] and "T" in tags[:i]))
        and (lower[i - 2] not in noun_types() or lower[i - 2] in WEAK_NOUNS)
    )
    if found:
        sentence.tags = "".join("O" if i in found else tag for i, tag in enumerate(tags))
    return found


def _tokens_of(scene: Scene) -> Sequence[int]:
    """The token of each date; of one that shares its words with another, the last that begins no later."""
    found, begins = scene.sentence.dates, scene.sentence.begins
    if len(found) == len(scene.dates):
        return found
    starts = [each.span.start - scene.span.start for each in scene.dates]
    return [max((i for i in found if begins[i] <= start), default=min(found, default=0)) for start in starts]
