"""Vietnamese words that are no triggers: closed classes, common verbs, and names of bodies and things in English."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.events.vietnamese_types import english_of_triggers, entries, noun_triggers, verb_triggers
from pipeline.model import Actor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.model import ActorType, DateRelation, Modality


def listed(text: str) -> frozenset[str]:
    """Words of one or more syllables, parted by commas.

    >>> sorted(listed("đã, vẫn còn"))
    ['vẫn còn', 'đã']
    """
    return frozenset(each.strip() for each in text.split(","))


# Marks of a predicate: what stands between the subject and its verb.
MARKERS = listed(
    "đã, đang, sẽ, được, bị, vừa, từng, không, chưa, chẳng, chưa hề, không hề, không thể, phải, có thể, cần, cũng, "
    "vẫn, đều, là, đã từng, dự kiến, sắp, cùng, cùng nhau, lại, mới, nên, hãy, chính thức, lần đầu, tiếp tục, "
    "bắt đầu, quyết tâm, long trọng, vinh dự, trực tiếp, đồng loạt, không còn, hủy bỏ, từ bỏ"
)
# Verbs that carry their object's or subject's meaning.
LIGHT = listed(
    "tổ chức, tiến hành, diễn ra, khai mạc, bế mạc, kết thúc, bắt đầu, mở đầu, nổ ra, bùng nổ, mở màn, thông qua, "
    "ký, đạt, giành, có, là, xảy ra, hoành hành, tham gia, chủ trì, dự, tham dự, chứng kiến, phát động, mở, "
    "thực hiện, triển khai, gây ra, công bố, đọc, được tổ chức, đề ra, quyết định, đặt, trao"
)
VERBS = listed(
    "làm, đi, đến, về, học, dạy, viết, sống, ở, nói, kể, thấy, gọi, cho, giao, nhận, giữ, lấy, chọn, đưa, mang, "
    "dùng, trồng, nuôi, bán, mua, thu hút, đón, góp, góp sức, đóng góp, phát triển, tăng, tăng trưởng, giảm, "
    "đạt được, vượt, xếp, đứng, dẫn đầu, chuyển, chuyển đổi, đổi tên, đổi, thay thế, thay, nâng cấp, nâng, "
    "mở rộng, chấm dứt, kéo dài, duy trì, bảo vệ, hỗ trợ, giúp, phục vụ, sản xuất, chế tạo, sử dụng, áp dụng, "
    "thi hành, có hiệu lực, yêu cầu, kêu gọi, khẳng định, xác định, lãnh đạo, chỉ đạo, chỉ huy, tuyên bố, đầu tư, "
    "trình bày, gia nhập, rút, tìm, tìm thấy, gửi, chạy, vẽ, tốt nghiệp, cưới, nhập ngũ, gắn, hứa, tạo, trao đổi, "
    "đặt tên, công nhận, xuất hiện, bước vào, trải qua, bao gồm, quy định, cho phép, đề nghị, đăng ký, đăng, nằm, "
    "thuộc, dời, dời đến, ngừng, đóng cửa, bỏ, tốn, mất tích, trúng cử, nghiên cứu, nêu, khép lại, hoàn tất, "
    "khôi phục, phủ xanh"
)
# Words whose syllables mean other things apart.
COMPOUNDS = listed(
    "chợ phiên, đào tạo, giáo dục, hiện nay, giao thông, giao lưu, bán đảo, đánh cá, đánh bắt, đánh giá, "
    "huấn luyện viên, nói chung, kể từ, công trình, độc lập, hàng không, không gian, không quân, phòng không, "
    "không khí, không chỉ, không những, trên không, xây dựng đảng, nông nghiệp, phát triển, sản phẩm, bảo tàng, "
    "thành phố, thành viên, thành tích, bản đồ, tập bản đồ, hướng dẫn, có hiệu lực, trung bình, thực tiễn, "
    "đường sắt, sinh viên, học sinh, sinh học, sinh sống, vệ sinh, tự do, mất mùa, cử nhân, in ấn, tin học, "
    "ban chấp hành, trường học, nhà máy, mở đường, giáo viên, có thể, đại học, cao đẳng, khoa học, người dân, "
    "cán bộ, hòa bình"
)
APPOSITIVE = listed(
    "nơi, về sau, tức, còn gọi, nay, tiền thân, lúc đó, khi đó, bấy giờ, vốn, quê, trong đó, gồm, bao gồm, "
    "nhất là, nguyên"
)
SUBORDINATE = listed(
    "khi, sau khi, trước khi, trong khi, vì, bởi, nếu, mặc dù, tuy, do, để, nhằm, ngay sau khi, kể từ khi, từ khi, nhờ"
)
JOINING = listed("và, rồi, nhưng, còn, sau đó, song")
# Words before a date that lead up to it; the relation where they say one.
LEADS: dict[str, DateRelation | None] = {
    **dict.fromkeys(
        sorted(listed("đến, tới, cho đến, cho tới, tính đến, đến hết, trước, chậm nhất, muộn nhất, đến trước, hết")),
        "by",
    ),
    **dict.fromkeys(sorted(listed("từ, kể từ, bắt đầu từ, từ sau, suốt từ, ngay từ")), "since"),
    **dict.fromkeys(sorted(listed("suốt, trong suốt")), "throughout"),
    **dict.fromkeys(sorted(listed("cho, áp dụng cho")), "for"),
    **dict.fromkeys(
        sorted(
            listed(
                "vào, vào ngày, vào năm, trong, hồi, năm, ngày, lúc, giai đoạn, thời kỳ, nhiệm kỳ, khoảng, đúng, "
                "sáng, chiều, tối, mãi, mùa, những năm, các năm, chỉ, riêng, ngay, của, đêm, khóa, vào khoảng, "
                "vào lúc, ra ngày, tháng, từ ngày"
            )
        )
    ),
}
# What stands before the verb or at the head of the clause → modality; the first row decides.
CUES: tuple[tuple[Modality, frozenset[str]], ...] = (
    ("negated", listed("không, chưa, chẳng, chưa hề, không hề, không thể, hủy bỏ, từ bỏ, không còn")),
    ("hypothetical", listed("có thể, nếu, giả sử")),
    (
        "target",
        listed("phấn đấu, đặt mục tiêu, hướng tới, hướng đến, muốn, mong muốn, quyết tâm, mục tiêu, chỉ tiêu, kỳ vọng"),
    ),
    ("planned", listed("sẽ, dự kiến, sắp, kế hoạch, chuẩn bị, vạch đường, vạch ra, đề ra, đặt ra")),
    ("ongoing", listed("đang, tiếp tục, vẫn")),
)
TITLES = listed(
    "ông, bà, anh, chị, cô, nhà thơ, nhà văn, họa sĩ, giáo sư, tiến sĩ, bác sĩ, kỹ sư, tướng, đại tướng, chủ tịch, "
    "thầy, huấn luyện viên, nhạc sĩ, thiếu tướng, trung tướng, vua, bộ trưởng, đồng chí, nhà báo"
)
# What stands before the name of a place or a body, so that it is no person's.
KINDS_OF_PLACES = listed(
    "làng, thôn, xã, ấp, bản, buôn, xóm, phường, quận, huyện, tỉnh, tổng, phố, thị trấn, thị xã, thành phố, chùa, đền, "
    "đình, chợ, cầu, sông, núi, đảo, hồ, đèo, ga, bến, cảng, trường, hội, đội, ban, nhà máy, bệnh viện, bảo tàng"
)
# What is told of one person, whose name may stand in an earlier clause.
LIVES = listed("sinh, mất, qua đời, từ trần, tạ thế, ra đời")
PRONOUNS = listed("ông, bà, anh, chị, cô, họ, nó, người, ông ấy, bà ấy, bác")
# Words of a head that tell nothing.
EMPTY = listed(
    "và, của, ở, tại, cho, với, trong, theo, các, những, một, này, đó, ấy, cùng, ngày, năm, lần, thứ, cuộc, lễ, "
    "sự, việc, nhau, vào, từ, đến, tới, để, ra, như, ngoài, hai, nhiều, bằng, do, về, trên, dưới, số"
)
# Things and bodies that both languages name; the head words of an event are written in English as far as this goes.
TERMS: dict[str, str] = entries(
    "cách mạng tháng tám = August Revolution; cách mạng tháng mười = October Revolution; biên giới = border; "
    "đảng bộ tỉnh = provincial party; đảng ủy quân sự tỉnh = provincial military party committee; "
    "tỉnh ủy = provincial party committee; ủy ban nhân dân = People's Committee; "
    "hội đồng nhân dân = People's Council; nhiệm kỳ = term; quy hoạch tỉnh = provincial planning; "
    "quân đội nhân dân việt nam = Vietnam People's Army; chính quyền điện tử = electronic government; "
    "chính phủ điện tử = electronic government; chuyển đổi số = digital transformation; "
    "khu vực phòng thủ = defence area; đất nước = country; miền nam = South; miền bắc = North; "
    "chính phủ = government; bộ chính trị = Politburo; quốc hội = National Assembly; quân khu = Military Region; "
    "đảng = party; nước việt nam dân chủ cộng hòa = Democratic Republic of Vietnam; "
    "quân ủy trung ương = Central Military Commission; đại dịch covid-19 = COVID-19 pandemic; thứ hai = second; "
    "thế giới = world; chủ tịch = president; đại biểu = deputies; phát triển = development; mức = level; "
    "trung bình = middle; đứng = stand; nhất = first; độc lập = independence; mùa xuân = spring"
)
_UNSAID = EMPTY | MARKERS | LIGHT
# Bodies that issue acts → their English names and kinds.
BODIES: dict[str, tuple[str, ActorType]] = {
    "bộ chính trị": ("Politburo", "party"),
    "ban chấp hành trung ương": ("Central Committee", "party"),
    "ban bí thư": ("Secretariat", "party"),
    "quân ủy trung ương": ("Central Military Commission", "party"),
    "chính phủ": ("Government", "government"),
    "thủ tướng chính phủ": ("Prime Minister", "government"),
    "thủ tướng": ("Prime Minister", "government"),
    "quốc hội": ("National Assembly", "government"),
    "ủy ban thường vụ quốc hội": ("Standing Committee of the National Assembly", "government"),
    "tỉnh ủy": ("Provincial Party Committee", "party"),
    "đảng ủy quân sự tỉnh": ("Provincial Military Party Committee", "party"),
    "hội đồng nhân dân tỉnh": ("Provincial People's Council", "government"),
    "ủy ban nhân dân tỉnh": ("Provincial People's Committee", "government"),
    "bộ quốc phòng": ("Ministry of National Defence", "government"),
}
# A figure holds its decimal comma and its sign: "3,2", "20%".
_WORD = re.compile(
    r"[\w\u0300-\u036f]{1,60}(?:(?:[-–/.]|(?<=\d),(?=\d))[\w\u0300-\u036f]{1,60}){0,6}(?:(?<=\d)%)?|[^\w\s]"
)


# Where the tone mark stands in the spelling of some, and where in the spelling of these tables.
_OLD_STYLE = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oạ": "ọa", "uỷ": "ủy"}


class Word(NamedTuple):
    """A word of one or more syllables: as written (NFC), in lower case, and its offsets in the sentence."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def named(self) -> bool:
        """Whether it is written as a name."""
        return self.text[:1].isupper()


@cache
def _lexicon() -> Mapping[str, tuple[str, ...]]:
    """First syllable → the longer words that begin with it, longest first."""
    known = {*MARKERS, *LIGHT, *VERBS, *COMPOUNDS, *APPOSITIVE, *SUBORDINATE, *JOINING, *LEADS, *TERMS, *BODIES}
    known |= {*noun_triggers(), *verb_triggers(), *PRONOUNS, *TITLES} | {word for _, words in CUES for word in words}
    by_first: dict[str, list[str]] = {}
    for word in sorted(known, key=lambda each: (-each.count(" "), each)):
        if " " in word:
            by_first.setdefault(word.split()[0], []).append(word)
    return {first: tuple(words) for first, words in by_first.items()}


def syllables(text: str) -> list[Word]:
    """The syllables and marks of a text."""
    return [Word(*_spelled(match[0]), *match.span()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=20_000)
def _spelled(written: str) -> tuple[str, str]:
    """A syllable in NFC, and in lower case with its tone mark where the tables have it."""
    text = unicodedata.normalize("NFC", written)
    lower = text.lower()
    return text, lower[:-2] + _OLD_STYLE.get(lower[-2:], lower[-2:])


def words_of(parts: list[Word]) -> list[Word]:
    """Syllables joined to the longest words known; a name's syllables stay apart.

    >>> [each.lower for each in words_of(syllables("Tổng khởi nghĩa nổ ra ở Vinh"))]
    ['tổng khởi nghĩa', 'nổ ra', 'ở', 'vinh']
    """
    found: list[Word] = []
    lexicon = _lexicon()
    i = 0
    while i < len(parts):
        longer = lexicon.get(parts[i].lower)
        if longer is None:
            found.append(parts[i])
            i += 1
            continue
        count = 1
        for known in longer:
            size = known.count(" ") + 1
            if " ".join(each.lower for each in parts[i : i + size]) == known:
                count = size
                break
        piece = parts[i : i + count]
        found.append(
            Word(
                text=" ".join(each.text for each in piece),
                lower=" ".join(each.lower for each in piece),
                start=piece[0].start,
                end=piece[-1].end,
            )
        )
        i += count
    return found


_ROMAN = re.compile(r"[ivxl]{1,7}")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


def number_of(text: str) -> int | None:
    """A number in figures, Arabic or Roman.

    >>> number_of("XIX"), number_of("12"), number_of("vụ")
    (19, 12, None)
    """
    if text.isascii() and text.isdigit() and len(text) <= 4:
        return int(text)
    if not _ROMAN.fullmatch(text.lower()):
        return None
    values = [_VALUES[letter] for letter in text.lower()]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def in_english(words: list[Word]) -> str:
    """The words with those that both languages share said in English: what head words are made of.

    >>> in_english(words_of(syllables("Chiến dịch Sông Thao giành thắng lợi")))
    'campaign Sông Thao victory'
    """
    out: list[str] = []
    said = english_of_triggers()
    for n, word in enumerate(words):
        if word.lower in TERMS:
            out.append(TERMS[word.lower])
        elif word.lower in said:
            out.append(said[word.lower])
        elif n and words[n - 1].lower in {"thứ", "lần thứ", "khóa"} and (number := number_of(word.lower)):
            out.append(
                f"{number}th" if number % 10 > 3 or number % 10 == 0 or number in {11, 12, 13} else _ordinal(number)
            )
        elif (n and word.named) or word.lower not in _UNSAID:
            out.append(word.text)
    return " ".join(out)


def _ordinal(number: int) -> str:
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}[number % 10] }"


def issuing_body(text: str) -> Actor | None:
    """A body as an actor, by its English name where it has one.

    >>> issuing_body("Tỉnh ủy Sơn La").name
    'Son La Provincial Party Committee'
    """
    lower = text.lower().replace("uỷ", "ủy")
    known = max((name for name in BODIES if lower.startswith(name)), key=len, default=None)
    if known is None:
        return Actor(name=text, type="government", role="issuer") if text else None
    name, kind = BODIES[known]
    rest = _plain_name(text[len(known) :].strip())
    full = f"{rest} {name}" if rest and name.startswith("Provincial") else name
    return Actor(name=full, type=kind, role="issuer", aliases=(text,))


def _plain_name(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(each for each in decomposed if not unicodedata.combining(each)))
