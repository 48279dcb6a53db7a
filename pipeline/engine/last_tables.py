"""Looks things up in the tables of the last package, which are read piece by piece."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.engine.parts import block_of
from pipeline.publish.tables import arrow_schema, resource_path, table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa

_ROWS_AT_ONCE = 65_536


class LastTables:
    """The tables of the package in a directory, which stays as it is meanwhile."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def path(self, name: str) -> Path:
        """The Parquet file of a table; it need not exist where the table is optional."""
        return self._directory / resource_path(name, parquet=True)

    def count(self, name: str) -> int:
        """How many rows a table has; 0 where it wasn't published."""
        from pyarrow import parquet

        path = self.path(name)
        rows: int = parquet.read_metadata(path).num_rows if path.exists() else 0
        return rows

    def places(self) -> Counter[str]:
        """How many events took place at each place."""
        import pyarrow.compute as pc

        found: Counter[str] = Counter()
        for rows in self._pieces("events", ["place_id"]):
            values, counts = pc.value_counts(rows["place_id"].drop_null()).flatten()
            found.update(dict(zip(values.to_pylist(), counts.to_pylist(), strict=True)))
        return found

    def actors(self, ids: Collection[str]) -> pa.Table:
        """The rows of some actors."""
        return self._chosen("actors", None, "actor_id", ids)

    def naming(self, actors: Collection[str], but: pa.ChunkedArray) -> pa.Table:
        """The events, but for some, that name actors: `event_id`, `actor_id`."""
        import pyarrow.compute as pc

        rows = self._chosen("participants", ["event_id", "actor_id"], "actor_id", actors)
        return rows.filter(pc.invert(pc.is_in(rows["event_id"], value_set=but)))

    def blocks(self, events: Collection[str]) -> list[str]:
        """The blocks of events."""
        rows = self._chosen("events", ["event_id", "event_type", "start_year"], "event_id", events)
        return sorted(set(map(block_of, rows["event_type"].to_pylist(), rows["start_year"].to_pylist())))

    def _chosen(self, name: str, columns: Sequence[str] | None, key: str, wanted: Collection[str]) -> pa.Table:
        """The rows of a table of which a column has one of some values."""
        import pyarrow as pa
        import pyarrow.compute as pc

        known = pa.array(sorted(wanted), pa.string())
        schema = arrow_schema(table(name))
        empty = schema.empty_table().select(columns or schema.names)
        pieces = self._pieces(name, columns) if len(known) else ()
        return pa.concat_tables([empty, *(rows.filter(pc.is_in(rows[key], value_set=known)) for rows in pieces)])

    def _pieces(self, name: str, columns: Sequence[str] | None) -> Iterator[pa.Table]:
        import pyarrow as pa
        from pyarrow import parquet

        with parquet.ParquetFile(self.path(name), pre_buffer=False) as file:
            for batch in file.iter_batches(_ROWS_AT_ONCE, columns=columns, use_threads=False):
                yield pa.Table.from_batches([batch])


def whole(schema: pa.Schema, pieces: Iterable[pa.Table]) -> pa.Table:
    """All pieces of a table as one."""
    import pyarrow as pa

    return pa.concat_tables([schema.empty_table(), *pieces])
