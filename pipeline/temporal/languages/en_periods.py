"""English parts of a year and what is longer: seasons, quarters, fiscal years, decades, centuries; holidays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.temporal.grammar import Rule
from pipeline.temporal.languages.en_beside import no_kind
from pipeline.temporal.languages.en_names import fall_alone, no_named_season, season_alone
from pipeline.temporal.languages.en_words import month_and_short_year, no_part_number, short_decade, short_year
from pipeline.temporal.readings import fiscal_year, named_day, point, season_over_new_year, short_dated
from pipeline.temporal.readings_parts import (
    decade_of_century,
    decade_of_ref_century,
    first_of,
    last_of,
    millennium,
    over_half,
    part_of_century,
    year_ended,
)
from pipeline.temporal.values import Fixed, Impossible, Point

if TYPE_CHECKING:
    from pipeline.temporal.grammar import Slots

_ROUND = range(100, 200, 10)


def _decade(slots: Slots) -> Point | Impossible | None:
    """A decade; of "the 1700s" the century is meant."""
    if slots["decade"] in _ROUND and "era" not in slots:
        rest = {name: value for name, value in slots.items() if name != "decade"}
        return point({**rest, "nth": slots["decade"] // 10 + 1})
    return point(slots)


PERIOD_RULES = (
    Rule(
        name="en.season",
        templates=(
            "[the ][<m>]{season}[ of][,] <y>",
            "[the ](fall of|{mod} fall of) <y>",
            "[the ][{mod}[-]_]{season}",
            "the season of {season} <y>",
            "[the ][<m>]{season}[ of] ('|’){yy}",
        ),
        value=lambda slots: point({"season": "FA"} | dict(slots)),
        guard=season_alone,
        written=no_named_season,
        examples=(
            "Spring 1975 => 1975-SP | 1975-21",
            "the summer of 1916 => 1916-SU",
            "the fall of 1975 => 1975-FA",
            "[2019-03-08] the summer of '69 => 1969-SU",
            "[2019-03-08] late winter ’98 => 1998-WI",
        ),
        rejects=(
            "the fall of the city",
            "a springboard",
            "spring water",
            "to spring a leak",
            "Anna Summer sang",
            "Dr. Summer sang",
        ),
    ),
    Rule(
        name="en.season-in-general",
        templates=("{season} {and=of_season}",),
        value=lambda slots: (Fixed(type="DATE", timex3=f"XXXX-{slots['season']}"),),
        examples=("In March 1931 the army left its winter quarters. => 1931-03, XXXX-WI",),
        rejects=("quarters",),
    ),
    Rule(
        name="en.fall",
        templates=("[the ][{mod}[-]_]fall", "[<m>]fall[,] <y>"),
        value=lambda slots: point({"season": "FA"} | dict(slots)),
        guard=fall_alone,
        examples=(
            "[2019-12-08] in the fall it closed => 2019-FA",
            "in fall 1975 => 1975-FA",
            "[2019-12-08] by late fall => 2019-FA",
        ),
        rejects=("in the fall of the city", "prices fall", "the fall in prices", "the fall was steep"),
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
            "{quarter=number}q[_]{year}",
            "[the ]fiscal {quarter=ordinal}( |-)quarter",
            "[the ]{year}[('s|’s)] {quarter=ordinal}( |-)quarter",
        ),
        value=lambda slots: point({"quarter": 4} | dict(slots)),
        examples=(
            "the third quarter of 2025 => 2025-Q3 | 2025-35",
            "Q3 2025 => 2025-Q3",
            "the 3rd quarter of 2024 => 2024-Q3",
            "[2019-11-08] sales in the third quarter => 2019-Q3",
            "the 2018 third quarter => 2018-Q3",
        ),
        rejects=("the fifth quarter of 2024", "the Latin quarter"),
    ),
    Rule(
        name="en.half",
        templates=(
            "[the ]{half=ordinal} half of <y>",
            "[the ]{half=ordinal}-half <y>",
            "h{half=number} {year}",
            "[the ]{year}[('s|’s)] {half=ordinal}( |-)half",
        ),
        value=point,
        examples=("the first half of 2025 => 2025-H1 | 2025-40", "sales in 2025's second half => 2025-H2"),
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
        name="en.short-quarter",
        templates=(
            "{quarter=number}q{yy}",
            "{half=number}h{yy}",
            "q{quarter=number}[_]('|’){yy}",
            "h{half=number}[_]('|’){yy}",
        ),
        value=short_dated,
        guard=no_part_number,
        examples=("profits of 1Q21 => 2021-Q1", "in 2H19 it lost => 2019-H2", "sales in Q3 '08 => 2008-Q3"),
        rejects=("5Q21", "a 2H20 bolt"),
    ),
    Rule(
        name="en.fiscal-year",
        templates=(
            "<fy>",
            "[the ]{quarter=ordinal}( |-)quarter[ of| in][,] [the ]<fy>",
            "q{quarter=number}[ of][,] [the ]<fy>",
            "[the ]{half=ordinal} half of [the ]<fy>",
            "h{half=number} [of ]<fy>",
            "fy_{yy}",
            "q{quarter=number}[ of] fy_{yy}",
            "[the ]{quarter=ordinal}( |-)quarter[ of| in][,] [the ]fy_{yy}",
            "[the ]{year} (fiscal|financial) year",
            "[the ]{quarter=ordinal}( |-)fiscal( |-)quarter[ of][,] [fiscal ]{year}",
            "[the ]fiscal {quarter=ordinal}( |-)quarter[ of][,] {year}",
        ),
        value=fiscal_year,
        examples=(
            "FY2021 => FY2021 | 2021~",
            "fiscal year 2021 => FY2021",
            "Q3 FY2021 => FY2021-Q3",
            "sales in Q3 of fiscal 2021 => FY2021-Q3",
            "the second quarter of the financial year 2021 => FY2021-Q2",
            "H1 FY2021 => FY2021-H1",
            "Q2 FY21 => FY2021-Q2",
            "the 2021 fiscal year => FY2021",
            "the first fiscal quarter of 2022 => FY2022-Q1",
            "[2025-03-04] FY2024 was good: in Q1 we bought a mill => FY2024, FY2024-Q1 | 2024-33~",
        ),
        rejects=("fiscal rules",),
    ),
    Rule(
        name="en.year-ended",
        templates=(
            "[the ][{fiscal} ]{unit} {ended} {day} {month} {year}",
            "[the ][{fiscal} ]{unit} {ended} {month} {day}[,] {year}",
            "[the ]{number} {units} {ended} {day} {month} {year}",
            "[the ]{number} {units} {ended} {month} {day}[,] {year}",
        ),
        value=year_ended,
        examples=(
            "sales in the year ended 31 March 2020 => FY2020 | 2020~",
            "sales in the year to December 31, 2021 => 2021",
            "sales for the three months ended 30 June 2021 => 2021-Q2",
            "sales in the quarter to 31 March 2016 => 2016-Q1",
            "sales in the six months to 30 June 2021 => 2021-H1",
        ),
        rejects=("the year ended badly",),
    ),
    Rule(
        name="en.decade",
        templates=("[the ][<m>]{decade}[ {era}]",),
        value=_decade,
        examples=(
            "the 1990s => 199 | 199X",
            "mid-1990s => 199 | 1994~/1996~",
            "the 470s BC => BC047 | -0478/-0469",
            "the late nineteen-sixties => 196 | 1967~/1969~",
            "mills of the 1700s => 17 | 17XX",
        ),
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
        name="en.short-year",
        templates=("'{yy}", "’{yy}"),
        value=point,
        guard=short_year,
        examples=("[2008-10-27] the lowest level since '82 => 1982",),
        rejects=("5'82", "'82 boats"),
    ),
    Rule(
        name="en.month-short-year",
        templates=(
            "<m>{month}[ of][,] ('|’){yy}",
            "{month}[ of][,] ('|’){yy}",
            "[{weekday}[,] ]<dm>[,] ('|’){yy}",
            "{weekday=weekday_short}[,] <dm>[,] ('|’){yy}",
        ),
        value=point,
        guard=month_and_short_year,
        examples=(
            "[2025-03-08] the fair was on Sat 15 June '24 => 2024-06-15",
            "[2008-10-27] it closed in February '81. => 1981-02",
            "[2008-10-27] on 3 May ’84 => 1984-05-03",
            "[2008-10-27] in late May of '84 => 1984-05",
            "in May '84 => XX84-05",
            "it burnt on Sat. 15 June '24 => 2024-06-15",
        ),
        rejects=("in May '82 boats sank", "31 June '84"),
    ),
    Rule(
        name="en.century",
        templates=("[the ][<m>]{nth=ordinal}( |-)(century|{short_century})[ {era}]",),
        value=point,
        examples=(
            "the 19th century => 18 | 18XX",
            "the late 19th century => 18 | 1867~/1900~",
            "the 4th century BC => BC03 | -0399/-0300",
        ),
        rejects=("a century of runs in cricket's 99th match",),
    ),
    Rule(
        name="en.millennium",
        templates=(
            "[the ][{mod}( |-)]{nth=ordinal}( |-)millennium[ {era}]",
            "[the ]{mod_of} the {nth=ordinal} millennium[ {era}]",
        ),
        value=millennium,
        examples=(
            "pots of the second millennium BC => BC1 | -1999/-1000",
            "in the early 1st millennium AD => 0 | 0001~/0334~",
        ),
        rejects=("a millennium of boats",),
    ),
    Rule(
        name="en.edge-of-century",
        templates=(
            "[the ]{edge} {units} of [the ]{nth=ordinal}( |-)century[ {era}]",
            "[the ]{edge} {units} of [the ]{decade}",
            "[the ]dawn of [the ]{nth=ordinal}( |-)century[ {era}]",
            "[the ]dawn of [the ]{decade}",
        ),
        value=lambda slots: point({**slots, "mod": slots.get("edge", "START")}),
        examples=(
            "at the dawn of the 20th century => 19 | 1901~/1934~",
            "in the closing years of the 1840s => 184 | 1847~/1849~",
        ),
        rejects=("the dawn of the 20th match",),
    ),
    Rule(
        name="en.decade-of-century",
        templates=(
            "[the ]{nth_decade=ordinal} decade of [the ]{nth=ordinal}( |-)century",
            "[the ](last|final|closing) decade of [the ]{nth=ordinal}( |-)century",
        ),
        value=decade_of_century,
        examples=(
            "in the first decade of the 20th century => 190 | 190X",
            "the closing decade of the 19th century => 189 | 189X",
        ),
        rejects=("the twelfth decade of the 19th century",),
    ),
    Rule(
        name="en.decade-of-ref-century",
        templates=("[the ][<m>][']{decade2} of [the ]{ref} century", "[the ][<m>]’{decade2} of [the ]{ref} century"),
        value=decade_of_ref_century,
        examples=(
            "[2019-03-08] in the twenties of the last century => 192 | 192X",
            "[2019-03-08] the late 80s of last century => 198 | 1987~/1989~",
        ),
        rejects=("the twenties of the last boat",),
    ),
    Rule(
        name="en.part-of-century",
        templates=(
            "[the ]{half=ordinal} half of the {nth=ordinal}( |-)century[ {era}]",
            "[the ]{half=ordinal} half of the {decade}[ {era}]",
            "[the ](latter|last) half of the {nth=ordinal}( |-)century[ {era}]",
            "[the ](latter|last) half of the {decade}[ {era}]",
            "[the ]{quarter=ordinal} quarter of the {nth=ordinal}( |-)century[ {era}]",
            "[the ](last|final) {unit} of the {nth=ordinal}( |-)century[ {era}]",
        ),
        value=part_of_century,
        examples=(
            "the second half of the 1830s => 183 | 1835/1839",
            "in the latter half of the 18th century => 17 | 1751/1800",
            "the third quarter of the 19th century => 18 | 1851/1875",
            "the last quarter of the 5th century BC => BC04 | -0424/-0400",
        ),
        rejects=("the third half of the 1830s", "the fifth quarter of the 19th century"),
    ),
    Rule(
        name="en.mid-to-late",
        templates=("[the ]{over_half}( |-){decade}", "[the ]{over_half}( |-){nth=ordinal}( |-)century[ {era}]"),
        value=over_half,
        examples=(
            "in the mid-to-late 1980s => 198 | 1985/1989",
            "early to mid-19th century mills => 18 | 1801/1850",
        ),
        rejects=("mid to late boats",),
    ),
    Rule(
        name="en.week-of-year",
        templates=("week {week=number}[ of][,] {year}",),
        value=point,
        examples=("in week 24 of 2021 => 2021-W24 | 2021-06-14/2021-06-20",),
        rejects=("week 60 of 2021 boats",),
    ),
    Rule(
        name="en.first-of",
        templates=("[the ](first|opening) {unit} of {year}",),
        value=first_of,
        examples=(
            "on the first day of 1932 => 1932-01-01",
            "in the first month of 1945 => 1945-01",
            "the first week of 1945 => 1945-W01",
        ),
        rejects=("the first boat of the quay",),
    ),
    Rule(
        name="en.last-of",
        templates=(
            "[the ](last|final|closing) {unit} of {year}",
            "[the ](last|final|closing) {unit} of {month}[[,] {year}]",
        ),
        value=last_of,
        examples=(
            "on the last day of May 1931 => 1931-05-31",
            "in the last month of 1945 => 1945-12",
            "the final week of 1931 => 1931-W53",
        ),
        rejects=("the last boat of the quay",),
    ),
    Rule(
        name="en.year-end",
        templates=("year-end {year}", "[the ]{year} year-end"),
        value=lambda slots: point({**slots, "mod": "END"}),
        examples=("by year-end 1999 => 1999 | 1999-09~/1999-12~",),
        rejects=("at the end",),
    ),
    Rule(
        name="en.holiday",
        templates=("{holiday}[[,] <y>]", "{holiday} of <y>"),
        value=point,
        guard=no_kind,
        examples=(
            "Christmas 1963 => 1963-12-25",
            "It closed in 1963 at Easter. => 1963, 1963-04-14",
        ),
        rejects=("mayday", "a Christmas card", "the annual Easter egg hunt", "– Christmas fair in the hall"),
    ),
    Rule(
        name="en.named-day",
        templates=("{named_day}",),
        value=named_day,
        examples=("on D-Day => 1944-06-06",),
        rejects=("on day one",),
    ),
)
