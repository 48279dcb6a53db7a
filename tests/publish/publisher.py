"""A program that publishes small packages, for tests that kill it: `publisher.py DIR first last [kill-at-call]`.

Package N is a few files that all say N, one of which the others don't have, so that a mixture shows. With a fourth
argument the process kills itself at that call of the functions of the file system.

`publisher.py DIR serve` reads lines `N seconds`; for each a child of it publishes package N and is killed after so many
seconds, and the answer is how the child ended: 0, or -9 if the kill came first.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

from pipeline.publish.commit import publish_package

CALLS = ("mkdir", "open", "fsync", "replace", "unlink", "rmdir")


def files(number: int) -> dict[str, str]:
    """The files of package `number`, all of which tell it."""
    names = ["datasets/events.csv", "datasets/events.parquet", f"datasets/only{number % 3}.csv", "viz/timeline.html"]
    listed = [{"name": Path(name).stem + "_parquet" * name.endswith("t"), "path": name} for name in names[:3]]
    return {
        **dict.fromkeys(names, f"package {number}\n"),
        "datapackage.json": json.dumps({"resources": listed, "n": number}),
    }


def write(number: int):
    """What writes package `number` into a stage."""

    def run(stage: Path) -> None:
        for name, text in files(number).items():
            (stage / name).parent.mkdir(exist_ok=True)
            (stage / name).write_text(text)

    return run


def snapshot(directory: Path) -> dict[str, str | None]:
    """What stands in a directory, the state of the publisher apart: texts of files, None for directories."""
    return {
        path.relative_to(directory).as_posix(): path.read_text() if path.is_file() else None
        for path in sorted(directory.rglob("*"))
        if ".datelines" not in path.relative_to(directory).parts
    }


def whole(number: int) -> dict[str, str | None]:
    """What stands in a directory where package `number` is published."""
    return dict(sorted({**files(number), "datasets": None, "viz": None}.items()))


def count_calls(at_call) -> None:
    """Make every function of `CALLS` tell `at_call` its number and name before it does its work."""
    number = 0

    def counting(name, function):
        def run(*arguments, **more):
            nonlocal number
            number += 1
            at_call(number, name)
            return function(*arguments, **more)

        return run

    for name in CALLS:
        setattr(os, name, counting(name, getattr(os, name)))


def serve(directory: Path) -> None:
    """Answer the lines of standard input."""
    for line in sys.stdin:
        number, seconds = line.split()
        child = os.fork()
        if child == 0:
            publish_package(directory, write(int(number)), lambda stage: None)
            os._exit(0)
        time.sleep(float(seconds))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def main(directory: str, first: str, last: str = "", kill_at: str = "0") -> None:
    if first == "serve":
        serve(Path(directory))
        return

    def kill(number: int, name: str) -> None:
        if number == int(kill_at):
            os.kill(os.getpid(), signal.SIGKILL)

    if int(kill_at):
        count_calls(kill)
    for number in range(int(first), int(last)):
        publish_package(Path(directory), write(number), lambda stage: None, wait=60)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        time.sleep(0.005)


if __name__ == "__main__":
    main(*sys.argv[1:])
