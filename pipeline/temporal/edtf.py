"""EDTF (ISO 8601-2): read it, write it, say it in words, compare it.

The language is level 1, with the codes 25–41 of level 2 and `X` in any place of a year, month or day; `parse` tells its
choices. Offsets and times of day do not move a day: `2025-12-11T23:30-05:00` is the 11th.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.temporal.calendar import civil, day_number
from pipeline.temporal.edtf_parse import QUALIFIERS, Edtf, EdtfError, parse
from pipeline.temporal.edtf_words import in_words

if TYPE_CHECKING:
    from pipeline.model import Qualifier

__all__ = [
    "Edtf",
    "EdtfError",
    "day_text",
    "from_day",
    "in_words",
    "interval",
    "month_text",
    "overlaps",
    "parse",
    "qualified",
    "within",
    "year_text",
]

_MARKS: dict[Qualifier, str] = {qualifier: mark for mark, qualifier in QUALIFIERS.items()} | {"certain": ""}


def year_text(year: int) -> str:
    """An astronomical year as EDTF writes it.

    >>> year_text(1941), year_text(-43), year_text(12000), year_text(-20000)
    ('1941', '-0043', 'Y12000', 'Y-20000')
    """
    if -9999 <= year <= 9999:
        return f"{year:05d}" if year < 0 else f"{year:04d}"
    return f"Y{year}"


def month_text(year: int, month: int) -> str:
    """A month as EDTF; ValueError where `month` is not between 1 and 12.

    >>> month_text(1941, 1)
    '1941-01'
    """
    day_number(year, month, 1)
    return f"{year_text(year)}-{month:02d}"


def day_text(year: int, month: int, day: int) -> str:
    """A day as EDTF; ValueError where the calendar has no such day.

    >>> day_text(-43, 3, 15)
    '-0043-03-15'
    """
    day_number(year, month, day)
    return f"{year_text(year)}-{month:02d}-{day:02d}"


def from_day(day: int) -> str:
    """A day number (1 is 0001-01-01) as EDTF.

    >>> from_day(721108)
    '1975-04-30'
    """
    return day_text(*civil(day))


def interval(start: str | None, end: str | None) -> str:
    """The interval from one EDTF date to another; None is an open side. EdtfError where that is no interval.

    >>> interval("2020", "2025"), interval("1941", None)
    ('2020/2025', '1941/..')
    """
    text = f"{'..' if start is None else start}/{'..' if end is None else end}"
    return parse(text).text


def qualified(text: str, qualifier: Qualifier) -> str:
    """The EDTF with this qualifier in place of any other, on every date in it; EdtfError for a time of day.

    >>> qualified("1911", "approximate"), qualified("1941~/..", "uncertain"), qualified("1911?", "certain")
    ('1911~', '1941?/..', '1911')
    """
    mark = _MARKS[qualifier]
    sides = [side if side in ("", "..") else side.rstrip("?~%") + mark for side in parse(text).text.split("/")]
    return parse("/".join(sides)).text


def overlaps(one: Edtf, other: Edtf) -> bool:
    """Whether some day is allowed by both; an open or unknown side has no limit.

    >>> overlaps(parse("1945-08"), parse("1941/.."))
    True
    """
    return _not_after(one.first_day, other.last_day) and _not_after(other.first_day, one.last_day)


def _not_after(first: int | None, last: int | None) -> bool:
    return first is None or last is None or first <= last


def within(inner: Edtf, outer: Edtf) -> bool:
    """Whether every day that `inner` allows is allowed by `outer`; an open or unknown side has no limit.

    >>> within(parse("1945-08-19"), parse("1945-08")), within(parse("1941/.."), parse("1945"))
    (True, False)
    """
    begins = outer.first_day is None or (inner.first_day is not None and inner.first_day >= outer.first_day)
    ends = outer.last_day is None or (inner.last_day is not None and inner.last_day <= outer.last_day)
    return begins and ends
