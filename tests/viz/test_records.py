"""What is made by columns, against the same made row by row."""

import base64
import csv
import random

import numpy as np
import pytest

from viz import columns, records
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


def start_of(row):
    """Where the words of a mention begin in its quotation, -1 where that is before it or unknown."""
    return max(int(row["char_start"]) - int(row["quote_start"]), -1) if row["char_start"] != "x" else -1


def record(event, tables):
    """The record of an event, row by row."""
    shown = " ".join(event["label"].split()) or event["event_id"]
    documents = {row["document_id"]: n for n, row in enumerate(tables["documents"])}
    words = {(row["document_id"], row["char_start"]): row["date_text"] for row in tables["mentions"]}
    own = [row for row in tables["mentions"] if row["event_id"] == event["event_id"]]
    actors = {row["actor_id"]: row["name"] for row in tables["actors"]}
    held = {**dict.fromkeys(records.HELD, True), "label": event["label"] == shown}
    return [
        [None if held.get(name) else text for name, text in event.items()],
        [
            [documents.get(row["document_id"], -1), row["quote"], row["date_text"], start_of(row), row["section"], row["anchor"],
             words.get((row["document_id"], row["anchor"][1:]), "") if row["anchor"].startswith("@") else ""]
            for row in own
        ],
        [[row["explanation"], row["premises"]] for row in tables["derivations"] if row["event_id"] == event["event_id"]],
        [[actors[row["actor_id"]], row["role"]] for row in tables["participants"] if row["event_id"] == event["event_id"]],
    ]  # fmt: skip


def numbers_of(packed):
    return np.frombuffer(base64.b64decode(packed["data"]), f"<{packed['type']}").tolist()


def cells_of(coded):
    return [coded["values"][code] for code in numbers_of(coded["codes"])]


def written_records(payload):
    """The records of events in the page's order, as its script puts them together."""
    long = {}
    for name, texts in payload.chunks:
        column, _, number = name.partition("-")
        rows = long.setdefault(column, [])
        assert len(rows) == int(number) * records.CHUNK
        rows.extend(texts)
    main, told = payload.main, payload.records
    document, owner = (numbers_of(main["mentions"][name]) for name in ("document", "event"))
    start, anchored = (numbers_of(told["mentions"][name]) for name in ("start", "anchored"))
    words, section, anchor = (cells_of(told["mentions"][name]) for name in ("date_text", "section", "anchor"))
    name, role = (cells_of(told["participants"][column]) for column in ("name", "role"))
    cells = [column and cells_of(column) for column in told["cells"]]
    label = [column for column, _ in main["fields"]].index("label")
    for row in numbers_of(main["columns"]["order"]):
        found = [column and column[row] for column in cells]
        found[label] = told["labels"].get(str(row))
        yield [
            found,
            [
                [document[n], long["quote"][n], words[n], start[n], section[n], anchor[n],
                 words[n - anchored[n] + (anchored[n] > 0)] if anchored[n] else ""]
                for n in range(len(owner)) if owner[n] == row
            ],
            [[long["explanation"][n], long["premises"][n]] for n, of in enumerate(numbers_of(told["derivations"])) if of == row],
            [[name[n], role[n]] for n, of in enumerate(numbers_of(told["participants"]["event"])) if of == row],
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
    found = list(written_records(payload))
    order = numbers_of(payload.main["columns"]["order"])
    assert [payload.main["ids"][row] for row in order] == [tables["events"][row]["event_id"] for row in order]
    assert found == [record(tables["events"][row], tables) for row in order]


@pytest.mark.parametrize("seed", range(4))
def test_marks_are_those_of_each_row(seed, packages, tmp_path):
    directory = packages.write_package(tmp_path, varied(packages, 300, random.Random(seed)))
    package = read_package(directory)
    marks = marks_of(package.tables["events"])
    order = np.random.default_rng(seed).permutation(300)
    each = [mark_of(row) for row in package.rows("events")]
    for found, expected in ((marks, each), (marks.at(order), [each[row] for row in order])):
        drawn = zip(found.kind, found.start, found.end, strict=True)
        assert list(drawn) == [(mark.kind, mark.start, mark.end) for mark in expected]
        cores = zip(found.cored, found.core_start, found.core_end, strict=True)
        assert list(cores) == [
            (row, mark.core_start, mark.core_end)
            for row, mark in enumerate(expected)
            if (mark.core_start, mark.core_end) != (mark.start, mark.end)
        ]
