"""What a build says to the person who ran it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.engine.build import Report

MOST_EVENTS_OF_A_PAGE = 1_000_000
"""Events up to which the page was seen to open and to answer in a browser."""


def report_lines(report: Report) -> Iterator[str]:
    """The lines that tell what was read, what gave nothing and why, and where the package is."""
    yield f"{number_of(report.documents, 'document')}, {number_of(report.expressions, 'temporal expression')}"
    told = f"{number_of(report.mentions, 'mention')} of {number_of(report.events, 'event')}"
    unplaced = f", {report.unplaced} without a place in the calendar" if report.unplaced else ""
    yield f"{told}; {number_of(report.without_event, 'date')} without an event{unplaced}"
    yield from report.eventless
    yield from _passed_over(report)
    if report.decisions:
        yield f"{number_of(report.decisions, 'decision')}, {len(report.stale)} of them stale"
    for line in (*report.stale, *report.remarks):
        yield f"decisions.csv, {line}"
    yield f"package   {report.package}"
    yield f"timeline  {report.timeline}"
    if report.events > MOST_EVENTS_OF_A_PAGE:
        yield f"a browser may not open a page of more than {MOST_EVENTS_OF_A_PAGE:,} events; build parts of the corpus"


def _passed_over(report: Report) -> Iterator[str]:
    from pipeline.ingest.metadata import MEANT, shown

    if report.other_files:
        told = ", ".join(f"{count} {suffix or 'without suffix'}" for suffix, count in report.other_files.items())
        such = f", such as {shown(report.other_file)}" if report.other_file else ""
        yield f"{number_of(sum(report.other_files.values()), 'file')} of other formats passed over: {told}{such}"
    if report.blank:
        yield f"{number_of(report.blank, 'row')} without words passed over"
    for language, count in report.unreadable.items():
        named = "a language that isn't recognised" if language == "und" else repr(language)
        documents = f"{number_of(count, 'document')} in {named}{_first(report.first_unreadable[language], count)}"
        yield f"no events from {documents}: there are no rules for this language"
    for name, count in report.unread.items():
        ours = MEANT.get(name.lower(), name.lower())
        first = _first(report.first_unread[name], count)
        yield f"the field {name!r} of {number_of(count, 'document')}{first} is not read; expected {ours!r}"


def _first(where: str, count: int) -> str:
    from pipeline.ingest.metadata import shown

    return f" ({where if where.isprintable() else shown(where)}{' is the first' if count > 1 else ''})"


def number_of(number: int, noun: str) -> str:
    """A number of things in words.

    >>> number_of(1, "event"), number_of(2, "event")
    ('1 event', '2 events')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
