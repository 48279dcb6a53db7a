"""Documents that are made from the code say what the code says."""

from pathlib import Path

from pipeline.limits import as_markdown
from pipeline.publish.tables import data_dictionary

ROOT = Path(__file__).parent.parent


def test_the_description_of_the_tables_is_current() -> None:
    """`make docs` writes it anew."""
    assert (ROOT / "docs" / "tables.md").read_text(encoding="utf-8") == "# The tables\n\n" + data_dictionary()


def test_the_table_of_limits_is_current() -> None:
    """`make docs` writes it anew."""
    assert (ROOT / "docs" / "limits.md").read_text(encoding="utf-8") == as_markdown()
