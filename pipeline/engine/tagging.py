"""Tagging for the command line: JSON lines in and out, a readable listing, an explanation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError, json_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.events import Extraction
    from pipeline.model import Document, Mention, Timex
    from pipeline.temporal.explain import Alternative, Explanation

_WHERE = "standard input"
_FORM = 'a JSON object such as {"id": "a", "text": "In May 1945 ...", "dct": null}'


def tag_lines(lines: Iterable[str], *, language: str | None = None) -> Iterator[dict[str, Any]]:
    r"""Tag documents given as JSON lines `{"id", "text", "dct"}`; blank lines are passed over.

    Yields for each `{"id", "timexes": [{"start", "end", "text", "type", "value", "edtf", "rule"}]}`, offsets half-open
    in Unicode code points of `text`, `type` and `value` as in TIMEX3.

    Raises:
        InputError: a line isn't such an object; names the line.

    >>> [row] = tag_lines(['{"id": "a", "text": "The bridge opened on 5 May 1932.", "dct": null}\n'])
    >>> row["timexes"][0]["start"], row["timexes"][0]["value"]
    (21, '1932-05-05')
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            name, text, dct = _fields(line, number)
            yield {"id": name, "timexes": [_row(timex) for timex in tag_text(text, dct=dct, language=language)]}


def tag_text(text: str, *, dct: str | None = None, language: str | None = None) -> tuple[Timex, ...]:
    """The expressions of a text in its order; `dct` is the ISO date of its creation, `language` detected when None.

    Raises:
        InputError: there are no rules for the language that is stated.
    """
    from pipeline.temporal import tag

    return tag(text, dct=dct, language=_language_of(text, language))


def _language_of(text: str, stated: str | None) -> str:
    """The language whose rules read a text: the stated one, else the detected one, else English.

    A text that is given to be tagged is tagged: its years and figures are the same in many languages.

    Raises:
        InputError: there are no rules for the language that is stated.
    """
    from pipeline.ingest.language import detect
    from pipeline.temporal.languages import LANGUAGES, rules_for

    code = rules_for(stated or detect(text))
    if code is None and stated is not None:
        raise InputError("language", None, repr(stated), " or ".join(repr(each) for each in LANGUAGES))
    return code or "en"


def _fields(line: str, number: int) -> tuple[Any, str, str | None]:
    place = f"line {number}"
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = json_fault(error) if isinstance(error, json.JSONDecodeError) else "too deep or too large"
        raise InputError(_WHERE, place, f"no JSON ({reason})", _FORM) from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise InputError(_WHERE, place, "no object with a text", _FORM)
    return row.get("id"), row["text"], checked_dct(row.get("dct"), _WHERE, place)


def checked_dct(dct: object, where: str, place: str | None) -> str | None:
    """`dct` when it is None or an EDTF date.

    Raises:
        InputError: it is anything else.
    """
    from pipeline.temporal.edtf import EdtfError, parse

    if dct is None:
        return None
    try:
        return parse(dct if isinstance(dct, str) else "").text
    except EdtfError:
        raise InputError(where, place, f"dct {dct!r}", "null or a date such as 2025-06-14") from None


def _row(timex: Timex) -> dict[str, Any]:
    return {
        "start": timex.span.start,
        "end": timex.span.end,
        "text": timex.text,
        "type": timex.type,
        "value": timex.value.timex3,
        "edtf": timex.value.edtf,
        "rule": timex.rule,
    }


def listing(text: str, *, dct: str | None = None, language: str | None = None) -> str:
    """One line an expression: its words, TIMEX3 type and value, EDTF, and the EDTF in words."""
    from pipeline.temporal.edtf import in_words

    timexes = tag_text(text, dct=checked_dct(dct, "--dct", None), language=language)
    rows = [
        (_one_line(t.text), t.type, t.value.timex3, t.value.edtf or "-", in_words(t.value.edtf) if t.value.edtf else "")
        for t in timexes
    ]
    widths = [max((len(row[i]) for row in rows), default=0) for i in range(4)]
    shown = (
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]) for row in rows
    )
    return "\n".join(line.rstrip() for line in shown) or "no temporal expression"


def explain(text: str, *, dct: str | None = None, language: str | None = None) -> str:
    """Why each expression of a text has its value, as aligned lines.

    For each expression: the rule, the words with their lexicon entries, what they say before any context, the value,
    what it was resolved against, the readings that lost and why, and the event that came of it, or why none did. What
    looks like a date and is none follows at the end.

    Raises:
        InputError: there are no rules for the language, or `dct` is no date.
    """
    from dataclasses import replace

    from pipeline.events import examine
    from pipeline.ingest import document_from_text
    from pipeline.temporal import tag_document
    from pipeline.temporal.explain import explanations

    document = document_from_text(text, language=_language_of(text, language))
    document = replace(document, published=checked_dct(dct, "--dct", None))
    timexes = tag_document(document)
    seen = examine(document, timexes)
    found, nothing = explanations(document.text, timexes, language=document.language)
    parts = [_explained(timex, why, document, seen) for timex, why in zip(timexes, found, strict=True)]
    parts += [_aligned(_heading(each.text, each.start, each.end), [("nothing", _lost(each))]) for each in nothing]
    return "\n\n".join(parts) or "no temporal expression"


def _explained(timex: Timex, why: Explanation, document: Document, seen: Extraction) -> str:
    value = timex.value
    rows = [
        ("rule", timex.rule),
        *_under("words", why.words),
        *_under("reads", why.reads),
        ("known", _known(timex, document)),
        ("TIMEX3", f"{timex.type} {value.timex3}" + (f", mod {value.mod}" if value.mod else "")),
        ("EDTF", value.edtf or "none: it has no place in the calendar"),
    ]
    if timex.interval is not None:
        rows.append(("range", timex.interval.edtf or timex.interval.timex3))
    rows += _under("lost", [f"“{_one_line(each.text)}” {_lost(each)}" for each in why.lost])
    rows += _under("event", _events(timex, document, seen))
    return _aligned(_heading(timex.text, timex.span.start, timex.span.end), rows)


def _events(timex: Timex, document: Document, seen: Extraction) -> list[str]:
    """The events that came of an expression, or why none did."""
    from pipeline.events.explain import why_no_event

    found = [each for each in seen.mentions if each.timex.span in timex.span or timex.span in each.timex.span]
    return [_event(each) for each in found] or [f"none: {why_no_event(document, timex, seen)}"]


def _event(mention: Mention) -> str:
    # "before 1900" is no event of 1900: the date of an event may be another than that of its words
    facts = f"{mention.value.edtf}, {mention.type}, {mention.relation}, {mention.modality}, {mention.derivation}"
    return f"{mention.label} ({facts}; {mention.rule}, confidence {mention.confidence:.2f})"


def _heading(words: str, start: int, end: int) -> str:
    return f"“{_one_line(words)}”, characters {start}–{end}"


def _lost(each: Alternative) -> str:
    return f"by {each.rule}: {each.why}"


def _under(name: str, lines: Iterable[str]) -> list[tuple[str, str]]:
    """Rows of which the first alone bears the name."""
    return [(name if i == 0 else "", line) for i, line in enumerate(lines)]


def _aligned(head: str, rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join([head, *(f"  {name:<8}  {text}" for name, text in rows)])


def _known(timex: Timex, document: Document) -> str:
    if timex.value.edtf is None:
        remedy = "" if document.published else "; --dct gives the date of the text"
        return f"nothing in the text places it{remedy}"
    if timex.rule.endswith("numeric-date") and timex.value.timex3.endswith("XX-XX"):
        return "the words state the year; of the other two numbers either may be the month"
    if timex.anchor is None:
        return "stated by the words themselves"
    if timex.anchor == "published":
        return f"resolved against the document's date, {document.published}"
    start = int(timex.anchor.removeprefix("@"))
    return f"resolved against “{_one_line(document.text[start : start + 24])}…” at character {start}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
