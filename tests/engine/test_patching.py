"""A package made from the last one is the one that assembling all parts gives, whatever came, went or changed."""

import json
import multiprocessing
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random

import pyarrow as pa
import pytest

from pipeline.engine import patching
from pipeline.engine.assembly import Assembly
from pipeline.engine.build import build
from pipeline.engine.last import Last, Parts
from pipeline.engine.partition import Task, run_partition
from pipeline.engine.patching import patch
from pipeline.engine.sources import sources
from pipeline.engine.stages import Kept, write_tables
from pipeline.errors import InputError, PublishError
from pipeline.publish.info import PackageInfo
from pipeline.publish.package import stage_package
from tests.benchmarks import corpus_maker
from tests.engine.test_assembly import MILLS, OWN

Files = Callable[[Path], dict[str, bytes]]

SETTLED = 0.15
KEPT = Kept(info=PackageInfo(), decisions=(), changes=[])

# One event told by several documents, of persons by other names, at places, dated by what another document tells.
HOLM = "{who} opened the bridge at Elmford on 5 May 1932 with Engineer {engineer}.\n"
TOLD = {
    **MILLS,
    "mayor.txt": HOLM.format(who="Mayor Ada Holm", engineer="Carl Wiik"),
    "president.txt": HOLM.format(who="President Ada Holm", engineer="CARL WIIK"),
    "doctor.txt": HOLM.format(who="Doctor Ada Holm", engineer="Carl Wiik"),
    "school.txt": "Mayor Ada Holm opened the new school at Elmford on 7 June 1940. In 1947 Holm opened the harbour.\n",
    "ferry.txt": "Mayor ADA HOLM opened the ferry at Elmford on 3 July 1957 with Engineer CARL WIIK.\n",
    "tram.txt": "Ada Holm opened the tram line at Elmford on 3 July 1961 with Carl Wiik.\n",
    "hue.txt": "The provincial congress met in Hue on 4 May 1996. A school opened in Cao Bang on 4 June 1996.\n",
    "cao.txt": "On 7 May 2001 a new library opened in Cao Bang.\n",
    "page.html": "<html><body><h1>Elmford</h1><p>The ferry at Elmford was abolished on 3 June 1954 by the harbour "
    "board, which had run it for a generation and found no one to run it.</p></body></html>",
    "eight.txt": "The town celebrated the 80th anniversary of the victory of Elm Bridge.\n",
}
CHANGED = {
    "a.txt": "The Battle of Elm Bridge was won on 6 May 1932. The Old Mill burned down in October 1940.",
    "b.txt": "The Old Mill burned down on 9 October 1940. Resolution 12/NQ-TW was issued by the council in March 2004.",
    "mayor.txt": HOLM.format(who="Mayor ADA HOLM", engineer="Carl Wiik"),
    "hue.txt": "The provincial congress met in Hue on 4 May 1996.\n",
    "page.html": TOLD["page.html"].replace("1954", "1953"),
}


def one_each(directory: Path, files: dict[str, str]) -> dict[str, Path]:
    """A part for each file by its name."""
    made = {}
    for number, (name, text) in enumerate(files.items()):
        path = directory / f"corpus-{number}"
        path.mkdir(parents=True)
        (path / name).write_text(text, encoding="utf-8")
        (source,) = sources(path)
        made[name] = directory / f"part-{number}"
        run_partition(Task(source=source, part=made[name]))
    return made


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[list[Path]]:
    """For each document the parts that it may be in: as it is, and as it is after a change."""
    home = tmp_path_factory.mktemp("parts")
    own = {path.name: path.read_text(encoding="utf-8") for path in sorted(OWN.glob("*.md"))}
    plain, changed = one_each(home / "plain", TOLD | own), one_each(home / "changed", CHANGED)
    return [[part, *([changed[name]] if name in changed else [])] for name, part in plain.items()]


def whole(tables: dict[str, Iterable[pa.Table]]) -> dict[str, list[dict[str, object]]]:
    return {name: pa.concat_tables(pieces).to_pylist() for name, pieces in tables.items()}


def assembled(parts: Sequence[Path], work: Path) -> Assembly:
    work.mkdir()
    return Assembly(parts, KEPT, work, Path("corpus"))


def published(parts: Sequence[Path], work: Path) -> Last:
    """The package of some parts, as it was published."""
    directory = work.with_name(f"{work.name}-package")
    stage_package(assembled(parts, work).tables(), KEPT.info, directory)
    return Last(directory=directory, parts=tuple(parts))


def patched(now: Sequence[Path], last: Last, work: Path) -> patching.Patch:
    work.mkdir()
    made = patch(Parts(now, last), KEPT, work, Path("corpus"))
    assert made is not None
    return made


def some(parts: list[list[Path]], random: Random) -> list[Path]:
    chosen = [random.choice(each) for each in parts if random.random() < 0.8]
    random.shuffle(chosen)
    return chosen


def moved(then: Sequence[Path], parts: list[list[Path]], random: Random) -> list[Path]:
    """Some documents gone, some new, some changed."""
    now = list(then)
    for versions in random.sample(parts, random.randint(1, 3)):
        present = [part for part in versions if part in now]
        now = [part for part in now if part not in versions]
        others = [part for part in versions if part not in present]
        if others and (not present or random.random() < 0.7):
            now.append(random.choice(others))
    return now or list(then)


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has packages be patched however much of them has changed."""
    monkeypatch.setattr(patching, "_MOST_SHARE", 1)


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("seed", range(30))
def test_a_patched_package_is_the_assembled_one(seed: int, parts: list[list[Path]], tmp_path: Path) -> None:
    random = Random(seed)
    then = some(parts, random)
    now = moved(then, parts, random)
    last = published(then, tmp_path / "then")
    made = patched(now, last, tmp_path / "patched")
    expected = assembled(now, tmp_path / "now")
    assert made.counts() == expected.counts()
    found = whole(made.tables())
    wanted = whole(expected.tables())
    assert list(found) == list(wanted)
    for name, rows in wanted.items():
        assert found[name] == rows, name


def test_little_of_a_large_corpus_is_patched_and_much_is_not(
    parts: list[list[Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = [versions[0] for versions in parts]
    last = published(then, tmp_path / "then")
    (tmp_path / "little").mkdir()
    (tmp_path / "much").mkdir()
    quiet = next(number for number, name in enumerate(TOLD) if name == "cao.txt")
    little = Parts(then[:quiet] + then[quiet + 1 :], last)
    assert patch(little, KEPT, tmp_path / "little", Path("corpus")) is not None
    assert patch(Parts(then[:1], last), KEPT, tmp_path / "much", Path("corpus")) is None
    assert patch(Parts(then), KEPT, tmp_path / "none", Path("corpus")) is None
    # what is held at once has a bound, whatever the share
    monkeypatch.setattr(patching, "_MOST_MENTIONS", -1)
    (tmp_path / "held").mkdir()
    assert patch(little, KEPT, tmp_path / "held", Path("corpus")) is None


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("beside", ["in its own part", "in one that stays"])
def test_two_documents_with_one_id_are_told_as_ever(beside: str, tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    rows = [{"id": name, "text": f"The {name} mill burned down in May 1931."} for name in ("oak", "elm", "elm")]
    made = {}
    for name, chosen in (("one", rows[:1]), ("other", rows[1:2]), ("twice", rows[1:]), ("both", rows[:2])):
        path = tmp_path / f"{name}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in chosen), encoding="utf-8")
        (source,) = sources(path)
        made[name] = tmp_path / "made" / name
        run_partition(Task(source=source, part=made[name]))
    last = published([made["one"], made["other"]], tmp_path / "then")
    now = [made["one"], made["twice"]] if beside == "in its own part" else [made["other"], made["both"]]
    with pytest.raises(InputError, match="an id of two documents"):
        whole(patched(now, last, tmp_path / "now").tables())


@pytest.mark.usefixtures("always")
def test_a_package_that_is_another_than_its_parts_give_is_refused(parts: list[list[Path]], tmp_path: Path) -> None:
    then = [versions[0] for versions in parts]
    last = published(then[1:], tmp_path / "then")
    made = patched(then[1:-1], Last(directory=last.directory, parts=tuple(then[1:])), tmp_path / "right")
    whole(made.tables())
    shutil.rmtree(tmp_path / "right")
    with pytest.raises(PublishError, match=r"found 0 of 1 rows .* expected the file that the last build published"):
        whole(patched(then[1:], Last(directory=last.directory, parts=tuple(then)), tmp_path / "right").tables())


@pytest.fixture
def spied(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each build took its tables from those of the last."""
    told: list[bool] = []

    def noted(*arguments: object) -> patching.Patch | None:
        made = patch(*arguments)  # type: ignore[arg-type]
        told.append(made is not None)
        return made

    monkeypatch.setattr(patching, "patch", noted)
    return told


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sixty reports, each in a partition of its own, old enough for their parts to be kept."""
    monkeypatch.setattr("pipeline.engine.sources.BYTES_A_PARTITION", 1)
    corpus_maker.write_directory(tmp_path / "corpus", 60)
    time.sleep(SETTLED)
    return tmp_path / "corpus"


def change(corpus: Path) -> None:
    path = corpus / "0000" / "report-0000030.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nThe pier opened on 5 May 1931.\n", encoding="utf-8")
    time.sleep(SETTLED)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def nothing(_: Path) -> None:
    """Damage nothing."""


def directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def another_release(out: Path) -> None:
    """The Parquet file of another package in the place of that of the last one."""
    shutil.copy(out / "datasets" / "actors.parquet", out / "datasets" / "participants.parquet")


def less(out: Path) -> None:
    """A note that tells of one part less, as it might after a fault of the disk."""
    path = out / ".datelines" / "last.json"
    told = json.loads(path.read_text(encoding="utf-8").partition("\n")[2])
    digest = path.read_text(encoding="utf-8").partition("\n")[0]
    path.write_text(digest + "\n" + json.dumps(told | {"parts": told["parts"][1:]}, indent=1) + "\n", encoding="utf-8")


DAMAGES = {
    "nothing": (nothing, True),
    "a flipped bit of the note": (lambda out: flip(out / ".datelines" / "last.json"), False),
    "a note of fewer parts": (less, False),
    "no note": (lambda out: (out / ".datelines" / "last.json").unlink(), False),
    "a note that is a directory": (lambda out: directory(out / ".datelines" / "last.json"), False),
    "another table": (another_release, False),
    "a table that is gone": (lambda out: (out / "datasets" / "mentions.parquet").unlink(), False),
    "a table that has lost its end": (lambda out: os.truncate(out / "datasets" / "events.parquet", 900), False),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_build_makes_its_tables_from_the_last_where_nothing_was_damaged(
    damage: str, reports: Path, tmp_path: Path, spied: list[bool], files_of: Files
) -> None:
    out = tmp_path / "out"
    build(reports, out)
    change(reports)
    does, patches = DAMAGES[damage]
    does(out)
    build(reports, out)
    build(reports, tmp_path / "fresh")
    assert files_of(out) == files_of(tmp_path / "fresh")
    assert spied == ([True] if patches else [])


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("moment", ["cut", "stage_package"])
def test_what_was_ended_from_outside_can_be_run_again(
    moment: str, parts: list[list[Path]], tmp_path: Path, files_of: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a killed process leaves in the directory for files on the way is in nobody's way."""
    before, after = ([states[number % len(states)] for states in parts] for number in (0, 1))
    last = published(before, tmp_path / "last")
    work, made = tmp_path / "work", tmp_path / "made"
    work.mkdir()
    named = "pipeline.engine.patching.cut" if moment == "cut" else "pipeline.publish.package.stage_package"
    with monkeypatch.context() as patched:
        patched.setattr(named, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        process = multiprocessing.get_context("fork").Process(
            target=write_tables, args=(Parts(after, last), Path("corpus"), KEPT, work, made)
        )
        process.start()
        process.join()
    assert process.exitcode == -signal.SIGKILL
    assert list(work.iterdir())
    write_tables(Parts(after, last), Path("corpus"), KEPT, work, made)
    assert files_of(made) == files_of(published(after, tmp_path / "expected").directory)
