import re

import pytest

from pipeline.ingest import sentences as splitter
from pipeline.ingest.sentences import split
from tests.growth import growth


def sentences(text, language="en"):
    return [text[span.slice] for span in split(text, 0, len(text), language)]


@pytest.mark.parametrize(
    "marked",
    [
        "Order No.17/QD-UB, dated 4 May 2003, covers ports.‖ It lapsed.",
        "Order No. 17 covers ports.‖ No. 18 covers roads.",
        "They asked and he said no.‖ Then they left.",
        "**c. 1140** The mill was built.‖ *Then* it burnt.",
        "They grow rice, maize, etc.; others fish.",
        "They grow rice, maize, etc.‖ Others fish.",
        "Boats reached Con Dao Island...‖ These were the last.",
        "Ports (Vung Tau, Da Nang),... Region 5 has many.",
        "J. K. Rowe met Dr. Lê and Lt. Col. Roe.‖ They talked.",
        "She arrived at 9 a.m. Friday and left at 5 p.m.‖ The train was late.",
        "It starts at 7 p.m. GMT and ends at 8.",
        "The wall is 3.5 m high and costs 1.000.000 dong.‖ It stands.",
        "He lives in St. Louis.‖ She doesn't.",
        "“Why?” he asked.‖ “Because.”‖ She smiled.",
        "“It holds.”‖ The keeper left (as was noted.)‖ He came back.",
        "It ended in 1920.[4]‖ Next came the dyke.¹‖ It held.",
        "After World War I.‖ The port grew.",
        "The U.S. Navy came.‖ It left the U.S.‖ The port closed.",
        "Aims: (1). Build roads; (2). Dredge ports; (a). Plant trees.",
        "1. Dykes: to keep the sea out.‖ They held.",
        "IV. Of dykes and locks",
        "A museum of modern art.‖ The gallery is near.",
        "It opened on Jan. 5 and closed in Dec.‖ Nobody came.",
        "It opened on Sat. 15 June and closed on Thurs. 20 June.‖ They rest on Sun.‖ Nobody came.",
        "It runs Oct. 21-Nov. 1.‖ The hall is open Sept./Oct. 2 and 3.‖ He said yes-no.‖ 21 came.",
        "Smith et al. Found it; Smith et al.‖ This was new.",
        "Acme Inc. Holdings grew.",
        "Really?!‖ Yes!‖ Good.",
        "Is it so? asked the keeper.",
        "Cf. Map 3, e.g. Hue and i.e. Huế.",
        "One line\nof two that is wrapped.‖\nAnother.",
        "one. two. three",
        "水は来た。‖船も来た。」‖終わり",
        "The dyke. . . broke.",
        "It rose…‖ Then it fell.",
        "A stop at last.)",
    ],
)
def test_boundaries(marked):
    expected = [part.strip() for part in marked.split("‖")]
    assert sentences(marked.replace("‖", "")) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "GS. TS. Lê Hoa đến TP. Huế.‖ Ông ở lại.",
        "Trồng lúa, ngô, v.v.‖ Sau đó trồng rừng.",
        "Theo Quyết định số 17/QĐ-UB.‖ Đê được xây năm 1902.",
        "Xem tr. 15.‖ Đê vỡ!",
    ],
)
def test_boundaries_in_vietnamese(marked):
    assert sentences(marked.replace("‖", ""), "vi") == [part.strip() for part in marked.split("‖")]


def test_a_range_is_split_without_what_stands_around_it():
    text = "Before. One here. Two here. After."
    assert [text[span.slice] for span in split(text, 7, 27)] == ["One here.", "Two here."]


def test_a_blank_range_has_no_sentence():
    assert split("a   b", 1, 4) == ()


@pytest.mark.measured
@pytest.mark.parametrize("pump", [". ", ".", "a. ", '."', "1. ", ".\n", " ", "(1). ", "…", "A. ", "。", "x", "U.S. "])
def test_time_is_linear(pump):
    assert growth(lambda text: split(text, 0, len(text)), lambda size: pump * (size // len(pump)), 50_000).is_linear


def test_a_range_may_begin_within_a_word():
    text = "Roads (abc. The quay) abcd. The quay."
    assert [text[s.slice] for s in split(text, text.index("bcd"), len(text))] == ["bcd.", "The quay."]
    text = "seab. Roe held it."
    assert [text[s.slice] for s in split(text, 3, len(text))] == ["b. Roe held it."]


@pytest.mark.parametrize("stop", list(".!?…"))
@pytest.mark.parametrize("word", ["approx", "Messrs", "xapprox", "dyke", "1924", "1.dyke", "No", "cf", "Inc", "U.S"])
@pytest.mark.parametrize("after", [" The", "\n“The", " the", " 5", " Thé", "  The", ".. The", "” The", "x"])
def test_the_sure_ends_are_those_that_the_questions_would_find(stop, word, after, monkeypatch):
    text = f"It held {word}{stop}{after} quay of dykes. It rained."
    found = sentences(text)
    for name in ("_ANY_STOP", "_FULL_STOP"):
        monkeypatch.setattr(splitter, name, re.compile(getattr(splitter, name).pattern.replace("(?P<sure>)", "(?!)()")))
    assert sentences(text) == found
