"""Every regular expression of the project: where it stands, whether it repeats without bound, what may slow it down."""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
from dataclasses import fields, is_dataclass
from re import _parser
from typing import TYPE_CHECKING, Any

import pipeline
import viz
from tests.faults.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

_REPEATS = {_parser.MAX_REPEAT, _parser.MIN_REPEAT, _parser.POSSESSIVE_REPEAT}
_FUNCTIONS = {"compile", "match", "search", "sub", "findall", "split", "fullmatch", "finditer"}
_ARROW = {"match_substring_regex", "replace_substring_regex", "split_pattern_regex", "extract_regex"}
_CATEGORIES = {
    _parser.CATEGORY_DIGIT: "1",
    _parser.CATEGORY_WORD: "a",
    _parser.CATEGORY_SPACE: " ",
    _parser.CATEGORY_NOT_DIGIT: "a",
    _parser.CATEGORY_NOT_WORD: "-",
    _parser.CATEGORY_NOT_SPACE: "a",
}
_DEEPEST = 6


def module_names() -> list[str]:
    """Every module of the project."""
    found = []
    for package in (pipeline, viz):
        walked = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        found += [package.__name__, *(each.name for each in walked if not each.name.endswith("__main__"))]
    return sorted(found)


def compiled() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Every compiled pattern that a module holds, in whatever tuple, mapping, set or dataclass, with its place."""
    seen: set[int] = set()
    for name in module_names():
        for key, value in vars(importlib.import_module(name)).items():
            for pattern in _within(value, 0):
                if id(pattern) not in seen:
                    seen.add(id(pattern))
                    yield f"{name}.{key}", pattern


def _within(value: Any, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < _DEEPEST and not isinstance(value, type):
        parts: Any = ()
        if isinstance(value, dict):
            parts = value.values()
        elif isinstance(value, list | tuple | set | frozenset):
            parts = value
        elif is_dataclass(value):
            parts = [getattr(value, field.name, None) for field in fields(value)]
        for part in parts:
            yield from _within(part, depth + 1)


def written() -> Iterator[tuple[str, str]]:
    """Every pattern that stands as a text in a call of `re` within a function, with file and line."""
    for path in sorted([*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "viz").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                if isinstance(owner, ast.Name) and owner.id == "re" and node.func.attr in _FUNCTIONS and node.args:
                    text = _text(node.args[0])
                    if text is not None:
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", text


def _text(node: ast.expr) -> str | None:
    """A literal; what an f-string puts in counts as one letter."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
    return None


def parsed(pattern: re.Pattern[Any]) -> Any:
    """The tree of a compiled pattern."""
    return _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)


def _parts(operation: Any, of: Any) -> list[Any]:  # noqa: PLR0911 - one for each kind of node
    if operation in _REPEATS:
        return [of[2]]
    if operation is _parser.SUBPATTERN:
        return [of[3]]
    if operation is _parser.BRANCH:
        return list(of[1])
    if operation in {_parser.ASSERT, _parser.ASSERT_NOT}:
        return [of[1]]
    if operation is _parser.ATOMIC_GROUP:
        return [of]
    if operation is _parser.GROUPREF_EXISTS:
        return [part for part in of[1:] if part is not None]
    return []


def is_unbounded(tree: Any) -> bool:
    """Whether something in a pattern repeats without bound."""
    return any(
        (operation in _REPEATS and of[1] is _parser.MAXREPEAT)
        or any(is_unbounded(part) for part in _parts(operation, of))
        for operation, of in tree
    )


def is_nested(tree: Any) -> bool:
    """Whether what repeats without bound stands in what repeats itself: the shape that takes exponential time."""
    return any(
        (operation in _REPEATS and of[1] > 1 and is_unbounded(of[2]))
        or any(is_nested(part) for part in _parts(operation, of))
        for operation, of in tree
    )


def letters(tree: Any) -> set[str]:
    """A character for each thing that a pattern asks for."""
    found: set[str] = set()
    for operation, of in tree:
        if operation is _parser.LITERAL:
            found.add(chr(of))
        elif operation in {_parser.NOT_LITERAL, _parser.ANY}:
            found.add("~")
        elif operation is _parser.IN:
            found |= _of_set(of)
        for part in _parts(operation, of):
            found |= letters(part)
    return found


def _of_set(of: Any) -> set[str]:
    found = set()
    for operation, value in of:
        if operation is _parser.NEGATE:
            found.add("~")
        elif operation is _parser.LITERAL:
            found.add(chr(value))
        elif operation is _parser.RANGE:
            found.add(chr(value[0]))
        elif operation is _parser.CATEGORY:
            found.add(_CATEGORIES.get(value, "a"))
    return found


def pumps(tree: Any, most: int = 4) -> list[str]:
    """What a pattern may be slow on, to be repeated: the characters that it asks for, alone and in pairs."""
    chosen = sorted(letters(tree), key=lambda letter: (letter.isalpha(), letter))[:most]
    chosen += [letter for letter in ("a", " ", "1") if letter not in chosen]
    return [*chosen, *(first + second for first, second in itertools.permutations(chosen, 2))]
