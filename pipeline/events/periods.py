"""Terms and periods, and what an act or plan applies to: dates that say more than when something happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events import actors
from pipeline.events.clauses import read_clause
from pipeline.events.draft import Draft
from pipeline.events.grammar import read
from pipeline.events.inflect import verb_forms
from pipeline.events.labels import clause_text, named_place, noun_text, with_province
from pipeline.events.modality import modality_of
from pipeline.events.phrases import bare, capitalised, head_of, noun_phrase_before, shorten, write
from pipeline.events.relations import LEADS, lasts, lead_before
from pipeline.events.types import noun_types
from pipeline.events.words import group, plain

if TYPE_CHECKING:
    from pipeline.events.clauses import Clause
    from pipeline.events.scene import Dated, Scene
    from pipeline.model import EventType, Modality

_TERMS = frozenset(["term", "terms", "tenure", "tenures", "legislature", "mandate"])
_PERIODS = frozenset(["period", "periods", "phase"])
PLANS = group("planning plan strategy programme program resolution roadmap scheme project law budget agenda")
_APPLYING = group("issue pass adopt approve cover draft set prepare sign release publish")
_BODIES = group(
    "congress committee council councils parliament assembly government senate commission board cabinet knesset duma"
)
_APPLICABLE = frozenset(["week", "season", "quarter", "half", "year", "interval"])


def find_periods(scene: Scene, dated: Dated, date: int) -> list[Draft]:
    """Terms of office, periods told as such, and the time that an act or plan is for."""
    if dated.value.precision not in _APPLICABLE:
        return []
    spans = lasts(dated.value)
    word = _period_word(scene, dated, date) if spans else ""
    clause = scene.clause(date)
    before = noun_phrase_before(scene.sentence, _start_of_date(scene, date)) if word else range(0)
    if word in _TERMS:
        return _term(scene, dated, before, clause)
    applies = _applies_to(scene, dated, date, clause)
    if applies or word not in _PERIODS:
        return applies
    applied = LEADS.get(lead_before(scene.sentence, date)) == "for"
    if (applied or clause is None) and sum(scene.sentence.tags[i] in "NK" for i in before) > 1:
        return [_task(scene, dated, before, clause, applied=applied)]
    return [_told(scene, dated, clause, applied=applied)] if clause is not None else []


def _period_word(scene: Scene, dated: Dated, date: int) -> str:
    """The word for a stretch of time that the date stands with: "the 2020–2025 term", "the period 2021–2030"."""
    sentence = scene.sentence
    own = plain(scene.context.document.text[dated.span.slice]).split()
    near = [*own, *sentence.lower[date + 1 : date + 2], *sentence.lower[max(0, date - 2) : date]]
    return next((word for word in near if word in _TERMS), next((word for word in near if word in _PERIODS), ""))


def _start_of_date(scene: Scene, date: int) -> int:
    """The token where the words that lead up to the date begin: "for the period of"."""
    sentence = scene.sentence
    start = date
    while (
        start > 0 and date - start < 5 and (sentence.tags[start - 1] in "DP(" or sentence.lower[start - 1] in _PERIODS)
    ):
        start -= 1
    return start


def _modality(scene: Scene, dated: Dated, clause: Clause | None) -> Modality:
    published = scene.context.published_day
    future = published is not None and dated.value.first_day is not None and dated.value.first_day > published
    verbs = [scene.sentence.lower[i] for i in clause.verbs] if clause is not None else []
    told = modality_of(verbs, clause.chain if clause is not None else (), future=future)
    return "ongoing" if told == "occurred" and verbs[:1] in (["is"], ["are"]) else told


def _told(scene: Scene, dated: Dated, clause: Clause, *, applied: bool) -> Draft:
    """What the clause says of the whole period."""
    nouns = [noun_types().get(scene.sentence.lower[i], ("other", ""))[0] for i in clause.subject]
    event_type: EventType = "disaster" if "disaster" in nouns else "term"
    label = clause_text(scene, clause)
    told = _modality(scene, dated, clause)
    if not clause.subject and scene.sentence.tags[clause.verbs[0]] == "B":
        first, _, rest = label.partition(" ")
        label, told = capitalised(f"{verb_forms(first.lower())[-1]} {rest}"), "planned"
    return Draft(
        dated=dated,
        type=event_type,
        label=label,
        rule="period.told",
        value=dated.value,
        relation="for" if applied else "throughout",
        modality=told,
        actors=actors.actors_in(scene.sentence, clause.subject, "agent", lemma=clause.lemma),
        place=named_place(scene, label),
        leaning=not clause.subject or label.startswith("Province"),
    )


def _task(scene: Scene, dated: Dated, phrase: range, clause: Clause | None, *, applied: bool) -> Draft:
    """What a term or period is set for, by its noun phrase: "tasks for the 2025–2030 term"."""
    label = with_province(scene, noun_text(scene, list(phrase)), "local", " in ")
    if not any(scene.sentence.tags[i] == "K" for i in phrase) and not any(word[:1].isupper() for word in label.split()):
        holder = _holder(scene)
        label = f"{label} of {holder}" if holder else label
    first = scene.sentence.lower[phrase[0]]
    orders = scene.sentence.tags[phrase[0] : phrase[0] + 2] in {"ND", "KD"} and label.lower().startswith(f"{first} ")
    if orders:
        label = f"{verb_forms(first)[-1]} {label[len(first) :].lstrip()}"
    return Draft(
        dated=dated,
        type="term",
        label=shorten(capitalised(label)),
        rule="period.told",
        value=dated.value,
        relation="for" if applied else "throughout",
        modality=_set_for(scene, dated, clause) if applied or orders else _modality(scene, dated, clause),
        actors=actors.actors_in(scene.sentence, list(phrase), "subject"),
        place=named_place(scene, label),
        leaning=not any(word[:1].isupper() for word in label.split()[1:]),
    )


def _of_term(scene: Scene, dated: Dated, clause: Clause | None) -> Modality:
    """The modality of a term: "after three years of carrying out" what was resolved for it, it goes on."""
    told = _modality(scene, dated, clause)
    before = scene.text[: max(0, dated.span.start - scene.span.start)].lower()
    return "ongoing" if told == "occurred" and "after" in before and " years of " in before else told


def _set_for(scene: Scene, dated: Dated, clause: Clause | None) -> Modality:
    """The modality of what is set for a period: ahead, unless words or the document's date say otherwise."""
    told = _modality(scene, dated, clause)
    published, first, last = scene.context.published_day, dated.value.first_day, dated.value.last_day
    if told != "occurred":
        return told
    if published is None or first is None or last is None or first > published:
        return "planned"
    return "ongoing" if last > published else "occurred"


def _holder(scene: Scene) -> str:
    """Whose term or task a document tells of where the sentence does not say it: its body or province by its title."""
    province = scene.context.province
    sentence = read(scene.context.document.title or "", 0, ())
    for name in actors.names_in(sentence, [*range(len(sentence.tags))]):
        words = actors.written(sentence, name)
        if any(word.lower() in _BODIES for word in words.split(" of ")[0].split()):
            placed = province is None or plain(province.name) in plain(words)
            return f"the {words}" if placed or province is None else f"the {words} of {province.name}"
    return province.name if province is not None else ""


def _term(scene: Scene, dated: Dated, before: range, clause: Clause | None) -> list[Draft]:
    """A term and whose it is: the body whose resolution, election or work the sentence tells."""
    elected = _elected(scene, clause, before)
    body = "" if elected else _body(scene, sorted({*before, *(clause.subject if clause is not None else [])}))
    if elected:
        label = f"Tenure of {elected}"
    elif body:
        label = f"Term of the {body}"
    elif before:
        return [_task(scene, dated, before, clause, applied=True)]
    elif clause is not None:
        return [_told(scene, dated, clause, applied=False)]
    else:
        return []
    actor = actors.actor(body, "subject") if body else None
    return [
        Draft(
            dated=dated,
            type="term",
            label=shorten(capitalised(label)),
            rule="period.term",
            value=dated.value,
            relation="throughout",
            modality=_of_term(scene, dated, clause),
            actors=(actor,) if actor is not None else (),
            place=named_place(scene, label),
        )
    ]


def _elected(scene: Scene, clause: Clause | None, before: range) -> str:
    """Those elected, from "deputies are to be elected" or "the election of deputies"; empty where none are."""
    sentence = scene.sentence
    if clause is not None and clause.lemma == "elect" and clause.passive:
        return noun_text(scene, clause.subject)
    at = next((i for i in before if sentence.lower[i] == "election"), None)
    if at is None:
        return ""
    rest = [i for i in before if i > at + 1]
    while rest and sentence.tags[rest[-1]] in "PD":
        rest.pop()
    return write(sentence, bare(sentence, rest)) or "those elected"


def _body(scene: Scene, pool: list[int]) -> str:
    """The body that a term is of, with its province."""
    sentence = scene.sentence
    for name in actors.names_in(sentence, pool):
        parts = [part.removeprefix("the ") for part in actors.written(sentence, name).split(" of ")]
        at = next((n for n, part in enumerate(parts) if {plain(word) for word in part.split()} & _BODIES), None)
        if at is None:
            continue
        parts[at] = " ".join(word for word in parts[at].split() if plain(word).rstrip("s") != "resolution")
        text = " of ".join(parts[at:])
        if at == 0 and name[0] and sentence.tags[name[0] - 1] == "O":
            text = f"{sentence.words[name[0] - 1]} {text}"
        if at == 0 and name[0] > 1 and sentence.tags[name[0] - 1] == "'":
            text = f"{text} of {_owner_before(scene, name[0] - 1)}"
        return with_province(scene, text)
    return ""


def _owner_before(scene: Scene, end: int) -> str:
    start = end
    while start > 0 and scene.sentence.tags[start - 1] == "K":
        start -= 1
    return scene.sentence.between(start, end)


def _applies_to(scene: Scene, dated: Dated, date: int, clause: Clause | None) -> list[Draft]:
    """An act or plan and the time that it is for: "a resolution for the third quarter of 2025"."""
    if clause is not None and clause.lemma == "cover" and not clause.passive and clause.subject:
        head = head_of(scene.sentence, range(clause.subject[0], clause.subject[-1] + 1))
        if head is not None and scene.sentence.lower[head] in PLANS:
            return [_applying(scene, dated, noun_text(scene, clause.subject), None)]
    coarse = dated.value.precision in {"quarter", "half"}
    applies = coarse or LEADS.get(lead_before(scene.sentence, date)) == "for"
    planned = _planned_phrase(scene, date) if applies else None
    if planned is None:
        return []
    phrase, head = planned
    if clause is not None and clause.lemma in _APPLYING and not clause.passive and phrase.start > clause.verbs[0]:
        agent = _named_agent(scene, clause)
        act = write(scene.sentence, bare(scene.sentence, [i for i in phrase if i <= head]))
        rest = write(scene.sentence, [i for i in phrase if i > head])
        label = f"{act} of the {agent} {rest}".strip() if agent else noun_text(scene, list(phrase))
        return [_applying(scene, dated, label, agent)]
    label = noun_text(scene, list(phrase))
    if " of " in label:
        return [_applying(scene, dated, label, None)]
    agent = _by_whom(scene, date)
    if agent:
        return [_applying(scene, dated, f"{label} of the {agent}", agent)]
    province = scene.context.province
    owned = province is not None and plain(province.name) not in plain(label)
    return [_applying(scene, dated, f"{label} of {province.name}" if province is not None and owned else label, None)]


def _planned_phrase(scene: Scene, date: int) -> tuple[range, int] | None:
    """The noun phrase of an act or plan right before the date, and its head."""
    sentence = scene.sentence
    phrase = noun_phrase_before(sentence, _start_of_date(scene, date))
    for start in (phrase.start, *(i + 1 for i in phrase if sentence.tags[i] == "P")):
        head = next((i for i in range(start, phrase.stop) if sentence.lower[i] in PLANS), None)
        if head is not None:
            return range(start, phrase.stop), head
    return None


def _by_whom(scene: Scene, date: int) -> str | None:
    """The body in "a conference by the Committee to issue the Resolution for …"."""
    sentence = scene.sentence
    by = next((i for i in range(date - 1, -1, -1) if sentence.lower[i] == "by"), None)
    if by is None or by + 2 > len(sentence.tags):
        return None
    name = actors.name_at(sentence, by + 2 if sentence.tags[by + 1] == "D" else by + 1)
    return with_province(scene, actors.written(sentence, name)) if name else None


def _named_agent(scene: Scene, clause: Clause) -> str | None:
    """The named body that acts, in this clause or in the one that it hangs on."""
    held: Clause | None = clause
    while held is not None:
        if any(scene.sentence.tags[i] == "K" for i in held.subject):
            return noun_text(scene, held.subject)
        parent = held.segment.parent
        held = read_clause(scene.sentence, parent) if parent is not None else None
    return noun_text(scene, clause.subject) or None


def _applying(scene: Scene, dated: Dated, label: str, agent: str | None) -> Draft:
    found = actors.actor(agent, "issuer") if agent else None
    return Draft(
        dated=dated,
        type="legal_act",
        label=shorten(capitalised(label)),
        rule="act.applies-to",
        value=dated.value,
        relation="for",
        modality="occurred",
        actors=(found,) if found else (),
        place=named_place(scene, label),
    )
