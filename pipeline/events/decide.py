"""Decisions applied to the events that resolution found.

The order is fixed, whatever that of the rows: split and reject mentions, reject events, merge, edit, mark as reviewed;
last, an event whose date was edited takes in the one that states this date (see `restated`).
So a mention that was split off may be merged into another event, and an event may be edited whatever it was made of.
What a decision names is looked up by its id before any decision, or, of a split, by the id that the split gives.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from hashlib import sha256
from math import inf
from typing import TYPE_CHECKING, Any

from pipeline.events.decisions import survivors
from pipeline.events.kept_ids import premise, with_kept_ids, with_premises
from pipeline.events.relations import value_of
from pipeline.events.resolve import DERIVATIONS, event_of, inferences_of
from pipeline.events.restated import restated

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from pipeline.events.decisions import Decision
    from pipeline.model import Event, Mention, TemporalValue

_COLUMN = {"label": "label", "event_type": "type", "date_relation": "relation", "modality": "modality"}
_OPTIONAL = {"place_id": "place", "reference": "reference"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Events after what a person decided.

    `stale` has a sentence for every decision whose event or mention isn't there any more, `remarks` one for every
    inferred event that a decision about its premise took the ground from. Both name the line of the decision.
    """

    events: tuple[Event, ...]
    stale: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def apply_decisions(
    events: Sequence[Event], decisions: Sequence[Decision], mention_id: Callable[[Mention], str]
) -> Decided:
    """Apply decisions, which must not contradict one another (see `contradictions`), to resolved events.

    Args:
        events: every event of the corpus, as `resolve` gives them.
        decisions: in any order.
        mention_id: the published id of a mention.

    Returns:
        The events sorted by id. One that is edited, merged into or split keeps its id, though other mentions give it
        other content (see `kept_ids`); what is split off has the id of its content and eight digits of a digest of the
        mention's id.
    """
    if not decisions:
        return Decided(events=tuple(events))
    return _Deciding(with_kept_ids(events, names_of(decisions)), sorted(decisions, key=_order), mention_id).decided()


def dates_of(decisions: Iterable[Decision]) -> frozenset[str]:
    """The dates that decisions give events, in EDTF as events have it."""
    values = (value_of(each.value).edtf for each in decisions if each.field == "date_edtf")
    return frozenset(value for value in values if value)


def names_of(decisions: Iterable[Decision]) -> frozenset[str]:
    """The ids of events that decisions name."""
    return frozenset(
        name for each in decisions for name in (each.event_id, each.other) if name and name != each.mention
    )


def _order(decision: Decision) -> tuple[int, str, str, str]:
    return decision.line, decision.action, decision.event_id, decision.other


class _Deciding:
    """The work of one call: mentions by event while they move, and what was met on the way."""

    def __init__(
        self, events: Sequence[Event], decisions: Sequence[Decision], mention_id: Callable[[Mention], str]
    ) -> None:
        self._given = {event.id: event for event in events}
        self._decisions = decisions
        self._mention_id = mention_id
        self._told = {event.id: list(event.mentions) for event in events}
        self._left: dict[str, str] = {}
        self._own: dict[str, list[Mention]] = {}
        """Of events that others are merged into, the mentions that were theirs."""
        self._moved: set[str] = set()
        self._reviewed: set[str] = set()
        self._stale: list[tuple[int, str]] = []
        self._remarks: list[tuple[int, str]] = []

    def decided(self) -> Decided:
        self._move_mentions()
        self._reject_events()
        self._merge()
        events = {key: self._event(key, told) for key, told in self._told.items() if told}
        dates = self._edit(events)
        self._confirm(events)
        taken = self._take_in(events, dates)
        self._follow_premises(events, dates, taken)
        return Decided(
            events=tuple(
                replace(events[key], reviewed=True) if key in self._reviewed else events[key] for key in sorted(events)
            ),
            stale=tuple(text for _, text in sorted(self._stale)),
            remarks=tuple(text for _, text in sorted(self._remarks)),
        )

    def _of(self, *actions: str) -> Iterator[Decision]:
        return (each for each in self._decisions if each.action in actions)

    def _miss(self, decision: Decision, what: str) -> None:
        self._stale.append((decision.line, f"line {decision.line}: {what}; {decision.action} is not applied"))

    def _known(self, decision: Decision, *names: str) -> bool:
        missing = [name for name in names if name not in self._told]
        if missing:
            self._miss(decision, f"there is no event {missing[0]!r} any more")
        return not missing

    def _event(self, key: str, mentions: Sequence[Mention]) -> Event:
        if key not in self._moved:
            return self._given[key]
        made = replace(made_of(mentions), id=key)
        return joined(made_of(self._own[key]), made) if self._own.get(key) else made

    def _move_mentions(self) -> None:
        wanted = [each for each in self._decisions if each.mention]
        if not wanted:
            return
        left = survivors(self._decisions)
        holders = self._holders({each.other for each in wanted})
        sizes: defaultdict[str, int] = defaultdict(int)
        for key, told in self._told.items():
            sizes[left.get(key, key)] += len(told)
        for each in wanted:
            holder, words = holders.get(each.other, ("", ()))
            whole = left.get(holder, holder)
            if not holder or whole != left.get(each.event_id, each.event_id):
                self._miss(each, f"event {each.event_id!r} has no mention {each.other!r} any more")
            elif each.action == "split" and sizes[whole] == len(words):
                self._miss(each, f"event {each.event_id!r} has no mention but {each.other!r}")
            else:
                self._move(each, holder, words)

    def _holders(self, wanted: set[str]) -> dict[str, tuple[str, tuple[Mention, ...]]]:
        """For ids of mentions the event that has it, and the mentions themselves: those that one id stands for."""
        found: dict[str, tuple[str, tuple[Mention, ...]]] = {}
        for key, told in self._told.items():
            for mention in told:
                name = self._mention_id(mention)
                if name in wanted:
                    _, words = found.get(name, (key, ()))
                    found[name] = (key, (*words, mention))
        return found

    def _move(self, decision: Decision, holder: str, words: Sequence[Mention]) -> None:
        self._told[holder] = [each for each in self._told[holder] if each not in words]
        self._moved.add(holder)
        self._reviewed.add(holder)
        if decision.action == "split":
            key = split_id(made_of(words), decision.other)
            self._told[key] = list(words)
            self._moved.add(key)
            self._reviewed.add(key)

    def _reject_events(self) -> None:
        for each in self._of("reject"):
            if not each.mention and self._known(each, each.event_id):
                self._told[each.event_id] = []

    def _merge(self) -> None:
        possible = [each for each in self._of("merge") if self._known(each, each.event_id, each.other)]
        self._left = survivors(possible)
        for key, left in self._left.items():
            self._own.setdefault(left, list(self._told[left]))
            self._told[left] += self._told[key]
            self._told[key] = []
            self._moved.add(left)
            self._reviewed.add(left)

    def _edit(self, events: dict[str, Event]) -> dict[str, Decision]:
        """Edit the events; those whose dates it changed, with the decision."""
        dates: dict[str, Decision] = {}
        for each in self._of("edit"):
            key = self._left.get(each.event_id, each.event_id)
            if key not in events:
                self._miss(each, f"there is no event {each.event_id!r} any more")
                continue
            if each.field == "date_edtf" and events[key].value.edtf != each.value:
                dates[key] = each
            events[key] = edited(events[key], each.field, each.value)
            self._reviewed.add(key)
        return dates

    def _confirm(self, events: Mapping[str, Event]) -> None:
        for each in self._of("confirm"):
            names = [name for name in (each.event_id, each.other) if name]
            if self._known(each, *names):
                self._reviewed.update(key for name in names if (key := self._left.get(name, name)) in events)

    def _take_in(self, events: dict[str, Event], dates: Mapping[str, Decision]) -> Mapping[str, str]:
        """Make one of an event whose date was edited and the one that states it; the ids of these, with that one's."""
        named = names_of(self._decisions)
        others = (
            each
            for key, each in events.items()
            if key not in named and key not in self._moved | self._reviewed and not premises_of(each)
        )
        taken = restated([events[key] for key in sorted(dates)], others)
        for key, left in taken.items():
            events[left] = with_evidence(events[left], events.pop(key))
        self._left = {**self._left, **taken}
        return taken

    def _follow_premises(self, events: dict[str, Event], dates: Mapping[str, Decision], taken: Collection[str]) -> None:
        """Keep inferred events true to what they were inferred from: its id, its being there, its date."""
        for key in sorted(events):
            event = events[key]
            named = premises_of(event)
            if not named:
                continue
            gone = {name for name in named if self._left.get(name, name) not in events}
            for name in sorted(named - gone - set(taken)):
                changed = dates.get(self._left.get(name, name))
                if changed is not None and key not in dates:
                    told = (
                        f"line {changed.line}: the date of {key!r} was inferred from that of {name!r} before the edit"
                    )
                    self._remarks.append((changed.line, told))
            if gone:
                self._without(events, event, gone)
            if named & self._left.keys() and key in events:
                events[key] = with_premises(events[key], self._left)

    def _without(self, events: dict[str, Event], event: Event, gone: set[str]) -> None:
        kept = [each for each in event.mentions if premise(each.inference) not in gone]
        if kept:
            events[event.id] = replace(made_of(kept), id=event.id)
            return
        del events[event.id]
        told = (
            f"{event.id!r} is gone too, since its date was inferred from {min(gone)!r}, which the decisions took away"
        )
        self._remarks.append((0, told))


def made_of(mentions: Iterable[Mention]) -> Event:
    """The event that mentions tell, with the id of its content."""
    event = event_of(list(mentions))
    return event if event.derivation == "inferred" else replace(event, inferences=())


def joined(own: Event, whole: Event) -> Event:
    """An event that others were merged into: what it is stays as it was, and so does its date, unless theirs is finer.

    Args:
        own: the event of its own mentions.
        whole: that of all mentions, theirs too.
    """
    named = replace(whole, label=own.label, type=own.type, modality=own.modality, place=own.place or whole.place)
    if _is_within(whole.value, own.value):
        return named
    return replace(named, value=own.value, relation=own.relation, derivation=own.derivation, inferences=own.inferences)


def with_evidence(event: Event, other: Event) -> Event:
    """An event whose date a person edited, with the mentions of one that states it: what it is stays as it was.

    Its date is now derived as those mentions derive it.
    """
    whole = event_of([*event.mentions, *other.mentions])
    told = replace(event, mentions=whole.mentions, actors=whole.actors, confidence=whole.confidence)
    return edited(told, "date_edtf", event.value.edtf or "")


def _is_within(value: TemporalValue, outer: TemporalValue) -> bool:
    """Whether a date allows no day that another doesn't; one without a limit allows all on that side."""
    (first, last), (low, high) = (
        (-inf if each.first_day is None else each.first_day, inf if each.last_day is None else each.last_day)
        for each in (value, outer)
    )
    return low <= first and last <= high


def split_id(event: Event, mention: str) -> str:
    """The id of an event that a person split off with the mention of this id.

    The mention has a part in it, since what is split off may have the content of what is left.
    """
    return event.id + split_mark(mention)


def split_mark(mention: str) -> str:
    """The end of the id of what was split off with the mention of this id."""
    return f"-{sha256(mention.encode()).hexdigest()[:8]}"


def edited(event: Event, field: str, value: str) -> Event:
    """The event with one column as a person wants it (a value that `edited_value` let pass).

    An edited date is derived as the mention that gives it derives it; where none gives it, it is "resolved", since no
    words state it and no rule infers it.
    """
    if field in _COLUMN:
        changes: dict[str, Any] = {_COLUMN[field]: value}
    elif field in _OPTIONAL:
        changes = {_OPTIONAL[field]: value or None}
    else:
        told = [each for each in event.mentions if each.value.edtf == value]
        derivation = min((each.derivation for each in told), key=DERIVATIONS.index, default="resolved")
        kept = inferences_of(told) if derivation == "inferred" else ()
        changes = {"value": value_of(value), "derivation": derivation, "inferences": kept}
    return replace(event, **changes)


def premises_of(event: Event) -> set[str]:
    """The ids of the events that the dates of an event's mentions were inferred from."""
    return {named for each in event.mentions if (named := premise(each.inference))}
