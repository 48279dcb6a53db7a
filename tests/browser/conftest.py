import importlib.util
import os
import shutil
from pathlib import Path

import pytest

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


def find_chromium(own):
    """The browser to use: what CHROMIUM names, one on the path, or Playwright's own; None if there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    return own if Path(own).is_file() else None


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
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        executable = find_chromium(playwright.chromium.executable_path)
        if executable is None:
            message = "no Chromium: name one in CHROMIUM, or put chromium on the path"
            if os.environ.get("DATELINES_REQUIRE_BROWSER") == "1":
                pytest.fail(message)
            pytest.skip(message)
        started = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield started
        started.close()


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
