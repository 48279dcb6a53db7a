"""Noun phrases and names over the tags of a sentence, and how tokens are written out again."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.events.types import noun_types
from pipeline.events.words import DETERMINERS, PREPOSITIONS, UNITS, group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.events.grammar import Sentence
    from pipeline.model import EventType

LONGEST_LABEL = 120
_SPACE_BEFORE = re.compile(r" ([,;:.)!?])")
_TO_HEAD = re.compile(r"[^NK]{0,999}[NK](?:[^PC]{0,999}[NK])?")
_NEAR_DATE = re.compile(r"T|(?<=T).|\)")
_DROPPED = DETERMINERS - {"no"}
_FINITE = frozenset("VAB")
_LONGEST_FRAGMENT = 7
# Marks of emphasis around words, as Markdown has them: "the ferry *Maid of Sarn*".
_EMPHASIS = re.compile(r"(?<!\w)\*{1,3}(?=\w)|(?<=[\w.!?)])\*{1,3}(?!\w)")
_EDGES = " ,;:.–—-("
# Marks that belong to the number before them.
_SIGNS = frozenset("%‰°€£$")
_MONEY = frozenset("€£$¥")
_DATE_LEADS = group(
    "on in at by since during from until till to around about of for towards toward throughout after "
    "before between through within early late mid dated as circa up year years period back"
)
# Words that introduce a date only before these: "up to 1931", "on or before 4 May".
_JOINED = {
    "up": {"to"},
    "or": {"before", "after", "around", "about"},
    "with": {"effect"},
    # "on the Ides of March"
    **{day: {"of"} for day in ("ides", "kalends", "calends", "nones")},
}
_DATE_NOUNS = frozenset(["period", "term", "tenure", "phase", "legislature", "mandate", "years"])
_YEARS = frozenset(["year", "years"])
_LEADS_BEHIND = {"ended": UNITS, "ending": UNITS, "least": frozenset(["at"]), "effect": frozenset(["with"])}
# Words that introduce a date right before it alone: "over the next three years", but "took over in 1931".
_BEFORE_DATE = frozenset(["over", "come"])
_KINDS_OF_YEAR = frozenset(["school", "academic", "financial", "fiscal"])
_LEADS_ON = group("of the a an and or than as")
_DUE = frozenset(["payable", "repayable"])
_TO_BE = re.compile(r", to be \w{2,20}$")
_DATE_TAILS = frozenset(["onwards", "onward"])
_INNER_PREPOSITIONS = group("of to at between for with against from in on over by into")


def without_dates(sentence: Sentence, indices: list[int]) -> list[int]:
    """The tokens (ascending) without date words and the prepositions, brackets and commas that held them."""
    tags, lower = sentence.tags, sentence.lower
    if "T" not in tags:
        return list(indices)
    kept: list[int] = []
    opened = False
    at = 0
    for match in _NEAR_DATE.finditer(tags):
        i = match.start()
        found = bisect_left(indices, i, at)
        if found == len(indices) or indices[found] != i:
            continue
        kept += indices[at:found]
        at = found + 1
        tag = tags[i]
        if tag == "T":
            lead = i
            noun = i + 1 < len(tags) and lower[i + 1] in _DATE_NOUNS and (i + 2 >= len(tags) or tags[i + 2] not in "NK")
            owns = tags[i + 1 : i + 2] == "'"
            while not owns and kept and kept[-1] == lead - 1 and _introduces(sentence, kept[-1], i, noun=noun):
                lead = kept.pop()
                opened = opened or tags[lead] == "("
        elif tag == ")" and opened:
            opened = False
        elif not (i and tags[i - 1] == "T" and _ends_date(sentence, i, kept)):
            kept.append(i)
    return [*kept, *indices[at:]]


def _ends_date(sentence: Sentence, i: int, kept: list[int]) -> bool:
    """Whether token `i`, right after a date, does nothing but go on with it or close it."""
    tags, low = sentence.tags, sentence.lower[i]
    if tags[i] == "'" or low in _DATE_TAILS:
        return True
    if low in _DATE_NOUNS and (i + 1 >= len(tags) or tags[i + 1] not in "NK"):
        return True
    return tags[i] == "," and (not kept or tags[kept[-1]] == ",")


def _introduces(sentence: Sentence, i: int, date: int, *, noun: bool) -> bool:
    """Whether token `i` does nothing but introduce the date at `date`, which a noun like "term" may follow."""
    low = sentence.lower[i]
    if date - i > 6:
        return False
    if low == "same":
        return noun
    if low in _JOINED:
        # "on or around 5 March": a date may hold the word
        return sentence.lower[i + 1].partition(" ")[0] in _JOINED[low]
    if low == "the":
        return noun or date - i > 1 or date + 1 >= len(sentence.tags) or sentence.tags[date + 1] not in "NK"
    if low == "back" and i > 0 and sentence.tags[i - 1] in "VE":
        # "was given back in 1945", but "dates back to 1945"
        return sentence.lower[i - 1].startswith("dat")
    often = low in _YEARS and i > 1 and sentence.lower[i - 2] == "every"  # "every two years since 1931"
    if low == "year" and i > 0 and sentence.lower[i - 1] in _KINDS_OF_YEAR:
        often = date - i == 1  # "the school year 1962/63", but "the financial year ended 31 March"
    return sentence.tags[i] == "(" or (low in _DATE_LEADS and not often) or _leads_behind(sentence, i, date)


def _leads_behind(sentence: Sentence, i: int, date: int) -> bool:
    """Whether a word leads to a date behind another one ("the six months ended 30 June"), or right before it alone."""
    lower = sentence.lower
    if lower[i] in _BEFORE_DATE:
        # "come" only behind another date: "ten years ago come Michaelmas"
        return date - i == 1 and (lower[i] != "come" or sentence.tags[i - 1 : i] == "T")
    return lower[i] in _LEADS_BEHIND and i > 0 and lower[i - 1] in _LEADS_BEHIND[lower[i]]


def write(sentence: Sentence, indices: list[int]) -> str:
    """The tokens (ascending) as text, in NFC with single spaces.

    >>> from pipeline.events.grammar import read
    >>> write(read("The mill (built of oak) burnt down.", 0, []), [0, 1, 6, 7, 8])
    'the mill) burnt down'
    """
    if not indices:
        return ""
    first, last = indices[0], indices[-1]
    if last - first != len(indices) - 1:
        joined = " ".join(_runs(sentence, indices))
    elif first > sentence.first:
        joined = sentence.text[sentence.begins[first] : sentence.ends[last]]
    else:
        joined = _run(sentence, first, last)
    text = " ".join((joined if joined.isascii() else unicodedata.normalize("NFC", joined)).split())
    text = _EMPHASIS.sub("", text) if "*" in text else text
    text = _SPACE_BEFORE.sub(r"\1", text).strip(_EDGES) if _SPACE_BEFORE.search(text) else text.strip(_EDGES)
    return text if '"' not in text and "“" not in text else _closed(sentence, text, last + 1)


def _closed(sentence: Sentence, text: str, behind: int) -> str:
    """A text with the mark that closes its quotation, where that stands right behind it."""
    mark = sentence.words[behind] if behind < len(sentence.words) else ""
    opened = (mark == '"' and text.count(mark) % 2) or (mark == "”" and text.count("“") > text.count(mark))
    return text + mark if opened else text


def _runs(sentence: Sentence, indices: list[int]) -> Iterator[str]:
    """The text of each run of neighbouring tokens."""
    first = indices[0]
    previous = first - 1
    for i in indices:
        if i != previous + 1:
            yield _run(sentence, first, previous)
            first = i
        previous = i
    yield _run(sentence, first, previous)


def _run(sentence: Sentence, first: int, last: int) -> str:
    """The text from one token to another; the word that opens the sentence without its capital, if it is no name."""
    begin = sentence.begins[first]
    text = sentence.text[begin : sentence.ends[last]]
    opening = sentence.first
    if first <= opening <= last and sentence.tags[opening] != "K":
        at = sentence.begins[opening] - begin
        return f"{text[:at]}{text[at : at + 1].lower()}{text[at + 1 :]}"
    return text


def trim(
    sentence: Sentence, indices: list[int], *, left: str = "PCY,;.)-S", right: str = "PCDY,;(.-SIA'X"
) -> list[int]:
    """The tokens without those at the ends that can't stand there."""
    first, last = 0, len(indices)
    tags = sentence.tags
    while first < last and tags[indices[first]] in left:
        first += 1
    if first and _leads_figure(sentence, indices[first - 1]):
        first -= 1
    while last > first and tags[indices[last - 1]] in right and sentence.words[indices[last - 1]] not in _SIGNS:
        if tags[indices[last - 1]] == "'" and _stands_for_place(tags, indices[last - 1]):
            break
        last -= 1
    return list(indices) if last - first == len(indices) else list(indices[first:last])


def _stands_for_place(tags: str, i: int) -> bool:
    """Whether a possessive leaves out the noun that it owns: "a service at St Bride's on 4 June"."""
    return i > 1 and tags[i - 1] == "K" and tags[i + 1 : i + 2] in {"P", ",", "."}


def _leads_figure(sentence: Sentence, i: int) -> bool:
    """Whether a token is the sign of the money that follows it: "£250m"."""
    return sentence.words[i] in _MONEY and sentence.words[i + 1 : i + 2] != [] and sentence.words[i + 1][0].isdigit()


def noun_phrase_alone(sentence: Sentence) -> str:
    """The noun phrase that a sentence without a verb begins with, up to its first comma or date; or empty.

    >>> from pipeline.events.grammar import read
    >>> noun_phrase_alone(read("Fire pump, brass.", 0, [])), noun_phrase_alone(read("The pump broke.", 0, []))
    ('Fire pump', '')
    """
    tags, words = sentence.tags, sentence.words
    if not _FINITE.isdisjoint(tags):
        return ""
    stop = next((i for i in range(sentence.first, len(tags)) if tags[i] in "T,;(" or words[i] in ".:!?"), len(tags))
    phrase = bare(sentence, [i for i in range(sentence.first, stop) if tags[i] != "."])
    if (
        not 0 < len(phrase) <= _LONGEST_FRAGMENT
        or not any(tags[i] in "NK" for i in phrase)
        or tags[phrase[0]] in "PCIGE"
    ):
        return ""
    if any(tags[i] in "PSRC" and sentence.lower[i] not in {"of", "and"} for i in phrase):
        return ""
    return write(sentence, phrase)


def noun_phrase_before(sentence: Sentence, end: int, first: int = 0) -> range:
    """The noun phrase that ends just before token `end`: modifiers, head and its prepositional phrases."""
    tags, lower = sentence.tags, sentence.lower
    i = end
    while i > first and end - i < 16:
        tag = tags[i - 1]
        if tag not in "NKO'":
            before = tags[i - 2] if i >= 2 else ""
            if not (
                (tag == "G" and before != "P")
                or (tag == "E" and before == "D")
                or (tag == "D" and lower[i - 1] != "that")
                or (tag == "Y" and before == "D" and i < end)
                or (tag == "P" and lower[i - 1] in _INNER_PREPOSITIONS and before and before in "NKO)" and i < end)
                or (tag == "C" and lower[i - 1] == "and" and i < end and before in "KN" and tags[i] in "KND")
            ):
                break
        i -= 1
    while i < end and tags[i] in "PCY'":
        i += 1
    return range(i - 1 if i > first and sentence.words[i - 1] in _MONEY else i, end)


def noun_phrase_after(sentence: Sentence, start: int, last: int, *, dates: bool = False) -> range:
    """The noun phrase that starts at token `start`, with the phrases that follow its head; `dates` may be inside."""
    tags, lower = sentence.tags, sentence.lower
    i = start
    stop = min(last, start + 16)
    while i < stop:
        tag = tags[i]
        if tag not in "NKO'":
            following = tags[i + 1] if i + 1 < last else ""
            if not (
                (tag == "D" and (i == start or lower[i - 1] in _INNER_PREPOSITIONS))
                or (
                    tag == "P"
                    and i > start
                    and lower[i] in {"of", "for", "to", "at", "between"}
                    and following
                    and following in ("DK" if lower[i] == "to" else "DNKOT" if dates else "DNKO")
                )
                or (tag == "G" and following and following in "NK")
                or (tag == "C" and lower[i] == "and" and tags[i - 1] in "KN" and following and following in "KN")
                or (dates and tag == "T")
            ):
                break
        i += 1
    return range(start, i)


def head_of(sentence: Sentence, phrase: range) -> int | None:
    """The head of a noun phrase: the last noun or name before its first preposition."""
    match = _TO_HEAD.match(sentence.tags, phrase.start, phrase.stop)
    return match.end() - 1 if match is not None else None


def event_noun(sentence: Sentence, phrase: range) -> tuple[range, int, EventType] | None:
    """The largest part of a noun phrase whose head is a trigger noun: the part, its head and the type."""
    starts = [phrase.start, *(i + 1 for i in phrase if sentence.tags[i] in "PC")]
    for start in starts:
        part = range(start, phrase.stop)
        head = head_of(sentence, part)
        if head is not None:
            known = noun_types().get(sentence.lower[head])
            if known is not None:
                return part, head, known[0]
    return None


def bare(sentence: Sentence, indices: list[int]) -> list[int]:
    """The phrase without leading determiners (possessives are the caller's to resolve)."""
    kept = trim(sentence, indices)
    tags, lower = sentence.tags, sentence.lower
    first = 0
    while first < len(kept) and tags[kept[first]] == "D" and lower[kept[first]] in _DROPPED:
        first += 1
    if first and first < len(kept) and lower[kept[first]] == "of":
        first -= 1  # "most of the men"
    return kept[first:] if first else kept


def capitalised(text: str) -> str:
    """The text with its first letter in upper case.

    >>> capitalised("opening of the quay")
    'Opening of the quay'
    """
    return text[:1].upper() + text[1:]


def shorten(text: str, limit: int = LONGEST_LABEL) -> str:
    """At most `limit` characters, cut before a preposition or a comma, never in a word.

    >>> shorten("Opening of the northern quay for grain and timber from the interior", 40)
    'Opening of the northern quay'
    """
    if len(text) <= limit:
        return text
    cut = text[: limit + 1]
    best = max((m.start() for m in _CUTS.finditer(cut) if m.start() >= limit // 3), default=-1)
    if best < 0:
        best = cut.rfind(" ")
    return (cut[:best] if best > 0 else text[:limit]).rstrip(_EDGES)


def ended(text: str) -> str:
    """A label without a word at its end that leads to nothing.

    >>> ended("The highest price in over a"), ended("Castle of Brandeck, and"), ended("Lamp was switched off")
    ('The highest price', 'Castle of Brandeck', 'Lamp was switched off')
    """
    if ", to be " in text and _TO_BE.search(text):
        return _TO_BE.sub("", text)  # "a grant of 40 pounds, to be paid"
    rest, _, last = text.rpartition(" ")
    if last in _DUE and rest.endswith(","):
        return rest.rstrip(_EDGES)  # "a dividend of 4p, payable on"
    if last not in _LEADS_ON or not rest:
        return text
    leads = _LEADS_ON | PREPOSITIONS
    while " " in rest and rest.rpartition(" ")[2] in leads:
        rest = rest.rpartition(" ")[0]
    return rest.rstrip(_EDGES)


_CUTS = re.compile(
    r",|;| (?=(?:for|in|on|at|with|from|by|to|and(?= [a-z])|or|as|while|which|that|under|through|towards|among"
    r"|including)\b)"
)
