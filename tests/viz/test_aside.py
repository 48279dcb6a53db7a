"""Columns that wait in files, against the same columns in memory."""

import errno
import random
import tempfile

import numpy as np
import pyarrow as pa
import pytest

import viz
from pipeline.errors import PublishError
from viz import aside, csvfile
from viz.arrays import content_of, encoded

WORDS = ("", "mill", "Huế", "a longer text with spaces", "水", "x" * 90)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("at_once", [1, 64, 1 << 20])
def test_blocks_are_those_of_the_column(seed, at_once, monkeypatch):
    monkeypatch.setattr(aside, "AT_ONCE", at_once)
    chance = random.Random(seed)
    column = encoded([chance.choice(WORDS) for _ in range(200)])
    with aside.Aside() as files:
        waiting = aside.Waiting(files)
        for first in range(0, 200, 37):
            content, offsets = content_of(column.slice(first, 37))
            waiting.add(content, np.diff(offsets).astype(np.int32))
        # More than once.
        for _ in range(2):
            assert pa.concat_arrays(list(waiting.blocks())).equals(column)


@pytest.mark.parametrize("held", [1, 50, 1 << 20])
@pytest.mark.parametrize("in_file", [False, True])
def test_things_that_come_in_pieces_by_turns_are_kept_apart(held, in_file, monkeypatch):
    monkeypatch.setattr(aside, "HELD", held)
    with aside.Aside() as files:
        store = aside.Store(files if in_file else None)
        things = [store.new() for _ in range(3)]
        for n in range(60):
            things[n % 3].add(b"%d," % n)
        for first, thing in enumerate(things):
            assert b"".join(thing.pieces()) == b"".join(b"%d," % n for n in range(first, 60, 3))


def test_a_page_is_the_same_whether_its_texts_waited(packages, tmp_path, monkeypatch):
    directory = packages.write_package(tmp_path / "package", packages.tables(packages.EVENTS * 3))
    made = []
    file = aside.Aside.file
    monkeypatch.setattr(aside.Aside, "file", lambda self: made.append(1) or file(self))
    held = viz.timeline(directory, tmp_path / "held.html").read_bytes()
    assert not made
    monkeypatch.setattr(csvfile, "OVER", 0)
    assert viz.timeline(directory, tmp_path / "waited.html").read_bytes() == held
    # Ids of events, documents, places, actors; labels, titles, sources; quotations, explanations, premises.
    assert len(made) == 10


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
