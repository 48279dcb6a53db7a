"""Actors: the persons and bodies that a clause names, their kind and their role."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.events.places import lookup
from pipeline.events.types import noun_types
from pipeline.events.words import MONTHS, group, is_short, plain
from pipeline.model import Actor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.events.grammar import Sentence
    from pipeline.model import ActorType

# The last word (or any word, for the first two rows) of a body's name → what kind of body it is.
_BODIES: tuple[tuple[ActorType, frozenset[str]], ...] = (
    ("party", frozenset(["party", "parties", "politburo"])),
    (
        "armed_force",
        group(
            "army navy corps regiment brigade division battalion fleet forces militia guard command marines "
            "squadron troops police guards legion garrison wehrmacht luftwaffe"
        ),
    ),
    (
        "government",
        group(
            "government ministry senate congress parliament cabinet council councils court department agency "
            "bureau treasury pentagon kremlin legislature municipality secretariat administration"
        ),
    ),
    (
        "organisation",
        group(
            "company corporation corp inc ltd plc group university college school institute institution museum "
            "bank association society club union federation league foundation committee commission organisation "
            "organization church hospital observatory laboratory academy press journal times post newspaper "
            "airlines airways railway team board authority network systems motors electric brothers works studios "
            "theatre theater orchestra band nations office centre center service services agency consortium "
            "diocese archdiocese parish abbey priory convent monastery congregation "
            "alliance industries holdings telescope quartet quintet trio choir ensemble "
            "rovers united wanderers athletic"
        ),
    ),
)
# A name that has none of these is of no body by its own words.
BODY_WORDS = frozenset(["bureau", "committee"]).union(*(words for _, words in _BODIES))
TITLES = group(
    "president general colonel major captain lieutenant lieutenant-general major-general sergeant admiral "
    "marshal comrade king queen emperor empress prince princess duke pope bishop archbishop cardinal "
    "saint sir lord lady mr mrs ms dr professor prof minister secretary senator governor mayor chancellor "
    "vice deputy brigadier lt gen col capt rev reverend baron baroness count countess earl "
    "chairman uncle senior commander judge architect engineer director"
)
_NOT_NAMES = MONTHS | group("monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter")
# Verbs whose subject is a person, as a rule.
HUMAN_LEMMAS = group(
    "bear die marry return write resign study teach paint retire compose discover invent crown visit tell emigrate "
    "become appoint flee"
)
# The same, whose subject is never a body.
_ONLY_HUMAN = group("bear die marry write study teach paint retire compose crown emigrate bury reign")
# Bodies that bear the name of a patron: "Saint Anne's Hospital".
DEDICATED = group("hospital college church school university chapel hall")
# What a minister or secretary is of.
_FIELDS = group("state defence defense war justice finance health education agriculture labour labor trade transport")
_INNER = group("of and for the de van von der da di la del al bin on")
_LONGEST = 12


def name_at(sentence: Sentence, start: int, last: int | None = None) -> range:
    """The tokens of the name that begins at token `start`: capitalised words, joined by "of", "and" or a possessive.

    >>> from pipeline.events.grammar import read
    >>> sentence = read("At dawn the Bank of New Zealand's board met.", 0, [])
    >>> [sentence.words[i] for i in name_at(sentence, 3)]
    ['Bank', 'of', 'New', 'Zealand']
    """
    tags, lower = sentence.tags, sentence.lower
    stop = min(len(tags) if last is None else last, start + _LONGEST)
    i = start
    while i < stop and tags[i] == "K":
        i += 1
        if i == stop or (tag := tags[i]) == "K":
            continue
        if tag not in "'O" and lower[i] not in _INNER:
            if tag == "." and i < stop - 1 and tags[i + 1] == "K" and is_short(sentence.words[i - 1]):
                i += 1  # "Ada M. Lind"
            continue
        if i < stop - 1 and tags[i] == "'" and tags[i + 1] == "K" and lower[i - 1].startswith("people"):
            i += 1
            continue
        if i < stop - 1 and tags[i] == "'" and tags[i + 1] == "K" and lower[i + 1] in DEDICATED:
            i += 1
            continue
        joined = i
        while joined < stop and joined - i < 2 and lower[joined] in _INNER:
            joined += 1
        if (
            i < joined < stop
            and tags[joined] == "K"
            and (lower[i] not in {"and", "on", "for"} or _body_word(sentence, start, i))
        ):
            i = joined
        elif i < stop - 1 and tags[i] == "O" and tags[i + 1] == "K":
            i += 1
    return range(start, i)


def _body_word(sentence: Sentence, start: int, end: int) -> bool:
    """Whether "and" goes on with the name of one body: "Ministry of Science and Technology"."""
    return any(
        sentence.lower[i] in {"ministry", "department", "council", "committee", "institute"}
        for i in range(start, end - 1)
    )


def names_in(sentence: Sentence, indices: list[int]) -> list[range]:
    """The names among the tokens, in order."""
    tags = sentence.tags
    found: list[range] = []
    capitals = {i for i in indices if tags[i] == "K"}
    if not capitals:
        return found
    allowed = set(indices)
    reached = -1
    for i in sorted(capitals):
        if i < reached or sentence.lower[i] in _NOT_NAMES:
            continue
        name = name_at(sentence, i)
        if i == 0 and len(name) == 1 and sentence.tags[1:2] == "N":
            continue
        if name.stop - 1 not in allowed:
            name = range(i, next((j for j in name if j not in allowed), name.stop))
        found.append(name)
        reached = name.stop
    return found


def written(sentence: Sentence, name: Sequence[int]) -> str:
    """A name as an actor's: NFC, single spaces."""
    text = sentence.between(name[0], name[-1] + 1)
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).strip(" .,")


@lru_cache(maxsize=20_000)
def kind_of(name: str) -> ActorType | None:
    """What kind of body or person a name is of; None where its words don't tell.

    >>> kind_of("Coast Guard"), kind_of("Ministry of Posts"), kind_of("Captain Lind"), kind_of("Lind")
    ('armed_force', 'government', 'person', None)
    """
    folded = plain(name)
    parts = [part.strip(".") for part in folded.split()]
    if not parts:
        return None
    if (
        "party" in parts
        or "politburo" in parts
        or "political bureau" in folded
        or parts[:2] == ["central", "committee"]
    ):
        return "party"
    heads = [parts[-1]]
    if "of" in parts or "for" in parts:
        heads += [parts[i - 1] for i, part in enumerate(parts) if part in {"of", "for"} and i]
    for kind, words in _BODIES:
        if not words.isdisjoint(heads):
            return kind
    if parts[0] in TITLES and len(parts) > 1 and parts[-1] not in noun_types():
        return "person"
    return None


def actors_in(
    sentence: Sentence, indices: list[int], role: str, *, lemma: str = "", human: bool = False
) -> tuple[Actor, ...]:
    """The actors among the tokens, each with `role`; `human` says that an untold name here is a person's."""
    found: list[Actor] = []
    for name in names_in(sentence, indices):
        text = written(sentence, name)
        if lookup(text) is not None and not _acts(sentence, name, role):
            continue
        found_actor = actor(text, role, human=human or lemma in HUMAN_LEMMAS)
        if (
            found_actor is not None
            and lemma in _ONLY_HUMAN
            and found_actor.type == "organisation"
            and kind_of(text) is None
        ):
            found_actor = replace(found_actor, type="person")
        if found_actor is not None and all(found_actor.name != each.name for each in found):
            found.append(found_actor)
    return tuple(found)


def _acts(sentence: Sentence, name: range, role: str) -> bool:
    """Whether a place is named as one that acts, not as where something is or what a noun is of."""
    if sentence.tags[name.stop : name.stop + 1] == "N":
        return False
    before = sentence.lower[name[0] - 1] if name[0] else ""
    return role != "participant" or before in {"with", "between", "by", "against", "and"}


def _behind_office(parts: list[str], start: int) -> int:
    """Where the name begins behind an office with its land or field: "President of Chile Ada Lind"."""
    if parts[start + 1 : start + 2] != ["of"]:
        return start
    first = start + 3 if parts[start + 2 : start + 3] == ["the"] else start + 2
    for end in range(len(parts) - 1, first, -1):
        field = " ".join(parts[first:end])
        if field.lower() in _FIELDS or lookup(field) is not None:
            return end
    return start


@lru_cache(maxsize=20_000)
def actor(name: str, role: str, *, human: bool = False) -> Actor | None:
    """The actor of this name; None for a place, an event or a name that tells nothing.

    >>> actor("President Ada Lind", "agent")
    Actor(name='Ada Lind', type='person', role='agent', aliases=('President Ada Lind',))
    >>> actor("Duke of Arden", "agent")
    Actor(name='Duke of Arden', type='person', role='agent', aliases=())
    """
    place = lookup(name)
    if place is not None:
        return Actor(name=place.name, type="government", role=role) if place.precision == "country" else None
    kind = kind_of(name)
    parts = name.split()
    if kind is None and (
        not human or len(parts) > 4 or plain(parts[-1]) in noun_types() or any(p.islower() for p in parts[:1])
    ):
        return None
    if kind != "person":
        return Actor(name=name, type=kind or ("person" if len(parts) > 1 else "organisation"), role=role)
    start = 0
    while start < len(parts) - 1 and plain(parts[start]).strip(".") in TITLES and parts[start + 1] != "of":
        start += 1
    start = _behind_office(parts, start)
    short = " ".join(parts[start:])
    return Actor(name=short, type="person", role=role, aliases=(name,) if short != name else ())
