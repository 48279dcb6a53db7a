"""TIMEX3 values and their EDTF."""

import pytest

from pipeline.temporal import edtf
from pipeline.temporal.values import duration, edtf_of, exists, temporal_value


@pytest.mark.parametrize(
    ("timex3", "mod", "expected"),
    [
        ("1941", None, "1941"),
        ("1941", "START", "1941-01~/1941-04~"),
        ("1941", "MID", "1941-05~/1941-08~"),
        ("1941", "END", "1941-09~/1941-12~"),
        ("1911", "APPROX", "1911~"),
        ("1941-02", "END", "1941-02-21~/1941-02-28~"),
        ("199", None, "199X"),
        ("199", "MID", "1994~/1996~"),
        ("18", None, "18XX"),
        ("18", "END", "1867~/1900~"),
        ("18", "START", "1801~/1834~"),
        ("BC0264", None, "-0263"),
        ("BC0044-03-15", None, "-0043-03-15"),
        ("BC03", None, "-0399/-0300"),
        ("BC047", None, "-0478/-0469"),
        ("2025-Q3", None, "2025-35"),
        ("2025-H1", None, "2025-40"),
        ("1975-SP", None, "1975-21"),
        ("1975-WI", "START", "1975-12~"),
        ("1975-WI", "END", "1976-02~"),
        ("2025-W24", None, "2025-06-09/2025-06-15"),
        ("2025-W24-WE", None, "2025-06-14/2025-06-15"),
        ("2025-12-11T21:28", None, "2025-12-11T21:28"),
        ("2025-12-11T21:28Z", None, "2025-12-11T21:28Z"),
        ("2025-12-11TMO", None, "2025-12-11"),
        ("FY2021", None, "2021~"),
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
    ("amount", "unit", "expected"),
    [
        (30, "Y", "P30Y"),
        (None, "M", "PXM"),
        (2.5, "Y", "P2.5Y"),
        (90, "MIN", "PT90M"),
        (2, "FN", "P4W"),
        (1, "CE", "P1CE"),
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
    ],
)
def test_a_day_exists(date, expected):
    assert exists(*date) is expected
