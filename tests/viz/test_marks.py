import pytest

from viz.dates import day_number
from viz.marks import Kind, mark_of


@pytest.mark.parametrize(
    ("edtf", "relation", "kind"),
    [
        ("1969-07-20", "on", Kind.DAY),
        ("1969-07-20", "within", Kind.DAY),
        ("1969-07-20~", "on", Kind.WITHIN),
        ("1969-07-20?", "on", Kind.WITHIN),
        ("1969-07", "on", Kind.WITHIN),
        ("1969", "within", Kind.WITHIN),
        ("1969", "throughout", Kind.SPAN),
        ("1969/1972", "throughout", Kind.SPAN),
        ("1969-07-16/1969-07-24", "on", Kind.SPAN),
        ("1969/1972", "within", Kind.WITHIN),
        ("2030", "by", Kind.BY),
        ("../2030", "on", Kind.BY),
        ("1941/..", "since", Kind.SINCE),
        ("1941/..", "throughout", Kind.SINCE),
        ("1941", "since", Kind.SINCE),
        ("2026", "for", Kind.FOR),
        ("unknown", "on", Kind.UNDATED),
    ],
)
def test_kind(edtf, relation, kind):
    assert mark_of({"date_edtf": edtf, "date_relation": relation}).kind == kind


def test_a_year_is_never_a_solid_bar_unless_it_lasted_throughout():
    assert mark_of({"date_edtf": "1950", "date_relation": "on"}).kind != Kind.SPAN


def test_coarse_ends_are_not_certain():
    mark = mark_of({"date_edtf": "1955/1968-09", "date_relation": "throughout"})
    assert mark.core_start == day_number(1955, 12, 31)
    assert mark.core_end == day_number(1968, 9, 2)
    assert (mark.start, mark.end) == (day_number(1955, 1, 1), day_number(1968, 10, 1))


def test_exact_ends_are_certain_to_the_day():
    mark = mark_of({"date_edtf": "2014-04-11/2014-04-13", "date_relation": "on"})
    assert (mark.core_start, mark.core_end) == (mark.start, mark.end)
    assert mark.end - mark.start == 3


def test_the_years_tell_where_the_edtf_cannot():
    row = {"date_edtf": "Y3E9", "date_relation": "on", "start_year": "-5000", "end_year": "-4000"}
    mark = mark_of(row)
    assert (mark.start, mark.end) == (day_number(-5000, 1, 1), day_number(-3999, 1, 1))


def test_the_published_days_go_before_the_edtf():
    row = {"date_edtf": "1983-24", "date_relation": "within", "date_start": "1982-12-01", "date_end": "1983-02-28"}
    assert mark_of(row).start == day_number(1982, 12, 1)


def test_a_bad_day_is_an_error():
    with pytest.raises(ValueError, match="day"):
        mark_of({"date_edtf": "1983", "date_relation": "on", "date_start": "1983-02-30"})
