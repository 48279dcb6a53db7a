import re

import pytest

from pipeline.publish import tables

NAMES = {
    "documents": "document_id title? authors? publisher? published? language source? rights? path sha256 characters",
    "events": "event_id label event_type date_edtf date_start? date_end? start_year? end_year? precision qualifier "
    "date_relation modality derivation confidence reference? place_id? n_mentions n_documents reviewed",
    "mentions": "mention_id event_id document_id char_start char_end date_text timex_type timex_value quote quote_start "
    "quote_end section rule anchor?",
    "places": "place_id name latitude longitude geo_precision valid_from? valid_to? wikidata_id?",
    "actors": "actor_id name actor_type aliases?",
    "participants": "event_id actor_id role",
    "derivations": "event_id rule premises explanation",
    "texts": "document_id text",
    "changes": "version event_id change field old? new? successor?",
}
ENUMS = {
    ("events", "event_type"): "legal_act meeting commemoration exercise battle uprising founding movement appointment "
    "assessment agreement disaster publication term target other",
    ("events", "precision"): "second minute hour day week month season quarter half year decade century interval open",
    ("events", "qualifier"): "certain approximate uncertain approximate_uncertain",
    ("events", "date_relation"): "on within throughout by since for",
    ("events", "modality"): "occurred ongoing planned target hypothetical negated",
    ("events", "derivation"): "stated resolved inferred",
    ("mentions", "section"): "body title caption teaser footnote",
    ("mentions", "timex_type"): "DATE TIME DURATION SET",
    ("actors", "actor_type"): "person organisation armed_force government party",
    ("places", "geo_precision"): "point settlement province region country",
    ("changes", "change"): "added removed changed",
}
TYPES = {
    "date": {"date_start", "date_end"},
    "integer": {
        *("start_year", "end_year", "n_mentions", "n_documents", "characters"),
        *("char_start", "char_end", "quote_start", "quote_end"),
    },
    "number": {"confidence", "latitude", "longitude"},
    "boolean": {"reviewed"},
}
KEYS = {
    "events": {("place_id", "places")},
    "mentions": {("event_id", "events"), ("document_id", "documents")},
    "participants": {("event_id", "events"), ("actor_id", "actors")},
    "derivations": {("event_id", "events")},
    "texts": {("document_id", "documents")},
}
COLUMNS = [(table, column) for table in tables.TABLES for column in table.columns]


def test_tables_and_columns_stand_in_the_order_of_the_contract():
    found = {t.name: " ".join(c.name + "?" * (not c.required) for c in t.columns) for t in tables.TABLES}
    assert found == NAMES
    assert list(found) == list(NAMES)


def test_only_the_texts_and_the_changes_are_optional():
    assert [table.name for table in tables.TABLES if table.optional] == ["texts", "changes"]


def test_enums_have_the_values_of_the_contract_in_its_order():
    found = {(table.name, column.name): " ".join(column.enum) for table, column in COLUMNS if column.enum}
    assert found == ENUMS


def test_types():
    found = {kind: {c.name for _, c in COLUMNS if c.type == kind} for kind in TYPES}
    assert found == TYPES


def test_primary_keys():
    composed = {
        "participants": ("event_id", "actor_id", "role"),
        "derivations": ("event_id", "rule"),
        "changes": ("version", "event_id", "field"),
    }
    for table in tables.TABLES:
        assert table.primary_key == composed.get(table.name, (table.columns[0].name,))


def test_a_key_of_one_column_is_unique_and_no_part_of_a_longer_one_is():
    for table in tables.TABLES:
        assert [c.name for c in table.columns if c.unique] == (list(table.primary_key) * (len(table.primary_key) == 1))


def test_foreign_keys_refer_to_primary_keys():
    found = {t.name: {(key.column, key.table) for key in t.foreign_keys} for t in tables.TABLES if t.foreign_keys}
    assert found == KEYS
    for table in tables.TABLES:
        for key in table.foreign_keys:
            assert tables.table(key.table).primary_key == (key.reference,)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[f"{t.name}.{c.name}" for t, c in COLUMNS])
def test_every_column_is_described_in_a_sentence(table, column):
    assert re.fullmatch(r"[A-Z].{20,}\.", column.description)


@pytest.mark.parametrize("parquet", [False, True])
def test_foreign_keys_of_twins_refer_to_twins(parquet):
    schema = tables.table_schema(tables.table("mentions"), parquet=parquet)
    resources = [key["reference"]["resource"] for key in schema["foreignKeys"]]
    assert resources == (["events_parquet", "documents_parquet"] if parquet else ["events", "documents"])


def test_only_numbers_of_twins_that_may_be_null_declare_nan():
    declared = [
        field["name"]
        for table in tables.TABLES
        for field in tables.table_schema(table, parquet=True)["fields"]
        if "missingValues" in field
    ]
    assert declared == ["start_year", "end_year"]
    assert all("missingValues" not in f for t in tables.TABLES for f in tables.table_schema(t)["fields"])


def test_the_schema_says_all_that_the_column_says():
    fields = {field["name"]: field for field in tables.table_schema(tables.table("events"))["fields"]}
    assert fields["confidence"]["constraints"] == {"required": True, "minimum": 0, "maximum": 1}
    assert fields["event_id"]["constraints"] == {"required": True, "unique": True}
    assert "constraints" not in fields["place_id"]
    assert fields["modality"]["constraints"]["enum"] == ENUMS["events", "modality"].split()


@pytest.mark.parametrize("table", tables.TABLES, ids=[table.name for table in tables.TABLES])
def test_the_arrow_schema_has_the_columns_and_their_nulls(table):
    schema = tables.arrow_schema(table)
    names = {"string": "string", "integer": "int64", "number": "double", "boolean": "bool", "date": "date32[day]"}
    assert [(f.name, str(f.type), f.nullable) for f in schema] == [
        (c.name, names[c.type], not c.required) for c in table.columns
    ]


def test_the_data_dictionary_has_a_row_for_every_column():
    lines = tables.data_dictionary().splitlines()
    rows = [line for line in lines if re.match(r"\| [a-z_0-9]+ \|", line) and not line.startswith("| column")]
    assert len(rows) == len(COLUMNS)
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
    assert any("integer" in row and "end_year" in row and "| yes |" in row for row in rows)


@pytest.mark.parametrize("find", [tables.table, tables.table("events").column])
def test_an_unknown_name_is_a_key_error(find):
    with pytest.raises(KeyError):
        find("nothing")
