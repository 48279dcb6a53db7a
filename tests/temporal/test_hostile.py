"""Any text at all: no exception, exact offsets, linear time."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.temporal import tag
from pipeline.temporal.languages import LANGUAGES, grammar, language
from tests.growth import growth

PIECES = [
    *(
        "\ud800",
        "\0",
        "\u202e",
        "\u0660\u0661",
        "ı",
        "İ",
        "9" * 30,
        "\u0301",
        "\u1100\u1161",
        "\u2028",
        "\r",
        "\n",
        "\t",
    ),
    *("–", "(", ")", '"', "'", "/", "-", ",", ".", "1", "12", "1941", "May", "of", "the", "{", "}", "\\", "\U0001f600"),
    *(
        "0",
        "00",
        "31 February",
        "24:00",
        "BC",
        "e\u0301",
        "١٩٤١",
        "１９４１",
        "\ufeff",
        "\u00a0",
        "\u200b",
        "2021-",
        "5/5/",
        "'",
    ),
    *(
        "two years later",
        "yesterday",
        "in August",
        "the next day",
        "from 3 to 5 ",
        "last ",
        "million",
        "99999",
        "Q3",
        "century",
    ),
]
DATES = [None, "2009-12-19", "1941", "2020/2021", "no date", "19XX", "-0043", "1941-21", "2024-02-29", "Y12000", ""]


def check(text, dct, code):
    end = 0
    for timex in tag(text, dct=dct, language=code):
        assert text[timex.span.slice] == timex.text
        assert end <= timex.span.start < timex.span.end
        end = timex.span.end
        value = timex.value
        assert (value.edtf is None) == (value.precision is None)
        if value.first_day is not None and value.last_day is not None:
            assert value.first_day <= value.last_day


@pytest.mark.parametrize("code", LANGUAGES)
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4), st.just(" ")), max_size=30), st.sampled_from(DATES)
)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read(code, pieces, dct):
    check("".join(pieces), dct, code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_any_order_of_known_words_is_read(code):
    words = sorted({word for entry in language(code).lexicon for word in entry.entries}) + PIECES
    rng = random.Random(7)
    for _ in range(400):
        check(rng.choice(["", " "]).join(rng.choices(words, k=12)), rng.choice(DATES), code)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It closed on 3 Ma\u0301y 1931.", ["1931"]),
        ("cafe\u0301 in May 1931", ["May 1931"]),
        ("\ufeffIn May 1931\r\nit opened.", ["May 1931"]),
        ("In\u00a0May\u20091931 it opened.", ["May\u20091931"]),
        ("\U0001f600 in May 1931", ["May 1931"]),
        ("a\0b May 1931\0", ["May 1931"]),
        ("\u202eMay 1931\u202c", ["May 1931"]),
        ("İstanbul, May 1931", ["May 1931"]),
        ("١٩٣١ and ۱۹۳۱", []),
        ("the MAY of MAY 1931", ["MAY", "MAY 1931"]),
    ],
)
def test_spans_are_those_of_the_raw_text(text, expected):
    assert [timex.text for timex in tag(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        *("31 February 2021", "29 February 1900", "the year 0", "99999", "12/13/2020", "at 24:00"),
        *(f"{day} October 1582" for day in range(5, 15)),
        *("from 5 to 14 October 1582", "2021-02-31", "31.4.2021", "0 BC", "May 32, 1931", "32 May 1931 and", "25:61"),
    ],
)
def test_an_impossible_date_gives_nothing(text):
    assert tag(text) == ()


@pytest.mark.parametrize("text", ["28 February 2021", "29 February 1904", "4 October 1582", "15 October 1582"])
def test_a_possible_date_beside_them_is_found(text):
    assert [timex.text for timex in tag(text)] == [text]


@pytest.mark.parametrize(("text", "code"), [("the 0th week of May 1931", "en"), ("tuần thứ 0 tháng 5 năm 1931", "vi")])
def test_what_fuzzing_found_is_read(text, code):
    check(text, None, code)


def pumps(code):
    words = sorted({word for entry in language(code).lexicon for word in entry.entries})
    literals = sorted(grammar(code).triggers())
    units = [
        "1",
        "1 ",
        " ",
        "\n",
        ". ",
        "(",
        "'",
        "-",
        "1-",
        "1,",
        "1.",
        "1/",
        "1941 ",
        "1941-",
        "\u0301",
        "e\u0301",
        "\r",
    ]
    return [*units, *(f"{word} " for word in {*words[::3], *literals}), *(f"{word}." for word in words[::9])]


@pytest.mark.measured
@pytest.mark.parametrize("code", LANGUAGES)
def test_time_is_linear_in_length(code):
    def run(text):
        tag(text, dct="2019-03-08", language=code)

    found = {unit: growth(run, lambda size, unit=unit: unit * (size // len(unit)), 1_000) for unit in pumps(code)}
    assert {unit: each for unit, each in found.items() if not each.is_linear} == {}


def test_memory_of_words_does_not_depend_on_their_order():
    lower, upper = "they may go", "It opened in May 1931"
    assert [t.text for t in tag(lower)] == []
    assert [t.text for t in tag(upper)] == ["May 1931"]
    assert [t.text for t in tag(lower)] == []
