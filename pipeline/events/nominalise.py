"""Clauses told as noun phrases: "Return of Ada Lind to Lyon" for "she returned to Lyon"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.events.phrases import write
from pipeline.events.types import noun_types
from pipeline.events.words import MODALS, POSSESSIVES, QUALIFYING, fold, group

if TYPE_CHECKING:
    from collections.abc import Callable

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
    "date": "Origin",
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
_OBJECTS = frozenset("DNKO")
_LONGEST_ADVERBIAL = 6
_HERE = frozenset(["here", "there"])
_OF_OBJECT = frozenset(["of", "for", "on", "between"])
_LATER = group("after before because with despite during on by")
_NOBODY = frozenset(["nobody", "none", "no", "neither"])
_LONGEST_SUBJECT = 9
_LONGEST_COMPLEMENT = 9


def has_noun(clause: Clause, complement: str) -> bool:
    """Whether a noun may tell what the verb of a clause does; quick, and never wrongly no."""
    nouns = PASSIVE if clause.passive else INTRANSITIVE
    return clause.lemma in nouns or clause.lemma in TRANSITIVE or _is_won(clause, complement)


def nominalised(scene: Scene, clause: Clause, complement: str, said: Callable[[list[int]], str]) -> str:
    """A clause as a noun phrase; empty where its verb has none, or the clause says more than one could hold.

    Args:
        scene: the sentence.
        clause: the clause.
        complement: its complement as it stands in a label.
        said: how a noun phrase of the sentence is said in full, after "of".
    """
    noun = (PASSIVE if clause.passive else INTRANSITIVE).get(clause.lemma)
    wins = _is_won(clause, complement)
    tags = scene.sentence.tags
    short = len(clause.complement) <= _LONGEST_COMPLEMENT
    first = tags[clause.complement[0]] if clause.complement else ""
    moves = noun is not None and not clause.passive and first in {"", "P"}
    suffers = noun is not None and clause.passive and short
    makes = not clause.passive and clause.lemma in TRANSITIVE and first in _OBJECTS and short
    told = (moves or suffers or makes or wins) and not clause.chain and not _is_denied(scene, clause)
    subject = said(clause.subject) if told else ""
    if not 0 < len(subject.split()) <= _LONGEST_SUBJECT:
        return ""
    if wins and _is_contest(subject):
        return f"Victory of {subject if subject.startswith('the ') else f'the {subject}'}"
    if moves:
        return f"{noun} of {subject} {_directed(scene, clause)}".strip()
    if suffers:
        complement = complement.split(",", maxsplit=1)[0] if clause.lemma == "bear" else complement
        role = clause.lemma in _NOMINATING and bool(complement) and first in {"D", "N", "K"}
        return f"{noun} of {subject} {'as ' if role else ''}{complement}".strip()
    if makes and not _refers_back(scene, clause):
        return f"{PASSIVE[clause.lemma]} of {said(object_of(scene, clause))} by {subject}"
    return ""


def told_alone(scene: Scene, clause: Clause, complement: str) -> str:
    """A clause without a subject as a noun phrase; empty where its verb has none.

    "Arrival at Sarn" for "arrived here at Sarn", "Arrival of a curate" for "arrived here a curate", "Election as a
    fellow" for "was elected a fellow".
    """
    noun = (PASSIVE if clause.passive else INTRANSITIVE).get(clause.lemma)
    if noun is None or clause.chain or clause.lemma == "date" or _is_denied(scene, clause):
        return ""
    sentence = scene.sentence
    away = next((n for n, i in enumerate(clause.complement) if sentence.lower[i] not in _HERE), len(clause.complement))
    rest = clause.complement[away:]
    first = sentence.tags[rest[0]] if rest else ""
    if clause.passive:
        role = clause.lemma in _NOMINATING and first in _OBJECTS
        return f"{noun} {'as ' if role else ''}{complement}".strip()
    if first in _OBJECTS:
        return f"{noun} of {write(sentence, rest)}"
    if first not in {"", "P"} or (rest and sentence.lower[rest[0]] == "as"):
        return ""
    short = write(sentence, rest) if len(rest) <= _LONGEST_ADVERBIAL else ""
    return f"{noun} {_directed(scene, replace(clause, complement=rest)) or short}".strip()


def object_of(scene: Scene, clause: Clause) -> list[int]:
    """The complement up to what no longer says what the object is: "the comet" of "the comet from a roof"."""
    sentence = scene.sentence
    stop = next(
        (
            n
            for n, i in enumerate(clause.complement)
            if n and sentence.tags[i] == "P" and sentence.lower[i] not in _OF_OBJECT
        ),
        len(clause.complement),
    )
    return clause.complement[:stop]


def _is_denied(scene: Scene, clause: Clause) -> bool:
    """Whether nobody did it, it was not done, or it only may be."""
    tags, lower = scene.sentence.tags, scene.sentence.lower
    nobody = bool(clause.subject) and lower[clause.subject[0]] in _NOBODY
    return nobody or any(tags[i] == "X" or lower[i] in MODALS or lower[i] in QUALIFYING for i in clause.verbs)


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
    while kept and sentence.tags[kept[-1]] in "PD":
        kept.pop()
    return write(sentence, kept)


def _is_won(clause: Clause, complement: str) -> bool:
    """Whether something was won, triumphed or ended in victory."""
    won = (clause.lemma == "win" and clause.passive) or clause.lemma == "triumph"
    return won or complement.lower().startswith("in victory")


def _is_contest(subject: str) -> bool:
    """Whether a subject is a campaign or battle, and not its victory."""
    heads = {fold(word) for word in subject.split()}
    return "victory" not in heads and any(noun_types()[head][0] == "battle" for head in heads if head in noun_types())
