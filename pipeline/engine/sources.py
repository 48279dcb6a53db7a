"""Cuts a corpus into partitions, each of which is read by itself: some small files, or a piece of a large one.

Where a partition ends is told by what is there, not by what came before: after a file whose name has a certain hash, or
after so many bytes. So a file that is added, changed or removed leaves the partitions around it as they are.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from pipeline.ingest import list_inputs
from pipeline.ingest.corpus import ROW_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.ingest import Input

BYTES_A_PARTITION = 2 << 20
"""Bytes of files after which a partition ends."""

_FILES_A_PARTITION = 512
"""Small files that a partition has on average; one name in so many ends one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What one partition reads: whole files, or one slice of a file of rows.

    `state` tells the files apart from what they were at other times: names, sizes, inodes and times of change, of
    which `changed` is the last, in nanoseconds since 1970.
    """

    inputs: tuple[Input, ...]
    state: str
    changed: int
    bytes: int

    @property
    def name(self) -> str:
        """How a message names it."""
        first, last = self.inputs[0].name, self.inputs[-1].name
        return first if first == last else f"{first} to {last}"


def sources(corpus: Path) -> Iterator[Source]:
    """Yield the partitions of a corpus in the order of its files.

    Raises:
        InputError: the corpus, or a file in it, can't be used.
    """
    waiting: list[Input] = []
    size = 0
    for item in list_inputs(corpus):
        if item.suffix in ROW_FORMATS:
            if waiting:
                yield _of_files(waiting)
                waiting, size = [], 0
            yield _of_files([item])
            continue
        waiting.append(item)
        size += item.bytes
        if size >= BYTES_A_PARTITION or _ends_partition(item.name):
            yield _of_files(waiting)
            waiting, size = [], 0
    if waiting:
        yield _of_files(waiting)


def _ends_partition(name: str) -> bool:
    digest = hashlib.blake2b(name.encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") % _FILES_A_PARTITION == 0


def is_unchanged(source: Source) -> bool:
    """Whether the files of a source are what they were when it was made."""
    return _digest([_state(each) for each in source.inputs]) == source.state


def _of_files(inputs: list[Input]) -> Source:
    states = [_state(each) for each in inputs]
    return Source(
        inputs=tuple(inputs),
        state=_digest(states),
        changed=max(max(state[2:4]) for state in states),
        bytes=sum(state[1] for state in states),
    )


def _state(item: Input) -> list[Any]:
    """What changes whenever a file does: the inode and the time of its last change can't be set by hand."""
    try:
        status = item.path.lstat()
    except OSError as error:
        found = f"a file that can't be read ({error.strerror})"
        raise InputError(item.path, None, found, "a file that stays") from None
    return [item.name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()
