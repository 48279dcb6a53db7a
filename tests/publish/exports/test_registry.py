"""What holds for every format."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import InputError, PublishError
from pipeline.publish.exports import FORMATS, export
from pipeline.publish.exports.source import need_library

NAMES = [each.name for each in FORMATS]


def run(*words, cwd=None, **environment):
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, words)],
        capture_output=True, encoding="utf-8", check=False, cwd=cwd, env={**os.environ, **environment},
    )  # fmt: skip


def test_the_command_writes_every_format_and_its_help_names_it(package):
    shown = run("export", "--help").stdout
    for each in FORMATS:
        assert each.name in shown
        done = run("export", each.name, package)
        assert (done.returncode, done.stderr) == (0, "")
        held = f"it holds {each.holds}, and no others\n" if each.holds else ""
        assert done.stdout == f"{package / 'exports' / each.file}\n{held}"
        assert (package / "exports" / each.file).stat().st_size > 100


@pytest.mark.parametrize("name", [name for name in NAMES if name != "duckdb"])
def test_the_same_bytes_from_the_same_package(package, exported, tmp_path, name):
    first = exported(name).read_bytes()
    shutil.copytree(package, tmp_path / "copy", ignore=shutil.ignore_patterns("exports"))
    environment = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "5", "LC_ALL": "C"}
    done = run("export", name, tmp_path / "copy", "--out", tmp_path / "again", **environment)
    assert done.returncode == 0
    assert (tmp_path / "again").read_bytes() == first


@pytest.mark.parametrize("name", NAMES)
def test_a_package_without_events_can_be_exported(make, tmp_path, name):
    from pipeline.publish.info import PackageInfo
    from pipeline.publish.package import stage_package
    from pipeline.publish.rows import build_tables

    stage_package(build_tables([make.document("a", "Nothing here.")], [], []), PackageInfo(), tmp_path)
    assert export(tmp_path, name).is_file()


@pytest.mark.parametrize("name", ["jsonld", "croissant", "geojson", "timelinejs"])
def test_json_can_stand_in_a_page(package, exported, name):
    path = package / "datapackage.json"
    path.write_text(path.read_text().replace('"Timeline of dated events"', '"</script><!-- & \\u2028"'))
    text = exported(name).read_text(encoding="utf-8")
    assert not set("<>&\u2028") & set(text)
    hostile = "</script><!-- & \u2028"
    assert hostile in json.loads(text).values() or name in {"geojson", "timelinejs"}


def test_faults_are_told_in_a_sentence(package, tmp_path):
    with pytest.raises(InputError, match="FORMAT: found 'pdf'; expected one of jsonld, croissant"):
        export(package, "pdf")
    with pytest.raises(InputError, match=r"no datapackage\.json; expected the directory of a published package"):
        export(tmp_path / "nowhere", "ics")
    assert not (tmp_path / "nowhere").exists()
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"file: found a file; expected a directory"):
        export(package, "ics", tmp_path / "file" / "events.ics")
    with pytest.raises(
        InputError, match=r"export xlsx: found no library no_such_library; expected the extra that brings it"
    ):
        need_library("no_such_library", "xlsx")
    (package / "datasets/events.parquet").unlink()
    with pytest.raises(InputError, match=r"events\.parquet: found no such file"):
        export(package, "geojson")


def test_a_fault_leaves_what_was_there(package, tmp_path, monkeypatch):
    out = tmp_path / "calendar.ics"
    out.write_text("mine")

    def broken(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.publish.exports.ics.write_text", broken)
    with pytest.raises(PublishError, match="No space left on device"):
        export(package, "ics", out)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["calendar.ics"]
    assert out.read_text() == "mine"


def test_the_base_install_needs_no_library_of_the_extra():
    code = (
        "import sys; sys.modules['duckdb'] = sys.modules['xlsxwriter'] = None\n"
        "from pipeline.publish.exports import FORMATS; print(len(FORMATS))"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert int(done.stdout) == len(FORMATS)
