"""Names in Vietnamese: places, the province of a document, and what pronouns and short names stand for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.events.places import gazetteer, lookup
from pipeline.events.vietnamese_clauses import Reading
from pipeline.events.vietnamese_types import noun_triggers
from pipeline.events.vietnamese_words import (
    APPOSITIVE,
    KINDS_OF_PLACES,
    LEADS,
    PRONOUNS,
    SUBORDINATE,
    Word,
    syllables,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.events.scene import Scene
    from pipeline.events.vietnamese_clauses import Clause
    from pipeline.model import Place

_PROVINCE_SCAN = 40_000
_LONGEST_PLACE = 5
_SHORT = 3
_LONGEST_NAME = 9
_LONGEST_PERSON = 5
_OF_PROVINCE = re.compile(r"(?:^|(?:[Đđ]ảng bộ|[Qq]uân sự|nhân dân|của|toàn|[Cc]hỉ huy) )[Tt]ỉnh(?=$| (?P<next>\w)|,)")


def place_in(text: str) -> Place | None:
    """The first place that a label names; a name after another capital letter is part of a longer one."""
    parts = syllables(text)
    return next((place for _, _, place in _places(parts)), None)


def _places(parts: Sequence[Word]) -> Iterable[tuple[int, int, Place]]:
    i = 0
    while i < len(parts):
        free = i < 2 or not parts[i - 1].named or parts[i - 1].lower in {"tỉnh", "tp", "phố"}
        size = 1
        if parts[i].named and free:
            for count in range(min(_LONGEST_PLACE, len(parts) - i), 0, -1):
                piece = parts[i : i + count]
                place = lookup(" ".join(each.text for each in piece)) if piece[-1].text[:1].isalnum() else None
                if place is not None and (count > 1 or not parts[i + 1 : i + 2] or not parts[i + 1].named):
                    yield i, i + count, place
                    size = count
                    break
        i += size


@lru_cache(maxsize=8)
def province_name(text: str, title: str | None) -> str:
    """How a document writes the province that it is about; empty where none stands out."""
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for weight, part in ((10, title or ""), (1, text[:_PROVINCE_SCAN])):
        parts = syllables(part)
        for first, last, place in _places(parts):
            if gazetteer()[place.id].precision == "province":
                counts[place.id] += weight
                spelled.setdefault(place.id, " ".join(each.text for each in parts[first:last]))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return ""
    return spelled[ranked[0][0]]


def with_province(scene: Scene, label: str) -> str:
    """A label in which "tỉnh" alone is the document's province by name."""
    match = _OF_PROVINCE.search(label)
    if match is None or (match["next"] and match["next"].isupper()):
        return label
    name = province_name(scene.context.document.text, scene.context.document.title)
    if not name or name in label:
        return label
    return f"{label[: match.end()]} {name}{label[match.end() :]}"


def named_subject(scene: Scene, clause: Clause) -> Clause:
    """The clause with a pronoun or a short name for its subject said in full, where a sentence before tells it."""
    if len(clause.subject) != 1 or clause.subject[0].lower not in PRONOUNS:
        return _full_subject(scene, clause)
    for text in scene.context.before(scene.number):
        run = _first_name(text)
        if run:
            return replace(clause, words=(*run, *clause.main), predicate=len(run))
    return replace(clause, leaning=True)


def of_life(scene: Scene, clause: Clause) -> Clause | None:
    """A clause that says only "mất" or "sinh" with the person of whom it is told; None where nothing names one."""
    for text in (scene.text, *scene.context.before(scene.number)):
        run = _first_name(text)
        if run:
            verb = clause.words[0]._replace(text=clause.words[0].lower)
            return replace(clause, words=(*run, verb, *clause.words[1:]), predicate=len(run))
    return None


def _first_name(text: str) -> list[Word]:
    """The first name of several syllables in a text that is no place's; empty where it has none."""
    run: list[Word] = []
    for word in syllables(text):
        if word.named:
            run.append(word)
        elif len(run) > 1:
            break
        else:
            run = []
    place = bool(run) and (run[0].lower in KINDS_OF_PLACES or lookup(" ".join(each.text for each in run)) is not None)
    return run if 1 < len(run) <= _LONGEST_PERSON and not place else []


def _full_subject(scene: Scene, clause: Clause) -> Clause:
    """The clause with "nhà máy" for its subject said as "nhà máy chè Phú Bền", if a sentence before says so."""
    short = clause.subject
    size = len(short)
    if not 0 < size <= _SHORT or any(each.named for each in short[1:]) or short[0].lower in noun_triggers():
        return clause
    for text in scene.context.before(scene.number):
        words = words_of(syllables(text))
        said = Reading(text, words, {}, [])
        for i in range(len(words) - size):
            if [each.lower for each in words[i : i + size]] != [each.lower for each in short]:
                continue
            stop = i + size
            while stop < min(len(words), i + _LONGEST_NAME) and words[stop].text[:1].isalnum():
                if said.is_verb(stop) or words[stop].lower in LEADS or words[stop].lower in APPOSITIVE | SUBORDINATE:
                    break
                stop += 1
            full = words[i:stop]
            if any(each.named for each in full[size:]):
                return replace(clause, words=(*full, *clause.main), predicate=len(full))
    return clause
