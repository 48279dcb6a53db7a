"""Plain text: paragraphs from lines.

Where the lines of a text are wrapped at a width, a paragraph runs to the next blank line; otherwise every line is one.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.ingest import forms
from pipeline.ingest.classify import Paragraph, classify
from pipeline.ingest.draft import Draft
from pipeline.ingest.forms import SHORT_LINE_CHARACTERS
from pipeline.ingest.frontmatter import has_fields, read_front_matter
from pipeline.ingest.lines import Line, lines
from pipeline.ingest.mailhead import read_mail_head
from pipeline.ingest.metadata import Metadata
from pipeline.ingest.stamps import read_stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.ingest.draft import Layout

_WRAPPED_AT_LEAST = 50
_WRAPPED_AT_MOST = 110
_ROOM_TO_SPARE = 15
"""Columns by which the next line's first word must have fitted, for a line break to count as meant."""


def read(text: str, name: str) -> Draft:
    """Return the draft of the plain text `text`, with its front matter; `name` is the file as error messages call it.

    Raises:
        InputError: front matter that can't be used.
    """
    metadata, start = read_front_matter(text, name) if has_fields(text) else (Metadata(), 0)
    return Draft(text=text, layout=lay_out(text, metadata.title, start), metadata=metadata)


def lay_out(text: str, title: str | None = None, start: int = 0) -> Layout:
    r"""Return the blocks of plain text from `start` on; `title` is the title where the source states it.

    >>> text = "Rain over the delta\nThe dykes held in 1926, the keepers wrote.\n"
    >>> [(block.kind, text[block.span.slice]) for block in lay_out(text).blocks]
    [('title', 'Rain over the delta'), ('body', 'The dykes held in 1926, the keepers wrote.')]
    """
    found = list(lines(text, start))
    mail = read_mail_head(text, found)
    if mail is None:
        return classify(text, _grouped(text, found), title=title, marked_up=False)
    head = [Paragraph(start=line.start, end=line.end, kind="furniture") for line in found[: mail.size]]
    # the first words below the head greet the reader: they are no title, though they stand where one would
    layout = classify(text, [*head, *_grouped(text, found[mail.size :])], title=title or mail.subject, marked_up=False)
    return replace(layout, title=mail.subject or layout.title, published=mail.published or layout.published)


def _grouped(text: str, found: Sequence[Line]) -> list[Paragraph]:
    """Return the paragraphs that lines are."""
    width = _wrap_width(text, found)
    if width is None:
        return [Paragraph(start=line.start, end=line.end) for line in found]
    return [Paragraph(start=group[0].start, end=group[-1].end) for group in _paragraphs(text, found, width)]


def _wrap_width(text: str, found: Sequence[Line]) -> int | None:
    """Return the width that the text is wrapped at, None if its lines are paragraphs.

    Wrapped: of the pairs of adjacent lines, most break at a usual width within a sentence, and most of those go on in
    small letters.
    """
    pairs = wraps = small = width = 0
    for line, following in pairwise(found):
        if following.after_blank:
            continue
        pairs += 1
        size = line.end - line.start
        if (
            _WRAPPED_AT_LEAST <= size <= _WRAPPED_AT_MOST
            and following.end - following.start <= _WRAPPED_AT_MOST
            and not forms.ends_with_stop(text[line.start : line.end])
        ):
            wraps += 1
            small += not text[following.start].isupper()
            width = max(width, size)
    return width if wraps * 2 > pairs and small * 2 >= wraps else None


def _paragraphs(text: str, found: Sequence[Line], width: int) -> Iterator[list[Line]]:
    """Yield the groups of lines that are paragraphs of a text wrapped at `width`."""
    group: list[Line] = []
    alone = False
    for line in found:
        above_alone, alone = alone, _stands_alone(text[line.start : line.end])
        if group and (line.after_blank or alone or above_alone or _breaks_early(text, group[-1], line, width)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _stands_alone(line: str) -> bool:
    """Whether `line` is no part of a paragraph, by its form."""
    return len(line) <= SHORT_LINE_CHARACTERS and (forms.is_furniture(line) or read_stamp(line) is not None)


def _breaks_early(text: str, above: Line, line: Line, width: int) -> bool:
    """Whether `line` begins a paragraph: it is an item, or its first word would well have fitted on the line above."""
    first = text[line.start : line.end]
    word = first.partition(" ")[0]
    return forms.is_item(first) or above.end - above.start + 1 + len(word) + _ROOM_TO_SPARE < width
