"""Why the tagger says what it says: the words that a rule matched, what it read before anchoring, and what lost."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from pipeline.temporal.languages import grammar
from pipeline.temporal.scan import Normalised, Scanner, lowered, spaced
from pipeline.temporal.values import Fixed, Impossible, Point, duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Timex
    from pipeline.temporal.grammar import Candidate
    from pipeline.temporal.values import Reading, Shift

_BASES = {
    "told": "the last date told",
    "published": "the document's date",
    "today": "the document's date",
    "near": "the document's date in news, the last date told in a narrative",
    "written": "the day at the head of the letter or entry, or else the near date",
}
_LOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A reading that lost: its raw span and text, its rule and why it was not taken."""

    start: int
    end: int
    text: str
    rule: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What lies behind one expression.

    `words` are the words that mean something, each with its lexicon class and meaning; `reads` says what the rule made
    of them before any context; `lost` are the other readings of the same words.
    """

    words: tuple[str, ...]
    reads: tuple[str, ...]
    lost: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    """A candidate with its raw span, and why it cannot be a date whatever stands beside it (None where it can)."""

    start: int
    end: int
    candidate: Candidate
    fault: str | None


def explanations(
    text: str, timexes: Sequence[Timex], *, language: str = "en"
) -> tuple[tuple[Explanation, ...], tuple[Alternative, ...]]:
    """An explanation for each expression of a text, in order, and what might be taken for a date but is none.

    Args:
        text: the text that was tagged.
        timexes: what `tag` found in it.
        language: the language it was tagged in.

    >>> from pipeline.temporal import tag
    >>> [one], nothing = explanations("on 3 May", tag("on 3 May"))
    >>> one.words, one.reads
    (('3 = day 3', 'May = month 5'), ('month 5, day 3, year open',))
    >>> [(lost.text, lost.why) for lost in one.lost]
    [('May', 'lies within a longer match')]
    >>> explanations("on 31 June", ())[1][0].why
    'no calendar has this date'
    """
    matches = list(_matches(text, language))
    explained = tuple(_explained(timex, text, matches) for timex in timexes)
    taken = [timex.span for timex in timexes]
    free = [m for m in matches if m.fault and not any(s.start < m.end and m.start < s.end for s in taken)]
    nothing: list[Alternative] = []
    for match in free:
        if not any(other.start <= match.start and match.end <= other.end for other in nothing):
            nothing.append(_alternative(match, text, match.fault or ""))
    return explained, tuple(nothing)


def _matches(text: str, code: str) -> Iterator[_Match]:
    """Every match of the rules in the runs of a text, with raw offsets."""
    normal, compiled = Normalised(text), grammar(code)
    plain = spaced(normal.text)
    low = lowered(plain)
    for start, end in Scanner(compiled).runs(low, plain):
        for candidate in compiled.candidates(low[start:end], plain[start:end]):
            first, last = start + candidate.start, start + candidate.end
            yield _Match(normal.raw(first), normal.raw(last), candidate, _fault(candidate, low, plain, first, last))


def _fault(candidate: Candidate, low: str, plain: str, first: int, last: int) -> str | None:
    if candidate.value is None:
        return "its rule makes nothing of these words"
    if isinstance(candidate.value, Impossible):
        return "no calendar has this date"
    guard, written = candidate.rule.guard, candidate.rule.written
    if guard is not None and not guard(low, first, last):
        return "the words around it forbid it"
    return None if written is None or written(plain, first, last) else "as it is written, it is a name or a code"


def _explained(timex: Timex, text: str, matches: Sequence[_Match]) -> Explanation:
    start, end = timex.span.start, timex.span.end
    near = [match for match in matches if match.start < end and start < match.end]
    winners = _winners(timex, near)
    covered = [(match.start, match.end) for match in winners]
    words = tuple(
        f"{word.text} = {word.kind} {_meaning(word.value)}".rstrip()
        for match in winners
        for word in match.candidate.words
    )
    reads = tuple(described(reading) for match in winners for reading in _readings(match))
    lost: list[Alternative] = []
    for match in near:
        if match not in winners and all((match.start, match.end, match.candidate.rule.name) != _key(a) for a in lost):
            lost.append(_alternative(match, text, _why(match, covered)))
    return Explanation(words=words, reads=reads, lost=tuple(lost[:_LOST]))


def _key(alternative: Alternative) -> tuple[int, int, str]:
    return alternative.start, alternative.end, alternative.rule


def _why(match: _Match, covered: Sequence[tuple[int, int]]) -> str:
    """Why a match was not taken where the spans `covered` were."""
    span = match.start, match.end
    if any(a <= match.start and match.end <= b and (a, b) != span for a, b in covered):
        return "lies within a longer match"
    return match.fault or (
        "an earlier rule reads the same words" if span in covered else "overlaps a match further left"
    )


def _winners(timex: Timex, near: Sequence[_Match]) -> list[_Match]:
    """The matches that the expression came from: one, or two where a time of day was joined to its day."""
    start, end = timex.span.start, timex.span.end
    sound = [match for match in near if match.fault is None]
    own = [match for match in sound if match.candidate.rule.name == timex.rule]
    for match in own:
        if match.start <= start and end <= match.end:
            return [match]
    joined: list[_Match] = []
    for match in sorted(sound, key=lambda m: (m.start, -m.end)):
        if start <= match.start and match.end <= end and (not joined or joined[-1].end <= match.start):
            joined.append(match)
    return joined


def _readings(match: _Match) -> tuple[Reading, ...]:
    """What a match reads: all members where it is a range or list."""
    value = match.candidate.value
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, Point | Fixed) else ()


def _alternative(match: _Match, text: str, why: str) -> Alternative:
    return Alternative(
        start=match.start, end=match.end, text=text[match.start : match.end], rule=match.candidate.rule.name, why=why
    )


def _meaning(value: object) -> str:
    """The meaning of a lexicon entry as it stands in the lexicon; nothing for a mere word."""
    if isinstance(value, tuple):
        return " ".join(f"{part:+d}" if isinstance(part, int) else str(part) for part in value)
    return "" if value is None else str(value)


def described(reading: Reading) -> str:
    """A reading in words, before any context completes it.

    >>> described(Point(month=5)), described(Fixed(type="DURATION", timex3="P3D"))
    ('month 5, year open', 'P3D, which needs no context')
    """
    if isinstance(reading, Fixed):
        return f"{reading.timex3}, which needs no context"
    told = [
        f"{each.name} {getattr(reading, each.name)}"
        for each in fields(reading)
        if each.name not in {"shift", "bce", "fiscal"} and getattr(reading, each.name) not in {None, ""}
    ]
    told += [name for name in ("bce", "fiscal") if getattr(reading, name)]
    if reading.shift is not None:
        return ", ".join([*told, _moved(reading.shift)])
    whole = (reading.year, reading.century, reading.decade)
    return ", ".join(told if any(each is not None for each in whole) else [*told, "year open"])


def _moved(shift: Shift) -> str:
    base = _BASES[shift.base]
    if shift.amount is None:
        return f"some time {'after' if shift.sign > 0 else 'before'} {base}"
    if shift.amount == 0:
        return f"in the {'unit' if shift.select else duration(1, shift.unit)} of {base}"
    side = "after" if shift.amount > 0 else "before"
    far = "the nearest" if shift.select else duration(abs(shift.amount), shift.unit)
    return f"{far} {side} {base}"
