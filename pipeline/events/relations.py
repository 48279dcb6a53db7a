"""How an event lies to the date that is told with it, by the words that lead up to the date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.events.words import group
from pipeline.model import TemporalValue
from pipeline.temporal import edtf
from pipeline.temporal.calendar import civil

if TYPE_CHECKING:
    from pipeline.events.grammar import Sentence
    from pipeline.model import DateRelation

# Words right before the date (determiners skipped) → relation. The longest that stands there decides.
LEADS: dict[str, DateRelation] = {
    "by": "by",
    "by the end of": "by",
    "no later than": "by",
    "not later than": "by",
    "before": "by",
    "until": "by",
    "till": "by",
    "up to": "by",
    "to": "by",
    "toward": "by",
    "towards": "by",
    "since": "since",
    "ever since": "since",
    "for": "for",
    "for the years": "for",
    "for the period": "for",
    "for the period of": "for",
    "throughout": "throughout",
    "all through": "throughout",
    "during the whole of": "throughout",
}
_OWN_LEADS = frozenset(["by", "until", "till", "towards", "toward", "before", "since", "throughout"])
_LEAD_ENDS = frozenset(lead.rsplit(" ", maxsplit=1)[-1] for lead in LEADS)
_PLAIN_DATE = re.compile(r"\d{4}(?:-\d\d)?")
_SHARP = frozenset({"day", "month", "year"})
_FINE = frozenset({"second", "minute", "hour", "day"})
_SKIPPED = group("the a around about early late mid period year end same years")


def lead_before(sentence: Sentence, date: int) -> str:
    """The words of `LEADS` that stand right before token `date`; empty where none do.

    >>> from pipeline.events.grammar import read
    >>> from pipeline.model import Span
    >>> lead_before(read("ready by the end of 2031", 0, [Span(start=20, end=24)]), 5)
    'by the end of'
    """
    if date < 1:
        return ""
    lower = sentence.lower
    before = lower[date - 1]
    if before in _LEAD_ENDS:
        for count in (4, 3, 2, 1):
            if date >= count:
                words = " ".join(lower[date - count : date])
                if words in LEADS:
                    return words
    if before not in _SKIPPED:
        return ""
    i = date - 1
    while i > 0 and date - i < 3 and lower[i - 1] in _SKIPPED:
        i -= 1
    return lower[i - 1] if i > 0 and lower[i - 1] in LEADS else ""


def relation_of(lead: str, words: str, value: TemporalValue) -> DateRelation:
    """The relation by lead words, the date's own words ("by 2030" may be one expression) and its precision.

    >>> relation_of("", "by 2030", TemporalValue(timex3="2030", edtf="2030", precision="year"))
    'by'
    """
    if value.precision == "open":
        return "since" if (value.edtf or "").endswith("/..") else "by"
    own = words.lower().split(maxsplit=2)
    if own and own[0] in _OWN_LEADS:
        lead = lead or own[0]
    elif own[:2] == ["up", "to"]:
        lead = "up to"
    told = LEADS.get(lead)
    if told == "since":
        return told
    if told == "for" and value.precision in _FINE:
        told = None
    if told is not None and not (lasts(value) and told == "by"):
        return told
    if value.precision in _FINE:
        return "on"
    return "throughout" if lasts(value) else "within"


def lasts(value: TemporalValue) -> bool:
    """Whether a date is a stated range, rather than a stretch ("the end of 2011") that something lies in.

    >>> lasts(value_of("1901/1905")), lasts(value_of("2011-09~/2011-12~", "2011"))
    (True, False)
    """
    return value.precision == "interval" and "/" in value.timex3


def named_date(value: TemporalValue, words: str, relation: DateRelation) -> TemporalValue:
    """The date that a deadline names: "by the end of 2031" is by 2031.

    >>> named_date(value_of("2031-09~/2031-12~", "2031"), "the end of 2031", "by").edtf
    '2031'
    """
    ends = relation == "by" and "end" in words.lower().split() and value.edtf is not None and "/" in value.edtf
    return value_of(value.timex3) if ends and _PLAIN_DATE.fullmatch(value.timex3) else value


def open_until(value: TemporalValue) -> TemporalValue:
    """The value of "until" this date: open to the past, and of a time of day to the past of its day.

    >>> open_until(value_of("1933")).edtf, open_until(value_of("1933-05-04T12:00")).edtf
    ('../1933', '../1933-05-04')
    """
    if value.edtf is None or "/" in value.edtf:
        return value
    return value_of(f"../{_to_the_day(value.edtf)}", value.timex3)


def _to_the_day(text: str) -> str:
    """A date without its time of day, which no interval has."""
    return text.partition("T")[0]


def open_before(value: TemporalValue) -> TemporalValue:
    """The value of "before" this date, which is not part of it: open to the past, up to the one that precedes it.

    >>> [open_before(value_of(text)).edtf for text in ("1210", "1931-03", "1931-03-01")]
    ['../1209', '../1931-02', '../1931-02-28']
    """
    if value.precision not in _SHARP or value.qualifier != "certain" or value.first_day is None:
        return value
    return value_of(f"../{_as_fine(value, value.first_day - 1)}", value.timex3)


def open_after(value: TemporalValue) -> TemporalValue:
    """The value of "after" this date, which is not part of it: open to the future, from the one that follows it.

    >>> open_after(value_of("1702")).edtf, open_after(value_of("1931-12")).edtf
    ('1703/..', '1932-01/..')
    """
    if value.precision not in _SHARP or value.qualifier != "certain" or value.last_day is None:
        return value
    return value_of(f"{_as_fine(value, value.last_day + 1)}/..", value.timex3)


def _as_fine(value: TemporalValue, day: int) -> str:
    """The day, month or year of a day, as fine as the value is."""
    year, month, of_month = civil(day)
    if value.precision == "year":
        return edtf.year_text(year)
    text = edtf.month_text(year, month)
    return text if value.precision == "month" else f"{text}-{of_month:02d}"


def open_since(value: TemporalValue) -> TemporalValue:
    """The value of "since" this date: open to the future.

    >>> open_since(TemporalValue(timex3="1941", edtf="1941", first_day=708480, last_day=708844, precision="year")).edtf
    '1941/..'
    """
    if value.edtf is None or "/" in value.edtf:
        return value
    return value_of(f"{_to_the_day(value.edtf)}/..", value.timex3)


def since_until(value: TemporalValue, end: TemporalValue | None) -> TemporalValue:
    """The value of "since" this date in a past perfect: up to the date that it is told from, or to one unknown.

    >>> since_until(value_of("2010"), value_of("2018-05")).edtf, since_until(value_of("2010/.."), None).edtf
    ('2010/2018-05', '2010/')
    """
    start = _to_the_day((value.edtf or "").partition("/")[0])
    if not start or value.first_day is None:
        return value
    known = end is not None and "/" not in (end.edtf or "/") and (end.first_day or 0) > value.first_day
    return value_of(f"{start}/{_to_the_day(end.edtf or '') if known and end is not None else ''}", value.timex3)


def value_of(text: str, timex3: str | None = None) -> TemporalValue:
    """The temporal value of an EDTF text; `timex3` defaults to the text where that is TIMEX3 too."""
    parsed = edtf.parse(text)
    return TemporalValue(
        timex3=timex3 or text.rstrip("?~%"),
        edtf=parsed.text,
        first_day=parsed.first_day,
        last_day=parsed.last_day,
        precision=parsed.precision,
        qualifier=parsed.qualifier,
    )


def year_of(value: TemporalValue) -> int | None:
    """The one year that a date lies in (astronomical); None for a longer or open one.

    >>> year_of(value_of("2024-35")), year_of(value_of("2020/2025"))
    (2024, None)
    """
    if value.edtf is None:
        return None
    parsed = edtf.parse(value.edtf)
    return parsed.start_year if parsed.start_year == parsed.end_year else None
