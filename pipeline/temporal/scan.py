"""Find the runs of words that may hold a temporal expression: one pattern over the whole text, then word by word.

A trigger (a month, a year, "ago") is searched with one compiled pattern; around it the run of words that any rule
knows is taken, to the left and to the right. Only runs are read by the grammar.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pipeline.temporal.grammar import trie_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.temporal.grammar import Grammar

_SPACES = re.compile(r"[^\S\n ]")
_SOFT_BREAK = re.compile(r"(?<=[^.!?:;…\"”’)\n])\n(?=[^\n])")
_BARE_CR = re.compile(r"\r(?!\n)")
_HARD = re.compile(r"[—―()\[\]{}\"“”„«»‘…;*|/•]|--|\.\.+|(?<=[a-z])[-.](?=[a-z])")
_EDGES = ".;!?\"“”„‘’…»«*:[]()'"
_REACH = 64
_LONGEST_RUN = 200
_WRAPPED = 50
_MEMO_LIMIT = 1 << 16
_UNSEEN = (-1, -1)


def lowered(text: str) -> str:
    """`text` in lower case with every code point in its place: `İ`, whose lower case is two, stays.

    >>> lowered("İn MAY")
    'İn may'
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def prepared(text: str) -> str:
    r"""`text` in lower case with plain spaces, code point by code point; line ends within a paragraph are spaces too.

    A line that is long and does not end a sentence is taken for wrapped text.

    >>> prepared("In\u00a0May")
    'in may'
    """
    low = lowered(text)
    if "\r" in low:
        low = _BARE_CR.sub("\n", low)
    low = _SPACES.sub(" ", low)
    return _SOFT_BREAK.sub(_soft, low) if "\n" in low else low


def _soft(match: re.Match[str]) -> str:
    line = match.string.rfind("\n", max(0, match.start() - _WRAPPED), match.start())
    return "\n" if line >= 0 or match.start() < _WRAPPED else " "


class Normalised:
    r"""A text in NFC with the way back: `raw(i)` is the raw offset of NFC offset `i`.

    >>> text = Normalised("cafe\u0301 in 1941")
    >>> text.text, text.raw(text.text.index("1941"))
    ('café in 1941', 9)
    """

    __slots__ = ("_starts", "text")

    def __init__(self, raw: str) -> None:
        self._starts: list[int] | None = None
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
        """The raw offset of an offset in NFC."""
        return offset if self._starts is None else self._starts[offset]


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
        self._known: dict[str, tuple[int, int] | None] = {}

    def runs(self, low: str, raw: str) -> Iterator[tuple[int, int]]:
        """The spans of the runs in `low` (see `prepared`), from left to right."""
        done, size = 0, len(low)
        known, finditer = self._known.get, self._trigger.finditer
        for match in finditer("\n" + low):
            # the pattern needs a character before the trigger: the added line end makes both offsets the same
            start, end = match.start(), match.end() - 1
            if start < done:
                continue
            left = low.rfind(" ", max(done, start - _REACH), start) + 1 or max(done, start - _REACH)
            right = low.find(" ", end, end + _REACH)
            if right < 0:
                right = min(size, end + _REACH)
            line = low.find("\n", left, right)
            if line >= 0:
                left, right = self._line(low, left, right, start, end)
            word = low[left:right]
            trim = known(word, _UNSEEN)
            if trim is _UNSEEN:
                trim = self._learn(word, raw[left:right])
            if trim is None:
                left, right = self._piece(low, left, right, start, end)
                if not self._grammar.knows(low[left:right], raw[left:right]):
                    done = max(done, end)
                    continue
                yield left, right
                done = right
                continue
            lead, tail = trim
            first = left + lead if lead else self._to_left(low, raw, left, done)
            last = right - tail if tail else self._to_right(low, raw, right)
            yield first, last
            done = last

    @staticmethod
    def _line(low: str, left: int, right: int, start: int, end: int) -> tuple[int, int]:
        """The word cut at the line ends around the trigger."""
        left = max(left, low.rfind("\n", left, start) + 1)
        stop = low.find("\n", end, right)
        return left, right if stop < 0 else stop

    def _learn(self, word: str, raw: str) -> tuple[int, int] | None:
        """How many characters to leave off on the left and right of a word so that the rest is known, or None."""
        trim = self._trimmed(word, raw) if len(word) <= _REACH else None
        if len(self._known) < _MEMO_LIMIT:
            self._known[word] = trim
        return trim

    def _trimmed(self, word: str, raw: str) -> tuple[int, int] | None:
        grammar, lead = self._grammar, len(word) - len(word.lstrip(_EDGES))
        for first in sorted({0, lead}):
            for last in range(len(word), first, -1):
                core = word[first:last]
                if not grammar.ends_loosely(core) and grammar.knows(core, raw[first:last]):
                    return first, len(word) - last
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

    def _trim(self, word: str, raw: str) -> tuple[int, int] | None:
        trim = self._known.get(word, _UNSEEN)
        return self._learn(word, raw) if trim is _UNSEEN else trim

    def _to_left(self, low: str, raw: str, left: int, done: int) -> int:
        """Where the run that reaches to `left` begins: known words before it."""
        first, limit = left, max(done, left - _REACH)
        while first > limit and low[first - 1] == " ":
            end = first - 1
            start = low.rfind(" ", limit, end) + 1
            if start == 0:
                if limit != done:
                    break
                start = limit
            line = low.rfind("\n", start, end) + 1
            start = line or start
            trim = self._trim(low[start:end], raw[start:end]) if start < end else (0, 0)
            if not trim or trim[1]:
                break
            first = start + trim[0]
            if trim[0] or line:
                break
        return first

    def _to_right(self, low: str, raw: str, right: int) -> int:
        """Where the run that reaches to `right` ends: known words after it."""
        last, limit = right, min(len(low), right + _LONGEST_RUN)
        while last < limit and low[last] == " ":
            start = last + 1
            end = low.find(" ", start, limit)
            if end < 0:
                if limit < len(low):
                    break
                end = limit
            line = low.find("\n", start, end)
            end = end if line < 0 else line
            trim = self._trim(low[start:end], raw[start:end]) if start < end else (0, 0)
            if not trim or trim[0]:
                break
            last = end - trim[1]
            if trim[1] or line >= 0:
                break
        return last
