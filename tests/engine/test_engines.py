"""The engines: the same bytes from one process, two or Dask, with workers killed, interrupted, from a cache or not."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psutil
import pyarrow as pa
import pytest
from pyarrow import parquet

from pipeline.engine import cache, local
from pipeline.engine.build import Options, build
from pipeline.engine.cache import cache_in
from pipeline.engine.sources import sources
from pipeline.errors import CorpusError, InputError, WorkerError
from tests.benchmarks import corpus_maker

Files = Callable[[Path], dict[str, bytes]]

DOCUMENTS = 40
SETTLED = 0.15
"""Seconds after which a file may be taken from the cache."""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of many partitions, however small."""
    directory = tmp_path_factory.mktemp("reports")
    corpus_maker.write_directory(directory, DOCUMENTS)
    time.sleep(SETTLED)
    return directory


@pytest.fixture(autouse=True)
def small_partitions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.engine.sources.BYTES_A_PARTITION", 10_000)


@pytest.fixture(scope="module")
def expected(reports: Path, tmp_path_factory: pytest.TempPathFactory, files_of: Files) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("expected")
    build(reports, out, Options(keep=False))
    return files_of(out)


def test_partitions_hold_every_file_once(reports: Path) -> None:
    listed = list(sources(reports))
    names = [item.name for source in listed for item in source.inputs]
    assert len(listed) > 5
    assert names == sorted(path.relative_to(reports).as_posix() for path in reports.rglob("*.md"))


def test_a_new_file_changes_one_partition(reports: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(reports, corpus, copy_function=os.link)
    before = {source.state for source in sources(corpus)}
    (corpus / "0000" / "report-0000030a.md").write_text("The pier opened in May 1931.\n", encoding="utf-8")
    after = {source.state for source in sources(corpus)}
    assert len(before & after) >= len(before) // 3


@pytest.mark.parametrize("options", [Options(), Options(jobs=2), Options(jobs=2, keep=False)], ids=str)
def test_processes_and_cache_change_no_byte(
    options: Options, reports: Path, expected: dict[str, bytes], tmp_path: Path, files_of: Files
) -> None:
    first = build(reports, tmp_path, options)
    again = build(reports, tmp_path, options)
    assert files_of(tmp_path) == expected
    assert first.kept == 0
    assert again.kept == (first.partitions if options.keep else 0)
    assert (again.documents, again.expressions, again.events) == (DOCUMENTS, first.expressions, first.events)


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has every build run its stages in processes of their own, as those of a large corpus are."""
    monkeypatch.setattr("pipeline.engine.build.LARGE_BYTES", 1)
    monkeypatch.setattr("pipeline.engine.build.APART_BYTES", 1)


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("jobs", [1, 2])
def test_stages_in_processes_of_their_own_change_no_byte(
    jobs: int, reports: Path, expected: dict[str, bytes], tmp_path: Path, files_of: Files
) -> None:
    report = build(reports, tmp_path, Options(jobs=jobs))
    assert files_of(tmp_path) == expected
    assert report.documents == DOCUMENTS
    assert {"assemble", "publish", "timeline", "validate"} <= set(report.seconds)
    assert sorted(path.name for path in (tmp_path / ".datelines").iterdir()) == [
        "cache.lock",
        "last.json",
        "lock",
        "parts",
    ]


@pytest.mark.usefixtures("apart")
def test_what_follows_little_reading_begins_no_process(
    reports: Path, expected: dict[str, bytes], tmp_path: Path, files_of: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes: list[int] = []

    def noted(calls: Sequence[Callable[[], Any]], jobs: int) -> list[Any]:
        processes.append(jobs)
        return local.run_apart(calls, jobs)

    monkeypatch.setattr("pipeline.engine.build.run_apart", noted)
    for _ in range(2):
        build(reports, tmp_path)
        assert files_of(tmp_path) == expected
    assert processes == [1, 0]


@pytest.mark.usefixtures("apart")
def test_a_fault_in_a_stage_apart_is_told_as_in_one_process(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    rows = [
        {"id": "mill", "text": f"The mill burned down in May {year}. {'It rained. ' * 900}"} for year in (1931, 1932)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with pytest.raises(CorpusError, match="found the id 'mill'"):
        build(path, tmp_path / "out")
    assert not (tmp_path / "out" / "datapackage.json").exists()


def test_stages_that_keep_dying_are_given_up() -> None:
    with pytest.raises(WorkerError, match=r"the tables: .* ended from outside 3 times"):
        local.run_apart([partial(_die, None)], 1)


def test_a_process_ends_with_the_command_that_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import sys, time, functools\n"
        "from pipeline.engine.local import run_apart\n"
        "def rest(path):\n"
        "    open(path, 'w').close()\n"
        "    time.sleep(60)\n"
        "if __name__ == '__main__': run_apart([functools.partial(rest, sys.argv[1])], 1)\n",
        encoding="utf-8",
    )
    command = subprocess.Popen([sys.executable, str(program), str(tmp_path / "begun")])
    while not (tmp_path / "begun").exists():
        assert command.poll() is None
        time.sleep(0.01)
    workers = psutil.Process(command.pid).children(recursive=True)
    command.kill()
    command.wait()
    assert workers
    _, alive = psutil.wait_procs(workers, timeout=20)
    assert alive == []


def test_one_changed_document_is_read_with_its_partition_alone(reports: Path, tmp_path: Path, files_of: Files) -> None:
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    shutil.copytree(reports, corpus)
    time.sleep(SETTLED)
    build(corpus, out)
    changed = corpus / "0000" / "report-0000030.md"
    changed.write_text(changed.read_text(encoding="utf-8") + "\nThe pier opened on 5 May 1931.\n", encoding="utf-8")
    time.sleep(SETTLED)
    report = build(corpus, out)
    assert report.partitions - report.kept == 1
    build(corpus, tmp_path / "fresh")
    assert files_of(out) == files_of(tmp_path / "fresh")
    assert b"1931-05-05" in files_of(out)["datasets/events.csv"]


def test_a_changed_rule_redoes_all(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(reports, tmp_path)
    monkeypatch.setattr(cache, "_code_version", lambda: b"another")
    report = build(reports, tmp_path)
    assert report.kept == 0
    assert len(list((tmp_path / ".datelines" / "parts").iterdir())) == report.partitions


def test_a_file_that_just_changed_is_not_kept(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # a slow machine may take longer than that from a touch to a build
    monkeypatch.setattr(cache, "_SETTLED_NANOSECONDS", 600_000_000_000)
    corpus = tmp_path / "corpus"
    shutil.copytree(reports, corpus)
    for path in corpus.rglob("*.md"):
        path.touch()
    assert build(corpus, tmp_path / "out").partitions > 0
    assert build(corpus, tmp_path / "out").kept == 0


def test_a_second_build_at_once_does_without_the_cache(
    reports: Path, expected: dict[str, bytes], tmp_path: Path, files_of: Files
) -> None:
    with cache_in(tmp_path, keep=True):
        report = build(reports, tmp_path)
        assert build(reports, tmp_path).kept == 0
    assert files_of(tmp_path) == expected
    assert report.partitions > 0
    assert not list((tmp_path / ".datelines").glob("work-*"))


def test_what_a_killed_build_left_goes_and_what_another_works_in_stays(reports: Path, tmp_path: Path) -> None:
    with cache_in(tmp_path, keep=True) as one, cache_in(tmp_path, keep=True) as other:
        (tmp_path / ".datelines" / "work-left" / "package").mkdir(parents=True)
        build(reports, tmp_path)
        assert sorted((tmp_path / ".datelines").glob("work-*")) == sorted((one.work, other.work))
    assert not list((tmp_path / ".datelines").glob("work-*"))


def test_a_directory_that_is_taken_for_left_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when a build that begins meets it between its making and its lock."""
    made = []

    def deleted_at_first(*, prefix: str, dir: Path) -> str:  # noqa: A002
        made.append(mkdtemp(prefix=prefix, dir=dir))
        if len(made) == 1:
            Path(made[0]).rmdir()
        return made[-1]

    monkeypatch.setattr(cache, "mkdtemp", deleted_at_first)
    with cache_in(tmp_path, keep=True) as opened:
        assert opened.work == Path(made[1])
        assert opened.work.is_dir()


def test_a_fault_in_a_worker_is_told_as_in_one_process(reports: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(reports, corpus)
    (corpus / "0000" / "bad.md").write_bytes(b"Opened in \xff1932.")
    messages = []
    for jobs in (1, 2):
        with pytest.raises(CorpusError) as caught:
            build(corpus, tmp_path / "out", Options(jobs=jobs))
        messages.append(str(caught.value))
    assert "bad.md, byte 10" in messages[0]
    assert messages[0] == messages[1]


@pytest.fixture
def killer() -> Iterator[Callable[[Path], None]]:
    """Kills a process under this one that reads documents for a package, when a first part is there."""
    stop = threading.Event()
    threads: list[threading.Thread] = []
    killed: list[int] = []

    def run(out: Path) -> None:
        while not stop.is_set():
            if _parts(out):
                workers = [each for each in psutil.Process().children(recursive=True) if _reads(each)]
                if workers:
                    workers[0].send_signal(signal.SIGKILL)
                    killed.append(workers[0].pid)
                    return
            time.sleep(0.005)

    def start(out: Path) -> None:
        threads.append(threading.Thread(target=run, args=(out,)))
        threads[-1].start()

    yield start
    stop.set()
    for thread in threads:
        thread.join()
    assert killed


def _reads(child: psutil.Process) -> bool:
    try:
        return "spawn_main" in " ".join(child.cmdline())
    except psutil.Error:
        return False


def test_a_killed_worker_costs_nothing_but_time(
    reports: Path, expected: dict[str, bytes], tmp_path: Path, files_of: Files, killer: Callable[[Path], None]
) -> None:
    killer(tmp_path)
    report = build(reports, tmp_path, Options(jobs=2))
    assert files_of(tmp_path) == expected
    assert report.documents == DOCUMENTS


def test_workers_that_keep_dying_are_given_up(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.engine.partition.run_partition", _die)
    with pytest.raises(WorkerError, match=r"ended from outside 3 times; expected enough memory for 2 processes"):
        build(reports, tmp_path, Options(jobs=2))
    assert not (tmp_path / "datapackage.json").exists()


def _die(task: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "SIGKILL"])
def test_an_interrupted_build_is_taken_up(
    how: signal.Signals, reports: Path, expected: dict[str, bytes], tmp_path: Path, files_of: Files
) -> None:
    script = (
        # a command that a shell runs in the background ignores Ctrl-C, and so do all that it starts
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import sys, time, pipeline.engine.partition as p, pipeline.engine.sources as s; s.BYTES_A_PARTITION = 10_000\n"
        "settle, p._settle = p._settle, lambda *paths: (settle(*paths), time.sleep(0.5))\n"  # time to be interrupted in
        "from pipeline.cli import main\n"
        "if __name__ == '__main__': sys.exit(main(['build', sys.argv[1], '--out', sys.argv[2], '--jobs', '2']))\n"
    )
    program = tmp_path / "program.py"
    program.write_text(script, encoding="utf-8")
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, str(program), str(reports), str(out)], stderr=subprocess.PIPE, start_new_session=True
    )
    while process.poll() is None and len(_parts(out)) < 2:
        time.sleep(0.01)
    os.killpg(process.pid, how)
    _, errors = process.communicate()
    assert len(_parts(out)) >= 2
    assert not (out / "datapackage.json").exists()
    if how == signal.SIGINT:
        assert errors.decode() == "datelines: interrupted; nothing published was changed\n"
    report = build(reports, out)
    assert report.kept >= 2
    assert files_of(out) == expected
    assert sorted(path.name for path in (out / ".datelines").iterdir()) == ["cache.lock", "last.json", "lock", "parts"]


def _parts(out: Path) -> list[Path]:
    """The parts that are whole: what is still written has a name with a dot."""
    return [path.parent for path in (out / ".datelines" / "parts").glob("*/report.json") if "." not in path.parent.name]


def test_the_report_tells_what_was_read_and_spent(reports: Path, tmp_path: Path) -> None:
    told = build(reports, tmp_path).as_json()
    assert json.loads(json.dumps(told))["documents"] == DOCUMENTS
    assert told["bytes"] == sum(path.stat().st_size for path in reports.rglob("*.md"))
    assert {"read", "extract", "write", "assemble", "publish", "timeline", "validate"} <= set(told["seconds"])


def _write_parquet(path: Path, count: int) -> None:
    rows = pa.Table.from_pylist(list(corpus_maker.reports(count)))
    parquet.write_table(rows, path, row_group_size=7)


@pytest.mark.parametrize("name", ["reports.jsonl", "reports.jsonl.gz", "reports.parquet"])
def test_files_of_rows_are_cut_and_read_once(name: str, tmp_path: Path, files_of: Files) -> None:
    path = tmp_path / name
    if name.endswith(".parquet"):
        _write_parquet(path, DOCUMENTS)
    else:
        corpus_maker.write_jsonl(path, DOCUMENTS)
    report = build(path, tmp_path / "out", Options(keep=False))
    assert report.documents == DOCUMENTS
    assert report.partitions == 1 if name.endswith(".gz") else report.partitions > 3
    told = (tmp_path / "out" / "datasets" / "documents.csv").read_text(encoding="utf-8")
    assert [line.split(",")[0] for line in told.splitlines()[1:]] == [
        f"report-{number:07d}" for number in range(DOCUMENTS)
    ]


def test_a_changed_line_is_read_with_its_slice_alone(tmp_path: Path, files_of: Files) -> None:
    path, out = tmp_path / "reports.jsonl", tmp_path / "out"
    corpus_maker.write_jsonl(path, DOCUMENTS)
    first = build(path, out)
    assert build(path, out).kept == first.partitions
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[20] = lines[20].replace('"text": "', '"text": "The pier opened on 5 May 1931. ')
    path.write_text("".join(lines), encoding="utf-8")
    report = build(path, out)
    assert first.partitions // 2 <= report.kept < first.partitions
    build(path, tmp_path / "fresh", Options(keep=False))
    assert files_of(out) == files_of(tmp_path / "fresh")
    assert b"1931-05-05" in files_of(out)["datasets/events.csv"]


@pytest.mark.extras
def test_dask_gives_the_bytes_of_the_local_engine(
    reports: Path, expected: dict[str, bytes], tmp_path: Path, files_of: Files
) -> None:
    report = build(reports, tmp_path, Options(engine="dask", jobs=2))
    assert files_of(tmp_path) == expected
    assert report.documents == DOCUMENTS


@pytest.mark.extras
def test_a_killed_worker_of_dask_costs_nothing_but_time(
    reports: Path, expected: dict[str, bytes], tmp_path: Path, files_of: Files, killer: Callable[[Path], None]
) -> None:
    killer(tmp_path)
    build(reports, tmp_path, Options(engine="dask", jobs=2))
    assert files_of(tmp_path) == expected


@pytest.mark.extras
def test_a_scheduler_that_does_not_answer_is_named(reports: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"--dask-address: found no scheduler at tcp://127\.0\.0\.1:9 "):
        build(reports, tmp_path, Options(engine="dask", address="tcp://127.0.0.1:9"))
