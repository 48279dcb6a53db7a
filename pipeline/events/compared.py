"""Dates that only measure: the year of another figure, or since when something is rare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events.words import CARDINALS, group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.events.grammar import Sentence

_COMPARING = frozenset(["against", "compared", "versus"])
# What leads straight to the date of another figure: "compared with 2019", "12 % lower than in 2018".
_LEADS = frozenset(["compared", "comparison", "versus", "vs", "than", "relative"])
# What a date begins with that may be that of another figure: "£90 more than a year earlier".
MORE = ("more than ", "less than ", "fewer than ")
_BETWEEN = group(
    "this time to with in the level levels figure figures that those of for same period quarter half year season"
)
# "no later than 2018" and "earlier than 1931" say when.
_TIMES = group("later earlier sooner before after rather other")
_COUNTED = frozenset(["that", "those", "level", "levels", "figure", "figures"])
_EARLIER = frozenset(["earlier", "before", "previous", "preceding", "ago"])
_COMPARING_WITH = group("from on over than to with against")
# A sentence without any of these compares nothing with a date.
CUES = _COMPARING | _LEADS | _COUNTED | frozenset(["from", "since", ":", "%", "increase", "decrease", "up", "down"])
_BEFORE_LEAD = 2
_NEAR = 7
_LONGEST_FIGURE = 12
_NOUNS_IN_EST = group(
    "interest request forest harvest guest protest contest west test priest chest rest arrest invest conquest nest "
    "quest crest vest bequest inquest suggest digest manifest unrest"
)
_RANKS = frozenset(["first", "best", "worst", "most", "least"])


def is_comparison(sentence: Sentence, date: int) -> bool:
    """Whether the date at token `date` is that of a figure that another is compared with, or of the last one as rare.

    "The lowest level since 1997", "9 million, against 8 in 1931", "rose to 9 million from 8 million in 1931",
    "twice that of 1931", "5 % lower than in 1931", "up 5 % on 1931", "9 million (1931: 8 million)".
    """
    lower = sentence.lower
    lead = lower[date - 1] if date else ""
    if lead == "on":
        return _is_on_year(lower, date)
    if lower[date].startswith(MORE) and (_is_figure(lead) or lead in CARDINALS):
        return True
    if lead == "(":
        return _is_bracketed(sentence, date)
    if not date or CUES.isdisjoint(lower):
        return False
    comma = sentence.tags.rfind(",", max(0, date - _LONGEST_FIGURE), date)
    return (
        (comma >= 0 and _is_compared_with(sentence, comma, date))
        or _is_measure(sentence, date)
        or _is_first_figure(sentence, date)
        or (
            (lead in {"since", "from"} or lower[date - 2 : date] == ["since", "the"])
            and _is_rare(lower[max(0, date - _NEAR) : date - 1])
        )
    )


def _is_on_year(lower: Sequence[str], date: int) -> bool:
    """Whether "on" leads to a year, which is that of another figure: "up 5 % on 1931", "10 more on the year before"."""
    year = lower[date]
    if not year.isdigit():
        return not _EARLIER.isdisjoint(year.split())
    return len(year) == len("1931") and date > 1 and not lower[date - _BEFORE_LEAD].isalpha()


def _is_rare(before: Sequence[str]) -> bool:
    """Whether something is told as the most or the first of its kind."""
    return any((word.endswith("est") and word not in _NOUNS_IN_EST) or word in _RANKS for word in before)


def _is_compared_with(sentence: Sentence, comma: int, date: int) -> bool:
    """Whether a date is that of another figure behind a comma: "9 million, against 8 in 1931"."""
    tags, lower = sentence.tags, sentence.lower
    if not any(map(_is_figure, lower[comma:date])) or any(tag in "VAB" for tag in tags[comma:date]):
        return False
    return lower[comma + 1] in _COMPARING or lower[comma + 1 : comma + 3] in (["up", "from"], ["down", "from"])


def _is_measure(sentence: Sentence, date: int) -> bool:
    """Whether what leads to a date compares: "than in 1931", "compared with 1931", "twice that of 1931"."""
    lower = sentence.lower
    lead = lower[date - 1]
    words = lower[date].split()
    if lead in _COMPARING_WITH and not _EARLIER.isdisjoint(words) and "today" not in words:
        return True
    i = date - 1
    while i > 0 and lower[i] in _BETWEEN and date - i < _LONGEST_FIGURE:
        i -= 1
    if lower[i] not in _LEADS and not (lead == "against" and words[-1].isdigit()):
        return _is_of_figure(sentence, i + 1, date)
    return lower[i] != "than" or lower[i - 1] not in _TIMES


def _is_of_figure(sentence: Sentence, first: int, date: int) -> bool:
    """Whether the words before a date stand for a figure, while the clause has a date of its own: "that of 1931"."""
    of = sentence.lower[date - 1] == "of" and sentence.lower[date - 2] in _COUNTED
    return of and first <= date - 2 and sentence.tags.count("T") > 1 and _is_after_verb(sentence, date)


def _is_after_verb(sentence: Sentence, date: int) -> bool:
    return any(tag in "VAB" for tag in sentence.tags[:date])


def _is_first_figure(sentence: Sentence, date: int) -> bool:
    """Whether a date is that of the figure from which something rose or fell: "from 8 million in 1931"."""
    tags, lower = sentence.tags, sentence.lower
    apart = not _EARLIER.isdisjoint(lower[date].split())  # "from 8 million a year earlier"
    if date < 2 or not (apart or lower[date - 1] in {"in", "at", "for"}):
        return False
    start = next((i for i in range(date - 2, max(-1, date - _LONGEST_FIGURE), -1) if lower[i] == "from"), -1)
    between = range(start + 1, date if apart else date - 1)
    if start < 0 or any(tags[i] in "TVAB;,SC" for i in between):
        return False
    figures = [i for i in between if _is_figure(lower[i])]
    if not figures:
        return False
    # "from a peak of 610 in 1931", and "from £8m in 1931", but not "from Camp 3 in 1931"
    before = figures[0] - 1 if sentence.words[figures[0] - 1].isalnum() else figures[0] - 2
    return lower[before] == "of" or all(tags[i] in ".Y" or lower[i] == "about" for i in range(start + 1, figures[0]))


def _is_bracketed(sentence: Sentence, date: int) -> bool:
    """Whether a date in brackets leads another figure: "9 million (1931: 8 million)"."""
    if sentence.tags[date - 1 : date] != "(" or sentence.words[date + 1 : date + 2] != [":"]:
        return False
    close = sentence.tags.find(")", date)
    inside = sentence.lower[date + 2 : close] if close > 0 else []
    return any(map(_is_figure, inside[:2])) and len(inside) < _LONGEST_FIGURE


def _is_figure(word: str) -> bool:
    return word[:1].isdigit() and not word.endswith(("st", "nd", "rd", "th"))
