"""Vietnamese words that narrow a date, point from one to another or join two."""

from __future__ import annotations

from itertools import product

from pipeline.temporal.grammar import LexiconClass
from pipeline.temporal.languages.vi_lexicon import CALENDAR, COUNTS

_PLURALS = ("những", "mấy", "vài", "các")
_DAY_WORDS = {"nay": 0, "qua": -1, "mai": 1}

RELATIONS = (
    LexiconClass(
        name="mod",
        entries={"đầu": "START", "giữa": "MID", "cuối": "END"}
        | {
            f"{plural} {unit} {side}": mod
            for plural, unit in product(_PLURALS, ("ngày", "tuần", "tháng", "năm"))
            for side, mod in (("đầu", "START"), ("giữa", "MID"), ("cuối", "END"), ("cuối cùng", "END"))
        },
        examples=("cuối năm 1931 => 1931 | 1931-09~/1931-12~", "những ngày đầu tháng 5 năm 1931 => 1931-05"),
        rejects=("cuối đường", "những ngày đầu"),
    ),
    LexiconClass(
        name="ten_days",
        entries={"thượng tuần": "START", "trung tuần": "MID", "hạ tuần": "END"},
        trigger=True,
        examples=("trung tuần tháng 8 năm 1931 => 1931-08 | 1931-08-11~/1931-08-20~",),
        rejects=("thượng tầng",),
    ),
    LexiconClass(
        name="half",
        entries={"nửa đầu": 1, "nửa cuối": 2, "nửa sau": 2},
        examples=("nửa cuối năm 1931 => 1931-H2 | 1931-41",),
        rejects=("nửa đầu cầu",),
    ),
    LexiconClass(
        name="half_word",
        entries=dict.fromkeys(("nửa đầu", "nửa cuối", "nửa sau")),
        examples=("nửa sau thế kỷ XIX => 18 | 18XX", "nửa đầu tháng 5/1931 => 1931-05"),
        rejects=("nửa sau cầu",),
    ),
    LexiconClass(
        name="side",
        entries={"đầu": 1, "cuối": 2},
        examples=("6 tháng đầu năm 1998 => 1998-H1 | 1998-40", "3 tháng cuối năm 1998 => 1998-Q4"),
        rejects=("bến đầu",),
    ),
    LexiconClass(
        name="ref",
        entries={
            "trước": ("near", -1),
            "ngoái": ("published", -1),
            "vừa qua": ("published", -1),
            "vừa rồi": ("published", -1),
            "qua": ("near", -1),
            "rồi": ("near", -1),
            "này": ("near", 0),
            "nay": ("published", 0),
            "sau": ("near", 1),
            "tới": ("published", 1),
            "sắp tới": ("published", 1),
            "kia": ("near", -2),
            "kế tiếp": ("told", 1),
            "tiếp theo": ("told", 1),
            "tiếp đó": ("told", 1),
            "đó": ("told", 0),
            "ấy": ("told", 0),
            "trước đó": ("told", -1),
            "liền trước": ("told", -1),
            "sau đó": ("told", 1),
            "liền sau": ("told", 1),
        },
        examples=("[2019-03-08] năm ngoái => 2018", "Phà mở năm 1902. Năm sau đó phà đóng. => 1902, 1903"),
        rejects=("bến trước",),
    ),
    LexiconClass(
        name="just_past",
        entries=dict.fromkeys(("vừa qua", "vừa rồi", "mới đây")),
        examples=("[2019-03-08] ngày 5/2 vừa rồi => 2019-02-05",),
        rejects=("bến vừa rồi",),
    ),
    LexiconClass(
        name="same",
        entries={"cùng": ("told", 0), "cũng trong": ("told", 0)},
        examples=("Phà mở năm 1902 và đóng cùng năm. => 1902, 1902",),
        rejects=("cùng bến",),
    ),
    LexiconClass(
        name="near",
        entries=dict.fromkeys(
            (
                *("qua", "nay", "tới", "gần đây", "gần nhất", "trở lại đây", "vừa qua", "sắp tới", "tiếp theo"),
                *("liền kề", "đầu tiên", "cuối cùng", "sau cùng"),
            )
        ),
        examples=("ba năm qua => P3Y", "mấy tháng gần đây => PXM"),
        rejects=("ba bến sắp xếp",),
    ),
    LexiconClass(
        name="away",
        entries={
            "trước": ("near", -1),
            "trước đó": ("told", -1),
            "trước đây": ("published", -1),
            "về trước": ("published", -1),
            "sau": ("told", 1),
            "sau đó": ("told", 1),
            "sau này": ("told", 1),
            "nữa": ("published", 1),
        },
        examples=("[2019-03-08] hai năm nữa => 2021", "Phà mở năm 1902. Hai năm sau phà đóng. => 1902, 1904"),
        rejects=("bến sau",),
    ),
    LexiconClass(
        name="ago",
        entries={"cách đây": ("published", -1), "cách nay": ("published", -1), "trước đó": ("told", -1)}
        | {"sau đó": ("told", 1)},
        examples=("[2019-03-08] cách đây hai năm => 2017", "Phà mở năm 1902. Sau đó hai năm, phà đóng. => 1902, 1904"),
        rejects=("cách đây hai bến",),
    ),
    LexiconClass(
        name="deictic",
        entries={"hôm nay": 0, "hôm qua": -1, "ngày mai": 1, "hôm kia": -2, "ngày kia": 2, "ngày mốt": 2}
        | {"ngày hôm nay": 0, "ngày hôm qua": -1, "sáng ngày mai": 1, "bữa nay": 0, "bữa qua": -1},
        trigger=True,
        examples=("[2019-03-08] hôm qua trời mưa => 2019-03-07",),
        rejects=("hôm nào",),
    ),
    LexiconClass(
        name="part_deictic",
        entries={
            f"{part} {word}": (code, days)
            for (part, code), (word, days) in product(
                {"sáng": "MO", "trưa": "MI", "chiều": "AF", "tối": "EV", "đêm": "NI", "khuya": "NI"}.items(),
                _DAY_WORDS.items(),
            )
        },
        trigger=True,
        examples=("[2019-03-08] sáng nay => 2019-03-08TMO", "[2019-03-08] tối qua => 2019-03-07TEV"),
        rejects=("chiều chuộng",),
    ),
    LexiconClass(
        name="present",
        entries=dict.fromkeys(
            (
                *("hiện nay", "hiện tại", "hiện thời", "bây giờ", "ngày nay", "lúc này", "nay", "giờ đây", "hiện giờ"),
                *("thời điểm hiện tại", "thời điểm này"),
            )
        ),
        trigger=True,
        examples=("hiện nay bến phà là bảo tàng => PRESENT_REF", "đến nay => PRESENT_REF"),
        rejects=("này", "xưa nay"),
    ),
    LexiconClass(
        name="past",
        entries=dict.fromkeys(
            (
                *("trước đây", "trước kia", "ngày xưa", "thuở xưa", "xưa kia", "quá khứ", "gần đây"),
                *("mới đây",),
                *("vừa qua", "thời gian qua", "thời gian vừa qua", "thời gian gần đây", "những năm gần đây"),
                *("những tháng gần đây", "những ngày gần đây"),
            )
        ),
        trigger=True,
        examples=("trước đây có một bến phà => PAST_REF", "những năm gần đây => PAST_REF"),
        rejects=("trước bến phà",),
    ),
    LexiconClass(
        name="future",
        entries=dict.fromkeys(
            (
                *("tương lai", "tương lai gần", "tương lai xa", "thời gian tới", "thời gian sắp tới"),
                *("sắp tới", "mai sau"),
                *("sau này", "mai này"),
            )
        ),
        trigger=True,
        examples=("trong thời gian tới => FUTURE_REF",),
        rejects=("thời gian",),
    ),
    LexiconClass(
        name="every",
        entries=dict.fromkeys(("mỗi", "hằng", "hàng", "mọi")),
        examples=("mỗi thứ Hai => XXXX-WXX-1", "hằng năm => P1Y"),
        rejects=("mỗi bến",),
    ),
    LexiconClass(
        name="to",
        entries=dict.fromkeys(("đến", "tới", "-", "–", "—", "‑", "cho đến", "cho tới", "đến hết", "tới hết")),
        examples=("từ ngày 3 đến ngày 5 tháng 5 năm 1931 => 1931-05-03, 1931-05-05",),
        rejects=("từ 3 đến 5 chiếc phà",),
    ),
    LexiconClass(
        name="and",
        entries=dict.fromkeys(("và", "hoặc", "hay", "&", ",")),
        examples=("ngày 3 và 5 tháng 5 năm 1931 => 1931-05-03, 1931-05-05",),
        rejects=("3 và 5 chiếc phà",),
    ),
    LexiconClass(
        name="between",
        entries={"giữa": None, "trong khoảng": None},
        examples=("giữa năm 1954 và năm 1957 => 1954, 1957",),
        rejects=("giữa hai bến",),
    ),
    LexiconClass(
        name="from",
        entries=dict.fromkeys(("từ", "trong", "các", "giữa", "vào")),
        examples=("từ 3 đến 5/5/1931 => 1931-05-03, 1931-05-05",),
        rejects=("từ 3 đến 5 chiếc phà",),
    ),
)

LEXICON = CALENDAR + COUNTS + RELATIONS
