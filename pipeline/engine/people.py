"""The table of actors, from the participants of all events."""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from pipeline.engine.sorting import differs, python_rows, whole_groups
from pipeline.model import Actor
from pipeline.publish.rows import actor_row, rows_to_arrow
from pipeline.publish.tables import arrow_schema, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

_COLUMNS = ("actor_id", "name", "actor_type", "aliases")
_ROWS_AT_ONCE = 16_384


def people_schema() -> pa.Schema:
    """What a participant says of an actor; the aliases are JSON."""
    import pyarrow as pa

    return pa.schema([(name, pa.string()) for name in _COLUMNS])


def actors(pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The table of actors, in pieces, of what participants say, sorted by the actor's id.

    Who has one name throughout, as most have, is taken over by columns.
    """
    schema = arrow_schema(table("actors"))
    yield schema.empty_table()
    for rows in whole_groups(pieces, "actor_id", _ROWS_AT_ONCE):
        yield _actors(rows.combine_chunks(), schema)


def _actors(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    import numpy as np
    import pyarrow as pa

    new = differs(rows["actor_id"])
    firsts = np.flatnonzero(new)
    other = (differs(rows["name"]) & ~new) | rows["aliases"].is_valid().to_numpy()
    several = np.logical_or.reduceat(other, firsts)
    plain = rows.take(pa.array(firsts[~several]))
    named = rows.filter(pa.array(np.repeat(several, np.diff(firsts, append=len(new)))))
    told = []
    for key, same in groupby(python_rows([named]), key=itemgetter(0)):
        each = [
            Actor(name=name, type=kind, role="", aliases=tuple(json.loads(aliases or "[]")))
            for _, name, kind, aliases in same
        ]
        told.append(actor_row(key, each))
    found = [pa.table(plain.columns, schema=schema), rows_to_arrow("actors", schema, told)]
    return pa.concat_tables(found).combine_chunks().sort_by("actor_id")
