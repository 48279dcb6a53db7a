"""Lines of a text and their edges, as code point offsets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BYTE_ORDER_MARK = "\ufeff"


class Line(NamedTuple):
    """A line: `start` and `end` without the white space at its edges, `indent` the columns before `start`.

    A blank line has `start == end`. `next` is where the following line begins.
    """

    start: int
    end: int
    indent: int
    next: int


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
    r"""Yield the lines of `text` from code point `start` on; CR, LF, CR LF, VT, FF, NEL, U+2028 and U+2029 end one.

    >>> [text[line.start : line.end] for text in ("one\r\n  two\n\n",) for line in lines(text)]
    ['one', 'two', '']
    """
    here, size = start, len(text)
    while here < size:
        found = _LINE_END.search(text, here)
        end, after = (found.start(), found.end()) if found else (size, size)
        first, last = trim(text, here, end)
        yield Line(first, last, first - here, after)
        here = after
