"""Cuts a corpus into partitions, each of which is read by itself: some small files, or a piece of a large one.

Where a partition ends is told by what is there, not by what came before: after a file whose name has a certain hash, or
after so many bytes. So a file that is added, changed or removed leaves the partitions around it as they are.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.ingest import list_inputs, read_input
from pipeline.ingest.corpus import ROW_FORMATS
from pipeline.ingest.decode import unreadable
from pipeline.ingest.slices import cut_jsonl, read_jsonl_slice, read_parquet_slice, row_group_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.ingest import Input
    from pipeline.ingest.rows import Outcome
    from pipeline.ingest.slices import Slice

    Stamp = tuple[str, int, int, int, int]

BYTES_A_PARTITION = 5 << 17
"""Bytes of files after which a partition ends, and of a slice on average."""

_FILES_A_PARTITION = 512
"""Small files that a partition has on average; one name in so many ends one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What one partition reads: whole files, or a part of a file of rows, a slice of JSON Lines or some row groups.

    `state` tells what is read apart from what was there at other times: by the content of a slice, else by the `stamps`
    of the files, which change with them: names, sizes, inodes and times of change in nanoseconds since 1970.
    """

    inputs: tuple[Input, ...]
    slice: Slice | None = None
    row_groups: tuple[int, ...] = ()
    state: str
    stamps: tuple[Stamp, ...]
    bytes: int

    @property
    def name(self) -> str:
        """How a message names it."""
        first, last = self.inputs[0].name, self.inputs[-1].name
        return first if first == last else f"{first} to {last}"

    @property
    def changed(self) -> int:
        """When a file last changed, in nanoseconds since 1970; 0 for what is told by its content."""
        return 0 if self.slice else max(max(stamp[2:4]) for stamp in self.stamps)


def sources(corpus: Path) -> Iterator[Source]:
    """Yield the partitions of a corpus in the order of its files.

    Raises:
        InputError: the corpus, or a file in it, can't be used.
    """
    waiting: list[Input] = []
    size = 0
    for item in list_inputs(corpus):
        large = item.suffix in ROW_FORMATS
        if not large:
            waiting.append(item)
            size += item.bytes
        if waiting and (large or size >= BYTES_A_PARTITION or _ends_partition(item.name)):
            yield _of_files(waiting)
            waiting, size = [], 0
        if large:
            yield from _of_rows(item)
    if waiting:
        yield _of_files(waiting)


def is_unchanged(source: Source) -> bool:
    """Whether the files of a source are what they were when it was made."""
    return tuple(_stamp(each) for each in source.inputs) == source.stamps


def documents(source: Source) -> Iterator[Outcome]:
    """Yield the documents of a source and, in its place, every fault, and None for every blank row."""
    for item in source.inputs:
        if source.slice is not None:
            cut = source.slice
            yield from read_jsonl_slice(item.path, item.name, cut.start, cut.end, first_line=cut.first_line)
        elif source.row_groups:
            yield from read_parquet_slice(item.path, item.name, source.row_groups)
        else:
            yield from read_input(item)


def _ends_partition(name: str) -> bool:
    digest = hashlib.blake2b(name.encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") % _FILES_A_PARTITION == 0


def _of_files(inputs: list[Input]) -> Source:
    stamps = tuple(_stamp(each) for each in inputs)
    size = sum(stamp[1] for stamp in stamps)
    return Source(inputs=tuple(inputs), state=_digest(stamps), stamps=stamps, bytes=size)


def _of_rows(item: Input) -> Iterator[Source]:
    """A file of rows in parts, where its format lets it be read from anywhere: gzip and Zstandard don't."""
    if item.bytes <= BYTES_A_PARTITION or item.suffix not in {".jsonl", ".parquet"}:
        yield _of_files([item])
    elif item.suffix == ".jsonl":
        stamps = (_stamp(item),)
        try:
            for cut in cut_jsonl(item.path, BYTES_A_PARTITION):
                state = _digest([item.name, cut.sha256])
                yield Source(inputs=(item,), slice=cut, state=state, stamps=stamps, bytes=cut.end - cut.start)
        except OSError as error:
            raise unreadable(item.path, error) from None
    else:
        yield from _of_row_groups(item)


def _of_row_groups(item: Input) -> Iterator[Source]:
    """Row groups of a Parquet file, as many as a partition holds; what can't be read is left to its reader to tell."""
    sizes = row_group_bytes(item.path)
    if len(sizes) < 2:
        yield _of_files([item])
        return
    stamps = (_stamp(item),)
    groups: list[int] = []
    for number in range(len(sizes)):
        groups.append(number)
        held = sum(sizes[each] for each in groups)
        if held >= BYTES_A_PARTITION or number == len(sizes) - 1:
            state = _digest([stamps, groups])
            yield Source(inputs=(item,), row_groups=tuple(groups), state=state, stamps=stamps, bytes=held)
            groups = []


def _stamp(item: Input) -> Stamp:
    """What changes whenever a file does: the inode and the time of its last change can't be set by hand."""
    try:
        status = item.path.lstat()
    except OSError as error:
        raise unreadable(item.path, error) from None
    return item.name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()
