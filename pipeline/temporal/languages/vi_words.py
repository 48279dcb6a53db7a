"""Vietnamese words around an expression: what makes digits no date, a weekday an ordinal, and the tense of a sentence.

Every guard sees the lower-cased text and the span that matched, and tells whether the words around allow it.
"""

from __future__ import annotations

import re

_COUNTED = (
    "tỷ|tỉ|triệu|nghìn|ngàn|vạn|trăm|đồng|usd|đô|euro|vnđ|người|hộ|ha|hecta|héc|km|km2|m|m2|m3|m²|m³|kg|tấn|tạ|yến|g|kwh|mw|"
    "kw|cm|mm|chiếc|con|cái|cây|căn|ngôi|quyển|cuốn|bản|trang|lượt|suất|xe|tàu|thuyền|ghe|máy|học|sinh|cán|chiến|bộ|quân|dân|"
    "đại|tờ|lít|mét|dặm|hải|độ|%|phần|lần|tuổi|ngày|giờ|phút|giây|tháng|tuần|từ|câu|bài|vé|phiếu|điểm|cc|vụ|ca|trường|"
    "lớp|xã|thôn|bản|công|nhân|hành|khách|khẩu|viên|quả|phát|đoàn|lao|doanh|sản|đôi|món|cổ|hội|đảng|giáo|thanh|phụ|trẻ|em|"
    "nhà|mẫu|sào|thùng|bao|hộp|chai|gói|loài|giống|mã|hồ|dự|thủy|thuỷ|tên|vị|cặp|bậc|bước|cột|trụ|điện|watt|calo|volt"
)
_AFTER_NUMBER = re.compile(rf" (?:{_COUNTED})(?![^\W_])| ?[%°]| \d{{3}}")
_BEFORE_NUMBER = re.compile(
    r"(?:[$€£¥#]|(?<![^\W_])(?:số|đài|thoại|hotline|đt|đt:|thoại:|mã|điều|khoản|trang|hơn|gần|trên|dưới|chừng|gồm|có|còn|chỉ|"
    r"được|những|cả|giá|cao|dài|rộng|sâu|nặng|thêm|tặng|usd|vnđ|nghị định|thông tư|phòng|đường|quốc lộ|tỉnh lộ|zalo)"
    r"|(?<![0-9])[0-9]{1,4})$"
)
_DIGIT_BEFORE = re.compile(r"(?:[$€£#]|[^\W_][-/]|[0-9][.,])$")
_DIGIT_AFTER = re.compile(r"[-/][^\W_]|[.,][0-9]|[%°@_]")
_YEARS = 1100, 2100


def unglued(low: str, start: int, end: int) -> bool:
    """Whether a match is no part of a longer number or code, as the year is in 164/2018/NĐ-CP."""
    return not (_DIGIT_BEFORE.search(low, max(0, start - 2), start) or _DIGIT_AFTER.match(low, end))


_NUMBERED = re.compile(r"(?<![^\W_])(?:số|mã|thoại|đt|đt:|hotline|tài khoản|gọi) $")


def year_range(low: str, start: int, end: int) -> bool:
    """Whether two years with a dash are years, and no part of a longer number or code."""
    return unglued(low, start, end) and not _NUMBERED.search(low, max(0, start - 12), start)


def year_alone(low: str, start: int, end: int) -> bool:
    """Whether four digits without "năm" are a year and not a quantity or the number of something."""
    if not unglued(low, start, end) or _AFTER_NUMBER.match(low, end):
        return False
    if _BEFORE_NUMBER.search(low[max(0, start - 16) : start].rstrip(" ")):
        return False
    return _YEARS[0] <= int(low[start:end]) < _YEARS[1]


_NOT_A_YEAR = re.compile(r" (?:tuổi|người|thứ|lớp|học|%|tỷ|triệu|xã|huyện|tỉnh|chỉ tiêu)(?![^\W_])|[.,][0-9]|/[^\W_]")


def named_year(low: str, start: int, end: int) -> bool:
    """Whether "năm 75" is a year, and not the age of somebody or five times seventy-five of something."""
    named = (
        "năm" in low[start:end]
        or "niên" in low[start:end]
        or "kỷ" in low[start:end]
        or not low[end - 4 : end].isdigit()
    )
    return not _NOT_A_YEAR.match(low, end) and unglued(low, start, end) and (named or not _AFTER_NUMBER.match(low, end))


_DATED_BEFORE = re.compile(
    r"(?:(?<![^\W_])(?:sáng|sớm|trưa|chiều|tối|đêm|khuya|hôm|ngày|từ|đến|tới|hết|trước|sau|vào|nay|qua|mai|lễ|dịp|khánh|"
    r"và|nhật|thứ \w{1,4}|việt nam|chiến thắng|giải phóng|kỷ niệm|kể từ|tính đến|giờ|phút|[0-9]h|h[0-9]{2}|:[0-9]{2})|"
    r"thứ \w{1,4},|nhật,|nay,|qua,|[0-9]/[0-9]{1,2}(?:,| -| –|-|–)) ?\(?$|[(–]$"
)
_NO_DATE_BEFORE = re.compile(
    r"(?<![^\W_])(?:số|tỷ lệ|tỉ lệ|tỷ số|tỉ số|đường|phố|hẻm|ngõ|ngách|kiệt|nhà|căn|lô|thửa|tờ|điều|khoản|đạt|chiếm|"
    r"bằng|gần|hơn|khoảng|còn|được|với|gồm|có|hạng|thắng|thua|hòa|trường|quận|xuống|lên|giảm|tăng) $|[0-9/.,-]$"
)
_SHARE_AFTER = re.compile(
    r" (?:số|diện|dân|quãng|chặng|chiều|tổng|xã|huyện|phường|tỉnh|thôn|bản|chỉ|tiêu|thành|đại|hộ|người|kế|lưu|sản|cả|"
    r"đường|phiếu|ý|thời|trận|lần|em|học|cán|giáo|bài|câu|nước|lượng|vốn|phần|m|km|ha|xuống|lên)(?![^\W_])|[/%]|[.,-][0-9]"
)


def day_month_alone(low: str, start: int, end: int) -> bool:
    """Whether two numbers such as 28/1 are a day and month, and not a fraction, a score or the number of a house."""
    if not unglued(low, start, end) or _SHARE_AFTER.match(low, end):
        return False
    before = low[max(0, start - 24) : start]
    if _DATED_BEFORE.search(before):
        return True
    numbers = re.findall(r"[0-9]+", low[start:end])
    if len(numbers) < 2:
        return False
    day, month = int(numbers[0]), int(numbers[1])
    return not ("/" not in low[start:end] or day <= month or (day, month) == (24, 7) or _NO_DATE_BEFORE.search(before))


_MONTH_YEAR_BEFORE = re.compile(
    r"(?:(?<![^\W_])(?:từ|đến|tới|hết|trước|sau|vào|đầu|giữa|cuối|và|nay|kỳ|kì|đoạn|khoảng|lúc|hồi) ?|"
    r"[(,;:–-] ?|^|[.!?\n] ?)$"
)


def month_year_alone(low: str, start: int, end: int) -> bool:
    """Whether two numbers such as 8/1945 are a month and year, and not the number of a document."""
    before = low[max(0, start - 12) : start]
    return unglued(low, start, end) and bool(_MONTH_YEAR_BEFORE.search(before))


_ONCE = re.compile(r" (?:lần|lượt|bữa|người|đợt|buổi|chiếc|triệu|lứa)(?![^\W_])")
_COUNTING = re.compile(
    r"(?<![^\W_])(?:mỗi|hằng|hàng|nhiều|những|các|mấy|vài|cách mạng|[0-9]{1,4}|"
    r"một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nửa|ngày|ngày,) $"
)


def month_alone(low: str, start: int, end: int) -> bool:
    """Whether "tháng ba" is March: not in "mỗi tháng ba lần", and not in the name of a revolution."""
    return not (_ONCE.match(low, end) or _COUNTING.search(low, max(0, start - 12), start)) and unglued(low, start, end)


_AT = re.compile(r"(?<![^\W_])(?:lúc|hồi|vào|từ|đến|tới|vào khoảng|lúc khoảng|đúng|trước|,) $")
_LASTING = re.compile(r"(?<![^\W_])(?:trong|suốt|sau|mỗi|dài|mất|hết|gần|hơn|qua|thêm|cách|cứ|kéo dài|thời gian) $")
_HOURS_ONLY = re.compile(r"(?:giờ|giờ rưỡi|[0-9] ?h)$")
_DAY_AFTER = re.compile(r" (?:ngày [0-9]|thứ |hôm |mùng |[0-9]{1,2}/)")


def clock_alone(low: str, start: int, end: int) -> bool:
    """Whether "8 giờ" is a time of day and not a length of eight hours."""
    if low[end : end + 1] == "/" or low[start - 1 : start] in {"/", ".", ","}:
        return False
    before = low[max(0, start - 14) : start]
    if _HOURS_ONLY.search(low[start:end]):
        return bool(_AT.search(before) or _DAY_AFTER.match(low, end))
    return not _LASTING.search(before)


_STAGED = re.compile(
    r" (?:qua năm|sang năm|sang tháng|qua tháng|khi|ngày|cuộc|chiến|lễ|vụ|trận|cách|đại|sự|năm|tháng|thế|hội|hiệp|"
    r"cơn|lũ|bão|công nguyên|\d)(?![^\W\d_])"
)


_SENTENCE_OPENS = re.compile(r"(?:^|[.!?;:\n]) ?$")


def told_next(low: str, start: int, end: int) -> bool:
    """Whether "năm sau" goes by the date last told: at the head of a sentence, with a comma after it."""
    return low[end : end + 1] == "," and bool(_SENTENCE_OPENS.search(low, max(0, start - 2), start))


def stands_apart(low: str, start: int, end: int) -> bool:
    """Whether "hai năm sau" is a date by itself, and not the beginning of "hai năm sau khi …"."""
    return not (low[start:end].endswith((" sau", " trước", " này")) and _STAGED.match(low, end))


_ORDERED = re.compile(
    r"(?<![^\W_])(?:giới|lần|người|điều|hạng|tập|phần|chương|bài|loại|lớp|khóa|khoá|đời|tuần|con|đứa|tầng|kỳ|"
    r"vị trí|thế kỷ|thế kỉ|cấp|bước|năm|tháng|quý|nhóm|số|một|chiếc|đợt|vòng|nhiệm kỳ|cuộc|trận|câu|bên|"
    r"cuốn|ngôi) (?:lần )?$"
)
_WEEKDAY_BEFORE = re.compile(r"(?<![^\W_])(?:sáng|trưa|chiều|tối|đêm|vào|hôm|từ|đến|ngày|đầu tuần|;) ?$|[;(] ?$")
_WEEK_AFTER = re.compile(r",? (?:ngày |\(?[0-9]{1,2}[/-]|tuần |hằng |hàng |vừa )| \(| (?:bến|đến|sẽ)(?![^\W_])")


def weekday_alone(low: str, start: int, _end: int) -> bool:
    """Whether "thứ Hai" is Monday, and not the second of something."""
    return not _ORDERED.search(low, max(0, start - 14), start)


def low_weekday_alone(low: str, start: int, end: int) -> bool:
    """Whether "thứ hai" in small letters is Monday: only beside other words of dates."""
    if not weekday_alone(low, start, end):
        return False
    named = not low.startswith("thứ", start)
    return named or bool(_WEEKDAY_BEFORE.search(low, max(0, start - 10), start) or _WEEK_AFTER.match(low, end))


_FOR_A_YEAR = re.compile(r" (?:học|mới|tài chính|ngân sách|đời|phố|tiên|tư|mối|đàn)(?![^\W_])")


def unit_alone(low: str, _start: int, end: int) -> bool:
    """Whether "cuối năm" is the end of a year, and not of a school year."""
    return not _FOR_A_YEAR.match(low, end)


_UNFIT = re.compile(r"[/.,-]$|(?<![^\W_])(?:thứ|số|khóa|khoá|lớp|tuổi|những|ngày|theo) $")
_NO_LENGTH_AFTER = re.compile(r"/[0-9]|(?<=ngày) công(?![^\W_])|(?<=tháng) [0-9]{1,2}(?! (?:ngày|tuần)|[0-9])")


def lasting(low: str, start: int, end: int) -> bool:
    """Whether a number and a unit are a length of time, and not a rate or the number of something."""
    return not (_UNFIT.search(low, max(0, start - 8), start) or _NO_LENGTH_AFTER.match(low, end))


_LONG_BEFORE = re.compile(r"(?<![^\W_])(?:xưa|lâu|trước|bấy|từ trước tới) $")
_PASSED_AWAY = re.compile(r" (?:đời|mặt)(?![^\W_])")


def vague_alone(low: str, start: int, end: int) -> bool:
    """Whether "nay" is now and "vừa qua" lately: not in "xưa nay" and not in "vừa qua đời"."""
    return not (_LONG_BEFORE.search(low, max(0, start - 8), start) or _PASSED_AWAY.match(low, end))


_OF_A_COUNTRY = re.compile(
    r" (?:nước |của |cộng hòa )?(?:pháp|mỹ|lào|trung|cuba|nga|thái|ấn|nhật|hàn|đức|anh)(?![^\W_])"
)


_YEARS_OF = re.compile(r"(?:[0-9]|mươi|trăm) năm (?:[^\W_]{1,7} ){0,3}$")


def holiday_here(low: str, start: int, end: int) -> bool:
    """Whether a feast tells a day: not another country's, and not one since which so many years have passed."""
    return not (_OF_A_COUNTRY.match(low, end) or _YEARS_OF.search(low, max(0, start - 32), start))


_NOT = re.compile(r"(?<![^\W_])(?:không|chưa|chẳng) (?:[^\s.,;:!?]{1,12} ){0,8}$")


def either_date(low: str, start: int, end: int) -> bool:
    """Whether one of two dates is meant, and not that something was on neither."""
    return unglued(low, start, end) and not _NOT.search(low, max(0, start - 60), start)


YEAR_AHEAD = re.compile(r" (?:đỏ lửa|lịch sử|cách mạng|đại thắng|toàn thắng|độc lập) (?:năm )?([12][0-9]{3})(?![0-9])")

# who tells a sentence, behind it: "ông qua đời ngày 2/11, gia đình cho biết"
ATTRIBUTED = re.compile(r", (?:[^\s,.;:!?]{1,12} ){1,6}(?:cho biết|cho hay|thông báo|xác nhận)(?:[.,;)]|$)")
SPEAKER = re.compile(r"(?<![^\W_])(?:[Cc]húng )?(?:[Tt]ôi|ta)(?![^\W_])")

# what marks the tense of a sentence; the future in a group, as `Language.verb` wants it
VERB = re.compile(
    r"(?<![^\W_])(?:(?P<coming>sẽ|sắp|dự kiến|dự định|kế hoạch|phấn đấu|chuẩn bị|hướng tới|mục tiêu|hạn chót)|"
    r"đã|vừa|từng|bắt đầu)(?![^\W_])"
)
