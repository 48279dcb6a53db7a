"""The questions of `commit` to the file system: whose is a file, where may it go, and is it on the disk."""

from __future__ import annotations

import os
import re
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.errors import InputError, PublishError, require_regular
from pipeline.publish.checks.json_text import strict_json
from pipeline.publish.descriptor import DESCRIPTOR

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_PART = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}"
_RELATIVE = re.compile(rf"{_PART}(?:/{_PART}){{0,30}}")
_DATA = re.compile(rf"datasets/{_PART}\.(?:csv|parquet)")


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn an OSError of the body into a PublishError that names the file."""
    try:
        yield
    except OSError as error:
        raise PublishError(
            f"{error.filename or path}: found {reason(error)!r}; expected a file system to publish to"
        ) from error


def reason(error: OSError) -> str:
    """What went wrong, in the words of the system where it has a number; pyarrow's own are long.

    >>> reason(OSError(28, "Error writing bytes to file. Detail: ..."))
    'No space left on device'
    """
    return os.strerror(error.errno) if error.errno else error.strerror or str(error)


def is_inside(name: str) -> bool:
    """Whether a relative path stays within the package: plain names parted by `/`, none of which begins with a dot.

    >>> is_inside("datasets/events.csv"), is_inside("../events.csv"), is_inside("/events.csv")
    (True, False, False)
    """
    return _RELATIVE.fullmatch(name) is not None


def is_data(name: str) -> bool:
    """Whether a relative path is that of a data file of a package.

    >>> is_data("datasets/events.csv"), is_data("datasets/notes.txt")
    (True, False)
    """
    return _DATA.fullmatch(name) is not None


def owned_files(directory: Path) -> set[str]:
    """The published files of the package in `directory`: its descriptor and the data files that it lists.

    Empty where there is no descriptor, or one that isn't of a package of events.
    """
    path = directory / DESCRIPTOR
    with telling(path):
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return set()
    try:
        listed = {str(resource["name"]): str(resource["path"]) for resource in strict_json(content)["resources"]}
    except (ValueError, KeyError, TypeError):
        return set()
    if listed.get("events") != "datasets/events.csv":
        return set()
    return {DESCRIPTOR, *(name for name in listed.values() if is_data(name))}


def stated_hashes(directory: Path) -> dict[str, str]:
    """The hashes of data files as the descriptor in a directory states them; none where it can't be read.

    They are those of the files where the package has been proved.
    """
    try:
        listed = strict_json((directory / DESCRIPTOR).read_bytes())["resources"]
        stated = {str(resource["path"]): resource.get("hash") for resource in listed}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {name: found for name, found in stated.items() if is_data(name) and isinstance(found, str)}


def staged_files(stage: Path) -> list[str]:
    """The files in a stage as relative paths in the order in which they are put in place: the descriptor last.

    Raises:
        PublishError: the stage has no descriptor, or has what isn't a regular file.
    """
    names = []
    for path in sorted(stage.rglob("*")):
        name = path.relative_to(stage).as_posix()
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            continue
        if not stat.S_ISREG(mode) or not is_inside(name):
            raise PublishError(
                f"{path}: found a file that can't be published; expected a regular file with a plain name"
            )
        names.append(name)
    if DESCRIPTOR not in names:
        raise PublishError(f"{stage / DESCRIPTOR}: found none; expected the descriptor of the package")
    names.remove(DESCRIPTOR)
    return [*names, DESCRIPTOR]


def check_owned(directory: Path, names: list[str], owned: Collection[str]) -> None:
    """Refuse to replace a descriptor or data file that isn't the package's; PublishError names the first."""
    for name in sorted(names):
        if (name == DESCRIPTOR or name.startswith("datasets/")) and name not in owned and (directory / name).exists():
            raise PublishError(
                f"{directory / name}: found a file that is not of a package published here; "
                f"expected none, move it away (with datasets/, if {DESCRIPTOR} is lost) or publish to another directory"
            )


def check_target(directory: Path, name: str) -> None:
    """Refuse a target that is, or lies behind, a symbolic link, and one that isn't a regular file."""
    try:
        require_regular(directory, name)
    except InputError as error:
        raise PublishError(str(error)) from error


def sync_file(path: Path) -> None:
    """Bring a file's content to the disk; OSError when that fails."""
    _sync(path, os.O_RDONLY)


def sync_directory(path: Path) -> None:
    """Bring the names in a directory to the disk; OSError when that fails."""
    _sync(path, os.O_RDONLY | os.O_DIRECTORY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
