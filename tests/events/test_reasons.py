"""Why a date has no event: what extraction records, and what is found out where it was never looked at."""

from dataclasses import replace

import pytest

from pipeline.events import Eventless, examine, reasons
from pipeline.events.explain import why_no_event
from pipeline.ingest import document_from_text
from pipeline.model import Block, Span
from pipeline.temporal import tag_document

RECORDED = [
    ("Sales were at their lowest since 1987.", "1987", reasons.COMPARED),
    ("The pre-1914 postcards were sold.", "pre-1914", reasons.LIMIT),
    ("On 3 May 1931 they voted to postpone the fair until June 1931.", "June 1931", reasons.PUT_OFF),
    ("The fair was brought forward from 18 June 1931 to 2 May 1931.", "18 June 1931", reasons.MOVED),
    ("2022 was a demanding year.", "2022", reasons.ABOUT_TIME),
    ("The minutes of 12 May 1931 were approved.", "12 May 1931", reasons.WRITING),
    ("PORT SELBY, 4 May 1931 (Agency) – A ferry sank.", "4 May 1931", reasons.REPORT),
    ("A 12th century church stands there.", "12th century", reasons.NAMES),
    ("He repaid its 2019 bond.", "2019", reasons.NAMES),
    ("The army that the country builds today is strong.", "today", reasons.NOW),
    ("A dividend is paid to shareholders on the register at 12 May 1931.", "12 May 1931", reasons.REGISTER),
    ("Cape Horn, 2 June 1871.", "2 June 1871", reasons.NAME_ALONE),
    ("1931", "1931", reasons.ALONE),
    ("Hours from May to September 1931", "May to September 1931", reasons.TOO_FEW),
]
FOUND_OUT = [
    ("In 1917 he fled. The February Revolution surprised them.", "February", reasons.OF_NAME),
    ("It meets every week.", "every week", reasons.REPEATED),
    ("It lasted three days.", "three days", reasons.DURATION),
    ("He came last week.", "last week", reasons.UNPLACED),
    ("1914 – The fair was put off on 5 August.", "1914", reasons.FINER),
    ("Law 2015-03-04/QH13 was discussed.", "2015-03-04", reasons.NUMBER),
    ("The mill burnt in May 1902. Tickets for the summer concert were sold.", "the summer", reasons.SEASON),
]


@pytest.mark.parametrize(("text", "words", "reason"), RECORDED)
def test_what_refuses_a_date_says_why(text, words, reason):
    published = "1960-01-01" if "today" in text else None
    page = document_from_text(text, language="en", published=published)
    found = {page.text[each.span.slice]: each.reason for each in examine(page, tag_document(page)).without_event}
    assert found.get(words) == reason


@pytest.mark.parametrize(("text", "words", "reason"), [*RECORDED, *FOUND_OUT])
def test_every_date_without_an_event_has_a_reason(text, words, reason):
    page = document_from_text(text, language="en", published="1960-01-01" if "today" in text else None)
    timexes = tag_document(page)
    seen = examine(page, timexes)
    date = next(each for each in timexes if each.text in words)
    assert why_no_event(page, date, seen) == reason


def test_a_vietnamese_date_has_a_reason():
    page = document_from_text("Sản lượng tăng 5% so với năm 2022.", language="vi")
    [without] = examine(page, tag_document(page)).without_event
    assert (page.text[without.span.slice], without.reason) == ("năm 2022", reasons.COMPARED)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("furniture", reasons.FURNITURE), ("dateline", reasons.DATELINE), ("byline", reasons.BYLINE)],
)
def test_a_date_outside_the_text_says_where_it_stands(kind, reason):
    text = "Oslo, 3 May 2031"
    page = replace(document_from_text(text), blocks=(Block(span=Span(start=0, end=len(text)), kind=kind),))
    [date] = tag_document(page)
    assert why_no_event(page, date, examine(page, [date])) == reason


def test_a_date_over_the_end_of_a_sentence_says_so():
    text = "The mill burnt on 3 May 1931."
    whole, cut = Span(start=0, end=len(text)), text.index("May")
    parts = (Span(start=0, end=cut), Span(start=cut, end=len(text)))
    page = replace(document_from_text(text), blocks=(Block(span=whole, kind="body", sentences=parts),))
    [date] = tag_document(page)
    assert why_no_event(page, date, examine(page, [date])) == reasons.OVER_END


def test_a_reason_holds_in_a_text_of_separate_accents():
    page = document_from_text("Cafe\u0301 sales were at their lowest since 1987.", language="en")
    seen = examine(page, tag_document(page))
    at = page.text.index("1987")
    assert seen.without_event == (Eventless(Span(start=at, end=at + 4), reasons.COMPARED),)
