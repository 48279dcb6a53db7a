"""Checks of what the rows say: dates, offsets, quotes, counts, derivations. Each reads the best twin of a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pipeline.publish.checks.finding import Finding, Reporter, shown
from pipeline.publish.checks.json_text import JsonError, strict_json
from pipeline.publish.checks.mentions import MentionIndex
from pipeline.temporal.edtf import Edtf, EdtfError, from_day, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.publish.checks.package import Package

_DATES = {"date_start", "date_end"}
_DERIVED = ("date_start", "date_end", "start_year", "end_year", "precision", "qualifier")
_EDTF_COLUMNS = (("documents", "published"), ("places", "valid_from"), ("places", "valid_to"))
_LONGEST_OFFSET = 18
_REFERENCE = re.compile(r"(?=.{0,199}[0-9])\S(?:.{0,198}\S)?")


def dates(package: Package) -> Iterator[Finding]:
    """The EDTF of an event parses, and gives exactly its bounds, years, precision and qualifier."""
    report = Reporter("dates", "events")
    for row, (text, *cells) in package.content("events", ["date_edtf", *_DERIVED]):
        found = _parsed(text)
        if isinstance(found, str):
            yield report(row, "date_edtf", text, found)
            continue
        for name, cell, right in zip(_DERIVED, cells, _derived(found), strict=True):
            if cell != right:
                rule = f"{_shown(name, right)}, which follows from {text}"
                yield Finding(
                    check="dates", resource="events", row=row, field=name, value=_shown(name, cell), rule=rule
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
    report = Reporter("lengths", "mentions")
    for start, end, text in (("char_start", "char_end", "date_text"), ("quote_start", "quote_end", "quote")):
        for row, (first, last, words) in package.content("mentions", [start, end, text]):
            if None not in (first, last, words) and last - first != len(words):
                yield report(row, end, last, f"{start} {first} + {len(words)}, as {text} is long")


def quotes(package: Package) -> Iterator[Finding]:
    """A quote has the date's words where their offset says."""
    report = Reporter("quotes", "mentions")
    names = ["char_start", "quote_start", "date_text", "quote"]
    for row, cells in package.content("mentions", names):
        if None in cells:
            continue
        start, quote_start, words, quote = cells
        at = start - quote_start
        if at < 0 or not quote.startswith(words, at):
            yield report(row, "quote", quote, f"{shown(words)} at {start} - {quote_start} = {at}")


def extents(package: Package) -> Iterator[Finding]:
    """Words and quotes end within their document."""
    report = Reporter("extents", "mentions")
    characters = dict(cells for _, cells in package.content("documents", ["document_id", "characters"]))
    for row, (document, *ends) in package.content("mentions", ["document_id", "char_end", "quote_end"]):
        length = characters.get(document)
        for name, end in zip(("char_end", "quote_end"), ends, strict=True):
            if length is not None and end is not None and end > length:
                yield report(row, name, end, f"at most {length}, the characters of the document")


def anchors(package: Package) -> Iterator[Finding]:
    """An anchor is the known date of the document, or an expression within it."""
    report = Reporter("anchors", "mentions")
    documents = {
        key: (published, length)
        for _, (key, published, length) in package.content("documents", ["document_id", "published", "characters"])
    }
    for row, (document, anchor) in package.content("mentions", ["document_id", "anchor"]):
        published, length = documents.get(document, (None, None))
        if anchor is None or length is None:
            continue
        offset = anchor.removeprefix("@")
        if anchor == "published":
            if published is None:
                yield report(row, "anchor", anchor, "a document with a date of publication")
        elif offset.isdecimal() and (len(offset) > _LONGEST_OFFSET or int(offset) >= length):
            yield report(row, "anchor", anchor, f"an offset below {length}, the document's end")


def counts(package: Package) -> Iterator[Finding]:
    """Every event has mentions, as many and in as many documents as it says."""
    report = Reporter("counts", "events")
    events, mentions = package.best("events"), package.best("mentions")
    if events is None or mentions is None:
        return
    keys = ["event_id", "document_id"]
    found = package.columns(mentions, keys).group_by("event_id")
    grouped = found.aggregate([("document_id", "count"), ("document_id", "count_distinct")]).to_pydict()
    per_event = dict(
        zip(
            grouped["event_id"],
            zip(grouped["document_id_count"], grouped["document_id_count_distinct"], strict=True),
            strict=True,
        )
    )
    names = ("n_mentions", "n_documents")
    for row, (event, *told) in package.rows(events, ["event_id", *names]):
        for name, number, right in zip(names, told, per_event.get(event, (0, 0)), strict=True):
            if number != right or right == 0:
                rule = f"{right}, as in mentions" if right else "a mention that proves the event"
                yield report(row, name, number, rule)


def inferences(package: Package) -> Iterator[Finding]:
    """An inferred event has a derivation, and no other event has one."""
    report = Reporter("inferences", "events")
    derived = {event for _, (event,) in package.content("derivations", ["event_id"])}
    if package.best("derivations") is None:
        return
    for row, (event, derivation) in package.content("events", ["event_id", "derivation"]):
        if (derivation == "inferred") != (event in derived):
            rule = "inferred, since it has a derivation" if event in derived else "a derivation of an inferred date"
            yield report(row, "derivation", derivation, rule)


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
    report = Reporter("references", "events")
    for row, (reference,) in package.content("events", ["reference"]):
        if reference is not None and _REFERENCE.fullmatch(reference) is None:
            yield report(row, "reference", reference, "an official number, such as 12/2019/QH")


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
