"""Visions, orientations and aims: "with a vision towards 2045", "by 2030 the port wants to run on wind"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events import references
from pipeline.events.draft import Draft
from pipeline.events.labels import clause_text, complement_text, named_place, noun_text
from pipeline.events.periods import PLANS
from pipeline.events.phrases import capitalised, noun_phrase_before, shorten, write
from pipeline.events.relations import lead_before, named_date
from pipeline.events.words import group, plain

if TYPE_CHECKING:
    from pipeline.events.clauses import Clause
    from pipeline.events.scene import Dated, Scene

_NOUNS = group("vision orientation goal target aim objective ambition aspiration")
_LEADS = frozenset(["by", "to", "toward", "towards", "up to", "until", "for", "by the end of"])
_OWN_LEADS = _LEADS - {"for", "to"}
_ANNOUNCING = frozenset(["toward", "towards", "up to"])
_VERBS = group("want aim strive aspire hope seek wish intend plan target")
_FINE = frozenset(["day", "hour", "minute", "second"])
_FARTHEST = 22


def find_targets(scene: Scene, dated: Dated, date: int) -> list[Draft]:
    """What is aimed at by the date."""
    if dated.value.precision in _FINE:
        return []
    sentence = scene.sentence
    lead = lead_before(sentence, date) or _own_lead(scene, dated)
    if lead not in _LEADS:
        return []
    clause = scene.clause(date)
    noun = next((sentence.lower[i] for i in range(date - 1, max(-1, date - 6), -1) if sentence.lower[i] in _NOUNS), "")
    if noun and lead != "by":
        owner = _owner(scene, date, clause)
        return [
            _target(scene, dated, f"{noun.capitalize()} of {owner}" if owner else noun.capitalize(), alone=bool(owner))
        ]
    if lead == "for" or clause is None:
        return []
    aims = bool({clause.lemma, *clause.chain} & _VERBS)
    cue = any(sentence.lower[i] in _NOUNS or sentence.lower[i] in {"aiming", "striving"} for i in range(date))
    if not (aims or cue or lead in _ANNOUNCING):
        return []
    return [_aim_of_clause(scene, dated, date, clause) if aims else _aim_in_words(scene, dated, date, clause)]


def _aim_of_clause(scene: Scene, dated: Dated, date: int, clause: Clause) -> Draft:
    subject = noun_text(scene, clause.subject) if clause.subject else ""
    if references.find(subject):
        return _target(scene, dated, _of_act(scene, clause, subject), alone=True, rule="target.clause")
    if any(i > date for i in clause.fronted):
        return _aim_in_words(scene, dated, date, clause)
    return _target(scene, dated, clause_text(scene, clause), alone=bool(clause.subject), rule="target.clause")


def _of_act(scene: Scene, clause: Clause, act: str) -> str:
    """What an act aims at, as a noun phrase: "Target of Decree 9: cleaner rivers"."""
    text = clause_text(scene, clause)
    aimed = complement_text(scene, clause)
    infinitive = bool(clause.chain) and clause.lemma not in _VERBS
    return f"Target of {act}: {f'to {clause.lemma} ' if infinitive else ''}{aimed}" if aimed else text


def _own_lead(scene: Scene, dated: Dated) -> str:
    """The lead where the expression itself begins with it."""
    first = plain(scene.context.document.text[dated.span.start : dated.span.end]).split(maxsplit=1)[:1]
    return first[0] if first and first[0] in _OWN_LEADS else ""


def _aim_in_words(scene: Scene, dated: Dated, date: int, clause: Clause) -> Draft:
    owner = _owner(scene, date, clause)
    phrase = _aimed(scene, date)
    if phrase and owner:
        first = phrase.split(" ", maxsplit=1)[0]
        label = f"Target of {owner}: {phrase[:1].lower() + phrase[1:] if first[1:].islower() else phrase}"
    elif any(act.start < scene.sentence.begins[date] for act in scene.acts):
        label = f"Target of {owner}"
    else:
        label = phrase or clause_text(scene, clause)
    return _target(scene, dated, label, alone=bool(owner), rule="target.clause")


def _aimed(scene: Scene, date: int) -> str:
    """What is aimed at: the words from the last "to do" or "doing" before the date."""
    sentence = scene.sentence
    end = date
    while end > 0 and sentence.tags[end - 1] in "PD":
        end -= 1
    for i in range(end - 1, max(-1, end - _FARTHEST), -1):
        tag = sentence.tags[i]
        if tag in ";(":
            break
        if (tag == "I" and i + 1 < end) or tag == "G" or (tag == "K" and sentence.lower[i].endswith("ing")):
            return write(sentence, [*range(i, end)])
    return ""


def _owner(scene: Scene, date: int, clause: Clause | None) -> str:
    """Whose aim it is: the act or plan that the sentence tells last, else the subject."""
    sentence = scene.sentence
    act = next((each for each in reversed(scene.acts) if each.start < sentence.begins[date]), None)
    for i in range(date - 1, -1, -1):
        if act is not None and sentence.begins[i] < act.end:
            return act.name
        if sentence.lower[i] in PLANS and sentence.tags[i] == "K":
            return noun_text(scene, list(noun_phrase_before(sentence, i + 1)))
    text = noun_text(scene, clause.subject) if clause is not None else ""
    if text:
        return text
    named = scene.context.reference_before(scene.number)
    return named.name if named is not None else ""


def _target(scene: Scene, dated: Dated, label: str, *, alone: bool, rule: str = "target.vision") -> Draft:
    return Draft(
        dated=dated,
        type="target",
        label=shorten(capitalised(label)),
        rule=rule,
        value=named_date(dated.value, scene.words_before(dated), "by"),
        relation="by",
        modality="target",
        place=named_place(scene, label),
        leaning=not alone,
    )
