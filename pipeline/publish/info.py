"""What the keeper of a corpus says about the package: name, title, licences, contributors, version, keywords.

It stands in an optional `datapackage.yaml` in the corpus directory, with the property names of Data Package v2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

INFO_FILE = "datapackage.yaml"

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class License:
    """A licence: its Open Definition or SPDX `name`, the `path` (web address) of its text, its `title`."""

    name: str
    path: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Who made the package, and as what (`roles`)."""

    title: str
    path: str | None = None
    email: str | None = None
    organization: str | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageInfo:
    """The properties of a package that no document tells; the defaults claim nothing.

    `version` and `created`, the day of the release, are what `datelines release` stamps.

    >>> PackageInfo(name="harbour-chronicle").licenses[0].title
    'License not specified'
    """

    name: str = "timeline"
    title: str = "Timeline of dated events"
    description: str = (
        "Dated events extracted from documents. Every event is proved by the words it came from, with exact offsets."
    )
    version: str = "0.1.0"
    created: str | None = None
    homepage: str | None = None
    licenses: tuple[License, ...] = (License(name="notspecified", title="License not specified"),)
    contributors: tuple[Contributor, ...] = (Contributor(title="datelines", roles=("extraction",)),)
    keywords: tuple[str, ...] = ("events", "timeline", "TIMEX3", "EDTF")


def read_info(path: Path) -> PackageInfo:
    """Read `datapackage.yaml`; what it leaves out keeps its default.

        name: harbour-chronicle
        title: Chronicle of a harbour
        version: "2026.3.0"
        created: "2026-03-09"
        licenses: [{name: CC-BY-4.0, path: "https://creativecommons.org/licenses/by/4.0/"}]
        contributors: [{title: Harbour archive, roles: [editor]}]
        keywords: [harbour, shipping]

    Raises:
        InputError: the file is no YAML mapping, or a property is unknown or isn't of the right kind.
        OSError: the file can't be read.
    """
    import yaml

    expected = "a YAML mapping with properties such as name and title"
    try:
        content = yaml.safe_load(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(path, f"byte {error.start}", "bytes that aren't UTF-8", "UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else None
        problem = getattr(error, "problem", None) or "a fault in it"
        raise InputError(path, place, f"YAML that can't be read ({problem})", expected) from error
    except (ValueError, RecursionError) as error:
        # A date that the calendar lacks, or lists within lists without end.
        raise InputError(path, None, "a date that the calendar lacks, or values nested too deep", expected) from error
    if content is None:
        return PackageInfo()
    if not isinstance(content, dict):
        raise InputError(path, None, f"a {type(content).__name__}", expected)
    known = [field.name for field in fields(PackageInfo)]
    for key in content:
        if key not in known:
            raise InputError(path, str(key), "a property that isn't known", f"one of {', '.join(known)}")
    return PackageInfo(**{key: _READERS[key](path, key, value) for key, value in content.items()})


def described_info(descriptor: dict[str, Any], path: Path) -> PackageInfo:
    """What the descriptor of a published package repeats of its `datapackage.yaml`; `path` is for the error.

    Raises:
        InputError: a property isn't of the right kind.
    """
    stated = {field.name: descriptor[field.name] for field in fields(PackageInfo) if field.name in descriptor}
    if isinstance(stated.get("created"), str):
        stated["created"] = stated["created"].partition("T")[0]
    missing: dict[str, Any] = {"keywords": (), "contributors": ()}
    return PackageInfo(**missing | {key: _READERS[key](path, key, value) for key, value in stated.items()})


def _text(path: Path, place: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InputError(path, place, repr(value), "a text, in quotes where YAML would read a number or a date")
    return value


def _name(path: Path, place: str, value: Any) -> str:
    name = _text(path, place, value)
    if not _NAME.fullmatch(name):
        raise InputError(path, place, repr(name), "lower-case letters, digits and . _ - as in harbour-chronicle")
    return name


def _day(path: Path, place: str, value: Any) -> str:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise InputError(path, place, repr(value), 'the day of the release in quotes, such as "2026-03-09"')
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise InputError(path, place, repr(value), "a day of the calendar") from error


def _items(path: Path, place: str, value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise InputError(path, place, repr(value), "a list with at least one item")
    return value


def _texts(path: Path, place: str, value: Any) -> tuple[str, ...]:
    return tuple(_text(path, f"{place}[{i}]", item) for i, item in enumerate(_items(path, place, value)))


def _licenses(path: Path, place: str, value: Any) -> tuple[License, ...]:
    items = enumerate(_items(path, place, value))
    return tuple(License(**_mapping(path, f"{place}[{i}]", item, License, "name")) for i, item in items)


def _contributors(path: Path, place: str, value: Any) -> tuple[Contributor, ...]:
    items = enumerate(_items(path, place, value))
    return tuple(Contributor(**_mapping(path, f"{place}[{i}]", item, Contributor, "title")) for i, item in items)


def _mapping(path: Path, place: str, value: Any, kind: type[License | Contributor], needed: str) -> dict[str, Any]:
    known = [field.name for field in fields(kind)]
    if not isinstance(value, dict) or needed not in value or not value.keys() <= set(known):
        raise InputError(path, place, repr(value), f"a mapping with {needed} and nothing but {', '.join(known)}")
    return {key: (_texts if key == "roles" else _text)(path, f"{place}.{key}", item) for key, item in value.items()}


_READERS: dict[str, Callable[[Path, str, Any], Any]] = {
    "name": _name,
    "title": _text,
    "description": _text,
    "version": _text,
    "created": _day,
    "homepage": _text,
    "licenses": _licenses,
    "contributors": _contributors,
    "keywords": _texts,
}
