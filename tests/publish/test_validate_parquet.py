"""Frictionless over Parquet by our parser: what is right passes, and what is wrong it finds without our checks."""

import hashlib
import json

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from frictionless import Resource, system

from pipeline.publish.checks.parquet_plugin import native_parquet
from pipeline.publish.tables import resource_path
from pipeline.publish.validate import CHECKS, validate

FRICTIONLESS = [check for check in CHECKS if check.name == "frictionless"]
LARGEST = 2**63 - 1


def described(package, name, **told):
    """Make the descriptor agree with a changed Parquet file, in all but what is `told`."""
    path = package / "datapackage.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    data = (package / resource_path(name, parquet=True)).read_bytes()
    resource = next(each for each in content["resources"] if each["name"] == f"{name}_parquet")
    resource |= {"hash": f"sha256:{hashlib.sha256(data).hexdigest()}", **told}
    path.write_text(json.dumps(content), encoding="utf-8")


def rewrite(package, name, change, **told):
    path = package / resource_path(name, parquet=True)
    changed = change(pq.read_table(path))
    pq.write_table(changed, path)
    described(package, name, **({"rows": changed.num_rows} | told))


def cell(column, row, value):
    """A change of one cell; null is let in where the schema forbids it."""

    def change(table):
        field = table.schema.field(column).with_nullable(nullable=True)
        cells = table[column].to_pylist()
        cells[row] = value
        return table.set_column(table.schema.get_field_index(column), field, pa.array(cells, field.type))

    return change


def cast(column, kind):
    return lambda table: table.set_column(table.schema.get_field_index(column), column, table[column].cast(kind))


WRONG = {
    "an unknown value": ("events", cell("event_type", 0, "party"), "constraint"),
    "a number above the largest": ("events", cell("confidence", 1, 1.5), "constraint"),
    "a cell that must not be null": ("events", cell("label", 2, None), "constraint"),
    "a text unlike its pattern": ("mentions", cell("anchor", 0, "@"), "constraint"),
    "a key twice": ("actors", lambda table: pa.concat_tables([table, table.slice(0, 1)]), "primary key"),
    "an unknown place": ("events", cell("place_id", 3, "moon"), "foreign key"),
    "an unknown event": ("participants", cell("event_id", 0, "e"), "foreign key"),
    "days as texts": ("events", cast("date_start", pa.string()), 'column "date_start" is string, not date32[day]'),
    "years as floats": ("events", cast("start_year", pa.float64()), 'column "start_year" is double, not int64'),
    "days with hours": ("events", cast("date_end", pa.timestamp("s")), 'column "date_end" is timestamp[ms]'),
    "a column too few": ("places", lambda table: table.drop_columns(["name"]), "label"),
    "columns in another order": ("places", lambda table: table.select(table.column_names[::-1]), "label"),
    "a day that no calendar has": (
        "events",
        lambda table: table.set_column(4, "date_start", pa.array([LARGEST >> 33] * len(table), pa.int32()).cast(pa.date32())),
        "source",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "change", "told"), WRONG.values(), ids=WRONG)
def test_a_wrong_parquet_file_is_found(package, name, change, told):
    rewrite(package, name, change)
    findings = validate(package, FRICTIONLESS)
    assert any(told in finding.rule for finding in findings)
    assert {finding.resource for finding in findings} >= {f"{name}_parquet"}
    assert all(finding.resource.endswith("_parquet") for finding in findings)


@pytest.mark.parametrize(
    ("told", "rule"), [({"hash": "sha256:" + "0" * 64}, "hash count"), ({"rows": 1}, "row count")], ids=["hash", "rows"]
)
def test_a_wrong_description_of_a_parquet_file_is_found(package, told, rule):
    described(package, "events", **told)
    (finding,) = validate(package, FRICTIONLESS)
    assert finding.resource == "events_parquet"
    assert rule in finding.rule


@pytest.mark.parametrize(
    "change",
    [lambda data: data[: len(data) // 2], lambda data: b"", lambda data: b"place_id,name\n", lambda data: data[:40] + b"!" * 20 + data[60:]],
    ids=["truncated", "empty", "CSV", "a damaged page"],
)  # fmt: skip
def test_a_file_that_is_no_parquet_is_found(package, change):
    path = package / resource_path("places", parquet=True)
    path.write_bytes(change(path.read_bytes()))
    described(package, "places")
    findings = validate(package, FRICTIONLESS)
    assert "places_parquet" in {finding.resource for finding in findings}


def test_nulls_years_before_christ_and_numbers_are_read_as_they_are(package):
    with native_parquet(str(package)):
        resource = Resource(path=resource_path("events", parquet=True), format="parquet", basepath=str(package))
        rows = resource.read_rows()
    written = pq.read_table(package / resource_path("events", parquet=True))
    assert [row["start_year"] for row in rows] == written["start_year"].to_pylist()
    assert -259 in [row["start_year"] for row in rows]
    assert [row["date_end"] for row in rows] == written["date_end"].to_pylist()
    assert None in [row["date_end"] for row in rows]
    assert [float(row["confidence"]) for row in rows] == written["confidence"].to_pylist()


def test_hash_and_bytes_are_those_of_the_file(package):
    path = package / resource_path("events", parquet=True)
    with native_parquet(str(package)):
        resource = Resource(path=resource_path("events", parquet=True), format="parquet", basepath=str(package))
        resource.read_rows()
    assert resource.stats.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert resource.stats.bytes == path.stat().st_size
    assert resource.stats.rows == pc.count(pq.read_table(path)["event_id"], mode="all").as_py()


def test_the_parser_serves_one_package_and_leaves_nothing_behind(package, tmp_path):
    def parser_of(basepath):
        resource = Resource(path=resource_path("events", parquet=True), format="parquet", basepath=str(basepath))
        return type(system.create_parser(resource)).__module__

    before = set(system.methods["create_parser"])
    with native_parquet(str(package)):
        assert parser_of(package) == "pipeline.publish.checks.parquet_plugin"
        assert parser_of(tmp_path) == "frictionless.formats.parquet.parser"
    assert parser_of(package) == "frictionless.formats.parquet.parser"
    assert set(system.methods["create_parser"]) == before
    validate(package)
    assert set(system.methods["create_parser"]) == before


def test_the_plugin_goes_when_the_body_fails(package):
    with pytest.raises(ZeroDivisionError), native_parquet(str(package)):
        raise ZeroDivisionError
    assert "datelines_parquet" not in system.methods["create_parser"]
