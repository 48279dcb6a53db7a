import json
import shutil

import pytest
from pyarrow import parquet as pq

from pipeline.publish.info import PackageInfo
from pipeline.publish.package import compare, stage_package


@pytest.fixture
def staged(package, tmp_path):
    shutil.copytree(package, tmp_path / "staged")
    return tmp_path / "staged"


def edit(path, change):
    path.write_bytes(change(path.read_bytes()))


def test_the_same_package_shows_no_difference(package, staged):
    assert compare(package, staged) == []


def test_every_file_that_differs_is_named(package, staged):
    edit(staged / "datasets/events.csv", lambda content: content.replace(b"Walls", b"Halls"))
    edit(staged / "datapackage.json", lambda content: content.replace(b'"ferries"', b'"boats"'))
    assert compare(package, staged) == [
        "datapackage.json: the contents differ",
        "datasets/events.csv: the contents differ",
    ]


def test_other_bytes_of_the_same_rows_are_told_from_other_rows(package, staged, tables):
    path = staged / "datasets/events.parquet"
    pq.write_table(tables["events"], path, compression="none", store_schema=False)
    edit(
        staged / "datapackage.json",
        lambda content: json.dumps(
            {
                **(whole := json.loads(content)),
                "resources": [
                    r | ({"hash": "sha256:0"} if r["name"] == "events_parquet" else {}) for r in whole["resources"]
                ],
            }
        ).encode(),
    )
    assert compare(package, staged) == [
        "datapackage.json: only the hashes of Parquet files differ",
        "datasets/events.parquet: the same rows in other bytes, as another release of pyarrow writes them",
    ]
    pq.write_table(tables["events"].slice(1), path, store_schema=False)
    assert compare(package, staged)[1] == "datasets/events.parquet: the rows differ"


def test_a_damaged_published_file_is_told(package, staged):
    edit(package / "datasets/places.parquet", lambda content: content[:-9])
    assert compare(package, staged)[0].startswith("datasets/places.parquet: the published file can't be read")
    edit(package / "datapackage.json", lambda content: b"[")
    assert compare(package, staged)[0] == "datapackage.json: the contents differ"


def test_files_of_one_side_are_told(package, staged):
    (staged / "datasets/texts.csv").unlink()
    (package / "datasets/actors.csv").unlink()
    assert compare(package, staged) == [
        "datasets/actors.csv: is not published",
        "datasets/texts.csv: is published, but the build does not write it",
    ]


def test_a_page_counts_only_where_it_is_published(package, staged):
    (staged / "viz").mkdir()
    (staged / "viz/timeline.html").write_text("<p>")
    assert compare(package, staged) == []
    (package / "viz").mkdir()
    (package / "viz/timeline.html").write_text("<b>")
    assert compare(package, staged) == ["viz/timeline.html: the contents differ"]


def test_a_package_written_over_another_is_the_same(package, tables, staged):
    stage_package(tables, PackageInfo(name="ferries"), staged)
    assert compare(package, staged) == []
