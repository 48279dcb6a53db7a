"""Columns that wait in files, against the same columns in memory."""

import errno
import random
import tempfile

import numpy as np
import pytest

import viz
from pipeline.errors import PublishError
from viz import aside, csvfile
from viz.arrays import content_of, encoded, taken

WORDS = ("", "mill", "Huế", "a longer text with spaces", "水", "x" * 90)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("at_once", [1, 64, 1 << 20])
def test_parts_are_those_of_the_column(seed, at_once, monkeypatch):
    monkeypatch.setattr(aside, "AT_ONCE", at_once)
    chance = random.Random(seed)
    column = encoded([chance.choice(WORDS) for _ in range(200)])
    # Rows of no event are in no part, and a part may have no row.
    rows = np.array(chance.sample(range(200), 170), np.int32)
    bounds = np.array([0, *sorted(chance.choices(range(171), k=9)), 170])
    with aside.Aside() as files:
        waiting = aside.Waiting(files)
        for first in range(0, 200, 37):
            content, offsets = content_of(column.slice(first, 37))
            waiting.add(content, np.diff(offsets).astype(np.int32))
        parts = waiting.parted(rows, bounds)
        # In any order, and more than once.
        for part in [*range(10), 3]:
            assert parts.at(part).equals(taken(column, rows[bounds[part] : bounds[part + 1]]))


def test_a_page_is_the_same_whether_its_texts_waited(packages, tmp_path, monkeypatch):
    directory = packages.write_package(tmp_path / "package", packages.tables(packages.EVENTS * 3))
    made = []
    file = aside.Aside.file
    monkeypatch.setattr(aside.Aside, "file", lambda self: made.append(1) or file(self))
    held = viz.timeline(directory, tmp_path / "held.html").read_bytes()
    assert not made
    monkeypatch.setattr(csvfile, "OVER", 0)
    assert viz.timeline(directory, tmp_path / "waited.html").read_bytes() == held
    assert len(made) == 6


def test_no_room_for_files_is_one_sentence(packages, tmp_path, monkeypatch):
    def full(**_):
        raise OSError(errno.ENOSPC, "No space left on device")

    directory = packages.write_package(tmp_path / "package")
    monkeypatch.setattr(csvfile, "OVER", 0)
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    with pytest.raises(PublishError, match="No space left on device; expected room for the quotations"):
        viz.timeline(directory, tmp_path / "page.html")
    assert not (tmp_path / "page.html").exists()


def test_an_event_that_stands_twice_is_no_crash(packages, tmp_path):
    made = packages.tables(packages.EVENTS)
    made["events"].append(dict(made["events"][0]))
    directory = packages.write_package(tmp_path / "package", made)
    assert viz.timeline(directory, tmp_path / "page.html").stat().st_size
