"""Which verb or noun a date belongs to, and the type and the words that come of it: tables of small texts."""

import pytest

from tests.events.reading import told

# text → date, type and label of every row
TEXTS = [
    (
        "In 1701 Anna Lind founded the Royal Weather Office and, in 1705, predicted the great flood of the Elbe.",
        [
            ("1701", "founding", "Founding of the Royal Weather Office by Anna Lind"),
            ("1705", "other", "Anna Lind predicted the great flood of the Elbe"),
        ],
    ),
    (
        "On 3 May 2004, the nine mayors from the valley -- that is, those that share the dam -- had agreed on a plan.",
        [("2004-05-03", "agreement", "Nine mayors from the valley had agreed on a plan")],
    ),
    (
        "Yesterday, at this year's Harbour Engineers Conference, director Paul Lind unveiled a new crane.",
        [
            ("2010-04-30", "commemoration", "Director Paul Lind unveiled a new crane"),
            ("2010", "meeting", "Harbour Engineers Conference"),
        ],
    ),
    (
        "The Holm brewery will buy the plant, a Danish official said on Friday.",
        [("2010-04-30", "other", "Danish official said the Holm brewery will buy the plant")],
    ),
    (
        "It rose by a tenth from 2008, when the ferry company posted a loss of 3 million crowns.",
        [("2008", "other", "Ferry company posted a loss of 3 million crowns")],
    ),
    (
        "The chapel stood until 1931, when a fire destroyed it.",
        [("1931", "disaster", "Fire destroyed the chapel"), ("../1931", "other", "Chapel stood")],
    ),
    ("A mill burnt in 1902, when rain was scarce.", [("1902", "disaster", "Mill burnt")]),
    (
        "A study published in 1988 criticised the trial.",
        [("1988", "publication", "Publication of a study")],
    ),
    (
        "At noon on 3 May 2004, the primary index, the Oslo 100, dropped in value by a tenth.",
        [("2004-05-03T12:00", "other", "Primary index dropped in value by a tenth")],
    ),
    (
        (
            "In 2004, the Harbour Board, the Bank of Oslo, the Fisheries Union, the Norwegian Salt Company and the "
            "League of Boat Builders jointly announced a plan."
        ),
        [("2004", "publication", "Harbour Board, the Bank of Oslo and others announced a plan")],
    ),
    ("The fisheries law of 1999 was repealed in 2008.", [("2008", "legal_act", "Fisheries law of 1999 was repealed")]),
    ("The court ruled in 2003 that the sale was void.", [("2003", "legal_act", "Court ruled that the sale was void")]),
    ("Queen Maud ruled the island from 1601 to 1620.", [("1601/1620", "term", "Queen Maud ruled the island")]),
    ("The contract was awarded to Ada Holm in 1931.", [("1931", "agreement", "Contract was awarded to Ada Holm")]),
    ("The prize was awarded to Ada Holm in 1931.", [("1931", "commemoration", "Prize was awarded to Ada Holm")]),
    ("The agency launched the probe in 1977.", [("1977", "founding", "Agency launched the probe")]),
    (
        "The agency launched the probe into the fire in 1977.",
        [("1977", "assessment", "Agency launched the probe into the fire")],
    ),
    (
        "Fighting on the coast continued in 1917 until a truce was signed in the north.",
        [("1917", "other", "Fighting on the coast continued")],
    ),
    (
        "On 4 May 1915, the pilots - (against every rule of the port) - used red lamps.",
        [("1915-05-04", "other", "Pilots used red lamps")],
    ),
    (
        "The envoy had insisted in 1954 that the islands share their harbour.",
        [("1954", "other", "Envoy had insisted that the islands share their harbour")],
    ),
    ("The roof, collapsed in 1902, was never rebuilt.", [("1902", "disaster", "Roof collapsed")]),
    ("Takings in FY 2019/20 rose to 3 million crowns.", [("2019/2020", "other", "Takings rose to 3 million crowns")]),
    (
        (
            "Karl Holm (1901–1967) was an engineer. In 1931 he built the dam. The government opened it in 1933. "
            "The king visited it in 1934. He was made a knight in 1935."
        ),
        [
            ("1901/1967", "other", "Life of Karl Holm"),
            ("1931", "founding", "Karl Holm built the dam"),
            ("1933", "founding", "Government opened the dam"),
            ("1934", "movement", "King visited the dam"),
            ("1935", "other", "Karl Holm was made a knight"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "rows"), TEXTS, ids=[text[:60] for text, _ in TEXTS])
def test_a_date_belongs_to_its_verb_or_noun(text, rows):
    found = [(date, event_type, label) for date, _, event_type, label in told(text, published="2010-05-01")]
    assert found == rows


@pytest.mark.parametrize("mark", ["- ", "* ", ""])
@pytest.mark.parametrize("joint", [":", " –", " -"])
def test_lines_of_a_chronicle_are_told_of_what_the_title_names(mark, joint):
    lines = ["1958{j} First plant opened in Bergen", "1962{j} Moved to Stavanger", "2003{j} Bankruptcy"]
    text = "\n".join(["Holm Brothers Ltd", "", *(mark + line.format(j=joint) for line in lines)])
    found = [(date, event_type, label) for date, _, event_type, label in told(text, title="Holm Brothers Ltd")]
    assert found == [
        ("1958", "founding", "First plant opened in Bergen"),
        ("1962", "movement", "Holm Brothers Ltd moved to Stavanger"),
        ("2003", "disaster", "Bankruptcy of Holm Brothers Ltd"),
    ]
