"""A small file that unpacks to a large one is refused in one line, within a bound of memory."""

import gzip
import json
import subprocess
import sys
import zipfile

import pytest

from tests.faults.settings import environment

MEGABYTES = 400
"""More than the process holds before it reads; the limit of a row, 100 MB, is held twice while it is read."""
UNPACKED = 600

PROGRAM = """
import json, resource, sys
from pathlib import Path
import pyarrow
from pipeline.ingest.corpus import scan

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

before = peak()
told = [str(each) for each in scan(Path(sys.argv[1]))]
print(json.dumps([told, peak() - before]))
"""


def gzip_bomb(path):
    with gzip.open(path, "wb", 1) as file:
        for _ in range(UNPACKED):
            file.write(b"a" * 1_000_000)


def zstandard_bomb(path):
    import pyarrow as pa

    with pa.CompressedOutputStream(pa.OSFile(str(path), "wb"), "zstd") as file:
        for _ in range(UNPACKED):
            file.write(b"a" * 1_000_000)


def docx_bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<a/>")
        file.writestr("word/document.xml", b" " * 200_000_000)


def yaml_bomb(path):
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    path.write_text(f"---\na0: &a0 [x]\n{levels}---\nThe quay opened in May 1932.\n")


def deep_yaml(path):
    path.write_text("---\ntitle: " + "[" * 50_000 + "\n---\nThe quay opened in May 1932.\n")


@pytest.mark.parametrize(
    ("name", "make", "told"),
    [
        ("a.jsonl.gz", gzip_bomb, "a.jsonl.gz, line 1: found more than 100,000,000 bytes; expected at most"),
        (
            "a.jsonl.zst",
            zstandard_bomb,
            "a.jsonl.zst, line 1: found more than 100,000,000 bytes; expected at most",
        ),
        pytest.param(
            *("a.docx", docx_bomb, "a.docx: found 200,000,004 bytes of XML when unpacked; expected at most 20,000,000"),
            marks=pytest.mark.extras,
        ),
        ("a.md", deep_yaml, "found front matter nested over 20 levels"),
        ("a.md", yaml_bomb, None),
    ],
    ids=["gzip", "zstandard", "docx", "deep yaml", "yaml"],
)
def test_a_bomb_is_bounded(tmp_path, name, make, told):
    path = tmp_path / name
    make(path)
    command = [sys.executable, "-c", PROGRAM, path]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment(), check=True, timeout=120)
    lines, megabytes = json.loads(done.stdout)
    assert len(lines) == 1
    assert told is None or told in lines[0]
    assert megabytes < MEGABYTES


LONG = """
import json, resource, sys
from pathlib import Path
import pyarrow
from pipeline.engine.extraction import extract_document
from pipeline.ingest.corpus import read_corpus

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

before = peak()
[document] = read_corpus(Path(sys.argv[1]))
found = extract_document(document)
print(json.dumps([len(document.text), found.expressions, peak() - before]))
"""


@pytest.mark.torture
def test_a_line_of_98_megabytes_takes_16_times_its_size(tmp_path):
    path = tmp_path / "a.txt"
    words = "the river ran past seventeen old mills and a bridge that nobody had mended for a long while " * 100_000
    with path.open("w", encoding="utf-8") as file:
        for year in range(1900, 1910):
            file.write(f"{words}and the quay was opened on 3 May {year} and ")
    command = [sys.executable, "-c", LONG, path]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment(), check=True, timeout=600)
    characters, expressions, megabytes = json.loads(done.stdout)
    print(f"a line of {characters:,} characters: {megabytes} MB")
    assert characters > 90_000_000
    assert expressions == 10
    assert megabytes < 1_600
