import copy
import hashlib
import json
import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import InputError
from pipeline.publish import descriptor as describing
from pipeline.publish.checks import keys, links, parquet_twin
from pipeline.publish.checks import package as reading
from pipeline.publish.checks.rows import RowCheck
from pipeline.publish.csvfile import write_csv
from pipeline.publish.info import PackageInfo
from pipeline.publish.parquet import write_parquet
from pipeline.publish.summary import Summary
from pipeline.publish.tables import arrow_schema, resource_path, table
from pipeline.publish.validate import CHECKS, MOST_FINDINGS, OUR_CHECKS, SECOND_JUDGE, Finding, validate
from pipeline.temporal import edtf
from tests.conftest import make_fifo

TRAM = "The tram depot opened on 7 June 1911. In August the council lit its first lamps.\nIt closed around 1938."
KILN = "Lò gốm được xây năm 264 TCN, trước khi sông đổi dòng."
PAGE = "Forty years after the fire of 1902 the library was rebuilt. Next census: Y12000."


def edtf_columns(text):
    found = edtf.parse(text)
    return {
        "date_edtf": text,
        "date_start": found.date_start,
        "date_end": found.date_end,
        "start_year": found.start_year,
        "end_year": found.end_year,
        "precision": found.precision,
        "qualifier": found.qualifier,
    }


def document(key, text, path, **more):
    row = {
        "document_id": key,
        "title": None,
        "authors": None,
        "publisher": None,
        "published": None,
        "language": "en",
        "source": None,
        "rights": None,
        "path": path,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "characters": len(text),
    }
    return row | more


def event(key, date, **more):
    row = {"event_id": key, "label": f"Event {key}", "event_type": "founding", **edtf_columns(date)}
    row |= {"date_relation": "on", "modality": "occurred", "derivation": "stated", "confidence": 0.875}
    row |= {"reference": None, "place_id": None, "n_mentions": 1, "n_documents": 1, "reviewed": False}
    return row | more


def mention(event_id, document_id, text, words, quote, **more):
    start, quote_start = text.index(words), text.index(quote)
    row = {
        "mention_id": f"{document_id}@{start}-00000000",
        "event_id": event_id,
        "document_id": document_id,
        "char_start": start,
        "char_end": start + len(words),
        "date_text": words,
        "timex_type": "DATE",
        "timex_value": "1911",
        "quote": quote,
        "quote_start": quote_start,
        "quote_end": quote_start + len(quote),
        "section": "body",
        "rule": "en.year",
        "anchor": None,
    }
    return row | more


def good_rows():
    opened, lit, closed = TRAM[:37], TRAM[38:80], TRAM[81:]
    rebuilt, census = PAGE[:59], PAGE[60:]
    return {
        "documents": [
            document("kiln", KILN, "kiln.txt", language="vi", source="a box of photographs"),
            document("page", PAGE, "web/page.html", title='Fires, "great" and small'),
            document("tram", TRAM, "tram.md", published="1950-04", title="Trams", source="https://example.org/trams"),
        ],
        "events": [
            event("e1", "1911-06-07", place_id="depot", n_mentions=2),
            event("e2", "1911-08", derivation="resolved"),
            event("e3", "1938~", reference="12-QD/1938", event_type="legal_act"),
            event("e4", "-0263", reviewed=True),
            event("e5", "1942", derivation="inferred"),
            event("e6", "Y12000", modality="planned"),
        ],
        "mentions": [
            mention("e4", "kiln", KILN, "năm 264 TCN", KILN),
            mention("e5", "page", PAGE, "1902", rebuilt),
            mention("e6", "page", PAGE, "Y12000", census),
            mention("e1", "tram", TRAM, "7 June 1911", opened),
            mention("e1", "tram", TRAM, "7 June", opened, mention_id="tram@25-1", section="caption"),
            mention("e2", "tram", TRAM, "August", lit, anchor="@25"),
            mention("e3", "tram", TRAM, "1938", closed, anchor="published"),
        ],
        "places": [
            {
                "place_id": "depot",
                "name": "Old depot",
                "latitude": 55.5,
                "longitude": -3.25,
                "geo_precision": "point",
                "valid_from": "1911",
                "valid_to": None,
                "wikidata_id": "Q42",
            }
        ],
        "actors": [
            {"actor_id": "organisation:council", "name": "The council", "actor_type": "organisation", "aliases": None}
        ],
        "participants": [{"event_id": "e2", "actor_id": "organisation:council", "role": "builder"}],
        "derivations": [
            {
                "event_id": "e5",
                "rule": "offset",
                "premises": '{"fire":"1902","years":40}',
                "explanation": "1902 + 40 = 1942",
            }
        ],
        "texts": [{"document_id": "page", "text": PAGE}],
    }


def key_of(name):
    return lambda row: tuple(str(row[column]) for column in table(name).primary_key)


def publish(directory, rows):
    """Write the rows as they are, right or wrong, as a package whose descriptor agrees with its files."""
    (directory / "datasets").mkdir(parents=True)
    tables = {name: pa.Table.from_pylist(rows[name], arrow_schema(table(name))) for name in rows}
    for name, content in tables.items():
        write_csv(content, directory / resource_path(name))
        write_parquet(content, directory / resource_path(name, parquet=True))
    told = {name: Summary.of(name, content) for name, content in tables.items()}
    described = describing.describe(PackageInfo(name="trams"), told, directory)
    describing.write_descriptor(described, directory / "datapackage.json")
    return directory


@pytest.fixture(scope="session")
def good(tmp_path_factory):
    rows = {name: sorted(content, key=key_of(name)) for name, content in good_rows().items()}
    return publish(tmp_path_factory.mktemp("good") / "package", rows)


@pytest.fixture
def package(good, tmp_path):
    """A copy of the good package, to be corrupted."""
    copied = tmp_path / "package"
    (copied / "datasets").mkdir(parents=True)
    for path in [*good.glob("*.json"), *(good / "datasets").iterdir()]:
        (copied / path.relative_to(good)).write_bytes(path.read_bytes())
    return copied


# What corrupts a package: `Rows` before it is written, `Json` the descriptor after, `Files` the files after.


class Rows:
    def __init__(self, name, row, /, **cells):
        self.change = name, row, cells

    def __call__(self, directory):
        name, row, cells = self.change
        rows = {each: sorted(content, key=key_of(each)) for each, content in good_rows().items()}
        rows[name][row] |= cells
        self.rewrite(directory, rows)

    @staticmethod
    def rewrite(directory, rows):
        for path in sorted(directory.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        directory.rmdir()
        publish(directory, rows)


class AllRows(Rows):
    """Changes whole tables: the function takes the rows of all."""

    def __init__(self, change):
        self.change = change

    def __call__(self, directory):
        rows = {each: sorted(content, key=key_of(each)) for each, content in good_rows().items()}
        self.change(rows)
        self.rewrite(directory, rows)


class Json:
    def __init__(self, change):
        self.change = change

    def __call__(self, directory):
        path = directory / "datapackage.json"
        content = json.loads(path.read_text(encoding="utf-8"))
        self.change(content)
        path.write_text(json.dumps(content), encoding="utf-8")


class Bytes:
    """Changes the bytes of a file and, unless told otherwise, tells the descriptor their hash and size."""

    def __init__(self, name, change, *, described=True):
        self.name, self.change, self.described = name, change, described

    def __call__(self, directory):
        path = directory / self.name
        path.write_bytes(self.change(path.read_bytes()))
        if self.described:
            redescribe(directory, self.name)


class Parquet:
    """Writes a Parquet file anew from a changed table, and describes it."""

    def __init__(self, name, change, **options):
        self.name, self.change, self.options = name, change, options

    def __call__(self, directory):
        path = directory / resource_path(self.name, parquet=True)
        pq.write_table(self.change(pq.read_table(path)), path, **self.options)
        redescribe(directory, resource_path(self.name, parquet=True))


def redescribe(directory, name):
    def change(content):
        for resource in content["resources"]:
            if resource["path"] == name:
                data = (directory / name).read_bytes()
                resource["hash"] = f"sha256:{hashlib.sha256(data).hexdigest()}"
                if "bytes" in resource:
                    resource["bytes"] = len(data)

    Json(change)(directory)


def resource(content, name):
    return next(each for each in content["resources"] if each["name"] == name)


def setting(name, key, value):
    """Sets a property of a resource."""
    return Json(lambda content: resource(content, name).__setitem__(key, value))


def top(key, value):
    """Sets a property of the package."""
    return Json(lambda content: content.__setitem__(key, value))


def without(key):
    return Json(lambda content: content.pop(key))


def replacing(old, new):
    return lambda data: data.replace(old, new, 1)


def replaced(content, column, values):
    return content.set_column(content.schema.get_field_index(column), content.schema.field(column), values)


def link(directory):
    path = directory / "datasets/events.csv"
    path.rename(directory / "elsewhere.csv")
    path.symlink_to(directory / "elsewhere.csv")


def linked_directory(directory):
    (directory / "datasets").rename(directory / "other")
    (directory / "datasets").symlink_to(directory / "other")


def fifo(directory):
    (directory / "datasets/events.parquet").unlink()
    make_fifo(directory / "datasets/events.parquet")


def flip(offset):
    return lambda data: data[:offset] + bytes([data[offset] ^ 0x55]) + data[offset + 1 :]


EVENTS, EVENTS_PARQUET = "datasets/events.csv", "datasets/events.parquet"
ZERO = "sha256:" + "0" * 64

# id → (the check that must catch it, the corruption)
CORRUPTIONS = {
    # the descriptor
    "descriptor is no JSON": ("descriptor-json", Bytes("datapackage.json", lambda data: data[:-20], described=False)),
    "descriptor is a list": (
        "descriptor-json",
        Bytes("datapackage.json", lambda data: b"[" + data + b"]", described=False),
    ),
    "descriptor has NaN": ("descriptor-json", top("version", float("nan"))),
    "descriptor has a property twice": (
        "descriptor-json",
        Bytes("datapackage.json", replacing(b'{\n  "$schema"', b'{\n  "name": "x",\n  "$schema"'), described=False),
    ),
    "descriptor is nested deep": (
        "descriptor-json",
        Bytes("datapackage.json", lambda _: b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}", described=False),
    ),
    "descriptor is Latin-1": (
        "descriptor-json",
        Bytes("datapackage.json", lambda data: data + b"\xe9", described=False),
    ),
    "licenses are empty": ("properties", top("licenses", [])),
    "a licence without name": ("properties", top("licenses", [{"title": "free"}])),
    "licenses are a text": ("properties", top("licenses", "CC0")),
    "no version": ("properties", without("version")),
    "no contributors": ("properties", without("contributors")),
    "no keywords": ("properties", without("keywords")),
    "no profile": ("properties", without("$schema")),
    "another profile": ("properties", top("$schema", "https://example.org/profile.json")),
    "a misspelt property": ("properties", top("licences", [{"name": "CC0-1.0"}])),
    "a name with spaces": ("properties", top("name", "Two words")),
    "version is a number": ("properties", top("version", 1.0)),
    "homepage is no address": ("properties", top("homepage", "javascript:alert(1)")),
    "temporal coverage is no EDTF": ("properties", top("temporal", {"start": "long ago"})),
    "resources are missing": ("properties", without("resources")),
    "resources are a number": ("properties", top("resources", 7)),
    "no sources": ("sources", without("sources")),
    "temporal coverage ends early": ("temporal", top("temporal", {"start": "-0263", "end": "1938"})),
    "temporal coverage has no start": ("temporal", top("temporal", {"end": "Y12000"})),
    "a resource twice": (
        "resources",
        Json(lambda content: content["resources"].append(copy.deepcopy(content["resources"][0]))),
    ),
    "a resource is missing": ("resources", Json(lambda content: content["resources"].pop())),
    "an unknown resource": (
        "resources",
        Json(lambda content: content["resources"].append({"name": "passwords", "path": "../passwords.csv"})),
    ),
    "a resource is null": ("resources", Json(lambda content: content["resources"].append(None))),
    "path climbs out": ("paths", setting("events", "path", "../package/datasets/events.csv")),
    "path is absolute": ("paths", setting("events", "path", "/etc/hosts")),
    "path is a web address": ("paths", setting("events", "path", "https://example.org/events.csv")),
    "path is a list": ("paths", setting("events", "path", [EVENTS])),
    "path has a NUL": ("paths", setting("events", "path", "datasets/events.csv\0")),
    "a misspelt resource property": ("resource-properties", setting("events", "mediatpye", "text/csv")),
    "another dialect": ("resource-properties", setting("events", "dialect", {"delimiter": ";"})),
    "another encoding": ("resource-properties", setting("events", "encoding", "latin-1")),
    "a resource with data": ("resource-properties", setting("events", "data", [])),
    "bytes of a Parquet file": ("resource-properties", setting("events_parquet", "bytes", 1)),
    "rows are a text": ("resource-properties", setting("events", "rows", "6")),
    "no hash": ("resource-properties", Json(lambda content: resource(content, "events_parquet").pop("hash"))),
    "a description changed": (
        "schemas",
        Json(lambda content: resource(content, "events")["schema"]["fields"][0].__setitem__("description", "An id.")),
    ),
    "a constraint dropped": (
        "schemas",
        Json(lambda content: resource(content, "events_parquet")["schema"]["fields"][2].pop("constraints")),
    ),
    "required is 1": (
        "schemas",
        Json(
            lambda content: resource(content, "events")["schema"]["fields"][0]["constraints"].__setitem__("required", 1)
        ),
    ),
    "foreign keys dropped": (
        "schemas",
        Json(lambda content: resource(content, "mentions")["schema"].pop("foreignKeys")),
    ),
    "schema is a path": ("schemas", setting("events", "schema", "schema.json")),
    # the files
    "a file is missing": ("listing", lambda directory: (directory / EVENTS).unlink()),
    "a file too many": ("listing", lambda directory: (directory / "datasets/notes.csv").write_text("a\n")),
    "a directory too many": ("listing", lambda directory: (directory / "datasets/old").mkdir()),
    "a file is a link": ("listing", link),
    "a file is a FIFO": ("listing", fifo),
    "datasets is a link": ("listing", linked_directory),
    "a byte of CSV flipped": ("hash", Bytes(EVENTS, flip(-3), described=False)),
    "a byte of Parquet flipped": ("hash", Bytes(EVENTS_PARQUET, flip(60), described=False)),
    "a Parquet hash of zeros": ("hash", setting("events_parquet", "hash", ZERO)),
    "a CSV hash of zeros": ("hash", setting("events", "hash", ZERO)),
    "hash is a number": ("hash", setting("events", "hash", 0)),
    "bytes one too many": (
        "bytes",
        Json(
            lambda content: resource(content, "events").__setitem__("bytes", resource(content, "events")["bytes"] + 1)
        ),
    ),
    "rows one too many": ("rows", setting("events_parquet", "rows", 7)),
    "rows are true": ("rows", setting("places_parquet", key="rows", value=True)),
    "a content hash of zeros": ("content-hash", setting("events_parquet", "contentHash", ZERO)),
    "Parquet is truncated": ("formats", Bytes(EVENTS_PARQUET, lambda data: data[: len(data) // 2])),
    "Parquet is empty": ("formats", Bytes(EVENTS_PARQUET, lambda _: b"")),
    "Parquet is CSV": ("formats", Bytes(EVENTS_PARQUET, lambda _: b"event_id\ne1\n")),
    "Parquet is damaged in a page": ("formats", Bytes("datasets/mentions.parquet", flip(80))),
    "dates are texts": (
        "formats",
        Parquet("events", lambda content: content.set_column(4, "date_start", content["date_start"].cast(pa.string()))),
    ),
    "a Parquet column may be null": (
        "formats",
        Parquet(
            "places",
            lambda content: content.cast(pa.schema([pa.field(each.name, each.type) for each in content.schema])),
        ),
    ),
    "a Parquet column is missing": ("formats", Parquet("places", lambda content: content.drop_columns(["name"]))),
    "Parquet text is no UTF-8": (
        "formats",
        Parquet("places", lambda content: replaced(content, "name", pa.array([b"\xff\xfe"]).view(pa.string()))),
    ),
    "a word of few in Parquet is no UTF-8": (
        "formats",
        Parquet(
            "events",
            lambda content: replaced(content, "event_type", pa.array([b"\xff"] * len(content)).view(pa.string())),
        ),
    ),
    "CSV is empty": ("formats", Bytes(EVENTS, lambda _: b"")),
    "CSV has a byte order mark": ("formats", Bytes(EVENTS, lambda data: b"\xef\xbb\xbf" + data)),
    "CSV has CRLF": ("formats", Bytes(EVENTS, lambda data: data.replace(b"\n", b"\r\n"))),
    "CSV has another header": ("formats", Bytes(EVENTS, replacing(b"label", b"title"))),
    "CSV is no UTF-8": ("formats", Bytes(EVENTS, replacing(b"Event e1", b"Event \xff"))),
    "CSV has a cell too many": ("formats", Bytes(EVENTS, replacing(b"Event e1", b"Event,e1"))),
    "CSV has an empty line": ("twins", Bytes(EVENTS, lambda data: data + b"\n")),
    "CSV has a number with a sign": ("formats", Bytes(EVENTS, replacing(b"0.875", b"+0.875"))),
    "CSV has NaN": ("formats", Bytes(EVENTS, replacing(b"0.875", b"nan"))),
    "CSV has a day that no calendar has": ("formats", Bytes(EVENTS, replacing(b"1911-08-31", b"1911-02-31"))),
    "CSV has a number too large": ("formats", Bytes(EVENTS, replacing(b"12000,12000", b"99999999999999999999,12000"))),
    "a stray quote swallows rows": ("twins", Bytes(EVENTS, replacing(b"e2,Event e2", b'e2,"Event e2'))),
    "a CSV cell differs": ("twins", Bytes(EVENTS, replacing(b"Event e1", b"Event 1"))),
    "a CSV row is lost": ("twins", Bytes(EVENTS, lambda data: data[: data.rindex(b"\n", 0, -1) + 1])),
    "a CSV cell in needless quotes": ("twins", Bytes(EVENTS, replacing(b"Event e1", b'"Event e1"'))),
    "a required CSV cell is empty": ("twins", Bytes(EVENTS, replacing(b"Event e1", b""))),
    "a Parquet row twice": (
        "twins",
        Parquet("places", lambda content: pa.concat_tables([content, content])),
    ),
    # cells and keys
    "an empty text": (
        "not-empty",
        Parquet("documents", lambda content: replaced(content, "rights", pa.array(["", None, None]))),
    ),
    "an unknown event type": ("enum", Rows("events", 0, event_type="party")),
    "an unknown precision of a place": ("enum", Rows("places", 0, geo_precision="about")),
    "an anchor without a number": ("pattern", Rows("mentions", 0, anchor="@")),
    "a hash in capitals": ("pattern", Rows("documents", 0, sha256="A" * 64)),
    "an id of Wikidata with a line end": ("pattern", Rows("places", 0, wikidata_id="Q42x")),
    "a confidence above one": ("range", Rows("events", 0, confidence=1.5)),
    "a confidence that is no number": ("range", Rows("events", 0, confidence=float("nan"))),
    "a latitude beyond the pole": ("range", Rows("places", 0, latitude=-90.5)),
    "a longitude beyond the date line": ("range", Rows("places", 0, longitude=181.0)),
    "an infinite latitude": ("range", Rows("places", 0, latitude=float("inf"))),
    "a negative offset": ("range", Rows("mentions", 0, char_start=-1)),
    "a control character": ("plain-text", Rows("events", 0, label="Depot\x1b[2J")),
    "a line end in a name": ("plain-text", Rows("places", 0, name="Old\ndepot")),
    "rows out of order": ("primary-key", AllRows(lambda rows: rows["documents"].reverse())),
    "a key twice": (
        "primary-key",
        AllRows(lambda rows: rows["participants"].append(rows["participants"][0])),
    ),
    "an unknown place": ("foreign-key", Rows("events", 0, place_id="moon")),
    "an unknown actor": ("foreign-key", Rows("participants", 0, actor_id="person:nobody")),
    "a derivation of no event": (
        "foreign-key",
        AllRows(lambda rows: rows["derivations"].append({**rows["derivations"][0], "event_id": "e9"})),
    ),
    "a mention of an unknown document": ("foreign-key", Rows("mentions", 6, document_id="trim")),
    # what the rows say
    "an impossible date": ("dates", Rows("events", 0, date_edtf="1911-13-45")),
    "a reversed interval": ("dates", Rows("events", 0, date_edtf="1912/1911")),
    "another first day": ("dates", Rows("events", 1, date_start=edtf.parse("1911-08-02").date_start)),
    "a first day after the last": ("dates", Rows("events", 1, date_start=edtf.parse("1911-09-02").date_start)),
    "no last day": ("dates", Rows("events", 1, date_end=None)),
    "another year": ("dates", Rows("events", 3, start_year=-264, end_year=-264)),
    "another precision": ("dates", Rows("events", 1, precision="year")),
    "another qualifier": ("dates", Rows("events", 2, qualifier="certain")),
    "a publication date that is no date": ("edtf-columns", Rows("documents", 2, published="last spring")),
    "a place valid from no date": ("edtf-columns", Rows("places", 0, valid_from="1911-02-30")),
    "words longer than their offsets": ("lengths", Rows("mentions", 3, char_end=37)),
    "a quote longer than its offsets": ("lengths", Rows("mentions", 3, quote_end=38)),
    "words beside their offset": ("quotes", Rows("mentions", 0, char_start=17, char_end=28)),
    "words outside their quote": ("quotes", Rows("mentions", 3, quote_start=40, quote_end=77)),
    "words beyond the document": (
        "extents",
        Rows("mentions", 3, char_start=4025, char_end=4036, quote_start=4000, quote_end=4037),
    ),
    "a document shorter than its quotes": ("extents", Rows("documents", 2, characters=80)),
    "an anchor beyond the document": ("anchors", Rows("mentions", 5, anchor="@4026")),
    "an anchor beyond all numbers": ("anchors", Rows("mentions", 5, anchor="@" + "9" * 5000)),
    "an anchor to an unknown date": ("anchors", Rows("documents", 2, published=None)),
    "another number of mentions": ("counts", Rows("events", 0, n_mentions=3)),
    "another number of documents": ("counts", Rows("events", 0, n_documents=2)),
    "an event without mention": (
        "counts",
        AllRows(lambda rows: rows["mentions"].remove(next(row for row in rows["mentions"] if row["event_id"] == "e3"))),
    ),
    "an inferred event without derivation": ("inferences", AllRows(lambda rows: rows["derivations"].clear())),
    "a stated event with a derivation": ("inferences", Rows("derivations", 0, event_id="e1")),
    "premises are no JSON": ("premises", Rows("derivations", 0, premises="{'fire': 1902}")),
    "premises are a list": ("premises", Rows("derivations", 0, premises="[1902]")),
    "premises have NaN": ("premises", Rows("derivations", 0, premises='{"years":NaN}')),
    "premises are nested deep": ("premises", Rows("derivations", 0, premises="[" * 100_000)),
    "premises out of order": ("premises", Rows("derivations", 0, premises='{"years":40,"fire":"1902"}')),
    "a reference without number": ("references", Rows("events", 2, reference="a decision")),
    "a reference with a space": ("references", Rows("events", 2, reference="12-QD ")),
    "a document outside the corpus": ("document-paths", Rows("documents", 0, path="../kiln.txt")),
    "a document at an absolute path": ("document-paths", Rows("documents", 0, path="/kiln.txt")),
    "a document on a drive": ("document-paths", Rows("documents", 0, path="C:/kiln.txt")),
    "an extracted text of other words": ("texts", Rows("texts", 0, text=PAGE.replace("1902", "1903"))),
    "an extracted text that is longer": ("texts", Rows("texts", 0, text=PAGE + " More.")),
    "an address that is none": ("properties", top("contributors", [{"title": "A", "email": "by telephone"}])),
    "an address of a source that is none": ("properties", top("sources", [{"title": "A", "email": "by telephone"}])),
}

# check → a corruption that no other check of ours sees: without the check the package would pass
ALONE = {
    "descriptor-json": "descriptor has NaN",
    "properties": "a misspelt property",
    "sources": "no sources",
    "resources": "a resource twice",
    "paths": "path climbs out",
    "resource-properties": "another dialect",
    "schemas": "a constraint dropped",
    "listing": "a file too many",
    "formats": "a Parquet column may be null",
    "bytes": "bytes one too many",
    "hash": "a Parquet hash of zeros",
    "rows": "rows one too many",
    "content-hash": "a content hash of zeros",
    "twins": "a CSV cell in needless quotes",
    "not-empty": "an empty text",
    "enum": "an unknown event type",
    "pattern": "a hash in capitals",
    "range": "a latitude beyond the pole",
    "plain-text": "a control character",
    "primary-key": "rows out of order",
    "foreign-key": "an unknown place",
    "temporal": "temporal coverage ends early",
    "dates": "another precision",
    "edtf-columns": "a place valid from no date",
    "lengths": "a quote longer than its offsets",
    "quotes": "words beside their offset",
    "extents": "words beyond the document",
    "anchors": "an anchor beyond the document",
    "counts": "another number of mentions",
    "inferences": "a stated event with a derivation",
    "premises": "premises out of order",
    "references": "a reference without number",
    "document-paths": "a document outside the corpus",
    "texts": "an extracted text of other words",
}


def ascii_of(value):
    return ascii(value)[:20]


def checks_of(findings):
    return {finding.check for finding in findings}


def test_a_good_package_passes_every_check(good):
    assert validate(good) == []


@pytest.mark.parametrize(("check", "corrupt"), CORRUPTIONS.values(), ids=CORRUPTIONS)
def test_a_corrupted_package_is_caught(package, check, corrupt):
    corrupt(package)
    findings = validate(package, OUR_CHECKS)
    assert check in checks_of(findings)
    for finding in findings:
        line = str(finding)
        assert line.isprintable()
        assert line.encode()
        assert finding.row is None or finding.row >= 1


@pytest.mark.parametrize("check", OUR_CHECKS, ids=lambda check: check.name)
def test_each_check_catches_what_no_other_sees(package, check):
    caught_by, corrupt = CORRUPTIONS[ALONE[check.name]]
    assert caught_by == check.name
    corrupt(package)
    assert checks_of(validate(package, [check])) == {check.name}
    assert validate(package, [each for each in OUR_CHECKS if each is not check]) == []


BY_ROWS = {check.name for check in OUR_CHECKS if isinstance(check, RowCheck)}


@pytest.mark.parametrize("name", [name for name, (check, _) in CORRUPTIONS.items() if check in BY_ROWS])
def test_faults_are_found_in_any_batch(package, monkeypatch, name):
    CORRUPTIONS[name][1](package)
    whole = validate(package, OUR_CHECKS)
    monkeypatch.setattr(parquet_twin, "_ROWS_AT_ONCE", 2)
    assert sorted(map(str, validate(package, OUR_CHECKS))) == sorted(map(str, whole))


BY_KEYS = {"foreign-key", "extents", "anchors", "counts", "inferences"}


@pytest.mark.parametrize("name", [None, *(name for name, (check, _) in CORRUPTIONS.items() if check in BY_KEYS)])
def test_keys_are_found_in_any_block(package, monkeypatch, name):
    if name is not None:
        CORRUPTIONS[name][1](package)
    whole = validate(package, OUR_CHECKS)
    assert bool(whole) == (name is not None)
    monkeypatch.setattr(parquet_twin, "_ROWS_AT_ONCE", 2)
    monkeypatch.setattr(keys, "BLOCKS_AT_ONCE", 1)
    monkeypatch.setattr(links, "_EVENTS_AT_ONCE", 4)
    assert sorted(map(str, validate(package, OUR_CHECKS))) == sorted(map(str, whole))


def test_what_is_right_is_decoded_once(good, monkeypatch):
    read = []

    def recording(table, path, names):
        read.extend(names)
        return parquet_twin.parquet_batches(table, path, names)

    monkeypatch.setattr(reading, "_SMALL_FILE", 0)
    monkeypatch.setattr(reading, "parquet_batches", recording)
    assert validate(good, OUR_CHECKS) == []
    assert {"event_id", "anchor"} <= set(read)
    assert {"label", "title", "rule", "sha256", "timex_value", "mention_id"}.isdisjoint(read)


def test_names_of_checks_differ_and_all_are_tested():
    names = [check.name for check in OUR_CHECKS]
    assert len(set(names)) == len(names)
    assert [check.name for check in CHECKS] == [*names, "frictionless"]
    assert {check for check, _ in CORRUPTIONS.values()} == set(names)


@pytest.mark.parametrize(
    ("corruption", "where"),
    [
        ("a CSV cell differs", "events, row 1, label: found 'Event 1'; expected 'Event e1', as in the twin [twins]"),
        (
            "another precision",
            "events, row 2, precision: found 'year'; expected 'month', which follows from 1911-08 [dates]",
        ),
        ("no last day", "events, row 2, date_end: found null; expected 1911-08-31, which follows from 1911-08 [dates]"),
        (
            "an unknown place",
            "events, row 1, place_id: found 'moon'; expected a value of places.place_id [foreign-key]",
        ),
        ("a file too many", "datasets/: found 'notes.csv'; expected no file but those of the resources [listing]"),
    ],
)
def test_a_finding_tells_where_what_and_what_would_be_right(package, corruption, where):
    CORRUPTIONS[corruption][1](package)
    assert where in [str(finding) for finding in validate(package)]


def test_findings_of_one_check_are_limited(package):
    rows = good_rows()
    rows["participants"] = [
        {"event_id": "e9", "actor_id": "organisation:council", "role": f"role {number:04}"} for number in range(500)
    ]
    Rows.rewrite(package, {name: sorted(content, key=key_of(name)) for name, content in rows.items()})
    findings = [finding for finding in validate(package) if finding.check == "foreign-key"]
    assert len(findings) == MOST_FINDINGS
    assert findings[-1] == Finding(
        check="foreign-key",
        resource="participants",
        row=100,
        field="event_id",
        value="'e9'",
        rule="a value of events.event_id",
        more=400,
    )
    assert str(findings[-1]).endswith("[foreign-key] (and 400 more)")


def test_tables_of_many_row_groups_are_read_whole(tmp_path):
    rows = good_rows()
    rows["documents"] += [document(f"z{number:06}", KILN, "z.jsonl") for number in range(140_000)]
    directory = publish(
        tmp_path / "package", {name: sorted(content, key=key_of(name)) for name, content in rows.items()}
    )
    assert validate(directory, OUR_CHECKS) == []
    Bytes(resource_path("documents"), replacing(b"z139999,", b"z139998,"))(directory)
    found = validate(directory, OUR_CHECKS)
    assert {(finding.check, finding.row) for finding in found} == {("twins", 140_003), ("primary-key", 140_003)}


def test_a_package_in_which_nothing_is_inferred_passes(tmp_path):
    rows = good_rows()
    rows["derivations"] = []
    [inferred] = [row for row in rows["events"] if row["derivation"] == "inferred"]
    inferred["derivation"] = "resolved"
    rows = {name: sorted(content, key=key_of(name)) for name, content in rows.items()}
    assert validate(publish(tmp_path / "package", rows), OUR_CHECKS) == []


def test_words_that_go_on_beyond_the_last_quote_are_found(tmp_path):
    rows = {name: sorted(content, key=key_of(name)) for name, content in good_rows().items()}
    last = rows["mentions"][-1]
    last |= {"quote": last["quote"][:-3], "quote_end": last["quote_end"] - 3}
    assert last["quote"].endswith(last["date_text"][:-2])
    found = validate(publish(tmp_path / "package", rows), OUR_CHECKS)
    assert {(finding.check, finding.row) for finding in found} == {("quotes", len(rows["mentions"]))}


def test_a_row_longer_than_any_block_is_read(tmp_path):
    rows = good_rows()
    page = PAGE + " And on." * 2_000_000  # more than two blocks, of which one row may take part
    rows["texts"] = [
        {"document_id": "kiln", "text": KILN},
        {"document_id": "page", "text": page},
        {"document_id": "tram", "text": TRAM},
    ]
    rows["documents"][1]["characters"] = len(page)
    assert validate(publish(tmp_path / "package", rows), OUR_CHECKS) == []
    Bytes(resource_path("texts"), lambda data: data + b"x,y\n")(tmp_path / "package")
    found = validate(tmp_path / "package", OUR_CHECKS)
    assert {(finding.check, finding.row) for finding in found} == {
        ("rows", None),
        ("twins", 4),
        ("foreign-key", 4),
    }


@pytest.mark.parametrize("name", ["", "missing", "a\0b"])
def test_no_package_is_one_error(tmp_path, name):
    with pytest.raises(InputError, match=r"found no datapackage\.json; expected the directory of a published package"):
        validate(tmp_path / name)


def test_an_empty_descriptor_has_findings(package):
    (package / "datapackage.json").write_text("{}")
    assert "properties" in checks_of(validate(package))


@pytest.mark.parametrize("value", [None, True, 10**400, "\ud800", [[[]]], {"x": {}}], ids=ascii_of)
def test_wrong_types_anywhere_in_the_descriptor_are_findings(package, good, value):
    content = json.loads((good / "datapackage.json").read_text(encoding="utf-8"))
    described = resource(content, "events_parquet")
    schema = described["schema"]
    places = [(each, key) for each in (content, described, schema) for key in each]
    places += [(content["resources"], 1), (schema["fields"], 0), (schema["fields"][0], "type")]
    for holder, key in places:
        right = holder[key]
        if right == value:
            continue
        holder[key] = value
        (package / "datapackage.json").write_text(json.dumps(content), encoding="utf-8")
        findings = validate(package)
        assert findings or key in {"description", "title", "version", "name", "keywords"}
        assert all(str(finding).isprintable() for finding in findings)
        holder[key] = right


@pytest.mark.parametrize("seed", range(60))
def test_any_byte_flipped_in_any_file_is_found(package, seed):
    chance = random.Random(seed)
    path = chance.choice(sorted(path for path in package.rglob("*") if path.is_file()))
    data = path.read_bytes()
    where = chance.randrange(len(data))
    path.write_bytes(data[:where] + bytes([data[where] ^ chance.randrange(1, 256)]) + data[where + 1 :])
    findings = validate(package, OUR_CHECKS)
    assert path.name == "datapackage.json" or "hash" in checks_of(findings)


@pytest.mark.parametrize(
    "corruption",
    [
        "licenses are empty",
        "a confidence above one",
        "an unknown event type",
        "an unknown place",
        "CSV has a cell too many",
        "CSV is no UTF-8",
        "a hash in capitals",
        "a key twice",
        "a required CSV cell is empty",
        "a CSV hash of zeros",
        "a Parquet hash of zeros",
        "a Parquet row twice",
        "dates are texts",
        "rows one too many",
    ],
)
def test_frictionless_judges_only_what_it_can(package, corruption):
    """What is wrong in a file it finds too; what the standard doesn't forbid it cannot."""
    CORRUPTIONS[corruption][1](package)
    assert bool(validate(package, [SECOND_JUDGE])) == (corruption != "licenses are empty")


def test_frictionless_is_asked_only_where_ours_find_nothing(package):
    CORRUPTIONS["a key twice"][1](package)
    assert validate(package) == validate(package, OUR_CHECKS) != []


@pytest.mark.parametrize("seed", range(40))
def test_any_damage_to_a_described_file_raises_nothing(package, seed):
    chance = random.Random(1000 + seed)
    path = chance.choice(sorted((package / "datasets").iterdir()))
    data = bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    cut = chance.randrange(len(data) // 2, len(data) + 1)
    path.write_bytes(bytes(data[:cut]))
    redescribe(package, f"datasets/{path.name}")
    findings = validate(package, CHECKS if seed % 4 == 0 else OUR_CHECKS)
    assert all(isinstance(finding, Finding) for finding in findings)
    assert checks_of(findings) != {"frictionless"}


@pytest.mark.parametrize(
    "hostile",
    [
        top("$schema", "http://localhost:9/profile.json"),
        top("profile", "http://localhost:9/profile.json"),
        setting("events", "path", "http://localhost:9/events.csv"),
        setting("events", "schema", "http://localhost:9/schema.json"),
        setting("events", "dialect", "http://localhost:9/dialect.json"),
        setting("events", "basepath", "http://localhost:9/"),
    ],
    ids=["$schema", "profile", "path", "schema", "dialect", "basepath"],
)
def test_nothing_that_a_descriptor_names_is_fetched(package, hostile, monkeypatch):
    asked = []
    monkeypatch.setattr("socket.getaddrinfo", lambda *address, **_: asked.append(address))
    monkeypatch.setattr("socket.socket.connect", lambda _, address: asked.append(address))
    hostile(package)
    assert validate(package)
    assert asked == []


def test_the_descriptor_as_a_link_is_refused(package):
    (package / "datapackage.json").rename(package / "real.json")
    (package / "datapackage.json").symlink_to(package / "real.json")
    assert checks_of(validate(package)) == {"descriptor-json"}


def test_a_relative_directory_is_as_good(good, monkeypatch):
    monkeypatch.chdir(good)
    assert validate(Path()) == []
