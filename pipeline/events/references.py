"""Official references: legal acts by kind and number, in Vietnamese, international and national styles.

The key of an act is (kind, number, year, issuing organ, tenure), compared exactly: 11-NQ/TW and 11-NQ/TU differ by one
letter and are two acts, while NĐ and ND, `28/NQ-TW` and `28-NQ/TW` are spellings of one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.events.numbers import ordinal_text
from pipeline.events.words import group, plain

# Kind → the words it goes by (regular expressions) and the code that Vietnamese numbers carry for it.
KINDS: dict[str, tuple[str, str]] = {
    "resolution": (r"resolutions?|nghị quyết", "NQ"),
    "decree": (r"decrees?|nghị định", "ND"),
    "directive": (r"directives?|chỉ thị", "CT"),
    "decision": (r"decisions?|quyết định", "QD"),
    "circular": (r"circulars?|thông tư", "TT"),
    "conclusion": (r"conclusions?|kết luận", "KL"),
    "ordinance": (r"ordinances?|pháp lệnh", "PL"),
    "action program": (r"action program(?:me)?s?|chương trình hành động", "CTR"),
    "plan": (r"plans?|kế hoạch", "KH"),
    "strategy": (r"strateg(?:y|ies)|chiến lược", ""),
    "regulation": (r"regulations?|quy định", "QD"),
    "executive order": (r"executive orders?", ""),
    "public law": (r"public laws?|Pub\. ?L\.", ""),
    "law": (r"laws?|luật", "QH"),
    "act": (r"acts?", ""),
    "bill": (r"bills?", ""),
    "order": (r"orders?", ""),
    "opinion": (r"opinions?", ""),
    "protocol": (r"protocols?", ""),
    "convention": (r"conventions?", ""),
    "ruling": (r"rulings?", ""),
    "proclamation": (r"proclamations?", ""),
}
# Every first word of a kind, folded: a sentence without one has no act.
KIND_WORDS = group(
    "resolution resolutions nghi decree decrees directive directives chi decision decisions quyet "
    "circular circulars thong conclusion conclusions ket ordinance ordinances phap action chuong plan "
    "plans ke strategy strategies chien regulation regulations quy executive public pub law laws luat act "
    "acts bill bills order orders opinion opinions protocol protocols convention conventions ruling "
    "rulings proclamation proclamations"
)
TITLED = frozenset(["act", "law", "code", "statute", "ordinance", "charter"])
_LETTER = r"[\w\u0300-\u036f]"
_ACT = re.compile(
    rf"(?<!{_LETTER})(?:{'|'.join(f'(?P<k{i}>{forms})' for i, (forms, _) in enumerate(KINDS.values()))})"
    r"(?:\s{1,2}\((?P<union>EU|EC|EEC|Euratom)\))?"
    r"\s{1,2}(?P<marker>(?:[Nn]o|[Nn]r|[Nn]umber|số)\.?[\s\u00a0]{0,2})?"
    rf"(?P<number>(?:[A-Z]/RES/)?\d{{1,6}}(?:[-/–]{_LETTER}{{1,12}}){{0,5}})"
    r"(?!,?\d|[.,]\d|\s?%|\s(?:of the)?\s?(?:years?|days?|months?|million|billion|percent)\b)",
    re.IGNORECASE,
)
_TENURES = re.compile(
    r"(?: of the (?:[A-Z]\w{1,20} ){1,4})?\s{0,2}(?:\(|of (?:its|the) |,? )"
    r"(?P<list>\d{1,3}(?:st|nd|rd|th)(?:(?:, ?| and |, and )(?:the )?\d{1,3}(?:st|nd|rd|th)){0,5})"
    r"(?: and \w{1,12})? ?(?:tenures?|terms?|legislatures?|congress(?:es)?)\b\)?"
)
_ORDINAL = re.compile(r"\d{1,3}(?=st|nd|rd|th)")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_SHORT_TITLE = re.compile(
    rf"(?<!{_LETTER})(?P<title>(?:[A-Z]{_LETTER}{{1,30}} (?:(?:and|of|for|to|on) )?){{1,7}}"
    r"(?:Act|Law|Code|Statute|Ordinance|Charter))"
    r"(?: of|,)? ?(?P<year>(?:1[2-9]|20)\d\d)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An act as a sentence names it; `start`, `end` and `number_start` are offsets in the sentence.

    `number` is as written, `key` is what two mentions of one act share. `year` is the year inside the number, if any.
    """

    kind: str
    number: str
    key: str
    start: int
    end: int
    number_start: int
    marker: str = ""
    year: int | None = None
    tenure: int | None = None

    @property
    def name(self) -> str:
        """Kind and number, for a label."""
        kind = self.kind.title() if self.kind != "act" else "Act"
        union = f"{kind} {self.marker}" if self.marker.startswith("(") else kind
        return f"{union} {self.number}" + (f" ({ordinal_text(self.tenure)} tenure)" if self.tenure else "")


def find(text: str) -> tuple[Reference, ...]:
    """The numbered acts in a sentence, in order; one of several tenures is as many acts.

    >>> [(each.name, each.key) for each in find("Decree No. 9/2031/NĐ-CP replaces Regulation (EU) 2016/679.")]
    [('Decree 9/2031/NĐ-CP', 'decree:9:2031:CP:'), ('Regulation (EU) 2016/679', 'regulation:679:2016:EU:')]
    >>> [each.key for each in find("as Resolution 4 (12th, 13th terms) asks")]
    ['resolution:4:::12', 'resolution:4:::13']
    """
    found: list[Reference] = []
    for match in _ACT.finditer(text):
        kind = next(name for i, name in enumerate(KINDS) if match[f"k{i}"] is not None)
        number = match["number"].replace("–", "-")
        if (
            not match["marker"]
            and number.isdigit()
            and (match[0][0].islower() or (len(number) == 4 and _YEAR.match(number)))
        ):
            continue
        if kind in {"plan", "act", "order", "opinion", "strategy"} and number.isdigit() and not match["marker"]:
            continue
        tenures = _TENURES.match(text, match.end())
        ends = tenures.end() if tenures else match.end()
        numbers = [int(each) for each in _ORDINAL.findall(tenures["list"])] if tenures else [None]
        found += [_reference(kind, number, match, ends, tenure) for tenure in numbers]
    return tuple(found)


def _reference(kind: str, number: str, match: re.Match[str], end: int, tenure: int | None) -> Reference:
    parts = re.split(r"[-/]", plain(number).upper())
    union = match["union"]
    european = union is not None or parts[-1] in {"EU", "EC", "EEC"}
    if european and _YEAR.fullmatch(parts[0]) and len(parts) > 1:
        parts[0], parts[1] = parts[1], parts[0]
    if number.startswith(("A/RES/", "S/RES/")):
        parts = [*parts[2:], *parts[:2]]
    year = next((int(each) for each in parts[1:] if _YEAR.fullmatch(each)), None)
    code = KINDS[kind][1]
    organ = [each for each in parts[1:] if each != code and each != str(year)]
    if union and union.upper() not in organ:
        organ.append("EU")
    key = ":".join(
        (kind, parts[0].lstrip("0") or "0", str(year or ""), "-".join(organ), "" if organ else str(tenure or ""))
    )
    return Reference(
        kind=kind,
        number=number,
        key=key,
        start=match.start(),
        end=end,
        number_start=match.start("number"),
        marker=f"({union})" if union else (match["marker"] or "").strip(),
        year=year,
        tenure=tenure,
    )


def short_title(text: str) -> tuple[str, int, int] | None:
    """The short title of an act that is cited by its year, and the offsets of that year.

    >>> short_title("It rests on the Canal Boats Act of 1877.")
    ('Canal Boats Act', 35, 39)
    """
    match = _SHORT_TITLE.search(text)
    return (match["title"], match.start("year"), match.end("year")) if match else None
