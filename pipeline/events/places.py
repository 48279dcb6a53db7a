"""Places: a small gazetteer of our own, and the places that a text names.

`gazetteer.csv` holds the provinces and towns of Vietnam that the corpus speaks of, and larger places of the world.
Coordinates are rounded positions of the chief town, or of the middle of a region or country, compiled by hand from
general geographic knowledge; identifiers are Wikidata's (CC0) where they are certain. The provinces that ended with
the mergers of 1 July 2025 keep their row, valid to the day before. Diacritics play no part in finding a name.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast, get_args

from pipeline.errors import DataError
from pipeline.events.words import group, plain
from pipeline.model import GeoPrecision, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.events.grammar import Sentence

_LONGEST_NAME = 6
_KEY_WORD = re.compile(r"[a-z0-9.']+")


@cache
def gazetteer() -> Mapping[str, Place]:
    """Every place by its id, in the order of ids; DataError names the row that is not right.

    >>> gazetteer()["vn-bac-kan"].valid_to
    '2025-06-30'
    """
    source = files("pipeline.events").joinpath("gazetteer.csv")
    with source.open(encoding="utf-8") as lines:
        places = [_place(row, number) for number, row in enumerate(csv.DictReader(lines), start=2)]
    return {place.id: place for place in sorted(places, key=lambda each: each.id)}


def _place(row: Mapping[str, str], line: int) -> Place:
    if row["precision"] not in get_args(GeoPrecision):
        raise DataError(
            f"gazetteer.csv, line {line}: precision {row['precision']!r} is none of {get_args(GeoPrecision)}"
        )
    return Place(
        id=row["place_id"],
        name=row["name"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        precision=cast("GeoPrecision", row["precision"]),
        valid_from=row["valid_from"] or None,
        valid_to=row["valid_to"] or None,
        wikidata_id=row["wikidata_id"] or None,
        aliases=tuple(each for each in row["aliases"].split("|") if each),
    )


@cache
def _names() -> Mapping[str, str]:
    """Folded name or alias → place id; "ho chi minh city" is a name, "ho chi minh" is none."""
    return {_key(name): place.id for place in gazetteer().values() for name in (place.name, *place.aliases)}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in _names())


def _key(name: str) -> str:
    return " ".join(_KEY_WORD.findall(plain(name)))


@lru_cache(maxsize=20_000)
def lookup(name: str) -> Place | None:
    """The place of this name, whatever its diacritics and hyphens.

    >>> [lookup(each).id for each in ("Điện Biên Phủ", "Dien Bien Phu", "Dienbienphu", "Dien-Bien-Phu")]
    ['vn-dien-bien-phu', 'vn-dien-bien-phu', 'vn-dien-bien-phu', 'vn-dien-bien-phu']
    """
    found = _names().get(_key(name))
    return gazetteer()[found] if found else None


def places_in(sentence: Sentence) -> list[tuple[int, int, Place]]:
    """The places that a sentence names: first token, token after the last, place; the longest name wins."""
    found: list[tuple[int, int, Place]] = []
    tags, lower, firsts = sentence.tags, sentence.lower, _first_words()
    if firsts.isdisjoint(lower) and "-" not in sentence.text:
        return found
    reached = 0
    for i, low in enumerate(lower):
        if i < reached or (low not in firsts and ("-" not in low or low.split("-")[0] not in firsts)):
            continue
        if tags[i] not in "KN" or not sentence.words[i][0].isupper():
            continue
        for j in range(min(i + _LONGEST_NAME, len(tags)), i, -1):
            place = lookup(" ".join(lower[i:j]))
            if place is not None and not _longer_name(tags, lower, j) and not _of_title(sentence, i):
                found.append((i, j, place))
                reached = j
                break
    return found


def _of_title(sentence: Sentence, start: int) -> bool:
    """Whether a place is only part of someone's title: "the Prince of Wales"."""
    return start > 1 and sentence.lower[start - 1] == "of" and sentence.lower[start - 2] in _TITLES_OF


_TITLES_OF = group(
    "prince princess king queen duke duchess earl marquess bishop archbishop viscount baron count countess"
)


def _longer_name(tags: str, lower: list[str], end: int) -> bool:
    """Whether the words are only the start of a name of something else: "Washington Post", "Paris Agreement"."""
    return end < len(tags) and tags[end] == "K" and lower[end] in _NAMED_AFTER


_NAMED_AFTER = group(
    "post times herald tribune university institute college bank club agreement convention protocol "
    "treaty accord company"
)


def provinces_of(text: str) -> dict[str, int]:
    """How often a text names each province of the gazetteer, by id."""
    counts: dict[str, int] = {}
    for match in _province_pattern().finditer(plain(text).replace("-", " ")):
        place_id = _names()[" ".join(match[0].split())]
        if gazetteer()[place_id].precision == "province":
            counts[place_id] = counts.get(place_id, 0) + 1
    return counts


@cache
def _province_pattern() -> re.Pattern[str]:
    """Provinces, and the longer names that begin like one, so that these are not counted."""
    by_letter: dict[str, list[str]] = {}
    for name, place_id in sorted(_names().items(), key=lambda item: (-len(item[0]), item[0])):
        if place_id.startswith("vn-"):
            by_letter.setdefault(name[0], []).append(re.escape(name[1:]).replace(r"\ ", r"\s"))
    choices = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in sorted(by_letter.items()))
    return re.compile(rf"\b(?:{choices})\b")
