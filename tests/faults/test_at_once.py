"""Two builds of a directory at once and a reader of it: who reads has one whole package, and no command half of one."""

import fcntl
import os
import shutil
import subprocess
import sys

import pytest

from pipeline import build, load
from pipeline.errors import PublishError
from pipeline.publish import commit
from pipeline.publish.validate import OUR_CHECKS, validate
from tests.conftest import BRIDGE, TRAM
from tests.faults.readers import READERS
from tests.faults.settings import environment

BUILDERS = """
import os, sys
from pipeline.cli import main
times, aside, out, *corpora = sys.argv[1:]
assert main(["build", corpora[0], "--out", aside]) == 0  # what is loaded serves both
print("loaded", flush=True)
sys.stdout = open(os.devnull, "w")
pids = []
for corpus in corpora:
    pids.append(os.fork())
    if pids[-1] == 0:
        os._exit(max(main(["build", corpus, "--out", out]) for _ in range(int(times))))
sys.exit(max(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids))
"""
"""A process for each corpus, which build in the same directory at the same time, again and again."""
FERRY = "The ferry at Elmford was abolished on 3 June 1954 by the town council.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two corpora, `old` and `new`, the package of each, and `committed`: that of the old with the new one waiting.

    The builder was killed between the commit and the first rename; in `first` there was no package before.
    """
    home = tmp_path_factory.mktemp("made")
    corpora = {"old": {"bridge.md": BRIDGE, "tram.md": TRAM}, "new": {"bridge.md": BRIDGE, "ferry.txt": FERRY}}
    for name, documents in corpora.items():
        (home / f"{name} corpus").mkdir()
        for file, text in documents.items():
            (home / f"{name} corpus" / file).write_text(text, encoding="utf-8")
        build(home / f"{name} corpus", home / name)
    shutil.copytree(home / "old", home / "committed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.publish.commit._roll_forward", lambda directory: None)
        for name in ("committed", "first"):
            build(home / "new corpus", home / name)
    return home


def builders(times, aside, out, corpora):
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", BUILDERS, str(times), aside, out, *corpora]
    return subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def published_in(out):
    """What `files_of` gives, without a look into `.datelines`, where builders come and go."""
    paths = [out / "datapackage.json", *(out / "datasets").iterdir(), *(out / "viz").iterdir()]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(paths)}


@pytest.mark.slow
@pytest.mark.parametrize("times", [2, pytest.param(20, marks=pytest.mark.torture)])
def test_two_builds_at_once_and_a_reader(made, tmp_path, files_of, times):
    out, whole = tmp_path / "out", [files_of(made / "old"), files_of(made / "new")]
    numbers = {len(load(made / name).events) for name in ("old", "new")}
    shutil.copytree(made / "old", out)
    seen, read = set(), 0
    corpora = [made / "old corpus", made / "new corpus"]
    with builders(times, tmp_path / "aside", out, corpora) as both:
        assert b"loaded\n" in iter(both.stdout.readline, b"")
        while both.poll() is None:
            with commit.reading(out):
                files = published_in(out)
            assert files in whole, "a mixture of two packages"
            assert validate(out, OUR_CHECKS) == []
            assert len(load(out).events) in numbers
            seen.add(whole.index(files))
            read += 1
        told = both.stderr.read()
    assert (both.returncode, told) == (0, b"")
    assert published_in(out) in whole
    assert {path.name for path in (out / ".datelines").iterdir()} == {"lock", "cache.lock", "last.json", "parts"}
    print(f"2 × {times} builds, {read} times read, {len(seen)} packages seen")
    assert read > times
    assert seen == {0, 1} or times < 20


@pytest.mark.parametrize("name", READERS)
def test_a_command_waits_for_a_build(made, tmp_path, files_of, monkeypatch, name):
    for each in (commit.reading, commit.recover, commit.publish_package):
        monkeypatch.setitem(getattr(each, "__wrapped__", each).__kwdefaults__, "wait", 0.01)
    out = tmp_path / "out"
    shutil.copytree(made / "old", out)
    descriptor = os.open(out / ".datelines" / "lock", os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        with pytest.raises(PublishError, match=r"lock: found it locked for 0\.01 s; expected another build to end"):
            READERS[name](out, made / "old corpus", made / "new")
    finally:
        os.close(descriptor)
    assert files_of(out) == files_of(made / "old")


@pytest.mark.parametrize(
    ("state", "name"), [*(("committed", name) for name in READERS), ("first", "load"), ("first", "validate")]
)
def test_a_command_finishes_what_was_committed(made, tmp_path, files_of, state, name):
    out, new = tmp_path / "out", files_of(made / "new")
    shutil.copytree(made / state, out)
    assert files_of(out) != new
    READERS[name](out, made / "new corpus", made / "old")
    found = files_of(out)
    changed = {"datapackage.json", "viz/timeline.html"} if name == "release" else set()
    assert {path: found[path] for path in new if path not in changed} == {
        path: content for path, content in new.items() if path not in changed
    }
    assert {"journal.json", "stage"}.isdisjoint(path.name for path in (out / ".datelines").iterdir())
