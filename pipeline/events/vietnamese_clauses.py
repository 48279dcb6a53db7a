"""A Vietnamese sentence as words and segments, and the clause that a date stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.events.heads import head_of_label
from pipeline.events.phrases import capitalised
from pipeline.events.vietnamese_types import noun_triggers, verb_triggers
from pipeline.events.vietnamese_words import (
    APPOSITIVE,
    CUES,
    JOINING,
    LEADS,
    LIGHT,
    MARKERS,
    PRONOUNS,
    SUBORDINATE,
    VERBS,
    Word,
    in_english,
    listed,
    syllables,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.events.scene import Scene
    from pipeline.model import EventType, Modality, TemporalValue

DATE = "\0"
LONGEST_LABEL = 120
_BREAKS = frozenset(',;:.!?()[]—…"“”')
# "Trong hai ngày 25 và 26/7".
_UNITS = frozenset(["ngày", "tháng", "năm"])
_COUNTS = listed("hai, ba, bốn, 2, 3, 4, 02, 03, 04")
_COUNTING = _COUNTS | listed("mỗi, mấy, vài, nhiều, sáu, bảy, tám, chín, mười, nửa")
# What goes on with a date: "Ngày 15/8 vừa qua".
_AFTER_DATE = listed("vừa qua, vừa rồi, qua, rồi, sắp tới, tới, tới đây, này")
_PAIRS_AFTER_DATE = frozenset([("vừa", "qua"), ("vừa", "rồi"), ("sắp", "tới"), ("tới", "đây")])
# A day of the old calendar, which a date in brackets gives in the new one: "Ngày 20 tháng 10 năm Canh Thìn (1940)".
_OF_CALENDAR = _UNITS | listed(
    "mùng, mồng, rằm, âm lịch, âm, lịch, giáp, ất, bính, đinh, mậu, kỷ, canh, tân, nhâm, quý, tý, sửu, dần, mão, thìn, "
    "tỵ, tị, ngọ, mùi, thân, dậu, tuất, hợi, sinh ngày"
)
# Words that only say where or how when a segment opens with them.
_ADVERBIAL = listed(
    "theo, cùng, cùng với, với, tại, ở, trong, trên, sau, trước, qua, từ, nhờ, để, do, vì, khi, dù, tuy, ngoài ra, "
    "bên cạnh, sau cùng, cũng, trước hết, ngay, cuối cùng, sau đó, tiếp đó, ngoài, dịp, nhân, nhân dịp, trước đó, "
    "trong khi, khoảng"
)
# Before a verb they make a noun of it.
_NOMINALISERS = listed(
    "lễ, cuộc, sự, việc, ngày, trận, đợt, buổi, vụ, nền, quá trình, thời, hội, ban, bộ, trường, nhà, lời"
)
_OPENERS = listed(
    "hiện nay, và, rồi, nhưng, còn, song, sau khi, khi, trước khi, từ khi, kể từ khi, sau cùng, sau đó, cũng, nên, "
    "thì, mà, đó, này"
)
_HANGING = listed(
    "và, vào, trong, của, cho, từ, đến, tới, tại, ở, với, hồi, để, nhằm, rồi, nhưng, còn, do, về, là, khoảng, "
    "đúng, năm, ngày, tháng, trước, sau, như, bằng, định hướng, tầm nhìn, giai đoạn, nhiệm kỳ, thời kỳ, những, "
    "các, kể từ, theo, lúc, cùng, dịp, nhân, nhân dịp, nhân ngày"
)
# What announces, alone with its date, what the clause behind the comma tells.
_AIMS = listed("mục tiêu, chỉ tiêu, kế hoạch")
_ANNOUNCING = _AIMS | listed("dự kiến, phấn đấu, dự định, sắp, đặt mục tiêu, hướng tới, quyết tâm")
# Verbs that are prepositions as often: only after a pronoun or a mark of the predicate.
_AMBIGUOUS = listed("đến, về, ở, đi, cho, lấy, gọi, học, đứng, thuộc, làm, gắn, sống, in, cử, mất, sinh, đánh, lập")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What tells the event of a date: its words without dates, and where its predicate begins among them."""

    words: tuple[Word, ...]
    predicate: int
    leaning: bool = False

    @property
    def subject(self) -> tuple[Word, ...]:
        """The words before the predicate."""
        return self.words[: self.predicate]

    @property
    def main(self) -> tuple[Word, ...]:
        """The predicate and what follows it."""
        return self.words[self.predicate :]


@dataclass(slots=True)
class Reading:
    """The words of a sentence; a date is one word, `DATE` and its number in the scene."""

    text: str
    words: list[Word]
    at: dict[int, int]
    segments: list[range]

    def segment(self, index: int) -> int:
        """The number of the segment with word `index`."""
        return next((n for n, each in enumerate(self.segments) if index in each), 0)

    def lead(self, index: int) -> int:
        """Where the words that lead up to the date at `index` begin."""
        while index > 0 and (self.is_lead(index - 1) or self.words[index - 1].lower in {"-", "–"}):
            index -= 1
        if self._counts_days(index):
            return self.lead(index - 1)
        return index

    def _counts_days(self, index: int) -> bool:
        """Whether a number before word `index` only counts the days that follow: "trong hai ngày 25 và 26/7"."""
        told = self.words[index].text.lower().partition(" ")[0]
        counts = index > 1 and told in _UNITS and self.words[index - 1].lower in _COUNTS
        return counts and self.is_lead(index - 2)

    def is_lead(self, index: int) -> bool:
        """Whether a word leads up to a date, rather than being part of a name ("Từ Sơn")."""
        word = self.words[index]
        return word.lower in LEADS and (index == 0 or not word.named)

    def is_verb(self, index: int) -> bool:
        """Whether the word opens or is a predicate."""
        word = self.words[index]
        before = self.words[index - 1].lower if index else ""
        if word.lower in MARKERS:
            return index == 0 or not word.named
        if (word.named and (index or word.lower in noun_triggers())) or before in _NOMINALISERS:
            return False
        if word.lower in _AMBIGUOUS:
            named = index > 0 and self.words[index - 1].named and word.lower in verb_triggers()
            return before in PRONOUNS or before in MARKERS or named
        return word.lower in VERBS or word.lower in LIGHT or word.lower in verb_triggers()


def read(scene: Scene) -> Reading:
    """The words and segments of a scene's sentence, which the scene keeps."""
    if scene.reading is None:
        scene.reading = _read(scene)
    return scene.reading


def _read(scene: Scene) -> Reading:
    parts = syllables(scene.text)
    spans = sorted(
        (each.span.start - scene.span.start, each.span.end - scene.span.start, n) for n, each in enumerate(scene.dates)
    )
    words: list[Word] = []
    at: dict[int, int] = {}
    held: list[Word] = []
    queue = list(reversed(spans))
    for part in parts:
        while queue and queue[-1][1] <= part.start:
            queue.pop()
        if queue and part.end > queue[-1][0]:
            words += words_of(held)
            held = []
            start, end, n = queue[-1]
            if n not in at:
                at[n] = len(words)
                words.append(Word(text=scene.text[start:end], lower=DATE, start=start, end=end))
        else:
            held.append(part)
    words += words_of(held)
    reading = Reading(scene.text, words, at, [])
    reading.segments = _segments(reading)
    return reading


def _segments(reading: Reading) -> list[range]:
    words, cuts = reading.words, [0]
    dated = False
    for i, word in enumerate(words):
        dated = dated or word.lower == DATE
        if word.lower in _BREAKS:
            cuts += [i, i + 1]
            dated = False
        elif i and word.lower in JOINING and i + 1 < len(words):
            later = any(each.lower == DATE for each in words[i + 1 : i + 15])
            if reading.is_verb(i + 1) or (dated and later):
                cuts.append(i)
                dated = False
        elif i and word.lower in SUBORDINATE and word.lower not in {"do", "để", "nhằm", "nhờ"}:
            cuts.append(i)
    cuts = sorted({*cuts, len(words)})
    found = (range(start, stop) for start, stop in pairwise(cuts))
    return [each for each in found if not (len(each) == 1 and words[each.start].lower in _BREAKS)]


def _telling(reading: Reading, segment: range) -> list[int]:
    """The words of a segment without dates, their leads and what can't open or end a clause."""
    words = reading.words
    dropped: set[int] = set()
    for i in segment:
        if words[i].lower == DATE:
            dropped.update(range(max(reading.lead(i), segment.start), i + 1))
            dropped.update(_tail(reading, i, segment.stop))
    kept = [i for i in segment if i not in dropped]
    if kept and words[kept[0]].lower in _UNITS and all(_is_of_calendar(words[i]) for i in kept):
        return []
    while kept and words[kept[0]].lower in _OPENERS:
        kept = kept[1:]
    while kept and _hangs(words[kept[-1]]) and not _is_counted(reading, kept[-1]):
        kept = kept[:-1]
    return kept


def _is_counted(reading: Reading, index: int) -> bool:
    """Whether a word is a unit of time that a number or "each" counts: "trong 30 năm", "mỗi năm"."""
    before = reading.words[index - 1].lower if index else ""
    return reading.words[index].lower in _UNITS and (before in _COUNTING or before.isdigit())


def _tail(reading: Reading, date: int, stop: int) -> range:
    """The words after the date at `date` that only say that it has been or is to come: "vừa qua", "này,"."""
    told = tuple(each.lower for each in reading.words[date + 1 : date + 3])
    if told in _PAIRS_AFTER_DATE:
        return range(date + 1, min(date + 3, stop))
    end = date + 1
    while end < stop and reading.words[end].lower in _AFTER_DATE:
        end += 1
    return range(date + 1, end if end == stop else date + 1)


def _is_of_calendar(word: Word) -> bool:
    return word.lower in _OF_CALENDAR or word.lower.isdigit()


def _hangs(word: Word) -> bool:
    return (word.lower in _HANGING and not word.named) or not (word.lower[-1:].isalnum() or word.lower[-1:] == "%")


def _predicate(reading: Reading, kept: Sequence[int]) -> int:
    return next((n for n, i in enumerate(kept) if reading.is_verb(i)), len(kept))


def _appositive(reading: Reading, segment: range) -> bool:
    return bool(segment) and reading.words[segment.start].lower in APPOSITIVE


def clause_at(reading: Reading, date: int) -> Clause | None:
    """The clause that tells what happened at the date that is word `date`; None where the sentence tells nothing."""
    own = reading.segment(date)
    here = _telling(reading, reading.segments[own]) and not _only_where(reading, own)
    chosen = own if here else _neighbour(reading, own)
    if chosen is None:
        return None
    kept = _telling(reading, reading.segments[chosen])
    announced = _announced(reading, own, kept) if chosen == own else None
    if announced is not None:
        return announced
    predicate = _predicate(reading, kept)
    if predicate == len(kept) and chosen >= own:
        later = _continued(reading, chosen)
        if later:
            return _made(reading, kept + later, len(kept))
        topic = not any(reading.words[i].lower in noun_triggers() for i in kept)
        told = _neighbour(reading, own) if topic and chosen == own == 0 else None
        if told is not None:
            kept = _telling(reading, reading.segments[told])
            return _made(reading, kept, _predicate(reading, kept))
    if predicate == 0:
        subject = _subject_before(reading, chosen)
        return _made(reading, [*subject, *kept], len(subject), leaning=not subject)
    return _made(reading, kept, predicate)


def _announced(reading: Reading, own: int, kept: Sequence[int]) -> Clause | None:
    """The clause that follows where a date's own segment only announces it: "Dự kiến tháng 5 tới, xã mở hội"."""
    if not all(reading.words[i].lower in _ANNOUNCING for i in kept):
        return None
    told = next((n for n in range(own + 1, min(own + 4, len(reading.segments))) if _tells(reading, n)), None)
    if told is None or reading.words[reading.segments[told].start - 1].lower not in {",", ":"}:
        return None
    following = _telling(reading, reading.segments[told])
    at = _predicate(reading, following)
    if all(reading.words[i].lower in _AIMS for i in kept):
        # a noun stands before the subject, as it does in the sentence; a verb between the subject and its predicate
        return _made(reading, [*kept, *following], len(kept) + at)
    words = [reading.words[i] for i in following]
    verbs = [reading.words[i]._replace(text=reading.words[i].text.lower()) for i in kept]
    return Clause(words=(*words[:at], *verbs, *words[at:]), predicate=at, leaning=at == 0)


def _tells(reading: Reading, number: int) -> bool:
    """Whether a segment has a predicate, and is no apposition or circumstance."""
    segment = reading.segments[number]
    opening = reading.words[segment.start].lower
    if _appositive(reading, segment) or opening in _ADVERBIAL or opening in SUBORDINATE:
        return False
    kept = _telling(reading, segment)
    return _predicate(reading, kept) < len(kept)


def _made(reading: Reading, indices: Iterable[int], predicate: int, *, leaning: bool = False) -> Clause:
    return Clause(words=tuple(reading.words[i] for i in indices), predicate=predicate, leaning=leaning)


def _neighbour(reading: Reading, own: int) -> int | None:
    """The segment that a date which stands alone belongs to: the next, or the one before its bracket."""
    segments = reading.segments
    start = segments[own].start
    bracketed = start > 0 and reading.words[start - 1].lower == "("
    after = range(own + 1, len(segments))
    before = range(own - 1, -1, -1)
    sides = [*before, *after] if bracketed else [*after, *before]
    usable = [n for n in sides if _telling(reading, segments[n]) and not _appositive(reading, segments[n])]
    telling = [n for n in usable if not _only_where(reading, n)]
    return next(iter(telling or usable), None)


def _only_where(reading: Reading, number: int) -> bool:
    """Whether a segment only says where or when: it opens with such a word and has no predicate."""
    segment = reading.segments[number]
    opens = reading.words[segment.start].lower in _ADVERBIAL
    return opens and not any(reading.is_verb(i) for i in segment if i > segment.start)


def _continued(reading: Reading, own: int) -> list[int]:
    """The predicate of a subject that an apposition parts from it: "X, về sau là Y, trở về Z"."""
    for n in range(own + 1, min(own + 4, len(reading.segments))):
        segment = reading.segments[n]
        if _appositive(reading, segment):
            continue
        kept = _telling(reading, segment)
        if kept:
            return kept if _predicate(reading, kept) == 0 else []
    return []


def _subject_before(reading: Reading, own: int) -> list[int]:
    for n in range(own - 1, -1, -1):
        segment = reading.segments[n]
        kept = _telling(reading, segment)
        if not kept or _appositive(reading, segment) or reading.words[segment.start].lower in _ADVERBIAL:
            continue
        subject = kept[: _predicate(reading, kept)]
        if subject:
            return subject
    return []


def type_of(clause: Clause) -> tuple[EventType, bool]:
    """The type of a clause by its trigger, and whether it has one: its verb's, else that of the noun it carries."""
    for word in clause.main:
        if word.lower in verb_triggers() and word.lower not in LIGHT and not _is_name(clause, word):
            return verb_triggers()[word.lower], True
        if word.lower in noun_triggers() and not _is_name(clause, word):
            return noun_triggers()[word.lower], True
        if word.lower in VERBS and word.lower not in LIGHT | _AMBIGUOUS:
            return "other", False
    head = next((word for word in clause.subject if word.lower in noun_triggers()), None)
    if head is not None and all(word.lower in LIGHT | MARKERS for word in clause.main[:1]):
        return noun_triggers()[head.lower], True
    verbs = [word.lower for word in clause.main if word.lower in verb_triggers()]
    return (verb_triggers()[verbs[0]], True) if verbs else ("other", False)


def _is_name(clause: Clause, word: Word) -> bool:
    """Whether a trigger is only part of a name that the predicate goes on with."""
    return word.named and word is not clause.main[0] and len(word.lower.split()) == 1


def modality_of(clause: Clause, *, future: bool) -> Modality:
    """The modality of a clause by the words at its predicate."""
    signs: set[str] = set()
    for word in clause.main:
        signs.add(word.lower)
        if word.lower not in MARKERS:
            break
    signs |= {
        word.lower for word in clause.subject if word.lower in {"nếu", "mục tiêu", "chỉ tiêu", "kế hoạch", "giả sử"}
    }
    found = next((modality for modality, cues in CUES if signs & cues), None)
    if found is None or (found == "ongoing" and future):
        return "planned" if future and not signs & {"đã", "từng"} else "occurred"
    return found


def written(words: Iterable[Word]) -> str:
    """The words as a label: single spaces, none before a comma, the first letter a capital."""
    text = " ".join(" ".join(word.text.split()) for word in words)
    return capitalised(re.sub(r" (?=[,;:.)%])|(?<=\() ", "", text))


def shorten(text: str) -> str:
    """At most `LONGEST_LABEL` characters, cut before a comma or a preposition, never in a word."""
    if len(text) <= LONGEST_LABEL:
        return text
    cut = text[: LONGEST_LABEL + 1]
    marks = [m.start() for m in re.finditer(r",| (?:để|nhằm|trong|với|từ|tại|theo|và|của|cho|bằng|về) ", cut)]
    best = max((at for at in marks if at >= LONGEST_LABEL // 3), default=cut.rfind(" "))
    return (cut[:best] if best > 0 else text[:LONGEST_LABEL]).rstrip(" ,;:-")


def head_of(label: str, value: TemporalValue | None) -> str:
    """The head words of a label, in English as far as both languages share its words.

    >>> from pipeline.events.relations import value_of
    >>> head_of("Chiến dịch Biên giới kết thúc thắng lợi", value_of("1950"))
    'victory border campaign'
    """
    return head_of_label(in_english(words_of(syllables(label))) or label, value)
