"""Publish a package as one: the directory holds the old package or the new one, whenever the power goes.

Everything is written and checked in `DIR/.datelines/stage` and brought to the disk; then one rename puts
`DIR/.datelines/journal.json` in place, and that is the commit. The journal lists what to rename from the stage to its
stable name, `datapackage.json` last, and what to delete. Whoever comes next calls `recover`, which finishes the journal
if there is one and throws the stage away if there is none.

    write stage ─▶ check ─▶ fsync ─▶ rename journal (commit) ─▶ rename files ─▶ delete ─▶ fsync ─▶ remove journal

Builders take `DIR/.datelines/lock` for themselves and wait for each other; readers share it (`reading`), so that no one
reads half of a package. The lock goes with the process that holds it.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import stat
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from pipeline.errors import PublishError
from pipeline.limits import LOCK_SECONDS
from pipeline.publish.checks.json_text import strict_json
from pipeline.publish.descriptor import DESCRIPTOR, file_hash
from pipeline.publish.files import (
    check_owned,
    check_target,
    is_data,
    is_inside,
    owned_files,
    staged_files,
    stated_hashes,
    sync_directory,
    sync_file,
    telling,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

STATE = ".datelines"

_POLL_SECONDS = 0.005
_EVENTS = "datasets/events.csv"


def publish_package(
    directory: Path,
    write: Callable[[Path], None],
    check: Callable[[Path], None],
    *,
    wait: float | None = None,
) -> None:
    """Publish into `directory`, all or nothing, what `write` puts into a stage and `check` lets pass.

    Only files of the package are replaced or deleted: those that the published `datapackage.json` lists in `datasets/`,
    the descriptor itself and what is staged outside `datasets/`.

    Args:
        directory: the directory of the package; made where there is none.
        write: writes the package into the empty directory that it is given.
        check: raises where the package in the directory that it is given is not right, its hashes too.
        wait: seconds to wait for another builder; None for the limit, `LOCK_SECONDS`.

    Raises:
        PublishError: another builder held the lock for too long, a file that isn't the package's stands in the way, or
            the disk didn't let it. What `write` and `check` raise comes through. In each case what was published stays,
            unless the fault came after the commit: then the error says that the next command finishes.
    """
    state = directory / STATE
    refuse_foreign(directory)
    with telling(state):
        state.mkdir(parents=True, exist_ok=True)
    with _locked(directory, fcntl.LOCK_EX, wait):
        _recover(directory)
        stage = state / "stage"
        try:
            with telling(stage):
                stage.mkdir()
                write(stage)
                check(stage)
            _commit(directory, stage)
            _roll_forward(directory)
        finally:
            if not _journal(directory).exists():
                shutil.rmtree(stage, ignore_errors=True)


def refuse_foreign(directory: Path) -> None:
    """Refuse, before anything is made in it, a directory whose descriptor or events aren't of a package of ours.

    A publication that is to be finished is left to `recover`; what counts is asked again when files are replaced.

    Raises:
        PublishError: there is such a file, a symbolic link in the way, or the disk doesn't let it be read.
    """
    state = directory / STATE
    with telling(state):
        _refuse_symlink(state)
        if not directory.is_dir() or _journal(directory).exists():
            return
    for name in (DESCRIPTOR, _EVENTS):
        check_target(directory, name)
    check_owned(directory, [DESCRIPTOR, _EVENTS], owned_files(directory))


def recover(directory: Path, *, wait: float | None = None) -> None:
    """Finish a publication that was cut short after its commit, or clear away what one left before it.

    Every command calls this first. It does nothing, and takes no lock, where there is nothing to do; what a builder at
    work has staged is left alone.

    Raises:
        PublishError: another builder held the lock for too long, or the disk didn't let it.
    """
    state = directory / STATE
    if _journal(directory).exists():
        _refuse_symlink(state)
        with _locked(directory, fcntl.LOCK_EX, wait):
            _recover(directory)
    elif any(litter.exists() for litter in _litter(directory)):
        _refuse_symlink(state)
        try:
            with _locked(directory, fcntl.LOCK_EX, 0):
                _recover(directory)
        except _LockedError:
            return


@contextmanager
def reading(directory: Path, *, wait: float | None = None) -> Iterator[None]:
    """Keep builders from renaming anything in `directory` while the body reads it; recovers first.

    A package that was copied or cloned has no lock, and needs none.

    Raises:
        PublishError: a builder held the lock for too long, or an unfinished publication can't be finished.
    """
    recover(directory, wait=wait)
    _refuse_symlink(directory / STATE)
    if not (directory / STATE / "lock").exists():
        yield
        return
    with _locked(directory, fcntl.LOCK_SH, wait):
        if not _journal(directory).exists():
            yield
            return
    # A builder died between the two steps above.
    with reading(directory, wait=wait):
        yield


class _LockedError(PublishError):
    pass


@contextmanager
def _locked(directory: Path, how: int, wait: float | None) -> Iterator[None]:
    path = directory / STATE / "lock"
    with telling(path):
        # A reader may be allowed to read the directory only; flock asks for no more.
        # Without O_NONBLOCK a FIFO would be waited at for ever.
        flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
        descriptor = os.open(path, flags | (os.O_CREAT if how == fcntl.LOCK_EX else 0), 0o644)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise PublishError(f"{path}: found something else; expected a regular file")
        _take(descriptor, path, how, wait)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: Path, how: int, wait: float | None) -> None:
    seconds = LOCK_SECONDS.value() if wait is None else wait
    end = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(descriptor, how | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                found = f"{path}: found it locked for {seconds:g} s"
                raise _LockedError(f"{found}; expected another build to end ({LOCK_SECONDS.way_up})") from None
            time.sleep(_POLL_SECONDS)
        except OSError as error:
            raise PublishError(f"{path}: found {error.strerror!r}; expected a lock on a local file system") from error
        else:
            return


def _commit(directory: Path, stage: Path) -> None:
    """Bring the stage to the disk and put the journal in place; up to its rename nothing that is published changes."""
    with telling(stage):
        names = staged_files(stage)
    owned = owned_files(directory)
    delete = sorted(owned - set(names))
    for name in [*names, *delete]:
        check_target(directory, name)
    check_owned(directory, names, owned)
    made: list[Path] = []
    try:
        _make_parents(directory, stage, names, made)
        for name in names:
            with telling(stage / name):
                sync_file(stage / name)
        for path in [*_parents(stage, names), *_parents(directory, names)]:
            with telling(path):
                sync_directory(path)
        # The check that let the stage pass has compared the files with the hashes that their descriptor states.
        stated = stated_hashes(stage)
        install = [{"path": name, "hash": stated.get(name) or file_hash(stage / name)} for name in names]
        _write_journal(directory, {"install": install, "delete": delete})
    except BaseException:
        if not _journal(directory).exists():
            for path in reversed(made):
                with suppress(OSError):
                    path.rmdir()
        raise


def _make_parents(directory: Path, stage: Path, names: list[str], made: list[Path]) -> None:
    """Make sure, before the commit, that the renames after it can't fail; tells in `made` what it had to make."""
    for parent in _parents(directory, names):
        with telling(parent):
            if not parent.exists():
                parent.mkdir()
                made.append(parent)
            if not os.access(parent, os.W_OK | os.X_OK):
                raise PermissionError(None, "Permission denied", str(parent))
            if parent.stat().st_dev != stage.stat().st_dev:
                raise PublishError(f"{parent}: found another file system; expected the one of {directory}")


def _write_journal(directory: Path, journal: dict[str, Any]) -> None:
    path, draft = _journal(directory), directory / STATE / "journal.draft"
    with telling(path):
        draft.write_text(json.dumps(journal, indent=1) + "\n", encoding="utf-8")
        sync_file(draft)
        draft.replace(path)
        try:
            sync_directory(path.parent)
        except OSError:
            path.unlink()
            raise


def _recover(directory: Path) -> None:
    if _journal(directory).exists():
        _roll_forward(directory)
    for path in _litter(directory):
        with telling(path):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def _litter(directory: Path) -> list[Path]:
    return [directory / STATE / "stage", directory / STATE / "journal.draft"]


def _roll_forward(directory: Path) -> None:
    """Do what the journal says; doing it again where it was cut short comes to the same."""
    install, delete = _read_journal(directory)
    for name, expected in install:
        with _finishing(directory / name):
            _install(directory, name, expected)
    for name in delete:
        with _finishing(directory / name):
            (directory / name).unlink(missing_ok=True)
    for path in _parents(directory, [*(name for name, _ in install), *delete]):
        with _finishing(path):
            sync_directory(path)
    with _finishing(_journal(directory)):
        _journal(directory).unlink()
    with suppress(OSError):
        # Should the journal come back after a crash, following it again changes nothing.
        sync_directory(directory / STATE)
    shutil.rmtree(directory / STATE / "stage", ignore_errors=True)


@contextmanager
def _finishing(path: Path) -> Iterator[None]:
    """Turn an OSError of the body into a PublishError that says what becomes of a package that was committed."""
    try:
        yield
    except OSError as error:
        raise PublishError(
            f"{path}: found {error.strerror!r} when the package, complete and committed, was put in place; "
            "expected to finish, which the next command does once this is mended"
        ) from error


def _install(directory: Path, name: str, expected: str) -> None:
    target = directory / name
    try:
        (directory / STATE / "stage" / name).replace(target)
    except FileNotFoundError:
        if not target.is_file() or file_hash(target) != expected:
            raise PublishError(
                f"{target}: found neither it nor its staged copy as the journal lists them; "
                f"expected a package to finish, remove {_journal(directory)} and build again"
            ) from None


def _read_journal(directory: Path) -> tuple[list[tuple[str, str]], list[str]]:
    path = _journal(directory)
    check_target(directory, f"{STATE}/{path.name}")
    with telling(path):
        content = path.read_bytes()
    try:
        journal = strict_json(content)
        install = [(str(item["path"]), str(item["hash"])) for item in journal["install"]]
        delete = [str(name) for name in journal["delete"]]
    except (ValueError, KeyError, TypeError) as error:
        raise PublishError(
            f"{path}: found no journal that can be read; expected to remove it and build again"
        ) from error
    for name in [*(name for name, _ in install), *delete]:
        if not is_inside(name) or (name in delete and not is_data(name)):
            raise PublishError(
                f"{path}: found {name!r}; expected paths within the package, remove the journal and build again"
            )
        check_target(directory, name)
    return install, delete


def _parents(root: Path, names: list[str]) -> list[Path]:
    """Every directory from `root` down to the files of these relative paths, outer ones first."""
    return sorted({parent for name in names for parent in (root / name).parents if parent.is_relative_to(root)})


def _journal(directory: Path) -> Path:
    return directory / STATE / "journal.json"


def _refuse_symlink(path: Path) -> None:
    if path.is_symlink():
        raise PublishError(f"{path}: found a symbolic link; expected a directory")
