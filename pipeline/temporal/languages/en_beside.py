"""English words beside a unit, a part of the day or a number, that tell what is meant: "over the next year"."""

from __future__ import annotations

import re

from pipeline.temporal.languages.en_words import NO_NOUN_AFTER, PLURAL_NOUN

_OVER_THE = re.compile(r"(?<![^\W_])(?:over|for|within) $")
_IN_THE = re.compile(r"(?<![^\W_])(?:in|during|throughout|over|for|within) $")
_OF = re.compile(r" (?:of|in|on|for)(?![^\W_])")


def over_the_next(low: str, start: int, end: int) -> bool:
    """Whether "the next year" is how long something takes: "over the next year", but not "by the next year".

    Of decades and centuries, and of the last unit, it is meant after "in" and "during" too.
    """
    if _OF.match(low, end):
        return False
    words = low[start:end]
    long = words.endswith(("decade", "century")) or words.startswith("the last")
    return bool((_IN_THE if long else _OVER_THE).search(low, max(0, start - 11), start))


_FOR_OR_BEST = re.compile(r"(?<![^\W_])(?:for|(?:[a-z]{3,20}est|best|worst)(?: [a-z]{1,20}){0,2} of) $")
_OVER_THERE = re.compile(r"[.,;:)\n]|$| (?:and|to|with|but|as|compared)(?![^\W_])")


def for_the_unit(low: str, start: int, end: int) -> bool:
    """Whether "the year" is the one that news tell of: "sales for the year", "the worst flood of the year"."""
    return bool(_FOR_OR_BEST.search(low, max(0, start - 30), start)) and bool(_OVER_THERE.match(low, end))


_NO_ALL = re.compile(r"(?<![^\W_])(?:of|at|after|above|in|not|it|that) $")


def all_through(low: str, start: int, end: int) -> bool:
    """Whether "all year" tells how long: not in "of all day trips", "after all"."""
    return not _NO_ALL.search(low, max(0, start - 7), start) and not PLURAL_NOUN.match(low, end)


_BEFORE_IT = re.compile(r"(?<![^\W_])(?:by|until|till|before) $")


def by_the_weekend(low: str, start: int, end: int) -> bool:
    """Whether "the weekend" is the one to come: after "by" and the like, and with no noun that it belongs to."""
    return bool(_BEFORE_IT.search(low, max(0, start - 8), start)) and bool(NO_NOUN_AFTER.match(low, end))


_AT_THE = re.compile(r"(?<![^\W_])(?:at|by) $")
_AT_OR_FOR = re.compile(r"(?<![^\W_])(?:at|for) $")
_ALONE = re.compile(r"[.,;:!?)\n]|$| (?:and|but|to|because|as|with|in|by|for)(?![^\W_])")
_STOPS_THERE = re.compile(r"[.,;:!?)\n\"”]|$")


def at_the_time(low: str, start: int, end: int) -> bool:
    """Whether "the time" is then, and no clause says which time is meant."""
    return bool(_AT_THE.search(low, max(0, start - 4), start)) and bool(_ALONE.match(low, end))


def at_the_moment(low: str, start: int, end: int) -> bool:
    """Whether "the moment" is now: "it is shut at the moment", but not "at the moment he left"."""
    return bool(_AT_OR_FOR.search(low, max(0, start - 5), start)) and bool(_STOPS_THERE.match(low, end))


_IN_A_YEAR = re.compile(r"(?<![^\W_])(?:in|since|of|by|until|till|from|to|year|before|after|during|between|and) $")
_TEEN = re.compile(r"(?:eleven|twelve|[a-z]{3,5}teen)[ -]")


def year_in_words(low: str, start: int, end: int) -> bool:
    """Whether "nineteen thirty-six" is a year: after a preposition or a month, and with nothing that it counts."""
    if low[end : end + 1] in {"-", "'", "’"}:
        return False
    return not _TEEN.match(low, start) or bool(_IN_A_YEAR.search(low, max(0, start - 9), start))


_AT_A_PART = re.compile(r"(?<![^\W_])(?:at|by|before|until|till|towards?|since|from) $")
_AT_AN_HOUR = re.compile(r"(?<![^\W_])(?:at|about|around|by|until|till|from|before|after) $")


def at_a_part(low: str, start: int, _end: int) -> bool:
    """Whether a part of the day is that of the day told: "at dawn", "by evening"."""
    return bool(_AT_A_PART.search(low, max(0, start - 8), start))


def at_an_hour(low: str, start: int, end: int) -> bool:
    """Whether a number before "in the morning" is an hour, by the clock or after a preposition: "at nine in the …"."""
    told = "clock" in low[start:end] or ":" in low[start:end]
    return told or bool(_AT_AN_HOUR.search(low, max(0, start - 7), start))


_BY_NEW_YEAR = re.compile(r"(?<![^\W_])(?:in|into|by|before|until|till|after|for|of) $")
_OF_NEW_YEAR = re.compile(
    r"[-'’]| (?:[a-z]{3,20} )?(?:honou?rs?|holidays?|celebrations?|sales|list|messages?|of)(?![^\W_])"
)


def new_year_alone(low: str, start: int, end: int) -> bool:
    """Whether "the new year" tells when: "in the new year", but not "the new year honours"."""
    return bool(_BY_NEW_YEAR.search(low, max(0, start - 8), start)) and not _OF_NEW_YEAR.match(low, end)


_OF_A_KIND = re.compile(
    r"(?:(?<![^\W_])(?:an?|the|our|its|his|her|their|my|your|annual|first|traditional|some|no) |['’]s "
    r"|(?:^|\n)[ *#-]{0,4}|[–—] | - )$"
)
_ITS_NOUN = re.compile(
    r" (?!(?:and|or|but|in|on|at|of|to|for|from|with|by|was|were|is|are|had|has|will|when|the|that|this|they|he|she|it|"
    r"we|after|before|until|since|there|his|her|its|their|last|next|would|did|came|went|saw|who|which|as|so|not|no|all)"
    r"(?![^\W_]))[a-z]{3,20}(?<!ed)(?![^\W_])"
)


def no_kind(low: str, start: int, end: int) -> bool:
    """Whether a feast tells a day, and not the kind of a thing: "at Christmas", but not "a Christmas card"."""
    if not _ITS_NOUN.match(low, end) or low[end - 1].isdigit():
        return True
    return not _OF_A_KIND.search(low, max(0, start - 16), start)


_AS = re.compile(r"(?<![^\W_])(?:as|how|so) $")


def measures_nothing(low: str, start: int, _end: int) -> bool:
    """Whether "long ago" tells when, and does not measure: "as long ago as 1996"."""
    return not _AS.search(low, max(0, start - 4), start)
