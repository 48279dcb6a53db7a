"""The page's own words, in English and Vietnamese: one table, so that no text hides in the script."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: dict[str, tuple[str, str]] = {
    "skip": ("Skip to the table of events", "Đến bảng sự kiện"),
    "thousands": (",", "."),
    "months": (
        "Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec",
        ", ".join(f"thg {number}" for number in range(1, 13)),
    ),
    "search": ("Search events", "Tìm sự kiện"),
    "types": ("Event types", "Loại sự kiện"),
    "all": ("All", "Tất cả"),
    "none": ("None", "Bỏ hết"),
    "lanes": ("Lanes", "Xếp hàng theo"),
    "lane_type": ("Event type", "Loại sự kiện"),
    "lane_place": ("Place", "Địa điểm"),
    "lane_source": ("Source", "Nguồn"),
    "filters": ("More filters", "Bộ lọc khác"),
    "place": ("Place", "Địa điểm"),
    "source": ("Source", "Nguồn"),
    "any_place": ("All places", "Mọi địa điểm"),
    "any_source": ("All sources", "Mọi nguồn"),
    "modality": ("Status", "Trạng thái"),
    "certainty": ("Certainty of the date", "Độ chắc chắn của ngày"),
    "known": ("How the date is known", "Cách xác định ngày"),
    "reset": ("Clear filters", "Xoá bộ lọc"),
    "zoom_in": ("Zoom in", "Phóng to"),
    "zoom_out": ("Zoom out", "Thu nhỏ"),
    "zoom_all": ("Show all", "Xem tất cả"),
    "earlier": ("Earlier", "Trước đó"),
    "later": ("Later", "Sau đó"),
    "theme": ("Dark or light", "Tối hoặc sáng"),
    "copy_link": ("Copy link", "Chép liên kết"),
    "copied": ("Link copied", "Đã chép liên kết"),
    "copy_failed": ("The link is in the address bar", "Liên kết ở thanh địa chỉ"),
    "download": ("Download", "Tải xuống"),
    "download_csv": ("Events shown, CSV", "Sự kiện đang xem, CSV"),
    "download_json": ("Events shown, JSON", "Sự kiện đang xem, JSON"),
    "download_svg": ("Chart, SVG", "Biểu đồ, SVG"),
    "download_png": ("Chart, PNG", "Biểu đồ, PNG"),
    "chart": ("Timeline", "Dòng thời gian"),
    "chart_help": (
        (
            "Left and right arrow keys go through the events in time order, Enter opens one, Escape closes it. "
            "Plus and minus zoom, Home shows all. The same events are in the table below."
        ),
        (
            "Phím mũi tên trái, phải đi qua các sự kiện theo thời gian, Enter để mở, Escape để đóng. "
            "Phím cộng, trừ để phóng to, thu nhỏ, Home để xem tất cả. Bảng bên dưới có cùng các sự kiện."
        ),
    ),
    "overview": ("All years: the window shown", "Toàn bộ các năm: phần đang xem"),
    "shown": ("{shown} of {total} events", "{shown} trên {total} sự kiện"),
    "shown_all": ("{total} events", "{total} sự kiện"),
    "shown_one": ("1 event", "1 sự kiện"),
    "nothing": ("No event passes these filters.", "Không có sự kiện nào phù hợp."),
    "empty": ("This package has no events.", "Gói dữ liệu này không có sự kiện."),
    "table": ("Events", "Các sự kiện"),
    "date": ("Date", "Thời gian"),
    "event": ("Event", "Sự kiện"),
    "type": ("Type", "Loại"),
    "sources": ("Sources", "Nguồn"),
    "previous_page": ("Previous page", "Trang trước"),
    "next_page": ("Next page", "Trang sau"),
    "page": ("Page {page} of {pages}", "Trang {page} trên {pages}"),
    "about": ("About this timeline", "Về dòng thời gian này"),
    "select_hint": (
        "Choose an event to see its date, how it is known, and the words that prove it.",
        "Chọn một sự kiện để xem thời gian, cách xác định và câu chữ chứng minh.",
    ),
    "documents": ("Documents", "Tài liệu"),
    "more_documents": ("and {count} more", "và {count} tài liệu khác"),
    "licence": ("Licence", "Giấy phép"),
    "no_licence": ("not specified", "không nêu"),
    "version": ("Version", "Phiên bản"),
    "legend": ("How dates are drawn", "Cách vẽ thời gian"),
    "legend_day": ("one exact day", "đúng một ngày"),
    "legend_within": ("some time within", "một lúc nào đó trong khoảng"),
    "legend_span": ("lasted from–to; coarse ends hatched", "kéo dài từ–đến; đầu mút gạch chéo là ước chừng"),
    "legend_by": ("by (deadline), or some time before", "hạn chót, hoặc trước đó"),
    "legend_since": ("since, or some time after", "từ, hoặc sau đó"),
    "legend_for": ("applies to", "áp dụng cho"),
    "legend_bin": ("that many events: click to zoom", "số sự kiện: bấm để phóng to"),
    "legend_italic": ("italic: not (yet) a fact", "chữ nghiêng: chưa hoặc không xảy ra"),
    "today": ("Today", "Hôm nay"),
    "close": ("Close", "Đóng"),
    "previous": ("Previous", "Trước"),
    "next": ("Next", "Sau"),
    "how": ("How the date is known", "Cách xác định thời gian"),
    "how_stated": ("Stated in full", "Được nêu đầy đủ"),
    "how_resolved": ("Completed from the context", "Suy từ ngữ cảnh"),
    "how_inferred": ("Inferred from several facts", "Tính từ nhiều dữ kiện"),
    "stated": ("“{words}” gives the whole date.", "“{words}” nêu đủ ngày tháng."),
    "resolved_published": (
        "“{words}” is read against the day its source was published, {date}.",
        "“{words}” được hiểu theo ngày đăng của nguồn, {date}.",
    ),
    "resolved_published_unknown": (
        "“{words}” is read against the day its source was published.",
        "“{words}” được hiểu theo ngày đăng của nguồn.",
    ),
    "resolved_words": (
        "“{words}” is read against “{anchor}” in the same source.",
        "“{words}” được hiểu theo “{anchor}” trong cùng nguồn.",
    ),
    "resolved_offset": (
        "“{words}” is read against another date of the same source (character {offset}).",
        "“{words}” được hiểu theo một ngày khác trong cùng nguồn (ký tự {offset}).",
    ),
    "inferred_from": ("Inferred from: {premises}", "Suy ra từ: {premises}"),
    "quotes": ("Sources", "Nguồn"),
    "open_source": ("Open the source", "Mở nguồn"),
    "published": ("published {date}", "đăng {date}"),
    "facts": ("Facts", "Dữ kiện"),
    "confidence": ("Confidence", "Độ tin cậy"),
    "reference": ("Reference", "Số hiệu"),
    "people": ("Participants", "Bên tham gia"),
    "reviewed": ("Reviewed by a person", "Đã được người kiểm tra"),
    "precision": ("Precision", "Độ chính xác"),
    "row": ("The row as JSON", "Dòng dữ liệu dạng JSON"),
    "group": ("{count} events at the same time", "{count} sự kiện cùng lúc"),
    "more": ("and {count} more", "và {count} sự kiện khác"),
    "none_here": ("No event in this window", "Không có sự kiện trong khoảng này"),
    "nameless": (
        "{count} of {total} events have no label here: zoom in or click to see it",
        "{count} trên {total} sự kiện không có nhãn ở đây: phóng to hoặc bấm để xem",
    ),
    "nameless_one": (
        "1 of {total} events has no label here: zoom in or click to see it",
        "1 trên {total} sự kiện không có nhãn ở đây: phóng to hoặc bấm để xem",
    ),
    "covering": ("Throughout:", "Suốt khoảng này:"),
    "covering_many": ("{count} ongoing", "{count} đang diễn ra"),
    "before_one": ("‹ 1 event earlier", "‹ 1 sự kiện trước đó"),
    "before_many": ("‹ {count} events earlier", "‹ {count} sự kiện trước đó"),
    "after_one": ("1 event later ›", "1 sự kiện sau đó ›"),
    "after_many": ("{count} events later ›", "{count} sự kiện sau đó ›"),
    "bin": ("{count} events: zoom in", "{count} sự kiện: phóng to"),
    "no_place": ("No place", "Không rõ địa điểm"),
    "no_source": ("No source", "Không rõ nguồn"),
    "others": ("{count} others", "{count} mục khác"),
    "bce": ("{year} BCE", "{year} TCN"),
    "noscript": (
        (
            "This page draws its timeline with JavaScript, which is switched off here. "
            "The same events are in the data package's CSV files."
        ),
        "Trang này cần JavaScript để vẽ dòng thời gian. Các sự kiện có trong tệp CSV của gói dữ liệu.",
    ),
    "sort_time": ("in time order", "theo thời gian"),
}

ENUMS: dict[str, dict[str, tuple[str, str]]] = {
    "event_type": {
        "legal_act": ("Legal act", "Văn bản pháp luật"),
        "meeting": ("Meeting", "Hội nghị"),
        "commemoration": ("Commemoration", "Kỷ niệm"),
        "exercise": ("Exercise", "Diễn tập"),
        "battle": ("Battle", "Trận đánh"),
        "uprising": ("Uprising", "Khởi nghĩa"),
        "founding": ("Founding", "Thành lập"),
        "movement": ("Movement", "Di chuyển"),
        "appointment": ("Appointment", "Bổ nhiệm"),
        "assessment": ("Assessment", "Đánh giá"),
        "agreement": ("Agreement", "Thoả thuận"),
        "disaster": ("Disaster", "Thảm hoạ"),
        "publication": ("Publication", "Xuất bản"),
        "term": ("Term", "Nhiệm kỳ"),
        "target": ("Target", "Mục tiêu"),
        "other": ("Other", "Khác"),
    },
    "modality": {
        "occurred": ("Occurred", "Đã xảy ra"),
        "ongoing": ("Ongoing", "Đang diễn ra"),
        "planned": ("Planned", "Dự kiến"),
        "target": ("Target", "Mục tiêu"),
        "hypothetical": ("Hypothetical", "Giả định"),
        "negated": ("Did not happen", "Không xảy ra"),
    },
    "qualifier": {
        "certain": ("Certain", "Chắc chắn"),
        "approximate": ("Approximate", "Xấp xỉ"),
        "uncertain": ("Uncertain", "Không chắc"),
        "approximate_uncertain": ("Approximate and uncertain", "Xấp xỉ và không chắc"),
    },
    "derivation": {
        "stated": ("Stated", "Được nêu"),
        "resolved": ("Resolved", "Suy từ ngữ cảnh"),
        "inferred": ("Inferred", "Suy luận"),
    },
    "precision": {
        "second": ("Second", "Giây"),
        "minute": ("Minute", "Phút"),
        "hour": ("Hour", "Giờ"),
        "day": ("Day", "Ngày"),
        "week": ("Week", "Tuần"),
        "month": ("Month", "Tháng"),
        "season": ("Season", "Mùa"),
        "quarter": ("Quarter", "Quý"),
        "half": ("Half-year", "Nửa năm"),
        "year": ("Year", "Năm"),
        "decade": ("Decade", "Thập niên"),
        "century": ("Century", "Thế kỷ"),
        "interval": ("Interval", "Khoảng"),
        "open": ("Open", "Mở"),
    },
}


def texts(language: str) -> dict[str, str]:
    """Return the page's words in one language.

    >>> texts("vi")["zoom_in"]
    'Phóng to'
    """
    return {key: pair[language == "vi"] for key, pair in TEXTS.items()}


def licence(entry: Mapping[str, object], language: str) -> str:
    """Return what a licence of a descriptor is called; the one of a package that states none is no name.

    >>> licence({"name": "CC-BY-4.0"}, "en"), licence({"name": "notspecified", "title": "License not specified"}, "en")
    ('CC-BY-4.0', 'not specified')
    """
    if entry.get("name") == "notspecified":
        words = texts(language)
        return words["no_licence"]
    return str(entry.get("title") or entry.get("name") or "")


def number(value: int, language: str) -> str:
    """Return a whole number with the thousands apart.

    >>> number(25021, "en"), number(25021, "vi")
    ('25,021', '25.021')
    """
    return f"{value:,}".replace(",", texts(language)["thousands"])


def enum_names(column: str, codes: list[str], language: str) -> list[str]:
    """Return the names of the values of an enum column; an unknown value stands for itself, readable.

    >>> enum_names("event_type", ["legal_act", "space_flight"], "en")
    ['Legal act', 'Space flight']
    """
    known = ENUMS[column]
    return [
        known[code][language == "vi"] if code in known else code.replace("_", " ").strip().capitalize()
        for code in codes
    ]
