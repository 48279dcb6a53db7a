"""The fallback that works on any text: the clause around the date, told in its own words."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.events import actors
from pipeline.events.coreference import referent
from pipeline.events.draft import Draft
from pipeline.events.labels import clause_text, date_tells, named_place, noun_text
from pipeline.events.modality import modality_of
from pipeline.events.phrases import (
    capitalised,
    head_of,
    noun_phrase_after,
    noun_phrase_before,
    shorten,
    trim,
    without_dates,
    write,
)
from pipeline.events.places import lookup
from pipeline.events.relations import lead_before, named_date, open_since, open_until, relation_of
from pipeline.events.types import LIGHT_VERBS, noun_types, verb_types
from pipeline.events.words import BODY_NOUNS, SUBJECT_PRONOUNS, group

if TYPE_CHECKING:
    from pipeline.events.clauses import Clause
    from pipeline.events.scene import Dated, Scene
    from pipeline.model import Actor, DateRelation, EventType, Modality, TemporalValue

_MARKED_BY_SUBJECT = frozenset(["disaster", "battle", "uprising", "exercise"])
_CARRYING = group("carry hold stage conduct launch mount begin start organise")
_NEAR = 12
_UNTIL = frozenset(["until", "till"])
# Verbs that tell more than the one they govern: "agreed to buy".
_GOVERNING = frozenset(["agree", "aim", "strive", "aspire"])
_GRASPING = frozenset(["take", "seize", "grasp"])
# Verb and a word after it → type, where the verb alone tells another one or none.
_PHRASES: dict[tuple[str, str], EventType] = {
    ("take", "power"): "uprising",
    ("seize", "power"): "uprising",
    ("set", "up"): "founding",
    ("take", "office"): "appointment",
    ("take", "over"): "agreement",
    ("call", "for"): "other",
    ("withdraw", "service"): "other",
    ("declare", "war"): "battle",
    ("declare", "independence"): "founding",
    ("come", "being"): "founding",
    ("step", "down"): "appointment",
    ("break", "ground"): "founding",
    ("break", "out"): "disaster",
    ("go", "public"): "agreement",
    ("go", "bankrupt"): "disaster",
}
_PRESENTING = frozenset(["welcome", "see", "witness", "mark", "greet", "bring"])


def find_clause(scene: Scene, dated: Dated, date: int) -> list[Draft]:
    """The clause that holds the date, as an event."""
    clause = scene.clause(date)
    if clause is None:
        return _phrase(scene, dated, date)
    named = _named_object(scene, clause)
    label = _object_label(scene, clause, named) if named else clause_text(scene, clause)
    if len(label.split()) < 2 and clause.subject and not clause.exists(scene.sentence):
        label = capitalised(write(scene.sentence, [*clause.subject, *clause.verbs]))
    words = label.split()
    if len(words) < 2 or not any(letter.isalpha() for letter in label):
        return _phrase(scene, dated, date)
    event_type, by_noun = clause_type(scene, clause)
    told_by = noun_text(scene, clause.subject) if clause.subject else ""
    rule = "clause.noun" if by_noun else "clause.typed" if event_type != "other" else "clause.other"
    parts = {*clause.subject, *clause.complement}
    leaning = told_by.lower() in SUBJECT_PRONOUNS or not parts.isdisjoint(scene.unresolved)
    if not told_by and not date_tells(scene, clause):
        rule = "clause.no-subject"
    value, relation = _when(scene, dated, date, clause)
    near = scene.place_near(clause.complement[:_NEAR]) or scene.place_near(clause.subject)
    place = near.id if near is not None else named_place(scene, label)
    return [
        Draft(
            dated=dated,
            type=event_type,
            label=label,
            rule=rule,
            value=value,
            relation=relation,
            modality=modality(scene, dated, clause),
            actors=tuple(_in_full(scene, each) for each in _actors(scene, clause)),
            place=place,
            leaning=leaning,
        )
    ]


def _when(scene: Scene, dated: Dated, date: int, clause: Clause) -> tuple[TemporalValue, DateRelation]:
    """The date of a clause and how it lies to it: open after "since", and before an "until" that has come."""
    value = dated.value
    words = scene.context.document.text[dated.span.slice]
    lead = lead_before(scene.sentence, date)
    relation = relation_of(lead, words, value)
    if relation == "since":
        return open_since(value), relation
    if relation == "for":
        return value, "for" if value.precision == "interval" else relation_of("", "", value)
    ended = {lead, words.lower().split()[0] if words else ""} & _UNTIL
    if ended and relation == "by" and "/" not in (value.edtf or "") and modality(scene, dated, clause) == "occurred":
        return open_until(value), "throughout"
    return named_date(value, scene.words_before(dated), relation), relation


def _named_object(scene: Scene, clause: Clause) -> list[int]:
    """The named event that a light verb carries, or one that someone sees: "carried out the General Strike"."""
    presenting = clause.lemma in _PRESENTING
    if (
        not (presenting or clause.lemma in _CARRYING)
        or clause.passive
        or clause.chain
        or "X" in {scene.sentence.tags[i] for i in clause.verbs}
    ):
        return []
    phrase = _first_phrase(scene, clause)
    head = head_of(scene.sentence, range(phrase[0], phrase[-1] + 1)) if phrase else None
    if head is None or scene.sentence.lower[head] not in noun_types():
        return []
    if presenting:
        return phrase if scene.sentence.lower[head + 1 : head + 2] == ["of"] else []
    if scene.sentence.tags[head] != "K":
        return []
    return phrase if scene.sentence.tags[head - 1] == "K" else []


def _object_label(scene: Scene, clause: Clause, named: list[int]) -> str:
    """The event by its own name; an arrival that a place saw is an arrival there."""
    label = capitalised(noun_text(scene, named))
    place = noun_text(scene, clause.subject)
    known = _noun_type(scene, named) == "movement" and lookup(place) is not None
    return shorten(f"{label} to {place}" if known and " to " not in label and place not in label else label)


def clause_type(scene: Scene, clause: Clause) -> tuple[EventType, bool]:
    """The type of a clause, and whether a noun gave it: the verb tells it, or what a light verb carries."""
    lemma = next((each for each in clause.chain if each in _GOVERNING), clause.lemma)
    subject = _noun_type(scene, clause.subject)
    if clause.subject and scene.sentence.lower[clause.subject[-1]] in BODY_NOUNS:
        subject = None
    carried = _noun_type(scene, _first_phrase(scene, clause))
    fixed = _fixed(scene, clause, lemma)
    if fixed is not None and not (subject is not None and lemma == "break"):
        return fixed, False
    if lemma in _PRESENTING and carried is not None:
        return carried, True
    if lemma in LIGHT_VERBS:
        told = (subject or carried) if clause.passive or not clause.complement else (carried or subject)
        if (lemma == "end" and subject is not None) or (
            subject in _MARKED_BY_SUBJECT and not (carried and lemma in {"follow", "hold"})
        ):
            told = subject
        if told is not None:
            return told, True
    personal = lemma != "become" or not clause.subject or is_person(scene, clause)
    own = verb_types().get(lemma) if personal else None
    return (subject, True) if own is None and subject in _MARKED_BY_SUBJECT else (own or "other", False)


def _fixed(scene: Scene, clause: Clause, lemma: str) -> EventType | None:
    """The type that a verb and a word after it have together."""
    after = [scene.sentence.lower[i] for i in clause.complement if scene.sentence.tags[i] != "D"]
    if any(verb in _GRASPING and noun == "power" for verb, noun in pairwise(after)):
        return "uprising"
    if lemma == "take" and "over" in after and clause.subject and is_person(scene, clause):
        return "appointment"
    return next((known for words, known in _PHRASES.items() if words[0] == lemma and words[1] in after), None)


def is_person(scene: Scene, clause: Clause) -> bool:
    """Whether the subject of a clause may be a person."""
    if scene.sentence.lower[clause.subject[0]] in {"he", "she", "i", "who"}:
        return True
    found = referent(scene.sentence, clause.subject, lemma=clause.lemma, owned=True)
    return found is not None and found.kind in {"person", "name"}


def _first_phrase(scene: Scene, clause: Clause) -> list[int]:
    """The object: the noun phrase that the complement begins with, or the one after its particle."""
    rest = list(clause.complement)
    while rest and scene.sentence.tags[rest[0]] in "PY":
        rest = rest[1:]
    if not rest:
        return []
    return list(noun_phrase_after(scene.sentence, rest[0], rest[-1] + 1))


def _noun_type(scene: Scene, indices: list[int]) -> EventType | None:
    if not indices:
        return None
    head = head_of(scene.sentence, range(indices[0], indices[-1] + 1))
    if head is None:
        return None
    known = noun_types().get(scene.sentence.lower[head])
    return known[0] if known else None


def modality(scene: Scene, dated: Dated, clause: Clause | None) -> Modality:
    """The modality of a clause at its date; without a clause, of the date alone."""
    sentence = scene.sentence
    published = scene.context.published_day
    future = published is not None and dated.value.first_day is not None and dated.value.first_day > published
    if clause is None:
        return "planned" if future else "occurred"
    verbs = [sentence.lower[i] for i in clause.verbs]
    if not clause.subject or sentence.lower[clause.subject[0]] in {"no", "nobody", "neither"}:
        verbs = ["not", *verbs] if clause.subject else verbs
    opener = sentence.lower[clause.segment.opener] if clause.segment.kind == "subordinate" else ""
    return modality_of(verbs, clause.chain, opener=opener, future=future)


def _in_full(scene: Scene, actor: Actor) -> Actor:
    """An actor by the full name, where the text names one by the surname alone."""
    full = scene.context.names.person(actor.name, scene.span.start) if " " not in actor.name else ""
    return replace(actor, name=full, type="person", aliases=(actor.name,)) if full else actor


def _actors(scene: Scene, clause: Clause) -> tuple[Actor, ...]:
    role = "subject" if clause.passive or clause.lemma in {"return", "die", "become", "arrive"} else "agent"
    found = list(actors.actors_in(scene.sentence, clause.subject, role, lemma=clause.lemma))
    if not found and clause.subject:
        named = noun_text(scene, clause.subject)
        if scene.sentence.lower[clause.subject[0]] in {"he", "she"} and named:
            person = actors.actor(named, role, human=True)
            found = [person] if person else []
    if clause.lemma in _PRESENTING and _noun_type(scene, _first_phrase(scene, clause)) == "movement":
        return actors.actors_in(scene.sentence, _first_phrase(scene, clause), "subject", human=True)
    by = next((n for n, i in enumerate(clause.complement) if scene.sentence.lower[i] == "by"), None)
    if clause.passive and by is not None:
        found += actors.actors_in(scene.sentence, clause.complement[by:], "agent")
        others = clause.complement[:by]
    else:
        others = clause.complement
    found += [
        each
        for each in actors.actors_in(scene.sentence, others, "participant")
        if each.name not in {f.name for f in found}
    ]
    return tuple(found)


def _phrase(scene: Scene, dated: Dated, date: int) -> list[Draft]:
    """A caption, a title or a fragment without a verb: its noun phrase, where it has one."""
    sentence = scene.sentence
    segment = next((each for each in reversed(scene.clauses) if date in each.indices), scene.clauses[0])
    if segment.kind == "aside" and segment.opener > 0 and sentence.tags[segment.opener - 1] in "NK":
        indices = list(noun_phrase_before(sentence, segment.opener))
    else:
        indices = trim(sentence, without_dates(sentence, segment.indices))
    if sum(sentence.tags[i] in "NKV" for i in indices) < 2:
        return []
    label = shorten(capitalised(write(sentence, indices)))
    known = _noun_type(scene, indices)
    place = scene.place_near(indices)
    return [
        Draft(
            dated=dated,
            type=known or "other",
            label=label,
            rule="phrase",
            value=dated.value,
            relation=relation_of(lead_before(sentence, date), "", dated.value),
            modality="occurred",
            actors=actors.actors_in(sentence, indices, "participant"),
            place=place.id if place else None,
        )
    ]
