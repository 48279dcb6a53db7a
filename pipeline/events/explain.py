"""Why a date gave no event: what extraction recorded, or else where the date stands and what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events import reasons, references
from pipeline.events.extract import NAME_AFTER
from pipeline.events.named_things import is_of_season

if TYPE_CHECKING:
    from pipeline.events.extract import Extraction
    from pipeline.model import Block, Document, Span, Timex

_SILENT = {"furniture": reasons.FURNITURE, "dateline": reasons.DATELINE, "byline": reasons.BYLINE}
_UNDATED = {"DURATION": reasons.DURATION, "SET": reasons.REPEATED}


def why_no_event(document: Document, timex: Timex, seen: Extraction) -> str:
    """The reason why an expression has no event, in words that follow "no event: ".

    Args:
        document: the document that was examined.
        timex: one of its expressions, which no mention of `seen` has.
        seen: what `examine` gave for it.

    >>> from pipeline.events import examine
    >>> from pipeline.ingest import document_from_text
    >>> from pipeline.temporal import tag_document
    >>> page = document_from_text("Sales were at their lowest since 1987.", language="en")
    >>> [date] = tag_document(page)
    >>> why_no_event(page, date, examine(page, [date]))
    'it only dates a figure or state that another is compared with'
    """
    whole = timex.interval_span or timex.span
    recorded = next((each.reason for each in seen.without_event if _overlap(each.span, whole)), "")
    return recorded or _undated(document, timex) or _unread(document, timex, seen)


def _undated(document: Document, timex: Timex) -> str:
    """Why an expression is no date that something could have happened on; empty where it is one."""
    value = timex.interval or timex.value
    if timex.interval is None and timex.type in _UNDATED:
        return _UNDATED[timex.type]
    if value.edtf is None or value.timex3.endswith("_REF"):
        return reasons.UNPLACED
    if value.precision in {"month", "season"} and timex.anchor and NAME_AFTER.match(document.text, timex.span.end):
        return reasons.OF_NAME
    return reasons.SEASON if value.precision == "season" and is_of_season(document.text, timex) else ""


def _unread(document: Document, timex: Timex, seen: Extraction) -> str:
    """Why a date was not looked at, or what it was looked at as."""
    block = next((each for each in document.blocks if _overlap(each.span, timex.span)), None)
    sentence = _sentence_of(block, timex) if block is not None else None
    if block is None or block.kind in _SILENT:
        return _SILENT[block.kind] if block is not None else reasons.FURNITURE
    if sentence is None:
        return reasons.OVER_END
    at = timex.span.start - sentence.start
    if any(act.number_start <= at < act.end for act in references.find(document.text[sentence.slice])):
        return reasons.NUMBER
    finer = any(_overlap(each.quote, sentence) and each.timex.span not in timex.span for each in seen.mentions)
    return reasons.FINER if finer and timex.value.precision in {"year", "month", "day"} else reasons.NOTHING


def _sentence_of(block: Block, timex: Timex) -> Span | None:
    """The sentence of a block that holds an expression whole."""
    return next((each for each in (block.sentences or (block.span,)) if timex.span in each), None)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
