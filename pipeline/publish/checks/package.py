"""A package on disk as the checks read it: safely, by batches of rows, nothing twice.

Nothing but regular files at the known paths is ever opened: no path of the descriptor is followed, no symbolic link, no
FIFO. What can't be read is a fault of its file and yields no rows, so that no check meets an exception. A CSV file that
has exactly the bytes that its Parquet twin gives is never parsed: it says the same, in the form that it must have.
"""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from pipeline.errors import InputError
from pipeline.limits import DESCRIPTOR_BYTES
from pipeline.publish.checks.csv_twin import csv_batches, csv_faults
from pipeline.publish.checks.finding import Finding, shown
from pipeline.publish.checks.json_text import JsonError, strict_json
from pipeline.publish.checks.parquet_twin import parquet_batches, parquet_faults
from pipeline.publish.checks.rows import FirstLook, RowCheck
from pipeline.publish.csvfile import csv_header, csv_lines
from pipeline.publish.descriptor import DESCRIPTOR
from pipeline.publish.tables import TABLES, Table, arrow_schema, resource_name, resource_path, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import Self

    import pyarrow as pa

T = TypeVar("T")

DATASETS = "datasets"
DAYS_BEFORE_1970 = 719_163
_SMALL_FILE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """One of the two files of a table."""

    table: Table
    parquet: bool

    @property
    def resource(self) -> str:
        """The name of its resource."""
        return resource_name(self.table.name, parquet=self.parquet)

    @property
    def path(self) -> str:
        """Its path in the package."""
        return resource_path(self.table.name, parquet=self.parquet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The canonical CSV of a Parquet file: its hash, and whether the CSV file has exactly its bytes."""

    hash: str
    same: bool


class Package:
    """A package in a directory.

    `descriptor` is the mapping in `datapackage.json`, empty where it can't be read; `broken` then tells why. Those of
    `checks` that are of rows look on when a Parquet file is first read.

    Raises:
        InputError: there is no such directory, or no `datapackage.json` in it.
    """

    def __init__(self, directory: Path, checks: Iterable[object] = ()) -> None:
        self.directory = directory
        self.broken: tuple[Finding, ...] = ()
        self.descriptor = self._read_descriptor()
        self._safe: dict[str, bool] = {}
        self._faults: dict[str, tuple[Finding, ...]] = {}
        self._renderings: dict[str, Rendered | OSError] = {}
        self._row_checks = tuple(check for check in checks if isinstance(check, RowCheck))
        self._looked: dict[str, FirstLook] = {}
        self._small: dict[str, list[pa.RecordBatch]] = {}
        self._once: dict[tuple[str, ...], Any] = {}

    def _read_descriptor(self) -> dict[str, Any]:
        path = self.directory / DESCRIPTOR
        try:
            mode, size = path.lstat().st_mode, path.lstat().st_size
        except (OSError, ValueError):
            raise InputError(self.directory, None, f"no {DESCRIPTOR}", "the directory of a published package") from None
        if not stat.S_ISREG(mode):
            return self._unreadable("something that is no regular file", "a regular file, not a link")
        if size > DESCRIPTOR_BYTES.value():
            return self._unreadable(f"{size:,} bytes", DESCRIPTOR_BYTES.expected())
        try:
            descriptor = strict_json(path.read_bytes())
        except OSError as error:
            raise InputError(path, None, f"a file that can't be read ({error.strerror})", "JSON") from error
        except JsonError as error:
            return self._unreadable(str(error), "JSON (RFC 8259) in UTF-8")
        if not isinstance(descriptor, dict):
            return self._unreadable(shown(descriptor), "a JSON object")
        return descriptor

    def _unreadable(self, value: str, rule: str) -> dict[str, Any]:
        self.broken = (Finding(check="descriptor-json", resource=DESCRIPTOR, value=value, rule=rule),)
        return {}

    def resource(self, twin: Twin) -> dict[str, Any] | None:
        """What the descriptor says of a twin: the first resource of its name, None where there is none."""
        resources = self.descriptor.get("resources")
        found = (each for each in resources if isinstance(each, dict)) if isinstance(resources, list) else iter(())
        return next((each for each in found if each.get("name") == twin.resource), None)

    def twins(self) -> list[Twin]:
        """The twins that the package must have: of every table, of an optional one if there is a trace of it."""
        pairs = [[Twin(table=each, parquet=parquet) for parquet in (False, True)] for each in TABLES]
        return [
            twin
            for pair in pairs
            if not pair[0].table.optional or any(self.resource(each) or self.file(each) for each in pair)
            for twin in pair
        ]

    def pairs(self) -> list[tuple[Twin, Twin]]:
        """The CSV and the Parquet twin of every table of the package."""
        twins = self.twins()
        return list(zip(twins[::2], twins[1::2], strict=True))

    def file(self, twin: Twin) -> Path | None:
        """The file of a twin, None unless it is a regular file in a directory that is no link."""
        path = self.directory / twin.path
        if twin.resource not in self._safe:
            self._safe[twin.resource] = _is_regular(path)
        return path if self._safe[twin.resource] else None

    def faults(self, twin: Twin) -> tuple[Finding, ...]:
        """Why the rows of a twin can't be used: not its format, other columns or types, damage. Found once."""
        if twin.resource not in self._faults:
            self._faults[twin.resource] = self._faults_of(twin)
        return self._faults[twin.resource]

    def _faults_of(self, twin: Twin) -> tuple[Finding, ...]:
        """The faults of a twin; the rows of a Parquet file are compared with the CSV file while they are read."""
        path, name = self.file(twin), twin.table.name
        if path is None or (not twin.parquet and self.same(name)):
            return ()
        if not twin.parquet:
            return tuple(csv_faults(twin.table, path, twin.resource))
        look = FirstLook(self._row_checks, twin.table)
        with _Rendering(twin.table, self.file(Twin(table=twin.table, parquet=False))) as rendering:
            found = tuple(parquet_faults(twin.table, path, twin.resource, (rendering.add, look.add)))
            self._renderings[name] = rendering.whole()
        self._looked[twin.resource] = look
        return found

    def readable(self, twin: Twin) -> bool:
        """Whether the rows of a twin can be used."""
        return self.file(twin) is not None and not self.faults(twin)

    def same(self, name: str) -> bool:
        """Whether the CSV file of a table has exactly the bytes that its Parquet twin gives."""
        rendered = self.rendered(name)
        return rendered is not None and rendered.same

    def readings(self) -> Iterator[tuple[str, Twin]]:
        """What to read to see every cell once: the twin, and the resource that a fault in it is told of.

        Twins that are the same are read once, from Parquet, which is faster; their faults are told of the CSV file.
        """
        for csv, parquet in self.pairs():
            if self.same(csv.table.name):
                yield csv.resource, parquet
            else:
                yield from ((csv.resource, csv), (parquet.resource, parquet))

    def best(self, name: str) -> Twin | None:
        """The twin to read a table from: Parquet, CSV where that can't be used, None where neither can."""
        twins = (Twin(table=table(name), parquet=parquet) for parquet in (True, False))
        return next((twin for twin in twins if self.readable(twin)), None)

    def bests(self) -> Iterator[tuple[str, Twin]]:
        """The twin to read each table from, where there is one, and the name of the table."""
        for each in TABLES:
            twin = self.best(each.name)
            if twin is not None:
                yield each.name, twin

    def is_spotless(self, check: str, twin: Twin) -> bool:
        """Whether a check of rows has looked at all rows of a twin already, and found nothing."""
        looked = self._looked.get(twin.resource)
        return looked is not None and self.readable(twin) and check in looked.spotless()

    def batches(self, twin: Twin, names: Sequence[str] | None = None) -> Iterator[tuple[int, pa.RecordBatch]]:
        """The rows of a twin with the types of its table, each batch with the number of its first row (from 1)."""
        first = 1
        for batch in self._read(twin, names) if self.readable(twin) else ():
            yield first, batch
            first += batch.num_rows

    def row_count(self, twin: Twin) -> int | None:
        """How many rows a twin has, None where they can't be used."""
        if not self.readable(twin):
            return None
        if not twin.parquet and self.same(twin.table.name):
            return self.row_count(Twin(table=twin.table, parquet=True))
        if twin.resource in self._looked:
            return self._looked[twin.resource].rows
        rows: int = sum(batch.num_rows for _, batch in self.batches(twin, [twin.table.columns[0].name]))
        return rows

    def _read(self, twin: Twin, names: Sequence[str] | None) -> Iterator[pa.RecordBatch]:
        """The batches of a file without faults; a small file is read once and kept."""
        read = parquet_batches if twin.parquet else csv_batches
        path = self.directory / twin.path
        if twin.resource not in self._small:
            if path.stat().st_size > _SMALL_FILE:
                yield from read(twin.table, path, names)
                return
            self._small[twin.resource] = list(read(twin.table, path, None))
        for batch in self._small[twin.resource]:
            yield batch if names is None else batch.select(list(names))

    def rows(self, twin: Twin, names: Sequence[str]) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """The rows of a twin as Python values with their numbers; dates are day numbers (1 is 0001-01-01)."""
        for first, batch in self.batches(twin, names):
            columns = [python_values(batch.column(name)) for name in names]
            yield from enumerate(zip(*columns, strict=True), first)

    def once(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        """What `make` gives, made for the first that asks for this key."""
        if key not in self._once:
            self._once[key] = make()
        found: T = self._once[key]
        return found

    def content(self, name: str, names: Sequence[str]) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """The rows of a table, from its best twin; none where there is none."""
        twin = self.best(name)
        return iter(()) if twin is None else self.rows(twin, names)

    def columns(self, twin: Twin, names: Sequence[str]) -> pa.Table:
        """Whole columns of a twin, for what needs all rows at once."""
        import pyarrow as pa

        schema = arrow_schema(twin.table)
        wanted = pa.schema([pa.field(name, schema.field(name).type) for name in names])
        return pa.Table.from_batches([batch.cast(wanted) for _, batch in self.batches(twin, names)], wanted)

    def rendered(self, name: str) -> Rendered | None:
        """The canonical CSV of a Parquet twin, beside the CSV file; None where Parquet or file can't be read.

        Raises:
            OSError: the CSV file couldn't be read.
        """
        csv, parquet = (Twin(table=table(name), parquet=parquet) for parquet in (False, True))
        if self.file(csv) is None or not self.readable(parquet):
            return None
        found = self._renderings[name]
        if isinstance(found, OSError):
            raise found
        return found


class _Rendering:
    """The canonical CSV of rows as they come, compared with a CSV file; nothing where there is no file."""

    def __init__(self, of: Table, path: Path | None) -> None:
        self._path = path
        self._digest = hashlib.sha256()
        self._same = True
        self._file: BinaryIO | None = None
        self._error: OSError | None = None
        self._header = csv_header(arrow_schema(of).names)

    def __enter__(self) -> Self:
        if self._path is not None:
            try:
                self._file = self._path.open("rb")
            except OSError as error:
                self._error = error
            self._compare(self._header)
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, batch: pa.RecordBatch) -> None:
        """Take some rows."""
        import pyarrow as pa

        if self._file is not None and self._error is None:
            for piece in csv_lines(pa.Table.from_batches([batch])):
                self._compare(piece)

    def whole(self) -> Rendered | OSError:
        """What was found, or why the file couldn't be read."""
        self._compare(b"", more=1)
        return self._error or Rendered(hash=f"sha256:{self._digest.hexdigest()}", same=self._same)

    def _compare(self, piece: bytes, more: int = 0) -> None:
        """Whether the file goes on with a piece and, if `more` is 1, ends after it."""
        self._digest.update(piece)
        try:
            self._same = self._same and self._file is not None and self._file.read(len(piece) + more) == piece
        except OSError as error:
            self._error = error


def _is_regular(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.parent.lstat().st_mode) and stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def python_values(column: pa.Array) -> list[Any]:
    """A column as Python values; dates as day numbers, since a file may hold days that `datetime.date` doesn't."""
    import pyarrow as pa

    if pa.types.is_date32(column.type):
        days = column.cast(pa.int32()).to_pylist()
        return [None if day is None else day + DAYS_BEFORE_1970 for day in days]
    values: list[Any] = column.to_pylist()
    return values
