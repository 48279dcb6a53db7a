"""How much sooner the project's page answers with Plotly's small bundle than with the full one.

Run: `python -m tests.benchmarks.timeline_bundle PACKAGE_DIR`. The best of five loads of each, taken in turns, so that a
busy machine is busy for both. Needs the small bundle (`python -m viz.bundle`).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.browser.chromium import launch
from viz import bundle, timeline

LOADS = 5
WATCH = """new MutationObserver(() => { window.readyAt ??= performance.now(); })
  .observe(document, {subtree: true, attributeFilter: ["data-ready"]})"""


def ready(browser: Any, path: Path) -> float:
    """Return the milliseconds from navigation until the page answers."""
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    opened.add_init_script(WATCH)
    opened.goto(path.as_uri())
    opened.wait_for_selector("html[data-ready=true]")
    milliseconds: float = opened.evaluate("window.readyAt")
    opened.close()
    return milliseconds


def main(package: Path) -> None:
    """Print the best times and their ratio."""
    with tempfile.TemporaryDirectory() as directory, launch() as browser:
        small = timeline(package, Path(directory) / "small.html")
        source = small.read_text(encoding="utf-8")
        full = Path(directory) / "full.html"
        scripts = bundle.plotly_script(), bundle.plotly_script(Path(directory) / "none.js")
        if scripts[0] == scripts[1]:
            sys.exit("the small bundle is not there: run `python -m viz.bundle`")
        bundle.plotly_script = lambda: scripts[1]  # type: ignore[assignment]
        timeline(package, full)
        assert full.read_text(encoding="utf-8") != source
        times = {path: [ready(browser, path) for _ in range(LOADS)] for path in (small, full)}
        best = [min(times[path]) for path in (small, full)]
        sys.stdout.write(f"small {best[0]:.0f} ms, full {best[1]:.0f} ms, ratio {best[0] / best[1]:.2f}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
