"""How the tests of this room read a text: ingest, tag and extract, with little to type."""

from collections.abc import Iterable

from pipeline.events import extract, resolve
from pipeline.ingest import document_from_text
from pipeline.model import Document, Event, Mention
from pipeline.temporal import tag_document


def document(text: str, *, name: str = "text", published: str | None = None, title: str | None = None) -> Document:
    return document_from_text(text, id=name, language="en", published=published, title=title)


def mentions(
    text: str, *, name: str = "text", published: str | None = None, title: str | None = None
) -> tuple[Mention, ...]:
    read = document(text, name=name, published=published, title=title)
    return extract(read, tag_document(read))


def told(
    text: str, *, published: str | None = None, title: str | None = None
) -> list[tuple[str | None, str, str, str]]:
    """Date, relation, type and label of every mention."""
    found = mentions(text, published=published, title=title)
    return [(each.value.edtf, each.relation, each.type, each.label) for each in found]


def events(texts: Iterable[str]) -> tuple[Event, ...]:
    """The events of several documents."""
    return resolve(each for n, text in enumerate(texts) for each in mentions(text, name=f"doc-{n}"))
