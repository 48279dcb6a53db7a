import hashlib
import json
from random import Random

import pyarrow as pa
import pytest
from pyarrow import parquet

from pipeline.errors import InputError
from pipeline.ingest import read_corpus
from pipeline.ingest.slices import cut_jsonl, read_jsonl_slice, read_parquet_slice

SIZE = 4_000


def some_lines(count, seed=3):
    random = Random(seed)
    words = ["dyke", "lock", "quay", "reed", "salt", "silt", "sluice", "tide"]
    return [
        json.dumps({"id": str(i), "text": " ".join(random.choices(words, k=random.randint(1, 60)))}).encode() + b"\n"
        for i in range(count)
    ]


def save(tmp_path, lines):
    path = tmp_path / "c.jsonl"
    path.write_bytes(b"".join(lines))
    return path


def test_slices_are_the_whole_file_without_gaps(tmp_path):
    lines = some_lines(2_000)
    path = save(tmp_path, [b"\xef\xbb\xbf", *lines[:50], b"\n", *lines[50:-1], lines[-1].rstrip()])
    data, found = path.read_bytes(), list(cut_jsonl(path, SIZE))
    assert [0, *(s.end for s in found)] == [*(s.start for s in found), len(data)]
    for cut in found:
        assert cut.sha256 == hashlib.sha256(data[cut.start : cut.end]).hexdigest()
        assert cut.first_line == 1 + data[: cut.start].count(b"\n")
        assert cut.start == 0 or data[cut.start - 1] == ord("\n")
    sizes = [cut.end - cut.start for cut in found]
    assert min(sizes[:-1]) >= SIZE // 2
    assert max(sizes) <= 4 * SIZE + max(map(len, lines))
    assert 0.7 < sum(sizes) / len(sizes) / SIZE < 1.4
    read = [
        d for cut in found for d in read_jsonl_slice(path, "c.jsonl", cut.start, cut.end, first_line=cut.first_line)
    ]
    assert read == list(read_corpus(path))


def test_a_change_is_seen_in_its_own_slice_alone(tmp_path):
    lines = some_lines(2_000)
    before = {cut.sha256 for cut in cut_jsonl(save(tmp_path, lines), SIZE)}
    changed = [
        len({cut.sha256 for cut in cut_jsonl(save(tmp_path, other), SIZE)} - before)
        for at in range(5, 2_000, 37)
        for other in ([*lines[:at], b'{"text": "Dug."}\n', *lines[at:]], [*lines[:at], b"{}\n", *lines[at + 1 :]])
    ]
    assert sorted(changed)[int(len(changed) * 0.85)] == 1
    assert max(changed) <= 12


@pytest.mark.parametrize("lines", [[b"{}\n"] * 3_000, [b"x" * 3_000_000 + b"\n", b"{}\n"], [b"x" * 3_000_000], []])
def test_lines_that_are_alike_or_huge_are_cut_too(tmp_path, lines):
    path = save(tmp_path, lines)
    found = list(cut_jsonl(path, SIZE))
    assert sum(cut.end - cut.start for cut in found) == path.stat().st_size
    assert all(cut.end - cut.start <= 4 * SIZE + len(lines[0]) for cut in found)


def test_every_line_is_read_once_wherever_the_file_is_cut(tmp_path):
    path = save(tmp_path, some_lines(30))
    size, whole = path.stat().st_size, [document.id for document in read_corpus(path)]
    for step in (1, 7, 100, 5_000):
        starts = range(0, size, step)
        found = [d.id for at in starts for d in read_jsonl_slice(path, "c.jsonl", at, min(at + step, size))]
        assert found == whole


def test_faults_of_a_slice_name_the_line_of_the_file(tmp_path):
    lines = some_lines(20)
    start = sum(map(len, lines[:10]))
    path = save(tmp_path, [*lines[:12], b"{\n", *lines[12:]])
    found = list(read_jsonl_slice(path, "c.jsonl", start, start + 10_000, first_line=11))
    assert [str(fault).split(": ")[0] for fault in found if isinstance(fault, InputError)] == [f"{path}, line 13"]
    assert len(found) == 11
    (fault,) = read_jsonl_slice(tmp_path / "none.jsonl", "none.jsonl", 0, 9)
    assert "can't be read" in str(fault)


def test_row_groups(tmp_path):
    path = tmp_path / "c.parquet"
    texts = [*(f"Dug in {year}." for year in range(1900, 1909)), " "]
    parquet.write_table(pa.table({"id": [str(i) for i in range(10)], "text": texts}), path, row_group_size=4)
    parts = [list(read_parquet_slice(path, "c.parquet", groups)) for groups in ([0], [2, 1])]
    assert [d.id for d in parts[0]] == ["0", "1", "2", "3"]
    assert [d.id for d in (parts[1][0], *parts[1][2:])] == ["8", "4", "5", "6", "7"]
    assert parts[1][1] is None
    (fault,) = read_parquet_slice(path, "c.parquet", [3])
    assert str(fault) == f"{path}: found 3 row groups; expected more, since row group 3 is asked for"
