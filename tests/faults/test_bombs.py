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
