"""TIMEX3 values and their EDTF."""

import pytest

from pipeline.temporal import edtf
from pipeline.temporal.values import duration, edtf_of, exists, stated_value, temporal_value


@pytest.mark.parametrize(
    ("timex3", "mod", "expected"),
    [
        ("1941", None, "1941"),
        ("1941", "START", "1941-01~/1941-04~"),
        ("1941", "MID", "1941-05~/1941-08~"),
        ("1941", "END", "1941-09~/1941-12~"),
        ("1911", "APPROX", "1911~"),
        ("1940", None, "1940"),
        ("1900", None, "1900"),
        ("1941-02", None, "1941-02"),
        ("1941-01-28", None, "1941-01-28"),
        ("1941-01-28", "START", "1941-01-28"),
        ("1941-02", "START", "1941-02-01~/1941-02-10~"),
        ("1941-02", "MID", "1941-02-11~/1941-02-20~"),
        ("1941-02", "END", "1941-02-21~/1941-02-28~"),
        ("1941-02", "EARLY", "1941-02-01~/1941-02-10~"),
        ("199", None, "199X"),
        ("199", "START", "1990~/1993~"),
        ("199", "MID", "1994~/1996~"),
        ("199", "END", "1997~/1999~"),
        ("199", "APPROX", "199X~"),
        ("18", None, "18XX"),
        ("18", "END", "1867~/1900~"),
        ("18", "START", "1801~/1834~"),
        ("18", "MID", "1834~/1867~"),
        ("BC0264", None, "-0263"),
        ("BC0044-03-15", None, "-0043-03-15"),
        ("BC03", None, "-0399/-0300"),
        ("BC047", None, "-0478/-0469"),
        ("BC03", "START", "-0399~/-0366~"),
        ("BC047", "END", "-0471~/-0469~"),
        ("BC12000", None, "Y-11999"),
        ("2025-Q3", None, "2025-35"),
        ("2025-Q1", "START", "2025-01~"),
        ("2025-Q3", "MID", "2025-08~"),
        ("2025-Q4", "END", "2025-12~"),
        ("2025-H1", None, "2025-40"),
        ("2025-H2", None, "2025-41"),
        ("2025-H1", "START", "2025-01~/2025-02~"),
        ("2025-H1", "MID", "2025-03~/2025-04~"),
        ("2025-H2", "END", "2025-11~/2025-12~"),
        ("1975-SP", None, "1975-21"),
        ("1975-SU", None, "1975-22"),
        ("1975-FA", None, "1975-23"),
        ("1975-WI", None, "1975-24"),
        ("1975-SP", "START", "1975-03~"),
        ("1975-SU", "MID", "1975-07~"),
        ("1975-FA", "END", "1975-11~"),
        ("1975-WI", "MID", "1976-01~"),
        ("1975-WI", "START", "1975-12~"),
        ("1975-WI", "END", "1976-02~"),
        ("2025-W24", None, "2025-06-09/2025-06-15"),
        ("2025-W24-WE", None, "2025-06-14/2025-06-15"),
        ("2025-W24", "APPROX", "2025-06-09~/2025-06-15~"),
        ("2025-W01", None, "2024-12-30/2025-01-05"),
        ("2025-12-11T21:28", None, "2025-12-11T21:28"),
        ("2025-12-11T21:28", "APPROX", "2025-12-11T21:28"),
        ("2025-12-11T21:28", "UNCERTAIN", "2025-12-11T21:28"),
        ("1850", "UNCERTAIN", "1850?"),
        ("2025-12-11T21:28:05+07:00", None, "2025-12-11T21:28:05+07:00"),
        ("2025-12-11T21:28Z", None, "2025-12-11T21:28Z"),
        ("2025-12-11TMO", None, "2025-12-11"),
        ("FY2021", None, "2021~"),
        ("FY2021", "APPROX", "2021~"),
        ("FY2021", "START", "2021-01~/2021-04~"),
        ("18-Q3", None, None),
        ("2025-Q5", None, None),
        *(
            (text, None, None)
            for text in ("XXXX-04", "P3D", "PAST_REF", "1941-XX-XX", "XXXX-WXX-1", "199X", "", "1941-13")
        ),
        ("1900-02-29", None, None),
        ("2025-W54", None, None),
    ],
)
def test_edtf_of_a_value(timex3, mod, expected):
    assert edtf_of(timex3, mod) == expected
    value = temporal_value(timex3, mod)
    assert value.edtf == expected
    if expected is None:
        assert (value.first_day, value.last_day, value.precision) == (None, None, None)
    else:
        parsed = edtf.parse(expected)
        assert (value.first_day, value.last_day) == (parsed.first_day, parsed.last_day)
        assert (value.precision, value.qualifier) == (parsed.precision, parsed.qualifier)


@pytest.mark.parametrize(
    ("timex3", "expected"),
    [
        ("1941-XX-XX", ("1941-XX-XX", "year")),
        ("1941-XX", ("1941-XX", "year")),
        ("1941-06-XX", ("1941-06-XX", "month")),
        ("1941-06", ("1941-06", "month")),
        *((text, (None, None)) for text in ("1941-13-XX", "1941-XX-05", "XXXX-XX-XX", "XXXX-06-XX", "P3D")),
    ],
)
def test_what_words_state_has_the_days_of_its_year_or_month(timex3, expected):
    value = stated_value(timex3)
    assert (value.edtf, value.precision) == expected
    assert value.timex3 == timex3
    assert (value.first_day is None) == (expected[0] is None)


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        (30, "Y", "P30Y"),
        (None, "M", "PXM"),
        (2.5, "Y", "P2.5Y"),
        (90, "MIN", "PT90M"),
        (2, "FN", "P4W"),
        (1, "CE", "P1CE"),
        (3, "H", "PT3H"),
        (5, "S", "PT5S"),
        (None, "FN", "PXW"),
        (999_999, "Y", "P999999Y"),
        (1_000_000, "Y", "P1000000Y"),
        (4_500_000_000, "Y", "P4500000000Y"),
    ],
)
def test_duration(amount, unit, expected):
    assert duration(amount, unit) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ((2021, 2, 31), False),
        ((1900, 2, 29), False),
        ((2000, 2, 29), True),
        ((None, 2, 29), True),
        ((None, 2, 30), False),
        ((1582, 10, 4), True),
        ((1582, 10, 5), False),
        ((1582, 10, 14), False),
        ((1582, 10, 15), True),
        ((2020, 13, 1), False),
        ((2020, 0, 1), False),
        ((2020, 1, 0), False),
        ((2020, 1, 1), True),
        ((2020, 12, 31), True),
        ((2020, 12, 32), False),
        ((2020, 4, 31), False),
        ((2020, 12, None), True),
        ((2020, 13, None), False),
        ((2020, None, None), True),
        ((None, None, 31), True),
        ((None, None, 32), False),
        ((1582, 9, 10), True),
        ((1582, 11, 10), True),
        ((1583, 10, 10), True),
    ],
)
def test_a_day_exists(date, expected):
    assert exists(*date) is expected
