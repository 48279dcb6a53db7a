"""One event from many mentions.

Mentions of one content key are one event at once. Legal acts are compared by their typed keys, exactly. All others are
compared within blocks of type, year and head word, and merged from `MERGE` upwards if every pair of the cluster is that
alike (complete link) and their dates can be the same. Input is sorted first, so that its order never shows; no figure
depends on how often a word occurs in the corpus, so that an unrelated document changes no other event.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from pipeline.events.derive import date_waiting
from pipeline.events.words import plain, slug
from pipeline.model import Actor, Event
from pipeline.temporal import edtf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.model import Inference, Mention, TemporalValue

MERGE = 0.85
REVIEW = 0.6
_LARGEST_BLOCK = 60
_LARGEST_CLUSTER = 60
# Types whose events are often alike but for where they are.
LOCAL = frozenset(["term", "target", "assessment", "exercise", "meeting"])
_AIMED = frozenset(["by", "for", "since"])
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

Key = tuple[str, str, str, str, str]


def resolve(mentions: Iterable[Mention]) -> tuple[Event, ...]:
    """The events that mentions tell, sorted by id.

    Mentions that wait for a date (`value.edtf` is None) are dated from the events of all documents, or dropped.
    """
    ordered = sorted(set_of(mentions), key=_order)
    events = events_of([each for each in ordered if each.value.edtf is not None])
    waiting = [each for each in ordered if each.value.edtf is None and each.inference is not None]
    dated = [found for each in waiting if (found := date_waiting(each, events)) is not None]
    if dated:
        ordered = sorted([*(each for each in ordered if each.value.edtf is not None), *dated], key=_order)
        events = events_of(ordered)
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


def key_of(mention: Mention) -> Key:
    """What an event's id is made of, and whether it is aimed at or happened."""
    aimed = mention.relation if mention.relation in _AIMED else ""
    return mention.type, mention.value.edtf or "", mention.head, _place_part(mention), aimed


def _place_part(mention: Mention) -> str:
    return (mention.place or "") if mention.type in LOCAL else ""


def events_of(mentions: Sequence[Mention]) -> list[Event]:
    """The events of dated mentions in sorted order, each with an id of its own."""
    groups: dict[Key, list[Mention]] = defaultdict(list)
    for each in mentions:
        groups[key_of(each)].append(each)
    events = [event_of([each for key in cluster for each in groups[key]]) for cluster in _clusters(sorted(groups))]
    return _distinct(sorted(events, key=lambda event: event.id))


def _distinct(events: Sequence[Event]) -> list[Event]:
    """Events whose content gives one id are one event."""
    kept: dict[str, Event] = {}
    for event in events:
        if event.id in kept:
            merged = event_of(sorted([*kept[event.id].mentions, *event.mentions], key=_order))
            kept[event.id] = replace(merged, id=event.id)
        else:
            kept[event.id] = event
    return list(kept.values())


def _clusters(keys: Sequence[Key]) -> list[list[Key]]:
    """Complete-link clusters of content keys."""
    scored = sorted(
        ((similarity(one, other), one, other) for one, other in pairs_of(keys)), key=lambda p: (-p[0], p[1], p[2])
    )
    cluster_of: dict[Key, int] = {key: n for n, key in enumerate(keys)}
    members: dict[int, list[Key]] = {n: [key] for n, key in enumerate(keys)}
    for score, one, other in scored:
        if score < MERGE:
            break
        a, b = sorted((cluster_of[one], cluster_of[other]))
        if a == b or len(members[a]) + len(members[b]) > _LARGEST_CLUSTER:
            continue
        if all(similarity(x, y) >= MERGE for x in members[a] for y in members[b]):
            for key in members.pop(b):
                cluster_of[key] = a
                members[a].append(key)
    return [sorted(members[n]) for n in sorted(members)]


def pairs_of(keys: Sequence[Key]) -> set[tuple[Key, Key]]:
    """Keys that share type, year and a head word; in large blocks only near neighbours in sorted order."""
    blocks: dict[tuple[str, int | None, str], list[Key]] = defaultdict(list)
    for key in keys:
        year = _parsed(key[1]).start_year
        for word in [key[2]] if key[0] == "legal_act" and ":" in key[2] else sorted(set(key[2].split())):
            blocks[key[0], year, word].append(key)
    pairs: set[tuple[Key, Key]] = set()
    for block in blocks.values():
        reach = len(block) if len(block) <= _LARGEST_BLOCK else 8
        for n, one in enumerate(block):
            pairs.update((one, other) for other in block[n + 1 : n + 1 + reach])
    return pairs


def similarity(one: Key, other: Key) -> float:
    """How alike two content keys are, 0–1: 0 where type, dates, place or aim forbid one event.

    >>> a = ("movement", "1902-05-04", "return ada lind lyon", "", "")
    >>> b = ("movement", "1902", "return ada lind", "", "")
    >>> round(similarity(a, b), 3), similarity(a, ("movement", "1903", "return ada lind", "", ""))
    (0.875, 0.0)
    """
    first, second = _parsed(one[1]), _parsed(other[1])
    elsewhere = one[0] in LOCAL and one[3] and other[3] and one[3] != other[3]
    if one[0] != other[0] or one[4] != other[4] or elsewhere or not edtf.overlaps(first, second):
        return 0.0
    agree = edtf.within(first, second) or edtf.within(second, first)
    if ":" in one[2] or ":" in other[2]:
        return 1.0 if one[2] == other[2] and agree else 0.0
    words, others = frozenset(one[2].split()), frozenset(other[2].split())
    common = len(words & others)
    ranges = first.text != second.text and "/" in first.text + second.text
    if ranges or ("not" in words) != ("not" in others) or (common < 2 and words != others):
        return 0.0
    score = 0.5 * common / len(words | others) + 0.5 * common / min(len(words), len(others))
    if first.text == second.text and first.precision == "day":
        score += 0.1
    return min(1.0, score if agree else score - 0.1)


@lru_cache(maxsize=50_000)
def _parsed(text: str) -> edtf.Edtf:
    return edtf.parse(text)


def _rank(mention: Mention) -> tuple[object, ...]:
    """The best mention of an event first."""
    stated = DERIVATIONS.index(mention.derivation)
    section = 0 if mention.section in {"body", "footnote"} else 1
    return stated == 2, -mention.confidence, stated, section, len(mention.label), mention.label, _order(mention)


def event_of(mentions: Sequence[Mention]) -> Event:
    """One event from all its mentions: named as the best one, dated as the finest."""
    ordered = sorted(mentions, key=_order)
    ranked = sorted(ordered, key=_rank)
    finest = min(ranked, key=lambda each: (_breadth(each.value), DERIVATIONS.index(each.derivation)))
    best = ranked[0]
    place = next((each.place for each in ranked if each.place), None)
    identity = finest if finest.head == best.head else best
    return Event(
        id=event_id(best.type, finest.value.edtf or "", identity.head, identity.label, _place_part(identity)),
        label=best.label,
        type=best.type,
        value=finest.value,
        relation=finest.relation,
        modality=best.modality,
        derivation=finest.derivation,
        confidence=round(min(0.99, best.confidence + 0.03 * (len({each.document_id for each in ordered}) - 1)), 2),
        mentions=tuple(ordered),
        reference=_spelling(ordered),
        place=place,
        actors=_actors(ranked),
        inferences=inferences_of(ordered) if finest.derivation == "inferred" else (),
    )


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
    when = date
    for mark, written in _MARKS.items():
        when = when.replace(mark, written)
    words = slug(head if ":" not in head else head.replace(":", "-"))
    if len(words) > _LONGEST_SLUG:
        words = words[: _LONGEST_SLUG + 1].rpartition("-")[0] or words[:_LONGEST_SLUG]
    return "-".join(part for part in (when, words or slug(label)[:_LONGEST_SLUG].strip("-"), digest) if part)


def _spelling(mentions: Sequence[Mention]) -> str | None:
    """The reference as most mentions write it."""
    written = sorted(each.reference for each in mentions if each.reference)
    return max(written, key=lambda each: (written.count(each), -len(each)), default=None)


def _actors(ranked: Sequence[Mention]) -> tuple[Actor, ...]:
    """Every actor once, in the role that says most."""
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
