"""Dates of writings that a clause only reads, changes or shows, beside those that date the clause."""

import pytest

from tests.events.reading import mentions, told

NAMING = [
    "The minutes of 12 September 1931 were approved.",
    "The minutes of the meeting of 12 September 1931 were signed.",
    "The minutes of the meeting on 12 September 1931 were approved.",
    "The order of 26 May 1931 is set aside.",
    "They upheld the order of 4 May 1931.",
    "A letter from 1916 shows that the mill stood empty.",
    "A maintenance log for 1931 was admitted.",
    "The accounts for the year ended 31 March 2020 were signed off.",
    "Under the Harbour Rules 1998 such a test is needed.",
]
DATING = [
    ("In the letter of 4 May 1931 Ada Lind offered to resign.", "1931-05-04", "Ada Lind offered to resign"),
    ("The order of 4 May 1931 closed the port.", "1931-05-04", "Order closed the port"),
    ("The order of 4 May 1931 was signed by the mayor.", "1931-05-04", "Order was signed by the mayor"),
    ("The census of 1891 counted 500 people.", "1891", "Census counted 500 people"),
]


@pytest.mark.parametrize("text", NAMING)
def test_the_date_of_a_writing_dates_nothing_else(text):
    assert mentions(text) == ()


@pytest.mark.parametrize(("text", "date", "label"), DATING)
def test_what_a_writing_does_or_opens_has_its_date(text, date, label):
    assert [(found[0], found[3]) for found in told(text)] == [(date, label)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The first winter ascent was tried in 1986.", ["First winter ascent was tried"]),
        ("In 1986 tickets for the summer concert sold out.", ["Tickets for the summer concert sold out"]),
        ("In 1986 the mill closed; in the winter it burned down.", ["Mill closed", "Mill burned down"]),
        ("In 1986 the mill closed; the summer visitors left that year.", ["Mill closed", "Summer visitors left"]),
    ],
)
def test_a_season_may_only_tell_the_kind(text, labels):
    assert [found[3] for found in told(text)] == labels


def test_a_figure_to_compare_with_is_no_event():
    text = "In 1932 the toll rose to 17%, up from 14% in 1931. In 1933 it was 9 crowns, against 8 crowns in 1932."
    assert [found[0] for found in told(text)] == ["1932", "1933"]


def test_an_edition_is_no_event():
    text = "In last week's edition we said that the library would shut on 1 September."
    assert [found[0] for found in told(text, published="2023-06-16")] == ["2023-09-01"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("The town repaid its 2019 bond.", []),
        ("The town repaid its 2019 bond in May 2024.", [("2024-05", "Town repaid its 2019 bond")]),
        ("The 2019 bond was repaid in 2024.", [("2024", "2019 bond was repaid")]),
        ("Roe Mills published its 2016 accounts.", []),
        ("The trust pulled down Arden's 1960s annexe in 2011.", [("2011", "Trust pulled down Arden's 1960s annexe")]),
        ("The letter of 3 May 1931 was sent on 5 May 1931.", [("1931-05-05", "Letter was sent")]),
        (
            "In 2007 the deal replaced the 1991 agreement between the two firms.",
            [
                ("2007", "Deal replaced the agreement between the two firms"),
                ("1991", "Agreement between the two firms"),
            ],
        ),
        ("Yours of 12 May 1931 reached me on 4 June 1931.", [("1931-06-04", "Yours reached me")]),
        ("His 2021 licence was restored.", []),
        # what takes place in its year, and what came to be in it
        ("The army held its 2019 exercise in Arden.", [("2019", "Army held its exercise in Arden")]),
        ("Norham Rovers won the 2019 cup.", [("2019", "Norham Rovers won the cup")]),
        ("The firm began its 2019 expansion.", [("2019", "Firm began its expansion")]),
    ],
)
def test_the_year_of_a_thing_dates_nothing_that_is_done_to_it(text, rows):
    assert [(found[0], found[3]) for found in told(text)] == rows
