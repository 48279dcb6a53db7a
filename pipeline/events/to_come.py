"""Dates that a clause sets for something else than what it tells: what was resolved for them, or is payable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events import reasons
from pipeline.events.clauses import Clause
from pipeline.events.draft import Draft
from pipeline.events.inflect import verb_forms
from pipeline.events.labels import NO_PASSIVE, articled, in_full, noun_text, subject_text
from pipeline.events.phrases import capitalised, ended, shorten
from pipeline.events.put_off import is_moved_to, put_off_label
from pipeline.events.relations import lead_before, relation_of
from pipeline.events.words import BE, MODALS, POSSESSIVES, group

if TYPE_CHECKING:
    from pipeline.events.scene import Dated, Scene

_DECIDING = frozenset(["agree", "resolve", "decide", "vote"])
_NOBODY = frozenset(["no", "nobody", "none", "neither"])
_FROM_THEN = frozenset(["from", "by"])
_DUE = frozenset(["payable", "repayable"])
_MONEY = frozenset("£$€")
_DUE_LEADS = frozenset(["on", "by", "from", "in"])
_REGISTERS = frozenset(["register", "record"])
_OF_REGISTER = group("at on as of the close business members shareholders")
# "agreed to hold the fair on 3 May"
_HOLDING = frozenset(["hold"])
_LONGEST = 8


def is_of_register(scene: Scene, date: int) -> bool:
    """Whether a date only says who is meant: "payable to shareholders on the register at 12 September"."""
    sentence = scene.sentence
    if _REGISTERS.isdisjoint(sentence.lower):
        return False
    i = date - 1
    while i > 2 and date - i < _LONGEST and sentence.lower[i] in _OF_REGISTER:
        i -= 1
    return (
        i > 2
        and sentence.lower[i] in _REGISTERS
        and sentence.lower[i - 2 : i] == ["on", "the"]
        and sentence.tags[i - 3] in "ND"
    )


def find_due(scene: Scene, dated: Dated, date: int, clause: Clause) -> list[Draft] | None:
    """The payment of what a clause tells of: "declared a dividend, payable on 10 October"; None for all other dates."""
    sentence = scene.sentence
    come = sentence.lower[date - 1] == "come" and sentence.tags[date - 2 : date - 1] == "T"
    if come:
        return scene.refuse(reasons.SAME_DAY)  # "ten years ago come Michaelmas" is of one day
    if _DUE.isdisjoint(sentence.lower[:date]) and "due" not in sentence.lower[:date]:
        return None
    due = date - 1
    while due > 0 and sentence.lower[due] in _DUE_LEADS:
        due -= 1
    owed = sentence.lower[due] == "due"
    if (sentence.lower[due] not in _DUE and not owed) or due == date - 1 or clause.lemma == "be":
        return None
    thing = [i for i in (clause.complement if due > clause.verbs[-1] else clause.subject) if i < due]
    if owed and not any(sentence.words[i][0] in _MONEY for i in thing):
        return None  # "the talks, due in May, were held"
    if not thing or sentence.tags[thing[0]] not in "DNKO" or not sentence.has_tag(thing, "NK"):
        return None
    while sentence.tags[thing[-1]] in ",P":
        thing.pop()
    label = f"Payment of {articled(scene, thing)}"
    return [_planned(scene, dated, date, label)]


def find_decided(scene: Scene, dated: Dated, date: int, clause: Clause) -> tuple[Clause, str] | None:
    """What was decided to be done at a date that only the doing has, as a clause and a label.

    "The board agreed to buy a mower by the end of January", "it was resolved to raise the rent from 1 January".
    """
    sentence = scene.sentence
    if _DECIDING.isdisjoint((clause.lemma, *clause.chain)) or not _is_set(scene, dated, date):
        return None
    forms = {*map(sentence.lower.__getitem__, clause.verbs)}
    unsure = sentence.has_tag(clause.verbs, "X") or not MODALS.isdisjoint(forms)
    nobody = bool(clause.subject) and sentence.lower[clause.subject[0]] in _NOBODY
    verb = _infinitive(scene, clause, date) if not (unsure or nobody) else 0
    if not verb:
        return None
    rest = [i for i in clause.complement if i > verb]
    done = Clause(
        segment=clause.segment,
        subject=clause.subject if BE.isdisjoint(forms) else [],
        verbs=[verb],
        complement=rest,
        lemma=sentence.lemma(verb),
        chain=(),
        passive=False,
        fronted=clause.fronted,
    )
    label = put_off_label(scene, date, done) if is_moved_to(scene, dated, date, done) else ""
    return done, label or _label(scene, done)


def _is_set(scene: Scene, dated: Dated, date: int) -> bool:
    """Whether a date was ahead when something was decided: by the words before it, or since it still is."""
    published, first = scene.context.published_day, dated.value.first_day
    if published is not None and first is not None and first > published:
        return True
    lead = lead_before(scene.sentence, date).partition(" ")[0]
    lasts = dated.value.precision == "interval" and dated.value.mod is None
    return bool({lead, scene.sentence.lower[date - 1]} & _FROM_THEN) and not lasts


def _infinitive(scene: Scene, clause: Clause, date: int) -> int:
    """The verb of what was decided, right behind who or what decided it and before the date; 0 where there is none."""
    tags = scene.sentence.tags
    decided = next((i for i in clause.verbs if scene.sentence.lemma(i) in _DECIDING), clause.verbs[-1])
    at = decided + 1
    while tags[at : at + 1] == "Y":
        at += 1
    return at + 1 if tags[at : at + 2] == "IB" and at + 1 < date and date in clause.segment.indices else 0


def _label(scene: Scene, clause: Clause) -> str:
    """A clause as what will be: who will do it, or what will be done where nobody is named; empty where unsure."""
    sentence = scene.sentence
    subject = subject_text(scene, clause) if clause.subject else ""
    rest = clause.complement
    if subject:
        text = f"{subject} will {clause.lemma} {in_full(scene, rest, clause.subject)}"
        return ended(shorten(capitalised(text.strip())))
    stop = next((n for n, i in enumerate(rest) if sentence.tags[i] == "P" and sentence.lower[i] != "of"), len(rest))
    thing = rest[:stop]
    if not thing or clause.lemma in NO_PASSIVE - _HOLDING or sentence.tags[thing[0]] not in "DNKO":
        return ""
    if not sentence.has_tag(thing, "NK") or sentence.lower[thing[0]] in POSSESSIVES or sentence.has_tag(rest, "SV"):
        return ""
    done = f"will be {verb_forms(clause.lemma)[3]}"
    return ended(
        shorten(capitalised(" ".join([noun_text(scene, thing), done, in_full(scene, rest[stop:], [])]).strip()))
    )


def _planned(scene: Scene, dated: Dated, date: int, label: str) -> Draft:
    return Draft(
        dated=dated,
        type="other",
        label=ended(shorten(label)),
        rule="clause.other",
        value=dated.value,
        relation=relation_of(lead_before(scene.sentence, date), "", dated.value),
        modality="planned",
    )
