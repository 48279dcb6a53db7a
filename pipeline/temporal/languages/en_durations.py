"""English durations, sets, and references to the past, the present and the future that name no date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.temporal.grammar import Rule
from pipeline.temporal.languages.en_beside import (
    all_through,
    at_the_moment,
    at_the_time,
    for_the_unit,
    measures_nothing,
)
from pipeline.temporal.languages.en_names import units_alone
from pipeline.temporal.languages.en_words import at_a_rate, at_a_time, former_of, no_lasting, of_no_thing, soon_alone
from pipeline.temporal.readings import compound, every, every_two, fixed, length, lengths, often, reaching, told_unit
from pipeline.temporal.readings_parts import recurring
from pipeline.temporal.values import Fixed, Point, Shift, duration

if TYPE_CHECKING:
    from pipeline.temporal.grammar import Slots


def _length(slots: Slots) -> Fixed | None:
    """A duration; a quarter is more often a fourth part, and "a second" the next one."""
    if "Q" in {slots.get("unit"), slots.get("units")} or slots.get("unit") == "S":
        return None
    if slots.keys() == {"unit"}:
        return length({"number": 1, **slots})
    return length({("units" if name == "nights" else name): value for name, value in slots.items()})


DURATION_RULES = (
    Rule(
        name="en.rate",
        templates=("{one} {unit}",),
        value=lambda slots: None if slots["unit"] in {"S", "Q"} else every({"unit": slots["unit"]}),
        guard=at_a_rate,
        examples=("some 40 a day => P1D", "it costs $12 a month => P1M"),
        rejects=("some 40 a boat",),
    ),
    Rule(
        name="en.unit-long",
        templates=(
            "{from=one} {unit}(-| )long",
            "{unit}-long",
            "{unit}-old",
            "{from=one} {half}(-| ){unit}[-old|-long]",
            "{half}-{unit}[-old|-long]",
        ),
        value=lambda slots: (length({"number": 0 if "half" in slots else 1, **slots}),),
        examples=(
            "a month-long strike => P1M",
            "a half-century => P0.5CE",
            "the decade-old feud => P1DE",
            "a half hour => PT0.5H",
        ),
        rejects=("a boat-long strike",),
    ),
    Rule(
        name="en.units-long",
        templates=("{units}-(long|old)", "{vague}-{units}-(long|old)"),
        value=lambda slots: length({"units": slots["units"]}),
        examples=("a weeks-long strike => PXW", "the years-old quarrel => PXY"),
        rejects=("a boats-long strike",),
    ),
    Rule(
        name="en.lasting",
        templates=("{lasting}",),
        value=lambda slots: Fixed(type="DURATION", timex3=slots["lasting"]),
        examples=("a weeklong fair => P1W", "the yearlong inquiry => P1Y"),
        rejects=("a headlong week",),
    ),
    Rule(
        name="en.compound-duration",
        templates=(
            "[{about} ]{number} ({unit}|{units})[,][ and] {number} ({unit}|{units})",
            "[{about} ]{number=one} {unit}[,][ and] {number} ({unit}|{units})",
        ),
        value=compound,
        examples=(
            "after two years and three months => P2Y3M",
            "in 3 hrs 20 mins => PT3H20M",
            "an hour and 20 minutes => PT1H20M",
        ),
        rejects=("two boats and three quays",),
    ),
    Rule(
        name="en.duration",
        templates=(
            "[the ][{about} ]{number} [{filler} ]({unit}|{units})",
            "{number}-({unit}|{units})[-long|-old]",
            "[the ]{number} {unit} long",
            "{number} {units} of age",
            "{decimal} {units} old",
            "[{about} ]{vague} {units}",
            "[{about} ]{decimal} {units}",
            "[{about} ]{number} and [a ]{half} {units}",
            "[{about} ]{number}-and-a-{half} {units}",
            "{number}-and-[a-]{half}-({unit}|{units})[-long|-old]",
            "[{about} ]{number} {nights}",
            "[{about} ]{number} \\({number}\\) ({unit}|{units})",
            "[(a|the|the same) ]{number}-{unit} period",
            "[a ]period of [{about} ]{number} {units}",
            "[{about} ]{number=one} {unit}",
            "[{about} ]{number} more {units}",
            "{number} {units} old",
            "single-{unit}",
            "{number=one} single {unit}",
            "[{about} ]{half} (a|an) {unit}",
            "[{about} ]{number=one} {unit} and a {half}",
            "[{about} ]{number} {units} and a {half}",
        ),
        value=_length,
        examples=(
            "for 30 years => P30Y",
            "nearly three years => P3Y",
            "several months => PXM",
            "a three-day visit => P3D",
            "a two-and-a-half-hour walk => PT2.5H",
            "the worst single-day loss => P1D",
            "it was built in a single month => P1M",
            "within twelve (12) months => P12M",
            "a five-minute walk => PT5M",
            "in the same 40-day period => P40D",
            "for a period of about six weeks => P6W",
            "18 years old => P18Y",
            "22.8 years => P22.8Y",
            "it flew for 1730 hours => PT1730H",
            "after 2800 hours => PT2800H",
        ),
        rejects=("10.3%/year", "7,600 USD/year", "second year students"),
    ),
    Rule(
        name="en.seconds-long",
        templates=("{number}-second",),
        value=lambda slots: length({**slots, "unit": "S"}) if slots["number"] > 1 else None,
        examples=("a 30-second film => PT30S",),
        rejects=("two second-hand boats",),
    ),
    Rule(
        name="en.duration-range",
        templates=(
            "{from} {number}_({to}|{and})_{number} {units}",
            "{number}_{to}_{number} {units}",
            "{number} {and} {number} {units}",
        ),
        value=lengths,
        examples=("between 60 and 90 days => P60D, P90D", "ten or twelve weeks => P10W, P12W"),
        rejects=("between 60 and 90 boats",),
    ),
    Rule(
        name="en.consecutive",
        templates=("[the ][{about} ]({number}|{vague}) {in_a_row} ({unit}|{units})",),
        value=length,
        examples=("after two consecutive quarters => P2Q",),
        rejects=("two consecutive boats",),
    ),
    Rule(
        name="en.some-and-more",
        templates=("{number}-odd {units}",),
        value=lambda slots: replace(length(slots), mod="APPROX"),
        examples=("some 40-odd years => P40Y",),
        rejects=("40-odd boats",),
    ),
    Rule(
        name="en.units",
        templates=("{units}", "{units=units_of_time}"),
        value=lambda slots: None if slots["units"] == "Q" else length(slots),
        guard=units_alone,
        examples=("it took years => PXY",),
        rejects=("yearsome", "the minutes of the board", "for the minutes", "after office hours"),
    ),
    Rule(
        name="en.duration-from-now",
        templates=("[the ]{reach} [{about} ]{number} [{filler} ]{units}",),
        value=reaching,
        guard=of_no_thing,
        examples=(
            "[2019-03-08] over the next three years it will grow => P3Y",
            "[2019-03-08] the past five days => P5D",
            "for the last couple of years => P2Y",
        ),
        rejects=("the last two years of the war", "it will last six weeks", "the next two boats"),
    ),
    Rule(
        name="en.ref-duration",
        templates=(
            "[the ](first|final|past|last|next) [{about} ]({number}|{vague}) [{filler} ]{units}",
            "[the ](previous|coming|following) [{about} ]({number}|{vague}) {units}",
            "[the ]({number}|{vague}) (previous|following|last|next|past) {units}",
            "(the|these|those) (past|coming|following|final|intervening|next|last|first) {units}",
            "over the {units}",
            "the {units} (ahead|to come)",
            "the (past|last|next|previous|following) {half}( |-){unit}",
        ),
        value=length,
        guard=no_lasting,
        examples=(
            "the last two years of the war => P2Y",
            "the following days => PXD",
            "the next few months => PXM",
            "in the years ahead => PXY",
            "over the past half century => P0.5CE",
        ),
        rejects=("the last two boats",),
    ),
    Rule(
        name="en.age-of-things",
        templates=("[{about} ]({number}|{decimal}) {large} {units}[ old]",),
        value=lambda slots: length({**slots, "number": slots.get("number", slots.get("decimal")) * slots["large"]}),
        examples=("the fossil is 3.5 million years old => P3500000Y",),
        rejects=("3.5 million boats",),
    ),
    Rule(
        name="en.ages-ago",
        templates=("[{about} ]({number}|{decimal}) {large} {units} ago",),
        value=fixed("DATE", "PAST_REF"),
        examples=("it lived 66 million years ago => PAST_REF",),
        rejects=("3.5 million boats ago",),
    ),
    Rule(
        name="en.all-unit",
        templates=("all[ the] {unit}[ long]",),
        value=lambda slots: length({"number": 1, **slots}) if slots["unit"] in {"D", "W", "M", "Y"} else None,
        guard=all_through,
        examples=("it rained all day => P1D", "it was shut all year long => P1Y"),
        rejects=("of all day trips", "after all week-old boats"),
    ),
    Rule(
        name="en.for-the-unit",
        templates=("the {unit}",),
        value=lambda slots: told_unit(0)(slots) if slots["unit"] in {"W", "M", "Q", "Y"} else None,
        guard=for_the_unit,
        news_only=True,
        examples=("[2019-03-08] It earned $2 million for the quarter. => 2019-Q1",),
        rejects=("for the year of the flood", "[2019-03-08] the lowest of the boats", "the man of the year"),
    ),
    Rule(
        name="en.past-unit",
        templates=("the past {unit}",),
        value=lambda slots: Fixed(type="DURATION", timex3=duration(1, slots["unit"])),
        examples=("over the past decade => P1DE",),
        rejects=("the past boat",),
    ),
    Rule(
        name="en.often",
        templates=("{often}",),
        value=often,
        examples=("the annual regatta => P1Y",),
        rejects=("biannualise",),
    ),
    Rule(
        name="en.times-a-unit",
        templates=(
            "(once|twice) {one} {unit}",
            "{times=number} times ({one}|per|each|every) {unit}",
            "(once|twice) (every|each|per) {unit}",
        ),
        value=lambda slots: every({"unit": slots["unit"]}),
        examples=("twice a week => P1W", "three times a day => P1D"),
        rejects=("once a boat",),
    ),
    Rule(
        name="en.day-of-every-year",
        templates=("<dm> [in |of ]{every} year", "{every} year on [the ]<dm>", "{every} <dm>", "<dm> annually"),
        value=lambda slots: recurring({name: slots[name] for name in ("day", "month")}),
        examples=("not later than 30 April in each year => XXXX-04-30", "every 5 November => XXXX-11-05"),
        rejects=("30 boats in each year",),
    ),
    Rule(
        name="en.every",
        templates=(
            "{every} ({unit}|{weekday}|{month}|{season}|{part})",
            "every {number} {units}",
            "{weekdays}",
            "[the ]({ordinal}|last) {weekday} (of|in) {every} month",
        ),
        value=every,
        examples=("every year => P1Y", "each Monday => XXXX-WXX-1", "every four years => P4Y"),
        rejects=("every boat",),
    ),
    Rule(
        name="en.every-two",
        templates=(
            "{every} {weekday} {and} {weekday}",
            "{every} {month} {and} {month}",
            "{every} {season} {and} {season}",
        ),
        value=every_two,
        examples=("each Monday and Thursday => XXXX-WXX-1, XXXX-WXX-4", "every May and June => XXXX-05, XXXX-06"),
        rejects=("every boat and Thursday",),
    ),
    Rule(
        name="en.present",
        templates=("{present}", "the present[ day]", "present( |-)day"),
        value=fixed("DATE", "PRESENT_REF"),
        examples=("currently => PRESENT_REF",),
        rejects=("known",),
    ),
    Rule(
        name="en.past",
        templates=("{past}", "the [recent |distant |not so distant ]past"),
        value=fixed("DATE", "PAST_REF"),
        examples=("the recent flood => PAST_REF",),
        rejects=("past noontime",),
    ),
    Rule(
        name="en.long-ago",
        templates=("{long_ago}",),
        value=fixed("DATE", "PAST_REF"),
        guard=measures_nothing,
        examples=("it was sold long ago => PAST_REF",),
        rejects=("as long ago as 1996", "how long ago was it"),
    ),
    Rule(
        name="en.soon",
        templates=("[very |pretty |quite |fairly ]soon",),
        value=fixed("DATE", "FUTURE_REF"),
        guard=soon_alone,
        news_only=True,
        examples=("[2019-03-08] it will reopen very soon => FUTURE_REF",),
        rejects=("[2019-03-08] as soon as it rained", "[2019-03-08] soon after the flood"),
    ),
    Rule(
        name="en.this-time",
        templates=("this time",),
        value=fixed("DATE", "PRESENT_REF"),
        guard=at_a_time,
        examples=("By this time it was a ruin. => PRESENT_REF",),
        rejects=("this time it won", "at this timed stage"),
    ),
    Rule(
        name="en.at-the-time",
        templates=("the time",),
        value=fixed("DATE", "PAST_REF"),
        guard=at_the_time,
        news_only=True,
        examples=("[2019-03-08] At the time, few believed it. => PAST_REF",),
        rejects=("at the time of the flood", "all the time", "[2019-03-08] at the time he left"),
    ),
    Rule(
        name="en.at-that-time",
        templates=("that time",),
        value=lambda _slots: Point(shift=Shift(base="told", unit="Y", amount=0, keep=True, sign=-1)),
        guard=at_the_time,
        news_only=True,
        examples=(
            "[2019-03-08] It is to close on 9 May. If it is sold by that time, it stays. => 2019-05-09, 2019-05-09",
            "[2019-03-08] Few believed it at that time. => PAST_REF",
        ),
        rejects=("that time of year", "[2019-03-08] all that time"),
    ),
    Rule(
        name="en.at-the-moment",
        templates=("the [present ]moment",),
        value=fixed("DATE", "PRESENT_REF"),
        guard=at_the_moment,
        news_only=True,
        examples=("[2019-03-08] It is shut at the moment. => PRESENT_REF",),
        rejects=("at the moment he left", "the moment of truth", "it waited for the moment of truth"),
    ),
    Rule(
        name="en.former",
        templates=("{former}",),
        value=fixed("DATE", "PAST_REF"),
        guard=former_of,
        narrative_only=True,
        examples=("its former owner => PAST_REF",),
        rejects=("the formerness", "the former was larger than the latter"),
    ),
    Rule(
        name="en.future",
        templates=("{future}", "the [near |foreseeable |distant |not too distant ]future"),
        value=fixed("DATE", "FUTURE_REF"),
        examples=("in the near future => FUTURE_REF",),
        rejects=("futures",),
    ),
)
