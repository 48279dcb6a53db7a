"""The functions that programs call; each imports what it needs when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from pipeline.engine.build import Report
    from pipeline.model import Document, Mention, Timex
    from pipeline.publish.load import Package


def tag(text: str, *, dct: str | None = None, language: str | None = None) -> tuple[Timex, ...]:
    """Find the temporal expressions of a text and say what they mean, in TIMEX3 and EDTF.

    Args:
        text: any text.
        dct: the ISO date of the text's creation, against which "last week" is resolved; None where it isn't known.
        language: "en" or "vi"; detected when None.

    Returns:
        The expressions in the text's order; spans are half-open and count Unicode code points of `text`.

    Raises:
        InputError: `dct` is no date.

    >>> may, later = tag("She was hired in May 1931 and left two years later.")
    >>> may.text, may.value.edtf, later.text, later.value.edtf, later.anchor
    ('May 1931', '1931-05', 'two years later', '1933', '@17')
    """
    from pipeline.engine.tagging import checked_dct, tag_text

    return tag_text(text, dct=checked_dct(dct, "dct", None), language=language)


def document(text: str, *, id: str = "text", language: str | None = None, published: str | None = None) -> Document:  # noqa: A002 - the name of the field everywhere
    """A plain text as a document: its blocks, sentences and language.

    Raises:
        InputError: the text is blank, `language` is no language tag or `published` no EDTF.
    """
    from pipeline.ingest import document_from_text

    return document_from_text(text, id=id, language=language, published=published)


def extract(source: Document | str) -> tuple[Mention, ...]:
    """The dated events that a document, or a plain text, mentions.

    >>> [mention] = extract("The Harbour Bridge was opened on 5 May 1932 by the mayor.")
    >>> mention.value.edtf, mention.relation, mention.modality
    ('1932-05-05', 'on', 'occurred')
    """
    from pipeline.engine.extraction import extract_document

    return extract_document(document(source) if isinstance(source, str) else source).mentions


def read_corpus(corpus: str | PathLike[str]) -> Iterator[Document]:
    """The documents of a directory, a `.jsonl[.gz|.zst]` or a `.parquet` file, in sorted order.

    Raises:
        InputError: a file can't be used; names it, the place in it, and what would be right.
    """
    from pipeline.ingest import read_corpus as read

    return read(Path(corpus))


def build(corpus: str | PathLike[str], out: str | PathLike[str], *, jobs: int = 1) -> Report:
    """Publish the package and the timeline of a corpus in the directory `out`, all or nothing.

    Raises:
        InputError: a document can't be used.
        DataError: the package would not be valid.
        PublishError: the disk or another build stood in the way.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as name:
    ...     text = "The Harbour Bridge was opened on 5 May 1932 by the mayor."
    ...     _ = Path(name, "bridge.txt").write_text(text, encoding="utf-8")
    ...     report = build(Path(name, "bridge.txt"), Path(name, "out"))
    ...     list(load(Path(name, "out")).events["date_edtf"])
    ['1932-05-05']
    """
    from pipeline.engine.build import Options
    from pipeline.engine.build import build as run

    return run(Path(corpus), Path(out), Options(jobs=jobs))


def load(directory: str | PathLike[str]) -> Package:
    """A published package as pandas DataFrames, one attribute a table, with typed columns and keys that join.

    Raises:
        InputError: there is no package, or its tables can't be read.
    """
    from pipeline.publish.load import load as read

    return read(Path(directory))
