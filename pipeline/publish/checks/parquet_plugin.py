"""A plugin by which Frictionless reads Parquet rightly: by batches, null as null, with the hash and bytes of the file.

Its own parser reads the whole file through pandas, where an integer column with nulls turns to floats, and neither
hashes nor counts bytes, so that no wrong hash is ever noticed. This one is registered while a package is judged, serves
that package alone and leaves nothing behind. The module imports Frictionless: import it where it is needed.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frictionless import FrictionlessException, Parser, Plugin, errors, system

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

_NAME = "datelines_parquet"
_ROWS_AT_ONCE = 16_384
_ARROW_TYPES = {"string": "string", "integer": "int64", "number": "double", "boolean": "bool", "date": "date32[day]"}


@contextmanager
def native_parquet(basepath: str) -> Iterator[None]:
    """Within the body, Frictionless reads the Parquet resources of the package at `basepath` by our parser."""
    system.register(_NAME, _ParquetPlugin(basepath))
    try:
        yield
    finally:
        system.deregister(_NAME)


class _ParquetPlugin(Plugin):
    def __init__(self, basepath: str) -> None:
        self._basepath = basepath

    def create_parser(self, resource: Any) -> Parser | None:
        """Our parser for the package's Parquet files; None leaves a resource to the next plugin."""
        ours = resource.format == "parquet" and resource.basepath == self._basepath
        return _ParquetParser(resource) if ours else None


class _ParquetParser(Parser):
    def read_cell_stream_create(self) -> Iterator[list[Any]]:
        """The names of the columns, then the rows as Python values; the statistics stand when the last is read."""
        from pyarrow import parquet

        with Path(self.resource.normpath or "").open("rb") as source:
            digest = hashlib.file_digest(source, "sha256")
            self.resource.stats.sha256 = digest.hexdigest()
            self.resource.stats.bytes = source.tell()
            source.seek(0)
            file = parquet.ParquetFile(source, page_checksum_verification=True)
            self._expect_types(file.schema_arrow)
            yield list(file.schema_arrow.names)
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, use_threads=False):
                columns = [column.to_pylist() for column in batch.columns]
                yield from map(list, zip(*columns, strict=True))

    def _expect_types(self, schema: pa.Schema) -> None:
        """Refuse a column whose type isn't the declared one: Frictionless takes a text for the date that it spells."""
        for declared in self.resource.schema.fields:
            if declared.name in schema.names and declared.type in _ARROW_TYPES:
                found, right = str(schema.field(declared.name).type), _ARROW_TYPES[declared.type]
                if found != right:
                    note = f'column "{declared.name}" is {found}, not {right}'
                    raise FrictionlessException(errors.SourceError(note=note))
