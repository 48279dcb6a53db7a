"""The cache of parts: damaged, linked or on a full disk, it costs time and never the package."""

import errno
import os
import re
import signal
import subprocess
import sys
import time

import psutil
import pyarrow as pa
import pytest

from pipeline import build
from pipeline.engine.build import build as engine_build
from pipeline.engine.sorting import Budget
from pipeline.errors import PublishError
from tests.benchmarks import corpus_maker
from tests.faults.settings import environment

SETTLED = 0.15


@pytest.fixture
def settled(corpus):
    """The corpus, old enough for its parts to be kept."""
    time.sleep(SETTLED)
    return corpus


@pytest.fixture
def part(settled, tmp_path):
    """The one part that a build of the corpus kept."""
    engine_build(settled, tmp_path / "out")
    (found,) = (tmp_path / "out" / ".datelines" / "parts").iterdir()
    assert engine_build(settled, tmp_path / "out").kept == 1
    return found


def truncate(path):
    path.write_bytes(path.read_bytes()[:-1])


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def link(path):
    aside = path.with_name("aside")
    path.rename(aside)
    aside.rename(path.parent.parent.parent / "aside")
    path.symlink_to(path.parent.parent.parent / "aside")


DAMAGES = {
    "truncated": truncate,
    "a flipped bit": flip,
    "emptied": lambda path: os.truncate(path, 0),
    "gone": os.unlink,
    "a link": link,
}


@pytest.mark.parametrize(
    ("damage", "name"),
    [
        *((damage, "mentions.arrow") for damage in DAMAGES),
        *(("a flipped bit", name) for name in ("documents.arrow", "participants.arrow", "report.json")),
        ("truncated", "report.json"),
    ],
)
def test_a_damaged_part_is_made_again(part, settled, files_of, damage, name):
    out = part.parent.parent.parent
    before = files_of(out)

    DAMAGES[damage](part / name)
    assert engine_build(settled, out).kept == 0
    assert files_of(out) == before
    assert engine_build(settled, out).kept == 1


def test_a_file_beside_those_of_a_part_spoils_it(part, settled):
    (part / "texts.arrow").write_bytes(b"ARROW1")
    assert engine_build(settled, part.parent.parent.parent).kept == 0


def test_a_part_that_is_a_link_is_made_again(part, settled, tmp_path):
    part.rename(tmp_path / "elsewhere")
    part.symlink_to(tmp_path / "elsewhere")
    assert engine_build(settled, tmp_path / "out").kept == 0
    assert not part.is_symlink()
    assert (tmp_path / "elsewhere" / "report.json").exists()


def test_unused_links_go_and_what_they_lead_to_stays(part, settled, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine").touch()
    (part.parent / "other").symlink_to(tmp_path / "elsewhere")
    build(settled, tmp_path / "out")
    assert [path.name for path in part.parent.iterdir()] == [part.name]
    assert (tmp_path / "elsewhere" / "mine").exists()


@pytest.mark.parametrize("name", ["parts", ""])
def test_a_cache_that_is_a_link_is_refused(settled, tmp_path, name):
    state = tmp_path / "out" / ".datelines"
    place = state / name
    place.parent.mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    place.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublishError, match=r"found a symbolic link; expected a directory"):
        build(settled, tmp_path / "out")
    assert list((tmp_path / "elsewhere").iterdir()) == []


FULL = {
    "a part": (r"\.draft/", r"\.draft: could not be written \(No space left on device\)"),
    "a run": (
        r"/work-\w+/\w+/[^/]+$",
        r"/work-\w+: found 'No space left on device'; expected a file system to publish to",
    ),
}


@pytest.mark.parametrize("case", FULL)
def test_a_disk_that_is_full_while_parts_are_written_or_sorted(published, corpus, files_of, monkeypatch, case):
    before = files_of(published)
    (corpus / "ferry.txt").write_text("The ferry at Elmford was abolished on 3 June 1954.\n", encoding="utf-8")
    full, told = FULL[case]
    opened = pa.OSFile

    def open_file(path, mode):
        if mode == "wb" and re.search(full, path):
            raise OSError(errno.ENOSPC, "Error writing bytes to file. Detail: [errno 28] No space left on device")
        return opened(path, mode)

    monkeypatch.setattr(Budget.__init__, "__defaults__", (1,))
    monkeypatch.setattr(pa, "OSFile", open_file)
    with pytest.raises(PublishError, match=told) as caught:
        build(corpus, published)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 1
    assert files_of(published) == before
    left = {path.name.partition("-")[0] for path in (published / ".datelines").iterdir()}
    assert left <= {"lock", "cache.lock", "last.json", "parts"}
    assert not list((published / ".datelines").glob("parts/*.draft"))


@pytest.mark.extras
def test_a_killed_client_of_dask_is_taken_up(tmp_path, files_of):
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    corpus_maker.write_directory(corpus, 40)
    time.sleep(SETTLED)
    program = tmp_path / "program.py"
    program.write_text(
        "import sys, pipeline.engine.sources as s; s.BYTES_A_PARTITION = 10_000\n"
        "from pipeline.cli import main\n"
        "if __name__ == '__main__': sys.exit(main(['build', *sys.argv[1:], '--engine', 'dask', '--jobs', '2']))\n",
        encoding="utf-8",
    )
    call = [sys.executable, str(program), str(corpus), "--out", str(out)]
    client = subprocess.Popen(call, env=environment(), start_new_session=True)
    parts = out / ".datelines" / "parts"
    while client.poll() is None and len(list(parts.glob("*/report.json"))) < 2:
        time.sleep(0.005)
    workers = psutil.Process(client.pid).children(recursive=True)
    client.send_signal(signal.SIGKILL)
    client.wait()
    assert workers
    psutil.wait_procs(workers, timeout=60)
    assert len(list(parts.glob("*/report.json"))) >= 2
    assert not (out / "datapackage.json").exists()
    subprocess.run([*call, "--report", str(tmp_path / "report")], env=environment(), check=True)
    fresh = [*call[:-1], str(tmp_path / "fresh"), "--no-cache"]
    subprocess.run(fresh, env=environment(), check=True)
    assert files_of(out) == files_of(tmp_path / "fresh")
    assert '"kept": 0,' not in (tmp_path / "report").read_text(encoding="utf-8")
