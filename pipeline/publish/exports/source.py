"""What the formats are written from: the descriptor and the published tables."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pyarrow as pa

Row = dict[str, Any]

NOT_TOLD_AS_FACT = frozenset({"negated", "hypothetical"})
"""The modalities whose events don't belong into a calendar or a list of events for machines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A package as it was published: its descriptor, and its tables by name with the types of `tables.TABLES`."""

    descriptor: Mapping[str, Any]
    tables: Mapping[str, pa.Table]

    @property
    def name(self) -> str:
        """The name of the package."""
        return str(self.descriptor.get("name") or "timeline")

    @property
    def title(self) -> str:
        """The title of the package."""
        return str(self.descriptor.get("title") or self.name)

    def rows(self, table: str) -> list[Row]:
        """The rows of a table; none for a table that isn't published."""
        found = self.tables.get(table)
        rows: list[Row] = [] if found is None else found.to_pylist()
        return rows

    def by_key(self, table: str) -> dict[str, Row]:
        """The rows of a table by the first column, its key."""
        return {next(iter(row.values())): row for row in self.rows(table)}

    def proofs(self) -> dict[str, Row]:
        """The first mention of each event, with the title and the source of its document."""
        documents = self.by_key("documents")
        found: dict[str, Row] = {}
        for row in self.rows("mentions"):
            document = documents.get(row["document_id"], {})
            told = {**row, "title": document.get("title"), "source": document.get("source")}
            found.setdefault(row["event_id"], told)
        return found


def read_source(directory: Path) -> Source:
    """Read the package in `directory`; it takes no lock (see `commit.reading`).

    Raises:
        InputError: there is no package, or it can't be read.
    """
    from pipeline.publish.checks.described import SHAPE, readable
    from pipeline.publish.checks.package import Package
    from pipeline.publish.descriptor import DESCRIPTOR
    from pipeline.publish.load import read_tables

    package = Package(directory)
    for check in (readable, *SHAPE):
        fault = next(iter(check(package)), None)
        if fault is not None:
            raise InputError(directory / DESCRIPTOR, fault.field, fault.value, fault.rule)
    return Source(descriptor=package.descriptor, tables=read_tables(directory))


def json_text(value: Any) -> str:
    r"""JSON that can also stand in a script element of a page: no text in it can end the element.

    >>> print(json_text("</script>"), end="")
    "\u003c/script\u003e"
    """
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text + "\n"


def write_text(text: str, path: Path) -> None:
    """Write UTF-8, the line ends as they are; OSError when the disk doesn't let it."""
    path.write_bytes(text.encode())


def without_nulls(row: Mapping[str, Any]) -> Row:
    """The properties that have a value: no null, no empty list.

    >>> without_nulls({"name": "Quay", "place": None, "aliases": []})
    {'name': 'Quay'}
    """
    return {key: value for key, value in row.items() if value is not None and value != []}


def need_library(module: str, format_name: str) -> None:
    """Make sure that a library of the extra `export` is there.

    Raises:
        InputError: it is not installed.
    """
    from importlib.util import find_spec

    if find_spec(module) is None:
        raise InputError(
            f"export {format_name}",
            None,
            f"no library {module}",
            "the extra that brings it: pip install -e '.[export]' in the checkout",
        )
