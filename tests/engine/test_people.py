"""The table of actors by columns is that of actors one by one, however the rows are cut."""

import json
from collections import defaultdict
from random import Random

import pyarrow as pa
import pytest

from pipeline.engine.people import actors, people_schema
from pipeline.model import Actor
from pipeline.publish.rows import actor_row, arrow_table
from pipeline.publish.tables import table

SPELLINGS = {"ada-lind": ["Ada Lind", "ADA LIND"], "lý": ["Lý"], "mill": ["Mill", "the Mill", "MILL"], "oak": ["Oak"]}


@pytest.mark.parametrize("cut", [1, 2, 7, 1_000])
@pytest.mark.parametrize("count", [0, 1, 4, 60])
def test_columns_tell_of_an_actor_what_its_rows_tell(count: int, cut: int) -> None:
    random = Random(count)
    told: defaultdict[str, list[Actor]] = defaultdict(list)
    for _ in range(count):
        name = random.choice(sorted(SPELLINGS))
        aliases = ("The Board",) if random.random() < 0.1 else ()
        told[f"person:{name}"].append(
            Actor(name=random.choice(SPELLINGS[name]), type="person", role="agent", aliases=aliases)
        )
    rows = [
        (key, each.name, each.type, json.dumps(each.aliases) if each.aliases else None)
        for key in sorted(told)
        for each in told[key]
    ]
    columns = list(zip(*rows, strict=True)) or [()] * 4
    people = pa.table([pa.array(column, pa.string()) for column in columns], schema=people_schema())
    pieces = [people.slice(start, cut) for start in range(0, count, cut)]
    expected = arrow_table(table("actors"), [actor_row(key, each) for key, each in told.items()])
    assert pa.concat_tables(actors(pieces)).to_pylist() == expected.to_pylist()
