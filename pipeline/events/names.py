"""Named events of history that texts call by several names.

A row is knowledge about names only: the date of an event always comes from the text. `years` is when a name that many
events share ("general uprising") means this one; a mention dated elsewhere is another event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.events.words import fold
from pipeline.temporal import edtf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.model import TemporalValue


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEvent:
    """An event's usual name, the other names it goes by, and the years in which these mean it."""

    name: str
    aliases: tuple[str, ...]
    years: tuple[int, int]


NAMED: tuple[NamedEvent, ...] = (
    NamedEvent(
        name="August Revolution",
        aliases=("August General Uprising", "General Uprising", "General Uprising of August", "August Uprising"),
        years=(1945, 1945),
    ),
    NamedEvent(
        name="Victory of the Dien Bien Phu Campaign",
        aliases=(
            "Dien Bien Phu Victory",
            "Battle of Dien Bien Phu",
            "Victory at Dien Bien Phu",
            "Victory of Dien Bien Phu",
        ),
        years=(1954, 1954),
    ),
    NamedEvent(
        name="Victory of the Ho Chi Minh Campaign",
        aliases=("Great Victory of Ho Chi Minh Campaign", "Ho Chi Minh Campaign Victory", "Great Spring Victory"),
        years=(1975, 1975),
    ),
    NamedEvent(
        name="Victory of the Border Campaign",
        aliases=("Border Campaign Victory", "Victory in the Border Campaign"),
        years=(1950, 1950),
    ),
    NamedEvent(name="French Revolution", aliases=("Revolution of 1789",), years=(1789, 1799)),
    NamedEvent(
        name="First World War",
        aliases=("World War I", "World War One", "Great War", "First World War"),
        years=(1914, 1918),
    ),
    NamedEvent(
        name="Second World War",
        aliases=("World War II", "World War Two", "Second World War"),
        years=(1939, 1945),
    ),
    NamedEvent(
        name="October Revolution",
        aliases=("Bolshevik Revolution", "November Revolution", "Great October Socialist Revolution"),
        years=(1917, 1917),
    ),
)
_WORD = re.compile(r"[\w\u0300-\u036f]+")
_EVENT_WORDS = frozenset(["revolution", "uprising", "victory", "battle", "war"])
_EMPTY = frozenset(["the", "of", "in", "at", "a", "great"])


def _key(folded: Iterable[str]) -> str:
    return " ".join(sorted(word for word in folded if word not in _EMPTY))


def _folded(name: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(name)]


@cache
def _by_key() -> dict[str, list[NamedEvent]]:
    keys: dict[str, list[NamedEvent]] = {}
    for each in NAMED:
        for name in (each.name, *each.aliases):
            keys.setdefault(_key(_folded(name)), []).append(each)
    return keys


@cache
def _telling() -> frozenset[str]:
    """Words one of which every name of a named event has."""
    return frozenset(max(key.split(), key=lambda word: (word in _EVENT_WORDS, word)) for key in _by_key())


def named_event(label: str, value: TemporalValue | None = None) -> str:
    """The head words of the named event that a label is a name of; empty where it is none.

    >>> from pipeline.events.relations import value_of
    >>> named_event("August General Uprising", value_of("1945-08")), named_event("General Uprising", value_of("1863"))
    ('august revolution', '')
    """
    return named_by(_folded(label), value)


def named_by(folded: Sequence[str], value: TemporalValue | None = None) -> str:
    """The same, of the folded words of a label."""
    if _telling().isdisjoint(folded):
        return ""
    for event in _by_key().get(_key(folded), ()):
        if value is None or value.edtf is None or _agrees(value.edtf, event.years):
            return " ".join(word for word in _folded(event.name) if word not in _EMPTY)
    return ""


def _agrees(text: str, years: tuple[int, int]) -> bool:
    return edtf.overlaps(edtf.parse(text), edtf.parse(f"{years[0]:04d}/{years[1]:04d}"))
