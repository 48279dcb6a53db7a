"""English numbers, units of time and the words around them."""

from __future__ import annotations

from pipeline.temporal.grammar import LexiconClass

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
    words |= {f"{one} hundred": 100 * i for i, one in enumerate(_ONES, 1)}
    return words | {
        "a hundred": 100,
        "hundred": 100,
        "a thousand": 1000,
        "one thousand": 1000,
        "two thousand": 2000,
        "thousand": 1000,
        "a dozen": 12,
        "half a dozen": 6,
        "a couple of": 2,
        "a couple": 2,
        "couple of": 2,
    }


def _ordinals() -> dict[str, int]:
    """First to ninety-ninth."""
    words = dict(zip(_ORDINAL_ONES + _ORDINAL_TEENS, range(1, 20), strict=True))
    for i, tens in enumerate(_TENS, 2):
        words[f"{tens[:-1]}ieth"] = 10 * i
        words |= {f"{tens}-{one}": 10 * i + j for j, one in enumerate(_ORDINAL_ONES, 1)}
    return words


COUNTS = (
    LexiconClass(
        name="number",
        entries=_cardinals(),
        examples=("for twenty-four days => P24D", "some four hundred years => P400Y"),
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
        | dict.fromkeys(("numerous", "many more", "a good many", "dozens of"))
        | dict.fromkeys(("hundreds of", "thousands of", "tens of thousands of", "millions of")),
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
        name="large",
        entries={"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000},
        examples=("it lasted two million years => P2000000Y",),
        rejects=("two million boats",),
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
        name="units_of_time",
        entries={
            f"{word}{mark} time": unit
            for word, unit in (("days", "D"), ("weeks", "W"), ("months", "M"), ("years", "Y"), ("decades", "DE"))
            for mark in ("'", "’", "")
        },
        trigger=True,
        examples=("[2019-03-08] it reopens in two months' time => 2019-05",),
        rejects=("in boats' time",),
    ),
    LexiconClass(
        name="nights",
        entries={"nights": "D", "winters": "Y", "summers": "Y"},
        trigger=True,
        examples=("it took three nights => P3D",),
        rejects=("the long nights",),
    ),
    LexiconClass(
        name="lasting",
        entries={"daylong": "P1D", "weeklong": "P1W", "monthlong": "P1M", "yearlong": "P1Y", "decadelong": "P1DE"},
        trigger=True,
        examples=("a daylong search => P1D",),
        rejects=("a lifelong search",),
    ),
    LexiconClass(
        name="hundred",
        entries={word: 1100 + 100 * i for i, word in enumerate(_TEENS[1:])},
        trigger=True,
        examples=("in May nineteen thirty-six => 1936-05",),
        rejects=("nineteen boats",),
    ),
)
