"""What every language must cover: one row a kind of expression, one text a language, the same values."""

import unicodedata

import pytest

from pipeline.temporal import tag
from pipeline.temporal.languages import LANGUAGES

# kind: (the document's date, values with EDTF, texts by language)
COVERAGE = {
    "full date": (None, ["1941-01-28|1941-01-28"], {"en": "on 28 January 1941", "vi": "ngày 28 tháng 1 năm 1941"}),
    "date in numbers": (None, ["2025-06-14|2025-06-14"], {"en": "on 14/06/2025", "vi": "ngày 14/06/2025"}),
    "date with dots": (None, ["2025-06-14|2025-06-14"], {"en": "on 14.6.2025", "vi": "ngày 14.6.2025"}),
    "ISO date": (None, ["2025-06-14|2025-06-14"], {"en": "on 2025-06-14", "vi": "ngày 2025-06-14"}),
    "day and month": (
        "2019-03-08",
        ["2019-03-02|2019-03-02"],
        {"en": "it opened on 2 March", "vi": "mở ngày 2 tháng 3"},
    ),
    "month and year": (None, ["1945-08|1945-08"], {"en": "in August 1945", "vi": "tháng Tám năm 1945"}),
    "month": ("2019-03-08", ["2019-02|2019-02"], {"en": "it opened in February", "vi": "đã mở vào tháng Hai"}),
    "year": (None, ["1975|1975"], {"en": "in 1975", "vi": "năm 1975"}),
    "year BCE": (None, ["BC0257|-0256"], {"en": "in 257 BC", "vi": "năm 257 TCN"}),
    "year CE": (None, ["0040|0040"], {"en": "in AD 40", "vi": "năm 40 sau Công nguyên"}),
    "quarter": (None, ["2025-Q3|2025-35"], {"en": "the third quarter of 2025", "vi": "quý III năm 2025"}),
    "half": (None, ["2025-H1|2025-40"], {"en": "the first half of 2025", "vi": "6 tháng đầu năm 2025"}),
    "season": (None, ["1975-SP|1975-21"], {"en": "in spring 1975", "vi": "mùa xuân năm 1975"}),
    "early": (None, ["1946|1946-01~/1946-04~"], {"en": "in early 1946", "vi": "đầu năm 1946"}),
    "late": (None, ["1940-09|1940-09-21~/1940-09-30~"], {"en": "in late September 1940", "vi": "cuối tháng 9/1940"}),
    "mid": (None, ["199|1994~/1996~"], {"en": "in the mid-1990s", "vi": "giữa thập niên 1990"}),
    "about": (None, ["1911|1911~"], {"en": "c. 1911", "vi": "khoảng năm 1911"}),
    "decade": (None, ["196|196X"], {"en": "in the 1960s", "vi": "những năm 1960"}),
    "short decade": ("2019-03-08", ["199|199X"], {"en": "in the '90s", "vi": "thập niên 90"}),
    "century": (None, ["19|19XX"], {"en": "the 20th century", "vi": "thế kỷ XX"}),
    "end of a century": (None, ["18|1867~/1900~"], {"en": "the late 19th century", "vi": "cuối thế kỷ 19"}),
    "range of years": (None, ["2020|2020", "2025|2025"], {"en": "the 2020–2025 term", "vi": "nhiệm kỳ 2020 - 2025"}),
    "range in words": (
        None,
        ["1954|1954", "1975|1975"],
        {"en": "from 1954 to 1975", "vi": "từ năm 1954 đến năm 1975"},
    ),
    "range of days": (
        None,
        ["1945-05-03|1945-05-03", "1945-05-05|1945-05-05"],
        {"en": "from 3 to 5 May 1945", "vi": "từ ngày 3 đến ngày 5 tháng 5 năm 1945"},
    ),
    "clock": (
        None,
        ["2025-12-11T21:30|2025-12-11T21:30"],
        {"en": "11 December 2025, 21:30", "vi": "21 giờ 30 ngày 11/12/2025"},
    ),
    "part of day": (
        None,
        ["1953-06-02TEV|1953-06-02"],
        {"en": "the evening of 2 June 1953", "vi": "tối ngày 2 tháng 6 năm 1953"},
    ),
    "weekday": ("2019-03-08", ["2019-03-11|2019-03-11"], {"en": "it will open on Monday", "vi": "sẽ mở vào thứ Hai"}),
    "yesterday": ("2019-03-08", ["2019-03-07|2019-03-07"], {"en": "it rained yesterday", "vi": "hôm qua trời mưa"}),
    "today": ("2019-03-08", ["2019-03-08|2019-03-08"], {"en": "it rains today", "vi": "hôm nay trời mưa"}),
    "tomorrow": ("2019-03-08", ["2019-03-09|2019-03-09"], {"en": "rain tomorrow", "vi": "ngày mai trời mưa"}),
    "last week": ("2019-03-08", ["2019-W09|2019-02-25/2019-03-03"], {"en": "last week", "vi": "tuần trước"}),
    "next month": ("2019-03-08", ["2019-04|2019-04"], {"en": "next month", "vi": "tháng sau"}),
    "last year": ("2019-03-08", ["2018|2018"], {"en": "last year", "vi": "năm ngoái"}),
    "this year": ("2019-03-08", ["2019|2019"], {"en": "this year", "vi": "năm nay"}),
    "years ago": ("2019-03-08", ["1989|1989"], {"en": "30 years ago", "vi": "cách đây 30 năm"}),
    "years later": (
        None,
        ["1902|1902", "1904|1904"],
        {"en": "It opened in 1902. Two years later it closed.", "vi": "Cầu mở năm 1902. Hai năm sau cầu đóng."},
    ),
    "the same year": (
        None,
        ["1902|1902", "1902|1902"],
        {"en": "It opened in 1902 and closed that same year.", "vi": "Cầu mở năm 1902 và đóng cùng năm."},
    ),
    "month of that year": (
        None,
        ["1902|1902", "1902-08|1902-08"],
        {"en": "It opened in 1902 and closed in August of that year.", "vi": "Mở năm 1902, đóng tháng 8 năm đó."},
    ),
    "duration": (None, ["P30Y|None"], {"en": "for 30 years", "vi": "trong 30 năm"}),
    "duration in words": (None, ["P3M|None"], {"en": "nearly three months", "vi": "gần ba tháng"}),
    "vague duration": (None, ["PXY|None"], {"en": "for many years", "vi": "trong nhiều năm"}),
    "large duration": (None, ["P4000Y|None"], {"en": "4,000 years", "vi": "4.000 năm"}),
    "decimal duration": (None, ["P2.5Y|None"], {"en": "2.5 years old", "vi": "2,5 năm"}),
    "set": (None, ["P1Y|None"], {"en": "every year", "vi": "hằng năm"}),
    "set of weekdays": (None, ["XXXX-WXX-1|None"], {"en": "every Monday", "vi": "mỗi thứ Hai"}),
    "deadline": (None, ["2030|2030"], {"en": "by 2030", "vi": "đến năm 2030"}),
    "feast": ("2019-12-30", ["2019-12-25|2019-12-25"], {"en": "at Christmas 2019", "vi": "Giáng sinh năm 2019"}),
    "now": (None, ["PRESENT_REF|None"], {"en": "it is currently closed", "vi": "hiện nay cầu đóng"}),
    "past": (None, ["PAST_REF|None"], {"en": "in the past", "vi": "trước đây"}),
    "future": (None, ["FUTURE_REF|None"], {"en": "in the future", "vi": "trong tương lai"}),
    "impossible day": (None, [], {"en": "31 February 2021", "vi": "ngày 31 tháng 2 năm 2021"}),
    "number of an act": (None, [], {"en": "Decree 164/2018/ND-CP", "vi": "Nghị định số 164/2018/NĐ-CP"}),
    "quantity": (None, [], {"en": "1500 men", "vi": "1500 người"}),
    "price": (None, [], {"en": "for $1945", "vi": "giá 1.945 đồng"}),
    "telephone": (None, [], {"en": "call 0800 1941 1942 55", "vi": "gọi 0800 1941 1942 55"}),
    "fraction": (None, [], {"en": "3/4 of them", "vi": "tỷ lệ 3/4"}),
}
CASES = [
    pytest.param(kind, code, id=f"{code}.{kind.replace(' ', '-')}") for kind in COVERAGE for code in sorted(LANGUAGES)
]


def values(text, dct, code):
    return [f"{t.value.timex3}|{t.value.edtf}" for t in tag(text, dct=dct, language=code)]


@pytest.mark.parametrize(("kind", "code"), CASES)
def test_language_covers(kind, code):
    dct, expected, texts = COVERAGE[kind]
    assert values(texts[code], dct, code) == expected


@pytest.mark.parametrize(("kind", "code"), CASES)
def test_decomposed_text_reads_the_same(kind, code):
    dct, expected, texts = COVERAGE[kind]
    assert values(unicodedata.normalize("NFD", texts[code]), dct, code) == expected


def test_every_language_has_a_text_for_every_kind():
    assert {kind: sorted(texts) for kind, (_, _, texts) in COVERAGE.items() if sorted(texts) != sorted(LANGUAGES)} == {}
