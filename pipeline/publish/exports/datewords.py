"""An EDTF date in English words, for formats that show dates to people."""

from __future__ import annotations

import re
from typing import Any

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PARTS = {
    21: "spring", 22: "summer", 23: "autumn", 24: "winter",
    33: "first quarter of", 34: "second quarter of", 35: "third quarter of", 36: "fourth quarter of",
    40: "first half of", 41: "second half of",
}  # fmt: skip
_DATE = re.compile(r"(?P<year>-?[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_TENS = re.compile(r"(?P<tens>[0-9]{3})X")
_QUALIFIERS = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}
_RELATIONS = {"by": "by ", "since": "since ", "for": "for "}


def date_words(event: dict[str, Any]) -> str:
    """The date of a row of events, with its relation; what has no words stays EDTF.

    >>> date_words({"date_edtf": "1904-05", "date_relation": "within"})
    'May 1904'
    >>> date_words({"date_edtf": "2031-35~", "date_relation": "by"})
    'by about third quarter of 2031'
    >>> date_words({"date_edtf": "-0259/..", "date_relation": "since"})
    'since 260 BCE'
    """
    start, slash, end = event["date_edtf"].partition("/")
    relation = _RELATIONS.get(event["date_relation"], "")
    if not slash:
        return relation + _words(start)
    if end in {"", ".."}:
        return f"since {_words(start)}"
    if start in {"", ".."}:
        return f"until {_words(end)}"
    return f"{relation}{_words(start)} – {_words(end)}"


def _words(edtf: str) -> str:
    qualifier = _QUALIFIERS.get(edtf[-1:], "")
    plain = edtf[:-1] if qualifier else edtf
    tens = _TENS.fullmatch(plain)
    if tens:
        return f"{qualifier}{tens['tens']}0s"
    date = _DATE.fullmatch(plain)
    if date is None:
        return edtf
    year = int(date["year"])
    told = str(year) if year > 0 else f"{1 - year} BCE"
    month = int(date["month"] or 0)
    if month == 0:
        return qualifier + told
    if month > 12:
        return f"{qualifier}{_PARTS[month]} {told}" if month in _PARTS else edtf
    day = f"{int(date['day'])} " if date["day"] else ""
    return f"{qualifier}{day}{MONTHS[month - 1]} {told}"
