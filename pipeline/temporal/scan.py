"""Find the runs of words that may hold a temporal expression, word by word.

A trigger (a month, a year, "ago") is a word of a table, or is found by a pattern in a word of more than letters; around
it the run of words that any rule knows is taken, to the left and to the right. Only runs are read by the grammar.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from itertools import compress, filterfalse
from typing import TYPE_CHECKING

from pipeline.temporal.templates import trie_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.temporal.grammar import Grammar

# white space of every kind but line ends, control characters, marks of direction, zero-width joiners
_BLANK = re.compile(r"[\0-\t\v\f\x0e-\x1f\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]")
# a line end within a paragraph, perhaps: not behind what ends a sentence, nor beside another line end
_LINE_END = re.compile(r"\n(?<![.!?:;…\"”’)\n]\n)(?=[^\n])")
_HARD = re.compile(r"[—―()\[\]{}\"“”„«»‘…;*|/•]|--|\.\.|(?<=[a-z])[-.](?=[a-z])|(?<=[0-9]{4})-(?=[a-z])")
_EDGES = ".;!?\"“”„‘’…»«*:[]()'"
_REACH = 64
_NEAR = 8
_LONGEST_RUN = 200
_WRAPPED = 50
_MEMO_LIMIT = 1 << 16


@dataclass(slots=True)
class _Word:
    """A word that rules know: what to leave off on its left and right, and whether a match may begin or end with it."""

    lead: int
    tail: int
    begins: bool
    ends: bool


_UNSEEN = _Word(-1, -1, begins=False, ends=False)
_GAP = _Word(0, 0, begins=False, ends=False)


def lowered(text: str) -> str:
    """`text` in lower case with every code point in its place: `İ`, whose lower case is two, stays.

    >>> lowered("İn MAY")
    'İn may'
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def spaced(text: str) -> str:
    r"""`text` with plain spaces, code point by code point; line ends within a paragraph are spaces too.

    So are control characters and marks of direction, which hide nothing from a reader. A line that is long and does not
    end a sentence is taken for wrapped text.

    >>> spaced("In\u00a0May")
    'In May'
    """
    if "\r" in text:
        text = text.replace("\r", "\n")
    if not text.replace("\n", "").isprintable():  # a faster look, which most texts pass
        text = _BLANK.sub(" ", text)
    return _LINE_END.sub(_soft, text) if "\n" in text else text


def prepared(text: str) -> str:
    r"""`text` in lower case with plain spaces (see `spaced`), code point by code point.

    >>> prepared("In\u00a0May")
    'in may'
    """
    return lowered(spaced(text))


def _soft(match: re.Match[str]) -> str:
    at = match.start()
    return "\n" if at < _WRAPPED or match.string.find("\n", at - _WRAPPED, at) >= 0 else " "


class Normalised:
    r"""A text in NFC, each CRLF as one line end, with the way back: `raw(i)` is the raw offset of its offset `i`.

    >>> text = Normalised("cafe\u0301\r\nin 1941")
    >>> text.text, text.raw(text.text.index("1941"))
    ('café\nin 1941', 10)
    """

    __slots__ = ("_breaks", "_starts", "text")

    def __init__(self, raw: str) -> None:
        self._starts: list[int] | None = None
        self._breaks: list[int] = []
        if "\r\n" in raw:
            self._breaks = [match.start() - n for n, match in enumerate(re.finditer("\r\n", raw))]
            raw = raw.replace("\r\n", "\n")
        if raw.isascii() or unicodedata.is_normalized("NFC", raw):
            self.text = raw
            return
        pieces: list[str] = []
        starts: list[int] = []
        for match in _CLUSTER.finditer(raw):
            piece = unicodedata.normalize("NFC", match[0])
            pieces.append(piece)
            starts += [match.start()] * len(piece)
        starts.append(len(raw))
        self.text, self._starts = "".join(pieces), starts

    @property
    def is_raw(self) -> bool:
        """Whether every offset is that of the raw text."""
        return self._starts is None and not self._breaks

    def raw(self, offset: int) -> int:
        """The raw offset of an offset in `text`."""
        one = offset if self._starts is None else self._starts[offset]
        return one + bisect_left(self._breaks, one) if self._breaks else one


# the marks, and the jamo, that NFC may fold into the character before them; a mark alone is its own cluster
_COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
_CLUSTER = re.compile(rf"[^{_COMBINING}\u1100-\u11ff][{_COMBINING}]{{0,64}}|[\u1100-\u11ff]{{1,64}}|.", re.DOTALL)


# A trigger that ends in a word: start and end as offsets from where the word begins, the trigger where it is a phrase.
_Trigger = tuple[int, int, str]


class _Place:
    """Where a trigger stands: the text in lower case and as written, the words of the line, which one and its start.

    The words are in lower case, which are as long as they are written.
    """

    __slots__ = ("low", "nth", "start", "text", "words")

    def __init__(self, low: str, text: str) -> None:
        self.low, self.text = low, text
        self.words: list[str] = []
        self.nth = self.start = 0


def _stands(phrase: str, low: str, start: int) -> bool:
    """Whether a phrase stands at an offset, with no letter before it."""
    return low.startswith(phrase, start) and not (start and (low[start - 1].isalnum() or low[start - 1] == "_"))


class Scanner:
    """Finds the runs of a text for one grammar.

    A word of letters alone holds a trigger where it is one. What other words between spaces hold, such as "(May" and
    "3rd", is asked of the patterns once and remembered from then on, as is what the rules know of the words around: a
    text costs little more than parting it into words. Words of letters aren't remembered as such, since a table of all
    that there are would be slower to ask than this.
    """

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        triggers = grammar.triggers()
        numbers = "|".join(grammar.language.number_triggers).replace(r"\d", "[0-9]")
        words = trie_pattern([each for each in triggers if " " not in each])
        self._trigger = re.compile(rf"\W(?:{words}|{numbers})(?![^\W_])")
        self._phrases: dict[str, list[str]] = {}
        for each in triggers:
            if " " in each:
                self._phrases.setdefault(each.rpartition(" ")[2], []).append(each)
        self._phrase_end = re.compile(rf"\n({trie_pattern(list(self._phrases)) or '(?!)'})(?![^\W_])")
        self._known: dict[str, _Word | None] = {"": _GAP}
        self._vocabulary = grammar.vocabulary()
        self._plain = self._look_up({each for each in {*triggers, *self._phrases} if each.isalpha()})
        self._forget()

    def _forget(self) -> None:
        self._met = {""}
        self._triggers = dict(self._plain)

    def runs(self, low: str, text: str) -> Iterator[tuple[int, int]]:
        """The spans of the runs, from left to right, of a text made ready in lower case and as it is written."""
        done = base = 0
        place = _Place(low, text)
        for line in low.split("\n"):
            if not line:
                base += 1
                continue
            words = line.split(" ")
            triggers = self._triggers_of(words)
            here, at = 0, base
            for i in compress(range(len(words)), map(triggers.__contains__, words)):
                at += len(" ".join(words[here:i])) + 1 if i else 0
                here = i
                place.words, place.nth, place.start = words, i, at
                for first, last, phrase in triggers[words[i]]:
                    start = at + first
                    if start >= done and (not phrase or _stands(phrase, low, start)):
                        run, done = self._around(place, start, at + last, done)
                        if run >= 0:
                            yield run, done
            base += len(line) + 1

    def _triggers_of(self, words: list[str]) -> dict[str, tuple[_Trigger, ...]]:
        """The triggers that end in words in lower case, by the word: of these words, and of others met before."""
        mixed = {*filterfalse(str.isalpha, words)}
        if not mixed <= self._met:
            if len(self._met) > _MEMO_LIMIT:
                self._forget()
            mixed -= self._met
            self._met |= mixed
            self._triggers |= self._look_up(mixed)
        return self._triggers

    def _look_up(self, words: set[str]) -> dict[str, tuple[_Trigger, ...]]:
        """The triggers that end in the words, in those that hold any."""
        joined = "\n".join(["", *words, ""])
        found: dict[int, list[_Trigger]] = {}
        for match in self._trigger.finditer(joined):
            word = joined.rfind("\n", 0, match.end()) + 1
            found.setdefault(word, []).append((match.start() + 1 - word, match.end() - word, ""))
        for match in self._phrase_end.finditer(joined):
            word, end = match.span(1)
            phrases = ((end - word - len(each), end - word, each) for each in self._phrases[match[1]])
            found.setdefault(word, []).extend(phrases)
        return {joined[word : joined.index("\n", word)]: tuple(sorted(each)) for word, each in found.items()}

    def _around(self, place: _Place, start: int, end: int, done: int) -> tuple[int, int]:
        """The run around a trigger that ends in a word; -1 and where to go on if there is none."""
        low, text, words, behind, left = place.low, place.text, place.words, place.nth, place.start
        right = left + len(words[behind])
        while start < left:
            behind -= 1
            left -= len(words[behind]) + 1
        whole_left, whole_right = left >= done and start - left <= _REACH, right - end <= _REACH
        left = left if whole_left else max(done, start - _REACH)
        right = right if whole_right else end + _REACH
        word = self._word(text[left:right])
        if word is None:
            first, last = self._piece(low, left, right, start, end)
            if self._grammar.known(low[first:last], text[first:last]) is None:
                return -1, max(done, end)
            lead, tail = first - left, right - last
        else:
            lead, tail = word.lead, word.tail
        first, last = left + lead, right - tail
        if whole_left and not lead:
            first = self._to_left(place, behind, left, done)
        if whole_right and not tail:
            last = self._to_right(place, place.nth, right)
        if low.startswith(")", last) and "(" in low[first:last]:
            index, at = place.nth, place.start + len(words[place.nth])
            while at <= last:
                index += 1
                at += len(words[index]) + 1
            last = self._to_right(place, index, at) if at == last + 1 else last + 1
        return first, last

    def _learn(self, word: str) -> _Word | None:
        """What the rules know of a word between spaces, None where they know nothing."""
        low = lowered(word)
        found = (
            self._trimmed(low, word) if len(word) <= _REACH and (low in self._vocabulary or not low.isalpha()) else None
        )
        if len(self._known) < _MEMO_LIMIT:
            self._known[word] = found
        return found

    def _word(self, word: str) -> _Word | None:
        """The same, as remembered."""
        found = self._known.get(word, _UNSEEN)
        return self._learn(word) if found is _UNSEEN else found

    def _trimmed(self, word: str, raw: str) -> _Word | None:
        grammar, lead = self._grammar, len(word) - len(word.lstrip(_EDGES))
        for first in (0, lead) if lead else (0,):
            for last in range(len(word), first, -1):
                core, raw_core = word[first:last], raw[first:last]
                borders = grammar.known(core, raw_core)
                if borders is not None:
                    return _Word(first, len(word) - last, *borders)
                if word[last - 1] not in _EDGES:
                    break
        return None

    @staticmethod
    def _piece(low: str, left: int, right: int, start: int, end: int) -> tuple[int, int]:
        """The part of an unknown word around the trigger that lies between hard punctuation."""
        # most often a cut is near; the search begins where no pair of marks is torn apart
        near = max(left, start - _NEAR)
        while near > left and low[near - 1] in "-.":
            near -= 1
        for origin in (near, left):
            before, after = -1, right
            for match in _HARD.finditer(low, origin, right):
                if match.start() >= end:
                    after = match.start()
                    break
                if match.end() <= start:
                    before = match.end()
            if before >= 0:
                break
        before = max(before, left)
        piece = low[before:after]
        core = piece.rstrip(_EDGES)
        lead = len(core) - len(core.lstrip(_EDGES))
        return before + lead, before + len(core)

    def _after_cut(self, word: str) -> int:
        """Where the known end of an unknown word begins ("Paris—3"), its length where it has none."""
        cuts = [match.end() for match in _HARD.finditer(lowered(word))]
        known = self._word(word[cuts[-1] :]) if cuts else None
        return cuts[-1] + known.lead if known and known.begins and not known.tail else len(word)

    def _before_cut(self, word: str) -> int:
        """Where the known beginning of an unknown word ends ("1931—Paris"), 0 where it has none."""
        cut = _HARD.search(lowered(word))
        known = self._word(word[: cut.start()]) if cut else None
        return cut.start() - known.tail if cut and known and known.ends and not known.lead else 0

    def _to_left(self, place: _Place, index: int, left: int, done: int) -> int:
        """Where the run begins that reaches to the word at `left`: the furthest one with which a match may begin."""
        text, words, vocabulary, remembered = place.text, place.words, self._vocabulary, self._known
        first, at, limit = left, left, max(done, left - _REACH)
        while index > 0 and at > limit:
            index -= 1
            end, small = at - 1, words[index]
            at = end - len(small)
            if at <= limit:
                if limit != done:
                    break
                at, small = limit, small[limit - at :]
            if small not in vocabulary and small.isalpha():
                return first
            word = text[at:end]
            known = remembered.get(word, _UNSEEN)
            if known is _UNSEEN:
                known = self._learn(word)
            if known is None:
                cut = len(word) if word.isalpha() else self._after_cut(word)
                return at + cut if cut < len(word) else first
            if known.tail:
                break
            if known.begins:
                first = at + known.lead
            if known.lead:
                break
        return first

    def _to_right(self, place: _Place, here: int, right: int) -> int:
        """Where the run ends that reaches to the word up to `right`: the furthest one with which a match may end."""
        text, vocabulary, remembered = place.text, self._vocabulary, self._known
        last, at, limit = right, right, right + _LONGEST_RUN
        words = place.words
        # by index: a slice would be made, and `islice` would begin at the first word of the line, each time
        for index in range(here + 1, len(words)):
            small = words[index]
            start = at + 1
            at = start + len(small)
            if at >= limit or (small not in vocabulary and small.isalpha()):
                break
            word = text[start:at]
            known = remembered.get(word, _UNSEEN)
            if known is _UNSEEN:
                known = self._learn(word)
            if known is None:
                cut = 0 if word.isalpha() else self._before_cut(word)
                return start + cut if cut else last
            if known.lead:
                break
            if known.ends:
                last = at - known.tail
            if known.tail:
                break
        return last
