"""JSON-LD: a schema.org Dataset with its events, for search engines and linked data.

The vocabulary is named in the context itself, so that a reader needs no network. Beside schema.org's `startDate` and
`endDate`, the first and last day that a date allows, each event has its EDTF date as `dcterms:date`, with the datatype
that the Library of Congress has for it. A deadline has an end alone, what goes on a start alone. Events that did not
happen, or only might, are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.publish.exports.source import NOT_TOLD_AS_FACT, Row, Source, json_text, without_nulls, write_text

if TYPE_CHECKING:
    from pathlib import Path

CONTEXT = {
    "@vocab": "https://schema.org/",
    "edtf": {"@id": "http://purl.org/dc/terms/date", "@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
}
_NO_START = frozenset({"by"})
_NO_END = frozenset({"since"})
_STATUS = {"planned": "https://schema.org/EventScheduled", "target": "https://schema.org/EventScheduled"}
_PERSON = {"person": "Person"}


def write(source: Source, path: Path) -> None:
    """Write the dataset and its events to `path`; addresses of files are relative to `exports/` in the package."""
    write_text(json_text(document(source, base="../")), path)


def document(source: Source, *, base: str, events: bool = True) -> Row:
    """The dataset as JSON-LD; `base` leads to the directory of the package, `events=False` leaves the events out."""
    descriptor = source.descriptor
    licences = [entry.get("path") or entry.get("title") or entry["name"] for entry in descriptor.get("licenses", [])]
    return without_nulls(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "name": source.title,
            "alternateName": source.name,
            "description": descriptor.get("description") or source.title,
            "url": descriptor.get("homepage"),
            "version": descriptor.get("version"),
            "datePublished": str(descriptor.get("created") or "")[:10] or None,
            "license": licences,
            "keywords": list(descriptor.get("keywords", [])),
            "creator": [_agent(entry) for entry in descriptor.get("contributors", [])],
            "temporalCoverage": _coverage(descriptor),
            "spatialCoverage": [_place(row) for row in source.rows("places")],
            "isBasedOn": [_work(row) for row in source.rows("documents")],
            "distribution": [_download(resource, base) for resource in descriptor.get("resources", [])],
            "about": _events(source) if events else None,
        }
    )


def _coverage(descriptor: Any) -> str | None:
    temporal = descriptor.get("temporal") or {}
    return f"{temporal.get('start', '..')}/{temporal.get('end', '..')}" if temporal else None


def _agent(entry: Row) -> Row:
    told = {"@type": "Organization", "name": entry.get("title"), "url": entry.get("path"), "email": entry.get("email")}
    return without_nulls(told)


def _place(row: Row) -> Row:
    same = f"https://www.wikidata.org/entity/{row['wikidata_id']}" if row["wikidata_id"] else None
    geo = {"@type": "GeoCoordinates", "latitude": row["latitude"], "longitude": row["longitude"]}
    key = f"#place-{quote(row['place_id'], safe='')}"
    return without_nulls({"@type": "Place", "@id": key, "name": row["name"], "geo": geo, "sameAs": same})


def _work(row: Row) -> Row:
    address = row["source"] if (row["source"] or "").startswith(("https://", "http://")) else None
    return without_nulls(
        {
            "@type": "CreativeWork",
            "@id": f"#document-{quote(row['document_id'], safe='')}",
            "name": row["title"] or row["document_id"],
            "author": [{"@type": "Person", "name": name} for name in (row["authors"] or "").split("; ") if name],
            "publisher": {"@type": "Organization", "name": row["publisher"]} if row["publisher"] else None,
            "datePublished": row["published"],
            "inLanguage": row["language"],
            "url": address,
            "creditText": None if address else row["source"],
            "copyrightNotice": row["rights"],
        }
    )


def _download(resource: Row, base: str) -> Row:
    size = resource.get("bytes")
    return without_nulls(
        {
            "@type": "DataDownload",
            "name": resource["name"],
            "description": resource.get("description"),
            "contentUrl": base + resource["path"],
            "encodingFormat": resource.get("mediatype"),
            "contentSize": None if size is None else f"{size} B",
            "sha256": str(resource.get("hash", "")).removeprefix("sha256:") or None,
        }
    )


def _events(source: Source) -> list[Row]:
    actors, proofs = source.by_key("actors"), source.proofs()
    taking_part: dict[str, list[Row]] = {}
    for row in source.rows("participants"):
        actor = actors[row["actor_id"]]
        kind = _PERSON.get(actor["actor_type"], "Organization")
        agent = {"@type": kind, "@id": f"#actor-{quote(actor['actor_id'], safe='')}", "name": actor["name"]}
        listed = taking_part.setdefault(row["event_id"], [])
        if agent not in listed:
            listed.append(agent)
    return [
        _event(row, proofs.get(row["event_id"]), taking_part.get(row["event_id"], []))
        for row in source.rows("events")
        if row["modality"] not in NOT_TOLD_AS_FACT
    ]


def _event(row: Row, proof: Row | None, agents: list[Row]) -> Row:
    relation = row["date_relation"]
    start = None if relation in _NO_START else row["date_start"]
    end = None if relation in _NO_END else row["date_end"]
    place = {"@id": f"#place-{quote(row['place_id'], safe='')}"} if row["place_id"] else None
    cited = {"@id": f"#document-{quote(proof['document_id'], safe='')}"} if proof else None
    return without_nulls(
        {
            "@type": "Event",
            "@id": f"#{quote(row['event_id'], safe='')}",
            "identifier": row["event_id"],
            "name": row["label"],
            "additionalType": row["event_type"],
            "edtf": row["date_edtf"],
            "startDate": start.isoformat() if start else None,
            "endDate": end.isoformat() if end else None,
            "eventStatus": _STATUS.get(row["modality"]),
            "location": place,
            "contributor": agents,
            "description": proof["quote"] if proof else None,
            "subjectOf": cited,
        }
    )
