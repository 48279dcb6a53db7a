"""What a build asks of the package that it is about to publish."""

import pytest

from pipeline.engine import stages
from pipeline.errors import DataError
from pipeline.publish import validate as validating

FAULTS = r"nothing was published: events: found .* \[formats\] \(and \d+ more\)$"


@pytest.fixture
def asked(monkeypatch):
    """The names of the checks that are run, in their order."""
    names = []
    run = validating.validate

    def recording(directory, checks=validating.CHECKS):
        names.extend(check.name for check in checks)
        return run(directory, checks)

    monkeypatch.setattr(validating, "validate", recording)
    return names


def test_a_small_package_is_judged_by_all(package, asked):
    stages.refuse_invalid(package)
    assert asked == [check.name for check in validating.CHECKS]


def test_a_large_package_is_spared_the_second_judge_alone(package, asked, monkeypatch):
    monkeypatch.setattr(validating, "_MOST_BYTES_FOR_FRICTIONLESS", 100)
    stages.refuse_invalid(package)
    assert asked == [check.name for check in validating.CHECKS if check.name != "frictionless"]


@pytest.mark.parametrize("most", [100, 10**9])
def test_a_package_that_is_not_valid_is_refused(package, monkeypatch, most):
    monkeypatch.setattr(validating, "_MOST_BYTES_FOR_FRICTIONLESS", most)
    events = package / "datasets" / "events.csv"
    events.write_bytes(events.read_bytes() + b"x")
    with pytest.raises(DataError, match=FAULTS):
        stages.refuse_invalid(package)
