"""The rooms of the project: who may import whom, and what the base install declares."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted([*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "viz").rglob("*.py")])

# room → the rooms of the project that it may import, itself apart; the longest matching prefix decides.
MAY_IMPORT: dict[str, set[str]] = {
    "pipeline.errors": set(),
    "pipeline.limits": {"pipeline.errors"},
    "pipeline.model": set(),
    "pipeline.temporal": {"pipeline.model", "pipeline.errors"},
    "pipeline.ingest": {"pipeline.model", "pipeline.errors", "pipeline.limits", "pipeline.temporal.edtf"},
    "pipeline.events": {"pipeline.model", "pipeline.errors", "pipeline.temporal.edtf", "pipeline.temporal.calendar"},
    "pipeline.publish": {
        "pipeline.model",
        "pipeline.errors",
        "pipeline.limits",
        "pipeline.temporal.edtf",
        "pipeline.temporal.calendar",
    },
    "pipeline.publish.verify": {
        "pipeline.model",
        "pipeline.errors",
        "pipeline.temporal.edtf",
        "pipeline.publish",
        "pipeline.ingest",
    },
    "viz": {"pipeline.errors", "pipeline.limits", "pipeline.publish.tables"},
    "pipeline.engine": {"pipeline", "viz"},
    "pipeline.cli": {"pipeline", "viz"},
    "pipeline": {"pipeline"},
}
PACKAGE_OF = {"docx": "python-docx", "yaml": "pyyaml", "lxml_html_clean": "lxml-html-clean"}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: line {node.lineno} imports relatively"
            assert node.module is not None
            is_room = (ROOT / node.module.replace(".", "/")).is_dir()
            found |= {f"{node.module}.{alias.name}" if is_room else node.module for alias in node.names}
    return found


def _within(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


def _room(name: str) -> str:
    return max((room for room in MAY_IMPORT if _within(name, room)), key=len)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_follow_the_direction_of_the_data(path: Path) -> None:
    room = _room(_name(path))
    allowed = MAY_IMPORT[room] | {room}
    ours = {name for name in _imports(path) if name.split(".")[0] in {"pipeline", "viz"}}
    assert {name for name in ours if not any(_within(name, each) for each in allowed)} == set()


def test_every_library_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *extras["export"], *extras["ingest"], *extras["enrich"], *extras["dask"]]
    declared = {re.split(r"[<>=\[; ]", line)[0] for line in lines}
    used = {name.split(".")[0] for path in MODULES for name in _imports(path)}
    libraries = used - sys.stdlib_module_names - {"pipeline", "viz"}
    assert {PACKAGE_OF.get(name, name) for name in libraries} - declared == set()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 450
