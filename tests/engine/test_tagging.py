"""The listing and the explanation that the command line prints."""

import pytest

from pipeline.engine.tagging import explain, listing, tag_lines
from pipeline.errors import InputError


def rows(block):
    """The rows of an explanation by name; a row without a name goes on with the one above."""
    found, name = {}, ""
    for line in block.splitlines()[1:]:
        assert line.startswith("  ")
        name = line[2:10].strip() or name
        found.setdefault(name, []).append(line[12:])
    return found


def test_an_explanation_tells_the_way_from_words_to_value():
    first, second = explain("The bridge at Elmford was opened on 5 May 1932. It burnt two years later.").split("\n\n")
    assert first.startswith("“5 May 1932”, characters 36–46\n")
    stated, resolved = rows(first), rows(second)
    assert stated["rule"] == ["en.day-month-year"]
    assert stated["words"] == ["5 = day 5", "May = month 5", "1932 = year 1932"]
    assert stated["known"] == ["stated by the words themselves"]
    assert stated["EDTF"] == ["1932-05-05"]
    assert "“May 1932” by en.month-year: lies within a longer match" in stated["lost"]
    assert resolved["reads"] == ["P2Y after the last date told"]
    assert resolved["known"][0].startswith("resolved against “5 May 1932")
    assert resolved["TIMEX3"] == ["DATE 1934"]


def test_an_explanation_says_why_nothing_was_found():
    assert explain("It was sold on 31 February 2021.") == (
        "“31 February 2021”, characters 15–31\n  nothing   by en.day-month-year: no calendar has this date"
    )
    assert explain("No date here.") == "no temporal expression"


def test_an_explanation_names_the_range_and_the_date_of_the_document():
    parts = explain("It will be open from 3 to 5 May.", dct="2019-04-02").split("\n\n")
    first, second = map(rows, parts)
    assert first["range"] == second["range"] == ["2019-05-03/2019-05-05"]
    assert first["known"] == ["resolved against the document's date, 2019-04-02"]


def test_a_date_without_an_event_says_why():
    first, second = explain("Sales were at their lowest since 1987. The mill ran for three days.").split("\n\n")
    assert rows(first)["event"] == ["none: it only dates a figure or state that another is compared with"]
    assert rows(second)["event"] == ["none: it says how long something took, and not when it was"]


def test_an_event_is_told_with_its_own_date():
    (told,) = rows(explain("The mill burned down before 1900."))["event"]
    assert told.startswith("Mill burned down (../1899, disaster, by, occurred, stated; ")


def test_a_vietnamese_text_is_explained_by_vietnamese_rules():
    assert "vi.day-month-year" in explain("Cầu khánh thành ngày 5 tháng 5 năm 1932.", language="vi")


def test_a_listing_is_aligned():
    lines = listing("It opened in 1931 and, on 3 May 1932, closed.").splitlines()
    assert [line.split()[-1] for line in lines] == ["1931", "1932"]
    assert len({line.index("DATE") for line in lines}) == 1


@pytest.mark.parametrize("line", ["{", "[]", '{"text": 3}', '{"text": "a", "dct": "soon"}', "[" * 100_000])
def test_a_line_that_is_no_document_is_named(line):
    with pytest.raises(InputError, match="line 2"):
        list(tag_lines(['{"id": 1, "text": "in 1931"}\n', line]))


@pytest.mark.parametrize("command", [explain, listing])
def test_a_stated_language_without_rules_is_named(command):
    with pytest.raises(InputError, match="'en' or 'vi'"):
        command("Le pont fut ouvert en 1932.", language="fr")


@pytest.mark.parametrize("command", [explain, listing])
def test_a_detected_language_without_rules_is_read_by_the_english_ones(command):
    german = "Die Brücke wurde im Jahre 1932 von dem Bürgermeister und dem Rat der Stadt für den Verkehr geöffnet."
    assert "1932" in command(german)
