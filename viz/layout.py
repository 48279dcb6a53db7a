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

from viz.marks import Kind, Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

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

_EM = {
    0.30: "iljI.,:;'|!’‘·`",
    0.42: 'ftr()[]{}-"/\\ “”',
    0.55: "acegksvxyzJLFbdhnopqu0123456789?_^~*=+<>–",
    0.66: "ABCEKPRSTVXYZ#$€",
    0.76: "DGHNOQU&",
    0.95: "MWmw%@—…",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event to pack: its mark and the width of its label."""

    mark: Mark
    label: float


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    base = unicodedata.normalize("NFD", character)[0]
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(base) in {"W", "F"}:
        return 1.05
    return _WIDTHS.get(base, 0.62)


def label_width(text: str) -> float:
    """Estimate the width of a label, on the generous side; the page measures and culls what still collides.

    >>> label_width("ill") < label_width("MMM"), label_width("a" * 500) == LABEL_LIMIT
    (True, True)
    """
    return min(sum(map(_advance, text)) * FONT_SIZE * 1.04, LABEL_LIMIT)


def mark_box(mark: Mark, scale: Scale) -> tuple[float, float]:
    """Return the left and right edge of a mark."""
    if mark.kind == Kind.BY:
        return scale.x(mark.end) - FADE, scale.x(mark.end) + 2
    if mark.kind == Kind.SINCE:
        return scale.x(mark.start) - 2, scale.x(mark.start) + FADE
    left, right = scale.x(mark.start), scale.x(mark.end)
    if right - left < DOT:
        middle = (left + right) / 2
        return middle - DOT / 2, middle + DOT / 2
    return left, right


def labelled_box(item: Item, scale: Scale) -> tuple[float, float]:
    """Return the edges of a mark with its label: on the right, on the left where the chart ends."""
    left, right = mark_box(item.mark, scale)
    reach = LABEL_GAP + item.label
    if right + reach <= scale.width or left - reach < 0:
        return left, right + reach
    return left - reach, right


def close_scale(marks: Sequence[Mark], full: Scale) -> Scale:
    """Return the scale at which all labels should fit.

    That is the full range or, where a few far events would squeeze all others together, the range of the nine
    tenths in the middle.
    """
    starts = sorted(mark.start for mark in marks)
    if len(starts) < 10:
        return full
    cut = max(1, len(starts) // 20)
    low, high = starts[cut], starts[-1 - cut]
    if (high - low) * 3 >= full.last - full.first or high == low:
        return full
    margin = (high - low) * 0.1
    return Scale(first=low - margin, last=high + margin, width=full.width)


def pack(items: Sequence[Item], full: Scale, close: Scale, *, rows: int) -> list[int]:
    """Return the row of each item of one lane, the items in order of their start.

    In a row no two marks meet at the scale `full` and no label meets anything at the scale `close`, as long
    as `rows` rows suffice; after that an item goes to the row that has been free for longest.

    >>> day = lambda n: Item(mark=Mark(kind=Kind.DAY, start=n, end=n + 1, core_start=n, core_end=n + 1), label=60)
    >>> scale = Scale(first=0, last=1000, width=500)
    >>> pack([day(10), day(20), day(900)], scale, scale, rows=9)
    [0, 1, 0]
    """
    mark_ends: list[float] = []
    box_ends: list[float] = []
    chosen: list[int] = []
    for item in items:
        mark_left, mark_right = mark_box(item.mark, full)
        box_left, box_right = labelled_box(item, close)
        fitting = (
            r for r, end in enumerate(box_ends) if end + BOX_GAP <= box_left and mark_ends[r] + BOX_GAP / 4 <= mark_left
        )
        row = next(fitting, None)
        if row is None and len(box_ends) < rows:
            row = len(box_ends)
            mark_ends.append(mark_right)
            box_ends.append(box_right)
        elif row is None:
            row = min(range(rows), key=mark_ends.__getitem__)
        mark_ends[row] = max(mark_ends[row], mark_right)
        box_ends[row] = max(box_ends[row], box_right)
        chosen.append(row)
    return chosen


def pack_lanes(items: Sequence[Item], lanes: Sequence[int], full: Scale) -> list[int]:
    """Return the row, within its lane, of each item; `lanes` says the lane of each; undated items get row 0."""
    rows = ROWS_FEW if len(items) <= MANY else max(3, ROWS_IN_ALL // len(set(lanes)))
    close = close_scale([item.mark for item in items if item.mark.kind != Kind.UNDATED], full)
    members: dict[int, list[int]] = {}
    for index, lane in enumerate(lanes):
        if items[index].mark.kind != Kind.UNDATED:
            members.setdefault(lane, []).append(index)
    packed = [0] * len(items)
    for indexes in members.values():
        indexes.sort(key=lambda index: (items[index].mark.start, items[index].mark.end, index))
        for index, row in zip(indexes, pack([items[i] for i in indexes], full, close, rows=rows), strict=True):
            packed[index] = row
    return packed
