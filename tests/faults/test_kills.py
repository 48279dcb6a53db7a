"""A builder is killed at random moments: the old package stays or the new one is there, and both must have happened."""

import random
import statistics
import subprocess
import sys
import time

import pytest

from pipeline.publish.commit import publish_package, recover
from tests.faults.settings import ROOT, environment, seed
from tests.publish.publisher import snapshot, whole, write

_STEP = 1.05
PROGRAM = ROOT / "tests/publish/publisher.py"


def passes(stage):
    pass


class Server:
    """`publisher.py DIR serve`: publishes a package and is killed after some seconds, as often as it is asked."""

    def __init__(self, directory):
        self.process = subprocess.Popen(
            [sys.executable, PROGRAM, directory, "serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=environment(),
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.read()
        self.process.wait()
        self.process.stdout.close()

    def publish(self, number, seconds):
        self.process.stdin.write(f"{number} {seconds:.6f}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


def usual_seconds(directory):
    """How long a publication takes here and now."""
    times = []
    for number in range(-7, 0):
        began = time.perf_counter()
        publish_package(directory, write(number), passes)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def kill_at_random(directory, kills, order):
    """Kill so many builders; return how many left the old package, the new one, and something to recover.

    The time that a builder has at most follows the machine's load: until about as many are stopped as come through.
    """
    longest = 1.6 * usual_seconds(directory)
    published, old, new, interrupted = -1, 0, 0, 0
    with Server(directory) as server:
        for number in range(kills):
            code = server.publish(number, order.uniform(0, longest))
            state = {path.name for path in (directory / ".datelines").iterdir()}
            interrupted += state != {"lock"}
            recover(directory)
            assert {path.name for path in (directory / ".datelines").iterdir()} == {"lock"}
            found = snapshot(directory)
            assert found in (whole(published), whole(number)), f"kill {number}: a mixture of two packages"
            assert code == -9 or found == whole(number), f"kill {number}: what was published is not there"
            if found == whole(number):
                published, new, longest = number, new + 1, longest / _STEP
            else:
                old, longest = old + 1, longest * _STEP
    return old, new, interrupted


@pytest.mark.slow
def test_200_kills_at_random_moments(tmp_path):
    old, new, interrupted = kill_at_random(tmp_path, 200, random.Random(1953))
    assert old + new == 200
    assert old >= 20, f"only {old} of 200 builders were stopped before the commit"
    assert new >= 20, f"only {new} of 200 builders came through"
    assert interrupted >= 20, f"only {interrupted} of 200 left something to recover"


@pytest.mark.torture
def test_2000_kills_at_random_moments(tmp_path, record_property):
    old, new, interrupted = kill_at_random(tmp_path, 2_000, random.Random(seed()))
    record_property("outcomes", f"old {old}, new {new}, interrupted {interrupted}")
    print(f"2,000 kills: old {old}, new {new}, of them {interrupted} with something to recover")
    assert min(old, new, interrupted) >= 200
