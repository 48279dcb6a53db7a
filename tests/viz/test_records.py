"""What is made by columns, against the same made row by row."""

import csv
import json
import random

import numpy as np
import pytest

from viz import columns, records
from viz.arrays import encoded
from viz.data import read_package
from viz.marks import mark_of, marks_of

EDTF = (
    "1945-08-19", "1945-08-19/1945-09-02", "1945-09-02/1945-08-19", "1954/1975", "1945-02-30", "Y-12000", "1945-XX-02",
    "../1999", "1941/..", "", "unknown", "1945-08-19?", "0000-01-01", "2030", "19XX", "1945-08-19/1950", "2000-02-29",
)  # fmt: skip
RELATIONS = ("on", "by", "since", "for", "within", "throughout", "odd")
DAYS = ("", "1945-08-19", "1999-12-31", "20010101")


def varied(packages, count, chance):
    """Tables in which dates, relations, quotations and anchors are of all kinds, and rows in no order."""
    made = packages.tables([packages.EVENTS[n % len(packages.EVENTS)] for n in range(count)])
    for event in made["events"]:
        event["date_edtf"], event["date_relation"] = chance.choice(EDTF), chance.choice(RELATIONS)
        event["date_start"], event["date_end"] = chance.choice(DAYS), chance.choice(DAYS)
        event["start_year"] = chance.choice(["", "-500"])
        event["label"] = chance.choice(
            ["", " two  spaces ", "Huế\u00a0Sài", "a\u2003b", "tab\there", "plain", 'say "x"']
        )
    for mention in made["mentions"]:
        quote = mention["quote"]
        mention["quote"] = chance.choice([quote, f'Ngày {quote} "q" \\ \n\t\x01\x7f', "nothing here", ""])
        mention["char_start"] = chance.choice([mention["char_start"], "x", "5", "-3", "99999"])
        mention["date_text"] = chance.choice([mention["date_text"], ""])
        mention["anchor"] = chance.choice([mention["anchor"], "@5", "@x", "@", "published", ""])
        mention["document_id"] = chance.choice([mention["document_id"], "d-none"])
        mention["event_id"] = chance.choice([mention["event_id"], "e-none"])
    chance.shuffle(made["events"])
    chance.shuffle(made["mentions"])
    return made


def split_quote(row):
    quote, words = row["quote"], row["date_text"]
    start = int(row["char_start"]) - int(row["quote_start"]) if row["char_start"] != "x" else -1
    if start < 0 or quote[start : start + len(words)] != words:
        start = quote.find(words) if words else -1
    return (quote[:start], words, quote[start + len(words) :]) if start >= 0 else (quote, "", "")


def record(event, tables):
    """The record of an event, row by row."""
    shown = " ".join(event["label"].split()) or event["event_id"]
    documents = {row["document_id"]: n for n, row in enumerate(tables["documents"])}
    words = {(row["document_id"], row["char_start"]): row["date_text"] for row in tables["mentions"]}
    own = [row for row in tables["mentions"] if row["event_id"] == event["event_id"]]
    actors = {row["actor_id"]: row["name"] for row in tables["actors"]}
    held = {**dict.fromkeys(records.HELD, True), "label": event["label"] == shown}
    return [
        [0 if held.get(name) else text for name, text in event.items()],
        [
            [documents.get(row["document_id"], -1), *split_quote(row), row["section"], row["anchor"],
             words.get((row["document_id"], row["anchor"][1:]), "") if row["anchor"].startswith("@") else ""]
            for row in own
        ],
        [[row["explanation"], row["premises"]] for row in tables["derivations"] if row["event_id"] == event["event_id"]],
        [[actors[row["actor_id"]], row["role"]] for row in tables["participants"] if row["event_id"] == event["event_id"]],
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_records_are_those_made_row_by_row(seed, packages, tmp_path, monkeypatch):
    monkeypatch.setattr(records, "CHUNK", 7)
    directory = packages.write_package(tmp_path, varied(packages, 120, random.Random(seed)))
    tables = {}
    for name in packages.COLUMNS:
        with (directory / "datasets" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            tables[name] = list(csv.DictReader(stream))
    payload = columns.build(read_package(directory), "", "en")
    chunks = [json.loads(chunk) for chunk in payload.chunks]
    assert {len(chunk) for chunk in chunks[:-1]} == {7}
    events = {row["event_id"]: row for row in tables["events"]}
    found = [written for chunk in chunks for written in chunk]
    assert found == [record(events[key], tables) for key in payload.main["ids"]]


@pytest.mark.parametrize("seed", range(4))
def test_marks_are_those_of_each_row(seed, packages, tmp_path):
    directory = packages.write_package(tmp_path, varied(packages, 300, random.Random(seed)))
    package = read_package(directory)
    marks = marks_of(package.tables["events"])
    found = zip(marks.kind, marks.start, marks.end, marks.core_start, marks.core_end, strict=True)
    each = [mark_of(row) for row in package.rows("events")]
    assert list(found) == [(mark.kind, mark.start, mark.end, mark.core_start, mark.core_end) for mark in each]


@pytest.mark.parametrize(
    ("quote", "words", "start", "parts"),
    [
        ("In May, and in May.", "May", 15, ("In May, and in ", "May", ".")),
        ("In May, and in May.", "May", 14, ("In ", "May", ", and in May.")),
        ("Tháng năm, năm 1901", "năm", 11, ("Tháng năm, ", "năm", " 1901")),
        ("水の町 1901", "1901", 900, ("水の町 ", "1901", "")),
        ("水の町", "1901", 0, ("水の町", "", "")),
        ("", "", 0, ("", "", "")),
    ],
)
def test_where_a_quotation_is_split(quote, words, start, parts):
    found = records.split_quotes(encoded(["é", quote]), encoded(["é", words]), np.array([0, start]))
    assert tuple(part.to_pylist()[1].decode() for part in found) == parts
