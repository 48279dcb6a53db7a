"""The fields that a source may state of a document, checked: front matter, columns and meta tags all end here."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from pipeline.ingest.language import is_tag
from pipeline.limits import FIELD_CHARACTERS, ID_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from pipeline.errors import InputError

    Fault = Callable[[str, str, str], InputError]

_SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the source states of a document; None (or no author) where it states nothing. `published` is EDTF.

    `unread` are the names of fields that would have been read under another name (see `MEANT`).
    """

    id: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    source: str | None = None
    rights: str | None = None
    unread: tuple[str, ...] = ()


FIELDS = ("id", "title", "authors", "publisher", "published", "language", "source", "rights")
MEANT: Mapping[str, str] = {
    **dict.fromkeys(("date", "datetime", "pubdate", "publication_date", "published_at", "published_date"), "published"),
    **dict.fromkeys(("author", "byline", "creator"), "authors"),
    **dict.fromkeys(("lang", "locale"), "language"),
    **dict.fromkeys(("link", "url"), "source"),
    **dict.fromkeys(("copyright", "licence", "license"), "rights"),
    **dict.fromkeys(("document_id", "doc_id"), "id"),
    "headline": "title",
}
"""Names that others give to our fields. They aren't read, since they may mean something else; a build tells of them."""
_TEXTS = tuple(name for name in FIELDS if name != "authors")


def shown(value: object) -> str:
    r"""Return `value` in one short line for an error message.

    >>> shown("two\nlines")
    "'two\\nlines'"
    """
    text = repr(value[: _SHOWN_CHARACTERS + 1] if isinstance(value, str) else value)
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[: _SHOWN_CHARACTERS - 1]}…"


def parse_metadata(values: Mapping[str, object], fault: Fault) -> Metadata:
    """Check the fields of `values` and return them; of others, only the names that may have been meant for ours.

    Args:
        values: the fields by name. Text, None for what is missing, a list of texts for `authors` (one text may hold
            several, parted by semicolons), a `date` or a year for `published`, an integer for `id`.
        fault: makes the error from (field, what was found, what was expected), since only the caller knows the place.

    Returns:
        The fields, with white space collapsed; `published` is EDTF and `language` has the shape of a BCP 47 tag.

    Raises:
        InputError: the one that `fault` makes.

    >>> parse_metadata({"title": " On  bridges", "authors": "A. Lê; B. Roe", "colour": 3}, fault=ValueError).authors
    ('A. Lê', 'B. Roe')
    >>> parse_metadata({"date": "2025-06-14", "colour": 3}, fault=ValueError).unread
    ('date',)
    """
    plain = {name: _text(name, values.get(name), fault) for name in _TEXTS}
    identifier, language, published = plain["id"], plain["language"], plain["published"]
    if identifier is not None and len(identifier) > ID_CHARACTERS.value():
        raise fault("id", f"an id of {len(identifier):,} characters", ID_CHARACTERS.expected())
    if language is not None and not is_tag(language):
        raise fault("language", shown(f"language: {language}"), "a language tag such as en, vi or en-GB")
    if published is not None:
        _check_edtf(published, fault)
    unread = [name for name, value in values.items() if value is not None and is_meant(name, values)]
    return Metadata(**plain, authors=_authors(values.get("authors"), fault), unread=tuple(sorted(unread)))


def is_meant(name: str, known: Container[str]) -> bool:
    """Whether a name that isn't read is another one of a field that `known` lacks.

    >>> is_meant("Author", ["text"]), is_meant("author", ["authors"]), is_meant("colour", [])
    (True, False, False)
    """
    if name in FIELDS:
        return False
    small = name.lower()
    ours = MEANT.get(small, small)
    return ours in FIELDS and ours not in known


def _text(name: str, value: object, fault: Fault) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        return _collapse(name, value, fault)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date) and name == "published":
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool) and name in {"id", "published"}:
        return f"{value:04d}" if name == "published" else str(value)
    raise fault(name, f"{_kind(value)} for {name!r}", "text")


def _collapse(name: str, value: str, fault: Fault) -> str | None:
    if len(value) > FIELD_CHARACTERS.value():
        raise fault(name, f"{len(value):,} characters for {name!r}", FIELD_CHARACTERS.expected())
    text = " ".join(value.split())
    bad = None if text.isprintable() else next((c for c in text if unicodedata.category(c) in {"Cc", "Cs"}), None)
    if bad is not None:
        raise fault(name, f"the control character U+{ord(bad):04X} in {name!r}", "printable text")
    return text or None


def _authors(value: object, fault: Fault) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(";")
    if value is None:
        return ()
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
        found = _kind(value) if not isinstance(value, list | tuple) else "a list of more than texts"
        raise fault("authors", f"{found} for 'authors'", "a text or a list of texts")
    names = (_collapse("authors", name, fault) for name in value)
    return tuple(name for name in names if name)


def _check_edtf(published: str, fault: Fault) -> None:
    from pipeline.temporal import edtf

    try:
        edtf.parse(published)
    except edtf.EdtfError:
        found = shown(f"published: {published}")
        raise fault("published", found, "an EDTF date such as 2025-06-14, 2025-06 or 2025") from None


def _kind(value: object) -> str:
    kinds = ((bool, "true or false"), (int, "a number"), (float, "a number"), (list, "a list"), (dict, "a mapping"))
    return next((words for kind, words in kinds if isinstance(value, kind)), f"a {type(value).__name__}")
