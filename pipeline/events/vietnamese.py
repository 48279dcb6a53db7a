"""Events in Vietnamese: acts, anniversaries, targets, terms, named events, and the clause around the date.

The finders mirror those of English; the head words of what they find are written in English as far as both languages
share the words, so that a Vietnamese mention and an English one of the same event are resolved to one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.events import reasons
from pipeline.events.draft import Draft
from pipeline.events.phrases import capitalised
from pipeline.events.places import lookup
from pipeline.events.relations import lasts, open_since, relation_of
from pipeline.events.vietnamese_acts import acts_of_date, find_in_force, find_titled, reference_meant
from pipeline.events.vietnamese_clauses import (
    DATE,
    Clause,
    Reading,
    clause_at,
    head_of,
    modality_of,
    read,
    shorten,
    type_of,
    written,
)
from pipeline.events.vietnamese_counted import CELEBRATING, find_counted, find_waiting
from pipeline.events.vietnamese_names import named_subject, of_life, place_in, province_name, with_province
from pipeline.events.vietnamese_types import noun_triggers, verb_triggers
from pipeline.events.vietnamese_words import KINDS_OF_PLACES, LEADS, LIVES, TITLES, Word, listed
from pipeline.model import Actor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.events.scene import Dated, Scene
    from pipeline.model import DateRelation, EventType, Mention, Modality

# Words of facts that get a date by computation.
DERIVABLE = (
    "kỷ niệm",
    "Kỷ niệm",
    "mừng ",
    "Mừng ",
    "năm thực hiện",
    "năm triển khai",
    "năm thi hành",
    "năm xa ",
    "năm bôn ba",
)
_VISIONS = {"tầm nhìn": "Tầm nhìn", "định hướng": "Định hướng"}
_PLANS = listed(
    "quy hoạch, quy hoạch tỉnh, kế hoạch, chiến lược, chương trình, đề án, nghị quyết, chương trình hành động"
)
_PERIODS = listed("giai đoạn, thời kỳ")
_TERM = listed("nhiệm kỳ, khóa")
_BODIES = listed(
    "đại hội, hội đồng, hội đồng nhân dân, quốc hội, đại biểu, đảng bộ, ủy ban nhân dân, ban chấp hành, chi bộ, tỉnh ủy"
)
_NOMINAL_REACH = 14
# Where and after what something happened is told differently from text to text.
_CIRCUMSTANCE = re.compile(r" (?:trong|sau) ")
# What is told "from" a day on happened on it, unless it is a state.
_STATES = frozenset(["other", "term", "target", "meeting", "assessment"])
_LONGEST_PERSON = 5
_COARSE = frozenset(["quarter", "half"])
_FINE = frozenset(["day", "hour", "minute", "second"])


def find_vietnamese(scene: Scene, dated: Dated, _date: int) -> list[Draft]:
    """The events of one date of a Vietnamese sentence, whose words are read anew."""
    number = next((n for n, each in enumerate(scene.dates) if each is dated), None)
    reading = read(scene)
    at = reading.at.get(number) if number is not None else None
    if at is None:
        return []
    for find in (_acts, _anniversaries, _visions, _terms, _applying, _nominal, _clause):
        drafts = find(scene, dated, reading, at)
        if drafts:
            return [replace(each, yielding=True) for each in drafts]
    return []


def derive_vietnamese(scene: Scene, found: Sequence[Draft], _earlier: Sequence[Mention]) -> list[Draft]:
    """What a sentence lets one compute: anniversaries, reviews and departures that wait for or count from a date."""
    return [replace(each, yielding=True) for each in find_waiting(scene, read(scene), found)]


def _lead(reading: Reading, at: int) -> DateRelation | None:
    """The relation that the words before the date say."""
    told = (LEADS[each.lower] for each in reading.words[reading.lead(at) : at] if each.lower in LEADS)
    return next((relation for relation in told if relation), None)


def _future(scene: Scene, dated: Dated) -> bool:
    published, first = scene.context.published_day, dated.value.first_day
    return published is not None and first is not None and first > published


def _finished(scene: Scene, draft: Draft) -> Draft:
    """The draft with its province said, its head words and place from its label, at a length to be read."""
    text = shorten(with_province(scene, draft.label))
    place = place_in(text)
    since = draft.relation == "since"
    return replace(
        draft,
        label=text,
        value=open_since(draft.value) if since else draft.value,
        head=head_of(_CIRCUMSTANCE.split(text, maxsplit=1)[0], draft.value),
        place=place.id if place is not None else None,
    )


def _acts(scene: Scene, dated: Dated, reading: Reading, at: int) -> list[Draft]:
    in_force = find_in_force(scene, dated, reading, at)
    if in_force or _lead(reading, at) in {"by", "for", "since"}:
        return in_force
    return acts_of_date(scene, dated, reading, at) or find_titled(dated, reading, at)


def _anniversaries(scene: Scene, dated: Dated, reading: Reading, at: int) -> list[Draft]:
    return find_counted(scene, dated, reading, at)


def _visions(scene: Scene, dated: Dated, reading: Reading, at: int) -> list[Draft]:
    """A vision or orientation that reaches to the date, by whose it is."""
    lead = reading.lead(at)
    word = reading.words[lead - 1].lower if lead else ""
    if word not in _VISIONS or _lead(reading, at) not in {"by", None}:
        return []
    owner = _plan_before(reading, lead - 1) or ""
    if owner.lower() in {"", "nghị quyết"}:
        act = reference_meant(scene)
        owner = act or owner or province_name(scene.context.document.text, scene.context.document.title)
    label = f"{_VISIONS[word]} của {owner}" if owner else _VISIONS[word]
    return [
        _finished(
            scene,
            Draft(
                dated=dated,
                value=dated.value,
                label=label,
                type="target",
                rule="target.vision",
                relation="by",
                modality="target",
                leaning=not owner,
            ),
        )
    ]


def _plan_before(reading: Reading, end: int) -> str | None:
    """The act or plan told in the sentence before word `end`."""
    words = reading.words
    for i in range(end - 1, -1, -1):
        if words[i].lower in _PLANS:
            stop = i + 1
            while stop < end and words[stop].lower not in _PERIODS and words[stop].lower != DATE:
                if not words[stop].text[:1].isalnum() or reading.is_verb(stop):
                    break
                stop += 1
            while stop > i + 1 and words[stop - 1].lower in LEADS:
                stop -= 1
            return written(words[i:stop])
    return None


def _terms(scene: Scene, dated: Dated, reading: Reading, at: int) -> list[Draft]:
    """A term of office, and of which body it is."""
    lead = range(reading.lead(at), at)
    own = dated.timex.text.lower()
    if not lasts(dated.value) or not (own.startswith("nhiệm kỳ") or any(reading.words[i].lower in _TERM for i in lead)):
        return []
    body = _body(reading, at)
    label = f"Nhiệm kỳ của {body}" if body else "Nhiệm kỳ"
    if not body:
        clause = clause_at(reading, at)
        if clause is not None:
            bare = clause.leaning or clause.predicate in {0, len(clause.words)}
            label = f"{label} {_lowered(clause.words)}" if bare else written(clause.words)
    future = _future(scene, dated)
    return [
        _finished(
            scene,
            Draft(
                dated=dated,
                value=dated.value,
                label=label,
                type="term",
                rule="period.term",
                relation="throughout",
                modality="planned" if future else "occurred",
                leaning=not body,
            ),
        )
    ]


def _body(reading: Reading, at: int) -> str:
    """The body nearest before the date."""
    words = reading.words
    for i in range(at - 1, -1, -1):
        if words[i].lower in _BODIES:
            start = next((j + 1 for j in range(i - 1, -1, -1) if words[j].lower not in _BODIES), 0)
            stop = i + 1
            while stop < at and words[stop].text[:1].isalnum() and words[stop].lower not in LEADS:
                if reading.is_verb(stop):
                    break
                stop += 1
            return written(words[start:stop])
    return ""


def _applying(scene: Scene, dated: Dated, reading: Reading, at: int) -> list[Draft]:
    """An act or plan and the time that it is for: "nghị quyết cho quý III", "quy hoạch giai đoạn 2021–2030"."""
    lead = range(reading.lead(at), at)
    leads = {reading.words[i].lower for i in lead}
    span = lasts(dated.value) or dated.value.precision in _COARSE
    if not span or not (leads & _PERIODS or "cho" in leads or dated.value.precision in _COARSE):
        return []
    plan = next(
        (i for i in range(lead.start - 1, max(-1, lead.start - 9), -1) if reading.words[i].lower in _PLANS), None
    )
    if plan is None or any(reading.words[i].lower == DATE for i in range(plan, lead.start)):
        return []
    label = written(reading.words[plan : lead.start])
    clause = clause_at(reading, at)
    if " " in label and "của" not in label.split() and clause is not None and len(label.split()) < 3 and clause.subject:
        label = f"{label} của {_lowered(clause.subject)}"
    return [
        _finished(
            scene,
            Draft(
                dated=dated,
                value=dated.value,
                label=label,
                type="legal_act",
                rule="act.applies-to",
                relation="for",
                modality="occurred",
            ),
        )
    ]


def _lowered(words: Sequence[Word]) -> str:
    return " ".join(each.text for each in words)


def _nominal(scene: Scene, dated: Dated, reading: Reading, at: int) -> list[Draft]:
    """A named event whose name ends right before the date: "Chiến thắng …", "Hội nghị …", "lễ khánh thành cầu …"."""
    if _lead(reading, at) in {"by", "for", "since"}:
        return []
    words = reading.words
    end = reading.lead(at)
    end -= 1 if end and words[end - 1].lower == "(" else 0
    start: int | None = None
    named = False
    for i in range(end - 1, max(-1, end - _NOMINAL_REACH), -1):
        word = words[i]
        if not word.text[:1].isalnum() or word.lower == DATE:
            break
        if word.lower in noun_triggers() and noun_triggers()[word.lower] != "target":
            start = i
            break
        if word.named and word.lower in verb_triggers() and i:
            start = i
            break
        if reading.is_verb(i):
            break
        named = named or word.named
    own = _month_name(dated.timex.text) if start is not None and start == end - 1 and start + 1 == at else ""
    if start is None or not (named or own):
        return []
    label = f"{written(words[start:end])} {own}".strip()
    trigger = words[start].lower
    event_type = noun_triggers().get(trigger) or verb_triggers()[trigger]
    relation = relation_of("", "", dated.value)
    modality: Modality = "planned" if _future(scene, dated) else "occurred"
    return [
        _finished(
            scene,
            Draft(
                dated=dated,
                value=dated.value,
                label=label,
                type=event_type,
                rule="nominal.attached",
                relation=relation,
                modality=modality,
            ),
        )
    ]


def _month_name(text: str) -> str:
    """The month as part of a name: "Tháng Tám" of "Tháng Tám năm 1945"."""
    parts = text.split()
    return " ".join(parts[:2]) if len(parts) > 1 and parts[0].lower() == "tháng" and parts[1].isalpha() else ""


def _clause(scene: Scene, dated: Dated, reading: Reading, at: int) -> list[Draft]:
    """What the clause around the date tells."""
    clause = clause_at(reading, at)
    if clause is None or not clause.words:
        return scene.refuse(reasons.TOO_FEW)
    if _only_measures(reading, at, clause):
        return scene.refuse(reasons.COMPARED)
    if clause.words[0].lower in LIVES and clause.predicate in {0, len(clause.words)}:
        told = of_life(scene, clause)
        if told is None and len(clause.words) == 1:
            return []
        clause = told or clause
    clause = _act_meant(scene, named_subject(scene, clause))
    future = _future(scene, dated)
    event_type, typed = type_of(clause)
    modality = modality_of(clause, future=future)
    relation = _relation(reading, dated, at, modality)
    if relation == "by" and (future or modality in {"target", "planned"}):
        event_type, modality = "target", "target" if modality in {"occurred", "ongoing", "planned"} else modality
    elif relation == "since" and event_type not in _STATES:
        relation = relation_of("", "", dated.value)
    elif event_type == "target" and relation != "by":
        event_type = "other" if modality == "occurred" else event_type
    predicate = clause.predicate < len(clause.words)
    rule = "target.clause" if event_type == "target" else "clause.typed" if typed else "clause.other"
    if clause.leaning:
        rule = "clause.no-subject"
    if not predicate:
        rule = "nominal.attached" if typed else "phrase"
    return [
        _finished(
            scene,
            Draft(
                dated=dated,
                value=dated.value,
                label=written(clause.words),
                type=event_type,
                rule=rule,
                relation=relation,
                modality=modality,
                actors=_persons(clause, event_type),
                leaning=clause.leaning and rule != "clause.no-subject",
            ),
        )
    ]


def _only_measures(reading: Reading, at: int, clause: Clause) -> bool:
    """Whether a date is that of another figure ("so với năm 2022"), or counts the years that end with it."""
    start = reading.lead(at)
    compared = [each.lower for each in reading.words[max(0, start - 4) : start]]
    if "so" in compared and "với" in compared[compared.index("so") :]:
        return True
    return len(clause.words) > 1 and clause.words[-1].lower.isdigit() and clause.words[-2].lower in CELEBRATING


def _persons(clause: Clause, event_type: EventType) -> tuple[Actor, ...]:
    """The person who is the subject: a name of several syllables, with no more than a title before it."""
    run = [each for n, each in enumerate(clause.subject) if n or each.lower not in TITLES]
    named = all(each.named and " " not in each.text for each in run) and 1 < len(run) <= _LONGEST_PERSON
    name = " ".join(each.text for each in run)
    if run and run[0].lower in KINDS_OF_PLACES:
        return ()  # "Làng Đông Hà", whose first word has a capital at the start of a sentence
    if not named or place_in(name) is not None or lookup(name) is not None:
        return ()
    role = "subject" if event_type in {"movement", "appointment", "other"} else "agent"
    return (Actor(name=name, type="person", role=role),)


def _relation(reading: Reading, dated: Dated, at: int, modality: Modality) -> DateRelation:
    lead = _lead(reading, at)
    opens = reading.lead(at) == reading.segments[reading.segment(at)].start
    reached = lead == "by" and opens and dated.value.precision in _FINE and modality == "occurred"
    if reached or (lead == "by" and lasts(dated.value)):
        lead = None
    if lead == "for" and dated.value.precision in _FINE:
        lead = None
    if lead == "since" and "/" in (dated.value.edtf or ""):
        lead = None
    return lead or relation_of("", "", dated.value)


def _act_meant(scene: Scene, clause: Clause) -> Clause:
    """The clause with "Nghị quyết" for its subject said by its number, where a sentence before tells it."""
    subject = [each.lower for each in clause.subject]
    if subject[:1] != ["nghị quyết"] or subject[1:] not in ([], ["này"]):
        return clause
    name = reference_meant(scene)
    if not name:
        return replace(clause, leaning=True)
    first = clause.subject[0]._replace(text=capitalised(name))
    return replace(clause, words=(first, *clause.main), predicate=1)
