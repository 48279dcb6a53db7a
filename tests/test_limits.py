"""Every limit: an input beyond it is refused in one line, and read when the limit is raised; in child processes too."""

import fcntl
import io
import os
import re
import stat
import sys
import threading
import time
import zlib

import pytest

from pipeline import build, limits
from pipeline.cli import main
from pipeline.engine.build import Options
from pipeline.engine.build import build as build_with
from pipeline.engine.partition import Task, run_partition
from pipeline.engine.sources import sources
from pipeline.errors import InputError

OK = "The mill opened on 5 May 1932."
PAGE = f"<html><body><article><p>{OK} It ground corn for the valley.</p></article></body></html>"


def front_matter(*lines: str) -> bytes:
    return "\n".join(("---", *lines, "---", OK)).encode()


def pdf(lines: int = 1, pages: int = 1, strokes: int = 0) -> bytes:
    """A PDF by hand: the first page shows some lines of text and has so many strokes that aren't seen."""
    shown = b"".join(b"BT /F 9 Tf 72 %d Td (%s) Tj ET\n" % (700 - 12 * number, OK.encode()) for number in range(lines))
    packed = zlib.compress(shown + b"0 0 m 1 1 l n\n" * strokes)
    kids = b" ".join(b"%d 0 R" % (10 + i) for i in range(pages))
    sheet = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>%s>>"
    objects = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj" % (pages, kids),
        b"3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
        b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj" % (len(packed), packed),
        *(b"%d 0 obj%sendobj" % (10 + i, sheet % (b"" if i else b"/Contents 4 0 R")) for i in range(pages)),
    ]
    return b"%PDF-1.4\n" + b"\n".join(objects) + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def docx() -> bytes:
    import docx

    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(OK)
    document.save(file)
    return file.getvalue()


UNCLOSED = "front matter that isn't closed; expected a line of three hyphens after it"
EXTRA = pytest.mark.extras
TABLE = [
    # limit, what is set at first ("" for nothing), the file, its content, what is told of it, what is set then
    ("FILE_BYTES", "29", "a.txt", OK.encode(), "a.txt: found 30 bytes; expected at most 29 bytes", "30"),
    (
        *("HTML_BYTES", "", "a.html", PAGE.ljust(10_000_001).encode()),
        *("a.html: found 10,000,001 bytes; expected at most 10,000,000 bytes", "10000001"),
    ),
    (
        *("ROW_BYTES", "80", "a.jsonl", b'{"text": "%s"}' % OK.encode().ljust(69)),
        *("a.jsonl, line 1: found more than 80 bytes; expected at most 80 bytes", "81"),
    ),
    (
        *("FRONT_MATTER_CHARACTERS", "", "a.md", front_matter("title: A mill", "colour: " + "x" * 100_000)),
        f"a.md, line 1: found {UNCLOSED}, at most 100,000 characters",
        "200000",
    ),
    (
        *("FRONT_MATTER_LEVELS", "", "a.md", front_matter("title: A mill", f"colour: {'[' * 21}{']' * 21}")),
        *("a.md, line 3: found front matter nested over 20 levels; expected at most 20 levels", "22"),
    ),
    (
        *("FIELD_CHARACTERS", "", "a.md", front_matter(f"title: {'x' * 10_001}")),
        *("a.md, line 2: found 10,001 characters for 'title'; expected at most 10,000 characters", "10001"),
    ),
    (
        *("ID_CHARACTERS", "", "a.md", front_matter(f"id: {'x' * 201}")),
        *("a.md, line 2: found an id of 201 characters; expected at most 200 characters", "201"),
    ),
    ("PDF_PAGES", "", "a.pdf", pdf(pages=5_001), "a.pdf: found 5,001 pages; expected at most 5,000 pages", "5001"),
    (
        *("PDF_LINES", "2", "a.pdf", pdf(lines=3)),
        *("a.pdf: found more text than is read (by page 1 of 1); expected at most 2 lines", "3"),
    ),
    (
        *("PDF_MEMORY_BYTES", "10000000", "a.pdf", pdf()),
        *("a.pdf: found a PDF that can't be read within 10 MB of memory; expected a whole, simpler PDF", "600000000"),
    ),
    (
        *("PDF_SECONDS", "1", "a.pdf", lambda: pdf(strokes=12_000_000)),
        *("a.pdf: found a PDF that takes over 1 seconds to read; expected a simpler PDF", "120"),
    ),
    (
        *("EXTRACTED_CHARACTERS", "89", "a.pdf", pdf(lines=3)),
        *("a.pdf: found more text than is read (by page 1 of 1); expected at most 89 characters", "90"),
    ),
    (
        *("EXTRACTED_CHARACTERS", "29", "a.docx", docx),
        *("a.docx: found more text than is read; expected at most 29 characters", "30"),
    ),
    (
        *("DOCX_FILES", "5", "a.docx", docx),
        *("a.docx: found an archive of … files; expected at most 5 files", "50"),
    ),
    (
        *("DOCX_XML_BYTES", "5000", "a.docx", docx),
        *("a.docx: found … bytes of XML when unpacked; expected at most 5,000 bytes", "5000000"),
    ),
]


@pytest.fixture(autouse=True)
def _input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))


def told(error: str, expected: str) -> bool:
    """Whether an error, its line end and path apart, is the expected one; `…` stands for a number."""
    pattern = re.escape(expected).replace("…", "[0-9,]+")
    return re.fullmatch(pattern, error) is not None


@pytest.mark.parametrize(
    ("name", "first", "file", "content", "expected", "raised"),
    [
        pytest.param(*row, id=f"{row[0]}-{row[2]}", marks=[EXTRA] if row[2].endswith(("pdf", "docx")) else [])
        for row in TABLE
    ],
)
def test_what_is_beyond_a_limit(tmp_path, monkeypatch, capsys, name, first, file, content, expected, raised):
    limit = getattr(limits, name)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / file).write_bytes(content() if callable(content) else content)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(limit.variable, first)
    assert main(["build", "--out", "out"]) == 2
    error = capsys.readouterr().err
    assert told(error, f"datelines: corpus/{expected} (set {limit.variable} to raise it)\n"), error
    assert not (tmp_path / "out" / "datapackage.json").exists()
    monkeypatch.setenv(limit.variable, raised)
    assert main(["build", "--out", "out"]) == 0
    assert "1932-05-05" in (tmp_path / "out" / "datasets" / "events.csv").read_text()


def test_a_large_descriptor_is_a_finding(published, monkeypatch, capsys):
    size = (published / "datapackage.json").stat().st_size
    monkeypatch.setenv("DATELINES_DESCRIPTOR_BYTES", str(size - 1))
    assert main(["validate", str(published)]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert f"{size:,} bytes" in shown
    assert "DATELINES_DESCRIPTOR_BYTES" in shown
    monkeypatch.setenv("DATELINES_DESCRIPTOR_BYTES", str(size))
    assert main(["validate", str(published)]) == 0


def test_the_wait_for_a_lock(corpus, published, monkeypatch, capsys):
    lock = os.open(published / ".datelines" / "lock", os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    words = ["build", str(corpus), "--out", str(published)]
    monkeypatch.setenv("DATELINES_LOCK_SECONDS", "1")
    assert main(words) == 1
    assert capsys.readouterr().err.endswith(
        "found it locked for 1 s; expected another build to end (set DATELINES_LOCK_SECONDS to raise it)\n"
    )
    monkeypatch.setenv("DATELINES_LOCK_SECONDS", "300")
    release = threading.Timer(1.5, os.close, [lock])
    release.start()
    assert main(words) == 0
    release.join()


def test_a_browser_that_takes_long(published, tmp_path, monkeypatch, capsys):
    browser = tmp_path / "browser"
    browser.write_text('#!/bin/sh\nsleep "$(cat "$0.seconds")"\necho \'<pre id="picture">PHN2Zy8+</pre>\'\n')
    browser.chmod(stat.S_IRWXU)
    monkeypatch.setenv("CHROMIUM", str(browser))
    monkeypatch.setenv("DATELINES_PICTURE_SECONDS", "1")
    (tmp_path / "browser.seconds").write_text("1.5")
    words = ["timeline", str(published), "--out", str(tmp_path / "picture.svg")]
    assert main(words) == 2
    assert capsys.readouterr().err == (
        f"datelines: {browser}: found no picture after 1 seconds; "
        "expected fewer events (set DATELINES_PICTURE_SECONDS to raise it)\n"
    )
    monkeypatch.setenv("DATELINES_PICTURE_SECONDS", "300")
    assert main(words) == 0
    assert (tmp_path / "picture.svg").read_text() == "<svg/>"


def test_every_limit_is_tried():
    tried = {row[0] for row in TABLE} | {"DESCRIPTOR_BYTES", "LOCK_SECONDS", "PICTURE_SECONDS"}
    assert tried == {limit.name for limit in limits.LIMITS}
    assert tried == {name for name, value in vars(limits).items() if isinstance(value, limits.Limit)}
    assert all(limit.name.endswith(f"_{limit.unit.upper()}") for limit in limits.LIMITS)


@pytest.mark.parametrize("value", ["many", "-1", "0", "1.5", "1e9", " 7", "٧", "9" * 400, "1000000000000001"])
def test_a_variable_without_a_number(value, monkeypatch, capsys):
    monkeypatch.setenv("DATELINES_PDF_PAGES", value)
    assert main(["tag", "May 1932"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    found = repr(value) if len(value) < 60 else f"'{'9' * 60}'…"
    assert shown.err == (
        f"datelines: DATELINES_PDF_PAGES: found {found}; expected a whole number of pages from 1 to "
        "1,000,000,000,000,000\n"
    )


def test_depth_is_not_raised_to_where_the_stack_ends(monkeypatch):
    monkeypatch.setenv("DATELINES_FRONT_MATTER_LEVELS", "1001")
    with pytest.raises(InputError, match=r"from 1 to 1,000\Z"):
        limits.FRONT_MATTER_LEVELS.value()
    monkeypatch.setenv("DATELINES_FRONT_MATTER_LEVELS", "1000")
    text = front_matter(f"colour: {'[' * 999}{']' * 999}").decode()
    from pipeline.ingest.frontmatter import read_front_matter

    assert text[read_front_matter(text, "a.md")[1] :] == OK


def test_an_empty_variable_is_none(monkeypatch):
    monkeypatch.setenv("DATELINES_PDF_PAGES", "")
    assert limits.PDF_PAGES.value() == limits.PDF_PAGES.default
    assert limits.stated() == {}


# --- in other processes ----------------------------------------------------------------------------------------------

LIMITED = {"DATELINES_FILE_BYTES": "100"}
TOLD = "b.txt: found 130 bytes; expected at most 100 bytes (set DATELINES_FILE_BYTES to raise it)"


@pytest.fixture
def two(tmp_path, monkeypatch):
    """A corpus of two partitions, whose second file has 130 bytes."""
    monkeypatch.setattr("pipeline.engine.sources.BYTES_A_PARTITION", 10)
    directory = tmp_path / "two"
    directory.mkdir()
    (directory / "a.txt").write_text(OK)
    (directory / "b.txt").write_text(OK.ljust(130, "."))
    assert len(list(sources(directory))) == 2
    return directory


def test_a_partition_takes_over_the_limits_of_its_build(two, tmp_path, monkeypatch):
    _, source = sources(two)
    with pytest.raises(InputError, match=re.escape(TOLD)):
        run_partition(Task(source=source, part=tmp_path / "one", limits=LIMITED))
    monkeypatch.setenv("DATELINES_FILE_BYTES", "100")
    assert run_partition(Task(source=source, part=tmp_path / "other", limits={})).documents == 1
    assert limits.FILE_BYTES.value() == 100


def test_limits_hold_in_processes_of_jobs(two, tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINES_FILE_BYTES", "100")
    with pytest.raises(InputError, match=re.escape(TOLD)):
        build_with(two, tmp_path / "out", Options(jobs=2))
    monkeypatch.setenv("DATELINES_FILE_BYTES", "130")
    assert build_with(two, tmp_path / "out", Options(jobs=2)).documents == 2


@pytest.mark.extras
def test_limits_hold_in_workers_of_dask(two, tmp_path, monkeypatch):
    """In workers that were started where no limit was set."""
    import distributed

    monkeypatch.delenv("DATELINES_FILE_BYTES", raising=False)
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        options = Options(engine="dask", address=cluster.scheduler_address)
        monkeypatch.setenv("DATELINES_FILE_BYTES", "100")
        with pytest.raises(InputError, match=re.escape(TOLD)):
            build_with(two, tmp_path / "out", options)
        monkeypatch.setenv("DATELINES_FILE_BYTES", "130")
        assert build_with(two, tmp_path / "out", options).documents == 2


def test_what_was_read_under_another_limit_is_read_again(two, tmp_path, monkeypatch):
    build(two, tmp_path / "out")
    time.sleep(0.15)
    build(two, tmp_path / "out")
    assert build_with(two, tmp_path / "out").kept == 2
    monkeypatch.setenv("DATELINES_FILE_BYTES", "100")
    with pytest.raises(InputError, match=re.escape(TOLD)):
        build(two, tmp_path / "out")
    monkeypatch.setenv("DATELINES_FILE_BYTES", "1000")
    assert build_with(two, tmp_path / "out").kept == 0
