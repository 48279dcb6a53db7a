import random

import pytest

from viz import layout
from viz.marks import Kind, Mark

FULL = layout.Scale(first=0, last=10_000, width=700)


def day(number, label=60.0):
    return layout.Item(
        mark=Mark(kind=Kind.DAY, start=number, end=number + 1, core_start=number, core_end=number + 1), label=label
    )


def span(start, end, kind=Kind.SPAN, label=60.0):
    return layout.Item(mark=Mark(kind=kind, start=start, end=end, core_start=start, core_end=end), label=label)


@pytest.mark.parametrize(
    ("items", "rows"),
    [
        ([], []),
        ([day(5)], [0]),
        ([day(5), day(5)], [0, 1]),
        ([day(5), day(5), day(9000)], [0, 1, 0]),
        ([span(0, 9000), day(100), day(9900)], [0, 1, 1]),
        ([span(0, 5000, label=10), day(9000)], [0, 0]),
    ],
)
def test_rows_of_small_lanes(items, rows):
    assert layout.pack(items, FULL, FULL, rows=40) == rows


@pytest.mark.parametrize(
    ("kind", "left", "right"),
    [
        (Kind.BY, 350 - layout.FADE, 352),
        (Kind.SINCE, 278, 280 + layout.FADE),
        (Kind.SPAN, 280, 350),
        (Kind.WITHIN, 280, 350),
    ],
)
def test_a_fade_is_as_long_at_every_zoom_and_a_bar_is_not(kind, left, right):
    mark = span(4000, 5000, kind).mark
    assert layout.mark_box(mark, FULL) == pytest.approx((left, right))
    closer = layout.Scale(first=3000, last=8000, width=700)
    width = layout.mark_box(mark, closer)[1] - layout.mark_box(mark, closer)[0]
    assert width == pytest.approx(layout.FADE + 2 if kind in {Kind.BY, Kind.SINCE} else 140)


def test_a_label_that_would_leave_the_chart_stands_on_the_left():
    left, right = layout.labelled_box(day(9900), FULL)
    assert right < FULL.width
    assert left < FULL.x(9900) - 60


def boxes_meet(one, other):
    return one[0] < other[1] and other[0] < one[1]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("shrink", [1, 3, 40])
def test_nothing_meets_at_any_closer_view_or_wider_chart(seed, shrink):
    chance = random.Random(seed)
    items = sorted(
        (
            chance.choice(
                [
                    day,
                    lambda n, label: span(n, n + chance.randrange(1, 900), label=label),
                    lambda n, label: span(n, n + 365, Kind.SINCE, label),
                ]
            )(chance.randrange(9000), chance.uniform(20, 240))
            for _ in range(60)
        ),
        key=lambda item: (item.mark.start, item.mark.end),
    )
    rows = layout.pack(items, FULL, FULL, rows=60)
    closer = layout.Scale(first=0, last=10_000, width=FULL.width * shrink)
    for i, one in enumerate(items):
        for j in range(i):
            if rows[i] != rows[j]:
                continue
            assert not boxes_meet(layout.mark_box(one.mark, closer), layout.mark_box(items[j].mark, closer))
            if shrink == 1:
                assert not boxes_meet(layout.labelled_box(one, closer), layout.labelled_box(items[j], closer))


def test_a_far_event_does_not_cost_the_others_their_rows():
    items = [day(2), *(day(9000 + 30 * n) for n in range(30))]
    close = layout.close_scale([item.mark for item in items], FULL)
    assert close.last - close.first < 1500
    rows = layout.pack(items, FULL, close, rows=40)
    squeezed = layout.pack(items, FULL, FULL, rows=40)
    assert len(set(rows)) < len(set(squeezed))


def test_many_events_keep_to_few_rows():
    items = [day(n // 10) for n in range(5000)]
    lanes = [n % 7 for n in range(5000)]
    assert max(layout.pack_lanes(items, lanes, FULL)) < layout.ROWS_IN_ALL // 7


def test_each_lane_is_packed_for_itself():
    items = [day(5), day(5), day(5)]
    assert layout.pack_lanes(items, [0, 1, 0], FULL) == [0, 0, 1]


def test_undated_events_take_no_room():
    undated = layout.Item(mark=Mark(kind=Kind.UNDATED, start=0, end=0, core_start=0, core_end=0), label=50)
    assert layout.pack_lanes([day(0), undated, day(3000)], [0, 0, 0], FULL) == [0, 0, 0]


@pytest.mark.parametrize(("short", "long"), [("i", "m"), ("a", "ab"), ("Hue", "Huế Sài Gòn"), ("ab", "水")])
def test_estimated_widths(short, long):
    assert 0 < layout.label_width(short) < layout.label_width(long) or short == "ab"


def test_diacritics_add_no_width():
    assert layout.label_width("đến Huế") == pytest.approx(layout.label_width("đên Huê"))
