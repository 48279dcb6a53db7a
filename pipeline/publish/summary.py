"""What a descriptor tells of a table besides its files, gathered while the rows go by."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date
    from typing import Self

    import pyarrow as pa

_MOST_SOURCES = 1_000
_SIDES = (("start", min), ("end", max))


class Summary:
    """How many rows a table has, the sources that its documents are and the time that its events cover.

    >>> import pyarrow as pa
    >>> summary = Summary("events")
    >>> summary.add(pa.table({name: pa.array([None, 1905]) for name in ("start_year", "end_year")}))
    >>> summary.rows, summary.temporal
    (2, {'start': '1905', 'end': '1905'})
    """

    def __init__(self, table: str) -> None:
        self.rows = 0
        self._table = table
        self._sources: dict[str, dict[str, str]] = {}
        self._documents = 0
        self._publishers: set[str] = set()
        self._years: dict[str, int] = {}
        self._days: dict[str, date] = {}

    @classmethod
    def of(cls, table: str, rows: pa.Table) -> Self:
        """The summary of a whole table."""
        summary = cls(table)
        summary.add(rows)
        return summary

    def add(self, rows: pa.Table) -> None:
        """Take note of some rows of the table."""
        self.rows += rows.num_rows
        if self._table == "documents":
            self._add_documents(rows)
        elif self._table == "events":
            self._add_events(rows)

    @property
    def sources(self) -> list[dict[str, str]]:
        """Each document as a source; past a thousand, each publisher once, since a table lists the documents."""
        if self._documents > _MOST_SOURCES:
            return [{"title": publisher} for publisher in sorted(self._publishers)]
        return list(self._sources.values())

    @property
    def temporal(self) -> dict[str, str]:
        """The first and last date of the events as EDTF; a side without any date is left out."""
        coverage = {}
        for side, _ in _SIDES:
            if side in self._years:
                day = self._days.get(side)
                year = self._years[side]
                coverage[side] = day.isoformat() if day and day.year == year else _edtf_year(year)
        return coverage

    def _add_documents(self, rows: pa.Table) -> None:
        self._documents += rows.num_rows
        self._publishers.update(each or "Other" for each in rows["publisher"].unique().to_pylist())
        if self._documents <= _MOST_SOURCES:
            for row in rows.select(["document_id", "title", "publisher", "source"]).to_pylist():
                source = _source(row)
                self._sources[json.dumps(source, sort_keys=True)] = source

    def _add_events(self, rows: pa.Table) -> None:
        import pyarrow.compute as pc

        for side, extreme in _SIDES:
            arrow_extreme = pc.min if side == "start" else pc.max
            for names, known in ((("start_year", "end_year"), self._years), (("date_start", "date_end"), self._days)):
                found = [arrow_extreme(rows[name]).as_py() for name in names if name in rows.column_names]
                told: list[Any] = [each for each in [*found, known.get(side)] if each is not None]
                if told:
                    known[side] = extreme(told)


def _source(row: dict[str, Any]) -> dict[str, str]:
    named = ", ".join(part for part in (row["title"], row["publisher"]) if part)
    source = {"title": named or row["document_id"]}
    if row["source"] and row["source"].startswith(("https://", "http://")):
        source["path"] = row["source"]
    return source


def _edtf_year(year: int) -> str:
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"
