"""The browser that the tests, the benchmarks and the screenshots use."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


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


@contextmanager
def launch():
    """A browser started, or None where there is none."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        executable = find_chromium(playwright.chromium.executable_path)
        if executable is None:
            yield None
            return
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        browser.executable = executable
        yield browser
        browser.close()
