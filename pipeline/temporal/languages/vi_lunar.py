"""Vietnamese dates of the lunar calendar, which are recognised and not converted (see `pipeline.temporal.lunar`)."""

from __future__ import annotations

from pipeline.temporal.grammar import Rule
from pipeline.temporal.languages.vi_words import unglued
from pipeline.temporal.lunar import lunar_date, lunar_days, lunar_year

_FULL_MOON = 15
_LAST_DAYS = 20

LUNAR_RULES = (
    Rule(
        name="vi.lunar-day",
        templates=(
            "[{day_word} ]{day=number} tháng {month=lunar_month}[ năm {named_year}][<y>]",
            "[{day_word} ]{day=number} tháng <mo> <lunar>[<y>|[ năm] {named_year}]",
            "{day_word} {day=number} tháng <mo>[<y>] <lunar>",
            "{day_word} {day=number} tháng <mo> năm {named_year}[ <lunar>][ {year}]",
            "[{day_word} ]{day}{slash}{month=number}[ năm {named_year}] <lunar>[<y>]",
            "[{day_word} ]{day}{slash}{month=number}{slash}{year} <lunar>",
        ),
        value=lunar_date,
        guard=unglued,
        examples=(
            "ngày 10 tháng 3 âm lịch => XXXX-XX-XX",
            "mùng 5 tháng Giêng năm Kỷ Dậu => XXXX-XX-XX",
            "ngày 8 tháng 4 năm 1998 âm lịch => 1998-XX-XX",
            "23 tháng Chạp => XXXX-XX-XX",
            "ngày 15 tháng 8 (âm lịch) năm 2020 => 2020-XX-XX",
            "ngày 10/3 (âm lịch) => XXXX-XX-XX",
        ),
        rejects=("ngày 31 tháng 3 âm lịch", "ngày 10 tháng 13 âm lịch"),
    ),
    Rule(
        name="vi.lunar-days",
        templates=(
            "[{from} ]{day_word} {day=number} ({to}|{and}) [{day_word} ]{day=number} tết",
            "[{from} ]{day_word} {day=number} ({to}|{and}) [{day_word} ]{day=number} tháng {month=lunar_month}",
            "[{from} ]{day_word} {day=number} ({to}|{and}) [{day_word} ]{day=number} tháng <mo> <lunar>",
        ),
        value=lunar_days,
        examples=("từ mùng 1 đến mùng 3 Tết => XXXX-XX-XX, XXXX-XX-XX",),
        rejects=("mùng 40 và 41 Tết",),
    ),
    Rule(
        name="vi.full-moon",
        templates=("[ngày ]rằm tháng (<mo>|{month=lunar_month})[ <lunar>][<y>]",),
        value=lambda slots: lunar_date({**slots, "day": _FULL_MOON}),
        examples=("rằm tháng Bảy => XXXX-XX-XX", "Rằm tháng Giêng năm 1998 => 1998-XX-XX"),
        rejects=("trăng rằm",),
    ),
    Rule(
        name="vi.lunar-month",
        templates=(
            "[{mod} ]tháng {month=lunar_month}[<y>| năm {named_year}]",
            "[{mod} ]tháng <mo> <lunar>[<y>| năm {named_year}]",
            "tháng <mo> năm {named_year}",
        ),
        value=lunar_date,
        examples=("tháng Giêng => XXXX-XX", "tháng Giêng năm 1930 => 1930-XX", "cuối tháng 8 âm lịch => XXXX-XX"),
        rejects=("tháng giá lạnh",),
    ),
    Rule(
        name="vi.new-year-day",
        templates=("{day_word} {day=number} tết[ {named_year}][ năm {year}| {year}]",),
        value=lunar_date,
        examples=("mùng 1 Tết => XXXX-XX-XX", "mồng Ba Tết Mậu Thân => XXXX-XX-XX"),
        rejects=("mùng 45 Tết",),
    ),
    Rule(
        name="vi.new-year-eve",
        templates=("{day=number} tết",),
        value=lambda slots: lunar_date({**slots, "month": 12}) if slots["day"] >= _LAST_DAYS else None,
        examples=("30 Tết => XXXX-XX-XX",),
        rejects=("5 Tết liền",),
    ),
    Rule(
        name="vi.feast",
        templates=("{feast}[ {named_year}][ năm {year}| {year}]",),
        value=lambda slots: lunar_date({"month": slots["feast"], **slots}),
        examples=("Tết Nguyên đán => XXXX-XX-XX", "Tết Nguyên đán 1998 => 1998-XX-XX"),
        rejects=("tết nơ",),
    ),
    Rule(
        name="vi.day-by-moon",
        templates=("(mùng|mồng) {day=number}",),
        value=lunar_date,
        guard=unglued,
        examples=("chợ họp mùng 5 => XXXX-XX-XX",),
        rejects=("mùng 45",),
    ),
    Rule(
        name="vi.named-year",
        templates=("năm {named_year}",),
        value=lunar_year,
        examples=("năm Giáp Tý => XXXX",),
        rejects=("năm Giáp Sửu",),
    ),
)
