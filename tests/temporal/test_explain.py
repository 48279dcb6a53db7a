"""What an explanation says: words, the reading before anchoring, and the readings that lost."""

import pytest

from pipeline.temporal import tag
from pipeline.temporal.explain import described, explanations
from pipeline.temporal.values import Point, Shift


def explained(text, language="en", **known):
    return explanations(text, tag(text, language=language, **known), language=language)


@pytest.mark.parametrize(
    ("text", "words", "reads"),
    [
        (
            "two years later",
            ("two = number 2", "years = units Y", "later = away told +1"),
            "P2Y after the last date told",
        ),
        ("on 3 May", ("3 = day 3", "May = month 5"), "month 5, day 3, year open"),
        ("in 264 BC", ("264 = number 264", "BC = era True"), "year -263, bce"),
        ("for three days", ("three = number 3", "days = units D"), "P3D, which needs no context"),
        ("in the summer", ("summer = season SU",), "season SU, year open"),
    ],
)
def test_words_and_reading(text, words, reads):
    [why], _ = explained(text)
    assert why.words == words
    assert why.reads == (reads,)


def test_a_day_and_its_time_are_both_explained():
    [why], _ = explained("on 3 May 1931, 21:28")
    assert why.reads == ("year 1931, month 5, day 3", "clock T21:28, year open")


def test_what_lost_and_why():
    [why], nothing = explained("It opened on 3 May 1931.")
    lost = {(each.text, each.rule): each.why for each in why.lost}
    assert lost["May 1931", "en.month-year"] == "lies within a longer match"
    assert lost["1931", "en.year"] == "lies within a longer match"
    assert ("3 May 1931", "en.day-month-year") not in lost
    assert nothing == ()


@pytest.mark.parametrize(
    ("language", "text", "words", "why"),
    [
        ("en", "sold on 31 February 2021", "31 February 2021", "no calendar has this date"),
        ("en", "sold for 1941 boats", "1941", "the words around it forbid it"),
        ("en", "the siege of 1918-1914 men", "1918", None),
        ("en", "the Rev. Charles Noon spoke", "Noon", "as it is written, it is a name or a code"),
        ("en", "Mr Friday spoke", "Friday", "as it is written, it is a name or a code"),
        ("en", "we met at Noon on Friday", "Noon", None),
        ("vi", "ngày 31 tháng 2 năm 2021", "ngày 31 tháng 2 năm 2021", "no calendar has this date"),
    ],
)
def test_what_is_no_date_has_a_reason(language, text, words, why):
    _, nothing = explained(text, language)
    reasons = {each.text: each.why for each in nothing}
    assert reasons.get(words) == why


def test_offsets_are_those_of_the_text_as_given():
    text = "cafe\u0301 sold on 31 June"
    _, [nothing] = explained(text)
    assert text[nothing.start : nothing.end] == nothing.text == "31 June"


@pytest.mark.parametrize(
    ("shift", "words"),
    [
        (Shift(base="told", unit="Y", amount=0), "in the P1Y of the last date told"),
        (Shift(base="published", unit="D", amount=-1), "P1D before the document's date"),
        (Shift(base="told", amount=-1, select=True), "the nearest before the last date told"),
        (Shift(base="told", unit="Y", amount=None, sign=1), "some time after the last date told"),
    ],
)
def test_a_shift_in_words(shift, words):
    assert described(Point(shift=shift)) == words


def test_an_explanation_stands_for_each_expression():
    text = "From 3 to 5 May 1931, each Monday, it rained; the next morning and 31 June were dry in the 1930s."
    found = tag(text)
    whys, _ = explanations(text, found)
    assert len(whys) == len(found)
    assert all(why.reads for why in whys)
