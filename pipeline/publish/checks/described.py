"""Checks of `datapackage.json`: its properties, its resources, its schemas (Data Package v2 and the contract)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pipeline.publish.checks.finding import Finding, shown
from pipeline.publish.checks.package import DAYS_BEFORE_1970, Package, Twin
from pipeline.publish.descriptor import DESCRIPTOR, PACKAGE_PROFILE
from pipeline.publish.tables import table_schema
from pipeline.temporal.edtf import EdtfError, from_day, parse, year_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pyarrow as pa

_SHA256 = re.compile(r"sha256:[0-9a-f]{64}")
_URL = re.compile(r"https?://[^\s/]+(?:/\S*)?")
_CREATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,}(?:Z|[+-][0-9]{2}:[0-9]{2})")
_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}


def readable(package: Package) -> Iterator[Finding]:
    """`datapackage.json` is a JSON object."""
    yield from package.broken


def properties(package: Package) -> Iterator[Finding]:
    """Every property of the package is one of the standard or the contract, and of its kind; none is missing."""
    if package.broken:
        return
    descriptor = package.descriptor
    for name in sorted(descriptor.keys() - _PROPERTIES.keys()):
        yield _finding("properties", shown(name), f"one of the properties {', '.join(sorted(_PROPERTIES))}")
    for name, (required, rule, is_right) in _PROPERTIES.items():
        if name not in descriptor:
            if required:
                yield _finding("properties", "nothing", rule, field=name)
        elif not is_right(descriptor[name]):
            yield _finding("properties", shown(descriptor[name]), rule, field=name)


def sources(package: Package) -> Iterator[Finding]:
    """A package with documents names its sources."""
    if package.broken:
        return
    has_documents = any(True for _ in package.content("documents", ["document_id"]))
    if has_documents and not package.descriptor.get("sources"):
        rule = "the sources of the documents"
        yield _finding("sources", shown(package.descriptor.get("sources")), rule, field="sources")


def resources(package: Package) -> Iterator[Finding]:
    """Every twin of every table is a resource once, and nothing else is."""
    listed = package.descriptor.get("resources")
    if not isinstance(listed, list):
        return
    twins = {twin.resource: twin for twin in package.twins()}
    seen: set[str] = set()
    for number, resource in enumerate(listed):
        name = resource.get("name") if isinstance(resource, dict) else None
        if not isinstance(name, str) or name not in twins:
            found = name if isinstance(resource, dict) else resource
            yield _finding(
                "resources", shown(found), "the name of a table or of its twin", field=f"resources[{number}]"
            )
        elif name in seen:
            yield _finding("resources", shown(name), "every resource once", field=f"resources[{number}]")
        else:
            seen.add(name)
    for name in sorted(twins.keys() - seen):
        yield _finding("resources", "nothing", f"a resource {name} for {twins[name].path}", field="resources")


def paths(package: Package) -> Iterator[Finding]:
    """The path of a resource is the one of its table: nothing outside the package is ever named, nor opened."""
    for twin, resource in _described(package):
        if resource.get("path") != twin.path:
            yield _of(twin, "paths", "path", resource.get("path"), f"{twin.path!r}")


def resource_properties(package: Package) -> Iterator[Finding]:
    """Every property of a resource is known and says what its file is."""
    for twin, resource in _described(package):
        expected = _expected(twin)
        known = {*expected, *_MEASURED, "name", "path", "schema"} - ({"bytes"} if twin.parquet else set())
        for name in sorted(resource.keys() - known):
            yield _of(twin, "resource-properties", None, name, f"one of the properties {', '.join(sorted(known))}")
        for name, value in expected.items():
            if name not in resource or not _same(resource[name], value):
                yield _of(twin, "resource-properties", name, resource.get(name), shown_rule(value))
        for name, (rule, is_right) in _MEASURED.items():
            if name in known and not is_right(resource.get(name)):
                yield _of(twin, "resource-properties", name, resource.get(name), rule)


def schemas(package: Package) -> Iterator[Finding]:
    """The schema of a resource is the Table Schema of its table: fields, types, constraints, keys, descriptions."""
    for twin, resource in _described(package):
        expected = table_schema(twin.table, parquet=twin.parquet)
        found = resource.get("schema")
        if not isinstance(found, dict):
            yield _of(twin, "schemas", "schema", found, "a Table Schema")
            continue
        for name in sorted(expected.keys() | found.keys()):
            if not _same(found.get(name), expected.get(name)):
                yield _of(twin, "schemas", f"schema.{name}", found.get(name), f"that of the table {twin.table.name}")


def temporal(package: Package) -> Iterator[Finding]:
    """The temporal coverage is the first and the last date of the events."""
    found = package.descriptor.get("temporal", {})
    expected = _coverage(package)
    if package.broken or expected is None or not isinstance(found, dict):
        return
    for side in ("start", "end"):
        if found.get(side) != expected.get(side):
            rule = shown(expected[side]) if side in expected else "no such date, since no event has one"
            yield _finding("temporal", shown(found.get(side)), rule, field=f"temporal.{side}")


def _coverage(package: Package) -> dict[str, str] | None:
    """The first and last day of all events, as years outside 0001–9999; None where no table of events can be read."""
    twin = package.best("events")
    if twin is None:
        return None
    names = ["start_year", "end_year", "date_start", "date_end"]
    found: dict[str, list[int]] = {name: [] for name in names}
    for _, batch in package.batches(twin, names):
        for name in names:
            found[name] = _extremes(batch.column(name), found[name])
    years, days = ([found[name] for name in some] for some in (names[:2], names[2:]))
    coverage: dict[str, str] = {}
    for side, pick in (("start", min), ("end", max)):
        known, dated = ([pick(each) for each in column if each] for column in (years, days))
        if known:
            year = pick(known)
            told = dated and 1 <= year <= 9999
            coverage[side] = from_day(pick(dated) + DAYS_BEFORE_1970) if told else year_text(year)
    return coverage


def _extremes(cells: pa.Array, known: list[int]) -> list[int]:
    """The least and the greatest of cells, dates as their numbers, and of those known; nothing where there are none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    numbers = cells.cast(pa.int32()) if pa.types.is_date32(cells.type) else cells
    told = [each for each in pc.min_max(numbers).as_py().values() if each is not None] + known
    return [min(told), max(told)] if told else []


SHAPE = (properties, paths, resources, resource_properties, schemas)
"""The checks that need no file but the descriptor: where they find nothing, every property has its type."""


def _described(package: Package) -> Iterator[tuple[Twin, dict[str, Any]]]:
    for twin in package.twins():
        resource = package.resource(twin)
        if resource is not None:
            yield twin, resource


def _expected(twin: Twin) -> dict[str, Any]:
    """The properties of a resource whose values are known beforehand; `...` stands for any text."""
    same = {"type": "table", "title": ..., "description": ...}
    if twin.parquet:
        return same | {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
    return same | {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "dialect": _DIALECT}


def _same(found: Any, expected: Any) -> bool:
    """Equality that tells True from 1; `...` expects any text."""
    if expected is ...:
        return _is_text(found)
    if isinstance(expected, dict):
        return (
            isinstance(found, dict)
            and found.keys() == expected.keys()
            and all(_same(found[key], expected[key]) for key in expected)
        )
    if isinstance(expected, list):
        return (
            isinstance(found, list)
            and len(found) == len(expected)
            and all(_same(one, other) for one, other in zip(found, expected, strict=True))
        )
    return isinstance(found, bool) == isinstance(expected, bool) and bool(found == expected)


def shown_rule(expected: Any) -> str:
    """What is expected of a property, for a finding."""
    if expected is ...:
        return "a text"
    return "the dialect of the contract" if isinstance(expected, dict) else shown(expected)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_email(value: Any) -> bool:
    return _is_text(value) and "@" in value


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_hash(value: Any) -> bool:
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


def _is_url(value: Any) -> bool:
    return isinstance(value, str) and _URL.fullmatch(value) is not None


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


def _list_of(needed: tuple[str, ...], kinds: Mapping[str, Callable[[Any], bool]]) -> Callable[[Any], bool]:
    """Whether a value is a list of mappings with one of the `needed` properties and none but those of `kinds`."""

    def is_right(value: Any) -> bool:
        return isinstance(value, list) and bool(value) and all(map(is_item, value))

    def is_item(item: Any) -> bool:
        return (
            isinstance(item, dict)
            and any(name in item for name in needed)
            and all(name in kinds and kinds[name](item[name]) for name in item)
        )

    return is_right


def _is_coverage(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and bool(value)
        and value.keys() <= {"start", "end"}
        and all(map(_is_edtf, value.values()))
    )


def _is_edtf(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(parse(value))
    except EdtfError:
        return False


_PERSON = {**dict.fromkeys(("title", "givenName", "familyName", "path", "organization"), _is_text), "email": _is_email}
_PROPERTIES: dict[str, tuple[bool, str, Callable[[Any], bool]]] = {
    "$schema": (True, PACKAGE_PROFILE, lambda value: value == PACKAGE_PROFILE),
    "name": (
        True,
        "lower-case letters, digits and . _ -",
        lambda value: isinstance(value, str) and re.fullmatch(r"[a-z0-9][a-z0-9._-]*", value) is not None,
    ),
    "id": (False, "a text", _is_text),
    "title": (True, "a text", _is_text),
    "description": (True, "a text", _is_text),
    "homepage": (False, "a web address", _is_url),
    "image": (False, "a text", _is_text),
    "version": (True, "a text", _is_text),
    "created": (False, "a date and time", lambda value: isinstance(value, str) and bool(_CREATED.fullmatch(value))),
    "licenses": (
        True,
        "a list of licences with a name or a path, at least one",
        _list_of(("name", "path"), dict.fromkeys(("name", "path", "title"), _is_text)),
    ),
    "sources": (
        False,
        "a list of sources with a title",
        _list_of(("title",), {**dict.fromkeys(("title", "path", "version"), _is_text), "email": _is_email}),
    ),
    "contributors": (
        True,
        "a list of contributors with a title, at least one",
        _list_of(("title",), {**_PERSON, "roles": _is_texts}),
    ),
    "keywords": (True, "a list of texts, at least one", _is_texts),
    "temporal": (False, "an EDTF start, end or both", _is_coverage),
    "resources": (True, "a list of resources", lambda value: isinstance(value, list) and bool(value)),
}
_MEASURED: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "bytes": ("a number of bytes", _is_count),
    "rows": ("a number of rows", _is_count),
    "hash": ("sha256: and 64 hexadecimal digits", _is_hash),
    "contentHash": ("sha256: and 64 hexadecimal digits", _is_hash),
}


def _finding(check: str, value: str, rule: str, field: str | None = None) -> Finding:
    return Finding(check=check, resource=DESCRIPTOR, field=field, value=value, rule=rule)


def _of(twin: Twin, check: str, field: str | None, value: Any, rule: str) -> Finding:
    return Finding(check=check, resource=twin.resource, field=field, value=shown(value), rule=rule)
