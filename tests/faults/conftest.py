"""What is run by hand, with a library that the project doesn't require, is not looked through for tests."""

import pytest

collect_ignore = ["coverage_guided.py"]


@pytest.fixture(scope="module", autouse=True)
def _one_judge():
    """Spare every build in this process the second judge of its package: two thirds of its time, and no one's subject here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.engine.stages._MOST_BYTES_FOR_FRICTIONLESS", 0)
        yield
