"""iCalendar (RFC 5545): the events that are dated to the day, as whole-day events.

A calendar has days, so only a certain day, or a certain span from a day to a day, can stand in it: "in May 1904" is no
event of 31 days. Nothing here asks the clock: the stamp is the day of the release, or the epoch.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pipeline.publish.exports.source import NOT_TOLD_AS_FACT, Row, Source, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DAYS = re.compile(rf"{_DAY}(?:/{_DAY})?")
_LINE_BYTES = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_TENTATIVE = frozenset({"planned", "target"})


def write(source: Source, path: Path) -> None:
    """Write the calendar to `path`; it has no event where none is dated to the day."""
    write_text("".join(f"{fold(line)}\r\n" for line in _calendar(source)), path)


def fold(line: str) -> str:
    r"""A content line in pieces of at most 75 bytes, none of which parts a character.

    >>> len(fold("DESCRIPTION:" + "ế" * 60).split("\r\n "))
    3
    """
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _LINE_BYTES:
            pieces.append(piece)
            piece, size = "", 1
        piece += character
        size += width
    return "\r\n ".join([*pieces, piece])


def escaped(text: str) -> str:
    r"""A text as a property's value.

    >>> print(escaped("Quays, old; new\r\nand far"))
    Quays\, old\; new\nand far
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub(" ", lines).translate(_ESCAPES)


def fitting_days(event: Row) -> tuple[date, date] | None:
    """The first and last day of an event that a calendar can hold; None for any other.

    >>> from datetime import date
    >>> day = {"date_edtf": "1904-05-11", "qualifier": "certain", "modality": "occurred"}
    >>> fitting_days({**day, "date_start": date(1904, 5, 11), "date_end": date(1904, 5, 11)})[0].isoformat()
    '1904-05-11'
    >>> fitting_days({**day, "date_edtf": "1904-05", "date_start": date(1904, 5, 1), "date_end": date(1904, 5, 31)})
    """
    first, last = event["date_start"], event["date_end"]
    if event["qualifier"] != "certain" or event["modality"] in NOT_TOLD_AS_FACT:
        return None
    if not _DAYS.fullmatch(event["date_edtf"]) or first is None or last is None or last == date.max:
        return None
    return first, last


def _calendar(source: Source) -> Iterator[str]:
    places, proofs = source.by_key("places"), source.proofs()
    stamp = str(source.descriptor.get("created") or "1970-01-01")[:10].replace("-", "")
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//datelines//datelines//EN", "CALSCALE:GREGORIAN")
    yield f"X-WR-CALNAME:{escaped(source.title)}"
    for row in source.rows("events"):
        days = fitting_days(row)
        if days is None:
            continue
        first, last = days
        yield "BEGIN:VEVENT"
        yield f"UID:{escaped(row['event_id'])}@{source.name}"
        yield f"DTSTAMP:{stamp}T000000Z"
        yield f"DTSTART;VALUE=DATE:{_basic(first)}"
        yield f"DTEND;VALUE=DATE:{_basic(last + timedelta(days=1))}"
        yield f"SUMMARY:{escaped(_summary(row))}"
        yield from _more(row, places.get(row["place_id"] or ""), proofs.get(row["event_id"]))
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def _basic(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _summary(event: Row) -> str:
    return f"Deadline: {event['label']}" if event["date_relation"] == "by" else str(event["label"])


def _more(event: Row, place: Row | None, proof: Row | None) -> Iterator[str]:
    if place:
        yield f"LOCATION:{escaped(place['name'])}"
        yield f"GEO:{place['latitude']!r};{place['longitude']!r}"
    if proof:
        cited = ", ".join(part for part in (proof["title"], proof["source"]) if part)
        told = f"“{proof['quote']}” ({cited})" if cited else f"“{proof['quote']}”"
        yield f"DESCRIPTION:{escaped(told)}"
    yield f"CATEGORIES:{escaped(event['event_type'])}"
    yield f"STATUS:{'TENTATIVE' if event['modality'] in _TENTATIVE else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
