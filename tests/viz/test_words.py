import pytest

from viz.words import in_words


@pytest.mark.parametrize(
    ("edtf", "relation", "english", "vietnamese"),
    [
        ("1941-01-28", "on", "28 January 1941", "ngày 28 tháng 1 năm 1941"),
        ("1941-01-28", "within", "28 January 1941", "ngày 28 tháng 1 năm 1941"),
        ("1945-08", "within", "some time in August 1945", "trong tháng 8 năm 1945"),
        ("2025-33", "on", "first quarter of 2025", "quý I năm 2025"),
        ("2026-40", "by", "by the first half of 2026", "chậm nhất nửa đầu năm 2026"),
        ("1975-21", "on", "spring 1975", "mùa xuân năm 1975"),
        ("2024-39", "on", "last third of 2024", "bốn tháng cuối năm 2024"),
        ("194X", "on", "1940s", "thập niên 1940"),
        ("194X", "since", "since the 1940s", "từ thập niên 1940"),
        ("18XX", "on", "19th century", "thế kỷ 19"),
        ("20XX", "within", "some time in the 21st century", "trong thế kỷ 21"),
        ("-01XX", "on", "2nd century BCE", "thế kỷ 2 TCN"),
        ("-0043-03-15", "on", "15 March 44 BCE", "ngày 15 tháng 3 năm 44 TCN"),
        ("0000", "on", "1 BCE", "năm 1 TCN"),
        ("Y12000", "on", "12000", "năm 12000"),
        ("1941-XX-XX", "on", "1941", "năm 1941"),
        ("1941-05-XX", "on", "May 1941", "tháng 5 năm 1941"),
        ("1940-05-19~", "on", "about 19 May 1940", "khoảng ngày 19 tháng 5 năm 1940"),
        ("1989?", "on", "perhaps 1989", "có thể năm 1989"),
        ("1989%", "on", "perhaps about 1989", "có thể khoảng năm 1989"),
        ("2030", "by", "by the end of 2030", "đến hết năm 2030"),
        ("2030-05", "by", "by May 2030", "chậm nhất tháng 5 năm 2030"),
        ("1941/..", "since", "since 1941", "từ năm 1941"),
        ("../2030", "by", "by the end of 2030", "đến hết năm 2030"),
        ("../1899", "within", "by the end of 1899", "đến hết năm 1899"),
        ("../1900-04", "by", "by the end of April 1900", "đến hết tháng 4 năm 1900"),
        ("../1900-05-02", "by", "by 2 May 1900", "chậm nhất ngày 2 tháng 5 năm 1900"),
        ("../-0043-03-14", "by", "by 14 March 44 BCE", "chậm nhất ngày 14 tháng 3 năm 44 TCN"),
        ("../189X", "by", "by the end of the 1890s", "đến hết thập niên 1890"),
        ("1901/..", "within", "some time from 1901 on", "một lúc nào đó từ năm 1901 trở đi"),
        ("1901/..", "throughout", "since 1901", "từ năm 1901"),
        ("../1944", "throughout", "until 1944", "đến năm 1944"),
        ("/1944", "on", "until 1944", "đến năm 1944"),
        ("2026", "for", "for 2026", "áp dụng cho năm 2026"),
        ("1939/1945", "throughout", "from 1939 to 1945", "từ năm 1939 đến năm 1945"),
        ("1939/1945", "within", "some time between 1939 and 1945", "trong khoảng từ năm 1939 đến năm 1945"),
        ("2026/2030", "for", "for 2026 to 2030", "áp dụng từ năm 2026 đến năm 2030"),
        ("1950", "throughout", "throughout 1950", "suốt năm 1950"),
        ("1847-03-09T12:00", "on", "9 March 1847, 12:00", "12:00 ngày 9 tháng 3 năm 1847"),
        (
            "2025-12-11T21:28:05+07:00",
            "within",
            "11 December 2025, 21:28:05 UTC+07:00",
            "21:28:05 UTC+07:00 ngày 11 tháng 12 năm 2025",
        ),
        ("2025-12-11T21:28Z", "on", "11 December 2025, 21:28 UTC", "21:28 UTC ngày 11 tháng 12 năm 2025"),
        ("1999~", "within", "about 1999", "khoảng năm 1999"),
        ("1999-05?", "within", "perhaps May 1999", "có thể tháng 5 năm 1999"),
        ("2021-05-03/2021-05-05", "on", "3–5 May 2021", "từ ngày 3 tháng 5 năm 2021 đến ngày 5 tháng 5 năm 2021"),
    ],
)
def test_words(edtf, relation, english, vietnamese):
    assert in_words(edtf, relation, "en") == english
    assert in_words(edtf, relation, "vi") == vietnamese


@pytest.mark.parametrize("edtf", ["", "soon", "1941-99", "1X4X", "../..", "soon/1941", "1941-1X"])
def test_what_cannot_be_read_stands_for_itself(edtf):
    assert in_words(edtf, "on", "en") == edtf
