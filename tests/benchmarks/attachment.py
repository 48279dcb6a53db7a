"""How often a date is given to the event that people gave it to, on news with annotated links.

Run: `python -m tests.benchmarks.attachment TEXTS LINKS [--spacy-model MODEL] [--errors]`. TEXTS has one document a line,
`{"id", "text", "dct", "timexes": [{"start", "end", "type", "value"}]}`; LINKS has for the same ids `{"id", "links":
[{"event": {"start", "end", "text"}, "timex": {"start", "end", "dct"}, "relation"}]}`; offsets are half-open in code
points. The whole way is measured: reading, tagging and extraction, with nothing taken from TEXTS but text and date.

**link** An event that the annotators placed at an expression (IS_INCLUDED or SIMULTANEOUS) of type DATE or TIME other
than the dateline. Links to the dateline, to durations and of other relations say nothing about what a date is the date
of. It is **close** where event and expression stand in one sentence.

**attached** A mention whose date words overlap the expression names the event's trigger in its label: a word of the label
and the trigger have one lemma, or the label has the noun that labels put for that verb ("death" for "died"), or both
are of one stem (five letters or more in common, none but an ending after them: "announced", "announcement"). Of a
trigger of several words, half must be there, articles and the date aside.

**sentence** A dated sentence holds at least one DATE or TIME of TEXTS other than the dateline; it is told where a mention
has its date words in it. It is counted a second time among those in which the annotators placed an event.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.events import extract
from pipeline.events.enrich import Enricher
from pipeline.events.grammar import lemma
from pipeline.events.heads import head_of_label
from pipeline.events.nominalise import INTRANSITIVE, PASSIVE
from pipeline.events.parses import spacy_parser
from pipeline.events.words import PREPOSITIONS, fold
from pipeline.ingest import document_from_text
from pipeline.temporal import tag_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Document, Mention

PLACED = frozenset(["IS_INCLUDED", "SIMULTANEOUS"])
CALENDAR = frozenset(["DATE", "TIME"])
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LIGHT = PREPOSITIONS | {"the", "a", "an", "and"}
_ENDINGS = frozenset(
    [
        "",
        "s",
        "e",
        "d",
        "ed",
        "es",
        "ing",
        "ion",
        "ions",
        "ation",
        "ment",
        "ments",
        "ement",
        "al",
        "ance",
        "er",
        "ure",
        "or",
    ]
)
_STEM = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An event trigger and the expression that it was placed at, in one document."""

    text: str
    event: tuple[int, int]
    timex: tuple[int, int]

    @property
    def close(self) -> bool:
        """Whether both stand in one line of the text, which is a sentence."""
        first, last = sorted([self.event, self.timex])
        return "\n" not in self.text[first[1] : last[0]]

    @property
    def trigger(self) -> list[str]:
        """The words of the trigger without articles, prepositions and the date."""
        start, end = self.event
        words = [
            match[0].lower()
            for match in _WORD.finditer(self.text, start, end)
            if not (self.timex[0] <= match.start() < self.timex[1])
        ]
        return [word for word in words if word not in _LIGHT] or words


def same_word(one: str, other: str) -> bool:
    """Whether two words name one happening: by lemma, by the noun of the verb, by stem.

    >>> same_word("died", "death"), same_word("announced", "announcement"), same_word("said", "sold")
    (True, True, False)
    """
    first, second = lemma(one), lemma(other)
    if first == second or head_of_label(one) == head_of_label(other):
        return True
    nouns = {noun.lower() for table in (INTRANSITIVE, PASSIVE) for verb, noun in table.items() if verb == first}
    if second in nouns or fold(other) in nouns:
        return True
    common = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return common >= _STEM and one[common:] in _ENDINGS and other[common:] in _ENDINGS


def names(label: str, trigger: Sequence[str]) -> bool:
    """Whether a label names a trigger of one word or several.

    >>> names("Death of the brewer in his mill", ["died"]), names("Opening of the Oslo Winter Games", ["winter", "games"])
    (True, True)
    """
    told = [word.lower() for word in _WORD.findall(label)]
    found = sum(any(same_word(word, each) for each in told) for word in trigger)
    return 2 * found >= len(trigger) > 0


def attached(link: Link, mentions: Sequence[Mention]) -> bool:
    """Whether a mention at the link's date names its event."""
    start, end = link.timex
    return any(
        each.timex.span.start < end and start < each.timex.span.end and names(each.label, link.trigger)
        for each in mentions
    )


def links_of(gold: dict[str, Any], given: Sequence[dict[str, Any]]) -> Iterator[Link]:
    """The links of a document that say which event has which date."""
    types = {(each["start"], each["end"]): each["type"] for each in gold["timexes"]}
    for each in given:
        event, timex = each["event"], each["timex"]
        span = (timex["start"], timex["end"])
        if not timex["dct"] and each["relation"] in PLACED and types.get(span) in CALENDAR:
            yield Link(text=gold["text"], event=(event["start"], event["end"]), timex=span)


def document_of(gold: dict[str, Any]) -> Document:
    """A line of TEXTS as a document; what the dateline or title says is left to the reader to find."""
    return document_from_text(gold["text"], id=gold["id"], language="en", published=gold["dct"])


def dated_lines(gold: dict[str, Any]) -> dict[int, list[tuple[int, int]]]:
    """The lines of a document that hold dates, with these; the dateline is left out."""
    found: dict[int, list[tuple[int, int]]] = {}
    for each in gold["timexes"]:
        number = gold["text"].count("\n", 0, each["start"])
        if number != 1 and each["type"] in CALENDAR:
            found.setdefault(number, []).append((each["start"], each["end"]))
    return found


def main() -> None:
    """Print the shares, and with --errors every close link that is not attached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("links", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what is not attached")
    parser.add_argument("--spacy-model", metavar="MODEL", help="what `datelines build --spacy-model` takes")
    options = parser.parse_args()
    enricher = Enricher(spacy_parser(options.spacy_model)) if options.spacy_model else None
    given = {each["id"]: each["links"] for each in map(json.loads, options.links.open(encoding="utf-8"))}
    every: list[tuple[bool, bool]] = []
    told: list[tuple[bool, bool]] = []
    words = labels = 0
    for gold in map(json.loads, options.texts.open(encoding="utf-8")):
        document = document_of(gold)
        mentions = extract(document, tag_document(document), enricher)
        labels += len(mentions)
        words += sum(len(each.label.split()) for each in mentions)
        links = list(links_of(gold, given.get(gold["id"], ())))
        for link in links:
            found = attached(link, mentions)
            every.append((link.close, found))
            if options.errors and not found:
                show(link, mentions)
        for dates in dated_lines(gold).values():
            found = any(m.timex.span.start < end and start < m.timex.span.end for start, end in dates for m in mentions)
            told.append((any(link.timex in dates for link in links), found))
    sys.stdout.write(f"mentions                        {labels:5d}, {words / labels:.1f} words a label\n")
    share("links attached", [found for _, found in every])
    share("close links attached", [found for close, found in every if close])
    share("dated sentences with an event", [found for _, found in told])
    share("those with an annotated event", [found for linked, found in told if linked])


def share(what: str, found: Sequence[bool]) -> None:
    """Print a share with its counts."""
    sys.stdout.write(f"{what:30s}  {sum(found):5d} of {len(found)}  {sum(found) / len(found):.3f}\n")


def show(link: Link, mentions: Sequence[Mention]) -> None:
    """Print a link that is not attached, its sentence, and the labels of the mentions at its date."""
    start, end = link.timex
    begin = link.text.rfind("\n", 0, start) + 1
    stop = link.text.find("\n", end)
    sys.stdout.write(f"--- {link.text[slice(*link.event)]!r} at {link.text[start:end]!r}: {link.text[begin:stop]}\n")
    for each in mentions:
        if each.timex.span.start < end and start < each.timex.span.end:
            sys.stdout.write(f"    {each.rule}: {each.label}\n")


if __name__ == "__main__":
    main()
