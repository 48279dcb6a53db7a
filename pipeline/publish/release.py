"""Release a published package: a calendar version, its day, and what it changed since the last release.

A release touches nothing that was built but what it stamps: `version` and `created` of the package, and the table of
changes. Both are kept in the corpus too, in `datapackage.yaml` and `changes.csv`, from where every later build takes
them; so a build is a function of its corpus alone, and `datelines build --check` finds no difference after a release.
`CHANGELOG.md` and `CITATION.cff` in the directory of the package are stamped where there are any. All files within that
directory change in one commit (see `commit`).
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.errors import DataError, InputError, require_regular
from pipeline.publish.changes import CHANGES_FILE, changes_between, first_changes, read_changes
from pipeline.publish.checks.finding import summary
from pipeline.publish.checks.json_text import JsonError, strict_json
from pipeline.publish.descriptor import DESCRIPTOR
from pipeline.publish.files import is_inside, reason, telling
from pipeline.publish.history import CHANGES, VERSION_PATTERN
from pipeline.publish.info import INFO_FILE, described_info
from pipeline.publish.stamps import stamp_changelog, stamp_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa

    from pipeline.publish.checks.finding import Finding
    from pipeline.publish.info import PackageInfo

Row = dict[str, Any]

PAGE = "viz/timeline.html"
CHANGELOG = "CHANGELOG.md"
CITATION = "CITATION.cff"
_VERSION = re.compile(VERSION_PATTERN)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What was released: how many events it added, removed and changed since `since`, and the files it wrote.

    `recorded` says whether a corpus keeps the release for later builds.
    """

    version: str
    since: str | None
    added: int
    removed: int
    changed: int
    files: tuple[str, ...]
    recorded: bool


def release(  # noqa: PLR0913 - an option of the command each
    directory: Path,
    version: str,
    *,
    day: str | None = None,
    since: Path | None = None,
    corpus: Path | None = None,
    render: Callable[[Path], object] | None = None,
) -> Release:
    """Release the package in `directory`, all or nothing.

    Args:
        directory: the directory of a published package.
        version: a calendar version, such as 2026.3.0, later than any released before.
        day: its date as YYYY-MM-DD, in the month of the version; None leaves the release without a date.
        since: the directory of the last release; needed once there has been one. Without one, every event is added.
        corpus: where the release is recorded, so that later builds publish it; by default `corpus` in `directory`, if
            there is one. A corpus outside `directory` is written just before the package, and put back on a fault.
        render: makes the page of the package in a directory; called where a page is published.

    Raises:
        InputError: the version, the date, a directory, the changelog or the citation can't be used.
        DataError: the package would not be valid.
        PublishError: the disk or another build stood in the way.
    """
    from pipeline.publish.commit import publish_package, recover
    from pipeline.publish.validate import fitting_checks, validate

    _check_version(version, day)
    recover(directory)
    if not (directory / DESCRIPTOR).is_file():
        raise InputError(directory / DESCRIPTOR, None, "no such file", "the descriptor of a published package")
    _refuse(validate(directory, fitting_checks(directory)), "the package is not valid, so it was not released")
    call = _Call(directory=directory, version=version, day=day, since=since, record=_corpus(directory, corpus))
    done: list[Release] = []

    def write(stage: Path) -> None:
        done.append(_write(call, stage, outside))
        if render is not None and (directory / PAGE).is_file():
            render(stage)

    def check(stage: Path) -> None:
        _refuse(validate(stage, fitting_checks(stage)), "the package would not be valid, so nothing was released")
        outside.put()

    with _undoing() as outside:
        publish_package(directory, write, check)
    return done[0]


def _refuse(findings: Sequence[Finding], consequence: str) -> None:
    if findings:
        raise DataError(f"{consequence}: {summary(findings)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """What `release` was called with; `record` is the corpus that keeps the release, if there is one."""

    directory: Path
    version: str
    day: str | None
    since: Path | None
    record: Path | None


def _write(call: _Call, stage: Path, outside: _Outside) -> Release:
    """Write the released package and all that is stamped within its directory; leave the rest to `outside`."""
    history, last = _history(call)
    rows = _changes(call)
    counts = _counts(rows)
    texts = _stamped(call, _summary(counts, rows, last))
    recorded = {} if call.record is None else _record(call.record, call, history + rows)
    for path, content in recorded.items():
        name = _name_within(call.directory, path)
        if name:
            texts[name] = content
        else:
            outside.files[path] = content
    info = replace(_info(call.directory), version=call.version, created=call.day)
    _stage(call.directory, stage, info, history + rows)
    for name, content in texts.items():
        with telling(stage / name):
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_bytes(content)
    files = sorted([*texts, *map(str, outside.files)])
    return Release(version=call.version, since=last, files=tuple(files), recorded=bool(recorded), **counts)


class _Outside:
    """Files outside the package that a release writes, with what stood in them before."""

    def __init__(self) -> None:
        self.files: dict[Path, bytes] = {}
        self.before: dict[Path, bytes | None] = {}

    def put(self) -> None:
        for path, content in sorted(self.files.items()):
            with telling(path):
                self.before[path] = path.read_bytes() if path.exists() else None
                _replace(path, content)


@contextmanager
def _undoing() -> Iterator[_Outside]:
    outside = _Outside()
    try:
        yield outside
    except BaseException:
        for path, content in outside.before.items():
            with suppress(OSError):
                if content is None:
                    path.unlink(missing_ok=True)
                else:
                    _replace(path, content)
        raise


def _replace(path: Path, content: bytes) -> None:
    partial = path.with_name(f"{path.name}.part")
    partial.write_bytes(content)
    partial.replace(path)


def version_key(version: str) -> tuple[int, ...]:
    """What calendar versions are compared by.

    >>> version_key("2026.9.0") < version_key("2026.11"), version_key("2026.11") == version_key("2026.11.0")
    (True, True)
    """
    parts = [int(part) for part in version.split(".")]
    return (*parts, *[0] * (3 - len(parts)))


def _check_version(version: str, day: str | None) -> None:
    if not _VERSION.fullmatch(version):
        raise InputError("VERSION", None, repr(version), "a calendar version such as 2026.3.0 (year, month, number)")
    if day is None:
        return
    try:
        released = date.fromisoformat(day if _DAY.fullmatch(day) else "")
    except ValueError:
        raise InputError("--date", None, repr(day), "a day as YYYY-MM-DD, such as 2026-03-09") from None
    if version_key(version)[:2] != (released.year, released.month):
        month = f"{released.year}.{released.month}"
        raise InputError("VERSION", None, f"{version!r} for {day}", f"a version of that month, such as {month}.0")


def _corpus(directory: Path, named: Path | None) -> Path | None:
    """The directory that records the release; None where there is none."""
    path = directory / "corpus" if named is None else named
    if path.is_dir():
        return path
    if named is None:
        return None
    raise InputError(named, None, "no directory", "the directory of the corpus, which keeps the record of the releases")


def _history(call: _Call) -> tuple[list[Row], str | None]:
    """The changes of the releases before, and the last of these."""
    here, since = _released(call.directory), call.since
    if here:
        _check_later(call.version, _last(here))
    if since is None:
        if here:
            found = f"a package after the release {_last(here)}"
            raise InputError(call.directory, None, found, "--since with the directory of that release")
        _check_later(call.version, _info(call.directory).version, or_same=True)
        return [], None
    require_regular(since, DESCRIPTOR)
    if not (since / DESCRIPTOR).is_file():
        raise InputError(since / DESCRIPTOR, None, "no such file", "the descriptor of the last release")
    if since.resolve() == call.directory.resolve():
        raise InputError(since, None, "the package that is to be released", "the directory of the last release")
    there = _released(since)
    if here and here != there:
        found = f"changes up to {_last(there)}" if there else "no changes"
        expected = f"the release {_last(here)}, up to which {call.directory} tells the changes"
        raise InputError(since, None, found, expected)
    last = _last(there) if there else _info(since).version
    _check_later(call.version, last)
    return there, last


def _check_later(version: str, last: str | None, *, or_same: bool = False) -> None:
    """Refuse a version that isn't later than the last one; the first release may have the one that is told already."""
    if last is None or not _VERSION.fullmatch(last):
        return
    new, old = version_key(version), version_key(last)
    if new < old or (new == old and not or_same):
        raise InputError("VERSION", None, repr(version), f"a version later than {last}, the last one")


def _last(rows: list[Row]) -> str:
    return max((str(row["version"]) for row in rows), key=version_key)


def _released(directory: Path) -> list[Row]:
    from pipeline.publish.tables import resource_path

    return read_changes(directory / resource_path(CHANGES.name))


def _changes(call: _Call) -> list[Row]:
    from pipeline.publish.commit import reading
    from pipeline.publish.load import read_tables

    if call.since is None:
        return first_changes(read_tables(call.directory)["events"], call.version)
    with reading(call.since):
        return changes_between(call.since, call.directory, call.version)


def _info(directory: Path) -> PackageInfo:
    path = directory / DESCRIPTOR
    try:
        content = strict_json(path.read_bytes())
    except OSError as error:
        found = f"a file that can't be read ({reason(error)})"
        raise InputError(path, None, found, "the descriptor of a published package") from error
    except JsonError as error:
        raise InputError(path, None, str(error), "the descriptor of a published package") from error
    if not isinstance(content, dict):
        raise InputError(path, None, f"a JSON {type(content).__name__}", "the descriptor of a published package")
    return described_info(content, path)


def _stage(directory: Path, stage: Path, info: PackageInfo, rows: list[Row]) -> None:
    from pipeline.publish.load import read_tables
    from pipeline.publish.package import stage_package
    from pipeline.publish.rows import arrow_table

    tables: dict[str, pa.Table] = read_tables(directory)
    tables.pop(CHANGES.name, None)
    if rows:
        tables[CHANGES.name] = arrow_table(CHANGES, rows)
    stage_package(tables, info, stage)


def _record(corpus: Path, call: _Call, rows: list[Row]) -> dict[Path, bytes]:
    """The files of the corpus that keep the release."""
    from pipeline.publish.csvfile import render_csv
    from pipeline.publish.rows import arrow_table

    described = corpus / INFO_FILE
    stamped = stamp_yaml(_read(described), {"version": call.version, "created": call.day}, described)
    changes = b"".join(render_csv(arrow_table(CHANGES, list(rows))))
    return {described: stamped.encode(), corpus / CHANGES_FILE: changes}


def _name_within(directory: Path, path: Path) -> str:
    """The relative path of a file in the directory that a commit can put in place, else an empty text."""
    root, real = directory.resolve(), path.resolve()
    name = real.relative_to(root).as_posix() if real.is_relative_to(root) else ""
    return name if is_inside(name) else ""


def _stamped(call: _Call, lines: list[str]) -> dict[str, bytes]:
    """The changelog and the citation with the release, where there are any."""
    changelog, citation = call.directory / CHANGELOG, call.directory / CITATION
    texts = {}
    if changelog.is_file():
        texts[CHANGELOG] = stamp_changelog(_read(changelog), call.version, call.day, lines, changelog).encode()
    if citation.is_file():
        values = {"version": call.version, "date-released": call.day}
        texts[CITATION] = stamp_yaml(_read(citation), values, citation).encode()
    return texts


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8") if path.exists() else ""
    except UnicodeDecodeError as error:
        raise InputError(path, f"byte {error.start}", "bytes that are not UTF-8", "UTF-8") from error
    except OSError as error:
        raise InputError(path, None, f"a file that can't be read ({error.strerror})", "a text file") from error


def _counts(rows: list[Row]) -> dict[str, int]:
    events = Counter(kind for _, kind in {(row["event_id"], row["change"]) for row in rows})
    return {kind: events[kind] for kind in ("added", "removed", "changed")}


def _summary(counts: dict[str, int], rows: list[Row], last: str | None) -> list[str]:
    told = ", ".join(f"{number} {kind}" for kind, number in counts.items())
    against = f"since {last}" if last else "in the first release"
    lines = [f"Events {against}: {told}; `datasets/changes.csv` lists them."]
    replaced = sum(1 for row in rows if row.get("successor"))
    if replaced:
        lines.append(f"Events that go on under another identifier, named in the column `successor`: {replaced}.")
    return lines
