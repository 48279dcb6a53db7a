"""Dates and things that stand alone and head what follows: diaries, logs, chronicles, labels of a museum."""

import pytest

from tests.events.reading import mentions, told

HEADED = [
    # a date on a line of its own, and one that is a sentence of its own
    ("1 July 1916\nThe attack began. Many men were lost.", None, [("1916-07-01", "Attack began")]),
    ("13 April 1916. The boy fell ill. It rained.", None, [("1916-04-13", "Boy fell ill")]),
    (
        "13 April 1916. Tom fell ill. The doctor came on 15 April.",
        None,
        [("1916-04-13", "Tom fell ill"), ("1916-04-15", "Doctor came")],
    ),
    (
        "1931\n\nMill opened by the Earl of Sarn.\n\n1932\n\nIn May a fire broke out.",
        None,
        [("1931", "Mill was opened by the Earl of Sarn"), ("1932-05", "Fire broke out")],
    ),
    (
        "Mon 4 Sept. 1882\nFuneral is at noon.\n\nTues 5 Sept.\nArrived here a new curate.\n\nWed 6 Sept.\nWas elected warden.",
        None,
        [
            ("1882-09-04T12:00", "Funeral"),
            ("1882-09-05", "Arrival of a new curate"),
            ("1882-09-06", "Election as warden"),
        ],
    ),
    # in bold, at the head of a line
    ("- **c. 1140** The abbot founded a mill.", None, [("1140~", "Founding of a mill by the abbot")]),
    ("**About 1140** The abbot founded a mill.", None, [("1140~", "Founding of a mill by the abbot")]),
    # a line without a subject is told of what the title names
    (
        "3 March 1871. Left the Tyne at 6 a.m. in tow.\n\n5 March. Crossed the Line.",
        "Log of the barque Ellen Rigg",
        [
            ("1871-03-03T06:00", "Barque Ellen Rigg left the Tyne in tow"),
            ("1871-03-05", "Barque Ellen Rigg crossed the Line"),
        ],
    ),
    # a sentence that only tells where they were is no event
    ("2 June 1871. Off Cape Arden.", None, []),
    # a lead makes a sentence of a date, which heads nothing
    ("It was in 1931. The mill closed.", None, []),
    ("He wrote on 13 April 1916. Tom fell ill.", None, [("1916-04-13", "He wrote")]),
]


@pytest.mark.parametrize(("text", "title", "rows"), HEADED, ids=[text for text, *_ in HEADED])
def test_a_date_alone_heads_what_follows(text, title, rows):
    assert [(date, label) for date, _, _, label in told(text, title=title)] == rows


def test_the_date_of_publication_heads_nothing():
    assert told("1 July 1916\nThe attack began.", published="1916-07-01") == []


def test_a_quote_holds_the_date_that_heads_it():
    text = "1 July 1916\nThe attack began. Many men were lost."
    (found,) = mentions(text)
    assert text[found.quote.slice] == "1 July 1916\nThe attack began."


LABELS = [
    ("Fire pump, brass. Made by Roe & Sons in 1902.", [("1902", "Fire pump was made by Roe & Sons")]),
    ("1. Safety valve. Patented on 7 October 1859.", [("1859-10-07", "Safety valve was patented")]),
    (
        "Two lamps. Given by the keeper in 1911; restored in 1977.",
        [("1911", "Two lamps were given by the keeper"), ("1977", "Two lamps were restored")],
    ),
]


@pytest.mark.parametrize(("text", "rows"), LABELS, ids=[text for text, _ in LABELS])
def test_a_label_tells_of_the_thing_that_it_opens_with(text, rows):
    assert [(date, label) for date, _, _, label in told(text)] == rows


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("PORT SARN, 4 May – A ferry sank on Tuesday, killing three.", ["Ferry sank"]),
        ("PORT SARN, May 4 (Agency) - A ferry sank on Tuesday.", ["Ferry sank"]),
        ("ARDEN, Norham, 4 May 2024 – The owner was held on Friday.", ["Owner was held"]),
        # in small letters, and where it is no place
        ("The ARDEN, 4 May – a fire broke out on Friday.", ["Fire broke out"]),
    ],
)
def test_the_dateline_of_a_report_is_no_event(text, labels):
    found = told(text, published="2024-05-04")
    assert [label for _, _, _, label in found][-len(labels) :] == labels
    assert not any("ARDEN" in label or "PORT" in label for _, _, _, label in found)


def test_a_list_of_days_tells_of_what_it_opens_with():
    text = (
        "Baptisms: 15 October 1931, Alf Pell; 12 November 1931, Maya Roe.\n\n"
        "Funerals: 30 October 1931, Canon Peter Holt, our vicar from 1901 to 1909."
    )
    assert [(date, label) for date, _, _, label in told(text)][:3] == [
        ("1931-10-15", "Baptism of Alf Pell"),
        ("1931-11-12", "Baptism of Maya Roe"),
        ("1931-10-30", "Funeral of Canon Peter Holt, our vicar"),
    ]


def test_where_and_when_something_was_written_is_no_event():
    assert told("*Halley Point, Sunday 12 February 1931*\n\nThe core came up on 9 February 1931.\n") == [
        ("1931-02-09", "on", "other", "Core came up"),
    ]


def test_the_title_of_a_paper_is_no_event():
    text = "# Arden Parish News, Advent 1931\n\nThe hall burnt down on 3 May 1931.\n"
    assert [label for _, _, _, label in told(text)] == ["Hall burnt down"]
