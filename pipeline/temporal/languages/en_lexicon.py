"""English words of time and what they mean."""

from __future__ import annotations

from pipeline.temporal.grammar import LexiconClass

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
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINAL_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ORDINAL_TEENS = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)


def _cardinals() -> dict[str, int]:
    """One to ninety-nine with the round numbers above, with or without a hyphen."""
    words = dict(zip(_ONES + _TEENS, range(1, 20), strict=True))
    for i, tens in enumerate(_TENS, 2):
        words[tens] = 10 * i
        for j, one in enumerate(_ONES, 1):
            words |= {f"{tens}-{one}": 10 * i + j, f"{tens} {one}": 10 * i + j}
    return words | {
        "a hundred": 100,
        "one hundred": 100,
        "two hundred": 200,
        "three hundred": 300,
        "five hundred": 500,
        "hundred": 100,
        "a thousand": 1000,
        "one thousand": 1000,
        "two thousand": 2000,
        "thousand": 1000,
        "a dozen": 12,
        "half a dozen": 6,
        "a couple of": 2,
        "a couple": 2,
    }


def _ordinals() -> dict[str, int]:
    """First to ninety-ninth."""
    words = dict(zip(_ORDINAL_ONES + _ORDINAL_TEENS, range(1, 20), strict=True))
    for i, tens in enumerate(_TENS, 2):
        words[f"{tens[:-1]}ieth"] = 10 * i
        words |= {f"{tens}-{one}": 10 * i + j for j, one in enumerate(_ORDINAL_ONES, 1)}
    return words


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
        name="season",
        entries={"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"},
        trigger=True,
        examples=("Summer 1936 => 1936-SU | 1936-22",),
        rejects=("it fell down the stairs",),
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
            "labor day": "09-mon1",
        },
        trigger=True,
        examples=("Easter 1998 => 1998-04-12", "Boxing Day 2004 => 2004-12-26", "Thanksgiving 2003 => 2003-11-27"),
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
        entries={
            "twenties": 2,
            "thirties": 3,
            "forties": 4,
            "fifties": 5,
            "sixties": 6,
            "seventies": 7,
            "eighties": 8,
            "nineties": 9,
        },
        trigger=True,
        examples=("[2019-03-08] music of the sixties => 196",),
        rejects=("a man in his sixties",),
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

COUNTS = (
    LexiconClass(
        name="number",
        entries=_cardinals(),
        examples=("for twenty-four days => P24D",),
        rejects=("twenty-four boats",),
    ),
    LexiconClass(
        name="one",
        entries={"a": 1, "an": 1},
        examples=("it took a month => P1M",),
        rejects=("a boat",),
    ),
    LexiconClass(
        name="ordinal",
        entries=_ordinals(),
        examples=("the nineteenth century => 18 | 18XX",),
        rejects=("the nineteenth boat",),
    ),
    LexiconClass(
        name="vague",
        entries=dict.fromkeys(("several", "a few", "few", "many", "some", "a number of", "various", "countless"))
        | dict.fromkeys(("numerous", "many more", "a good many")),
        examples=("for several months => PXM",),
        rejects=("several boats",),
    ),
    LexiconClass(
        name="filler",
        entries=dict.fromkeys(("full", "long", "short", "whole", "entire", "solid", "working", "trading", "business"))
        | dict.fromkeys(("calendar", "brutal", "bloody", "bitter", "hard", "difficult", "relatively peaceful", "more"))
        | dict.fromkeys(("happy", "quiet", "busy", "turbulent", "additional", "further", "extra", "crucial")),
        examples=("for ten busy months => P10M",),
        rejects=("for ten busy boats",),
    ),
    LexiconClass(
        name="in_a_row",
        entries=dict.fromkeys(("consecutive", "straight", "successive")),
        examples=("for six straight days => P6D",),
        rejects=("for six straight boats",),
    ),
    LexiconClass(
        name="half",
        entries={"half": 0.5, "quarter": 0.25},
        examples=("after two and a half years => P2.5Y",),
        rejects=("two and a half boats",),
    ),
    LexiconClass(
        name="unit",
        entries={
            "second": "S",
            "minute": "MIN",
            "hour": "H",
            "day": "D",
            "week": "W",
            "fortnight": "FN",
            "weekend": "WE",
            "month": "M",
            "quarter": "Q",
            "year": "Y",
            "decade": "DE",
            "century": "CE",
        },
        trigger=False,
        examples=("a three-year course => P3Y",),
        rejects=("a three-boat course",),
    ),
    LexiconClass(
        name="units",
        entries={
            "seconds": "S",
            "minutes": "MIN",
            "hours": "H",
            "hrs": "H",
            "mins": "MIN",
            "days": "D",
            "weeks": "W",
            "fortnights": "FN",
            "weekends": "WE",
            "months": "M",
            "quarters": "Q",
            "years": "Y",
            "yrs": "Y",
            "decades": "DE",
            "centuries": "CE",
        },
        trigger=True,
        examples=("it lasted 30 years => P30Y",),
        rejects=("the yearsome boats",),
    ),
    LexiconClass(
        name="nights",
        entries={"nights": "D", "winters": "Y", "summers": "Y"},
        trigger=True,
        examples=("it took three nights => P3D",),
        rejects=("the long nights",),
    ),
)

RELATIONS = (
    LexiconClass(
        name="mod",
        entries={"early": "START", "late": "END", "mid": "MID", "early in": "START", "late in": "END"}
        | {"later in": "END", "earlier in": "START", "very early": "START", "very late": "END"},
        examples=("in early 1931 => 1931 | 1931-01~/1931-04~", "late 1931 => 1931 | 1931-09~/1931-12~"),
        rejects=("the early bird", "a late train"),
    ),
    LexiconClass(
        name="mod_of",
        entries={
            f"{noun} of": mod
            for noun, mod in {
                "beginning": "START",
                "start": "START",
                "very beginning": "START",
                "early part": "START",
                "early days": "START",
                "opening": "START",
                "onset": "START",
                "outset": "START",
                "turn": "START",
                "end": "END",
                "very end": "END",
                "close": "END",
                "late part": "END",
                "latter part": "END",
                "later part": "END",
                "last days": "END",
                "final days": "END",
                "middle": "MID",
                "mid-point": "MID",
                "midst": "MID",
            }.items()
        }
        | {"rest of": None, "remainder of": None, "course of": None, "whole of": None, "most of": None},
        examples=("by the end of 1931 => 1931 | 1931-09~/1931-12~", "the middle of May 1931 => 1931-05"),
        rejects=("the end of the pier",),
    ),
    LexiconClass(
        name="approx",
        entries=dict.fromkeys(("circa", "c.", "ca.", "c", "ca"), "APPROX"),
        examples=("c. 1511 => 1511 | 1511~",),
        rejects=("vitamin c",),
    ),
    LexiconClass(
        name="about",
        entries=dict.fromkeys(
            ("about", "around", "roughly", "approximately", "some", "an estimated", "more or less"), "APPROX"
        )
        | dict.fromkeys(("nearly", "almost", "just under"), "LESS_THAN")
        | dict.fromkeys(("less than", "under", "fewer than"), "LESS_THAN")
        | dict.fromkeys(("more than", "over", "just over", "well over", "longer than"), "MORE_THAN")
        | dict.fromkeys(("at least", "no less than", "a minimum of"), "EQUAL_OR_MORE")
        | dict.fromkeys(("at most", "up to", "no more than", "a maximum of"), "EQUAL_OR_LESS")
        | dict.fromkeys(("only", "just", "exactly", "a mere", "another", "a full", "a single", "a further")),
        examples=("nearly three years => P3Y", "at least 40 days => P40D"),
        rejects=("nearly three boats",),
    ),
    LexiconClass(
        name="ref",
        entries={
            "last": ("near", -1),
            "this past": ("near", -1),
            "next": ("near", 1),
            "this": ("near", 0),
            "this coming": ("near", 1),
            "coming": ("near", 1),
            "upcoming": ("near", 1),
            "current": ("near", 0),
            "previous": ("told", -1),
            "preceding": ("told", -1),
            "prior": ("told", -1),
            "following": ("told", 1),
            "subsequent": ("told", 1),
            "succeeding": ("told", 1),
            "ensuing": ("told", 1),
            "that": ("told", 0),
            "same": ("told", 0),
            "that same": ("told", 0),
            "this same": ("told", 0),
            "that very": ("told", 0),
            "this very": ("told", 0),
        },
        examples=("[2019-03-08] last year => 2018", "It opened in 1902. The following year it closed. => 1902, 1903"),
        rejects=("the last boat",),
    ),
    LexiconClass(
        name="away",
        entries={
            "ago": ("published", -1),
            "earlier": ("told", -1),
            "before": ("told", -1),
            "previously": ("told", -1),
            "prior": ("told", -1),
            "later": ("told", 1),
            "afterwards": ("told", 1),
            "afterward": ("told", 1),
            "thereafter": ("told", 1),
            "hence": ("published", 1),
            "from now": ("published", 1),
        },
        examples=("[2019-03-08] two years ago => 2017", "It opened in 1902. Two years later it closed. => 1902, 1904"),
        rejects=("sooner or later",),
    ),
    LexiconClass(
        name="deictic",
        entries={
            "today": 0,
            "yesterday": -1,
            "tomorrow": 1,
            "the day before yesterday": -2,
            "the day after tomorrow": 2,
        },
        trigger=True,
        examples=("[2019-03-08] it rained yesterday => 2019-03-07",),
        rejects=("yesteryear",),
    ),
    LexiconClass(
        name="present",
        entries=dict.fromkeys(
            (
                "now",
                "right now",
                "currently",
                "at present",
                "to date",
                "nowadays",
                "these days",
                "present-day",
                "modern day",
                "the time being",
                "the current time",
                "current",
            )
        ),
        trigger=True,
        examples=("it is now a museum => PRESENT_REF",),
        rejects=("I know",),
    ),
    LexiconClass(
        name="past",
        entries=dict.fromkeys(("recently", "recent", "more recently", "lately"))
        | dict.fromkeys(("recent years", "recent months", "recent times", "in the old days")),
        trigger=True,
        examples=("it was recently sold => PAST_REF",),
        rejects=("past the pier",),
    ),
    LexiconClass(
        name="former",
        entries=dict.fromkeys(("former", "formerly")),
        trigger=True,
        examples=("its former owner => PAST_REF",),
        rejects=("a transformer",),
    ),
    LexiconClass(
        name="future",
        entries=dict.fromkeys(("future",)) | dict.fromkeys(("the upcoming time", "the near term", "the long term")),
        trigger=True,
        examples=("plans for the future => FUTURE_REF",),
        rejects=("futuristic plans",),
    ),
    LexiconClass(
        name="every",
        entries=dict.fromkeys(("every", "each")),
        examples=("every Monday => XXXX-WXX-1", "each year => P1Y"),
        rejects=("every boat",),
    ),
    LexiconClass(
        name="often",
        entries={
            "daily": "P1D",
            "weekly": "P1W",
            "fortnightly": "P2W",
            "monthly": "P1M",
            "quarterly": "P3M",
            "annual": "P1Y",
            "annually": "P1Y",
            "yearly": "P1Y",
            "hourly": "PT1H",
            "biennial": "P2Y",
            "nightly": "P1D",
        },
        trigger=True,
        examples=("the ferry runs daily => P1D",),
        rejects=("semi daylight",),
    ),
    LexiconClass(
        name="to",
        entries=dict.fromkeys(("to", "-", "–", "until", "till", "through", "‑", "—")),
        examples=("3 to 5 May 1931 => 1931-05-03, 1931-05-05",),
        rejects=("3 to 5 boats",),
    ),
    LexiconClass(
        name="and",
        entries=dict.fromkeys(("and", "or", "&", ",")),
        examples=("3 and 5 May 1931 => 1931-05-03, 1931-05-05",),
        rejects=("3 and 5 boats",),
    ),
    LexiconClass(
        name="slash",
        entries={"/": None},
        examples=("the winter of 1990/91 => 1990-WI",),
        rejects=("7/91",),
    ),
    LexiconClass(
        name="from",
        entries=dict.fromkeys(("from", "between")),
        examples=("from 3 to 5 May 1931 => 1931-05-03, 1931-05-05",),
        rejects=("from 3 to 5 boats",),
    ),
)

LEXICON = CALENDAR + COUNTS + RELATIONS
