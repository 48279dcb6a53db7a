"""Runs partitions through Dask, on a scheduler that is there or on a cluster of processes of this machine.

Workers are given paths, so corpus and package must lie where all of them see them; they write parts as the local engine
does, and Dask runs again what a dead worker had in its hands.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from pipeline.engine.partition import run_partition
from pipeline.errors import DatelinesError, InputError, WorkerError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.engine.partition import Counts, Task

ATTEMPTS = 3
_AT_ONCE = 1_000


def run_dask(tasks: Sequence[Task], jobs: int, address: str | None, work: Path) -> Iterator[Counts]:
    """Run `run_partition` on every task, in any order, and yield what each gave.

    Args:
        tasks: what is to be run.
        jobs: workers of the cluster that is made where there is no `address`.
        address: of a scheduler, such as tcp://10.0.0.1:8786.
        work: a directory for what Dask writes on the way.

    Raises:
        InputError: Dask isn't installed, the scheduler doesn't answer, or a document can't be used.
        PublishError: a part can't be written.
        WorkerError: workers kept dying.
    """
    distributed = _distributed()
    with ExitStack() as stack:
        client = stack.enter_context(_client(distributed, jobs, address, work, stack))
        running = distributed.as_completed()
        ahead = map(_absolute, tasks)
        for task in islice(ahead, _AT_ONCE):
            running.add(_submit(client, task))
        for future in running:
            yield _result(distributed, future)
            for task in islice(ahead, 1):
                running.add(_submit(client, task))


def _distributed() -> Any:
    try:
        import distributed
    except ModuleNotFoundError:
        install = "the extra that has it (pip install -e '.[dask]' in the checkout)"
        raise InputError("--engine", None, "dask, which isn't installed", install) from None
    return distributed


def _client(distributed: Any, jobs: int, address: str | None, work: Path, stack: ExitStack) -> Any:
    if address is None:
        cluster = distributed.LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            local_directory=str(work),
            silence_logs=50,
        )
        return distributed.Client(stack.enter_context(cluster))
    try:
        return distributed.Client(address, timeout=10)
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:120]
        found = f"no scheduler at {address} ({reason})"
        raise InputError("--dask-address", None, found, "the address that `dask scheduler` prints") from None


def _absolute(task: Task) -> Task:
    """The task with paths that hold wherever a worker was started."""
    inputs = tuple(replace(each, path=each.path.absolute()) for each in task.source.inputs)
    before = tuple(part.absolute() for part in task.before)
    return replace(task, source=replace(task.source, inputs=inputs), part=task.part.absolute(), before=before)


def _submit(client: Any, task: Task) -> Any:
    return client.submit(run_partition, task, pure=False, retries=ATTEMPTS)


def _result(distributed: Any, future: Any) -> Counts:
    try:
        counts: Counts = future.result()
    except DatelinesError:
        raise
    except (distributed.KilledWorker, distributed.scheduler.KilledWorker) as error:
        raise WorkerError(f"found that workers of the cluster kept dying ({error}); expected enough memory") from None
    finally:
        future.release()
    return counts
