"""EDTF in words, in English and in Vietnamese."""

from __future__ import annotations

import re
from typing import Literal, Protocol

from pipeline.temporal.calendar import civil
from pipeline.temporal.edtf_parse import Edtf, parse

WordLanguage = Literal["en", "vi"]

_PLAIN = re.compile(
    r"(?P<year>Y?-?[0-9X]+)(?:-(?P<month>[0-9X]{2}))?(?:-(?P<day>[0-9X]{2}))?(?:T(?P<time>[0-9:]+)(?P<zone>.*))?"
)
_CENTURY = re.compile(r"-?(?P<digits>[0-9]{2})XX")
_DECADE = re.compile(r"[0-9]{3}X")


class _Words(Protocol):
    """What a language must be able to say; `year` is astronomical, `code` a part of a year."""

    def year(self, year: int) -> str: ...
    def decade(self, year: int) -> str: ...
    def century(self, number: int, *, before: bool) -> str: ...
    def month(self, month: int, year: str) -> str: ...
    def day(self, day: int, month: int, year: str) -> str: ...
    def part(self, code: int, year: int) -> str: ...
    def time(self, parts: list[str], zone: str, day: str) -> str: ...
    def unknown_year(self) -> str: ...
    def qualified(self, words: str, mark: str) -> str: ...
    def between(self, first: str, last: str) -> str: ...
    def span(self, start: str, end: str) -> str: ...
    def years(self, first: int, last: int) -> str: ...
    def months(self, first: int, last: int, year: str) -> str: ...
    def days(self, first: tuple[int, int], last: tuple[int, int], year: str) -> str: ...
    def one_sided(self, start: str | None, end: str | None, *, known: bool) -> str: ...


def in_words(text: str, language: str = "en") -> str:
    """An EDTF expression as a reader says it.

    Args:
        text: EDTF as `pipeline.temporal.edtf.parse` takes it; EdtfError for anything else.
        language: `en` or `vi`; ValueError for another.

    >>> in_words("2025-35"), in_words("1911~"), in_words("18XX"), in_words("-0263"), in_words("1941/..")
    ('third quarter of 2025', 'about 1911', '19th century', '264 BCE', 'since 1941')
    >>> in_words("2025-35", "vi"), in_words("1941-01-28", "vi")
    ('quý III năm 2025', 'ngày 28 tháng 1 năm 1941')
    """
    words = _LANGUAGES.get(language)
    if words is None:
        raise ValueError(f"no words for the language {language!r}; there are {', '.join(sorted(_LANGUAGES))}")
    found = parse(text)
    if "/" not in text:
        return _date(found, words)
    left, right = text.split("/")
    if left in ("", ".."):
        return words.one_sided(None, _date(parse(right), words), known=left == "..")
    if right in ("", ".."):
        return words.one_sided(_date(parse(left), words), None, known=right == "..")
    return _span(left, right, words)


def _date(found: Edtf, words: _Words) -> str:
    plain = found.text.rstrip("?~%")
    mark = found.text[len(plain) :]
    said = _unspecified(found, plain, words) if "X" in plain else _whole(found, plain, words)
    return words.qualified(said, mark) if mark else said


def _whole(found: Edtf, plain: str, words: _Words) -> str:
    assert found.start_year is not None
    match = _PLAIN.fullmatch(plain)
    assert match is not None
    year = words.year(found.start_year)
    if match["month"] is None:
        return year
    month = int(match["month"])
    if month > 12:
        return words.part(month, found.start_year)
    if match["day"] is None:
        return words.month(month, year)
    day = words.day(int(match["day"]), month, year)
    return words.time(match["time"].split(":"), match["zone"], day) if match["time"] else day


def _unspecified(found: Edtf, plain: str, words: _Words) -> str:
    """What has a name is said by it, any other pattern by its first and last day or year."""
    match = _PLAIN.fullmatch(plain)
    assert match is not None
    assert found.start_year is not None
    assert found.end_year is not None
    assert found.first_day is not None
    assert found.last_day is not None
    year, month, day = match.group("year", "month", "day")
    named = _yearless(month, day, words) if year == "XXXX" else _named(found.start_year, year, month, day, words)
    if named is not None:
        return named
    if found.first_day == found.last_day:
        return _day(found.first_day, words)
    if month is None:
        return words.between(words.year(found.start_year), words.year(found.end_year))
    return words.between(_day(found.first_day, words), _day(found.last_day, words))


def _yearless(month: str | None, day: str | None, words: _Words) -> str | None:
    if month is None or "X" in month + (day or "") or int(month) > 12:
        return None
    unknown = words.unknown_year()
    return words.day(int(day), int(month), unknown) if day else words.month(int(month), unknown)


def _named(start_year: int, year: str, month: str | None, day: str | None, words: _Words) -> str | None:
    """Centuries and decades; months and years of which the finer digits are unspecified."""
    if month is None:
        if century := _CENTURY.fullmatch(year):
            return words.century(int(century["digits"]) + 1, before=start_year < 0)
        return words.decade(start_year) if _DECADE.fullmatch(year) and start_year > 0 else None
    if "X" in year:
        return None
    if month == "XX":
        return words.year(start_year) if day in (None, "XX") else None
    return words.month(int(month), words.year(start_year)) if "X" not in month and day == "XX" else None


def _day(bound: int, words: _Words) -> str:
    year, month, day = civil(bound)
    return words.day(day, month, words.year(year))


def _span(left: str, right: str, words: _Words) -> str:
    """A closed interval; what both sides share is said once."""
    start, end = parse(left), parse(right)
    parts = [_PLAIN.fullmatch(side) for side in (left, right)]
    if parts[0] is None or parts[1] is None or "X" in left + right:
        return words.span(_date(start, words), _date(end, words))
    (year, month, day), (end_year, end_month, end_day) = (part.group("year", "month", "day") for part in parts if part)
    if not month and not end_month:
        return words.years(int(year.removeprefix("Y")), int(end_year.removeprefix("Y")))
    months = (int(month or 0), int(end_month or 0))
    if year == end_year and all(1 <= each <= 12 for each in months):
        said = words.year(int(year.removeprefix("Y")))
        if not day and not end_day and months[0] != months[1]:
            return words.months(*months, said)
        if day and end_day and left != right:
            return words.days((int(day), months[0]), (int(end_day), months[1]), said)
    return words.span(_date(start, words), _date(end, words))


def _roman(number: int) -> str:
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, sign in signs:
        count, number = divmod(number, value)
        written += sign * count
    return written


def _offset(zone: str) -> str:
    return "" if not zone else " UTC" if zone == "Z" else f" UTC{zone}"


class _English:
    _MONTHS = (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
    _SEASONS = ("spring", "summer", "autumn", "winter")
    _ORDINALS = ("first", "second", "third", "fourth")

    def year(self, year: int) -> str:
        return f"{1 - year} BCE" if year <= 0 else f"{year} CE" if year < 100 else str(year)

    def decade(self, year: int) -> str:
        return f"{year}s"

    def century(self, number: int, *, before: bool) -> str:
        ending = "th" if 11 <= number % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending} century{' BCE' if before else ''}"

    def month(self, month: int, year: str) -> str:
        return f"{self._MONTHS[month - 1]} {year}"

    def day(self, day: int, month: int, year: str) -> str:
        return f"{day} {self._MONTHS[month - 1]} {year}"

    def part(self, code: int, year: int) -> str:
        said = self.year(year)
        if code <= 32:
            season = self._SEASONS[(code - 21) % 4]
            hemisphere = "northern " if 25 <= code <= 28 else "southern " if code >= 29 else ""
            over_new_year = code in (24, 28, 30)
            return f"{hemisphere}{season} {self._winter(year) if over_new_year else said}"
        first, name = (33, "quarter") if code <= 36 else (37, "four-month period") if code <= 39 else (40, "half")
        return f"{self._ORDINALS[code - first]} {name} of {said}"

    def _winter(self, year: int) -> str:
        return f"{1 - year}–{self.year(year + 1)}" if year < 0 else f"{self.year(year)}–{self.year(year + 1)}"

    def time(self, parts: list[str], zone: str, day: str) -> str:
        clock = ":".join(parts) if len(parts) > 1 else f"{parts[0]} h"
        return f"{day}, {clock}{_offset(zone)}"

    def unknown_year(self) -> str:
        return "of an unknown year"

    def qualified(self, words: str, mark: str) -> str:
        return {"~": "about", "?": "possibly", "%": "possibly about"}[mark] + f" {words}"

    def between(self, first: str, last: str) -> str:
        return f"between {first} and {last}"

    def span(self, start: str, end: str) -> str:
        return f"{start} – {end}"

    def years(self, first: int, last: int) -> str:
        if last <= 0:
            return f"{1 - first}–{self.year(last)}"
        return f"{first}–{last}" if first >= 100 else self.span(self.year(first), self.year(last))

    def months(self, first: int, last: int, year: str) -> str:
        return f"{self._MONTHS[first - 1]}–{self.month(last, year)}"

    def days(self, first: tuple[int, int], last: tuple[int, int], year: str) -> str:
        if first[1] == last[1]:
            return f"{first[0]}–{self.day(*last, year)}"
        return f"{first[0]} {self._MONTHS[first[1] - 1]} – {self.day(*last, year)}"

    def one_sided(self, start: str | None, end: str | None, *, known: bool) -> str:
        if start is None:
            return f"until {end}" + ("" if known else ", start unknown")
        return f"since {start}" if known else f"from {start}, end unknown"


class _Vietnamese:
    _SEASONS = ("xuân", "hè", "thu", "đông")

    def year(self, year: int) -> str:
        return f"năm {1 - year} TCN" if year <= 0 else f"năm {year}"

    def decade(self, year: int) -> str:
        return f"thập niên {year}"

    def century(self, number: int, *, before: bool) -> str:
        return f"thế kỷ {_roman(number)}{' TCN' if before else ''}"

    def month(self, month: int, year: str) -> str:
        return f"tháng {month} {year}"

    def day(self, day: int, month: int, year: str) -> str:
        return f"ngày {day} tháng {month} {year}"

    def part(self, code: int, year: int) -> str:
        said = self.year(year)
        if code <= 32:
            hemisphere = " bắc bán cầu" if 25 <= code <= 28 else " nam bán cầu" if code >= 29 else ""
            years = f"{said}–{self.year(year + 1).removeprefix('năm ')}" if code in (24, 28, 30) else said
            return f"mùa {self._SEASONS[(code - 21) % 4]}{hemisphere} {years}"
        if code <= 36:
            return f"quý {_roman(code - 32)} {said}"
        if code <= 39:
            return f"bốn tháng {('đầu', 'giữa', 'cuối')[code - 37]} {said}"
        return f"nửa {('đầu', 'cuối')[code - 40]} {said}"

    def time(self, parts: list[str], zone: str, day: str) -> str:
        units = ("giờ", "phút", "giây")
        clock = " ".join(f"{int(part)} {unit}" for part, unit in zip(parts, units, strict=False))
        return f"{clock}{_offset(zone)} {day}"

    def unknown_year(self) -> str:
        return "không rõ năm"

    def qualified(self, words: str, mark: str) -> str:
        return {"~": "khoảng", "?": "có thể", "%": "có thể khoảng"}[mark] + f" {words}"

    def between(self, first: str, last: str) -> str:
        return f"từ {first} đến {last}"

    def span(self, start: str, end: str) -> str:
        return f"từ {start} đến {end}"

    def years(self, first: int, last: int) -> str:
        if last <= 0:
            return f"{1 - first}–{1 - last} TCN"
        return f"{first}–{last}" if first > 0 else self.span(self.year(first), self.year(last))

    def months(self, first: int, last: int, year: str) -> str:
        return f"tháng {first}–{last} {year}"

    def days(self, first: tuple[int, int], last: tuple[int, int], year: str) -> str:
        if first[1] == last[1]:
            return f"ngày {first[0]}–{last[0]} tháng {last[1]} {year}"
        return f"từ ngày {first[0]} tháng {first[1]} đến {self.day(*last, year)}"

    def one_sided(self, start: str | None, end: str | None, *, known: bool) -> str:
        if start is None:
            return f"đến {end}" + ("" if known else ", không rõ bắt đầu")
        return f"từ {start}" if known else f"từ {start}, không rõ kết thúc"


_LANGUAGES: dict[str, _Words] = {"en": _English(), "vi": _Vietnamese()}
