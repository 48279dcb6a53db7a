"""Read one partition and write what it gives: the one function that every engine runs, here or on another machine."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import shutil
import stat
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.engine.extraction import extract_documents, where
from pipeline.engine.garbage import collecting_rarely
from pipeline.engine.known import Known
from pipeline.engine.parts import FOUND, PartWriter, document_rows, read_part
from pipeline.engine.sources import documents, is_unchanged
from pipeline.errors import InputError, PublishError
from pipeline.limits import using
from pipeline.publish.descriptor import file_hash
from pipeline.publish.files import reason
from pipeline.temporal.languages import rules_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.engine.parts import DocumentRows
    from pipeline.engine.sources import Source
    from pipeline.model import Document

REPORT = "report.json"
_BATCH_DOCUMENTS, _BATCH_CHARACTERS = 32, 1 << 18
_YOUNG = 1
"""The generation of objects that cyclic garbage is looked for in, with those below it."""


_SUMS = ("documents", "characters", "bytes", "expressions", "mentions", "without_event", "unplaced", "blank")


@dataclass(slots=True, kw_only=True)
class Counts:
    """What was read and found, and the processor seconds that it took by stage.

    `without_event` counts the dates that no event was found for, `unplaced` those that have no place in the
    calendar, `blank` the rows without words, which are passed over, `unreadable` the documents of each language
    that there are no rules for, `unread` those that state a field under a name that isn't read; `first_unreadable` and
    `first_unread` name the first of each. Seconds are for people: no result depends on them.
    """

    documents: int = 0
    characters: int = 0
    bytes: int = 0
    expressions: int = 0
    mentions: int = 0
    without_event: int = 0
    unplaced: int = 0
    blank: int = 0
    unreadable: dict[str, int] = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)
    first_unreadable: dict[str, str] = field(default_factory=dict)
    first_unread: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, other: Counts) -> None:
        """Add what another partition gave."""
        for name in _SUMS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.unreadable = dict(sorted((Counter(self.unreadable) + Counter(other.unreadable)).items()))
        self.unread = dict(sorted((Counter(self.unread) + Counter(other.unread)).items()))
        self.first_unreadable = other.first_unreadable | self.first_unreadable
        self.first_unread = other.first_unread | self.first_unread
        self.seconds = {
            stage: round(self.seconds.get(stage, 0.0) + other.seconds.get(stage, 0.0), 3)
            for stage in sorted(self.seconds.keys() | other.seconds.keys())
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A partition to be run: what it reads, where its part goes, a spaCy model that reads along, the limits that hold.

    `limits` is what `limits.stated` gave where the build was started: a worker may run in another environment.
    `maker` tells the code, and all else, that makes a part of what is read. `before` are parts that the same made
    earlier: what they have of a document that is as it was is taken over.
    """

    source: Source
    part: Path
    spacy_model: str | None = None
    limits: Mapping[str, str] = field(default_factory=dict)
    maker: str = ""
    before: tuple[Path, ...] = ()


def run_partition(task: Task) -> Counts:
    """Read the documents of a source and write the files of its part into a directory, which appears when it is whole.

    Cyclic garbage is looked for after some documents each, and not meanwhile: what they left is then found in one go,
    and memory stays bounded by what those documents take.

    The same task gives the same files wherever and however often it is run, the report's seconds apart; where the
    directory is there already, another process was faster, and its files stay.

    Raises:
        InputError: a document can't be used; the first in order.
        PublishError: a file can't be written.
    """
    from pipeline.publish.arrow import load_arrow

    load_arrow()
    source, directory = task.source, task.part
    counts = Counts(bytes=source.bytes)
    stage = directory.with_name(f"{directory.name}.{os.getpid()}.draft")
    try:
        stage.mkdir(parents=True)
        with (
            using(task.limits),
            collecting_rarely(),
            PartWriter(stage) as part,
        ):
            _extract(task, part, counts)
        if not is_unchanged(source):
            raise InputError(source.name, None, "a file that changed while it was read", "files that stay for a while")
        _seal(stage, counts, task.maker)
        _settle(stage, directory)
    except OSError as error:
        raise PublishError(
            f"{error.filename or stage}: could not be written ({reason(error)}); expected a disk to write on"
        ) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return counts


def read_counts(directory: Path) -> Counts:
    """The counts of a part that is whole."""
    return Counts(**_read_report(directory)["counts"])


def is_whole(directory: Path) -> bool:
    """Whether a part is there, each of its files as it was written and none beside them.

    A file is taken for what it was when it was sealed where inode, size and times are what they were then, the last of
    which can't be set by hand, and is read where they aren't, as in a directory that was copied.
    """
    try:
        report = _read_report(directory)
        if directory.is_symlink():
            return False
        return bool(_stamps(directory) == report["stamps"] or _hashes(directory) == report["files"])
    except (OSError, ValueError, KeyError):
        return False


def is_of(directory: Path, maker: str) -> bool:
    """Whether a part is there that a maker made (see `Task`)."""
    try:
        return bool(_read_report(directory)["maker"] == maker)
    except (OSError, ValueError, KeyError):
        return False


def _seal(directory: Path, counts: Counts, maker: str) -> None:
    """Write the report: its own hash, a space, the counts, who made it, and of every file its hash and its stamp."""
    files = {"files": _hashes(directory), "stamps": _stamps(directory)}
    told = json.dumps({"counts": asdict(counts), "maker": maker, **files}, ensure_ascii=False)
    (directory / REPORT).write_text(f"{_hash(told)} {told}", encoding="utf-8")


def _read_report(directory: Path) -> dict[str, Any]:
    """The content of a report; ValueError for one that isn't as it was written."""
    own, _, told = (directory / REPORT).read_text(encoding="utf-8").partition(" ")
    if own != _hash(told):
        raise ValueError(REPORT)
    report: dict[str, Any] = json.loads(told)
    return report


def _hashes(directory: Path) -> dict[str, str]:
    """The hash of every file but the report."""
    return {name: file_hash(directory / name) for name in _stamps(directory)}


def _stamps(directory: Path) -> dict[str, list[int]]:
    """Inode, size and times of every file but the report; ValueError where there is anything but plain files."""
    found = {}
    with os.scandir(directory) as entries:
        for entry in entries:
            status = entry.stat(follow_symlinks=False)
            if not stat.S_ISREG(status.st_mode):
                raise ValueError(entry.name)
            if entry.name != REPORT:
                found[entry.name] = [status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns]
    return found


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read_eventless(directory: Path) -> list[str]:
    """A line for each date of a part that gave no event."""
    lines: list[str] = read_part(directory, FOUND, ["eventless"])["eventless"].drop_null().to_pylist()
    return [line for some in lines for line in some.split("\n")]


def _settle(stage: Path, directory: Path) -> None:
    try:
        stage.rename(directory)
    except OSError:
        if not (directory / REPORT).is_file():
            raise


def _extract(task: Task, part: PartWriter, counts: Counts) -> None:
    seconds = {"read": 0.0, "extract": 0.0, "write": 0.0}
    last = time.process_time()
    known = Known(each for each in task.before if is_whole(each))
    for batch in _batches(_documents(task.source, counts)):
        now = time.process_time()
        seconds["read"] += now - last
        taken = list(map(known.rows_of, batch))
        new = [document for document, rows in zip(batch, taken, strict=True) if rows is None]
        found = extract_documents(new, spacy_model=task.spacy_model)
        last = time.process_time()
        seconds["extract"] += last - now
        made = map(document_rows, found)
        for document, rows in zip(batch, taken, strict=True):
            given = next(made) if rows is None else rows
            counts.mentions += part.add(document, given)
            _count(document, given, counts)
        # what is let go of before isn't looked through for garbage
        batch.clear()
        found.clear()
        gc.collect(_YOUNG)
        now = time.process_time()
        seconds["write"] += now - last
        last = now
    counts.seconds = {stage: round(spent, 4) for stage, spent in sorted(seconds.items())}


def _count(document: Document, rows: DocumentRows, counts: Counts) -> None:
    expressions, without_event, unplaced, *_ = rows.found
    counts.documents += 1
    counts.characters += len(document.text)
    counts.expressions += expressions
    counts.without_event += without_event
    counts.unplaced += unplaced
    for name in document.unread:
        counts.unread[name] = counts.unread.get(name, 0) + 1
        counts.first_unread.setdefault(name, where(document))
    if rules_for(document.language) is None:
        counts.unreadable[document.language] = counts.unreadable.get(document.language, 0) + 1
        counts.first_unreadable.setdefault(document.language, where(document))


def _batches(read: Iterable[Document]) -> Iterator[list[Document]]:
    """Some documents at a time, for each stage in turn: what a stage works with then stays at hand in the processor."""
    batch: list[Document] = []
    size = 0
    for document in read:
        batch.append(document)
        size += len(document.text)
        if len(batch) == _BATCH_DOCUMENTS or size >= _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _documents(source: Source, counts: Counts) -> Iterator[Document]:
    for outcome in documents(source):
        if isinstance(outcome, InputError):
            raise outcome
        if outcome is None:
            counts.blank += 1
        else:
            yield outcome
