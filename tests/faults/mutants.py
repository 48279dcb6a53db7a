"""Mutation testing: change one thing in a module, in memory, and see whether a test notices.

Run by hand in a checkout, `python -m tests.faults.mutants pipeline/temporal/values.py --tests tests/temporal`; it prints
each mutant that no test noticed, and the score. The file is never written: a process imports the changed source.
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.settings import ROOT, environment, seed

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 120
"""After so long a mutant counts as noticed: it hangs."""

_OPERATORS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


def places(tree: ast.Module) -> list[tuple[int, str]]:
    """What can be changed: the number of a node in the order of `ast.walk`, and how."""
    typed = {id(part) for node in ast.walk(tree) for part in _unrun(node)}
    return [
        (number, kind) for number, node in enumerate(ast.walk(tree)) if id(node) not in typed for kind in _kinds(node)
    ]


def mutated(source: str, number: int, kind: str) -> tuple[str, int]:
    """The source with one change, and the line that it is in.

    >>> mutated("x = 1 < 2", 3, "compare")[0]
    'x = 1 <= 2'
    >>> mutated("def f(a):\\n    return a", 3, "return None")[0]
    'def f(a):\\n    return None'
    """
    tree = ast.parse(source)
    node = list(ast.walk(tree))[number]
    if isinstance(node, ast.Compare):
        node.ops[0] = _OPERATORS[type(node.ops[0])]()
    elif isinstance(node, ast.Constant):
        node.value += 1 if kind == "+1" else -1
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        node.test = ast.UnaryOp(ast.Not(), node.test)
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.Return):
        node.value = ast.Constant(None)
    else:
        _replace(tree, node, ast.Pass())
    return ast.unparse(ast.fix_missing_locations(tree)), node.lineno


def _kinds(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _OPERATORS:
        yield "compare"
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield from ("+1", "-1")
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield "negate"
    elif isinstance(node, ast.BoolOp):
        yield "and, or"
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield "return None"
    elif isinstance(node, ast.Assign | ast.AugAssign | ast.Raise) or (
        isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)
    ):
        yield "drop"


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _unrun(node: ast.AST) -> Iterator[ast.AST]:
    """What is under a node and for the type checker alone: annotations, imports for types."""
    parts: list[ast.AST | None] = [getattr(node, "annotation", None), getattr(node, "returns", None)]
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
    """Try a sample of the mutants of some files, the seed's, and tell which lived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--tests", nargs="+", required=True)
    parser.add_argument("--sample", type=int, default=60)
    args = parser.parse_args()
    known = [(path, *place) for path in args.files for place in places(ast.parse(path.read_text(encoding="utf-8")))]
    chosen = sorted(random.Random(seed()).sample(known, min(args.sample, len(known))))
    path = chosen[0][0]
    if noticed(path, path.read_text(encoding="utf-8"), args.tests):
        sys.exit("the tests fail, or take too long, as the source is")
    lived = 0
    for path, number, kind in chosen:
        changed, line = mutated(path.read_text(encoding="utf-8"), number, kind)
        if not noticed(path, changed, args.tests):
            lived += 1
            print(f"{path}:{line}: {kind}", flush=True)
    print(f"{len(chosen) - lived} of {len(chosen)} mutants were noticed ({len(known)} in all)")


def noticed(path: Path, changed: str, tests: list[str]) -> bool:
    """Whether the tests fail with this source in the place of the file's."""
    module = path.with_suffix("").as_posix().replace("/", ".")
    words = [sys.executable, "-m", "tests.faults.mutants", "-q", "-x", "-p", "no:cacheprovider", *tests]
    told = environment(DATELINES_MUTANT=module, DATELINES_MUTANT_SOURCE=changed)
    try:
        done = subprocess.run(words, cwd=ROOT, env=told, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


class _Finder:
    """Gives the changed source to whoever imports the module."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> object:
        if name != os.environ["DATELINES_MUTANT"]:
            return None
        return importlib.util.spec_from_file_location(name, ROOT / f"{name.replace('.', '/')}.py", loader=_Loader())


class _Loader:
    @staticmethod
    def create_module(spec: object) -> None:
        return None

    @staticmethod
    def exec_module(module: object) -> None:
        exec(compile(os.environ["DATELINES_MUTANT_SOURCE"], module.__spec__.origin, "exec"), vars(module))


if __name__ == "__main__":
    if "DATELINES_MUTANT" in os.environ:
        import pytest

        sys.meta_path.insert(0, _Finder())
        sys.exit(pytest.main(sys.argv[1:]))
    main()
