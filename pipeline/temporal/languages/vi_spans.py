"""Vietnamese clock times, and ranges and lists of days, months, quarters, years and centuries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.temporal.grammar import Rule
from pipeline.temporal.languages.vi_words import clock_alone, either_date, unglued, year_range
from pipeline.temporal.readings_parts import clock_with_part, either, shared_members
from pipeline.temporal.values import Point

if TYPE_CHECKING:
    from pipeline.temporal.grammar import Slots, Value


def _years(slots: Slots) -> Value:
    """Two years, or two decades where both are named as such."""
    found = shared_members(slots)
    if "decade_word" not in slots or not isinstance(found, tuple):
        return found
    if any(slots[name] % 10 for name in ("year", "year2")):
        return found
    return tuple(Point(decade=slots[name] // 10) for name in ("year", "year2"))


SPAN_RULES = (
    Rule(
        name="vi.clock",
        templates=("[{approx} ]<hour>[ {part}]",),
        value=clock_with_part,
        guard=clock_alone,
        examples=(
            "21 giờ 30 ngày 11/12/2025 => 2025-12-11T21:30 | 2025-12-11T21:30",
            "lúc 7h30 => XXXX-XX-XXT07:30",
            "5 giờ chiều ngày 7-5-1954 => 1954-05-07T17:00",
            "lúc tám giờ => XXXX-XX-XXT08:00",
        ),
        rejects=("lúc 25 giờ", "trong 8 giờ", "tỷ số 3:1", "80 km/h"),
    ),
    Rule(
        name="vi.clock-half",
        templates=("[{approx} ]{hour=number} giờ rưỡi[ {part}]",),
        value=lambda slots: clock_with_part({**slots, "minute": 30}),
        guard=clock_alone,
        examples=("lúc 6 giờ rưỡi sáng => XXXX-XX-XXT06:30",),
        rejects=("trong 6 giờ rưỡi",),
    ),
    Rule(
        name="vi.either",
        templates=(
            "năm {year} (hoặc|hay) [năm ]{year}",
            "{day_word} {day=number} (hoặc|hay) [{day_word} ]{day=number}<mt>[<y>]",
        ),
        value=either,
        guard=either_date,
        examples=(
            "năm 1907 hoặc 1908 => 1907 | 1907/1908",
            "ngày 3 hoặc 4/5/1907 => 1907-05-03 | 1907-05-03/1907-05-04",
        ),
        rejects=("3 hoặc 4 chiếc phà", "không mở vào năm 1907 hoặc 1908"),
    ),
    Rule(
        name="vi.day-range",
        templates=(
            "[{from} ]{day_word} {day=number}_{to}_[{day_word} ]{day=number}<mt>[<y>]",
            "{from} {day=number}_{to}_[{day_word} ]{day=number}<mt>[<y>]",
            "[{from} ][{day_word} ]{day=number}<mt>_{to}_[{day_word} ]{day=number}<mt>[<y>]",
        ),
        value=shared_members,
        guard=unglued,
        examples=(
            "từ ngày 3 đến ngày 5 tháng 5 năm 1945 => 1945-05-03, 1945-05-05",
            "ngày 28-30/6/1940 => 1940-06-28, 1940-06-30",
            "từ 28/6 đến 3/7/1940 => 1940-06-28, 1940-07-03",
        ),
        rejects=("ngày 3-40/6/1940", "từ 3 đến 5 chiếc phà"),
    ),
    Rule(
        name="vi.day-list",
        templates=(
            "[{from} ]{day_word} {day=number}_{and}_[{day_word} ]{day=number}<mt>[<y>]",
            "{from} {day=number}_{and}_[{day_word} ]{day=number}<mt>[<y>]",
            "[{from} ]{day_word} {day=number}_{and}_{day=number}_{and}_{day=number}<mt>[<y>]",
            "{from=number} ngày {day}_{and}_[{day}_{and}_]{day}<mt>[<y>]",
        ),
        value=shared_members,
        guard=unglued,
        examples=(
            "ngày 3 và 5 tháng 5 năm 1945 => 1945-05-03, 1945-05-05",
            "các ngày 3, 4 và 5/5/1945 => 1945-05-03, 1945-05-04, 1945-05-05",
            "trong hai ngày 18 và 19/12/1946 => 1946-12-18, 1946-12-19",
        ),
        rejects=("3 và 5 chiếc phà",),
    ),
    Rule(
        name="vi.month-range",
        templates=(
            "[{from} ]tháng <mo>_{to}_[tháng ]<mo><y>",
            "[{from} ]tháng <mo> {and} [tháng ]<mo><y>",
            "[{from} ]<q>_({to}|{and})_<q><y>",
            "[{from} ]tháng {month=number}_{and}_[tháng ]{month=number}_{and}_[tháng ]{month=number}<y>",
            "<qr>_{and}_<qr>_{and}_<qr><y>",
        ),
        value=shared_members,
        guard=unglued,
        examples=(
            "từ tháng 4 đến tháng 6/1940 => 1940-04, 1940-06",
            "tháng 5 và tháng 6 năm 1940 => 1940-05, 1940-06",
            "quý I và quý II năm 1998 => 1998-Q1, 1998-Q2",
            "tháng 1, 2 và 3 năm 1998 => 1998-01, 1998-02, 1998-03",
        ),
        rejects=("tháng 4 và 6 chiếc phà",),
    ),
    Rule(
        name="vi.year-range",
        templates=(
            "[{from} ][<m>][{decade_word} |năm ]{year}_{to}_[năm ]{year}",
            "[{from} ][năm ]{year}{to=dash}{yy}",
            "{from=between} năm {year} {and} [năm ]{year}",
            "{from=crop} [năm ]{year}[_{to}_{year}]",
        ),
        value=_years,
        guard=year_range,
        examples=(
            "nhiệm kỳ 2020 - 2025 => 2020, 2025",
            "những năm 1930 - 1940 => 193, 194",
            "giai đoạn 2021-2030 => 2021, 2030",
            "từ năm 1954 đến năm 1975 => 1954, 1975",
        ),
        rejects=("1964-1", "1918-1914", "gọi 1964-1965-22", "mã số 1945-1975"),
    ),
    Rule(
        name="vi.era-range",
        templates=("[{from} ][năm ]{year=number}_{to}_[năm ]{year=number} {era}",),
        value=shared_members,
        guard=unglued,
        examples=("từ năm 257 đến năm 208 TCN => BC0257, BC0208",),
        rejects=("từ năm 208 đến năm 257 TCN",),
    ),
    Rule(
        name="vi.century-range",
        templates=(
            "[{from} ]{century_word} {nth=roman}_({to}|{and})_[{century_word} ]{nth=roman}[ {era}]",
            "[{from} ]{century_word} [thứ ]{nth=number}_({to}|{and})_[{century_word} ][thứ ]{nth=number}[ {era}]",
        ),
        value=shared_members,
        examples=(
            "từ thế kỷ X đến thế kỷ XV => 09, 14",
            "thế kỷ VII - III TCN => BC06, BC02",
        ),
        rejects=("thế kỷ X và bến phà XV",),
    ),
)
