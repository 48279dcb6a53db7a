"""What the long tests take from their environment: the seed and the budget of time."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def seed() -> int:
    """The seed of this run, `DATELINES_SEED`; the same gives the same inputs."""
    return int(os.environ.get("DATELINES_SEED", "1975"))


def minutes() -> float:
    """The minutes that one long test may take, `DATELINES_MINUTES`."""
    return float(os.environ.get("DATELINES_MINUTES", "5"))


def environment(**more: str) -> dict[str, str]:
    """The environment of a process that runs this checkout's code."""
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | more


def strace() -> str:
    """The path of strace; a long test without it fails, since a fault that isn't tried proves nothing."""
    found = shutil.which("strace")
    if found is None:
        pytest.fail("strace isn't installed; install it (Debian: apt-get install strace) or run `make test` alone")
    return found
