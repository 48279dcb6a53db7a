"""Proves published mentions against the corpus: the words stand where the rows say.

Where `validate` asks whether a package agrees with itself, `verify` reads the documents again and asks whether the
package agrees with them.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from pipeline.errors import DataError
from pipeline.ingest import read_corpus
from pipeline.publish.checks.finding import Finding, Reporter, limited, shown
from pipeline.publish.checks.mentions import MentionIndex
from pipeline.publish.checks.package import Package
from pipeline.publish.commit import reading

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

    from pipeline.model import Document

__all__ = ["Finding", "verify"]

MOST_FINDINGS = 1_000
_CHECK = "verify"
_KEY = "document_id"


def verify(directory: Path, corpus: Path) -> list[Finding]:
    """Every published document, mention and extracted text that the corpus does not bear out; none proves them all.

    Args:
        directory: a published package, as `validate` takes it.
        corpus: the directory or file that it was built from.

    Returns:
        At most `MOST_FINDINGS` findings, the last of which tells how many more there are: CSV files that differ from
        their Parquet twins, which are what is read; those of published documents in the order of the corpus, then its
        other documents, then those that are missing from it; a single one of these where the corpus has no published
        document at all, so that it must be another. Offsets count Unicode code points. What was published as the text
        of an extracted document (HTML, PDF, DOCX) must be what its file gives now.

    Raises:
        InputError: there is no package, or the corpus can't be read.
        DataError: the table of documents or mentions can't be read; `validate` tells why.
        PublishError: a build keeps the package locked, or one that was cut short can't be finished.
    """
    with reading(directory):
        package = Package(directory)
        for name in ("documents", "mentions"):
            if package.best(name) is None:
                raise DataError(
                    f"{directory}: found no table of {name} that can be read; expected a package that validates"
                )
        return limited(_findings(package, corpus), MOST_FINDINGS)


def _findings(package: Package, corpus: Path) -> Iterator[Finding]:
    yield from _twin_findings(package)
    mentions = MentionIndex(package)
    columns = list(_documents_row(None))
    published = {cells[0]: (row, cells) for row, cells in package.content("documents", columns)}
    texts = {key: (row, _hash(text or "")) for row, (key, text) in package.content("texts", [_KEY, "text"])}
    unmet = dict.fromkeys(published)
    unknown: list[Finding] = []
    report = Reporter(_CHECK, "documents")
    for document in read_corpus(corpus):
        if document.id not in published:
            unknown.append(report(None, _KEY, None, f"{document.id!r}, a document of the corpus ({document.path})"))
            continue
        unmet.pop(document.id, None)
        row, cells = published[document.id]
        right = _documents_row(document)
        for name, cell in zip(columns, cells, strict=False):
            if cell != right[name]:
                yield report(row, name, cell, f"{shown(right[name])}, as the corpus has for {document.id}")
        yield from _text_findings(document, *texts.get(document.id, (None, None)))
        yield from mentions.misplaced(_CHECK, document.id, document.text)
    if len(unmet) == len(published) and unknown:
        found = f"none of the documents of {corpus}"
        yield Finding(
            check=_CHECK,
            resource="documents",
            value=found,
            rule="the corpus that the package was built from, say which with --corpus",
        )
        return
    yield from unknown
    for missing in unmet:
        yield report(published[missing][0], _KEY, missing, "a document of the corpus")
    yield from _orphans(mentions, published)


def _twin_findings(package: Package) -> Iterator[Finding]:
    for csv, _ in package.pairs():
        try:
            rendered = package.rendered(csv.table.name)
            found = "a CSV file that differs from its Parquet twin" if rendered and not rendered.same else None
        except OSError as error:
            found = f"a CSV file that can't be read ({error.strerror})"
        if found:
            rule = "the CSV of the rows that are proved here; `datelines validate` tells what differs"
            yield Finding(check=_CHECK, resource=csv.resource, value=found, rule=rule)


def _documents_row(document: Document | None) -> dict[str, Any]:
    """What the table of documents must say of a document; the columns alone for None."""
    told = {
        _KEY: "id",
        "title": "title",
        "publisher": "publisher",
        "published": "published",
        "language": "language",
        "source": "source",
        "rights": "rights",
        "path": "path",
        "sha256": "sha256",
    }
    row = {column: getattr(document, attribute, None) or None for column, attribute in told.items()}
    authors = "; ".join(document.authors) if document else None
    return row | {"authors": authors or None, "characters": len(document.text) if document else None}


def _text_findings(document: Document, row: int | None, text_hash: str | None) -> Iterator[Finding]:
    report = Reporter(_CHECK, "texts")
    if document.extracted:
        if text_hash != _hash(document.text):
            found = "no text" if row is None else "another text"
            yield report(row, "text", found, f"what is extracted from {document.path}")
    elif row is not None:
        yield report(row, _KEY, document.id, f"no text, since {document.path} is read as it is")


def _orphans(mentions: MentionIndex, published: Container[str]) -> Iterator[Finding]:
    for document in mentions.documents():
        if document not in published:
            for row, _ in mentions.of(document):
                yield Reporter(_CHECK, "mentions")(row, _KEY, document, "a published document")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
