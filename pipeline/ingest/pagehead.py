"""What an HTML page states of itself: schema.org in JSON-LD first, then Open Graph and the meta elements in use."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.ingest.language import is_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "pubdate",
    "publish-date",
    "publish_date",
    "dcterms.date",
    "dc.date",
    "date",
)
_RIGHTS = ("dcterms.rights", "dc.rights", "copyright")
_DAY = re.compile(r"(\d{4})([-/])(\d{2})\2(\d{2})(?=[T ]|\Z)")
_DAY_IN_ADDRESS = re.compile(r"/((?:199|20\d)\d)([-/])(\d{1,2})\2(\d{1,2})(?=[/_-]|\Z)")
_MAX_DEPTH = 4


def read_page_head(tree: Any) -> dict[str, object]:
    """Return the fields of metadata that the page states, as `metadata.parse_metadata` takes them.

    `tree` is the page as lxml parsed it. A date that isn't a calendar day, or a language that is no tag, is left out.
    """
    things = list(_linked_data(tree))
    meta = _meta(tree)
    heading = _only(tree.xpath("//h1"))
    return {
        "title": _named(things, "headline") or meta.get("og:title") or heading or _only(tree.xpath("//head/title")),
        "authors": _authors(things, meta),
        "publisher": _named(things, "publisher") or meta.get("og:site_name"),
        "published": _published(tree, things, meta),
        "language": next((tag for tag in tree.xpath("/html/@lang") if is_tag(tag)), None),
        "source": _address(tree, meta),
        "rights": next((meta[name] for name in _RIGHTS if name in meta), None),
    }


def day_in_address(address: str | None) -> str | None:
    """Return the day that the path of a URL states, in EDTF.

    >>> day_in_address("https://news.example/2014/03/03/rain"), day_in_address("https://news.example/rain-2014")
    ('2014-03-03', None)
    """
    found = _DAY_IN_ADDRESS.search(address or "")
    return _day(found[1], found[3], found[4]) if found else None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _meta(tree: Any) -> dict[str, str]:
    """Return the first content of every meta element, by its name in small letters."""
    found: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join(element.get("content").split())
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD that tell when they were published or what their headline is."""
    for source in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(source)
        except (ValueError, RecursionError):
            continue
        yield from _articles(data, _MAX_DEPTH)


def _articles(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, list) and depth:
        for item in data:
            yield from _articles(item, depth - 1)
    elif isinstance(data, dict):
        if "datePublished" in data or "headline" in data:
            yield data
        yield from _articles(data.get("@graph"), depth - 1)


def _named(things: list[dict[str, Any]], key: str) -> str | None:
    return next((name for thing in things for name in _names(thing.get(key))), None)


def _names(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and name.strip():
            yield name


def _authors(things: list[dict[str, Any]], meta: dict[str, str]) -> list[str]:
    named = next((names for thing in things if (names := list(_names(thing.get("author"))))), None)
    stated = named or ([meta["author"]] if "author" in meta else [])
    return [name for name in stated if not name.startswith(("http://", "https://"))]


def _published(tree: Any, things: list[dict[str, Any]], meta: dict[str, str]) -> str | None:
    candidates = [thing.get("datePublished") for thing in things]
    candidates += [meta.get(name) for name in _PUBLISHED]
    candidates += tree.xpath("//time[@itemprop='datePublished' or @pubdate]/@datetime")
    found = (_DAY.match(text.strip()) for text in candidates if isinstance(text, str))
    return next((day for one in found if one and (day := _day(one[1], one[3], one[4]))), None)


def _address(tree: Any, meta: dict[str, str]) -> str | None:
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    return canonical[0] if canonical else meta.get("og:url")


def _only(elements: list[Any]) -> str | None:
    text = " ".join(elements[0].text_content().split()) if len(elements) == 1 else ""
    return text or None
