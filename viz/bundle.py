"""The Plotly script: the small basic bundle where it was fetched, else the whole one in the plotly wheel.

`python -m viz.bundle` fetches the basic bundle by npm, checks it, and puts it in `viz/assets/vendor/`.
The page is the same with either; with the basic bundle it is a quarter of the size.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import InputError

PACKAGE = "plotly.js-basic-dist-min"
VERSION = "4.1.1"
SHA256 = "99784e3abfb07b142a15e521a439e6d9addceadb3f79553fd24c72774f0649ba"
MEMBER = "package/plotly-basic.min.js"
VENDORED = Path(__file__).parent / "assets" / "vendor" / "plotly-basic.min.js"
_BEYOND_LATIN = re.compile(r"[\u0100-\uffff]")
_OPENING, _END = '(typeof self !== "undefined" ? self : this, ', "\n}));"


def plotly_script(vendored: Path = VENDORED) -> str:
    """Return the source of Plotly, `vendored` when its sha256 is the pinned one, else the wheel's.

    Raises:
        InputError: neither is there.
    """
    if vendored.is_file():
        content = vendored.read_bytes()
        if hashlib.sha256(content).hexdigest() == SHA256:
            return quick_to_compile(content.decode("utf-8"))
    spec = find_spec("plotly")
    if spec is not None and spec.origin is not None:
        path = Path(spec.origin).parent / "package_data" / "plotly.min.js"
        if path.is_file():
            return quick_to_compile(path.read_text(encoding="utf-8"))
    raise InputError("plotly", None, "no package of that name", "plotly, installed with the other requirements")


def quick_to_compile(source: str) -> str:
    """Return Plotly's script as browsers compile it soonest."""
    return compiled_at_once(one_byte(source))


def one_byte(source: str) -> str:
    r"""Write the few characters beyond Latin-1, which stand in literals alone, as escapes.

    One such character, and a browser holds and reads the whole script at two bytes a character.

    >>> one_byte('x=/[\u5341\xe9]/m')
    'x=/[\\u5341é]/m'
    """
    return _BEYOND_LATIN.sub(lambda found: f"\\u{ord(found[0]):04x}", source)


def compiled_at_once(source: str) -> str:
    r"""Put the function that holds all of Plotly in parentheses, where it is in none.

    Browsers take that as the sign of a function that is called at once; without, they read its megabyte twice, first
    to skip it.

    >>> compiled_at_once('(typeof self !== "undefined" ? self : this, () => {\nreturn 1;\n}));')[-24:]
    '(() => {\nreturn 1;\n})));'
    """
    head, opening, rest = source.partition(_OPENING)
    function, end, after = rest.rpartition(_END)
    if not opening or not end or after.strip():
        return source
    return f"{head}{opening}({function}\n}}){_END[2:]}{after}"


def fetch(target: Path = VENDORED) -> str | None:
    """Fetch the basic bundle to `target`; return None when it is there, else why it is not."""
    if target.is_file() and hashlib.sha256(target.read_bytes()).hexdigest() == SHA256:
        return None
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    with tempfile.TemporaryDirectory() as directory:
        try:
            content = _download(npm, Path(directory))
        except (OSError, subprocess.SubprocessError, tarfile.TarError, KeyError) as error:
            return f"npm pack {PACKAGE}@{VERSION} failed ({type(error).__name__})"
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256:
        return f"{PACKAGE}@{VERSION} has the sha256 {found}, not the pinned {SHA256}"
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".part")
    partial.write_bytes(content)
    partial.replace(target)
    return None


def _download(npm: str, directory: Path) -> bytes:
    """Return the bundle from the package's archive, read in memory: nothing is unpacked to disk."""
    call = [npm, "pack", f"{PACKAGE}@{VERSION}", "--silent", "--ignore-scripts"]
    subprocess.run(call, cwd=directory, check=True, capture_output=True, timeout=120)  # noqa: S603
    archive = next(iter(sorted(directory.glob("*.tgz"))), None)
    if archive is None:
        raise FileNotFoundError(directory)
    with tarfile.open(archive) as tar:
        member = tar.extractfile(MEMBER)
        if member is None:
            raise KeyError(MEMBER)
        return member.read()


def main() -> int:
    """Fetch the bundle; where that can't be done say so on stderr and return 0 all the same."""
    reason = fetch()
    if reason is not None:
        sys.stderr.write(f"{reason}: the timeline will carry the larger bundle of the plotly wheel\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
