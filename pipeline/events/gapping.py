"""Clauses that share a verb, which is told once: "built ten houses in 1897, and in 1902 a school"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.events.phrases import trim
from pipeline.events.words import MOVING

if TYPE_CHECKING:
    from pipeline.events.clauses import Clause
    from pipeline.events.grammar import Sentence

_PAIR = 2
_OPENS = frozenset("DNKO")
_OPENS_SUBJECT = frozenset("DKO")
_LEADS = frozenset("PDY,")
_PHRASE = frozenset("DNKOGP'")


def gapped_at(sentence: Sentence, clause: Clause, told: list[int], date: int) -> Clause | None:
    """The part of a clause that a date dates, where "and" goes on without a verb; None where it does not.

    Args:
        sentence: the sentence.
        clause: of one verb and several dates.
        told: the tokens of its dates behind the verb.
        date: the one of these whose part is wanted.

    "Measurements are due in May and a full report by June" has another subject behind "and", "they built ten houses in
    1897, and in 1902 a school" another object.
    """
    if not 0 < len(told) <= _PAIR:
        return None
    first, second = (clause.verbs[-1], *told)[-_PAIR:]
    if date not in told and date > first:
        return None
    joint = next((i for i in range(second - 1, first, -1) if sentence.tags[i] == "C"), 0)
    if not joint or (first in told and any(sentence.tags[i] != "," for i in range(first + 1, joint))):
        return None
    between = sentence.tags[joint + 1 : second]
    if set(between) <= _LEADS and not {"P", ","}.isdisjoint(between):
        return _with_object(sentence, clause, joint, second, date)
    said = [i for i in clause.complement if i < first] if first in told else []
    if first in told and (not said or (clause.lemma == "be" and len(said) == 1)):
        return _with_subject(sentence, clause, joint, second, date)
    return None


def _with_object(sentence: Sentence, clause: Clause, joint: int, second: int, date: int) -> Clause | None:
    """The object behind the second date, or the one before "and"."""
    behind = trim(sentence, [i for i in clause.complement if i > second], left=",")
    moved = bool(behind) and sentence.tags[behind[0]] == "P" and clause.lemma in MOVING
    if not behind or not (moved or sentence.tags[behind[0]] in _OPENS) or behind[0] - second > 1 + moved:
        return None
    if date != second:
        return replace(clause, complement=trim(sentence, [i for i in clause.complement if i < joint], left=","))
    return replace(clause, complement=behind)


def _with_subject(sentence: Sentence, clause: Clause, joint: int, second: int, date: int) -> Clause | None:
    """The subject behind "and", or the one before the verb; what is said of the one is said of the other."""
    said = [i for i in clause.complement if i < joint]
    subject = trim(sentence, [*range(joint + 1, second)])
    if (
        not subject
        or sentence.tags[subject[0]] not in (_OPENS if said else _OPENS_SUBJECT)
        or any(sentence.tags[i] not in _PHRASE for i in subject)
    ):
        return None
    if date != second:
        return replace(clause, complement=said)
    return replace(clause, subject=subject, complement=[*said, *(i for i in clause.complement if i > second)])
