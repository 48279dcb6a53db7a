"""Building a corpus: the same bytes always, and nothing published changes when a build fails."""

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import build
from pipeline.engine.build import Options, check
from pipeline.engine.build import build as engine_build
from pipeline.engine.reporting import MOST_EVENTS_OF_A_PAGE, report_lines
from pipeline.errors import CorpusError, InputError, PublishError
from pipeline.events.decisions import COLUMNS

Files = Callable[[Path], dict[str, bytes]]


def test_a_build_publishes_package_and_timeline(corpus: Path, tmp_path: Path, files_of: Files) -> None:
    report = build(corpus, tmp_path / "out")
    names = set(files_of(tmp_path / "out"))
    assert {"datapackage.json", "viz/timeline.html", "datasets/events.csv", "datasets/events.parquet"} <= names
    assert report.documents == 2
    assert report.events >= 4


def test_two_jobs_give_the_bytes_of_one(corpus: Path, tmp_path: Path, files_of: Files) -> None:
    build(corpus, tmp_path / "one")
    build(corpus, tmp_path / "two", jobs=2)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment",
    [{"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C"}, {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7"}],
    ids=["C locale", "another hash seed"],
)
def test_the_environment_changes_no_byte(
    environment: dict[str, str], corpus: Path, tmp_path: Path, published: Path, files_of: Files
) -> None:
    elsewhere = tmp_path / "another" / "path"
    elsewhere.mkdir(parents=True)
    corpus.rename(elsewhere / "corpus")
    command = [sys.executable, "-m", "pipeline", "build", "corpus", "--out", "out"]
    subprocess.run(command, cwd=elsewhere, env={**os.environ, **environment}, check=True, capture_output=True)
    assert files_of(elsewhere / "out") == files_of(published)


SHUFFLED = """
import contextlib, os, random, sys
import pipeline.engine.sources as sources
from pipeline.cli import main
listing, order = os.scandir, random.Random(sys.argv[1])
class Shuffled(contextlib.ExitStack):
    def __init__(self, path="."):
        super().__init__()
        with listing(path) as entries:
            self.entries = list(entries)
        order.shuffle(self.entries)
    def __iter__(self):
        return self
    def __next__(self):
        if not self.entries:
            raise StopIteration
        return self.entries.pop()
if __name__ == "__main__":
    os.scandir, sources.BYTES_A_PARTITION = Shuffled, 1
    sys.exit(main(["build", "corpus", "--out", "out", "--jobs", sys.argv[2]]))
"""


@pytest.fixture(scope="session")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the locales that the tests ask for, made where the system can."""
    directory = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef"):
        for name in ("tr_TR", "vi_VN"):
            call = ["localedef", "-i", name, "-f", "UTF-8", str(directory / f"{name}.UTF-8")]
            subprocess.run(call, check=False, capture_output=True)
    return directory


HOLM = "{title} Ada Holm opened the bridge at Elmford on 5 May 1932 with Engineer Carl Wiik.\n"
"""One event in three documents, told of a person with as many titles."""


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with `corpus`, which fills every table, and `out`, its package."""
    home = tmp_path_factory.mktemp("rich")
    shutil.copytree(Path(__file__).parents[2] / "corpus", home / "corpus")
    for number, title in enumerate(("Mayor", "President", "Doctor")):
        (home / "corpus" / f"holm{number}.txt").write_text(HOLM.format(title=title), encoding="utf-8")
    build(home / "corpus", home / "out")
    return home


@pytest.mark.slow
@pytest.mark.parametrize(
    ("zone", "locale", "seed", "jobs"),
    [
        pytest.param(*case, marks=() if case == ("Pacific/Kiritimati", "tr_TR.UTF-8", "4", 2) else pytest.mark.torture)
        for case in itertools.product(
            ("Pacific/Kiritimati", "America/St_Johns"),
            ("C", "tr_TR.UTF-8", "vi_VN.UTF-8"),
            ("0", "4", "random"),
            (1, 2),
        )
    ],
)
def test_nothing_around_a_build_changes_a_byte(
    zone: str,
    locale: str,
    seed: str,
    jobs: int,
    locales: Path,
    rich: Path,
    tmp_path: Path,
    files_of: Files,
) -> None:
    """Time zone, locale, hash seed, the order of a listing, the path, the number of processes and of partitions."""
    elsewhere = tmp_path / "another path"
    (elsewhere / "corpus").mkdir(parents=True)
    for path in sorted((rich / "corpus").iterdir(), reverse=True):
        (elsewhere / "corpus" / path.name).write_bytes(path.read_bytes())
    program = elsewhere / "program.py"
    program.write_text(SHUFFLED, encoding="utf-8")
    around = {"TZ": zone, "LC_ALL": locale, "LANG": locale, "LOCPATH": str(locales), "PYTHONHASHSEED": seed}
    command = [sys.executable, str(program), f"{zone}{locale}{seed}", str(jobs)]
    code = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
    around["PYTHONPATH"] = code
    subprocess.run(command, cwd=elsewhere, env={**os.environ, **around}, check=True, capture_output=True)
    assert files_of(elsewhere / "out") == files_of(rich / "out")


def test_a_rebuild_changes_no_byte(corpus: Path, published: Path, files_of: Files) -> None:
    before = files_of(published)
    build(corpus, published)
    assert files_of(published) == before


def test_check_names_what_a_changed_document_changes(corpus: Path, published: Path, files_of: Files) -> None:
    assert check(corpus, published) == []
    before = files_of(published)
    text = (corpus / "tram.md").read_text(encoding="utf-8")
    (corpus / "tram.md").write_text(text.replace("28 January 1921", "29 January 1921"), encoding="utf-8")
    assert any(line.startswith("datasets/events.csv: ") for line in check(corpus, published))
    assert files_of(published) == before


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.md", b"", "a.md: found"),
        ("b.md", b"---\nid: [1\n---\nText.\n", "b.md, line"),
        ("c.txt", b"Opened in \xff1932.", "c.txt, byte 10: found"),
        ("d.md", b"---\nid: bridge\n---\nOpened in 1932.", "d.md: found the id 'bridge', which bridge.md has too"),
        ("e.md", b"---\npublished: soon\n---\nOpened in 1932.", "e.md, line 2: found"),
    ],
)
def test_a_bad_document_is_named_and_changes_nothing(
    name: str, content: bytes, message: str, corpus: Path, published: Path, files_of: Files
) -> None:
    before = files_of(published)
    (corpus / name).write_bytes(content)
    with pytest.raises(CorpusError) as caught:
        build(corpus, published)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert files_of(published) == before


def test_further_faults_are_counted_or_listed(corpus: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "z.txt"):
        (corpus / name).write_bytes(b"")
    with pytest.raises(CorpusError, match=r"a\.txt: .* \(and 1 more\)$"):
        build(corpus, tmp_path / "out")
    with pytest.raises(CorpusError, match=r"(?s)a\.txt: .*\n.*z\.txt: "):
        engine_build(corpus, tmp_path / "out", Options(verbose=True))


def test_the_package_does_not_go_into_the_corpus(corpus: Path) -> None:
    with pytest.raises(InputError, match="within the corpus"):
        build(corpus, corpus / "out")


@pytest.mark.parametrize("name", ["datasets/events.csv", "datapackage.json"])
def test_a_foreign_directory_is_refused_before_anything_is_read(corpus: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "out" / "datasets").mkdir(parents=True)
    foreign = tmp_path / "out" / name
    foreign.write_text("{}\n", encoding="utf-8")
    (corpus / "fault.txt").write_bytes(b"")
    with pytest.raises(PublishError, match=f"{name}: found a file that is not of a package published here"):
        build(corpus, tmp_path / "out")
    assert foreign.read_text(encoding="utf-8") == "{}\n"
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"datasets", *name.split("/")[:1]}


def test_a_build_that_fails_at_once_leaves_nothing(corpus: Path, tmp_path: Path) -> None:
    (corpus / "fault.txt").write_bytes(b"")
    with pytest.raises(CorpusError):
        build(corpus, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_language_without_rules_is_listed_and_counted(corpus: Path, tmp_path: Path) -> None:
    (corpus / "pont.md").write_text("---\nlanguage: fr\n---\nLe pont fut ouvert le 5 mai 1932.\n", encoding="utf-8")
    (corpus / "puente.txt").write_text(
        "El puente sobre el río fue abierto en mayo de 1932 por los vecinos de la villa.\n"
    )
    report = build(corpus, tmp_path / "out")
    assert report.unreadable == {"fr": 1, "und": 1}
    assert [line for line in report_lines(report) if line.startswith("no events")] == [
        "no events from 1 document in 'fr' (pont.md): there are no rules for this language",
        "no events from 1 document in a language that isn't recognised (puente.txt): there are no rules for this language",
    ]
    assert "pont" in (tmp_path / "out" / "datasets" / "documents.csv").read_text(encoding="utf-8")


def test_files_of_other_formats_are_counted(corpus: Path, tmp_path: Path) -> None:
    (corpus / "scans").mkdir()
    for name in ("Mill.RTF", "scans/inn.rtf", "scans/map", ".hidden.odt", "scans/decisions.csv", "decisions.csv"):
        (corpus / name).write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    report = build(corpus, tmp_path / "out")
    assert report.other_files == {"": 1, ".csv": 1, ".rtf": 2}
    told = "1 without suffix, 1 .csv, 2 .rtf, such as 'Mill.RTF'"
    assert f"4 files of other formats passed over: {told}" in report_lines(report)


def test_a_build_tells_of_a_page_that_browsers_may_not_open(corpus: Path, tmp_path: Path) -> None:
    report = build(corpus, tmp_path / "out")
    told = [
        any("a browser may not open" in line for line in report_lines(replace(report, events=events)))
        for events in (MOST_EVENTS_OF_A_PAGE, MOST_EVENTS_OF_A_PAGE + 1)
    ]
    assert told == [False, True]


def test_a_regional_language_has_the_rules_of_its_language(corpus: Path, tmp_path: Path) -> None:
    build(corpus, tmp_path / "plain")
    for path in corpus.glob("*.md"):
        path.write_text(
            path.read_text(encoding="utf-8").replace("---\n", "---\nlanguage: en-GB\n", 1), encoding="utf-8"
        )
    build(corpus, tmp_path / "regional")
    events = "datasets/events.csv"
    assert (tmp_path / "plain" / events).read_bytes() == (tmp_path / "regional" / events).read_bytes()
