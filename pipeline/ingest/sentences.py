"""Splits a block into sentences.

One regex finds the places where a sentence might end (a stop, what closes with it, then white space); a few ordered
questions about the word before and the word after decide. White space, line ends included, is never a boundary by
itself: paragraphs are told apart before this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.ingest.lines import trim
from pipeline.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

_OTHER_STOPS = "!?…。！？"
_CLOSING = r"(?:[\"'”’»)\]*_」』）]|\[\d{1,3}\]|[¹²³⁰⁴-⁹]){0,9}"
_AFTER = re.compile(r"\s{0,1000}(?P<mark>[^\w\s]{0,4})\s?(?P<word>\w[\w’']{0,30})?")
_BEFORE_TOKEN = re.compile(r"(?s:.{0,39})[\s(\[“‘\"'«,;:*_]")
_TOKEN_CHARACTERS = 40
_NO_START = frozenset(".,;:!?…)")
"""What stands before no first word of a sentence."""
_ENUMERATOR = re.compile(r"\((?:\d{1,3}|[a-zđ]|[ivx]{1,4})\)\Z")
_OPENING_ENUMERATOR = re.compile(r"(?:\d{1,3}|[A-Za-zĐđ]|[IVX]{1,4})\Z")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,3}\.){1,6}[^\W\d_]{1,2}\Z")
_LOOK_BACK = 48
_TO_HYPHENS = str.maketrans("–—/", "---")
_OPENING_ENUMERATOR_CHARACTERS = 4


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Abbreviations:
    """What a stop belongs to in a language, written as it stands before the stop.

    `before_anything` never ends a sentence, `before_number` doesn't where a number follows, `before_name` doesn't
    unless the next word is one of `starters`, `time_of_day` doesn't before a weekday, a month or a time zone.
    """

    before_anything: frozenset[str]
    before_number: frozenset[str]
    before_name: frozenset[str]
    starters: frozenset[str]
    time_of_day: frozenset[str] = frozenset(("a.m", "p.m", "A.M", "P.M", "am", "pm"))


_ENGLISH = _Abbreviations(
    before_anything=_words(
        "Adm Brig Capt Cdr Cllr Cmdr Col Cpl Dr Drs Fr Ft Gen Gov Hon Lt Maj Messrs Mgr Mr Mrs Ms Mt Mts Pres Prof Pvt"
        " Rep Reps Rev Sen Sens Sgt St Ste Supt approx ca cf Cf e.g E.g eg i.e I.e ie viz vs"
    ),
    before_number=_words(
        "No Nos no nos Nr nr Art Arts art arts Ch ch Fig Figs fig figs p pp par Sec sec Vol Vols vol vols v c b d r Jan"
        " Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Weds Thu Thur Thurs Fri Sat Sun"
    ),
    before_name=_words("al Bros Co Corp Dept Div Est Inc Jr Ltd Sr Univ"),
    starters=_words(
        "a after all although an and another as at because before between but by despite during each every for from"
        " he her here his however if in it its later many meanwhile most no not now of on one or our she since so some"
        " soon such that the their then there these they this those three to two under until we what when where which"
        " while who why with you"
    ),
)
_VIETNAMESE = _Abbreviations(
    before_anything=_ENGLISH.before_anything | _words("BS CN GS KS LS NXB Nxb PGS TP Tp TS ThS TT TX Đ/c đ/c"),
    before_number=_ENGLISH.before_number | _words("tr Tr q Q ph Ph đ Đ"),
    before_name=_ENGLISH.before_name,
    starters=_ENGLISH.starters
    | _words("bà các cùng do đây đó đến hiện khi năm ngày nhân nhiều những ông sau tại theo tháng trong từ với"),
)
_LANGUAGES: Mapping[str, _Abbreviations] = {"en": _ENGLISH, "vi": _VIETNAMESE}
_CALENDAR_WORDS = _words(
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday"
)
_LONG_WORD = "[a-z0-9]{4}"


def _candidates(stops: str) -> re.Pattern[str]:
    """Return the pattern of the places where a sentence might end, in a text that holds none but these stops.

    The group `sure` takes part where `_ends_sentence` need not be asked: one full stop after a word of four letters
    or more that isn't an abbreviation of any language, and a capital after it.
    """
    known = {word for words in _LANGUAGES.values() for word in words.before_anything | words.before_name}
    not_after = "".join(rf"(?<!{word}\.)" for word in sorted(known) if re.search(rf"{_LONG_WORD}\Z", word))
    sure = rf"(?<={_LONG_WORD}\.){not_after}[\"”’]?(?=\s[\"“‘]?[A-Z])(?P<sure>)"
    return re.compile(rf"(?P<stop>{stops}{stops}{{0,8}})(?:{sure}|{_CLOSING})")


_SURE = 2
"""The number of the group `sure`."""
_ANY_STOP = _candidates(f"[.{_OTHER_STOPS}]")
_FULL_STOP = _candidates(r"\.")


class Splitter:
    """Splits the blocks of one text, in a language, as the function `split` does."""

    def __init__(self, text: str, language: str) -> None:
        self._text, self._language = text, language
        self._words = _LANGUAGES.get(language.partition("-")[0].lower(), _ENGLISH)
        self._candidates = _ANY_STOP if any(map(text.__contains__, _OTHER_STOPS)) else _FULL_STOP

    def split(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the sentences of a range of the text."""
        text, spans = self._text, []
        here, end = trim(text, start, end)
        if here and text[here - 1].isalnum():
            return self._split_within_word(here, end)
        for found in self._candidates.finditer(text, here, end):
            last = found.end()
            if found.lastindex == _SURE:
                spans.append(Span(start=here, end=last))
                here = last + 1
            elif last < end and (_is_wide(found) or (text[last].isspace() and self._ends_sentence(found, here, end))):
                spans.append(Span(start=here, end=last))
                here = _after_space(text, last, end)
        if here < end:
            spans.append(Span(start=here, end=end))
        return tuple(spans)

    def _ends_sentence(self, found: re.Match[str], start: int, end: int) -> bool:
        """Whether the stop at `found` ends the sentence that began at `start`; white space follows before `end`."""
        after = _AFTER.match(self._text, found.end(), end)
        assert after is not None  # every part of the pattern is optional
        mark, word = after["mark"], after["word"] or ""
        if word[:1].islower() or mark[:1] in _NO_START:
            return False
        stop, before = found["stop"], self._text[max(start, found.start() - _LOOK_BACK) : found.start()]
        if "!" in stop or "?" in stop:
            return True
        if len(stop) > 1 or stop == "…":
            return not before.endswith((",", ";", ":", "(", "["))
        if found.start() - start <= _OPENING_ENUMERATOR_CHARACTERS and _OPENING_ENUMERATOR.match(before):
            return False
        return _full_stop(before, word, self._words)

    def _split_within_word(self, start: int, end: int) -> tuple[Span, ...]:
        """Split a range that begins within a word, which would look longer than it is to the pattern."""
        shift = start - 1
        within = Splitter(f" {self._text[start:end]}", self._language).split(1, end - shift)
        return tuple(Span(start=span.start + shift, end=span.end + shift) for span in within)


def split(text: str, start: int, end: int, language: str = "en") -> tuple[Span, ...]:
    """Return the sentences of `text[start:end]`, in order, without white space at their edges.

    Together they hold every character of the range that isn't white space; a range with any such character has at
    least one. `language` is a language tag; one that is neither English nor Vietnamese is split as English.

    >>> text = "Dr. Ames left at 9 a.m. on Friday. “It rained,” she wrote."
    >>> [text[span.slice] for span in split(text, 0, len(text))]
    ['Dr. Ames left at 9 a.m. on Friday.', '“It rained,” she wrote.']
    """
    return Splitter(text, language).split(start, end)


def _after_space(text: str, here: int, end: int) -> int:
    while here < end and text[here].isspace():
        here += 1
    return here


def _is_wide(found: re.Match[str]) -> bool:
    """Whether the stop is one of those that no white space need follow."""
    return found["stop"][-1] in "。！？"


def _joined(token: str) -> str:
    """The name behind the last dash or stroke of a token, as in "21–Nov"; empty where none stands there."""
    name = token.translate(_TO_HYPHENS).rpartition("-")[2]
    return name if len(name) < len(token) and name[:1].isupper() else ""


def _full_stop(before: str, word: str, words: _Abbreviations) -> bool:
    """Whether one "." after `before` ends the sentence, `word` (not in small letters, perhaps empty) being next."""
    if _ENUMERATOR.search(before):
        return False
    token = before[-_TOKEN_CHARACTERS:]
    space = _BEFORE_TOKEN.match(token)
    if space is not None:
        token = token[space.end() :]
    if token in words.before_anything:
        return False
    if word[:1].isdigit() and (token in words.before_number or _joined(token) in words.before_number):
        return False
    if token in words.time_of_day:
        return not (word.lower() in _CALENDAR_WORDS or (word.isupper() and 2 <= len(word) <= 5))
    if token in words.before_name or _ACRONYM.match(token) or (len(token) == 1 and token.isupper()):
        return not word or word.lower() in words.starters
    return True
