"""Clauses told as noun phrases: "Return of Ada Lind to Lyon" for "she returned to Lyon"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events.phrases import write
from pipeline.events.types import noun_types
from pipeline.events.words import MODALS, POSSESSIVES, fold, group

if TYPE_CHECKING:
    from pipeline.events.clauses import Clause
    from pipeline.events.scene import Scene

# Verb → the noun that tells it: of its subject, where it takes no object.
INTRANSITIVE: dict[str, str] = {
    "return": "Return",
    "arrive": "Arrival",
    "depart": "Departure",
    "die": "Death",
    "resign": "Resignation",
    "emigrate": "Emigration",
    "abdicate": "Abdication",
    "retire": "Retirement",
}
# Verb → the noun that tells it: of what it is done to.
PASSIVE: dict[str, str] = {
    "found": "Founding",
    "establish": "Establishment",
    "bear": "Birth",
    "elect": "Election",
    "appoint": "Appointment",
    "assassinate": "Assassination",
    "liberate": "Liberation",
    "abolish": "Abolition",
    "inaugurate": "Inauguration",
    "discover": "Discovery",
    "publish": "Publication",
    "crown": "Coronation",
}
# Of these, the verbs whose active form is told so too: "founding of the bank by two brothers".
TRANSITIVE = frozenset(["found", "establish", "discover", "liberate", "publish", "inaugurate"])
_NOMINATING = frozenset(["elect", "appoint"])
_LATER = group("after before because with despite during on by")
_NOBODY = frozenset(["nobody", "none", "no", "neither"])
_LONGEST_SUBJECT = 9
_LONGEST_COMPLEMENT = 9


def nominalised(scene: Scene, clause: Clause, subject: str, complement: str, thing: str) -> str:
    """A clause as a noun phrase; empty where its verb has none, or the clause says more than one could hold.

    Args:
        scene: the sentence.
        clause: the clause.
        subject: its subject as it stands in a label.
        complement: its complement likewise.
        thing: its object, said in full.
    """
    forms = [scene.sentence.lower[i] for i in clause.verbs]
    negated = any(scene.sentence.tags[i] == "X" for i in clause.verbs)
    nobody = bool(clause.subject) and scene.sentence.lower[clause.subject[0]] in _NOBODY
    if (
        not subject
        or nobody
        or clause.chain
        or negated
        or MODALS & set(forms)
        or len(subject.split()) > _LONGEST_SUBJECT
    ):
        return ""
    if _is_victory(clause, subject, complement):
        return f"Victory of {subject if subject.startswith('the ') else f'the {subject}'}"
    first = scene.sentence.tags[clause.complement[0]] if clause.complement else ""
    short = len(clause.complement) <= _LONGEST_COMPLEMENT
    if not clause.passive and clause.lemma in INTRANSITIVE and first in {"", "P"}:
        return f"{INTRANSITIVE[clause.lemma]} of {subject} {_directed(scene, clause)}".strip()
    if clause.passive and clause.lemma in PASSIVE and short:
        complement = complement.split(",", maxsplit=1)[0] if clause.lemma == "bear" else complement
        role = clause.lemma in _NOMINATING and bool(complement) and first in {"D", "N", "K"}
        return f"{PASSIVE[clause.lemma]} of {subject} {'as ' if role else ''}{complement}".strip()
    active = not clause.passive and clause.lemma in TRANSITIVE and first in {"D", "N", "K", "O"} and short
    if active and not _refers_back(scene, clause):
        return f"{PASSIVE[clause.lemma]} of {thing} by {subject}"
    return ""


def _refers_back(scene: Scene, clause: Clause) -> bool:
    return any(scene.sentence.lower[i] in POSSESSIVES or scene.sentence.tags[i] == "R" for i in clause.complement)


def _directed(scene: Scene, clause: Clause) -> str:
    """The part of a complement that tells from where and to where, without what comes after it."""
    sentence = scene.sentence
    kept: list[int] = []
    for i in clause.complement:
        if sentence.tags[i] in "OGI," or (sentence.tags[i] == "P" and sentence.lower[i] in _LATER):
            break
        kept.append(i)
    return write(sentence, kept)


def _is_victory(clause: Clause, subject: str, complement: str) -> bool:
    """A campaign that was won, triumphed or ended in victory."""
    heads = {fold(word) for word in subject.split()}
    contest = any(noun_types()[head][0] == "battle" for head in heads if head in noun_types())
    won = (clause.lemma == "win" and clause.passive) or clause.lemma == "triumph"
    return contest and "victory" not in heads and (won or complement.lower().startswith("in victory"))
