"""Reviewing a corpus and building it with what was decided."""

import csv
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from pipeline import load
from pipeline.engine.build import Options, build, check
from pipeline.engine.review import review, today
from pipeline.errors import InputError, PublishError
from pipeline.events.decisions import read_decisions
from pipeline.publish.validate import validate
from pipeline.publish.verify import verify

FAIRS = {
    "a.txt": "The Elmford Harvest Fair opened in May 1931.",
    "b.txt": "The Harvest Fair opened in May 1931 with a parade.",
    "c.txt": "The Siege of Komorn Castle in 1849 was long.",
    "d.txt": "The Siege of Komorn Castle in 1850 was long.",
    "e.txt": "Ada Lind returned to Lyon on 4 May 1931.",
    "f.txt": "The return of Ada Lind in May 1931 was feted.",
    "g.txt": "It grew in 1902.",
}
DAY = "2026-03-09"
HEADER = "action,event_id,other,field,value,reason,date,by\n"


@pytest.fixture
def fairs(tmp_path: Path) -> Path:
    directory = tmp_path / "fairs"
    directory.mkdir()
    for name, text in FAIRS.items():
        (directory / name).write_text(text, encoding="utf-8")
    return directory


def sit(corpus: Path, *answers: str, day: str = DAY, by: str = "") -> tuple[str, int]:
    """What a person who types these answers is shown, and how many decisions were written."""
    waiting: Iterator[str] = iter(answers)
    shown: list[str] = []

    def ask(prompt: str) -> str:
        shown.append(prompt)
        answer = next(waiting, None)
        if answer is None:
            raise EOFError
        return answer

    count = review(corpus, tell=shown.append, ask=ask, day=day, by=by)
    return "\n".join(map(str, shown)), count


def listed(corpus: Path) -> str:
    shown: list[str] = []
    assert review(corpus, tell=shown.append, ask=None, day=DAY) == 0
    return "\n".join(shown)


def test_dates_without_an_event_are_listed_at_the_end(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text(
        "The mill burnt in 1902.\n\nSales were at their lowest since\n1987.", encoding="utf-8"
    )
    line = "a.txt, line 4: '1987' has no event: it stands alone, as a heading does"
    assert listed(corpus).splitlines()[-1] == line
    report = build(corpus, tmp_path / "out", Options(verbose=True))
    assert report.eventless == (line,)
    assert report.without_event == 1


def test_what_gives_nothing_is_counted(tmp_path: Path) -> None:
    corpus = tmp_path / "fairs.jsonl"
    texts = ["The fair was held last week.", "The fair was held on 09/11/2003.", "", "The fair was held in May 1950."]
    corpus.write_text(
        "".join(json.dumps({"id": f"f{n}", "text": text}) + "\n" for n, text in enumerate(texts)), encoding="utf-8"
    )
    report = build(corpus, tmp_path / "out", Options(verbose=True))
    assert (report.documents, report.blank, report.unplaced) == (3, 1, 1)
    why = "has no place in the calendar: nothing says when the document was published"
    assert report.eventless == (f"fairs.jsonl, document 'f0', line 1: 'last week' {why}",)
    # which number is the month isn't told, but the year is
    assert ",2003-XX-XX," in (tmp_path / "out" / "datasets" / "events.csv").read_text(encoding="utf-8")


def test_a_date_that_no_calendar_has_is_told(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("The mill burnt in 1902.\n\nThe fair was held on 31 April 1950.", encoding="utf-8")
    report = build(corpus, tmp_path / "out", Options(verbose=True))
    assert report.eventless == ("a.txt, line 3: '31 April 1950' is a date that no calendar has",)


def test_fields_under_other_names_are_told(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.md").write_text(
        "---\ndate: 2025-06-14\ntags: [mills]\n---\nThe mill burnt in 1902.\n", encoding="utf-8"
    )
    row = {"id": "b", "text": "It grew in 1902.", "date": "2025", "published": "2024", "Author": "A. Roe"}
    (corpus / "b.jsonl").write_text(json.dumps(row), encoding="utf-8")
    table = pa.table({"id": ["c"], "text": ["It grew in 1902."], "date": ["2025"], "language": ["en"], "lang": ["en"]})
    parquet.write_table(table, corpus / "c.parquet")
    assert build(corpus, tmp_path / "out").unread == {"Author": 1, "date": 2}
    told = run("build", corpus, "--out", tmp_path / "out").stdout
    assert "the field 'Author' of 1 document (b.jsonl, document 'b') is not read; expected 'authors'\n" in told
    assert "the field 'date' of 2 documents (a.md is the first) is not read; expected 'published'\n" in told


def test_a_corpus_without_words_is_refused(tmp_path: Path) -> None:
    for name, content in (("empty.jsonl", ""), ("blank.jsonl", '{"id": "a", "text": " "}\n')):
        (tmp_path / name).write_text(content, encoding="utf-8")
        with pytest.raises(InputError, match=f"{name}: found no document with words; expected at least one"):
            build(tmp_path / name, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_list_marks_the_words_of_the_dates_and_asks_nothing(fairs: Path) -> None:
    text = listed(fairs)
    assert text.startswith("3 doubts about 5 of 6 events")
    assert "c: The Siege of Komorn Castle in [[1849]] was long." in text
    assert "told alike, but dated 1849 and 1850" in text
    assert "may be one event (alike to 0.68)" in text
    assert "confidence 0.45" in text
    assert re.search(r"^1\. 1849  Siege of Komorn Castle  \(battle, ", text, re.MULTILINE)
    assert not (fairs / "decisions.csv").exists()


def test_one_doubt_is_told_in_the_singular(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "g.txt").write_text("It grew in 1902.", encoding="utf-8")
    assert listed(corpus).startswith("1 doubt about 1 of 1 event\n")


def test_a_list_has_each_event_once_with_all_its_doubts_the_most_doubtful_first(fairs: Path) -> None:
    (fairs / "h.txt").write_text("The Siege of Komorn Castle in 1851 was long.", encoding="utf-8")
    text = listed(fairs)
    assert text.startswith("4 doubts about 6 of 7 events")
    blocks = text.split("\n\n")[1:]
    assert [block.split("  ")[0] for block in blocks] == [
        "1. 1850",
        "2. 1849",
        "3. 1851",
        "4. 1931-05",
        "5. 1931-05",
        "6. 1902",
    ]
    assert re.findall(r"^   - (.*)$", blocks[0], re.MULTILINE) == [
        "told alike, but dated 1849 and 1850; see 2",
        "told alike, but dated 1850 and 1851; see 3",
    ]
    assert re.findall(r"^   - (.*)$", blocks[2], re.MULTILINE) == ["told alike, but dated 1850 and 1851; see 1"]
    ids = re.findall(r"^   ([0-9]\S+)$", text, re.MULTILINE)
    assert len(ids) == len(set(ids)) == len(blocks)
    assert len(re.findall(r"\[\[1850\]\]", text)) == 1


def test_what_is_asked_comes_in_the_order_of_the_list(fairs: Path) -> None:
    (fairs / "h.txt").write_text("The Siege of Komorn Castle in 1851 was long.", encoding="utf-8")
    shown, _ = sit(fairs, "", "", "", "")
    assert re.findall(r"^\d of 4\. (told|may|confidence)", shown, re.MULTILINE) == ["told", "told", "may", "confidence"]


def test_nothing_doubtful_is_said(fairs: Path) -> None:
    for name in "abcdfg":
        (fairs / f"{name}.txt").unlink()
    assert listed(fairs) == "nothing to look at"


def test_what_a_terminal_would_obey_is_not_shown(fairs: Path) -> None:
    (fairs / "g.txt").write_text(
        "It grew in 1902. The Siege of Komorn Castle in 1851\nwas \x1b[31mlong.", encoding="utf-8"
    )
    text = listed(fairs)
    assert "\x1b" not in text
    assert "[[1851]] was \ufffd[31mlong." in text
    assert "It grew in [[1902]]." in text


def test_a_long_sentence_is_shown_around_its_date(fairs: Path) -> None:
    (fairs / "g.txt").write_text(f"It grew in 1902 {'and grew ' * 200}.", encoding="utf-8")
    (line,) = [line for line in listed(fairs).splitlines() if "[[1902]]" in line]
    assert line.endswith("…")
    assert len(line) < 900


def test_decisions_are_written_one_by_one_and_not_asked_again(fairs: Path) -> None:
    shown, count = sit(fairs, "c", "two sieges", "merge", "A", "the same fair", "r", "says nothing", by="Ada")
    assert count == 3
    assert "3 decisions written to" in shown
    taken = read_decisions(fairs / "decisions.csv")
    assert [(each.action, each.reason, each.date, each.by) for each in taken] == [
        ("confirm", "two sieges", DAY, "Ada"),
        ("merge", "the same fair", DAY, "Ada"),
        ("reject", "says nothing", DAY, "Ada"),
    ]
    assert listed(fairs) == "nothing to look at"
    assert sorted(path.name for path in fairs.iterdir()) == sorted([*FAIRS, "decisions.csv"])


@pytest.mark.parametrize(
    ("answers", "rows"),
    [
        ((), 0),
        (("q",), 0),
        (("quit", "c", "never asked"), 0),
        (("", "skip", ""), 0),
        (("c", "two sieges", "q"), 1),
        (("c",), 0),
        (("c", "", "c", "two sieges"), 1),
        (("x", "?", "c", "two sieges"), 1),
        (("", "", "e", "label", "Growth of Elmford", "clearer"), 1),
        (("", "", "e", "", "r", "says nothing"), 1),
        (("r", "a", "a misprint"), 1),
        (("r", "1", "b", "a misprint"), 1),
        (("r", "7", "", "q"), 0),
        (("r", "7", "q", "c", "never asked"), 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_the_prompt(answers: tuple[str, ...], rows: int, fairs: Path) -> None:
    _, count = sit(fairs, *answers)
    assert count == rows
    assert len(read_decisions(fairs / "decisions.csv")) == rows


@pytest.mark.parametrize("answer", ["?", "x"])
def test_the_actions_are_explained(answer: str, fairs: Path) -> None:
    shown, count = sit(fairs, answer, "q")
    assert "merge    two events are one" in shown
    assert count == 0


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (("e", "A", "date_edtf", "soon", "why"), "found date_edtf 'soon'; expected EDTF"),
        (("e", "A", "colour"), "found the field 'colour'; expected one of label"),
        (("s",), "found a single sentence; expected an event that several tell"),
        (("", "", "m", "nowhere"), "found 'nowhere'; expected the id of an event of this corpus"),
    ],
)
def test_what_is_not_right_is_said_and_asked_again(answers: tuple[str, ...], message: str, fairs: Path) -> None:
    shown, count = sit(fairs, *answers, "c", "seen")
    assert "not written: " in shown
    assert message in shown
    assert count == 1


def test_what_contradicts_is_not_written(fairs: Path) -> None:
    sit(fairs, "e", "A", "label", "Long siege", "clearer", "q")
    before = (fairs / "decisions.csv").read_bytes()
    shown, count = sit(fairs, "r", "A", "no siege", "q")
    assert count == 0
    assert "line 2: found edit of " in shown
    assert (fairs / "decisions.csv").read_bytes() == before


def test_a_mention_is_split_off_at_the_prompt(fairs: Path) -> None:
    (fairs / "g.txt").write_text("The Siege of Komorn Castle in 1849 was costly.", encoding="utf-8")
    sit(fairs, "s", "2", "another siege", "q")
    (split,) = read_decisions(fairs / "decisions.csv")
    assert split.action == "split"
    assert split.other.startswith("g@30-")


@pytest.mark.parametrize("stays", ["A", "B"])
def test_which_of_two_stays_is_asked(stays: str, fairs: Path) -> None:
    shown, _ = sit(fairs, "m", stays, "one siege", "q")
    first, second = re.findall(r"^      ([0-9]\S+-siege-\S+)$", shown, re.MULTILINE)[:2]
    (taken,) = read_decisions(fairs / "decisions.csv")
    assert (taken.event_id, taken.other) == ((first, second) if stays == "A" else (second, first))


def test_an_event_that_was_merged_away_is_not_asked_about(fairs: Path) -> None:
    (fairs / "g.txt").write_text("The Siege of Komorn Castle in 1851 was long.", encoding="utf-8")
    shown, count = sit(fairs, "m", "A", "one siege", "q")
    assert count == 1
    assert "1850 and 1851" not in shown


def test_the_file_as_a_person_left_it_stays(fairs: Path) -> None:
    kept = "\ufeffdate,by,reason,value,field,other,event_id,action\r\n2026-01-02,Bo,old,,,,gone,confirm"
    (fairs / "decisions.csv").write_bytes(kept.encode())
    (fairs / "decisions.csv").chmod(0o600)
    sit(fairs, "c", "two sieges", "q")
    content = (fairs / "decisions.csv").read_bytes()
    assert content.startswith(kept.encode() + b"\r\n2026-03-09,,two sieges,")
    assert (fairs / "decisions.csv").stat().st_mode & 0o777 == 0o600


def test_a_file_that_cannot_be_written_is_named(fairs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.engine.review.sync_file", full)
    with pytest.raises(PublishError, match=r"decisions\.csv.*No space left"):
        sit(fairs, "c", "two sieges")
    assert sorted(path.name for path in fairs.iterdir()) == sorted(FAIRS)


@pytest.mark.parametrize("day", ["today", "2026-02-30", "9.3.2026", ""])
def test_the_day_is_a_day(day: str, fairs: Path) -> None:
    with pytest.raises(InputError, match="--date: found "):
        sit(fairs, day=day)


def test_today_is_a_day(fairs: Path) -> None:
    sit(fairs, "c", "seen", day=today())
    assert len(read_decisions(fairs / "decisions.csv")) == 1


def test_decisions_need_a_directory(fairs: Path) -> None:
    with pytest.raises(InputError, match=r"a\.txt: found a file; expected a directory"):
        sit(fairs / "a.txt")
    assert "nothing to look at" in listed(fairs / "a.txt")


# --- the build applies what was decided ------------------------------------------------------------------------------


@pytest.fixture
def reviewed(fairs: Path) -> Path:
    """The corpus after a sitting: two sieges told apart, a fair merged, a label edited, a mention split off."""
    sit(fairs, "c", "two sieges", "m", "A", "the same fair", "e", "label", "Growth of Elmford", "clearer")
    events = published(fairs)
    (home,) = [row for row in events if "Lind" in row["label"]]
    mention = next(row["mention_id"] for row in rows(fairs, "mentions") if row["document_id"] == "f")
    with (fairs / "decisions.csv").open("a", encoding="utf-8") as file:
        file.write(f"split,{home['event_id']},{mention},,,another return,{DAY},\n")
    return fairs


def rows(corpus: Path, table: str) -> list[dict[str, str]]:
    out = corpus.parent / "out"
    build(corpus, out)
    with (out / "datasets" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def published(corpus: Path) -> list[dict[str, str]]:
    return rows(corpus, "events")


def test_the_published_table_says_what_was_reviewed(reviewed: Path) -> None:
    events = published(reviewed)
    assert [row["label"] for row in events if row["reviewed"] == "true"] == [
        "Siege of Komorn Castle",
        "Siege of Komorn Castle",
        "Growth of Elmford",
        "Return of Ada Lind to Lyon",
        "Elmford Harvest Fair opened",
        "Return of Ada Lind",
    ]
    assert list(load(reviewed.parent / "out").events["reviewed"]) == [True] * 6


def test_the_package_with_decisions_is_valid_and_proved(reviewed: Path, files_of: Callable[..., object]) -> None:
    out = reviewed.parent / "out"
    first = build(reviewed, out)
    assert (first.decisions, first.stale, first.remarks) == (4, (), ())
    before = files_of(out)
    assert validate(out) == []
    assert verify(out, reviewed) == []
    assert check(reviewed, out) == []
    build(reviewed, out)
    assert files_of(out) == before


def test_the_order_of_the_rows_changes_no_byte(reviewed: Path, files_of: Callable[..., object]) -> None:
    build(reviewed, reviewed.parent / "one")
    path = reviewed / "decisions.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *reversed(lines)]) + "\n", encoding="utf-8")
    build(reviewed, reviewed.parent / "two")
    assert files_of(reviewed.parent / "one") == files_of(reviewed.parent / "two")


def test_ids_of_what_nobody_decided_on_stay(fairs: Path) -> None:
    before = {row["event_id"]: row for row in published(fairs)}
    sit(fairs, "c", "two sieges", "q")
    after = {row["event_id"]: row for row in published(fairs)}
    assert before.keys() == after.keys()
    changed = {key for key in before if before[key] != after[key]}
    assert {before[key]["label"] for key in changed} == {"Siege of Komorn Castle"}


def run(*words: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *map(str, words)]
    return subprocess.run(command, input=stdin, capture_output=True, encoding="utf-8", check=False)


def test_a_stale_decision_is_told_and_fails_nothing(reviewed: Path) -> None:
    (reviewed / "b.txt").unlink()
    out = reviewed.parent / "out"
    done = run("build", reviewed, "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert "4 decisions, 1 of them stale" in done.stdout
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("decisions.csv, ")]
    assert re.fullmatch(r"decisions.csv, line 3: there is no event '[^']+' any more; merge is not applied", line)
    assert validate(out) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("action\n", "decisions.csv, line 1: found no column"),
        (HEADER + "merge,a,b,,,x,2026-03-09,\nreject,a,,,,x,2026-03-09,\n", "line 2: found merge of 'a', which line 3"),
        (HEADER + "edit,a,,modality,sure,x,2026-03-09,\n", "line 2: found modality 'sure'"),
    ],
)
@pytest.mark.parametrize("command", ["build", "review"])
def test_decisions_that_cannot_be_used_change_nothing(command: str, content: str, message: str, fairs: Path) -> None:
    out = fairs.parent / "out"
    (fairs / "decisions.csv").write_text(content, encoding="utf-8")
    done = run(command, fairs, *(["--out", out] if command == "build" else []))
    assert done.returncode == 2
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not out.exists()


def test_on_a_pipe_the_command_only_lists(fairs: Path) -> None:
    done = run("review", fairs, stdin="c\nseen\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("3 doubts about 5 of 6 events\n\n1. 1849  Siege of Komorn Castle  (battle, ")
    assert not (fairs / "decisions.csv").exists()


def on_terminal(words: Iterable[object], typed: bytes) -> bytes:
    """What the command writes to a terminal where these bytes are typed."""
    main, other = pty.openpty()
    try:
        command = [sys.executable, "-m", "pipeline", *map(str, words)]
        with subprocess.Popen(command, stdin=other, stdout=other, stderr=other) as process:
            os.close(other)
            os.write(main, typed)
            seen = b""
            while True:
                try:
                    piece = os.read(main, 4096)
                except OSError:
                    break
                if not piece:
                    break
                seen += piece
        assert process.returncode == 0
        return seen
    finally:
        os.close(main)


def test_on_a_terminal_the_command_asks(fairs: Path) -> None:
    seen = on_terminal(("review", fairs, "--date", DAY, "--by", "Ada"), b"c\ntwo sieges\nq\n")
    assert b"1 decision written to" in seen
    (taken,) = read_decisions(fairs / "decisions.csv")
    assert (taken.action, taken.reason, taken.date, taken.by) == ("confirm", "two sieges", DAY, "Ada")
