"""The rows of a part say of a lone mention what the published tables say of its event."""

import gc
import hashlib
import json
import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.engine.extraction import extract_corpus
from pipeline.engine.partition import Task, is_whole, run_partition
from pipeline.engine.parts import COUNTED, part_cells, schemas
from pipeline.engine.sources import sources
from pipeline.events.alike import key_of, partition_of
from pipeline.events.resolve import actors_of, event_of
from pipeline.publish.rows import event_row, mention_cells, mention_id
from tests.benchmarks.corpus_maker import write_jsonl

OWN = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def told():
    return [(each.document, mention) for each in extract_corpus(OWN) for mention in each.mentions]


def test_a_row_holds_what_is_published_of_the_event_of_its_mention(told):
    compared = 0
    for document, mention in told:
        if mention.value.edtf is None:
            continue
        cells = part_cells(mention, mention_cells(mention, None, document))
        row = dict(zip(schemas()["mentions"].names, cells, strict=True))
        alone = event_of([mention])
        expected = {name: cell for name, cell in event_row(alone, 1).items() if name not in COUNTED}
        assert {name: row[name] or None for name in expected} == {name: cell or None for name, cell in expected.items()}
        assert row["block"] == "{}|{}".format(*partition_of(key_of(mention)))
        assert actors_of([mention]) == alone.actors == event_of([mention, mention]).actors
        compared += 1
    assert compared > 30


def test_the_id_of_a_mention_holds_a_digest_of_json(told):
    for _, mention in told[:20]:
        odd = replace(mention, label='Mở “cầu”\t"\\\x01', place=None, reference=None)
        facts = (odd.type, odd.head, odd.value.edtf or odd.value.timex3, odd.derivation, odd.rule, odd.label, None)
        written = json.dumps(facts, separators=(",", ":")).encode()
        assert mention_id(odd).rpartition("-")[2] == hashlib.sha256(written).hexdigest()[:8]


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_is_collected_after_a_partition_as_it_was_before(enabled, tmp_path):
    write_jsonl(tmp_path / "c.jsonl", 3)
    [source] = sources(tmp_path / "c.jsonl")
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        run_partition(Task(source=source, part=tmp_path / "part"))
        assert gc.isenabled() == enabled
    finally:
        (gc.enable if before else gc.disable)()


@pytest.fixture
def part(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("The ferry at Elmford sank on 3 June 1954.\n", encoding="utf-8")
    (source,) = sources(tmp_path / "corpus")
    run_partition(Task(source=source, part=tmp_path / "part"))
    return tmp_path / "part"


def flipped(path):
    time.sleep(0.05)  # longer than a tick of the clock that files are stamped by
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def test_a_part_that_stayed_as_it_was_is_not_read_again(part, monkeypatch):
    monkeypatch.setattr("pipeline.engine.partition.file_hash", lambda path: pytest.fail(f"{path} was read"))
    assert is_whole(part)


def test_a_part_that_was_copied_is_read_again(part, tmp_path):
    copy = shutil.copytree(part, tmp_path / "copy")
    assert is_whole(copy)
    flipped(copy / "mentions.arrow")
    assert not is_whole(copy)


def test_a_part_that_was_changed_is_found_whatever_time_was_set(part):
    path = part / "mentions.arrow"
    before = path.stat()
    flipped(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert not is_whole(part)
