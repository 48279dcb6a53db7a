from datetime import date

import pytest

from pipeline.ingest.stamps import place_and_date, read_stamp


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Monday, March 3, 2014, 08:05 (GMT+7)", date(2014, 3, 3)),
        ("Monday, 3 March 2014 08:05", date(2014, 3, 3)),
        ("Mon, Mar. 3rd 2014 at 8:05 pm", date(2014, 3, 3)),
        ("2014-03-03T08:05", date(2014, 3, 3)),
        ("2014-03-03", date(2014, 3, 3)),
        ("Thứ Hai, 3/3/2014, 08:05 (GMT+7)", date(2014, 3, 3)),
        ("Thứ hai, ngày 3 tháng 3 năm 2014", date(2014, 3, 3)),
        ("08:05 | 25/03/2014", date(2014, 3, 25)),
        ("Wednesday, 04/05/2016, 21:00", date(2016, 5, 4)),
        ("Published on 3 March 2014", date(2014, 3, 3)),
        ("Chủ nhật, 02/03/2014 - 10:00", date(2014, 3, 2)),
    ],
)
def test_certain(line, day):
    assert read_stamp(line).day == day


@pytest.mark.parametrize(
    "line",
    ["Tuesday, March 3, 2014, 08:05", "04/03/2014 08:05", "31 February 2014", "30/02/2014 08:05", "2014-13-01"],
)
def test_uncertain(line):
    assert read_stamp(line).day is None


@pytest.mark.parametrize("line", ["On Monday, March 3, 2014", "March 2014", "rain", "3 March 2014 in Hue", "9" * 200])
def test_no_stamp(line):
    assert read_stamp(line) is None


@pytest.mark.parametrize(
    ("line", "publication"),
    [
        ("3 March 2014", False),
        ("Monday, 3 March 2014", False),
        ("3 March 2014 08:05", True),
        ("Published 3 March 2014", True),
        ("Last updated: 3 March 2014 08:05", False),
        ("Cập nhật 03/03/2014", False),
    ],
)
def test_publication(line, publication):
    assert read_stamp(line).is_publication is publication


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("HOLM, 14 March 2023 – The mill reopened.", date(2023, 3, 14)),
        ("HOLM BAY, Wessex, March 14, 2023 (Isle News) — The mill reopened.", date(2023, 3, 14)),
        ("HOLM (14 March 2023) - The mill reopened.", date(2023, 3, 14)),
        ("HOLM, 4/3/2023 – The mill reopened.", None),
        ("Holm, 14 March 2023 – The mill reopened.", None),
        ("HOLM reopened on 14 March 2023 – at last.", None),
    ],
)
def test_a_report_begins_with_its_place_and_date(text, day):
    assert place_and_date(text) == day
