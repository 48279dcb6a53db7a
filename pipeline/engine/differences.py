"""What a table loses and gains from one package to the next, found and applied by columns."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from pipeline.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Booleans = npt.NDArray[np.bool_]

_ROWS_AT_ONCE = 16_384
# Bytes of a column that are read at once, else all of a group of rows are.
_BUFFER = 1 << 16
# Stands in no id.
_BETWEEN = "\0"


@dataclass(frozen=True, slots=True)
class Change:
    """The rows that a table loses, and those that it gains, both as they are published; a row that differs is in both.

    No two of the rows of one side have the same key.
    """

    gone: pa.Table
    come: pa.Table

    @property
    def growth(self) -> int:
        """How many more rows there are than before."""
        growth: int = self.come.num_rows - self.gone.num_rows
        return growth


def difference(before: pa.Table, after: pa.Table, keys: Sequence[str]) -> Change:
    """The rows of one table that aren't in another of the same schema, and the other way round.

    Args:
        before: rows whose keys differ.
        after: others, whose keys differ too.
        keys: the names of the columns of a key, none of them null.

    >>> import pyarrow as pa
    >>> change = difference(pa.table({"n": [1, 2], "a": [5, None]}), pa.table({"n": [2, 1], "a": [None, 6]}), ["n"])
    >>> change.gone.to_pylist(), change.come.to_pylist()
    ([{'n': 1, 'a': 5}], [{'n': 1, 'a': 6}])
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    before, after = before.combine_chunks(), after.combine_chunks()
    at = pc.index_in(_key(after, keys), value_set=_key(before, keys))
    met = at.is_valid()
    places = at.drop_null()
    same = _same(before.take(places), after.filter(met))
    differing = np.ones(after.num_rows, np.bool_)
    differing[met.to_numpy(zero_copy_only=False)] = ~same
    left = np.ones(before.num_rows, np.bool_)
    left[places.to_numpy()[same]] = False
    return Change(before.filter(pa.array(left)), after.filter(pa.array(differing)))


def applied(change: Change, path: Path | None, keys: Sequence[str]) -> Iterator[pa.Table]:
    """The rows of a published Parquet file (None: of none) after a change, in pieces, sorted by their keys as there.

    Raises:
        PublishError: the file hasn't all the rows that it loses.
    """
    order = [(name, "ascending") for name in keys]
    come = change.come.combine_chunks().sort_by(order)
    told = list(zip(*(come[name].to_pylist() for name in keys), strict=True))
    taken = lost = 0
    for rows in _pieces(path) if path is not None else ():
        last = tuple(rows[name][-1].as_py() for name in keys)
        kept = _without(rows, change.gone, keys)
        lost += rows.num_rows - kept.num_rows
        first, taken = taken, bisect_right(told, last)
        yield kept if first == taken else _both(kept, come.slice(first, taken - first)).sort_by(order)
    yield come.slice(taken)
    if lost != change.gone.num_rows:
        raise PublishError(
            f"{path}: found {lost} of {change.gone.num_rows} rows that were looked for; "
            "expected the file that the last build published, build with --no-cache"
        )


def _pieces(path: Path) -> Iterator[pa.Table]:
    import pyarrow as pa
    from pyarrow import parquet

    with parquet.ParquetFile(path, page_checksum_verification=True, buffer_size=_BUFFER, pre_buffer=False) as file:
        for batch in file.iter_batches(_ROWS_AT_ONCE, use_threads=False):
            yield pa.Table.from_batches([batch])


def _both(one: pa.Table, other: pa.Table) -> pa.Table:
    import pyarrow as pa

    return pa.concat_tables([one, other]).combine_chunks()


def _without(rows: pa.Table, gone: pa.Table, keys: Sequence[str]) -> pa.Table:
    """The rows whose key isn't that of one that is gone."""
    import pyarrow.compute as pc

    first = keys[0]
    if not gone.num_rows or not pc.any(pc.is_in(rows[first], value_set=gone[first])).as_py():
        return rows
    return rows.filter(pc.invert(pc.is_in(_key(rows, keys), value_set=_key(gone, keys))))


def _key(rows: pa.Table, keys: Sequence[str]) -> pa.ChunkedArray:
    import pyarrow.compute as pc

    return rows[keys[0]] if len(keys) == 1 else pc.binary_join_element_wise(*(rows[name] for name in keys), _BETWEEN)


def _same(before: pa.Table, after: pa.Table) -> Booleans:
    """Which rows of two tables say the same as the row at their place in the other."""
    import pyarrow.compute as pc

    found = [
        pc.or_(
            pc.fill_null(pc.equal(one, other), fill_value=False),
            pc.and_(one.is_null(), other.is_null()),
        )
        for one, other in zip(before.columns, after.columns, strict=True)
    ]
    same: Booleans = reduce(pc.and_, found).to_numpy()
    return same
