import random

import numpy as np
import pytest

from viz import layout
from viz.arrays import encoded
from viz.marks import Kind

FULL = layout.Scale(first=0, last=10_000, width=700)


def day(number, label=60.0):
    return (Kind.DAY, number, number + 1, label)


def span(start, end, kind=Kind.SPAN, label=60.0):
    return (kind, start, end, label)


def packed(items, close=FULL, rows=40):
    return layout.pack(layout.Items.of(items), FULL, close, rows=rows)


def lanes_packed(items, lanes):
    return layout.pack_lanes(layout.Items.of(items), [np.array(lanes)], FULL)[0].tolist()


def mark_box(item, scale):
    return tuple(float(edge[0]) for edge in layout.mark_boxes(layout.Items.of([item]), scale))


def labelled_box(item, scale):
    return tuple(float(edge[0]) for edge in layout.labelled_boxes(layout.Items.of([item]), scale))


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
    assert packed(items) == rows


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
    mark = span(4000, 5000, kind)
    assert mark_box(mark, FULL) == pytest.approx((left, right))
    closer = layout.Scale(first=3000, last=8000, width=700)
    width = mark_box(mark, closer)[1] - mark_box(mark, closer)[0]
    assert width == pytest.approx(layout.FADE + 2 if kind in {Kind.BY, Kind.SINCE} else 140)


def test_a_label_that_would_leave_the_chart_stands_on_the_left():
    left, right = labelled_box(day(9900), FULL)
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
        key=lambda item: item[1:3],
    )
    rows = packed(items, rows=60)
    closer = layout.Scale(first=0, last=10_000, width=FULL.width * shrink)
    for i, one in enumerate(items):
        for j in range(i):
            if rows[i] != rows[j]:
                continue
            assert not boxes_meet(mark_box(one, closer), mark_box(items[j], closer))
            if shrink == 1:
                assert not boxes_meet(labelled_box(one, closer), labelled_box(items[j], closer))


def test_a_far_event_does_not_cost_the_others_their_rows():
    items = [day(2), *(day(9000 + 30 * n) for n in range(30))]
    close = layout.close_scale(np.array([start for _, start, _, _ in items]), FULL)
    assert close.last - close.first < 1500
    rows = packed(items, close)
    squeezed = packed(items)
    assert len(set(rows)) < len(set(squeezed))


def one_by_one(items, close, rows):
    """The rows as the docstring of `pack` has them: every mark for itself."""
    mark_ends, box_ends, chosen = [], [], []
    for item in items:
        mark, box = mark_box(item, FULL), labelled_box(item, close)
        fits = (n for n, end in enumerate(mark_ends) if end <= mark[0] and box_ends[n] <= box[0])
        row = next(fits, None)
        if row is None and len(mark_ends) < rows:
            row = len(mark_ends)
            mark_ends.append(0)
            box_ends.append(0)
        elif row is None:
            row = mark_ends.index(min(mark_ends))
        mark_ends[row] = max(mark_ends[row], mark[1] + layout.BOX_GAP / 4)
        box_ends[row] = max(box_ends[row], box[1] + layout.BOX_GAP)
        chosen.append(row)
    return chosen


@pytest.mark.parametrize("seed", range(12))
def test_marks_at_one_place_are_packed_as_one_by_one(seed, monkeypatch):
    chance = random.Random(seed)
    monkeypatch.setattr(layout, "AT_ONCE", 64)
    days = chance.choice([3, 40, 9900])
    kinds = chance.choices([Kind.DAY, Kind.WITHIN, Kind.SPAN, Kind.BY, Kind.SINCE], k=3)
    items = [
        (chance.choice(kinds), start, start + chance.choice([1, 1, 1, 365]), chance.choice([20.0, 60.0, 240.0]))
        for start in (chance.randrange(days) for _ in range(400))
    ]
    items.sort(key=lambda item: item[1:3])
    close = layout.Scale(first=0, last=max(days, 10), width=700)
    rows = chance.choice([1, 3, 9])
    assert packed(items, close, rows) == one_by_one(items, close, rows)


def test_many_events_keep_to_few_rows():
    items = [day(n // 10) for n in range(5000)]
    lanes = [n % 7 for n in range(5000)]
    assert max(lanes_packed(items, lanes)) < layout.ROWS_IN_ALL // 7


def test_each_lane_is_packed_for_itself():
    items = [day(5), day(5), day(5)]
    assert lanes_packed(items, [0, 1, 0]) == [0, 0, 1]


def test_undated_events_take_no_room():
    undated = (Kind.UNDATED, 0, 0, 50.0)
    assert lanes_packed([day(0), undated, day(3000)], [0, 0, 0]) == [0, 0, 0]


@pytest.mark.parametrize(("short", "long"), [("i", "m"), ("a", "ab"), ("Hue", "Huế Sài Gòn"), ("ab", "水")])
def test_estimated_widths(short, long):
    assert 0 < layout.label_width(short) < layout.label_width(long) or short == "ab"


def test_diacritics_add_no_width():
    assert layout.label_width("đến Huế") == pytest.approx(layout.label_width("đên Huê"))


def test_widths_of_many_labels_are_those_of_each():
    labels = ["mill", "", "Huế", "水の町", "cafe\u0301 \U0001f701", "WIDE", "ngày 2 tháng 9"]
    assert layout.advances(encoded(labels)).tolist() == [layout.advance(label) for label in labels]


@pytest.mark.parametrize("at_once", [1, 7])
def test_a_lane_in_parts_is_packed_as_a_whole(at_once, monkeypatch):
    items = [day(n * 37 % 900 + n, 40.0 + n % 50) for n in range(60)]
    items.sort(key=lambda item: item[1:3])
    whole = packed(items, rows=9)
    monkeypatch.setattr(layout, "AT_ONCE", at_once)
    assert packed(items, rows=9) == whole
