"""Croissant 1.0 (MLCommons): the files, and a record set a table read from its Parquet file, with types and keys.

Addresses of files are relative to `exports/` in the package, where the file stands. Foreign keys are told in the
descriptions of the columns alone: as `references` they would make readers join tables that nobody asked to be joined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.publish.exports.source import Row, Source, json_text, without_nulls, write_text
from pipeline.publish.tables import TABLES, Table, resource_name, resource_path

if TYPE_CHECKING:
    from pathlib import Path

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}


def write(source: Source, path: Path) -> None:
    """Write the description of the package to `path`."""
    write_text(json_text(document(source)), path)


def document(source: Source) -> Row:
    """The package as a Croissant dataset."""
    descriptor = source.descriptor
    published = [table for table in TABLES if table.name in source.tables]
    resources = {str(resource["name"]): resource for resource in descriptor.get("resources", [])}
    contributors = descriptor.get("contributors", [])
    licences = [entry.get("path") or entry.get("title") or entry["name"] for entry in descriptor.get("licenses", [])]
    return without_nulls(
        {
            "@context": CONTEXT,
            "@type": "sc:Dataset",
            "conformsTo": "http://mlcommons.org/croissant/1.0",
            "name": source.name,
            "alternateName": source.title,
            "description": descriptor.get("description") or source.title,
            "url": descriptor.get("homepage"),
            "version": descriptor.get("version"),
            "datePublished": str(descriptor.get("created") or "")[:10] or None,
            "license": licences,
            "keywords": list(descriptor.get("keywords", [])),
            "creator": [{"@type": "sc:Organization", "name": str(entry.get("title"))} for entry in contributors],
            "citeAs": f"{source.title}, version {descriptor.get('version')}",
            "distribution": [
                _file(table, resources, parquet=parquet) for table in published for parquet in (False, True)
            ],
            "recordSet": [_records(table) for table in published],
        }
    )


def _file(table: Table, resources: dict[str, Row], *, parquet: bool) -> Row:
    name = resource_name(table.name, parquet=parquet)
    path = resource_path(table.name, parquet=parquet)
    resource = resources.get(name, {})
    size = resource.get("bytes")
    return without_nulls(
        {
            "@type": "cr:FileObject",
            "@id": path,
            "name": path.rpartition("/")[2],
            "description": table.description,
            "contentUrl": f"../{path}",
            "contentSize": None if size is None else f"{size} B",
            "encodingFormat": "application/x-parquet" if parquet else "text/csv",
            "sha256": str(resource.get("hash", "")).removeprefix("sha256:") or None,
        }
    )


def _records(table: Table) -> Row:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": f"{table.name}/{column}"} for column in table.primary_key],
        "field": [_field(table, column.name, column.type, column.description) for column in table.columns],
    }


def _field(table: Table, name: str, kind: str, description: str) -> Row:
    path = resource_path(table.name, parquet=True)
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{name}",
        "name": name,
        "description": description,
        "dataType": _TYPES[kind],
        "source": {"fileObject": {"@id": path}, "extract": {"column": name}},
    }
