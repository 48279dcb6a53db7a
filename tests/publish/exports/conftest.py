import pytest

from pipeline.publish.exports import export


@pytest.fixture
def exported(package):
    """Write the awkward package of the tests in a format, and return the path of the file."""

    def run(name, out=None):
        return export(package, name, out)

    return run
