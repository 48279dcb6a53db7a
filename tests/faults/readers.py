"""Every command that reads a published package, as a function of the package, its corpus and another package."""

from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline import build, load
from pipeline.engine.build import check
from pipeline.engine.site import site
from pipeline.publish.diff import diff
from pipeline.publish.exports import export
from pipeline.publish.release import release
from pipeline.publish.validate import OUR_CHECKS, validate
from pipeline.publish.verify import verify


def _timeline(out: Path) -> object:
    """As the command runs it: what locks the package is not of the room that draws it."""
    from pipeline import cli

    args = cli._parser().parse_args(["timeline", str(out)])
    return args.run(args)


READERS: Mapping[str, Callable[[Path, Path, Path], object]] = {
    "load": lambda out, corpus, other: load(out),
    "validate": lambda out, corpus, other: validate(out, OUR_CHECKS),
    "verify": lambda out, corpus, other: verify(out, corpus),
    "diff": lambda out, corpus, other: diff(other, out),
    "diff back": lambda out, corpus, other: diff(out, other),
    "export": lambda out, corpus, other: export(out, "geojson"),
    "site": lambda out, corpus, other: site(out, other.parent / "site"),
    "timeline": lambda out, corpus, other: _timeline(out),
    "build --check": lambda out, corpus, other: check(corpus, out),
    "release": lambda out, corpus, other: release(out, "2026.3.0"),
    "build": lambda out, corpus, other: build(corpus, out),
}
"""They may write to the package, to its exports, and beside the other package."""
