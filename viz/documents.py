"""The documents of a package as the page has them: their titles, and what else a citation says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from viz.arrays import Coded, encoded, in_blocks, strings_of
from viz.words import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

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
