"""Runs `datelines` in forks of one process that has loaded everything, so that a fault at every call can be afforded.

`python -m tests.faults.forks WORDS…` runs the command once, which loads what it loads, and then serves: a line of JSON
with the words of a command and the files that its output and errors go to is answered with the process that will run
it, which waits for a byte; when it has ended, the answer is its exit code.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.cli import main
from tests.faults.settings import environment, strace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_PR_SET_PTRACER, _ANY = 0x59616D61, -1


class Forks:
    """The other side of `serve`: commands, each in a fork, under strace where options of it are given."""

    def __init__(self, process: subprocess.Popen[str], aside: Path) -> None:
        assert process.stdin
        assert process.stdout
        self._process, self._asked, self._answers = process, process.stdin, process.stdout
        self._told, self.log = aside / "told", aside / "log"

    def run(self, words: Sequence[str], options: Sequence[str] = ("--trace=exit_group",)) -> tuple[int, str, list[str]]:
        """Return the exit code, what was told on standard error, and what strace listed."""
        self._ask(json.dumps([*words]) + "\n")
        pid = int(self._answers.readline())
        command = [strace(), "-f", "-o", str(self.log), *options, "-p", str(pid)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as tracer:
            assert tracer.stderr
            # once it says so, no call escapes it
            attached = tracer.stderr.readline()
            assert attached.endswith(f"Process {pid} attached\n"), attached
            self._ask("\n")
            code = int(self._answers.readline())
            tracer.stderr.read()
        listed = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return code, self._told.read_text(encoding="utf-8"), listed

    def _ask(self, text: str) -> None:
        self._asked.write(text)
        self._asked.flush()


@contextmanager
def forks(aside: Path, first: Sequence[str]) -> Iterator[Forks]:
    """A server that has run the command `first`; it goes with the body."""
    command = [sys.executable, "-m", "tests.faults.forks", str(aside / "told"), *first]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", env=environment()
    ) as process:
        yield Forks(process, aside)
        assert process.stdin
        process.stdin.close()


def serve(told: str, first: Sequence[str]) -> None:
    """Answer requests until there are no more."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    _redirect(told)
    assert main(first) == 0
    while line := _line():
        pid = os.fork()
        if pid == 0:
            _redirect(told)
            # where a process may be traced by its parents alone, by the tracer too
            ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANY, 0, 0, 0)
            _line()
            code = main(json.loads(line))
            sys.stderr.flush()
            os._exit(code)
        print(pid, file=answers, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), file=answers, flush=True)


def _line() -> bytes:
    """A line of standard input, and not a byte more, since a fork reads the next one."""
    line = b""
    while not line.endswith(b"\n") and (byte := os.read(0, 1)):
        line += byte
    return line


def _redirect(told: str) -> None:
    for number, path in ((1, f"{told}.output"), (2, told)):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(opened, number)
        os.close(opened)


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2:])
