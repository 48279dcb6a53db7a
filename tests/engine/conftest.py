"""What tests of the engine share."""

import pytest


@pytest.fixture(scope="module", autouse=True)
def _one_judge(one_judge: None) -> None:
    """Spare every build the second judge of its package, who is asked by `tests/publish` and on the own corpus."""
