"""The text around an expression: its sentence, the tense of its verb and the year that may follow."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.temporal.grammar import Language

_SENTENCE_END = re.compile(r"[.!?;]\s|\n")
_REACH = 240
_OPENING = 20


class Around:
    """Answers questions about the prepared text of one document; offsets are those of that text.

    Sentence ends and verbs are looked up once each, so that many expressions in one sentence cost no more than one.

    >>> from pipeline.temporal.languages import language
    >>> around = Around("it rained. it will open in may", language("en"))
    >>> around.tense(27, 30), around.opens(11), around.apart(0, 27)
    ('future', True, True)
    """

    __slots__ = ("_ends", "_language", "_low", "_sentence", "_verbs")

    def __init__(self, low: str, language: Language) -> None:
        self._low, self._language = low, language
        self._ends: list[int] | None = None
        self._sentence = (-1, -1)
        self._verbs: list[tuple[int, int, bool]] = []

    def _bounds(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around a span."""
        if self._ends is None:
            self._ends = [match.end() for match in _SENTENCE_END.finditer(self._low)]
        ends = self._ends
        before, after = bisect_right(ends, start), bisect_left(ends, end)
        return ends[before - 1] if before else 0, ends[after] if after < len(ends) else len(self._low)

    def tense(self, start: int, end: int) -> str | None:
        """The tense of the sentence around a span, by the nearest verb before it, else by the first one after it."""
        bounds = self._bounds(start, end)
        if bounds != self._sentence:
            found = self._language.verb.finditer(self._low, max(0, bounds[0] - 1), bounds[1])
            self._sentence = bounds
            self._verbs = [(match.start(), match.end(), match.lastindex is not None) for match in found]
        if self._language.ahead.search(self._low, max(bounds[0], start - _OPENING), start):
            return "future"
        at = bisect_right(self._verbs, (start, start, True))
        before, after = self._verbs[max(0, at - 1) : at], self._verbs[at : at + 1]
        if before and before[0][0] > start - _REACH:
            return "future" if before[0][2] else "past"
        if after and after[0][0] < end + _REACH:
            return "future" if after[0][2] else "past"
        return None

    def opens(self, start: int) -> bool:
        """Whether a sentence begins just before an offset."""
        return start < _OPENING or _SENTENCE_END.search(self._low, start - _OPENING, start) is not None

    def apart(self, first: int, second: int) -> bool:
        """Whether a sentence ends between two offsets."""
        return second - first > _REACH or _SENTENCE_END.search(self._low, first, second) is not None

    def year_ahead(self, end: int) -> tuple[int, int] | None:
        """The year, and its offset, that follows as in "the spring offensive of 1918"."""
        match = self._language.year_ahead.match(self._low, end)
        return (int(match[1]), match.start(1)) if match else None
