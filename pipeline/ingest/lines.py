"""Lines of a text and their edges, as code point offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_BYTE_ORDER_MARK = "\ufeff"


class Line(NamedTuple):
    """A line that isn't blank, without the white space at its edges; `after_blank` says that a blank one is above."""

    start: int
    end: int
    after_blank: bool


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without white space (and byte order mark) at its edges.

    >>> trim("a  b c ", 1, 7)
    (3, 6)
    """
    if 0 < start < end and not text[start].isspace() and not text[end - 1].isspace():
        return start, end
    piece = text[start:end]
    if start == 0 and piece.startswith(_BYTE_ORDER_MARK):
        start, piece = 1, piece[1:]
    bare = piece.lstrip()
    start += len(piece) - len(bare)
    return start, start + len(bare.rstrip())


def lines(text: str, start: int = 0) -> Iterator[Line]:
    r"""Yield the lines of `text` from code point `start` on that aren't blank.

    A line ends at CR, LF, CR LF, VT, FF, NEL, U+2028 or U+2029.

    >>> text = "one\r\n  two\n\nthree"
    >>> [(text[line.start : line.end], line.after_blank) for line in lines(text)]
    [('one', False), ('two', False), ('three', True)]
    """
    at, ends = start, 0
    for piece in _without_separators(text)[start:].splitlines(keepends=True):
        bare = piece.strip()
        if at == 0 and bare.startswith(_BYTE_ORDER_MARK) and piece.startswith(_BYTE_ORDER_MARK):
            bare = bare[1:].lstrip()
        if bare:
            last = at + len(piece.rstrip())
            yield Line(last - len(bare), last, ends > 1)
            ends = 0
        ends += 1
        at += len(piece)


def _without_separators(text: str) -> str:
    """Return `text` with spaces for what `str.splitlines` takes for line ends besides those of `lines`."""
    return text.replace("\x1c", " ").replace("\x1d", " ").replace("\x1e", " ")
