"""Everything that `pipeline` raises on purpose.

    DatelinesError
    ├── InputError      the call or the input can't be used (exit code 2)
    ├── DataError       the data is not right: a package fails its checks (exit code 1)
    └── PublishError    the disk, a lock or the file system stood in the way (exit code 1)

Each message is one sentence that says where, what was found and what would be right.
"""

from __future__ import annotations


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


class DataError(DatelinesError):
    """Data that fails a check."""


class PublishError(DatelinesError):
    """A file could not be written, locked, synchronised or renamed."""
