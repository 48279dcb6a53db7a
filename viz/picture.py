"""The chart as a picture, drawn by the page itself in the Chromium that is there.

The browser opens the page once, without a window; the end of its script asks Plotly for the picture and leaves it in
the document, which the browser prints. So a picture shows what the page shows, and needs no library of its own.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.limits import PICTURE_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMATS = ("svg", "png")
WIDTH = 1280
SCALE = 2
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--hide-scrollbars",
    "--virtual-time-budget=60000",
    "--dump-dom",
)
_PICTURE = re.compile(r'<pre id="picture">([^<]*)</pre>')


def script(kind: str) -> str:
    """Return the end of the page's script: it puts the picture of the chart, as base64, in the place of the page."""
    source = (Path(__file__).parent / "assets" / "picture.js").read_text(encoding="utf-8")
    return f'const KIND_OF_PICTURE = /** @type {{string}} */ ("{kind}");\nconst SCALE = {SCALE};\n{source}'


def find_browser() -> str:
    """Return the path of a Chromium: what the environment's CHROMIUM names, else one on the path.

    Raises:
        InputError: there is none.
    """
    named = os.environ.get("CHROMIUM")
    found = next(filter(None, map(shutil.which, [named] if named else NAMES)), None)
    if found is None:
        where = f"{named!r}, which can't be run" if named else "no Chromium or Chrome on the path"
        raise InputError("--format", None, where, "a browser that draws the picture, on the path or named in CHROMIUM")
    return found


def take(page: Iterable[bytes], browser: str) -> bytes:
    """Return the picture that a page, in pieces, which ends with `script`, makes of itself.

    Raises:
        InputError: the browser failed.
    """
    # Chromium refuses its sandbox to root, and draws nothing.
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "page.html"
        with path.open("wb") as stream:
            stream.writelines(page)
        profile = f"--user-data-dir={directory}/profile"
        call = [browser, *_FLAGS, *root, profile, f"--window-size={WIDTH},800", path.as_uri()]
        try:
            done = subprocess.run(call, check=True, capture_output=True, timeout=PICTURE_SECONDS.value())  # noqa: S603
        except subprocess.TimeoutExpired as error:
            found, expected = f"no picture after {error.timeout:,.0f} seconds", "fewer events"
            raise InputError(browser, None, found, f"{expected} ({PICTURE_SECONDS.way_up})") from error
        except (OSError, subprocess.SubprocessError) as error:
            raise InputError(browser, None, type(error).__name__, "a Chromium that opens a page") from error
    match = _PICTURE.search(done.stdout.decode("utf-8", "replace"))
    if match is None:
        raise InputError(browser, None, "a page without the picture", "a Chromium of 2023 or newer")
    return base64.b64decode(match[1])
