"""Short documents of fields that no rule was made for, and every row that a reader takes from them.

What was right at the first look, before any rule was mended, and what is wrong still is said in docs/accuracy.md. A row
is right where date, type, relation, modality and label are.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.events.reading import mentions

# File → the share of its rows that are right now, and the least share that are in each of its documents.
SETS = {
    "second_set": (0.92, 0.75),
    "third_set": (0.78, 0.5),
    "fourth_set": (0.89, 0.8),
    "fifth_set": (0.83, 0.75),
    "sixth_set": (0.84, 0.65),
    "seventh_set": (0.75, 0.69),
}


def _read(name: str) -> list[dict[str, Any]]:
    path = Path(__file__).parent / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


DOCUMENTS = [(SETS[name][1], each) for name in SETS for each in _read(name)]
FIELDS = [each["field"] for _, each in DOCUMENTS]


def _right(document: dict[str, Any]) -> tuple[int, list[list[str]]]:
    """How many of a document's rows are found, and those that are not."""
    found = [
        [each.value.edtf, each.type, each.relation, each.modality, each.label]
        for each in mentions(document["text"], published=document["published"], title=document["title"])
    ]
    missed = [row for row in document["rows"] if row not in found]
    return len(document["rows"]) - len(missed), missed


@pytest.mark.parametrize(("least", "document"), DOCUMENTS, ids=FIELDS)
def test_most_rows_of_every_field_are_right(least, document):
    right, missed = _right(document)
    assert right >= least * len(document["rows"]), missed


@pytest.mark.parametrize("name", SETS)
def test_rows_of_all_fields_are_right(name):
    documents = _read(name)
    read = [_right(each) for each in documents]
    rows = sum(len(each["rows"]) for each in documents)
    assert rows >= 45
    assert sum(right for right, _ in read) / rows >= SETS[name][0], [missed for _, missed in read]


@pytest.mark.parametrize("document", [each for _, each in DOCUMENTS], ids=FIELDS)
def test_no_row_is_made_up(document):
    found = mentions(document["text"], published=document["published"], title=document["title"])
    assert len(found) <= len(document["rows"]) + 1
