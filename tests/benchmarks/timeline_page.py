"""How large the page of N events is, how soon it answers, how quickly it zooms, and how much memory it holds.

Run: `python -m tests.benchmarks.timeline_page [N ...]`, default 60, 1,000, 10,000 and 100,000 events.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.timeline_packages import write_package
from tests.browser.chromium import launch

ZOOMS = ("#zoom-in", "#zoom-in", "#zoom-in", "#later", "#zoom-out", "#earlier", "#zoom-in", "#zoom-in", "#zoom-all")
PRESS = """selector => { const begun = performance.now(); document.querySelector(selector).click();
  return new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)))); }"""


def measure(browser: Any, address: str) -> dict[str, float]:
    """Return seconds until ready, the median seconds of a zoom or pan, seconds of a search, and MB of heap."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    session = page.context.new_cdp_session(page)
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("html[data-ready=true]", state="attached", timeout=120_000)
    ready = time.perf_counter() - begun
    zooms = [page.evaluate(PRESS, selector) for selector in ZOOMS]
    begun = time.perf_counter()
    page.fill("#search", "rak")
    searched = time.perf_counter() - begun
    page.fill("#search", "")
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")
    page.close()
    return {
        "ready": ready,
        "zoom": statistics.median(zooms) / 1000,
        "worst zoom": max(zooms) / 1000,
        "search": searched,
        "heap": heap["usedSize"] / 1e6,
        "arrays": heap.get("backingStorageSize", 0) / 1e6,
    }


def main(counts: list[int]) -> None:
    """Print one line a package."""
    import viz

    sys.stdout.write("   events  build s      MB  ready s  zoom s   worst  search  heap MB  arrays\n")
    with tempfile.TemporaryDirectory() as directory, launch() as browser:
        for count in counts:
            package = write_package(Path(directory) / str(count), count)
            begun = time.perf_counter()
            path = viz.timeline(package)
            built = time.perf_counter() - begun
            found = measure(browser, path.as_uri())
            sys.stdout.write(
                f"{count:>9,} {built:>8.1f} {path.stat().st_size / 1e6:>7.1f} {found['ready']:>8.2f} "
                f"{found['zoom']:>7.3f} {found['worst zoom']:>7.3f} {found['search']:>7.2f} "
                f"{found['heap']:>8.0f} {found['arrays']:>7.0f}\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [60, 1_000, 10_000, 100_000])
