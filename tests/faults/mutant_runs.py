"""Runs the tests of some modules against changed sources of them, in forked processes; no file is written.

The tests are collected once, and each mutant runs in a fork of that session: the code of its functions takes the place
of theirs, and the tests that reach the changed line run, the quickest first, up to the first that fails. What a module
does while it is imported can't be exchanged so; such a mutant gets a session of its own, and all tests.
"""

from __future__ import annotations

import functools
import gc
import importlib
import importlib.util
import json
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING

import pytest

from tests.faults.settings import ROOT

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterable, Iterator

LEAST_SECONDS, TIMES, SECONDS = 10, 5, 1800
"""A mutant counts as noticed, since it hangs, when a test takes so many processor seconds more than so many times what
it took as the source is; and after so many seconds of the clock."""
MEMORY = 4 << 30
# Loaded once, before the forks. Nothing of the project may be among them.
_HEAVY = ("pyarrow.compute", "pyarrow.csv", "pyarrow.parquet", "frictionless")
# The development corpora aren't of this project: what they notice isn't counted.
_OPTIONS = ("-q", "-x", "-p", "no:cacheprovider", "-k", "not stays_above_its_floor")

Mutant = tuple[str, "ast.Module", range, bool]
"""A file, its changed source, the lines of the change, and whether it lies within a function."""


def noticed(words: list[str], files: list[str], mutants: list[Mutant]) -> Iterator[tuple[bool, bool]]:
    """Of each mutant whether a test fails with it, and whether a test reaches it by itself.

    Args:
        words: the tests, as pytest takes them.
        files: every file that is changed, for the record of which test reaches which line.
        mutants: what to try. Those within functions are tried in a session that is collected once.
    """
    for name in _HEAVY:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as directory:
        told = Path(directory)
        server = _Server(files, mutants, told)
        if _forked(lambda: _pytest(words, server)) != 0:
            sys.exit(f"the tests fail as the source is: pytest {' '.join(words)}")
        reached, seconds = _reached(told), _seconds(told)
        for number, mutant in enumerate(mutants):
            path, tree, lines, within = mutant
            tests = _of(reached, path, lines)
            if within:
                yield (told / str(number)).exists(), bool(tests)
            else:
                changed = _Changed(path, tree, seconds)
                run = functools.partial(_pytest, words, changed, _Bounded(seconds))
                yield _forked(run, silent=True) != 0, bool(tests)


def _reached(told: Path) -> dict[str, set[str]]:
    """The tests that reach a line, by `file:line`."""
    found: dict[str, set[str]] = {}
    for line in (told / "reached").read_text("utf-8").splitlines():
        place, _, test = line.partition("\t")
        found.setdefault(place, set()).add(test)
    return found


def _seconds(told: Path) -> dict[str, float]:
    """What each test took as the source is."""
    found: dict[str, float] = json.loads((told / "seconds").read_text("utf-8"))
    return found


def _of(reached: dict[str, set[str]], path: str, lines: Iterable[int]) -> set[str]:
    return {test for line in lines for test in reached.get(f"{path}:{line}", ())}


class _Same:
    """Makes Hypothesis try the same examples each time, and keep none."""

    @staticmethod
    def pytest_configure() -> None:
        from hypothesis import settings

        settings.register_profile("mutants", database=None, derandomize=True)
        settings.load_profile("mutants")


class _Server(_Same):
    """Once the tests are collected: run them as the source is, then with each mutant that lies within a function."""

    def __init__(self, files: list[str], mutants: list[Mutant], told: Path) -> None:
        self._files, self._mutants, self._told = files, mutants, told

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Leave a file for each mutant that is noticed, by its number."""
        if _forked(lambda: self._traced(session)) != 0:
            session.testsfailed = 1
            return True
        reached, seconds = _reached(self._told), _seconds(self._told)
        _quickest_first(session.items, seconds)
        for number, (path, tree, lines, within) in enumerate(self._mutants):
            tests = _of(reached, path, lines)
            if tests and within:
                run = functools.partial(self._run, session, path, tree, {test: seconds[test] for test in tests})
                if _forked(run, silent=True) != 0:
                    (self._told / str(number)).touch()
        return True

    def _traced(self, session: pytest.Session) -> int:
        """The tests as the source is, with the record of which of them reach which line."""
        import coverage

        paths = {str(ROOT / path): path for path in self._files}
        tracer = coverage.Coverage(data_file=None, include=list(paths), config_file=False)

        # what a test before left in a cache is reached by the next one too
        caches = [each for each in _caches() if each.__wrapped__.__code__.co_filename in paths]

        seconds: dict[str, float] = {}

        class Switch:
            @staticmethod
            def pytest_runtest_logstart(nodeid: str) -> None:
                tracer.switch_context(nodeid)
                _empty_caches(caches)
                seconds[nodeid] = time.process_time()

            @staticmethod
            def pytest_runtest_logfinish(nodeid: str) -> None:
                seconds[nodeid] = time.process_time() - seconds[nodeid]

        session.config.pluginmanager.register(Switch())
        tracer.start()
        status = _loop(session)
        tracer.stop()
        data = tracer.get_data()
        lines = [
            f"{name}:{line}\t{test}"
            for path, name in paths.items()
            for line, tests in data.contexts_by_lineno(path).items()
            for test in tests
            if test
        ]
        (self._told / "reached").write_text("\n".join(lines), "utf-8")
        (self._told / "seconds").write_text(json.dumps(seconds), "utf-8")
        return status

    @staticmethod
    def _run(session: pytest.Session, path: str, tree: ast.Module, tests: dict[str, float]) -> int:
        session.config.pluginmanager.unregister(name="terminalreporter")
        session.config.pluginmanager.register(_Bounded(tests))
        exchange(ROOT / path, tree)
        session.items[:] = [item for item in session.items if item.nodeid in tests]
        return _loop(session)


class _Bounded:
    """Ends the process when a test takes much longer than it took as the source is."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self._seconds = seconds

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Ask for SIGPROF, which ends a process that doesn't handle it."""
        signal.setitimer(signal.ITIMER_PROF, LEAST_SECONDS + TIMES * self._seconds.get(nodeid, 0.0))


def _quickest_first(items: list[pytest.Item], seconds: dict[str, float]) -> None:
    items.sort(key=lambda item: seconds.get(item.nodeid, 0.0))


def exchange(path: Path, tree: ast.Module) -> None:
    """Give every function that was made of a file the code that the changed source has for it, and empty the caches."""
    codes = {(code.co_qualname, code.co_firstlineno): code for code in _codes(compile(tree, str(path), "exec"))}
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename == str(path):
            each.__code__ = codes[each.__code__.co_qualname, each.__code__.co_firstlineno]
    _empty_caches(_caches())


def _empty_caches(caches: Iterable[functools._lru_cache_wrapper[object]]) -> None:
    for each in caches:
        each.cache_clear()


def _caches() -> list[functools._lru_cache_wrapper[object]]:
    """The caches of the project's functions."""
    found = [each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper)]
    return [each for each in found if each.__module__.startswith("pipeline.")]


def _codes(code: CodeType) -> Iterator[CodeType]:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield part
            yield from _codes(part)


def _loop(session: pytest.Session) -> int:
    from _pytest import main

    try:
        main.pytest_runtestloop(session)
    except (session.Failed, session.Interrupted):
        return 1
    return int(session.testsfailed > 0)


class _Changed(_Same):
    """A session of one mutant: the changed source is what is imported."""

    def __init__(self, path: str, tree: ast.Module, seconds: dict[str, float]) -> None:
        self._path, self._seconds = ROOT / path, seconds
        self._name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        self._tree = tree

    def pytest_sessionstart(self) -> None:
        """Come before pytest's own finder, which would read the file."""
        sys.meta_path.insert(0, self)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """What is likely to fail soon comes first."""
        _quickest_first(items, self._seconds)

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        """This object loads the changed module."""
        if name != self._name:
            return None
        return importlib.util.spec_from_file_location(name, self._path, loader=self)

    def create_module(self, spec: object) -> None:
        """Let the import system make the module."""

    def exec_module(self, module: object) -> None:
        """Run the changed source in it."""
        exec(compile(self._tree, str(self._path), "exec"), vars(module))


def _pytest(words: list[str], *plugins: object) -> int:
    return int(pytest.main([*_OPTIONS, *words], plugins=[*plugins]))


def _forked(run: Callable[[], int], *, silent: bool = False) -> int:
    """The exit status of a process that runs a function; a silent one is ended when it grows, or takes too long."""
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.chdir(ROOT)
            null = os.open(os.devnull, os.O_RDWR)
            for number in (0, 1, 2) if silent else ():
                os.dup2(null, number)
            if silent:
                resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
                # of the import of a changed module; what comes after it has bounds of its own
                signal.setitimer(signal.ITIMER_PROF, 60)
            status = run()
        except BaseException:  # noqa: BLE001 (nothing may run on past the fork)
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(status)
    if not silent:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    return -9
