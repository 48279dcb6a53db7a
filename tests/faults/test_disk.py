"""The disk is full, fails or may not be written: one sentence, exit code 1, and what was published stays."""

import os
import random
import resource
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
    assert left.isdisjoint({"stage", "journal.json", "journal.draft"})
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


class Traced:
    """`datelines build` under strace, with a fault at the k-th call of one kind."""

    def __init__(self, corpus, out):
        self.command = [sys.executable, "-m", "pipeline", "build", corpus, "--out", out]
        self.out = out

    def run(self, inject, call, log):
        fault = [f"--inject={call}:{inject}"] if inject else []
        done = subprocess.run(
            [strace(), "-f", "-qq", "-o", log, f"--trace={call}", *fault, *self.command],
            capture_output=True,
            encoding="utf-8",
            env=environment(),
            check=False,
        )
        return done.returncode, done.stderr, log.read_text(encoding="utf-8", errors="replace").splitlines()


CALLS = ("write", "fsync", "rename", "mkdir", "unlink")
MOST = 60
"""Calls of a kind that are tried: all of them, or so many that the seed chooses."""


def numbers(count, order):
    every = list(range(1, count + 1))
    return every if count <= MOST else sorted(order.sample(every, MOST))


@pytest.mark.torture
@pytest.mark.parametrize("call", CALLS)
def test_a_kill_at_every_call_of_a_build(corpus, published, files_of, tmp_path, call):
    order, old = random.Random(seed()), files_of(published)
    add(corpus)
    build(corpus, tmp_path / "new")
    new = files_of(tmp_path / "new")
    traced = Traced(corpus, published)
    _, _, lines = Traced(corpus, tmp_path / "aside").run("", call, tmp_path / "log")
    outcomes = []
    for k in numbers(len(lines), order):
        code, _, _ = traced.run(f"signal=SIGKILL:when={k}", call, tmp_path / "log")
        recover(published)
        found = files_of(published)
        assert found in (old, new), f"a kill at {call} {k} left a mixture"
        outcomes.append((code != 0, found == new))
        if found == new:
            (corpus / "ferry.txt").unlink()
            build(corpus, published)
            assert files_of(published) == old
            add(corpus)
    print(
        f"{call}: {len(outcomes)} kills of {len(lines)} calls, {sum(new for _, new in outcomes)} left the new package"
    )
    assert any(killed for killed, _ in outcomes)
    if call in {"fsync", "rename", "unlink"}:
        assert {new for _, new in outcomes} == {True, False}


@pytest.mark.torture
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("call", CALLS)
def test_a_fault_at_every_call_of_a_build(corpus, published, files_of, tmp_path, call, error):
    order, old = random.Random(seed()), files_of(published)
    add(corpus)
    build(corpus, tmp_path / "new")
    new = files_of(tmp_path / "new")
    traced = Traced(corpus, published)
    _, _, lines = Traced(corpus, tmp_path / "aside").run("", call, tmp_path / "log")
    failed = 0
    for k in numbers(len(lines), order):
        code, told, log = traced.run(f"error={error}:when={k}", call, tmp_path / "log")
        found = files_of(published)
        if code:
            failed += 1
            assert code == 1, f"{call} {k}: {told}"
            assert len(told.splitlines()) == 1, f"{call} {k}: {told}"
            assert told.startswith("datelines: "), told
        elif not any("INJECTED" in line for line in log):
            break
        recover(published)
        found = files_of(published)
        assert found in (old, new), f"{error} at {call} {k} left a mixture: {told}"
        assert code or found == new
        if found == new:
            (corpus / "ferry.txt").unlink()
            build(corpus, published)
            add(corpus)
    print(f"{call}, {error}: {failed} of {len(lines)} calls failed the command")
    assert failed or call in {"unlink", "mkdir"}
