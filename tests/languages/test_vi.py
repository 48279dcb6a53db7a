"""Vietnamese: spellings, homonyms, lunar dates and what follows from reading its own notation."""

import unicodedata

import pytest

from pipeline.temporal import tag
from pipeline.temporal.languages import language


def read(text, dct=None):
    return [(t.text, t.value.timex3) for t in tag(text, dct=dct, language="vi")]


def values(text, dct=None):
    return [t.value.timex3 for t in tag(text, dct=dct, language="vi")]


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (("quý II năm 2019", "quí II năm 2019", "qúy II năm 2019", "QUÝ II NĂM 2019", "Quý 2/2019"), "2019-Q2"),
        (("thế kỷ XVIII", "thế kỉ XVIII", "thế kỷ 18", "thế kỷ thứ 18", "THẾ KỶ XVIII"), "17"),
        (("thập kỷ 1970", "thập kỉ 1970", "thập niên 1970", "những năm 1970", "những năm 70 của thế kỷ XX"), "197"),
        (("mùng 4 tháng 5 năm 2001", "mồng 4 tháng 5 năm 2001", "ngày mồng bốn tháng Năm năm 2001"), "2001-05-04"),
        (("hằng năm", "hàng năm", "mỗi năm", "Hằng năm"), "P1Y"),
        (("tháng bảy năm 2001", "tháng Bẩy năm 2001", "tháng 7/2001", "tháng 07-2001", "tháng 7 - 2001"), "2001-07"),
        (("năm 12 TCN", "năm 12 trước Công nguyên", "năm 12 Tr.CN", "năm 12 trước CN"), "BC0012"),
        (("mười lăm năm", "mười nhăm năm", "15 năm"), "P15Y"),
        (("hai mươi mốt ngày", "hai mốt ngày", "21 ngày"), "P21D"),
        (("lúc 9h05 ngày 4/5/2001", "lúc 9g05 ngày 4/5/2001", "9:05 ngày 4/5/2001"), "2001-05-04T09:05"),
    ],
)
def test_spellings_mean_the_same(texts, value):
    assert {text: values(text) for text in texts} == {text: [value] for text in texts}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("năm năm trước năm 1975", [("năm năm", "P5Y"), ("năm 1975", "1975")]),
        ("mười năm", [("mười năm", "P10Y")]),
        ("tháng năm năm 1930", [("tháng năm năm 1930", "1930-05")]),
        ("11 tháng năm 2024", [("11 tháng", "P11M"), ("năm 2024", "2024")]),
        ("lần thứ ba năm 1986", [("năm 1986", "1986")]),
        ("Đại hội lần thứ tư", []),
        ("ngày càng đông, ngày một xa", []),
        ("ngày, tháng, năm sinh", []),
        ("đầu tư năm 2024", [("năm 2024", "2024")]),
        ("chiều dài 1945 m, tối đa 5 tấn", []),
        ("Ông vừa qua đời", []),
        ("24/24 giờ", []),
        ("đường 30/4 và đường 3/2", []),
        ("đạt 15/19 tiêu chí, chiếm 3/4", []),
        ("tài khoản 1903 2024 1975 2030", []),
        ("nhà số 19/5 ngõ 12", []),
        ("Công văn 12/2013 và Thông tư 08/2011/TT-BNV", []),
        ("4A, H5N1, B52, km 28, 2,5%", []),
    ],
)
def test_homonyms_and_numbers(text, found):
    assert read(text) == found


LUNAR = [
    ("ngày 10 tháng 3 âm lịch", "XXXX-XX-XX"),
    ("10/3 âm lịch", "XXXX-XX-XX"),
    ("ngày 8/4 (âm lịch)", "XXXX-XX-XX"),
    ("ngày 8 tháng 4 (âm lịch)", "XXXX-XX-XX"),
    ("mùng 1 Tết", "XXXX-XX-XX"),
    ("30 Tết", "XXXX-XX-XX"),
    ("tháng Giêng", "XXXX-XX"),
    ("tháng Giêng năm 1962", "1962-XX"),
    ("tháng Chạp năm 1962", "XXXX-XX"),
    ("23 tháng Chạp năm 1962", "XXXX-XX-XX"),
    ("rằm tháng Bảy", "XXXX-XX-XX"),
    ("rằm tháng 8 năm 1962", "1962-XX-XX"),
    ("ngày 5 tháng 6 nhuận", "XXXX-XX-XX"),
    ("ngày 9 tháng 9 năm Quý Mão", "XXXX-XX-XX"),
    ("tháng 9 năm Quí Mão", "XXXX-XX"),
    ("năm Tân Tỵ", "XXXX"),
    ("Tết Đoan ngọ", "XXXX-XX-XX"),
    ("giao thừa", "XXXX-XX-XX"),
]


@pytest.mark.parametrize(("text", "value"), LUNAR)
@pytest.mark.parametrize("dct", [None, "2019-03-08"])
def test_lunar_dates_are_recognised_and_never_converted(text, value, dct):
    found = tag(text, dct=dct, language="vi")
    # a year that is sure is all that the calendar has of it
    assert [(t.value.timex3, t.value.edtf) for t in found] == [(value, None if value.startswith("XXXX") else value)]


def test_a_lunar_date_anchors_nothing():
    found = tag("Mùng 5 tháng Giêng năm Kỷ Dậu, quân kéo về. Hai ngày sau, thành mở cửa.", language="vi")
    assert [t.value.edtf for t in found] == [None, None]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("nhiệm kỳ 2020 - 2025", "2020/2025"),
        ("giai đoạn 2021-2030", "2021/2030"),
        ("từ năm 1954 đến năm 1975", "1954/1975"),
        ("từ ngày 13/3 đến ngày 7/5/1954", "1954-03-13/1954-05-07"),
        ("từ tháng 3/2021 đến hết tháng 5/2022", "2021-03/2022-05"),
        ("giữa năm 1960 và năm 1965", "1960/1965"),
    ],
)
def test_ranges_have_an_interval(text, edtf):
    found = tag(text, language="vi")
    assert [t.interval.edtf for t in found if t.interval] == [edtf, edtf]


def test_day_stands_before_month_whatever_the_document():
    assert values("Ngày 3/4/2001, ngày 12/25/2001 và 5/6/2001") == ["2001-04-03", "2001-06-05"]


def test_decimals_are_written_with_a_comma():
    assert values("2,5 năm, 2.500 năm và 2.500.000 năm") == ["P2.5Y", "P2500Y", "P2500000Y"]


def test_words_of_the_lexicon_are_composed_and_small():
    odd = [
        word
        for entry in language("vi").lexicon
        for word in entry.entries
        if unicodedata.normalize("NFC", word) != word or (not entry.cased and word != word.lower())
    ]
    assert odd == []


def test_offsets_are_those_of_the_decomposed_text():
    text = unicodedata.normalize("NFD", "Cầu mở ngày mồng hai tháng Chín năm 1945, đóng hằng năm vào mùa hè.")
    found = tag(text, language="vi")
    assert [unicodedata.normalize("NFC", text[t.span.start : t.span.end]) for t in found] == [
        "ngày mồng hai tháng Chín năm 1945",
        "hằng năm",
        "mùa hè",
    ]
    assert all(text[t.span.start : t.span.end] == t.text for t in found)
