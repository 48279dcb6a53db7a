"""Running heads and feet: lines that pages repeat at their edges, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.ingest.forms import SHORT_LINE_CHARACTERS
from pipeline.ingest.stamps import read_stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.ingest.pages import Line

    _Key = tuple[str, str, int, int]

_EDGE_LINES = 3
"""Lines from the top of a page, and from its foot, that may repeat."""
_HEIGHT = 3
"""Points by which the place of a line may differ from page to page."""
_PAGE = "\0"
"""Stands for the number of the page in what pages have in common; no line holds it."""
_NUMBER = re.compile(r"\d{1,5}")
_PAGE_NUMBER = re.compile(
    r"(?:page|trang|p\.) ?(?P<a>\d{1,5})(?: ?(?:of|/) ?\d{1,5})?|(?P<b>\d{1,5}) ?(?:of|/) ?(?P<all>\d{1,5})"
    r"|[-–—] ?(?P<c>\d{1,5}) ?[-–—]",
    re.IGNORECASE,
)


def without_running_lines(pages: Sequence[Sequence[Line]], *, large: float) -> list[list[Line]]:
    """Return the pages without the lines that repeat at their edges and without page numbers.

    A line repeats if it stands at the same height of three pages (of two, where there are no more than three), word for
    word or with a number that counts the pages; two are enough for a number that counts as those of other lines do. Of
    a line in type of the size `large` or more, such as a title that goes on as the head of pages, the first stays.
    """
    enough = 2 if len(pages) <= 3 else 3
    edges = [_edges(page) for page in pages]
    count: Counter[_Key] = Counter()
    for number, (page, sides) in enumerate(zip(pages, edges, strict=True)):
        for side, order in sides.items():
            for at in order:
                count.update(set(_keys(page[at], side, number, large)))

    numbering = {key[3] for key, times in count.items() if times >= enough and _PAGE in key[1]}

    def repeats(key: _Key) -> bool:
        return count[key] >= (2 if _PAGE in key[1] and key[3] in numbering else enough)

    def runs(line: Line, side: str, number: int) -> bool:
        counted = any(map(repeats, _keys(line, side, number, large)))
        return counted or _is_page_number(line.text, number, len(pages))

    titles: set[str] = set()
    kept = []
    for number, (page, sides) in enumerate(zip(pages, edges, strict=True)):
        running: set[int] = set()
        for side, order in sides.items():
            for at in order:
                if not runs(page[at], side, number):
                    break
                running.add(at)
        first = {at for at in running if page[at].size >= large and page[at].text not in titles}
        titles |= {page[at].text for at in first}
        kept.append([line for at, line in enumerate(page) if at not in running or at in first])
    return kept


def _edges(page: Sequence[Line]) -> dict[str, list[int]]:
    """Return the indices of the lines at the top and at the foot of a page, from the edge inwards."""
    short = (i for i, line in enumerate(page) if len(line.text) <= SHORT_LINE_CHARACTERS)
    order = sorted(short, key=lambda i: (-page[i].top, i))
    return {"top": order[:_EDGE_LINES], "foot": order[: -_EDGE_LINES - 1 : -1]}


def _keys(line: Line, side: str, page: int, large: float) -> Iterator[_Key]:
    """Yield what the line has in common with itself on other pages: its words, or what is left without a page number.

    A number in large type is a heading, such as a year, and a date stamp is no page number.
    """
    height = int(line.bottom // _HEIGHT)
    numbers = list(_NUMBER.finditer(line.text))
    for place in (height, height + 1):
        yield side, line.text, place, 0
        if line.size < large and read_stamp(line.text) is None:
            for found in dict.fromkeys([*numbers[:1], *numbers[-1:]]):
                shape = f"{line.text[: found.start()]}{_PAGE}{line.text[found.end() :]}"
                yield side, shape, place, int(found[0]) - page


def _is_page_number(line: str, page: int, pages: int) -> bool:
    """Whether a line by itself says that it is the number of this page, counted from 0."""
    found = _PAGE_NUMBER.fullmatch(line)
    if found is None:
        return False
    number = int(found["a"] or found["b"] or found["c"])
    return number == page + 1 and (found["all"] is None or int(found["all"]) == pages)
