import importlib.util
import os
from pathlib import Path

import pytest

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

# Boxes of what is drawn that meet what they should not, or leave the chart.
FAULTS = """() => {
  const chart = document.getElementById("chart").getBoundingClientRect();
  const box = element => [element.getBoundingClientRect(), element.dataset.eventId ?? element.dataset.partOf];
  const labels = Array.from(document.querySelectorAll(".event-label"), box);
  const marks = Array.from(document.querySelectorAll("#chart :is(.event-mark, .event-part, .event-bin)"), box);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
  const faults = [];
  labels.forEach(([one, id], n) => {
    for (const [other, of] of labels.slice(n + 1)) if (meet(one, other)) faults.push(`labels ${id} ${of}`);
    for (const [other, of] of marks) if (meet(one, other)) faults.push(`label ${id} on mark ${of}`);
    if (one.left < chart.left || one.right > chart.right + 0.5) faults.push(`clipped ${id}`);
    if (one.top < chart.top || one.bottom > chart.bottom) faults.push(`clipped ${id}`);
  });
  marks.forEach(([one, id], n) => {
    for (const [other, of] of marks.slice(n + 1)) if (id !== of && meet(one, other)) faults.push(`marks ${id} ${of}`);
  });
  return faults;
}"""


def beside(name):
    """A module of this directory."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def packages():
    """The module that makes up packages."""
    path = Path(__file__).parent.parent / "viz" / "packages.py"
    spec = importlib.util.spec_from_file_location("made_up_packages", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def browser():
    with beside("chromium").launch() as started:
        if started is None:
            message = "no Chromium: name one in CHROMIUM, or put chromium on the path"
            if os.environ.get("DATELINES_REQUIRE_BROWSER") == "1":
                pytest.fail(message)
            pytest.skip(message)
        yield started


@pytest.fixture(scope="session")
def render(packages, tmp_path_factory):
    """Build a page once for each set of events; returns its file address."""
    import viz

    made = {}

    def address(name="town", events=None, **options):
        if name not in made:
            directory = tmp_path_factory.mktemp(name)
            rows = packages.tables() if events is None else packages.tables(events)
            packages.write_package(directory, rows)
            made[name] = viz.timeline(directory, **options)
        return made[name].as_uri()

    return address


@pytest.fixture(scope="session")
def faults():
    """What overlaps or is cut in the chart of a page."""
    return lambda page: page.evaluate(FAULTS)


@pytest.fixture
def visit(browser):
    """Open an address; the page must raise no error, log nothing, and ask for nothing but itself."""
    contexts = []

    def go(address, viewport=DESKTOP, **options):
        context = browser.new_context(viewport=viewport, accept_downloads=True, **options)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("request", lambda request: note_request(page, request, address))
        contexts.append((context, page))
        page.goto(address)
        page.wait_for_selector("html[data-ready=true]")
        return page

    yield go
    for context, page in contexts:
        context.close()
        assert page.faults == []


def note_request(page, request, address):
    if request.url.split("#")[0] != address.split("#")[0] and not request.url.startswith(("data:", "blob:")):
        page.faults.append(f"request to {request.url}")
