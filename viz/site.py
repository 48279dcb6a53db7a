"""A published package as a website: a landing page, the timeline and the files; static and closed to the network.

    package ──▶ site_charts, site_sections ──▶ index.html
       └──────────▶ datapackage.json, datasets/, exports/, viz/timeline.html, SHA256SUMS

The directory is a package itself: what reads `datapackage.json` here reads it there.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from pipeline.errors import InputError, PublishError, require_room
from viz import data, figure, timeline
from viz.site_sections import File, resources, sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUMS = "SHA256SUMS"
PAGE = "viz/timeline.html"
ALONG = ("CITATION.cff", "CHANGELOG.md")
ASSETS = Path(__file__).parent / "assets"
_SIGNS = ("index.html", "datapackage.json", SUMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A file that the package doesn't hold, for `exports/` of the website, and what it is to people."""

    path: Path
    title: str


def write_site(directory: Path, out: Path, *, extras: Sequence[Extra] = (), metadata: str = "{}") -> Path:
    """Write the website of the package in `directory` to `out`, all or nothing, and return its first page.

    Args:
        directory: where `datapackage.json` and `datasets/` are.
        out: a directory that is empty, is not there, or holds such a website, which is replaced.
        extras: more files to offer.
        metadata: JSON-LD for search engines, with no `<` in it.

    Raises:
        InputError: the package can't be used, or `out` holds something else.
        PublishError: a file can't be written.
    """
    if "<" in metadata:
        raise ValueError("metadata: found '<'; expected JSON in which it is escaped")
    _check_out(directory, out)
    package = data.read_package(directory)
    stage = out.with_name(f".{out.resolve().name}.part")
    try:
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir(parents=True)
        try:
            _fill(directory, stage, package, extras, metadata)
            _swap(stage, out)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or error
        raise PublishError(f"{error.filename or out}: found {reason}; expected a directory to write to") from error
    return out / "index.html"


def _check_out(directory: Path, out: Path) -> None:
    if directory.resolve().is_relative_to(out.resolve()):
        raise InputError(out, None, "the directory of the package, or one above", "another, such as --out site")
    require_room(out)
    if out.is_dir() and any(out.iterdir()) and not all((out / name).is_file() for name in _SIGNS):
        raise InputError(
            out, None, "a directory with other files", "an empty one, or a website written by this command"
        )


def _swap(stage: Path, out: Path) -> None:
    """Put the new website in the place of the old; the old one comes back on a fault."""
    old = out.with_name(f".{out.resolve().name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if not out.exists():
        stage.rename(out)
        return
    out.rename(old)
    try:
        stage.rename(out)
    except OSError:
        old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _fill(directory: Path, stage: Path, package: data.Package, extras: Sequence[Extra], metadata: str) -> None:
    for name in ["datapackage.json", *_resource_paths(directory, package), *_along(directory)]:
        (stage / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(directory / name, stage / name)
    (stage / "exports").mkdir()
    for extra in extras:
        shutil.copyfile(extra.path, stage / "exports" / extra.path.name)
    timeline(directory, stage / PAGE)
    titles = {f"exports/{extra.path.name}": extra.title for extra in extras}
    files = [_file(stage, path, titles) for path in sorted(stage.rglob("*")) if path.is_file()]
    sums = "".join(f"{file.sha256}  {file.path}\n" for file in files)
    (stage / SUMS).write_text(sums, encoding="utf-8", newline="\n")
    (stage / "index.html").write_text(render(package, files, metadata), encoding="utf-8", newline="\n")
    (stage / ".nojekyll").write_bytes(b"")


def _resource_paths(directory: Path, package: data.Package) -> Iterator[str]:
    """The paths of the package's data; only plain names in `datasets/`, whatever the descriptor says."""
    for resource in resources(package):
        name = str(resource.get("path"))
        path = directory / name
        if name != f"datasets/{path.name}" or path.is_symlink() or not path.is_file():
            raise InputError(directory / "datapackage.json", "resources", repr(name), "a file in datasets/")
        yield name


def _along(directory: Path) -> list[str]:
    return [name for name in ALONG if (directory / name).is_file() and not (directory / name).is_symlink()]


def _file(stage: Path, path: Path, titles: dict[str, str]) -> File:
    name = path.relative_to(stage).as_posix()
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return File(path=name, size=path.stat().st_size, sha256=digest, title=titles.get(name))


def render(package: data.Package, files: Sequence[File], metadata: str) -> str:
    """The landing page: `files` are those of the website, `metadata` is JSON-LD with no `<` in it."""
    style = _colours() + (ASSETS / "site.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    descriptor = package.descriptor
    title = str(descriptor.get("title") or descriptor.get("name") or "Timeline")
    description = str(descriptor.get("description") or title)
    template = Template((ASSETS / "site.html").read_text(encoding="utf-8"))
    return template.substitute(
        sections(package, files),
        title=escape(title),
        description=escape(description),
        policy=escape(
            f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
        ),
        style=style,
        metadata=metadata,
    )


def _colours() -> str:
    light, dark = (_properties(figure.THEMES[name]) for name in ("light", "dark"))
    return (
        f":root {{ color-scheme: light dark; {light} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
        f"@media print {{ :root {{ color-scheme: light; {light} }} }}\n"
    )


def _properties(theme: dict[str, object]) -> str:
    marks = theme["marks"]
    accent = marks[0] if isinstance(marks, list) else ""
    plain = ("paper", "band", "grid", "axis", "text")
    return " ".join([*(f"--{name}: {theme[name]};" for name in plain), f"--accent: {accent};"])
