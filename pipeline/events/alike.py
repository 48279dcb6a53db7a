"""Content keys of events, how alike two of them are, and which pairs of many are alike.

Two keys of different partitions (`partition_of`) are never compared, so that events can be resolved one partition at a
time. Within a partition, keys are compared that share a word: all of them where few have the word, else neighbours in
sorted order.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING

from pipeline.temporal import edtf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    import numpy as np
    import numpy.typing as npt

    from pipeline.model import Mention

    Integers = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

MERGE = 0.85
REVIEW = 0.6
# Types whose events are often alike but for where they are.
LOCAL = frozenset(["term", "target", "assessment", "exercise", "meeting"])
AIMED = frozenset(["by", "for", "since"])
# A word that more keys of a partition have tells neighbours alone.
_LARGEST_BLOCK = 60
_REACH = 8
# What one date, told to the day, adds to the likeness of two keys.
_SAME_DAY = 0.1
_ROUNDING = 1e-9
# What a thing that was opened may be told by on the same day; ids keep the word.
_EQUAL = {"inauguration": "opening"}
# Pairs whose words are compared at once.
_AT_ONCE = 1 << 16

# Type, date (EDTF), head words, place where it tells events apart, and the relation of what is aimed at.
Key = tuple[str, str, str, str, str]
Partition = tuple[str, int | None]


def key_of(mention: Mention) -> Key:
    """What an event's id is made of, and whether it is aimed at or happened."""
    aimed = mention.relation if mention.relation in AIMED else ""
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
    blocks: Collection[str]


def _profile(key: Key) -> _Profile:
    date = edtf.parse(key[1])
    words = frozenset(_EQUAL.get(word, word) for word in key[2].split())
    typed = ":" in key[2]
    first, last = date_bounds(key[1])
    return _Profile(
        key=key,
        date=date.text,
        words=words,
        first=first,
        last=last,
        is_day=date.precision == "day",
        is_range="/" in date.text,
        is_typed=typed,
        is_negated="not" in words,
        blocks=(key[2],) if typed and key[0] == "legal_act" else words,
    )


@lru_cache(maxsize=50_000)
def date_bounds(text: str) -> tuple[float, float]:
    """The first and last day that a date (EDTF) allows, infinite without a limit.

    >>> date_bounds("0001-01-02/..")
    (2, inf)
    """
    date = edtf.parse(text)
    return -inf if date.first_day is None else date.first_day, inf if date.last_day is None else date.last_day


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
    """The likeness of keys, by their positions in sorted order; each pair is computed once."""

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
        """The pairs of one partition's keys that are at least so alike, each once, smaller position first."""
        return self.scored(self._compared().candidates(least), least)

    def scored(self, candidates: Iterable[tuple[int, int]], least: float) -> Iterator[tuple[float, int, int]]:
        """Those of some pairs, smaller position first, that are at least so alike."""
        for one, other in candidates:
            score = _score(self._profiles[one], self._profiles[other])
            if score >= least:
                self._scores[one, other] = score
                yield score, one, other

    def _compared(self) -> Compared:
        import numpy as np

        known: dict[str, int] = {}
        words = [known.setdefault(word, len(known)) for each in self._profiles for word in each.blocks]
        owners = np.repeat(np.arange(len(self._profiles)), [len(each.blocks) for each in self._profiles])
        first, last = (np.array([getattr(each, side) for each in self._profiles]) for side in ("first", "last"))
        return Compared(owners=owners, words=np.array(words, np.int64), first=first, last=last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Keys in sorted order, of one partition or of several, by columns, as far as it takes to find pairs to compare.

    `words` are those that bring keys together, as numbers from 0 that no two partitions share, each once a key;
    `owners` are the positions of their keys, ascending. `first` and `last` are the days of each key's date, infinite
    without a limit.
    """

    owners: Integers
    words: Integers
    first: Floats
    last: Floats

    def candidates(self, least: float) -> Iterator[tuple[int, int]]:
        """Pairs that share a word, whose dates overlap, and that have so many words in common that they may be alike.

        Each once, smaller position first, sorted. Found by columns, since of all keys that share a word hardly any two
        are alike.
        """
        import numpy as np

        count = len(self.first)
        lengths = np.bincount(self.owners, minlength=count)
        owners, reach = _by_word(self.owners, self.words, lengths, max(0.0, 2 * (least - _SAME_DAY) - 1 - _ROUNDING))
        enough = _Enough.of(self.words, lengths, least)
        first, last = self.first[owners], self.last[owners]
        found = [np.zeros(0, np.int64)]
        at = np.flatnonzero(reach)
        for distance in range(1, int(reach.max(initial=0)) + 1):
            at = at[reach[at] >= distance]
            for start in range(0, len(at), _AT_ONCE):
                some = at[start : start + _AT_ONCE]
                behind = some + distance
                overlap = (first[behind] <= last[some]) & (first[some] <= last[behind])
                one, other = enough(owners[some[overlap]], owners[behind[overlap]])
                found.append(one * count + other)
        pairs = each_once(np.concatenate(found))
        return zip(*(side.tolist() for side in np.divmod(pairs, max(count, 1))), strict=True)


def each_once(numbers: Integers) -> Integers:
    """The numbers, each once, sorted; `numpy.unique` takes several times as long."""
    import numpy as np

    found = np.sort(numbers)
    kept = np.ones(len(found), np.bool_)
    kept[1:] = found[1:] != found[:-1]
    return found[kept]


def _by_word(owners: Integers, words: Integers, lengths: Integers, share: float) -> tuple[Integers, Integers]:
    """The keys of each word one after the other, and how many of those behind it a key is compared with.

    Of a rare word only those keys that have it among their rarest words, as many as two keys that share this part of
    all their words must share one of (prefix filtering).
    """
    import numpy as np

    sizes = np.bincount(words, minlength=1)
    # Words in the order of their rarity stand in the order of their numbers.
    ranks = np.argsort(np.argsort(sizes, kind="stable"), kind="stable")
    sizes = np.sort(sizes)
    _, words = _sorted_pairs(owners, ranks[words], len(sizes))
    places = np.arange(len(owners)) - (np.cumsum(lengths) - lengths)[owners]
    shared = np.maximum(np.minimum(2, lengths), np.ceil(share * lengths).astype(np.int64))
    kept = (sizes[words] > _LARGEST_BLOCK) | (places <= (lengths - shared)[owners])
    words, owners = _sorted_pairs(words[kept], owners[kept], len(lengths))
    behind = np.searchsorted(words, words, side="right") - 1 - np.arange(len(words))
    return owners, np.where(sizes[words] > _LARGEST_BLOCK, np.minimum(behind, _REACH), behind)


def _sorted_pairs(firsts: Integers, seconds: Integers, limit: int) -> tuple[Integers, Integers]:
    """Pairs of numbers in order; the second ones are below the limit."""
    import numpy as np

    return np.divmod(np.sort(firsts * limit + seconds), max(limit, 1))


@dataclass(frozen=True, slots=True)
class _Enough:
    """Tells which pairs of keys have so many words in common that they may be so alike.

    `words` are those of all keys, one key after the other; `starts` where those of a key start. A word is
    also a bit of 64, so that for most pairs nothing else is looked at; keys of which two words are one bit have one bit
    too few.
    """

    words: Integers
    starts: Integers
    lengths: Integers
    least: float
    bits: npt.NDArray[np.uint64]
    missing: Integers

    @classmethod
    def of(cls, words: Integers, lengths: Integers, least: float) -> _Enough:
        """What tells it of keys with these words."""
        import numpy as np

        starts = np.cumsum(lengths) - lengths
        bits = np.zeros(len(lengths), np.uint64)
        has = np.flatnonzero(lengths)
        if len(has):
            bits[has] = np.bitwise_or.reduceat(np.uint64(1) << (words % 64).astype(np.uint64), starts[has])
        return cls(words, starts, lengths, least, bits, lengths - np.bitwise_count(bits))

    def __call__(self, one: Integers, other: Integers) -> tuple[Integers, Integers]:
        """Those of some pairs."""
        import numpy as np

        most = np.bitwise_count(self.bits[one] & self.bits[other]) + self.missing[one]
        maybe = self._told(one, other, most)
        one, other = one[maybe], other[maybe]
        theirs, common = self._words_of(other), np.zeros(len(one), np.int64)
        for words in self._words_of(one):
            common += (theirs == words).any(axis=0) & (words >= 0)
        enough = self._told(one, other, common)
        return one[enough], other[enough]

    def _words_of(self, keys: Integers) -> Integers:
        """The words of some keys, a column a key, -1 after its last."""
        import numpy as np

        lengths = self.lengths[keys]
        rows = np.arange(int(lengths.max(initial=0)))[:, None]
        there = rows < lengths
        return np.where(there, self.words[np.where(there, self.starts[keys] + rows, 0)], -1)

    def _told(self, one: Integers, other: Integers, common: Integers) -> npt.NDArray[np.bool_]:
        """Which pairs may be so alike if they have so many words in common."""
        import numpy as np

        fewer, all_words = np.minimum(self.lengths[one], self.lengths[other]), self.lengths[one] + self.lengths[other]
        common = np.minimum(common, fewer)
        all_words = all_words - common
        found: npt.NDArray[np.bool_] = (common > 1) | (common == all_words)
        return found & (0.5 * common / all_words + 0.5 * common / fewer + _SAME_DAY + _ROUNDING >= self.least)


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
