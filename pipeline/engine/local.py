"""Runs partitions on this machine: in this process, or in several that are given paths and write files.

A process that dies costs what was in its hands and those of its fellows; that is run again.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.connection import wait as wait_for
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from pipeline.errors import WorkerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

    from pipeline.engine.partition import Counts, Task

T = TypeVar("T")
Call = tuple[int, "Callable[[], T]"]

LARGE_BYTES = 32 << 20
"""Bytes from which one job, too, is given to a process of its own, whose memory is free again when all is read."""

ATTEMPTS = 3
"""Times that a call is given to a process before its death is taken to be the call's fault."""


def run_local(tasks: Sequence[Task], jobs: int) -> Iterator[Counts]:
    """Run `run_partition` on every task, in any order, and yield what each gave.

    Raises:
        InputError: a document can't be used.
        PublishError: a part can't be written.
        WorkerError: processes kept dying.
    """
    from pipeline.engine.partition import run_partition

    small = jobs == 1 and sum(task.source.bytes for task in tasks) < LARGE_BYTES
    if small or len(tasks) < 2:
        yield from map(run_partition, tasks)
        return
    calls = [partial(run_partition, task) for task in tasks]
    for _, counts in _run(calls, jobs, [task.source.name for task in tasks]):
        yield counts


def run_apart(calls: Sequence[Callable[[], T]], jobs: int) -> list[T]:
    """What some calls return: run in this process if `jobs` is 0, else each in one of its own, so many at a time.

    A call may be run again when its process was ended from outside. What a call raises comes through.

    Raises:
        WorkerError: processes kept dying.
    """
    if not jobs:
        return [call() for call in calls]
    found: list[T] = []
    for first in range(0, len(calls), jobs):
        some = calls[first : first + jobs]
        returned = dict(_run(some, len(some), ["the tables"] * len(some)))
        found += [returned[number] for number in range(len(some))]
    return found


def _run(calls: Sequence[Callable[[], T]], jobs: int, names: Sequence[str]) -> Iterator[tuple[int, T]]:
    """Run calls in so many processes; yield the number of each and what it returned."""
    waiting: list[Call[T]] = list(enumerate(calls))
    deaths = 0
    while waiting:
        left: list[Call[T]] = []
        yield from _pooled(waiting, jobs, left)
        deaths += bool(left)
        if deaths == ATTEMPTS:
            raise WorkerError(
                f"{names[left[0][0]]}: found that a process which worked on it, or one beside it, was ended from "
                f"outside {ATTEMPTS} times; expected enough memory for {jobs} processes, try fewer --jobs"
            )
        waiting = left


def _pooled(calls: Sequence[Call[T]], jobs: int, left: list[Call[T]]) -> Iterator[tuple[int, T]]:
    """Run calls in a pool; when it breaks, what isn't done is put into `left`."""
    others = set(multiprocessing.active_children())
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, spawn, _begin)
    running: dict[Future[T], Call[T]] = {}
    ahead = iter(calls)
    try:
        while True:
            while len(running) < 2 * jobs and (call := next(ahead, None)) is not None:
                running[pool.submit(call[1])] = call
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                found = future.result()
                number, _ = running.pop(future)
                yield number, found
    except BrokenProcessPool:
        # A call whose submission was refused is neither running nor ahead.
        known = {number for number, _ in running.values()}
        left += [*running.values(), *([call] if call is not None and call[0] not in known else []), *ahead]
    except BaseException:
        # What they had in their hands would be read to its end before anyone could be told.
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """Leave Ctrl-C, which reaches every process of a terminal, to the one that can say what it means, and end with it.

    A process whose command was killed would else go on for as long as its call takes.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)
