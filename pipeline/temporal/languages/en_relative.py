"""English expressions that lean on another date: "last year", "two weeks later", "that morning"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.temporal.grammar import Rule
from pipeline.temporal.languages.en_beside import at_a_part, new_year_alone, over_the_next
from pipeline.temporal.languages.en_names import no_fall_of, no_titled_name
from pipeline.temporal.languages.en_words import (
    after_in,
    counts_no_other,
    explains_a_date,
    of_a_thing,
    of_anything,
    stands_apart,
    the_day,
    the_nth,
    weekday_alone,
)
from pipeline.temporal.readings import (
    away,
    away_list,
    deictic,
    length,
    point,
    ref_named,
    ref_unit,
    same_of_year,
    told_day,
    told_month_day,
    told_part,
    told_unit,
    week_of_month,
    weekday_of_unit,
)
from pipeline.temporal.values import Point, Shift

if TYPE_CHECKING:
    from pipeline.temporal.grammar import Slots

# as fine as what was told; where nothing is near, some time past
_THEN = Point(shift=Shift(base="told", unit="Y", amount=0, sign=-1, keep=True))
_NEW_YEAR = Point(shift=Shift(base="near", unit="Y", amount=1), mod="START")

_LAST = 5
_TONIGHT = Point(part="NI", shift=Shift(base="published"))


def _turn(slots: Slots) -> Point:
    """The year in which a century turns; without its number the turn nearest to the date told."""
    if "nth" in slots:
        return Point(year=(slots["nth"] - 1) * 100, mod="APPROX")
    return Point(shift=Shift(base="near", unit="TURN"), mod="APPROX")


def _ago_today(slots: Slots) -> Point | None:
    """The same day, or the same month or week, some years ago."""
    years, unit = slots.get("number", 1), slots.get("unit", "D")
    if unit == "D":
        return Point(shift=Shift(base="published", unit="Y", amount=-years, keep=True))
    parts = {"M": 12, "W": 52}.get(unit)
    return None if parts is None else Point(shift=Shift(base="published", unit=unit, amount=-years * parts))


RELATIVE_RULES = (
    Rule(
        name="en.deictic",
        templates=("[earlier |later |early |late ]{deictic}",),
        value=deictic,
        examples=("[2019-03-08] tomorrow => 2019-03-09", "[2019-03-08] earlier today => 2019-03-08"),
        rejects=("the todays",),
    ),
    Rule(
        name="en.tonight",
        templates=("tonight",),
        value=lambda _slots: _TONIGHT,
        examples=("[2019-03-08] it opens tonight => 2019-03-08TNI",),
        rejects=("tonightly",),
    ),
    Rule(
        name="en.unit-of-a-thing",
        templates=("[the ](first|final|last|opening|closing) {unit}",),
        value=lambda slots: None if slots["unit"] in {"D", "Q", "S", "WE"} else length({"number": 1, **slots}),
        guard=of_a_thing,
        examples=(
            "in the first year of the strike => P1Y",
            "the last hour of play => PT1H",
        ),
        rejects=("the first boat of the day", "the first day of the strike"),
    ),
    Rule(
        name="en.last-day-of-a-thing",
        templates=("[the ](final|last|closing) {unit}",),
        value=lambda slots: length({"number": 1, **slots}) if slots["unit"] in {"D", "WE"} else None,
        guard=of_anything,
        examples=(
            "[2019-03-08] it was won on the last day of the season => P1D",
            "[2019-03-08] it is shut on the last day of the year => P1D",
            "[2019-03-08] on the final day of the fair => P1D",
        ),
        rejects=("the last boat of the day", "the final boat of the season"),
    ),
    Rule(
        name="en.over-the-next-unit",
        templates=("the (next|coming|last) {unit}",),
        value=lambda slots: None if slots["unit"] in {"S", "MIN", "WE", "Q"} else length({"number": 1, **slots}),
        guard=over_the_next,
        examples=(
            "[2019-03-08] over the next year it will be rebuilt => P1Y",
            "[2019-03-08] sales doubled in the last decade => P1DE",
        ),
        rejects=("[2019-03-08] by the next year", "[2019-03-08] in the next month", "over the next boat"),
    ),
    Rule(
        name="en.ref-unit",
        templates=(
            "[{the} ]{ref} {unit}",
            "[{the} ]{ref} (calendar|school|academic) {unit}",
            "{mod}( |-)[{the} ]{ref} {unit}",
            "[the ]{mod_of} [{the} ]{ref} {unit}",
            "(later|earlier|early|late) {ref} {unit}",
            "<m>{month} of [{the} ]{ref} {unit}",
            "<m>{month}[,] {ref} {unit}",
            "<dm> of [{the} ]{ref} {unit}",
            "<dm>[,] {ref} {unit}",
            "{month} of [{the} ]{ref} {unit}",
            "{month} {ref} {unit}",
            "{weekday} [of ]{ref} {unit}",
            "[the ]{season} of [{the} ]{ref} {unit}",
            "[the ]{quarter=ordinal}( |-)quarter of [{the} ]{ref} {unit}",
            "[the ]{half=ordinal} half of [{the} ]{ref} {unit}",
        ),
        value=lambda slots: None if slots["unit"] in {"S", "MIN"} else ref_unit(slots),
        examples=(
            "[2019-03-08] it opened last year => 2018",
            "[2019-03-08] next week => 2019-W11",
            "[2019-03-08] on Tuesday of last week => 2019-02-26",
            "[2019-03-08] by the end of this year => 2019 | 2019-09~/2019-12~",
            "[2019-03-08] the third quarter of last year => 2018-Q3",
            "[2019-03-08] on 4 May last year => 2018-05-04",
            "[2019-03-08] by the end of May next year => 2020-05 | 2020-05-21~/2020-05-31~",
            "[2019-03-08] in early May of last year => 2018-05 | 2018-05-01~/2018-05-10~",
            "It began in 1931 and ended in August of that year. => 1931, 1931-08",
        ),
        rejects=("the last boat", "at the last minute", "this second"),
    ),
    Rule(
        name="en.told-unit",
        templates=("<m>the {unit}", "(later|earlier) in the {unit}"),
        value=told_unit(0),
        examples=("It began in 1931 and closed at the end of the year. => 1931, 1931",),
        rejects=("the end of the pier",),
    ),
    Rule(
        name="en.ago-today",
        templates=(
            "{number} years ago (today|this {unit})",
            "(a|one) year ago (today|this {unit})",
        ),
        value=_ago_today,
        examples=(
            "[2019-03-08] the dam burst two years ago today => 2017-03-08",
            "[2019-03-08] the dam burst a year ago this month => 2018-03",
        ),
        rejects=("a boat ago today",),
    ),
    Rule(
        name="en.turn-of-century",
        templates=("[the ]turn of the century", "[the ]turn of the {nth=ordinal}( |-)century"),
        value=_turn,
        examples=(
            "at the turn of the 20th century => 1900 | 1900~",
            "It opened in 1885 and closed at the turn of the century. => 1885, 1900 | 1900~",
        ),
        rejects=("the turn of the boat",),
    ),
    Rule(
        name="en.away-list",
        templates=(
            "{number} {and} {number} {units} {away}",
            "{number}{and} {number} {and} {number} {units} {away}",
        ),
        value=away_list,
        examples=("It closed in 1950; ten, fifteen and twenty years earlier it had burnt. => 1950, 1940, 1935, 1930",),
        rejects=("ten and twenty boats earlier",),
    ),
    Rule(
        name="en.units-time",
        templates=("{number} {units=units_of_time}", "{number=one} {unit}('s|’s) time"),
        value=lambda slots: away({**slots, "away": ("published", 1)}),
        guard=after_in,
        examples=(
            "[2019-03-08] it reopens in three weeks' time => 2019-W13",
            "[2019-03-08] in a year's time it will be forgotten => 2020",
        ),
        rejects=("in two boats' time",),
    ),
    Rule(
        name="en.before-last",
        templates=("the {unit} before last", "the {unit} {after_next}"),
        value=lambda slots: ref_unit({"unit": slots["unit"], "ref": ("published", slots.get("after_next", -2))}),
        examples=(
            "[2019-03-08] it closed the year before last => 2017",
            "[2019-03-08] it will open the week after next => 2019-W12",
        ),
        rejects=("the boat before last",),
    ),
    Rule(
        name="en.part-of-the-year",
        templates=("[the ]{half=ordinal} half of the year", "[the ]{quarter=ordinal}( |-)quarter of the year"),
        value=lambda slots: ref_unit({**slots, "ref": ("near", 0), "unit": "Y"}),
        examples=("[2019-11-08] orders fell in the first half of the year => 2019-H1",),
        rejects=("the first half of the match",),
    ),
    Rule(
        name="en.whole-unit",
        templates=("the (entire|whole|full) {unit}",),
        value=lambda slots: told_unit(0)(slots) if slots["unit"] in {"Y", "M", "D"} else None,
        examples=("It opened in 1931 and was full for the entire year. => 1931, 1931",),
        rejects=("the entire boat", "the full hour"),
    ),
    Rule(
        name="en.same-last-year",
        templates=(
            "the same (period|month|quarter|time|day) (last year|(a|one) year (ago|earlier|before))",
            "the same (period|month|quarter|time|day) (of|in) [the ](last|previous|prior|preceding) year",
        ),
        value=same_of_year(-1),
        examples=(
            "[2019-03-08] Sales rose in February, against the same month last year. => 2019-02, 2018-02",
            "In May 1931 it sold more than in the same period of the previous year. => 1931-05, 1930-05",
        ),
        rejects=("the same boat last time",),
    ),
    Rule(
        name="en.the-day",
        templates=("the {unit}",),
        value=told_day,
        guard=the_day,
        examples=("On 3 May 1931 it rained all through the day. => 1931-05-03, 1931-05-03",),
        rejects=("the days",),
    ),
    Rule(
        name="en.weekday-of-month",
        templates=(
            "[the ]{nth_week=ordinal} {weekday} (of|in) {month}[[,] <y>]",
            "[the ](last|final) {weekday} (of|in) {month}[[,] <y>]",
        ),
        value=lambda slots: week_of_month({"nth_week": _LAST, **slots}),
        examples=(
            "the first Saturday of September 1908 => 1908-09-05",
            "the last Friday in May 1931 => 1931-05-29",
            "[2019-03-08] on the second Tuesday in April => 2018-04-10",
        ),
        rejects=("the first Saturday boat",),
    ),
    Rule(
        name="en.weekday-of-ref-month",
        templates=(
            "[the ]{nth_week=ordinal} {weekday} (of|in) [{the} ]{ref} {unit}",
            "[the ](last|final) {weekday} (of|in) [{the} ]{ref} {unit}",
        ),
        value=lambda slots: weekday_of_unit({"nth_week": _LAST, **slots}),
        examples=(
            "[2019-03-08] on the second Tuesday of next month => 2019-04-09",
            "[2019-03-08] it met on the last Friday of last month => 2019-02-22",
        ),
        rejects=("the first Saturday of last boat",),
    ),
    Rule(
        name="en.week-of-month",
        templates=("[the ]{nth_week=ordinal} week of {month}[[,] <y>]",),
        value=week_of_month,
        examples=("the second week of May 1931 => 1931-W20",),
        rejects=("the last boat of May",),
    ),
    Rule(
        name="en.last-week-of-month",
        templates=("[the ](last|final) week of {month}[[,] <y>]",),
        value=lambda slots: week_of_month({**slots, "nth_week": _LAST}),
        examples=("the last week of May 1931 => 1931-W22",),
        rejects=("the last boat of May",),
    ),
    Rule(
        name="en.the-nth",
        templates=("the {nth_day}",),
        value=told_month_day,
        guard=the_nth,
        examples=("In May 1931 it burnt; on the 20th it was sold. => 1931-05, 1931-05-20",),
        rejects=("the 20th anniversary", "on the 20th floor"),
    ),
    Rule(
        name="en.date-explained",
        templates=("the {unit} (before|after|following)",),
        value=told_unit(0),
        guard=explains_a_date,
        examples=(
            "On 2 May 1931, the day after the flood, the mayor left. => 1931-05-02, 1931-05-02",
            "It closed in May 1931 – the month before the strike. => 1931-05, 1931-05",
        ),
        rejects=("the boat after",),
    ),
    Rule(
        name="en.unit-before",
        templates=("the {unit} (before|previous|earlier|prior)", "the previous {unit}"),
        value=told_unit(-1),
        examples=("It closed in 1931; the year before it had burnt. => 1931, 1930",),
        rejects=("the boat before",),
    ),
    Rule(
        name="en.unit-after",
        templates=("the {unit} (after|following|later|thereafter)",),
        value=told_unit(1),
        guard=counts_no_other,
        examples=("It closed in 1931 and reopened the year after. => 1931, 1932",),
        rejects=("the boat after", "ten years to the day after the flood"),
    ),
    Rule(
        name="en.since-then",
        templates=("[ever ]{then}",),
        value=lambda _slots: _THEN,
        examples=(
            "The mill closed in May 1998; since then it has stood empty. => 1998-05, 1998-05",
            "[2019-03-08] Since then it has stood empty. => PAST_REF",
            "On 3 May 1931 it burnt. The firm had left in 1927. Since then it was empty. => 1931-05-03, 1927, 1927",
        ),
        rejects=("since the boat then left", "then and there"),
    ),
    Rule(
        name="en.in-the-new-year",
        templates=("{new_year}",),
        value=lambda _slots: _NEW_YEAR,
        guard=new_year_alone,
        examples=(
            "[2019-11-08] the mill will reopen early in the new year => 2020 | 2020-01~/2020-04~",
            "It was sold in December 1931 and closed in the new year. => 1931-12, 1932 | 1932-01~/1932-04~",
        ),
        rejects=("in the new year honours list", "a happy new year", "in the new yearbook"),
    ),
    Rule(
        name="en.unit-before-that",
        templates=("the {unit} {away}",),
        value=lambda slots: told_unit(slots["away"][1])(slots) if slots["away"][0] == "told" else None,
        examples=("[2019-03-08] It lost money two years ago, and the year before that. => 2017, 2016",),
        rejects=("the year ago", "the boat after that"),
    ),
    Rule(
        name="en.ref-named",
        templates=(
            "[{the} ]{ref} {month}",
            "[{the} ]{ref} {weekday}",
            "[{the} ]{ref} {season}",
            "[{the} ]{ref} {part}",
            "{ref} {weekday} {part}",
            "{ref} {holiday}",
            "(early|late) [{the} ]{ref} {part}",
            "(early|late) {ref} {month}",
        ),
        value=ref_named,
        examples=(
            "[2019-03-08] last September => 2018-09",
            "It closed in July 1931; the previous April it had burnt. => 1931-07, 1931-04",
            "[2019-03-08] next Monday => 2019-03-11",
            "On 3 May 1931 it burnt. The next morning it rained. => 1931-05-03, 1931-05-04TMO",
        ),
        rejects=("that may be",),
    ),
    Rule(
        name="en.ref-fall",
        templates=("[{the} ]{ref} fall",),
        value=lambda slots: ref_named({"season": "FA", **slots}),
        guard=no_fall_of,
        examples=("[2019-03-08] it opened last fall => 2018-FA", "[2019-03-08] it will open this fall => 2019-FA"),
        rejects=("that fall of the mayor", "the following fall in prices", "this fall from grace"),
    ),
    Rule(
        name="en.weekday",
        templates=("{weekday}", "{mod}( |-){weekday}", "(later|earlier) {weekday}"),
        value=point,
        guard=weekday_alone,
        written=no_titled_name,
        examples=(
            "[2019-03-08] it opened on Monday => 2019-03-04",
            "[2019-03-08] it will open on Monday => 2019-03-11",
            "[2019-03-08] it burnt late Tuesday => 2019-03-05",
        ),
        rejects=("mondayish", "ran the Sunday school", "Mr. Friday spoke", "Cllr Friday spoke", "A. Sunday spoke"),
    ),
    Rule(
        name="en.at-part-of-day",
        templates=("{part}",),
        value=lambda slots: None if slots["part"] == "NI" else told_part(slots),
        guard=at_a_part,
        examples=("On 3 May 1931 it rained; by evening it was dry. => 1931-05-03, 1931-05-03TEV",),
        rejects=("an evening dress", "at night"),
    ),
    Rule(
        name="en.part-of-day",
        templates=("[{mod}( |-)]{part}", "{part}-time"),
        value=point,
        examples=("at night => XXXX-XX-XXTNI", "[2019-03-08] early Wednesday morning it burnt => 2019-03-06TMO"),
        rejects=("the knight",),
    ),
    Rule(
        name="en.the-part-of-day",
        templates=("the [{mod}( |-)]{part}[ hours]", "[the ]{mod_of} the {part}", "{mod} the {part}"),
        value=told_part,
        examples=("On 3 May 1931 it burnt. It rained in the evening. => 1931-05-03, 1931-05-03TEV",),
        rejects=("the knight",),
    ),
    Rule(
        name="en.away",
        templates=(
            "[{about} ]{number} ({unit}|{units}) {away}",
            "[{about} ]{number=one} {unit} {away}",
            "{vague} {units} {away}",
            "{units} {away}",
            "[{about} ]{half} (a|an) {unit} {away}",
            "[{about} ](a|one) {half} [of a ]{unit} {away}",
            "[{about} ]{number} and [a ]{half} {units} {away}",
            "[{about} ]{number} {units=nights} {away}",
            "[{about} ]{number=one} {unit} and a {half} {away}",
        ),
        value=away,
        guard=stands_apart,
        examples=(
            "[2019-03-08] a week ago => 2019-W09",
            "[2019-03-08] 20 years ago => 1999",
            "It opened on 3 May 1931. Ten days later it burnt. => 1931-05-03, 1931-05-13",
            "It opened in 1902. Half a century later it burnt. => 1902, 1952",
            "[2019-03-08] two and a half years ago => 2016-09",
            "[2025-03-08] a century ago => 1925 | 1925~",
            "It opened on 3 May 1931. Two nights later it burnt. => 1931-05-03, 1931-05-05",
        ),
        rejects=("two boats later",),
    ),
)
