"""What the code may not do: run data as code, unpickle, load YAML that makes objects, start a shell, ask the network."""

import ast
import socket
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted([*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "viz").rglob("*.py")])
FORBIDDEN_NAMES = {"eval", "exec", "compile", "__import__"}
FORBIDDEN_MODULES = {
    "pickle",
    "marshal",
    "shelve",
    "dill",
    "joblib",
    "requests",
    "urllib.request",
    "http.client",
    "ftplib",
}
FORBIDDEN_CALLS = {
    *("os.system", "os.popen", "yaml.load", "yaml.unsafe_load", "yaml.full_load", "tempfile.mktemp"),
    *("pandas.read_pickle", "pd.read_pickle", "pd.eval", "zipfile.extractall"),
}


def name_of(node: ast.expr) -> str:
    """`a.b.c` of a call's function, "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{name_of(node.value)}.{node.attr}"
    return ""


def faults(source: str) -> list[str]:
    """What a module does that none may do, with the line."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
        else:
            names = set()
        found += [f"{node.lineno}: imports {name}" for name in sorted(names & FORBIDDEN_MODULES)]  # type: ignore[attr-defined]
        if isinstance(node, ast.Call):
            called = name_of(node.func)
            if called in FORBIDDEN_NAMES | FORBIDDEN_CALLS or called.endswith(".extractall"):
                found.append(f"{node.lineno}: calls {called}")
            found += [
                f"{node.lineno}: {called} with a shell"
                for word in node.keywords
                if word.arg == "shell" and not (isinstance(word.value, ast.Constant) and word.value.value is False)
            ]
    return found


@pytest.mark.parametrize(
    "source",
    [
        *("eval('1')", "exec(x)", "import pickle", "from urllib import request", "import yaml\nyaml.load(x)"),
        *("subprocess.run(x, shell=True)", "archive.extractall()", "os.system('ls')", "pd.read_pickle(x)"),
    ],
)
def test_what_is_forbidden_is_found(source: str) -> None:
    assert len(faults(source)) == 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_does_what_is_forbidden(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


def test_yaml_makes_no_objects(tmp_path: Path) -> None:
    from pipeline.errors import InputError
    from pipeline.ingest.frontmatter import read_front_matter
    from pipeline.publish.info import read_info

    witness = tmp_path / "witness"
    hostile = f"title: !!python/object/apply:os.mkdir ['{witness}']\n"
    with suppress(InputError):
        read_front_matter(f"---\n{hostile}---\nText.\n", "a.md")
    described = tmp_path / "datapackage.yaml"
    described.write_text(hostile, encoding="utf-8")
    with pytest.raises(InputError):
        read_info(described)
    assert not witness.exists()


def test_tests_can_not_reach_the_network() -> None:
    with pytest.raises(PermissionError, match="no test may reach"), socket.create_connection(("192.0.2.1", 80), 1):
        pass


def test_a_build_asks_no_network(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline import build

    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: asked.append(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *address, **_: asked.append(address))
    page = '<html><body><article><img src="http://192.0.2.1/a.png"><p>The quay opened on 5 May 1932.</p></article>'
    (corpus / "quay.html").write_text(page, encoding="utf-8")
    build(corpus, tmp_path / "out")
    assert asked == []
