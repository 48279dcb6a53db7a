"""TimelineJS (Knight Lab): the JSON of a story, one slide an event.

TimelineJS shows headlines and texts as HTML, so what comes from the tables is escaped. A date is as fine as it is
known; where the year, month and day alone would not say it, `display_date` says it in words. A deadline stands at its
last day. Events whose date has no known side can't stand on a line and are left out.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from pipeline.publish.exports.datewords import date_words
from pipeline.publish.exports.source import Row, Source, json_text, without_nulls, write_text

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_PARTS = {"year": 1, "month": 2}
_TOLD_PLAINLY = frozenset({"day", "month", "year"})
_LASTING = frozenset({"throughout", "for"})
_UNREAL = {
    "planned": "Planned.",
    "target": "A target.",
    "hypothetical": "Not known to have happened.",
    "negated": "Did not happen.",
}


def write(source: Source, path: Path) -> None:
    """Write the story of the package to `path`."""
    proofs = source.proofs()
    slides = [_slide(row, proofs.get(row["event_id"])) for row in source.rows("events")]
    title = {"headline": escape(source.title), "text": escape(str(source.descriptor.get("description") or ""))}
    story = {"title": {"text": title}, "events": [slide for slide in slides if slide]}
    write_text(json_text(story), path)


def _slide(event: Row, proof: Row | None) -> Row | None:
    start = _point(event["date_start"], event["start_year"], event["precision"])
    end = _point(event["date_end"], event["end_year"], event["precision"])
    place = end if event["date_relation"] == "by" else start or end
    place = place or start
    if place is None:
        return None
    is_plain = event["precision"] in _TOLD_PLAINLY and event["qualifier"] == "certain" and "X" not in event["date_edtf"]
    is_told = is_plain and event["date_relation"] in {"on", "within", "throughout"}
    lasts = event["date_relation"] in _LASTING or event["precision"] == "interval"
    return without_nulls(
        {
            "unique_id": event["event_id"],
            "start_date": place,
            "end_date": end if lasts and end != place else None,
            "display_date": None if is_told else date_words(event),
            "group": event["event_type"].replace("_", " "),
            "text": {"headline": escape(event["label"]), "text": _text(event, proof)},
        }
    )


def _point(day: date | None, year: int | None, precision: str) -> dict[str, int] | None:
    if day is None:
        return None if year is None else {"year": year}
    parts: dict[str, int] = {"year": day.year, "month": day.month, "day": day.day}
    return dict(list(parts.items())[: _PARTS.get(precision, 3)])


def _text(event: Row, proof: Row | None) -> str:
    note = f"<p>{_UNREAL[event['modality']]}</p>" if event["modality"] in _UNREAL else ""
    if proof is None:
        return note
    cited: Any = ", ".join(escape(part) for part in (proof["title"], proof["source"]) if part)
    return f"{note}<blockquote>{escape(proof['quote'])}</blockquote><p>{cited}</p>"
