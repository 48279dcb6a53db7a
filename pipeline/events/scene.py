"""What the finders of events look at: one sentence with its dates, and the document around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.events import actors, grammar, references
from pipeline.events.clauses import Clause, clause_at
from pipeline.events.coreference import (
    ANY_BODY,
    Referent,
    bodies_in,
    choose,
    gender_told,
    is_body_for,
    is_ship,
    may_name_ship,
    referent,
    suits,
    told_by,
)
from pipeline.events.full_names import Names
from pipeline.events.gapping import gapped_at
from pipeline.events.phrases import bare, trim, write
from pipeline.events.places import gazetteer, places_in, provinces_of
from pipeline.events.segments import Segment, segments
from pipeline.events.titles import is_form_of_firm, topic_of_title
from pipeline.events.types import WEAK_NOUNS, noun_types
from pipeline.events.words import BODY_NOUNS, PLACES_TOLD
from pipeline.temporal import edtf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.events.coreference import Role, Told
    from pipeline.events.vietnamese_clauses import Reading
    from pipeline.model import Block, Document, Place, Section, Span, TemporalValue, Timex

_SECTIONS: dict[str, Section] = {"title": "title", "caption": "caption", "teaser": "teaser", "footnote": "footnote"}
_LOOK_BACK = 4
_LOOK_BACK_FOR_BODIES = 12
_LONGEST_MEMBER = 6
_BEFORE_COMPLEMENT = "C,;.)-"
_FEW = 14
_LONGEST_READ = 2_000
_LONGEST_TITLE = 5
_LONGEST_PHRASE = 40
_REMEMBERED = 64
_PLACE_SCAN = 40_000
_CAPITALISED = r"[A-Z][\w’'-]{0,60}"
_HISTORY_OF = re.compile(
    r"\b(?:[Hh]istory|[Cc]hronicle|[Ss]tory|[Aa]nnals|[Tt]imeline) of "
    rf"(?P<name>{_CAPITALISED}(?: {_CAPITALISED}){{0,3}})$"
)


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
class Context:
    """A document, and what can be asked of it when one sentence does not say it.

    All answers are computed when they are first asked for; one that may be None is kept in a tuple.
    """

    document: Document
    sentences: list[tuple[Block, Span]]
    dates: dict[int, list[Span]] = field(default_factory=dict)
    read: dict[int, list[Told]] = field(default_factory=dict)
    bodies: dict[int, tuple[bool, frozenset[str]]] = field(default_factory=dict)
    scenes: dict[int, Scene] = field(default_factory=dict)
    within: dict[str, bool] = field(default_factory=dict)
    _province: tuple[Place | None] | None = None
    _published_day: tuple[int | None] | None = None
    _names: Names | None = None
    _place_told: str | None = None
    _ship: tuple[Referent | None] | None = None
    _topic_told: str | None = None
    _speaker: str | None = None

    def remember(self, scene: Scene) -> None:
        """Keep a sentence that has been read, since the next ones may point back to it."""
        if len(self.scenes) >= _REMEMBERED:
            self.scenes.clear()
        self.scenes[scene.number] = scene

    def forget(self) -> None:
        """Let go of the sentences, which point to this context: what is in no circle is freed at once."""
        self.scenes.clear()

    @property
    def province(self) -> Place | None:
        """The province that the document is about: named in its title or far more often than any other."""
        if self._province is None:
            self._province = (self._find_province(),)
        return self._province[0]

    def _find_province(self) -> Place | None:
        if "rovinc" not in self.document.text:
            return None
        counts = provinces_of(self.document.text[:_PLACE_SCAN])
        for place_id in provinces_of(self.document.title or ""):
            counts[place_id] = counts.get(place_id, 0) + 10
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        return gazetteer()[ranked[0][0]]

    @property
    def published_day(self) -> int | None:
        """The day number of publication, where it is known to the day."""
        if self._published_day is None:
            self._published_day = (_last_day(self.document.published),)
        return self._published_day[0]

    def before(self, number: int) -> Iterator[str]:
        """The sentences before sentence `number`, nearest first; not beyond a few."""
        for _, span in reversed(self.sentences[max(0, number - _LOOK_BACK) : number]):
            yield self.document.text[span.slice]

    @property
    def names(self) -> Names:
        """The longer names that short ones stand for."""
        if self._names is None:
            ship = self.ship if may_name_ship(self.document.title or "") else None
            things = (ship.text,) if ship is not None else ()
            self._names = Names(self.document.text[:_PLACE_SCAN], self.document.title or "", things)
        return self._names

    @property
    def place_told(self) -> str:
        """The town or land whose history the title says the document tells; empty where it says none."""
        if self._place_told is None:
            title = _HISTORY_OF.search(self.document.title or "")
            told = title is not None and actors.kind_of(title["name"]) is None
            self._place_told = title["name"] if title is not None and told else ""
        return self._place_told

    def told(self, number: int) -> list[Told]:
        """What the main clauses of sentence `number` name."""
        if number in self.scenes:
            return self.scenes[number].told
        if number not in self.read:
            span = self.sentences[number][1]
            text = self.document.text[span.start : min(span.end, span.start + _LONGEST_READ)]
            sentence = grammar.read(text, span.start, self.dates.get(number, ()))
            if len(self.read) >= _REMEMBERED:
                self.read.clear()
            self.read[number] = told_by(sentence, segments(sentence))
        return self.read[number]

    def antecedent(self, number: int, pronoun: str, role: Role) -> Referent | None:
        """What a pronoun (in its subject form) in sentence `number` stands for, by the sentences before it.

        Things are looked for in the sentence before, and further back as long as the sentences go on with "it".
        """
        goes_on = True
        personal = pronoun in {"he", "she"}
        if pronoun == "she" and self.ship is not None:
            return self.ship
        for n in range(number - 1, max(-1, number - 1 - _LOOK_BACK), -1):
            if not goes_on and not personal and not self._bodies(n)[0]:
                continue
            told = self.told(n)
            for each in told:
                found = choose(each, pronoun, role, apart=True)
                if found is not None and not self._may_be(found, pronoun, n):
                    found = None
                if found is not None and (goes_on or personal or found.kind == "body"):
                    return self.known(found, n)
            if personal and any(each.pronoun in {"he", "she"} - {pronoun} for each in told):
                return None
            goes_on = goes_on and any(pronoun in {each.pronoun, each.pointed} for each in told)
        return self._topic(pronoun) or (self._person_told(pronoun) if personal else None)

    def _may_be(self, found: Referent, pronoun: str, number: int) -> bool:
        """Whether what is told elsewhere of a name allows the pronoun: "it" is no one whose first name is told."""
        if pronoun == "it" and found.kind == "name":
            return not self.names.person(found.text, self.sentences[number][1].start)
        if pronoun not in {"he", "she"}:
            return True
        return self._is_known_name(found) and self._gender(found) in {"", pronoun}

    def _gender(self, found: Referent) -> str:
        """The pronoun that the nouns before a name elsewhere tell it has: "her brother Hugo"; or empty."""
        if not found.text[:1].isupper() or found.kind not in {"person", "name"}:
            return ""
        return gender_told(self.document.text[:_PLACE_SCAN], found.text.split()[0])

    def _is_known_name(self, found: Referent) -> bool:
        """Whether a word with a capital that nothing else tells to be a name has one within a sentence, too."""
        if found.kind != "name" or found.sure or " " in found.text:
            return True
        known = self.within.get(found.text)
        if known is None:
            known = self.within[found.text] = self._is_within(f" {found.text}")
        return known

    def _is_within(self, words: str) -> bool:
        """Whether these words, with the space before them, stand in the middle of a sentence."""
        text = self.document.text
        at = text.find(words, 1, _PLACE_SCAN)
        while at >= 0:
            before, after = text[at - 1], text[at + len(words) : at + len(words) + 1]
            if (before.islower() or before in ",;") and not after.isalnum():
                return True
            at = text.find(words, at + 1, _PLACE_SCAN)
        return False

    @property
    def ship(self) -> Referent | None:
        """The ship that the document tells of by its title, which is then who "she" is."""
        if self._ship is None:
            self._ship = (self._find_ship(),)
        return self._ship[0]

    def _find_ship(self) -> Referent | None:
        title = topic_of_title(self.document.title or "")
        sentence = grammar.read(title, 0, ()) if title else None
        found = referent(sentence, [*range(len(sentence.tags))]) if sentence is not None and sentence.tags else None
        return found if found is not None and found.sure and is_ship(found) and found.text[:1].isupper() else None

    def _person_told(self, pronoun: str) -> Referent | None:
        """The person that a life tells of: the full name that its first sentence begins with."""
        first = next((n for n, (block, _) in enumerate(self.sentences) if block.kind == "body"), None)
        told = self.told(first) if first is not None else []
        found = told[0].subject if told else None
        known = found is not None and found.kind == "person" and " " in found.text and found.text[:1].isupper()
        return found if found is not None and known and suits(found, pronoun) else None

    def known(self, found: Referent, number: int) -> Referent | None:
        """A referent by its full name; None for a single name that nothing tells to be what is wanted."""
        start = self.sentences[number][1].start
        if found.kind in {"person", "name"} and " " not in found.text:
            full = self.names.person(found.text, start)
            return replace(found, text=full) if full else found
        if found.text in PLACES_TOLD and self.place_told:
            return replace(found, text=self.place_told, article=False)
        if found.article and found.text.islower() and " " not in found.text:
            name = self.names.thing(found.text, start)
            if name:
                return replace(found, text=name, article=self.names.articled(name))
            body = self.body_before(number, found.text) if found.text in BODY_NOUNS else ""
            return replace(found, text=body, article=False) if body else found
        return found

    @property
    def topic(self) -> str:
        """The name of what the title says the document is about; empty where it names nothing."""
        if self._topic_told is None:
            found = (self._topic(pronoun) for pronoun in ("it", "he", "she"))
            self._topic_told = next((each.text for each in found if each is not None), "") or self._title_phrase
        return self._topic_told

    @property
    def speaker(self) -> str:
        """The body that "we" means: what the title names, where that is a body; empty where it names none."""
        if self._speaker is None:
            found = self._topic("it")
            self._speaker = found.text if found is not None and found.kind == "body" else ""
        return self._speaker

    @property
    def _title_phrase(self) -> str:
        """A title that is one short noun phrase with a name in it: "The lightship Cormorant"."""
        title = topic_of_title(self.document.title or "")
        sentence = grammar.read(title, 0, ()) if len(title) <= _LONGEST_PHRASE else None
        plainly = sentence is not None and "K" in sentence.tags and set(sentence.tags) <= set("DNK")
        return write(sentence, bare(sentence, [*range(len(sentence.tags))])) if sentence is not None and plainly else ""

    def _topic(self, pronoun: str) -> Referent | None:
        """What the document is about by its title, where that is a name alone."""
        if pronoun == "it" and self.place_told:
            return Referent(self.place_told, "thing", sure=True)
        title = topic_of_title(self.document.title or "")
        if not title:
            return None
        sentence = grammar.read(title, 0, ())
        if len(sentence.tags) > 1 and is_form_of_firm(sentence.lower[-1]):
            sentence.tags = f"{sentence.tags[:-1]}K"
        words = actors.name_at(sentence, 0)
        if not 0 < len(words) == len(sentence.tags) <= _LONGEST_TITLE:
            return None
        found = referent(sentence, list(words))
        fits = found is not None and suits(found, pronoun) and (pronoun in {"he", "she"} or found.kind == "body")
        return found if fits else None

    def body_before(self, number: int, noun: str) -> str:
        """The body that "the company" (`noun`) in sentence `number` means; empty where none is sure."""
        start = self.sentences[number][1].start
        name = self.names.thing(noun, start)
        if name:
            return name
        for n in range(number - 1, max(-1, number - 1 - _LOOK_BACK_FOR_BODIES), -1):
            named, common = self._bodies(n)
            if not named and not (noun in ANY_BODY and self._stand_for_names(common - {noun}, start)):
                continue
            for each in self.told(n):
                bodies = [known for known in (each.subject, each.object) if known is not None]
                found = next((known for known in bodies if is_body_for(known, noun)), None)
                if found is not None:
                    return found.text
                same = next((known.text for known in bodies if known.text in BODY_NOUNS and known.text != noun), "")
                name = self.names.thing(same, start) if noun in ANY_BODY else ""
                if name:
                    return name
        topic = self._topic("it")
        return topic.text if topic is not None and is_body_for(topic, noun) else ""

    def _stand_for_names(self, nouns: Iterable[str], start: int) -> bool:
        """Whether one of these common nouns is short for a name that the text has told before an offset."""
        return any(self.names.thing(each, start) for each in nouns)

    def _bodies(self, number: int) -> tuple[bool, frozenset[str]]:
        found = self.bodies.get(number)
        if found is None:
            span = self.sentences[number][1]
            found = self.bodies[number] = bodies_in(self.document.text[span.start : span.end])
        return found

    def reference_before(self, number: int, *, nearest: bool = False) -> references.Reference | None:
        """The act that "this resolution" in sentence `number` means; `nearest` looks at the sentence before alone."""
        for text in self.before(number):
            found = references.find(text)
            if found or nearest:
                return found[0] if found else None
        return None


@dataclass(slots=True)
class Scene:
    """One sentence to be searched: its tokens, its dates, its numbered acts and its place in the document.

    `at` are the tokens of the dates, `naming` those of them that only say which thing is meant; they have the tag of a
    number. `headed` is a sentence after a date that stands alone, which its text begins with unless it
    has a date of its own.
    `reading` is of a Vietnamese sentence, once it is read.
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


def _last_day(published: str | None) -> int | None:
    """The last day of a date of publication; None where there is none, or none that can be read."""
    if published is None:
        return None
    try:
        return edtf.parse(published).last_day
    except edtf.EdtfError:
        return None


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
