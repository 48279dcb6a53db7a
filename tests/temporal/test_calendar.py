import datetime as dt

import pytest
from dateutil.easter import easter as dateutil_easter
from hypothesis import given
from hypothesis import strategies as st

from pipeline.temporal import calendar

FOUR_CENTURIES = range(dt.date(1801, 1, 1).toordinal(), dt.date(2201, 1, 1).toordinal())
DAYS = st.integers(-(10**13), 10**13)
YEARS = st.integers(-(10**10), 10**10)


def test_every_day_of_four_centuries_is_that_of_datetime():
    for day in FOUR_CENTURIES:
        known = dt.date.fromordinal(day)
        assert calendar.civil(day) == (known.year, known.month, known.day)
        assert calendar.day_number(known.year, known.month, known.day) == day
        assert calendar.weekday(day) == known.weekday()
        assert calendar.iso_week(day) == known.isocalendar()[:2]


@pytest.mark.parametrize("iso_year", [*range(1, 420), *range(1900, 2101)])
def test_weeks_are_those_of_datetime(iso_year):
    weeks = calendar.weeks_in_year(iso_year)
    assert weeks == dt.date(iso_year, 12, 28).isocalendar().week
    for week in (1, weeks):
        assert calendar.iso_week_monday(iso_year, week) == dt.date.fromisocalendar(iso_year, week, 1).toordinal()


@pytest.mark.parametrize(("iso_year", "week"), [(2021, 53), (2020, 54), (2021, 0), (2021, -1)])
def test_a_week_that_the_year_lacks_is_refused(iso_year, week):
    with pytest.raises(ValueError, match=f"has no week {week}"):
        calendar.iso_week_monday(iso_year, week)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (1900, 2, 29),
        (2021, 2, 31),
        (2024, 13, 1),
        (2024, 0, 1),
        (2024, 1, 0),
        (2024, 4, 31),
        (-1, 2, 29),
        (2024, 1, 10**30),
    ],
)
def test_a_day_that_the_calendar_lacks_is_refused(year, month, day):
    with pytest.raises(ValueError, match="the calendar has no day"):
        calendar.day_number(year, month, day)


@pytest.mark.parametrize("month", [0, 13, -1])
def test_a_month_that_the_year_lacks_is_refused(month):
    with pytest.raises(ValueError, match="is not between 1 and 12"):
        calendar.days_in_month(2024, month)


@given(DAYS)
def test_civil_and_day_number_undo_each_other(day):
    year, month, of_month = calendar.civil(day)
    assert calendar.day_number(year, month, of_month) == day
    assert 1 <= of_month <= calendar.days_in_month(year, month)


@given(DAYS)
def test_the_next_day_is_the_next_on_the_calendar(day):
    year, month, of_month = calendar.civil(day)
    following = (
        (year, month, of_month + 1)
        if of_month < calendar.days_in_month(year, month)
        else (year, month + 1, 1)
        if month < 12
        else (year + 1, 1, 1)
    )
    assert calendar.civil(day + 1) == following
    assert calendar.weekday(day + 1) == (calendar.weekday(day) + 1) % 7


@given(DAYS)
def test_a_week_begins_on_its_monday(day):
    monday = calendar.iso_week_monday(*calendar.iso_week(day))
    assert calendar.weekday(monday) == 0
    assert monday <= day < monday + 7


@given(YEARS)
def test_a_year_has_its_days(year):
    length = calendar.day_number(year + 1, 1, 1) - calendar.day_number(year, 1, 1)
    assert length == (366 if calendar.is_leap(year) else 365)
    assert length == sum(calendar.days_in_month(year, month) for month in range(1, 13))


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (1583, 4, 10),
        (1818, 3, 22),
        (1886, 4, 25),
        (1943, 4, 25),
        (1954, 4, 18),
        (1981, 4, 19),
        (2000, 4, 23),
        (2008, 3, 23),
        (2019, 4, 21),
        (2024, 3, 31),
        (2025, 4, 20),
        (2038, 4, 25),
        (2285, 3, 22),
    ],
)
def test_easter(year, month, day):
    assert calendar.civil(calendar.easter(year)) == (year, month, day)


def test_easter_agrees_with_dateutil():
    assert all(calendar.easter(year) == dateutil_easter(year).toordinal() for year in range(1583, 4100))


@given(YEARS)
def test_easter_is_a_sunday_between_22_march_and_25_april(year):
    day = calendar.easter(year)
    assert calendar.weekday(day) == 6
    assert calendar.day_number(year, 3, 22) <= day <= calendar.day_number(year, 4, 25)
