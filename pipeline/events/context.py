"""The document around a sentence: what can be asked of it when one sentence does not say it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.events import actors, grammar, references
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
from pipeline.events.phrases import bare, write
from pipeline.events.places import gazetteer, provinces_of
from pipeline.events.segments import segments
from pipeline.events.titles import is_form_of_firm, topic_of_title
from pipeline.events.words import BODY_NOUNS, PLACES_TOLD
from pipeline.temporal import edtf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.events.coreference import Role, Told
    from pipeline.events.scene import Scene
    from pipeline.model import Block, Document, Place, Span

_LOOK_BACK = 4
_LOOK_BACK_FOR_BODIES = 12
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
_HE_OR_SHE = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")


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
    _life: tuple[str, Referent | None] | None = None

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

        Things are looked for in the sentence before, and further back as long as the sentences go on with "it". By whom
        something was done is meant where no one else is, if nothing tells that it is a man or a woman.
        """
        goes_on = True
        agent: Referent | None = None
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
                if found is not None and personal and found.agent and found.gender != pronoun:
                    agent = agent or self.known(found, n)
                elif found is not None and (goes_on or personal or found.kind == "body"):
                    known = self.known(found, n)
                    plainly = not personal or found.gender or self._gender(found)
                    return known if plainly else self._whose_life(pronoun) or known
            if personal and any(each.pronoun in {"he", "she"} - {pronoun} for each in told):
                return agent
            goes_on = goes_on and any(pronoun in {each.pronoun, each.pointed} for each in told)
        return self._topic(pronoun) or (self._person_told(pronoun) if personal else None) or agent

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

    def _whose_life(self, pronoun: str) -> Referent | None:
        """The person whose life the title says the document tells, where the first "he" or "she" in it is this one.

        Who tells of her life calls no one else "she" whose name does not say that it is a woman's.
        """
        if self._life is None:
            first = _HE_OR_SHE.search(self.document.text, 0, _PLACE_SCAN)
            found = self._topic(first[0].lower()) if first is not None else None
            self._life = (first[0].lower() if first is not None else "", found)
        told, person = self._life
        return person if told == pronoun and person is not None and person.kind == "person" else None

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


def _last_day(published: str | None) -> int | None:
    """The last day of a date of publication; None where there is none, or none that can be read."""
    if published is None:
        return None
    try:
        return edtf.parse(published).last_day
    except edtf.EdtfError:
        return None
