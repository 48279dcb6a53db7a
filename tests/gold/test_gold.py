"""Floors that tagging may not fall below: the project's own paragraphs, and development corpora where they are.

A floor is only ever raised, to just below what was measured when it was.
"""

import importlib.util
from pathlib import Path

import pytest

from pipeline.temporal import edtf, tag

HERE = Path(__file__).parent
CORPORA = HERE.parents[2] / "shared" / "gold"

_spec = importlib.util.spec_from_file_location("scoring", HERE / "scoring.py")
scoring = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(scoring)

OWN = scoring.read(HERE / "en.jsonl")
FLOORS = {
    "wikiwars-a": {"strict": 90.9, "value": 90.4, "calendar": 94.9},
    "meantime": {"strict": 90.9, "value": 87.4, "calendar": 92.2},
}


def tagged(text, dct):
    return tag(text, dct=dct, language="en")


@pytest.mark.parametrize("document", OWN, ids=[document["id"] for document in OWN])
def test_own_paragraph(document):
    found = [
        {
            "start": t.span.start,
            "end": t.span.end,
            "type": t.type,
            "value": t.value.timex3,
            "edtf": t.value.edtf,
        }
        for t in tagged(document["text"], document["dct"])
    ]
    assert found == document["timexes"]


def test_own_paragraphs_are_many_and_sound():
    assert len(OWN) >= 60
    assert len({document["id"] for document in OWN}) == len(OWN)
    for document in OWN:
        for timex in document["timexes"]:
            assert document["text"][timex["start"] : timex["end"]].strip()
            assert timex["edtf"] is None or edtf.parse(timex["edtf"]).text == timex["edtf"]


@pytest.mark.parametrize("field", ["strict", "value", "calendar"])
@pytest.mark.parametrize("corpus", FLOORS)
def test_corpus_stays_above_its_floor(corpus, field):
    path = CORPORA / f"{corpus}.jsonl"
    if not path.exists():
        pytest.skip(f"the development corpus {corpus} is not beside this checkout")
    measured = scoring.scores(scoring.read(path), tagged)
    assert measured[field] >= FLOORS[corpus][field]


def test_scoring_counts_what_it_says():
    document = {"text": "a", "dct": None, "timexes": [{"start": 0, "end": 4, "value": "1931"}]}
    right = tag("1931")
    wrong = tag("in 1932")
    assert scoring.scores([document], lambda *_: right) == {"strict": 100.0, "value": 100.0, "calendar": 100.0}
    assert scoring.scores([document], lambda *_: wrong) == {"strict": 0.0, "value": 0.0, "calendar": 0.0}
    assert scoring.scores([document], lambda *_: ()) == {"strict": 0.0, "value": 0.0, "calendar": 0.0}
