"""Progress of a long build on standard error: a bar on a terminal, a line a minute in a log."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.engine.partition import Counts

    Done = Callable[[Counts], None]

SMALL_BYTES = 2 << 20
"""Below so many bytes of files a build is over before a bar could be read."""

SECONDS_A_LINE = 60.0
_MEGABYTE = 1e6


@contextmanager
def progress(total: int) -> Iterator[Done]:
    """Give a function to call with the counts of each partition that is done.

    Args:
        total: bytes of the files that are to be read.
    """
    if total < SMALL_BYTES:
        yield _silent
    elif sys.stderr.isatty():
        with _bar(total) as done:
            yield done
    else:
        yield _Log(total)


def _silent(_: Counts) -> None:
    """Show nothing."""


@contextmanager
def _bar(total: int) -> Iterator[Done]:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (TextColumn("reading"), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda counts: bar.advance(task, counts.bytes)


class _Log:
    """Writes a line when a minute has passed since the last."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._start = self._last = time.monotonic()
        self._bytes = self._documents = 0

    def __call__(self, counts: Counts) -> None:
        self._bytes += counts.bytes
        self._documents += counts.documents
        now = time.monotonic()
        if now - self._last < SECONDS_A_LINE:
            return
        self._last = now
        rate = self._bytes / (now - self._start)
        left = (self._total - self._bytes) / rate
        sys.stderr.write(
            f"{self._documents:,} documents, {self._bytes / _MEGABYTE:,.0f} of {self._total / _MEGABYTE:,.0f} MB, "
            f"{rate / _MEGABYTE:.1f} MB/s, {left:,.0f} s left\n"
        )
        sys.stderr.flush()
