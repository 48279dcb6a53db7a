"""What only the details and the downloads need of an event: the cells of its row, its mentions, its participants.

They stand in the order of the package's tables: the cells of events and what is short of a mention as whole columns,
quotations and other long texts in chunks of many rows, which the script inflates when one of them is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from viz.arrays import Coded, encoded, in_blocks, index_in, taken
from viz.encode import Encoder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viz.arrays import Integers
    from viz.data import Table

# Rows of long texts that are inflated at once.
CHUNK = 4096
# Mentions whose anchors are looked up at once.
ROWS_AT_ONCE = 1 << 16
# The columns that the page has anyway.
HELD = frozenset({"event_id", "label", "event_type", "modality", "qualifier", "derivation"})
# The columns of long texts.
LONG = {"mentions": ("quote",), "derivations": ("explanation", "premises")}
_NO_NUMBER = -(2**39)


def cells(events: Table, encoder: Encoder) -> list[Any]:
    """Return the columns of the events table, None for one that the page has anyway."""
    return [None if name in HELD else encoder.coded(events.coded(name)) for name in events.columns]


def mention_columns(mentions: Table, cited: Integers, encoder: Encoder) -> dict[str, Any]:
    """Return what is short of mentions, which the table loses; `cited` are numbers of their documents.

    `start` is where the date's words begin in the quotation (code points), -1 for before it or nowhere; `anchored`
    by how many rows the mention that stands at the anchor is before it, counted from 1 (below 0: after), 0 for none.
    """
    import numpy as np

    anchored = _anchored(mentions, cited)
    start = _whole(mentions.dropped("char_start")) - _whole(mentions.dropped("quote_start"))
    return {
        "start": encoder.numbers(np.clip(start, -1, 2**31 - 1)),
        "anchored": encoder.numbers(anchored),
        **{name: encoder.coded(mentions.dropped(name)) for name in ("date_text", "section", "anchor")},
    }


def participant_columns(participants: Table, actors: Table, encoder: Encoder) -> dict[str, Any]:
    """Return the event, the name and the role of each participant."""
    import numpy as np
    import pyarrow as pa

    ids = participants.dropped("actor_id")
    # An actor that is not known goes by its id; of two of one id the last holds.
    known = index_in(ids.values, actors.texts("actor_id")[::-1])
    texts = pa.concat_arrays([actors.texts("name")[::-1], ids.values])
    names = taken(texts, np.where(known >= 0, known, actors.count + np.arange(len(known))))
    return {
        "event": encoder.numbers(owners(participants)),
        "name": encoder.coded(Coded(codes=ids.codes, values=names)),
        "role": encoder.coded(participants.dropped("role")),
    }


def owners(table: Table) -> Integers:
    """Return for each row of one of the tables of events which event it is of, -1 for none."""
    import numpy as np
    import pyarrow as pa

    found = table.cells["event_id"]
    return found.to_numpy() if isinstance(found, pa.Int32Array) else np.zeros(0, np.int32)


def chunks(tables: dict[str, Table], *, deflated: bool) -> Iterator[tuple[str, Any]]:
    """Yield the name of each chunk of long texts and its texts as they are written."""
    for name, columns in LONG.items():
        for column in columns:
            for number, block in enumerate(in_blocks(tables[name].blocks(column), CHUNK)):
                yield f"{column}-{number}", Encoder(deflated=deflated).texts(block)


def _whole(column: Coded) -> Integers:
    """Return the whole numbers of a column; a number far below all others for what is none."""
    import numpy as np
    import pyarrow.compute as pc

    texts = column.values.cast("large_string")
    if pc.all(pc.match_substring_regex(texts, "^-?[0-9]{1,11}$")).as_py():
        numbers = texts.cast("int64").to_numpy()
    else:
        numbers = np.array([_integer(text) for text in column.strings()], np.int64)
    found: Integers = numbers[column.codes]
    return found


def _integer(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        return _NO_NUMBER
    return number if abs(number) < -_NO_NUMBER else _NO_NUMBER


def _anchored(mentions: Table, cited: Integers) -> Integers:
    """Return for each mention by how many rows the one at its anchor `@N` is before it, as `mention_columns` has it.

    That is the one which stands in the same document at the character N, the last of several.
    """
    import numpy as np

    anchor, start = mentions.coded("anchor"), mentions.coded("char_start")
    texts = anchor.strings()
    named = index_in(encoded([text[1:] for text in texts]), start.values)
    named = np.where([text[:1] == "@" for text in texts], named, -1)
    found = np.zeros(mentions.count, np.int32)
    for rows in _by_document(cited):
        many = np.int64(len(start.values))
        begins = (cited[rows] - cited[rows[0]]) * many
        keys = begins + start.codes[rows]
        order = np.argsort(keys, kind="stable")
        places = named[anchor.codes[rows]]
        wanted = np.flatnonzero(places >= 0)
        wanted_keys = begins[wanted] + places[wanted]
        there = order[np.searchsorted(keys[order], wanted_keys, side="right") - 1]
        right = keys[there] == wanted_keys
        before = rows[wanted[right]] - rows[there[right]]
        found[rows[wanted[right]]] = before + (before >= 0)
    return found


def _by_document(cited: Integers) -> Iterator[Integers]:
    """Yield the rows of mentions by document, those of whole documents at once, given the document of each."""
    import numpy as np

    ordered = bool((cited[1:] >= cited[:-1]).all())
    rows = np.arange(len(cited), dtype=np.int32) if ordered else np.argsort(cited, kind="stable").astype(np.int32)
    first = 0
    while first < len(rows):
        last = min(first + ROWS_AT_ONCE, len(rows))
        while last < len(rows) and cited[rows[last]] == cited[rows[last - 1]]:
            last += 1
        yield rows[first:last]
        first = last
