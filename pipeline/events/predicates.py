"""How the verbs of a clause are said in a label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events.coreference import referent
from pipeline.events.inflect import verb_forms
from pipeline.events.phrases import write
from pipeline.events.words import BE, HAVE, group

if TYPE_CHECKING:
    from pipeline.events.clauses import Clause
    from pipeline.events.scene import Scene

_DO = frozenset(["did", "does", "do"])
_AUXILIARIES = BE | HAVE
_AGREEING = {each: forms for forms in (("are", "is"), ("were", "was"), ("have", "has")) for each in forms}
_SPECIAL = frozenset(["be", "spent", *_AGREEING])
_RESOLVED_ADVERBS = group("now then later soon proudly successfully also finally currently today")


def verbs_text(scene: Scene, clause: Clause, *, awaited: bool) -> str:
    """The verbs of a clause: of what was `awaited` without its "not", and in a number that fits the subject."""
    sentence = scene.sentence
    verbs = [i for i in clause.verbs if sentence.lower[i] not in _RESOLVED_ADVERBS]
    first = sentence.lower[verbs[0]] if verbs else ""
    if first not in _SPECIAL and not awaited and clause.segment.kind != "tail":
        return write(sentence, verbs)
    if clause.segment.kind == "tail" or (clause.lemma == "spend" and _is_stay(scene, clause)):
        return "stayed" if clause.lemma == "spend" else verb_forms(clause.lemma)[2]
    if first in _AGREEING and clause.subject and clause.subject[0] > verbs[0]:
        # shared with the subject before: "the first are due in May and the last in June"
        return f"{_AGREEING[first][not is_plural(scene, clause.subject)]} {write(sentence, verbs[1:])}".strip()
    if not awaited:
        # "proposed that the square be closed"
        wished = first == "be" and bool(clause.subject)
        be = "are to " if wished and is_plural(scene, clause.subject) else "is to " if wished else ""
        return f"{be}{write(sentence, verbs)}"
    verbs = [i for i in verbs if sentence.tags[i] != "X"]
    if len(verbs) < 2 or sentence.lower[verbs[0]] not in _DO:
        return write(sentence, verbs)
    return f"{verb_forms(sentence.lemma(verbs[1]))[2]} {write(sentence, verbs[2:])}".strip()


def without_auxiliary(scene: Scene, clause: Clause) -> str:
    """The verbs of a clause whose subject nobody knows, as a title has them: "elected" for "was elected"; or empty."""
    sentence = scene.sentence
    if sentence.lower[clause.verbs[0]] not in _AUXILIARIES or sentence.has_tag(clause.verbs, "X"):
        return ""
    if not clause.chain and sentence.has_tag(clause.verbs, "I"):
        return ""
    told = next((n for n, i in enumerate(clause.verbs) if sentence.lower[i] not in _AUXILIARIES), None)
    if told is None or clause.lemma == "be" or sentence.tags[clause.verbs[told]] == "I":
        return ""  # "had to sell"
    return write(sentence, clause.verbs[told:])


def is_plural(scene: Scene, phrase: list[int]) -> bool:
    """Whether a noun phrase is told of in the plural."""
    found = referent(scene.sentence, phrase, owned=True)
    return found is not None and found.plural


def _is_stay(scene: Scene, clause: Clause) -> bool:
    """Whether only the date is what was spent, and the rest says where: "spent the winter of 1931 in Arden"."""
    tags = scene.sentence.tags
    dated = tags[clause.verbs[-1] + 1 : clause.verbs[-1] + 2] == "T"
    return dated and len(clause.verbs) == 1 and bool(clause.complement) and tags[clause.complement[0]] == "P"
