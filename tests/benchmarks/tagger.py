"""Characters per CPU second of temporal tagging, by stage, and of chrono-node on the same text in the same run.

Run: `python -m tests.benchmarks.tagger [--copies N] [--dct DATE] [FILE ...]`. A FILE is JSON lines with a `text`, or
plain text; without one the paragraphs of `tests/gold/en.jsonl` are read. Each copy of the text has its years shifted
by one more, so that no memo knows them. chrono-node is installed by npm into a temporary directory; where node or npm
is missing, or the install fails, its rows say so.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.engine.tagging import tag_lines
from pipeline.temporal import edtf_parse, tag, tagger, values
from pipeline.temporal.languages import grammar
from pipeline.temporal.scan import Normalised, lowered, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

GOLD = Path(__file__).parents[1] / "gold" / "en.jsonl"
CHRONO = "chrono-node@2"
_YEAR = re.compile(r"(?<![0-9])(?:1[6-9]|20)[0-9]{2}(?![0-9])")
_ROUNDS = 3
_NODE = """
const chrono = require("chrono-node");
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const pass = () => {
  const begun = process.cpuUsage();
  let found = 0;
  for (const text of texts) found += chrono.parse(text).length;
  const used = process.cpuUsage(begun);
  return {found, seconds: (used.user + used.system) / 1e6};
};
console.log(JSON.stringify([pass(), pass(), pass()]));
"""


def shifted(text: str, years: int) -> str:
    """`text` with each year of four digits so many years later.

    >>> shifted("from 1931 to 3 May 2004", 10)
    'from 1941 to 3 May 2014'
    """
    return _YEAR.sub(lambda match: str(int(match[0]) + years), text)


def read(path: Path) -> list[str]:
    """The texts of a file: one a line where it is JSON lines, else one."""
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        return [json.loads(line)["text"] for line in content.splitlines() if line.strip()]
    return [content]


def _clear() -> None:
    """Forget every memo, and compile the grammar anew, so that no stage lives on the work of another."""
    grammar.cache_clear()
    tagger._scanner.cache_clear()
    values.temporal_value.cache_clear()
    values.edtf_value.cache_clear()
    edtf_parse.parse.cache_clear()
    tagger._scanner("en")


def seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """The CPU seconds of one pass over the texts with empty memos: the best of three."""
    best = float("inf")
    for _ in range(_ROUNDS):
        _clear()
        begun = time.process_time()
        for text in texts:
            work(text)
        best = min(best, time.process_time() - begun)
    return best


def prepare(text: str) -> tuple[str, str]:
    """The first stage: the text in NFC with plain spaces, in lower case and as it is written."""
    plain = spaced(Normalised(text).text)
    return lowered(plain), plain


def scan(text: str) -> int:
    """The first two stages: prepare, then find the runs of words that rules may know."""
    return sum(1 for _ in tagger._scanner("en").runs(*prepare(text)))


def find(text: str) -> int:
    """The first three stages: prepare, scan, then read the runs by the grammar."""
    return len(tagger._hits("en", *prepare(text)))


def stages(texts: Sequence[str], dct: str | None) -> list[tuple[str, float]]:
    """The CPU seconds of each stage, of tagging whole, and of tagging from JSON lines to JSON lines."""
    texts = [Normalised(text).text for text in texts]
    up_to = [seconds(work, texts) for work in (prepare, scan, find, partial(tag, dct=dct))]
    rows = [
        (name, max(0.0, after - before))
        for name, before, after in zip(("prepare", "scan", "read", "anchor"), [0.0, *up_to[:-1]], up_to, strict=True)
    ]
    lines = [json.dumps({"id": str(i), "text": text, "dct": dct}) for i, text in enumerate(texts)]
    whole = seconds(lambda line: [json.dumps(row) for row in tag_lines([line], language="en")], lines)
    return [*rows, ("all four", up_to[-1]), ("JSON to JSON", whole)]


def chrono(texts: Sequence[str]) -> list[tuple[str, float]] | str:
    """The CPU seconds of chrono-node, cold and once its compiler is warm; a sentence where it cannot be run."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return "chrono-node: node and npm are not on the path"
    with tempfile.TemporaryDirectory() as place:
        installed = subprocess.run(
            [npm, "install", "--silent", "--no-audit", "--no-fund", CHRONO], cwd=place, capture_output=True, check=False
        )
        if installed.returncode:
            return f"chrono-node: npm could not install {CHRONO}"
        done = subprocess.run(
            [node, "-e", _NODE], cwd=place, input=json.dumps(list(texts)), capture_output=True, text=True, check=True
        )
    passes = json.loads(done.stdout)
    return [
        ("chrono-node, cold", passes[0]["seconds"]),
        ("chrono-node, warm", min(each["seconds"] for each in passes[1:])),
    ]


def table(rows: Sequence[tuple[str, float]], size: int) -> str:
    """The rows with their speed, in millions of characters a CPU second.

    >>> print(table([("scan", 0.5)], 2_000_000))
    scan                   0.500 s      4.00 M/s
    """
    return "\n".join(f"{name:<20} {spent:>7.3f} s {size / 1e6 / max(spent, 1e-9):>9.2f} M/s" for name, spent in rows)


def show(text: str) -> None:
    """Print at once, since the next stage takes its time."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path, default=[GOLD])
    parser.add_argument("--copies", type=int, default=100)
    parser.add_argument("--dct", default=None)
    known = parser.parse_args(arguments)
    base = [text for path in known.files for text in read(path)]
    texts = ["\n\n".join(shifted(text, i) for text in base) for i in range(known.copies)]
    size = sum(map(len, texts))
    dates = sum(len(tag(text, dct=known.dct)) for text in texts)
    show(f"{size:,} characters, {dates:,} expressions, one in {size / max(dates, 1):,.0f} characters")
    show(table(stages(texts, known.dct), size))
    rival = chrono(texts)
    show(rival if isinstance(rival, str) else table(rival, size))


if __name__ == "__main__":
    main()
