"""Dates in words, in English and Vietnamese: what a reader sees where the data say EDTF.

>>> in_words("2025-35", "on", "en"), in_words("2030", "by", "en"), in_words("-0043-03-15", "on", "vi")
('third quarter of 2025', 'by the end of 2030', 'ngày 15 tháng 3 năm 44 TCN')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_PART = re.compile(r"(Y-?[0-9]{5,12}|-?[0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2})-([0-9]{2})")
_PLAIN = re.compile(r"(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])-[0-9]{2}")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(Z|[+-][0-9]{2}(?::[0-9]{2})?)?")
_MARKS = ("~", "?", "%")
_QUALIFIERS = str.maketrans("", "", "".join(_MARKS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """How one language writes dates; templates take `day`, `month` and `year`, relations the date."""

    day: str
    month: str
    months: tuple[str, ...]
    sub_years: dict[int, str]
    year: str
    year_bce: str
    decade: str
    century: str
    century_bce: str
    ordinals: bool
    article: str
    about: str
    perhaps: str
    since: str
    until: str
    after: str
    by_end: str
    relations: dict[str, str]
    ranges: dict[str, str]
    same_month: str | None
    moment: str


def _codes(seasons: list[str], quarters: list[str], thirds: list[str], halves: list[str]) -> dict[int, str]:
    """Return the templates by EDTF code: seasons 21–32, quarters 33–36, quadrimesters 37–39, halves 40–41."""
    return dict(enumerate([*seasons * 3, *quarters, *thirds, *halves], start=21))


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

ENGLISH = Vocabulary(
    day="{day} {month} {year}",
    month="{month} {year}",
    months=_MONTHS,
    sub_years=_codes(
        ["spring {year}", "summer {year}", "autumn {year}", "winter {year}"],
        [f"the {n} quarter of {{year}}" for n in ("first", "second", "third", "fourth")],
        [f"the {n} third of {{year}}" for n in ("first", "second", "last")],
        [f"the {n} half of {{year}}" for n in ("first", "second")],
    ),
    year="{}",
    year_bce="{} BCE",
    decade="the {}s",
    century="the {} century",
    century_bce="the {} century BCE",
    ordinals=True,
    article="the ",
    about="about {}",
    perhaps="perhaps {}",
    since="since {}",
    until="until {}",
    after="some time from {} on",
    by_end="by the end of {}",
    relations={
        "on": "{}",
        "within": "some time in {}",
        "throughout": "throughout {}",
        "by": "by {}",
        "since": "since {}",
        "for": "for {}",
    },
    ranges={
        "on": "from {} to {}",
        "within": "some time between {} and {}",
        "by": "by {1}",
        "for": "for {} to {}",
    },
    same_month="{first}–{last} {month}",
    moment="{day}, {clock}",
)

VIETNAMESE = Vocabulary(
    day="ngày {day} {month} {year}",
    month="{month} {year}",
    months=tuple(f"tháng {n}" for n in range(1, 13)),
    sub_years=_codes(
        ["mùa xuân {year}", "mùa hè {year}", "mùa thu {year}", "mùa đông {year}"],
        ["quý I {year}", "quý II {year}", "quý III {year}", "quý IV {year}"],
        ["bốn tháng đầu {year}", "bốn tháng giữa {year}", "bốn tháng cuối {year}"],
        ["nửa đầu {year}", "nửa cuối {year}"],
    ),
    year="năm {}",
    year_bce="năm {} TCN",
    decade="thập niên {}",
    century="thế kỷ {}",
    century_bce="thế kỷ {} TCN",
    ordinals=False,
    article="",
    about="khoảng {}",
    perhaps="có thể {}",
    since="từ {}",
    until="đến {}",
    after="một lúc nào đó từ {} trở đi",
    by_end="đến hết {}",
    relations={
        "on": "{}",
        "within": "trong {}",
        "throughout": "suốt {}",
        "by": "chậm nhất {}",
        "since": "từ {}",
        "for": "áp dụng cho {}",
    },
    ranges={
        "on": "từ {} đến {}",
        "within": "trong khoảng từ {} đến {}",
        "by": "chậm nhất {1}",
        "for": "áp dụng từ {} đến {}",
    },
    same_month=None,
    moment="{clock} {day}",
)

VOCABULARIES = {"en": ENGLISH, "vi": VIETNAMESE}


def in_words(edtf: str, relation: str, language: str) -> str:
    """Return an EDTF date and its relation in words; the EDTF itself where it can't be read.

    >>> in_words("1939/1945", "throughout", "en")
    'from 1939 to 1945'
    >>> in_words("2021-05-03/2021-05-05", "on", "en")
    '3–5 May 2021'
    >>> in_words("1945-08~", "on", "en"), in_words("1941/..", "since", "vi")
    ('about August 1945', 'từ năm 1941')
    >>> in_words("1847-03-09T12:00", "on", "en"), in_words("2000~", "within", "en")
    ('9 March 1847, 12:00', 'about 2000')
    """
    vocabulary = VOCABULARIES[language]
    if relation in {"on", "within"} and _PLAIN.fullmatch(edtf):
        # Most dates are such: sooner than by what follows, to the same words.
        return _day_of(edtf[:7], language).format(int(edtf[8:]))
    if "/" in edtf:
        left, _, right = edtf.partition("/")
        return _interval(left, right, relation, vocabulary) or edtf
    single = _qualified(edtf, vocabulary)
    if single is None:
        return edtf
    if relation == "by" and re.fullmatch(r"-?[0-9]{4}", edtf):
        return vocabulary.by_end.format(single)
    # "some time in about 2000" says no more than "about 2000"
    if relation == "on" or (relation == "within" and (_DAY.match(edtf) or edtf.endswith(_MARKS))):
        return single.removeprefix(vocabulary.article)
    return vocabulary.relations.get(relation, "{}").format(single)


@lru_cache(maxsize=4096)
def _day_of(month: str, language: str) -> str:
    """Return the words for a day of a month, written YYYY-MM, with `{}` for its number."""
    vocabulary = VOCABULARIES[language]
    year = vocabulary.year.format(int(month[:4]))
    return vocabulary.day.format(day="{}", month=vocabulary.months[int(month[5:]) - 1], year=year)


def _interval(left: str, right: str, relation: str, vocabulary: Vocabulary) -> str | None:
    """Return an interval in words; None where an end can't be read or both are open."""
    begin, end = (None if text in {"", ".."} else _qualified(text, vocabulary) or "" for text in (left, right))
    if "" in {begin, end} or (begin is None and end is None):
        return None
    if end is None:
        # What happened some time after a day has not gone on since.
        return (vocabulary.after if relation == "within" else vocabulary.since).format(begin)
    if begin is None:
        return _before(right, end, relation, vocabulary)
    if relation in {"on", "throughout"}:
        short = _same_month(left, right, vocabulary)
        if short is not None:
            return short
    return vocabulary.ranges.get(relation, vocabulary.ranges["on"]).format(begin, end)


def _before(edtf: str, end: str, relation: str, vocabulary: Vocabulary) -> str:
    """Return an interval without a beginning in words; `end` are those of its end, `edtf`."""
    if relation not in {"by", "within"}:
        return vocabulary.until.format(end)
    # The whole of the last year or month counts: "before 1900" is `../1899`, and "by 1899" would be heard without it.
    return (vocabulary.relations["by"] if _DAY.match(edtf.removeprefix("-")) else vocabulary.by_end).format(end)


def _same_month(left: str, right: str, vocabulary: Vocabulary) -> str | None:
    """Return two days of one month as "3–5 May 2021"; None for any other range."""
    first, last = _DAY.fullmatch(left), _DAY.fullmatch(right)
    if vocabulary.same_month is None or first is None or last is None or first[1] != last[1]:
        return None
    return vocabulary.same_month.format(first=int(first[2]), last=int(last[2]), month=_part(first[1], vocabulary))


def _qualified(text: str, vocabulary: Vocabulary) -> str | None:
    words = _part(text.translate(_QUALIFIERS), vocabulary)
    if words is None:
        return None
    if "~" in text or "%" in text:
        words = vocabulary.about.format(words)
    return vocabulary.perhaps.format(words) if "?" in text or "%" in text else words


def _part(text: str, vocabulary: Vocabulary) -> str | None:
    """Return one EDTF date, without qualifiers, in words; a masked month or day is left out."""
    moment = _MOMENT.fullmatch(text)
    if moment is not None:
        zone = f" UTC{(moment[3] or '').removeprefix('Z')}" if moment[3] else ""
        day = _part(moment[1], vocabulary)
        return None if day is None else vocabulary.moment.format(day=day, clock=f"{moment[2]}{zone}")
    match = _PART.fullmatch(text)
    year = None if match is None else _year(match[1], vocabulary)
    if match is None or year is None or match[2] in {None, "XX"}:
        return year
    if not match[2].isdigit():
        return None
    code = int(match[2])
    if not 1 <= code <= 12:
        template = vocabulary.sub_years.get(code)
        return None if template is None else template.format(year=year)
    month = vocabulary.months[code - 1]
    if match[3] is None or "X" in match[3]:
        return vocabulary.month.format(month=month, year=year)
    return vocabulary.day.format(day=int(match[3]), month=month, year=year)


def _year(text: str, vocabulary: Vocabulary) -> str | None:
    if "X" not in text:
        number = int(text.removeprefix("Y"))
        return vocabulary.year.format(number) if number > 0 else vocabulary.year_bce.format(1 - number)
    if re.fullmatch(r"[0-9]{3}X", text):
        return vocabulary.decade.format(int(text[:3]) * 10)
    match = re.fullmatch(r"(-?)([0-9]{2})XX", text)
    if match is None:
        return None
    number = int(match[2]) + 1
    ordinal = _ordinal(number) if vocabulary.ordinals else str(number)
    return (vocabulary.century_bce if match[1] else vocabulary.century).format(ordinal)


def _ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"
