import shutil
from dataclasses import replace

import pytest

from pipeline.errors import InputError
from pipeline.publish.diff import Change, diff
from pipeline.publish.info import PackageInfo
from pipeline.publish.package import stage_package
from pipeline.publish.rows import build_tables


def test_the_same_package_has_no_changes(package):
    assert diff(package, package) == []


def test_events_added_removed_and_changed(sample, package, tmp_path):
    first, *middle, last = sample.events
    changed = replace(first, confidence=0.5, reference=None, label='New, "label"')
    new = replace(last, id="zzz")
    stage_package(
        build_tables(sample.documents, [changed, *middle, new], sample.places), PackageInfo(), tmp_path / "new"
    )
    changes = diff(package, tmp_path / "new")
    assert changes == [
        Change(kind="removed", event_id="founding-1901-canal", column="label", old="Canal opens", new=None),
        Change(kind="changed", event_id=first.id, column="label", old="Ferry leaves", new='New, "label"'),
        Change(kind="changed", event_id=first.id, column="confidence", old="0.9", new="0.5"),
        Change(kind="changed", event_id=first.id, column="reference", old="12/1953", new=None),
        Change(kind="added", event_id="zzz", column="label", old=None, new="Canal opens"),
    ]
    assert [str(change) for change in changes] == [
        "removed founding-1901-canal: Canal opens",
        f"changed {first.id}: label 'Ferry leaves' → 'New, \"label\"'",
        f"changed {first.id}: confidence '0.9' → '0.5'",
        f"changed {first.id}: reference '12/1953' → null",
        "added zzz: Canal opens",
    ]


def test_changes_the_other_way_are_the_reverse(sample, package, tmp_path):
    stage_package(build_tables(sample.documents, sample.events[1:], sample.places), PackageInfo(), tmp_path / "new")
    assert [(c.kind, c.event_id) for c in diff(package, tmp_path / "new")] == [("removed", sample.events[0].id)]
    assert [(c.kind, c.event_id) for c in diff(tmp_path / "new", package)] == [("added", sample.events[0].id)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, r"events\.csv: found no such file; expected the events of a published package"),
        (b"", r"line 1: found the columns \(none\)"),
        (b"a,b\n", "line 1: found the columns a, b; expected event_id, label"),
        (b"short\n", "line 2: found a row of another length; expected 19 cells"),
        (b",".join([b"x"] * 20) + b"\n", "line 2: found a row of another length; expected 19 cells"),
        (b'"open', "after line 0: found a cell without an end, or with more behind it; expected the events of"),
        (b"\xff", "after line 0: found bytes that are not UTF-8; expected the events of a published package as UTF-8"),
    ],
)
def test_what_is_no_package_is_told_in_a_sentence(package, tmp_path, content, message):
    other = tmp_path / "other"
    shutil.copytree(package, other)
    path = other / "datasets/events.csv"
    header = path.read_bytes().split(b"\n")[0] + b"\n"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content if content in {b"", b"a,b\n"} else header + content)
    with pytest.raises(InputError, match=message):
        diff(package, other)
