"""The longer names of a text: what a surname or a short name ("the brewery") is short for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.events import actors
from pipeline.events.places import lookup
from pipeline.events.types import noun_types
from pipeline.events.words import BODY_NOUNS, MONTHS, STOPWORDS, group

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

_SKIPPED = STOPWORDS | MONTHS
# The capital stands before the choice, so that the search skips to it.
_REST = r"[\w’'-]{0,60}\w"
_RUN = re.compile(rf"[A-Z](?:{_REST} (?:[A-Z]{_REST} ){{0,3}}[A-Za-z][\w-]+|{_REST}(?: [A-Z]{_REST}){{1,4}})")
# No run goes beyond one of these.
_BREAKS = ".,\n"
_PLACE_LIKE = re.compile(r"[A-Z][\w-]+")
_LED = re.compile(r"\b(?:in|at|near|from|to) $")
_LONGEST_LEAD = 6
# A name ends here, and no longer one begins; or its last letter is the last but one of what a longer one begins with.
_ENDS = re.compile(r"(?![\w-]| [A-Z])|[\w-] [A-Z]")
# What stands for no longer name, though a heading may begin one: "Committee date: 9 May".
_NO_NAMES = group("date dates time day year month number place name page part end start")
_COMPASS = group("new north south east west old great upper lower saint st san los las northern southern eastern")


def _stretches(source: str, lower: str, word: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text, between marks that no name goes over, that hold a word (lower case)."""
    if len(lower) != len(source):
        yield 0, len(source)
        return
    at = lower.find(f" {word}") if word else -1
    while at >= 0:
        end = at + 1 + len(word)
        before = source[source.rfind(" ", 0, at) + 1 : at]
        if not before.islower() and not source[end : end + 1].isalnum():
            start = max(source.rfind(mark, 0, at) for mark in _BREAKS) + 1
            end = min([found for mark in _BREAKS if (found := source.find(mark, end)) >= 0], default=len(source))
            yield start, end
        at = lower.find(f" {word}", end)


def _names_of(run: str) -> Iterator[list[str]]:
    """The names, as words, that a run of capitalised words may be: without its first common words and titles."""
    words = run.split()
    skipped = _SKIPPED if words[-1].lower() in BODY_NOUNS else _SKIPPED | actors.TITLES
    while len(words) > 1 and words[0].lower() in skipped:
        words = words[1:]
    for kept in (words, [word for word in words if word[0].isupper()]):
        if 1 < len(kept) <= 5:
            yield kept


class Names:
    """The longer names of a text, by their last word: "Ada Lind" by "lind", "Halvorsen brewery" by "brewery".

    `things` are full names that are no person's.
    """

    def __init__(self, text: str, title: str, things: Container[str] = ()) -> None:
        self.text = text
        self._things = things
        self._sources = ((title, -len(title) - 1), (text, 0))
        self._lower = [source.lower() for source, _ in self._sources]
        self._found: dict[str, dict[str, int]] = {}

    def articled(self, name: str) -> bool:
        """Whether a name has an article where the text names it: "the Calloway Quartet"."""
        return name[-1:].islower() and (name.rsplit(" ", maxsplit=1)[-1][:1].islower() or f"he {name}" in self.text)

    def _names(self, last: str) -> dict[str, int]:
        """The names that end in a word (lower case), and where each stands first."""
        found = self._found.get(last)
        if found is None:
            found = self._found[last] = {}
            for (source, offset), lower in zip(self._sources, self._lower, strict=True):
                for start, end in _stretches(source, lower, last):
                    for match in _RUN.finditer(source, start, end):
                        for name in _names_of(match[0]):
                            if name[-1].lower() == last:
                                found.setdefault(" ".join(name), offset + match.start())
        return found

    def _is_within(self, name: str) -> bool:
        """Whether the text tells of something in, at, near, from or to what has this name."""
        at = self.text.find(name) if _PLACE_LIKE.fullmatch(name) else -1
        while at >= 0:
            led = _LED.search(self.text, max(0, at - _LONGEST_LEAD), at)
            if led is not None and _ENDS.match(self.text, at + len(name)):
                return True
            at = self.text.find(name, at + 1)
        return False

    def _only(self, last: str, before: int) -> str:
        if not (known := self._names(last)):
            return ""
        names = sorted(name for name, at in known.items() if at < before)
        longest = [name for name in names if not any(other.endswith(" " + name) for other in names)]
        return longest[0] if len(longest) == 1 else ""

    def person(self, surname: str, before: int) -> str:
        """The full name that a surname is short for; empty where none or several are, or it is a place's name too."""
        full = self._only(surname.lower(), before)
        words = full.split()
        wrong = not full or len(words) > 3 or any(word[0].islower() for word in words) or words[-1] != surname
        if (
            wrong
            or full in self._things
            or self._is_within(surname)
            or words[0].lower() in _COMPASS
            or lookup(surname) is not None
        ):
            return ""
        return full if actors.kind_of(full) in {None, "person"} and lookup(full) is None else ""

    def thing(self, noun: str, before: int) -> str:
        """The name that "the brewery" is short for; empty where none or several are."""
        if noun in _NO_NAMES:
            return ""
        known = noun_types().get(noun)
        if known is not None and noun not in BODY_NOUNS and known[0] != "meeting":
            return ""
        name = self._only(noun, before)
        proper = name[-1:].islower() and name.rsplit(" ", maxsplit=1)[-1][:1].isupper()
        return name if not proper or noun in BODY_NOUNS else ""
