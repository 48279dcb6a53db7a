"""What Lighthouse says of the page of a package: accessibility and best practices, and each rule that it breaks.

Run: `python -m tests.benchmarks.timeline_lighthouse PACKAGE_DIR`. Lighthouse comes by npm into a temporary directory
and drives the Chromium that the tests use; the page is served from this machine, since Lighthouse opens no files.
Exit code 1 where accessibility is below 1.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from viz import picture, timeline

PACKAGE = "lighthouse@12.8.2"
CATEGORIES = ("accessibility", "best-practices")
TIMEOUT = 300


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and tells nobody."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def audit(directory: Path, address: str) -> dict[str, Any]:
    """Return Lighthouse's report of the page at `address`; it is installed in `directory`."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is not installed: Lighthouse comes by it")
    install = [npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", PACKAGE]
    subprocess.run(install, cwd=directory, check=True, capture_output=True)
    call = [
        str(directory / "node_modules" / ".bin" / "lighthouse"),
        address,
        f"--only-categories={','.join(CATEGORIES)}",
        "--output=json",
        "--quiet",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    environment = {**os.environ, "CHROME_PATH": picture.find_browser(), "CI": "1"}
    done = subprocess.run(call, env=environment, check=True, capture_output=True, timeout=TIMEOUT)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def main(package: Path) -> int:
    """Print the scores and what is below 1; return the exit code."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        timeline(package, directory / "page" / "index.html")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(directory / "page")))
        Thread(target=server.serve_forever, daemon=True).start()
        report = audit(directory, f"http://127.0.0.1:{server.server_port}/index.html")
        server.shutdown()
    for category in CATEGORIES:
        found = report["categories"][category]
        sys.stdout.write(f"{found['title']}: {found['score']}\n")
        audits = (report["audits"][ref["id"]] for ref in found["auditRefs"])
        broken = [each for each in audits if each["score"] is not None and each["score"] < 1]
        sys.stdout.writelines(f"  {each['id']}: {each['title']}\n" for each in broken)
    return int(report["categories"]["accessibility"]["score"] < 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
