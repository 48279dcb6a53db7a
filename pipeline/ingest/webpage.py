"""HTML: the main text as trafilatura finds it, with headings, lists, quotes and tables told apart.

The text of the document is the extracted one: paragraphs parted by an empty line, the title first.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from pipeline.ingest.classify import classify
from pipeline.ingest.draft import Draft
from pipeline.ingest.language import detect
from pipeline.ingest.metadata import Metadata, parse_metadata
from pipeline.ingest.pagehead import day_in_address, read_page_head
from pipeline.ingest.pieces import Piece, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import BlockKind

_BLOCKS = frozenset(("body", "div", "p", "ab", "head", "list", "item", "quote", "table", "row", "code"))
_KINDS: dict[str, BlockKind] = {"head": "heading", "code": "furniture"}


def read(text: str, name: str) -> Draft:
    """Return the draft of an HTML page.

    The date of publication is the one that the page's metadata states, else that of the dateline nearest the title,
    else that of its address.

    Args:
        text: the source of the page.
        name: the file as error messages call it.

    Raises:
        InputError: the page has no main text.
    """
    tree, body = _extract(text, name)

    def fault(_: str, found: str, expected: str) -> InputError:
        return InputError(name, "head", found, expected)

    stated = parse_metadata(read_page_head(tree), fault)
    pieces = _with_title([piece for piece in _pieces(body) if piece.text], stated.title)
    if not pieces:
        raise _without_text(name)
    extracted, paragraphs = join(pieces)
    layout = classify(extracted, paragraphs, title=stated.title, marked_up=True)
    published = stated.published or layout.published or day_in_address(stated.source)
    metadata = replace(stated, published=published, language=_language(stated, extracted))
    return Draft(text=extracted, layout=layout, metadata=metadata, extracted=True)


def _extract(text: str, name: str) -> tuple[Any, Any]:
    """Return the page as lxml parsed it and the body that trafilatura cut out of it."""
    import trafilatura

    logger = logging.getLogger("trafilatura")
    if not logger.handlers:  # else what it says of a page that is refused here would reach stderr as well
        logger.addHandler(logging.NullHandler())
    tree = trafilatura.load_html(text.replace("\0", ""))
    if tree is None:
        raise _without_text(name)
    page = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False)
    body = getattr(page, "body", None)
    if body is None:
        raise _without_text(name)
    return tree, body


def _without_text(name: str) -> InputError:
    return InputError(name, None, "a page without main text", "an HTML page with paragraphs of text")


def _pieces(element: Any) -> Iterator[Piece]:
    """Yield the paragraphs of an element in order; a row of a table is one, its cells parted by bars."""
    tag = element.tag if isinstance(element.tag, str) else ""
    kind = _KINDS.get(tag)
    level = int(element.get("rend", "h2")[-1:]) if tag == "head" and element.get("rend", "h2")[-1:].isdigit() else 0
    if tag == "row":
        cells = (_collapsed(cell) for cell in element)
        yield Piece(" | ".join(cell for cell in cells if cell), "body", 0)
        return
    words = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            yield Piece(" ".join("".join(words).split()), kind, level)
            yield from _pieces(child)
            words = []
        else:
            words.append(" " if child.tag == "lb" else "".join(child.itertext()))
        words.append(child.tail or "")
    yield Piece(" ".join("".join(words).split()), kind, level)


def _collapsed(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _with_title(pieces: list[Piece], title: str | None) -> list[Piece]:
    """Return the paragraphs with the title first, unless it or a heading of the first level is among them."""
    if title is None or any(piece.text == title or (piece.kind == "heading" and piece.level == 1) for piece in pieces):
        return pieces
    return [Piece(title, "heading", 1), *pieces] if pieces else []


def _language(stated: Metadata, text: str) -> str | None:
    """Return the language that the page states; but many a template says English whatever the text is."""
    if stated.language is None or stated.language.partition("-")[0].lower() not in {"en", "vi"}:
        return stated.language
    detected = detect(text)
    return stated.language if stated.language.lower().startswith(detected) else detected
