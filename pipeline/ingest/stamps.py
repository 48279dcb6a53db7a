"""Reads a line that is nothing but a date stamp: weekday, date, time, zone, perhaps after "Published" or "Updated"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_CHARACTERS = 100


def _numbered(listed: str, start: int) -> dict[str, int]:
    return {name: number for number, name in enumerate(listed.split(","), start)}


_WEEKDAYS = {
    **_numbered("monday,tuesday,wednesday,thursday,friday,saturday,sunday", 0),
    **_numbered("mon,tue,wed,thu,fri,sat,sun", 0),
    **_numbered("thứ hai,thứ ba,thứ tư,thứ năm,thứ sáu,thứ bảy,chủ nhật", 0),
    **_numbered("thứ 2,thứ 3,thứ 4,thứ 5,thứ 6,thứ 7", 0),
}
_MONTHS = {
    **_numbered("january,february,march,april,may,june,july,august,september,october,november,december", 1),
    **_numbered("jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec", 1),
    "sept": 9,
}
CALENDAR_NAMES = frozenset((*_MONTHS, *_WEEKDAYS))
"""The names of months and weekdays, in small letters."""


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


_TIME = r"\d{1,2}[:h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?"
_DATE = (
    rf"(?:(?P<m1>{_any(_MONTHS)})\.? (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y1>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?P<m2>{_any(_MONTHS)})\.?,? (?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})"
    r"|(?:ngày )?(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y4>\d{4})"
    r"|(?:ngày )?(?P<d5>\d{1,2}) tháng (?P<m5>\d{1,2}),? (?:năm )?(?P<y5>\d{4}))"
)
_YEAR = re.compile(r"\d{4}")
_STAMP = re.compile(
    r"(?:(?P<label>(?:first |last )?(?:published|posted|updated|modified)|ngày đăng|đăng|xuất bản|cập nhật)"
    r"(?: on| at| lúc| ngày)?:? )?"
    rf"(?:(?P<time1>{_TIME}),?(?: [|–-])? )?"
    rf"(?:(?P<weekday>{_any(_WEEKDAYS)})\.?,?(?: [|–-])? )?"
    rf"{_DATE}"
    rf"(?:(?:,|T)?(?: (?:at|lúc|[|–-]))? ?(?P<time2>{_TIME}))?"
    r",?(?: ?\(?(?:gmt|utc|z|[a-z]{3,4})(?: ?[+-] ?\d{1,2}(?::?\d{2})?)?\)?| ?[+-]\d{2}:?\d{2})?\.?",
    re.IGNORECASE,
)
# "BRISTOL, 14 March 2023 – " or "HULL, England, March 3, 2014 (Agency) -", at the beginning of a report
_PLACE_AND_DATE = re.compile(
    r"(?P<place>[^\W\d_][\w .'’-]{1,38}(?:, [^\W\d_][\w .'’-]{1,38})?)(?:,| [–—-]| \()\s?"
    rf"{_DATE}\)?(?: \([^()]{{2,40}}\))?(?: ?[–—]| -)\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A date stamp. `day` is None where the figures allow two readings or none; `label` is in small letters."""

    day: date | None
    has_weekday: bool
    has_time: bool
    label: str | None

    @property
    def is_publication(self) -> bool:
        """Whether the line states a publication by its own form: a time of day, or a word that says so."""
        if self.label is not None:
            return not any(word in self.label for word in ("updated", "modified", "cập nhật"))
        return self.has_time


def read_stamp(line: str) -> Stamp | None:
    """Return the stamp that `line` is from its first to its last character, or None.

    A weekday must agree with the date, and a date in figures must have only one reading: otherwise `day` is None.

    >>> read_stamp("Monday, March 3, 2014, 08:05 (GMT+7)").day
    datetime.date(2014, 3, 3)
    >>> read_stamp("04/03/2014 08:05").day is None
    True
    >>> read_stamp("On Monday, March 3, 2014 it rained") is None
    True
    """
    if len(line) > _MAX_CHARACTERS or not _YEAR.search(line):
        return None
    found = _STAMP.fullmatch(" ".join(unicodedata.normalize("NFC", line).split()))
    if found is None:
        return None
    weekday = _WEEKDAYS[found["weekday"].lower()] if found["weekday"] else None
    days = {day for day in _readings(found) if weekday is None or day.weekday() == weekday}
    return Stamp(
        day=days.pop() if len(days) == 1 else None,
        has_weekday=weekday is not None,
        has_time=bool(found["time1"] or found["time2"]),
        label=found["label"].lower() if found["label"] else None,
    )


def place_and_date(text: str) -> date | None:
    """Return the day of the dateline with which a report begins, its place in capitals; None where there is none.

    >>> place_and_date("BRISTOL, 14 March 2023 – The bridge reopened.")
    datetime.date(2023, 3, 14)
    >>> place_and_date("Bristol, 14 March 2023 – a day of rain.") is None
    True
    """
    second = text[1:2]  # in small letters as in nearly all texts; a place has two characters at least
    if second.isascii() and second.islower():
        return None
    head = unicodedata.normalize("NFC", text[:_MAX_CHARACTERS])
    if head[:1].islower() or head[1:2].islower():
        return None
    found = _PLACE_AND_DATE.match(head)
    if found is None or not found["place"].split(",")[0].isupper():
        return None
    days = set(_readings(found))
    return days.pop() if len(days) == 1 else None


def _readings(found: re.Match[str]) -> Iterator[date]:
    """Yield every calendar day that the figures of a stamp allow."""
    if found["a"]:
        first, second, year = int(found["a"]), int(found["b"]), int(found["y4"])
        candidates = [(year, second, first), (year, first, second)]
    elif found["m1"] or found["m2"]:
        month = _MONTHS[(found["m1"] or found["m2"]).lower()]
        candidates = [(int(found["y1"] or found["y2"]), month, int(found["d1"] or found["d2"]))]
    else:
        parts = ("y3", "m3", "d3") if found["y3"] else ("y5", "m5", "d5")
        candidates = [(int(found[parts[0]]), int(found[parts[1]]), int(found[parts[2]]))]
    for year, month, day in candidates:
        try:
            yield date(year, month, day)
        except ValueError:
            continue
