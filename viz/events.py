"""The events of a package in time order: their marks, what the script loops over, their ids and labels.

What is long of the events table is read once, in the order of the table, and is never held.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from viz import layout, strings
from viz.arrays import Coded, Keys, combined, content_of, encoded, hashed, in_blocks, narrowed, strings_of, taken
from viz.encode import TEXTS_AT_ONCE
from viz.marks import Marks, dates_of, marks_of
from viz.words import in_words

if TYPE_CHECKING:
    import pyarrow as pa

    from viz.arrays import Hashes, Integers
    from viz.data import Table
    from viz.encode import Encoder
    from viz.marks import Dates

FILTERS = ("event_type", "modality", "qualifier", "derivation")
# What str.split() takes for a space, where it stands at an end, or beside another, or is not the plain one.
_UNEVEN = r"^$|^ | $|  |[\t-\r\x1c-\x1f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """The events in time order, the undated last, by column; `order` says which row of the published table each is.

    `words` are the different dates in words, `word` which is whose.
    """

    order: Integers
    marks: Marks
    enums: dict[str, Enum]
    place: Coded
    rank: Integers
    words: list[str]
    word: Integers

    def __len__(self) -> int:
        return len(self.order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enum:
    """A column of few values: known ones in the contract's order, then the others; and the value of each event."""

    codes: list[str]
    of: Integers


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The ids and labels of events as they are written, in the order of the table, and what else was learnt of them.

    `raw` are the labels that are shown otherwise than they are published, by row; `ascending` is whether the ids are.
    `widths` are how wide the labels are, in hundredths of the font's size: of small packages it is empty.
    """

    ids: Any
    labels: Any
    raw: dict[int, str]
    ascending: bool
    widths: Integers


def read_names(table: Table, encoder: Encoder) -> tuple[Names, Keys]:
    """Return the names of the events of the events table, and their ids as keys."""
    import numpy as np

    ids, labels = encoder.text_column(), encoder.phrase_column()
    raw: dict[int, str] = {}
    widths: list[Integers] = [np.zeros(0, np.uint16)]
    hashes: list[Hashes] = []
    last, ascending, first = b"", True, 0
    columns = (in_blocks(table.blocks(name), TEXTS_AT_ONCE) for name in ("event_id", "label"))
    for keys, published in zip(*columns, strict=True):
        ascending = ascending and last <= keys[0].as_py() and _ascend(keys)
        last = keys[-1].as_py()
        hashes.append(hashed(keys))
        ids.add(keys)
        shown, changed = shown_labels(published, keys)
        raw |= {first + row: label for row, label in changed.items()}
        phrases = labels.add(shown)
        if phrases is not None:
            widths.append(layout.widths_of(phrases))
        first += len(keys)
    names = Names(ids=ids.whole(), labels=labels.whole(), raw=raw, ascending=ascending, widths=np.concatenate(widths))
    return names, Keys(hashes)


def read_events(table: Table, language: str, *, ascending: bool) -> Events:
    """Return the events of the events table, which loses its columns; `ascending` is whether its ids are.

    Raises:
        InputError: a cell that should be a date or a year is not one.
    """
    dates = dates_of(table)
    marks = marks_of(table, dates)
    words, word = _words(dates, language)
    del dates
    rank, place = _ranks(table), table.coded("place_id")
    enums = {column: _enum(column, table.coded(column)) for column in FILTERS}
    ids = None if ascending else table.texts("event_id")
    table.cells.clear()
    order = _time_order(marks, ids)
    return Events(
        order=order,
        marks=marks.at(order),
        enums={column: Enum(codes=enum.codes, of=enum.of[order]) for column, enum in enums.items()},
        place=Coded(codes=place.codes[order], values=place.values),
        rank=rank[order],
        words=words,
        word=word[order],
    )


def _ascend(texts: pa.Array) -> bool:
    import pyarrow.compute as pc

    return bool(pc.all(pc.less_equal(texts[:-1], texts[1:]), min_count=0).as_py())


def shown_labels(labels: pa.Array, ids: pa.Array) -> tuple[pa.Array, dict[int, str]]:
    """Return labels in one line, and those that are published otherwise by row; one without text goes by its id.

    >>> shown, raw = shown_labels(encoded(["old  mill ", "ford"]), encoded(["e-1", "e-2"]))
    >>> shown.to_pylist(), raw
    ([b'old mill', b'ford'], {0: 'old  mill '})
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if _plain(labels):
        return labels, {}
    uneven = pc.match_substring_regex(labels.cast(pa.large_string()), _UNEVEN)
    rows = uneven.to_numpy(zero_copy_only=False).nonzero()[0]
    if not len(rows):
        return labels, {}
    raw = strings_of(taken(labels, rows))
    even = [" ".join(label.split()) or key for label, key in zip(raw, strings_of(taken(ids, rows)), strict=True)]
    changed = {row: label for row, label, text in zip(rows.tolist(), raw, even, strict=True) if label != text}
    return pc.replace_with_mask(labels, uneven, encoded(even)), changed


def _plain(labels: pa.Array) -> bool:
    """Whether labels are of ASCII alone, in one line and without a space too many: what most are, and soon found."""
    import numpy as np

    content, offsets = content_of(labels)
    if not len(content) or content.min() < ord(" ") or content.max() >= ord("\x7f") or np.diff(offsets).min() == 0:
        return False
    spaces = content == ord(" ")
    return not ((spaces[1:] & spaces[:-1]).any() or spaces[offsets[:-1]].any() or spaces[offsets[1:] - 1].any())


def _time_order(marks: Marks, ids: pa.Array | None) -> Integers:
    """Return the rows of the events table by time, then by id; `ids` is None where the rows are in order of them."""
    import numpy as np
    import pyarrow.compute as pc

    rows = np.arange(len(marks.kind)) if ids is None else pc.array_sort_indices(ids).to_numpy().astype(np.int64)
    of_rows = marks if ids is None else marks.at(rows)
    order: Integers = rows[np.lexsort((of_rows.end, of_rows.start, ~of_rows.drawn))].astype(np.int32)
    return order


def _enum(column: str, found: Coded) -> Enum:
    import numpy as np

    values = found.strings() if len(found.codes) else []
    known = [code for code in strings.ENUMS[column] if code in values]
    codes = known + sorted(set(values).difference(known))
    numbers = narrowed(np.array([codes.index(value) for value in values], np.int32))
    return Enum(codes=codes, of=numbers[found.codes])


def _ranks(table: Table) -> Integers:
    """Return the importance of each event as a rank: 0 is the one whose label goes first; equals share a rank."""
    import numpy as np

    columns = [table.coded(name) for name in ("n_mentions", "confidence")]
    numbers, rows = combined(columns)
    weights = [-np.array(list(map(_float, column.strings())))[column.codes[rows]] for column in columns]
    keys = list(zip(*weights, strict=True))
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys)))}
    found: Integers = narrowed(np.array([ranks[key] for key in keys], np.int32))[numbers]
    return found


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _words(dates: Dates, language: str) -> tuple[list[str], Integers]:
    """Return the dates in words, each once, and which one is whose."""
    import numpy as np

    known: dict[str, int] = {}
    columns = (strings_of(dates.cells[name]) for name in ("date_edtf", "date_relation"))
    words = (in_words(edtf, relation, language) for edtf, relation in zip(*columns, strict=True))
    found = np.array([known.setdefault(text, len(known)) for text in words], np.int32)
    return list(known), narrowed(found)[dates.of]
