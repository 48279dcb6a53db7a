"""Check the page's scripts, their types and their style: `python -m tests.viz.check_js`.

Needs TypeScript's `tsc` and `eslint` on the path, or named in TSC and ESLINT. The modules are checked as they run,
joined in one function, and each finding is told with the module and line that it stands in.
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

PACKAGES = {"tsc": "typescript", "eslint": "eslint"}
TYPES = {
    "allowJs": True,
    "checkJs": True,
    "lib": ["es2023", "dom", "dom.iterable"],
    "noEmit": True,
    "noUnusedLocals": True,
    "strict": True,
    "target": "es2023",
    "types": [],
}
MARKUP = "MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|write|writeln)$/]"
STYLE = {
    "array-callback-return": "error",
    "complexity": ["error", 14],
    "eqeqeq": "error",
    "max-lines-per-function": ["error", {"max": 45, "skipComments": True, "IIFEs": False}],
    "no-constant-condition": ["error", {"checkLoops": False}],
    "no-dupe-keys": "error",
    "no-eval": "error",
    "no-fallthrough": "error",
    "no-implied-eval": "error",
    "no-new-func": "error",
    "no-restricted-syntax": ["error", {"selector": MARKUP, "message": "text reaches the page as text nodes alone"}],
    "no-script-url": "error",
    "no-self-compare": "error",
    "no-shadow": "error",
    "no-unreachable": "error",
    "no-unused-expressions": "error",
    "no-use-before-define": ["error", {"functions": False, "classes": False, "variables": False}],
    "no-var": "error",
    "object-shorthand": "error",
    "prefer-const": ["error", {"destructuring": "all"}],
    "prefer-template": "off",
}


def origin(source, number):
    """The module and line of a line of the joined script."""
    lines = source.splitlines()
    for name in (*page.SCRIPTS, "picture.js"):
        text = (page.ASSETS / name).read_text(encoding="utf-8").splitlines()
        first = next(n for n in range(len(lines)) if lines[n : n + len(text)] == text)
        if first < number <= first + len(text):
            return f"viz/assets/{name}:{number - first}"
    return f"joined script:{number}"


def check_types(tsc, directory, source):
    """Run the type checker; return what it found, a line each."""
    shutil.copy(page.ASSETS / "types.d.ts", directory)
    config = {"compilerOptions": TYPES, "files": ["page.js", "types.d.ts"]}
    (directory / "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")
    done = subprocess.run([tsc, "--pretty", "false"], cwd=directory, capture_output=True, text=True, check=False)
    found = re.sub(r"(?m)^page\.js\((\d+),", lambda match: f"{origin(source, int(match[1]))} (", done.stdout)
    return found.splitlines() or [done.stderr] * (done.returncode != 0)


def check_style(eslint, directory, source):
    """Run the linter; return what it found, a line each."""
    options = {"ecmaVersion": 2023, "sourceType": "script"}
    config = [{"files": ["page.js"], "languageOptions": options, "rules": STYLE}]
    (directory / "eslint.config.mjs").write_text(f"export default {json.dumps(config)};\n", encoding="utf-8")
    call = [eslint, "--format", "json", "page.js"]
    done = subprocess.run(call, cwd=directory, capture_output=True, text=True, check=False)
    if not done.stdout:
        return [done.stderr]
    messages = [message for file in json.loads(done.stdout) for message in file["messages"]]
    return [f"{origin(source, each['line'])} {each['message']} [{each['ruleId']}]" for each in messages]


def main():
    tools = {name: os.environ.get(name.upper()) or shutil.which(name) for name in PACKAGES}
    missing = [name for name, path in tools.items() if path is None]
    if missing:
        packages = " ".join(PACKAGES[name] for name in missing)
        sys.stderr.write(f"no {' and no '.join(missing)} on the path: npm install --global {packages}\n")
        return 2
    source = page.application_script(picture.script("png"))
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        (directory / "page.js").write_text(source, encoding="utf-8")
        found = check_types(tools["tsc"], directory, source) + check_style(tools["eslint"], directory, source)
    sys.stdout.writelines(f"{line}\n" for line in found)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
