"""Vietnamese: the rules for dates and times, and `LANGUAGE`, which the registry names.

Numbers stand as day, month, year. "Năm" is both "year" and "five", "thứ hai" both "Monday" and "second", "sáng" both
"morning" and "bright": what the words around decide is in `vi_words`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.temporal.grammar import Language, Rule
from pipeline.temporal.languages.vi_lunar import LUNAR_RULES
from pipeline.temporal.languages.vi_relations import LEXICON
from pipeline.temporal.languages.vi_relative import RELATIVE_RULES
from pipeline.temporal.languages.vi_spans import SPAN_RULES
from pipeline.temporal.languages.vi_words import (
    ATTRIBUTED,
    SPEAKER,
    VERB,
    YEAR_AHEAD,
    day_month_alone,
    holiday_here,
    month_alone,
    month_year_alone,
    named_year,
    unglued,
    year_alone,
)
from pipeline.temporal.readings import iso_date, point, short_dated
from pipeline.temporal.readings_parts import (
    day_and_month,
    day_of_told_month,
    decade_by_number,
    decade_of_ref_century,
    months_and_year,
    months_of_year,
    opened,
    year_of_words,
)

if TYPE_CHECKING:
    from pipeline.temporal.grammar import Slots, Value

FRAGMENTS = {
    # a month, which "tư" names but does not count
    "mo": ("{month}", "{month=number}"),
    # a month in digits: "11 tháng năm" are eleven months, "11 tháng 5" is a day
    "md": ("{month=mm}", "{month=mm1}"),
    # what may stand before the number of a day
    "h": ("[{part} ][{weekday=any_weekday}[,] ][{day_word} ]",),
    # day and month; the month of a day in a range or list
    "dm": ("{day=number} tháng <mo>", "<dd>"),
    "dd": ("{day}{slash}{month=number}", "{day} {slash} {month=number}"),
    "mt": (" tháng <mo>", "{slash}{month=number}"),
    # a year, and a year after its month
    "ny": ("[năm ]{year}", "năm {year=year3}", "năm {year=number}_{era}"),
    "y": ("[,] [năm ]{year}", "{slash}{year}", " {slash} {year}", " năm {year=year3}", " năm {year=number}_{era}"),
    # what narrows a date
    "m": ("[{approx} ]{mod} ", "{mod} của ", "{approx} "),
    # quarters and centuries by their number
    "q": ("{quarter_word} ({quarter=roman}|{quarter=number}|{quarter=ordinal})",),
    "qr": ("{quarter_word} {quarter=roman}",),
    "nth": ("[thứ ]({nth=roman}|{nth=number})",),
    "ce": ("{century_word} (<nth>|{nth=ordinal})",),
    # the mark of a lunar date, in brackets or without
    "lunar": ("{lunar_mark}", r"\({lunar_mark}\)"),
    # an hour, with its minutes or without
    "hour": (
        "{hour=number} giờ[ {minute=number}[ phút]]",
        "{hour=number} giờ kém {to_go=number}[ phút]",
        "{hour}_h[_{minute}]",
        "{hour}(g|:){minute}",
    ),
}


def _dated_feast(slots: Slots) -> Value:
    return point({name: value for name, value in slots.items() if name != "holiday"})


DATE_RULES = (
    Rule(
        name="vi.day-month-year",
        templates=(
            "[{part} ][{weekday=any_weekday}[,] ]{day_word} {day=number} tháng <mo><y>",
            "<h>{day} tháng <md><y>",
            "tháng <mo>[,] ngày {day=number}[,] năm {year}",
            "{approx} {day_word} {day=number} tháng <mo><y>",
        ),
        value=point,
        examples=(
            "ngày 28 tháng 1 năm 1941 => 1941-01-28 | 1941-01-28",
            "NGÀY 05 THÁNG 9 NĂM 2019 => 2019-09-05",
            "ngày hai mươi tháng Bảy, năm 1954 => 1954-07-20",
            "thứ Bảy, ngày 17 tháng 7 năm 2016 => 2016-07-17",
            "mùng 3 tháng Hai năm 1930 => 1930-02-03",
            "sáng ngày 2 tháng 9/1945 => 1945-09-02TMO | 1945-09-02",
        ),
        rejects=("ngày 31 tháng 2 năm 2021", "ngày 29 tháng 2 năm 1900", "ngày 40 tháng 5 năm 1990"),
    ),
    Rule(
        name="vi.numeric-date",
        templates=(
            "<h>{day}{slash}{month=number}{slash}{year}",
            "<h>{day} {slash} {month=number} {slash} {year}",
            "<h>{day}.{month=number}.{year}",
            "<h>{day}{slash}{month=number} năm {year}",
            "{approx} {day}{slash}{month=number}{slash}{year}",
        ),
        value=point,
        guard=unglued,
        examples=(
            "28/1/1941 => 1941-01-28 | 1941-01-28",
            "28-1-1941 => 1941-01-28",
            "28.1.1941 => 1941-01-28",
            "ngày 05/09/2019 => 2019-09-05",
            "chiều thứ Tư (7-5) và tối 7-5-1954 => XXXX-WXX-3TAF, XXXX-05-07, 1954-05-07TEV",
        ),
        rejects=("31/2/2021", "12/13/2020", "bản 1.14.2025", "Nghị định 12/4/2018/NĐ-CP"),
    ),
    Rule(
        name="vi.iso-date",
        templates=("[{day_word} ]{year}-{mm}-{day}",),
        value=iso_date,
        guard=unglued,
        examples=("2025-06-14 => 2025-06-14",),
        rejects=("2025-13-14",),
    ),
    Rule(
        name="vi.short-numeric-date",
        templates=("<h>{day}{slash}{month=number}{slash}{yy}",),
        value=short_dated,
        guard=unglued,
        examples=("ngày 28/1/75 => 1975-01-28", "14/06/25 => 2025-06-14"),
        rejects=("31/31/20", "1/2/75/QĐ"),
    ),
    Rule(
        name="vi.day-month",
        templates=(
            "[{part} ][{weekday=any_weekday}[,] ]{day_word} <dm>",
            "[{part} ][{weekday=any_weekday}[,] ]{day_word} {day}.{month=number}",
            "{part} ({day} tháng <md>|<dd>)",
            "[{part} ]{weekday=any_weekday}[,] ({day} tháng <md>|<dd>)",
            "{approx} {day_word} <dm>",
        ),
        value=point,
        guard=unglued,
        examples=(
            "Phà mở năm 1931 và ngày 3 tháng 5 thì đóng. => 1931, 1931-05-03",
            "[2019-03-08] ngày 2/3 => 2019-03-02",
            "mùng 2 tháng 9 => XXXX-09-02",
            "[2019-03-08] tối 2/3 => 2019-03-02TEV",
        ),
        rejects=("ngày 31 tháng 6", "ngày 32/5"),
    ),
    Rule(
        name="vi.bare-day-month",
        templates=("<dd>",),
        value=day_and_month,
        guard=day_month_alone,
        examples=("[2019-03-08] bến phà (2/3) => 2019-03-02", "[2019-03-08] kể từ 1/3 => 2019-03-01"),
        rejects=(
            "tỷ lệ 3/4",
            "chiếm 1/2 số phà",
            "số 28/1 đường Trần Phú",
            "trực 24/7",
            "tỷ số 3-1",
            "đạt 12/12 chỉ tiêu",
        ),
    ),
    Rule(
        name="vi.day",
        templates=("[{part} ]ngày {day}", "[{part} ]ngày (mùng|mồng) {day=number}", "hôm {day}"),
        value=day_of_told_month,
        guard=unglued,
        examples=("Ngày 3/5/1931 phà đóng. Đến ngày 28, phà chạy lại. => 1931-05-03, 1931-05-28",),
        rejects=("ngày 45", "ngày 1.500 khách"),
    ),
    Rule(
        name="vi.month-year",
        templates=("[{approx} ]tháng <mo><y>", "[{approx} ]tháng <mo> năm {year=number}_{era}"),
        value=point,
        guard=unglued,
        examples=(
            "tháng 8/1945 => 1945-08 | 1945-08",
            "tháng 8-1945 => 1945-08",
            "tháng Tám năm 1945 => 1945-08",
            "tháng mười một năm 1945 => 1945-11",
            "khoảng tháng 3 năm 1930 => 1930-03 | 1930-03~",
        ),
        rejects=("tháng 13/1945", "tháng 5 1.500 khách"),
    ),
    Rule(
        name="vi.bare-month-year",
        templates=("[{mod} ]{month=number}{slash}{year}",),
        value=day_and_month,
        guard=month_year_alone,
        examples=("từ 8/1945 => 1945-08", "(9-1945) => 1945-09", "cuối 3/1975 => 1975-03"),
        rejects=("công văn số 12/2013", "Quyết định 8/2013/QĐ-UBND", "13/2013"),
    ),
    Rule(
        name="vi.month",
        templates=("tháng <mo>", "{approx} tháng <mo>"),
        value=point,
        guard=month_alone,
        examples=("Phà mở năm 1931, đến tháng Mười thì đóng. => 1931, 1931-10", "tháng 5 => XXXX-05"),
        rejects=("tháng 13", "mỗi tháng hai chuyến", "Cách mạng Tháng Mười"),
    ),
    Rule(
        name="vi.year",
        templates=(
            "năm {year}",
            "năm {year=year3}",
            "năm {year=number}_{era}",
            "năm {yy}",
            "năm {named_year} {year}",
        ),
        value=lambda slots: point({name: value for name, value in slots.items() if name != "named_year"}),
        guard=named_year,
        examples=(
            "năm 1975 => 1975 | 1975",
            "năm 938 => 0938",
            "năm 257 trước Công nguyên => BC0257 | -0256",
            "[2019-03-08] hồi năm 75 => 1975",
        ),
        rejects=("năm 18 tuổi", "năm 75 người", "năm 0"),
    ),
    Rule(
        name="vi.year-in-words",
        templates=("năm {thousand} {hundred} {number}", "năm {thousand} {hundred}"),
        value=year_of_words,
        examples=("năm một nghìn chín trăm bốn mươi lăm => 1945", "năm hai nghìn không trăm linh năm => 2005"),
        rejects=("một nghìn chín trăm chiếc phà",),
    ),
    Rule(
        name="vi.bare-year",
        templates=("{year}",),
        value=point,
        guard=year_alone,
        examples=("Hiến pháp 1946 => 1946", "(1890) => 1890"),
        rejects=("1500 chiếc phà", "Nghị định 164/2018/NĐ-CP", "số 1945", "1.945 đồng", "0800 1941 1942", "1900 6868"),
    ),
    Rule(
        name="vi.modified-date",
        templates=(
            "<m>(tháng <mo>[<y>]|<ny>|{month=number}{slash}{year})",
            "{mod=ten_days} tháng <mo>[<y>]",
            "{half_word} tháng <mo>[<y>]",
        ),
        value=point,
        guard=lambda low, start, end: named_year(low, start, end) and not low[start:end].endswith("cách mạng"),
        examples=(
            "đầu năm 1946 => 1946 | 1946-01~/1946-04~",
            "cuối tháng 9 năm 1940 => 1940-09 | 1940-09-21~/1940-09-30~",
            "khoảng năm 1911 => 1911 | 1911~",
            "những tháng cuối năm 1953 => 1953 | 1953-09~/1953-12~",
        ),
        rejects=("cuối bến phà", "khoảng 1500 chiếc phà"),
    ),
    Rule(
        name="vi.season",
        templates=("[<m>]{season}[<y>]", "{season=short_season}(| năm) {year}"),
        value=point,
        examples=(
            "mùa Xuân năm 1975 => 1975-SP | 1975-21",
            "mùa thu 1945 => 1945-FA",
            "mùa hè đỏ lửa 1972 => 1972-SU, 1972",
        ),
        rejects=("mùa mưa năm nào", "xuân về"),
    ),
    Rule(
        name="vi.quarter",
        templates=("[<m>]<q><y>", "[<m>]<q>"),
        value=point,
        examples=(
            "quý III năm 2025 => 2025-Q3 | 2025-35",
            "quí 3/2024 => 2024-Q3",
            "[2019-11-08] doanh thu quý III => 2019-Q3",
        ),
        rejects=("quý 5 năm 2024", "quý khách"),
    ),
    Rule(
        name="vi.half",
        templates=("{half} <ny>", "{half} năm {yy}"),
        value=point,
        examples=("nửa đầu năm 2025 => 2025-H1 | 2025-40",),
        rejects=("nửa đầu bến phà",),
    ),
    Rule(
        name="vi.months-of-year",
        templates=("{number} tháng {side} <ny>", "{number} tháng {side} năm", "{number} tháng {year}"),
        value=lambda slots: months_of_year({"side": 1, **slots}),
        examples=("6 tháng đầu năm 2025 => 2025-H1 | 2025-40", "sáu tháng cuối năm 2025 => 2025-H2"),
        rejects=("6 tháng đầu đời",),
    ),
    Rule(
        name="vi.months-and-year",
        templates=("{number} tháng {and=side} <ny>",),
        value=months_and_year,
        examples=("9 tháng đầu năm 2025 => P9M, 2025",),
        rejects=("9 tháng đầu đời",),
    ),
    Rule(
        name="vi.decade",
        templates=(
            "[<m>]{decade_word} {year}",
            "[<m>]{decade_word} {number}[[ của] <ce>]",
        ),
        value=decade_by_number,
        guard=named_year,
        examples=(
            "những năm 1960 => 196 | 196X",
            "giữa thập niên 1990 => 199 | 1994~/1996~",
            "thập kỷ 80 của thế kỷ XX => 198",
            "[2019-03-08] thập niên 90 => 199",
        ),
        rejects=("những năm 45 tuổi", "những năm 20 tuổi", "thập niên 1995"),
    ),
    Rule(
        name="vi.decade-of-ref-century",
        templates=("[<m>]{decade_word} {number}[ của] {century_word} {ref}",),
        value=decade_of_ref_century,
        guard=named_year,
        examples=(
            "[2019-03-08] những năm 80 của thế kỷ trước => 198 | 198X",
            "[2019-03-08] cuối thập niên 20 thế kỷ trước => 192 | 1927~/1929~",
            "những năm 80 của thế kỷ trước => XX8",
        ),
        rejects=("những chiếc 80 của thế kỷ",),
    ),
    Rule(
        name="vi.century",
        templates=("[<m>]<ce>[_{era}]", "{half_word} <ce>[_{era}]"),
        value=point,
        examples=(
            "thế kỷ XX => 19 | 19XX",
            "cuối thế kỷ 19 => 18 | 1867~/1900~",
            "thế kỉ thứ IV TCN => BC03 | -0399/-0300",
        ),
        rejects=("thế kỷ 99", "con thứ ba của thế kỷ"),
    ),
    Rule(
        name="vi.holiday",
        templates=("{holiday}", "{holiday}( |, )<ny>", "ngày {holiday}", "ngày {holiday} <ny>"),
        value=point,
        guard=holiday_here,
        examples=("Quốc khánh 1998 => 1998-09-02", "Phà mở năm 1963 vào dịp Giáng sinh. => 1963, 1963-12-25"),
        rejects=("Quốc khánh Pháp", "tròn 80 năm có Ngày Nhà giáo Việt Nam"),
    ),
    Rule(
        name="vi.holiday-dated",
        templates=("[ngày ]{holiday} [ngày ]{day}{slash}{month=number}[{slash}{year}]", "{holiday} <dm>[<y>]"),
        value=_dated_feast,
        guard=unglued,
        examples=("[2019-09-08] Quốc khánh 2/9 => 2019-09-02", "Quốc tế Lao động 1/5/1998 => 1998-05-01"),
        rejects=("Quốc khánh 31/6",),
    ),
    Rule(
        name="vi.year-after-count",
        templates=("{from=number} <ny>", "{from=roman} năm {year}", "{from=ordinal} năm {year}"),
        value=opened,
        guard=lambda low, start, end: "năm" in low[start:end] or year_alone(low, end - 4, end),
        examples=("đợt hai năm 1998 => 1998", "bến số 3 năm 1998 => 1998"),
        rejects=("ba năm liền",),
    ),
    Rule(
        name="vi.day-after-count",
        templates=("{from=number} ngày <dm>[<y>]",),
        value=opened,
        guard=unglued,
        examples=("đợt 2 ngày 5/3/1998 => 1998-03-05", "đoàn 3 ngày 28-1-1998 => 1998-01-28"),
        rejects=("ba ngày liền",),
    ),
)

LANGUAGE = Language(
    code="vi",
    lexicon=LEXICON,
    rules=DATE_RULES + SPAN_RULES + LUNAR_RULES + RELATIVE_RULES,
    fragments=FRAGMENTS,
    number_triggers=(
        r"[12]\d\d\d",
        r"\d{1,2}[/-]\d{1,2}",
        r"\d{1,2}[:hg]\d\d",
        r"\d{1,2}h",
        r"q[1-4]",
    ),
    literal_triggers=(
        *(
            "ngày",
            "tháng",
            "năm",
            "tuần",
            "quý",
            "quí",
            "qúy",
            "hôm",
            "đêm",
            "tiếng đồng hồ",
            *(f"mỗi {part}" for part in ("sáng", "trưa", "chiều", "tối")),
            "mùng",
            "mồng",
            "rằm",
            "tết",
            "giờ",
        ),
        *("phút", "giây", "thế kỷ", "thế kỉ", "thập kỷ", "thập kỉ", "thập niên", "xuân", "hè"),
    ),
    decimal_comma=True,
    merge_words=frozenset(
        {
            "",
            ",",
            "của",
            "vào",
            "giờ việt nam",
            "(giờ việt nam)",
            "giờ hà nội",
            "(giờ hà nội)",
            "giờ địa phương",
        }
    ),
    range_words=frozenset({"đến", "tới", "-", "–", "—", "cho đến", "cho tới", "đến hết", "tới hết", "kéo dài đến"}),
    pair_words=frozenset({"và"}),
    list_words=frozenset({"hoặc", "và trong", "và vào"}),
    onwards=(" trở đi", " trở về sau"),
    pair_openers=("giữa", "trong khoảng"),
    year_ahead=YEAR_AHEAD,
    verb=VERB,
    attributed=ATTRIBUTED,
    news=re.compile(r"(?<![^\W_])vừa (?:qua đời|từ trần|mất)(?![^\W_])"),
    speaker=SPEAKER,
    greeting=re.compile(r"(?:kính )?(?:gửi|thưa|chào) "),
)
