"""Keys found by numbers: the same as a search by text would find, whatever the texts share."""

import random

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from pipeline.publish.checks import keys
from pipeline.publish.checks.keys import NOTHING, UNKNOWN, KeyIndex


def by_text(known, cells):
    found = pc.index_in(cells, value_set=known, skip_nulls=True).to_pylist()
    pairs = zip(found, cells.to_pylist(), strict=True)
    return [NOTHING if cell is None else UNKNOWN if place is None else place for place, cell in pairs]


# Texts of the same length that begin, end and go on in between alike, which have the same number.
ALIKE = [f"{'a' * 10}{n:02}{'m' * 33}{n:02}{'z' * 13}" for n in range(30)]
CASES = {
    "none known": ([], ["oat", None]),
    "none asked for": (["oat"], []),
    "one twice": (["rye", "oat", "rye"], ["rye", "oat"]),
    "empty and short": (["", "o", "oat", "oats and "], ["o", "", "oa", "oats and", "oats and "]),
    "not ASCII": (["lúa", "lúa mì", "ngô"], ["ngô", "lúa mì", "lua"]),
    "alike": (ALIKE[:20], [*reversed(ALIKE), None]),
    "null among unknown": (["oat"], [None, "rye", None, "oat"]),
}


@pytest.mark.parametrize("name", CASES)
def test_cases(name):
    known, cells = (pa.array(texts, pa.string()) for texts in CASES[name])
    assert KeyIndex([known]).places(cells).tolist() == by_text(known, cells)


def test_texts_that_are_alike_have_one_number():
    index = KeyIndex([pa.array(ALIKE)])
    assert len(set(index._marks.tolist())) == 1


@pytest.mark.parametrize("seed", range(20))
def test_at_random(seed, monkeypatch):
    rng = random.Random(seed)
    if seed % 2:
        monkeypatch.setattr(keys, "_FACTORS", (0, 0, 0, 0))
    texts = ["".join(rng.choices("abđ-", k=rng.randrange(14))) for _ in range(400)]
    known = pa.array(rng.sample(texts, 200), pa.string())
    cells = pa.array(rng.choices([*texts, None], k=300), pa.string())
    cut = rng.randrange(200)
    index = KeyIndex([known.slice(0, cut), known.slice(cut)])
    assert len(index) == 200
    assert index.places(cells.slice(7)).tolist() == by_text(known, cells.slice(7))
