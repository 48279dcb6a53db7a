"""The text around an expression: its sentence, the tense of its verb and the year that may follow."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.temporal.grammar import Language

# a full stop after a single letter, as in "U.S.", after a title, or between a month and its day ends no sentence; what
# stands before it is looked at once there is one, since a pattern that begins with a few characters is found ten times
# as fast
_SENTENCE_END = re.compile(
    r"[.!?;\n](?:(?<=\n)|(?<!\.[a-z].)(?<! mr.)(?<! dr.)(?<! mrs.)(?<! st.)(?<! gen.)"
    r"(?!(?:(?<=\W(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\.)|(?<=\Wsept\.)) [0-9])[\"”’)]?\s)"
)
_PARTED = re.compile(r"[,(–—]")
_HEAD = 400
_REACH = 240
_OPENING = 20
_DONE = 60
_BESIDE = 16
_QUOTED = 1000
_HEADING = 100
_STOPS = tuple('.!?:;,"”')
_TENSES = {"past": "past", "before": "past", "coming": "future", "future": "future", "reported": "future"} | {
    "fixed": "future"
}


class Around:
    """Answers questions about the prepared text of one document; offsets are those of that text.

    The verbs of a sentence are looked up once, and no further than they are asked for, so that many expressions in it
    cost no more than one; a sentence begins where the one before was seen to end.

    >>> from pipeline.temporal.languages import language
    >>> around = Around("it rained. it will open in may", language("en"))
    >>> around.tense(27, 30), around.opens(11), around.apart(0, 27)
    ('future', True, True)
    """

    __slots__ = ("_headings", "_language", "_low", "_news", "_rest", "_sentence", "_stop", "_verbs")

    def __init__(self, low: str, language: Language) -> None:
        self._low, self._language = low, language
        self._sentence, self._stop = (0, -1), -1
        self._headings: list[int] | None = None
        self._news: bool | None = None
        self._verbs: list[tuple[int, str | None]] = []
        self._rest: Iterator[re.Match[str]] = iter(())

    def _read_sentence(self, start: int, end: int) -> None:
        """Look up the bounds of the sentence around a span, as far as a verb may tell its tense."""
        low = self._low
        first = max(0, start - _REACH)
        if first <= self._stop <= start:
            first = self._stop
        for match in _SENTENCE_END.finditer(low, first, start):
            first = match.end()
        stop = _SENTENCE_END.search(low, end, end + _REACH)
        self._stop = stop.end() if stop else -1
        last = self._stop if stop else min(len(low), end + _REACH)
        self._sentence, self._verbs = (first, last), []
        self._rest = self._language.verb.finditer(low, max(0, first - 1), last)

    def _bounds(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of the sentence around a span, which is read where it is another than the last one."""
        first, last = self._sentence
        if not (first <= start and end <= last):
            self._read_sentence(start, end)
        return self._sentence

    def verb(self, start: int, end: int) -> str | None:
        """What the verb nearest before a span tells in its sentence, else the first one after it.

        "past", "before" (the past before the past), "coming" ("will"), "fixed" (a present tense of what is to come),
        "future" ("plans"), "reported" ("would") or None.
        """
        self._bounds(start, end)
        verbs = self._verbs
        while not verbs or verbs[-1][0] <= start:
            match = next(self._rest, None)
            if match is None:
                break
            verbs.append((match.start(), match.lastgroup))
        if not verbs:
            return None
        at = bisect_right(verbs, start, key=itemgetter(0))
        return verbs[at - 1 if at else 0][1] or "past"

    def quoted(self, start: int) -> bool:
        """Whether an offset lies within quotation marks, as far as its paragraph tells."""
        low = self._low
        first = max(0, start - _QUOTED)
        first = max(first, low.rfind("\n", first, start) + 1)
        opened, closed = low.rfind("“", first, start), low.rfind("”", first, start)
        if opened >= 0 or closed >= 0:
            return opened > closed
        return low.count('"', first, start) % 2 == 1

    def tense(self, start: int, end: int) -> str | None:
        """The tense of the sentence around a span: "past", "future" or None."""
        verb = self.verb(start, end)
        if self._language.ahead.search(self._low, max(self._sentence[0], start - _OPENING), start):
            return "future"
        return _TENSES.get(verb or "")

    def done(self, start: int) -> bool:
        """Whether something is told just before an offset that was done then: "opened in the"."""
        return self._language.done.search(self._low, max(0, start - _DONE), start) is not None

    def attributed(self, start: int, end: int) -> bool:
        """Whether the sentence around a span says who tells it to the document: "he died in May, his firm said"."""
        return self._language.attributed.search(self._low, *self._bounds(start, end)) is not None

    def is_news(self) -> bool:
        """Whether the head of the text tells the news that it looks back from: "Ada Roe, who has died, …"."""
        if self._news is None:
            self._news = self._language.news.search(self._low, 0, _HEAD) is not None
        return self._news

    def beside_event(self, start: int, end: int) -> bool:
        """Whether an expression counts from an event that is named after it: "the day after the vote"."""
        return self._language.beside_event.search(self._low, start, end + _BESIDE) is not None

    def opens(self, start: int, within: int = _OPENING) -> bool:
        """Whether a sentence begins just before an offset, `within` so many characters."""
        return start < within or _SENTENCE_END.search(self._low, start - within, start) is not None

    def apart(self, first: int, second: int) -> bool:
        """Whether a sentence ends between two offsets."""
        return second - first > _REACH or _SENTENCE_END.search(self._low, first, second) is not None

    def aside(self, start: int) -> bool:
        """Whether a comma or bracket stands between an offset and the beginning of its sentence."""
        first = max(0, start - _REACH)
        if self._low.rfind("(", first, start) > self._low.rfind(")", first, start):
            return True
        for match in _SENTENCE_END.finditer(self._low, first, start):
            first = match.end()
        return _PARTED.search(self._low, first, start) is not None

    def in_heading(self, start: int, end: int) -> bool:
        """Whether a span stands in a heading: a short line below the first that ends no sentence."""
        heading = self.section(start)
        return heading > 0 and self._low.find("\n", heading, end) < 0

    def section(self, start: int) -> int:
        """Where the last heading up to an offset begins; 0 where there is none."""
        if self._headings is None:
            self._headings = [*_headings(self._low)]
        at = bisect_right(self._headings, start)
        return self._headings[at - 1] if at else 0

    def distance(self, first: int, second: int) -> int:
        """0 for two offsets in one sentence, 1 in one paragraph, 2 for any others."""
        if self._low.find("\n", first, second) >= 0:
            return 2
        return int(self.apart(first, second))

    def anew(self, first: int, second: int, third: int) -> bool:
        """Whether a paragraph begins between the first two of three offsets, and none between the others."""
        return self.distance(first, second) > 1 >= self.distance(second, third)

    def year_ahead(self, end: int) -> tuple[int, int] | None:
        """The year, and its offset, that follows as in "the spring offensive of 1918"."""
        match = self._language.year_ahead.match(self._low, end)
        return (int(match[1]), match.start(1)) if match else None


def _headings(text: str) -> Iterator[int]:
    """Where each short line begins that ends no sentence, but for the first line and the last."""
    lines = text.split("\n")
    start = len(lines[0]) + 1
    for line in lines[1:-1]:
        if 0 < len(line) <= _HEADING and not line.endswith(_STOPS):
            yield start
        start += len(line) + 1
