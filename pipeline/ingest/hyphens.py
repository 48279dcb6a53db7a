"""Joins wrapped lines; a word that was cut at the end of a line is made whole only where that is certain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.ingest.stamps import CALENDAR_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"[^\W\d_]{1,60}(?:-[^\W\d_]{1,60}){0,3}")
_CUT = re.compile(r"([^\W\d_]{1,60})-?\u00ad\Z")
_GOES_ON = re.compile(r"[^\W\d_]{1,60}")


class Hyphens:
    """The words that a document writes whole, by which a cut one is known.

    A cut word is made whole if the document writes it so elsewhere, or if it is the name of a month or weekday; its
    hyphen stays if the document writes it with one, and wherever nothing tells.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._whole = {word.lower() for line in lines for word in _WORD.findall(_without_edges(line))}

    def join(self, lines: Sequence[str]) -> str:
        r"""Return the lines as one; a soft hyphen at the end of a line says that its last word goes on.

        >>> Hyphens(["The harbour was deep."]).join(["The har\u00ad", "bour of El\u00ad", "ster"])
        'The harbour of El-ster'
        """
        parts: list[str] = []
        for line, following in zip(lines, [*lines[1:], ""], strict=True):
            if line.endswith(SOFT_HYPHEN):
                parts += [line.rstrip("-" + SOFT_HYPHEN), "" if self._is_one(line, following) else "-"]
            else:
                parts += [line, " "]
        return " ".join("".join(parts).replace(SOFT_HYPHEN, "").split())

    def _is_one(self, above: str, line: str) -> bool:
        cut, rest = _CUT.search(above[-64:]), _GOES_ON.match(line)
        if cut is None or rest is None or not rest[0].islower():
            return False
        small = cut[1].lower(), rest[0].lower()
        if "-".join(small) in self._whole:
            return False
        return "".join(small) in self._whole or "".join(small) in CALENDAR_NAMES


def _without_edges(line: str) -> str:
    """Return a line without the parts of words at its edges that may be cut."""
    return line.rpartition(" ")[0] if line.endswith(SOFT_HYPHEN) else line
