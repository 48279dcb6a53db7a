"""Content keys of events, how alike two of them are, and which pairs of many are alike.

Two keys of different partitions (`partition_of`) are never compared, so that events can be resolved one partition at a
time. Within a partition, keys are compared that share a word: all of them where few have the word, else neighbours in
sorted order.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import ceil, inf
from typing import TYPE_CHECKING

from pipeline.temporal import edtf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.model import Mention

MERGE = 0.85
REVIEW = 0.6
# Types whose events are often alike but for where they are.
LOCAL = frozenset(["term", "target", "assessment", "exercise", "meeting"])
_AIMED = frozenset(["by", "for", "since"])
# A word that more keys of a partition have tells neighbours alone.
_LARGEST_BLOCK = 60
_REACH = 8
# What one date, told to the day, adds to the likeness of two keys.
_SAME_DAY = 0.1
_ROUNDING = 1e-9

# Type, date (EDTF), head words, place where it tells events apart, and the relation of what is aimed at.
Key = tuple[str, str, str, str, str]
Partition = tuple[str, int | None]


def key_of(mention: Mention) -> Key:
    """What an event's id is made of, and whether it is aimed at or happened."""
    aimed = mention.relation if mention.relation in _AIMED else ""
    return mention.type, mention.value.edtf or "", mention.head, place_part(mention), aimed


def place_part(mention: Mention) -> str:
    """The place of a mention, where its type's events are told apart by it."""
    return (mention.place or "") if mention.type in LOCAL else ""


def partition_of(key: Key) -> Partition:
    """The type and the year in which the date begins (None where it has no beginning).

    Keys of different partitions are never of one event, whatever other keys there are.

    >>> partition_of(("term", "2020/2025", "term council", "", "")), partition_of(("other", "../1933", "ferry", "", ""))
    (('term', 2020), ('other', None))
    """
    return key[0], edtf.parse(key[1]).start_year


def similarity(one: Key, other: Key) -> float:
    """How alike two content keys are, 0–1: 0 where type, dates, place or aim forbid one event.

    >>> a = ("movement", "1902-05-04", "return ada lind lyon", "", "")
    >>> b = ("movement", "1902", "return ada lind", "", "")
    >>> round(similarity(a, b), 3), similarity(a, ("movement", "1903", "return ada lind", "", ""))
    (0.875, 0.0)
    """
    return _score(_profile(one), _profile(other))


@dataclass(slots=True)
class _Profile:
    """What the comparison reads of a key, read once; a side of the date without a limit is infinite."""

    key: Key
    date: str
    words: frozenset[str]
    first: float
    last: float
    is_day: bool
    is_range: bool
    is_typed: bool
    is_negated: bool
    blocks: Iterable[str]


def _profile(key: Key) -> _Profile:
    date = edtf.parse(key[1])
    words = frozenset(key[2].split())
    typed = ":" in key[2]
    return _Profile(
        key=key,
        date=date.text,
        words=words,
        first=-inf if date.first_day is None else date.first_day,
        last=inf if date.last_day is None else date.last_day,
        is_day=date.precision == "day",
        is_range="/" in date.text,
        is_typed=typed,
        is_negated="not" in words,
        blocks=(key[2],) if typed and key[0] == "legal_act" else words,
    )


def _score(one: _Profile, other: _Profile) -> float:
    first, second = one.key, other.key
    elsewhere = first[0] in LOCAL and first[3] and second[3] and first[3] != second[3]
    overlap = one.first <= other.last and other.first <= one.last
    if first[0] != second[0] or first[4] != second[4] or elsewhere or not overlap:
        return 0.0
    agree = (other.first <= one.first and one.last <= other.last) or (
        one.first <= other.first and other.last <= one.last
    )
    if one.is_typed or other.is_typed:
        return 1.0 if first[2] == second[2] and agree else 0.0
    words, others = one.words, other.words
    common = len(words & others)
    same_date = one.date == other.date
    ranges = not same_date and (one.is_range or other.is_range)
    if ranges or one.is_negated != other.is_negated or (common < 2 and words != others):
        return 0.0
    score = 0.5 * common / len(words | others) + 0.5 * common / min(len(words), len(others))
    if same_date and one.is_day:
        score += _SAME_DAY
    return min(1.0, score if agree else score - 0.1)


class Likeness:
    """The likeness of the keys of one partition, by their positions in sorted order; each pair is computed once."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self._profiles = [_profile(key) for key in keys]
        self._scores: dict[tuple[int, int], float] = {}

    def __call__(self, one: int, other: int) -> float:
        """How alike two keys are."""
        pair = (one, other) if one < other else (other, one)
        score = self._scores.get(pair)
        if score is None:
            score = self._scores[pair] = _score(self._profiles[pair[0]], self._profiles[pair[1]])
        return score

    def pairs(self, least: float) -> Iterator[tuple[float, int, int]]:
        """The pairs to compare that are at least so alike, each once, smaller position first."""
        found: set[tuple[int, int]] = set()
        for one, other in self._candidates(least):
            if (one, other) not in found:
                score = self(one, other)
                if score >= least:
                    found.add((one, other))
                    yield score, one, other

    def _candidates(self, least: float) -> Iterator[tuple[int, int]]:
        """Pairs that share a word, and so many of them that they may be at least so alike.

        Of a rare word only keys are paired that have it among their rarest words, as many as two keys that are alike
        must share one of (prefix filtering).
        """
        blocks: defaultdict[str, list[int]] = defaultdict(list)
        for n, profile in enumerate(self._profiles):
            for word in profile.blocks:
                blocks[word].append(n)
        share = max(0.0, 2 * (least - _SAME_DAY) - 1 - _ROUNDING)
        rare: defaultdict[str, list[int]] = defaultdict(list)
        for n, profile in enumerate(self._profiles):
            for word in _prefix(profile.blocks, blocks, share):
                rare[word].append(n)
        for word in sorted(blocks):
            block = blocks[word]
            if len(block) > _LARGEST_BLOCK:
                yield from self._enough(block, _REACH, share)
            elif len(rare[word]) > 1:
                yield from self._enough(rare[word], _LARGEST_BLOCK, share)

    def _enough(self, block: Sequence[int], reach: int, share: float) -> Iterator[tuple[int, int]]:
        """The pairs of a block, within reach, whose dates overlap and that have enough words in common."""
        profiles = [self._profiles[n] for n in block]
        for at, one in enumerate(profiles):
            words, size, first, last = one.words, len(one.words), one.first, one.last
            for beyond, other in enumerate(profiles[at + 1 : at + 1 + reach], start=at + 1):
                if other.first > last or first > other.last:
                    continue
                common = len(words & other.words)
                if common >= share * (size + len(other.words) - common) and (common > 1 or words == other.words):
                    yield block[at], block[beyond]


def _prefix(words: Iterable[str], blocks: Mapping[str, Sequence[int]], share: float) -> list[str]:
    """The rarest of a key's words, as many as it takes for any key that is alike to have one of them."""
    ordered = sorted(words, key=lambda word: (len(blocks[word]), word))
    shared = max(min(2, len(ordered)), ceil(share * len(ordered)))
    return ordered[: len(ordered) - shared + 1]


def partitions(keys: Iterable[Key]) -> list[list[Key]]:
    """The keys of each partition, sorted; in no order that means anything."""
    found: defaultdict[Partition, list[Key]] = defaultdict(list)
    for key in keys:
        found[partition_of(key)].append(key)
    return [sorted(each) for each in found.values()]


def alike(keys: Iterable[Key], least: float) -> Iterator[tuple[float, Key, Key]]:
    """The pairs of keys that are at least so alike, with how alike they are."""
    for part in partitions(keys):
        for score, one, other in Likeness(part).pairs(least):
            yield score, part[one], part[other]
