"""How large files of rows are cut, and files that go meanwhile; Dask where it isn't, or where its workers die."""

import errno
import sys
from types import SimpleNamespace

import pyarrow as pa
import pytest
from pyarrow import parquet

import pipeline
from pipeline.engine import cluster
from pipeline.engine import sources as module
from pipeline.engine.sources import sources
from pipeline.errors import InputError, WorkerError
from pipeline.ingest.slices import row_group_bytes


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(module, "BYTES_A_PARTITION", 300)


def write(path, rows, size):
    texts = [f"The quay of row {number} was opened on 3 June 1904." * 4 for number in range(rows)]
    parquet.write_table(pa.table({"text": texts}), path, row_group_size=size, use_dictionary=False)
    return path


def test_row_groups_are_joined_until_they_fill_a_partition(tmp_path, monkeypatch):
    path = write(tmp_path / "a.parquet", 5, 1)
    monkeypatch.setattr(module, "BYTES_A_PARTITION", 3 * row_group_bytes(path)[0] // 2)
    cut = list(sources(path))
    assert [source.row_groups for source in cut] == [(0, 1), (2, 3), (4,)]
    assert len({source.state for source in cut}) == 3


def test_one_row_group_is_read_as_a_file(tmp_path):
    (source,) = sources(write(tmp_path / "a.parquet", 9, 9))
    assert (source.row_groups, source.name) == ((), "a.parquet")


def test_a_file_that_goes_before_it_is_looked_at(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("The quay was opened on 3 June 1904.")
    listed = module.list_inputs(tmp_path)
    (tmp_path / "a.txt").unlink()
    monkeypatch.setattr(module, "list_inputs", lambda corpus: listed)
    with pytest.raises(InputError, match=r"a\.txt: found a file that can't be read \(No such file or directory\)"):
        list(sources(tmp_path))


def test_a_disk_that_fails_while_a_file_is_cut(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(errno.EIO, "Input/output error")

    (tmp_path / "a.jsonl").write_text('{"text": "The quay was opened on 3 June 1904."}\n' * 20)
    monkeypatch.setattr(module, "cut_jsonl", fail)
    with pytest.raises(InputError, match=r"a\.jsonl: found a file that can't be read \(Input/output error\)"):
        list(sources(tmp_path / "a.jsonl"))


def test_documents_are_read_by_the_path_as_text(tmp_path):
    (tmp_path / "a.txt").write_text("The quay was opened on 3 June 1904.")
    assert [document.id for document in pipeline.read_corpus(str(tmp_path))] == ["a"]


def test_dask_that_is_not_installed_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r"--engine: found dask, which isn't installed; expected the extra"):
        next(cluster.run_dask([], 1, None, tmp_path))


def test_workers_of_dask_that_keep_dying_are_told():
    class KilledWorkerError(Exception):
        pass

    def fail():
        raise KilledWorkerError("part-1")

    released = []
    future = SimpleNamespace(result=fail, release=lambda: released.append(True))
    killed = SimpleNamespace(KilledWorker=KilledWorkerError)
    distributed = SimpleNamespace(KilledWorker=KilledWorkerError, scheduler=killed)
    with pytest.raises(WorkerError, match=r"workers of the cluster kept dying \(part-1\); expected enough memory"):
        cluster._result(distributed, future)
    assert released == [True]
