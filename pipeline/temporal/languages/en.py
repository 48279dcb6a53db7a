"""English: the rules, the words that anchoring asks for, and `LANGUAGE`, which the registry names."""

from __future__ import annotations

from pipeline.temporal.grammar import Language, Rule
from pipeline.temporal.languages.en_lexicon import LEXICON
from pipeline.temporal.languages.en_relative import RELATIVE_RULES
from pipeline.temporal.languages.en_words import month_alone, numeric_alone, short_decade, tense, year_alone, year_range
from pipeline.temporal.readings import (
    clock,
    dotted_date,
    fiscal_year,
    iso_date,
    members,
    named_day,
    numeric_date,
    point,
    season_over_new_year,
)

FRAGMENTS = {
    # a year, with its era or without
    "y": ("{year}", "{year=number}_{era}", "{ad} {year=number}"),
    # a day of a month
    "dm": ("[the ]{day} [of ]{month}", "{month} [the ]{day}", "[the ]{day=ordinal} of {month}", "{day}-{month}"),
    # what comes before a date and narrows it
    "m": ("{mod}( |-)", "[the ]{mod_of} [the ]", "{approx}_"),
    # hours and minutes
    "clock": (
        "{hour}:{minute}",
        "{hour}:{minute}:{minute}",
        "{hour}:{minute}_{ampm}",
        "{hour}_{ampm}",
        "{hour} o'clock",
    ),
    "zone": ("{zone}", r"[\(]{zonemark}_{sign}_{offset=number}[\)]", r"\({zone}\)"),
}

DATE_RULES = (
    Rule(
        name="en.day-month-year",
        templates=("[{weekday}[,] ]<dm>[,] <y>", "<dm> of <y>", "{day}[-]{month}-{year}"),
        value=point,
        examples=(
            "28 January 1941 => 1941-01-28 | 1941-01-28",
            "05 September 2019 => 2019-09-05",
            "July 17th, 2016 => 2016-07-17",
            "the 17th of July 2016 => 2016-07-17",
            "Sunday, July 17, 2016 => 2016-07-17",
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
        name="en.numeric-date",
        templates=("{first=number}/{second=number}/{year}", "{first=day}-{second=day}-{year}"),
        value=numeric_date,
        examples=("opened on 14/06/2025 => 2025-06-14", "on 5/5/2024 => 2024-05-05"),
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
        templates=("{first=number}.{second=number}.{year}",),
        value=dotted_date,
        examples=("on 14.6.2025 => 2025-06-14",),
        rejects=("31.2.2021", "version 1.14.2025"),
    ),
    Rule(
        name="en.day-month",
        templates=("[{weekday}[,] ]<dm>",),
        value=point,
        examples=(
            "It began in 1931 and on 3 May it ended. => 1931, 1931-05-03",
            "[2019-03-08] on 2 March => 2019-03-02",
        ),
        rejects=("31 June", "May 32"),
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
        examples=("It began in 1931 and ended in October. => 1931, 1931-10", "in October => XXXX-10"),
        rejects=("Jan Smit may go", "they march"),
    ),
    Rule(
        name="en.year",
        templates=("{year}", "the year[s] {year=number}", "{year} {era}", "{year=number}_{era}", "{ad} {year=number}"),
        value=point,
        guard=year_alone,
        examples=("in 1941 => 1941", "264 BC => BC0264 | -0263", "the flood of 1953 => 1953"),
        rejects=("2,000 boats", "1500 men", "Decree 164/2018/ND-CP", "call 0800 1941 1942 55", "$1945", "99999"),
    ),
    Rule(
        name="en.modified-date",
        templates=("<m><dm>[,] <y>", "<m>{month}[,] <y>", "<m>{month} of <y>", "<m><y>", "<m>{month}", "{mod_of} <dm>"),
        value=point,
        examples=(
            "early 1941 => 1941 | 1941-01~/1941-04~",
            "the end of September 1940 => 1940-09 | 1940-09-21~/1940-09-30~",
            "mid-June 1944 => 1944-06 | 1944-06-11~/1944-06-20~",
            "c. 1911 => 1911 | 1911~",
            "late in 1862 => 1862",
        ),
        rejects=("a late train", "mid-stream"),
    ),
    Rule(
        name="en.season",
        templates=(
            "[the ][<m>]{season}[ of][,] <y>",
            "[the ](fall of|{mod} fall of) <y>",
            "[the ][{mod}[-]_]{season}",
            "the season of {season} <y>",
        ),
        value=lambda slots: point({"season": "FA"} | dict(slots)),
        examples=("Spring 1975 => 1975-SP | 1975-21", "the summer of 1916 => 1916-SU", "the fall of 1975 => 1975-FA"),
        rejects=("the fall of the city", "a springboard"),
    ),
    Rule(
        name="en.winter-over-new-year",
        templates=(
            "[the ][<m>]{season}[ of] {year}{to}{yy}",
            "[the ]{season}[ of] {year}(/|{to}){year}",
            "[the ]{season}[ of] {year}/{yy}",
        ),
        value=season_over_new_year,
        examples=("the winter of 1941–42 => 1941-WI | 1941-24",),
        rejects=("the winter sale",),
    ),
    Rule(
        name="en.quarter",
        templates=(
            "[the ][<m>]{quarter=ordinal}( |-)quarter[ of][ the year][,] {year}",
            "[the ](last|final) quarter of {year}",
            "q{quarter=number}[-]_{year}",
            "q{quarter=number}[/]{year}",
            "{year}[ |-|/]q{quarter=number}",
            "[the ]{quarter=ordinal}( |-)quarter",
            "q{quarter=number}",
        ),
        value=lambda slots: point({"quarter": 4} | dict(slots)),
        examples=(
            "the third quarter of 2025 => 2025-Q3 | 2025-35",
            "Q3 2025 => 2025-Q3",
            "the 3rd quarter of 2024 => 2024-Q3",
            "[2019-11-08] sales in the third quarter => 2019-Q3",
        ),
        rejects=("the fifth quarter of 2024", "the Latin quarter"),
    ),
    Rule(
        name="en.half",
        templates=("[the ]{half=ordinal} half of <y>", "[the ]{half=ordinal}-half <y>", "h{half=number} {year}"),
        value=point,
        examples=("the first half of 2025 => 2025-H1 | 2025-40",),
        rejects=("the third half of 2025",),
    ),
    Rule(
        name="en.second-half",
        templates=("[the ](latter|last) half of <y>",),
        value=lambda slots: point({"half": 2} | dict(slots)),
        examples=("the latter half of 2025 => 2025-H2",),
        rejects=("the latter half of the pier",),
    ),
    Rule(
        name="en.fiscal-year",
        templates=(
            "fy_{year}",
            "[the ](fiscal|financial) [year ]{year}",
            "[the ]{quarter=ordinal} quarter of fiscal {year}",
        ),
        value=fiscal_year,
        examples=("FY2021 => FY2021 | 2021~", "fiscal year 2021 => FY2021"),
        rejects=("fiscal rules",),
    ),
    Rule(
        name="en.decade",
        templates=("[the ][<m>]{decade}[ {era}]",),
        value=point,
        examples=("the 1990s => 199 | 199X", "mid-1990s => 199 | 1994~/1996~", "the 470s BC => BC047 | -0478/-0469"),
        rejects=("45s", "1995s"),
    ),
    Rule(
        name="en.short-decade",
        templates=("[the ][<m>][']{decade2}", "[the ][<m>]’{decade2}"),
        value=point,
        guard=short_decade,
        examples=("[2019-03-08] in the '90s => 199", "[2019-03-08] the nineties => 199"),
        rejects=("in his 90s",),
    ),
    Rule(
        name="en.century",
        templates=("[the ][<m>]{nth=ordinal}( |-)century[ {era}]",),
        value=point,
        examples=(
            "the 19th century => 18 | 18XX",
            "the late 19th century => 18 | 1867~/1900~",
            "the 4th century BC => BC03 | -0399/-0300",
        ),
        rejects=("a century of runs in cricket's 99th match",),
    ),
    Rule(
        name="en.holiday",
        templates=("{holiday}[[,] <y>]", "{holiday} of <y>"),
        value=point,
        examples=("Christmas 1963 => 1963-12-25", "It closed in 1963 at Easter. => 1963, 1963-04-14"),
        rejects=("mayday",),
    ),
    Rule(
        name="en.named-day",
        templates=("{named_day}",),
        value=named_day,
        examples=("on D-Day => 1944-06-06",),
        rejects=("on day one",),
    ),
    Rule(
        name="en.clock",
        templates=("<clock>[_<zone>]", "<clock>[_]hrs", "{four} {zone}", "{four} hours {zone}", "{four}hrs"),
        value=clock,
        examples=("11 December 2025, 21:28 => 2025-12-11T21:28 | 2025-12-11T21:28", "at 10:57 => XXXX-XX-XXT10:57"),
        rejects=("24:00 on a ticket", "at 25:10", "a ratio of 3:1"),
    ),
    Rule(
        name="en.clock-word",
        templates=("{clock_word}",),
        value=lambda slots: clock({"hour": slots["clock_word"]}),
        examples=("at noon on 3 May 1931 => 1931-05-03T12:00",),
        rejects=("no one",),
    ),
    Rule(
        name="en.day-range",
        templates=(
            "[{from} ]{day}_{to}_{day} [of ]{month}[[,] <y>]",
            "[{from} ]{month} {day}_{to}_{day}[[,] <y>]",
            "{from} [the ]{day} {and} [the ]{day} [of ]{month}[[,] <y>]",
            "{from} {month} {day} {and} {day}[[,] <y>]",
            "[{from} ]{day} {month}_{to}_{day} {month}[[,] <y>]",
            "[{from} ]{month} {day}_{to}_{month} {day}[[,] <y>]",
            "{from} {day} {month} {and} {day} {month}[[,] <y>]",
            "{from} {month} {day} {and} {month} {day}[[,] <y>]",
        ),
        value=members,
        examples=(
            "from 3 to 5 May 1945 => 1945-05-03, 1945-05-05",
            "28–30 June 1940 => 1940-06-28, 1940-06-30",
            "June 3–5, 1940 => 1940-06-03, 1940-06-05",
            "28 June to 3 July 1940 => 1940-06-28, 1940-07-03",
        ),
        rejects=("3–40 June 1940", "from 5 to 14 October 1582"),
    ),
    Rule(
        name="en.day-list",
        templates=(
            "[the ]{day} {and} [the ]{day} [of ]{month}[[,] <y>]",
            "{month} {day} {and} {day}[[,] <y>]",
            "{month} {day}{and} {day}{and} [and ]{day}[,] <y>",
            "{day}{and} {day} {and} {day} {month}[[,] <y>]",
            "{day} {month} {and} {day} {month} <y>",
            "{month} {day} {and} {month} {day}, <y>",
        ),
        value=members,
        examples=("3 and 5 May 1945 => 1945-05-03, 1945-05-05", "May 3 and 5, 1945 => 1945-05-03, 1945-05-05"),
        rejects=("3 and 5 boats",),
    ),
    Rule(
        name="en.month-range",
        templates=(
            "[{from} ]{month}_{to}_{month} <y>",
            "[{from} ]{month} {and} {month} <y>",
            "{season} {and} {season}( |of|, ){year}",
        ),
        value=members,
        examples=("April to June 1940 => 1940-04, 1940-06", "December to February 1945 => 1944-12, 1945-02"),
        rejects=("April to nobody",),
    ),
    Rule(
        name="en.year-range",
        templates=("[{from} ]{year}{to}{yy}", "[{from} ]{year}/{yy}", "[{from} ]{year}_{to}_{year}"),
        value=members,
        guard=year_range,
        examples=(
            "1964–65 => 1964, 1965",
            "1941-42 => 1941, 1942",
            "the 2020-2025 term => 2020, 2025",
            "from 1914 to 1918 => 1914, 1918",
        ),
        rejects=("1964-1", "1918-1914", "call 1964-1965-22"),
    ),
)

LANGUAGE = Language(
    code="en",
    lexicon=LEXICON,
    rules=DATE_RULES + RELATIVE_RULES,
    fragments=FRAGMENTS,
    number_triggers=(r"[12]\d\d\d", r"\d{1,2}:\d\d", r"\d{1,3}0['’]?s", r"\d{1,2}/\d{1,2}/\d\d", r"fy ?\d\d\d\d"),
    literal_triggers=(
        *("hour", "day", "week", "month", "year", "decade", "century", "quarter", "weekend", "fortnight"),
        *("tonight", "past", "present", "q1", "q2", "q3", "q4", "o'clock", "a.m.", "p.m.", "am", "pm"),
    ),
    ordinal_suffixes=("st", "nd", "rd", "th"),
    decade_suffixes=("s", "'s", "’s"),
    merge_words=frozenset({"", ",", "at", "on", "of", ", at", "in", "on the", "hrs on", "of the", "hrs", "hours on"}),
    range_words=frozenset({"to", "-", "–", "—", "until", "till", "through", "to the"}),
    pair_words=frozenset({"and"}),
    pair_openers=("between",),
    tense=tense,
)
