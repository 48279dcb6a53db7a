import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def packages():
    """The module that makes up packages."""
    spec = importlib.util.spec_from_file_location("made_up_packages", Path(__file__).with_name("packages.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
