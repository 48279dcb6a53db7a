"""The mentions of a package by document, held as columns: what proves them against a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.publish.checks.finding import Finding, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.publish.checks.package import Package

_COLUMNS = ["document_id", "char_start", "char_end", "date_text", "quote_start", "quote_end", "quote"]
_SPANS = (("date_text", "char_start", "char_end"), ("quote", "quote_start", "quote_end"))


class MentionIndex:
    """The rows of mentions, found by document without a search.

    Sorted by their ids the mentions of a document follow one another, so that a document is a run of rows; where they
    don't, it is several.
    """

    def __init__(self, package: Package) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        twin = package.best("mentions")
        self._rows: Any = pa.table({name: [] for name in _COLUMNS}) if twin is None else package.columns(twin, _COLUMNS)
        self._runs: dict[str | None, list[tuple[int, int]]] = {}
        runs = pc.run_end_encode(self._rows.column("document_id").combine_chunks())
        start = 0
        for document, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
            self._runs.setdefault(document, []).append((start, end - start))
            start = end

    def documents(self) -> list[str]:
        """The ids of the documents that are mentioned, sorted."""
        return sorted(document for document in self._runs if document is not None)

    def of(self, document: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The mentions of a document: row number (from 1) and cells, in the order of the table."""
        for start, length in self._runs.get(document, ()):
            yield from enumerate(self._rows.slice(start, length).to_pylist(), start + 1)

    def misplaced(self, check: str, document: str, text: str) -> Iterator[Finding]:
        """The words and quotes of a document that do not stand in `text` where their offsets say."""
        for row, cells in self.of(document):
            for name, start, end in _SPANS:
                words, first, last = cells[name], cells[start], cells[end]
                if None in (words, first, last):
                    continue
                there = text[first:last] if 0 <= first <= last else ""
                if there != words:
                    rule = f"{shown(there)}, as {document} has from {first} to {last}"
                    yield Finding(check=check, resource="mentions", row=row, field=name, value=shown(words), rule=rule)
