"""English words that are a month, season or unit of time in one place, and a name or another noun in the next."""

from __future__ import annotations

import re

_FIRST_NAMES = frozenset(("April", "May", "June", "August", "Jan", "March"))
_SURNAME = re.compile(r" (?:de |van |von |der |la |den )*[A-Z][a-z]+(?! (?:had|was|were|would|has|is|will|did)\b)")
_DATES_IT = re.compile(
    r"(?:\b(?:[Tt]he|[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|[Ll]ast|[Nn]ext|[Tt]hrough|[Bb]y|This)"
    r"[ -]|[Ff]rom )$"
)
_BY = re.compile(r"(?<![.!?;:] )\b(?:by|from) $")
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Mm]rs?\.|[Mm]s\.|[Dd]r\.|told|asked|with) $")

# Before a name, and no date: "Rev. Noon", "J. Friday", but not "5 P.M. Friday", nor "so did I. Friday came".
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Revd?|Fr|Father|Canon|Prof|Professor|Capt|Captain|Col|Colonel|Gen|General|Lt|Lieutenant|"
    r"Sgt|Sergeant|Maj|Major|Cllr|Councillor|Alderman|Hon|Sir|Dame|Lord|Lady|Sister|Nurse)\.? $|(?<![.\w])[A-HJ-Z]\. $"
)


def no_name(text: str, start: int, end: int) -> bool:
    """Whether a month that stands alone is no first name or surname: "June Holt", "according to May"."""
    if text[start:end] not in _FIRST_NAMES:
        return True
    reach = max(0, start - 14)
    if _ACCORDING.search(text, reach, start) or _TITLE.search(text, reach, start):
        return False
    if not _SURNAME.match(text, end):
        return True
    return bool(_DATES_IT.search(text, reach, start)) and not _BY.search(text, reach, start)


def no_titled_name(text: str, start: int, _end: int) -> bool:
    """Whether a weekday is no surname: "Mr Friday"."""
    return not (text[start].isupper() and _TITLE.search(text, max(0, start - 12), start))


_DATED_AFTER = re.compile(r" (?:[A-Z][a-z]{2,8}day|[0-9])")
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")


def no_clock_name(text: str, start: int, end: int) -> bool:
    """Whether "Noon" is a time, and no surname: "Rev. Charles Noon", but "Sunday Noon", "At Noon"."""
    if not text[start].isupper():
        return True
    if _TITLE.search(text, max(0, start - 12), start):
        return False
    before = _CAPITAL_BEFORE.search(text, max(0, start - 20), start)
    if before is None or before[1] in _OPENERS or _WEEKDAY.fullmatch(before[1]):
        return True
    return bool(_DATED_AFTER.match(text, end))


_CODE = re.compile(r"[Cc][Aa]?[.]?[0-9]")
_CODE_BEFORE = re.compile(r"[\w/.-]$")


def about_a_year(text: str, start: int, end: int) -> bool:
    """Whether what begins like "c1850" is a year, and no code: those have a capital letter, or more before it."""
    if not _CODE.match(text, start, end):
        return True
    return text[start] == "c" and not _CODE_BEFORE.search(text, max(0, start - 1), start)


_CAPITAL_BEFORE = re.compile(r"\b([A-Z][a-z]+) $")
_OPENERS = frozenset(
    (
        *("In", "The", "By", "Since", "Until", "During", "Throughout", "Through", "From", "Of", "Last", "Next", "This"),
        *("That", "Each", "Every", "Early", "Late", "Mid", "Over", "For", "At", "On", "And", "But", "After", "Before"),
        *("Previous", "Following", "Around", "About", "Till", "Between", "Or", "A", "An", "To"),
    )
)
_CAPITAL_AFTER = re.compile(r" [A-Z][a-z]")
_PLACE_AFTER = re.compile(r" (?:Street|Road|Palace|Park|Gardens?|Hill|Creek|Valley|Lane|Avenue|Field|Hall|Lake)\b")


def no_named_season(text: str, start: int, end: int) -> bool:
    """Whether a season is no part of a name: "Anna Summer", "Dr. Summer", "Spring Street"."""
    if text[end - 1].isdigit():
        return True
    start = text.rfind(" ", start, end) + 1 or start
    if not text[start].isupper():
        return True
    if _TITLE.search(text, max(0, start - 12), start):
        return False
    before = _CAPITAL_BEFORE.search(text, max(0, start - 20), start)
    if before is None or before[1] in _OPENERS:
        return not _PLACE_AFTER.match(text, end)
    return bool(_CAPITAL_AFTER.match(text, end)) and not _PLACE_AFTER.match(text, end)


_NO_SPRING = re.compile(r"(?:^|[^\w])(?:to|will|would|can|may|might|hot|thermal|mineral|coil|main|holy|natural|salt) $")
_WELL = re.compile(r"[,.;)]| (?:in|of|that|which|at|near|on|and|with|was|is|under|whose|from|rises|flows)\b")
_SPRUNG = re.compile(
    r" (?:a leak|a surprise|waters?|onions?|rolls?|mattress|loaded|clean|cleaning|balance|up|back|to life|"
    r"in (?:his|her|their))\b|-"
)


def season_alone(low: str, start: int, end: int) -> bool:
    """Whether "spring" is a season, and no leap, source of water or coil."""
    if low[start:end] != "spring":
        return True
    if low.startswith("a ", max(0, start - 2)) and _WELL.match(low, end):
        return False
    return not (_NO_SPRING.search(low, max(0, start - 9), start) or _SPRUNG.match(low, end))


_FALL_OF = re.compile(r" (?:of|in|from|to|by|below|short|under|into|apart|back|behind|was|is|that|between)(?![^\W_])")
_BEFORE_FALL = re.compile(r"(?<![^\W_])(?:in|by|during|throughout|until|till|since|before|after|through|of|for) $")


def no_fall_of(low: str, _start: int, end: int) -> bool:
    """Whether "last fall" is a season, and nothing that fell: "the following fall in prices"."""
    return not _FALL_OF.match(low, end)


def fall_alone(low: str, start: int, end: int) -> bool:
    """Whether "the fall" is a season: after a preposition, and with nothing that fell named after it."""
    named = low[start:end].startswith(("early", "late", "mid")) or low[end - 1].isdigit()
    return no_fall_of(low, start, end) and bool(_BEFORE_FALL.search(low, max(0, start - 12), start) or named)


_NO_MINUTES = re.compile(
    r"(?:the|these|its|draft|approved?|took|take|taking|keep|kept|read|meeting|board|council|committee) minutes$"
)
_MINUTES_OF = re.compile(r" (?:before|after|later|that|between|when|leading|following|of (?:play|time|extra))\b")
_HOURS_KEPT = re.compile(
    r"(?:office|opening|business|visiting|rush|peak|school|working|store|shop|trading|after|man|person|credit|kilowatt|"
    r"club|licensing|small|early)[ -]hours$"
)


def units_alone(low: str, start: int, end: int) -> bool:
    """Whether a bare plural is a time, and not the minutes of a meeting, the hours of an office or boxers' seconds."""
    words = low[max(0, start - 10) : end]
    if words.endswith("minutes"):
        return not _NO_MINUTES.search(words) or bool(_MINUTES_OF.match(low, end))
    if words.endswith("hours"):
        return not _HOURS_KEPT.search(words)
    return not words.endswith("seconds") or not low.startswith(" out", end)
