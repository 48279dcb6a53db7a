"""Events that tell what an edited event tells, now that a person gave it the date that they state.

A person sets the date of an event right, and a document states the date that they gave it. Had the mentions of the
edited event stated it, too, resolution would have made one event of all. So it is one: the edited event keeps its id
and what is told of it, and has the words of the document as evidence.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.events.alike import AIMED, LOCAL, MERGE, key_of, similarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.events.alike import Key
    from pipeline.model import Event


def restated(edited: Iterable[Event], others: Iterable[Event]) -> Mapping[str, str]:
    """The ids of events that restate one whose date was edited, with the id of that one.

    Where several events restate one, or one restates several, it isn't told which of them are one: none is named.

    Args:
        edited: events whose date a person edited.
        others: events that no person decided about.
    """
    dated: defaultdict[tuple[str, str | None], list[Event]] = defaultdict(list)
    for each in others:
        dated[each.type, each.value.edtf].append(each)
    pairs = [
        (other.id, event.id)
        for event in edited
        for other in dated[event.type, event.value.edtf]
        if _is_one(event, other)
    ]
    firsts, seconds = ([pair[side] for pair in pairs] for side in (0, 1))
    return {one: other for one, other in pairs if firsts.count(one) == seconds.count(other) == 1}


def _is_one(edited: Event, other: Event) -> bool:
    """Whether resolution would make one event of both, if the mentions of the edited one were of what it is now."""
    told = {key_of(each) for each in other.mentions}
    denied = {each.modality == "negated" for each in (edited, other)}
    return len(denied) == 1 and all(
        mine == theirs or similarity(mine, theirs) >= MERGE for mine in set(_keys(edited)) for theirs in told
    )


def _keys(event: Event) -> Iterator[Key]:
    """The content keys of an event's mentions with the facts that the event has."""
    aim = event.relation if event.relation in AIMED else ""
    place = (event.place or "") if event.type in LOCAL else ""
    return ((event.type, event.value.edtf or "", each.head, place, aim) for each in event.mentions)
