"""Dates in words, in English and Vietnamese: what a reader sees where the data say EDTF.

>>> in_words("2025-35", "on", "en"), in_words("2030", "by", "en"), in_words("-0043-03-15", "on", "vi")
('third quarter of 2025', 'by the end of 2030', 'ngày 15 tháng 3 năm 44 TCN')
"""

from __future__ import annotations

import re
from collections.abc import Callable

_PART = re.compile(r"(Y-?[0-9]{5,12}|-?[0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?")

_EN_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_EN_ORDINALS = ("first", "second", "third", "fourth")
_EN_SEASONS = ("spring", "summer", "autumn", "winter")
_VI_SEASONS = ("mùa xuân", "mùa hè", "mùa thu", "mùa đông")
_VI_ORDINALS = ("I", "II", "III", "IV")

_EN_RELATIONS = {
    "on": "{}",
    "within": "some time in {}",
    "throughout": "throughout {}",
    "by": "by {}",
    "since": "since {}",
    "for": "for {}",
}
_VI_RELATIONS = {
    "on": "{}",
    "within": "trong {}",
    "throughout": "suốt {}",
    "by": "trước hoặc trong {}",
    "since": "từ {}",
    "for": "áp dụng cho {}",
}


def in_words(edtf: str, relation: str, language: str) -> str:
    """Return an EDTF date and its relation in words; the EDTF itself where it can't be read.

    >>> in_words("1939/1945", "throughout", "en")
    'from 1939 to 1945'
    >>> in_words("2021-05-03/2021-05-05", "on", "en")
    '3–5 May 2021'
    >>> in_words("1945-08~", "on", "en"), in_words("1941/..", "since", "vi")
    ('about August 1945', 'từ năm 1941')
    """
    vietnamese = language == "vi"
    part = _vi_part if vietnamese else _en_part
    if "/" in edtf:
        left, _, right = edtf.partition("/")
        words = _interval(_open(left), _open(right), relation, part, vietnamese=vietnamese)
        return edtf if words is None else words
    single = _qualified(edtf, part, vietnamese=vietnamese)
    if single is None:
        return edtf
    if relation == "by" and not vietnamese and re.fullmatch(r"-?[0-9]{4}", edtf):
        return f"by the end of {single}"
    if relation == "within" and re.fullmatch(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}", edtf):
        return single
    return (_VI_RELATIONS if vietnamese else _EN_RELATIONS).get(relation, "{}").format(single)


def _open(text: str) -> str | None:
    return None if text in {"", ".."} else text


def _interval(
    left: str | None, right: str | None, relation: str, part: Callable[[str], str | None], *, vietnamese: bool
) -> str | None:
    begin = None if left is None else _qualified(left, part, vietnamese=vietnamese)
    end = None if right is None else _qualified(right, part, vietnamese=vietnamese)
    if (begin is None) != (left is None) or (end is None) != (right is None) or (begin is None and end is None):
        return None
    since, until = ("từ {}", "đến {}") if vietnamese else ("since {}", "until {}")
    if end is None:
        return since.format(begin)
    if begin is None:
        return (_VI_RELATIONS if vietnamese else _EN_RELATIONS)["by"].format(end) if relation == "by" else until.format(end)
    if relation == "on" and not vietnamese and left is not None and right is not None:
        short = _en_short(left, right)
        if short is not None:
            return short
    return _EN_OR_VI_RANGE[vietnamese].get(relation, _EN_OR_VI_RANGE[vietnamese]["on"]).format(begin, end)


_EN_OR_VI_RANGE = {
    False: {
        "on": "from {} to {}",
        "within": "some time between {} and {}",
        "by": "by {1}",
        "for": "for {} to {}",
    },
    True: {
        "on": "từ {} đến {}",
        "within": "trong khoảng từ {} đến {}",
        "by": "trước hoặc trong {1}",
        "for": "áp dụng từ {} đến {}",
    },
}


def _qualified(text: str, part: Callable[[str], str | None], *, vietnamese: bool) -> str | None:
    bare = text.translate(str.maketrans("", "", "~?%"))
    words = part(bare)
    if words is None:
        return None
    about, perhaps = ("khoảng", "có thể") if vietnamese else ("about", "perhaps")
    if "%" in text or ("~" in text and "?" in text):
        return f"{perhaps} {about} {words}"
    if "~" in text:
        return f"{about} {words}"
    return f"{perhaps} {words}" if "?" in text else words


def _en_short(left: str, right: str) -> str | None:
    """Return a range of days that share a month as "3–5 May 2021"; None for any other."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", left) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", right):
        return None
    month = _en_part(right[:7])
    if month is None or left[:7] != right[:7]:
        return None
    return f"{int(left[8:])}–{int(right[8:])} {month}"


def _split(text: str) -> tuple[str, str | None, str | None] | None:
    match = _PART.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.group(1), match.group(2), match.group(3)
    return year, None if month == "XX" else month, None if day is None or "X" in day or month == "XX" else day


def _number(year: str) -> int | None:
    return int(year.removeprefix("Y")) if "X" not in year else None


def _en_year(year: str) -> str | None:
    number = _number(year)
    if number is not None:
        return str(number) if number > 0 else f"{1 - number} BCE"
    if re.fullmatch(r"[0-9]{3}X", year):
        return f"the {int(year[:3]) * 10}s"
    if re.fullmatch(r"[0-9]{2}XX", year):
        return f"the {_en_ordinal(int(year[:2]) + 1)} century"
    if re.fullmatch(r"-[0-9]{2}XX", year):
        return f"the {_en_ordinal(int(year[1:3]) + 1)} century BCE"
    return None


def _en_ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _en_part(text: str) -> str | None:
    """Return one EDTF date without its qualifiers in English."""
    split = _split(text)
    if split is None:
        return None
    year_text, month, day = split
    year = _en_year(year_text)
    if year is None or month is None:
        return year
    if not month.isdigit():
        return None
    code = int(month)
    if 1 <= code <= 12:
        return f"{int(day)} {_EN_MONTHS[code - 1]} {year}" if day else f"{_EN_MONTHS[code - 1]} {year}"
    if 21 <= code <= 32:
        return f"{_EN_SEASONS[(code - 21) % 4]} {year}"
    if 33 <= code <= 36:
        return f"{_EN_ORDINALS[code - 33]} quarter of {year}"
    if 37 <= code <= 39:
        return f"{_EN_ORDINALS[code - 37]} third of {year}"
    if code in {40, 41}:
        return f"{_EN_ORDINALS[code - 40]} half of {year}"
    return None


def _vi_year(year: str) -> str | None:
    number = _number(year)
    if number is not None:
        return f"năm {number}" if number > 0 else f"năm {1 - number} TCN"
    if re.fullmatch(r"[0-9]{3}X", year):
        return f"thập niên {int(year[:3]) * 10}"
    if re.fullmatch(r"[0-9]{2}XX", year):
        return f"thế kỷ {int(year[:2]) + 1}"
    if re.fullmatch(r"-[0-9]{2}XX", year):
        return f"thế kỷ {int(year[1:3]) + 1} TCN"
    return None


def _vi_part(text: str) -> str | None:
    """Return one EDTF date without its qualifiers in Vietnamese."""
    split = _split(text)
    if split is None:
        return None
    year_text, month, day = split
    year = _vi_year(year_text)
    if year is None or month is None:
        return year
    if not month.isdigit():
        return None
    code = int(month)
    if 1 <= code <= 12:
        return f"ngày {int(day)} tháng {code} {year}" if day else f"tháng {code} {year}"
    if 21 <= code <= 32:
        return f"{_VI_SEASONS[(code - 21) % 4]} {year}"
    if 33 <= code <= 36:
        return f"quý {_VI_ORDINALS[code - 33]} {year}"
    if 37 <= code <= 39:
        return f"bốn tháng {('đầu', 'giữa', 'cuối')[code - 37]} {year}"
    if code in {40, 41}:
        return f"nửa {('đầu', 'cuối')[code - 40]} {year}"
    return None
