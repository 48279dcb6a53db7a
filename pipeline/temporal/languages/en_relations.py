"""English words that set one time against another: early, about, last, ago, every, from, to."""

from __future__ import annotations

from pipeline.temporal.grammar import LexiconClass

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
        name="edge",
        entries=dict.fromkeys(("opening", "early", "first"), "START")
        | {"middle": "MID"}
        | dict.fromkeys(("closing", "final", "last", "later"), "END"),
        examples=("the opening years of the 20th century => 19 | 1901~/1934~",),
        rejects=("the first boats of the century",),
    ),
    LexiconClass(
        name="short_century",
        entries=dict.fromkeys(("c.", "cent.")),
        cased=True,
        examples=("a font of the 14th c. and a door of the late 17th cent. => 13, 16 | 1667~/1700~",),
        rejects=("14 c. boats", "the 14th can.", "the 2nd C. Company"),
    ),
    LexiconClass(
        name="ended",
        entries=dict.fromkeys(("ended", "ending", "to")),
        examples=("the year ended 31 March 2020 => FY2020",),
        rejects=("the year ended",),
    ),
    LexiconClass(
        name="fiscal",
        entries=dict.fromkeys(("fiscal", "financial")),
        examples=("the financial year to 31 March 2020 => FY2020",),
        rejects=("a financial crisis",),
    ),
    LexiconClass(
        name="dash",
        entries=dict.fromkeys(("/", "-", "–", "—", "‑")),
        examples=("the night of 3/4 May 1931 => 1931-05-03TNI",),
        rejects=("a 3/4 share",),
    ),
    LexiconClass(
        name="side",
        entries={"post": "AFTER", "pre": "BEFORE"},
        examples=("a pre-1511 chapel => 1511 | ../1511",),
        rejects=("the post of 1511 boats",),
    ),
    LexiconClass(
        name="over_half",
        entries=dict.fromkeys(("early to mid", "early-to-mid", "early- to mid"), 1)
        | dict.fromkeys(("mid to late", "mid-to-late", "mid- to late"), 2),
        examples=("in the mid- to late 1950s => 195 | 1955/1959",),
        rejects=("mid to late boats",),
    ),
    LexiconClass(
        name="approx",
        entries=dict.fromkeys(("circa", "c.", "ca.", "c", "ca"), "APPROX"),
        examples=("c. 1511 => 1511 | 1511~",),
        rejects=("vitamin c",),
    ),
    LexiconClass(
        name="round",
        entries=dict.fromkeys(("about", "around", "roughly", "approximately", "in or about"), "APPROX"),
        examples=("around 1511 the bridge fell => 1511 | 1511~", "it fell about May 1511 => 1511-05 | 1511-05~"),
        rejects=("about 1511 people", "a rise to about 1511."),
    ),
    LexiconClass(
        name="perhaps",
        entries=dict.fromkeys(
            f"{adverb}{preposition}"
            for adverb in ("probably", "possibly", "perhaps", "maybe", "presumably", "conceivably")
            for preposition in ("", " in")
        ),
        examples=("it was built perhaps in 1511 => 1511 | 1511?",),
        rejects=("perhaps 1511 people",),
    ),
    LexiconClass(
        name="near",
        entries=dict.fromkeys(
            f"{adverb} {side}" for adverb in ("shortly", "soon", "just") for side in ("after", "before")
        ),
        examples=("soon after 1511 it fell => 1511 | 1511~",),
        rejects=("soon after 1511 boats",),
    ),
    LexiconClass(
        name="about",
        entries=dict.fromkeys(
            ("about", "around", "roughly", "approximately", "some", "an estimated", "more or less"), "APPROX"
        )
        | dict.fromkeys(("nearly", "almost", "just under"), "LESS_THAN")
        | dict.fromkeys(("less than", "under", "fewer than"), "LESS_THAN")
        | dict.fromkeys(("more than", "over", "just over", "well over", "longer than"), "MORE_THAN")
        | dict.fromkeys(
            ("at least", "no less than", "not less than", "not fewer than", "a minimum of"), "EQUAL_OR_MORE"
        )
        | dict.fromkeys(("at most", "up to", "no more than", "not more than", "a maximum of"), "EQUAL_OR_LESS")
        | dict.fromkeys(("only", "just", "exactly", "a mere", "another", "a full", "a further")),
        examples=("nearly three years => P3Y", "at least 40 days => P40D"),
        rejects=("nearly three boats",),
    ),
    LexiconClass(
        name="ref",
        entries={
            "last": ("published", -1),
            "this past": ("published", -1),
            "next": ("published", 1),
            "this": ("published", 0),
            "this coming": ("published", 1),
            "coming": ("near", 1),
            "upcoming": ("near", 1),
            "current": ("published", 0),
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
        name="the",
        entries={"the": None},
        examples=("It closed in 1902. The next year it opened. => 1902, 1903",),
        rejects=("the boat",),
    ),
    LexiconClass(
        name="away",
        entries={
            "ago": ("published", -1),
            "earlier": ("told", -1),
            "before": ("told", -1),
            "before that": ("told", -1),
            "after that": ("told", 1),
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
        name="reach",
        entries={"next": 1, "coming": 1, "past": -1, "last": -1},
        examples=("for the next 40 days => P40D",),
        rejects=("the next 40 boats",),
    ),
    LexiconClass(
        name="then",
        entries={"since then": None},
        trigger=True,
        examples=("It closed in 1931 and since then it has stood empty. => 1931, 1931",),
        rejects=("and then",),
    ),
    LexiconClass(
        name="new_year",
        entries={"the new year": None},
        trigger=True,
        examples=("[2019-11-08] it will open in the new year. => 2020",),
        rejects=("in the new yearbook",),
    ),
    LexiconClass(
        name="after_next",
        entries={"after next": 2},
        examples=("[2019-03-08] it will close the month after next => 2019-05",),
        rejects=("after next boat",),
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
        entries=dict.fromkeys(("recently", "recent", "more recently", "lately", "in the old days", "those days"))
        | dict.fromkeys(
            f"recent {units}"
            for units in ("years", "months", "weeks", "days", "decades", "centuries", "times", "history")
        ),
        trigger=True,
        examples=("it was recently sold => PAST_REF",),
        rejects=("past the pier",),
    ),
    LexiconClass(
        name="long_ago",
        entries=dict.fromkeys(
            f"{length} ago"
            for length in ("long", "not long", "not so long", "some time", "a long time", "a while", "ages")
        ),
        trigger=True,
        examples=("not long ago it was a ruin => PAST_REF",),
        rejects=("as long agog",),
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
            "biennially": "P2Y",
            "triennial": "P3Y",
            "biweekly": "P2W",
            "bi-weekly": "P2W",
            "bimonthly": "P2M",
            "bi-monthly": "P2M",
            "nightly": "P1D",
        }
        | dict.fromkeys(("semi-annual", "semi-annually", "semiannual", "semiannually", "half-yearly"), "P6M")
        | dict.fromkeys(("biannual", "biannually", "twice-yearly"), "P6M"),
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
        name="over",
        entries={"over": None},
        examples=("over the years 1931-1935 => 1931, 1935",),
        rejects=("over the boats",),
    ),
    LexiconClass(
        name="from",
        entries=dict.fromkeys(("from", "between")),
        examples=("from 3 to 5 May 1931 => 1931-05-03, 1931-05-05",),
        rejects=("from 3 to 5 boats",),
    ),
)
