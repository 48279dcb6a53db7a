"""Counts and ordinals in words and figures."""

from __future__ import annotations

import re

_ONES = "one two three four five six seven eight nine ten eleven twelve"
COUNTS: dict[str, int] = {word: number for number, word in enumerate(_ONES.split(), start=1)} | {
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
_FIRSTS = "first second third fourth fifth sixth seventh eighth ninth tenth"
ORDINALS: dict[str, int] = {word: number for number, word in enumerate(_FIRSTS.split(), start=1)} | {
    "fifteenth": 15,
    "twentieth": 20,
    "twenty-fifth": 25,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "seventy-fifth": 75,
    "eightieth": 80,
    "ninetieth": 90,
    "hundredth": 100,
    "centenary": 100,
    "centennial": 100,
    "bicentenary": 200,
}
_FIGURE = re.compile(r"(\d{1,4})(?:st|nd|rd|th)")


def count(word: str) -> int | None:
    """A number of years, in figures or in words.

    >>> count("15"), count("twelve"), count("many")
    (15, 12, None)
    """
    if word in COUNTS:
        return COUNTS[word]
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 3 else None


def ordinal(word: str) -> int | None:
    """The number of an ordinal.

    >>> ordinal("80th"), ordinal("fiftieth"), ordinal("80")
    (80, 50, None)
    """
    match = _FIGURE.fullmatch(word)
    return ORDINALS.get(word) if match is None else int(match[1])


def ordinal_text(number: int) -> str:
    """A number as an ordinal in figures.

    >>> ordinal_text(22), ordinal_text(113)
    ('22nd', '113th')
    """
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def count_text(number: int) -> str:
    """A count as it opens a label: a small one in words."""
    return next((word for word, value in COUNTS.items() if value == number), str(number))
