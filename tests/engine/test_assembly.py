"""Tables assembled from parts are those of all mentions resolved in memory, however the corpus is cut."""

import csv
import io
from pathlib import Path

import pytest

from pipeline.engine.build import Options, build
from pipeline.engine.extraction import extract_corpus
from pipeline.events import gazetteer, resolve
from pipeline.events.decide import apply_decisions
from pipeline.events.decisions import DECISIONS_FILE, read_decisions
from pipeline.publish.info import PackageInfo
from pipeline.publish.package import stage_package
from pipeline.publish.rows import build_tables, mention_id
from pipeline.publish.validate import validate
from pipeline.publish.verify import verify
from tests.benchmarks import corpus_maker

OWN = Path(__file__).parents[2] / "corpus"

# Events that several documents tell, and dates that one document gives to what another counts from.
MILLS = {
    "a.txt": "The Battle of Elm Bridge was won on 5 May 1932. The Old Mill burned down in October 1940.",
    "b.txt": "The Old Mill burned down in October 1940. Resolution 12/NQ-TW was issued by the council on 3 March 2004.",
    "c.txt": "The town celebrated the 50th anniversary of the victory of Elm Bridge. The Battle of Elm Bridge was won "
    "in May 1932.",
    "d.txt": "The council reviewed 10 years of implementing Resolution 12/NQ-TW. By 2030 the town wants a new mill.",
    "e.txt": "Since 2030 is far away, the town wants a new mill by 2030. The school opened on 1 September 1931.",
}


def write(directory: Path, files: dict[str, str]) -> Path:
    directory.mkdir()
    for name, text in files.items():
        (directory / name).write_text(text, encoding="utf-8")
    return directory


def in_memory(corpus: Path, out: Path) -> dict[str, bytes]:
    """The files of the tables as one pass over all documents makes them."""
    extracted = list(extract_corpus(corpus))
    resolved = resolve(mention for each in extracted for mention in each.mentions)
    events = apply_decisions(resolved, read_decisions(corpus / DECISIONS_FILE), mention_id).events
    tables = build_tables((each.document for each in extracted), events, gazetteer().values())
    stage_package(tables, PackageInfo(), out)
    return datasets(out)


def datasets(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((directory / "datasets").iterdir())}


@pytest.mark.parametrize("limit", [1, 2_000, 1 << 20], ids=lambda limit: f"{limit} bytes a partition")
@pytest.mark.parametrize("name", ["own", "mills", "reports"])
def test_parts_give_the_tables_of_one_pass(
    name: str, limit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = OWN if name == "own" else write(tmp_path / "corpus", MILLS if name == "mills" else {})
    if name == "reports":
        corpus_maker.write_directory(corpus, 25)
    expected = in_memory(corpus, tmp_path / "expected")
    monkeypatch.setattr("pipeline.engine.sources.BYTES_A_PARTITION", limit)
    monkeypatch.setattr("pipeline.engine.sorting.Budget.__init__.__defaults__", (limit,))
    build(corpus, tmp_path / "out", Options(keep=False))
    assert datasets(tmp_path / "out") == expected


def test_what_waits_for_a_date_is_dated_across_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.engine.sources.BYTES_A_PARTITION", 1)
    build(write(tmp_path / "corpus", MILLS), tmp_path / "out")
    told = datasets(tmp_path / "out")["derivations.csv"].decode()
    assert told.count("\n") >= 2


@pytest.mark.parametrize("action", ["reject", "merge", "edit", "confirm", "split"])
def test_decisions_hold_in_parts_as_in_one_pass(action: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.engine.sources.BYTES_A_PARTITION", 1)
    corpus = write(tmp_path / "corpus", MILLS)
    events = resolve(mention for each in extract_corpus(corpus) for mention in each.mentions)
    shared = next(event for event in events if len(event.mentions) > 1)
    alone = next(event for event in events if len(event.mentions) == 1)
    row = {
        "reject": f"reject,{shared.id},,,",
        "merge": f"merge,{shared.id},{alone.id},,",
        "edit": f"edit,{shared.id},,date_edtf,1933",
        "confirm": f"confirm,{alone.id},,,",
        "split": f"split,{shared.id},{mention_id(shared.mentions[0])},,",
    }[action]
    (corpus / DECISIONS_FILE).write_text(
        f"action,event_id,other,field,value,reason,date,by\n{row},seen,2026-03-09,Ada\n", encoding="utf-8"
    )
    expected = in_memory(corpus, tmp_path / "expected")
    build(corpus, tmp_path / "out")
    assert datasets(tmp_path / "out") == expected
    assert b"true" in expected["events.csv"] or action == "reject"


def test_an_edited_date_that_another_part_states_is_of_one_event(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.engine.sources.BYTES_A_PARTITION", 1)
    sieges = {f"{year}.txt": f"The Siege of Komorn in {year} was long." for year in (1849, 1850)}
    corpus = write(tmp_path / "corpus", sieges)
    siege, _ = resolve(told for each in extract_corpus(corpus) for told in each.mentions)
    (corpus / DECISIONS_FILE).write_text(
        f"action,event_id,other,field,value,reason,date,by\nedit,{siege.id},,date_edtf,1850,seen,2026-03-09,Ada\n",
        encoding="utf-8",
    )
    expected = in_memory(corpus, tmp_path / "expected")
    build(corpus, tmp_path / "out")
    assert datasets(tmp_path / "out") == expected
    (row,) = csv.DictReader(io.StringIO(expected["events.csv"].decode()))
    assert (row["event_id"], row["date_edtf"], row["derivation"]) == (siege.id, "1850", "stated")
    assert (row["n_mentions"], row["n_documents"]) == ("2", "2")
    assert validate(tmp_path / "out") == []
    assert verify(tmp_path / "out", corpus) == []


@pytest.mark.parametrize("action", ["edit", "reject", "confirm"])
def test_a_decision_holds_when_a_document_gives_its_event_another_id(
    action: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.engine.sources.BYTES_A_PARTITION", 1)
    corpus = write(tmp_path / "corpus", MILLS)
    before = {event.id: event for event in resolve(told for each in extract_corpus(corpus) for told in each.mentions)}
    (corpus / "f.txt").write_text("The Old Mill burned down on 9 October 1940.\n", encoding="utf-8")
    after = resolve(told for each in extract_corpus(corpus) for told in each.mentions)
    (lost,) = [name for name, event in before.items() if "1940" in name and name not in {each.id for each in after}]
    cells = "label,Mill fire" if action == "edit" else ","
    (corpus / DECISIONS_FILE).write_text(
        f"action,event_id,other,field,value,reason,date,by\n{action},{lost},,{cells},seen,2026-03-09,Ada\n",
        encoding="utf-8",
    )
    expected = in_memory(corpus, tmp_path / "expected")
    report = build(corpus, tmp_path / "out")
    assert datasets(tmp_path / "out") == expected
    assert report.stale == ()
    assert (lost.encode() in expected["events.csv"]) is (action != "reject")
    assert b"-mill-burn-" not in expected["events.csv"].replace(lost.encode(), b"")
