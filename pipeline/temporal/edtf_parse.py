"""EDTF text to the days it allows: the parser behind `pipeline.temporal.edtf`, which is the public face.

The language is EDTF (ISO 8601-2) level 1, with the codes 25–41 of level 2 for parts of a year and `X` for any digit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from pipeline.temporal.calendar import day_number, days_in_month

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Precision, Qualifier

_DATE = re.compile(
    r"(-?[0-9X]{4}|Y-?[1-9][0-9X]{4,11})"
    r"(?:-([0-9X]{2})"
    r"(?:-([0-9X]{2})"
    r"(?:T([0-9]{2})(?::([0-9]{2})(?::([0-9]{2}))?)?(?:Z|[+-]([0-9]{2})(?::([0-9]{2}))?)?)?"
    r")?)?"
    r"([?~%])?"
)
_LONGEST = 100
_DIGITS = "0123456789"
_LAST_ORDINAL = date.max.toordinal()

QUALIFIERS: dict[str, Qualifier] = {"~": "approximate", "?": "uncertain", "%": "approximate_uncertain"}

# code → first month, months, precision; a first month and length that pass December run on into the next year
PARTS_OF_YEAR: dict[int, tuple[int, int, Precision]] = {
    **{21 + i: (3 + 3 * i, 3, "season") for i in range(4)},
    **{25 + i: (3 + 3 * i, 3, "season") for i in range(4)},
    29: (9, 3, "season"),
    30: (12, 3, "season"),
    31: (3, 3, "season"),
    32: (6, 3, "season"),
    **{33 + i: (1 + 3 * i, 3, "quarter") for i in range(4)},
    **{37 + i: (1 + 4 * i, 4, "season") for i in range(3)},
    **{40 + i: (1 + 6 * i, 6, "half") for i in range(2)},
}


class EdtfError(ValueError):
    """Text that is no EDTF of the supported language; the message tells the character (from 1) where it breaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edtf:
    """A parsed EDTF expression and the days that it allows.

    Days are proleptic Gregorian, counted as in `pipeline.temporal.calendar`; years are astronomical. A bound and its
    year are None where that side is open (`..`) or unknown (empty).
    """

    text: str
    first_day: int | None
    last_day: int | None
    start_year: int | None
    end_year: int | None
    precision: Precision
    qualifier: Qualifier

    @property
    def date_start(self) -> date | None:
        """The first day, or None where there is none or it lies outside the years 0001–9999."""
        return _date_of(self.first_day)

    @property
    def date_end(self) -> date | None:
        """The last day, or None where there is none or it lies outside the years 0001–9999."""
        return _date_of(self.last_day)


def _date_of(day: int | None) -> date | None:
    return date.fromordinal(day) if day is not None and 1 <= day <= _LAST_ORDINAL else None


@lru_cache(maxsize=1 << 15)
def parse(text: str) -> Edtf:
    """Read one EDTF expression.

    Args:
        text: dates (`1941`, `1941-01`, `1941-01-28`), times of day with or without `Z` or an offset and down to the
            hour (`2025-12-11T21:28+07:00`, `2025-12-11T21`), years of five to twelve digits (`Y12000`, `Y-20000`),
            negative years (`-0043`), parts of a year (`1975-21`, `2025-35`), `X` for an unspecified digit, a qualifier
            `? ~ %` at the end of a date, intervals with a side that may be open (`1941/..`) or unknown (`1941/`).

    Returns:
        The expression with its bounds. Seasons are meteorological: 21–24 and 25–28 are northern (spring is March to
        May), 29–32 southern; the season that contains a New Year belongs to the year in which it begins, so `2024-24`
        runs from December 2024 to the end of February 2025. A quadrimester (37–39) has the precision `season`, the
        nearest that the tables know. With `X` in the year the precision is `decade` if the last digit alone is open,
        else `century`; with `X` in the month `year`; in the day `month`. A closed interval is `interval`, one with an
        open or unknown side `open`; its qualifier joins those of its sides. A day is the one that the text names,
        whatever its offset from UTC.

    Raises:
        EdtfError: for anything else, for days that the calendar does not have and for reversed intervals.

    >>> found = parse("1945-08~")
    >>> found.precision, found.qualifier, str(found.date_start), str(found.date_end)
    ('month', 'approximate', '1945-08-01', '1945-08-31')
    >>> parse("1900-02-29")
    Traceback (most recent call last):
    ...
    pipeline.temporal.edtf_parse.EdtfError: '1900-02-29', character 9: 1900-02 has no day 29
    """
    if len(text) > _LONGEST:
        raise EdtfError(f"{text[:20]!r}…, character {_LONGEST + 1}: an EDTF expression is not longer than {_LONGEST}")
    if "/" in text:
        return _interval(text)
    return _date(text, text, 0)


def _fault(whole: str, index: int, what: str) -> EdtfError:
    return EdtfError(f"{whole!r}, character {index + 1}: {what}")


def _date(text: str, whole: str, at: int) -> Edtf:
    """One date; `at` is where `text` stands in `whole`."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise _mismatch(text, whole, at)
    year, month, day, hour, minute, second, *_, mark = match.groups()
    qualifier: Qualifier = QUALIFIERS[mark] if mark else "certain"
    if "X" in text:
        return _unspecified(match, whole, at, qualifier)
    number = _year(year, whole, at)
    if month is None:
        first, last = day_number(number, 1, 1), day_number(number, 12, 31)
        return _edtf(text, (first, last), (number, number), "year", qualifier)
    code = int(month)
    if code > 12 and day is None and code in PARTS_OF_YEAR:
        return _part_of_year(text, (number, number), code, qualifier)
    if not 1 <= code <= 12:
        raise _fault(whole, at + match.start(2), _wrong_month(month, day))
    length = days_in_month(number, code)
    first = day_number(number, code, 1)
    if day is None:
        return _edtf(text, (first, first + length - 1), (number, number), "month", qualifier)
    if not 1 <= int(day) <= length:
        raise _fault(whole, at + match.start(3), f"{year}-{month} has no day {day}")
    precision: Precision = "day"
    if hour is not None:
        _check_time(match, whole, at)
        precision = "hour" if minute is None else "minute" if second is None else "second"
    first += int(day) - 1
    return _edtf(text, (first, first), (number, number), precision, qualifier)


def _edtf(text: str, days: tuple[int, int], years: tuple[int, int], precision: Precision, qualifier: Qualifier) -> Edtf:
    return Edtf(
        text=text,
        first_day=days[0],
        last_day=days[1],
        start_year=years[0],
        end_year=years[1],
        precision=precision,
        qualifier=qualifier,
    )


def _mismatch(text: str, whole: str, at: int) -> EdtfError:
    begun = _DATE.match(text)
    index = begun.end() if begun else 0
    if index == len(text):
        return _fault(whole, at + index, "the date breaks off")
    expected = "no such continuation of a date" if index else "a date begins with a year of four digits, or Y and five"
    return _fault(whole, at + index, f"found {text[index : index + 10]!r}; {expected}")


def _wrong_month(month: str, day: str | None) -> str:
    codes = "" if day is not None else " or a code from 21 to 41"
    return f"found month {month}; expected 01 to 12{codes}"


def _year(year: str, whole: str, at: int) -> int:
    if year == "-0000":
        raise _fault(whole, at, "found year -0000; the year before 0001 is 0000")
    return int(year.removeprefix("Y"))


def _check_time(match: re.Match[str], whole: str, at: int) -> None:
    limits = ((4, 23, "hour"), (5, 59, "minute"), (6, 59, "second"), (7, 23, "offset hour"), (8, 59, "offset minute"))
    for group, largest, name in limits:
        if match[group] is not None and int(match[group]) > largest:
            raise _fault(whole, at + match.start(group), f"found {name} {match[group]}; expected 00 to {largest}")
    if match[9]:
        raise _fault(whole, at + match.start(9), f"found {match[9]!r}; a time of day takes no qualifier")


def _part_of_year(text: str, years: tuple[int, int], code: int, qualifier: Qualifier) -> Edtf:
    """The months of a season, quarter, quadrimester or half, from that of the first year to that of the last."""
    month, months, precision = PARTS_OF_YEAR[code]
    over, last_month = divmod(month + months - 2, 12)
    end_year = years[1] + over
    first = day_number(years[0], month, 1)
    last = day_number(end_year, last_month + 1, days_in_month(end_year, last_month + 1))
    return _edtf(text, (first, last), (years[0], end_year), precision, qualifier)


def _unspecified(match: re.Match[str], whole: str, at: int, qualifier: Qualifier) -> Edtf:
    """A date with `X` in it: from the first day that fits the pattern to the last."""
    text, year, month, day, hour = match[0], match[1], match[2], match[3], match[4]
    if hour is not None:
        raise _fault(whole, at + match.start(4), "a time of day needs a whole date")
    precision = _precision_of_pattern(year, month, day)
    if month is not None and day is None and "X" not in month and int(month) in PARTS_OF_YEAR:
        years = next(_years(year, first=True)), next(_years(year, first=False))
        part = _part_of_year(text, years, int(month), qualifier)
        assert part.first_day is not None
        assert part.last_day is not None
        assert part.end_year is not None
        return _edtf(text, (part.first_day, part.last_day), (years[0], part.end_year), precision, qualifier)
    months = _numbers(month, 12)
    if not months:
        raise _fault(whole, at + match.start(2), _wrong_month(month, day))
    days = _numbers(day, 31)
    first = _extreme_day(year, months, days, first=True)
    last = _extreme_day(year, months, days, first=False)
    if first is None or last is None:
        raise _fault(whole, at + match.start(3), f"no month that fits {year}-{month} has a day {day}")
    return _edtf(text, (day_number(*first), day_number(*last)), (first[0], last[0]), precision, qualifier)


def _precision_of_pattern(year: str, month: str | None, day: str | None) -> Precision:
    if "X" in year:
        return "decade" if year.index("X") == len(year) - 1 else "century"
    return "year" if month is None or "X" in month else "month" if day is None or "X" in day else "day"


def _numbers(pattern: str | None, largest: int) -> list[int]:
    """The numbers from 1 to `largest` that a two-character pattern allows, ascending; all of them for None."""
    if pattern is None:
        return list(range(1, largest + 1))
    return [
        number
        for number in range(1, largest + 1)
        if pattern[0] in ("X", str(number // 10)) and pattern[1] in ("X", str(number % 10))
    ]


def _years(pattern: str, *, first: bool) -> Iterator[int]:
    """The years that a pattern allows, ascending from the first or descending from the last.

    Digits before the last four stay at their extreme: whether a year is a leap year depends on the last four alone,
    and nothing else makes a caller look at a second year.
    """
    text = pattern.removeprefix("Y")
    sign = -1 if text.startswith("-") else 1
    digits = text.lstrip("-")
    ascending = first == (sign == 1)
    head = digits[:-4].replace("X", "0" if ascending else "9")
    order = _DIGITS if ascending else _DIGITS[::-1]
    for tail in product(*(order if digit == "X" else digit for digit in digits[-4:])):
        magnitude = int(head + "".join(tail))
        if magnitude or sign == 1:
            yield sign * magnitude


def _extreme_day(pattern: str, months: list[int], days: list[int], *, first: bool) -> tuple[int, int, int] | None:
    """The first or last day with a year of the pattern, a month of `months` and a day of `days`."""
    step = 1 if first else -1
    for year in _years(pattern, first=first):
        for month in months[::step]:
            length = days_in_month(year, month)
            for day in days[::step]:
                if day <= length:
                    return year, month, day
    return None


def _interval(text: str) -> Edtf:
    left, right = text.split("/", 1)
    if "/" in right:
        raise _fault(text, len(left) + 1 + right.index("/"), "an interval has one '/'")
    start = _side(left, text, 0)
    end = _side(right, text, len(left) + 1)
    if start is None and end is None:
        raise _fault(text, 0, "an interval needs a date on one side at least")
    if start and end:
        assert start.first_day is not None
        assert end.last_day is not None
        if start.first_day > end.last_day:
            raise _fault(text, len(left) + 1, "the interval ends before it begins")
    return Edtf(
        text=text,
        first_day=start.first_day if start else None,
        last_day=end.last_day if end else None,
        start_year=start.start_year if start else None,
        end_year=end.end_year if end else None,
        precision="interval" if start and end else "open",
        qualifier=_joined(start, end),
    )


def _side(text: str, whole: str, at: int) -> Edtf | None:
    if text in ("", ".."):
        return None
    found = _date(text, whole, at)
    if found.precision in ("hour", "minute", "second"):
        raise _fault(whole, at + text.index("T"), "the sides of an interval are dates without a time of day")
    return found


def _joined(start: Edtf | None, end: Edtf | None) -> Qualifier:
    """The qualifier that says all that either side says."""
    found: set[Qualifier] = {side.qualifier for side in (start, end) if side and side.qualifier != "certain"}
    if not found:
        return "certain"
    return found.pop() if len(found) == 1 else "approximate_uncertain"
