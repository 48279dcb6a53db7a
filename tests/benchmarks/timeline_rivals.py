"""This page beside vis-timeline and TimelineJS on the same events: how soon each answers, how quickly it zooms.

Run: `python -m tests.benchmarks.timeline_rivals [N ...]`, default 60, 1,000 and 10,000 events. The rivals come by npm
into a temporary directory. Each opens from a file, with its data in the page; each gets the same labels, dates,
types and quotations. "Ready" is when it has drawn and answers; it has `LIMIT` seconds.
"""

from __future__ import annotations

import csv
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.timeline_packages import write_package
from tests.browser.chromium import launch

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGES = ("vis-timeline@8.5.4", "@knight-lab/timelinejs@3.9.11")
LIMIT = 180
ROUNDS = 3
ZOOMS = 9

VIS = """<!DOCTYPE html><meta charset="utf-8"><div id="chart"></div><style>$style</style><script>$script</script>
<script>
const rows = $data;
const types = [...new Set(rows.map(row => row.type))];
const timeline = new vis.Timeline(document.getElementById("chart"),
  new vis.DataSet(rows.map((row, id) => row.start === row.end
    ? {id, content: row.label, start: row.start, group: row.type, title: row.quote}
    : {id, content: row.label, start: row.start, end: row.end, group: row.type, title: row.quote})),
  new vis.DataSet(types.map(id => ({id, content: id}))), {
  onInitialDrawComplete: () => { document.documentElement.dataset.ready = "true"; }});
window.zoom = n => new Promise(done => {
  const hear = () => { timeline.off("changed", hear); done(); };
  timeline.on("changed", hear);
  n % 2 ? timeline.zoomOut(0.4, {animation: false}) : timeline.zoomIn(0.4, {animation: false}); });
</script>"""

TIMELINEJS = """<!DOCTYPE html><meta charset="utf-8"><div id="chart" style="height: 700px"></div>
<style>$style</style><script>$script</script>
<script>
const rows = $data;
const date = text => { const [year, month, day] = text.split("-").map(Number); return {year, month, day}; };
const timeline = new TL.Timeline("chart", {events: rows.map(row => ({start_date: date(row.start), end_date: date(row.end),
  group: row.type, text: {headline: row.label, text: row.quote}}))}, {hash_bookmark: false});
const ready = () => { document.documentElement.dataset.ready = "true"; };
timeline.on("ready", ready); timeline.on("loaded", ready);
window.zoom = n => { n % 2 ? timeline.zoomOut() : timeline.zoomIn(); };
</script>"""

OURS = "window.zoom = n => document.querySelector(n % 2 ? '#zoom-out' : '#zoom-in').click()"
TIMED_ZOOM = """async n => { const begun = performance.now(); await window.zoom(n);
  await new Promise(done => requestAnimationFrame(() => setTimeout(done))); return performance.now() - begun; }"""


def events_of(package: Path) -> list[dict[str, str]]:
    """Return the events of a package as the rivals take them."""

    def rows(name: str) -> list[dict[str, str]]:
        with (package / "datasets" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    quotes = {row["event_id"]: row["quote"] for row in rows("mentions")}
    return [
        {
            "label": row["label"],
            "start": row["date_start"],
            "end": row["date_end"],
            "type": row["event_type"],
            "quote": quotes[row["event_id"]],
        }
        for row in rows("events")
    ]


def write_page(path: Path, template: str, package: Path, script: Path, style: Path) -> Path:
    """Write a rival's page with its script, its style and the events in it."""
    parts = {
        "$style": style.read_text(encoding="utf-8"),
        "$script": script.read_text(encoding="utf-8").replace("</script", "<\\/script"),
        "$data": json.dumps(events_of(package)).replace("<", "\\u003c"),
    }
    for key, text in parts.items():
        template = template.replace(key, text, 1)
    path.write_text(template, encoding="utf-8")
    return path


def measure(browser: Any, path: Path, zoom: str | None) -> tuple[float, float]:
    """Return seconds until ready and the median seconds of a zoom; infinity for what takes over `LIMIT` seconds."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(LIMIT * 1000)
    try:
        begun = time.perf_counter()
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_selector("html[data-ready=true]", state="attached")
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        ready = time.perf_counter() - begun
        if zoom:
            page.evaluate(zoom)
        return ready, statistics.median(page.evaluate(TIMED_ZOOM, n) for n in range(ZOOMS)) / 1000
    except Exception as error:  # noqa: BLE001 - a rival that fails is a row of the table, not the end of it
        sys.stderr.write(f"{path.name}: {str(error).splitlines()[0]}\n")
        return float("inf"), float("inf")
    finally:
        page.close()


def pages_of(directory: Path, modules: Path, package: Path) -> dict[str, tuple[Path, str | None]]:
    """Return the page of each, and what makes it zoom."""
    import viz

    vis, knight = modules / "vis-timeline", modules / "@knight-lab" / "timelinejs" / "dist"
    count = package.name
    umd = vis / "standalone" / "umd" / "vis-timeline-graph2d.min.js"
    style = vis / "styles" / "vis-timeline-graph2d.min.css"
    made: dict[str, Callable[[], tuple[Path, str | None]]] = {
        "datelines": lambda: (viz.timeline(package, directory / f"datelines-{count}.html"), OURS),
        "vis-timeline": lambda: (write_page(directory / f"vis-{count}.html", VIS, package, umd, style), None),
        "TimelineJS": lambda: (
            write_page(
                directory / f"timelinejs-{count}.html",
                TIMELINEJS,
                package,
                knight / "js" / "timeline.js",
                knight / "css" / "timeline.css",
            ),
            None,
        ),
    }
    return {name: make() for name, make in made.items()}


def main(counts: list[int]) -> None:
    """Print a table: a line for each number of events and each page."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is not installed: the rivals come by it")
    with tempfile.TemporaryDirectory() as name, launch() as browser:
        directory = Path(name)
        call = [npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES]
        subprocess.run(call, cwd=directory, check=True, capture_output=True)
        sys.stdout.write(f"{'events':>8}  {'page':<14}{'ready s':>9}{'zoom s':>9}{'MB':>7}\n")
        for count in counts:
            pages = pages_of(directory, directory / "node_modules", write_package(directory / str(count), count))
            found: dict[str, list[tuple[float, float]]] = {each: [] for each in pages}
            for _ in range(ROUNDS):
                for each, (path, zoom) in pages.items():
                    if not found[each] or found[each][-1][0] < LIMIT / 4:
                        found[each].append(measure(browser, path, zoom))
            for each, results in found.items():
                ready, zoomed = (statistics.median(values) for values in zip(*results, strict=True))
                size = pages[each][0].stat().st_size / 1e6
                sys.stdout.write(f"{count:>8,}  {each:<14}{ready:>9.2f}{zoomed:>9.3f}{size:>7.1f}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [60, 1_000, 10_000])
