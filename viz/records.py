"""What only the details and the downloads need of an event, as JSON in chunks of many events.

The JSON is put together by columns. A quotation mark that is part of the JSON stands as the byte 0xFF, which is in no
UTF-8 text, until the texts are escaped, all at once.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from viz.arrays import Coded, content_of, encoded, grouped, index_in, numbers_array, scalar, sliced, taken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pyarrow as pa

    from viz.arrays import Bytes, Integers
    from viz.data import Table

    # What writes rows of a table, which are those of the part of that number.
    Writer = Callable[[Integers, int], pa.Array]

CHUNK = 1000
# Chunks that are put together at once: a call of pyarrow costs as much as some hundred rows.
AT_ONCE = 8
# The columns that the page has anyway; their cells stand as 0.
HELD = ("event_id", "label", "event_type", "modality", "qualifier", "derivation")
_UNQUOTE = bytes.maketrans(b"\xff", b'"')
_NO_NUMBER = -(2**39)
_ESCAPES = {8: b"\\b", 9: b"\\t", 10: b"\\n", 12: b"\\f", 13: b"\\r"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """A table's rows by event, the events in the page's order: those of event n are rows[starts[n]:starts[n + 1]]."""

    rows: Integers
    starts: Integers

    def within(self, first: int, last: int) -> tuple[Integers, Integers]:
        """Return the rows of some events, and where those of each begin."""
        starts = self.starts[first : last + 1]
        return self.rows[starts[0] : starts[-1]], starts - starts[0]


def by_event(table: Table, count: int) -> Grouped:
    """Return the rows of a table by event, whose `event_id` are the numbers of the events; the table loses them."""
    import numpy as np

    numbers = table.drop("event_id")
    ordered, starts = grouped(numbers.to_numpy() if table.count else np.zeros(0, np.int32), count)
    return Grouped(rows=ordered, starts=starts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What the records are made of: the events in the page's order, and the rows of other tables by event.

    `labels` are the labels as cells, `documents` the number of the document of each mention, -1 for none.
    """

    tables: dict[str, Table]
    events: Table
    labels: Coded
    documents: Integers
    groups: dict[str, Grouped]

    def chunks(self) -> Iterator[bytes]:
        """Yield the JSON of each chunk of events: [cells, mentions, derivations, participants] of each."""
        import numpy as np

        bounds = np.append(np.arange(0, self.events.count, CHUNK * AT_ONCE), self.events.count)
        tables, groups = self.tables, self.groups
        cells = _cell_writer(self.events, self.labels)
        parts = (
            (groups["mentions"], _mention_writer(tables["mentions"], self.documents, groups["mentions"], bounds)),
            (groups["derivations"], _derivation_writer(tables["derivations"], groups["derivations"], bounds)),
            (groups["participants"], _participant_writer(tables["participants"], tables["actors"])),
        )
        for part, (first, last) in enumerate(itertools.pairwise(bounds.tolist())):
            lists = [_lists(rows.within(first, last), part, writer) for rows, writer in parts]
            records = _row(b"[[", *cells(first, last), b"],[", lists[0], b"],[", lists[1],
                           b"],[", lists[2], b"]],")  # fmt: skip
            for start in range(0, last - first, CHUNK):
                content, _ = content_of(records.slice(start, CHUNK))
                yield _escaped(b"[" + content[:-1].tobytes() + b"]")


def _row(*parts: pa.Array | bytes) -> pa.Array:
    """Return the parts of each row as one text; bytes stand in every row, null is no text."""
    import pyarrow.compute as pc

    texts = [scalar(part) if isinstance(part, bytes) else part for part in _merged(parts)]
    return pc.binary_join_element_wise(*texts, scalar(b""), null_handling="replace")


def _lists(within: tuple[Integers, Integers], part: int, written: Writer) -> pa.Array | bytes:
    """Return the rows of each of some events, with commas between them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows, starts = within
    if not len(rows):
        return b""
    return pc.binary_join(pa.LargeListArray.from_arrays(numbers_array(starts), written(rows, part)), scalar(b","))


def label_cells(labels: pa.Array, shown: pa.Array) -> Coded:
    r"""Return the labels as cells: 0 where the page shows the very text, else the text in quotation marks.

    >>> found = label_cells(encoded(["mill ", "ford"]), encoded(["mill", "ford"]))
    >>> found.texts(slice(None)).to_pylist()
    [b'\xffmill \xff', b'0']
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    codes = np.zeros(len(labels), np.int32)
    if labels is shown:
        return Coded(codes=codes, values=encoded(["0"]))
    rows = np.flatnonzero(pc.not_equal(labels, shown).to_numpy(zero_copy_only=False))
    codes[rows] = np.arange(1, len(rows) + 1)
    return Coded(codes=codes, values=pa.concat_arrays([encoded(["0"]), _row(b"\xff", taken(labels, rows), b"\xff")]))


def _cell_writer(events: Table, labels: Coded) -> Callable[[int, int], Iterator[pa.Array | bytes]]:
    """Return what gives the parts of the cells of some events, 0 where the page has the very text already."""
    columns = {name: events.coded(name) for name in events.columns if name not in HELD}

    def parts(first: int, last: int) -> Iterator[pa.Array | bytes]:
        for place, name in enumerate(events.columns):
            if place:
                yield b","
            if name == "label":
                yield labels.texts(slice(first, last))
            elif name in HELD:
                yield b"0"
            else:
                yield from (b"\xff", columns[name].texts(slice(first, last)), b"\xff")

    return parts


def _merged(parts: Iterable[pa.Array | bytes]) -> Iterator[pa.Array | bytes]:
    """Yield parts of a row, bytes that follow one another as one."""
    fixed = b""
    for part in parts:
        if isinstance(part, bytes):
            fixed += part
        else:
            if fixed:
                yield fixed
            yield part
            fixed = b""
    if fixed:
        yield fixed


def _derivation_writer(derivations: Table, by: Grouped, bounds: Integers) -> Writer:
    explained, premises = (
        derivations.in_parts(name, by.rows, by.starts[bounds]) for name in ("explanation", "premises")
    )
    return lambda _, part: _row(b"[\xff", explained(part), b"\xff,\xff", premises(part), b"\xff]")


def _participant_writer(participants: Table, actors: Table) -> Writer:
    import numpy as np
    import pyarrow as pa

    ids, roles = participants.coded("actor_id"), participants.coded("role")
    # An actor that is not known goes by its id; of two of one id the last holds.
    known = index_in(ids.values, actors.texts("actor_id")[::-1])
    texts = pa.concat_arrays([actors.texts("name")[::-1], ids.values])
    names = taken(texts, np.where(known >= 0, known, actors.count + np.arange(len(known))))
    return lambda rows, _: _row(b"[\xff", taken(names, ids.codes[rows]), b"\xff,\xff", roles.texts(rows), b"\xff]")


def _mention_writer(mentions: Table, documents: Integers, by: Grouped, bounds: Integers) -> Writer:
    """Return what writes [document, before, date words, after, section, anchor, words of the anchor] of mentions."""
    import numpy as np

    section, anchor, words = (mentions.coded(name) for name in ("section", "anchor", "date_text"))
    anchored = _anchored(mentions, anchor)
    quotes = mentions.in_parts("quote", by.rows, by.starts[bounds])
    starts = _whole(mentions.coded("char_start")) - _whole(mentions.coded("quote_start"))
    starts = np.clip(starts, -1, 2**31 - 1).astype(np.int32)

    def written(rows: Integers, part: int) -> pa.Array:
        before, found, after = split_quotes(quotes(part), words.texts(rows), starts[rows])
        numbers = numbers_array(documents[rows]).cast("string").cast("binary").cast("large_binary")
        return _row(
            b"[", numbers, b",\xff", before, b"\xff,\xff", found, b"\xff,\xff", after, b"\xff,\xff",
            section.texts(rows), b"\xff,\xff", anchor.texts(rows), b"\xff,\xff",
            _texts_or_null(words, anchored[rows]), b"\xff]",
        )  # fmt: skip

    return written


def _texts_or_null(column: Coded, rows: Integers) -> pa.Array:
    """Return the texts of some cells, null for row -1."""
    return taken(column.values, column.codes[rows]) if (rows >= 0).all() else _some_texts(column, rows)


def _some_texts(column: Coded, rows: Integers) -> pa.Array:
    import numpy as np

    # The empty text after all others stands for what is not there.
    values = column.values
    used, places = np.unique(column.codes[rows[rows >= 0]], return_inverse=True)
    numbers = np.full(len(rows), len(used))
    numbers[rows >= 0] = places
    content, offsets = content_of(taken(values, used))
    return taken(sliced(content, np.append(offsets, offsets[-1])), numbers)


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


def _anchored(mentions: Table, anchor: Coded) -> Integers:
    """Return for each mention the one that stands at its anchor `@N`, in its document at the character N; else -1."""
    import numpy as np

    found = np.full(mentions.count, -1, np.int32)
    document, start = mentions.coded("document_id"), mentions.coded("char_start")
    texts = anchor.strings()
    named = index_in(encoded([text[1:] for text in texts]), start.values)
    places = np.where([text[:1] == "@" for text in texts], named, -1)[anchor.codes]
    rows = np.flatnonzero(places >= 0)
    if not len(rows):
        return found
    many = np.int64(len(start.values))
    keys = document.codes * many + start.codes
    order = np.argsort(keys, kind="stable")
    wanted = document.codes[rows] * many + places[rows]
    # Where two stand at one place, the last holds.
    there = order[np.searchsorted(keys[order], wanted, side="right") - 1]
    found[rows] = np.where(keys[there] == wanted, there, -1)
    return found


def split_quotes(quotes: pa.Array, words: pa.Array, starts: Integers) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Split quotations at their date words, which begin at `starts` (code points), else where the words first stand.

    >>> import numpy as np
    >>> quotes, words = encoded(["It began in May.", "Tháng năm, 1901"]), encoded(["May", "1901"])
    >>> for part in split_quotes(quotes, words, np.array([12, -1])):
    ...     print([text.decode() for text in part.to_pylist()])
    ['It began in ', 'Tháng năm, ']
    ['May', '1901']
    ['.', '']
    """
    import numpy as np

    content, offsets = content_of(quotes)
    sizes = content_of(words)[1]
    lengths = np.diff(sizes)
    bounds = np.empty(3 * len(quotes) + 1, np.int64)
    bounds[::3] = offsets
    first = _places(content, offsets, starts)
    bounds[1::3] = np.minimum(first, offsets[1:])
    bounds[2::3] = np.minimum(first + lengths, offsets[1:])
    parts = sliced(content, bounds)
    wrong = np.flatnonzero(~_equal(taken(parts, np.arange(1, len(parts), 3)), words) | (starts < 0))
    for row in wrong.tolist():
        quote, text = quotes[row].as_py(), words[row].as_py()
        place = quote.find(text) if text else -1
        bounds[3 * row + 1] = offsets[row] + (place if place >= 0 else len(quote))
        bounds[3 * row + 2] = bounds[3 * row + 1] + (len(text) if place >= 0 else 0)
    before, found, after = (taken(parts, np.arange(part, len(parts), 3)) for part in range(3))
    return before, found, after


def _equal(one: pa.Array, other: pa.Array) -> Any:
    import pyarrow.compute as pc

    return pc.equal(one, other).to_numpy(zero_copy_only=False)


def _places(content: Bytes, offsets: Integers, starts: Integers) -> Integers:
    """Return where in `content` the code point number `starts` of each text begins."""
    import numpy as np

    if not len(content) or content.max() < 0x80:
        return offsets[:-1] + np.maximum(starts, 0)
    begun = np.flatnonzero((content & 0xC0) != 0x80)
    numbers = np.searchsorted(begun, offsets[:-1]) + np.maximum(starts, 0)
    return np.append(begun, len(content))[np.minimum(numbers, len(begun))]


def _escaped(text: bytes) -> bytes:
    """Return JSON whose own quotation marks are the byte 0xFF with its texts escaped, as `json.dumps` does."""
    import numpy as np

    text = text.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    counts = np.frombuffer(text, np.uint8)
    if counts.min() < 32:
        for number in np.unique(counts[counts < 32]).tolist():
            text = text.replace(bytes([number]), _ESCAPES.get(number, f"\\u{number:04x}".encode()))
    return text.translate(_UNQUOTE)
