"""Dates in brackets behind a name: the life of a person, a birth, a death; and whether they tell of the clause."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.events import actors
from pipeline.events.draft import Draft
from pipeline.events.phrases import shorten
from pipeline.events.relations import lasts, lead_before, relation_of
from pipeline.events.roles import find_role
from pipeline.events.segments import segment_of
from pipeline.events.types import noun_types

if TYPE_CHECKING:
    from pipeline.events.clauses import Clause
    from pipeline.events.grammar import Sentence
    from pipeline.events.scene import Dated, Scene
    from pipeline.model import Actor

_VITAL = {"born": "Birth", "b": "Birth", "*": "Birth", "died": "Death", "d": "Death", "†": "Death"}
# The signs of these that stand behind a name without brackets, too: "Karl Holm, b. 1901, d. 1967".
_SIGNS = frozenset(["b", "d", "*", "†"])
_BEFORE_DATE = _SIGNS | {"."}
_LONGEST_SIGNS = 16
_LONGEST_NAME = 5
# Between "born" and its date, beside the name of a place.
_BETWEEN = frozenset("PK.D")
_OF_PLACE = frozenset(["in", "at", "near"])


def find_life(scene: Scene, dated: Dated, date: int) -> list[Draft]:
    """A life, birth or death in the brackets behind a name, as in "Karl Holm (1901-1967)"; else a role behind one."""
    tags = scene.sentence.tags
    opener = bracket_around(scene, date)
    if opener < 0 and date > 0 and scene.sentence.lower[date - 1] in _BEFORE_DATE:
        opener = _behind_name(scene, date)
    person = _person(scene, opener, least=2 if tags[opener + 1 : opener + 2] == "T" else 1) if opener > 0 else None
    if person is None:
        return find_role(scene, dated, date) if tags.startswith(",", date + 1) else []
    if tags[opener : opener + 3] == "(T)":
        told = f"Life of {person.name}" if lasts(dated.value) else ""
    else:
        told = _vital(scene, opener, date, person)
    if not told:
        return []
    near = scene.place_near(range(date + 1, _end_of_part(tags, date)))
    relation = "throughout" if lasts(dated.value) else relation_of(lead_before(scene.sentence, date), "", dated.value)
    return [
        Draft(
            dated=dated,
            type="other",
            label=shorten(told),
            rule="nominal.life",
            value=dated.value,
            relation=relation,
            modality="occurred",
            actors=(person,),
            place=near.id if near is not None else None,
        )
    ]


def bracket_around(scene: Scene, date: int) -> int:
    """The token of the round bracket that is open at a date; -1 where none is."""
    if "(" not in scene.sentence.tags:
        return -1
    segment = segment_of(scene.clauses, date)
    while segment.kind != "aside" and segment.parent is not None:
        segment = segment.parent
    found = segment.kind == "aside" and scene.sentence.tags[segment.opener] == "("
    return segment.opener if found else -1


def _behind_name(scene: Scene, date: int) -> int:
    """The token behind a name that a birth or death without brackets is told of; -1 where a date tells neither."""
    sentence = scene.sentence
    tags, lower = sentence.tags, sentence.lower
    i = date - 1
    if i > 0 and sentence.words[i] == ".":
        i -= 1
    if i < 1 or lower[i] not in _SIGNS:
        return -1
    while i > 0 and date - i < _LONGEST_SIGNS and (tags[i - 1] in "T,.;(" or lower[i - 1] in _SIGNS):
        i -= 1
    return i if i > 0 and tags[i - 1] == "K" else -1


def tells_of_name(scene: Scene, date: int, clause: Clause) -> bool:
    """Whether a date stands in brackets behind the subject of a clause, so that it dates that, and not the clause."""
    opener = bracket_around(scene, date)
    behind = bool(clause.subject) and clause.subject[0] < opener < clause.verbs[0]
    return behind and scene.sentence.tags[opener - 1] in "NK"


def _person(scene: Scene, opener: int, *, least: int) -> Actor | None:
    """The person whose name, of at least so many words, stands before a bracket: a first name does beside "born"."""
    sentence = scene.sentence
    start = opener
    while start > 0 and sentence.tags[start - 1] == "K":
        start -= 1
    named = least <= opener - start <= _LONGEST_NAME and not _is_of_event(sentence, start)
    person = actors.actor(sentence.between(start, opener), "subject", human=True) if named else None
    if person is not None and opener - start == 1 and actors.kind_of(person.name) is None:
        return replace(person, type="person")
    return person if person is not None and person.type == "person" else None


def _is_of_event(sentence: Sentence, start: int) -> bool:
    """Whether a name is only the end of an event's: "the War of the Arden Succession (1702-1709)"."""
    i = start - 1
    while i > 0 and (sentence.tags[i] == "D" or sentence.lower[i] in {"of", "for", "and"}):
        i -= 1
    return 0 <= i < start - 1 and sentence.tags[i] == "K" and sentence.lower[i] in noun_types()


def _vital(scene: Scene, opener: int, date: int, person: Actor) -> str:
    """What "born" or "died" before a date tells, with its place; empty where neither stands there."""
    sentence = scene.sentence
    first = date - 1
    while first >= opener and sentence.lower[first] not in _VITAL and sentence.tags[first] in _BETWEEN:
        first -= 1
    noun = _VITAL.get(sentence.lower[first]) if first >= opener else None
    if noun is None:
        return ""
    part = range(first + 1, _end_of_part(sentence.tags, date))
    place = next((i + 1 for i in part if sentence.lower[i] in _OF_PLACE and sentence.tags[i + 1 : i + 2] == "K"), None)
    if place is None:
        return f"{noun} of {person.name}"
    stop = place
    while sentence.tags[stop : stop + 1] == "K":
        stop += 1
    return f"{noun} of {person.name} in {sentence.between(place, stop)}"


def _end_of_part(tags: str, date: int) -> int:
    """The token behind the part of a list in brackets that a date is in."""
    return next((i for i in range(date, len(tags)) if tags[i] in ",;)"), len(tags))
