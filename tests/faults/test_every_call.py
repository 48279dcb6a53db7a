"""A kill and an error of the disk at every call of the kernel by which `datelines build` changes files: strace.

Each fault meets a build of its own, from the same state on. Over a package of its one document the corpus gets another,
so that the package before and the one after differ, and are as small as they can be.
"""

import errno
import os
import re
import shutil
import signal

import pytest

from pipeline import build
from pipeline.publish.commit import recover
from tests.faults.forks import forks

CALLS = ("write", "fsync", "rename", "mkdir", "unlink")
QUAY = "The quay at Elmford opened in 1933.\n"
FERRY = "The ferry at Elmford was abolished on 3 June 1954.\n"
LITTER = {"stage", "journal.json", "journal.draft"}
KEPT = {"lock", "cache.lock", "last.json", "parts"}
BETWEEN = 20
"""Faults after which one more build must leave nothing behind but `KEPT`."""


class State:
    """What there is before a build, and after it, to be built again and again."""

    def __init__(self, home, name, files_of):
        self.corpus, self.out, self._before = home / "corpus", home / "out", home / "before"
        self.corpus.mkdir()
        if name == "a package":
            (self.corpus / "quay.txt").write_text(QUAY, encoding="utf-8")
            build(self.corpus, self._before)
        self.old = files_of(self._before)
        (self.corpus / "ferry.txt").write_text(FERRY, encoding="utf-8")
        self.words = ["build", str(self.corpus), "--out", str(self.out)]

    def again(self):
        shutil.rmtree(self.out, ignore_errors=True)
        if self._before.exists():
            shutil.copytree(self._before, self.out, ignore=shutil.ignore_patterns("parts"))


@pytest.fixture(scope="module", params=["nothing", "a package"])
def served(request, tmp_path_factory, files_of):
    """A state, and a server that has built it, whose package is `new`."""
    home = tmp_path_factory.mktemp("home")
    state = State(home, request.param, files_of)
    state.again()
    with forks(home, state.words) as server:
        server.run(state.words)
        state.new = files_of(state.out)
        yield state, server


def calls_of(lines, call):
    return [line for line in lines if re.match(rf"\d+ +{call}\(", line)]


def faults(served, call, fault):
    """Meet every call with a fault; of each its number, the exit code, what was told, and the files after recovery."""
    state, server = served
    traced = [f"--trace={call}"]
    state.again()
    code, told, lines = server.run(state.words, traced)
    assert code == 0, told
    number = len(calls_of(lines, call))
    for k in range(1, number + 1):
        state.again()
        code, told, lines = server.run(state.words, [*traced, f"--inject={call}:{fault}:when={k}"])
        assert any("INJECTED" in line for line in lines) or code == -signal.SIGKILL, (
            f"{call} {k} wasn't reached: {told}"
        )
        recover(state.out)
        assert LITTER.isdisjoint(path.name for path in state.out.glob(".datelines/*"))
        yield k, code, told
        if k % BETWEEN == 0:
            assert server.run(state.words)[0] == 0
            assert {path.name for path in state.out.glob(".datelines/*")} == KEPT


@pytest.mark.torture
@pytest.mark.parametrize("call", CALLS)
def test_a_kill_at_every_call_of_a_build(served, files_of, call):
    state, outcomes = served[0], []
    for k, code, told in faults(served, call, "signal=SIGKILL"):
        assert code == -signal.SIGKILL, f"{call} {k}: {told}"
        found = files_of(state.out)
        assert found in (state.old, state.new), f"a kill at {call} {k} left a mixture"
        outcomes.append(found == state.new)
    print(f"{call}: {len(outcomes)} kills, one at each call, {sum(outcomes)} left the new package")
    assert set(outcomes) == ({False} if call == "mkdir" else {True, False})


@pytest.mark.torture
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("call", CALLS)
def test_a_fault_at_every_call_of_a_build(served, files_of, call, error):
    state, outcomes = served[0], []
    for k, code, told in faults(served, call, f"error={error}"):
        if code:
            assert code == 1, f"{call} {k}: {told}"
            assert len(told.splitlines()) == 1, f"{call} {k}: {told}"
            assert told.startswith("datelines: "), told
            assert os.strerror(getattr(errno, error)) in told, told
        found = files_of(state.out)
        assert found in (state.old, state.new), f"{error} at {call} {k} left a mixture: {told}"
        assert code or found == state.new
        outcomes.append((code, found == state.new))
    failed, changed = sum(code for code, _ in outcomes), sum(new for _, new in outcomes)
    print(
        f"{call}, {error}: {len(outcomes)} faults, one at each call, {failed} failed the command, {changed} left the new"
    )
    assert failed
