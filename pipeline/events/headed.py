"""What heads the sentences that follow: a date that stands alone, as in a diary or a log, or a thing, as on a label."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from pipeline.events import grammar
from pipeline.events.phrases import noun_phrase_alone
from pipeline.events.types import noun_types

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.events.context import Context
    from pipeline.events.grammar import Sentence
    from pipeline.events.scene import Dated
    from pipeline.model import Block, Document, EventType, Span

# What may stand around a date that is alone: the marks of a heading, a full stop, a colon.
_MARKS = re.compile(r"[\s#*_.:;\[\]()–—-]*")
_LONGEST_MARKS = 16
_LONGEST_ENTRY = 6
_LONGEST_FRAGMENT = 120
# "PORT SELBY, Norham, " before the date of a report, and " (Agency) – " behind it.
_PLACE_OF_REPORT = re.compile(r"([^\W\d_][\w .'’-]{1,38})(?:, [^\W\d_][\w .'’-]{1,38})?(?:,| [–—-]| \()\s?")
_BEHIND_DATELINE = re.compile(r"\)?(?: \([^()\n]{2,40}\))?(?: ?[–—]| ?--| -)\s")
# The same without a date, before a sentence: "PORT SELBY (Agency) – A ferry".
_PLACE_ALONE = re.compile(
    r"([^\W\d_][\w .'’-]{1,38})(?:, [^\W\d_][\w .'’-]{1,38})?(?: \([^()\n]{2,40}\))?(?: ?[–—]| --| -)\s(?=[A-Z“\"])"
)
_HEADING = frozenset(["day", "month", "season", "year"])


def headings(
    document: Document,
    sentences: Sequence[tuple[Block, Span]],
    dates: Iterable[Dated],
    first: Mapping[int, Dated],
    by_sentence: Mapping[int, Sequence[Dated]],
) -> dict[int, Dated | None]:
    """The number of each sentence that a date alone heads, and that date, or None where it has a date of its own.

    Args:
        document: the document.
        sentences: its sentences, in order, with their blocks.
        dates: its dates, in order.
        first: the date of each sentence that begins with one.
        by_sentence: the dates of each sentence.

    No sentence is headed by the date of publication.
    """
    found: dict[int, Dated | None] = {}
    for number, date in first.items():
        if len(by_sentence[number]) == 1 and _is_alone(document, sentences[number][1], date):
            _head(found, number + 1, date, sentences, by_sentence)
    lines = [block.span for block in document.blocks if block.kind == "dateline"]
    for each in dates if lines else ():
        line = next((line for line in lines if _is_alone(document, line, each)), None)
        if line is not None:
            _head(found, bisect_right([span.start for _, span in sentences], line.start), each, sentences, by_sentence)
    return found


def _head(
    found: dict[int, Dated | None],
    number: int,
    date: Dated,
    sentences: Sequence[tuple[Block, Span]],
    by_sentence: Mapping[int, Sequence[Dated]],
) -> None:
    """Note that a date heads a sentence."""
    if number < len(sentences):
        found[number] = date if number not in by_sentence else None


def _is_alone(document: Document, span: Span, date: Dated) -> bool:
    """Whether a stretch of text holds one date that may head what follows, and nothing else but marks."""
    if span.end - date.span.end > _LONGEST_MARKS or not 0 <= date.span.start - span.start <= _LONGEST_MARKS:
        return False
    if date.span.end > span.end or date.value.precision not in _HEADING or date.value.edtf == document.published:
        return False
    before = _MARKS.fullmatch(document.text, span.start, date.span.start)
    return before is not None and _MARKS.fullmatch(document.text, date.span.end, span.end) is not None


def report_begins(document: Document, block: Block, span: Span, dates: Sequence[Dated]) -> int:
    """Where the text of a report begins behind its dateline: "PORT SELBY, 4 May (Agency) – A ferry sank"; 0 for none.

    A block that opens so is a report's where it is the document's first, or its date is that of the document; lines of
    a chronicle may have places of their own.
    """
    text = document.text
    if not dates or span.start != block.span.start or not text[span.start : span.start + 2].isupper():
        return 0
    date = dates[0]
    place = _PLACE_OF_REPORT.fullmatch(text, span.start, date.span.start)
    if place is None or not place[1].isupper():
        return 0
    first = next((each for each in document.blocks if each.kind == "body"), block)
    if block is not first and date.value.edtf != document.published:
        return 0
    behind = _BEHIND_DATELINE.match(text, date.span.end, span.end)
    return behind.end() if behind is not None else 0


def place_ends(document: Document, block: Block, span: Span) -> int:
    """Where a report's text begins behind the place that it comes from: "PORT SELBY – A ferry sank"; 0 for none.

    Only the document's first block opens so; in other lines it is what they are about.
    """
    text = document.text
    if span.start != block.span.start or block.kind != "body" or not text[span.start : span.start + 2].isupper():
        return 0
    place = _PLACE_ALONE.match(text, span.start, span.end)
    if place is None or not place[1].isupper():
        return 0
    first = next((each for each in document.blocks if each.kind == "body"), block)
    return place.end() if block is first else 0


def noun_of_list(sentence: Sentence, date: int) -> tuple[EventType, str] | None:
    """The type and noun that a list of days tells of: "Weddings: 2 May, Ada Lind and Karl Holm; 9 May, …"; or None.

    Args:
        sentence: the sentence.
        date: the token of a date, which must open a member of the list.
    """
    first = sentence.first
    if sentence.words[first + 1 : first + 2] != [":"] or sentence.tags[date - 1 : date] != ";":
        return None
    return noun_types().get(sentence.lower[first])


def thing_headed(context: Context, number: int) -> str:
    """The thing that the paragraph of a sentence opens with: "Fire pump. Made in 1902."; or empty."""
    block = context.sentences[number][0]
    first = number
    while first > 0 and number - first < _LONGEST_ENTRY and context.sentences[first - 1][0] is block:
        first -= 1
    if first == number:
        return ""
    span = context.sentences[first][1]
    text = context.document.text[span.start : min(span.end, span.start + _LONGEST_FRAGMENT)]
    return noun_phrase_alone(grammar.read(text, span.start, context.dates.get(first, ())))


def goes_on(context: Context, number: int) -> bool:
    """Whether the sentence before another names nothing that a verb is told of."""
    return number < 1 or all(each.subject is None for each in context.told(number - 1))
