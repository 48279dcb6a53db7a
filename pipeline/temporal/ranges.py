"""Ranges: what two dates bound that stand beside each other, with a word between them that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import Span, Timex
from pipeline.temporal import edtf
from pipeline.temporal.values import edtf_value

if TYPE_CHECKING:
    from pipeline.model import TemporalValue
    from pipeline.temporal.grammar import Language

RANGE_GAP = 12
"""The most characters between a date and the word that joins it to the next."""
PAIR_REACH = 14
"""The characters before the first date that may hold the word that opens the range."""
_SPAN_GAP = 100
# what stands between a date at the head of a line and its text, and the precision of words that may name a kind there
_DASHES = frozenset((" – ", " — ", " - "))
_NAMING = frozenset(("day", "season"))


def with_ranges(text: str, found: list[Timex], language: Language) -> list[Timex]:
    """The expressions with the range that two neighbours bound, where a range word stands between them."""
    for i in range(len(found) - 1):
        first, second = found[i], found[i + 1]
        a, b = first.span.end, second.span.start
        if b - a > _SPAN_GAP or first.interval is not None:
            continue
        if not is_range(text[a:b].lower(), text[max(0, first.span.start - PAIR_REACH) : first.span.start], language):
            continue
        if _heads_a_line(text, first, second):
            continue
        value = _interval(first.value, second.value)
        if value is not None:
            span = Span(start=first.span.start, end=second.span.end)
            found[i] = _within(first, value, span)
            found[i + 1] = _within(second, value, span)
    onwards = language.onwards
    for i, timex in enumerate(found):
        if text.startswith(onwards, timex.span.end):
            found[i] = _open(text, timex, onwards)
    return found


def _open(text: str, timex: Timex, onwards: tuple[str, ...]) -> Timex:
    """An expression with the open interval that a word behind it tells of: "2005 onwards"."""
    end, edtf_text = timex.span.end, timex.value.edtf
    word = next((each.rstrip(",.") for each in onwards if text.startswith(each, end)), "")
    if timex.interval is not None or edtf_text is None or text[end + len(word) : end + len(word) + 1].isalnum():
        return timex
    try:
        value = edtf_value(f"{edtf_text.split('/')[0]}/..", timex.value.timex3)
    except edtf.EdtfError:
        return timex
    return _within(timex, value, Span(start=timex.span.start, end=end + len(word)))


def _heads_a_line(text: str, first: Timex, second: Timex) -> bool:
    """Whether a date only heads a line whose first word is one of time: "Sat 2 Dec – Christmas fair in the hall"."""
    if text[first.span.end : second.span.start] not in _DASHES or second.value.precision not in _NAMING:
        return False
    named = not any(map(str.isdigit, second.text)) and any(map(str.isdigit, first.text))
    noun = text[second.span.end : second.span.end + 2]
    return named and noun[:1] == " " and noun[1:].islower()


def is_range(gap: str, before: str, language: Language) -> bool:
    """Whether the words between two dates, and those before the first, make them the ends of a range."""
    words = gap.strip(" ,\t\n") if len(gap) <= RANGE_GAP else None
    if words in language.range_words:
        return True
    opener = before.rstrip().lower()
    if words in language.pair_words:
        return opener.endswith(language.pair_openers)
    return opener.endswith(language.span_openers) and language.span_gap.fullmatch(gap.rstrip() + " ") is not None


def _within(timex: Timex, value: TemporalValue, span: Span) -> Timex:
    return Timex(
        span=timex.span,
        text=timex.text,
        type=timex.type,
        value=timex.value,
        rule=timex.rule,
        anchor=timex.anchor,
        interval=value,
        interval_span=span,
    )


def _interval(first: TemporalValue, second: TemporalValue) -> TemporalValue | None:
    """The interval from one value to another, None where it is none; to the present it is open."""
    if second.timex3 == "PRESENT_REF" and first.edtf and "/" not in first.edtf:
        return edtf_value(f"{first.edtf}/..", f"{first.timex3}/PRESENT_REF")
    if first.first_day is None or second.last_day is None or first.first_day > second.last_day:
        return None
    a, b = (first.edtf or "").split("/")[0], (second.edtf or "").split("/")[-1]
    try:
        return edtf_value(edtf.interval(a, b), f"{first.timex3}/{second.timex3}")
    except edtf.EdtfError:
        return None
