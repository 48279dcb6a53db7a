import pandas as pd
import pytest

from pipeline.errors import InputError
from pipeline.publish.info import PackageInfo
from pipeline.publish.load import load
from pipeline.publish.package import stage_package
from pipeline.publish.rows import build_tables
from pipeline.publish.tables import TABLES, table


@pytest.fixture
def loaded(package):
    return load(package)


def test_every_cell_is_that_of_the_table(loaded, tables):
    for name, rows in tables.items():
        frame = getattr(loaded, name)
        cells = [[None if pd.isna(cell) else cell for cell in row] for row in frame.to_numpy(dtype=object).tolist()]
        dates = [c.name for c in table(name).columns if c.type == "date"]
        expected = [[pd.Timestamp(v) if k in dates and v else v for k, v in row.items()] for row in rows.to_pylist()]
        assert list(frame.columns) == rows.column_names
        assert cells == expected


def test_dtypes_are_those_of_the_docstring(loaded):
    dtypes = {
        "event_id": "string",
        "event_type": "category",
        "date_start": "datetime64[s]",
        "start_year": "Int64",
        "n_mentions": "int64",
        "confidence": "float64",
        "reviewed": "bool",
        "reference": "string",
    }
    assert {name: str(loaded.events.dtypes[name]) for name in dtypes} == dtypes


def test_categories_are_all_the_values_of_the_enum(loaded):
    for described in TABLES:
        for column in described.columns:
            if column.enum:
                assert list(getattr(loaded, described.name)[column.name].cat.categories) == list(column.enum)


def test_dates_work_as_dates(loaded):
    events = loaded.events.set_index("event_id")
    assert events.loc["other--0259-walls", "start_year"] == -259
    assert pd.isna(events.loc["other--0259-walls", "date_start"])
    assert pd.isna(events.loc["founding-1954-ferry", "date_end"])
    assert list(events.index[events.date_start > "1953-04-01"]) == ["founding-1954-ferry", "other-1953-05-ledger"]
    assert (events.date_end - events.date_start).max() == pd.Timedelta(days=364)


def test_the_first_and_last_day_of_the_calendar(make, tmp_path):
    document = make.document("a", "From 1 to 9999.")
    value = make.dated("0001/9999", 1, make.day("9999-12-31"), "interval")
    event = make.event("e", make.mention(document, "1 to 9999", value))
    stage_package(build_tables([document], [event], []), PackageInfo(), tmp_path)
    row = load(tmp_path).events.iloc[0]
    assert (str(row.date_start.date()), str(row.date_end.date())) == ("0001-01-01", "9999-12-31")


def test_tables_join(loaded):
    joined = loaded.mentions.merge(loaded.events, on="event_id").merge(loaded.documents, on="document_id")
    assert len(joined) == len(loaded.mentions)
    placed = loaded.events.merge(loaded.places, on="place_id", how="left")
    assert placed.name.notna().sum() == 2
    parts = loaded.participants.merge(loaded.actors, on="actor_id").merge(loaded.events, on="event_id")
    assert len(parts) == len(loaded.participants)


def test_texts_are_empty_where_there_are_none(sample, tmp_path):
    stage_package(build_tables(sample.documents[:3], sample.events[:2], sample.places), PackageInfo(), tmp_path)
    package = load(str(tmp_path))
    assert (list(package.texts.columns), len(package.texts)) == (["document_id", "text"], 0)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("datapackage.json", None, r"datapackage\.json: found no such file; expected the descriptor"),
        ("datasets/events.parquet", None, r"events\.parquet: found no such file; expected the table events"),
        ("datasets/events.parquet", b"PAR1xPAR1", r"events\.parquet: found .*; expected the table events as Parquet"),
    ],
)
def test_what_is_no_package_is_told_in_a_sentence(package, name, content, message):
    (package / name).unlink()
    if content is not None:
        (package / name).write_bytes(content)
    with pytest.raises(InputError, match=message) as raised:
        load(package)
    assert "\n" not in str(raised.value)


def test_tables_may_be_empty(tmp_path):
    stage_package(build_tables([], [], []), PackageInfo(), tmp_path)
    package = load(tmp_path)
    assert len(package.events) == 0
    assert str(package.events.date_start.dtype) == "datetime64[s]"
