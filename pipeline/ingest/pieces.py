"""The text of a document that is no text file: its paragraphs as a reader found them, put together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.ingest.classify import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import BlockKind

_GAP = "\n\n"
_FILE_NAME = re.compile(
    r"microsoft (?:word|powerpoint|excel) - |untitled|powerpoint presentation\Z|word document\Z|no title\Z"
    r"|(?:document|slide) \d{1,4}\Z|.{1,200}\.(?:docx?|rtf|odt|indd|pdf|tex|pages|pptx?|qxd|wpd|txt|md|html?)\Z",
    re.IGNORECASE,
)
_ACCOUNTS = frozenset(("windows user", "microsoft office user", "office user", "default user", "python docx"))


class Piece(NamedTuple):
    """A paragraph: its text, what its source says of it, and how many characters at its start are a mark."""

    text: str
    kind: BlockKind | None = None
    level: int = 0
    mark: int = 0


def join(pieces: Sequence[Piece]) -> tuple[str, list[Paragraph]]:
    r"""Return the text that the pieces make, an empty line between them, and its paragraphs.

    >>> text, paragraphs = join([Piece("Rain", "heading", 1), Piece("[1] Counted.", "footnote", mark=4)])
    >>> text, [text[p.start : p.end] for p in paragraphs]
    ('Rain\n\n[1] Counted.', ['Rain', 'Counted.'])
    """
    paragraphs, at = [], 0
    for piece in pieces:
        end = at + len(piece.text)
        paragraphs.append(Paragraph(start=at + piece.mark, end=end, kind=piece.kind, level=piece.level))
        at = end + len(_GAP)
    return _GAP.join(piece.text for piece in pieces), paragraphs


def certain_title(stated: str) -> str | None:
    """Return the title that a file states of itself; None where it is a file's name or a program's default.

    >>> certain_title("Locks of the  Elm"), certain_title("report_v2.docx"), certain_title("Untitled 1")
    ('Locks of the Elm', None, None)
    """
    title = _printable(stated)
    known = title and " " in title and "_" not in title and _FILE_NAME.match(title) is None
    return title if known else None


def certain_author(stated: str) -> str | None:
    """Return the author that a file states of itself; None where it may be the name of an account.

    >>> certain_author("Ada Holm"), certain_author("admin"), certain_author("Windows User")
    ('Ada Holm', None, None)
    """
    author = _printable(stated)
    return author if author and " " in author and "@" not in author and author.lower() not in _ACCOUNTS else None


def _printable(stated: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in stated).split())
