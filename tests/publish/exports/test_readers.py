"""Every format opened by a reader that its users have."""

import json
import warnings
from datetime import date, timedelta

import pytest

from pipeline.publish.exports.ics import fold
from pipeline.publish.tables import TABLES

TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}

LINKED = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


def events(tables):
    return {row["event_id"]: row for row in tables["events"].to_pylist()}


@LINKED
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")
def test_jsonld_is_a_dataset_with_events_to_rdflib(exported, tables):
    import rdflib

    graph = rdflib.Graph().parse(exported("jsonld"), format="json-ld", publicID="https://example.org/x.jsonld")
    found = graph.query(
        """PREFIX s: <https://schema.org/> PREFIX d: <http://purl.org/dc/terms/>
        SELECT ?id ?name ?edtf ?start ?end ?place WHERE {
          ?set a s:Dataset; s:about ?event. ?event a s:Event; s:identifier ?id; s:name ?name; d:date ?edtf.
          OPTIONAL { ?event s:startDate ?start } OPTIONAL { ?event s:endDate ?end }
          OPTIONAL { ?event s:location/s:name ?place } }"""
    )
    rows = {str(row.id): row for row in found}
    assert rows.keys() == events(tables).keys()
    for key, event in events(tables).items():
        row = rows[key]
        assert (str(row.name), str(row.edtf)) == (event["label"], event["date_edtf"])
        assert str(row.edtf.datatype) == "http://id.loc.gov/datatypes/edtf/EDTF"
        assert (row.start and str(row.start)) == (event["date_start"] and event["date_start"].isoformat())
    assert str(rows["founding-1954-ferry"].place) == "Cần Thơ"
    downloads = list(graph.objects(None, rdflib.URIRef("https://schema.org/contentUrl")))
    assert len(downloads) == 2 * len(TABLES)


def test_jsonld_leaves_out_what_did_not_happen(make, sample, tmp_path):
    from dataclasses import replace

    from pipeline.publish.exports import export
    from pipeline.publish.info import PackageInfo
    from pipeline.publish.package import stage_package
    from pipeline.publish.rows import build_tables

    ferry, *others = sample.events
    changed = [replace(ferry, modality="negated"), replace(others[-1], relation="by"), *others[:-1]]
    stage_package(build_tables(sample.documents, changed, sample.places), PackageInfo(), tmp_path)
    listed = {event["identifier"]: event for event in json.loads(export(tmp_path, "jsonld").read_text())["about"]}
    assert ferry.id not in listed
    deadline = listed[others[-1].id]
    assert "startDate" not in deadline
    assert deadline["endDate"] == "1901-12-31"
    assert ferry.id not in export(tmp_path, "ics").read_text()


@LINKED
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_croissant_gives_the_records_to_mlcroissant(exported, tables):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=str(exported("croissant")))
    assert not dataset.metadata.ctx.issues.errors
    assert {record_set.name for record_set in dataset.metadata.record_sets} == set(tables)
    for name, table in tables.items():
        found = [
            {key.partition("/")[2]: _plain(cell) for key, cell in record.items()} for record in dataset.records(name)
        ]
        assert found == table.to_pylist()


def _plain(cell):
    import pandas as pd

    if pd.isna(cell):
        return None
    if isinstance(cell, bytes):
        return cell.decode()
    return cell.date() if isinstance(cell, pd.Timestamp) else cell


def test_the_calendar_has_the_events_dated_to_the_day(exported, tables):
    import icalendar

    content = exported("ics").read_bytes()
    calendar = icalendar.Calendar.from_ical(content)
    found = calendar.walk("VEVENT")
    fitting = {k: e for k, e in events(tables).items() if e["precision"] == "day" and e["qualifier"] == "certain"}
    assert {str(event["UID"]) for event in found} == {f"{key}@ferries" for key in fitting}
    [ferry] = found
    assert ferry.decoded("DTSTART") == date(1953, 3, 3)
    assert ferry.decoded("DTEND") - ferry.decoded("DTSTART") == timedelta(days=1)
    assert str(ferry["SUMMARY"]) == "Ferry leaves"
    assert "is what the ledger says for May 1953.” (=HYPERLINK(1), a box in the attic)" in str(ferry["DESCRIPTION"])
    assert str(ferry["LOCATION"]) == "Tromsø"
    assert str(calendar["X-WR-CALNAME"]) == "Timeline of dated events"
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize("text", ["x", "ế" * 200, "a" * 75, "a" * 76, "😀" * 50, "ab" + "ế" * 99])
def test_folded_lines_unfold_to_themselves(text):
    folded = fold(text)
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == text


@pytest.mark.parametrize("text", ["a;b,c\\d\ne", "tab\tand\x07bell", "\\n is no line", "“ế”", "BEGIN:VEVENT\r\nEND"])
def test_a_calendar_text_comes_back(text):
    import icalendar

    from pipeline.publish.exports.ics import escaped

    lines = ["BEGIN:VEVENT", "UID:1", "DTSTAMP:19700101T000000Z", f"SUMMARY:{escaped(text)}", "END:VEVENT", ""]
    found = str(icalendar.Event.from_ical("\r\n".join(map(fold, lines)))["SUMMARY"])
    assert found == text.replace("\r\n", "\n").replace("\x07", " ")


def test_geojson_has_the_shape_of_rfc_7946(exported, tables):
    collection = json.loads(exported("geojson").read_text(encoding="utf-8"))
    assert set(collection) == {"type", "features"}
    assert collection["type"] == "FeatureCollection"
    placed = {key: event for key, event in events(tables).items() if event["place_id"]}
    assert {feature["id"] for feature in collection["features"]} == placed.keys() != set()
    for feature in collection["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert feature["geometry"]["type"] == "Point"
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
        assert set(feature["properties"]) == {*tables["events"].column_names, "place_name", "geo_precision"}
    [ferry] = [f for f in collection["features"] if f["properties"]["place_id"] == "tromso"]
    assert ferry["geometry"]["coordinates"] == [18.9553, 69.6492]
    assert ferry["properties"]["date_start"] == "1953-03-03"


def test_timelinejs_has_a_slide_for_every_date(exported, tables):
    story = json.loads(exported("timelinejs").read_text(encoding="utf-8"))
    slides = {slide["unique_id"]: slide for slide in story["events"]}
    assert slides.keys() == events(tables).keys()
    assert slides["movement-1953-03-03-ferry"]["start_date"] == {"year": 1953, "month": 3, "day": 3}
    assert "display_date" not in slides["movement-1953-03-03-ferry"]
    assert slides["other-1953-05-ledger"]["start_date"] == {"year": 1953, "month": 5}
    assert slides["other-1953-05-ledger"]["display_date"] == "about May 1953"
    assert slides["other--0259-walls"]["start_date"] == {"year": -259}
    assert slides["founding-1954-ferry"]["display_date"] == "since 1954"
    for slide in slides.values():
        assert set(slide) <= {"unique_id", "start_date", "end_date", "display_date", "group", "text"}
        assert all(isinstance(number, int) for number in slide["start_date"].values())


def test_timelinejs_shows_hostile_text_as_text(make, tmp_path):
    from html.parser import HTMLParser

    from pipeline.publish.exports import export
    from pipeline.publish.info import PackageInfo
    from pipeline.publish.package import stage_package
    from pipeline.publish.rows import build_tables

    document = make.document("a", "<img src=x onerror=alert(1)> opened in 1901.", title="<b>&amp;")
    value = make.dated("1901", make.day("1901-01-01"), make.day("1901-12-31"), "year")
    event = make.event("e", make.mention(document, "1901", value, label="<script>x</script>"))
    stage_package(build_tables([document], [event], []), PackageInfo(title="<i>T"), tmp_path)
    story = json.loads(export(tmp_path, "timelinejs").read_text())
    elements = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            elements.append(tag)

    for text in (story["title"]["text"], story["events"][0]["text"]):
        for part in text.values():
            Reader().feed(part)
    assert set(elements) == {"blockquote", "p"}


def test_the_database_holds_the_tables_with_keys_and_descriptions(exported, tables):
    import duckdb

    with duckdb.connect(exported("duckdb"), read_only=True) as database:
        for table in TABLES:
            result = database.execute(f"SELECT * FROM {table.name}")
            assert [(name, str(kind)) for name, kind, *_ in result.description] == [
                (column.name, TYPES[column.type]) for column in table.columns
            ]
            found = [dict(zip(tables[table.name].column_names, row, strict=True)) for row in result.fetchall()]
            assert found == tables[table.name].to_pylist()
        keys = database.execute("SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY'")
        assert keys.fetchone() == (sum(len(table.foreign_keys) for table in TABLES),)
        comment = "SELECT comment FROM duckdb_columns() WHERE table_name = 'events' AND column_name = 'event_id'"
        assert database.execute(comment).fetchone()[0].startswith("Identifier of the event")


def test_the_workbook_holds_every_cell_as_a_text(exported, tables):
    import csv

    import openpyxl
    from openpyxl.utils.escape import unescape

    path = exported("xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["about", *(name for name in tables if name != "texts")]
    assert {
        cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None
    } == {"s"}
    for name in book.sheetnames[1:]:
        with (path.parents[1] / f"datasets/{name}.csv").open(newline="", encoding="utf-8") as file:
            expected = list(csv.reader(file))
        rows = book[name].iter_rows(values_only=True)
        found = [["" if cell is None else unescape(cell) for cell in row] for row in rows]
        assert found == expected


def test_a_text_longer_than_a_cell_is_cut_and_that_is_said(make, tmp_path):
    import openpyxl

    from pipeline.publish.exports import export
    from pipeline.publish.info import PackageInfo
    from pipeline.publish.package import stage_package
    from pipeline.publish.rows import build_tables

    document = make.document("a", "It opened in 1901. " + "😀" * 20_000)
    value = make.dated("1901", make.day("1901-01-01"), make.day("1901-12-31"), "year")
    event = make.event("e", make.mention(document, "1901", value))
    stage_package(build_tables([document], [event], []), PackageInfo(), tmp_path)
    book = openpyxl.load_workbook(export(tmp_path, "xlsx"))
    quote = book["mentions"].cell(2, book["mentions"].max_column - 5).value
    assert quote.startswith("It opened in 1901. 😀")
    assert quote.endswith("😀…")
    assert len(quote.encode("utf-16-le")) // 2 <= 32_767
    about = dict(book["about"].iter_rows(values_only=True))
    assert about["mentions"].endswith("Cells cut because they are longer than a cell can be: 1.")
