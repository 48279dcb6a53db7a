"""The hook of `make compiled`: a wheel in which the modules that find dates and events are machine code, made by mypyc.

Their sources stay in the wheel, and give the same rows where nothing was compiled (`tests/engine/test_compiled.py`).
Needs mypy, setuptools, a C compiler and Python's headers.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

EVENTS, TEMPORAL = Path("pipeline", "events"), Path("pipeline", "temporal")
# Of each room what is left to the interpreter. Attributes that are computed when they are first asked for, classes that
# others inherit from, and fields whose types are imported for the type checker alone can't be compiled; the rest takes
# no time, or is of another language or parser.
_INTERPRETED = {
    EVENTS: frozenset(["lazy", "scene", "draft"])
    | frozenset(["__init__", "alike", "decide", "decisions", "doubts", "enrich", "parses", "resolve"]),
    TEMPORAL: frozenset(["anchor"]) | frozenset(["__init__", "edtf", "edtf_words", "explain", "lunar"]),
}


def compiled_modules(root: Path) -> list[Path]:
    """The modules to compile, relative to the root of the project, sorted."""
    found = [each.relative_to(root) for room in _INTERPRETED for each in (root / room).glob("*.py")]
    wanted = (each for each in found if each.stem not in _INTERPRETED[each.parent])
    return sorted(each for each in wanted if not each.stem.startswith("vietnamese"))


class CompiledModules(BuildHookInterface[Any]):
    """Compiles before the wheel is put together, and makes it one of this platform and this version of Python."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into `build/compiled`, and have the results put beside their sources."""
        from mypyc.build import mypycify
        from setuptools import Distribution

        if version == "editable":
            return
        root, made = Path(self.root), Path(self.root, "build", "compiled")
        shutil.rmtree(made, ignore_errors=True)
        given = ["--no-warn-unused-configs", *map(str, compiled_modules(root))]
        extensions = mypycify(given, group_name="datelines", target_dir=str(made / "c"), opt_level="1", debug_level="0")
        work = Distribution({"name": "datelines", "ext_modules": extensions}).get_command_obj("build_ext")
        work.build_lib, work.build_temp = str(made / "lib"), str(made / "temp")
        work.ensure_finalized()
        work.run()
        libraries = sorted((made / "lib").rglob("*.so"))
        build_data["force_include"].update({str(each): str(each.relative_to(made / "lib")) for each in libraries})
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
