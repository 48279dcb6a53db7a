"""Pictures of the page in eight states, to be looked at: `python -m tests.browser.screenshots PACKAGE_DIR OUT_DIR`.

The states: desktop, phone, dark, forced-colours, print, details, many (100,000 made-up events), vietnamese.
"""

import csv
import sys
import tempfile
from pathlib import Path

import viz
from tests.benchmarks.timeline_packages import write_package
from tests.browser.chromium import launch

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
PAPER = {"width": 794, "height": 1123}


def telling_event(package):
    """The event whose date took most words to find: of several mentions, completed from the context."""
    with (package / "datasets" / "events.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    best = max(rows, key=lambda row: (int(row["n_mentions"]), row["derivation"] == "resolved", row["event_id"]))
    return best["event_id"]


def to_paper(page):
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")


def pack(path):
    """Write the picture as small as it gets without loss, where Pillow is there to do so."""
    try:
        from PIL import Image
    except ImportError:
        return
    with Image.open(path) as image:
        flat = image.convert("RGB")
    flat.save(path, optimize=True)


def states(package, directory):
    """Name, page, fragment, options of the browser's context, and what to do before the picture is taken."""
    own = viz.timeline(package, directory / "own.html")
    yield "desktop", own, "", {"viewport": DESKTOP}, None
    yield "phone", own, "", {"viewport": PHONE, "has_touch": True, "is_mobile": True}, None
    yield "dark", own, "", {"viewport": DESKTOP, "color_scheme": "dark"}, None
    yield "forced-colours", own, "", {"viewport": DESKTOP, "forced_colors": "active"}, None
    yield "print", own, "", {"viewport": PAPER}, to_paper
    yield "details", own, f"#event={telling_event(package)}", {"viewport": DESKTOP}, None
    many = viz.timeline(write_package(directory / "many", 100_000), directory / "many.html")
    yield "many", many, "", {"viewport": DESKTOP}, None
    vietnamese = viz.timeline(package, directory / "vi.html", lang="vi")
    yield "vietnamese", vietnamese, "", {"viewport": DESKTOP}, None


def main(package, out):
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as directory, launch() as browser:
        if browser is None:
            sys.exit("no Chromium: name one in CHROMIUM, or put chromium on the path")
        for name, address, fragment, options, prepare in states(package, Path(directory)):
            context = browser.new_context(reduced_motion="reduce", **options)
            page = context.new_page()
            page.goto(address.as_uri() + fragment)
            page.wait_for_selector("html[data-ready=true]")
            if prepare:
                prepare(page)
            path = out / f"timeline-{name}.png"
            page.screenshot(path=path, animations="disabled")
            context.close()
            pack(path)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__.splitlines()[0])
    main(Path(sys.argv[1]), Path(sys.argv[2]))
