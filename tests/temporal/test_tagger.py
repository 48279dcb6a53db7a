"""What `tag` promises beyond single rules: anchors, ranges, blocks, offsets."""

import json
import unicodedata
from pathlib import Path

import pytest

from pipeline.model import Block, Document, Span
from pipeline.temporal import tag, tag_document


def values(text, **known):
    return [timex.value.timex3 for timex in tag(text, **known)]


def test_anchor_tells_what_a_date_was_completed_from():
    text = "It opened in 1902. In August it burnt, and it was sold last year."
    stated, resolved, _ = tag(text, dct="2019-03-08")
    assert stated.anchor is None
    assert (resolved.value.timex3, resolved.anchor) == ("2018-08", "published")
    told = tag("It opened in 1902. In August it burnt.")[1]
    assert (told.value.timex3, told.anchor) == ("1902-08", "@13")


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("the 2020–2025 term", "2020/2025"),
        ("the 2026 - 2031 term", "2026/2031"),
        ("from 3 to 5 May 1931", "1931-05-03/1931-05-05"),
        ("28–30 June 1940", "1940-06-28/1940-06-30"),
        ("between 1914 and 1918", "1914/1918"),
        ("1964–65", "1964/1965"),
        ("the 1964/65 season", "1964/1965"),
        ("April to June 1940", "1940-04/1940-06"),
        ("from 3 May 1931 until 2 June 1932", "1931-05-03/1932-06-02"),
        ("499–493 BC", "-0498/-0492"),
    ],
)
def test_both_members_of_a_range_know_it(text, interval):
    first, second = tag(text)
    assert first.interval == second.interval
    assert first.interval.edtf == interval
    assert first.interval_span == Span(start=first.span.start, end=second.span.end)


@pytest.mark.parametrize("text", ["3 and 5 May 1931", "1914 and 1918", "1931, 1932", "1932 to the bridge of 1931"])
def test_a_list_is_no_range(text):
    assert [timex.interval for timex in tag(text)] == [None, None]


def test_furniture_is_tagged_but_nothing_is_resolved_against_it():
    text = "Friday, 7 March 1930\nThe mill opened in 1902. In August it burnt."
    furniture = Block(span=Span(start=0, end=20), kind="furniture")
    body = Block(span=Span(start=21, end=len(text)), kind="body")
    assert values(text, blocks=(furniture, body)) == ["1930-03-07", "1902", "1902-08"]


def test_furniture_alone_anchors_nothing():
    text = "Friday, 7 March 1930\nIn August the mill burnt."
    furniture = Block(span=Span(start=0, end=20), kind="furniture")
    assert values(text, blocks=(furniture,)) == ["1930-03-07", "XXXX-08"]


def test_nothing_is_resolved_against_the_front_matter():
    text = "---\npublished: 2012-03-18\n---\n1902: it opens. That year it burnt, on 4 May."
    body = Block(span=Span(start=text.index("1902"), end=len(text)), kind="body")
    found = tag(text, dct="2012-03-18", blocks=(body,))
    assert [timex.value.timex3 for timex in found] == ["2012-03-18", "1902", "1902", "1902-05-04"]


def test_a_verb_parts_a_season_from_a_year_after_it():
    text = "In 1931 work began in the autumn and will end in 1934."
    assert values(text) == ["1931", "1931-FA", "1934"]


def test_a_date_line_is_the_date_of_a_text_that_has_no_other():
    assert values("Bridge opens\nMarch 7, 1930\nIt was opened on Tuesday.") == ["1930-03-07", "1930-03-04"]


def test_a_document_is_read_against_its_date():
    text = "The mill opened yesterday."
    document = Document(id="a", path="a.txt", text=text, language="en", sha256="", blocks=(), published="1930-03-07")
    assert [timex.value.timex3 for timex in tag_document(document)] == ["1930-03-06"]


@pytest.mark.parametrize(
    ("dct", "expected"),
    [
        ("1930-03-07", "1930-03-06"),
        ("1930", "XXXX-XX-XX"),
        ("1930-03", "XXXX-XX-XX"),
        (None, "XXXX-XX-XX"),
        ("soon", "XXXX-XX-XX"),
    ],
)
def test_a_date_that_is_not_known_anchors_nothing(dct, expected):
    found = values("The mill opened yesterday.", dct=dct)
    assert found in ([expected], [expected.replace("XXXX", "1930", 1)], ["1930-03-XX"], ["1930-XX-XX"])
    if dct in {None, "soon"}:
        assert found == ["XXXX-XX-XX"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Built on May 14, 2012. Sold on 7/8/2013.", ["2012-05-14", "2013-07-08"]),
        ("Built on 14 May 2012. Sold on 7/8/2013.", ["2012-05-14", "2013-08-07"]),
        ("Sold on 7/8/2013.", ["2013-XX-XX"]),
        ("Built on May 14, 2012. Sold on 9/14/2021.", ["2012-05-14", "2021-09-14"]),
        ("Built on 14 May 2012. Sold on 9/14/2021.", ["2012-05-14"]),
        ("Built on 14/5/2012. Sold on 7/8/2013.", ["2012-05-14", "2013-08-07"]),
    ],
)
def test_the_document_tells_the_order_of_numeric_dates(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "anchor"),
    [
        ("The bridge fell in 1931. It rose two years later (1934).", ["1931", "1934", "1934"], "@50"),
        # a date that is coarser than the words before it, or says something else, tells nothing of them
        ("The bridge fell on 3 May 1931. It rose two days later (1931).", ["1931-05-03", "1931-05-05", "1931"], "@19"),
        ("The bridge fell in 1931. It rose two years later (by May 1940).", ["1931", "1933", "1940-05"], "@19"),
    ],
)
def test_a_date_in_brackets_says_which_one_is_meant(text, expected, anchor):
    assert values(text) == expected
    assert tag(text)[1].anchor == anchor


@pytest.mark.parametrize(
    ("text", "language", "impossible"),
    [
        ("It burnt on 31 April 2024 and on 29 February 1923.", "en", ["31 April 2024", "29 February 1923"]),
        ("It burnt on 30 April 2024, by 31/02/2021 and 2021-06-31.", "en", ["31/02/2021", "2021-06-31"]),
        ("Cháy ngày 31 tháng 2 năm 2021, 31/4/2022.", "vi", ["ngày 31 tháng 2 năm 2021", "31/4/2022"]),
        ("A ratio of 25:10 under decree 12/13/2018/ND-CP.", "en", []),
    ],
)
def test_dates_that_no_calendar_has_are_handed_on_where_they_are_asked_for(text, language, impossible):
    spans: list[Span] = []
    tag(text, language=language, impossible=spans)
    assert [text[span.slice] for span in spans] == impossible


def test_the_time_that_ends_a_line_is_not_of_the_day_that_opens_the_next():
    lines = "Saturday 15 June: Church fete, Rectory garden, 2 pm\nSunday 23 June: Confirmation"
    found = [(each.text, each.value.edtf) for each in tag(lines, dct="2024-06-01")]
    assert found == [
        ("Saturday 15 June", "2024-06-15"),
        ("2 pm", "2024-06-15T14:00"),
        ("Sunday 23 June", "2024-06-23"),
    ]
    [wrapped] = tag("It opened after a delay of rather longer than that, at 2 pm\non Sunday 23 June 2024.")
    assert wrapped.value.edtf == "2024-06-23T14:00"


def test_nothing_is_found_in_nothing():
    assert tag("") == ()
    assert tag("No date here, and none there.") == ()


def test_an_unknown_language_is_named():
    with pytest.raises(KeyError):
        tag("1931", language="xx")


def test_a_narrative_goes_on_over_the_new_year():
    text = "In November 1931 the dam broke. In January the valley was empty, and in March it was sold."
    assert values(text) == ["1931-11", "1932-01", "1932-03"]


def test_an_aside_does_not_turn_a_story_away():
    text = (
        "In March 1931 the dam broke, the worst flood since 1784. On 2 April the mayor resigned. "
        "The town had to wait until 1950 for a new one. On 9 May the school reopened."
    )
    assert values(text) == ["1931-03", "1784", "1931-04-02", "1950", "1931-05-09"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is told in passing of months before is no step of the story
        (
            "On 20 May 1931 the council met. It followed the election of December 1930.\nOn 23 November it was dissolved.",
            ["1931-05-20", "1930-12", "1931-11-23"],
        ),
        # a season is that of the month which its sentence goes on to state
        (
            "The pier opened in March 1930. The summer regatta was held, with a storm, in July 1931.",
            ["1930-03", "1931-SU", "1931-07"],
        ),
        (
            "The pier opened in March 1930. The winter storms reached it at last in February 1932.",
            ["1930-03", "1931-WI", "1932-02"],
        ),
        # "that" points at the date just told, though the story is elsewhere
        (
            "In 1920 the line opened. The mill was sold to it in 1931; the school burnt that same autumn.",
            ["1920", "1931", "1931-FA"],
        ),
    ],
)
def test_a_story_knows_its_asides(text, expected):
    assert values(text) == expected


def test_a_month_in_the_name_of_an_event_has_the_year_of_that_event():
    assert values("In 2019 a play about the October mutiny of 1917 was given.") == ["2019", "1917-10", "1917"]


@pytest.mark.parametrize("text", ["call 1964-1965-22", "act 1999/2000/12", "the bridge 28/1999-2000-5"])
def test_the_words_of_a_refused_range_are_read_anew_once(text):
    spans = [timex.span for timex in tag(f"{text} on 3 May 1931")]
    assert len(set(spans)) == len(spans)
    assert spans[-1].start == len(text) + 4


def test_a_bracket_within_an_expression_is_closed_by_it():
    [lunar] = tag("Hội mở ngày 10/3 (âm lịch).", language="vi")
    assert lunar.text == "ngày 10/3 (âm lịch)"
    [plain] = tag("The mill (built in 1931) burnt.")
    assert plain.text == "1931"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a heading with a year opens a line of its own
        ("It began in May 1931.\n\nThe second dam (1948)\n\nIn March work began.", ["1931-05", "1948", "1948-03"]),
        ("It began in May 1931.\n\nDecline, 1948–1949\n\nIn March it shut.", ["1931-05", "1948", "1949", "1948-03"]),
        # the first year below a heading rules its months, wherever in the sentence it stands
        (
            "It reopened in August 1932.\n\nThe mill\n\nBoth owners met in 1930. In May they signed.",
            ["1932-08", "1930", "1930-05"],
        ),
        # what a paragraph mentions in passing is forgotten in the next one
        (
            "In March 1931 the dam broke; its plans were those of July 1924.\nIn May it was rebuilt.",
            ["1931-03", "1924-07", "1931-05"],
        ),
        # after a leap ahead a year brings the story back to where it was
        (
            "In March 1931 the dam broke. In November 1936 a report told why. In 1931, on 15 April, all was empty.",
            ["1931-03", "1936-11", "1931", "1931-04-15"],
        ),
    ],
)
def test_where_a_story_goes_on(text, expected):
    assert values(text) == expected


def test_the_day_in_news_is_the_last_one_told():
    text = (
        "The dam broke on Tuesday, the worst flood since 1931. Trains stopped later in the day. The last left at 21:28."
    )
    assert values(text, dct="2019-03-08") == ["2019-03-05", "1931", "2019-03-05", "2019-03-05T21:28"]


def test_the_same_day_of_a_year_without_it_is_its_month():
    assert values("On 29 February 2020 it rained more than on the same day last year.") == ["2020-02-29", "2019-02"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://example.org/a,5,May,1921 and the mill of 1930.", ["1930"]),
        ("The [tide](https://example.org/a_(1921)) rose in May 1931.", ["May 1931"]),
        ("Read www.example.org/1921/05; it opened in 1931.", ["1931"]),
        ("It opened in 1931 (https://example.org).", ["1931"]),
    ],
)
def test_what_stands_in_a_web_address_is_no_date(text: str, expected: list[str]) -> None:
    assert [timex.text for timex in tag(text)] == expected


def test_a_regional_tag_has_the_rules_of_its_language() -> None:
    assert tag("It opened on 5 May 1932.", language="en-GB") == tag("It opened on 5 May 1932.", language="en")


def test_what_is_completed_from_a_dateline_is_anchored_at_it() -> None:
    text = "Mill reopens\nJune 9, 2009\nThe Elm mill reopened on Monday. It will close again on June 17."
    dateline, *others = tag(text)
    assert {timex.anchor for timex in others} == {f"@{dateline.span.start}"}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_anchors_count_the_code_points_of_the_text_as_given(form: str) -> None:
    text = unicodedata.normalize(form, "Điện Biên Phủ: it opened in May 1931 and closed two years later.")
    stated, resolved = tag(text)
    assert resolved.anchor == f"@{stated.span.start}"


@pytest.mark.parametrize("name", ["en", "vi"])
def test_an_anchor_is_an_expression_of_the_text_where_its_date_is_not_known(name: str) -> None:
    """Whatever is resolved says truly against what, so that the published row can be proved."""
    rows = (Path(__file__).parents[1] / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    resolved = 0
    for row in map(json.loads, rows):
        timexes = tag(row["text"], language=name)
        starts = {f"@{timex.span.start}" for timex in timexes}
        anchors = {timex.anchor for timex in timexes if timex.anchor}
        assert anchors <= starts, row["id"]
        resolved += len(anchors)
    assert resolved > 10


@pytest.mark.parametrize("name", ["en", "vi"])
@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_every_kind_give_the_same_dates(name: str, ending: str) -> None:
    rows = (Path(__file__).parents[1] / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    plain = "\n".join(json.loads(row)["text"].replace(". ", ".\n") for row in rows)
    other = plain.replace("\n", ending)
    expected = [(timex.text, timex.value) for timex in tag(plain, language=name)]
    found = tag(other, language=name)
    assert [(timex.text.replace(ending, "\n"), timex.value) for timex in found] == expected
    assert all(other[timex.span.slice] == timex.text for timex in found)


HARBOUR = "The harbour was begun in 1848. In June 1851 it was opened. By 1860 it was full. "


@pytest.mark.parametrize(
    ("sentence", "dct", "expected"),
    [
        ("It was sold 50 years ago.", "2023-05-10", ["1973"]),
        ("It was sold 50 years ago.", None, ["XXXX"]),
        ("The council met last Friday.", "2023-05-10", ["2023-05-05"]),
        ("The council met last Friday.", None, ["XXXX-WXX-5"]),
        ("A crane will arrive in August.", "2023-05-10", ["2023-08"]),
        ("In May 1931 the owner said that he would return next year.", "2023-05-10", ["1931-05", "1932"]),
        ("The next year it burnt.", "2023-05-10", ["1861"]),
        ("Today it is a museum.", "2023-05-10", ["PRESENT_REF"]),
        ('In May 1931 the owner wrote: "I leave next year."', None, ["1931-05", "1932"]),
    ],
)
def test_what_a_narrative_says_of_its_own_time_goes_by_the_date_of_the_document(sentence, dct, expected):
    assert values(HARBOUR + sentence, dct=dct)[3:] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mill opened in May 1931. In August it burnt. Two years later it rose anew.",
            ["1931-05", "1931-08", "1933"],
        ),
        ("The mill opened in 1931. In August it burnt.", ["1931", "1931-08"]),
        ("The firm, founded in 1931, said in April that it would close.", ["1931", "2023-04"]),
    ],
)
def test_a_short_history_goes_by_the_year_that_it_tells(text, expected):
    assert values(text, dct="2023-05-10") == expected


def test_a_month_belongs_to_the_year_of_the_date_that_follows_it():
    text = "The army took the city in December 1861.\nIt crossed the river on April 5 and burnt a bridge. "
    assert values(text + "On April 9, 1862, it was beaten.") == ["1861-12", "1862-04-05", "1862-04-09"]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("He taught there from 1965 until his death in 1986.", "1965/1986"),
        ("He taught from 1965, when it opened, until 1986.", "1965/1986"),
        ("It stood from around 1250 to about 1300.", "1250~/1300~"),
        ("from the late 19th to the early 20th century", "1867~/1934~"),
        ("Works, 1902–present", "1902/.."),
    ],
)
def test_words_may_stand_between_the_ends_of_a_range(text, interval):
    assert [timex.interval and timex.interval.edtf for timex in tag(text)] == [interval, interval]


@pytest.mark.parametrize(
    "text", ["He moved from Leeds in 1901. In 1902 he left.", "It grew from 1920 to reach 20 in 1940."]
)
def test_dates_apart_are_no_range(text):
    assert [timex.interval for timex in tag(text)] == [None, None]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            (
                "Ada Holm (born 3 May 1868; died 2 June 1941) was a botanist. She took her degree in 1893. "
                "The following year she married."
            ),
            "1894",
        ),
        ("In 1946 he left. From 1902 to 1904 he lived in Oslo; the following year he wrote a book.", "1905"),
        ("She was born in 1868. She took her degree in 1893. The following year she married.", "1894"),
    ],
)
def test_what_follows_goes_by_the_year_of_the_sentence_before(text: str, last: str) -> None:
    assert tag(text)[-1].value.edtf == last


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from mid-June to early August 2019", ["2019-06", "2019-08"]),
        ("between late March and early May 1945", ["1945-03", "1945-05"]),
        ("the fairs of 10-14 March and 9 April 2018", ["2018-03-10", "2018-03-14", "2018-04-09"]),
        ("the fairs of 3 May, 4 June and 5 July 2018", ["2018-05-03", "2018-06-04", "2018-07-05"]),
        ("from late November to early February 1932", ["1931-11", "1932-02"]),
        ("in May or in June 1932", ["1932-05", "1932-06"]),
        ("from Christmas until 6 January 1932", ["1931-12-25", "1932-01-06"]),
        ("It closed in May. June 1932 was wet.", ["XXXX-05", "1932-06"]),
        ("It closed in May when, in June 1932, it rained.", ["2022-05", "1932-06"]),
        ("từ cuối tháng 3 đến đầu tháng 5 năm 1945", ["1945-03", "1945-05"]),
    ],
)
def test_members_share_the_year_of_the_last(text, values):
    language = "vi" if "tháng" in text else "en"
    assert [found.value.timex3 for found in tag(text, dct="2022-11-03", language=language)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("4 June 1916\nHail.\n\n7 June 1916\nYesterday we dug.\n", ["1916-06-04", "1916-06-07", "1916-06-06"]),
        (
            "# Log\n\n## 4 June 2024\n\nHail.\n\n## 7 June 2024\n\nWe march tomorrow.\n",
            ["2024-06-04", "2024-06-07", "2024-06-08"],
        ),
        ("4 June 1916\nYesterday we dug.\n", ["1916-06-04", "2024-07-13"]),
        (
            "Meetings\n\n* 4 June 2021\n* 7 June 2022\n* May 2023\n\nThe hall was sold last year.\n",
            ["2021-06-04", "2022-06-07", "2023-05", "2023"],
        ),
        (
            "4 June 2021\n\nHail.\n\n7 June 2022\n\n8 June 2022\n\nThe hall was sold last year.\n",
            ["2021-06-04", "2022-06-07", "2022-06-08", "2021"],
        ),
        # the days of a programme are no days on which it was written
        (
            "Sat 20 July – Fair in the hall.\nSun 21 July – Easter hymns are sung.\n\nThe tuner came last week.\n",
            ["2024-07-20", "2024-07-21", "2024-W27"],
        ),
        (
            "Mon 4 Sept. 1916\nRain.\n\nTues 5 Sept. Snow yesterday.\n",
            ["1916-09-04", "1916-09-05", "1916-09-04"],
        ),
        # a report on the last few days is no diary
        (
            "Wed 10 July: Crash on the quay. A man was charged on Thursday.\nFri 12 July: Body found.\nIt rained yesterday.\n",
            ["2024-07-10", "2024-07-11", "2024-07-12", "2024-07-13"],
        ),
        # a diary that ends on the document's day is one
        (
            "Mon 3 June: Crash on the quay.\nSun 14 July: Rain.\nIt rained yesterday.\n",
            ["2024-06-03", "2024-07-14", "2024-07-13"],
        ),
        ("Mon 3 June: Crash.\nWed 10 July: Rain yesterday.\n", ["2024-06-03", "2024-07-10", "2024-07-09"]),
        # a year of two digits tells what follows
        (
            "Fri 1 Dec '23: Claim served. Filed the same day. Heard in June '24.",
            ["2023-12-01", "2023-12-01", "2024-06"],
        ),
        # letters one below the other
        (
            "Sarn, 4 June 1916\n\nHail yesterday.\n\nArden, 7 June 1916\n\nOf the 1st ult. no word.\n",
            ["1916-06-04", "1916-06-03", "1916-06-07", "1916-05-01"],
        ),
        # a letter in an edition of another day
        ("Sarn, 4 June 1916.\n\nDear Ada,\n\nWe came yesterday.\n", ["1916-06-04", "1916-06-03"]),
        (
            "On 4 June 1916\nit hailed. On 7 June 1916 we dug.\nToday is dry.\n",
            ["1916-06-04", "1916-06-07", "2024-07-14"],
        ),
    ],
)
def test_entries_of_a_diary_were_written_on_their_day(text, values):
    assert [found.value.timex3 for found in tag(text, dct="2024-07-14")] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Arden Society\n\nHeld at the Plough, Tuesday 12th March 2024\n\nAda fell on Saturday. Rents are due at Easter.\n",
            ["2024-03-12", "2024-03-09", "2024-03-31"],
        ),
        # in the first line it may be the title of what is told
        ("Battle of Sarn, 14 October 1066\n\nThe king came yesterday.\n", ["1066-10-14", "XXXX-XX-XX"]),
    ],
)
def test_the_place_and_day_of_a_meeting_date_its_minutes(text, values):
    assert [found.value.timex3 for found in tag(text)] == values


LETTER = (
    "Yesterday it rained. Friday last we dug, and Tuesday the king came. On Monday next I go. Of the 4th inst. no word."
)
LETTER_DAYS = ["1870-09-18", "1870-09-16", "1870-09-13", "1870-09-26", "1870-09-04"]


@pytest.mark.parametrize("dct", [None, "1870", "1925", "1925-03-04"])
@pytest.mark.parametrize("between", ["\n\n", ".\n\n", "\n\nDear Ada,\n\n"])
def test_one_who_writes_of_himself_writes_on_the_day_of_his_letter(between, dct):
    text = f"Sarn, 19th September 1870{between}{LETTER}"
    assert [found.value.timex3 for found in tag(text, dct=dct)][1:] == LETTER_DAYS


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (f"Sarn, 19th September 1870. {LETTER}", LETTER_DAYS),
        ("Sarn, 4 March 2025 – The firm sold a mill today. Last year it had two.", ["2025-03-04", "2024"]),
        ("# Mill sold\n\nSARN, 4 March 2025 (Sarn Press) – Hail fell this morning.", ["2025-03-04TMO"]),
        ("SARN (Sarn Press), 4 March 2025 - Hail fell this morning.", ["2025-03-04TMO"]),
        ("SARN, 4 March 2025 /SarnWire/ -- Hail fell this morning.", ["2025-03-04TMO"]),
        ("Sarn, 4 March 2025 — In the third quarter the firm sold a mill.", ["2024-Q3"]),
        # what is told on the line of a date, of others and behind a full stop
        ("Sarn, 4 March 2025. The king came yesterday.", ["XXXX-XX-XX"]),
        ("The mill, 4 March 2025 – The king came yesterday.", ["XXXX-XX-XX"]),
    ],
)
def test_a_report_is_told_on_the_day_of_its_date_line(text, values):
    assert [found.value.timex3 for found in tag(text)][1:] == values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1847 March 3. Left Hull.", [("1847 March 3", "1847-03-03")]),
        ("1847, 3 March. Left Hull.", [("1847, 3 March", "1847-03-03")]),
        ("1847 April 15-18. Lay to.", [("1847 April 15", "1847-04-15"), ("18", "1847-04-18")]),
        ("1847 March 3, 1847", [("1847", "1847"), ("March 3, 1847", "1847-03-03")]),
        ("It closed in 1847, 3 March being wet.", [("1847", "1847"), ("3 March", "1847-03-03")]),
        ("1847 February 29. Rain.", [("1847", "1847"), ("February 29", "XXXX-02-29")]),
        (
            "Log\n\n1847 March 3. Hail.\n\nNoon, 5 March. Left.\n",
            [("1847 March 3", "1847-03-03"), ("Noon, 5 March", "1847-03-05T12:00")],
        ),
    ],
)
def test_a_day_stands_behind_its_year(text, found):
    assert [(each.text, each.value.timex3) for each in tag(text)] == found


@pytest.mark.parametrize(
    ("text", "language", "interval", "words"),
    [
        ("Sales grew from 2005 onwards.", "en", "2005/..", "2005 onwards"),
        ("Sales grew from the 1980s and onward.", "en", "198X/..", "the 1980s and onward"),
        ("From 2005 on, sales grew.", "en", "2005/..", "2005 on"),
        ("Từ năm 2005 trở đi", "vi", "2005/..", "năm 2005 trở đi"),
    ],
)
def test_a_date_is_open_that_something_goes_on_from(text, language, interval, words):
    (found,) = tag(text, language=language)
    assert (found.interval.edtf, text[found.interval_span.slice]) == (interval, words)


def test_a_weekday_belongs_to_a_date_in_numbers():
    assert values("Next meeting: Saturday 14.06.2025, 7pm", dct="2025-05-04") == ["2025-06-14T19:00"]


def test_years_that_do_not_follow_each_other_are_two():
    assert values("in 1907 or 1910") == ["1907", "1910"]


def test_a_date_of_a_range_is_not_opened_again():
    assert {found.interval.edtf for found in tag("from 1990 to 2005 onwards")} == {"1990/2005"}


def test_a_date_line_of_the_last_weeks_gives_way_to_the_date_of_the_document():
    assert values("Sarn, 1 March 2025\n\nYesterday we dug.", dct="2025-03-08") == ["2025-03-01", "2025-03-07"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1066: A comet was seen.\n1067: A castle was built.\n", ["1066", "1067"]),
        ("- 1066 – A comet was seen.\n- 1071 – Hail.\n", ["1066", "1071"]),
        ("The code is 1066: a number.\n", []),
    ],
)
def test_early_years_open_the_lines_of_a_chronicle(text, years):
    assert [found.value.timex3 for found in tag(text)] == years


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # at the head of a line, on a line of its own, and after the sentence of the entry before
        ("13 April 1916. Rain yesterday.\n14 April 1916. Fine. Tom left this morning.", ["04-12", "04-14TMO"]),
        ("12 April 1869\nRain.\n\nTuesday, 13th\nTo town yesterday at noon.", ["04-13", "04-12T12:00"]),
        ("1 May 1916. Left Hull. 2 May 1916. Rain yesterday.", ["05-01"]),
    ],
)
def test_what_an_entry_tells_is_of_its_day(text, expected):
    relative = [timex.value.timex3[5:] for timex in tag(text) if timex.anchor is not None]
    assert relative == expected


def test_the_day_after_an_event_is_not_the_day_after_the_news():
    assert values("He left the day after the vote.", dct="2019-03-08") == []
    assert values("It fell on 3 May 1931. The day after the vote he left.") == ["1931-05-03", "1931-05-04"]


@pytest.mark.parametrize(
    ("text", "dct", "interval", "anchor"),
    [
        ("Ada will run the museum over the next three years.", "2021-11-03", "2021/2024", "published"),
        ("It has been shut for the past two months.", "2021-11-03", "2021-09/2021-11", "published"),
        ("It will rain for the next five days.", "2021-11-03", "2021-11-03/2021-11-08", "published"),
        ("On 3 May 1805 it rained. For the next two weeks it was dry.", None, "1805-05-03/1805-05-17", "@3"),
        # of unknown, or whose, end
        ("He was blind for the last two years of his life.", "2021-11-03", None, None),
        ("It was dry for the next two weeks.", None, None, None),
        ("In 1805 it was dry for the last two weeks.", None, None, None),
        ("It will rain for the next few days.", "2021-11-03", None, None),
    ],
)
def test_a_duration_that_begins_or_ends_at_a_known_date_fills_an_interval(text, dct, interval, anchor):
    found = [timex for timex in tag(text, dct=dct) if timex.type == "DURATION"]
    assert [timex.interval and timex.interval.edtf for timex in found] == [interval]
    assert [timex.anchor for timex in found] == [anchor]
