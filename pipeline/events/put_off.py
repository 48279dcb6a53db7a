"""What is put off or brought forward: the date that it had, the one that it gets, and what it is called then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.events.inflect import verb_forms
from pipeline.events.labels import noun_text
from pipeline.events.phrases import capitalised, ended, head_of, noun_phrase_after, shorten
from pipeline.events.relations import value_of
from pipeline.events.types import noun_types
from pipeline.events.words import PARTICLES, group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.events.clauses import Clause
    from pipeline.events.scene import Dated, Scene

# Verbs of what can be done to nothing but an event, and those that ships and letters may undergo as well.
_OF_EVENTS = group("postpone defer adjourn reschedule")
_MOVING = group("put push move bring")
PUTTING_OFF = _OF_EVENTS | _MOVING | frozenset(["delay"])
# What lasts until a date that these have, or is put off to it.
_DEFERRING = PUTTING_OFF | group("suspend extend prolong renew remand stay")
_UNTIL = frozenset(["until", "till"])
_ENDING = _UNTIL | {"to"}
_PLACING = frozenset(["move", "bring"])
# What a noun that happens ends in, where no list has it.
_HAPPENING = ("ing", "tion", "sion", "ment", "ance")
_HAPPENINGS = group("vote start race work")
_FORWARD = frozenset(["forward"])
_DAY = len("2024-06-18")


def is_put_off(scene: Scene, date: int, clause: Clause) -> bool:
    """Whether a date only says until when something was put off or drawn out that the clause dates itself.

    "On 3 May they voted to postpone the fair until June" tells of one event.
    """
    sentence = scene.sentence
    if date < 1 or len(scene.at) < 2 or sentence.lower[date - 1] not in _ENDING:
        return False
    verbs = [i + 1 for i in clause.segment.indices if sentence.tags[i] == "I" and i + 1 < date]
    if _DEFERRING.isdisjoint((clause.lemma, *map(sentence.lemma, verbs))):
        return False
    # "the talks, due in May, were put off", "was moved from 9 May to 2 May"
    inside = range(clause.subject[0], clause.verbs[0]) if clause.subject else ()
    ends = _ENDING | {"from"}
    others = [at for at in scene.at if at not in inside and at != date and sentence.lower[at - 1] not in ends]
    held = map(scene.clause, others)
    return any(each is not None and each.segment is clause.segment for each in held)


def is_moved_from(scene: Scene, date: int, clause: Clause) -> bool:
    """Whether a date is the one that something had before: "brought forward from 18 June to 2 May"."""
    sentence = scene.sentence
    if date < 1 or sentence.lower[date - 1] != "from" or clause.lemma not in PUTTING_OFF:
        return False
    return any(at > date and sentence.lower[at - 1] == "to" and at in clause.segment.indices for at in scene.at)


def is_moved_to(scene: Scene, dated: Dated, date: int, clause: Clause) -> bool:
    """Whether a date is the one to which something is put off: "was postponed to 2 July", "adjourned until June"."""
    lead = scene.sentence.lower[date - 1]
    if lead not in _ENDING or clause.lemma not in PUTTING_OFF or scene.sentence.has_tag(clause.verbs, "X"):
        return False
    if lead in _UNTIL or clause.lemma in _OF_EVENTS:
        return clause.lemma not in _PLACING and _is_of_event(scene, date, clause)
    moved = clause.lemma == "bring" or (clause.lemma == "move" and not clause.passive)
    return dated.value.precision == "day" and (not moved or _is_of_event(scene, date, clause))


def put_off(scene: Scene, dated: Dated, date: int, clause: Clause) -> Dated | None:
    """The date to which a clause moves something, of "moved from 18 June to 2 July"; None where it moves nothing."""
    if is_moved_to(scene, dated, date, clause):
        return dated
    text = dated.value.edtf or ""
    first, _, last = text.partition("/")
    if dated.value.precision != "interval" or not len(first) == len(last) == _DAY or clause.lemma not in PUTTING_OFF:
        return None
    words = scene.context.document.text[dated.span.start : dated.span.end].lower()
    led = words.startswith("from ") or scene.sentence.lower[date - 1] == "from"
    if not led or (clause.lemma == "move" and not clause.passive) or "from" in scene.sentence.lower[: date - 1]:
        return None
    return replace(dated, value=value_of(last))


def put_off_label(scene: Scene, date: int, clause: Clause) -> str:
    """What somebody puts off, as what will be: "Postponed opening of the pool"; empty where nobody does so."""
    thing = _thing(scene, date, clause)
    if clause.passive or not thing or not _is_of_event(scene, date, clause):
        return ""
    done = "rescheduled" if clause.lemma in _MOVING else verb_forms(clause.lemma)[3]
    return ended(shorten(capitalised(f"{done} {noun_text(scene, list(thing))}")))


def _is_of_event(scene: Scene, date: int, clause: Clause) -> bool:
    """Whether what a clause puts off happens: "delayed the vote", but not "delayed the ship"."""
    sentence = scene.sentence
    if clause.lemma == "bring":
        return sentence.has_word(clause.complement, _FORWARD)
    if clause.lemma in _OF_EVENTS:
        return True
    thing = _thing(scene, date, clause)
    head = head_of(sentence, range(thing[0], thing[-1] + 1)) if thing else None
    noun = sentence.lower[head] if head is not None else ""
    return noun in noun_types() or noun in _HAPPENINGS or noun.endswith(_HAPPENING)


def _thing(scene: Scene, date: int, clause: Clause) -> Sequence[int]:
    """The tokens of what a clause puts off."""
    if clause.passive:
        return clause.subject
    lower = scene.sentence.lower
    start = clause.verbs[-1] + 1
    forward = next((i for i in range(start, date) if lower[i] == "forward"), date)
    return noun_phrase_after(scene.sentence, start + (lower[start] in PARTICLES), forward)
