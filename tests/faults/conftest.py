"""What is run by hand, with a library that the project doesn't require, is not looked through for tests."""

import pytest

collect_ignore = ["coverage_guided.py"]


@pytest.fixture(scope="module", autouse=True)
def _one_judge(one_judge: None) -> None:
    """Spare every build the second judge of its package, no one's subject here."""
