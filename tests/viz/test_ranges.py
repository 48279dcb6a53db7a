import pytest

from viz import ranges
from viz.marks import Kind, Marks

FEW_DAYS = list(range(0, 900, 9))


def marks(*days):
    """Marks of (kind, start, end), or of one day each."""
    import numpy as np

    rows = [(Kind.DAY, day, day + 1) if isinstance(day, int) else day for day in days]
    kind, start, end = (np.array(column, np.int64) for column in zip(*rows, strict=True)) if rows else [np.zeros(0)] * 3
    none = np.zeros(0, np.int64)
    return Marks(kind=kind, start=start, end=end, cored=none, core_start=none, core_end=none)


@pytest.mark.parametrize(
    ("days", "full"),
    [
        ([], ranges.EMPTY),
        ([0], (-15, 16)),
        ([0, 9999], (-400, 10400)),
        ([(Kind.UNDATED, -5000, -5000), 0], (-15, 16)),
        ([(Kind.BY, -9000, 10), (Kind.SINCE, 5, 9000)], (-10, 25)),
    ],
)
def test_the_full_range_holds_every_mark(days, full):
    assert ranges.full_range(marks(*days)) == full


@pytest.mark.parametrize(
    ("days", "opening"),
    [
        ([-9999, *FEW_DAYS], (-35, 927)),
        ([*FEW_DAYS, 99_999], (-35, 927)),
        ([-9999, *FEW_DAYS, 99_999], (-35, 927)),
        ([*FEW_DAYS, (Kind.SPAN, 880, 90_000)], (-69, 1811)),
        ([*FEW_DAYS, (Kind.BY, -90_000, 900), -9999], (-36, 936)),
    ],
)
def test_far_events_do_not_squeeze_the_others(days, opening):
    given = marks(*days)
    assert ranges.opening_range(given, ranges.full_range(given)) == opening


@pytest.mark.parametrize(
    "days", [[], [0, 90_000], FEW_DAYS, [*FEW_DAYS, 1500], [-9999, -9998, -9997, *FEW_DAYS], [-9999, *range(9)][:9]]
)
def test_else_the_page_opens_with_all(days):
    given = marks(*days)
    full = ranges.full_range(given)
    assert ranges.opening_range(given, full) == full
