"""Which row of its lane an event stands in: pure packing, nothing of HTML or Plotly.

Rows are given once, for a chart of a known width, and never change while one zooms or pans: distances
grow on zooming in, labels don't, so whatever fits when packed fits at every closer view and on every
wider chart. Lengths are CSS pixels.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from viz.arrays import content_of, grouped, narrowed
from viz.marks import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from viz.arrays import Bytes, Integers
    from viz.encode import Phrases

    Floats = npt.NDArray[np.floating]

FONT_SIZE = 13
LABEL_GAP = 8
LABEL_LIMIT = 240
LABEL_MOST = 520
BOX_GAP = 8
DOT = 12
FADE = 44
WIDEN_AT = 9
MANY = 200
ROWS_FEW = 40
ROWS_IN_ALL = 42

AT_ONCE = 1 << 16
TEXTS_AT_ONCE = 1 << 14
_PER_HUNDREDTH = FONT_SIZE * 1.04 / 100
# Widths of characters in hundredths of the font's size.
_EM = {
    30: "iljI.,:;'|!’‘·`",
    42: 'ftr()[]{}-"/\\ “”',
    55: "acegksvxyzJLFbdhnopqu0123456789?_^~*=+<>–",
    66: "ABCEKPRSTVXYZ#$€",
    76: "DGHNOQU&",
    95: "MWmw%@—…",
}
_WIDTHS = {character: width for width, characters in _EM.items() for character in characters}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A linear map from day numbers to pixels: `first` is at 0, `last` at `width`."""

    first: float
    last: float
    width: float

    def x(self, day: float) -> float:
        """Return the pixel of a day number.

        >>> Scale(first=0, last=100, width=50).x(10)
        5.0
        """
        return (day - self.first) * self.width / (self.last - self.first)

    def xs(self, days: Integers) -> Floats:
        """Return the pixels of many day numbers."""
        found: Floats = (days - float(self.first)) * self.width / (self.last - self.first)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """Events to pack, by column: how each is drawn, where it begins and ends, and the width of its label."""

    kind: Integers
    start: Integers
    end: Integers
    label: Floats | Labels

    @classmethod
    def of(cls, rows: Sequence[tuple[int, int, int, float]]) -> Items:
        """Return the items of rows of kind, start, end and width of the label."""
        import numpy as np

        kind, start, end, label = zip(*rows, strict=True) if rows else ((), (), (), ())
        days = (np.array(column, np.int64) for column in (kind, start, end))
        return cls(**dict(zip(("kind", "start", "end"), days, strict=True)), label=np.array(label, np.float64))

    def at(self, places: Integers) -> Items:
        """Return some of the items."""
        return Items(kind=self.kind[places], start=self.start[places], end=self.end[places], label=self.label[places])


@lru_cache(maxsize=4096)
def _advance(character: str) -> int:
    """Return the width of a character in hundredths of the font's size."""
    base = unicodedata.normalize("NFD", character)[0]
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(base) in {"W", "F"}:
        return 105
    return _WIDTHS.get(base, 62)


def label_width(text: str) -> float:
    """Estimate the width of a label, on the generous side; the page measures and culls what still collides.

    >>> label_width("ill") < label_width("MMM"), label_width("a" * 500) == LABEL_LIMIT
    (True, True)
    """
    return min(advance(text) * _PER_HUNDREDTH, LABEL_LIMIT)


def advance(text: str) -> int:
    """Return the width of a text in hundredths of the font's size."""
    return sum(map(_advance, text))


def advances(texts: pa.Array) -> Integers:
    """Return the width of many texts in hundredths of the font's size.

    >>> from viz.arrays import encoded
    >>> advances(encoded(["ill", "Huế"])).tolist() == [advance("ill"), advance("Huế")]
    True
    """
    import numpy as np

    found = [_advances(texts.slice(first, TEXTS_AT_ONCE)) for first in range(0, len(texts), TEXTS_AT_ONCE)]
    return np.concatenate([np.zeros(0, np.int32), *found])


def widths_of(phrases: Phrases) -> Integers:
    """Return the width of many texts, given as their words, in hundredths of the font's size.

    >>> from viz.arrays import encoded
    >>> from viz.encode import phrases_of
    >>> widths_of(phrases_of(encoded(["ill in Huế", ""]))).tolist() == [advance("ill in Huế"), 0]
    True
    """
    import numpy as np

    ends = np.zeros(len(phrases.numbers) + 1, np.int64)
    np.cumsum(advances(phrases.words)[phrases.numbers], out=ends[1:])
    return narrowed(np.diff(ends[phrases.bounds]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The widths of many labels, made when they are asked for; `advances` are those of their texts, in hundredths."""

    advances: Integers

    def __getitem__(self, places: Integers) -> Floats:
        """Return the widths of some labels, as `label_width` does."""
        import numpy as np

        found: Floats = np.minimum(self.advances[places] * _PER_HUNDREDTH, LABEL_LIMIT)
        return found


def _advances(texts: pa.Array) -> Integers:
    """Return the width of each text in hundredths."""
    import numpy as np

    content, offsets = content_of(texts)
    if content.max(initial=0) < 0x80:
        widths = _ascii_advances()[content]
    else:
        characters = np.frombuffer(bytes(content).decode("utf-8").encode("utf-32-le"), np.uint32)
        there = np.zeros(0x110000, np.bool_)
        there[characters] = True
        different = np.flatnonzero(there)
        known = np.zeros(0x110000, np.uint8)
        known[different] = [_advance(chr(number)) for number in different.tolist()]
        widths = known[characters]
        # Where a character begins, in characters: all bytes before that don't continue one.
        begun = np.cumsum((content & 0xC0) != 0x80)
        offsets = np.concatenate([[0], begun])[offsets]
    ends = np.zeros(len(widths) + 1, np.int64)
    np.cumsum(widths, out=ends[1:])
    return np.diff(ends[offsets]).astype(np.int32)


@lru_cache(maxsize=1)
def _ascii_advances() -> Bytes:
    import numpy as np

    return np.array([_advance(chr(number)) for number in range(0x80)], np.uint8)


def mark_boxes(items: Items, scale: Scale) -> tuple[Floats, Floats]:
    """Return the left and right edge of each mark."""
    import numpy as np

    left, right = scale.xs(items.start), scale.xs(items.end)
    middle = (left + right) / 2
    narrow = right - left < DOT
    kinds = [items.kind == Kind.BY, items.kind == Kind.SINCE, narrow]
    return (
        np.select(kinds, [right - FADE, left - 2, middle - DOT / 2], left),
        np.select(kinds, [right + 2, left + FADE, middle + DOT / 2], right),
    )


def labelled_boxes(items: Items, scale: Scale) -> tuple[Floats, Floats]:
    """Return the edges of each mark with its label: on the right, on the left where the chart ends."""
    import numpy as np

    left, right = mark_boxes(items, scale)
    reach = LABEL_GAP + items.label[np.arange(len(items.kind))]
    on_the_right = (right + reach <= scale.width) | (left - reach < 0)
    return np.where(on_the_right, left, left - reach), np.where(on_the_right, right + reach, right)


def close_scale(starts: Integers, full: Scale) -> Scale:
    """Return the scale at which all labels should fit.

    That is the full range or, where a few far events would squeeze all others together, the range of the nine
    tenths in the middle.
    """
    import numpy as np

    if len(starts) < 10:
        return full
    cut = max(1, len(starts) // 20)
    low, high = (int(day) for day in np.partition(starts, [cut, len(starts) - 1 - cut])[[cut, -1 - cut]])
    if (high - low) * 3 >= full.last - full.first or high == low:
        return full
    margin = (high - low) * 0.1
    return Scale(first=low - margin, last=high + margin, width=full.width)


def pack(items: Items, full: Scale, close: Scale, *, rows: int) -> list[int]:
    """Return the row of each item of one lane, the items in order of their start.

    In a row no two marks meet at the scale `full` and no label meets anything at the scale `close`, as long
    as `rows` rows suffice; after that an item goes to the row that has been free for longest.

    >>> items = Items.of([(Kind.DAY, n, n + 1, 60.0) for n in (10, 20, 900)])
    >>> scale = Scale(first=0, last=1000, width=500)
    >>> pack(items, scale, scale, rows=9)
    [0, 1, 0]
    """
    import numpy as np

    lane = Lane(rows=rows)
    chosen: list[int] = []
    for first in range(0, len(items.kind), AT_ONCE):
        part = items.at(np.arange(first, min(first + AT_ONCE, len(items.kind))))
        chosen.extend(lane.packed(Boxes.of(part, full, close)))
    return chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """The edges of marks, and of the same marks with their labels; those on the right with what is kept free there."""

    left: Floats
    right: Floats
    box_left: Floats
    box_right: Floats

    @classmethod
    def of(cls, items: Items, full: Scale, close: Scale) -> Boxes:
        """Return the edges of items: of the marks at one scale, of these with their labels at another."""
        (left, right), (box_left, box_right) = mark_boxes(items, full), labelled_boxes(items, close)
        return cls(left=left, right=right + BOX_GAP / 4, box_left=box_left, box_right=box_right + BOX_GAP)

    def at(self, places: Integers) -> Boxes:
        """Return some of them."""
        return Boxes(
            left=self.left[places],
            right=self.right[places],
            box_left=self.box_left[places],
            box_right=self.box_right[places],
        )


class Lane:
    """A lane of at most `rows` rows; for each row, where its marks, and its marks with their labels, end so far."""

    def __init__(self, *, rows: int) -> None:
        self._rows = rows
        self._marks: list[float] = []
        self._boxes: list[float] = []

    def packed(self, boxes: Boxes) -> bytearray:
        """Return the row of each of the next marks, which are in order of their left edges.

        Where events are many, most stand at one place with others, and no row is free for any of these: they go to
        the rows that end first, and once no row ends before them, to one all the rest.
        """
        import numpy as np

        lefts, rights = boxes.left, boxes.right
        begins = np.flatnonzero((np.diff(lefts, prepend=np.nan) != 0) | (np.diff(rights, prepend=np.nan) != 0))
        groups = zip(
            lefts[begins].tolist(),
            rights[begins].tolist(),
            begins.tolist(),
            [*begins[1:].tolist(), len(lefts)],
            strict=True,
        )
        ended, marks, ends = boxes.box_right.tolist(), self._marks, self._boxes
        chosen = bytearray()
        for left, right, first, end in groups:
            place = first
            while place < end:
                lowest = min(marks) if len(marks) == self._rows else left
                if lowest <= left:
                    row = self._put(left, right, float(boxes.box_left[place]), ended[place])
                else:
                    row = marks.index(lowest)
                    if lowest >= right:
                        ends[row] = max(ends[row], *ended[place:end])
                        chosen += bytes((row,)) * (end - place)
                        break
                    marks[row] = right
                    ends[row] = max(ends[row], ended[place])
                chosen.append(row)
                place += 1
        return chosen

    def _put(self, left: float, right: float, box_left: float, box_right: float) -> int:
        """Put a mark with its label in the first row that is free for both, else in a new one or the one longest free.

        Return the row.
        """
        marks, ends = self._marks, self._boxes
        row = next((n for n, box_end in enumerate(ends) if box_end <= box_left and marks[n] <= left), len(marks))
        if row == len(marks) < self._rows:
            marks.append(right)
            ends.append(box_right)
            return row
        row = marks.index(min(marks)) if row == len(marks) else row
        marks[row], ends[row] = max(marks[row], right), max(ends[row], box_right)
        return row


def pack_lanes(items: Items, ways: Sequence[Integers], full: Scale) -> list[Integers]:
    """Return for each way to part the items into lanes the row, within its lane, of each item; of the undated it is 0.

    A way says the lane of each item.
    """
    import numpy as np

    packed: list[Integers] = [np.zeros(len(lanes), np.uint8) for lanes in ways]
    drawn = np.flatnonzero(items.kind != Kind.UNDATED).astype(np.int32)
    if not len(drawn):
        return packed
    # Most often the undated are the last; then nothing is copied.
    places = slice(len(drawn)) if drawn[-1] == len(drawn) - 1 else drawn
    start, end = items.start[places], items.end[places]
    close = close_scale(start, full)
    if not _in_order(start, end):
        drawn = drawn[np.lexsort((end, start))]
    del start, end
    made = [_lanes_for(lanes) for lanes in ways]
    for first in range(0, len(drawn), AT_ONCE):
        part = drawn[first : first + AT_ONCE]
        boxes = Boxes.of(items.at(part), full, close)
        for rows, lanes, found in zip(packed, ways, made, strict=True):
            members, offsets = grouped(lanes[part], len(found))
            for lane in np.flatnonzero(np.diff(offsets)).tolist():
                of_lane = members[offsets[lane] : offsets[lane + 1]]
                rows[part[of_lane]] = np.frombuffer(found[lane].packed(boxes.at(of_lane)), np.uint8)
    return packed


def _in_order(start: Integers, end: Integers) -> bool:
    """Whether marks are in the order in which they begin, then end."""
    return bool(((start[1:] > start[:-1]) | ((start[1:] == start[:-1]) & (end[1:] >= end[:-1]))).all())


def _lanes_for(lanes: Integers) -> list[Lane]:
    """Return empty lanes, given the lane of each event: many events share rows that are few in all."""
    import numpy as np

    sizes = np.bincount(lanes)
    rows = ROWS_FEW if len(lanes) <= MANY else max(3, ROWS_IN_ALL // int(np.count_nonzero(sizes)))
    return [Lane(rows=rows) for _ in sizes]
