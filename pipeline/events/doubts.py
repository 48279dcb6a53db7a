"""What a person should look at.

Acts whose number says something else, dates that disagree, events that may be one, events that are far from sure:
`_FINDERS` lists the functions that find each kind of doubt. What a person has decided isn't found again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Literal, get_args

from pipeline.events.alike import LOCAL, REVIEW, alike, key_of, similarity
from pipeline.events.decide import split_mark
from pipeline.events.decisions import survivors
from pipeline.events.references import KINDS
from pipeline.events.words import plain
from pipeline.temporal import edtf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pipeline.events.alike import Key
    from pipeline.events.decisions import Decision
    from pipeline.model import Event

UNSURE = 0.5
"""Below this confidence an event is looked at."""

Kind = Literal["act", "dates", "merge", "unsure"]
_KINDS: tuple[Kind, ...] = get_args(Kind)

# A head of fewer words names too many things for two dates of it to be claims about one.
_TELLING = 3
# Years between two dates above which they are rather of two events than two claims about one.
_NEAR = 5
_ISSUED = frozenset(["on", "within"])
_CODES = {code: frozenset(kind for kind in KINDS if KINDS[kind][1] == code) for _, code in KINDS.values() if code}
# QH is the National Assembly, which issues more than laws.
_KIND_CODES = {code: kinds for code, kinds in _CODES.items() if code != "QH"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One event or two, the kind of doubt and a phrase that says all that is doubtful of them."""

    kind: Kind
    events: tuple[Event, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulEvent:
    """An event with all the doubts about it, alone or with another."""

    event: Event
    doubts: tuple[Doubt, ...]


def doubts(events: Sequence[Event], decisions: Sequence[Decision] = ()) -> tuple[Doubt, ...]:
    """What a person should look at, the most doubtful events first; no event alone and no pair of events twice.

    The order is fixed: events of more doubts come first, of as many those of the gravest, as `Kind` has them.

    Args:
        events: every event after the decisions, sorted by id.
        decisions: what was decided. Two events that a person told apart are no doubt; a reviewed event alone is none.
    """
    apart = _told_apart(decisions)
    found: dict[frozenset[str], Doubt] = {}
    for find in _FINDERS:
        for doubt in find(events):
            names = frozenset(event.id for event in doubt.events)
            settled = doubt.events[0].reviewed if len(names) == 1 else _settled(names, apart)
            if not settled:
                found[names] = _together(found[names], doubt) if names in found else doubt
    ordered = (doubt for each in by_event(found.values()) for doubt in each.doubts)
    return tuple({id(doubt): doubt for doubt in ordered}.values())


def _together(one: Doubt, other: Doubt) -> Doubt:
    """Two doubts about the same events as one, of the kind of the first."""
    return one if other.why in one.why.split("; ") else replace(one, why=f"{one.why}; {other.why}")


def by_event(found: Iterable[Doubt]) -> tuple[DoubtfulEvent, ...]:
    """Each event that some doubts are about, once, with all of them; the most doubtful first, as `doubts` says."""
    about: defaultdict[str, list[tuple[int, Doubt]]] = defaultdict(list)
    events: dict[str, Event] = {}
    for number, doubt in enumerate(found):
        for event in doubt.events:
            events.setdefault(event.id, event)
            about[event.id].append((number, doubt))
    gravest = {name: min(_KINDS.index(doubt.kind) for _, doubt in each) for name, each in about.items()}
    # Of as many and as grave doubts, the two events of one stand together.
    ordered = sorted(events, key=lambda name: (-len(about[name]), gravest[name], about[name][0][0]))
    return tuple(DoubtfulEvent(event=events[name], doubts=tuple(each for _, each in about[name])) for name in ordered)


def _told_apart(decisions: Sequence[Decision]) -> set[tuple[str, str]]:
    """Pairs that a person said are two events: ids, or an id and the end of the id of what was split off it."""
    left = survivors(decisions)
    pairs = {
        (each.event_id, split_mark(each.mention) if each.mention else each.other)
        for each in decisions
        if each.other and each.action in {"confirm", "split"}
    }
    return {(left.get(one, one), left.get(other, other)) for one, other in pairs}


def _settled(names: Iterable[str], apart: set[tuple[str, str]]) -> bool:
    one, other = names
    mark = len(split_mark(""))
    return any((a, b) in apart or (a, b[-mark:]) in apart for a, b in ((one, other), (other, one)))


def _acts(events: Sequence[Event]) -> Iterator[Doubt]:
    """Legal acts whose kind or year isn't what their number says, and kinds that disagree about one number."""
    by_number: defaultdict[str, dict[str, Event]] = defaultdict(dict)
    for event in (each for each in events if each.type == "legal_act"):
        for kind, year, organ in sorted({_act(each.head) for each in event.mentions if each.head.count(":") == 4}):
            codes = [code for code in organ.split("-") if code in _KIND_CODES and kind not in _KIND_CODES[code]]
            if codes:
                kinds = " or ".join(sorted(_KIND_CODES[codes[0]]))
                yield Doubt(kind="act", events=(event,), why=f"called a {kind}, but {codes[0]} marks a {kinds}")
            if year and event.relation in _ISSUED and not _may_be_in(event, int(year)):
                yield Doubt(kind="act", events=(event,), why=f"its number says {year}, its date {event.value.edtf}")
            if organ and event.reference:
                by_number[plain(event.reference)].setdefault(kind, event)
    for number in sorted(by_number):
        for (kind, one), (other, event) in combinations(sorted(by_number[number].items()), 2):
            if one.id != event.id:
                yield Doubt(kind="act", events=(one, event), why=f"one number, but a {kind} and a {other}")


def _act(head: str) -> tuple[str, str, str]:
    kind, _, year, organ, _ = head.split(":")
    return kind, year, organ


def _may_be_in(event: Event, year: int) -> bool:
    when = edtf.parse(event.value.edtf or "")
    begins = when.start_year is None or when.start_year <= year
    ends = when.end_year is None or year <= when.end_year
    return when.qualifier != "certain" or (begins and ends)


def _dates(events: Sequence[Event]) -> Iterator[Doubt]:
    """Neighbouring dates that can't both be right, of one type of event under one head."""
    told: defaultdict[tuple[str, str, str], dict[str, Event]] = defaultdict(dict)
    for event in events:
        for _, _, head, _, aim in _keys(event):
            telling = ":" in head or len(head.split()) >= _TELLING
            if telling and event.type not in LOCAL:
                told[event.type, head, aim][event.id] = event
    for key in sorted(told):
        for one, other in pairwise(sorted(told[key].values(), key=_when)):
            first, second = edtf.parse(one.value.edtf or ""), edtf.parse(other.value.edtf or "")
            years = (second.start_year or 0) - (first.end_year or 0)
            if not edtf.overlaps(first, second) and years <= _NEAR:
                why = f"told alike, but dated {first.text} and {second.text}"
                yield Doubt(kind="dates", events=(one, other), why=why)


def _when(event: Event) -> tuple[bool, int, str]:
    day = event.value.first_day
    return day is not None, day or 0, event.id


def _merges(events: Sequence[Event]) -> Iterator[Doubt]:
    """Events that are alike, but not enough to be one by themselves; the likest first."""
    found: dict[tuple[str, str], tuple[float, Event, Event]] = {}
    for score, *pair in _alike(events):
        one, other = sorted(pair, key=lambda event: event.id)
        names = one.id, other.id
        if one is not other and (names not in found or score > found[names][0]):
            found[names] = (score, one, other)
    for names in sorted(found, key=lambda names: (-found[names][0], names)):
        score, one, other = found[names]
        yield Doubt(kind="merge", events=(one, other), why=f"may be one event (alike to {score:.2f})")


def _alike(events: Sequence[Event]) -> Iterator[tuple[float, Event, Event]]:
    holders: defaultdict[Key, list[Event]] = defaultdict(list)
    for event in events:
        for key in _keys(event):
            holders[key].append(event)
    for score, first, second in alike(holders, REVIEW):
        yield from ((score, one, other) for one in holders[first] for other in holders[second])
    for key, same in holders.items():
        score = similarity(key, key) if len(same) > 1 else 0.0
        if score >= REVIEW:
            yield from ((score, one, other) for one in same for other in same)


def _keys(event: Event) -> set[Key]:
    """The content keys of an event; of a reviewed one with the type and date that it was given."""
    keys = {key_of(each) for each in event.mentions}
    if not event.reviewed:
        return keys
    return {(event.type, event.value.edtf or "", head, place, aim) for _, _, head, place, aim in keys}


def _unsure(events: Sequence[Event]) -> Iterator[Doubt]:
    """Events of low confidence, the lowest first."""
    for event in sorted(events, key=lambda each: (each.confidence, each.id)):
        if event.confidence < UNSURE:
            yield Doubt(kind="unsure", events=(event,), why=f"confidence {event.confidence:.2f}")


_FINDERS: tuple[Callable[[Sequence[Event]], Iterator[Doubt]], ...] = (_acts, _dates, _merges, _unsure)
