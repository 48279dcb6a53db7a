"""Find the runs of words that may hold a temporal expression: one pattern over the whole text, then word by word.

A trigger (a month, a year, "ago") is searched with one compiled pattern; around it the run of words that any rule
knows is taken, to the left and to the right. Only runs are read by the grammar.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from pipeline.temporal.templates import trie_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.temporal.grammar import Grammar

# white space of every kind but line ends, control characters, marks of direction, zero-width joiners
_BLANK = re.compile(r"[\0-\t\v\f\x0e-\x1f\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]")
_LINE_END = re.compile(r"\n(?=[^\n])")
_STOPS = frozenset('.!?:;…"”’)\n')
_HARD = re.compile(r"[—―()\[\]{}\"“”„«»‘…;*|/•]|--|\.\.|(?<=[a-z])[-.](?=[a-z])|(?<=[0-9]{4})-(?=[a-z])")
_EDGES = ".;!?\"“”„‘’…»«*:[]()'"
_REACH = 64
_LONGEST_RUN = 200
_WRAPPED = 50
_MEMO_LIMIT = 1 << 16


class _Word(NamedTuple):
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


def prepared(text: str) -> str:
    r"""`text` in lower case with plain spaces, code point by code point; line ends within a paragraph are spaces too.

    So are control characters and marks of direction, which hide nothing from a reader. A line that is long and does not
    end a sentence is taken for wrapped text.

    >>> prepared("In\u00a0May")
    'in may'
    """
    low = lowered(text)
    if "\r" in low:
        low = low.replace("\r", "\n")
    low = _BLANK.sub(" ", low)
    return _LINE_END.sub(_soft, low) if "\n" in low else low


def _soft(match: re.Match[str]) -> str:
    at, text = match.start(), match.string
    if at < _WRAPPED or text[at - 1] in _STOPS:
        return "\n"
    return "\n" if text.find("\n", at - _WRAPPED, at) >= 0 else " "


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

    def raw(self, offset: int) -> int:
        """The raw offset of an offset in `text`."""
        one = offset if self._starts is None else self._starts[offset]
        return one + bisect_left(self._breaks, one) if self._breaks else one


# the marks, and the jamo, that NFC may fold into the character before them; a mark alone is its own cluster
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
_CLUSTER = re.compile(rf"[^{_MARKS}\u1100-\u11ff][{_MARKS}]{{0,64}}|[\u1100-\u11ff]{{1,64}}|.", re.DOTALL)


class Scanner:
    """Finds the runs of a text for one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        words = trie_pattern(grammar.triggers())
        numbers = "|".join(grammar.language.number_triggers).replace(r"\d", "[0-9]")
        self._trigger = re.compile(rf"\W(?:{words}|{numbers})(?![^\W_])")
        self._known: dict[str, _Word | None] = {}

    def runs(self, low: str, raw: str) -> Iterator[tuple[int, int]]:
        """The spans of the runs in `low` (see `prepared`), from left to right."""
        done, size = 0, len(low)
        known = self._known.get
        for match in self._trigger.finditer("\n" + low):
            # the pattern needs a character before the trigger: the added line end makes both offsets the same
            start, end = match.start(), match.end() - 1
            if start < done:
                continue
            left = low.rfind(" ", max(done, start - _REACH), start) + 1 or max(done, start - _REACH)
            right = low.find(" ", end, end + _REACH)
            if right < 0:
                right = min(size, end + _REACH)
            if low.find("\n", left, right) >= 0:
                left, right = self._line(low, left, right, start, end)
            text = raw[left:right]
            word = known(text, _UNSEEN)
            if word is _UNSEEN:
                word = self._learn(low[left:right], text)
            if word is None:
                first, last = self._piece(low, left, right, start, end)
                if not self._grammar.known(low[first:last], raw[first:last]):
                    done = max(done, end)
                    continue
                lead, tail = first - left, right - last
            else:
                lead, tail = word.lead, word.tail
            first = left + lead if lead else self._to_left(low, raw, left, done)
            done = right - tail if tail else self._to_right(low, raw, right)
            if low[done : done + 1] == ")" and "(" in low[first:done]:
                done = self._to_right(low, raw, done + 1)
            yield first, done

    @staticmethod
    def _line(low: str, left: int, right: int, start: int, end: int) -> tuple[int, int]:
        """The word cut at the line ends around the trigger."""
        left = max(left, low.rfind("\n", left, start) + 1)
        stop = low.find("\n", end, right)
        return left, right if stop < 0 else stop

    def _learn(self, word: str, raw: str) -> _Word | None:
        """What the rules know of a word between spaces, None where they know nothing."""
        found = self._trimmed(word, raw) if len(word) <= _REACH and self._grammar.may_know(word) else None
        if len(self._known) < _MEMO_LIMIT:
            self._known[raw] = found
        return found

    def _trimmed(self, word: str, raw: str) -> _Word | None:
        grammar, lead = self._grammar, len(word) - len(word.lstrip(_EDGES))
        for first in sorted({0, lead}):
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
        cuts = [m.span() for m in _HARD.finditer(low, left, right)]
        before = max((b for _, b in cuts if b <= start), default=left)
        after = min((a for a, _ in cuts if a >= end), default=right)
        piece = low[before:after]
        core = piece.rstrip(_EDGES)
        lead = len(core) - len(core.lstrip(_EDGES))
        return before + lead, before + len(core)

    def _word(self, low: str, raw: str) -> _Word | None:
        word = self._known.get(raw, _UNSEEN)
        return self._learn(low, raw) if word is _UNSEEN else word

    def _after_cut(self, low: str, raw: str, start: int, end: int) -> int | None:
        """Where the known end of an unknown word begins ("Paris—3"), None where it has none."""
        cuts = () if low[start:end].isalpha() else [match.end() for match in _HARD.finditer(low, start, end)]
        word = self._word(low[cuts[-1] : end], raw[cuts[-1] : end]) if cuts and cuts[-1] < end else None
        return cuts[-1] + word.lead if cuts and word and word.begins and not word.tail else None

    def _before_cut(self, low: str, raw: str, start: int, end: int) -> int | None:
        """Where the known beginning of an unknown word ends ("1931—Paris"), None where it has none."""
        cut = None if low[start:end].isalpha() else _HARD.search(low, start, end)
        word = self._word(low[start : cut.start()], raw[start : cut.start()]) if cut and cut.start() > start else None
        return cut.start() - word.tail if cut and word and word.ends and not word.lead else None

    def _to_left(self, low: str, raw: str, left: int, done: int) -> int:
        """Where the run that reaches to `left` begins: the furthest word before it with which a match may begin."""
        first, at, limit = left, left, max(done, left - _REACH)
        while at > limit and low[at - 1] == " ":
            end = at - 1
            at = low.rfind(" ", limit, end) + 1
            if at == 0:
                if limit != done:
                    break
                at = limit
            line = low.rfind("\n", at, end) + 1
            at = line or at
            word = self._word(low[at:end], raw[at:end]) if at < end else _GAP
            if word is None:
                return self._after_cut(low, raw, at, end) or first
            if word.tail:
                break
            if word.begins:
                first = at + word.lead
            if word.lead or line:
                break
        return first

    def _to_right(self, low: str, raw: str, right: int) -> int:
        """Where the run that reaches to `right` ends: the furthest word after it with which a match may end."""
        last, at, limit = right, right, min(len(low), right + _LONGEST_RUN)
        while at < limit and low[at] == " ":
            start = at + 1
            at = low.find(" ", start, limit)
            if at < 0:
                if limit < len(low):
                    break
                at = limit
            line = low.find("\n", start, at)
            at = at if line < 0 else line
            word = self._word(low[start:at], raw[start:at]) if start < at else _GAP
            if word is None:
                return self._before_cut(low, raw, start, at) or last
            if word.lead:
                break
            if word.ends:
                last = at - word.tail
            if word.tail or line >= 0:
                break
        return last
