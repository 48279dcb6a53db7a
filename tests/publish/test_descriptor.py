import hashlib
import json
from dataclasses import replace

import pyarrow as pa
import pytest
from frictionless import Package, validate

from pipeline.errors import PublishError
from pipeline.publish.csvfile import content_hash
from pipeline.publish.descriptor import describe
from pipeline.publish.info import Contributor, License, PackageInfo
from pipeline.publish.package import stage_package
from pipeline.publish.rows import build_tables
from pipeline.publish.summary import Summary
from pipeline.publish.tables import TABLES


@pytest.fixture
def written(package):
    return json.loads((package / "datapackage.json").read_text(encoding="utf-8"))


def by_name(descriptor):
    return {resource["name"]: resource for resource in descriptor["resources"]}


def test_the_package_says_what_it_must(written):
    assert list(written) == [
        *("$schema", "name", "title", "description", "version", "licenses"),
        *("sources", "contributors", "keywords", "temporal", "resources"),
    ]
    assert written["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert written["name"] == "ferries"


def test_every_table_is_two_resources_and_every_file_is_one(package, written):
    names = [t.name for t in TABLES]
    assert [r["name"] for r in written["resources"]] == [*names, *(f"{name}_parquet" for name in names)]
    files = {path.relative_to(package).as_posix() for path in (package / "datasets").iterdir()}
    assert {r["path"] for r in written["resources"]} == files


def test_resources_tell_their_files(package, written, tables):
    for name, resource in by_name(written).items():
        content = (package / resource["path"]).read_bytes()
        table = tables[name.removesuffix("_parquet")]
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["contentHash"] == content_hash(table)
        assert resource["rows"] == table.num_rows
        assert resource["type"] == "table"
        is_parquet = name.endswith("_parquet")
        assert resource.get("bytes") == (None if is_parquet else len(content))
        assert resource["format"] == ("parquet" if is_parquet else "csv")
        assert all(len(field["description"]) > 20 for field in resource["schema"]["fields"])


def test_no_clock_is_read(written):
    assert not {"created", "modified"} & {key for part in [written, *written["resources"]] for key in part}


def test_sources_are_the_documents(written):
    assert written["sources"] == [
        {"title": "=HYPERLINK(1)"},
        {"title": "page"},
        {"title": " leading and trailing "},
        {"title": 'Ferries, "old" and new, Harbour press', "path": "https://example.org/ferries"},
    ]


def test_the_sources_of_many_documents_are_their_publishers(make, tmp_path):
    publishers = ["Press A", "Press B", None]
    documents = [make.document(f"d{i:04}", "x", title=f"T{i}", publisher=publishers[i % 3]) for i in range(1001)]
    for count, expected in ((1000, 1000), (1001, 3)):
        stage_package(build_tables(documents[:count], [], []), PackageInfo(), tmp_path)
        assert len(json.loads((tmp_path / "datapackage.json").read_bytes())["sources"]) == expected


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ([0, 1, 2, 3, 4, 5], {"start": "-0259", "end": "Y12000"}),
        ([0, 1], {"start": "1953-03-03", "end": "1953-05-31"}),
        ([1, 5], {"start": "1901-01-01", "end": "1953-05-31"}),
        ([2], {"start": "1954-01-01", "end": "1954-01-01"}),
        ([3], {"start": "-0259", "end": "-0259"}),
        ([], None),
    ],
)
def test_temporal_coverage(sample, tmp_path, chosen, expected):
    rows = build_tables(sample.documents, [sample.events[i] for i in chosen], sample.places)
    stage_package(rows, PackageInfo(), tmp_path)
    told = {name: Summary.of(name, table) for name, table in rows.items()}
    assert describe(PackageInfo(), told, tmp_path).get("temporal") == expected


def test_what_the_keeper_says_is_told(tables, tmp_path):
    info = PackageInfo(
        name="n",
        title="T",
        version="2.0.1",
        homepage="https://example.org",
        licenses=(License(name="CC-BY-4.0", path="https://creativecommons.org/licenses/by/4.0/"),),
        contributors=(Contributor(title="Archive", roles=("editor", "publisher")),),
        keywords=("k",),
    )
    stage_package(tables, info, tmp_path)
    told = json.loads((tmp_path / "datapackage.json").read_bytes())
    assert told["licenses"] == [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}]
    assert told["contributors"] == [{"title": "Archive", "roles": ["editor", "publisher"]}]
    assert (told["homepage"], told["version"], told["keywords"]) == ("https://example.org", "2.0.1", ["k"])


def stock(directory):
    """What Frictionless finds as it comes from the shop."""
    report = validate(str(directory / "datapackage.json"))
    return [(task.name, error.type, error.message) for task in report.tasks for error in task.errors] + report.errors


def test_stock_frictionless_finds_nothing_wrong(package):
    assert stock(package) == []


@pytest.mark.parametrize("chosen", [[], [3], [2], [4], [0]], ids=["none", "bce", "open", "far", "one"])
def test_stock_frictionless_finds_nothing_wrong_where_columns_are_null_or_tables_empty(sample, tmp_path, chosen):
    events = [sample.events[i] for i in chosen]
    stage_package(build_tables(sample.documents[:3], events, sample.places), PackageInfo(), tmp_path)
    assert stock(tmp_path) == []


def test_stock_frictionless_finds_nothing_wrong_where_every_year_is_unknown(sample, tmp_path):
    event = sample.events[2]
    unknown = replace(event, value=replace(event.value, edtf="../..", first_day=None, last_day=None))
    stage_package(build_tables(sample.documents, [unknown], sample.places), PackageInfo(), tmp_path)
    assert stock(tmp_path) == []


def test_stock_frictionless_reads_every_cell_of_both_twins(package, tables):
    resources = Package(str(package / "datapackage.json")).resources
    assert len(resources) == 2 * len(TABLES)
    for resource in resources:
        rows = [dict(row) for row in resource.read_rows()]
        expected = tables[resource.name.removesuffix("_parquet")].to_pylist()
        numbers = {field.name for field in resource.schema.fields if field.type == "number"}
        assert [{k: float(v) if k in numbers else v for k, v in row.items()} for row in rows] == expected


def test_frictionless_does_not_guess_the_dialect(make, tmp_path):
    """Words in single quotes between bars would make it take the bar for the delimiter."""
    titles = ["a|'b'|c", "d|'e'|f", "plain"]
    documents = [make.document(f"d{i}", "x", title=title) for i, title in enumerate(titles)]
    stage_package(build_tables(documents, [], []), PackageInfo(), tmp_path)
    found = Package(str(tmp_path / "datapackage.json")).get_resource("documents").read_rows()
    assert [row["title"] for row in found] == titles
    assert stock(tmp_path) == []


@pytest.mark.parametrize("name", ["events", "places", "mentions"])
def test_stock_frictionless_finds_a_lost_row(package, name):
    path = package / "datasets" / f"{name}.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    assert stock(package)


def test_a_disk_that_can_not_be_written_is_told_in_a_sentence(tables, tmp_path):
    (tmp_path / "datasets").write_text("in the way")
    with pytest.raises(PublishError, match="datasets: could not be written"):
        stage_package(tables, PackageInfo(), tmp_path)


def test_a_full_disk_is_told_in_a_sentence(tables, tmp_path, monkeypatch):
    def full(file, rows: pa.Table):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.publish.parquet.ParquetFile.add", full)
    with pytest.raises(PublishError, match=r"documents\.parquet: could not be written \(No space left on device\)"):
        stage_package(tables, PackageInfo(), tmp_path)
