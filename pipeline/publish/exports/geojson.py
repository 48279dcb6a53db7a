"""GeoJSON (RFC 7946): the events that have a place, as points with the columns of their rows as properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.publish.exports.source import Row, Source, json_text, write_text

if TYPE_CHECKING:
    from pathlib import Path


def write(source: Source, path: Path) -> None:
    """Write the events with a place to `path`; coordinates are longitude and latitude in degrees, WGS 84."""
    places = source.by_key("places")
    features = [_feature(row, places[row["place_id"]]) for row in source.rows("events") if row["place_id"]]
    write_text(json_text({"type": "FeatureCollection", "features": features}), path)


def _feature(event: Row, place: Row) -> Row:
    properties: dict[str, Any] = {name: _cell(cell) for name, cell in event.items()}
    properties |= {"place_name": place["name"], "geo_precision": place["geo_precision"]}
    return {
        "type": "Feature",
        "id": event["event_id"],
        "geometry": {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]},
        "properties": properties,
    }


def _cell(cell: Any) -> Any:
    return cell.isoformat() if hasattr(cell, "isoformat") else cell
