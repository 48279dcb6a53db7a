"""Dates that measure: the year of another figure is no date of what happened, and stays in the label."""

import pytest

from tests.events.reading import told

PUBLISHED = "2023-03-14"
# text, and the date and label of every row
COMPARED = [
    (
        "Turnover rose to 44.1m in 2022 from 42.9m in 2021.",
        [("2022", "Turnover rose to 44.1m from 42.9m in 2021")],
    ),
    ("Sales fell from 42.9m in 2021 to 40.2m in 2022.", [("2022", "Sales fell from 42.9m in 2021 to 40.2m")]),
    ("In 2022 profits doubled compared with 2019.", [("2022", "Profits doubled compared with 2019")]),
    ("Exports grew by 4 % in 2022, up from 3 % in 2021.", [("2022", "Exports grew by 4 %, up from 3 % in 2021")]),
    ("Output in 2021 was twice that of 2015.", [("2021", "Output was twice")]),
    ("Catches in May 2022 were 12% lower than in 2018.", [("2022-05", "Catches were 12% lower than in 2018")]),
    (
        "The fleet shrank to 12 ships in 1990, against 31 in 1970.",
        [("1990", "Fleet shrank to 12 ships, against 31 in 1970")],
    ),
    ("Demand on 19 July 2022 was the highest since 1995.", [("2022-07-19", "Demand was the highest since 1995")]),
    (
        "In 2022 the ferry carried 9% more cars than a year earlier.",
        [("2022", "Ferry carried 9% more cars than a year earlier")],
    ),
    ("Wages in 2022 were up 5% on 2021.", [("2022", "Wages were up 5% on 2021")]),
    ("Takings fell in 1921 from a peak of £610 in 1913.", [("1921", "Takings fell from a peak of £610 in 1913")]),
    (
        "Sales rose in the third quarter of 2022 from £4m a year earlier.",
        [("2022-35", "Sales rose from £4m a year earlier")],
    ),
    (
        "The fair raised £612 in 2022, nine fewer than a year earlier.",
        [("2022", "Fair raised £612, nine fewer than a year earlier")],
    ),
    (
        "Police said in 2022 that it was the worst since the 2017 final.",
        [("2022", "Police said that it was the worst since the 2017 final")],
    ),
    # what is no comparison
    (
        "The club moved from Arden in 1931 to Norham in 1935.",
        [("1931", "Club moved from Arden to Norham"), ("1935", "Club moved from Arden to Norham")],
    ),
    ("The party left Camp 3 in 1931.", [("1931", "Party left Camp 3")]),
    ("The bridge opened no later than 1931.", [("1931", "Bridge opened")]),
    ("The match against Norham in 1931 was abandoned.", [("1931", "Match against Norham")]),
    ("Abel Roe stood on the quay on 4 May 1931.", [("1931-05-04", "Abel Roe stood on the quay")]),
    ("The hall was built from 1901 to 1905.", [("1901/1905", "Hall was built")]),
    ("The firm has made nets since 1931.", [("1931/..", "Firm has made nets")]),
]


@pytest.mark.parametrize(("text", "rows"), COMPARED, ids=[text for text, _ in COMPARED])
def test_what_only_compares_dates_nothing(text, rows):
    assert [(date, label) for date, _, _, label in told(text, published=PUBLISHED)] == rows
