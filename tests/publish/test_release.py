"""Releases: what they stamp, what they tell of the changes, and that the next build agrees."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pipeline.engine.build import build, check
from pipeline.errors import DataError, InputError, PublishError
from pipeline.publish import release as module
from pipeline.publish.changes import successors, told
from pipeline.publish.release import release
from pipeline.publish.stamps import stamp_changelog, stamp_yaml
from pipeline.publish.validate import validate

pytestmark = pytest.mark.usefixtures("one_judge")

CITATION = """cff-version: 1.2.0
title: Elmford  # the town
version: "0.1.0"
authors:
  - name: "Ada"
"""
LOG = """# Changelog

## Unreleased

### Added

- The trams.

## 2026.1.0 - 2026-01-02

- Begun.
"""


def run(*words):
    command = [sys.executable, "-m", "pipeline", *map(str, words)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def home(corpus: Path, tmp_path: Path) -> Path:
    """A package with its corpus, changelog and citation in one directory, as a repository has them."""
    home = tmp_path / "home"
    home.mkdir()
    corpus.rename(home / "corpus")
    (home / "CITATION.cff").write_text(CITATION)
    (home / "CHANGELOG.md").write_text(LOG)
    (home / "corpus/datapackage.yaml").write_text("name: elmford\n# kept\ntitle: Elmford\n")
    build(home / "corpus", home)
    return home


@pytest.fixture
def old(home, tmp_path):
    """The first release, and in `home` a package built since: one date moved, one event gone, one new."""
    release(home, "2026.3.0", day="2026-03-09")
    shutil.copytree(home, tmp_path / "old", ignore=shutil.ignore_patterns("corpus", ".datelines"))
    path = home / "corpus/bridge.md"
    text = path.read_text().replace("5 May 1932", "6 May 1932").replace("In October 1940", "In November 1940")
    path.write_text(text)
    tram = home / "corpus/tram.md"
    tram.write_text(tram.read_text().replace("The company signed an agreement with the town on 28 January 1921. ", ""))
    build(home / "corpus", home)
    return tmp_path / "old"


def table(directory, name):
    with (directory / f"datasets/{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_the_first_release_adds_every_event(home):
    done = release(home, "2026.3.0", day="2026-03-09")
    rows = table(home, "changes")
    assert [(r["event_id"], r["change"], r["new"]) for r in rows] == [
        (e["event_id"], "added", e["label"]) for e in table(home, "events")
    ]
    assert {(r["version"], r["field"], r["old"], r["successor"]) for r in rows} == {("2026.3.0", "label", "", "")}
    assert (done.added, done.removed, done.changed, done.since) == (len(rows), 0, 0, None)


def test_version_and_day_are_stamped_everywhere(home):
    release(home, "2026.3.0", day="2026-03-09")
    descriptor = json.loads((home / "datapackage.json").read_text())
    assert (descriptor["version"], descriptor["created"]) == ("2026.3.0", "2026-03-09T00:00:00Z")
    assert (home / "CITATION.cff").read_text() == (
        CITATION.replace('"0.1.0"', '"2026.3.0"') + 'date-released: "2026-03-09"\n'
    )
    info = (home / "corpus/datapackage.yaml").read_text()
    assert info == 'name: elmford\n# kept\ntitle: Elmford\nversion: "2026.3.0"\ncreated: "2026-03-09"\n'
    log = (home / "CHANGELOG.md").read_text()
    assert log.index("## Unreleased\n\n## 2026.3.0 - 2026-03-09\n\n### Added\n\n- The trams.") < log.index(
        "## 2026.1.0"
    )
    assert "added, 0 removed, 0 changed; `datasets/changes.csv` lists them." in log


@pytest.mark.parametrize("version", ["2026.3.0", "2026.3", "2026.2.9"])
def test_a_version_is_released_once(home, files_of, version):
    release(home, "2026.3.0")
    before = files_of(home)
    shutil.copytree(home, home.parent / "old")
    for since in (None, home.parent / "old"):
        with pytest.raises(InputError, match=f"^VERSION: found '{version}'; expected a version later than 2026.3.0, "):
            release(home, version, since=since)
    assert files_of(home) == before


def test_a_release_without_a_day_has_none(home):
    release(home, "2026.3.0", day="2026-03-09")
    shutil.copytree(home, home.parent / "old")
    release(home, "2026.4", since=home.parent / "old")
    assert "created" not in json.loads((home / "datapackage.json").read_text())
    assert "date-released" not in yaml.safe_load((home / "CITATION.cff").read_text())
    assert "\n## 2026.4\n" in (home / "CHANGELOG.md").read_text()


def test_build_check_and_validate_agree_right_after_a_release(home):
    from viz import timeline

    release(home, "2026.3.0", day="2026-03-09", render=timeline)
    assert check(home / "corpus", home) == []
    assert validate(home) == []


def test_a_release_touches_no_other_table(home, files_of):
    before = files_of(home)
    release(home, "2026.3.0")
    after = files_of(home)
    changed = {name for name in after if after[name] != before.get(name)}
    data = {"datasets/changes.csv", "datasets/changes.parquet", "corpus/changes.csv"}
    assert changed == data | {"datapackage.json", "corpus/datapackage.yaml", "CHANGELOG.md", "CITATION.cff"}
    assert before.keys() <= after.keys()


def test_a_second_release_tells_the_changes_and_keeps_the_history(home, old):
    first = table(old, "changes")
    done = release(home, "2026.10.0", day="2026-10-01", since=old)
    rows = table(home, "changes")
    assert [row for row in rows if row["version"] == "2026.3.0"] == first
    new = [row for row in rows if row["version"] == "2026.10.0"]
    assert done.since == "2026.3.0"
    assert done.removed == len([row for row in new if row["change"] == "removed"]) >= 2
    events, gone = {e["event_id"]: e for e in table(home, "events")}, {e["event_id"]: e for e in table(old, "events")}
    heirs = {row["event_id"]: row["successor"] for row in new if row["change"] == "removed"}
    assert heirs.keys() == gone.keys() - events.keys()
    opened = next(key for key, event in gone.items() if event["date_edtf"] == "1932-05-05")
    assert events[heirs[opened]]["date_edtf"] == "1932-05-06"
    agreement = next(key for key, event in gone.items() if event["date_edtf"] == "1921-01-28")
    assert heirs[agreement] == ""
    assert f"Events since 2026.3.0: {done.added} added, {done.removed} removed" in (home / "CHANGELOG.md").read_text()
    assert [line for line in check(home / "corpus", home) if "viz/" not in line] == validate(home) == []


def test_a_build_after_a_release_keeps_its_changes(home, old):
    release(home, "2026.10.0", since=old)
    published = (home / "datasets/changes.csv").read_bytes()
    (home / "corpus/more.md").write_text("The library of Elmford was opened on 1 June 1999.")
    build(home / "corpus", home)
    build(home / "corpus", home.parent / "elsewhere")
    assert (home / "datasets/changes.csv").read_bytes() == published
    assert (home.parent / "elsewhere/datasets/changes.csv").read_bytes() == published


@pytest.mark.parametrize(
    ("version", "day", "message"),
    [
        ("1.0", None, "VERSION: found '1.0'; expected a calendar version such as 2026.3.0"),
        ("2026.13.0", None, "VERSION: found '2026.13.0'"),
        ("2026.3.0\n", None, "VERSION: found"),
        ("٢٠٢٦.3.0", None, "VERSION: found"),
        ("2026.3.0", "9 March", "--date: found '9 March'; expected a day as YYYY-MM-DD"),
        ("2026.3.0", "2026-03-32", "--date: found '2026-03-32'"),
        ("2026.3.0", "20260309", "--date: found '20260309'"),
        (
            "2026.3.0",
            "2026-04-01",
            "found '2026.3.0' for 2026-04-01; expected a version of that month, such as 2026.4.0",
        ),
    ],
)
def test_a_wrong_version_or_day_is_one_sentence(home, files_of, version, day, message):
    before = files_of(home)
    with pytest.raises(InputError, match=message) as raised:
        release(home, version, day=day)
    assert "\n" not in str(raised.value)
    assert files_of(home) == before


def test_a_later_release_needs_the_last_one(home, old, tmp_path):
    with pytest.raises(InputError, match=r"after the release 2026\.3\.0; expected --since"):
        release(home, "2026.4.0")
    with pytest.raises(InputError, match=r"found '2026\.2\.1'; expected a version later than 2026\.3\.0"):
        release(home, "2026.2.1", since=old)
    with pytest.raises(InputError, match=r"VERSION: found '2026\.03'"):
        release(home, "2026.03", since=old)
    with pytest.raises(InputError, match=r"datapackage\.json: found no such file; expected the descriptor of the last"):
        release(home, "2026.4.0", since=tmp_path / "nowhere")
    with pytest.raises(InputError, match="found the package that is to be released"):
        release(home, "2026.4.0", since=home)
    build(old.parent / "home/corpus", tmp_path / "third")
    (tmp_path / "third/datasets/changes.csv").unlink()
    with pytest.raises(InputError, match=r"found no changes; expected the release 2026\.3\.0"):
        release(home, "2026.4.0", since=tmp_path / "third")


def test_what_stands_in_the_way_is_told_and_nothing_changes(home, files_of, tmp_path):
    with pytest.raises(InputError, match="descriptor of a published package"):
        release(tmp_path / "nowhere", "2026.3.0")
    assert not (tmp_path / "nowhere").exists()
    before = files_of(home)
    with pytest.raises(InputError, match=r"CHANGELOG\.md, line 9: found a section of 2026\.1\.0"):
        release(home, "2026.1.0")
    with pytest.raises(InputError, match="directory of the corpus"):
        release(home, "2026.3.0", corpus=tmp_path / "nowhere")
    (home / "CITATION.cff").write_text("- a list\n")
    with pytest.raises(InputError, match=r"CITATION\.cff: found a list; expected a YAML mapping"):
        release(home, "2026.3.0")
    (home / "CITATION.cff").write_text(CITATION)
    assert files_of(home) == before


def test_a_package_that_is_not_valid_is_not_released(home, files_of):
    path = home / "datapackage.json"
    path.write_text(path.read_text().replace("elmford", "Elmford City"))
    with pytest.raises(DataError, match=r"not valid, so it was not released: .*name: found 'Elmford City'"):
        release(home, "2026.3.0")
    path.write_text(
        path.read_text().replace('"Elmford City"', '"elmford"').replace('"title": "Elm', '"title": "\\u0007')
    )
    before = files_of(home)
    with pytest.raises((DataError, InputError)):
        release(
            home, "2026.3.0", day="2026-03-09", render=lambda stage: (stage / "datasets/events.csv").write_text("x")
        )
    assert files_of(home) == before


def test_a_damaged_package_is_not_released(home, files_of):
    with (home / "datasets/events.csv").open("ab") as file:
        file.write(b"\n")
    before = files_of(home)
    with pytest.raises(DataError, match=r"not valid, so it was not released: events"):
        release(home, "2026.3.0")
    assert files_of(home) == before


def test_the_first_release_is_not_earlier_than_what_the_corpus_tells(home, files_of):
    described = home / "corpus/datapackage.yaml"
    described.write_text(described.read_text() + "version: 2026.3.0\n")
    build(home / "corpus", home)
    before = files_of(home)
    with pytest.raises(InputError, match=r"VERSION: found '2026\.2\.0'; expected a version later than 2026\.3\.0"):
        release(home, "2026.2.0")
    assert files_of(home) == before
    assert release(home, "2026.3.0").version == "2026.3.0"


def test_a_corpus_elsewhere_keeps_the_release_too_and_is_put_back_on_a_fault(corpus, published, files_of, monkeypatch):
    before, package = files_of(corpus), files_of(published)

    def fail(*_):
        raise PublishError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("pipeline.publish.commit._commit", fail)
        with pytest.raises(PublishError):
            release(published, "2026.3.0", corpus=corpus)
    assert (files_of(corpus), files_of(published)) == (before, package)
    done = release(published, "2026.3.0", corpus=corpus)
    assert {Path(name).name for name in done.files} == {"changes.csv", "datapackage.yaml"}
    assert [line for line in check(corpus, published) if "viz/" not in line] == []


def test_without_a_corpus_the_package_alone_is_released(published):
    assert release(published, "2026.3.0").files == ()
    assert validate(published) == []


def test_changes_of_a_corpus_that_can_not_be_read_are_told(home):
    (home / "corpus/changes.csv").write_text("version,who\n")
    with pytest.raises(InputError, match=r"corpus/changes\.csv: found a file that can't be read"):
        build(home / "corpus", home)


def test_the_command(home):
    done = run("release", "2026.3.0", home, "--date", "2026-03-09")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2026.3.0: ")
    assert "corpus/changes.csv" in done.stdout
    assert check(home / "corpus", home) == []
    wrong = run("release", "next", home)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("datelines: VERSION: found 'next'; expected a calendar version")


def event(key, **more):
    return {
        "event_id": key,
        "label": key,
        "event_type": "meeting",
        "date_edtf": "1901",
        "reference": None,
        "place_id": None,
        **more,
    }


def proof(key, quote, words="in 1901", document="d"):
    return {"event_id": key, "document_id": document, "date_text": words, "quote": quote}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param([("a", "q")], [("b", "q")], {"a": "b"}, id="renamed"),
        pytest.param([("a", "q"), ("b", "r")], [("b", "r"), ("b", "q")], {"a": "b"}, id="merged"),
        pytest.param([("a", "q"), ("b", "q")], [("b", "q"), ("c", "q")], {"a": "c"}, id="the one that is new"),
        pytest.param([("a", "q"), ("a", "r")], [("b", "q"), ("c", "q"), ("c", "r")], {"a": "c"}, id="most words"),
        pytest.param([("a", "q")], [("c", "q"), ("b", "q")], {"a": "b"}, id="the smaller id when all is equal"),
        pytest.param([("a", "q")], [("a", "r")], {}, id="an id that stays"),
    ],
)
def test_successors_tell_the_same_words(old, new, expected):
    sides = [
        told([event(key, label="same") for key in sorted({k for k, _ in side})], [proof(*pair) for pair in side])
        for side in (old, new)
    ]
    assert successors(*sides) == expected


def test_successors_of_other_words_have_the_same_name():
    old = told([event("a", label="Bell cast"), event("b", label="Bell hung")], [proof("a", "q"), proof("b", "r")])
    new = told(
        [event("c", label="Bell cast"), event("d", label="Bell hung")], [proof("c", "s"), proof("d", "t", document="e")]
    )
    assert successors(old, new) == {"a": "c"}


def test_successors_have_most_in_common():
    old = told([event("a", event_type="battle", label="Siege")], [proof("a", "q")])
    new = told([event("b"), event("c", event_type="battle")], [proof("b", "q"), proof("c", "q")])
    assert successors(old, new) == {"a": "c"}
    numbered = told([event("x", reference="7/1901")], [])
    assert successors(numbered, told([event("y", reference="7/1901"), event("z", reference="8/1901")], [])) == {
        "x": "y"
    }


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("a: 1", {"b": "2"}, 'a: 1\nb: "2"\n'),
        ("a: 1\nb: 2\n", {"a": None}, "b: 2\n"),
        ("", {"a": "1"}, 'a: "1"\n'),
        ("x:\n  a: 1\na : 2\n", {"a": "3"}, 'x:\n  a: 1\na: "3"\n'),
    ],
)
def test_stamping_yaml(text, values, expected):
    assert stamp_yaml(text, values, Path("a.yaml")) == expected


@pytest.mark.parametrize("text", ["a: >\n  folded\n  text\n", "{a: 1}\n", "a: [1,\n 2]\n", "t: |\n  x\na: 1\na: 2\n"])
def test_yaml_that_can_not_be_stamped_is_refused(text):
    with pytest.raises(InputError, match=r"a\.yaml"):
        stamp_yaml(text, {"a": "2"}, Path("a.yaml"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "## 2026.3.0\n\n### Data\n\n- x\n"),
        ("# Log\n", "# Log\n\n## 2026.3.0\n\n### Data\n\n- x\n"),
        (
            "# Log\n\n## [2025.1] - 2025-01-01\n\n- y\n",
            "# Log\n\n## 2026.3.0\n\n### Data\n\n- x\n\n## [2025.1] - 2025-01-01\n\n- y\n",
        ),
        ("## [Unreleased]", "## [Unreleased]\n\n## 2026.3.0\n\n### Data\n\n- x\n"),
    ],
)
def test_stamping_a_changelog(text, expected):
    assert stamp_changelog(text, "2026.3.0", None, ["x"], Path("c.md")) == expected


def test_versions_are_compared_by_number():
    assert sorted(["2026.11.0", "2026.9.2", "2026.9.10"], key=module.version_key) == [
        "2026.9.2",
        "2026.9.10",
        "2026.11.0",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[]", "found a JSON list; expected the descriptor of a published package"),
        ('{"name": ]', r"found line 1: '\]' in column 10, where JSON has something else; expected the descriptor"),
    ],
    ids=["list", "torn"],
)
def test_a_last_release_without_a_descriptor_that_can_be_read(tmp_path, content, message):
    (tmp_path / "datapackage.json").write_text(content)
    with pytest.raises(InputError, match=message):
        module._info(tmp_path)


def test_a_descriptor_that_is_a_directory_is_told_in_our_words(tmp_path):
    (tmp_path / "datapackage.json").mkdir()
    with pytest.raises(
        InputError, match=r"json: found a file that can't be read \(Is a directory\); expected the desc"
    ):
        module._info(tmp_path)


def test_a_date_that_the_calendar_lacks_is_told_before_stamping(tmp_path):
    with pytest.raises(InputError, match=r"CITATION\.cff: found a date that the calendar lacks"):
        stamp_yaml("date-released: 2021-02-31\n", {"version": "2026.3.0"}, tmp_path / "CITATION.cff")
