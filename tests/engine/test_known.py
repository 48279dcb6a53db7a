"""What documents gave is taken from an earlier part, which gives the files that looking at them again gives."""

import json
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.engine import partition
from pipeline.engine.build import build
from pipeline.engine.cache import Cache
from pipeline.engine.known import Known
from pipeline.engine.partition import Counts, Task, is_of, read_eventless, run_partition
from pipeline.engine.sources import sources
from pipeline.ingest import read_corpus
from tests.engine.test_assembly import MILLS
from tests.engine.test_patching import TOLD

TEXTS = {
    **TOLD,
    **MILLS,
    "none.txt": "The ferry is old.\n",
    "german.md": "---\nlanguage: de\n---\nDer Damm wurde im Mai 1931 gebaut.\n",
    "undated.txt": "The mill burned down last week. It was sold on 31 June 1950. The year 1951 was wet.\n",
    "unread.md": "---\npubdate: 1950\n---\nThe bridge at Elmford opened in May 1949.\n",
}


@pytest.fixture
def looked_at(monkeypatch):
    """The paths of the documents that are looked at."""
    paths = []
    extract = partition.extract_documents

    def extract_documents(documents, **options):
        paths.extend(each.path for each in documents)
        return extract(documents, **options)

    monkeypatch.setattr(partition, "extract_documents", extract_documents)
    return paths


def written(corpus, files):
    corpus.mkdir(exist_ok=True)
    for path in corpus.iterdir():
        path.unlink()
    for name, text in files.items():
        (corpus / name).write_text(text, encoding="utf-8")
    return corpus


def run(corpus, part, before=(), maker="this"):
    (source,) = sources(corpus)
    return run_partition(Task(source=source, part=part, before=tuple(before), maker=maker))


def content(part: Path):
    return {path.name: path.read_bytes() for path in part.iterdir() if path.name != "report.json"}


def counts(of: Counts):
    return replace(of, seconds={})


def changed(files):
    """One file changed, one gone, one new, one under another name, and one that stands elsewhere in the order."""
    others = {name: text for name, text in files.items() if name not in {"tram.txt", "hue.txt"}}
    return (
        {"a-new.txt": "A school opened in Elmford on 3 May 1902.\n"}
        | others
        | {
            "ferry.txt": files["ferry.txt"].replace("July", "June"),
            "zhue.txt": files["hue.txt"],
        }
    )


@pytest.mark.parametrize("rows_at_once", [3, 16_384])
def test_a_part_has_the_same_bytes_with_an_earlier_one(rows_at_once, tmp_path, monkeypatch, looked_at):
    monkeypatch.setattr("pipeline.engine.parts.PartWriter.ROWS_AT_ONCE", rows_at_once)
    corpus = written(tmp_path / "corpus", TEXTS)
    run(corpus, tmp_path / "before")
    written(corpus, changed(TEXTS))
    whole = run(corpus, tmp_path / "whole")
    looked_at.clear()
    found = run(corpus, tmp_path / "found", [tmp_path / "before"])
    assert sorted(looked_at) == ["a-new.txt", "ferry.txt", "zhue.txt"]
    assert content(tmp_path / "found") == content(tmp_path / "whole")
    assert counts(found) == counts(whole)
    assert whole.unreadable == {"de": 1}
    assert whole.unread
    assert whole.unplaced
    assert {"waiting.arrow", "texts.arrow"} <= content(tmp_path / "whole").keys()
    assert read_eventless(tmp_path / "found") == read_eventless(tmp_path / "whole") != []


def test_rows_of_one_file_are_known_by_what_they_say(tmp_path, looked_at):
    rows = [{"text": f"The {name} mill burned down in May 1931.", "title": name} for name in ("oak", "elm", "ash")]
    corpus = tmp_path / "rows.jsonl"

    def write(some):
        corpus.write_text("".join(json.dumps(row) + "\n" for row in some), encoding="utf-8")

    write(rows)
    run(corpus, tmp_path / "before")
    looked_at.clear()
    write([rows[2], {**rows[0], "title": "Oak"}, {**rows[1], "published": "1932"}])
    run(corpus, tmp_path / "found", [tmp_path / "before"])
    assert looked_at == ["rows.jsonl"] * 2
    run(corpus, tmp_path / "whole")
    assert content(tmp_path / "found") == content(tmp_path / "whole")


def test_a_part_in_which_ids_stand_twice_is_of_no_use(tmp_path, looked_at):
    corpus = tmp_path / "rows.jsonl"
    row = json.dumps({"id": "mill", "text": "The mill burned down in May 1931."}) + "\n"
    corpus.write_text(row * 2, encoding="utf-8")
    run(corpus, tmp_path / "before")
    looked_at.clear()
    corpus.write_text(row, encoding="utf-8")
    run(corpus, tmp_path / "found", [tmp_path / "before"])
    assert looked_at == ["rows.jsonl"]


def test_a_damaged_part_is_of_no_use(tmp_path, looked_at):
    corpus = written(tmp_path / "corpus", TEXTS)
    run(corpus, tmp_path / "before")
    os.truncate(tmp_path / "before" / "mentions.arrow", 8)
    looked_at.clear()
    run(corpus, tmp_path / "found", [tmp_path / "before"])
    assert len(looked_at) == len(TEXTS)


def settled(corpus):
    """Long enough ago for the times of files to tell of a change."""
    time.sleep(0.15)
    return corpus


@pytest.mark.usefixtures("one_judge")
def test_a_build_looks_at_changed_documents_alone(tmp_path, looked_at, monkeypatch):
    corpus, out = written(tmp_path / "corpus", TEXTS), tmp_path / "out"
    build(settled(corpus), out)
    looked_at.clear()
    (corpus / "ferry.txt").write_text(TEXTS["ferry.txt"].replace("July", "June"), encoding="utf-8")
    build(settled(corpus), out)
    assert looked_at == ["ferry.txt"]

    # other code may make other events of what is known
    looked_at.clear()
    monkeypatch.setattr("pipeline.engine.cache._code_version", lambda: b"other")
    build(corpus, out)
    assert len(looked_at) == len(TEXTS)


@pytest.mark.parametrize(("count", "found"), [(0, 0), (8, 8), (9, 0)])
def test_many_unused_parts_are_not_looked_through(count, found, tmp_path):
    for number in range(count):
        (tmp_path / "parts" / str(number)).mkdir(parents=True)
    assert len(Cache(tmp_path / "parts", tmp_path / "work").unused()) == found


def test_a_part_is_known_by_its_maker(tmp_path):
    run(written(tmp_path / "corpus", TEXTS), tmp_path / "part", maker="this")
    assert is_of(tmp_path / "part", "this")
    assert not is_of(tmp_path / "part", "that")
    (tmp_path / "part" / "report.json").write_text("damaged", encoding="utf-8")
    assert not is_of(tmp_path / "part", "this")
    assert not is_of(tmp_path / "none", "this")


def test_a_document_with_other_blocks_is_another(tmp_path):
    run(written(tmp_path / "corpus", {"a.txt": TOLD["ferry.txt"]}), tmp_path / "part")
    (document,) = read_corpus(tmp_path / "corpus")
    known = Known([tmp_path / "part"])
    assert known.rows_of(document) is not None
    heading = replace(document.blocks[0], kind="heading", level=1)
    assert known.rows_of(replace(document, blocks=(heading, *document.blocks[1:]))) is None
    assert known.rows_of(replace(document, title="Other")) is None
