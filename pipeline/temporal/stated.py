"""What words state in full: the value of a point that needs no context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.temporal.dates import LAST_YEAR, PREHISTORY, Date, date_text, time_text, with_year
from pipeline.temporal.values import temporal_value

if TYPE_CHECKING:
    from pipeline.model import TemporalValue
    from pipeline.temporal.values import Point


@dataclass(slots=True)
class Resolved:
    """A value, what it was resolved against, and the date that it tells to what follows."""

    value: TemporalValue
    anchor: str | None
    date: Date | None


def is_complete(point: Point) -> bool:
    """Whether a point needs no context."""
    if point.shift or point.numeric or point.yy is not None or point.decade2 is not None:
        return False
    return point.year is not None or point.century is not None or point.decade is not None


def complete(point: Point, source: str) -> Resolved:
    """The value of a point that states all it needs."""
    mark = "BC" if point.bce else ""
    if point.century is not None:
        return Resolved(temporal_value(f"{mark}{point.century:02d}", point.mod), None, None)
    if point.decade is not None:
        return Resolved(temporal_value(f"{mark}{point.decade:03d}", point.mod), None, None)
    if point.bce and point.month is None and -PREHISTORY < (point.year or 0) <= -LAST_YEAR:
        # so far back no other date is told by it
        return Resolved(temporal_value(date_text(point.year), point.mod), None, None)
    text, date, _ = with_year(point, point.year, None)
    if point.fiscal:
        text = f"FY{text}"
    if date and date.day and point.type == "TIME":
        text += time_text(point)
    return Resolved(temporal_value(text, point.mod), None, date and date.found_at(source))
