"""The hook of `make compiled`: a wheel in which the modules that find dates and events are machine code, made by mypyc.

Their sources stay in the wheel, and give the same rows where nothing was compiled (`tests/engine/test_compiled.py`).
Needs mypy, setuptools, a C compiler and Python's headers.
"""

from __future__ import annotations

import ast
import contextlib
import shutil
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE, EVENTS, TEMPORAL = Path("pipeline"), Path("pipeline", "events"), Path("pipeline", "temporal")
# Of each room what is left to the interpreter: it takes no time, works on arrays, or is of another language or parser.
_INTERPRETED = {
    EVENTS: frozenset(
        [
            "__init__",
            "alike",
            "decide",
            "decisions",
            "doubts",
            "enrich",
            "explain",
            "kept_ids",
            "parses",
            "resolve",
            "restated",
        ]
    ),
    TEMPORAL: frozenset(["__init__", "edtf_words", "explain", "lunar"]),
}
# Beside these rooms, what takes time in reading and writing.
_COMPILED = (
    PACKAGE / "model.py",
    TEMPORAL / "languages" / "en_words.py",
    *(PACKAGE / "ingest" / f"{name}.py" for name in ("assemble", "classify", "language", "lines", "sentences")),
    PACKAGE / "publish" / "rows.py",
)
_ADDED_IMPORTS = ("from functools import partial as _partial", "from typing import Any as _Any, Final as _Final")


def compiled_modules(root: Path) -> list[Path]:
    """The modules to compile, relative to the root of the project, sorted."""
    found = [each.relative_to(root) for room in _INTERPRETED for each in (root / room).glob("*.py")]
    wanted = (each for each in found if each.stem not in _INTERPRETED[each.parent])
    return sorted([*_COMPILED, *(each for each in wanted if not each.stem.startswith("vietnamese"))])


def written_out(source: str) -> str:
    """A module as mypyc is given it: what the interpreter adds or needs no word for stands there in words.

    Every dataclass has its `__init__`, since mypyc compiles the methods that it sees, and would leave what `dataclass`
    makes to the interpreter; that nothing changes a frozen one is checked in the module as it is. A frozen one can be
    pickled, too. Constants are final, so that they are no look-ups in a dictionary. The types of fields that are of
    other packages are there at run time.
    """
    lines, tree = source.splitlines(), ast.parse(source)
    for each in reversed(tree.body):
        if isinstance(each, ast.ClassDef):
            _write_constructor(each, lines)
        elif isinstance(each, ast.Assign | ast.AnnAssign):
            _write_final(each, lines)
        elif isinstance(each, ast.ImportFrom) and each.module == "__future__":
            lines[each.lineno : each.lineno] = [*_ADDED_IMPORTS, *_imported_for_types(tree)]
    return "\n".join(lines) + "\n"


def _imported_for_types(tree: ast.Module) -> list[str]:
    """The imports for the type checker alone, in so far as they can't go round in a circle."""
    blocks = [each for each in tree.body if isinstance(each, ast.If) and ast.unparse(each.test) == "TYPE_CHECKING"]
    imports = [each for block in blocks for each in block.body if isinstance(each, ast.ImportFrom)]
    return [ast.unparse(each) for each in imports if not f"{each.module}.".startswith(f"{PACKAGE}.")]


def _write_final(line: ast.Assign | ast.AnnAssign, lines: list[str]) -> None:
    """Make a constant final, where the line is one."""
    target = line.target if isinstance(line, ast.AnnAssign) else line.targets[0]
    if not (isinstance(target, ast.Name) and target.id.isupper()):
        return
    text = lines[line.lineno - 1]
    if isinstance(line, ast.Assign):
        lines[line.lineno - 1] = f"{target.id}: _Final{text[len(target.id) :]}"
    else:
        kind = ast.unparse(line.annotation)
        lines[line.lineno - 1] = text.replace(kind, f"_Final[{kind}]", 1)


def _write_constructor(of: ast.ClassDef, lines: list[str]) -> None:
    """Give a class its `__init__`, where it is a dataclass."""
    for decorator in of.decorator_list:
        call = decorator if isinstance(decorator, ast.Call) else ast.Call(decorator, [], [])
        if ast.unparse(call.func) == "dataclass":
            asked = {f"{option.arg}={ast.unparse(option.value)}" for option in call.keywords}
            fields = [line for line in of.body if isinstance(line, ast.AnnAssign)]
            methods = _constructor(of, fields, by_name="kw_only=True" in asked)
            options = sorted(asked - {"frozen=True"} | {"init=False"})
            if "frozen=True" in asked:
                options.append("unsafe_hash=True")
                given = ", ".join(f"{name}=self.{name}" for name in (ast.unparse(each.target) for each in fields))
                methods.append("    def __reduce__(self) -> tuple[_Any, ...]:")
                methods.append(f"        return _partial({of.name}, {given}), ()")
            lines[fields[-1].end_lineno : fields[-1].end_lineno] = methods
            lines[decorator.lineno - 1 : decorator.end_lineno] = [f"@dataclass({', '.join(options)})"]


def _constructor(of: ast.ClassDef, fields: list[ast.AnnAssign], *, by_name: bool) -> list[str]:
    """The lines of the `__init__` of a dataclass."""
    taken, body = ["self", *(["*"] if by_name else [])], []
    for each in fields:
        name, kind, value = ast.unparse(each.target), ast.unparse(each.annotation), each.value
        how = _options_of_field(value)
        if "default_factory" in how:
            taken.append(f"{name}: {kind} | None = None")
            body.append(f"self.{name} = {how['default_factory']}() if {name} is None else {name}")
        elif how.get("init") != "False":
            taken.append(f"{name}: {kind}" + (f" = {ast.unparse(value)}" if value is not None else ""))
            body.append(f"self.{name} = {name}")
    if any(isinstance(line, ast.FunctionDef) and line.name == "__post_init__" for line in of.body):
        body.append("self.__post_init__()")
    return [f"    def __init__({', '.join(taken)}) -> None:", *(f"        {line}" for line in body)]


def _options_of_field(value: ast.expr | None) -> dict[str, str]:
    """What `field(…)` says of a field; nothing for one with a plain default or none."""
    if not isinstance(value, ast.Call) or ast.unparse(value.func) != "field":
        return {}
    return {str(option.arg): ast.unparse(option.value) for option in value.keywords}


class CompiledModules(BuildHookInterface[Any]):
    """Compiles before the wheel is put together, and makes it one of this platform and this version of Python."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into `build/compiled`, and have the results put beside their sources."""
        if version == "editable":
            return
        root, made = Path(self.root), Path(self.root, "build", "compiled")
        shutil.rmtree(made, ignore_errors=True)
        libraries = compiled(root, made)
        build_data["force_include"].update({str(each): str(each.relative_to(made / "lib")) for each in libraries})
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def compiled(root: Path, made: Path, *, opt_level: str = "3") -> list[Path]:
    """Compile the modules of a project's root; the libraries, in `lib` of the directory `made`."""
    from mypyc.build import mypycify
    from setuptools import Distribution

    shutil.copytree(root / PACKAGE, made / "src" / PACKAGE, ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    modules = compiled_modules(root)
    for each in modules:
        source = (root / each).read_text(encoding="utf-8")
        (made / "src" / each).write_text(written_out(source), encoding="utf-8")
    given = [f"--config-file={root / 'pyproject.toml'}", "--no-warn-unused-configs", *map(str, modules)]
    with contextlib.chdir(made / "src"):
        extensions = mypycify(
            given, group_name="datelines", target_dir=str(made / "c"), opt_level=opt_level, debug_level="0"
        )
        work = Distribution({"name": "datelines", "ext_modules": extensions}).get_command_obj("build_ext")
        work.build_lib, work.build_temp = str(made / "lib"), str(made / "temp")
        work.ensure_finalized()
        work.run()
    return sorted((made / "lib").rglob("*.so"))
