"""Where the parts of a corpus are kept, so that what hasn't changed is not read again, nor after an interruption.

A part is found by what its source was (see `sources.Source.state`) and by the version of all that made it: the code of
this package, Python's tables of characters, the libraries that read files, the limits that
were set. A part of anything else is never looked at, and is deleted when a build has ended well.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import sys
import time
import unicodedata
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING

from pipeline.engine.partition import is_whole
from pipeline.errors import PublishError
from pipeline.limits import stated
from pipeline.publish.commit import STATE
from pipeline.publish.files import telling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.engine.sources import Source

_CODE = Path(__file__).resolve().parent.parent
_LIBRARIES = {
    ".md": ("pyyaml",),
    ".markdown": ("pyyaml",),
    ".html": ("trafilatura", "lxml", "htmldate", "courlan", "justext"),
    ".htm": ("trafilatura", "lxml", "htmldate", "courlan", "justext"),
    ".pdf": ("pypdfium2",),
    ".docx": ("python-docx", "lxml"),
    ".parquet": ("pyarrow",),
}
LOCK = "cache.lock"
_MOST_UNUSED = 8
_SETTLED_NANOSECONDS = 100_000_000
"""A file that changed less than this ago may change again without its times telling, so its part isn't kept."""


class Cache:
    """A directory of parts; `work` is a directory for files on the way, which goes when the build has ended.

    `package` is the directory of the package that the parts are kept for, None where they go with the build.
    """

    def __init__(self, parts: Path, work: Path, package: Path | None = None) -> None:
        self.work = work
        self.package = package
        self._parts = parts
        self._code = _code_version()
        self._limits = json.dumps(stated(), sort_keys=True).encode()
        self._used: set[str] = set()

    def place(self, source: Source, spacy_model: str | None = None) -> Path:
        """Where the part of a source is, or is to be written; it goes where a model reads along, which may change."""
        name = hashlib.sha256(f"{source.state} {self.maker(source)}".encode()).hexdigest()[:32]
        self._used.add(name)
        settled = spacy_model is None and time.time_ns() - source.changed > _SETTLED_NANOSECONDS
        return (self._parts if settled else self.work / "parts") / name

    def maker(self, source: Source) -> str:
        """A digest of the code, and of all else that isn't in a source, of which its part is made."""
        libraries = _libraries_of(tuple(sorted({each.suffix for each in source.inputs})))
        return hashlib.sha256(b"\0".join([self._code, self._limits, libraries])).hexdigest()

    def unused(self) -> tuple[Path, ...]:
        """Some parts of earlier builds that this one has no place for; none where they are too many to look through."""
        paths = self._parts.iterdir() if self._parts.is_dir() else ()
        found = tuple(islice((path for path in paths if path.name not in self._used), _MOST_UNUSED + 1))
        return tuple(sorted(found)) if len(found) <= _MOST_UNUSED else ()

    def has(self, part: Path) -> bool:
        """Whether a part needn't be made; one that is damaged is deleted, so that it is made again."""
        if is_whole(part):
            return True
        with telling(part):
            _delete(part)
        return False

    def keeps(self, part: Path) -> bool:
        """Whether a part is kept for later builds."""
        return self.package is not None and part.parent == self._parts

    def drop_unused(self) -> None:
        """Delete every part that this build had no use for."""
        for path in self._parts.iterdir() if self._parts.is_dir() else ():
            if path.name not in self._used:
                with suppress(OSError):
                    _delete(path)


@contextmanager
def cache_in(directory: Path, *, keep: bool) -> Iterator[Cache]:
    """The cache of a package's directory, for one build at a time; without `keep`, or for a second, one that goes.

    Raises:
        PublishError: the disk or the file system stands in the way.
    """
    state = directory / STATE
    made = [path for path in (state, directory) if not path.exists()]
    with telling(state):
        state.mkdir(parents=True, exist_ok=True)
        lock = os.open(state / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    try:
        alone = keep and _locked(lock)
        _refuse_link(state / "parts")
        with _work_in(state) as work:
            yield Cache(state / "parts", work, directory) if alone else Cache(work / "parts", work)
    except BaseException:
        if made:
            _leave_nothing(state, made)
        raise
    finally:
        os.close(lock)


@contextmanager
def _work_in(state: Path) -> Iterator[Path]:
    """A directory that goes with the body, locked as long; those that no one holds, of killed builds, are deleted."""
    for path in sorted(state.glob("work-*")):
        with suppress(OSError), _opened(path) as descriptor:
            if _locked(descriptor):
                shutil.rmtree(path, ignore_errors=True)
    with ExitStack() as stack:
        with telling(state):
            work = Path(mkdtemp(prefix="work-", dir=state))
            # another build that begins may have met it before its lock, and be about to delete it
            while not _kept(work, stack):
                work = Path(mkdtemp(prefix="work-", dir=state))
        stack.callback(shutil.rmtree, work, ignore_errors=True)
        yield work


def _kept(work: Path, stack: ExitStack) -> bool:
    """Lock a directory that was just made, up to the end of `stack`; whether it is still there."""
    with suppress(FileNotFoundError):
        fcntl.flock(stack.enter_context(_opened(work)), fcntl.LOCK_EX)
    return work.exists()


@contextmanager
def _opened(directory: Path) -> Iterator[int]:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def no_cache() -> Iterator[Cache]:
    """A cache that goes, in the system's directory for temporary files."""
    with TemporaryDirectory(prefix="datelines-") as name:
        yield Cache(Path(name) / "parts", Path(name))


def _leave_nothing(state: Path, made: list[Path]) -> None:
    """After a failure, delete the directories that were made for it if they hold nothing but the lock.

    A second build that holds this lock, which takes being started in the same moment, then reads on without it.
    """
    with suppress(OSError):
        (state / "parts").rmdir()
    with suppress(OSError):
        if [path.name for path in state.iterdir()] == [LOCK]:
            (state / LOCK).unlink()
            for path in made:
                path.rmdir()


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise PublishError(f"{path}: found a symbolic link; expected a directory")


def _delete(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def _locked(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _code_version() -> bytes:
    """A digest of everything of ours that a part depends on, and of more, so that nothing is forgotten."""
    known = hashlib.sha256(f"{sys.version_info[:2]} {unicodedata.unidata_version}".encode())
    for path in sorted(_CODE.rglob("*")):
        if path.suffix in {".py", ".csv"}:
            known.update(f"{path.relative_to(_CODE).as_posix()}\0".encode())
            known.update(hashlib.sha256(path.read_bytes()).digest())
    return known.digest()


@cache
def _libraries_of(suffixes: tuple[str, ...]) -> bytes:
    from importlib.metadata import PackageNotFoundError, version

    told = []
    for name in sorted({name for suffix in suffixes for name in _LIBRARIES.get(suffix, ())}):
        try:
            told.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            told.append(name)
    return "\n".join(told).encode()
