"""The fallback that works on any text: the clause around the date, told in its own words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.events import actors, reasons
from pipeline.events.brackets import bracket_around, tells_of_name
from pipeline.events.clause_types import PRESENTING, clause_type, first_phrase, noun_type
from pipeline.events.draft import Draft
from pipeline.events.grammar import TO_COME
from pipeline.events.headed import noun_of_list
from pipeline.events.labels import clause_text, date_tells, named_place, noun_text, subject_text
from pipeline.events.modality import modality_of
from pipeline.events.nominalise import PASSIVE
from pipeline.events.numbers import count
from pipeline.events.phrases import (
    capitalised,
    ended,
    head_of,
    noun_phrase_before,
    shorten,
    trim,
    without_dates,
    write,
)
from pipeline.events.places import lookup
from pipeline.events.put_off import PUTTING_OFF, is_moved_from, is_moved_to, is_put_off, put_off, put_off_label
from pipeline.events.relations import (
    lasts,
    lead_before,
    named_date,
    open_after,
    open_before,
    open_since,
    open_until,
    relation_of,
    since_until,
)
from pipeline.events.to_come import find_decided, find_due, is_of_register
from pipeline.events.types import noun_types
from pipeline.events.whens import is_cleft, main_then, when_clause
from pipeline.events.words import MOMENTARY, SIDES, SUBJECT_PRONOUNS, UNITS, group

if TYPE_CHECKING:
    from pipeline.events.clauses import Clause
    from pipeline.events.scene import Dated, Scene
    from pipeline.model import Actor, DateRelation, Modality, TemporalValue

_CARRYING = group("carry hold stage conduct launch mount begin start organise")
_NEAR = 12
# What the writer did, whom nothing names.
_MOVES = frozenset(["Arrival", "Departure", "Return"])
# What a place is followed by that only says where and when something was written.
_PLACED = frozenset([",T", ",T.", ",T,"])
_TIMES = frozenset(["year", "years", "month", "week", "day", "season", "quarter", "decade", "time"])
_CENTURY_DIGITS = 2
# The modalities of a clause whose date these words leave out: what wasn't so before 1931 may have been so in it.
_BESIDE = {"before": {"occurred"}, "after": {"occurred", "negated"}}
# Verbs that tell what is to be "for" a date, whatever came of it: "announced for 1931".
_SCHEDULING = frozenset(["announce", "list", "schedule", "plan", "set", "fix", "postpone", "book", "expect", "propose"])
_HEADS = frozenset(["title", "heading"])
_CHANGED = frozenset(["updated", "modified", "revised", "edited", "reviewed", "checked"])
_CLOSE = frozenset(["shortly", "soon", "just", "immediately", "right", "days", "weeks", "months", "years", "year"])
_UNTIL = frozenset(["until", "till"])
# What a noun ends in that tells, alone in a line of a chronicle, what was done.
_DEEDS = ("ing", "tion", "sion", "ment", "osure", "val")
_TEMPORAL = group("in on at during for by since until till from after before throughout to between within over")


def find_clause(scene: Scene, dated: Dated, date: int) -> list[Draft]:
    """The clause that holds the date, as an event, and the one that tells more of it: "1931, when a fire broke out"."""
    later = when_clause(scene, date) if not lasts(dated.value) else None
    if later is not None and (scene.sentence.lower[date - 1 : date] == ["from"] or is_cleft(scene, date)):
        return clause_drafts(scene, dated, -1, later)
    if is_of_register(scene, date):
        return scene.refuse(reasons.REGISTER)
    clause = scene.clause(date)
    if clause is not None and tells_of_name(scene, date, clause):
        return _behind_name(scene, dated, date, clause)
    if clause is not None and _is_century(dated) and _tells_which(scene, date):
        return scene.refuse(reasons.NAMES)
    found = _phrase(scene, dated, date) if clause is None else clause_drafts(scene, dated, date, clause)
    if later is None and found and clause is not None:
        later = main_then(scene, clause)
    if later is None or later is clause or any(i in later.segment.indices for i in scene.at):
        return found
    return [*found, *clause_drafts(scene, dated, -1, later)]


def find_when(scene: Scene, dated: Dated, date: int) -> list[Draft]:
    """What "when" tells of a date that only compares: "the longest strike since 1931, when crews walked out"."""
    later = when_clause(scene, date) if not lasts(dated.value) else None
    return clause_drafts(scene, dated, -1, later) if later is not None else []


def _is_century(dated: Dated) -> bool:
    return len(dated.value.timex3.removeprefix("BC")) == _CENTURY_DIGITS


def _tells_which(scene: Scene, date: int) -> bool:
    """Whether a date stands before a noun and says which one is meant: "a 12th century church"."""
    tags, lower = scene.sentence.tags, scene.sentence.lower
    if tags[date + 1 : date + 2] not in {"N", "K", "G", "O"}:
        return False
    first = (
        date if lower[date].startswith(("the ", "a ", "an ")) else date - 1 if tags[date - 1 : date] == "D" else None
    )
    return first is not None and (first == 0 or lower[first - 1] not in _TEMPORAL)


def _behind_name(scene: Scene, dated: Dated, date: int, clause: Clause) -> list[Draft]:
    """What a date in brackets tells of the name before it: "the novel The Grey Sea (1932) made her famous"."""
    sentence = scene.sentence
    opener = bracket_around(scene, date)
    if sentence.tags[opener : opener + 3] != "(T)":
        return []
    known = noun_type(scene, list(noun_phrase_before(sentence, opener)))
    return _phrase(scene, dated, date) or (clause_drafts(scene, dated, date, clause) if known else [])


def clause_drafts(scene: Scene, dated: Dated, date: int, clause: Clause) -> list[Draft]:
    """A clause as an event at a date; `date` is -1 where the date's own lead words belong to another clause."""
    refused = _refusal(scene, date, clause)
    if refused:
        return scene.refuse(refused)
    due = find_due(scene, dated, date, clause) if date > 0 else None
    if due is not None:
        return due
    awaited = _is_awaited(scene, date, clause)
    dated, clause, label, planned = _labelled(scene, dated, date, clause)
    whole = " " in label or _is_whole(scene, clause, label)
    if not whole and clause.subject and not clause.exists(scene.sentence):
        label = capitalised(write(scene.sentence, [*clause.subject, *clause.verbs]))
        whole = " " in label
    if not whole or not any(map(str.isalpha, label)):
        return _phrase(scene, dated, date)
    event_type, by_noun = clause_type(scene, clause)
    told_by = subject_text(scene, clause)
    rule = "clause.noun" if by_noun else "clause.typed" if event_type != "other" else "clause.other"
    told_whole = scene.unresolved.isdisjoint(clause.subject) and scene.unresolved.isdisjoint(clause.complement)
    leaning = told_by.lower() in SUBJECT_PRONOUNS or not told_whole
    if not told_by and not date_tells(scene, clause):
        rule = "clause.no-subject"
    told = modality(scene, dated, clause, awaited=awaited)
    if told == "occurred" and date > 0 and scene.sentence.lower[date - 1] == "for" and _is_scheduled(scene, clause):
        told = "planned"
    if told == "ongoing" and date > 0 and scene.sentence.lower[date - 1] in _UNTIL:
        told = "occurred"  # "the see remains vacant until 1864"
    told = "planned" if planned and told == "occurred" else told
    value, relation = _when(scene, dated, date, clause, told)
    if told == "hypothetical" and relation == "by" and _is_deadline(scene, clause):
        told = "planned"
    near = None
    if scene.places:
        near = scene.place_near(clause.complement[:_NEAR]) or scene.place_near(clause.subject)
    place = near.id if near is not None else named_place(scene, label)
    return [
        Draft(
            dated=dated,
            type=event_type,
            label=label,
            rule=rule,
            value=value,
            relation=relation,
            modality=told,
            actors=tuple([_in_full(scene, each) for each in _actors(scene, clause)]),
            place=place,
            leaning=leaning,
        )
    ]


def _refusal(scene: Scene, date: int, clause: Clause) -> str:
    """Why a date is none of what its clause tells; empty where it may be."""
    if clause.lemma == "be" and _is_about_time(scene, clause):
        return reasons.ABOUT_TIME
    verb = clause.verbs[0]
    if len(clause.verbs) == 1 and scene.sentence.lower[verb] in _CHANGED and scene.sentence.lower[verb - 1] == "last":
        return reasons.DOCUMENT  # "Last updated 4 May 2024"
    if is_put_off(scene, date, clause):
        return reasons.PUT_OFF
    return reasons.MOVED if is_moved_from(scene, date, clause) else ""


def _labelled(scene: Scene, dated: Dated, date: int, clause: Clause) -> tuple[Dated, Clause, str, bool]:
    """The date of a clause, the clause itself, its label, and whether it sets something for that date.

    That is the day to which something is put off, or what was decided to be done.
    """
    if date > 0:
        moved = put_off(scene, dated, date, clause)
        decided = find_decided(scene, dated, date, clause) if moved is None else None
        if decided is not None and decided[1]:
            return dated, *decided, True
        if moved is not None or decided is not None:
            label = put_off_label(scene, date, clause) if moved is not None else ""
            return moved or dated, clause, label or ended(clause_text(scene, clause)), True
    named = _named_object(scene, clause)
    awaited = _is_awaited(scene, date, clause)
    label = _object_label(scene, clause, named) if named else clause_text(scene, clause, awaited=awaited)
    return dated, clause, ended(label), False


def _is_whole(scene: Scene, clause: Clause, label: str) -> bool:
    """Whether one word tells an event: "the wedding is on 4 May", and what the writer or a pronoun did or underwent."""
    if clause.segment.chronicle or clause.lemma == "be" or label in _MOVES:
        return True
    sentence = scene.sentence
    nobody = sentence.tags[clause.subject[0]] == "R" if clause.subject else clause.verbs[0] == sentence.first
    return clause.passive and nobody and label not in PASSIVE.values()


def _is_about_time(scene: Scene, clause: Clause) -> bool:
    """Whether a clause only says how a time was: "2022 was a demanding year"."""
    if len(clause.subject) == 1 and not clause.complement and scene.sentence.tags[clause.subject[0]] == "R":
        return True  # "it was in 1931"
    if clause.subject and scene.sentence.lower[clause.subject[0]] == "it" and clause.complement:
        # "it is eight years this month since he came"
        counted = {scene.sentence.lower[i] for i in clause.complement} - UNITS
        if counted and all(map(count, counted)):
            return True
    if not date_tells(scene, clause):
        return False
    told = [scene.sentence.lower[i] for i in clause.complement]
    return not told or told[-1] in _TIMES or noun_types().keys().isdisjoint(told)


def _when(scene: Scene, dated: Dated, date: int, clause: Clause, told: Modality) -> tuple[TemporalValue, DateRelation]:
    """The date of a clause and how it lies to it: open after "since", and before an "until" that has come."""
    value = dated.value
    if date < 0 or _is_awaited(scene, date, clause) or _is_near(scene, date) or is_moved_to(scene, dated, date, clause):
        return value, relation_of("", "", value)
    words = scene.context.document.text[dated.span.start : dated.span.end]
    lead = lead_before(scene.sentence, date)
    relation = relation_of(lead, words, value)
    if scene.sentence.lower[date - 2 : date] == ["back", "to"] and relation == "by":
        relation = relation_of("", "", value)  # "dates back to the 1880s"
    beside = scene.sentence.lower[date - 1] if date and scene.sentence.lower[date - 2 : date - 1] != ["or"] else ""
    if told in _BESIDE.get(beside, ()) and _stands_alone(scene, date, clause):
        return (open_before(value), "by") if beside == "before" else (open_after(value), "within")
    if relation == "since":
        return _since(scene, value, date, clause)
    if relation == "throughout" and beside == "between" and _is_over_at_once(scene, clause):
        relation = "within"
    if relation == "for":
        return value, "for" if value.precision == "interval" else relation_of("", "", value)
    ended = relation == "by" and {lead, words.lower().split()[0] if words else ""} & _UNTIL
    if ended and "/" not in (value.edtf or "") and told == "occurred":
        return open_until(value), "throughout"
    return named_date(value, scene.words_before(dated), relation) if relation == "by" else value, relation


def _since(scene: Scene, value: TemporalValue, date: int, clause: Clause) -> tuple[TemporalValue, DateRelation]:
    """The date of "since": open, but in a past perfect only up to the date that the sentence tells it from."""
    if scene.sentence.lower[clause.verbs[0]] != "had":
        return open_since(value), "since"
    others = [(scene.clause(at), each.value) for each, at in zip(scene.dates, scene.at, strict=True) if at != date]
    end = next((other for held, other in others if held is not None and held.verbs != clause.verbs), None)
    until = since_until(value, end)
    return until, "since" if (until.edtf or "").endswith("/") else "throughout"


def _is_awaited(scene: Scene, date: int, clause: Clause) -> bool:
    """Whether a clause tells what came at its date and not before: "was not opened until 1931"."""
    if date < 1 or scene.sentence.lower[date - 1] not in _UNTIL or clause.lemma in PUTTING_OFF:
        return False
    if clause.subject and scene.sentence.lower[clause.subject[0]] == "no":
        return len(clause.subject) > 1
    return any(scene.sentence.tags[i] == "X" and scene.sentence.lower[i] != "never" for i in clause.verbs)


def _is_deadline(scene: Scene, clause: Clause) -> bool:
    """Whether a clause with "by" tells till when something is to be done: "should be finished by May"."""
    forms = [scene.sentence.lower[i] for i in clause.verbs]
    return clause.segment.kind != "subordinate" and forms[0] == "should" and "have" not in forms


def _is_over_at_once(scene: Scene, clause: Clause) -> bool:
    """Whether what befell one thing, or one person, took no time: "sank", "was stolen", and not "ships sank"."""
    if clause.lemma not in MOMENTARY or not clause.subject:
        return False
    last = clause.subject[-1]
    return scene.sentence.tags[last] == "K" or not scene.sentence.lower[last].endswith("s")


def _is_scheduled(scene: Scene, clause: Clause) -> bool:
    """Whether a clause tells what was meant for a time: "was announced for 1931"."""
    return clause.passive and scene.sentence.lemma(clause.verbs[-1]) in _SCHEDULING


def _is_near(scene: Scene, date: int) -> bool:
    """Whether a date is told as near: "shortly after 1931"."""
    lower = scene.sentence.lower
    return date > 1 and lower[date - 1] in SIDES and lower[date - 2] in _CLOSE


def _stands_alone(scene: Scene, date: int, clause: Clause) -> bool:
    """Whether a date is no part of a name, as in "after the 1945 elections"."""
    tags = scene.sentence.tags
    return tags[date + 1 : date + 2] != "N" or clause.subject[:1] == [date + 1]


def _named_object(scene: Scene, clause: Clause) -> list[int]:
    """The named event that a light verb carries, or one that someone sees: "carried out the General Strike"."""
    presenting = clause.lemma in PRESENTING
    if (
        not (presenting or clause.lemma in _CARRYING)
        or clause.passive
        or clause.chain
        or scene.sentence.has_tag(clause.verbs, "X")
    ):
        return []
    phrase = first_phrase(scene, clause)
    head = head_of(scene.sentence, range(phrase[0], phrase[-1] + 1)) if phrase else None
    if head is None or scene.sentence.lower[head] not in noun_types():
        return []
    if presenting:
        return phrase if scene.sentence.lower[head + 1 : head + 2] == ["of"] else []
    if scene.sentence.tags[head] != "K":
        return []
    return phrase if scene.sentence.tags[head - 1] == "K" else []


def _object_label(scene: Scene, clause: Clause, named: list[int]) -> str:
    """The event by its own name; an arrival that a place saw is an arrival there."""
    label = capitalised(noun_text(scene, named))
    place = noun_text(scene, clause.subject)
    known = noun_type(scene, named) == "movement" and lookup(place) is not None
    return shorten(f"{label} to {place}" if known and " to " not in label and place not in label else label)


def modality(scene: Scene, dated: Dated, clause: Clause | None, *, awaited: bool = False) -> Modality:
    """The modality of a clause at its date, of what was `awaited` until then; without a clause, of the date alone."""
    sentence = scene.sentence
    published = scene.context.published_day
    future = published is not None and dated.value.first_day is not None and dated.value.first_day > published
    if clause is None:
        return "planned" if future or sentence.lower[sentence.first] in TO_COME else "occurred"
    # "retires at the end of this year"
    last = dated.value.last_day
    present = len(clause.verbs) == 1 and sentence.tags[clause.verbs[0]] == "B" and dated.value.mod == "END"
    future = future or (present and published is not None and last is not None and last > published)
    due = clause.lemma == "be" and sentence.lower[clause.verbs[0]] in {"is", "are"} and bool(clause.complement)
    if due and sentence.lower[clause.complement[0]] == "due":
        return "planned"
    verbs = [sentence.lower[i] for i in clause.verbs if not (awaited and sentence.tags[i] == "X")]
    if clause.subject and not awaited and sentence.lower[clause.subject[0]] in {"no", "nobody", "neither"}:
        verbs = ["not", *verbs]
    opener = sentence.lower[clause.segment.opener] if clause.segment.kind == "subordinate" else ""
    intended = clause.passive and clause.lemma in {"plan", "schedule", "expect", "intend"}
    return modality_of(verbs, (*clause.chain, clause.lemma) if intended else clause.chain, opener=opener, future=future)


def _in_full(scene: Scene, actor: Actor) -> Actor:
    """An actor by the full name, where the text names one by the surname alone."""
    full = scene.context.names.person(actor.name, scene.span.start) if " " not in actor.name else ""
    return replace(actor, name=full, type="person", aliases=(actor.name,)) if full else actor


def _actors(scene: Scene, clause: Clause) -> tuple[Actor, ...]:
    role = "subject" if clause.passive or clause.lemma in {"return", "die", "become", "arrive"} else "agent"
    found = list(actors.actors_in(scene.sentence, clause.subject, role, lemma=clause.lemma))
    if not found and clause.subject:
        named = noun_text(scene, clause.subject)
        if scene.sentence.lower[clause.subject[0]] in {"he", "she"} and named:
            person = actors.actor(named, role, human=True)
            found = [person] if person else []
    if clause.lemma in PRESENTING and noun_type(scene, first_phrase(scene, clause)) == "movement":
        return actors.actors_in(scene.sentence, first_phrase(scene, clause), "subject", human=True)
    others = clause.complement
    by = next((n for n, i in enumerate(others) if scene.sentence.lower[i] == "by"), None) if clause.passive else None
    if by is not None:
        found += actors.actors_in(scene.sentence, others[by:], "agent")
        others = others[:by]
    others_named = actors.actors_in(scene.sentence, others, "participant")
    if not found or not others_named:
        return (*found, *others_named)
    known = {each.name for each in found}
    return (*found, *(each for each in others_named if each.name not in known))


def _phrase(scene: Scene, dated: Dated, date: int) -> list[Draft]:
    """A caption, a title or a fragment without a verb: its noun phrase, where it has one."""
    sentence = scene.sentence
    segment = next((each for each in reversed(scene.clauses) if date in each.indices), scene.clauses[0])
    if segment.kind == "aside" and segment.opener > 0 and sentence.tags[segment.opener - 1] in "NK":
        indices = list(noun_phrase_before(sentence, segment.opener))
    else:
        indices = trim(sentence, without_dates(sentence, segment.indices))
    known = noun_type(scene, indices)
    alone = scene.headed or (
        dated.value.precision == "day" and sentence.tags[indices[-1] + 1 if indices else 0 :] in _PLACED
    )
    if alone and not known and all(sentence.tags[i] == "K" for i in indices):
        # "2 June. Off Cape Horn.", and "Cape Horn, 2 June 1871", from where it is told
        return scene.refuse(reasons.NAME_ALONE)
    heads = scene.block.kind in _HEADS and (scene.section == "title" or not lasts(dated.value))
    if heads and not known and all(sentence.tags[i] in "KP'," for i in indices):
        return scene.refuse(reasons.TITLE)  # "Arden Parish News, Advent 1931"
    lone = segment.chronicle and len(indices) == 1 and (known or sentence.lower[indices[0]].endswith(_DEEDS))
    if not lone and sum(sentence.tags[i] in "NKV" for i in indices) < (1 if known and segment.chronicle else 2):
        return scene.refuse(reasons.TOO_FEW if indices else reasons.ALONE)
    text = write(sentence, indices)
    if lone and known is None:
        known = noun_types().get(sentence.lower[indices[0]], (None,))[0]
    if lone and scene.context.topic:
        article = "the " if scene.context.names.articled(scene.context.topic) else ""
        text = f"{text} of {article}{scene.context.topic}"  # "1946: Reopening"
    listed = noun_of_list(sentence, date) if not known and sentence.tags[indices[0]] == "K" else None
    if listed is not None:
        known, text = listed[0], f"{listed[1]} of {text}"
    label = ended(shorten(capitalised(text)))
    place = scene.place_near(indices)
    relation = relation_of(lead_before(sentence, date), "", dated.value)
    return [
        Draft(
            dated=dated,
            type=known or "other",
            label=label,
            rule="phrase",
            value=open_since(dated.value) if relation == "since" else dated.value,
            relation=relation,
            modality=modality(scene, dated, None),
            actors=actors.actors_in(sentence, indices, "participant"),
            place=place.id if place else None,
        )
    ]
