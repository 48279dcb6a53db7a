"""The floors of branch coverage: of all of `pipeline` and of the modules whose faults would go unseen.

`make coverage` runs it on the JSON report of coverage.py.
"""

from __future__ import annotations

import json
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

OVERALL = 95.0
"""Percent of lines and branches together."""

FULL = (
    "pipeline/temporal/edtf*.py",
    "pipeline/publish/commit.py",
    "pipeline/publish/validate.py",
    "pipeline/publish/checks/*.py",
)
"""Modules of which every line and branch is to be run."""


def below(report: dict[str, Any]) -> list[str]:
    """A sentence for every floor that isn't reached.

    >>> whole = {"percent_covered": 96.2}
    >>> below({"totals": whole, "files": {"pipeline/publish/commit.py": {"summary": whole, "missing_lines": [7]}}})
    ['pipeline/publish/commit.py: 96.2 %, not 100 %; not run: lines [7], branches []']
    >>> below({"totals": {"percent_covered": 80.0}, "files": {}})
    ['pipeline: 80.0 %, not 95 %']
    """
    total = report["totals"]["percent_covered"]
    told = [f"pipeline: {total:.1f} %, not {OVERALL:.0f} %"] if total < OVERALL else []
    for path, file in sorted(report["files"].items()):
        percent = file["summary"]["percent_covered"]
        if percent < 100 and any(fnmatch(path, pattern) for pattern in FULL):
            lines, branches = file.get("missing_lines", []), file.get("missing_branches", [])
            told.append(f"{path}: {percent:.1f} %, not 100 %; not run: lines {lines}, branches {branches}")
    return told


def main() -> int:
    """Print what is below its floor; 1 if anything is."""
    report = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    told = below(report)
    print("\n".join(told) or f"branch coverage: {report['totals']['percent_covered']:.1f} %, every floor reached")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
