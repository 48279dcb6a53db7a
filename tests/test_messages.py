"""What a user reads when something can't be used: every command, the one line, the exit code."""

import io
import sys

import pytest

from pipeline import build
from pipeline.cli import main
from tests.conftest import make_fifo

OK = "The mill opened on 5 May 1932."
FILES = {
    "c/a.txt": OK,
    "twice/a.md": "---\nid: x\nid: y\n---\n" + OK,
    "open/a.md": "---\nid: x\n" + OK,
    "yaml/a.md": "---\ntitle: [\n---\n" + OK,
    "quote/a.md": '---\nid: x\ntitle: "The mill\npublished: 1932-05-05\n---\n' + OK,
    "date/a.md": "---\npublished: soon\n---\n" + OK,
    "lang/a.md": "---\nlanguage: English!\n---\n" + OK,
    "utf/a.txt": b"caf\xe9 " + OK.encode(),
    "u16/a.txt": OK.encode("utf-16"),
    "blank/a.txt": "\n \n",
    "same/a/x.txt": OK,
    "same/b/x.txt": OK,
    "empty/readme.rst": "x",
    "l.jsonl": '{"text": 1}\n',
    "l2.jsonl": '{"text": "x"\n',
    "l3.jsonl": f'{{"id":"a","text":"{OK}"}}\n' * 2,
    "l.jsonl.gz": b"\x1f\x8bxx",
    "p.parquet": b"PAR1",
    "d/a.docx": b"PK",
    "pdf/a.pdf": b"%PDF-1.4",
    "info/a.txt": OK,
    "info/datapackage.yaml": "title: [\n",
    "info2/a.txt": OK,
    "info2/datapackage.yaml": "colour: red\n",
    "dec/a.txt": OK,
    "dec/decisions.csv": "action,event_id\nmerge,x\n",
    "foreign/datapackage.json": "{}",
    "file.txt": "x",
    "torn/datapackage.json": '{"name": ]',
    "short/datapackage.json": '{"name": ',
    "latin/datasets/events.csv": b"event_id,\xe9\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A directory with a corpus for each fault, and `out`, a package."""
    directory = tmp_path_factory.mktemp("messages")
    for name, content in FILES.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (directory / "link").mkdir()
    (directory / "link/a.txt").symlink_to("/etc/hosts")
    (directory / "fifo").mkdir()
    make_fifo(directory / "fifo/a.txt")
    build(directory / "c", directory / "out")
    return directory


@pytest.fixture
def here(made, monkeypatch):
    monkeypatch.chdir(made)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    return made


MESSAGES = [
    (
        "build nowhere",
        2,
        "datelines: nowhere: found nothing that can be read (No such file or directory); expected a directory or a file",
    ),
    (
        "build twice",
        2,
        "datelines: twice/a.md, line 3: found the key 'id' a second time (first on line 2); expected every key once",
    ),
    (
        "build open",
        2,
        "datelines: open/a.md, line 1: found front matter that isn't closed; expected a line of three hyphens after it",
    ),
    (
        "build yaml",
        2,
        "datelines: yaml/a.md, line 3: found YAML that can't be read (…); expected one key and its value a line, such as title: On bridges",
    ),
    (
        "build quote",
        2,
        "datelines: quote/a.md, line 3: found a quotation mark without its second; expected one key and its value a line, such as title: On bridges",
    ),
    (
        "build date",
        2,
        "datelines: date/a.md, line 2: found 'published: soon'; expected an EDTF date such as 2025-06-14, 2025-06 or 2025",
    ),
    (
        "build lang",
        2,
        "datelines: lang/a.md, line 2: found 'language: English!'; expected a language tag such as en, vi or en-GB",
    ),
    ("build utf", 2, "datelines: utf/a.txt, byte 3: found the byte 0xE9, which isn't UTF-8 here; expected UTF-8"),
    ("build u16", 2, "datelines: u16/a.txt, byte 0: found the byte order mark of UTF-16; expected UTF-8"),
    (
        "build out --out other",
        2,
        "datelines: out: found a published package; expected the documents that one is made from",
    ),
    ("build blank", 2, "datelines: blank/a.txt: found a blank document; expected text"),
    ("build same", 2, "datelines: b/x.txt: found the id 'x', which a/x.txt has too; expected ids that differ"),
    (
        "build empty",
        2,
        "datelines: empty: found no document; expected a directory with at least one of .md, .txt, .html, .pdf, .docx, .jsonl or .parquet",
    ),
    (
        "build l.jsonl",
        2,
        "datelines: l.jsonl, line 1: found a 'text' that isn't text; expected the text of the document",
    ),
    (
        "build l2.jsonl",
        2,
        "datelines: l2.jsonl, line 1: found JSON that can't be read (an end where JSON goes on); expected one JSON object a line",
    ),
    (
        "build l3.jsonl",
        2,
        "datelines: l3.jsonl, row 2: found the id 'a', which row 1 has too; expected ids that differ",
    ),
    (
        "build l.jsonl.gz",
        2,
        "datelines: l.jsonl.gz, after line 0: found compressed data that can't be read (…); expected a whole file",
    ),
    (
        "build p.parquet",
        2,
        "datelines: p.parquet, after row 0: found Parquet that can't be read (…); expected a whole Parquet file",
    ),
    (
        "build d",
        2,
        "datelines: d/a.docx: found a DOCX that can't be read (File is not a zip file); expected a DOCX as Word saves it",
    ),
    ("build pdf", 2, "datelines: pdf/a.pdf: found a PDF that is cut off (its end isn't there); expected a whole PDF"),
    (
        "build link",
        2,
        "datelines: link/a.txt: found a symbolic link; expected a file or directory of the corpus itself",
    ),
    ("build fifo", 2, "datelines: fifo/a.txt: found something that is no regular file; expected a file"),
    (
        "build info",
        2,
        "datelines: info/datapackage.yaml, line 2: found YAML that can't be read (…); expected a YAML mapping with properties such as name and title",
    ),
    (
        "build info2",
        2,
        "datelines: info2/datapackage.yaml, colour: found a property that isn't known; expected one of name, title, description, version, created, homepage, licenses, contributors, keywords",
    ),
    (
        "build dec",
        2,
        "datelines: dec/decisions.csv, line 1: found no column 'other'; expected the columns action,event_id,other,field,value,reason,date,by",
    ),
    (
        "build c --out foreign",
        1,
        "datelines: foreign/datapackage.json: found a file that is not of a package published here; expected none, move it away (with datasets/, if datapackage.json is lost) or publish to another directory",
    ),
    (
        "build c --out c/out",
        2,
        "datelines: c/out: found an output directory within the corpus c; expected one beside it, such as --out .",
    ),
    (
        "build c --jobs 0",
        2,
        "datelines build: argument --jobs: found '0'; expected a whole number from 1 to 1024; `datelines build --help` lists what is possible",
    ),
    (
        "build c --out c/a.txt",
        2,
        "datelines: c/a.txt: found an output directory within the corpus c; expected one beside it, such as --out .",
    ),
    (
        "frob",
        2,
        "datelines: argument COMMAND: invalid choice: 'frob' (choose from 'build', 'tag', 'explain', 'validate', 'verify', 'diff', 'timeline', 'review', 'release', 'export', 'site'); `datelines --help` lists what is possible",
    ),
    ("", 2, "datelines: the following arguments are required: COMMAND; `datelines --help` lists what is possible"),
    ("build --frob", 2, "datelines: unrecognized arguments: --frob; `datelines --help` lists what is possible"),
    ("tag --lang xx May", 2, "datelines: language: found 'xx'; expected 'en' or 'vi'"),
    ("tag --dct soon May", 2, "datelines: --dct: found dct 'soon'; expected null or a date such as 2025-06-14"),
    (
        "validate nowhere",
        2,
        "datelines: nowhere: found no datapackage.json; expected the directory of a published package",
    ),
    ("validate c", 2, "datelines: c: found no datapackage.json; expected the directory of a published package"),
    (
        "verify nowhere",
        2,
        "datelines: nowhere: found no datapackage.json; expected the directory of a published package",
    ),
    (
        "verify out --corpus nowhere",
        2,
        "datelines: nowhere: found nothing that can be read (No such file or directory); expected a directory or a file",
    ),
    ("verify c", 2, "datelines: c: found no datapackage.json; expected the directory of a published package"),
    (
        "diff out nowhere",
        2,
        "datelines: nowhere/datasets/events.csv: found no such file; expected the events of a published package",
    ),
    (
        "diff out",
        2,
        "datelines diff: the following arguments are required: NEW; `datelines diff --help` lists what is possible",
    ),
    (
        "timeline nowhere",
        2,
        "datelines: nowhere/datapackage.json: found no readable file; expected the descriptor of a published package",
    ),
    (
        "timeline out --out t.pdf",
        2,
        "datelines: --out: found 't.pdf'; expected a file that ends in .html, .svg or .png, or --format",
    ),
    ("timeline out --out c", 2, "datelines: c: found a directory; expected a file, such as c/timeline.html"),
    (
        "export pdf out",
        2,
        "datelines: FORMAT: found 'pdf'; expected one of jsonld, croissant, ics, geojson, timelinejs, duckdb, xlsx",
    ),
    (
        "export ics nowhere",
        2,
        "datelines: nowhere: found no datapackage.json; expected the directory of a published package",
    ),
    (
        "site out --out c",
        2,
        "datelines: c: found a directory with other files; expected an empty one, or a website written by this command",
    ),
    (
        "site out",
        2,
        "datelines site: the following arguments are required: --out; `datelines site --help` lists what is possible",
    ),
    (
        "review nowhere",
        2,
        "datelines: nowhere: found nothing that can be read (No such file or directory); expected a directory or a file",
    ),
    ("review c --date x", 2, "datelines: --date: found 'x'; expected a day such as 2026-03-09"),
    (
        "build c --dask-address tcp://127.0.0.1:9",
        2,
        "datelines: --dask-address: found it without --engine dask; expected both or neither",
    ),
    (
        "build c --out reported --report c",
        2,
        "datelines: c: found a report that can't be written (Is a directory); expected a file to write",
    ),
    ("build c --out file.txt", 2, "datelines: file.txt: found a file; expected a directory"),
    ("build c --out file.txt/deep/out", 2, "datelines: file.txt: found a file; expected a directory"),
    ("export ics out --out c", 2, "datelines: c: found a directory; expected a file, such as c/events.ics"),
    ("export xlsx out --out file.txt/a.xlsx", 2, "datelines: file.txt: found a file; expected a directory"),
    ("timeline out --out file.txt/a.html", 2, "datelines: file.txt: found a file; expected a directory"),
    ("site out --out file.txt", 2, "datelines: file.txt: found a file; expected a directory"),
    ("site out --out file.txt/deep", 2, "datelines: file.txt: found a file; expected a directory"),
    (
        "export jsonld torn",
        2,
        "datelines: torn/datapackage.json: found line 1: ']' in column 10, where JSON has something else; expected JSON (RFC 8259) in UTF-8",
    ),
    (
        "timeline torn",
        2,
        "datelines: torn/datapackage.json, line 1: found ']' in column 10, where JSON has something else; expected JSON",
    ),
    (
        "timeline short",
        2,
        "datelines: short/datapackage.json, line 1: found an end where JSON goes on; expected JSON",
    ),
    (
        "diff out latin",
        2,
        "datelines: latin/datasets/events.csv, after line 0: found bytes that are not UTF-8; expected the events of a published package as UTF-8 CSV",
    ),
    (
        "diff out file.txt",
        2,
        "datelines: file.txt/datasets/events.csv: found no such file; expected the events of a published package",
    ),
    (
        "release 1 out",
        2,
        "datelines: VERSION: found '1'; expected a calendar version such as 2026.3.0 (year, month, number)",
    ),
    (
        "release 2026.3.0 nowhere",
        2,
        "datelines: nowhere/datapackage.json: found no such file; expected the descriptor of a published package",
    ),
]


def matches(told, expected):
    """Whether a line is the expected one; `…` stands for words of a library."""
    parts = expected.split("…")
    return told.startswith(parts[0]) and told.endswith(parts[-1]) and (len(parts) > 1 or told == expected)


# Calls that read what the extra [ingest] reads.
EXTRA = frozenset(["build d", "build pdf"])


@pytest.mark.parametrize(
    ("words", "code", "expected"),
    [
        pytest.param(*row, id=row[0] or "nothing", marks=[pytest.mark.extras] if row[0] in EXTRA else [])
        for row in MESSAGES
    ],
)
def test_the_one_line(here, capsys, words, code, expected):
    try:
        returned = main(words.split())
    except SystemExit as end:
        returned = end.code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    assert matches(shown.err.rstrip("\n"), expected), shown.err
    assert returned == code
