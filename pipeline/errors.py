"""Everything that `pipeline` raises on purpose.

    DatelinesError
    ├── InputError      the call or the input can't be used (exit code 2)
    │   └── CorpusError several inputs of a corpus can't be used
    ├── DataError       the data is not right: a package fails its checks (exit code 1)
    ├── PublishError    the disk, a lock or the file system stood in the way (exit code 1)
    └── WorkerError     a process that read documents died (exit code 1)

Each message is one sentence that says where, what was found and what would be right.
"""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from json import JSONDecodeError
    from pathlib import Path


class DatelinesError(Exception):
    """The root of the tree; `exit_code` is what the command returns for it."""

    exit_code = 1


class InputError(DatelinesError):
    """An input that can't be used, with its place.

    >>> raise InputError("corpus/a.md", "line 3", "'published: soon'", "an EDTF date such as 2025-06-14")
    Traceback (most recent call last):
    ...
    pipeline.errors.InputError: corpus/a.md, line 3: found 'published: soon'; expected an EDTF date such as 2025-06-14
    """

    exit_code = 2

    def __init__(self, path: object, place: str | None, found: str, expected: str) -> None:
        where = f"{path}, {place}" if place else f"{path}"
        super().__init__(f"{where}: found {found}; expected {expected}")
        self.path = str(path)
        self.place = place
        self.found = found
        self.expected = expected

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str | None, str, str]]:
        """How a worker process hands it over: by its parts, since the message alone doesn't make one."""
        return InputError, (self.path, self.place, self.found, self.expected)


class CorpusError(InputError):
    """The faults of a corpus in order: the first and how many more there are, or all, a line each, when `verbose`.

    >>> fault = InputError("a.md", None, "nothing", "text")
    >>> print(CorpusError([fault, fault, fault]))
    a.md: found nothing; expected text (and 2 more)
    """

    def __init__(self, faults: Sequence[InputError], *, verbose: bool = False) -> None:
        first = faults[0]
        super().__init__(first.path, first.place, first.found, first.expected)
        self.faults = tuple(faults)
        self._verbose = verbose

    def __str__(self) -> str:
        if self._verbose:
            return "\n".join(str(fault) for fault in self.faults)
        more = len(self.faults) - 1
        return super().__str__() + (f" (and {more} more)" if more else "")


class DataError(DatelinesError):
    """Data that fails a check."""


class PublishError(DatelinesError):
    """A file could not be written, locked, synchronised or renamed."""


class WorkerError(DatelinesError):
    """A process that read documents died."""


def require_regular(directory: Path, name: str) -> None:
    """Refuse what would lead out of `directory` or never end: a link, a FIFO, a device at the relative path `name`.

    A path that isn't there passes, as does `directory` itself, whatever it is.

    Raises:
        InputError: a part of the path is a symbolic link, no directory, or at its end no regular file.
    """
    path = directory
    for part in name.split("/"):
        path /= part
        try:
            mode = path.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return
        except OSError as error:
            raise InputError(path, None, repr(error.strerror), "a file that can be looked at") from error
        expected = "a regular file" if path == directory / name else "a directory"
        if not (stat.S_ISREG(mode) if expected == "a regular file" else stat.S_ISDIR(mode)):
            raise InputError(path, None, "a symbolic link" if stat.S_ISLNK(mode) else "something else", expected)


def require_room(path: Path) -> None:
    """Refuse a directory to be made, or to be written into, at or below a path where a file is.

    Raises:
        InputError: there is one.
    """
    there = next((each for each in (path, *path.parents) if each.exists()), None)
    if there is not None and not there.is_dir():
        raise InputError(there, None, "a file", "a directory")


def require_no_directory(path: Path, name: str) -> None:
    """Refuse a file to be written where a directory is, or below a path where a file is; `name` is one that would do.

    Raises:
        InputError: there is one.
    """
    if path.is_dir():
        raise InputError(path, None, "a directory", f"a file, such as {path / name}")
    require_room(path.parent)


def json_fault(error: JSONDecodeError) -> str:
    """What stands where a text is no JSON any more.

    >>> import json
    >>> for text in ('{"id": ]', '{"id": '):
    ...     try:
    ...         json.loads(text)
    ...     except json.JSONDecodeError as error:
    ...         print(json_fault(error))
    ']' in column 8, where JSON has something else
    an end where JSON goes on
    """
    there = error.doc[error.pos : error.pos + 1]
    return f"{there!r} in column {error.colno}, where JSON has something else" if there else "an end where JSON goes on"
