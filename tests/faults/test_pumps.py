"""Time is linear in the length of a text, whatever is repeated in it: by processor time, within one run.

Texts double twice; a doubling may take 2.6 times as long. One that takes longer is measured anew, since another process
on the machine, or a collection of garbage, may have come between. There is no bar in seconds: what a million characters
cost is printed.
"""

import itertools
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

PER_DOUBLING = 2.6
TRIES = 4
LEAST = 0.02
"""Seconds under which a ratio says nothing."""
SHOWN = 8


def tagged(code, text):
    tag(text, dct="2019-03-08", language=code)


def extracted(code, text):
    # half of a surrogate pair is no text that a document may hold, and blanks alone aren't either
    text = f"It opened. {text}".replace("\ud800", "\ufffd")
    extract_document(document_from_text(text, id="pump", language=code, published="2019-03-08"))


STAGES = {"tag": tagged, "document": extracted}


def seconds(run, text):
    begun = time.process_time()
    run(text)
    return time.process_time() - begun


def growth(run, unit, size):
    """The larger of the ratios of two doublings, the least of some tries; and seconds per million characters."""
    least = [float("inf")] * 3
    for _ in range(TRIES):
        for i, length in enumerate((size, 2 * size, 4 * size)):
            text = unit * (length // len(unit))
            least[i] = min(least[i], seconds(run, text))
        ratio = max(long / max(short, LEAST / 4) for short, long in itertools.pairwise(least))
        if least[2] < LEAST or ratio <= PER_DOUBLING:
            break
    return 0.0 if least[2] < LEAST else ratio, least[2] / (4 * size) * 1e6


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
        measured[unit] = growth(run, unit, size)
    dearest = sorted(measured.items(), key=lambda item: -item[1][1])
    steepest = max(measured, key=lambda unit: measured[unit][0])
    print(
        f"\n{stage} {code}, {size:,} to {4 * size:,} characters: {len(measured)} of {len(known)} pumps;"
        f" largest ratio {measured[steepest][0]:.2f} ({steepest!r});"
        f" {sum(cost > 2 for _, cost in measured.values())} cost over 2 seconds a million characters:"
    )
    print(*(f"  {cost:.2f} s {unit!r}" for unit, (_, cost) in dearest[:SHOWN]), sep="\n")
    assert {unit: ratio for unit, (ratio, _) in measured.items() if ratio > PER_DOUBLING} == {}


@pytest.mark.measured
def test_what_is_quadratic_is_found():
    def quadratic(text):
        return [sum(map(ord, text[:at])) for at in range(0, len(text), 100)]

    assert growth(quadratic, "a ", 8_000)[0] > PER_DOUBLING
    assert growth(lambda text: sum(map(ord, text)), "a ", 200_000)[0] <= PER_DOUBLING
