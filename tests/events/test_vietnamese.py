"""Vietnamese prose of many fields: every dated expression must give the right date, type, relation and a label to read."""

import random
import unicodedata

import pytest

from pipeline.events import examine, extract, resolve
from pipeline.events.references import find
from pipeline.events.vietnamese_clauses import LONGEST_LABEL, head_of, shorten
from pipeline.events.vietnamese_types import ROWS, entries
from pipeline.events.vietnamese_words import syllables, words_of
from pipeline.ingest import document_from_text
from pipeline.model import Mention
from pipeline.temporal import tag_document


def mentions(text: str, *, language: str = "vi", published: str | None = None, name: str = "text") -> list[Mention]:
    document = document_from_text(text, id=name, language=language, published=published, title=None)
    return list(extract(document, tag_document(document)))


# text, publication date, and every mention: EDTF, type, relation, modality, label
DOCUMENTS: dict[str, tuple[str, str | None, list[tuple[str, str, str, str, str]]]] = {
    "acts": (
        (
            "Bộ Chính trị ban hành Nghị quyết số 73-NQ/TW ngày 4 tháng 5 năm 2031 về nghề cá. Chính phủ cụ thể hóa bằng "
            "Nghị định số 15/2032/NĐ-CP, ngày 6/7/2032. Ngày 9/8/2032, Tỉnh ủy Phú Thọ ký Kế hoạch số 27-KH/TU. Luật Đê "
            "điều năm 2006 đã được sửa đổi năm 2020. Quyết định số 81/QĐ-TTg ngày 3/2/2033 của Thủ tướng Chính phủ về quy "
            "hoạch cảng cá."
        ),
        None,
        [
            ("2031-05-04", "legal_act", "on", "occurred", "Nghị quyết 73-NQ/TW của Bộ Chính trị"),
            ("2032-07-06", "legal_act", "on", "occurred", "Nghị định 15/2032/NĐ-CP"),
            ("2032-08-09", "legal_act", "on", "occurred", "Kế hoạch 27-KH/TU của Tỉnh ủy Phú Thọ"),
            ("2006", "legal_act", "within", "occurred", "Luật Đê điều"),
            ("2020", "other", "within", "occurred", "Luật Đê điều đã được sửa đổi"),
            ("2033-02-03", "legal_act", "on", "occurred", "Quyết định 81/QĐ-TTg của Thủ tướng Chính phủ"),
        ],
    ),
    "town": (
        (
            "Thị trấn Mường Lát được thành lập năm 1931. Năm 1957, cây cầu treo qua suối bị lũ cuốn trôi. Tháng 10/1962, "
            "hai chị em họ Lò mở xưởng dệt đầu tiên, rồi năm 1968 chuyển về bản Poọng. Trường cấp ba khánh thành ngày 5 "
            "tháng 9 năm 1974. Từ năm 1990, cả bản sống bằng nghề mộc."
        ),
        None,
        [
            ("1931", "founding", "within", "occurred", "Thị trấn Mường Lát được thành lập"),
            ("1957", "disaster", "within", "occurred", "Cây cầu treo qua suối bị lũ cuốn trôi"),
            ("1962-10", "founding", "within", "occurred", "Hai chị em họ Lò mở xưởng dệt đầu tiên"),
            ("1968", "movement", "within", "occurred", "Hai chị em họ Lò chuyển về bản Poọng"),
            ("1974-09-05", "founding", "on", "occurred", "Trường cấp ba khánh thành"),
            ("1990/..", "other", "since", "occurred", "Cả bản sống bằng nghề mộc"),
        ],
    ),
    "war": (
        (
            "Chiến thắng Điện Biên Phủ ngày 7/5/1954 buộc đối phương ngồi vào bàn đàm phán. Trước đó, Chiến dịch Biên giới "
            "thắng lợi năm 1950. Ông kể rằng Cách mạng tháng Tám năm 1945 đã đổi đời cả làng. Chiến dịch Hồ Chí Minh toàn "
            "thắng ngày 30/4/1975."
        ),
        None,
        [
            ("1954-05-07", "battle", "on", "occurred", "Chiến thắng Điện Biên Phủ"),
            ("1950", "battle", "within", "occurred", "Chiến dịch Biên giới thắng lợi"),
            ("1945-08", "uprising", "within", "occurred", "Cách mạng tháng Tám"),
            ("1975-04-30", "battle", "on", "occurred", "Chiến dịch Hồ Chí Minh toàn thắng"),
        ],
    ),
    "anniversaries": (
        (
            "Ngày 12/6/2024, huyện tổ chức lễ kỷ niệm 70 năm Chiến thắng Điện Biên Phủ tại sân vận động. Xưởng gốm Bàu "
            "Trúc kỷ niệm 40 năm thành lập xưởng vào tháng 3 năm 2019. Kỷ niệm 80 năm Ngày thành lập Quân đội nhân dân "
            "Việt Nam (22/12/1944 - 22/12/2024), xã trồng tám mươi cây đa."
        ),
        None,
        [
            ("1954", "battle", "within", "occurred", "Chiến thắng Điện Biên Phủ"),
            ("2024-06-12", "commemoration", "on", "occurred", "Kỷ niệm 70 năm Chiến thắng Điện Biên Phủ"),
            ("2019-03", "commemoration", "within", "occurred", "Kỷ niệm 40 năm thành lập xưởng gốm Bàu Trúc"),
            ("1979", "founding", "within", "occurred", "Thành lập xưởng gốm Bàu Trúc"),
            ("2024-12-22", "commemoration", "on", "occurred", "Kỷ niệm 80 năm thành lập Quân đội nhân dân Việt Nam"),
            ("1944-12-22", "founding", "on", "occurred", "Thành lập Quân đội nhân dân Việt Nam"),
        ],
    ),
    "targets": (
        (
            "Đến năm 2030, tỉnh Sơn La phấn đấu có 60% hộ dân dùng nước sạch. Quy hoạch tỉnh Sơn La thời kỳ 2021 - 2030, "
            "tầm nhìn đến năm 2050 đã được công bố. Nhà máy chè dự kiến mở cửa vào tháng 4 năm 2027. Tuyến cáp treo sẽ "
            "không hoàn thành trước năm 2029. Phấn đấu đến năm 2045 toàn tỉnh không còn nhà tạm."
        ),
        "2026-03-01",
        [
            ("2030", "target", "by", "target", "Tỉnh Sơn La phấn đấu có 60% hộ dân dùng nước sạch"),
            ("2021/2030", "legal_act", "for", "occurred", "Quy hoạch tỉnh Sơn La"),
            ("2050", "target", "by", "target", "Tầm nhìn của Quy hoạch tỉnh Sơn La"),
            ("2027-04", "founding", "within", "planned", "Nhà máy chè dự kiến mở cửa"),
            ("2029", "target", "by", "negated", "Tuyến cáp treo sẽ không hoàn thành"),
            ("2045", "target", "by", "target", "Phấn đấu toàn tỉnh Sơn La không còn nhà tạm"),
        ],
    ),
    "meetings": (
        (
            "Hội nghị lần thứ 12 của Hiệp hội Mây tre khai mạc ngày 14/10/2018 tại Hà Nội. Đại hội Đảng bộ tỉnh Hà Giang "
            "lần thứ XVII, nhiệm kỳ 2020 - 2025, bầu 52 ủy viên. Kỳ họp thứ 6 của Hội đồng nhân dân xã diễn ra vào tháng "
            "12 năm 2022. Năm 2021, huyện tổ chức diễn tập chữa cháy rừng."
        ),
        None,
        [
            ("2018-10-14", "meeting", "on", "occurred", "Hội nghị lần thứ 12 của Hiệp hội Mây tre khai mạc tại Hà Nội"),
            ("2020/2025", "term", "throughout", "occurred", "Nhiệm kỳ của Đại hội Đảng bộ tỉnh Hà Giang lần thứ XVII"),
            ("2022-12", "meeting", "within", "occurred", "Kỳ họp thứ 6 của Hội đồng nhân dân xã diễn ra"),
            ("2021", "exercise", "within", "occurred", "Huyện tổ chức diễn tập chữa cháy rừng"),
        ],
    ),
    "life": (
        (
            "Nhà thơ Đỗ Quyên Lam sinh năm 1902 ở Hội An. Bà rời quê năm 1921 và trở về Hội An ngày 3 tháng 2 năm 1933 sau "
            "12 năm xa nước. Năm 1946, bà được bầu làm đại biểu hội đồng thành phố. Tập thơ đầu tay xuất bản năm 1950. Bà "
            "mất tháng 11 năm 1971."
        ),
        None,
        [
            ("1902", "other", "within", "occurred", "Nhà thơ Đỗ Quyên Lam sinh ở Hội An"),
            ("1921", "movement", "within", "occurred", "Đỗ Quyên Lam rời quê"),
            ("1933-02-03", "movement", "on", "occurred", "Đỗ Quyên Lam trở về Hội An sau 12 năm xa nước"),
            ("1921~", "movement", "within", "occurred", "Đỗ Quyên Lam ra nước ngoài"),
            ("1946", "appointment", "within", "occurred", "Đỗ Quyên Lam được bầu làm đại biểu hội đồng thành phố"),
            ("1950", "publication", "within", "occurred", "Tập thơ đầu tay xuất bản"),
            ("1971-11", "other", "within", "occurred", "Đỗ Quyên Lam mất"),
        ],
    ),
    "news": (
        (
            "Cơn bão số 4 đổ bộ vào Quảng Ngãi ngày 19/9, làm sập 40 ngôi nhà. Hai xã Bình Hải và Bình Châu sáp nhập từ "
            "ngày 1/7. Chợ huyện chưa mở lại kể từ tháng 2 năm 2021. Công ty Tân Hải ký hợp đồng đóng tàu vào quý II năm "
            "2023; con tàu đầu tiên hạ thủy tháng trước."
        ),
        "2023-10-02",
        [
            ("2023-09-19", "disaster", "on", "occurred", "Cơn bão số 4 đổ bộ vào Quảng Ngãi"),
            ("2023-07-01", "agreement", "on", "occurred", "Hai xã Bình Hải và Bình Châu sáp nhập"),
            ("2021-02", "founding", "within", "negated", "Chợ huyện chưa mở lại"),
            ("2023-34", "agreement", "within", "occurred", "Công ty Tân Hải ký hợp đồng đóng tàu"),
            ("2023-09", "founding", "within", "occurred", "Con tàu đầu tiên hạ thủy"),
        ],
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_date_tells_its_event(name: str) -> None:
    text, published, wanted = DOCUMENTS[name]
    found = [
        (each.value.edtf, each.type, each.relation, each.modality, each.label)
        for each in mentions(text, published=published)
    ]
    assert found == wanted


@pytest.mark.parametrize(("example", "row"), [(each, row) for row in ROWS for each in row.examples])
def test_examples_of_the_table(example: str, row: object) -> None:
    assert [each.type for each in mentions(f"Năm 1931, {example}")] == [row.type]  # type: ignore[attr-defined]


def test_no_trigger_stands_in_two_rows() -> None:
    for part in ("nouns", "verbs"):
        claimed = [word for row in ROWS for word in entries(getattr(row, part))]
        assert sorted(claimed) == sorted(set(claimed))


# A Vietnamese sentence and an English one that tell the same event.
PAIRS = [
    (
        "Ngày 28 tháng 1 năm 1941, Nguyễn Ái Quốc trở về Cao Bằng.",
        "Nguyen Ai Quoc returned to Cao Bang on 28 January 1941.",
    ),
    ("Cả huyện góp gạo cho Cách mạng tháng Tám năm 1945.", "The district gave rice to the August Revolution of 1945."),
    ("Chiến thắng Điện Biên Phủ năm 1954 được kể mãi.", "The Dien Bien Phu Campaign ended in victory in 1954."),
    ("Chiến dịch Biên giới giành thắng lợi năm 1950.", "The Border Campaign was won in 1950."),
    (
        "Chính phủ ban hành Nghị định số 15/2032/NĐ-CP ngày 6/7/2032.",
        "The Government issued Decree No. 15/2032/ND-CP on 6 July 2032.",
    ),
    (
        "Bộ Chính trị thông qua Nghị quyết số 73-NQ/TW ngày 4/5/2031.",
        "The Politburo passed Resolution 73-NQ/TW on 4 May 2031.",
    ),
]


@pytest.mark.parametrize(("vietnamese", "english"), PAIRS)
def test_both_languages_tell_one_event_with_the_english_label(vietnamese: str, english: str) -> None:
    told = mentions(english, language="en", name="en")
    events = resolve([*mentions(vietnamese, name="vi"), *told])
    assert [(len(each.mentions), each.label) for each in events] == [(2, told[0].label)]
    assert len(events[0].actors) == len(resolve(told)[0].actors)


def test_acts_that_differ_by_a_letter_stay_two() -> None:
    texts = ("Nghị quyết số 73-NQ/TW ngày 4/5/2031 nói về cá.", "Nghị quyết số 73-NQ/TU ngày 4/5/2031 nói về tôm.")
    assert len(resolve(each for n, text in enumerate(texts) for each in mentions(text, name=f"d{n}"))) == 2


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [("Nghị định số 15/2032/NĐ-CP", "Decree 15/2032/ND-CP"), ("Chỉ thị số 8-CT/TW", "Directive No. 8-CT/TW")],
)
def test_keys_of_acts_are_those_of_english(vietnamese: str, english: str) -> None:
    assert find(vietnamese)[0].key == find(english)[0].key


def test_an_anniversary_without_a_date_counts_from_what_another_text_dates() -> None:
    events = resolve(
        [
            *mentions("Xã kỷ niệm 50 năm thành lập Trường Trung học Bản Poọng.", name="a"),
            *mentions("Trường Trung học Bản Poọng được thành lập năm 1961.", name="b"),
        ]
    )
    told = {each.type: (each.value.edtf, each.derivation) for each in events}
    assert told == {"founding": ("1961", "stated"), "commemoration": ("2011", "inferred")}


def test_a_review_counts_from_the_act() -> None:
    events = resolve(
        [
            *mentions("Huyện tổng kết 10 năm thực hiện Nghị quyết số 73-NQ/TW.", name="a"),
            *mentions("Nghị quyết số 73-NQ/TW ngày 4/5/2031 nói về cá.", name="b"),
        ]
    )
    assert [each.value.edtf for each in events if each.type == "assessment"] == ["2041"]


def test_a_short_name_is_said_in_full() -> None:
    told = mentions("Nhà máy chè Phú Bền mở cửa năm 1995. Nhà máy bị bão tàn phá năm 2001.")
    assert [each.label for each in told] == ["Nhà máy chè Phú Bền mở cửa", "Nhà máy chè Phú Bền bị bão tàn phá"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Làng Phú Xuân Hạ được thành lập năm 1805.", [("Làng Phú Xuân Hạ được thành lập", [])]),
        ("Thôn An Khê bị lũ cuốn trôi tháng 10 năm 1999.", [("Thôn An Khê bị lũ cuốn trôi", [])]),
        ("Nguyễn Văn An sinh năm 1901.", [("Nguyễn Văn An sinh", ["Nguyễn Văn An"])]),
        (
            "Nguyễn Văn An sinh năm 1901. Mất năm 1967.",
            [("Nguyễn Văn An sinh", ["Nguyễn Văn An"]), ("Nguyễn Văn An mất", ["Nguyễn Văn An"])],
        ),
        ("Mất năm 1967.", []),
    ],
)
def test_villages_are_no_persons_and_a_death_is_somebodys(text: str, rows: list[tuple[str, list[str]]]) -> None:
    assert [(each.label, [actor.name for actor in each.actors]) for each in mentions(text)] == rows


def test_an_anniversary_of_nothing_named_infers_nothing() -> None:
    told = mentions("Nhân kỷ niệm 10 năm thành lập, xưởng mở hội vào tháng 10 năm 2016.")
    assert [(each.type, each.value.edtf) for each in told] == [("commemoration", "2016-10")]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ngày 5/6/1962, tại bến Tuần, phà Long Đại chìm.", "Phà Long Đại chìm"),
        ("Mùa gặt năm 1963, cả làng bỏ hoang ruộng.", "Cả làng bỏ hoang ruộng"),
        ("Trường Dục Thanh, về sau là bảo tàng, đóng cửa năm 1912.", "Trường Dục Thanh đóng cửa"),
        ("Nhiệm kỳ 2015 - 2020 khép lại êm ả.", "Nhiệm kỳ khép lại êm ả"),
        (
            "Chương trình hành động số 12-CTr/TU ngày 5/9/2031 của Tỉnh ủy Yên Bái nêu hai việc.",
            "Chương trình hành động 12-CTr/TU của Tỉnh ủy Yên Bái",
        ),
        ("Thông tư số 9/2031/TT-BYT có hiệu lực từ ngày 5/9/2031.", "Thông tư 9/2031/TT-BYT có hiệu lực"),
        (
            "Ngày 15/8/2024 vừa qua, ông Lê Văn Sáu được bầu làm xã đội trưởng.",
            "Ông Lê Văn Sáu được bầu làm xã đội trưởng",
        ),
        ("Tháng 7/2024 vừa qua xã khởi công cầu mới.", "Xã khởi công cầu mới"),
        ("Ngày 20 tháng 10 năm Canh Thìn (1940), bà Lê Thị Sáu sinh tại làng Hạ.", "Bà Lê Thị Sáu sinh tại làng Hạ"),
        ("Hội thi diễn ra trong hai ngày 25/7/2024.", "Hội thi diễn ra"),
        ("Bến phà đóng cửa đúng dịp Quốc khánh 2/9/1975.", "Bến phà đóng cửa"),
        ("Năm 2023, thôn thu hoạch 3,2 tấn chè.", "Thôn thu hoạch 3,2 tấn chè"),
        ("Năm 2023, tỷ lệ hộ nghèo giảm còn 2,5%.", "Tỷ lệ hộ nghèo giảm còn 2,5%"),
        ("Năm 2023, sản lượng chè tăng 20 %.", "Sản lượng chè tăng 20%"),
        ("Năm 2023, sản lượng đạt 3,2 tấn, tăng 20% so với năm 2022.", "Sản lượng đạt 3,2 tấn"),
    ],
)
def test_labels_leave_out_what_only_says_where_and_when(text: str, label: str) -> None:
    assert [each.label for each in mentions(text)] == [label]


def test_a_day_that_is_kept_was_founded_by_nobody() -> None:
    told = mentions("Kỷ niệm 79 năm ngày Quốc khánh (2/9/1945 - 2/9/2024), xã mở hội.")
    assert [(each.value.edtf, each.label) for each in told] == [
        ("2024-09-02", "Kỷ niệm 79 năm Quốc khánh"),
        ("1945-09-02", "Quốc khánh"),
    ]


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        (
            "Nhân kỷ niệm 79 năm Quốc khánh 2/9/1945, xã mở hội.",
            None,
            [("2024", "Kỷ niệm 79 năm Quốc khánh"), ("1945-09-02", "Quốc khánh")],
        ),
        (
            "Chào mừng 70 năm Chiến thắng Điện Biên Phủ 7/5/1954.",
            "2024-04-01",
            [("2024", "Kỷ niệm 70 năm Chiến thắng Điện Biên Phủ"), ("1954-05-07", "Chiến thắng Điện Biên Phủ")],
        ),
        (
            "Kỷ niệm 70 năm Chiến thắng Điện Biên Phủ 7/5/2024.",
            "2024-04-01",
            [("1954", "Chiến thắng Điện Biên Phủ"), ("2024-05-07", "Kỷ niệm 70 năm Chiến thắng Điện Biên Phủ")],
        ),
        (
            "Kỷ niệm 79 năm Quốc khánh vào ngày 2/9/2024.",
            None,
            [("1945", "Quốc khánh"), ("2024-09-02", "Kỷ niệm 79 năm Quốc khánh")],
        ),
        (
            "Kỷ niệm 10 năm Quốc khánh 2/9/1955.",
            None,
            [("1945", "Quốc khánh"), ("1955-09-02", "Kỷ niệm 10 năm Quốc khánh")],
        ),
    ],
)
def test_a_date_behind_what_is_celebrated_is_the_first_or_the_last(text, published, wanted) -> None:
    told = sorted((each.label, each.value.edtf) for each in mentions(text, published=published))
    assert told == sorted((label, date) for date, label in wanted)


def test_a_long_clause_is_cut_between_words() -> None:
    words = "Hợp tác xã trồng chè " + "và nuôi ong lấy mật trên các sườn đồi phía tây " * 6
    label = mentions(f"Năm 1962, {words.strip()}.")[0].label
    assert len(label) <= LONGEST_LABEL
    assert words.startswith(label + " ")
    assert shorten("a" * 300) == "a" * LONGEST_LABEL


def test_words_in_parts_are_joined_to_the_longest() -> None:
    assert [each.lower for each in words_of(syllables("Hội thảo Tân Trào"))] == ["hội thảo", "tân", "trào"]
    assert head_of("Tổng khởi nghĩa", None) == "august revolution"


def test_decomposed_letters_tell_the_same() -> None:
    text = DOCUMENTS["town"][0]
    told = [(each.value.edtf, each.type, each.label) for each in mentions(text)]
    spread = mentions(unicodedata.normalize("NFD", text))
    assert [(each.value.edtf, each.type, unicodedata.normalize("NFC", each.label)) for each in spread] == told


@pytest.mark.parametrize("seed", range(60))
def test_no_text_makes_it_fail(seed: int) -> None:
    """Pieces of the documents in any order, with marks between, in either form of Unicode."""
    chance = random.Random(seed)
    pieces = " ".join(text for text, _, _ in DOCUMENTS.values()).split()
    marks = ["(", ")", ",", ".", ";", "–", "\u0301", "năm", "\n\n", "-", "và", "đến", "kỷ niệm 9999 năm", "«", ""]
    text = " ".join(chance.choice(pieces if chance.random() < 0.7 else marks) for _ in range(250))
    document = document_from_text(
        unicodedata.normalize(chance.choice(["NFC", "NFD"]), text), id="x", language="vi", published="2024"
    )
    found = examine(document, tag_document(document)).mentions
    assert all(0 < len(each.label) <= LONGEST_LABEL for each in found)
    resolve(found)


def test_decomposed_letters_tell_the_same_events():
    text = "Năm 1954, Chiến dịch Điện Biên Phủ toàn thắng. Tỉnh ủy ban hành Nghị quyết số 11-NQ/TU ngày 7/3/2022."
    rows = []
    for form in ("NFC", "NFD"):
        read = document_from_text(unicodedata.normalize(form, text), id="text", language="vi")
        found = extract(read, tag_document(read))
        assert all(read.text[each.timex.span.slice] == each.timex.text for each in found)
        quotes = [unicodedata.normalize("NFC", read.text[each.quote.slice]) for each in found]
        rows.append(
            [(each.value.edtf, each.label, each.reference, quote) for each, quote in zip(found, quotes, strict=True)]
        )
    assert [row[:3] for row in rows[0]] == [
        ("1954", "Chiến dịch Điện Biên Phủ toàn thắng", None),
        ("2022-03-07", "Nghị quyết 11-NQ/TU của Tỉnh ủy", "11-NQ/TU"),
    ]
    assert rows[0] == rows[1]


# A segment that only announces, and the clause behind it.
ANNOUNCED = [
    ("Dự kiến tháng 12/2024, xã tổ chức hội thi đan lát.", "planned", "Xã dự kiến tổ chức hội thi đan lát"),
    ("Dự kiến cuối năm 2024, theo nhà thầu, cầu sẽ thông xe.", "planned", "Cầu dự kiến sẽ thông xe"),
    (
        "Dự kiến quý II/2024, sau khi hoàn tất thủ tục, trạm bơm được khởi công.",
        "planned",
        "Trạm bơm dự kiến được khởi công",
    ),
    ("Dự kiến đến tháng 6/2025, sẽ hoàn thành con đường.", "target", "Dự kiến sẽ hoàn thành con đường"),
    ("Phấn đấu đến năm 2030, chợ đón 50.000 lượt khách mỗi năm.", "target", "Chợ phấn đấu đón 50.000 lượt khách mỗi năm"),
    ("Đặt mục tiêu đến năm 2028, hợp tác xã trồng 200 ha rừng.", "target", "Hợp tác xã đặt mục tiêu trồng 200 ha rừng"),
    ("Mục tiêu đến năm 2030, toàn xã có 60% số hộ dùng nước sạch.", "target", "Mục tiêu toàn xã có 60% số hộ dùng nước sạch"),
    # a segment that tells something itself
    ("Mục tiêu của xã đến năm 2025, tỷ lệ hộ nghèo còn 2%.", "target", "Mục tiêu của xã"),
    ("Xã dự kiến khánh thành cầu vào tháng 12/2024, nhà thầu cho biết.", "planned", "Xã dự kiến khánh thành cầu"),
    ("Theo kế hoạch, đến năm 2030, chợ đón 50.000 lượt khách.", "target", "Chợ đón 50.000 lượt khách"),
]  # fmt: skip
COUNTED = [
    ("Năm 1965, cụ Lê Văn Ba sống ở rừng 10 năm.", "Cụ Lê Văn Ba sống ở rừng 10 năm"),
    ("Năm 1965, đội trồng 30 ha rừng mỗi tháng.", "Đội trồng 30 ha rừng mỗi tháng"),
    ("Xã trồng 20 ha rừng trong năm 1965.", "Xã trồng 20 ha rừng"),
]


@pytest.mark.parametrize(("text", "modality", "label"), ANNOUNCED)
def test_what_is_announced_is_told_behind_the_comma(text: str, modality: str, label: str) -> None:
    assert [(each.modality, each.label) for each in mentions(text, published="2023-10-12")] == [(modality, label)]


@pytest.mark.parametrize(("text", "label"), COUNTED)
def test_a_label_keeps_the_unit_of_what_it_counts(text: str, label: str) -> None:
    assert [each.label for each in mentions(text)] == [label]


FEASTS = [
    ("Ngày 10/10/2023, Ủy ban nhân dân xã Bình Hải tổ chức lễ kỷ niệm 120 năm ngày thành lập làng gốm.", "thành lập làng gốm"),
    ("Ngày 10/10/2023, huyện Ba Tri tổ chức lễ kỷ niệm 120 năm xây dựng chợ.", "xây dựng chợ"),
    ("Ngày 10/10/2023, Trường Lê Lợi tổ chức lễ kỷ niệm 40 năm thành lập trường.", "thành lập trường Lê Lợi"),
    ("Ngày 10/10/2023, Nhà máy Tân Hải tổ chức lễ kỷ niệm 40 năm thành lập.", "thành lập nhà máy Tân Hải"),
    ("Ngày 10/10/2023, Nhà máy Tân Hải kỷ niệm 40 năm thành lập.", "thành lập nhà máy Tân Hải"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "origin"), FEASTS)
def test_who_holds_a_feast_is_not_what_it_is_of(text: str, origin: str) -> None:
    celebrated = [each.label for each in mentions(text) if each.type == "commemoration"]
    assert [label.partition(" năm ")[2] for label in celebrated] == [origin]
