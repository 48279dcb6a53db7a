"""Vietnamese words of time and what they mean, in lower case and NFC."""

from __future__ import annotations

from itertools import product

from pipeline.temporal.grammar import LexiconClass

_ONES = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# after mười and mươi: "năm" is never among them, since "mười năm" is ten years
_TEENS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
_AFTER_TENS = _TEENS | {"mốt": 1, "tư": 4}
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_WEEKDAYS = {1: ("hai", "2"), 2: ("ba", "3"), 3: ("tư", "4"), 4: ("năm", "5"), 5: ("sáu", "6"), 6: ("bảy", "7")}
_STEMS = ("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý")
_BRANCHES = ("tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi")
_SPELLINGS = {
    "kỷ": ("kỷ", "kỉ"),
    "quý": ("quý", "quí", "qúy"),
    "tý": ("tý", "tí"),
    "tỵ": ("tỵ", "tị"),
    "mão": ("mão", "mẹo"),
    "hòa": ("hòa", "hoà"),
    "sĩ": ("sĩ", "sỹ"),
}
_PARTS = {
    "sáng": "MO",
    "sáng sớm": "MO",
    "rạng sáng": "MO",
    "trưa": "MI",
    "chiều": "AF",
    "chiều tối": "EV",
    "tối": "EV",
    "đêm": "NI",
    "khuya": "NI",
}


def _spelt(*words: str) -> tuple[str, ...]:
    """The words in every spelling that is in use: thế kỷ and thế kỉ, quý and quí, hòa and hoà."""
    ways = [product(*(_SPELLINGS.get(syllable, (syllable,)) for syllable in word.split(" "))) for word in words]
    return tuple(" ".join(syllables) for each in ways for syllables in each)


def _cardinals() -> dict[str, int]:
    """One to ninety-nine, and round numbers above."""
    words = {word: number for number, word in enumerate(_ONES, 1)} | {"bẩy": 7, "mười": 10, "một chục": 10}
    words |= {f"mười {one}": 10 + n for one, n in _TEENS.items()}
    for n, tens in enumerate(_ONES[1:], 2):
        words |= {f"{tens} mươi": 10 * n, f"{tens} chục": 10 * n}
        words |= {f"{tens} mươi {one}": 10 * n + k for one, k in _AFTER_TENS.items()}
        words |= {f"{tens} mốt": 10 * n + 1, f"{tens} lăm": 10 * n + 5, f"{tens} nhăm": 10 * n + 5}
    for n, one in enumerate(_ONES, 1):
        words |= {f"{one} trăm": 100 * n, f"{one} nghìn": 1000 * n, f"{one} ngàn": 1000 * n, f"{one} vạn": 10_000 * n}
    return words


def _thousands() -> dict[str, int]:
    return {f"{one} {word}": 1000 * n for n, one in enumerate(_ONES[:2], 1) for word in ("nghìn", "ngàn")}


def _hundreds() -> dict[str, int]:
    return {f"{one} trăm": 100 * n for n, one in enumerate(("không", *_ONES))} | {
        f"{one} trăm {zero}": 100 * n for n, one in enumerate(("không", *_ONES)) for zero in ("linh", "lẻ")
    }


def _named_years() -> list[str]:
    """The sixty names of the years of the cycle: stem and branch of the same parity."""
    return [
        name
        for i, stem in enumerate(_STEMS)
        for k, branch in enumerate(_BRANCHES)
        if i % 2 == k % 2
        for name in _spelt(f"{stem} {branch}")
    ]


def _weekdays(*, small: bool) -> dict[str, int]:
    """The weekdays but Sunday: in small letters or as numbers they are ordinals too."""
    if small:
        return {f"thứ {name}": day for day, names in _WEEKDAYS.items() for name in names}
    named = {day: names[0] for day, names in _WEEKDAYS.items()}
    cased = {f"{thu} {name.capitalize()}": day for day, name in named.items() for thu in ("thứ", "Thứ")}
    return cased | {f"THỨ {name.upper()}": day for day, name in named.items()}


CALENDAR = (
    LexiconClass(
        name="month",
        entries={"tư": 4},
        examples=("tháng Tư năm 1998 => 1998-04", "tháng tư 1998 => 1998-04"),
        rejects=("khu tư nhân",),
    ),
    LexiconClass(
        name="weekday",
        entries=_weekdays(small=False),
        trigger=True,
        cased=True,
        examples=("[2019-03-08] bến phà đóng cửa từ thứ Ba => 2019-03-05",),
        rejects=("lần thứ ba", "Thứ ba, cần nói thêm về phà"),
    ),
    LexiconClass(
        name="weekday",
        entries=dict.fromkeys(("chủ nhật", "chúa nhật"), 7),
        trigger=True,
        examples=("[2019-03-08] phà đã nghỉ hôm chủ nhật => 2019-03-03",),
        rejects=("người chủ nhà",),
    ),
    LexiconClass(
        name="low_weekday",
        entries=_weekdays(small=True),
        trigger=True,
        examples=("[2019-03-08] phà nghỉ sáng thứ ba => 2019-03-05TMO", "thứ 3, ngày 5/3/2019 => 2019-03-05"),
        rejects=("con phà thứ ba", "tầng thứ 3"),
    ),
    LexiconClass(
        name="any_weekday",
        entries=_weekdays(small=True) | dict.fromkeys(("chủ nhật", "chúa nhật"), 7),
        examples=("thứ sáu, 8/3/2019 => 2019-03-08", "chúa nhật hằng tuần => XXXX-WXX-7"),
        rejects=("con phà thứ sáu",),
    ),
    LexiconClass(
        name="day_word",
        entries=dict.fromkeys(("ngày", "mùng", "mồng", "ngày mùng", "ngày mồng", "hôm")),
        examples=("ngày mồng 8 tháng 3 năm 2019 => 2019-03-08", "hôm 8/3/2019 => 2019-03-08"),
        rejects=("ngày nào",),
    ),
    LexiconClass(
        name="slash",
        entries=dict.fromkeys("/-–‑"),
        examples=("8 / 3 / 2019 => 2019-03-08", "tháng 3–2019 => 2019-03"),
        rejects=("8/30/2019",),
    ),
    LexiconClass(
        name="dash",
        entries=dict.fromkeys("-–‑/"),
        examples=("niên khóa 2018-19 => 2018, 2019",),
        rejects=("2018-1",),
    ),
    LexiconClass(
        name="quarter_word",
        entries=dict.fromkeys(_spelt("quý")),
        examples=("qúy 2 năm 2019 => 2019-Q2",),
        rejects=("kỳ 2",),
    ),
    LexiconClass(
        name="century_word",
        entries=dict.fromkeys(_spelt("thế kỷ")),
        examples=("thế kỉ 15 => 14 | 14XX",),
        rejects=("thế kia",),
    ),
    LexiconClass(
        name="decade_word",
        entries=dict.fromkeys((*_spelt("thập kỷ"), "thập niên", "những năm")),
        examples=("thập kỉ 1960 => 196", "đầu những năm 1960 => 196 | 1960~/1963~"),
        rejects=("những năm nào",),
    ),
    LexiconClass(
        name="season",
        entries={f"mùa {name}": code for name, code in (("xuân", "SP"), ("hè", "SU"), ("hạ", "SU"))}
        | {"mùa thu": "FA", "mùa đông": "WI"},
        trigger=True,
        examples=("mùa hè năm 1936 => 1936-SU | 1936-22", "mùa thu 1936 => 1936-FA"),
        rejects=("mùa mưa",),
    ),
    LexiconClass(
        name="short_season",
        entries={"xuân": "SP", "hè": "SU"},
        examples=("xuân 1936 => 1936-SP", "hè năm 1936 => 1936-SU"),
        rejects=("tuổi xuân", "vỉa hè"),
    ),
    LexiconClass(
        name="crop",
        entries=dict.fromkeys(
            f"{a}{dash}{b}" for a, b in (("đông", "xuân"), ("thu", "đông"), ("hè", "thu")) for dash in (" ", "-", " - ")
        ),
        examples=("vụ đông xuân 2017-2018 => 2017, 2018", "chiến dịch Thu Đông 1937 => 1937"),
        rejects=("lúa hè thu",),
    ),
    LexiconClass(
        name="part",
        entries=_PARTS | {f"buổi {part}": code for part, code in _PARTS.items()},
        examples=("chiều 2/6/1953 => 1953-06-02TAF", "rạng sáng ngày 2-6-1953 => 1953-06-02TMO"),
        rejects=("chiều dài", "tối đa", "ngọn đèn sáng"),
    ),
    LexiconClass(
        name="whole_part",
        entries={f"{buoi} {part}": code for buoi in ("buổi", "ban") for part, code in _PARTS.items()}
        | {"nửa đêm": "NI", "ban ngày": "DT", "bình minh": "MO", "hoàng hôn": "EV", "ban mai": "MO", "sớm mai": "MO"},
        trigger=True,
        examples=("vào buổi chiều => XXXX-XX-XXTAF", "chợ họp ban đêm => XXXX-XX-XXTNI"),
        rejects=("buổi họp",),
    ),
    LexiconClass(
        name="era",
        entries=dict.fromkeys(
            ("tcn", "tr.cn", "trước công nguyên", "trước cn", "trước tây lịch", "trước thiên chúa"), True
        )
        | dict.fromkeys(("scn", "sau công nguyên", "sau cn", "công nguyên"), False),
        trigger=True,
        examples=("năm 264 TCN => BC0264 | -0263", "năm 79 sau Công nguyên => 0079"),
        rejects=("trước công trường",),
    ),
    LexiconClass(
        name="holiday",
        entries={
            name: date
            for date, names in {
                "01-01": ("tết dương lịch",),
                "02-03": ("ngày thành lập đảng",),
                "02-14": ("lễ tình nhân", "valentine"),
                "02-27": ("ngày thầy thuốc việt nam",),
                "03-08": ("quốc tế phụ nữ",),
                "04-21": ("ngày sách và văn hóa đọc việt nam",),
                "04-30": ("giải phóng miền nam, thống nhất đất nước", "ngày giải phóng miền nam"),
                "05-01": ("quốc tế lao động",),
                "06-01": ("quốc tế thiếu nhi",),
                "06-21": ("ngày báo chí cách mạng việt nam",),
                "07-27": _spelt("ngày thương binh - liệt sĩ", "ngày thương binh liệt sĩ", "ngày thương binh, liệt sĩ"),
                "09-02": ("quốc khánh",),
                "10-20": ("ngày phụ nữ việt nam",),
                "11-20": ("ngày nhà giáo việt nam",),
                "12-22": ("ngày hội quốc phòng toàn dân",),
                "12-24": ("đêm giáng sinh", "đêm noel"),
                "12-25": ("giáng sinh", "noel", "nô-en"),
            }.items()
            for name in names
        },
        trigger=True,
        examples=("Quốc khánh năm 1998 => 1998-09-02", "Ngày Nhà giáo Việt Nam 2004 => 2004-11-20"),
        rejects=("quốc khố", "giáng cấp"),
    ),
    LexiconClass(
        name="feast",
        entries={
            "tết nguyên đán": 1,
            "tết âm lịch": 1,
            "tết cổ truyền": 1,
            "tết ta": 1,
            "giao thừa": 12,
            "tết nguyên tiêu": 1,
            "tết hàn thực": 3,
            "giỗ tổ hùng vương": 3,
            "lễ phật đản": 4,
            "tết đoan ngọ": 5,
            "lễ vu lan": 7,
            "tết trung thu": 8,
            "rằm trung thu": 8,
            "ông công ông táo": 12,
        },
        trigger=True,
        examples=("Tết Trung thu năm 1998 => 1998-XX-XX", "đêm giao thừa => XXXX-XX-XX"),
        rejects=("tết tóc", "trung thực"),
    ),
    LexiconClass(
        name="lunar_month",
        entries={"giêng": 1, "chạp": 12},
        trigger=True,
        examples=("mùng 8 tháng Giêng => XXXX-XX-XX", "tháng Chạp => XXXX-XX"),
        rejects=("con giông",),
    ),
    LexiconClass(
        name="lunar_mark",
        entries=dict.fromkeys(("âm lịch", "âl", "nhuận", "nhuận âm lịch")),
        trigger=True,
        examples=("ngày 8 tháng 2 âm lịch => XXXX-XX-XX", "12/3 (âm lịch) => XXXX-XX-XX"),
        rejects=("xem âm lịch",),
    ),
    LexiconClass(
        name="named_year",
        entries=dict.fromkeys(_named_years()),
        examples=("năm Giáp Tý => XXXX", "năm Quí Mão 1963 => 1963"),
        rejects=("ông Giáp", "năm Giáp Sửu"),
    ),
)

COUNTS = (
    LexiconClass(
        name="number",
        entries=_cardinals(),
        examples=("hai mươi tư ngày => P24D", "ngày mười lăm tháng Hai năm 1998 => 1998-02-15"),
        rejects=("hai mươi tư chiếc phà",),
    ),
    LexiconClass(
        name="thousand",
        entries=_thousands(),
        examples=("năm một nghìn chín trăm ba mươi sáu => 1936",),
        rejects=("một nghìn chiếc phà",),
    ),
    LexiconClass(
        name="hundred",
        entries=_hundreds(),
        examples=("năm hai ngàn không trăm linh bốn => 2004",),
        rejects=("chín trăm chiếc phà",),
    ),
    LexiconClass(
        name="roman",
        entries={"x" * (n // 10) + _ROMAN[n % 10]: n for n in range(1, 31)},
        examples=("thế kỷ XIX => 18 | 18XX", "quý IV năm 1998 => 1998-Q4"),
        rejects=("chương XIX", "khóa IV"),
    ),
    LexiconClass(
        name="ordinal",
        entries={f"thứ {name}": n for n, name in enumerate(("nhất", "hai", "ba", "tư", "năm", "sáu"), 1)}
        | {"thứ nhì": 2, "đầu tiên": 1, "cuối": 5, "cuối cùng": 5, "thứ bảy": 7, "thứ tám": 8, "thứ chín": 9}
        | {f"thứ {n}": n for n in range(1, 10)},
        examples=("tuần thứ hai của tháng 5 năm 1931 => 1931-W20", "thế kỷ thứ ba => 02 | 02XX"),
        rejects=("con phà thứ nhất",),
    ),
    LexiconClass(
        name="vague",
        entries=dict.fromkeys(
            (
                *("nhiều", "vài", "mấy", "một vài", "một số", "dăm", "dăm ba", "vài ba", "đôi ba", "dăm bảy"),
                *("bao", "không ít"),
                *("hàng chục", "hàng trăm", "hàng nghìn", "hàng ngàn", "hàng vạn", "vài chục", "mấy chục"),
                *("nhiều chục", "vài trăm", "mấy trăm", "mấy nghìn", "mấy ngàn"),
            )
        ),
        examples=("vài tháng => PXM", "hàng nghìn năm => PXY"),
        rejects=("vài chiếc phà",),
    ),
    LexiconClass(
        name="unit",
        entries={
            "giây": "S",
            "phút": "MIN",
            "giờ": "H",
            "giờ đồng hồ": "H",
            "tiếng đồng hồ": "H",
            "ngày": "D",
            "hôm": "D",
            "đêm": "D",
            "ngày đêm": "D",
            "tuần": "W",
            "tuần lễ": "W",
            "tháng": "M",
            "năm": "Y",
            "thập niên": "DE",
        }
        | dict.fromkeys(_spelt("quý"), "Q")
        | dict.fromkeys(_spelt("thập kỷ"), "DE")
        | dict.fromkeys(_spelt("thế kỷ"), "CE"),
        examples=("ba tiếng đồng hồ => PT3H", "hai thế kỉ => P2CE"),
        rejects=("ba nồi", "quý khách"),
    ),
    LexiconClass(
        name="approx",
        entries=dict.fromkeys(("khoảng", "chừng", "khoảng chừng", "ước chừng"), "APPROX"),
        examples=("khoảng năm 1511 => 1511 | 1511~",),
        rejects=("khoảng cách",),
    ),
    LexiconClass(
        name="about",
        entries=dict.fromkeys(("khoảng", "chừng", "khoảng chừng", "ước chừng", "độ", "xấp xỉ"), "APPROX")
        | dict.fromkeys(("gần", "ngót", "chưa đầy", "dưới", "non"), "LESS_THAN")
        | dict.fromkeys(("hơn", "trên", "quá"), "MORE_THAN")
        | dict.fromkeys(("ít nhất", "tối thiểu"), "EQUAL_OR_MORE")
        | dict.fromkeys(("tối đa", "không quá", "nhiều nhất"), "EQUAL_OR_LESS")
        | dict.fromkeys(("tròn", "đúng", "vừa tròn", "đúng tròn")),
        examples=("gần ba năm => P3Y", "ít nhất 40 ngày => P40D"),
        rejects=("gần ba chiếc phà",),
    ),
)
