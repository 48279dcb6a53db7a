"""The modules of the page's script, each by itself: their functions in a browser, against Python's where both have one."""

import json
import random
from pathlib import Path

import numpy as np
import pytest

from viz import dates, layout, strings
from viz.encode import Encoder
from viz.marks import Kind
from viz.page import written

pytestmark = pytest.mark.browser

ASSETS = Path(dates.__file__).parent / "assets"
SIZES = {
    "many": layout.MANY,
    "dot": layout.DOT,
    "fade": layout.FADE,
    "labelGap": layout.LABEL_GAP,
    "boxGap": layout.BOX_GAP,
    "rowsFew": layout.ROWS_FEW,
    "rowsInAll": layout.ROWS_IN_ALL,
}


def plain(given):
    """What is given as the page has it: what an encoder has stored, as base64."""
    return None if given is None else json.loads(b"".join(written([{"": given}])))[0][""]


@pytest.fixture(scope="module")
def blank(browser):
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def run(blank):
    """Evaluate an expression of `given` within the joined modules."""

    def evaluate(modules, expression, given=None, language="en"):
        given = plain(given)
        payload = {"language": language, "texts": strings.texts(language)}
        source = "\n".join((ASSETS / f"{name}.js").read_text(encoding="utf-8") for name in modules.split())
        return blank.evaluate(
            f"async ([PAYLOAD, given]) => {{\n{source}\nreturn await ({expression}); }}", [payload, given]
        )

    return evaluate


def test_days_are_those_of_python(run):
    numbers = [*range(-1_500_000, 1_500_000, 7919), 0, -1, 2**31, -(2**31)]
    expression = "given.map(n => [civil(n), edtfDay(n), parseEdtfDay(edtfDay(n)), dayNumber(...civil(n))])"
    for number, (civil, text, parsed, again) in zip(numbers, run("text calendar", expression, numbers), strict=True):
        assert tuple(civil) == dates.civil(number)
        assert text == dates.edtf_day(number)
        assert (parsed, again) == (number, number)


@pytest.mark.parametrize("text", ["", "1941", "1941-02-30", "1941-13-01", "41-01-01", "Y123-01-01", "1941-1-1", None])
def test_what_is_no_day_is_null(text, run):
    assert run("text calendar", "parseEdtfDay(given)", text) is None


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        ("1900-01-01", "2000-01-01", ["1900", "1920", "1940", "1960", "1980", "2000"]),
        ("-0500-06-01", "0900-01-01", ["500 BCE", "1", "500"]),
        ("2020-01-01", "2020-12-31", ["Jan 2020", "Apr", "Jul", "Oct"]),
        ("2020-02-26", "2020-03-04", ["27 Feb 2020", "29 Feb", "1 Mar", "3 Mar"]),
        ("1999-06-01", "2003-06-01", ["2000", "2001", "2002", "2003"]),
    ],
)
def test_ticks(first, last, ticks, run):
    days = [dates.reach(first).first, dates.reach(last).first]
    assert [tick["text"] for tick in run("text calendar", "ticksOf(...given, 400)", days)] == ticks


def test_ticks_before_the_year_one_are_in_words(run):
    days = [dates.day_number(-2000, 1, 1), dates.day_number(100, 1, 1)]
    texts = [tick["text"] for tick in run("text calendar", "ticksOf(...given, 400)", days)]
    assert "1000 BCE" in texts or "500 BCE" in texts, texts
    vietnamese = [tick["text"] for tick in run("text calendar", "ticksOf(...given, 400)", days, language="vi")]
    assert any(text.endswith("TCN") for text in vietnamese)


@pytest.mark.parametrize("deflated", [False, True])
@pytest.mark.parametrize("numbers", [[], [0, 255, 7], [1, 70_000], [-3, 9], [-80_000, 80_000], [2**40, -5]])
def test_numbers_come_back(numbers, deflated, run):
    packed = Encoder(deflated=deflated).numbers(numbers)
    assert run("text texts", "unpack(given).then(numbers => Array.from(numbers))", packed) == numbers


@pytest.mark.parametrize(
    ("quote", "words", "start", "parts"),
    [
        ("In May, and in May.", "May", 15, ["In May, and in ", "May", "."]),
        ("In May, and in May.", "May", 14, ["In ", "May", ", and in May."]),
        ("In May, and in May.", "May", -1, ["In ", "May", ", and in May."]),
        ("Tháng năm, năm 1901", "năm", 11, ["Tháng năm, ", "năm", " 1901"]),
        ("🜁🜁 in May, in May", "May", 14, ["🜁🜁 in May, in ", "May", ""]),
        ("水の町 1901", "1901", 900, ["水の町 ", "1901", ""]),
        ("水の町", "1901", 0, ["水の町", "", ""]),
        ("In May", "", 3, ["In ", "", "May"]),
        ("In May", "", -1, ["In May", "", ""]),
        ("", "", 0, ["", "", ""]),
    ],
)
def test_where_a_quotation_is_split(quote, words, start, parts, run):
    assert run("text texts", "splitQuote(...given)", [quote, words, start]) == parts


def test_rows_are_grouped_by_event(run):
    given = [[2, 0, -1, 2, 1], [1, 0, 2]]
    assert run("text texts", "Object.values(groupedRows(...given)).map(found => Array.from(found))", given) == [
        [0, 1, 2, 4],
        [4, 1, 0, 3],
    ]


LINES = ["Ferry to Đà Lạt", "ferry FERRY", "", "水の都", "quay", "the last ferry"]


@pytest.mark.parametrize("deflated", [False, True])
@pytest.mark.parametrize(
    ("word", "found"), [("ferry", [0, 1, 5]), ("da", [0]), ("水", [3]), ("y", [0, 1, 4, 5]), ("x", []), ("quay", [4])]
)
def test_texts_are_found(word, found, deflated, run):
    packed = Encoder(deflated=deflated).texts(LINES)
    expression = "Texts.unpack(given[0]).then(texts => Array.from(texts.containing(given[1])))"
    flags = run("text texts", expression, [packed, word])
    assert [n for n, flag in enumerate(flags) if flag] == found


@pytest.mark.parametrize("deflated", [False, True])
def test_texts_by_number_and_numbers_by_text(deflated, run):
    packed = Encoder(deflated=deflated).texts(LINES)
    expression = "Texts.unpack(given[0]).then(t => [given[1].map(n => t.at(n)), given[2].map(x => t.indexOf(x))])"
    given = [packed, list(range(len(LINES))), [*LINES, "ferr", "Ferry to Đà Lạ"]]
    assert run("text texts", expression, given) == [LINES, [*range(len(LINES)), -1, -1]]


PHRASES = ["the last ferry", "Ferry  to Đà Lạt", "", " ", "quay-side ferrymen", "水の都 quay"]


@pytest.mark.parametrize("deflated", [False, True])
def test_phrases_come_back_and_are_found(deflated, run):
    packed = Encoder(deflated=deflated).phrases(PHRASES)
    expression = """unpackPhrases(given[0]).then(phrases => [
      given[1].map((_, n) => phrases.at(n)), given[2].map(word => Array.from(phrases.containing(word)))])"""
    words = ["ferry", "da", "水", "y-s", "x"]
    texts, found = run("text texts", expression, [packed, PHRASES, words])
    assert texts == PHRASES
    assert [[n for n, flag in enumerate(flags) if flag] for flags in found] == [[0, 1, 4], [1], [5], [4], []]


def test_a_search_finds_in_every_block(run):
    texts = [f"entry {n}" for n in range(40_000)]
    expression = "Texts.unpack(given).then(t => Array.from(t.containing('9999')).flatMap((f, n) => f ? [n] : []))"
    found = run("text texts", expression, Encoder(deflated=True).texts(texts))
    assert found == [9_999, 19_999, 29_999, 39_999]


def random_items(chance, count):
    """Items of all kinds, some far from the others, some at the same day."""
    items = []
    for _ in range(count):
        start = int(chance.gauss(5_000, 900)) if chance.random() < 0.8 else chance.randrange(-9_000, 20_000)
        kind = chance.choice(list(Kind))
        end = start + (1 if kind == Kind.DAY else chance.choice([1, 30, 365, 3_650]))
        items.append((int(kind), start, end, chance.randrange(10, 240)))
    return items


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("count", [0, 1, 9, 60, 400])
def test_rows_are_those_of_python(seed, count, run):
    chance = random.Random(seed * 1000 + count)
    rows = random_items(chance, count)
    lanes = [chance.randrange(1 + seed) for _ in rows]
    scale = {"first": -10_000, "last": 21_000, "width": chance.choice([300, 700, 1200])}
    given = [[dict(zip(("kind", "start", "end", "label"), row, strict=True)) for row in rows], lanes, scale, SIZES]
    found = run("pack", "Array.from(packLanes(...given))", given)
    (packed,) = layout.pack_lanes(layout.Items.of(rows), [np.array(lanes, np.int64)], layout.Scale(**scale))
    assert found == packed.tolist()
    assert count < 60 or len(set(found)) > 3
