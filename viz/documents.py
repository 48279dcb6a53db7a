"""The documents of a package as the page has them: their titles, and what else a citation says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from viz.arrays import Coded, encoded, hashed, in_blocks, last_places, strings_of, taken
from viz.lanes import Key
from viz.words import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from viz.arrays import Integers
    from viz.data import Table
    from viz.encode import Encoder

AT_ONCE = 1 << 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The table of documents; `language` is that of the page."""

    table: Table
    language: str

    def titles(self) -> Iterator[pa.Array]:
        """Yield the titles, some at once; a document without one goes by its id."""
        import pyarrow.compute as pc

        columns = (in_blocks(self.table.blocks(name), AT_ONCE) for name in ("title", "document_id"))
        for titles, ids in zip(*columns, strict=True):
            yield pc.if_else(pc.greater(pc.binary_length(titles), 0), titles, ids)

    def written(self, encoder: Encoder) -> dict[str, Any]:
        """Return the id of each document and what a citation says of it, by column."""
        columns = {"titles": encoder.text_column(), "sources": encoder.text_column()}
        for title in self.titles():
            columns["titles"].add(title)
        for source in in_blocks(self.table.blocks("source"), AT_ONCE):
            columns["sources"].add(source)
        return {
            "ids": encoder.texts(self.table.texts("document_id")),
            **{name: column.whole() for name, column in columns.items()},
            "publishers": encoder.coded(self.table.coded("publisher")),
            "published": encoder.coded(self._published()),
        }

    def numbered(self, column: Coded) -> Integers:
        """Return the number of the document of each cell; of ids of none, numbers after those of all."""
        import numpy as np

        found = last_places(self.table.texts("document_id"), column.values)
        unknown = np.flatnonzero(found < 0)
        found[unknown] = self.table.count + np.arange(len(unknown))
        return found[column.codes]

    def key(self, of: Integers, none: str) -> Key:
        """Return what parts events by source, given the document of each, -1 for that without, which goes by `none`."""
        import numpy as np

        hashes = np.concatenate([*map(hashed, self.titles()), hashed(encoded([none]))])
        # The first document of each title; the last number is that of none.
        _, first, same = np.unique(hashes, return_index=True, return_inverse=True)
        numbers = first.astype(np.int32)[same]
        return Key(of=numbers[of], names=lambda rows: self._titled(rows, none))

    def _titled(self, rows: list[int], none: str) -> list[str]:
        """Return the titles of some documents; that after the last is `none`."""
        import numpy as np

        found = {self.table.count: none}
        wanted, first = sorted(set(rows)), 0
        for block in self.titles():
            here = [row for row in wanted if first <= row < first + len(block)]
            found |= zip(here, strings_of(taken(block, np.array(here, np.int32) - first)), strict=True)
            first += len(block)
        return [found[row] for row in rows]

    def first(self, count: int) -> list[tuple[str, str, str, str]]:
        """Return the title, the publisher, the date of publication in words and the source of the first documents."""
        blocks = (self.titles(), in_blocks(self.table.blocks("source"), AT_ONCE))
        titles, sources = (strings_of(next(found, encoded([])).slice(0, count)) for found in blocks)
        told = (column.texts(slice(count)) for column in (self.table.coded("publisher"), self._published()))
        return list(zip(titles, *map(strings_of, told), sources, strict=True))

    def _published(self) -> Coded:
        """Return the dates of publication, in words."""
        found = self.table.coded("published")
        words = [in_words(text, "on", self.language) if text else "" for text in found.strings()]
        return Coded(codes=found.codes, values=encoded(words))
