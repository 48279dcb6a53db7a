"""Which days the chart shows: all of them, and those it opens with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viz.marks import Kind

if TYPE_CHECKING:
    from viz.marks import Days, Marks

EMPTY = (10957, 11323)
LEAST_MARGIN = 15
FEW = 10
FAR_SHARE = 50
SQUEEZED = 4


def full_range(marks: Marks) -> tuple[int, int]:
    """Return the first and last day when all is shown: the marks and a margin; without marks the year 2000."""
    first, last = _ends(marks)
    return _with_margin(int(first.min()), int(last.max())) if len(first) else EMPTY


def opening_range(marks: Marks, full: tuple[int, int]) -> tuple[int, int]:
    """Return the first and last day that the page opens with.

    That is `full`, unless one event in fifty or fewer at either end, and far from all others, would squeeze these
    into less than a quarter of the chart: then the range of the others.
    """
    import numpy as np

    first, last = _ends(marks)
    if len(first) < FEW:
        return full
    cut = max(1, len(first) // FAR_SHARE)
    parted = np.partition(first, (cut, len(first) - 1 - cut))
    low, high = int(parted[cut]), int(parted[-1 - cut])
    reach = max(high - low, 365)
    inside = (low - reach <= first) & (first <= high + reach)
    # A span that begins near the others is not followed to an end far from them.
    near = _with_margin(int(first[inside].min()), min(int(last[inside].max()), high + reach))
    return near if (near[1] - near[0]) * SQUEEZED <= full[1] - full[0] else full


def _ends(marks: Marks) -> tuple[Days, Days]:
    """Return the first and the last day of each mark that is drawn; of a deadline or a beginning that day alone."""
    import numpy as np

    drawn = np.flatnonzero(marks.drawn)
    kind, start, end = marks.kind[drawn], marks.start[drawn], marks.end[drawn]
    return np.where(kind == Kind.BY, end, start), np.where(kind == Kind.SINCE, start, end)


def _with_margin(first: int, last: int) -> tuple[int, int]:
    margin = max(LEAST_MARGIN, (last - first) // 25)
    return first - margin, last + margin
