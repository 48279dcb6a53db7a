"""The table of actors, from the participants of all events, and how it changes when some events do."""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from pipeline.engine.differences import difference
from pipeline.engine.sorting import differs, python_rows, whole_groups
from pipeline.model import Actor
from pipeline.publish.rows import actor_row, rows_to_arrow
from pipeline.publish.tables import arrow_schema, table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    import pyarrow as pa

    from pipeline.engine.differences import Change
    from pipeline.engine.last_tables import LastTables

    Elsewhere = Callable[[Sequence[str]], Iterable[pa.Table]]

PEOPLE = "people"
"""The name of the table that `people_schema` is of."""

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


def change_of_actors(
    before: Mapping[str, pa.Table], after: Mapping[str, pa.Table], last: LastTables, elsewhere: Elsewhere
) -> Change:
    """What the table of actors loses and gains when some events take the place of others.

    Args:
        before: the table `events` of those that make way, and `PEOPLE`, what their participants said of their actors.
        after: what the participants of those that take their place say.
        last: the last package.
        elsewhere: gives, for blocks of other events, what the participants of all events of these and of those that
            take the place of others say of their actors.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    touched = _differing(before[PEOPLE], after[PEOPLE])
    rows, naming = last.actors(touched), last.naming(touched, before["events"]["event_id"])
    named = set(naming["actor_id"].to_pylist())
    plain = named & _plain(rows, _chosen(pa.concat_tables([before[PEOPLE], after[PEOPLE]]), touched))
    mixed = sorted(named - plain)
    said = [_chosen(after[PEOPLE], set(touched).difference(mixed))]
    if mixed:
        events = naming.filter(pc.is_in(naming["actor_id"], value_set=pa.array(mixed, pa.string())))["event_id"]
        said += [_chosen(piece, mixed) for piece in elsewhere(last.blocks(events.unique().to_pylist()))]
    made = pa.concat_tables(list(actors([pa.concat_tables(said).combine_chunks().sort_by("actor_id")])))
    changed = sorted(set(touched) - plain)
    return difference(_chosen(rows, changed), _chosen(made, changed), ["actor_id"])


def _differing(before: pa.Table, after: pa.Table) -> list[str]:
    """The actors of whom two tables don't say the same as often."""
    import pyarrow as pa
    import pyarrow.compute as pc

    signed = [rows.append_column("sign", pa.repeat(sign, rows.num_rows)) for rows, sign in ((before, -1), (after, 1))]
    sums = pa.concat_tables(signed).group_by(list(_COLUMNS), use_threads=False).aggregate([("sign", "sum")])
    found: list[str] = sorted(set(sums.filter(pc.not_equal(sums["sign_sum"], 0))["actor_id"].to_pylist()))
    return found


def _plain(rows: pa.Table, told: pa.Table) -> set[str]:
    """The actors of the table who have one name alone, by which all that is told here calls them, too."""
    names = dict(
        zip(*(rows.filter(rows["aliases"].is_null())[name].to_pylist() for name in ("actor_id", "name")), strict=True)
    )
    other = {key for key, name, _, aliases in python_rows([told]) if aliases is not None or names.get(key) != name}
    return names.keys() - other


def _chosen(rows: pa.Table, ids: Collection[str]) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc

    return rows.filter(pc.is_in(rows["actor_id"], value_set=pa.array(sorted(ids), pa.string())))
