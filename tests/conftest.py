"""What tests of several rooms share."""

import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

_connect = socket.socket.connect


def pytest_configure() -> None:
    """Let no made-up example fail for the time that it took, which on a busy machine says nothing."""
    settings.register_profile("untimed", deadline=None)
    settings.load_profile("untimed")


def pytest_sessionfinish() -> None:
    """Save what `make coverage` measured here: a process of tests that is slow to end is killed, its data unsaved."""
    if "coverage" in sys.modules and (running := sys.modules["coverage"].Coverage.current()):
        running.save()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test connect to anything but this machine: what needs the network fails here as it would on a train."""

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise PermissionError(f"no test may reach {address[0]}")
        _connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@contextmanager
def _one_judge() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.publish.validate._MOST_BYTES_FOR_FRICTIONLESS", 0)
        yield


@pytest.fixture(scope="module")
def one_judge() -> Iterator[None]:
    """Spare builds and releases in this process Frictionless, nine tenths of their time where it isn't the subject."""
    with _one_judge():
        yield


def make_fifo(path: Path) -> list[Path]:
    """Make a FIFO; a test that waits at it in the next minutes is let go, so that it fails, and told by the list."""
    waited: list[Path] = []

    def let_go() -> None:
        for _ in range(300):
            time.sleep(2)
            with suppress(OSError):
                descriptor = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
                waited.append(path)
                os.close(descriptor)

    os.mkfifo(path)
    threading.Thread(target=let_go, daemon=True).start()
    return waited


BRIDGE = """---
id: bridge
title: The bridge at Elmford
published: 1952-03-01
---

# The bridge at Elmford

The bridge at Elmford was opened on 5 May 1932 by Mayor Ada Holm. In October 1940 a flood destroyed two of its arches.
The town council rebuilt the bridge two years later.
"""

TRAM = """---
id: tram
title: Trams of Elmford
---

# Trams of Elmford

Elmford founded its tramway company in 1911. The company signed an agreement with the town on 28 January 1921. By 1960
the town wants to replace every tram with a bus.
"""


def write_corpus(directory: Path) -> Path:
    """Two documents of our own in a new directory."""
    directory.mkdir()
    (directory / "bridge.md").write_text(BRIDGE, encoding="utf-8")
    (directory / "tram.md").write_text(TRAM, encoding="utf-8")
    return directory


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A directory with two documents of our own."""
    return write_corpus(tmp_path / "corpus")


@pytest.fixture
def published(corpus: Path, tmp_path: Path) -> Path:
    """The directory where the package of `corpus` was published."""
    from pipeline import build

    out = tmp_path / "published"
    with _one_judge():
        build(corpus, out)
    return out


@pytest.fixture(scope="session")
def files_of() -> Callable[[Path], dict[str, bytes]]:
    """The files of a directory by relative path, what the lock leaves behind excepted."""

    def read(directory: Path) -> dict[str, bytes]:
        paths = (path for path in sorted(directory.rglob("*")) if path.is_file() and ".datelines" not in path.parts)
        return {path.relative_to(directory).as_posix(): path.read_bytes() for path in paths}

    return read
