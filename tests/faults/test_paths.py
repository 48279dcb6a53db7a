"""Nothing outside the corpus or the package is read, and nothing is waited for: links, FIFOs, directories in the way."""

import re
import shutil
from contextlib import contextmanager

import pytest

from pipeline import build
from pipeline.errors import InputError, PublishError
from tests.conftest import make_fifo
from tests.faults.readers import READERS

NO_REGULAR_FILE = r"found (a symbolic link|something else|something that is no regular file|no directory)"
READ_BY = {
    "datapackage.json": ("load", "export", "site", "timeline", "validate", "build"),
    "datasets/events.csv": ("diff", "site", "timeline", "validate", "build --check"),
    "datasets/events.parquet": ("load", "export", "validate", "build --check"),
    "datasets": ("load", "diff", "timeline", "validate", "build --check", "build"),
    ".datelines/journal.json": ("load", "build"),
    ".datelines": ("load", "build"),
}
"""A part of a package, and commands that would have to read it."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A corpus and its package."""
    home = tmp_path_factory.mktemp("made")
    (home / "corpus").mkdir()
    (home / "corpus" / "ferry.txt").write_text("The ferry at Elmford sank on 3 June 1954.\n", encoding="utf-8")
    build(home / "corpus", home / "package")
    return home


def remove(path):
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def link(path, outside):
    """A link to a file or a directory that holds what the package doesn't."""
    target = outside / "target"
    if path.is_dir():
        shutil.copytree(path, target)
    else:
        target.write_text("a secret, and no file of a package\n", encoding="utf-8")
    remove(path)
    path.symlink_to(target)
    yield


@contextmanager
def fifo(path, outside):
    """A FIFO, at which nothing waits."""
    remove(path)
    waited = make_fifo(path)
    yield
    assert not waited


def files_in(directory):
    return {path: path.read_bytes() for path in directory.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("how", "file", "name"),
    [
        (how, file, name)
        for file, names in READ_BY.items()
        for name in names
        for how in ((link, fifo) if "." in file[1:] else (link,))
    ],
)
def test_a_command_opens_regular_files_of_the_package_alone(made, tmp_path, how, file, name):
    out, outside = tmp_path / "out", tmp_path / "outside"
    shutil.copytree(made / "package", out)
    outside.mkdir()
    with how(out / file, outside):
        before = files_in(outside)
        try:
            found = READERS[name](out, made / "corpus", made / "package")
        except (InputError, PublishError) as error:
            told = str(error)
        else:
            assert name == "validate"
            [told] = map(str, found)
    assert re.search(NO_REGULAR_FILE, told)
    assert files_in(outside) == before


@pytest.mark.parametrize("file", ["datapackage.yaml", "decisions.csv", "changes.csv", "ferry.txt"])
@pytest.mark.parametrize("how", [link, fifo], ids=lambda how: how.__name__)
def test_a_build_opens_regular_files_of_the_corpus_alone(made, tmp_path, file, how):
    corpus, outside = tmp_path / "corpus", tmp_path / "outside"
    shutil.copytree(made / "corpus", corpus)
    outside.mkdir()
    with how(corpus / file, outside), pytest.raises(InputError, match=rf"/{file}: {NO_REGULAR_FILE}"):
        build(corpus, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("how", [link, fifo], ids=lambda how: how.__name__)
def test_the_lock_is_a_regular_file(made, tmp_path, how):
    out = tmp_path / "out"
    shutil.copytree(made / "package", out)
    (tmp_path / "outside").mkdir()
    with how(out / ".datelines" / "lock", tmp_path / "outside"):
        for name in ("load", "build"):
            with pytest.raises(PublishError, match=r"lock: found ('Too many levels of symbolic links'|something else)"):
                READERS[name](out, made / "corpus", made / "package")
