import datetime as dt

import pytest

from viz import dates

EPOCH = dt.date(1970, 1, 1).toordinal()


def test_days_agree_with_datetime_where_it_reaches():
    for ordinal in range(1, 3_652_059, 9973):
        day = dt.date.fromordinal(ordinal)
        number = dates.day_number(day.year, day.month, day.day)
        assert number == ordinal - EPOCH
        assert dates.civil(number) == (day.year, day.month, day.day)


@pytest.mark.parametrize("year", [-170_000, -4712, -1, 0, 1, 9999, 10_000, 250_000])
def test_days_come_back_in_every_age(year):
    for month, day in ((1, 1), (2, 28), (3, 1), (12, 31)):
        assert dates.civil(dates.day_number(year, month, day)) == (year, month, day)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1941", (1941, 1, 1), (1941, 12, 31)),
        ("1941-02", (1941, 2, 1), (1941, 2, 28)),
        ("1940-02~", (1940, 2, 1), (1940, 2, 29)),
        ("194X", (1940, 1, 1), (1949, 12, 31)),
        ("18XX", (1800, 1, 1), (1899, 12, 31)),
        ("-01XX", (-199, 1, 1), (-100, 12, 31)),
        ("1941-XX", (1941, 1, 1), (1941, 12, 31)),
        ("1941-1X", (1941, 10, 1), (1941, 12, 31)),
        ("1941-04-XX", (1941, 4, 1), (1941, 4, 30)),
        ("1941-04-1X", (1941, 4, 10), (1941, 4, 19)),
        ("1X41", (1041, 1, 1), (1941, 12, 31)),
        ("2024-21", (2024, 3, 1), (2024, 5, 31)),
        ("2024-24", (2024, 12, 1), (2025, 2, 28)),
        ("2024-35", (2024, 7, 1), (2024, 9, 30)),
        ("2024-38", (2024, 5, 1), (2024, 8, 31)),
        ("2024-41", (2024, 7, 1), (2024, 12, 31)),
        ("Y12000", (12_000, 1, 1), (12_000, 12, 31)),
        ("Y-17000", (-17_000, 1, 1), (-17_000, 12, 31)),
    ],
)
def test_reach(edtf, first, last):
    found = dates.reach(edtf)
    assert (dates.civil(found.first), dates.civil(found.last)) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "soon", "1941-13", "1941-02-30", "1941-42", "1941-21-03", "19411", "Y123", "XXXX"]
)
def test_what_is_no_date_has_no_reach(text):
    assert dates.reach(text) is None


@pytest.mark.parametrize("text", ["../..", "/", "1941/soon", "soon"])
def test_what_is_no_period_is_none(text):
    assert dates.period(text) is None


@pytest.mark.parametrize("text", ["1939-09-01", "-0043-03-15", "Y12000-01-01", "0000-01-01", "Y-12000-12-31"])
def test_days_as_edtf_come_back(text):
    found = dates.reach(text)
    assert dates.edtf_day(found.first) == text
