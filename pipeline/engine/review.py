"""The command `review`: what a person should look at, in its sentences, and the decisions that they take.

Without a prompt it lists the doubts; with one it asks about each, and writes every decision at once into
`decisions.csv` of the corpus, which the next build applies.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from pipeline.engine.extraction import extract_corpus
from pipeline.engine.reporting import number_of
from pipeline.errors import InputError
from pipeline.events import resolve
from pipeline.events.decide import apply_decisions
from pipeline.events.decisions import DECISIONS_FILE, EDITABLE, is_day, read_decisions, with_row
from pipeline.events.doubts import by_event, doubts
from pipeline.publish.files import sync_directory, sync_file, telling
from pipeline.publish.rows import mention_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.events.doubts import Doubt, DoubtfulEvent
    from pipeline.model import Event, Mention

MARKS = ("[[", "]]")
"""What stands around the words of the date in a shown sentence."""

_AROUND = 400
"""Characters that are shown of a sentence before and after its date, at most."""

_MENTIONS = 6
"""Mentions that are shown of an event, at most."""

_LETTERS = "AB"
_QUITS = frozenset(["q", "quit"])
_HELP = "c(onfirm), m(erge), s(plit off), r(eject), e(dit), Enter to skip, q(uit), ?"
_MEANINGS = """\
  confirm  the event is right as it stands
  merge    two events are one
  split    a sentence tells of another event than the one that it is counted to
  reject   it is no event, or a sentence doesn't tell of it
  edit     a column of the event gets another value
  skip     nothing is decided; the doubt comes again"""
_ACTIONS = {"c": "confirm", "m": "merge", "s": "split", "r": "reject", "e": "edit"}


class _Quit(Exception):  # noqa: N818 - it is no error
    """The person has had enough."""


class _Back(Exception):  # noqa: N818 - it is no error
    """The person doesn't go on with an action."""


def today() -> str:
    """The day by the clock and time zone of the person who decides, as YYYY-MM-DD."""
    return datetime.now().astimezone().date().isoformat()


def review(
    corpus: Path,
    *,
    tell: Callable[[str], object],
    ask: Callable[[str], str] | None,
    day: str,
    by: str = "",
) -> int:
    """List what a person should look at in a corpus or, with `ask`, ask about it and write down what is decided.

    Args:
        corpus: what a build reads; a directory, where decisions are to be taken.
        tell: takes the lines that are shown.
        ask: takes a prompt and gives the answer, as `input` does (EOFError: no more answers); None only lists.
        day: the date of the decisions, YYYY-MM-DD.
        by: who takes them, "" if it isn't told.

    Returns:
        How many decisions were written.

    Raises:
        InputError: the corpus, its decisions or `day` can't be used.
        PublishError: `decisions.csv` can't be written.
    """
    path = corpus / DECISIONS_FILE
    if not is_day(day):
        raise InputError("--date", None, repr(day), "a day such as 2026-03-09")
    taken = read_decisions(path)
    if ask is not None and not corpus.is_dir():
        raise InputError(corpus, None, "a file", "a directory, where decisions.csv can be kept")
    extracted = list(extract_corpus(corpus))
    events = apply_decisions(resolve(told for each in extracted for told in each.mentions), taken, mention_id).events
    texts = {each.document.id: each.document.text for each in extracted}
    found = doubts(events, taken)
    doubtful = by_event(found)
    seen = f"{number_of(len(found), 'doubt')} about {len(doubtful)} of {number_of(len(events), 'event')}"
    tell(seen if found else "nothing to look at")
    if ask is None:
        for line in _listed(doubtful, texts):
            tell(f"\n{line}")
        eventless = [line for each in extracted for line in each.eventless()]
        for n, line in enumerate(eventless):
            tell(_printable(line) if n else f"\n{_printable(line)}")
        return 0
    known = frozenset(event.id for event in events)
    return _Talk(path=path, texts=texts, known=known, tell=tell, ask=ask, day=day, by=by).about(found)


def _listed(doubtful: Sequence[DoubtfulEvent], texts: Mapping[str, str]) -> Iterator[str]:
    """Each event, numbered, with its doubts, which name the other event of a pair by its number, and its sentences."""
    numbers = {each.event.id: number for number, each in enumerate(doubtful, 1)}
    for each in doubtful:
        event = each.event
        lines = [f"{numbers[event.id]}. {_facts(event)}", f"   {event.id}"]
        for doubt in each.doubts:
            others = [numbers[other.id] for other in doubt.events if other.id != event.id]
            lines.append(f"   - {doubt.why}" + "".join(f"; see {number}" for number in others))
        lines += [f"     {line}" for line in _sentences(event, texts)]
        yield "\n".join(lines)


def _facts(event: Event) -> str:
    facts = f"{event.type}, {event.relation}, {event.modality}, {event.derivation}, {event.confidence:.2f}"
    return f"{event.value.edtf}  {_printable(event.label)}  ({facts})"


def _sentences(event: Event, texts: Mapping[str, str]) -> list[str]:
    """The sentences that tell an event, each with its document; of many the first and how many more there are."""
    told = event.mentions[:_MENTIONS]
    lines = [f"{each.document_id}: {sentence(each, texts[each.document_id])}" for each in told]
    more = len(event.mentions) - len(told)
    return [*lines, f"and {more} more"] if more > 0 else lines


def shown(doubt: Doubt, texts: Mapping[str, str]) -> str:
    """A doubt as lines: its reason, its events (A, B) and the sentences (1, 2, ...) that tell them.

    Args:
        doubt: what is shown.
        texts: of the documents, by id.
    """
    numbers = count(1)
    lines = [doubt.why]
    for letter, event in zip(_LETTERS, doubt.events, strict=False):
        lines += [f"   {letter}  {_facts(event)}", f"      {event.id}"]
        for place, line in enumerate(_sentences(event, texts)):
            lines.append(f"      {next(numbers) if place < _MENTIONS else ' '}  {line}")
    return "\n".join(lines)


def sentence(mention: Mention, text: str) -> str:
    """The sentence of a mention in one line, the date's words between `MARKS`; what a terminal would obey is left out.

    Args:
        mention: what is shown.
        text: of its document.
    """
    span, quote = mention.timex.span, mention.quote
    start, end = max(quote.start, span.start - _AROUND), min(quote.end, span.end + _AROUND)
    before = ("…" if start > quote.start else "") + text[start : span.start]
    after = text[span.end : end] + ("…" if end < quote.end else "")
    return _printable(f"{before}{MARKS[0]}{text[span.slice]}{MARKS[1]}{after}")


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))


@dataclass(slots=True, kw_only=True)
class _Talk:
    """One sitting at the prompt."""

    path: Path
    texts: Mapping[str, str]
    known: frozenset[str]
    tell: Callable[[str], object]
    ask: Callable[[str], str]
    day: str
    by: str
    gone: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)

    def about(self, found: tuple[Doubt, ...]) -> int:
        """Ask about each doubt that an earlier answer hasn't settled; how many decisions were written."""
        written = 0
        with suppress(_Quit, EOFError):
            for number, doubt in enumerate(found, 1):
                if not self._settled(doubt):
                    self.tell(f"\n{number} of {len(found)}. {shown(doubt, self.texts)}")
                    written += self._decide(doubt)
        told = f"{number_of(written, 'decision')} written to {self.path}; `datelines build` applies them"
        self.tell(told if written else "no decision written")
        return written

    def _settled(self, doubt: Doubt) -> bool:
        names = {event.id for event in doubt.events}
        return bool(names & self.gone) or (len(names) == 1 and names <= self.touched)

    def _decide(self, doubt: Doubt) -> bool:
        """Ask until a decision is written (True) or the doubt is skipped (False)."""
        while True:
            answer = self.ask(f"{_HELP} > ").strip().lower()
            if answer in {"", "skip"}:
                return False
            if answer in _QUITS:
                raise _Quit
            action = next((name for letter, name in _ACTIONS.items() if answer in {letter, name}), None)
            if action is None:
                self.tell(_MEANINGS)
                continue
            try:
                cells = {"action": action, **_QUESTIONS[action](self, doubt), "reason": self._reason()}
                self._write({**cells, "date": self.day, "by": self.by})
            except _Back:
                continue
            except InputError as fault:
                self.tell(f"not written: {fault}")
                continue
            return True

    def _write(self, cells: Mapping[str, str]) -> None:
        with telling(self.path):
            content = self.path.read_bytes() if self.path.exists() else b""
        replace_file(self.path, with_row(self.path, content, cells))
        other = cells.get("other", "")
        if cells["action"] == "merge":
            self.gone.add(other)
        elif cells["action"] == "reject" and not other:
            self.gone.add(cells["event_id"])
        self.touched.update((cells["event_id"], other))

    def _answer(self, prompt: str) -> str:
        """What is typed; nothing leads back to the choice of an action, and "q" to the end."""
        answer = " ".join(self.ask(f"  {prompt} > ").split())
        if not answer:
            raise _Back
        if answer.lower() in _QUITS:
            raise _Quit
        return answer

    def _reason(self) -> str:
        return self._answer("reason")

    def _one_of(self, what: str, choices: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
        """The ids of an event and a mention ("" for none) by the letter or number that they are shown with."""
        if len(choices) == 1:
            return next(iter(choices.values()))
        answer = ""
        while answer not in choices:
            answer = self._answer(f"{what}: {', '.join(choices)}").upper()
        return choices[answer]

    def confirm(self, doubt: Doubt) -> dict[str, str]:
        """The event is right; two events are two."""
        return dict(zip(("event_id", "other"), (event.id for event in doubt.events), strict=False))

    def merge(self, doubt: Doubt) -> dict[str, str]:
        """One event goes into the other; of one alone the other is asked for."""
        if len(doubt.events) == 2:
            left, _ = self._one_of("event that stays", _events(doubt))
            return {"event_id": left, "other": next(each.id for each in doubt.events if each.id != left)}
        other = self._answer("id of the event that is merged in")
        if other not in self.known:
            raise InputError("merge", None, f"{other!r}", "the id of an event of this corpus")
        return {"event_id": doubt.events[0].id, "other": other}

    def split(self, doubt: Doubt) -> dict[str, str]:
        """A mention becomes an event of its own."""
        choices = _mentions(doubt)
        if not choices:
            raise InputError("split", None, "a single sentence", "an event that several tell")
        event, mention = self._one_of("sentence that tells another event", choices)
        return {"event_id": event, "other": mention}

    def reject(self, doubt: Doubt) -> dict[str, str]:
        """An event, or a mention of one, goes."""
        choices = {**_events(doubt), **_mentions(doubt)}
        event, mention = self._one_of("event (letter) or sentence (number) to reject", choices)
        return {"event_id": event, "other": mention}

    def edit(self, doubt: Doubt) -> dict[str, str]:
        """A column of an event gets another value."""
        event, _ = self._one_of("event", _events(doubt))
        column = self._answer(f"column ({', '.join(EDITABLE)})")
        if column not in EDITABLE:
            raise InputError("edit", None, f"the field {column!r}", f"one of {', '.join(EDITABLE)}")
        return {"event_id": event, "field": column, "value": " ".join(self.ask(f"  {column} > ").split())}


_QUESTIONS: Mapping[str, Callable[[_Talk, Doubt], dict[str, str]]] = {
    "confirm": _Talk.confirm,
    "merge": _Talk.merge,
    "split": _Talk.split,
    "reject": _Talk.reject,
    "edit": _Talk.edit,
}


def _events(doubt: Doubt) -> dict[str, tuple[str, str]]:
    return {letter: (event.id, "") for letter, event in zip(_LETTERS, doubt.events, strict=False)}


def _mentions(doubt: Doubt) -> dict[str, tuple[str, str]]:
    """The shown mentions that may leave their event: it has others."""
    told: list[tuple[Event, Mention]] = [(event, each) for event in doubt.events for each in event.mentions[:_MENTIONS]]
    return {
        str(number): (event.id, mention_id(each))
        for number, (event, each) in enumerate(told, 1)
        if len(event.mentions) > 1
    }


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that at any time either the old or the new content is there, whole.

    Raises:
        PublishError: the disk doesn't let it.
    """
    aside = path.with_name(f".{path.name}.new")
    with telling(path):
        try:
            aside.write_bytes(content)
            if path.exists():
                shutil.copymode(path, aside)
            sync_file(aside)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
        sync_directory(path.parent)
