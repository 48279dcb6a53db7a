"""Mutated documents and packages: no crash, no hang, no wrong offset; a few in every run, many in `make torture`."""

import pytest

from tests.faults.fuzz import run
from tests.faults.settings import minutes, seed

FOUND = (24, 28, 32, 64)
"""Seeds of packages that a command once met with a traceback or with several lines."""


@pytest.mark.slow
def test_mutated_documents():
    outcomes, faults = run("documents", 250)
    assert faults == []
    assert sum(outcomes.values()) == 250
    assert sum(times for what, times in outcomes.items() if what.endswith(" read")) > 100
    assert sum(times for what, times in outcomes.items() if what.endswith(" refused")) > 30


@pytest.mark.slow
def test_mutated_packages():
    outcomes, faults = run("packages", 6)
    for number in FOUND:
        found, more = run("packages", 1, number)
        outcomes += found
        faults += more
    assert faults == []
    assert sum(outcomes.values()) == 10


@pytest.mark.torture
@pytest.mark.parametrize(("kind", "count"), [("documents", 10_000), ("packages", 1_000)])
def test_many_mutations(kind, count):
    outcomes, faults = run(kind, count, 1_000_000 * seed(), minutes=minutes())
    print(f"{sum(outcomes.values())} {kind} from the seed {1_000_000 * seed()}: {len(faults)} faults")
    for outcome, times in sorted(outcomes.items()):
        print(f"{times:8}  {outcome}")
    assert faults == []
    assert sum(outcomes.values()) >= count // 10, "too few to say anything: give it more minutes"


def test_a_fault_is_found(monkeypatch):
    """The oracle itself: an exception and a validation that sees nothing are reported."""
    from pipeline.engine import extraction
    from pipeline.publish import validate

    with monkeypatch.context() as patch:
        patch.setattr(extraction, "extract_document", lambda document: 1 // 0)
        _, faults = run("documents", 3)
    assert faults
    assert "ZeroDivisionError" in faults[0]
    monkeypatch.setattr(validate, "validate", lambda *_: [])
    _, faults = run("packages", 1, 24)
    assert "nothing found in a mutated datasets/" in faults[0]
