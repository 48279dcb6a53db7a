"""Checks of what single rows say: dates, references, premises, paths. Each reads the best twin of a table."""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from typing import TYPE_CHECKING, Any

from pipeline.publish.checks.arrays import first_places, plain
from pipeline.publish.checks.finding import Finding, Reporter, shown
from pipeline.publish.checks.json_text import JsonError, strict_json
from pipeline.publish.checks.package import python_values
from pipeline.publish.checks.rows import RowCheck, of
from pipeline.temporal.edtf import Edtf, EdtfError, from_day, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pyarrow as pa

    from pipeline.publish.checks.rows import Look
    from pipeline.publish.tables import Table

_DATES = {"date_start", "date_end"}
_DERIVED = ("date_start", "date_end", "start_year", "end_year", "precision", "qualifier")
_EDTF_COLUMNS = {"documents": ("published",), "places": ("valid_from", "valid_to")}
_REFERENCE = re.compile(r"(?=.{0,199}[0-9])\S(?:.{0,198}\S)?")


def _dates(_: Table, resource: str) -> Look:
    """The EDTF of an event parses, and gives exactly its bounds, years, precision and qualifier."""
    del resource

    def look(first: int, batch: pa.RecordBatch) -> Iterator[Finding]:
        columns = [plain(batch.column(name)) for name in ("date_edtf", *_DERIVED)]
        return iter(()) if _follow(columns) else _told(first, columns)

    return look


def _follow(columns: list[pa.Array]) -> bool:
    """Whether all cells follow from the EDTF, which stands in the first column; each EDTF is judged once."""
    import pyarrow.compute as pc

    coded = columns[0].dictionary_encode()
    if coded.null_count:
        return False
    firsts = [column.take(first_places(coded.indices.to_numpy(), len(coded.dictionary))) for column in columns]
    others = _are_days(firsts).to_numpy(zero_copy_only=False) == 0
    judged = (python_values(first.filter(others)) for first in firsts)
    if any(_date_faults(*cells) for cells in zip(*judged, strict=True)):
        return False
    pairs = ((column, first.take(coded.indices)) for column, first in zip(columns[1:], firsts[1:], strict=True))
    return all(
        column.null_count == right.null_count
        and (pc.sum(pc.equal(column, right)).as_py() or 0) == len(column) - column.null_count
        for column, right in pairs
    )


def _are_days(columns: list[pa.Array]) -> pa.Array:
    """Which rows are plainly right: the EDTF is a day of the years 1 to 9999 as its first and last day are written.

    >>> import pyarrow as pa
    >>> texts, numbers = (["1911-03-02", "1911-03-32", "0000-01-01"], [1911, 1911, 0])
    >>> days = pa.array([-21490, -21490, -719528], pa.date32())
    >>> words = [pa.array([word] * 3) for word in ("day", "certain")]
    >>> _are_days([pa.array(texts), days, days, pa.array(numbers), pa.array(numbers), *words]).to_pylist()
    [True, False, False]
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    edtf, start, end, start_year, end_year, precision, qualifier = columns
    year = pc.utf8_slice_codeunits(start.cast(pa.string()), 0, 4)
    right = [
        pc.equal(start.cast(pa.string()), edtf),
        pc.equal(end, start),
        pc.greater(start_year, 0),
        pc.equal(start_year.cast(pa.string()), pc.ascii_ltrim(year, "0")),
        pc.equal(end_year, start_year),
        pc.equal(precision, "day"),
        pc.equal(qualifier, "certain"),
    ]
    return pc.fill_null(reduce(pc.and_, right), fill_value=False)


def _told(first: int, columns: list[pa.Array]) -> Iterator[Finding]:
    """What doesn't follow from the EDTF."""
    for row, cells in enumerate(zip(*map(python_values, columns), strict=True), first):
        for name, value, rule in _date_faults(*cells):
            yield Finding(check="dates", resource="events", row=row, field=name, value=value, rule=rule)


@lru_cache(maxsize=1 << 12)
def _date_faults(text: Any, *cells: Any) -> tuple[tuple[str, str, str], ...]:
    """The fields that don't follow from the EDTF, with value and rule."""
    found = _parsed(text)
    if isinstance(found, str):
        return (("date_edtf", shown(text), found),)
    return tuple(
        (name, _shown(name, cell), f"{_shown(name, right)}, which follows from {text}")
        for name, cell, right in zip(_DERIVED, cells, _derived(found), strict=True)
        if cell != right
    )


def _parsed(text: Any) -> Edtf | str:
    """The parsed EDTF, or what would be right."""
    try:
        return parse(text) if isinstance(text, str) else "EDTF"
    except EdtfError as error:
        return f"EDTF ({error})"


def _derived(found: Edtf) -> tuple[int | str | None, ...]:
    first = None if found.date_start is None else found.first_day
    last = None if found.date_end is None else found.last_day
    return first, last, found.start_year, found.end_year, found.precision, found.qualifier


def _shown(name: str, value: Any) -> str:
    return from_day(value) if name in _DATES and value is not None else shown(value)


def _text_check(
    name: str, columns: Callable[[Table], Sequence[str]], judge: Callable[[str | None], str | None]
) -> RowCheck:
    """The check of texts by `judge`, which is asked of each different one, and says what would be right."""

    def start(table: Table, resource: str) -> Look:
        report = Reporter(name, resource)

        def look(first: int, batch: pa.RecordBatch) -> Iterator[Finding]:
            for column in columns(table):
                coded = batch.column(column).dictionary_encode()
                rules = [*map(judge, coded.dictionary.to_pylist()), judge(None)]
                if any(rules[: len(rules) - (not coded.null_count)]):
                    for row, code in enumerate(coded.indices.fill_null(len(rules) - 1).to_pylist(), first):
                        if rules[code]:
                            yield report(row, column, coded[row - first].as_py(), rules[code])

        return look

    return RowCheck(name=name, columns=columns, start=start)


@lru_cache(maxsize=1 << 12)
def _edtf_rule(text: str | None) -> str | None:
    found = None if text is None else _parsed(text)
    return found if isinstance(found, str) else None


def _premises_rule(text: str | None) -> str | None:
    try:
        value = strict_json(text or "")
    except JsonError as error:
        return f"a JSON object ({error})"
    right = isinstance(value, dict) and value and list(value) == sorted(value)
    return None if right else "a JSON object with sorted keys, not empty"


def _reference_rule(text: str | None) -> str | None:
    return None if text is None or _REFERENCE.fullmatch(text) else "an official number, such as 12/2019/QH"


def _path_rule(path: str | None) -> str | None:
    return None if path is None or _is_relative(path) else "a path relative to the corpus, with /"


def _is_relative(path: str) -> bool:
    return "\\" not in path and re.match(r"[A-Za-z]:", path) is None and not {"", ".", ".."} & set(path.split("/"))


DATES = RowCheck(name="dates", columns=of("events", "date_edtf", *_DERIVED), start=_dates)
# Dates of publication and of the validity of a place are EDTF.
EDTF_COLUMNS = _text_check("edtf-columns", lambda table: _EDTF_COLUMNS.get(table.name, ()), _edtf_rule)
# Premises are the text of a JSON object with sorted keys.
PREMISES = _text_check("premises", of("derivations", "premises"), _premises_rule)
# The reference of a legal act has a digit, at most 200 characters, and no space at its ends.
REFERENCES = _text_check("references", of("events", "reference"), _reference_rule)
# The path of a document is relative, with forward slashes, and stays within the corpus.
DOCUMENT_PATHS = _text_check("document-paths", of("documents", "path"), _path_rule)
