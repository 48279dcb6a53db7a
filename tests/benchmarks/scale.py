"""The whole line at scale: documents to published package, its speed by stage, memory, and what a second build costs.

Run by hand, never by pytest:

    python -m tests.benchmarks.scale [--documents 1000 10000 100000] [--work DIR]

For each number of documents (news reports of 2.2 kB, see `corpus_maker`) a fresh build by one process, one by two, the
same again after one document was changed, some times, and the cost of a document against that in the corpus before. Processor
seconds are those of the command and its workers; peak memory is the largest of any of its processes. As a peer in the
same run, `dateparser.search` reads some of the same texts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.corpus_maker import reports, write_jsonl

STAGES = ("read", "extract", "write", "assemble", "publish", "timeline", "validate")
PEER_DOCUMENTS = 20
REBUILDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one build took: processor and wall seconds, the most memory of a process in MB, and its own report."""

    cpu: float
    wall: float
    peak: float
    report: dict[str, object]


def build(corpus: Path, out: Path, *options: str) -> Run:
    """Run `datelines build` and measure it and its children."""
    told = out.with_suffix(".json")
    command = [sys.executable, "-m", "pipeline", "build", str(corpus), "--out", str(out), "--report", str(told)]
    program = (
        "import json, resource, subprocess, sys\n"
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1e3])); sys.exit(code)\n"
    )
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", program, *command, *options], check=True, capture_output=True)
    wall = time.perf_counter() - start
    cpu, peak = json.loads(done.stdout)
    return Run(cpu=cpu, wall=wall, peak=peak, report=json.loads(told.read_text(encoding="utf-8")))


def change_one(corpus: Path, share: float) -> None:
    """Add a sentence to the document at a share of the way from the first to the last."""
    lines = corpus.read_text(encoding="utf-8").splitlines(keepends=True)
    at = int(len(lines) * share)
    lines[at] = lines[at].replace('"text": "', '"text": "The pier opened on 5 May 1931. ', 1)
    corpus.write_text("".join(lines), encoding="utf-8")


def measure(count: int, work: Path) -> float:
    """Print what `count` documents cost; return processor milliseconds a document."""
    corpus, out = work / f"reports-{count}.jsonl", work / f"out-{count}"
    size = write_jsonl(corpus, count) / 1e6
    fresh = build(corpus, out)
    two = build(corpus, work / f"two-{count}", "--jobs", "2", "--no-cache")
    again = []
    for number in range(REBUILDS):
        change_one(corpus, (number + 0.5) / REBUILDS)
        again.append(build(corpus, out).cpu)
    seconds = fresh.report["seconds"]
    assert isinstance(seconds, dict)
    cost = 1e3 * fresh.cpu / count
    say(f"\n{count:,} documents, {size:.1f} MB, {fresh.report['events']:,} events")
    say(f"  one job        {fresh.cpu:8.1f} CPU s  {size / fresh.cpu:5.2f} MB/s  {cost:6.2f} ms/document")
    say(f"  peak memory    {fresh.peak:8.0f} MB (largest process)")
    say("  by stage       " + "  ".join(f"{stage} {seconds.get(stage, 0.0):.1f}" for stage in STAGES))
    say(f"  two jobs       {two.wall:8.1f} s     {fresh.wall / two.wall:5.2f} × as fast as one ({fresh.wall:.1f} s)")
    mean = sum(again) / REBUILDS
    shares = f"{min(again) / fresh.cpu:.1%} to {max(again) / fresh.cpu:.1%} in {REBUILDS} rebuilds"
    say(f"  one changed    {mean:8.1f} CPU s  {mean / fresh.cpu:6.1%} of a fresh build ({shares})")
    return cost


def peer() -> None:
    """Print how fast dateparser searches the same texts for dates."""
    from dateparser.search import search_dates  # type: ignore[import-not-found, import-untyped, unused-ignore]

    texts = [report["text"] for report in reports(PEER_DOCUMENTS)]
    start = time.process_time()
    found = sum(len(search_dates(text, languages=["en"]) or []) for text in texts)
    spent = time.process_time() - start
    size = sum(len(text.encode()) for text in texts) / 1e6
    say(f"\ndateparser.search, dates alone: {size / spent:.4f} MB/s ({found} found in {PEER_DOCUMENTS} documents)")


def say(line: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--work", type=Path, default=None)
    args = parser.parse_args()
    say(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    if args.work is not None:
        args.work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=args.work) as name:
        costs = [(count, measure(count, Path(name))) for count in args.documents]
        for (few, before), (many, after) in pairwise(costs):
            say(f"cost of a document at {many:,}: {after / before:.2f} × that at {few:,}")
    peer()
    say(f"peak memory of this benchmark: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")


if __name__ == "__main__":
    main()
