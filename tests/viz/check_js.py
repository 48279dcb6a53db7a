"""Check the types of the page's scripts: `python -m tests.viz.check_js`, where TypeScript's `tsc` is on the path.

The modules are checked as they run, joined in one function; TSC in the environment names another `tsc`.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from viz import page, picture

OPTIONS = {
    "allowJs": True,
    "checkJs": True,
    "lib": ["es2023", "dom", "dom.iterable"],
    "noEmit": True,
    "noUnusedLocals": True,
    "strict": True,
    "target": "es2023",
    "types": [],
}


def origin(source: str, number: int) -> str:
    """The module and line of a line of the joined script."""
    lines = source.splitlines()
    for name in (*page.SCRIPTS, "picture.js"):
        text = (page.ASSETS / name).read_text(encoding="utf-8").splitlines()
        first = next(n for n in range(len(lines)) if lines[n : n + len(text)] == text)
        if first < number <= first + len(text):
            return f"viz/assets/{name}:{number - first}"
    return f"joined script:{number}"


def check(tsc: str) -> int:
    """Run the checker; return its exit code and print what it found, by module and line."""
    source = page.application_script(picture.script("png"))
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        (directory / "page.js").write_text(source, encoding="utf-8")
        shutil.copy(page.ASSETS / "types.d.ts", directory)
        config = {"compilerOptions": OPTIONS, "files": ["page.js", "types.d.ts"]}
        (directory / "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")
        done = subprocess.run([tsc, "--pretty", "false"], cwd=directory, capture_output=True, text=True, check=False)
    found = re.sub(r"(?m)^page\.js\((\d+),", lambda match: f"{origin(source, int(match[1]))} (", done.stdout)
    sys.stdout.write(found)
    return done.returncode


def main() -> int:
    tsc = os.environ.get("TSC") or shutil.which("tsc")
    if tsc is None:
        sys.stderr.write("no tsc on the path: npm install --global typescript, or name one in TSC\n")
        return 2
    return check(tsc)


if __name__ == "__main__":
    sys.exit(main())
