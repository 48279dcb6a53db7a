"""Vietnamese expressions that lean on another date, durations, sets and vague references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.temporal.grammar import Rule
from pipeline.temporal.languages.vi_words import (
    clock_alone,
    lasting,
    low_weekday_alone,
    stands_apart,
    told_next,
    unit_alone,
    vague_alone,
    weekday_alone,
)
from pipeline.temporal.readings import (
    away,
    deictic,
    every,
    fixed,
    length,
    point,
    ref_named,
    ref_unit,
    told_unit,
    week_of_month,
)
from pipeline.temporal.readings_parts import clock_with_part, recurring
from pipeline.temporal.values import Point, Shift

if TYPE_CHECKING:
    from pipeline.temporal.grammar import Slots, Value

_LONG_UNITS = frozenset({"M", "Q", "Y", "DE", "CE"})
_SHORT_UNITS = frozenset({"S", "MIN", "H"})


def _ref_unit(slots: Slots) -> Value:
    """A unit by its neighbour; a day goes by the day last told, no other date is told in hours."""
    if slots["unit"] in _SHORT_UNITS:
        return None
    base, amount = slots["ref"]
    told = slots["unit"] == "D" and base == "near" and amount
    return ref_unit({**slots, "ref": ("told" if told else base, amount)})


def _told_next(slots: Slots) -> Value:
    return None if slots["unit"] in _SHORT_UNITS else told_unit(1)(slots)


def _told_part(slots: Slots) -> Value:
    return told_unit(0)(slots) if slots["unit"] in _LONG_UNITS else None


def _weekend(slots: Slots) -> Value:
    base, amount = slots.get("ref", ("near", 0))
    return Point(shift=Shift(base=base, unit="WE", amount=amount))


def _weekday_of_week(slots: Slots) -> Value:
    base, amount = slots["ref"]
    return Point(weekday=slots["weekday"], part=slots.get("part"), shift=Shift(base=base, unit="W", amount=amount))


def _part_deictic(slots: Slots) -> Value:
    part, days = slots["part_deictic"]
    shift = Shift(base="published", amount=days)
    if "hour" not in slots:
        return Point(part=part, shift=shift)
    time = clock_with_part({**slots, "part": part})
    return Point(clock=time.clock, shift=shift) if isinstance(time, Point) else time


def _length(slots: Slots) -> Value:
    """A duration; of "3-5 năm" the least."""
    least = slots.get("number", 1)
    return None if least == 0 or slots.get("most", least + 1) <= least else length(slots)


def _half(slots: Slots) -> Value:
    return length({**slots, "half": 0.5})


ANCHORED_RULES = (
    Rule(
        name="vi.deictic",
        templates=("[{part} ]{deictic}",),
        value=deictic,
        examples=("[2019-03-08] ngày mai => 2019-03-09", "[2019-03-08] sáng hôm qua => 2019-03-07TMO"),
        rejects=("một hôm nào",),
    ),
    Rule(
        name="vi.part-deictic",
        templates=("{part_deictic}", "<hour> {part_deictic}"),
        value=_part_deictic,
        guard=clock_alone,
        examples=("[2019-03-08] tối nay => 2019-03-08TEV", "[2019-03-08] 9 giờ sáng mai => 2019-03-09T09:00"),
        rejects=("trưa nắng",),
    ),
    Rule(
        name="vi.told-next",
        templates=("{unit} sau",),
        value=_told_next,
        guard=told_next,
        examples=("[2019-03-08] Phà mở năm 1902. Năm sau, phà đóng. => 1902, 1903",),
        rejects=("bến sau, bến trước",),
    ),
    Rule(
        name="vi.weekend",
        templates=("cuối tuần[ {ref}]",),
        value=_weekend,
        guard=stands_apart,
        examples=("[2019-03-08] cuối tuần này => 2019-W10-WE", "[2019-03-08] cuối tuần trước => 2019-W09-WE"),
        rejects=("cuối bến",),
    ),
    Rule(
        name="vi.weekday-of-week",
        templates=("[{part} ]{weekday=any_weekday} [tuần ]{ref}",),
        value=_weekday_of_week,
        guard=weekday_alone,
        examples=(
            "[2019-03-08] thứ Hai tuần trước => 2019-02-25",
            "[2019-03-08] sáng thứ tư tuần tới => 2019-03-13TMO",
        ),
        rejects=("người thứ hai tuần trước",),
    ),
    Rule(
        name="vi.ref-unit",
        templates=(
            "[<m>|{part} |đúng ]{unit} {ref}",
            "[{part} |<m>]{ref=same} {unit}[ đó| ấy]",
            "[<m>]tháng <mo> ({unit} {ref}|{ref=same} {unit})",
            "[{part} ]{day_word} {day=number} ({unit} {ref}|{ref=same} {unit})",
            "[{part} ][{day_word} ]<dm> ({unit} {ref}|{ref=same} {unit})",
            "{season} ({unit} {ref}|{ref=same} {unit})",
            "<q> ({unit} {ref}|{ref=same} {unit})",
            "{half} {unit} {ref}",
            "(ngày|sáng|tối|chiều|đêm) {unit} {ref}",
        ),
        value=_ref_unit,
        guard=stands_apart,
        examples=(
            "[2019-03-08] năm ngoái => 2018",
            "[2019-03-08] tuần sau => 2019-W11",
            "[2019-03-08] cuối năm nay => 2019 | 2019-09~/2019-12~",
            "[2019-03-08] quý III năm ngoái => 2018-Q3",
            "[2019-03-08] ngày 5 tháng sau => 2019-04-05",
            "Phà mở năm 1931 và đóng vào tháng Tám cùng năm. => 1931, 1931-08",
        ),
        rejects=("năm sau khi phà đóng", "bến trước"),
    ),
    Rule(
        name="vi.date-just-past",
        templates=("{day_word} <dm> {just_past}",),
        value=lambda slots: ref_named(
            {name: slots[name] for name in ("day", "month") if name in slots} | {"ref": ("published", -1)}
        ),
        guard=vague_alone,
        examples=(
            "[2019-03-08] ngày 15/8 vừa qua phà đóng => 2018-08-15",
            "[2019-03-08] Ngày 5/3 vừa qua phà đóng. => 2019-03-05",
        ),
        rejects=("ngày 31/6 vừa qua",),
    ),
    Rule(
        name="vi.ref-season",
        templates=("{season} {ref}",),
        value=ref_named,
        examples=("[2019-03-08] mùa đông vừa qua => 2018-WI", "[2019-03-08] mùa hè tới => 2019-SU"),
        rejects=("mùa vải tới",),
    ),
    Rule(
        name="vi.told-unit",
        templates=("<m>{unit}", "{half} {unit}"),
        value=_told_part,
        guard=unit_alone,
        examples=("Phà mở năm 1931 và đóng vào cuối năm. => 1931, 1931",),
        rejects=("đầu năm học", "cuối bến"),
    ),
    Rule(
        name="vi.week-of-month",
        templates=("tuần {nth_week=ordinal}[ của] tháng <mo>[<y>]", "tuần {nth_week=number}[ của] tháng <mo>[<y>]"),
        value=week_of_month,
        examples=("tuần thứ hai của tháng 5 năm 1931 => 1931-W20", "tuần cuối tháng 5/1931 => 1931-W22"),
        rejects=("tuần thứ chín của tháng 5 năm 1931",),
    ),
    Rule(
        name="vi.weekday",
        templates=("[{part} ]{weekday}",),
        value=point,
        guard=weekday_alone,
        examples=(
            "[2019-03-08] phà đã nghỉ hôm thứ Hai => 2019-03-04",
            "[2019-03-08] phà sẽ chạy vào thứ Hai => 2019-03-11",
            "[2019-03-08] chiều chủ nhật => 2019-03-03TAF",
        ),
        rejects=("thế giới thứ Hai",),
    ),
    Rule(
        name="vi.low-weekday",
        templates=("[{part} ]{weekday=low_weekday}",),
        value=point,
        guard=low_weekday_alone,
        examples=("[2019-03-08] phà đã nghỉ từ thứ hai => 2019-03-04", "[2019-03-08] tối thứ 4 => 2019-03-06TEV"),
        rejects=("chiếc phà thứ hai", "Đại hội lần thứ tư", "Chiến tranh thế giới thứ hai"),
    ),
    Rule(
        name="vi.part-of-day",
        templates=("{part=whole_part}",),
        value=point,
        examples=("buổi sáng => XXXX-XX-XXTMO",),
        rejects=("buổi học",),
    ),
    Rule(
        name="vi.away",
        templates=("[{about} ]({number}|{vague}) {unit} {away}",),
        value=away,
        guard=stands_apart,
        examples=(
            "[2019-03-08] một tuần trước => 2019-W09",
            "[2019-03-08] 20 năm trước đây => 1999",
            "Phà mở ngày 3/5/1931. Mười ngày sau phà cháy. => 1931-05-03, 1931-05-13",
        ),
        rejects=("hai chiếc phà sau", "hai năm sau khi phà đóng"),
    ),
    Rule(
        name="vi.ago",
        templates=("{away=ago} [{about} ]({number}|{vague}) {unit}",),
        value=away,
        examples=("[2019-03-08] cách đây 30 năm => 1989", "Phà mở năm 1902. Trước đó hai năm, bến xong. => 1902, 1900"),
        rejects=("cách đây 30 km",),
    ),
)

DURATION_RULES = (
    Rule(
        name="vi.duration",
        templates=(
            "[{about} ]({number}|{decimal}|{vague}) {unit}[ trời| ròng]",
            "[{about} ]{number}{dash}{most=number} {unit}",
        ),
        value=_length,
        guard=lasting,
        examples=(
            "trong 30 năm => P30Y",
            "gần ba tháng => P3M",
            "nhiều năm => PXY",
            "hơn 4.000 năm => P4000Y",
            "2,5 giờ => PT2.5H",
            "năm năm => P5Y",
            "3-5 năm => P3Y",
        ),
        rejects=("thứ ba năm", "2.000 đồng/năm", "ba chiếc phà"),
    ),
    Rule(
        name="vi.duration-half",
        templates=("[{about} ]{number} {unit} rưỡi", "[{about} ]nửa {unit}"),
        value=_half,
        guard=lasting,
        examples=("hai năm rưỡi => P2.5Y", "hơn nửa năm => P0.5Y"),
        rejects=("hai nồi rưỡi", "nửa chiếc phà"),
    ),
    Rule(
        name="vi.hours",
        templates=("[{about} ]{number}h",),
        value=lambda slots: length({**slots, "unit": "H"}),
        guard=lasting,
        examples=("trong 48h => PT48H",),
        rejects=("80 km/h",),
    ),
    Rule(
        name="vi.for-units",
        templates=("hàng {unit} trời",),
        value=length,
        examples=("hàng tháng trời => PXM",),
        rejects=("hàng cây trời",),
    ),
    Rule(
        name="vi.ref-duration",
        templates=("[{about} ]({number}|{vague}) {unit} {near}", "[trong ]những {unit} {near}"),
        value=length,
        guard=lasting,
        examples=("hai năm qua => P2Y", "những tháng tới => PXM", "ba tháng gần đây => P3M"),
        rejects=("hai bến tới",),
    ),
    Rule(
        name="vi.every",
        templates=(
            "{every} ({unit}|{weekday}|{season}|{part=whole_part})[ một lần]",
            "mỗi {part}",
            "{every} {number} {unit}",
            "{number} {unit} một lần",
            "[{part} ]{weekday=any_weekday} {every} tuần",
        ),
        value=every,
        examples=(
            "hằng năm => P1Y",
            "mỗi thứ Hai => XXXX-WXX-1",
            "bốn năm một lần => P4Y",
            "thứ Ba hằng tuần => XXXX-WXX-2",
            "mỗi sáng ông đi chợ => XXXX-XX-XXTMO",
        ),
        rejects=("mỗi chiếc phà",),
    ),
    Rule(
        name="vi.recurring",
        templates=("[{day_word} ]<dm> {every} năm", "tháng <mo> {every} năm", "ngày {day} {every} tháng"),
        value=recurring,
        examples=("ngày 27/7 hằng năm => XXXX-07-27", "tháng 3 hàng năm => XXXX-03", "ngày 5 hằng tháng => XXXX-XX-05"),
        rejects=("ngày 31/6 hằng năm",),
    ),
    Rule(
        name="vi.present",
        templates=("{present}",),
        value=fixed("DATE", "PRESENT_REF"),
        guard=vague_alone,
        examples=("hiện nay => PRESENT_REF", "xã Hạ Long (nay là phường) => PRESENT_REF"),
        rejects=("xưa nay",),
    ),
    Rule(
        name="vi.past",
        templates=("{past}",),
        value=fixed("DATE", "PAST_REF"),
        guard=vague_alone,
        examples=("trước đây => PAST_REF",),
        rejects=("ông vừa qua đời",),
    ),
    Rule(
        name="vi.future",
        templates=("{future}",),
        value=fixed("DATE", "FUTURE_REF"),
        examples=("trong tương lai => FUTURE_REF",),
        rejects=("tương đối",),
    ),
)

RELATIVE_RULES = ANCHORED_RULES + DURATION_RULES
