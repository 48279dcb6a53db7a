"""Events told by a noun that the date hangs on: "the dock strike of 1931", "the 2031 harbour drill"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.events import actors
from pipeline.events.draft import Draft
from pipeline.events.labels import named_place, noun_text
from pipeline.events.modality import modality_of
from pipeline.events.phrases import bare, capitalised, event_noun, noun_phrase_after, noun_phrase_before, shorten
from pipeline.events.relations import lasts, lead_before, relation_of
from pipeline.events.segments import segment_of
from pipeline.events.types import LIGHT_VERBS, WEAK_NOUNS, row, verb_types
from pipeline.events.words import group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.events.clauses import Clause
    from pipeline.events.scene import Dated, Scene
    from pipeline.model import EventType

_BEFORE_DATE = group("of in on at during from ( , the early late mid")
_THOUGHTS = group(
    "plan plans proposal proposals preparations hope hopes fear fears threat threats call calls idea request demands"
)
_OF_NOUN = frozenset(["of", "at", "between"])
_OBJECT_VERBS = LIGHT_VERBS | group("win host join enter fight lose boycott attend cancel postpone survive")


@dataclass(slots=True)
class EventNoun:
    """An event noun: its phrase and its head as token indices, and its type."""

    phrase: range | list[int]
    head: int
    type: EventType


def find_nominal(scene: Scene, dated: Dated, date: int) -> list[Draft]:
    """The event noun that the date stands with, unless the clause tells more."""
    premodified = _premodified(scene, date)
    found = premodified or _attached(scene, date)
    if found is None:
        return []
    rule = "nominal.premodified" if premodified is not None else "nominal.attached"
    sentence = scene.sentence
    clause = scene.clause(date)
    named = "K" in sentence.tags[max(found.phrase[0], found.head - 1) : found.head + 1]
    if named and rule == "nominal.attached":
        rule = "nominal.named"
    told = rule == "nominal.premodified" and not _is_object(found.phrase, clause)
    if not told and (rule == "nominal.premodified" or not _holds(scene, found, date, clause, named=named)):
        return []
    words = bare(sentence, list(found.phrase))
    vague = sentence.lower[found.phrase[0]] in {"a", "an"} or sentence.lower[found.phrase[0] - 1] in {"a", "an"}
    if len(words) < 2 and (vague or not named):
        return []
    return [noun_draft(scene, dated, date, found, rule)]


def _premodified(scene: Scene, date: int) -> EventNoun | None:
    """A date between determiner and noun, or one that owns it: "the 2031 harbour drill", "last year's drill"."""
    sentence = scene.sentence
    tags = sentence.tags
    owns = tags[date + 1 : date + 2] == "'"
    first = date + 2 if owns else date + 1
    if first >= len(tags) or tags[first] not in "NKOG":
        return None
    phrase = noun_phrase_after(sentence, first, len(tags))
    stop = next((i for i in phrase if tags[i] == "P" and sentence.lower[i] not in _OF_NOUN), phrase.stop)
    found = event_noun(sentence, range(phrase.start, stop))
    if found is None or found[0].start != phrase.start:
        return None
    return EventNoun(*found) if owns or tags[found[1]] == "K" or (date > 0 and tags[date - 1] in "D'") else None


def _attached(scene: Scene, date: int) -> EventNoun | None:
    """A noun phrase that ends where the date's preposition begins: "the dock strike of 1931", "the Strike (1931)"."""
    lower = scene.sentence.lower
    end = date
    while end > 0 and date - end < 3 and lower[end - 1] in _BEFORE_DATE:
        end -= 1
    found = event_noun(scene.sentence, noun_phrase_before(scene.sentence, end)) if 0 < end < date else None
    if found is None or _is_only_thought_of(lower, found[0].start):
        return None
    return EventNoun(*found)


def _is_only_thought_of(lower: Sequence[str], start: int) -> bool:
    """Whether an event noun is what plans or fears are of: "plans for an invasion in 1779"."""
    return start > 1 and lower[start - 1] in {"for", "of"} and lower[start - 2] in _THOUGHTS


def _holds(scene: Scene, noun: EventNoun, date: int, clause: Clause | None, *, named: bool) -> bool:
    """Whether the noun is what the date dates, rather than the verb before it."""
    lower = scene.sentence.lower
    by_of = lower[date - 1] == "of" or lower[max(0, date - 2) : date] == ["of", "the"]
    weak = lower[noun.head] in WEAK_NOUNS or lower[noun.head].rstrip("s") in WEAK_NOUNS
    listed = segment_of(scene.clauses, date).kind == "list"
    if clause is None or (weak and not (named and (by_of or listed))):
        return clause is None
    if by_of or scene.sentence.tags[date - 1] == "(":
        return named or not _is_object(noun.phrase, clause)
    in_subject = bool(clause.subject) and noun.phrase[0] >= clause.subject[0]
    if listed or (in_subject and noun.phrase[-1] < clause.verbs[0]):
        return True
    telling = clause.lemma in verb_types() and clause.lemma not in LIGHT_VERBS
    return named and not telling and not _is_object(noun.phrase, clause)


def _is_object(phrase: Sequence[int], clause: Clause | None) -> bool:
    """Whether the phrase is the object of a verb that only carries it: the clause says who, then."""
    if clause is None or not clause.subject or not clause.complement:
        return False
    starts = phrase[0] <= clause.complement[0] + 1 and phrase[0] > clause.verbs[-1]
    return starts and clause.lemma in _OBJECT_VERBS


def noun_draft(scene: Scene, dated: Dated, date: int, noun: EventNoun, rule: str) -> Draft:
    """An event told by a noun phrase at the date of token `date`."""
    sentence = scene.sentence
    clause = scene.clause(date)
    phrase = list(noun.phrase)
    label = shorten(capitalised(noun_text(scene, phrase)))
    published = scene.context.published_day
    future = published is not None and dated.value.first_day is not None and dated.value.first_day > published
    carries = clause is not None and bool(clause.subject) and clause.subject[0] <= phrase[0] + 1
    carries = carries and clause is not None and phrase[0] <= clause.subject[-1]
    verbs = [sentence.lower[i] for i in clause.verbs] if clause is not None and carries else []
    modality = modality_of(verbs, future=future)
    place = scene.place_near(phrase) or (
        scene.place_near(clause.complement) if clause is not None and carries else None
    )
    relation = relation_of(lead_before(sentence, date), scene.context.document.text[dated.span.slice], dated.value)
    default = row(noun.type).relation if lasts(dated.value) else None
    return Draft(
        dated=dated,
        type=noun.type,
        label=label,
        rule=rule,
        value=dated.value,
        relation=default or (relation if relation != "for" else relation_of("", "", dated.value)),
        modality=modality if modality != "ongoing" else "occurred",
        actors=actors.actors_in(sentence, phrase, "participant"),
        place=place.id if place is not None else named_place(scene, label),
        leaning=label.startswith("Provincial") and scene.context.province is None,
    )
