"""The last package of a directory, as far as the next one can be made from it: the parts that it was assembled from.

`.datelines/last.json` names these parts, and the hash of every Parquet file that was published with them. It is written
after the package; one that tells of other files than those that are published, is damaged, or tells of parts that are
damaged or gone, is as none, and the next package is assembled from all parts.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.engine.partition import is_whole
from pipeline.publish.commit import STATE
from pipeline.publish.descriptor import file_hash
from pipeline.publish.files import stated_hashes

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

_FILE = "last.json"
_MOST_CHANGED = 8
"""One part in so many may have changed: of more, all are assembled in about the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """A package whose tables are those of `parts`, without any decision, and the Parquet files that hold them."""

    directory: Path
    parts: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a package, in any order, and the last package where these tables can be made from its."""

    now: Sequence[Path]
    last: Last | None = None


def note(package: Path, parts: Sequence[Path]) -> str:
    """A note that a package that was proved, in a directory, was assembled from these parts, without any decision."""
    files = {name: stated for name, stated in sorted(stated_hashes(package).items()) if name.endswith(".parquet")}
    return json.dumps({"parts": sorted(part.name for part in parts), "files": files}, indent=1)


def remember(told: str, directory: Path, work: Path) -> None:
    """Keep a note of the package that is published in a directory.

    It is written in `work`, of the same file system, and takes its place at once. Where the disk doesn't let it, an
    earlier note stays, which tells of other files; so does this one if another build has published meanwhile.
    """
    with suppress(OSError):
        (work / _FILE).write_text(f"{_digest(told)}\n{told}\n", encoding="utf-8")
        (work / _FILE).replace(directory / STATE / _FILE)


def last_package(directory: Path, parts: Collection[Path]) -> Last | None:
    """The last package, if few of the parts of the next one are others; None where there is no telling.

    The parts that both have are taken to be whole. To be asked with `commit.reading` around it and what is read.
    """
    here = {part.name: part for part in parts}
    known = next(iter(parts), None)
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = _read(directory / STATE / _FILE)
        names: list[str] = told["parts"]
        changed = len(here.keys() ^ set(names))
        if known is None or changed * _MOST_CHANGED > len(names):
            return None
        gone = {name: known.with_name(name) for name in names if name not in here}
        if all(map(is_whole, gone.values())) and told["files"] == _hashes(directory):
            return Last(directory=directory, parts=tuple((here | gone)[name] for name in names))
    return None


def _read(path: Path) -> dict[str, Any]:
    """What was noted; ValueError where it isn't as it was written."""
    digest, _, told = path.read_text(encoding="utf-8").partition("\n")
    if digest != _digest(told.removesuffix("\n")):
        raise ValueError(path.name)
    content: dict[str, Any] = json.loads(told)
    return content


def _digest(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest()


def _hashes(directory: Path) -> Mapping[str, str]:
    """The hash of every Parquet file that is there."""
    return {
        path.relative_to(directory).as_posix(): file_hash(path)
        for path in sorted((directory / "datasets").glob("*.parquet"))
    }
