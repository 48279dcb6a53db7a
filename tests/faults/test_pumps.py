"""Time is linear in the length of a text, whatever is repeated in it: by processor time, within one run.

There is no bar in seconds: what a million characters cost is printed.
"""

import random
import time
from functools import partial

import pytest

from pipeline.engine.extraction import extract_document
from pipeline.ingest import document_from_text
from pipeline.temporal import tag
from pipeline.temporal.languages import LANGUAGES
from tests.faults.pumps import pumps
from tests.faults.settings import minutes, seed
from tests.growth import growth

TIMES = 4
SHOWN = 8


def tagged(code, text):
    tag(text, dct="2019-03-08", language=code)


def extracted(code, text):
    # half of a surrogate pair is no text that a document may hold, and blanks alone aren't either
    text = f"It opened. {text}".replace("\ud800", "\ufffd")
    extract_document(document_from_text(text, id="pump", language=code, published="2019-03-08"))


STAGES = {"tag": tagged, "document": extracted}


@pytest.mark.torture
@pytest.mark.parametrize(
    ("stage", "size"), [("tag", 8_000), ("tag", 1_000_000), ("document", 4_000), ("document", 250_000)]
)
@pytest.mark.parametrize("code", LANGUAGES)
def test_time_is_linear_in_every_pump(code, stage, size):
    run, known = partial(STAGES[stage], code), pumps(code)
    chosen = random.Random(seed()).sample(known, len(known))
    end = time.monotonic() + 60 * minutes()
    measured = {}
    while chosen and time.monotonic() < end:
        unit = chosen.pop()
        measured[unit] = growth(run, lambda length, unit=unit: unit * (length // len(unit)), size, TIMES)
    costs = {unit: each.large / (TIMES * size) * 1e6 for unit, each in measured.items()}
    steepest = max(measured, key=lambda unit: measured[unit].ratio)
    print(
        f"\n{stage} {code}, {size:,} to {TIMES * size:,} characters: {len(measured)} of {len(known)} pumps;"
        f" largest ratio {measured[steepest].ratio:.2f} ({steepest!r});"
        f" {sum(cost > 2 for cost in costs.values())} cost over 2 seconds a million characters:"
    )
    print(
        *(f"  {costs[unit]:.2f} s {unit!r}" for unit in sorted(costs, key=costs.__getitem__)[: -SHOWN - 1 : -1]),
        sep="\n",
    )
    assert {unit: each for unit, each in measured.items() if not each.is_linear} == {}
