"""Mutation testing: change one thing in a module, in memory, and see whether a test notices.

`make mutants` does it for the rooms of `ROOMS`; `python -m tests.faults.mutants values --sample 0` tries all mutants of
one. It prints each mutant that no test noticed and the score of each room, and fails where a score is under the floor.

What is declared but not run (annotations) or changes no result (decorators such as caches and slots) is
left as it is.
"""

from __future__ import annotations

import argparse
import ast
import random
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.faults.mutant_runs import noticed
from tests.faults.settings import ROOT, seed

if TYPE_CHECKING:
    from collections.abc import Iterator

FLOOR = 0.9
_TEMPORAL = (
    *(f"tests/temporal/test_{each}.py" for each in ("anchor", "values", "tagger", "grammar", "explain")),
    *("tests/gold", "tests/languages"),
)
_PUBLISH = tuple(
    f"tests/publish/test_validate{each}.py" for each in ("", "_faults", "_mentions", "_parquet", "_report", "_stage")
)
_OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Some modules, and the tests that bind them."""

    files: tuple[str, ...]
    tests: tuple[str, ...]

    def paths(self) -> list[str]:
        """The files of the room; a directory stands for the modules in it."""
        found = [ROOT / name for name in self.files]
        return [
            each.relative_to(ROOT).as_posix()
            for path in found
            for each in (sorted(path.glob("*.py")) if path.is_dir() else [path])
        ]


ROOMS: dict[str, Room] = {
    "edtf": Room(
        files=("pipeline/temporal/edtf.py", "pipeline/temporal/edtf_parse.py", "pipeline/temporal/edtf_words.py"),
        tests=("tests/temporal/test_edtf.py", "tests/property/test_edtf_algebra.py"),
    ),
    "values": Room(files=("pipeline/temporal/values.py",), tests=_TEMPORAL),
    "anchor": Room(files=("pipeline/temporal/anchor.py", "pipeline/temporal/stated.py"), tests=_TEMPORAL),
    "validate": Room(files=("pipeline/publish/validate.py", "pipeline/publish/checks"), tests=_PUBLISH),
}


def places(tree: ast.Module) -> list[tuple[int, str]]:
    """What can be changed: the number of a node in the order of `ast.walk`, and how."""
    left = {id(part) for node in ast.walk(tree) for part in _left(node)}
    return [
        (number, kind) for number, node in enumerate(ast.walk(tree)) if id(node) not in left for kind in _kinds(node)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A changed source: its tree, the lines to run to meet the change, what stood there and stands there now."""

    tree: ast.Module
    lines: range
    within: bool
    before: str
    after: str

    @property
    def line(self) -> int:
        """The line of the change."""
        return self.lines.start


def mutated(source: str, number: int, kind: str) -> Change:
    r"""The source with one change.

    >>> ast.unparse(mutated("x = 1 < 2", 3, "operator").tree)
    'x = 1 <= 2'
    >>> ast.unparse(mutated("def f(a):\n    return a", 3, "return None").tree)
    'def f(a):\n    return None'
    """
    tree = ast.parse(source)
    node = list(ast.walk(tree))[number]
    before, within = _said(node), any(node in ast.walk(part) for part in _bodies(tree))
    last = node.test.end_lineno if isinstance(node, ast.If | ast.While) else node.end_lineno
    if isinstance(node, ast.Compare):
        node.ops[0] = _OPERATORS[type(node.ops[0])]()
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        node.op = _OPERATORS[type(node.op)]()
    elif isinstance(node, ast.Constant):
        node.value = not node.value if kind == "not" else node.value + (1 if kind == "+1" else -1)
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        node.test = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)
    elif isinstance(node, ast.Return):
        node.value = ast.copy_location(ast.Constant(None), node)
    else:
        _replace(tree, node, ast.Pass())
    after = "nothing" if kind == "drop" else _said(node)
    lines = range(node.lineno, last + 1)
    return Change(tree=ast.fix_missing_locations(tree), lines=lines, within=within, before=before, after=after)


def _said(node: ast.AST) -> str:
    return ast.unparse(node).partition("\n")[0]


def _bodies(tree: ast.Module) -> Iterator[ast.stmt]:
    """The statements that run when a function is called, and not when a module is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield from node.body


def _kinds(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Compare | ast.BinOp | ast.BoolOp):
        operator = node.ops[0] if isinstance(node, ast.Compare) else node.op
        yield from ("operator",) if type(operator) in _OPERATORS else ()
    elif isinstance(node, ast.Constant):
        yield from {int: ("+1", "-1"), bool: ("not",)}.get(type(node.value), ())
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield "not"
    elif isinstance(node, ast.Return):
        yield from () if node.value is None or _is_false(node.value) else ("return None",)
    elif isinstance(node, ast.Assign | ast.AugAssign | ast.Raise) or (
        isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)
    ):
        yield "drop"


def _is_false(node: ast.expr) -> bool:
    """Whether None in its place would say the same."""
    return isinstance(node, ast.Constant) and node.value in {None, False}


def _left(node: ast.AST) -> Iterator[ast.AST]:
    """What is under a node and no test can tell: annotations, imports for types, decorators."""
    parts: list[ast.AST | None] = [getattr(node, "annotation", None), getattr(node, "returns", None)]
    parts += getattr(node, "decorator_list", [])
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        parts.append(node)
    for part in parts:
        if part is not None:
            yield from ast.walk(part)


def _replace(tree: ast.Module, old: ast.stmt, new: ast.stmt) -> None:
    for parent in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            body = getattr(parent, name, None)
            if isinstance(body, list) and old in body:
                body[body.index(old)] = ast.copy_location(new, old)


def main() -> None:
    """Try a sample of the mutants of each room, the seed's, and tell which lived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rooms", nargs="*", default=[], metavar="ROOM", help=", ".join(ROOMS))
    parser.add_argument("--sample", type=int, default=60, help="how many mutants of a room; 0 is all")
    args = parser.parse_args()
    low = [name for name in args.rooms or ROOMS if _score(name, ROOMS[name], args.sample) < FLOOR]
    if low:
        sys.exit(f"under {FLOOR:.0%}: {', '.join(low)}")


def _score(name: str, room: Room, sample: int) -> float:
    sources = {path: (ROOT / path).read_text("utf-8") for path in room.paths()}
    known = [(path, *place) for path, source in sources.items() for place in places(ast.parse(source))]
    chosen = sorted(random.Random(seed()).sample(known, min(sample or len(known), len(known))))
    changes = [mutated(sources[path], number, kind) for path, number, kind in chosen]
    # without a change, by either way: noticed, it would say that every score is worth nothing
    control = [
        (path, ast.parse(source), range(1, len(source.splitlines()) + 1), within)
        for path, source in list(sources.items())[:1]
        for within in (True, False)
    ]
    tried = [
        *control,
        *((each[0], change.tree, change.lines, change.within) for each, change in zip(chosen, changes, strict=True)),
    ]
    found = list(noticed([*room.tests, *sources], [*sources], tried))
    if any(each for each, _ in found[: len(control)]):
        sys.exit(f"{name}: a source without a change is noticed")
    lived = 0
    for (path, _, kind), change, (was_noticed, was_reached) in zip(chosen, changes, found[len(control) :], strict=True):
        if not was_noticed:
            lived += 1
            reach = "" if was_reached or not change.within else " (no test reaches it)"
            print(f"{path}:{change.line}: {kind}: {change.before} -> {change.after}{reach}")
    score = 1 - lived / len(chosen)
    print(
        f"{name}: {len(chosen) - lived} of {len(chosen)} mutants noticed, {score:.1%} ({len(known)} in all)", flush=True
    )
    return score


if __name__ == "__main__":
    main()
