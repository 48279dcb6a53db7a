"""Checks of what the rows say: dates, offsets, quotes, counts, derivations. Each reads the best twin of a table."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.publish.checks.finding import Finding, Reporter, shown
from pipeline.publish.checks.json_text import JsonError, strict_json
from pipeline.publish.checks.mentions import MentionIndex
from pipeline.publish.checks.package import python_values
from pipeline.temporal.edtf import Edtf, EdtfError, from_day, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from pipeline.publish.checks.package import Package

_DATES = {"date_start", "date_end"}
_DERIVED = ("date_start", "date_end", "start_year", "end_year", "precision", "qualifier")
_EDTF_COLUMNS = (("documents", "published"), ("places", "valid_from"), ("places", "valid_to"))
_OFFSET, _LONG_OFFSET = r"\A@[0-9]{1,18}\z", r"\A@[0-9]{19,}\z"
_REFERENCE = re.compile(r"(?=.{0,199}[0-9])\S(?:.{0,198}\S)?")


def dates(package: Package) -> Iterator[Finding]:
    """The EDTF of an event parses, and gives exactly its bounds, years, precision and qualifier."""
    twin = package.best("events")
    for first, batch in package.batches(twin, ["date_edtf", *_DERIVED]) if twin else ():
        columns = [column.dictionary_encode() for column in batch.columns]
        told: dict[tuple[Any, ...], tuple[tuple[str, str, str], ...]] = {}
        values = [[*python_values(column.dictionary), None] for column in columns]
        numbers = (column.indices.fill_null(-1).to_pylist() for column in columns)
        for row, codes in enumerate(zip(*numbers, strict=True), first):
            if codes not in told:
                told[codes] = _date_faults(*(cells[code] for cells, code in zip(values, codes, strict=True)))
            for name, value, rule in told[codes]:
                yield Finding(check="dates", resource="events", row=row, field=name, value=value, rule=rule)


@lru_cache(maxsize=1 << 16)
def _date_faults(text: Any, *cells: Any) -> tuple[tuple[str, str, str], ...]:
    """The fields that don't follow from the EDTF, with value and rule; few dates of a package are met only once."""
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


def edtf_columns(package: Package) -> Iterator[Finding]:
    """Dates of publication and of the validity of a place are EDTF."""
    for table, column in _EDTF_COLUMNS:
        report = Reporter("edtf-columns", table)
        for row, (text,) in package.content(table, [column]):
            found = _parsed(text) if text is not None else None
            if isinstance(found, str):
                yield report(row, column, text, found)


def lengths(package: Package) -> Iterator[Finding]:
    """The offsets of the date's words and of the quote are as far apart as their texts are long."""
    import pyarrow.compute as pc

    report, twin = Reporter("lengths", "mentions"), package.best("mentions")
    for start, end, text in (("char_start", "char_end", "date_text"), ("quote_start", "quote_end", "quote")):
        for row, batch in package.batches(twin, [start, end, text]) if twin else ():
            firsts, lasts, words = batch.columns
            long = pc.utf8_length(words)
            for index in _where(pc.not_equal(pc.subtract(lasts, firsts), long)):
                rule = f"{start} {firsts[index]} + {long[index]}, as {text} is long"
                yield report(row + index, end, lasts[index].as_py(), rule)


def _where(wrong: pa.Array) -> list[int]:
    """The places of what is true, null being false."""
    import pyarrow.compute as pc

    places: list[int] = pc.indices_nonzero(wrong).to_pylist()
    return places


def quotes(package: Package) -> Iterator[Finding]:
    """A quote has the date's words where their offset says."""
    report, twin = Reporter("quotes", "mentions"), package.best("mentions")
    names = ["char_start", "quote_start", "date_text", "quote"]
    for first, batch in package.batches(twin, names) if twin else ():
        if _are_quoted(*batch.columns):
            continue
        for row, cells in enumerate(zip(*(column.to_pylist() for column in batch.columns), strict=True), first):
            if None in cells:
                continue
            start, quote_start, words, quote = cells
            at = start - quote_start
            if at < 0 or not quote.startswith(words, at):
                yield report(row, "quote", quote, f"{shown(words)} at {start} - {quote_start} = {at}")


def _are_quoted(starts: pa.Array, quote_starts: pa.Array, words: pa.Array, quotes: pa.Array) -> bool:
    """Whether all quotes have their words where they should; False, too, where that isn't seen by bytes alone."""
    import numpy as np

    if any(column.null_count for column in (starts, quote_starts, words, quotes)):
        return False
    (text, text_ends), (quoted, quote_ends) = (_bytes_of(column) for column in (words, quotes))
    if quoted.max(initial=0) >= 0x80:
        # Characters are counted by the bytes that begin one.
        begins = np.flatnonzero((quoted & 0xC0) != 0x80)
        numbers = np.searchsorted(begins, quote_ends[:-1])
    else:
        begins, numbers = np.arange(len(quoted)), quote_ends[:-1]
    ahead = starts.to_numpy() - quote_starts.to_numpy()
    sizes = np.diff(text_ends)
    if (ahead < 0).any() or (ahead > np.diff(quote_ends)).any():
        return False
    places = np.append(begins, len(quoted))[np.minimum(numbers + ahead, len(begins))]
    if (places + sizes > quote_ends[1:]).any():
        return False
    every = np.arange(len(text)) + np.repeat(places - text_ends[:-1], sizes)
    return bool((quoted[every] == text).all())


def _bytes_of(texts: pa.Array) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """The bytes of texts in a row, and where each begins, and the last ends, in them."""
    import numpy as np

    _, bounds, content = texts.buffers()
    ends = np.frombuffer(bounds, np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    if content is None:
        return np.zeros(0, np.uint8), ends - ends[0]
    return np.frombuffer(content, np.uint8)[ends[0] : ends[-1]], ends - ends[0]


def extents(package: Package) -> Iterator[Finding]:
    """Words and quotes end within their document."""
    import pyarrow.compute as pc

    report = Reporter("extents", "mentions")
    for mentions, told in _with_documents(package, ["char_end", "quote_end"], ["characters"]):
        lengths = told["characters"]
        for name in ("char_end", "quote_end"):
            for index in _where(pc.greater(mentions[name], lengths)):
                rule = f"at most {lengths[index]}, the characters of the document"
                yield report(index + 1, name, mentions[name][index].as_py(), rule)


def anchors(package: Package) -> Iterator[Finding]:
    """An anchor is the known date of the document, or an expression within it."""
    import pyarrow as pa
    import pyarrow.compute as pc

    report = Reporter("anchors", "mentions")
    for mentions, told in _with_documents(package, ["anchor"], ["published", "characters"]):
        found, lengths = mentions["anchor"], told["characters"]
        undated = pc.and_(pc.equal(found, "published"), pc.is_null(told["published"]))
        for index in _where(pc.and_(undated, pc.is_valid(lengths))):
            yield report(index + 1, "anchor", found[index].as_py(), "a document with a date of publication")
        offsets = pc.if_else(pc.match_substring_regex(found, _OFFSET), pc.utf8_slice_codeunits(found, 1, 19), None)
        beyond = pc.greater_equal(offsets.cast(pa.int64()), lengths)
        endless = pc.and_(pc.match_substring_regex(found, _LONG_OFFSET), pc.is_valid(lengths))
        for index in _where(pc.or_kleene(beyond, endless)):
            rule = f"an offset below {lengths[index]}, the document's end"
            yield report(index + 1, "anchor", found[index].as_py(), rule)


def _with_documents(package: Package, names: list[str], told: list[str]) -> Iterator[tuple[pa.Table, pa.Table]]:
    """Columns of mentions, and beside them, row by row, columns of their document; null where it is not known."""
    import pyarrow.compute as pc

    mentions, documents = package.best("mentions"), package.best("documents")
    if mentions is None or documents is None:
        return
    known = package.columns(documents, ["document_id", *told])
    ids = package.columns(mentions, ["document_id"]).column(0)
    places = pc.index_in(ids, value_set=known.column(0))
    yield package.columns(mentions, names), known.select(told).take(places)


def counts(package: Package) -> Iterator[Finding]:
    """Every event has mentions, as many and in as many documents as it says."""
    import pyarrow as pa
    import pyarrow.compute as pc

    report = Reporter("counts", "events")
    events, mentions = package.best("events"), package.best("mentions")
    if events is None or mentions is None:
        return
    ids = package.columns(events, ["event_id"]).column(0)
    # Numbers stand for the ids, since the grouping keeps a copy of what it groups by.
    event = pc.index_in(package.columns(mentions, ["event_id"]).column(0), value_set=ids)
    document = package.columns(mentions, ["document_id"]).column(0).combine_chunks().dictionary_encode().indices
    found = pa.table({"event": event, "document": document}).group_by("event", use_threads=False)
    grouped = found.aggregate([("document", "count"), ("document", "count_distinct")])
    names = {"n_mentions": "document_count", "n_documents": "document_count_distinct"}
    told = package.columns(events, list(names))
    places = pc.index_in(pa.array(range(len(ids)), pa.int32()), value_set=grouped["event"])
    for name, counted in names.items():
        right = pc.fill_null(grouped[counted].take(places), 0)
        wrong = pc.or_kleene(pc.not_equal(told[name], right), pc.equal(right, 0))
        for index in _where(wrong):
            rule = f"{right[index]}, as in mentions" if right[index].as_py() else "a mention that proves the event"
            yield report(index + 1, name, told[name][index].as_py(), rule)


def inferences(package: Package) -> Iterator[Finding]:
    """An inferred event has a derivation, and no other event has one."""
    import pyarrow.compute as pc

    report = Reporter("inferences", "events")
    events, derivations = package.best("events"), package.best("derivations")
    if events is None or derivations is None:
        return
    derived = package.columns(derivations, ["event_id"]).column(0)
    for first, batch in package.batches(events, ["event_id", "derivation"]):
        ids, told = batch.columns
        is_derived = pc.is_in(ids, value_set=derived)
        inferred = pc.fill_null(pc.equal(told, "inferred"), fill_value=False)
        for index in _where(pc.not_equal(inferred, is_derived)):
            has_one = is_derived[index].as_py()
            rule = "inferred, since it has a derivation" if has_one else "a derivation of an inferred date"
            yield report(first + index, "derivation", told[index].as_py(), rule)


def premises(package: Package) -> Iterator[Finding]:
    """Premises are the text of a JSON object with sorted keys."""
    report = Reporter("premises", "derivations")
    for row, (text,) in package.content("derivations", ["premises"]):
        try:
            value = strict_json(text or "")
        except JsonError as error:
            yield report(row, "premises", text, f"a JSON object ({error})")
            continue
        if not isinstance(value, dict) or not value or list(value) != sorted(value):
            yield report(row, "premises", text, "a JSON object with sorted keys, not empty")


def references(package: Package) -> Iterator[Finding]:
    """The reference of a legal act has a digit, at most 200 characters, and no space at its ends."""
    report, twin = Reporter("references", "events"), package.best("events")
    for first, batch in package.batches(twin, ["reference"]) if twin else ():
        cells = batch.column(0)
        for index in _where(cells.is_valid()):
            reference = cells[index].as_py()
            if _REFERENCE.fullmatch(reference) is None:
                yield report(first + index, "reference", reference, "an official number, such as 12/2019/QH")


def document_paths(package: Package) -> Iterator[Finding]:
    """The path of a document is relative, with forward slashes, and stays within the corpus."""
    report = Reporter("document-paths", "documents")
    for row, (path,) in package.content("documents", ["path"]):
        if path is not None and not _is_relative(path):
            yield report(row, "path", path, "a path relative to the corpus, with /")


def _is_relative(path: str) -> bool:
    return "\\" not in path and re.match(r"[A-Za-z]:", path) is None and not {"", ".", ".."} & set(path.split("/"))


def texts(package: Package) -> Iterator[Finding]:
    """An extracted text is as long as its document says, and has the words and quotes where their offsets say."""
    report = Reporter("texts", "texts")
    index = None
    characters = dict(cells for _, cells in package.content("documents", ["document_id", "characters"]))
    for row, (document, text) in package.content("texts", ["document_id", "text"]):
        if text is None:
            continue
        if document in characters and characters[document] != len(text):
            yield report(row, "text", text, f"{characters[document]} characters, as documents says")
        index = index or MentionIndex(package)
        yield from index.misplaced("texts", document, text)
