"""Publishing is all or nothing: faults at every step, kills at every step and at random, two builders and a reader."""

import errno
import fcntl
import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import DataError, PublishError
from pipeline.publish import commit
from pipeline.publish.commit import publish_package, reading, recover

PROGRAM = Path(__file__).with_name("publisher.py")
ROOT = Path(__file__).parents[2]


def _program():
    spec = importlib.util.spec_from_file_location("publisher", PROGRAM)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


publisher = _program()
write, whole, snapshot = publisher.write, publisher.whole, publisher.snapshot


def passes(stage):
    pass


def publish(directory, number, **more):
    publish_package(directory, write(number), passes, **more)


def state(directory):
    return sorted(path.name for path in (directory / ".datelines").iterdir())


def start(*arguments):
    return subprocess.Popen(
        [sys.executable, PROGRAM, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def run(*arguments):
    with start(*arguments) as process:
        process.stdout.read()
    return process.returncode


def test_a_package_replaces_another_and_leaves_no_litter(tmp_path):
    directory = tmp_path / "deep" / "package"
    for number in (1, 2, 3):
        publish(directory, number)
        assert snapshot(directory) == whole(number)
        assert state(directory) == ["lock"]


def test_files_that_are_not_the_package_s_stay(tmp_path):
    publish(tmp_path, 1)
    (tmp_path / "datasets/mine.csv").write_text("mine")
    (tmp_path / "README.md").write_text("mine")
    publish(tmp_path, 2)
    assert snapshot(tmp_path) == dict(sorted({**whole(2), "datasets/mine.csv": "mine", "README.md": "mine"}.items()))


def test_the_check_sees_the_stage_and_its_error_leaves_what_was_published(tmp_path):
    publish(tmp_path, 1)

    def refuse(stage):
        assert snapshot(stage) == whole(2)
        raise DataError("the rows are not right")

    with pytest.raises(DataError, match="the rows are not right"):
        publish_package(tmp_path, write(2), refuse)
    assert snapshot(tmp_path) == whole(1)
    assert state(tmp_path) == ["lock"]


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt(), DataError("x")]
)
def test_an_error_while_writing_leaves_what_was_published(tmp_path, error):
    publish(tmp_path, 1)

    def fail(stage):
        write(2)(stage)
        raise error

    with pytest.raises(PublishError if isinstance(error, OSError) else type(error)):
        publish_package(tmp_path, fail, passes)
    assert snapshot(tmp_path) == whole(1)
    assert state(tmp_path) == ["lock"]


def test_a_stage_without_descriptor_is_refused(tmp_path):
    with pytest.raises(PublishError, match=r"stage/datapackage\.json: found none; expected the descriptor"):
        publish_package(tmp_path, lambda stage: (stage / "a.csv").write_text("x"), passes)
    assert snapshot(tmp_path) == {}


def link(path, target):
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(target)


@pytest.mark.parametrize(
    ("put", "message"),
    [
        (lambda d, o: link(d / "datasets", o), "datasets: found a symbolic link; expected a directory"),
        (
            lambda d, o: link(d / "datasets/events.csv", o / "x"),
            r"events\.csv: found a symbolic link; expected a regular file",
        ),
        (lambda d, o: link(d / "viz", o), "viz: found a symbolic link"),
        (lambda d, o: link(d / ".datelines", o), r"\.datelines: found a symbolic link"),
        (lambda d, o: (d / "datasets").write_text("x"), "datasets: found something else; expected a directory"),
        (lambda d, o: (d / "viz/timeline.html").mkdir(parents=True), r"timeline\.html: found something else"),
        (
            lambda d, o: (d / "datapackage.json").write_text("{}"),
            r"datapackage\.json: found a file that is not of a package",
        ),
        (
            lambda d, o: (d / "datapackage.json").write_text("{"),
            r"datapackage\.json: found a file that is not of a package",
        ),
        (
            lambda d, o: ((d / "datasets").mkdir(), (d / "datasets/events.csv").write_text("mine")),
            r"events\.csv: found a file that is not of a package published here; expected none, move it away",
        ),
    ],
)
def test_what_stands_in_the_way_is_refused_and_stays(tmp_path, put, message):
    directory, outside = tmp_path / "package", tmp_path / "outside"
    directory.mkdir()
    outside.mkdir()
    (outside / "x").write_text("mine")
    put(directory, outside)
    before = snapshot(directory)
    with pytest.raises(PublishError, match=message):
        publish(directory, 1)
    assert snapshot(directory) == before
    assert snapshot(outside) == {"x": "mine"}


def test_a_foreign_directory_is_left_as_it_was(tmp_path):
    (tmp_path / "datapackage.json").write_text("{}")
    with pytest.raises(PublishError, match="not of a package published here"):
        publish(tmp_path, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["datapackage.json"]


def test_a_staged_link_is_refused(tmp_path):
    def escape(stage):
        write(1)(stage)
        (stage / "datasets/link.csv").symlink_to("/etc/passwd")

    with pytest.raises(PublishError, match=r"link\.csv: found a file that can't be published"):
        publish_package(tmp_path, escape, passes)
    assert snapshot(tmp_path) == {}


@pytest.mark.parametrize(
    "path", ["../victim", "/victim", "a/../../victim", ".datelines/lock", "a\\b", "a\x00b", "", "datasets/.x"]
)
@pytest.mark.parametrize("part", ["install", "delete"])
def test_a_journal_that_leads_out_of_the_package_is_refused(tmp_path, path, part):
    directory = tmp_path / "package"
    publish(directory, 1)
    (tmp_path / "victim").write_text("mine")
    journal = {"install": [], "delete": []}
    journal[part] = [{"path": path, "hash": ""}] if part == "install" else [path]
    (directory / ".datelines/journal.json").write_text(json.dumps(journal))
    with pytest.raises(PublishError, match=r"journal\.json: found .*; expected paths within the package"):
        recover(directory)
    assert (tmp_path / "victim").read_text() == "mine"
    assert snapshot(directory) == whole(1)


@pytest.mark.parametrize(
    ("journal", "message"),
    [
        ("", "found no journal that can be read"),
        ("[]", "found no journal that can be read"),
        ('{"install": [{}], "delete": []}', "found no journal that can be read"),
        ('{"install": [], "delete": ["README.md"]}', "found 'README.md'"),
        (
            '{"install": [{"path": "datasets/lost.csv", "hash": "sha256:0"}], "delete": []}',
            "found neither it nor its staged copy",
        ),
    ],
)
def test_a_journal_that_can_not_be_followed_is_told_in_a_sentence(tmp_path, journal, message):
    publish(tmp_path, 1)
    (tmp_path / ".datelines/journal.json").write_text(journal)
    for command in (lambda: recover(tmp_path), lambda: publish(tmp_path, 2)):
        with pytest.raises(PublishError, match=message):
            command()
    assert snapshot(tmp_path) == whole(1)


def inject(monkeypatch, call, code, seen):
    """Let the call of that number fail."""
    for name in publisher.CALLS:
        monkeypatch.setattr(os, name, getattr(os, name))

    def fail(number, name):
        seen.append(name)
        if number == call:
            raise OSError(code, os.strerror(code))

    publisher.count_calls(fail)


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EACCES])
@pytest.mark.parametrize("old", [0, 1])
def test_a_fault_at_every_call_leaves_the_old_package_or_the_new_one(tmp_path, monkeypatch, code, old):
    outcomes = []
    for call in range(1, 200):
        directory = tmp_path / str(call)
        directory.mkdir()
        if old:
            publish(directory, old)
        before = snapshot(directory)
        seen, told = [], os.strerror(code)
        with monkeypatch.context() as patch:
            inject(patch, call, code, seen)
            try:
                publish(directory, 2)
                outcomes.append("done")
            except PublishError as error:
                told = str(error)
                outcomes.append("committed" if (directory / ".datelines/journal.json").exists() else "undone")
        assert os.strerror(code) in told
        assert "\n" not in told
        if outcomes[-1] == "undone":
            assert snapshot(directory) == before
        recover(directory)
        assert snapshot(directory) == (before if outcomes[-1] == "undone" else whole(2))
        assert not (directory / ".datelines").exists() or set(state(directory)) <= {"lock"}
        if len(seen) < call:
            break
    assert len(seen) < call
    assert {"done", "committed", "undone"} <= set(outcomes)
    assert outcomes.count("undone") > 10


@pytest.mark.slow
def test_a_kill_at_every_call_leaves_the_old_package_or_the_new_one(tmp_path):
    """The process ends at each call of mkdir, open, fsync, replace, unlink and rmdir in turn."""
    found = []
    for call in range(1, 200):
        directory = tmp_path / str(call)
        publish(directory, 1)
        returned = run(directory, 2, 3, call)
        committed = (directory / ".datelines/journal.json").exists()
        recover(directory)
        now = snapshot(directory)
        assert now in (whole(1), whole(2))
        assert not committed or now == whole(2)
        assert state(directory) == ["lock"]
        publish(directory, 3)
        assert snapshot(directory) == whole(3)
        if returned == 0:
            break
        assert returned == -signal.SIGKILL
        found.append((committed, now == whole(2)))
    assert returned == 0
    assert {(False, False), (True, True), (False, True)} == set(found)
    assert len(found) > 20


@pytest.mark.slow
def test_kills_at_random_moments_leave_a_whole_package(tmp_path):
    """40 kills of a process that publishes one package after another, with recovery after each."""
    order = random.Random(1953)
    publish(tmp_path, 0)
    number, interrupted = 0, 0
    for _ in range(40):
        with start(tmp_path, number + 1, number + 10_000) as process:
            process.stdout.readline()
            time.sleep(order.uniform(0, 0.03))
            process.kill()
        interrupted += state(tmp_path) != ["lock"]
        recover(tmp_path)
        number = json.loads((tmp_path / "datapackage.json").read_text())["n"]
        assert snapshot(tmp_path) == whole(number)
        assert state(tmp_path) == ["lock"]
    assert interrupted > 10
    assert number >= 40


@pytest.mark.slow
def test_two_builders_and_a_reader(tmp_path):
    publish(tmp_path, 0)
    seen = set()
    with start(tmp_path, 100, 120) as one, start(tmp_path, 200, 220) as other:
        while one.poll() is None or other.poll() is None:
            with reading(tmp_path):
                number = json.loads((tmp_path / "datapackage.json").read_text())["n"]
                assert snapshot(tmp_path) == whole(number)
            seen.add(number)
            time.sleep(0.002)
    assert (one.returncode, other.returncode) == (0, 0)
    assert snapshot(tmp_path) in (whole(119), whole(219))
    assert len(seen) > 2


def lock(directory, how):
    descriptor = os.open(directory / ".datelines/lock", os.O_RDONLY)
    fcntl.flock(descriptor, how)
    return descriptor


def test_a_builder_waits_for_another_and_says_so_when_it_takes_too_long(tmp_path):
    publish(tmp_path, 1)
    descriptor = lock(tmp_path, fcntl.LOCK_EX)
    try:
        began = time.monotonic()
        with pytest.raises(PublishError, match=r"lock: found it locked for 0\.2 s; expected another build to end"):
            publish(tmp_path, 2, wait=0.2)
        assert time.monotonic() - began >= 0.2
        with pytest.raises(PublishError, match="found it locked"), reading(tmp_path, wait=0):
            pass
    finally:
        os.close(descriptor)
    publish(tmp_path, 2, wait=0)
    assert snapshot(tmp_path) == whole(2)


def test_readers_share_the_package_and_keep_builders_out(tmp_path):
    publish(tmp_path, 1)
    with reading(tmp_path), reading(tmp_path):
        with pytest.raises(PublishError, match="found it locked"):
            publish(tmp_path, 2, wait=0)
        assert snapshot(tmp_path) == whole(1)


def test_recovery_leaves_the_stage_of_a_builder_at_work_alone(tmp_path):
    def look(stage):
        recover(tmp_path)
        assert snapshot(stage) == whole(2)

    publish(tmp_path, 1)
    publish_package(tmp_path, write(2), look)
    assert snapshot(tmp_path) == whole(2)


def committed(directory):
    """Leave package 2 committed but not in place, where package 1 is."""
    publish(directory, 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.publish.commit._roll_forward", lambda directory: None)
        publish(directory, 2)
    assert snapshot(directory) == whole(1)


@pytest.mark.parametrize("wait", [0, 5])
def test_a_reader_finishes_what_was_committed(tmp_path, wait):
    committed(tmp_path)
    with reading(tmp_path, wait=wait):
        assert snapshot(tmp_path) == whole(2)


def test_a_builder_finishes_what_was_committed_before_its_own_check_fails(tmp_path):
    committed(tmp_path)

    def refuse(stage):
        raise DataError("no")

    with pytest.raises(DataError):
        publish_package(tmp_path, write(3), refuse)
    assert snapshot(tmp_path) == whole(2)


def test_a_copy_needs_no_lock(tmp_path):
    for name, text in publisher.files(1).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    with reading(tmp_path):
        assert snapshot(tmp_path) == whole(1)
    recover(tmp_path)
    assert not (tmp_path / ".datelines").exists()
    publish(tmp_path, 2)
    assert snapshot(tmp_path) == whole(2)


def test_a_directory_that_can_not_be_made_is_told_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(
        PublishError, match=r"\.datelines: found 'Not a directory'; expected a file system to publish to"
    ):
        publish(tmp_path / "file", 1)


def test_a_builder_dies_between_the_steps_of_a_reader(tmp_path, monkeypatch):
    """The journal appears after the reader has looked for one, and before it has the lock."""
    publish(tmp_path, 1)
    calls = []

    def look(directory, *, wait):
        recover(directory, wait=wait)
        if not calls:
            committed(tmp_path)
        calls.append(directory)

    monkeypatch.setattr(commit, "recover", look)
    with reading(tmp_path, wait=5):
        assert snapshot(tmp_path) == whole(2)
    assert len(calls) == 2


def test_a_file_system_without_locks_is_told(tmp_path, monkeypatch):
    def refuse(descriptor, how):
        raise OSError(errno.ENOLCK, "No locks available")

    publish(tmp_path, 1)
    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(PublishError, match=r"lock: found 'No locks available'; expected a lock on a local file system"):
        publish(tmp_path, 2)
    assert snapshot(tmp_path) == whole(1)


def test_an_interruption_after_the_commit_leaves_what_the_next_command_finishes(tmp_path, monkeypatch):
    sync = commit.sync_directory

    def interrupt(path):
        sync(path)
        if (tmp_path / ".datelines/journal.json").exists():
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(commit, "sync_directory", interrupt)
        with pytest.raises(KeyboardInterrupt):
            publish(tmp_path, 1)
    assert not (tmp_path / "datapackage.json").exists()
    recover(tmp_path)
    assert snapshot(tmp_path) == whole(1)
    assert state(tmp_path) == ["lock"]


def test_directories_that_can_not_be_written_to_are_told_before_the_commit(tmp_path, monkeypatch):
    publish(tmp_path, 1)
    monkeypatch.setattr(os, "access", lambda path, how: Path(path).name != "datasets")
    with pytest.raises(PublishError, match=r"datasets: .*Permission denied"):
        publish(tmp_path, 2)
    assert snapshot(tmp_path) == whole(1)


def test_a_directory_on_another_file_system_is_told_before_the_commit(tmp_path, monkeypatch):
    publish(tmp_path, 1)
    look = Path.stat

    def stat(path, **options):
        found = look(path, **options)
        return found if path != tmp_path / "datasets" else os.stat_result((*found[:2], found.st_dev + 1, *found[3:]))

    monkeypatch.setattr(Path, "stat", stat)
    with pytest.raises(PublishError, match=r"datasets: found another file system; expected the one of "):
        publish(tmp_path, 2)
    assert snapshot(tmp_path) == whole(1)


def test_what_a_killed_builder_left_is_cleared_whatever_it_is(tmp_path):
    publish(tmp_path, 1)
    (tmp_path / ".datelines/stage").symlink_to(tmp_path / "datasets")
    (tmp_path / ".datelines/journal.draft").mkdir()
    recover(tmp_path)
    assert state(tmp_path) == ["lock"]
    assert snapshot(tmp_path) == whole(1)
