"""English: the rules, the words that anchoring asks for, and `LANGUAGE`, which the registry names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.temporal.grammar import Language, Rule
from pipeline.temporal.languages.en_beside import year_in_words
from pipeline.temporal.languages.en_business import BUSINESS_RULES
from pipeline.temporal.languages.en_clock import CLOCK_RULES
from pipeline.temporal.languages.en_diary import DIARY_RULES, GREETING, SPEAKER
from pipeline.temporal.languages.en_durations import DURATION_RULES
from pipeline.temporal.languages.en_lexicon import LEXICON
from pipeline.temporal.languages.en_names import about_a_year, no_name
from pipeline.temporal.languages.en_periods import PERIOD_RULES
from pipeline.temporal.languages.en_ranges import RANGE_RULES
from pipeline.temporal.languages.en_relative import RELATIVE_RULES
from pipeline.temporal.languages.en_sets import SET_RULES
from pipeline.temporal.languages.en_verbs import ATTRIBUTED, DONE, NEWS, VERB
from pipeline.temporal.languages.en_words import (
    AHEAD,
    BESIDE_EVENT,
    MERGE_GAP,
    SPAN_GAP,
    YEAR_AHEAD,
    about_date,
    after_adverb,
    month_alone,
    numeric_alone,
    numeric_month,
    year_alone,
    year_range,
)
from pipeline.temporal.readings import dotted_date, iso_date, iso_time, numeric_date, point
from pipeline.temporal.readings_parts import opened

if TYPE_CHECKING:
    from pipeline.temporal.grammar import Slots
    from pipeline.temporal.values import Impossible, Point

FRAGMENTS = {
    # a year, with its era or without
    "y": ("{year}", "{year=number}_{era}", "{ad} {year=number}"),
    # a year as it is spoken
    "spoken": ("{hundred}( |-){number}",),
    # a day of a month
    "dm": ("[the ]{day} [of ]{month}", "{month} [the ]{day}", "[the ]{day=ordinal} [day ]of {month}", "{day}-{month}"),
    # what comes before a date and narrows it
    "m": ("{mod}( |-)", "[the ]{mod_of} [the ]", "{approx}_"),
    # what makes a date one of several
    "r": ("{approx=round} [the ]", "{approx}_"),
    # a fiscal year
    "fy": ("fy_{year}", "(fiscal|financial) [year ]{year}"),
    # hours and minutes
    "clock": (
        "{hour}:{minute}",
        "{hour}:{minute}:{minute}",
        "{hour}:{minute}_{ampm}",
        "{hour}_{ampm}",
        "{decimal}_{ampm}",
        "{hour} o'clock",
    ),
    "zone": ("{zone}", r"[\(]{zonemark}_{sign}_{offset=number}[\)]", r"\({zone}\)"),
}

_TWO_DIGITS = range(10, 100)


def _spoken(slots: Slots) -> Point | Impossible | None:
    """A year of two numbers, and the day, month or season that stands with it."""
    if slots["number"] not in _TWO_DIGITS:
        return None
    parts = {name: value for name, value in slots.items() if name not in {"hundred", "number"}}
    return point({**parts, "year": slots["hundred"] + slots["number"]})


DATE_RULES = (
    Rule(
        name="en.day-month-year",
        templates=(
            "[{weekday}[,] ]<dm>[,] <y>",
            "{weekday=weekday_short}[,] <dm>[,] <y>",
            "<dm> of <y>",
            "{day}[-]{month}-{year}",
        ),
        value=point,
        examples=(
            "28 January 1941 => 1941-01-28 | 1941-01-28",
            "05 September 2019 => 2019-09-05",
            "July 17th, 2016 => 2016-07-17",
            "the 17th of July 2016 => 2016-07-17",
            "Sunday, July 17, 2016 => 2016-07-17",
            "Thu, 5 Nov 2026 => 2026-11-05",
            "the first of May 1931 => 1931-05-01",
            "15 March 44 BC => BC0044-03-15 | -0043-03-15",
        ),
        rejects=("31 February 2021", "29 February 1900", "February 30, 2004", "10 October 1582"),
    ),
    Rule(
        name="en.iso-date",
        templates=("{year}-{mm}-{day}", "{year}/{mm}/{day}"),
        value=iso_date,
        examples=("2025-06-14 => 2025-06-14",),
        rejects=("2025-13-14", "2025-06-31"),
    ),
    Rule(
        name="en.iso-time",
        templates=(
            "{year}-{mm}-{day}t{hour}:{minute}[:{second=minute}][{zone=zulu}]",
            "{year}-{mm}-{day}t{hour}:{minute}[:{second=minute}]{sign}{offset=hour}:{offset_minute=minute}",
        ),
        value=iso_time,
        examples=(
            "2021-06-14T10:30:00Z => 2021-06-14T10:30Z",
            "2021-06-14T10:30+01:00 => 2021-06-14T10:30+01",
            "2021-06-14T10:30 => 2021-06-14T10:30",
        ),
        rejects=("2021-06-14T25:30", "2021-06-31T10:30"),
    ),
    Rule(
        name="en.numeric-month",
        templates=("{month=mm}/{year}",),
        value=point,
        guard=numeric_month,
        examples=("since 08/2019 => 2019-08",),
        rejects=("Decree 08/2019", "a ratio of 08/2019 boats", "in 08/2019/BX"),
    ),
    Rule(
        name="en.numeric-date",
        templates=(
            "[{weekday}[,] ]{first=number}/{second=number}/{year}",
            "{weekday=weekday_short}[,] {first=number}/{second=number}/{year}",
            "{first=day}-{second=day}-{year}",
        ),
        value=numeric_date,
        examples=(
            "opened on 14/06/2025 => 2025-06-14",
            "on 5/5/2024 => 2024-05-05",
            "Sat 14/06/2025 => 2025-06-14",
        ),
        rejects=("12/13/2020", "32/01/2020", "31/02/2021"),
    ),
    Rule(
        name="en.short-numeric-date",
        templates=("{first=day}/{second=day}/{yy}",),
        value=numeric_date,
        guard=numeric_alone,
        examples=("on 14/06/25 => 2025-06-14",),
        rejects=("31/31/20",),
    ),
    Rule(
        name="en.dotted-date",
        templates=(
            "[{weekday}[,] ]{first=number}.{second=number}.{year}",
            "{weekday=weekday_short}[,] {first=number}.{second=number}.{year}",
        ),
        value=dotted_date,
        examples=("on 14.6.2025 => 2025-06-14", "on Saturday 14.06.2025 => 2025-06-14"),
        rejects=("31.2.2021", "version 1.14.2025"),
    ),
    Rule(
        name="en.day-month",
        templates=("[{weekday}[,] ]<dm>", "{weekday=weekday_short}[,] <dm>"),
        value=point,
        examples=(
            "It began in 1931 and on 3 May it ended. => 1931, 1931-05-03",
            "[2019-03-08] on 2 March => 2019-03-02",
            "Mon 4 Sept. 1882\nRain.\n\nTues 5 Sept.\nTo town yesterday. => 1882-09-04, 1882-09-05, 1882-09-04",
        ),
        rejects=("31 June", "May 32", "the sun 31 June"),
    ),
    Rule(
        name="en.month-year",
        templates=("{month}[,] <y>", "{month} of <y>", "{month}-{year}", "{month}/{year}", "the month of {month} <y>"),
        value=point,
        examples=("August 1945 => 1945-08", "September, 1945 => 1945-09", "February of 1940 => 1940-02"),
        rejects=("a march 1945",),
    ),
    Rule(
        name="en.month",
        templates=("{month}",),
        value=point,
        guard=month_alone,
        written=no_name,
        examples=("It began in 1931 and ended in October. => 1931, 1931-10", "in October => XXXX-10"),
        rejects=(
            "Jan Smit may go",
            "they march",
            "he met June Holt",
            "April Holt said",
            "according to May",
            "Mrs June Holt has",
        ),
    ),
    Rule(
        name="en.year",
        templates=("{year}", "the year[s] {year=number}", "{year} {era}", "{year=number}_{era}", "{ad} {year=number}"),
        value=point,
        guard=year_alone,
        examples=(
            "in 1941 => 1941",
            "264 BC => BC0264 | -0263",
            "the flood of 1953 => 1953",
            "In 1970 American ships left. => 1970",
            "no later than 2027 => 2027",
        ),
        rejects=(
            "2,000 boats",
            "fewer than 2027",
            "a Boeing 1941",
            "on Windows 2000",
            "the Russell 2000",
            "ISO 1996",
            "1500 men",
            "Decree 164/2018/ND-CP",
            "call 0800 1941 1942 55",
            "$1945",
            "99999",
        ),
    ),
    Rule(
        name="en.year-in-words",
        templates=("<spoken>", "{month} <spoken>", "<dm> <spoken>", "the {season} of <spoken>"),
        value=_spoken,
        guard=year_in_words,
        examples=("it was sold in nineteen thirty-six => 1936", "the spring of nineteen fourteen => 1914-SP"),
        rejects=("the flood killed nineteen thirty-year-olds", "sold nineteen fifty-pound notes"),
    ),
    Rule(
        name="en.modified-date",
        templates=("<m><dm>[,] <y>", "<m>{month}[,] <y>", "<m>{month} of <y>", "<m><y>", "<m>{month}", "{mod_of} <dm>"),
        value=point,
        written=about_a_year,
        examples=(
            "early 1941 => 1941 | 1941-01~/1941-04~",
            "the end of September 1940 => 1940-09 | 1940-09-21~/1940-09-30~",
            "mid-June 1944 => 1944-06 | 1944-06-11~/1944-06-20~",
            "c. 1911 => 1911 | 1911~",
            "late in 1862 => 1862",
            "a jug of ca1850 => 1850 | 1850~",
        ),
        rejects=("a late train", "mid-stream", "engine C1850", "x/c1850"),
    ),
    Rule(
        name="en.approximate-date",
        templates=(
            "<r>[year[s] ]<y>",
            "<r>{month}[,] <y>",
            "<r>{month} of <y>",
            "<r><dm>[[,] <y>]",
            "<r>{decade}",
            "<r>{season}[ of] <y>",
            "<r>{nth=ordinal}( |-)century[ {era}]",
            "<r>{holiday}[,] <y>",
        ),
        value=point,
        guard=about_date,
        examples=(
            "around 1970 => 1970 | 1970~",
            "it was built about 1970. => 1970 | 1970~",
            "about May 1950 it closed => 1950-05 | 1950-05~",
            "around 500 BC => BC0500 | -0499~",
            "around 12,000 BC => BC12000 | Y-11999~",
            "around the 1920s => 192 | 192X~",
        ),
        rejects=(
            "about 1970 men",
            "about 1970 people live there",
            "it has around 1800.",
            "it cost about 1800 to build",
        ),
    ),
    Rule(
        name="en.uncertain-date",
        templates=("{from=perhaps} <y>", "{from=perhaps} {month}[,] <y>", "{from=perhaps} <dm>[,] <y>"),
        value=lambda slots: opened({**slots, "mod": "UNCERTAIN"}),
        guard=after_adverb,
        examples=(
            "a chapel of probably 1850 => 1850 | 1850?",
            "it was sold, possibly in May 1851 => 1851-05 | 1851-05?",
            "perhaps 3 May 1852 => 1852-05-03 | 1852-05-03?",
        ),
        rejects=("probably 1850 people came", "possibly 2,000 boats"),
    ),
    Rule(
        name="en.near-date",
        templates=("{from=near} <y>", "{from=near} {month}[,] <y>"),
        value=lambda slots: opened({**slots, "mod": "APPROX"}),
        guard=after_adverb,
        examples=(
            "Shortly after 1960 it closed. => 1960 | 1960~",
            "it closed just before May 1961 => 1961-05 | 1961-05~",
        ),
        rejects=("shortly after 1960 people came",),
    ),
    Rule(
        name="en.circa-year",
        templates=("(c|ca).{year}",),
        value=lambda slots: point({**slots, "mod": "APPROX"}),
        examples=("Vase, c.1850 => 1850 | 1850~",),
        rejects=("c.1850.2", "at example.c.1850/x"),
        guard=year_range,
    ),
    Rule(
        name="en.before-or-after",
        templates=("{side}-{year}",),
        value=lambda slots: point({"year": slots["year"], "mod": slots["side"]}),
        guard=year_range,
        examples=(
            "the post-1945 border => 1945 | 1945/..",
            "pre-1914 postcards => 1914 | ../1914",
        ),
        rejects=("a post 1945 metres up", "post-1945-22"),
    ),
)

LANGUAGE = Language(
    code="en",
    lexicon=LEXICON,
    rules=(
        *(
            *DATE_RULES,
            *PERIOD_RULES,
            *CLOCK_RULES,
            *RANGE_RULES,
            *RELATIVE_RULES,
            *BUSINESS_RULES,
            *SET_RULES,
            *DURATION_RULES,
        ),
        *DIARY_RULES,
    ),
    fragments=FRAGMENTS,
    number_triggers=(
        r"[12]\d\d\d",
        r"ca?[12]\d\d\d",
        r"\d{1,2}:\d\d(?:hrs|am|pm)?",
        r"\d{1,2}(?:am|pm)",
        r"\d{1,3}0['’]?s",
        r"\d{1,2}/\d{1,2}/\d\d",
        r"(?<=['’])\d\d",
        r"\d{1,2}(?:st|nd|rd|th)",
        r"fy ?\d\d(?:\d\d)?",
        r"[1-4][qh]\d\d",
        r"\d{1,3}-second",
    ),
    literal_triggers=(
        "fall",
        *("first half", "second half", "first-half", "second-half"),
        *("hour", "day", "week", "month", "year", "decade", "century", "quarter", "weekend", "fortnight", "millennium"),
        *(
            "tonight",
            "soon",
            *("minute", "half past"),
            *("this time", "the time", "that time", "the moment", "present moment"),
            *("utc", "gmt", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "cet", "cest", "bst", "eet"),
            "past",
            "present",
            "q1",
            "q2",
            "q3",
            "q4",
            "o'clock",
            "a.m.",
            "p.m.",
            "am",
            "pm",
        ),
    ),
    ordinal_suffixes=("st", "nd", "rd", "th"),
    decade_suffixes=("s", "'s", "’s"),
    merge_words=frozenset(
        {"", ",", "at", "on", "of", ", at", "in", "on the", "hrs on", "of the", "hrs", "hours on", ", on"}
        | {"local time on", "local time, on", "local time,", "(local time) on", "local time of", "local time"}
    ),
    merge_gap=MERGE_GAP,
    range_words=frozenset(
        {"to", "/", "-", "–", "—", "until", "till", "through", "to the", "up to", "up until", "through to", "until the"}
    ),
    pair_words=frozenset({"and", "and the"}),
    list_words=frozenset({"or", "or in", "or on", "and in", "and on", "and again in", "and by", "&"}),
    pair_openers=("between", "between the"),
    span_openers=("from", "from the", "from about", "from around"),
    onwards=(" onwards", " onward", " and onwards", " and onward", " on,", " on."),
    span_gap=SPAN_GAP,
    year_ahead=YEAR_AHEAD,
    verb=VERB,
    ahead=AHEAD,
    done=DONE,
    beside_event=BESIDE_EVENT,
    attributed=ATTRIBUTED,
    news=NEWS,
    greeting=GREETING,
    speaker=SPEAKER,
)
