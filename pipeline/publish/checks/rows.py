"""Checks of rows: what a check says of one table alone, some rows at once.

They look on while a Parquet file is read for the first time, so that a file without faults is read once for all of
them; where one saw something, it runs over the rows again to tell of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeAlias

    import pyarrow as pa

    from pipeline.publish.checks.finding import Finding
    from pipeline.publish.checks.package import Package
    from pipeline.publish.tables import Table

    # What is called with the batches of a table in their order and the number of the first row of each, from 1.
    Look: TypeAlias = "Callable[[int, pa.RecordBatch], Iterable[Finding]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCheck:
    """A named check of rows.

    `columns` are those that it needs of a table, none where it doesn't concern it; `start` takes a table and the name
    of the resource that a fault is told of. `both` says that it looks at both twins of a table, not at the best alone.
    """

    name: str
    columns: Callable[[Table], Sequence[str]]
    start: Callable[[Table, str], Look]
    both: bool = False

    def run(self, package: Package) -> Iterator[Finding]:
        """What is wrong with the rows of a package."""
        for resource, twin in package.readings() if self.both else package.bests():
            names = self.columns(twin.table)
            if names and not package.is_spotless(self.name, twin):
                look = self.start(twin.table, resource)
                for first, batch in package.batches(twin, names):
                    yield from look(first, batch)


def of(name: str, *columns: str) -> Callable[[Table], Sequence[str]]:
    """What says that a check concerns these columns of one table.

    >>> from pipeline.publish.tables import table
    >>> of("events", "reference")(table("events")), of("events", "reference")(table("places"))
    (('reference',), ())
    """
    return lambda table: columns if table.name == name else ()


class FirstLook:
    """All checks of rows that concern a table, looking on while it is read: which of them have seen nothing wrong."""

    def __init__(self, checks: Iterable[RowCheck], table: Table) -> None:
        self._looks = {check.name: check.start(table, table.name) for check in checks if check.columns(table)}
        self.rows = 0

    def add(self, batch: pa.RecordBatch) -> None:
        """Take some rows; a check that sees something looks no further."""
        for name, look in tuple(self._looks.items()):
            if any(True for _ in look(self.rows + 1, batch)):
                del self._looks[name]
        self.rows += batch.num_rows

    def spotless(self) -> frozenset[str]:
        """The names of the checks that have nothing to tell."""
        return frozenset(self._looks)
