"""The disk is full, fails or may not be written: one sentence, exit code 1, and what was published stays."""

import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline import build
from pipeline.errors import PublishError
from pipeline.publish.commit import recover
from pipeline.publish.validate import validate
from tests.faults.settings import environment, seed, strace

NOBODY = 65534
"""The user that a test becomes where it is root, for whom no directory is read-only."""
LITTER = {"stage", "journal.json", "journal.draft"}


@contextmanager
def largest_file(size):
    """No file may grow over so many bytes: the kernel's own fault, as of a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def read_only(directory):
    """A directory, and what is in it, that this process can't write to."""
    paths = [directory, *(path for path in directory.rglob("*") if path.is_dir())]
    for path in paths:
        path.chmod(0o555)
    for parent in directory.parents:
        if parent.stat().st_uid == os.getuid() and not parent.stat().st_mode & 0o005:
            parent.chmod(parent.stat().st_mode | 0o055)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for path in paths:
            path.chmod(0o755)


def add(corpus):
    text = "The ferry at Elmford was abolished on 3 June 1954 by the town council.\n"
    (corpus / "ferry.txt").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("size", [0, 200, 5_000, 100_000])
def test_a_file_that_can_not_be_written_to_its_end(corpus, published, files_of, size):
    before = files_of(published)
    add(corpus)
    with largest_file(size), pytest.raises(PublishError) as caught:
        build(corpus, published)
    told = str(caught.value)
    assert os.strerror(27) in told
    assert "\n" not in told
    assert str(published) in told
    assert files_of(published) == before
    left = {path.name for path in (published / ".datelines").iterdir()}
    assert left.isdisjoint(LITTER)
    assert "lock" in left
    build(corpus, published)
    assert validate(published) == []
    assert files_of(published) != before


@pytest.mark.parametrize("part", ["", "datasets", ".datelines"])
def test_a_directory_that_is_read_only(corpus, published, files_of, part):
    before = files_of(published)
    add(corpus)
    with read_only(published / part), pytest.raises(PublishError) as caught:
        build(corpus, published)
    told = str(caught.value)
    assert "Permission denied" in told
    assert "\n" not in told
    assert str(published) in told
    assert files_of(published) == before


def test_what_is_read_only_can_be_read(published):
    from pipeline import load

    with read_only(published):
        assert len(load(published).events) > 0
        assert validate(published) == []


@pytest.mark.parametrize("words", [("tag", "In May 1941."), ("explain", "In May 1941.")])
def test_an_output_that_is_full_is_told_in_one_line(words):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environment(),
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == (
        "datelines: standard output: found 'No space left on device'; expected a place to write the result to\n"
    )


# --- every call of the kernel, one after another: strace -----------------------------------------------------------


CALLS = ("write", "fsync", "rename", "mkdir", "unlink")
MOST = 50
"""Calls of a kind that are tried: all of them, or so many that the seed chooses."""


class Traced:
    """`datelines build` under strace with a fault at the k-th call of one kind, each time in the same state."""

    def __init__(self, corpus, before, aside, call):
        self.corpus, self.before, self.aside, self.call = corpus, before, aside, call
        self.out = aside / "out"
        code, told, lines = self.run("")
        assert code == 0, told
        self.calls = len(lines)

    def run(self, inject):
        """Build from the first state on; return the exit code, what was told, and the calls as strace lists them."""
        shutil.rmtree(self.out, ignore_errors=True)
        if self.before.exists():
            shutil.copytree(self.before, self.out, ignore=shutil.ignore_patterns("parts"))
        log = self.aside / "log"
        fault = [f"--inject={self.call}:{inject}"] if inject else []
        build = [sys.executable, "-m", "pipeline", "build", self.corpus, "--out", self.out]
        done = subprocess.run(
            [strace(), "-f", "-qq", "-o", log, f"--trace={self.call}", *fault, *build],
            capture_output=True,
            encoding="utf-8",
            env=environment(),
            check=False,
        )
        return done.returncode, done.stderr, log.read_text(encoding="utf-8", errors="replace").splitlines()

    def numbers(self):
        every = list(range(1, self.calls + 1))
        return every if len(every) <= MOST else sorted(random.Random(seed()).sample(every, MOST))


@pytest.fixture(params=["nothing", "a package"])
def states(request, corpus, published, files_of, tmp_path):
    """A corpus, where a package of another state of it is or nothing yet, and the files before and after its build."""
    before = published if request.param == "a package" else tmp_path / "nothing"
    old = files_of(before)
    add(corpus)
    build(corpus, tmp_path / "new")
    return corpus, before, old, files_of(tmp_path / "new")


@pytest.mark.torture
@pytest.mark.parametrize("call", CALLS)
def test_a_kill_at_every_call_of_a_build(states, files_of, tmp_path, call):
    corpus, before, old, new = states
    traced, outcomes = Traced(corpus, before, tmp_path, call), []
    for k in traced.numbers():
        code, _, _ = traced.run(f"signal=SIGKILL:when={k}")
        assert code == -signal.SIGKILL, f"{call} {k} wasn't reached"
        recover(traced.out)
        found = files_of(traced.out)
        assert found in (old, new), f"a kill at {call} {k} left a mixture"
        assert LITTER.isdisjoint(path.name for path in traced.out.glob(".datelines/*"))
        outcomes.append(found == new)
    print(f"{call}: {len(outcomes)} kills at {traced.calls} calls, {sum(outcomes)} left the new package")
    if call in {"fsync", "rename", "unlink"}:
        assert set(outcomes) == {True, False}


@pytest.mark.torture
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("call", CALLS)
def test_a_fault_at_every_call_of_a_build(states, files_of, tmp_path, call, error):
    corpus, before, old, new = states
    traced, outcomes = Traced(corpus, before, tmp_path, call), []
    for k in traced.numbers():
        code, told, lines = traced.run(f"error={error}:when={k}")
        assert any("INJECTED" in line for line in lines), f"{call} {k} wasn't reached"
        if code:
            assert code == 1, f"{call} {k}: {told}"
            assert len(told.splitlines()) == 1, f"{call} {k}: {told}"
            assert told.startswith("datelines: "), told
            assert os.strerror(getattr(errno, error)) in told, told
        recover(traced.out)
        found = files_of(traced.out)
        assert found in (old, new), f"{error} at {call} {k} left a mixture: {told}"
        assert code or found == new
        outcomes.append((code, found == new))
    failed, changed = sum(code for code, _ in outcomes), sum(new for _, new in outcomes)
    print(
        f"{call}, {error}: {len(outcomes)} of {traced.calls} calls, {failed} failed the command, {changed} left the new"
    )
    assert failed
