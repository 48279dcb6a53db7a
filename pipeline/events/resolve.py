"""One event from many mentions.

Mentions of one content key are one event at once. Legal acts are compared by their typed keys, exactly. All others are
compared within blocks of type, year and head word (`alike`), and merged from `MERGE` upwards if every pair of the
cluster is that alike (complete link) and their dates can be the same. Input is sorted first, so that its order never
shows; no figure depends on how often a word occurs in the corpus, so that an unrelated document changes no other event.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from pipeline.events.alike import MERGE, Likeness, key_of, partition_of, partitions, place_part
from pipeline.events.derive import Anchors, date_waiting
from pipeline.events.words import plain, slug
from pipeline.model import Actor, Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.events.alike import Key
    from pipeline.model import Inference, Mention, TemporalValue

_LARGEST_CLUSTER = 60
_LONGEST_SLUG = 40
DERIVATIONS = ("stated", "resolved", "inferred")
_ROLES = ("issuer", "agent", "organiser", "subject", "participant")
_MARKS = {
    "/": "_",
    "..": "open",
    "%": "-approximate-uncertain",
    "~": "-approximate",
    "?": "-uncertain",
    ":": "",
    "+": "p",
}


def resolve(mentions: Iterable[Mention]) -> tuple[Event, ...]:
    """The events that mentions tell, sorted by id.

    Mentions that wait for a date (`value.edtf` is None) are dated from the events of all documents, or dropped.
    """
    ordered = sorted(set_of(mentions), key=_order)
    told = [each for each in ordered if each.value.edtf is not None]
    events = events_of(told)
    waiting = [each for each in ordered if each.value.edtf is None and each.inference is not None]
    if waiting:
        anchors = Anchors(events)
        dated = [found for each in waiting if (found := date_waiting(each, anchors)) is not None]
        touched = {partition_of(key_of(each)) for each in dated}
        again = sorted([*(each for each in told if partition_of(key_of(each)) in touched), *dated], key=_order)
        kept = [event for event in events if partition_of(key_of(event.mentions[0])) not in touched]
        events = sorted([*kept, *events_of(again)], key=lambda event: event.id)
    return tuple(events)


def set_of(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Each mention once: the same words of one document tell the same event once."""
    seen: set[tuple[object, ...]] = set()
    for each in mentions:
        key = _order(each)
        if key not in seen:
            seen.add(key)
            yield each


def _order(mention: Mention) -> tuple[str, int, int, str, str, str, str, str]:
    span = mention.timex.span
    value = mention.value.edtf or ""
    return mention.document_id, span.start, span.end, mention.type, value, mention.head, mention.label, mention.rule


def events_of(mentions: Sequence[Mention]) -> list[Event]:
    """The events of dated mentions in sorted order, each with an id of its own."""
    groups: dict[Key, list[Mention]] = defaultdict(list)
    for each in mentions:
        groups[key_of(each)].append(each)
    events = [event_of([each for key in cluster for each in groups[key]]) for cluster in clusters(groups)]
    return distinct(sorted(events, key=lambda event: event.id))


def distinct(events: Sequence[Event]) -> list[Event]:
    """Events whose content gives one id are one event."""
    kept: dict[str, Event] = {}
    for event in events:
        if event.id in kept:
            merged = event_of(sorted([*kept[event.id].mentions, *event.mentions], key=_order))
            kept[event.id] = replace(merged, id=event.id)
        else:
            kept[event.id] = event
    return list(kept.values())


def clusters(keys: Iterable[Key]) -> Iterator[list[Key]]:
    """Complete-link clusters of content keys, which never go beyond a partition."""
    for part in partitions(keys):
        if len(part) == 1:
            yield part
        else:
            alike = Likeness(part)
            yield from ([part[n] for n in cluster] for cluster in linked(alike, alike.pairs(MERGE), len(part)))


def linked(alike: Likeness, pairs: Iterable[tuple[float, int, int]], count: int) -> Iterator[list[int]]:
    """Complete-link clusters of the positions below `count`: the likest pairs first, as long as all are alike.

    `pairs` are those that are at least `MERGE` alike, with how alike they are, smaller position first.
    """
    cluster_of = list(range(count))
    members = {n: [n] for n in range(count)}
    # Clusters that a pair keeps apart stay apart, since a cluster only grows.
    apart: set[tuple[int, int]] = set()
    for _, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        a, b = sorted((cluster_of[one], cluster_of[other]))
        if a == b or (a, b) in apart or len(members[a]) + len(members[b]) > _LARGEST_CLUSTER:
            continue
        if all(alike(x, y) >= MERGE for x in members[a] for y in members[b]):
            for n in members.pop(b):
                cluster_of[n] = a
                members[a].append(n)
        else:
            apart.add((a, b))
    return map(sorted, members.values())


def _rank(mention: Mention) -> tuple[object, ...]:
    """The best mention of an event first."""
    stated = DERIVATIONS.index(mention.derivation)
    section = 0 if mention.section in {"body", "footnote"} else 1
    return stated == 2, -mention.confidence, stated, section, len(mention.label), mention.label


def event_of(mentions: Sequence[Mention]) -> Event:
    """One event from all its mentions: named as the best one, dated as the finest."""
    if len(mentions) == 1:
        return _event_of_one(mentions[0])
    ordered = sorted(mentions, key=_order)
    # Those of one rank stay in this order.
    ranked = sorted(ordered, key=_rank)
    finest = min(ranked, key=lambda each: (_breadth(each.value), DERIVATIONS.index(each.derivation)))
    best = ranked[0]
    place = next((each.place for each in ranked if each.place), None)
    identity = finest if finest.head == best.head else best
    return Event(
        id=event_id(best.type, finest.value.edtf or "", identity.head, identity.label, place_part(identity)),
        label=best.label,
        type=best.type,
        value=finest.value,
        relation=finest.relation,
        modality=best.modality,
        derivation=finest.derivation,
        confidence=certainty(best.confidence + 0.03 * (len({each.document_id for each in ordered}) - 1)),
        mentions=tuple(ordered),
        reference=_spelling(ordered),
        place=place,
        actors=actors_of(ranked),
        inferences=inferences_of(ordered) if finest.derivation == "inferred" else (),
    )


def _event_of_one(mention: Mention) -> Event:
    """The same for one mention, as most events have, which nothing has to be ranked for."""
    told = mention.derivation == "inferred" and mention.inference is not None
    return Event(
        id=event_id(mention.type, mention.value.edtf or "", mention.head, mention.label, place_part(mention)),
        label=mention.label,
        type=mention.type,
        value=mention.value,
        relation=mention.relation,
        modality=mention.modality,
        derivation=mention.derivation,
        confidence=certainty(mention.confidence),
        mentions=(mention,),
        reference=mention.reference or None,
        place=mention.place or None,
        actors=actors_of([mention]),
        inferences=inferences_of([mention]) if told else (),
    )


@lru_cache(maxsize=1_000)
def certainty(confidence: float) -> float:
    """The confidence of an event, of which nothing is certain."""
    return round(min(0.99, confidence), 2)


def _breadth(value: TemporalValue) -> float:
    """Days that a date allows; without a limit for an open one."""
    if value.first_day is None or value.last_day is None:
        return float("inf")
    return value.last_day - value.first_day + (0.5 if value.qualifier != "certain" else 0.0)


def event_id(event_type: str, date: str, head: str, label: str, place: str) -> str:
    """The id of an event: its date, its telling words and a digest of its content, safe in an address.

    >>> event_id("movement", "1902-05-04", "return ada lind", "Return of Ada Lind", "")
    '1902-05-04-return-ada-lind-3e52bf46'
    """
    digest = sha256(f"{event_type}|{date}|{head}|{place}".encode()).hexdigest()[:8]
    words = _telling_words(head) or slug(label)[:_LONGEST_SLUG].strip("-")
    return "-".join(filter(None, (_dated_part(date), words, digest)))


@lru_cache(maxsize=20_000)
def _dated_part(date: str) -> str:
    for mark, written in _MARKS.items():
        date = date.replace(mark, written)
    return date


def _telling_words(head: str) -> str:
    # most heads are words of ASCII alone, and need no more than hyphens
    plainly = head.isascii() and head.replace(" ", "").isalnum()
    words = "-".join(head.lower().split()) if plainly else slug(head)
    if len(words) > _LONGEST_SLUG:
        words = words[: _LONGEST_SLUG + 1].rpartition("-")[0] or words[:_LONGEST_SLUG]
    return words


def _spelling(mentions: Sequence[Mention]) -> str | None:
    """The reference as most mentions write it."""
    written = sorted(each.reference for each in mentions if each.reference)
    return max(written, key=lambda each: (written.count(each), -len(each)), default=None)


def actors_of(ranked: Sequence[Mention]) -> tuple[Actor, ...]:
    """Every actor of mentions, the best of them first, once, in the role that says most."""
    if len(ranked) == 1 and len(ranked[0].actors) < 2:
        return ranked[0].actors
    found: dict[str, Actor] = {}
    for actor in (actor for mention in ranked for actor in mention.actors):
        key = plain(actor.name)
        known = found.get(key)
        if known is None:
            found[key] = actor
        else:
            role = min(known.role, actor.role, key=lambda each: _ROLES.index(each) if each in _ROLES else len(_ROLES))
            names = {*known.aliases, *actor.aliases, actor.name} - {known.name}
            found[key] = replace(known, role=role, aliases=tuple(sorted(names)))
    return tuple(sorted(found.values(), key=lambda actor: (actor.name, actor.role)))


def inferences_of(mentions: Sequence[Mention]) -> tuple[Inference, ...]:
    """The first inference of every rule."""
    found: dict[str, Inference] = {}
    for each in mentions:
        if each.inference is not None:
            found.setdefault(each.inference.rule, each.inference)
    return tuple(found[rule] for rule in sorted(found))
