"""The disk is full, fails or may not be written: one sentence, exit code 1, and what was published stays."""

import os
import resource
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline import build
from pipeline.errors import PublishError
from pipeline.publish.validate import validate
from tests.faults.settings import environment

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

    number = len(load(published).events)  # imports what `NOBODY` may not be allowed to read
    with read_only(published):
        assert len(load(published).events) == number > 0
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
