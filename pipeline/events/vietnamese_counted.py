"""Counted years in Vietnamese: anniversaries ("kỷ niệm 70 năm …"), reviews of acts, returns after years away."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.events.draft import UNDATED, Draft, undated, waiting
from pipeline.events.numbers import ordinal_text
from pipeline.events.phrases import capitalised
from pipeline.events.relations import relation_of, value_of, year_of
from pipeline.events.scene import Dated
from pipeline.events.vietnamese_acts import act_name
from pipeline.events.vietnamese_clauses import DATE, head_of, shorten, written
from pipeline.events.vietnamese_types import noun_triggers, verb_triggers
from pipeline.events.vietnamese_words import LEADS, Word, listed, number_of
from pipeline.model import Inference, Span, Timex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.events.scene import Scene
    from pipeline.events.vietnamese_clauses import Reading
    from pipeline.model import EventType, TemporalValue

CELEBRATING = listed("kỷ niệm, lễ kỷ niệm, mừng, chào mừng, kỷ niệm lần thứ")
_CARRYING_OUT = listed("thực hiện, triển khai, thi hành")
_AWAY = listed("xa nước, bôn ba, xa quê, xa")
_ENDING = listed("tại, ở, vào, bằng, diễn ra, được, để, với, trong, và, đã, sẽ, nhằm, vừa")
_LONGEST = 14
# Days that are kept, which nobody founded.
_FEASTS = ("quốc khánh", "quốc tế")
_FEAST_NAME = re.compile(r"[^\W\d_]{1,12}(?: (?!ngày|năm)[^\W\d_]{1,12}){1,4}")
_LONG = 20
_THIS_CENTURY = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A counted anniversary: how many years, the words that count them, and those of what it is of.

    `feast` is the name of a day that is kept, which is part of the words of a date.
    """

    count: int
    words: range
    of: range
    feast: str = ""

    def name(self, reading: Reading) -> str:
        """What is celebrated, without its date; the subject's founding where it is but "thành lập"."""
        words = reading.words
        if self.feast:
            return self.feast
        if any(words[i].named for i in self.of) or words[self.of.start].lower not in verb_triggers():
            return written(words[i] for i in self.of)
        segment = reading.segments[reading.segment(self.words.start)]
        before = range(segment.start, self.words.start)
        held = next((i for i in before if reading.is_verb(i)), self.words.start)
        subject = [words[i] for i in before if words[i].lower != DATE and i < held]
        own = {words[i].lower for i in self.of[1:]}
        if held < self.words.start and own and own.isdisjoint(each.lower for each in subject):
            # who holds the feast of another thing: "Xã tổ chức lễ kỷ niệm 40 năm thành lập làng gốm"
            return written(words[i] for i in self.of)
        if not any(each.named for each in subject[1:]) or any(each.lower in LEADS for each in subject[:1]):
            return written(words[i] for i in self.of)
        first = subject[0]._replace(text=subject[0].text[:1].lower() + subject[0].text[1:])
        return written([words[self.of.start], first, *subject[1:]])


def counted(reading: Reading) -> list[Counted]:
    """The counted anniversaries of a sentence."""
    words = reading.words
    found = []
    for i, word in enumerate(words):
        if word.lower not in CELEBRATING:
            continue
        for j in range(i + 1, min(i + 4, len(words) - 1)):
            number = number_of(words[j].lower) if words[j].lower.isdigit() else None
            after = words[j + 1].lower
            if number and (after == "năm" or words[j - 1].lower == "thứ"):
                first = j + 2 if after == "năm" else j + 1
                of, feast = _named(reading, first), _feast(reading, first)
                if of or feast:
                    of = of or range(first, first + 1)
                    found.append(Counted(count=number, words=range(i, j + 2), of=of, feast=feast))
                break
    return found


def _named(reading: Reading, start: int) -> range:
    words = reading.words
    while start < len(words) and words[start].lower in {"ngày", "của", "kể từ", "từ"}:
        start += 1
    stop = start
    while stop < len(words) and stop - start < _LONGEST:
        word = words[stop]
        if (word.lower in _ENDING and not word.named) or word.lower == DATE or not word.text[:1].isalnum():
            break
        stop += 1
    while stop > start and reading.is_lead(stop - 1):
        stop -= 1
    return range(start, stop)


def _feast(reading: Reading, start: int) -> str:
    """The name of the feast that the date at word `start` begins with: "Quốc khánh" of "Quốc khánh 2/9/1945"."""
    word = reading.words[start] if start < len(reading.words) else None
    if word is None or word.lower != DATE or not word.text.lower().startswith(_FEASTS):
        return ""
    told = _FEAST_NAME.match(word.text)
    return told[0] if told is not None else ""


def find_counted(scene: Scene, dated: Dated, reading: Reading, at: int) -> list[Draft]:
    """A dated anniversary and the year that it looks back to; of "(1931 – 2031)" behind its name, both."""
    for each in counted(reading):
        first, last = _ends(dated)
        if first and last and last - first == each.count and at > each.words.start:
            start, end = (value_of(part) for part in (dated.value.edtf or "").split("/"))
            return [_celebrated(replace(dated, value=end), reading, each), *_begun(dated, reading, each, start)]
        year = year_of(dated.value)
        if year is None or dated.value.precision in {"interval", "open"}:
            continue
        between = reading.words[each.of.stop : at] if at >= each.of.stop else ()
        if between and between[0].lower == "(" and not any(word.lower == DATE for word in between):
            continue
        if at == (each.of.start if each.feast else each.of.stop) and _is_of_origin(scene, year, each.count):
            celebrated = _undated(scene, reading, each)
            told = dated.value.edtf or ""
            return [
                *_begun(dated, reading, each, dated.value),
                celebrated.dated_by(f"{year + each.count:04d}", "date", told),
            ]
        return [_celebrated(dated, reading, each), *_looking_back(dated, reading, each, year - each.count)]
    return []


def _is_of_origin(scene: Scene, year: int, count: int) -> bool:
    """Whether a year right behind the name of what is celebrated is that of the first time, and not of the feast.

    The document's date tells; where there is none, a long count from a year of another century does.
    """
    published = scene.context.document.published
    if published is not None and published[:4].isdigit():
        return count > 1 and abs(year + count - int(published[:4])) <= 1
    return count >= _LONG and year < _THIS_CENTURY


def _begun(dated: Dated, reading: Reading, each: Counted, value: TemporalValue) -> list[Draft]:
    """What is celebrated, at the date that it had."""
    label, event_type = _origin(reading, each)
    if not label:
        return []
    return [
        Draft(
            dated=dated,
            type=event_type,
            label=label,
            rule="nominal.attached",
            value=value,
            relation=relation_of("", "", value),
            modality="occurred",
            head=head_of(label, value),
        )
    ]


def _ends(dated: Dated) -> tuple[int | None, int | None]:
    parts = (dated.value.edtf or "").split("/")
    if len(parts) != 2 or not all(part[:4].isdigit() for part in parts):
        return None, None
    return int(parts[0][:4]), int(parts[1][:4])


def _label(reading: Reading, each: Counted) -> str:
    return shorten(f"Kỷ niệm {each.count} năm {_kept(each.name(reading), reading.words[each.of.start])}")


def _kept(name: str, first: Word) -> str:
    return name if first.named else name[:1].lower() + name[1:]


def _head(reading: Reading, each: Counted) -> str:
    return f"{ordinal_text(each.count)} anniversary {_anchor_head(reading, each)}"


def _anchor_head(reading: Reading, each: Counted) -> str:
    return head_of(each.name(reading), None)


def _celebrated(dated: Dated, reading: Reading, each: Counted) -> Draft:
    return Draft(
        dated=dated,
        type="commemoration",
        label=_label(reading, each),
        rule="anniversary.dated",
        value=dated.value,
        relation=relation_of("", "", dated.value),
        modality="occurred",
        head=_head(reading, each),
        leaning=each.name(reading).lower() in verb_triggers(),
    )


def _origin(reading: Reading, each: Counted) -> tuple[str, EventType]:
    """What happened first: what is celebrated, or its founding; no label where that has no name."""
    trigger = reading.words[each.of.start].lower
    name = each.name(reading)
    known = noun_triggers().get(trigger) or verb_triggers().get(trigger)
    feast = name.lower().startswith(_FEASTS)
    if feast or (known is not None and known not in {"commemoration", "target"}):
        return shorten(capitalised(name)), "founding" if feast or known is None else known
    return (shorten(f"Thành lập {name}") if reading.words[each.of.start].named else ""), "founding"


def _looking_back(dated: Dated, reading: Reading, each: Counted, origin: int) -> list[Draft]:
    if not 0 < origin <= 9999 or each.name(reading).lower() in verb_triggers():
        return []
    label, event_type = _origin(reading, each)
    if not label:
        return []
    text = f"{origin:04d}"
    value = value_of(text)
    return [
        Draft(
            dated=dated,
            type=event_type,
            label=label,
            rule="anniversary.inferred",
            value=value,
            relation="within",
            modality="occurred",
            head=head_of(label, value),
            inference=Inference(
                rule="anniversary",
                premises={"count": each.count, "anniversary": dated.value.edtf, "of": each.name(reading)},
                explanation=f"{ordinal_text(each.count)} anniversary in {dated.value.edtf}, so it was in {text}.",
            ),
        )
    ]


def find_waiting(scene: Scene, reading: Reading, found: Sequence[Draft]) -> list[Draft]:
    """What counted years let one compute, now or once another mention gives the date."""
    drafts: list[Draft] = []
    if not any(draft.rule.startswith("anniversary") for draft in found):
        drafts += [_undated(scene, reading, each) for each in counted(reading)]
    return drafts + _reviews(scene, reading) + _absence(scene, reading, found)


def _undated(scene: Scene, reading: Reading, each: Counted) -> Draft:
    told = undated(_made_of(scene, reading, each.words), "commemoration", _label(reading, each), "anniversary.inferred")
    premises: dict[str, str | int | None] = {
        "count": each.count,
        "of": each.name(reading),
        "head": _anchor_head(reading, each),
    }
    return waiting(replace(told, head=_head(reading, each)), premises, "anniversary")


def _made_of(scene: Scene, reading: Reading, words: range) -> Dated:
    """The words that a date is inferred from, as an expression that has no date yet."""
    span = Span(
        start=scene.span.start + reading.words[words.start].start,
        end=scene.span.start + reading.words[words.stop - 1].end,
    )
    text = scene.context.document.text[span.slice]
    return Dated(Timex(span=span, text=text, type="DATE", value=UNDATED, rule="events.inferred"), span, UNDATED)


def _years(reading: Reading) -> list[tuple[int, int]]:
    """Counted years: the number, and the word after "năm"."""
    words = reading.words
    return [
        (int(words[i].lower), i + 2)
        for i in range(len(words) - 2)
        if words[i].lower.isascii()
        and words[i].lower.isdigit()
        and len(words[i].lower) < 4
        and words[i + 1].lower == "năm"
    ]


def _reviews(scene: Scene, reading: Reading) -> list[Draft]:
    """The review of "10 năm thực hiện Nghị quyết số 7-NQ/TW", which waits for the act's date."""
    drafts = []
    for years, after in _years(reading):
        if reading.words[after].lower not in _CARRYING_OUT:
            continue
        act = next((each for each in scene.acts if each.start >= reading.words[after].end), None)
        if act is None or act.start - reading.words[after].end > 2:
            continue
        label = shorten(f"{years} năm thực hiện {act_name(scene.text, act)}")
        told = undated(
            _made_of(scene, reading, range(after - 2, after)), "assessment", label, "implementation.inferred"
        )
        drafts.append(
            waiting(
                replace(told, head=f"{years} years implementation {act.key}"),
                {"count": years, "reference": act.number, "key": act.key},
                "implementation",
            )
        )
    return drafts


def _absence(scene: Scene, reading: Reading, found: Sequence[Draft]) -> list[Draft]:
    """The departure before a return "sau 12 năm xa nước"."""
    back = next((each for each in found if each.type == "movement" and "return" in each.head.split()), None)
    year = year_of(back.value) if back is not None else None
    if back is None or year is None:
        return []
    for years, after in _years(reading):
        away = " ".join(each.lower for each in reading.words[after : after + 2])
        if not away.startswith(tuple(_AWAY)) or "sau" not in {each.lower for each in reading.words[: after - 2][-2:]}:
            continue
        who = _who(back.label)
        if not who:
            return []
        left = f"{year - years:04d}~"
        told = undated(
            _made_of(scene, reading, range(after - 2, after)), "movement", f"{who} ra nước ngoài", "duration.inferred"
        )
        return [
            replace(
                told,
                value=value_of(left),
                head=f"departure abroad {head_of(who, None)}",
                inference=Inference(
                    rule="duration-before",
                    premises={"years": years, "return": back.value.edtf, "of": back.label},
                    explanation=f"{back.label} ({back.value.edtf}) came after {years} years away: {left}.",
                ),
            )
        ]
    return []


def _who(label: str) -> str:
    """The name that opens a label."""
    words = label.split()
    count = next((n for n, word in enumerate(words) if not word[:1].isupper()), len(words))
    return " ".join(words[:count]) if 1 < count <= 5 else ""
