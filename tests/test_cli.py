"""The command: results on standard output, one line on standard error, the right exit code."""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.cli import main

ROOT = Path(__file__).parent.parent


def run(*words: object, stdin: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *map(str, words)]
    return subprocess.run(command, input=stdin, capture_output=True, encoding="utf-8", cwd=cwd, check=False)


def lines(rows: Iterable[object]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_tag_answers_json_lines() -> None:
    text = "Điểm hẹn: the mill opened on 5 May 1932 😀."
    done = run("tag", "--lang", "en", stdin=lines([{"id": "m", "text": text, "dct": None}, {"id": 2, "text": ""}]))
    first, second = map(json.loads, done.stdout.splitlines())
    [timex] = first["timexes"]
    assert text[timex["start"] : timex["end"]] == timex["text"] == "5 May 1932"
    assert (timex["type"], timex["value"], timex["edtf"]) == ("DATE", "1932-05-05", "1932-05-05")
    assert second == {"id": 2, "timexes": []}
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("stdin", "message"),
    [
        ("no json\n", "line 1: found no JSON"),
        (lines([{"id": 1, "text": "x"}]) + "[]\n", "line 2: found no object with a text"),
        (lines([{"id": 1, "text": "x", "dct": "31 May"}]), "line 1: found dct '31 May'"),
        ("[" * 100_000 + "\n", "line 1: found no JSON"),
    ],
)
def test_tag_says_which_line_is_wrong(stdin: str, message: str) -> None:
    done = run("tag", stdin=stdin)
    assert done.returncode == 2
    assert f"datelines: standard input, {message}" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_tag_and_explain_read_a_text() -> None:
    assert "1932-05-05" in run("tag", "It opened on 5 May 1932.").stdout
    explained = run(
        "explain", "The bridge at Elmford was opened on 5 May 1932. A flood destroyed it two years later."
    ).stdout
    assert "en.day-month-year" in explained
    assert "resolved against “5 May 1932" in explained
    assert "event " in explained


def test_build_validate_verify_diff_timeline(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built = run("build", corpus, "--out", out)
    assert (built.returncode, built.stderr) == (0, "")
    assert f"package   {out / 'datapackage.json'}" in built.stdout.splitlines()
    assert run("build", corpus, "--out", out, "--check").returncode == 0
    assert run("validate", out).returncode == 0
    assert run("verify", out, "--corpus", corpus).returncode == 0
    assert run("diff", out, out).stdout == ""
    page = run("timeline", out, "--out", tmp_path / "page.html")
    assert page.returncode == 0
    assert (tmp_path / "page.html").read_bytes() == (out / "viz" / "timeline.html").read_bytes()


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_timeline_takes_a_picture_with_the_browser_that_is_named(
    kind: str, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "browser"
    browser.write_text("#!/bin/sh\necho '<pre id=\"picture\">cGljdHVyZQ==</pre>'\n", encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(browser))
    done = run("timeline", published, "--format", kind, "--out", tmp_path / f"chart.{kind}")
    assert (done.returncode, done.stderr) == (0, "")
    assert str(tmp_path / f"chart.{kind}") in done.stdout
    assert (tmp_path / f"chart.{kind}").read_bytes() == b"picture"


def test_timeline_without_a_browser_takes_no_picture(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    done = run("timeline", published, "--format", "png", "--out", tmp_path / "chart.png")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "a browser that draws the picture" in done.stderr
    assert not (tmp_path / "chart.png").exists()


def test_timeline_for_a_frame_in_vietnamese_with_a_title(published: Path, tmp_path: Path) -> None:
    done = run("timeline", published, "--embed", "--lang", "vi", "--title", "Sông", "--out", tmp_path / "frame.html")
    assert done.returncode == 0
    page = (tmp_path / "frame.html").read_text(encoding="utf-8")
    assert '<html lang="vi" data-embed="true">' in page
    assert "<title>Sông</title>" in page


def test_what_is_wrong_with_the_data_gives_exit_code_1(published: Path, corpus: Path) -> None:
    events = published / "datasets" / "events.csv"
    events.write_bytes(events.read_bytes().replace(b"1932-05-05", b"1932-05-06"))
    assert run("validate", published).returncode == 1
    assert run("build", corpus, "--out", published, "--check").returncode == 1
    bridge = corpus / "bridge.md"
    bridge.write_text(bridge.read_text(encoding="utf-8").replace("5 May 1932", "6 May 1932"), encoding="utf-8")
    assert run("verify", published, "--corpus", corpus).returncode == 1


@pytest.mark.parametrize(
    "words",
    [
        ("build", "nowhere"),
        ("validate", "nowhere"),
        ("verify", "nowhere"),
        ("diff", "nowhere", "nowhere"),
        ("timeline", "nowhere"),
        ("tag", "--dct", "soon", "In May."),
        ("build", "--jobs", "0"),
        ("fly",),
        (),
    ],
    ids=" ".join,
)
def test_a_call_that_cannot_be_used_gives_exit_code_2(words: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_every_command_is_documented() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    from pipeline.cli import _COMMANDS

    assert [name for name, *_ in _COMMANDS if f"datelines {name}" not in readme] == []


def test_a_reader_that_goes_early_is_no_fault() -> None:
    """As in `datelines tag … | head -1`."""
    command = [sys.executable, "-m", "pipeline", "tag", "--lang", "en"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.close()
        _, errors = process.communicate(lines({"id": number, "text": "May 1932"} for number in range(50)).encode())
    assert (process.returncode, errors) == (0, b"")


def test_a_verdict_holds_when_its_reader_goes_early(published: Path) -> None:
    with (published / "datasets/events.csv").open("a", encoding="utf-8") as file:
        file.write("x\n" * 50)
    command = [sys.executable, "-m", "pipeline", "validate", str(published / "datapackage.json"), "--format", "github"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        _, errors = process.communicate()
    assert (process.returncode, errors) == (1, b"")


def test_a_release_that_no_corpus_keeps_is_told(published: Path) -> None:
    told = run("release", "2026.3.0", published).stdout
    assert "no corpus keeps this release" in told
    (published / "corpus").mkdir()
    assert "no corpus" not in run("release", "2026.3.0", published).stdout


def test_an_interruption_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.engine.tagging.listing", interrupt)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    assert main(["tag", "May 1932"]) == 130
    assert capsys.readouterr() == ("", "datelines: interrupted; nothing published was changed\n")


def test_diff_prints_a_line_a_change(
    published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    shutil.copytree(published, other)
    events = other / "datasets" / "events.csv"
    header, *rows = events.read_text(encoding="utf-8").splitlines(keepends=True)
    events.write_text("".join([header, *rows[1:]]), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    assert main(["diff", str(published), str(other)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert rows[0].split(",")[0] in line
    assert main(["diff", str(published), str(published)]) == 0
    assert capsys.readouterr().out == ""
