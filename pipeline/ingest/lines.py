"""Lines of a text and their edges, as code point offsets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LINE = re.compile(r"\S[^\n\r\x0b\x0c\x85\u2028\u2029]*")
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
    above = start
    for found in _LINE.finditer(text, start):
        first, last = trim(text, *found.span())
        if first < last:
            ends = _LINE_END.finditer(text, above, first)
            yield Line(first, last, next(ends, None) is not None and next(ends, None) is not None)
            above = last
