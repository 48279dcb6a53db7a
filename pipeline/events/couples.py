"""Who "they" are that married or divorced: the two of the marriage told last, else of the meeting before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events import actors
from pipeline.events.clauses import read_clause
from pipeline.events.coreference import PRONOUN_OF
from pipeline.events.grammar import read
from pipeline.events.places import lookup
from pipeline.events.segments import segments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.events.grammar import Sentence
    from pipeline.events.scene import Scene
    from pipeline.events.segments import Segment

_MARRYING = frozenset(["marry", "wed"])
_MARRIED = ("married", "marry", "wed")
_LOOK_BACK = 4
_LONGEST_READ = 2_000


def couple(scene: Scene, index: int, *, parted: bool) -> str:
    """The two who "they" at token `index` are; empty where that isn't sure.

    "She married the painter Otto Weiss; they divorced", "She met the printer Karl Holm. They married." Who `parted` may
    have married some sentences before.
    """
    married = _married(scene, scene.number, scene.sentence, scene.clauses, index)
    first_read = scene.number - (_LOOK_BACK if parted else 1)
    for number in range(scene.number - 1, max(-1, first_read - 1), -1):
        if not married and any(word in _text(scene, number) for word in _MARRIED):
            before = read(_text(scene, number), scene.context.sentences[number][1].start, ())
            married = _married(scene, number, before, segments(before), len(before.tags))
    if married or scene.number < 1:
        return married
    before = read(_text(scene, scene.number - 1), scene.context.sentences[scene.number - 1][1].start, ())
    first = _person(scene, scene.number)
    others = {*_persons(before, [*range(len(before.tags))])} - {first}
    return f"{first} and {others.pop()}" if first and len(others) == 1 else ""


def _text(scene: Scene, number: int) -> str:
    span = scene.context.sentences[number][1]
    return scene.context.document.text[span.start : min(span.end, span.start + _LONGEST_READ)]


def _married(scene: Scene, number: int, sentence: Sentence, found: list[Segment], index: int) -> str:
    """The couple of the last marriage that a sentence tells of before token `index`; empty where it tells of none."""
    if not any(each in sentence.lower for each in _MARRIED):
        return ""
    for segment in reversed(found):
        clause = read_clause(sentence, segment) if segment.indices and segment.indices[0] < index else None
        if clause is None or clause.lemma not in _MARRYING or clause.verbs[0] >= index:
            continue
        spouse = next(_persons(sentence, clause.complement), "")
        pronoun = PRONOUN_OF.get(sentence.lower[clause.subject[0]], "") if len(clause.subject) == 1 else ""
        first = _person(scene, number, pronoun) if pronoun else next(_persons(sentence, clause.subject), "")
        return f"{first} and {spouse}" if first and spouse and first != spouse else ""
    return ""


def _persons(sentence: Sentence, indices: list[int]) -> Iterator[str]:
    """The full names of persons among these tokens."""
    for name in actors.names_in(sentence, indices):
        text = actors.written(sentence, name)
        if len(name) > 1 and actors.kind_of(text) in {None, "person"} and lookup(text) is None:
            yield text


def _person(scene: Scene, number: int, pronoun: str = "") -> str:
    """The person whom sentence `number` would call by this pronoun, or by either; empty where there is none."""
    for each in [pronoun] if pronoun else ["she", "he"]:
        found = scene.context.antecedent(number, each, "subject")
        if found is not None:
            return found.text if found.kind == "person" else ""
    return ""
