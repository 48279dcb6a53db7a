"""HTML: the main text as trafilatura finds it, with headings, lists, quotes and tables told apart.

Where trafilatura leaves out words of the page's main part, that part is read block by block instead: a date that is
lost is an event that is lost. The text of the document is the extracted one: paragraphs parted by an empty line, the
title first.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.errors import InputError
from pipeline.ingest import forms
from pipeline.ingest.classify import classify
from pipeline.ingest.draft import Draft
from pipeline.ingest.language import detect
from pipeline.ingest.metadata import Metadata, parse_metadata
from pipeline.ingest.pagehead import day_in_address, read_page_head
from pipeline.ingest.pieces import Piece, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.model import BlockKind

_BLOCKS = frozenset(("body", "div", "p", "ab", "head", "list", "item", "quote", "table", "row", "code"))
_KINDS: dict[str, BlockKind] = {"head": "heading", "code": "furniture"}
_WORD = re.compile(r"\w{1,100}")

_UNWRAPPED = (
    *("abbr", "acronym", "bdi", "bdo", "big", "cite", "data", "dfn", "font", "ins", "kbd", "mark", "output", "q"),
    *("samp", "small", "time", "tt", "u", "var", "wbr"),
)
"""Elements within a sentence that say nothing of its text; extractors drop some of them with the words inside."""

_REMOVED = (
    *("nav", "footer", "aside", "script", "style", "noscript", "template", "dialog", "button", "select", "textarea"),
    *("iframe", "object", "svg", "canvas", "audio", "video"),
)
_REMOVED_ROLES = frozenset(("navigation", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu"))
_REMOVED_NAMES = frozenset(
    (
        *("breadcrumb", "breadcrumbs", "comments", "comment-list", "cookie-banner", "cookie-notice", "navbar"),
        *("newsletter", "pagination", "related", "related-articles", "share", "sidebar", "social"),
    )
)
_HIDDEN = re.compile(r"(?:display ?: ?none|visibility ?: ?hidden)", re.IGNORECASE)

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TEXT_BLOCKS = frozenset(
    ("p", "li", "blockquote", "td", "th", "tr", "figcaption", "caption", "dt", "dd", "pre", "summary", "address")
)
_PARTING = frozenset(
    (
        *("article", "body", "center", "details", "div", "dl", "fieldset", "figure", "form", "header", "hgroup", "hr"),
        *("main", "menu", "ol", "section", "table", "tbody", "tfoot", "thead", "ul"),
    )
)
_WALKED_KINDS: dict[str, BlockKind] = {"figcaption": "caption", "pre": "furniture"}
_LAYOUT = ".//table | .//ul | .//ol | .//blockquote | .//h1 | .//h2 | .//h3 | .//h4 | .//p[preceding-sibling::p]"


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
    tree = _parsed(text, name)
    head = read_page_head(tree)
    _prune(tree)

    def fault(_: str, found: str, expected: str) -> InputError:
        return InputError(name, "head", found, expected)

    body = _extracted(tree)
    found = [] if body is None else [piece for piece in _pieces(body) if piece.text]
    complete = _completed(found, tree)
    if not complete:
        raise _without_text(name)
    stated = parse_metadata(head, fault)
    pieces = _with_title(complete, stated.title)
    extracted, paragraphs = join(pieces)
    layout = classify(extracted, paragraphs, title=stated.title, marked_up=True)
    published = stated.published or layout.published or day_in_address(stated.source)
    metadata = replace(stated, published=published, language=_language(stated, extracted))
    return Draft(text=extracted, layout=layout, metadata=metadata, extracted=True)


def _parsed(text: str, name: str) -> Any:
    """Return the page as lxml parses it."""
    import trafilatura

    logger = logging.getLogger("trafilatura")
    if not logger.handlers:  # else what it says of a page that is refused here would reach stderr as well
        logger.addHandler(logging.NullHandler())
    tree = trafilatura.load_html(text.replace("\0", ""))
    if tree is None:
        raise _without_text(name)
    return tree


def _extracted(tree: Any) -> Any:
    """Return the body that trafilatura cuts out of the page, None where it finds no main text."""
    import trafilatura

    page = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    return getattr(page, "body", None)


def _prune(tree: Any) -> None:
    """Take out of the page what isn't its text, and the tags, but not the words, of elements within a sentence."""
    from lxml import etree

    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction, *_UNWRAPPED)
    etree.strip_elements(tree, *_REMOVED, with_tail=False)
    body = tree.find("body")
    for element in [] if body is None else list(body.iterdescendants()):
        if _is_aside(element):
            element.drop_tree()


def _is_aside(element: Any) -> bool:
    """Whether an element below the body stands beside the page's text, as its markup says."""
    if element.getparent() is None:
        return False
    if element.tag == "header":  # that of an article, or one with the title, is where the text begins
        inside = element.xpath("boolean(ancestor::article | ancestor::main | .//h1)")
        return not inside
    if element.tag == "form" and not element.xpath("boolean(.//main | .//article | .//h1)"):
        return True
    if element.tag in {"article", "main"}:
        return False
    names = (*element.get("class", "").lower().split(), element.get("id", "").lower())
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or element.get("role") in _REMOVED_ROLES
        or not _REMOVED_NAMES.isdisjoint(names)
        or _HIDDEN.search(element.get("style", "")) is not None
    )


def _completed(found: list[Piece], tree: Any) -> list[Piece]:
    """Return what was found or, where that leaves out words of the main part of the page, this part's own blocks.

    The main part is the smallest of article, main and body that has as many of the found words as the body has.
    """
    known, texts = _words(found), frozenset(piece.text for piece in found)
    walks = [_kept(_walk(part), texts, labels=part.tag != "body") for part in _main_parts(tree)]
    lost = [(known - _words(block.piece for block in walk)).total() for walk in walks]
    chosen = next((walk for walk, words in zip(walks, lost, strict=True) if words <= lost[-1]), [])
    missing = _words(block.piece for block in chosen if block.is_text) - known
    return [block.piece for block in chosen] if missing else found


def _words(pieces: Iterable[Piece]) -> Counter[str]:
    return Counter(word for piece in pieces for word in _WORD.findall(piece.text))


def _main_parts(tree: Any) -> list[Any]:
    """Return the only article, the only main element and the body, as far as the page has them."""
    candidates = (
        tree.xpath("//article[not(ancestor::article)]"),
        tree.xpath("//main | //*[@role='main'][not(self::main)]"),
        tree.xpath("/html/body"),
    )
    return [elements[0] for elements in candidates if len(elements) == 1]


class _Block(NamedTuple):
    """A paragraph of the walk: whether an element of text or a sentence made it, and whether it is all links."""

    piece: Piece
    is_text: bool
    is_link: bool


class _Place(NamedTuple):
    """What the elements around a run of words say of it."""

    kind: BlockKind | None = None
    level: int = 0
    is_text: bool = False
    is_link: bool = False


def _kept(blocks: Iterable[_Block], texts: frozenset[str], *, labels: bool) -> list[_Block]:
    """Return the blocks without links that lead elsewhere and, if `labels` is false, without loose labels.

    What is among the found `texts` stays.
    """
    return [block for block in blocks if block.piece.text in texts or (not block.is_link and (labels or block.is_text))]


def _walk(part: Any) -> Iterator[_Block]:
    """Yield the paragraphs of a part of the page in order, each block element ending the one before it."""
    run: list[tuple[str, _Place]] = []
    # A list of what is to come, since pages nest deeper than Python calls; None parts two paragraphs.
    todo: list[tuple[Any, _Place]] = [(None, _Place()), (part, _Place())]
    while todo:
        step, place = todo.pop()
        if step is None:
            yield from _block(run)
            run = []
        elif isinstance(step, str):
            run.append((step, place))
        elif step.tag == "br":
            run.append((" ", place))
        elif step.tag == "tr" and not step.xpath(f"boolean({_LAYOUT})"):
            cells = [cell for cell in map(_collapsed, step) if cell]
            todo += [(None, place), (" | ".join(cells), _Place(is_text=True)), (None, place)]
        elif isinstance(step.tag, str):
            todo += _steps(step, place)


def _steps(element: Any, place: _Place) -> list[tuple[Any, _Place]]:
    """Return what a walk meets in an element, the last first."""
    tag = element.tag
    parts = tag in _PARTING or tag in _TEXT_BLOCKS or tag in _HEADINGS
    if tag in _HEADINGS:
        place = place._replace(kind="heading", level=int(tag[1]), is_text=True)
    elif tag in _TEXT_BLOCKS:
        place = place._replace(kind=_WALKED_KINDS.get(tag, place.kind), is_text=True)
    elif tag == "a" and not element.get("href", "#").startswith("#"):
        place = place._replace(is_link=True)
    steps: list[tuple[Any, _Place]] = [(None, place)] if parts else []
    for child in reversed(element):
        steps += [(child.tail or "", place), (child, place)]
    steps.append((element.text or "", place))
    return [*steps, (None, place)] if parts else steps


def _block(run: list[tuple[str, _Place]]) -> Iterator[_Block]:
    text = " ".join("".join(words for words, _ in run).split())
    places = [place for words, place in run if _WORD.search(words)]
    if places:
        kind, level, is_text, _ = places[0]
        is_link = level != 1 and all(place.is_link for place in places)
        yield _Block(Piece(text, kind, level), is_text or forms.ends_with_stop(text), is_link)


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
