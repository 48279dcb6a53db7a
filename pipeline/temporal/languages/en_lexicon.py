"""English words of the calendar and clock, and the lexicon that they make with counts and relations."""

from __future__ import annotations

from pipeline.temporal.grammar import LexiconClass
from pipeline.temporal.languages.en_clock import CLOCK_WORDS
from pipeline.temporal.languages.en_counts import COUNTS
from pipeline.temporal.languages.en_diary import DIARY_WORDS
from pipeline.temporal.languages.en_relations import RELATIONS
from pipeline.temporal.languages.en_sets import SET_WORDS

_MONTHS = {
    1: ("january", "jan", "jan."),
    2: ("february", "feb", "feb."),
    3: ("mar", "mar."),
    4: ("april", "apr", "apr."),
    5: (),
    6: ("june", "jun", "jun."),
    7: ("july", "jul", "jul."),
    8: ("aug", "aug."),
    9: ("september", "sept", "sept.", "sep", "sep."),
    10: ("october", "oct", "oct."),
    11: ("november", "nov", "nov."),
    12: ("december", "dec", "dec."),
}
# feasts whose names stand with "day"
_FEASTS = {
    "michaelmas": "09-29",
    "candlemas": "02-02",
    "lammas": "08-01",
    "martinmas": "11-11",
    "easter": "easter+0",
    **{
        f"{saint}{s}": day
        for s in ("'s", "’s", "s")
        for saint, day in {
            "st david": "03-01",
            "st george": "04-23",
            "st andrew": "11-30",
            "st stephen": "12-26",
        }.items()
    },
}
_TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
CALENDAR = (
    LexiconClass(
        name="month",
        entries={name: number for number, names in _MONTHS.items() for name in names},
        trigger=True,
        examples=("October 1997 => 1997-10", "Sept. 1997 => 1997-09"),
        rejects=("a novel by an octogenarian",),
    ),
    LexiconClass(
        name="month",
        entries={"May": 5, "MAY": 5, "March": 3, "MARCH": 3, "August": 8, "AUGUST": 8},
        trigger=True,
        cased=True,
        examples=("the ferry of May 1997 => 1997-05",),
        rejects=("you may march in august company",),
    ),
    LexiconClass(
        name="weekday",
        entries={
            name: number
            for number, names in enumerate(
                (
                    ("monday", "mon."),
                    ("tuesday", "tues.", "tue."),
                    ("wednesday", "wed."),
                    ("thursday", "thurs.", "thu.", "thur."),
                    ("friday", "fri."),
                    ("saturday", "sat."),
                    ("sunday", "sun."),
                ),
                1,
            )
            for name in names
        },
        trigger=True,
        examples=("[2019-03-08] the harbour reopened on Tuesday => 2019-03-05",),
        rejects=("the sun shone and we sat",),
    ),
    LexiconClass(
        name="weekday_short",
        entries={name: number for number, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), 1)}
        | {"Tues": 2, "Weds": 3, "Thur": 4, "Thurs": 4},
        cased=True,
        examples=("Sat 3 May 1997 => 1997-05-03", "Tues 6 May 1997 => 1997-05-06"),
        rejects=("the sun and we sat on Sat",),
    ),
    LexiconClass(
        name="weekdays",
        entries={
            f"{name}s": number
            for number, name in enumerate(
                ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
                1,
            )
        },
        trigger=True,
        examples=("it opens on Tuesdays => XXXX-WXX-2",),
        rejects=("the sundaes",),
    ),
    LexiconClass(
        name="season",
        entries={"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"},
        trigger=True,
        examples=("Summer 1936 => 1936-SU | 1936-22",),
        rejects=("it fell down the stairs",),
    ),
    LexiconClass(
        name="of_season",
        entries=dict.fromkeys(
            (
                *("quarters", "food", "clothes", "clothing", "coat", "coats", "weather", "crops", "sports", "school"),
                *("schools", "uniform", "uniforms", "gear", "wheat", "residence", "heat", "cold", "tyres", "tires"),
                *("pasture", "supplies"),
            )
        ),
        examples=("the winter wheat => XXXX-WI",),
        rejects=("the wheat",),
    ),
    LexiconClass(
        name="fall",
        entries={"fall": "FA"},
        trigger=True,
        examples=("the fall of 1936 => 1936-FA",),
        rejects=("the fall of the city",),
    ),
    LexiconClass(
        name="part",
        entries={
            "morning": "MO",
            "dawn": "MO",
            "sunrise": "MO",
            "afternoon": "AF",
            "evening": "EV",
            "dusk": "EV",
            "sunset": "EV",
            "night": "NI",
            "daytime": "DT",
            "early hours": "MO",
            "small hours": "MO",
            "wee hours": "MO",
            "morning hours": "MO",
            "night hours": "NI",
            "evening hours": "EV",
        },
        trigger=True,
        examples=("the evening of 2 June 1953 => 1953-06-02TEV",),
        rejects=("a knight",),
    ),
    LexiconClass(
        name="era",
        entries={"bc": True, "bce": True, "b.c.": True, "b.c": True, "b.c.e.": True, "ad": False, "ce": False}
        | {"a.d.": False, "c.e.": False},
        trigger=True,
        examples=("in 264 BC => BC0264 | -0263", "in 79 AD => 0079"),
        rejects=("an ad for shoes",),
    ),
    LexiconClass(
        name="ad",
        entries={"AD": False, "A.D.": False},
        cased=True,
        examples=("AD 79 => 0079",),
        rejects=("ad 79",),
    ),
    LexiconClass(
        name="holiday",
        entries={
            "christmas": "12-25",
            "christmas day": "12-25",
            "christmas eve": "12-24",
            "boxing day": "12-26",
            "new year's day": "01-01",
            "new year’s day": "01-01",
            "new year's eve": "12-31",
            "new year’s eve": "12-31",
            "may day": "05-01",
            "halloween": "10-31",
            "valentine's day": "02-14",
            "valentine’s day": "02-14",
            "st. patrick's day": "03-17",
            "bastille day": "07-14",
            "july fourth": "07-04",
            "july 4th": "07-04",
            "the fourth of july": "07-04",
            "armistice day": "11-11",
            "all saints' day": "11-01",
            "easter": "easter+0",
            "easter sunday": "easter+0",
            "easter monday": "easter+1",
            "good friday": "easter-2",
            "maundy thursday": "easter-3",
            "palm sunday": "easter-7",
            "ash wednesday": "easter-46",
            "shrove tuesday": "easter-47",
            "ascension day": "easter+39",
            "whit sunday": "easter+49",
            "pentecost": "easter+49",
            "whit monday": "easter+50",
            "thanksgiving": "11-thu4",
            "thanksgiving day": "11-thu4",
            "memorial day": "05-mon-1",
            "martin luther king day": "01-mon3",
            "presidents' day": "02-mon3",
            "presidents’ day": "02-mon3",
            "columbus day": "10-mon2",
            "veterans day": "11-11",
            "remembrance day": "11-11",
            "remembrance sunday": "11-sun2",
            "juneteenth": "06-19",
            "bonfire night": "11-05",
            "guy fawkes night": "11-05",
            "anzac day": "04-25",
            "earth day": "04-22",
            "april fools' day": "04-01",
            "april fools’ day": "04-01",
            "groundhog day": "02-02",
            "candlemas": "02-02",
            "lady day": "03-25",
            "lammas": "08-01",
            "martinmas": "11-11",
            "michaelmas": "09-29",
            **{f"{feast} day": day for feast, day in _FEASTS.items()},
            "all souls' day": "11-02",
            "st patrick's day": "03-17",
            "st patrick’s day": "03-17",
            "valentine day": "02-14",
            "whitsun": "easter+49",
            "labor day": "09-mon1",
        },
        trigger=True,
        examples=(
            "Easter 1998 => 1998-04-12",
            "Boxing Day 2004 => 2004-12-26",
            "Thanksgiving 2003 => 2003-11-27",
            "Michaelmas Day 2019 => 2019-09-29",
            "St George’s Day 2019 => 2019-04-23",
        ),
        rejects=("the eastern mayday call",),
    ),
    LexiconClass(
        name="named_day",
        entries={
            "d-day": "1944-06-06",
            "ve day": "1945-05-08",
            "v-e day": "1945-05-08",
            "vj day": "1945-08-15",
            "v-j day": "1945-08-15",
            "9/11": "2001-09-11",
        },
        trigger=True,
        examples=("a veteran of D-Day => 1944-06-06",),
        rejects=("day by the sea",),
    ),
    LexiconClass(
        name="decade2",
        entries={tens: digit for digit, tens in enumerate(_TENS, 2)} | {"noughties": 0},
        trigger=True,
        examples=("[2019-03-08] music of the sixties => 196",),
        rejects=("a man in his sixties",),
    ),
    LexiconClass(
        name="decade",
        entries={
            f"{hundred}{mark}{tens}": century * 10 + digit
            for hundred, century in (("seventeen", 17), ("eighteen", 18), ("nineteen", 19))
            for mark in "- "
            for digit, tens in enumerate(_TENS, 2)
        },
        trigger=True,
        examples=("the nineteen-fifties => 195 | 195X",),
        rejects=("nineteen fifty-foot boats",),
    ),
    LexiconClass(
        name="zone",
        entries={"utc": "Z", "gmt": "Z", "est": "-05", "edt": "-04", "cst": "-06", "cdt": "-05", "mst": "-07"}
        | {"mdt": "-06", "pst": "-08", "pdt": "-07", "cet": "+01", "cest": "+02", "bst": "+01", "eet": "+02"},
        examples=("at 08:45 CET on 3 May 2011 => 2011-05-03T08:45+01",),
        rejects=("the est of cst",),
    ),
    LexiconClass(
        name="zulu",
        entries={"z": "Z"},
        examples=("2021-06-14T10:30Z => 2021-06-14T10:30Z",),
        rejects=("from a to z",),
    ),
    LexiconClass(
        name="zonemark",
        entries={"gmt": "", "utc": ""},
        examples=("3 May 2011, 08:45 (GMT+7) => 2011-05-03T08:45+07",),
        rejects=("(GMT+7)",),
    ),
    LexiconClass(
        name="sign",
        entries={"+": "+", "-": "-", "−": "-"},
        examples=("3 May 2011, 08:45 (GMT-3) => 2011-05-03T08:45-03",),
        rejects=("3 + 5",),
    ),
    LexiconClass(
        name="clock_word",
        entries={"noon": 12, "midday": 12, "midnight": 0},
        trigger=True,
        examples=("at noon on 3 May 2011 => 2011-05-03T12:00",),
        rejects=("the noonday heat",),
    ),
    LexiconClass(
        name="ampm",
        entries={"am": 0, "a.m.": 0, "a.m": 0, "pm": 12, "p.m.": 12, "p.m": 12},
        examples=("at 3:05 p.m. on 3 May 2011 => 2011-05-03T15:05",),
        rejects=("I am 3",),
    ),
)

LEXICON = CALENDAR + COUNTS + RELATIONS + SET_WORDS + DIARY_WORDS + CLOCK_WORDS
