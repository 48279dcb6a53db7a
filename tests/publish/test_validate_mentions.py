from types import SimpleNamespace

import pyarrow as pa
import pytest

from pipeline.publish.checks.mentions import MentionIndex
from tests.growth import growth

WORDS = "May 1911"


def index_of(documents, *, rows_a_batch=3):
    """An index of one mention for every document named, in that order, in batches as a file gives them."""
    count = len(documents)
    columns = {
        "document_id": documents,
        "char_start": [0] * count,
        "char_end": [len(WORDS)] * count,
        "date_text": [WORDS] * count,
        "quote_start": [0] * count,
        "quote_end": [len(WORDS)] * count,
        "quote": [WORDS] * count,
    }
    rows = pa.Table.from_batches(pa.table(columns).to_batches(max_chunksize=rows_a_batch))
    return MentionIndex(SimpleNamespace(best=lambda _: "mentions", columns=lambda _, names: rows.select(names)))


def test_mentions_of_a_document_are_found_in_several_runs():
    index = index_of(["quay", "quay", "quay@1", "quay", None, "weir", "quay@1"])
    assert index.documents() == ["quay", "quay@1", "weir"]
    assert [row for row, _ in index.of("quay")] == [1, 2, 4]
    assert [row for row, _ in index.of("quay@1")] == [3, 7]
    assert [cells["document_id"] for _, cells in index.of("weir")] == ["weir"]
    assert list(index.of("nowhere")) == []


def test_misplaced_words_are_told_with_their_rows():
    found = list(index_of(["quay", "weir", "quay"]).misplaced("texts", "quay", "In May 1911"))
    assert [(finding.row, finding.field) for finding in found] == [
        (1, "date_text"),
        (1, "quote"),
        (3, "date_text"),
        (3, "quote"),
    ]


@pytest.mark.measured
def test_the_cost_of_a_document_does_not_grow_with_the_table():
    def make(count):
        return index_of([f"note-{number:06}" for number in range(count)], rows_a_batch=1_000)

    def look_up(index):
        for number in range(500):
            assert len(list(index.of(f"note-{number:06}"))) == 1

    assert growth(look_up, make, 1_000, 100).ratio < 20
