"""Excel: one workbook, a sheet a table, every cell a text, so that nothing is taken for a formula, a date or a number.

What a cell can't hold is said in the first sheet: the table `texts` is left out, and longer texts are cut.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from pipeline.publish.exports.source import Source, need_library
from pipeline.publish.tables import TABLES, Table

if TYPE_CHECKING:
    from pathlib import Path

MOST_CHARACTERS = 32_767
MOST_ROWS = 1_048_576
_LEFT_OUT = frozenset({"texts"})
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
_WIDTHS = {"label": 48, "quote": 80, "description": 80, "title": 48, "explanation": 60, "premises": 40}


def write(source: Source, path: Path) -> None:
    """Write the workbook to `path`, the same bytes from the same tables.

    Raises:
        InputError: the library xlsxwriter isn't installed, or a table has more rows than a sheet.
    """
    need_library("xlsxwriter", "xlsx")
    import xlsxwriter

    published = [t for t in TABLES if t.name in source.tables and t.name not in _LEFT_OUT]
    for table in published:
        rows = source.tables[table.name].num_rows
        if rows >= MOST_ROWS:
            raise InputError("export xlsx", table.name, f"{rows} rows", f"at most {MOST_ROWS - 1}, which a sheet holds")
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        book.set_properties({"title": source.title, "created": _EPOCH.replace(tzinfo=None)})
        bold = book.add_format({"bold": True})
        about = book.add_worksheet("about")
        cut = {table.name: _sheet(book, table, source, bold) for table in published}
        _about(about, source, published, cut, bold)


def cell_text(cell: Any) -> str:
    """A cell as the CSV file writes it.

    >>> [cell_text(cell) for cell in (True, 0.5, -259, None, "=1+1")]
    ['true', '0.5', '-259', '', '=1+1']
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if hasattr(cell, "isoformat") else str(cell)


def _sheet(book: Any, table: Table, source: Source, bold: Any) -> int:
    """Write the sheet of a table and return how many cells had to be cut."""
    sheet = book.add_worksheet(table.name)
    cut = 0
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, bold)
        sheet.set_column(place, place, _WIDTHS.get(column.name, 18))
        for row, cell in enumerate(source.tables[table.name].column(column.name).to_pylist(), 1):
            if cell is None:
                continue
            text = cell_text(cell)
            if len(text.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
                text = _cut(text)
                cut += 1
            sheet.write_string(row, place, text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, source.tables[table.name].num_rows, len(table.columns) - 1)
    return cut


def _cut(text: str) -> str:
    """The beginning of a text, as much as a cell holds in UTF-16, and an ellipsis."""
    return text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - 1)].decode("utf-16-le", errors="ignore") + "…"


def _about(sheet: Any, source: Source, published: list[Table], cut: dict[str, int], bold: Any) -> None:
    licences = [str(entry.get("title") or entry.get("name")) for entry in source.descriptor.get("licenses", [])]
    lines = [
        ("title", source.title),
        ("description", str(source.descriptor.get("description") or "")),
        ("version", str(source.descriptor.get("version") or "")),
        ("licence", "; ".join(licences)),
    ]
    for table in published:
        note = f" Cells cut because they are longer than a cell can be: {cut[table.name]}." if cut[table.name] else ""
        lines.append((table.name, f"{table.description}{note}"))
    lines += [
        (name, "Left out: its texts are longer than a cell can be.") for name in sorted(_LEFT_OUT & set(source.tables))
    ]
    for row, (name, text) in enumerate(lines):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, text)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 120)
