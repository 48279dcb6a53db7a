"""The table of event types for Vietnamese: the words that trigger each, with the English word for the same.

A trigger is one entry of a row, `word = English` (or "-", where the English says nothing); the English is what the
event's head words are written in, so that a Vietnamese and an English mention of one event meet. The suite reads every
row's examples.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.model import EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class VietnameseRow:
    """One event type; `examples` are clauses without their date, each of which must be read as this type."""

    type: EventType
    nouns: str
    verbs: str
    examples: tuple[str, ...]


ROWS: tuple[VietnameseRow, ...] = (
    VietnameseRow(
        type="legal_act",
        nouns=(
            "nghị quyết = resolution; nghị định = decree; chỉ thị = directive; quyết định = decision; "
            "thông tư = circular; kết luận = conclusion; luật = law; bộ luật = code; pháp lệnh = ordinance; "
            "hiến pháp = constitution; chương trình hành động = action program; sắc lệnh = decree; "
            "quy hoạch = planning; bản án = sentence"
        ),
        verbs=(
            "ban hành = issue; bãi bỏ = abolition; bãi miễn = repeal; tuyên án = sentence; cấm = ban; "
            "phê chuẩn = ratify"
        ),
        examples=("Hội đồng thành phố ban hành quy chế chợ đêm.", "Nhà vua bãi bỏ thuế muối."),
    ),
    VietnameseRow(
        type="meeting",
        nouns=(
            "hội nghị = conference; đại hội = congress; kỳ họp = session; kì họp = session; phiên họp = session; "
            "cuộc họp = meeting; hội thảo = seminar; hội đàm = talk; diễn đàn = forum; "
            "hội nghị trung ương = plenum; tọa đàm = seminar; toạ đàm = seminar"
        ),
        verbs=(
            "họp = meet; gặp = meet; gặp gỡ = meet; họp bàn = meet; hội kiến = meet; đàm phán = negotiation; "
            "thảo luận = discuss"
        ),
        examples=("Hội thảo về nghề gốm khai mạc ở Hội An.", "Hai vị bộ trưởng gặp nhau ở Huế."),
    ),
    VietnameseRow(
        type="commemoration",
        nouns=(
            "lễ kỷ niệm = anniversary; lễ mít tinh = celebration; lễ hội = festival; triển lãm = exhibition; "
            "lễ duyệt binh = parade; lễ tang = funeral; lễ tưởng niệm = memorial; ngày hội = festival; "
            "huân chương = medal; giải thưởng = prize"
        ),
        verbs=(
            "kỷ niệm = anniversary; kỉ niệm = anniversary; tưởng niệm = memorial; trao tặng = award; "
            "khen thưởng = award; tôn vinh = honor"
        ),
        examples=("Thị trấn tổ chức lễ hội hoa ban.", "Làng chài tưởng niệm những người đi biển."),
    ),
    VietnameseRow(
        type="exercise",
        nouns=(
            "cuộc diễn tập = exercise; diễn tập = exercise; tập trận = exercise; cuộc tập trận = exercise; "
            "hội thao = exercise"
        ),
        verbs="diễn tập = exercise; luyện tập = drill; huấn luyện = training; tập trận = exercise",
        examples=("Huyện tổ chức diễn tập phòng chống lụt bão.", "Ba nước tập trận ngoài khơi."),
    ),
    VietnameseRow(
        type="battle",
        nouns=(
            "chiến thắng = victory; đại thắng = victory; chiến dịch = campaign; trận = battle; trận đánh = battle; "
            "chiến tranh = war; kháng chiến = resistance war; cuộc kháng chiến = resistance war; "
            "tổng tiến công = offensive; cuộc tiến công = offensive; cuộc chiến = war"
        ),
        verbs=(
            "tấn công = attack; tiến công = attack; đánh = attack; đánh chiếm = capture; chiếm = capture; "
            "thắng lợi = victory; toàn thắng = victory; giành thắng lợi = victory; đại thắng = victory; "
            "chiến thắng = victory; giải phóng = liberation; bao vây = siege; đầu hàng = surrender; "
            "xâm lược = invasion; đánh bại = defeat; ném bom = bombing; đánh tan = defeat; "
            "thống nhất = reunification"
        ),
        examples=("Nghĩa quân bao vây thành đá.", "Chiến dịch Sông Thao giành thắng lợi.", "Bộ đội giải phóng thị xã."),
    ),
    VietnameseRow(
        type="uprising",
        nouns=(
            "cách mạng = revolution; khởi nghĩa = uprising; tổng khởi nghĩa = general uprising; "
            "cuộc khởi nghĩa = uprising; cuộc cách mạng = revolution; đảo chính = coup; cuộc đảo chính = coup; "
            "bãi công = strike; cuộc bãi công = strike; cuộc biểu tình = protest; phong trào đồng khởi = uprising"
        ),
        verbs=(
            "khởi nghĩa = uprising; nổi dậy = uprising; lật đổ = overthrow; bãi công = strike; "
            "biểu tình = protest; đình công = strike; giành chính quyền = seize power; "
            "tổng khởi nghĩa = general uprising"
        ),
        examples=("Thợ dệt nổi dậy.", "Công nhân bến cảng bãi công.", "Cuộc khởi nghĩa nổ ra ở miền xuôi."),
    ),
    VietnameseRow(
        type="founding",
        nouns=(
            "lễ khánh thành = inauguration; lễ khởi công = groundbreaking; lễ thành lập = founding; "
            "lễ thông xe = opening"
        ),
        verbs=(
            "thành lập = founding; sáng lập = founding; lập = founding; lập nên = founding; ra đời = founding; "
            "khánh thành = inauguration; khởi công = groundbreaking; xây dựng = construction; xây = construction; "
            "dựng = construction; khai trương = opening; mở = opening; mở cửa = opening; thông xe = opening; "
            "hoàn thành = completion; khai sinh = founding; phát minh = invention; phát hiện = discovery; "
            "đi vào hoạt động = opening; hạ thủy = launch; xây xong = completion; tái lập = founding; "
            "trùng tu = restoration"
        ),
        examples=("Hai chị em sáng lập lò bánh.", "Cây cầu được khánh thành.", "Tờ báo ra đời ở Vinh."),
    ),
    VietnameseRow(
        type="movement",
        nouns="chuyến thăm = visit; chuyến đi = journey; cuộc hành quân = march; chuyến bay = flight",
        verbs=(
            "trở về = return; trở lại = return; về nước = return; quay về = return; đặt chân trở lại = return; "
            "về đến = arrival; rời = departure; rời khỏi = departure; ra đi = departure; lên đường = departure; "
            "chuyển đến = move; chuyển về = move; di cư = migration; thăm = visit; đến thăm = visit; "
            "sang thăm = visit; rút khỏi = withdrawal; rút quân = withdrawal; sơ tán = evacuation; "
            "cập bến = arrival; đặt chân đến = arrival; tiến vào = march; hành quân = march; vượt biên = cross; "
            "sang = move; quay lại = return; lên thăm = visit"
        ),
        examples=("Nhà thực vật học trở về Đà Lạt.", "Chuyến phà cuối cùng rời đảo."),
    ),
    VietnameseRow(
        type="appointment",
        nouns="bầu cử = election; cuộc bầu cử = election; lễ nhậm chức = inauguration; lễ đăng quang = coronation",
        verbs=(
            "bầu = election; được bầu = election; bổ nhiệm = appointment; nhậm chức = appointment; "
            "từ chức = resignation; nghỉ hưu = retirement; lên ngôi = coronation; thoái vị = abdication; "
            "trở thành = become; cử = appointment; bãi nhiệm = dismissal; giữ chức = appointment; "
            "tái đắc cử = election; miễn nhiệm = dismissal; đắc cử = election"
        ),
        examples=("Bà được bổ nhiệm làm giám đốc bảo tàng.", "Vị chủ tịch từ chức."),
    ),
    VietnameseRow(
        type="assessment",
        nouns=(
            "cuộc kiểm tra = inspection; cuộc thanh tra = inspection; tổng điều tra = census; đợt kiểm tra = inspection"
        ),
        verbs=(
            "kiểm tra = inspection; thanh tra = inspection; đánh giá = assessment; tổng kết = review; "
            "sơ kết = review; khảo sát = survey; điều tra = investigation; rà soát = review; xét xử = trial"
        ),
        examples=("Đoàn cán bộ kiểm tra con đập.", "Sở tổng kết việc trồng rừng."),
    ),
    VietnameseRow(
        type="agreement",
        nouns=(
            "hiệp định = agreement; hiệp ước = treaty; thỏa thuận = agreement; thoả thuận = agreement; "
            "hợp đồng = contract; tạm ước = agreement"
        ),
        verbs=(
            "ký kết = agreement; sáp nhập = merger; hợp nhất = merger; mua lại = purchase; bán = sale; "
            "kết nghĩa = partnership; đình chiến = ceasefire"
        ),
        examples=("Hai cảng ký hiệp định về hoa tiêu.", "Hai xã sáp nhập."),
    ),
    VietnameseRow(
        type="disaster",
        nouns=(
            "trận lụt = flood; trận lũ = flood; cơn bão = storm; bão = storm; trận động đất = earthquake; "
            "động đất = earthquake; nạn đói = famine; đại dịch = pandemic; dịch bệnh = epidemic; "
            "vụ nổ = explosion; vụ cháy = fire; vụ tai nạn = accident; hạn hán = drought; lũ quét = flood; "
            "vụ thảm sát = massacre; trận hỏa hoạn = fire; sạt lở = landslide"
        ),
        verbs=(
            "tàn phá = destroy; thiêu rụi = destroy; chìm = sink; sập = collapse; phá hủy = destroy; "
            "cuốn trôi = destroy; thảm sát = massacre"
        ),
        examples=("Cơn bão tàn phá vườn cam.", "Con tàu bị chìm.", "Nạn đói hoành hành."),
    ),
    VietnameseRow(
        type="publication",
        nouns=(
            "tuyên ngôn = declaration; bản tuyên ngôn = declaration; báo cáo = report; cuốn sách = book; "
            "lời kêu gọi = appeal"
        ),
        verbs=(
            "xuất bản = publication; công bố = announce; phát hành = release; công chiếu = premiere; "
            "ra số đầu = publication; in = print; đọc = read"
        ),
        examples=("Viện xuất bản tập bản đồ.", "Tòa soạn công bố kết quả cuộc thi."),
    ),
    VietnameseRow(
        type="target",
        nouns="mục tiêu = goal; tầm nhìn = vision; định hướng = orientation; chỉ tiêu = target",
        verbs=(
            "phấn đấu = aim; đặt mục tiêu = aim; hướng tới = aim; hướng đến = aim; muốn = wants; "
            "mong muốn = wants; vạch đường = -; vạch ra = -; đề ra = -; đặt ra = -"
        ),
        examples=("Xã phấn đấu có nước sạch cho mọi nhà.", "Hợp tác xã đặt mục tiêu trồng một vạn cây."),
    ),
    VietnameseRow(
        type="other",
        nouns="đám cưới = wedding",
        verbs=(
            "sinh = birth; sinh ra = birth; chào đời = birth; mất = death; qua đời = death; hy sinh = death; "
            "từ trần = death"
        ),
        examples=("Nhà thơ qua đời ở Nha Trang.", "Vườn có bốn mươi gốc lê."),
    ),
)


def entries(text: str) -> dict[str, str]:
    """The entries of a list of words and their English.

    >>> entries("họp = meet; bãi công = strike")
    {'họp': 'meet', 'bãi công': 'strike'}
    """
    pairs = (each.split(" = ") for each in text.split("; "))
    return {word.strip(): english.strip() for word, english in pairs}


@cache
def noun_triggers() -> Mapping[str, EventType]:
    """Trigger noun → its type.

    >>> noun_triggers()["hội thảo"]
    'meeting'
    """
    return {word: row.type for row in ROWS for word in entries(row.nouns)}


@cache
def verb_triggers() -> Mapping[str, EventType]:
    """Trigger verb → its type.

    >>> verb_triggers()["trở về"]
    'movement'
    """
    return {word: row.type for row in ROWS for word in entries(row.verbs)}


@cache
def english_of_triggers() -> Mapping[str, str]:
    """Trigger → the English word that stands for it in head words."""
    return {word: english for row in ROWS for part in (row.nouns, row.verbs) for word, english in entries(part).items()}
