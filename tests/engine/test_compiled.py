"""The wheel of `make compiled`: the same mentions from machine code as from the sources."""

import ast
import os
import pickle
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from hatch_build import compiled_modules, written_out
from tests.benchmarks import corpus_maker

ROOT = Path(__file__).parent.parent.parent
REPORTS = 300
TELL = """
import sys
from pathlib import Path
from pipeline.engine.extraction import extract_corpus
from pipeline.events import told
print(Path(told.__file__).suffix)
for corpus in sys.argv[1:]:
    for found in extract_corpus(Path(corpus)):
        print(found.expressions, found.without_event, found.unplaced)
        for mention in found.mentions:
            print(mention)
"""


def told(code: Path, *corpora: Path) -> tuple[str, list[str]]:
    """What the code in a directory finds: the kind of file that it ran, and a line for each mention."""
    done = subprocess.run(
        [sys.executable, "-c", TELL, *map(str, corpora)],
        env={**os.environ, "PYTHONPATH": str(code)},
        cwd=code,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    kind, *lines = done.stdout.splitlines()
    return kind, lines


def built(code: Path, corpus: Path, out: Path) -> dict[str, bytes]:
    """The tables that the code in a directory makes of a corpus, by the name of their file."""
    call = [sys.executable, "-m", "pipeline", "build", str(corpus), "--out", str(out), "--jobs", "2"]
    subprocess.run(call, env={**os.environ, "PYTHONPATH": str(code)}, cwd=code, check=True)
    return {each.name: each.read_bytes() for each in (out / "datasets").iterdir()}


def only_for_types(tree: ast.Module) -> dict[str, str]:
    """The names that a module imports for the type checker alone, and the modules that they are from."""
    blocks = [each for each in tree.body if isinstance(each, ast.If) and ast.unparse(each.test) == "TYPE_CHECKING"]
    imports = [each for block in blocks for each in block.body if isinstance(each, ast.ImportFrom)]
    return {name.name: str(each.module) for each in imports for name in each.names}


def classes_of_fields(tree: ast.Module) -> Iterator[str]:
    """The names of the plain types of the fields of dataclasses and named tuples."""
    for each in ast.walk(tree):
        made = [*each.bases, *each.decorator_list] if isinstance(each, ast.ClassDef) else []
        if any(ast.unparse(one).startswith(("dataclass", "NamedTuple")) for one in made):
            for line in each.body:
                if isinstance(line, ast.AnnAssign):
                    yield ast.unparse(line.annotation).split("[")[0]


@pytest.mark.parametrize("module", compiled_modules(ROOT), ids=lambda each: each.stem)
def test_types_of_fields_are_there_when_the_module_runs(module: Path) -> None:
    # mypyc evaluates them; of its own classes it knows the place, and foreign ones are imported in what is written out
    compiled = {".".join(each.with_suffix("").parts) for each in compiled_modules(ROOT)}
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    imported = only_for_types(tree)
    missing = [
        name
        for name in classes_of_fields(tree)
        if name in imported
        and imported[name].startswith("pipeline.")
        and imported[name] not in compiled
        and isinstance(getattr(import_module(imported[name]), name), type)
    ]
    assert missing == []


FUTURE = "from __future__ import annotations\n"
ADDED = "from functools import partial as _partial\nfrom typing import Any as _Any, Final as _Final\n"
FOR_TYPES = """if TYPE_CHECKING:
    from collections.abc import Mapping
    from pipeline.model import Span"""
WRITTEN_OUT = [
    ("LIMIT = 3", "LIMIT: _Final = 3"),
    ("_NAMES: frozenset[str] = frozenset()", "_NAMES: _Final[frozenset[str]] = frozenset()"),
    ("Kind = str", "Kind = str"),
    ("def f(one):\n    LIMIT = one", "def f(one):\n    LIMIT = one"),
    ("class Plain:\n    one: int = 1", "class Plain:\n    one: int = 1"),
    (FUTURE + FOR_TYPES, FUTURE + ADDED + "from collections.abc import Mapping\n" + FOR_TYPES),
]


@pytest.mark.parametrize(("source", "expected"), WRITTEN_OUT)
def test_what_mypyc_is_given(source: str, expected: str) -> None:
    assert written_out(source) == expected + "\n"


CLASSES = """
from __future__ import annotations
from dataclasses import dataclass, field

@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Frozen:
    one: int
    two: str = "two"

@dataclass
class Plain:
    one: int
    many: list[int] = field(default_factory=list)
    made: int = field(init=False)

    def __post_init__(self) -> None:
        self.made = self.one + 1
"""


def test_classes_that_are_written_out_are_made_as_before() -> None:
    assert "__init__" in written_out(CLASSES)
    found: list[list[object]] = []
    for source in (CLASSES, written_out(CLASSES)):
        module = ModuleType("classes")
        sys.modules["classes"] = module  # where dataclasses looks for names
        exec(source, module.__dict__)
        frozen, plain = module.Frozen, module.Plain
        one, other = frozen(one=1), frozen(one=2, two="zwei")
        found.append(
            [repr(one), repr(other), one < other, hash(one) == hash(frozen(one=1)), repr(replace(other, one=3))]
        )
        found[-1] += [repr(plain(1)), repr(plain(1, [2])), plain(1).many is plain(1).many]
        found[-1].append(pickle.loads(pickle.dumps(other)) == other)
        with pytest.raises(TypeError):
            frozen(1)
        del sys.modules["classes"]
    assert found[0] == found[1]


@pytest.mark.torture
def test_machine_code_finds_the_same(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(tmp_path), "."],
        env={**os.environ, "HATCH_BUILD_HOOK_ENABLE_CUSTOM": "true"},
        cwd=ROOT,
        check=True,
    )
    [wheel] = tmp_path.glob("datelines-*.whl")
    assert "-none-any" not in wheel.name
    code = tmp_path / "code"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(code)
    reports = tmp_path / "reports.jsonl"
    corpus_maker.write_jsonl(reports, REPORTS)
    kind, expected = told(ROOT, ROOT / "corpus", reports)
    assert kind == ".py"
    assert len(expected) > 5 * REPORTS
    assert told(code, ROOT / "corpus", reports) == (".so", expected)
    for corpus in (ROOT / "corpus", reports):
        published = built(ROOT, corpus, tmp_path / f"{corpus.stem}-sources")
        assert "events.csv" in published
        assert built(code, corpus, tmp_path / f"{corpus.stem}-compiled") == published
