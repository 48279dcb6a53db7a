"""Says what each paragraph is by its form and its place: title, dateline, byline, caption, teaser, note, furniture.

An article as it is copied from a page reads, from top to bottom: the page's clock, the date of publication, the title,
perhaps a byline; paragraphs with captions and headings between them; a byline; footnotes under a rule; the comment
box; teasers of other articles. Whatever fits no place is body.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.ingest import forms
from pipeline.ingest.draft import Layout
from pipeline.ingest.forms import SHORT_LINE_CHARACTERS
from pipeline.ingest.lines import trim
from pipeline.ingest.stamps import Stamp, place_and_date, read_stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.model import BlockKind

_HEADING_CHARACTERS = 60
_HEADING_WORDS = 8
_BYLINE_LINES = 12


_HEAD_PARAGRAPHS = 4


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """A paragraph on its way to a `Block`: a reader that knows its `kind` sets it, classification fills in the rest.

    `start` and `end` have no white space at their edges and `start < end`.
    """

    start: int
    end: int
    kind: BlockKind | None = None
    level: int = 0


def classify(text: str, paragraphs: Sequence[Paragraph], *, title: str | None, marked_up: bool) -> Layout:
    """Return the layout of `text`: its paragraphs with their kinds, and what stands in it with certainty.

    Args:
        text: the whole text.
        paragraphs: its paragraphs in order, without overlap; their `kind` is filled in.
        title: the title if the source states it, else None.
        marked_up: whether headings and lists are marked in the source (Markdown, HTML). If so, nothing is taken for a
            heading or a caption by the shape of its line alone.
    """
    work = _Work(text, paragraphs, title)
    work.furniture()
    if work.is_prose():
        return Layout(paragraphs=paragraphs, title=work.title_text(), published=work.report())
    published = work.head() or work.report()
    work.captions()
    work.tail()
    if not marked_up:
        work.between()
    return Layout(paragraphs=paragraphs, title=work.title_text(), published=published)


class _Work:
    """The paragraphs of one document while they are classified; each method is one pass over them."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], title: str | None) -> None:
        self.text = text
        self.all = paragraphs
        self.stated_title = title
        self.lines = [text[p.start : p.end] if p.end - p.start <= SHORT_LINE_CHARACTERS else None for p in paragraphs]
        """The text of every short paragraph; None for a long one."""
        self.stamps: dict[int, Stamp] = {}
        self.title_at: int | None = None

    def _is_prose(self, i: int) -> bool:
        """Whether paragraph `i` reads as text: long, or closed by a stop."""
        line = self.lines[i]
        if self.all[i].kind not in {None, "body"} or i in self.stamps:
            return False
        return line is None or forms.ends_with_stop(line)

    def _label_open(self, i: int) -> str | None:
        """Return the line of paragraph `i` if it is short and of no kind yet."""
        return self.lines[i] if self.all[i].kind is None else None

    def furniture(self) -> None:
        """Mark what is furniture by form, and note the date stamps."""
        for i, (p, line) in enumerate(zip(self.all, self.lines, strict=True)):
            if line is None or p.kind is not None:
                continue
            stamp = read_stamp(line)
            if stamp is not None:
                self.stamps[i] = stamp
            elif forms.is_furniture(line):
                p.kind = "furniture"

    def is_prose(self) -> bool:
        """Whether there is nothing but text, perhaps below one heading, which then is marked as the title.

        Neither form nor place makes anything else of such paragraphs, so that the other passes can be left out.
        """
        first = int(bool(self.all) and self.all[0].kind == "heading")
        if self.stamps or not all(
            p.kind is None and (line is None or self._is_plain_prose(line))
            for p, line in zip(self.all[first:], self.lines[first:], strict=True)
        ):
            return False
        if first:
            self._mark_title(0)
        return True

    def _is_plain_prose(self, line: str) -> bool:
        return (
            forms.ends_with_stop(line)
            and not forms.is_photo_credit(line)
            and (self.stated_title is None or " ".join(line.split()) != self.stated_title)
        )

    def head(self) -> str | None:
        """Find title, datelines and byline at the top; return the date of publication as EDTF if it is certain.

        Of several stamps the one nearest the title is the publication's; those above it are the page's clock.
        """
        above = self._stamps_from(0)
        at = self._after(above, 0)
        self._find_title(at)
        title_at = self.title_at
        below = self._stamps_from(title_at + 1) if title_at is not None and title_at <= at else []
        near = below or above
        for i in above:
            self.all[i].kind = "furniture" if self.stamps[i].is_publication and i != near[-1] else "dateline"
        for i in below:
            self.all[i].kind = "dateline"
        for i in self.stamps:
            if self.all[i].kind is None and self.stamps[i].has_time and self.stamps[i].has_weekday:
                self.all[i].kind = "furniture"
        if title_at is None or title_at > at:
            return None
        self._byline_below(self._after(below, title_at + 1))
        days = [self.stamps[i].day for i in near if self.stamps[i].is_publication]
        return days[-1].isoformat() if days and days[-1] is not None else None

    def report(self) -> str | None:
        """Return the date in the dateline with which the first paragraph below the title begins, as EDTF."""
        for p in self.all[:_HEAD_PARAGRAPHS]:
            day = place_and_date(self.text[p.start : p.end])
            if day is not None:
                return day.isoformat()
        return None

    def _stamps_from(self, first: int) -> list[int]:
        """Return the stamps that stand from `first` on with nothing but furniture between them."""
        found = []
        for i in range(first, len(self.all)):
            if i in self.stamps:
                found.append(i)
            elif self.all[i].kind != "furniture":
                break
        return found

    def _after(self, indices: list[int], first: int) -> int:
        """Return the first paragraph from `first` on that is neither in `indices` nor furniture."""
        at = max([first, *(i + 1 for i in indices)])
        while at < len(self.all) and self.all[at].kind == "furniture":
            at += 1
        return at

    def _find_title(self, at: int) -> None:
        headings = (i for i, p in enumerate(self.all) if p.kind == "heading" and (p.level == 1 or i <= at))
        found = next(headings, None)
        if found is None and at < len(self.all) and self._is_title_line(at):
            found = at
        if found is not None:
            self._mark_title(found)

    def _mark_title(self, at: int) -> None:
        self.title_at = at
        self.all[at].kind, self.all[at].level = "title", 0

    def _is_title_line(self, at: int) -> bool:
        line = self._label_open(at)
        if line is None:
            return False
        if self.stated_title is not None and " ".join(line.split()) == self.stated_title:
            return True
        if forms.ends_with_stop(line) or forms.is_name(line) or forms.is_photo_credit(line) or line[0].islower():
            return False
        if " " not in line or any(p.kind == "heading" for p in self.all):
            return False
        following = next((i for i in range(at + 1, len(self.all)) if self._is_text_after_title(i)), None)
        return following is not None and self._is_prose(following)

    def _is_text_after_title(self, i: int) -> bool:
        line = self.lines[i]
        return not (self.all[i].kind == "furniture" or i in self.stamps or (line is not None and forms.is_name(line)))

    def _byline_below(self, at: int) -> None:
        line = self._label_open(at) if at < len(self.all) else None
        if line is not None and forms.is_name(line) and not forms.ends_with_stop(line):
            self.all[at].kind = "byline"

    def tail(self) -> None:
        """Mark what stands below the article: teasers, footnotes, and the byline above them."""
        first_prose = next((i for i in range(len(self.all)) if self._is_prose(i)), len(self.all))
        end = next((i for i in range(first_prose, len(self.all)) if self._opens(i, forms.ends_article)), len(self.all))
        for p in self.all[end:]:
            if p.kind != "furniture":
                p.kind, p.level = "teaser", 0
        rule = next(
            (i for i in range(first_prose, end - 1) if self._opens(i, forms.is_rule) and self._is_note(i + 1)), end
        )
        for p in self.all[rule:end]:
            if p.kind is None:
                p.kind = "footnote"
        self._byline_above(rule)

    def _opens(self, i: int, form: Callable[[str], bool]) -> bool:
        line = self.lines[i]
        return self.all[i].kind == "furniture" and line is not None and form(line)

    def _is_note(self, i: int) -> bool:
        p = self.all[i]
        return p.kind == "footnote" or (p.kind is None and forms.is_note(self.text[p.start : p.start + 12]))

    def _byline_above(self, end: int) -> None:
        """Mark the run of short lines without a stop above `end` as byline, from the first that names a person."""
        first = end
        while first > max(0, end - _BYLINE_LINES) and (
            self.all[first - 1].kind == "furniture" or self._is_loose(first - 1)
        ):
            first -= 1
        if not any(self._is_prose(i) for i in range(first)):
            return
        for named in (forms.is_name, forms.is_bare_name):
            at = next((i for i in range(first, end) if self._names(i, named)), None)
            if at is not None:
                for p in self.all[at:end]:
                    p.kind = p.kind or "byline"
                return

    def _is_loose(self, i: int) -> bool:
        line = self._label_open(i)
        return line is not None and i not in self.stamps and not forms.ends_with_stop(line)

    def _names(self, i: int, form: Callable[[str], bool]) -> bool:
        line = self._label_open(i)
        return line is not None and not line.endswith("|") and form(line)

    def captions(self) -> None:
        """Mark what its own form, or an image's remains just above it, makes a caption; take off a trailing bar."""
        for i, p in enumerate(self.all):
            line = self._label_open(i)
            if line is None:
                continue
            below_image = i > 0 and self._opens(i - 1, forms.is_image_remains) and not forms.ends_with_stop(line)
            if line.endswith("|"):
                p.start, p.end = trim(self.text, p.start, p.start + len(line.rstrip("| \t")))
                p.kind = "caption"
            elif below_image or forms.is_photo_credit(line):
                p.kind = "caption"

    def between(self) -> None:
        """Mark short lines without a stop between paragraphs: long ones are captions, the shortest headings.

        A heading may also be the first line. More than two such lines in a row are a list or a poem and stay body.
        """
        seen = [i for i, p in enumerate(self.all) if p.kind not in {"furniture", "dateline", "byline"}]
        loose = [self._is_lone(i) for i in seen]
        at = 0
        while at < len(seen):
            size = 0
            while at + size < len(seen) and loose[at + size]:
                size += 1
            if 0 < size <= 2 and at + size < len(seen):
                for i in seen[at : at + size]:
                    self._mark_lone(self.all[i], above=at > 0)
            at += size + 1

    def _is_lone(self, i: int) -> bool:
        line = self._label_open(i)
        return line is not None and not forms.ends_with_stop(line) and not line[0].islower() and not forms.is_item(line)

    def _mark_lone(self, p: Paragraph, *, above: bool) -> None:
        line = self.text[p.start : p.end]
        if len(line) <= _HEADING_CHARACTERS and len(line.split()) <= _HEADING_WORDS:
            p.kind, p.level = "heading", 2
        elif above:
            p.kind = "caption"

    def title_text(self) -> str | None:
        """Return the words of the title that stands in the text."""
        if self.title_at is None:
            return None
        p = self.all[self.title_at]
        return " ".join(self.text[p.start : p.end].split())
