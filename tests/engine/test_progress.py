"""What a long build says of itself while it reads: nothing, a bar, or a line a minute."""

import io
import sys
from types import SimpleNamespace

import pytest

from pipeline.engine import progress as module
from pipeline.engine.partition import Counts
from pipeline.engine.progress import SMALL_BYTES, progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch):
    """The clock, in seconds: a list whose last number is now."""
    seconds = [0.0]
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: seconds[-1]))
    return seconds


def test_a_small_corpus_is_read_in_silence(clock, capsys):
    with progress(SMALL_BYTES - 1) as done:
        clock.append(600.0)
        done(Counts(bytes=10, documents=1))
    assert capsys.readouterr() == ("", "")


def test_a_line_a_minute_tells_what_is_done_and_left(clock, capsys):
    with progress(40_000_000) as done:
        for second in (30.0, 59.0, 100.0, 110.0, 161.0):
            clock.append(second)
            done(Counts(bytes=5_000_000, documents=400))
    assert capsys.readouterr().err.splitlines() == [
        "1,200 documents, 15 of 40 MB, 0.1 MB/s, 167 s left",
        "2,000 documents, 25 of 40 MB, 0.2 MB/s, 97 s left",
    ]


def test_a_terminal_shows_a_bar(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with progress(SMALL_BYTES) as done:
        done(Counts(bytes=SMALL_BYTES, documents=1))
    assert "reading" in terminal.getvalue()
    assert "2.1/2.1 MB" in terminal.getvalue()
