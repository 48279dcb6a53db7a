r"""How a template is written, and every plain template that it stands for (see `pipeline.temporal.grammar`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

PIECE = re.compile(r"\{(?:(\w+)=)?(\w+)\}|([ _])|([^\W_]+(?:'[a-z]+)?|[^\w\s{}])")

# What stands for itself, or a closing bracket that nothing opened.
_PLAIN = re.compile(r"[^\[(<]+")


def escaped(template: str) -> str:
    r"""The template with `\(` and `\)` as characters that are no syntax."""
    return template.replace(r"\(", "\ue000").replace(r"\)", "\ue001")


def _close(text: str, at: int) -> int:
    """The index of the bracket that closes the one at `at`."""
    depth = 0
    for i in range(at, len(text)):
        depth += (text[i] in "[(") - (text[i] in "])")
        if depth == 0:
            return i
    raise ValueError(f"template {text!r}: the bracket at {at} is not closed")


def _alternatives(text: str) -> list[str]:
    """The parts of `text` between bars that stand in no bracket."""
    parts, depth, start = [], 0, 0
    for i, char in enumerate(text):
        depth += (char in "[(") - (char in "])")
        if char == "|" and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    return [*parts, text[start:]]


def expand(template: str, fragments: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Every plain template that a template with fragments, options and alternatives stands for.

    >>> expand("[the ]{day}( of|) <m>", {"m": ("{month}",)})
    ['the {day} of {month}', 'the {day} {month}', '{day} of {month}', '{day} {month}']
    """
    heads = [""]
    at = 0
    while at < len(template):
        char = template[at]
        if char in "[(":
            end = _close(template, at)
            inner = [text for part in _alternatives(template[at + 1 : end]) for text in expand(part, fragments)]
            tails = [*inner, ""] if char == "[" else inner
        elif char == "<":
            end = template.index(">", at)
            tails = [text for part in fragments[template[at + 1 : end]] for text in expand(part, fragments)]
        else:
            end = _PLAIN.match(template, at).end() - 1  # type: ignore[union-attr]
            tails = [template[at : end + 1]]
        heads = [head + tail for head in heads for tail in tails]
        at = end + 1
    return heads


def trie_pattern(words: list[str]) -> str:
    """A pattern that matches any of the words, the longest first, with shared beginnings written once."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}

    def written(node: dict[str, Any]) -> str:
        inner = [re.escape(char) + written(rest) for char, rest in sorted(node.items()) if char]
        if not inner:
            return ""
        text = inner[0] if len(inner) == 1 else f"(?:{'|'.join(inner)})"
        return f"(?:{text})?" if "" in node else text

    return written(tree)
