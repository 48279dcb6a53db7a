"""Documents that an earlier part has as they are: what they gave is taken from there, and they aren't looked at again.

A document is what its row of the table of documents says, the hash of its bytes, its path, all that is stated of it,
with its blocks. The same code makes the same of it.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from pipeline.engine.parts import (
    DOCUMENTS,
    FOUND,
    MENTIONS,
    PARTICIPANTS,
    WAITING,
    DocumentRows,
    has_file,
    layout_of,
    read_part,
    schemas,
)
from pipeline.publish.rows import document_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pipeline.engine.parts import Cells
    from pipeline.model import Document


class Known:
    """What documents gave, of some parts that the same code made, all of them whole."""

    def __init__(self, parts: Iterable[Path]) -> None:
        self._documents = {row: part for part in map(_Part, parts) for row in part.documents}

    def rows_of(self, document: Document) -> DocumentRows | None:
        """What a document gave; None where no part has it."""
        if not self._documents:
            return None
        # an empty text is written as none
        row = tuple(None if cell == "" else cell for cell in document_cells(document))
        key = (*row, layout_of(document))
        part = self._documents.get(key)
        return None if part is None else part.rows_of(key)


class _Part:
    """A part, of which the documents are read at once, and the rest when one of them is asked for."""

    def __init__(self, part: Path) -> None:
        self._part = part
        self._found = _rows(part, FOUND)
        rows = [(*row, found[-1]) for row, found in zip(_rows(part, DOCUMENTS), self._found, strict=True)]
        # Ids that stand twice, as in a corpus that was refused, tell no documents apart.
        told_apart = len({row[0] for row in rows}) == len(rows)
        self.documents = {row: number for number, row in enumerate(rows)} if told_apart else {}

    def rows_of(self, document: Cells) -> DocumentRows:
        """The rows of a document of the part."""
        mentions, first = self._mentions.get(document[0], ([], 0))
        people = chain.from_iterable(self._people.get(first + number, ()) for number in range(len(mentions)))
        return DocumentRows(
            mentions=mentions,
            participants=[(row - first, *told) for row, *told in people],
            waiting=self._waiting.get(document[0], ([], 0))[0],
            found=self._found[self.documents[document]],
        )

    @cached_property
    def _mentions(self) -> Mapping[str, tuple[list[Cells], int]]:
        return _by_document(_rows(self._part, MENTIONS), MENTIONS)

    @cached_property
    def _waiting(self) -> Mapping[str, tuple[list[Cells], int]]:
        return _by_document(_rows(self._part, WAITING) if has_file(self._part, WAITING) else [], WAITING)

    @cached_property
    def _people(self) -> Mapping[int, list[Cells]]:
        """The participants by the row of their mention."""
        found: dict[int, list[Cells]] = {}
        for row in _rows(self._part, PARTICIPANTS):
            found.setdefault(row[0], []).append(row)
        return found


def _rows(part: Path, name: str) -> list[Cells]:
    columns = [column.to_pylist() for column in read_part(part, name).columns]
    return list(zip(*columns, strict=True))


def _by_document(rows: Iterable[Cells], name: str) -> dict[str, tuple[list[Cells], int]]:
    """The rows of each document, which stand together, and the number of the first of them."""
    found: dict[str, tuple[list[Cells], int]] = {}
    document = itemgetter(schemas()[name].names.index("document_id"))
    for number, row in enumerate(rows):
        found.setdefault(document(row), ([], number))[0].append(row)
    return found
