"""What is left out is taken from the document's date or from the dates told: each way of it, and where it ends."""

import pytest

from pipeline.temporal import tag
from pipeline.temporal.anchor import PUBLISHED
from pipeline.temporal.dates import Date
from pipeline.temporal.news import is_narrative
from pipeline.temporal.values import Point, Shift


def last_value(text, dct=None):
    """The value of the last expression, and what it goes by: `published`, or the first letters of what was told."""
    *_, last = tag(text, dct=dct)
    if last.anchor is None or last.anchor == PUBLISHED:
        return last.value.timex3, last.anchor
    return last.value.timex3, text[int(last.anchor[1:]) :][:4]


NEWS = [
    # a time of what has happened is of no day to come
    (
        "2024-11-22",
        "It failed on 12 November 2024.\nNext review: 10 December 2024\n\n02:58 Pump tripped.",
        "2024-11-12T02:58",
    ),
    (
        "2024-11-22",
        "It failed on 12 November 2024.\n\nThe fair is on 3 December. It opens at 9 am.",
        "2024-12-03T09:00",
    ),
    # what is to come goes by the document's own year, a day by the one told in full in its sentence
    (
        "2019-02-10",
        "On Monday Dr Roe, who has worked there since 2014, said she will retire at the end of the year.",
        "2019",
    ),
    ("2019-02-10", "The writ was issued on 9 September 2015 and served on 2 October.", "2015-10-02"),
    ("2019-02-10", "The writ was issued in Lyon on 9 September. It was served on 2 October.", "2018-10-02"),
    # a season or quarter: its year while it lasts, else the one before unless the verb looks ahead
    ("2019-02-10", "The mill opened in the spring.", "2018-SP"),
    ("2019-02-10", "The mill will open in the spring.", "2019-SP"),
    ("2019-03-10", "The mill opened in the spring.", "2019-SP"),
    ("2019-05-10", "The mill will open in the spring.", "2019-SP"),
    ("2019-06-10", "The mill opened in the spring.", "2019-SP"),
    ("2019-06-10", "The mill will open in the spring.", "2020-SP"),
    ("2019-01-10", "Sales fell in the second quarter.", "2019-Q2"),
    ("2019-01-10", "Sales fell in the third quarter.", "2018-Q3"),
    ("2019-01-10", "Sales will fall in the third quarter.", "2019-Q3"),
    ("2019-02-10", "Sales fell in the third quarter.", "2018-Q3"),
    ("2019-02-10", "Guidance for the third quarter.", "2019-Q3"),
    ("2019-04-10", "Sales fell in the third quarter.", "2019-Q3"),
    ("2019-12-10", "Sales will fall in the third quarter.", "2019-Q3"),
    ("2019-12-10", "Sales will fall in the second quarter.", "2020-Q2"),
    # a feast goes by its day; of one that is over, what will be is that of the next year
    ("2024-03-14", "It was moved because of Easter.", "2024-03-31"),
    ("2024-03-14", "It was shut on Good Friday.", "2024-03-29"),
    ("2024-05-14", "It was shut on Good Friday.", "2024-03-29"),
    ("2024-05-14", "It will be shut on Easter Monday.", "2025-04-21"),
    ("2024-05-14", "It burnt on Labor Day.", "2023-09-04"),
    ("2024-05-14", "It will open on Thanksgiving.", "2024-11-28"),
    ("2024-01-10", "It burnt on Boxing Day.", "2023-12-26"),
    ("2024-01-10", "It will open on Boxing Day.", "2024-12-26"),
    # weeks on from a month of the same sentence are those of no day that is known
    ("2023-06-06", "He signed in January and scored a week later.", "2023-WXX"),
    ("2023-06-06", "He signed on 4 January and scored a week later.", "2023-W02"),
    ("2023-06-06", "He signed in January; it will open next week.", "2023-W24"),
    # a last day is that of what it is said to be of
    ("2019-03-08", "It was won on the last day of the season.", "P1D"),
    ("2019-03-08", "The last day of May will be wet.", "2019-05-31"),
    ("2019-03-08", "The last day was wet.", "2019-03-07"),
    # a day less than three months away is that day, over a New Year too
    ("2019-03-08", "It opened on 4 June.", "2019-06-04"),
    ("2019-03-08", "It opened on 8 June.", "2018-06-08"),
    ("2019-03-08", "It will open on 8 June.", "2019-06-08"),
    ("2019-06-08", "It will open on 12 March.", "2019-03-12"),
    ("2019-06-08", "It will open on 4 March.", "2020-03-04"),
    ("2019-01-10", "It will open on 25 December.", "2018-12-25"),
    ("2019-12-20", "It opened on 10 January.", "2020-01-10"),
    ("2019-02-10", "It will open on 5 November.", "2019-11-05"),
    ("2019-02-10", "It opened on 5 November.", "2018-11-05"),
    ("2019-08-10", "It opened in September.", "2018-09"),
    ("2019-08-10", "It opened in August.", "2019-08"),
    ("2019-08-10", "It will open in July.", "2020-07"),
    ("2019-03-08", "It opens this Thursday.", "2019-03-07"),
    ("2019-03-08", "It opened on Friday.", "2019-03-08"),
    ("2019-03-08", "It opened on Saturday.", "2019-03-02"),
    ("2019-03-08", "It will open on Saturday.", "2019-03-09"),
    # what was to be and was not, and what is fixed for a day to come
    ("2019-03-08", "The bridge should have opened in May.", "2018-05"),
    ("2019-03-08", "The pool was to have reopened in December.", "2018-12"),
    ("2019-03-08", "It would not have closed in July.", "2018-07"),
    ("2019-03-08", "The hall should have a new roof in May.", "2019-05"),
    ("2019-03-08", "It will have opened by June.", "2019-06"),
    ("2019-03-08", "The hearing begins on Tuesday.", "2019-03-12"),
    ("2019-03-08", "The index opens lower Tuesday.", "2019-03-05"),
    ("2019-03-08", "The vote is on Tuesday.", "2019-03-12"),
    ("2019-07-08", "The vote runs Oct. 21-Nov. 1. It was held here.", "2019-11-01"),
    ("2019-07-08", "The fair runs until 25 October.", "2019-10-25"),
    ("2019-07-08", "He runs a mill that he got on 25 October.", "2018-10-25"),
    ("2019-03-08", "Elections are in January.", "2020-01"),
    ("2019-03-08", "It has been shut since January.", "2019-01"),
    # what was done in a quarter was done once it had begun; the quarters of a firm may be those of its own year
    ("2019-03-08", "The plant opened in the second quarter.", "2018-Q2"),
    ("2019-05-08", "The plant opened in the second quarter.", "2019-Q2"),
    ("2019-03-08", "Guidance for the second quarter was raised.", "2019-Q2"),
    ("2019-03-08", "In the second quarter the firm sold its mill.", "2018-Q2"),
    ("2019-03-08", "In the first quarter the firm sold its mill.", "2019-Q1"),
    # the days of a range, and what shares "last year"
    ("2019-03-06", "It rained from Thursday to Monday.", "2019-03-04"),
    ("2019-03-06", "Between Monday and Thursday it rained.", "2019-02-28"),
    ("2019-03-06", "It will rain from Friday to Monday.", "2019-03-11"),
    ("2019-03-08", "It was shut from August last year to May.", "2018-05"),
    # a unit is counted from what is told as finely
    ("2019-03-08", "A year from now it will be gone. It burnt earlier in the week.", "2019-W10"),
    ("2019-03-08", "In 2008 it moved, before the crisis of that autumn.", "2008-FA"),
    ("2019-03-08", "It burnt on 4 May 1995. The next morning it rained.", "1995-05-05TMO"),
    ("2019-03-08", "On 28 April 1995 it burnt. By 6 May it was sold.", "1995-05-06"),
    ("2019-03-08", "On 28 April 1995 it burnt. It will be sold on 6 May.", "2019-05-06"),
    # a date in numbers by the document's own
    ("1993-11-02", "Sent 11/02/93.", "1993-11-02"),
    ("1993-02-11", "Sent 11/02/93.", "1993-02-11"),
    ("1993-06-11", "Sent 11/02/93.", "1993-XX-XX"),
    # a sentence of another time
    ("2019-03-08", "In 1995 the firm earned less this year.", "2019"),
    ("2019-03-08", "In 1995 the firm had earned less last year.", "1994"),
    ("2019-03-08", "In 1995 the firm moved. It had earned less last year.", "2018"),
    ("2019-03-08", "In 1995 he said that he would return next year.", "1996"),
    ("2019-03-08", "In 1995 the firm moved. It will return next year.", "2020"),
    ("2019-03-08", "In 1995 the firm had moved last week.", "2019-W09"),
    ("2019-03-08", "On 4 May 1995 the firm had moved last week.", "1995-W17"),
]


@pytest.mark.parametrize(("dct", "text", "value"), NEWS)
def test_news_go_by_their_date(dct, text, value):
    assert last_value(text, dct)[0] == value


LOOKED_BACK = "Her first song came out in 1964, the second in 1970. In 2010 she left. "
REPORTED = [
    ("She died on 2 November, her brother said.", "2022-11-02"),
    ("She died on Wednesday, her brother said on Thursday.", "2022-11-17"),
    ("She fell on Wednesday, the town council announced.", "2022-11-16"),
    ("After the reporting date, on 5 November, her firm was sold.", "2022-11-05"),
    # no month before the document, not the document's word, and another date beside it
    ("She moved on 2 December, her brother said.", "2010-12-02"),
    ("She moved on 2 November.", "2010-11-02"),
    ("She moved on 2 November, which her brother said was late.", "2010-11-02"),
    ("She sang in 2011 and on 2 November, her brother said.", "2011-11-02"),
]


@pytest.mark.parametrize(("text", "value"), REPORTED)
def test_who_tells_a_sentence_tells_it_of_the_document_s_own_time(text, value):
    assert last_value(LOOKED_BACK + text, "2022-11-18")[0] == value


def test_a_look_back_on_one_who_has_died_tells_the_day_of_the_news():
    text = "Ada Roe has died at 82. " + LOOKED_BACK
    assert last_value(text + "She died on 2 November.", "2022-11-18")[0] == "2022-11-02"
    assert last_value(text + "She left on 2 March.", "2022-11-18")[0] == "2010-03-02"
    assert last_value(text + "In October she came back, and on 2 November she left.", "2022-11-18")[0] == "2010-11-02"
    assert last_value(text + "In May she came back. She left on 2 November.", "2022-11-18")[0] == "2010-11-02"


HISTORY = "The mill opened in 1911. It grew in 1912, in 1913 and in 1920. "
SPOKEN = [
    ("In May 1931 he said that he had sold it last year.", "1930", "May "),
    ("In May 1931 it was sold two years ago.", "2017", PUBLISHED),
    ("It was sold two years ago.", "2017", PUBLISHED),
    ("In May 1931 he had sold it two years ago.", "1929", "May "),
    ("In May 1931 the firm earned more this year.", "1931", "May "),
    ("In May 1931 he came back. He would return next year.", "1932", "May "),
    ("In May 1931 he came back. He left next year.", "1932", "May "),
    ("In May 1931 he came back.\n\nHe would return next year.", "2020", PUBLISHED),
    # "this year" with a month is the reader's in another sentence
    ("In May 1931 he came back. He sold it this year.", "1931", "May "),
    ("In May 1931 he came back. He sold it in March this year.", "2019-03", PUBLISHED),
    ("In May 1931 he came back, and in March this year he left.", "1931-03", "May "),
    ("In May 1931 he came back.\n\nHe sold it on 2 March this year.", "2019-03-02", PUBLISHED),
    ("On 4 May 1931 he came back. He sold it this day.", "1931-05-04", "4 Ma"),
    ("In May 1931 he came back. He sold it that year.", "1931", "May "),
    # weeks and days are counted from a day alone
    ("In May 1931 he said that he would return next week.", "2019-W11", PUBLISHED),
    ("On 4 May 1931 he said that he would return next week.", "1931-W20", "4 Ma"),
    ("In May 1931 he said that he would return next Tuesday.", "2019-03-12", PUBLISHED),
    ("On 4 May 1931 he said that he would return next Tuesday.", "1931-05-05", "4 Ma"),
    ("In May 1931 he had sold it yesterday.", "2019-03-07", PUBLISHED),
    ("On 4 May 1931 he had sold it yesterday.", "1931-05-03", "4 Ma"),
    # what is quoted was said when its sentence tells
    ('In May 1931 he said: "I will return next year."', "1932", "May "),
    ('He said it in May 1931. "I will return next year."', "XXXX", None),
    ('He said it in May 1931.\n\n"I will return next year."', "2020", PUBLISHED),
]


@pytest.mark.parametrize(("text", "value", "anchor"), SPOKEN)
def test_a_history_tells_who_speaks_when(text, value, anchor):
    assert last_value(HISTORY + text, "2019-03-08") == (value, anchor)


FINE = "The mill was opened by the mayor of the town in May 1931, as everyone there knows. "
COARSE = "In 1931 the mill was opened by the mayor of the town, as everyone there knows. "
TOLD = [
    # a mere year, told in passing next to a story of months, is not what the story goes on from
    (FINE + "The dam that the town had was then built in 1922. Two years later it burnt down.", "1933", "May "),
    (FINE + "The dam that the town had was then built in 1928. Two years later it burnt down.", "1933", "May "),
    (FINE + "The dam that the town had was then built in 1929. Two years later it burnt down.", "1931", "1929"),
    (FINE + "The dam that the town had was then built in 1933. Two years later it burnt down.", "1935", "1933"),
    (FINE + "The dam that the town had was then built in 1934. Two years later it burnt down.", "1933", "May "),
    (FINE + "The dam that the town had was then built in 1922 and burnt two years later.", "1924", "1922"),
    (FINE + "The dam that the town had was then built in June 1922. Two years later it burnt down.", "1924", "June"),
    # but a later one in a paragraph of its own is
    (FINE + "\n\nThe dam that the town had was then built in 1938. Two years later it burnt down.", "1940", "1938"),
    (FINE + "\n\nThe dam that the town had was then built in 1922. Two years later it burnt down.", "1933", "May "),
    (COARSE + "The dam that the town had was then built in 1922. Two years later it burnt down.", "1924", "1922"),
    (COARSE + "The dam of the town, which was built in 1922, was low. Two years later it burnt down.", "1933", "1931"),
    (COARSE + "The dam of the town, which was built in 1930, was low. Two years later it burnt down.", "1932", "1930"),
    *(
        (f"On 8 March 2019 they met in the old hall. It closed {day}.", value, "8 Ma")
        for day, value in (
            ("the previous Thursday", "2019-03-07"),
            ("the previous Friday", "2019-03-01"),
            ("the previous Saturday", "2019-03-02"),
            ("the following Thursday", "2019-03-14"),
            ("the following Friday", "2019-03-15"),
            ("the following Saturday", "2019-03-09"),
            ("that Monday", "2019-03-04"),
            ("that Friday", "2019-03-08"),
            ("that Sunday", "2019-03-10"),
        )
    ),
    ("In May 1931 they met. It closed the previous Thursday.", "XXXX-WXX-4", None),
    *(
        (f"They met in the old hall in May 1931. It closed {month}.", value, "May ")
        for month, value in (
            ("the previous April", "1931-04"),
            ("the previous May", "1930-05"),
            ("the previous June", "1930-06"),
            ("that April", "1931-04"),
            ("the following April", "1932-04"),
            ("the following May", "1932-05"),
            ("the following June", "1931-06"),
            ("the previous summer", "1930-SU"),
            ("the following summer", "1931-SU"),
        )
    ),
    *(
        (f"They met in the old hall in 1931. It closed {month}.", value, "1931")
        for month, value in (
            ("the previous April", "1930-04"),
            ("the following June", "1932-06"),
            ("that May", "1931-05"),
        )
    ),
    (
        "The mill was built on 4 October 1771. In the storm of January 1849 it lost its roof, and it stood open until spring.",
        "1849-SP",
        "Janu",
    ),
    ("It opened in '82.", "XX82", None),
    ("It opened in the fifties.", "XX5", None),
    ("It stood in 1942. It opened in '82.", "1982", "1942"),
    ("It stood in 1942. It opened in '42.", "1942", "1942"),
    ("It stood in 1942. It opened in the fifties.", "195", "1942"),
    ("It stood in 1942. It opened in the forties.", "194", "1942"),
]


@pytest.mark.parametrize(("text", "value", "anchor"), TOLD)
def test_a_story_goes_on_from_what_it_told(text, value, anchor):
    assert last_value(text) == (value, anchor)


@pytest.mark.parametrize(
    ("month", "value"),
    [
        ("December 1931", "1931-WI"),
        ("January 1932", "1931-WI"),
        ("February 1932", "1931-WI"),
        ("March 1932", "XXXX-WI"),
        ("November 1931", "XXXX-WI"),
    ],
)
def test_a_season_belongs_to_the_year_of_a_month_of_it(month, value):
    assert tag(f"A ship sank in the winter, in {month}.")[0].value.timex3 == value


WEEKDAYS = [
    ("It closed on 6 June 2023. The first match was lost on Saturday 6 August.", "2022-08-06"),
    ("It opened on 6 June 2022. The first match was lost on Saturday 6 August.", "2022-08-06"),
    ("It opened on 6 June 2022. The last match was won on Saturday 29 April.", "2023-04-29"),
    # without a weekday, or on one that no year near has, the story tells the year
    ("It closed on 6 June 2023. The first match was lost on 6 August.", "2023-08-06"),
    ("It closed on 6 June 2023. The first match was lost on Wednesday 6 August.", "2023-08-06"),
]


@pytest.mark.parametrize(("text", "value"), WEEKDAYS)
def test_a_weekday_tells_the_year_of_a_day(text, value):
    assert last_value(text)[0] == value


OPENINGS = [
    ("On 2 March the fair opened. ", "2019-03-02"),
    ("On 12 February the fair opened. ", "2019-02-12"),
    ("On 2 February the fair opened. ", "XXXX-02-02"),
    ("On 12 March the fair opened. ", "XXXX-03-12"),
    ("In 1931 it burnt, and on 2 March the fair opened. ", "1931"),
]


@pytest.mark.parametrize(("text", "value"), OPENINGS)
def test_a_history_may_open_with_the_news_that_it_was_written_on(text, value):
    assert tag(text + HISTORY, dct="2019-03-08")[0].value.timex3 == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Xưởng mở năm 1903 và đóng năm 1925. Năm 1954 xưởng cháy. Tuần trước, xã mở hội.", "2023-W40"),
        ("Xưởng mở năm 1903 và đóng năm 1925. Ngày 4/5/1954 xưởng cháy. Tuần trước, xưởng còn mở.", "1954-W17"),
        ("Xưởng mở năm 1903 và đóng năm 1925. Năm 1954 xưởng cháy. Năm trước, xưởng còn mở.", "1953"),
    ],
)
def test_weeks_are_counted_from_a_day_alone(text, value):
    assert tag(text, dct="2023-10-12", language="vi")[-1].value.timex3 == value


MAY = Date(2019, 5, 10, PUBLISHED)


@pytest.mark.parametrize(
    ("points", "plainly", "expected"),
    [
        ([], True, False),
        ([(1931,), (1932,), (1933,)], False, True),
        ([(1931,), (1932,)], False, False),
        ([(1931,), (1932,)], True, True),
        # a year off is near, two are far; a lone year is history after eight
        ([(2018,), (2020,), (2019,)], False, False),
        ([(2017,), (2021,), (2017,)], False, True),
        ([(2011,)], True, False),
        ([(2010,)], True, True),
        ([(2011, 5)], True, False),
        ([(2011, 4)], True, True),
        # four months off are near, and outweigh half as many that are far
        ([(1931,), (1932,), (1933,), (2019, 1)], False, True),
        ([(1931,), (1932,), (1933,), (2019, 1), (2019, 9)], False, False),
        ([(1931,), (1932,), (1933,), (1934,), (2019, 1), (2019, 9)], False, False),
        ([(1931,), (1932,), (1933,), (1934,), (1935,), (2019, 1), (2019, 9)], False, True),
        ([(2018, 12), (2018, 12), (2018, 12)], False, True),
        ([(2019, 1), (2019, 1), (2019, 1)], False, False),
        # a day of the same days counts for three
        ([(1931,)] * 5 + [(2019, 5, 14)], False, True),
        ([(1931,)] * 5 + [(2019, 5, 13)], False, False),
        ([(1931,)] * 6 + [(2019, 5, 7)], False, False),
        ([(1931,)] * 7 + [(2019, 5, 7)], False, True),
    ],
)
def test_a_document_tells_news_or_a_history(points, plainly, expected):
    described = [Point(**dict(zip(("year", "month", "day"), point, strict=False))) for point in points]
    assert is_narrative(MAY, described, plainly=plainly) is expected


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        (Point(weekday=2), False),
        (Point(month=3), True),
        (Point(shift=Shift(base="published", unit="Y", amount=-1)), False),
        (Point(shift=Shift(base="told", unit="Y", amount=-1)), True),
    ],
)
def test_words_that_go_by_the_day_of_speaking_tell_news(point, expected):
    assert is_narrative(MAY, [Point(year=1931), point], plainly=True) is expected


def test_without_a_date_of_its_own_a_document_is_a_history():
    assert is_narrative(None, [])
    assert is_narrative(Date(None, 5, None, PUBLISHED), [])
