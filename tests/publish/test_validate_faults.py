"""What `validate` tells where the disk, a library or an odd value stands in its way."""

import csv
import os
from types import SimpleNamespace

import pyarrow as pa
import pytest

from pipeline.errors import InputError
from pipeline.publish.checks import content, files, stock
from pipeline.publish.checks import package as checked
from pipeline.publish.checks.finding import Check, Finding, shown, summary
from pipeline.publish.checks.json_text import JsonError, strict_json
from pipeline.publish.checks.package import Package
from pipeline.publish.checks.report import as_github
from pipeline.publish.tables import arrow_schema, table
from pipeline.publish.validate import CHECKS, OUR_CHECKS, SECOND_JUDGE, validate
from tests.publish.test_validate import good, package  # noqa: F401

REFUSED = OSError(13, "Permission denied")


def refuse(*_arguments, **_options):
    raise REFUSED


def named(name):
    return [check for check in CHECKS if check.name == name]


def lines(findings):
    return [str(finding) for finding in findings]


def test_a_file_that_goes_while_it_is_checked(package):  # noqa: F811
    def take_away(read):
        path = package / "datasets" / "events.parquet"
        path.unlink()
        yield from read.batches(next(twin for twin in read.twins() if twin.path.endswith("events.parquet")))

    read = Package(package)
    assert all(read.readable(twin) for twin in read.twins())

    def look(read):
        assert read.readable(read.best("events"))
        return take_away(read)

    with pytest.raises(InputError, match=r"found a file that can't be read \(No such file or directory\)") as caught:
        validate(package, [Check(name="look", run=look)])
    assert caught.value.path == str(package / "datasets" / "events.parquet")
    assert caught.value.exit_code == 2


def test_a_directory_that_can_not_be_listed(package, monkeypatch):  # noqa: F811
    monkeypatch.setattr(os, "listdir", refuse)
    assert lines(validate(package, named("listing"))) == [
        "datasets/: found 'Permission denied'; expected a directory that can be read [listing]"
    ]


def test_a_file_that_can_not_be_hashed(package, monkeypatch):  # noqa: F811
    monkeypatch.setattr(files, "file_hash", refuse)
    told = lines(validate(package, named("hash")))
    assert "events_parquet: found 'Permission denied'; expected a file that can be read [hash]" in told
    assert len(told) == sum(name.name.endswith(".parquet") for name in (package / "datasets").iterdir())


def test_a_descriptor_that_can_not_be_read(package, monkeypatch):  # noqa: F811
    monkeypatch.setattr(type(package), "read_bytes", refuse)
    with pytest.raises(InputError, match=r"datapackage\.json: found a file that can't be read \(Permission denied\)"):
        validate(package)


def test_a_library_that_raises(package, monkeypatch):  # noqa: F811
    def fail(*_arguments):
        raise ZeroDivisionError("of\nnothing")

    monkeypatch.setattr(stock, "_report", fail)
    (told,) = lines(validate(package, named("frictionless")))
    assert told == (
        "datapackage.json: found ZeroDivisionError 'of\\nnothing'; "
        "expected a package that Frictionless can read [frictionless]"
    )


def test_a_fault_that_a_library_finds_in_the_package_as_a_whole(package, monkeypatch):  # noqa: F811
    fault = SimpleNamespace(note="a name that is taken", title="Package Error", message="a name that is taken")
    monkeypatch.setattr(stock, "_report", lambda *_: SimpleNamespace(errors=[fault], tasks=[]))
    (found,) = validate(package, named("frictionless"))
    assert (found.resource, found.row, found.value) == ("datapackage.json", None, "'a name that is taken'")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("9" * 5_000, "a number that is too long"),
        ("[" * 100_000, "values nested too deep"),
        (b"\xff", "byte 0 is no UTF-8"),
        ('"\\ud800"', "half of a surrogate pair"),
    ],
    ids=["digits", "depth", "bytes", "surrogate"],
)
def test_json_that_is_refused(text, told):
    with pytest.raises(JsonError, match=told):
        strict_json(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (10**5_000, "a int that is too long to show"),
        (1.5, "1.5"),
        ((1,) * 50, f"{'(' + '1, ' * 50:.80}…"),
        ("x" * 81, f"{'x' * 80!r}…"),
        ([1, 2], "a list of 2"),
        ({}, "a mapping of 0"),
        (None, "null"),
    ],
    ids=["digits", "number", "tuple", "text", "list", "mapping", "null"],
)
def test_how_a_value_is_shown(value, text):
    assert shown(value) == text


def test_a_summary_counts_what_is_not_listed():
    first = Finding(check="rows", resource="events", row=2, field="label", value="1", rule="2", more=4)
    other = Finding(check="rows", resource="events", row=3, field="label", value="1", rule="2")
    assert summary([other]) == "events, row 3, label: found 1; expected 2 [rows]"
    assert summary([first, other]) == "events, row 2, label: found 1; expected 2 [rows] (and 5 more)"


def test_an_annotation_names_the_line_where_rows_are_lines(package):  # noqa: F811
    found = Finding(check="rows", resource="events", row=2, field="label", value="1", rule="2")
    place = f"file={package}/datasets/events.csv,title=datelines rows,line=3"
    assert as_github([found], [], package) == f"::error {place}::events, row 2, label: found 1; expected 2 [rows]"
    parquet = Finding(check="rows", resource="events_parquet", row=2, field="label", value="1", rule="2")
    assert "events.parquet,title=datelines rows::" in as_github([parquet], [], package)


def empty(directory, name, row, column):
    """Empty a cell of a CSV file and take its Parquet twin away, so that the CSV file is what is read."""
    path = directory / "datasets" / f"{name}.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    rows[row][rows[0].index(column)] = ""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    path.with_suffix(".parquet").unlink()


@pytest.mark.parametrize("column", ["quote", "char_start", "quote_start"])
def test_an_empty_cell_is_no_misplaced_quote(package, column):  # noqa: F811
    empty(package, "mentions", 1, column)
    assert lines(validate(package, named("quotes"))) == []
    assert "listing" in {each.check for each in validate(package)}


def test_an_empty_cell_is_no_misplaced_word_of_a_text(package):  # noqa: F811
    empty(package, "mentions", 2, "char_end")
    assert lines(validate(package, named("texts"))) == []


def test_an_empty_text_is_no_text_of_another_length(package):  # noqa: F811
    empty(package, "texts", 1, "text")
    assert lines(validate(package, named("texts"))) == []
    assert "listing" in {each.check for each in validate(package)}


@pytest.mark.parametrize(("day", "written"), [(719_163, "1970-01-01"), (None, "null"), (0, "0"), (10**9, "1000000000")])
def test_a_day_that_differs_is_shown_as_it_is_written(day, written):
    assert files.as_written(table("events").column("date_start"), day) == written


def test_days_do_not_follow_from_an_edtf_that_is_missing():
    assert not content._follow([pa.array(["1931", None])])


def test_a_package_without_a_table_of_documents_still_has_its_mentions_counted(package):  # noqa: F811
    for name in ("documents.csv", "documents.parquet"):
        (package / "datasets" / name).write_bytes(b"\xff")
    assert "formats" in {finding.check for finding in validate(package, OUR_CHECKS)}


def test_frictionless_is_spared_a_package_with_a_file_too_few(package):  # noqa: F811
    (package / "datasets" / "events.csv").unlink()
    assert validate(package, [SECOND_JUDGE]) == []


@pytest.mark.parametrize("when", ["opened", "read"])
def test_a_file_that_cannot_be_compared_is_an_error_of_the_disk(package, when):  # noqa: F811
    path = package / "datasets" / ("" if when == "opened" else "places.csv")
    with checked._Rendering(table("places"), path) as rendering:
        if when == "read":
            rendering._file.close()
            rendering._file = SimpleNamespace(read=refuse, close=lambda: None)
        rendering.add(pa.RecordBatch.from_pylist([], arrow_schema(table("places"))))
        found = rendering.whole()
    assert isinstance(found, OSError)
    there = Package(package)
    assert there.same("places")
    there._renderings["places"] = found
    with pytest.raises(OSError, match=str(found.strerror)):
        there.rendered("places")
