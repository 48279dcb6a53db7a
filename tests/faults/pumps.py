"""Texts that ask for much work: a word, or the words of a rule, again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.temporal.grammar import number_classes
from pipeline.temporal.languages import grammar, language
from pipeline.temporal.templates import PIECE, escaped, expand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.temporal.grammar import Language

_UNITS = ("1", "1 ", " ", "\n", "\n\n", ". ", "(", "'", '"', "-", "1-", "1,", "1.", "1/", "1:", "1941 ", "1941-", "1941\n", "\u0301", "e\u0301", "\r", "\r\n", "\ud800", "1st ", "A ", "a")  # fmt: skip
_NUMBERS = ("3", "12", "05", "193", "1931", "1234", "17th", "1990s", "90s", "1,500", "1.500", "2.5", "2,5")


def pumps(code: str) -> list[str]:
    """What a language may be slow on, to be repeated; no two the same.

    Digits, spaces and marks; every word of the lexicons, with a space and, as the densest of all, without; of every
    template a text that it matches and that text without its end, so that a match is begun each time and never done;
    every example and reject of the rules.
    """
    described = language(code)
    words = sorted({word for entry in described.lexicon for word in entry.entries} | set(grammar(code).triggers()))
    matched = [text for rule in described.rules for template in rule.templates for text in _filled(described, template)]
    told = [text.partition(" => ")[0] for rule in described.rules for text in (*rule.examples, *rule.rejects)]
    told = [text.rpartition("] ")[2].rstrip(".") for text in told]
    found = [*_UNITS, *(f"{text} " for text in (*words, *matched, *told)), *(f"{word}." for word in words)]
    return list(dict.fromkeys(found))


def _filled(described: Language, template: str) -> Iterator[str]:
    """The longest text of a template, whole and without its last token."""
    fragments = {name: tuple(map(escaped, texts)) for name, texts in described.fragments.items()}
    longest = max(expand(escaped(template), fragments), key=len)
    pieces = [
        _entry(described, kind) if kind else literal or " "
        for _, kind, _, literal in PIECE.findall(longest.replace("\ue000", "(").replace("\ue001", ")"))
    ]
    yield "".join(pieces)
    if len(pieces) > 1:
        yield "".join(pieces[:-1]).rstrip()


def _entry(described: Language, kind: str) -> str:
    """A word of a class, or a number that is one."""
    for entry in described.lexicon:
        if entry.name == kind:
            return min(entry.entries, key=lambda word: (len(word), word))
    suffixes = described.ordinal_suffixes, described.decade_suffixes
    return next(number for number in _NUMBERS if kind in number_classes(number, *suffixes))
