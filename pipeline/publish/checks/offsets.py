"""Checks of what mentions say of their documents: offsets, quotes, anchors. Each reads the best twin of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.publish.checks.arrays import bytes_of, places
from pipeline.publish.checks.finding import Finding, Reporter, shown
from pipeline.publish.checks.keys import links
from pipeline.publish.checks.mentions import MentionIndex
from pipeline.publish.checks.rows import RowCheck, of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from pipeline.publish.checks.package import Package
    from pipeline.publish.checks.rows import Look
    from pipeline.publish.tables import Table

_OFFSET, _LONG_OFFSET = r"\A@[0-9]{1,18}\z", r"\A@[0-9]{19,}\z"
_SPANS = (("char_start", "char_end", "date_text"), ("quote_start", "quote_end", "quote"))


def _lengths(_: Table, resource: str) -> Look:
    """The offsets of the date's words and of the quote are as far apart as their texts are long."""
    report = Reporter("lengths", resource)

    def look(first: int, batch: pa.RecordBatch) -> Iterator[Finding]:
        import pyarrow.compute as pc

        for start, end, text in _SPANS:
            firsts, lasts, words = (batch.column(name) for name in (start, end, text))
            long = pc.utf8_length(words)
            for index in places(pc.not_equal(pc.subtract(lasts, firsts), long)):
                rule = f"{start} {firsts[index]} + {long[index]}, as {text} is long"
                yield report(first + index, end, lasts[index].as_py(), rule)

    return look


def _quotes(_: Table, resource: str) -> Look:
    """A quote has the date's words where their offset says."""
    report = Reporter("quotes", resource)

    def look(first: int, batch: pa.RecordBatch) -> Iterator[Finding]:
        columns = [batch.column(name) for name in ("char_start", "quote_start", "date_text", "quote")]
        if _are_quoted(*columns):
            return
        for row, cells in enumerate(zip(*(column.to_pylist() for column in columns), strict=True), first):
            if None in cells:
                continue
            start, quote_start, words, quote = cells
            at = start - quote_start
            if at < 0 or not quote.startswith(words, at):
                yield report(row, "quote", quote, f"{shown(words)} at {start} - {quote_start} = {at}")

    return look


LENGTHS = RowCheck(name="lengths", columns=of("mentions", *(name for span in _SPANS for name in span)), start=_lengths)
QUOTES = RowCheck(
    name="quotes", columns=of("mentions", "char_start", "quote_start", "date_text", "quote"), start=_quotes
)


def _are_quoted(starts: pa.Array, quote_starts: pa.Array, words: pa.Array, quotes: pa.Array) -> bool:
    """Whether all quotes have their words where they should; False, too, where that isn't seen by bytes alone."""
    import numpy as np

    if any(column.null_count for column in (starts, quote_starts, words, quotes)):
        return False
    (text, text_ends), (quoted, quote_ends) = (bytes_of(column) for column in (words, quotes))
    ahead = starts.to_numpy() - quote_starts.to_numpy()
    if (ahead < 0).any() or (ahead > np.diff(quote_ends)).any():
        return False
    at = quote_ends[:-1] + ahead
    if quoted.max(initial=0) >= 0x80:
        # Characters are counted by the bytes that begin one.
        begins = np.append(np.flatnonzero((quoted & 0xC0) != 0x80), len(quoted))
        numbers = np.searchsorted(begins, quote_ends[:-1]) + ahead
        at = begins[np.minimum(numbers, len(begins) - 1)]
    sizes = np.diff(text_ends)
    if (at + sizes > quote_ends[1:]).any():
        return False
    every = np.arange(len(text)) + np.repeat(at - text_ends[:-1], sizes)
    return bool((quoted[every] == text).all())


def extents(package: Package) -> Iterator[Finding]:
    """Words and quotes end within their document."""
    import pyarrow.compute as pc

    report = Reporter("extents", "mentions")
    for name in ("char_end", "quote_end"):
        for first, (ends,), told in _with_documents(package, [name], ["characters"]):
            lengths = told["characters"]
            for index in places(pc.greater(ends, lengths)):
                rule = f"at most {lengths[index]}, the characters of the document"
                yield report(first + index, name, ends[index].as_py(), rule)


def anchors(package: Package) -> Iterator[Finding]:
    """An anchor is the known date of the document, or an expression within it."""
    import pyarrow as pa
    import pyarrow.compute as pc

    report = Reporter("anchors", "mentions")
    for first, (found,), told in _with_documents(package, ["anchor"], ["published", "characters"]):
        lengths = told["characters"]
        undated = pc.and_(pc.equal(found, "published"), pc.is_null(told["published"]))
        for index in places(pc.and_(undated, pc.is_valid(lengths))):
            yield report(first + index, "anchor", found[index].as_py(), "a document with a date of publication")
        offsets = pc.if_else(pc.match_substring_regex(found, _OFFSET), pc.utf8_slice_codeunits(found, 1, 19), None)
        beyond = pc.greater_equal(offsets.cast(pa.int64()), lengths)
        endless = pc.and_(pc.match_substring_regex(found, _LONG_OFFSET), pc.is_valid(lengths))
        for index in places(pc.or_kleene(beyond, endless)):
            rule = f"an offset below {lengths[index]}, the document's end"
            yield report(first + index, "anchor", found[index].as_py(), rule)


def _with_documents(
    package: Package, names: list[str], told: list[str]
) -> Iterator[tuple[int, list[pa.Array], pa.Table]]:
    """Columns of mentions in batches with the number of their first row, and the same of their documents.

    These are null where the document is not known.
    """
    import pyarrow as pa

    mentions, documents = package.best("mentions"), package.best("documents")
    if mentions is None or documents is None:
        return
    known = package.columns(documents, told).combine_chunks()
    rows = links(package, mentions, "document_id", documents, "document_id")
    for first, batch in package.batches(mentions, names):
        at = rows[first - 1 : first - 1 + batch.num_rows]
        of_rows = known.take(pa.array(at, mask=at < 0)).combine_chunks()
        yield first, [batch.column(name) for name in names], pa.table([of_rows[name].chunk(0) for name in told], told)


def texts(package: Package) -> Iterator[Finding]:
    """An extracted text is as long as its document says, and has the words and quotes where their offsets say."""
    report = Reporter("texts", "texts")
    index, characters = None, {}
    for row, (document, text) in package.content("texts", ["document_id", "text"]):
        if text is None:
            continue
        if index is None:
            index = MentionIndex(package)
            characters = dict(cells for _, cells in package.content("documents", ["document_id", "characters"]))
        if document in characters and characters[document] != len(text):
            yield report(row, "text", text, f"{characters[document]} characters, as documents says")
        yield from index.misplaced("texts", document, text)
