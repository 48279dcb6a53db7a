"""The algebra of EDTF: writing undoes reading, bounds are in order, and the relations between dates hold together."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.temporal import edtf
from pipeline.temporal.calendar import civil, day_number

YEARS = st.one_of(st.integers(-9999, 9999), st.integers(-99_999, 99_999), st.sampled_from([0, 1, 4, 1582, 1900, 2000]))
MARKS = st.sampled_from(["", "?", "~", "%"])


@st.composite
def dates(draw):
    year = draw(YEARS)
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 28))
    kind = draw(st.sampled_from(["day", "month", "year", "part", "masked"]))
    if kind == "part":
        text = f"{edtf.year_text(year)}-{draw(st.integers(21, 41))}"
    elif kind == "masked":
        text = draw(st.sampled_from([f"{abs(year) % 100:02d}XX", f"{abs(year) % 1000:03d}X", "XXXX-05", "1941-XX-07"]))
    else:
        writers = {"day": (year, month, day), "month": (year, month), "year": (year,)}
        text = {"day": edtf.day_text, "month": edtf.month_text, "year": edtf.year_text}[kind](*writers[kind])
    return text + draw(MARKS)


@st.composite
def expressions(draw):
    found = edtf.parse(draw(dates()))
    if draw(st.booleans()):
        return found
    side = draw(st.sampled_from(["/..", "../", "/", "closed"]))
    if side == "closed":
        other = edtf.parse(draw(dates()))
        first, last = sorted((found, other), key=lambda each: (each.first_day is None, each.first_day, each.last_day))
        try:
            return edtf.parse(f"{first.text}/{last.text}")
        except edtf.EdtfError:
            return found
    return edtf.parse(f"../{found.text}" if side == "../" else f"{found.text}{side}")


def bounds(found):
    return found.first_day, found.last_day


@given(expressions())
@settings(max_examples=300, deadline=None, derandomize=True)
def test_writing_undoes_reading_and_bounds_are_in_order(found):
    assert edtf.parse(found.text) == found
    first, last = bounds(found)
    assert first is None or last is None or first <= last
    assert (first is None) == (found.start_year is None)
    assert (last is None) == (found.end_year is None)
    assert first is None or civil(first)[0] == found.start_year
    assert last is None or civil(last)[0] == found.end_year
    assert edtf.in_words(found.text).strip()


@given(expressions(), expressions(), expressions())
@settings(max_examples=300, deadline=None, derandomize=True)
def test_relations_hold_together(one, other, third):
    assert edtf.overlaps(one, one)
    assert edtf.within(one, one)
    assert edtf.overlaps(one, other) == edtf.overlaps(other, one)
    if edtf.within(one, other):
        assert edtf.overlaps(one, other)
        if edtf.within(other, one):
            assert bounds(one) == bounds(other)
        if edtf.within(other, third):
            assert edtf.within(one, third)
        if edtf.overlaps(one, third):
            assert edtf.overlaps(other, third)


@given(st.integers(-4_000_000, 4_000_000))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_a_day_is_its_own_bounds(day):
    found = edtf.parse(edtf.from_day(day))
    assert bounds(found) == (day, day)
    assert day_number(*civil(day)) == day
    year, month, _ = civil(day)
    assert edtf.within(found, edtf.parse(edtf.month_text(year, month)))
    assert edtf.within(found, edtf.parse(edtf.year_text(year)))


@given(dates(), st.sampled_from(["certain", "approximate", "uncertain", "approximate_uncertain"]))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_a_qualifier_changes_no_bound(text, qualifier):
    found = edtf.parse(edtf.qualified(text, qualifier))
    assert bounds(found) == bounds(edtf.parse(text))
    assert found.qualifier == qualifier
