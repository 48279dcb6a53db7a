"""Megabytes of text per CPU second of ingest, by format, and of cutting a row file into slices.

Run: `python -m tests.benchmarks.ingest [--documents N]`. The corpus is the one of `corpus_maker`: reports of 2.2 kB,
as rows and as Markdown files, a thousand to a directory. The best of five rounds counts; what the system does to open
and read the files is in it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.ingest import list_inputs, read_input
from pipeline.ingest.slices import cut_jsonl
from tests.benchmarks.corpus_maker import reports, write_directory

if TYPE_CHECKING:
    from collections.abc import Callable

_ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    """The CPU seconds of `work`: the best of a few rounds."""
    best = float("inf")
    for _ in range(_ROUNDS):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def read(corpus: Path) -> int:
    """Read every document of a corpus and keep none; return how many there are."""
    return sum(1 for item in list_inputs(corpus) for _ in read_input(item))


def make(directory: Path, documents: int) -> tuple[list[Path], int]:
    """Write the corpus in every format; return the paths and the bytes of its texts."""
    import pyarrow as pa
    from pyarrow import parquet

    rows = list(reports(documents))
    data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    names = ("c.jsonl", "c.jsonl.gz", "c.jsonl.zst", "c.parquet", "markdown", "plain")
    jsonl, gz, zst, table, markdown, plain = (directory / name for name in names)
    jsonl.write_bytes(data)
    gz.write_bytes(gzip.compress(data, mtime=0))
    with pa.CompressedOutputStream(str(zst), "zstd") as stream:
        stream.write(data)
    parquet.write_table(pa.Table.from_pylist(rows), table)
    write_directory(markdown, documents)
    for number, row in enumerate(rows):
        folder = plain / f"{number // 1000:04d}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{row['id']}.txt").write_text(row["text"], encoding="utf-8")
    return [jsonl, gz, zst, table, markdown, plain], sum(len(row["text"].encode()) for row in rows)


def main() -> None:
    """Print a line for each format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=4_000)
    documents = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as place:
        corpora, size = make(Path(place), documents)
        for corpus in corpora:
            assert read(corpus) == documents
            spent = seconds(lambda corpus=corpus: read(corpus))  # type: ignore[misc]
            each = spent / documents * 1e6
            sys.stdout.write(f"{corpus.name:<12} {size / 1e6 / spent:>8.1f} MB/s {each:>8.0f} µs a document\n")
        spent = seconds(lambda: list(cut_jsonl(corpora[0], size // 8)))
        sys.stdout.write(f"{'cut_jsonl':<12} {corpora[0].stat().st_size / 1e6 / spent:>8.1f} MB/s\n")


if __name__ == "__main__":
    main()
