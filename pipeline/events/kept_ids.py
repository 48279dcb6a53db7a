"""Events that a person decided about keep the ids that they had then, when other mentions give them other content.

An id is a function of content: of the type, the date and the words that some mentions of an event give it. Where a
document is added that tells the event in other words, these may be the better ones. The id that was decided about is
still one that the event may have by its mentions, and that tells which event was meant.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from pipeline.events.alike import place_part
from pipeline.events.resolve import event_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from pipeline.model import Event, Inference, Mention


def with_kept_ids(events: Sequence[Event], named: Collection[str]) -> tuple[Event, ...]:
    """Events with the ids in `named` that were theirs: of an id that no event has, the one event that may have it.

    What was inferred from an event names it by the same id. An event that may have several takes the first.

    Args:
        events: as resolution gives them, at least all that may have one of the ids.
        named: ids that decisions name.
    """
    lost = set(named).difference(event.id for event in events)
    if not lost:
        return tuple(events)
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.id not in named:
            for name in lost.intersection(possible_ids(event.mentions)):
                meant[name].add(event.id)
    found = sorted(((min(ids), name) for name, ids in meant.items() if len(ids) == 1), reverse=True)
    left = dict(found)
    return tuple(_renamed(event, left) for event in events) if left else tuple(events)


def possible_ids(mentions: Sequence[Mention]) -> Iterator[str]:
    """Every id that the event of some of these mentions, or of all, may have."""
    kinds = {each.type for each in mentions}
    dates = {each.value.edtf or "" for each in mentions}
    identities = {(each.head, each.label, place_part(each)) for each in mentions}
    for kind, date, (head, label, place) in product(kinds, dates, identities):
        yield event_id(kind, date, head, label, place)


def premise(inference: Inference | None) -> str | None:
    """The id of the event that a date was inferred from, None where it was from none."""
    named = inference.premises.get("event") if inference else None
    return named if isinstance(named, str) else None


def with_premises(event: Event, left: Mapping[str, str]) -> Event:
    """An event, what it was inferred from named by the ids that take the place of others."""

    def renamed(each: Inference) -> Inference:
        name = premise(each)
        return replace(each, premises={**each.premises, "event": left[name]}) if name and name in left else each

    mentions: Iterable[Mention] = (
        replace(each, inference=renamed(each.inference)) if each.inference else each for each in event.mentions
    )
    return replace(event, mentions=tuple(mentions), inferences=tuple(map(renamed, event.inferences)))


def _renamed(event: Event, left: Mapping[str, str]) -> Event:
    named = replace(event, id=left[event.id]) if event.id in left else event
    return with_premises(named, left) if any(premise(each.inference) in left for each in event.mentions) else named
