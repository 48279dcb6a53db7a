"""Runs partitions on this machine: in this process, or in several that are given paths and write files.

A process that dies costs the partitions that were in its hands and those of its fellows; they are run again.
"""

from __future__ import annotations

import multiprocessing
import signal
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from pipeline.engine.partition import run_partition
from pipeline.errors import WorkerError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future

    from pipeline.engine.partition import Counts, Task

LARGE_BYTES = 32 << 20
"""Bytes from which one job, too, is given to a process of its own, whose memory is free again when all is read."""

ATTEMPTS = 3
"""Times that a partition is given to a process before its death is taken to be the partition's fault."""


def run_local(tasks: Sequence[Task], jobs: int) -> Iterator[Counts]:
    """Run `run_partition` on every task, in any order, and yield what each gave.

    Raises:
        InputError: a document can't be used.
        PublishError: a part can't be written.
        WorkerError: processes kept dying.
    """
    small = jobs == 1 and sum(task.source.bytes for task in tasks) < LARGE_BYTES
    if small or len(tasks) < 2:
        yield from map(run_partition, tasks)
        return
    waiting = list(tasks)
    deaths = 0
    while waiting:
        left: list[Task] = []
        yield from _pooled(waiting, jobs, left)
        deaths += bool(left)
        if deaths == ATTEMPTS:
            raise WorkerError(
                f"{left[0].source.name}: found that a process which read it, or one beside it, was ended from outside "
                f"{ATTEMPTS} times; expected enough memory for {jobs} processes, try fewer --jobs"
            )
        waiting = left


def _pooled(tasks: Sequence[Task], jobs: int, left: list[Task]) -> Iterator[Counts]:
    """Run tasks in a pool; when it breaks, what isn't done is put into `left`."""
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_ignore_interrupts)
    running: dict[Future[Counts], Task] = {}
    ahead = iter(tasks)
    try:
        while True:
            while len(running) < 2 * jobs and (task := next(ahead, None)) is not None:
                running[pool.submit(run_partition, task)] = task
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                counts = future.result()
                del running[future]
                yield counts
    except BrokenProcessPool:
        # A task whose submission was refused is neither running nor ahead.
        known = {id(each) for each in running.values()}
        left += [*running.values(), *([task] if task is not None and id(task) not in known else []), *ahead]
    except BaseException:
        # What they had in their hands would be read to its end before anyone could be told.
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _ignore_interrupts() -> None:
    """Leave Ctrl-C, which reaches every process of a terminal, to the one that can say what it means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
