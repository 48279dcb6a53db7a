"""English ranges and lists whose members share what they do not repeat: "from 3 to 5 May 1945", "1964–65"."""

from __future__ import annotations

from pipeline.temporal.grammar import Rule
from pipeline.temporal.languages.en_words import either_date, year_range
from pipeline.temporal.readings import members
from pipeline.temporal.readings_parts import either, up_to_now

RANGE_RULES = (
    Rule(
        name="en.either",
        templates=(
            "{year} or [in ]{year}",
            "{year=number} or {year=number}_{era}",
            "[the ]{day} or [the ]{day} [of ]{month}[[,] {year}]",
            "{month} {day} or {day}[[,] {year}]",
            "{month} or {month}[,] {year}",
        ),
        value=either,
        guard=either_date,
        examples=(
            "it burnt in 1907 or 1908 => 1907 | 1907/1908",
            "3 or 4 May 1907 => 1907-05-03 | 1907-05-03/1907-05-04",
            "either May or June 1907 => 1907-05 | 1907-05/1907-06",
            "in 264 or 263 BC => BC0264 | -0263/-0262",
        ),
        rejects=("some 1907 or 1908 boats", "3 or 4 boats", "it was not held in 1907 or 1908"),
    ),
    Rule(
        name="en.day-range",
        templates=(
            "[{from} ][the ]{day}_{to}_[the ]{day} [of ]{month}[[,] <y>]",
            "[{from} ]{month} {day}_{to}_{day}[[,] <y>]",
            "{from} [the ]{day} {and} [the ]{day} [of ]{month}[[,] <y>]",
            "{from} {month} {day} {and} {day}[[,] <y>]",
            "[{from} ]{day} {month}_{to}_{day} {month}[[,] <y>]",
            "[{from} ]{month} {day}_{to}_{month} {day}[[,] <y>]",
            "{from} {day} {month} {and} {day} {month}[[,] <y>]",
            "{from} {month} {day} {and} {month} {day}[[,] <y>]",
            "[{from} ]{weekday} {day}_{to}_{weekday} {day} {month}[ {year}]",
        ),
        value=members,
        examples=(
            "from 3 to 5 May 1945 => 1945-05-03, 1945-05-05",
            "28–30 June 1940 => 1940-06-28, 1940-06-30",
            "June 3–5, 1940 => 1940-06-03, 1940-06-05",
            "28 June to 3 July 1940 => 1940-06-28, 1940-07-03",
            "from Friday 5 to Sunday 7 July 1940 => 1940-07-05, 1940-07-07",
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
        templates=(
            "[{from} ][the years ]{year}{to}{yy}",
            "[{from} ]{year}{to=slash}{yy}",
            "fy_{year}{to=slash}{yy}",
            "fy_{year}{to}{yy}",
            "(fiscal|financial) [year ]{year}{to=slash}{yy}",
            "(fiscal|financial) [year ]{year}{to}{yy}",
            "{from=over} [the years ]{year}_{to}_{year}",
            "[{from} ][the year[s] ]{year}_{to}_{year}",
        ),
        value=members,
        guard=year_range,
        examples=(
            "1964–65 => 1964, 1965",
            "1941-42 => 1941, 1942",
            "the season of 1990/91 => 1990, 1991",
            "in the years 1914-1918 => 1914, 1918",
            "over the years 1914-1918 => 1914, 1918",
            "The 2024/25 season was long. => 2024, 2025",
            "the budget for FY 2019/20 => 2019, 2020",
            "the financial year 2019-20 => 2019, 2020",
            "the 2020-2025 term => 2020, 2025",
            "from 1914 to 1918 => 1914, 1918",
        ),
        rejects=("1964-1", "1918-1914", "call 1964-1965-22"),
    ),
    Rule(
        name="en.year-range-to-now",
        templates=("[{from} ]{year}_{to}_(present|today|now|[the ]present day)",),
        value=up_to_now,
        guard=year_range,
        examples=("Works (1902–present) => 1902, PRESENT_REF",),
        rejects=("1902presently",),
    ),
    Rule(
        name="en.season-of-two-years",
        templates=("{year}{to=slash}{year}",),
        value=lambda slots: members(slots) if slots["year2"] == slots["year"] + 1 else None,
        guard=year_range,
        examples=("the 2024/2025 season => 2024, 2025", "in 1999/2000 => 1999, 2000"),
        rejects=("1999/2025", "act 1999/2000/12"),
    ),
    Rule(
        name="en.era-range",
        templates=(
            "[{from} ]{year=number}_{to}_{year=number}_{era}",
            "[{from} ][the years ]{year=number} {and} {year=number}_{era}",
            "[{from} ]{ad} {year=number}_{to}_{year=number}",
        ),
        value=members,
        examples=(
            "the siege of 149–146 BC => BC0149, BC0146",
            "from 499 to 493 BC => BC0499, BC0493",
            "in the years 499 and 493 BC => BC0499, BC0493",
        ),
        rejects=("from 493 to 499 BC",),
    ),
    Rule(
        name="en.century-list",
        templates=(
            "[the ]{nth=ordinal} {and} [the ]{nth=ordinal} centuries",
            "[{from} ]the {nth=ordinal} {to} [the ]{nth=ordinal} centur(y|ies)",
            "[{from} ]the {mod}( |-){nth=ordinal} {to} [the ]{mod}( |-){nth=ordinal} centur(y|ies)",
            "[the ]{mod}( |-){nth=ordinal} {and} [the ]{mod}( |-){nth=ordinal} centuries",
        ),
        value=members,
        examples=(
            "the 20th and 21st centuries => 19, 20",
            "from the 3rd to the 5th century AD => 02, 04",
            "between the 3rd and the 5th centuries => 02, 04",
            "from the late 19th to the early 20th century => 18 | 1867~/1900~, 19 | 1901~/1934~",
        ),
        rejects=("the 20th and 21st boats",),
    ),
)
