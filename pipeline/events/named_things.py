"""Dates that only say which thing is meant: "the minutes of 12 May were approved", "the summer concert"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.events.grammar import lemma
from pipeline.events.inflect import irregular_forms
from pipeline.events.numbers import ordinal
from pipeline.events.phrases import head_of, noun_phrase_after
from pipeline.events.types import LIGHT_VERBS, noun_types
from pipeline.events.words import POSSESSIVES, group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.events.clauses import Clause
    from pipeline.events.scene import Scene
    from pipeline.model import Timex

# What is written or drawn up at one time, or for a time, and read, changed or shown at another.
_WRITTEN = group(
    "minutes letter letters order orders judgment judgement report reports accounts log logs register map maps plan "
    "plans edition issue regulations rules photo photograph photographs painting drawing portrait loan invoice "
    "inventory will deed charter statement contract manuscript figures results diary yours telegram cable version"
)
_EDITIONS = group("edition issue newspaper column paper programme newsletter")
_ACCOUNTS = frozenset(["accounts", "figures", "results"])
_LAWS = group("regulations order rules code")
_LEADS = frozenset(["of", "for", "from", "the"]) | _LAWS
# Verbs that tell how such a thing came to be, or what it says: its date is theirs.
_MAKING = group(
    "sign issue publish make adopt pass draw conclude write take produce compile paint print release enact deliver "
    "grant date bear agree introduce receive come enter send submit file prepare"
)
_INTRODUCING = frozenset(["in", "by", "with", "through"])
# What bears the year of its making, beside those, though it may tell an event elsewhere.
_MADE = group("act acts law laws treaty agreement bond bonds model contract") | _WRITTEN
# Verbs that carry what takes place in its year: "held its 2019 gala", "won the 2019 cup".
_HOLDING = (
    _MAKING | LIGHT_VERBS | group("host enter fight boycott attend cancel postpone survive contest play visit win")
)
_HAPPENING = ("tion", "sion", "ment", "ing", "ance", "season", "campaign", "year", "budget")
# What a season stands before, and after.
_SEASONS = frozenset(["spring", "summer", "autumn", "winter"])
_NOUN_AFTER = re.compile(r" ([a-z]{3,20})(?![\w-])")
# A name goes on behind a season: "the novel Winter Harbour", but not "the Spring Offensive of 1918".
_NAME_ON = re.compile(r" (?!(?:[A-Z][\w-]{1,20} ){1,3}(?:of|in) (?:the )?\d)[A-Z][a-z]")
_NO_NOUNS = group(
    "was were had has and but when the his her its their that which who with from they there until are for"
)
_DURING = group("in during over through throughout until till by since before after that this last next")
_SINGLE = group("a an first second new their his her its only another annual every")
_LONGEST_WORD_BEFORE = 16
_STOPS = frozenset(".!?:\n")


def names_a_thing(scene: Scene, date: int) -> bool:
    """Whether the date at token `date` tells which writing or picture is meant, and not when the clause happened.

    "The order of 4 May was set aside" and "they upheld the order of 4 May" are not of that day; "he resigned in a
    letter of 4 May" and "the order of 4 May closed the port" are.
    """
    tags, lower = scene.sentence.tags, scene.sentence.lower
    if lower[date - 1] not in _LEADS and tags[date + 1 : date + 2] != "'" and not _is_of_meeting(lower, date):
        return False
    if tags[date + 1 : date + 2] == "'":
        return not _EDITIONS.isdisjoint(lower[date + 2 : date + 3])
    noun = _written(scene, date)
    if noun >= 0 and lower[date - 1] == "for" and lower[noun] in _ACCOUNTS:
        return True  # "an audit of the accounts for 2020 began in May"
    clause = scene.clause(date) if noun >= 0 else None
    made = clause is not None and clause.lemma in _MAKING and "off" not in map(lower.__getitem__, clause.complement[:1])
    made = made and lower[noun] != "minutes"  # which have the date of their meeting, whenever they are signed
    if clause is None or (made and not _is_dated_apart(scene, clause, date)):
        return False
    start = noun
    while start > 0 and tags[start - 1] in "NKO'":
        start -= 1
    article = lower[start - 1] if tags[start - 1 : start] == "D" else ""
    vague = article in {"a", "an", "another"} and lower[noun + 1] == "of"
    opener = lower[start - 1 - bool(article)] if start > bool(article) else ""
    if vague or (noun < date - 1 and opener in _INTRODUCING):
        return False
    told = bool(clause.subject) and clause.subject[0] <= noun < clause.verbs[0]
    undated = clause.passive or not told or tags[clause.verbs[-1]] == "B"
    return undated or _is_dated_apart(scene, clause, date)


def years_of_things(scene: Scene) -> Sequence[int]:
    """The tokens of the dates that are years of things, which are numbers to the sentence: its labels keep them.

    "Repaid its 2019 bond" is not of 2019, "held its 2019 gala" is.
    """
    tags = scene.sentence.tags
    found = [
        date
        for date in scene.at
        if date and tags[date - 1] in "D'" and tags[date + 1 : date + 2] in {"N", "K"} and _is_of_that_year(scene, date)
    ]
    if found:
        scene.retag(dict.fromkeys(found, "O"))
    return found


def _is_of_that_year(scene: Scene, date: int) -> bool:
    """Whether a year says which thing something was done to: "repaid its 2019 bond", but not "held its 2019 gala"."""
    sentence = scene.sentence
    owner, year = sentence.lower[date - 1], sentence.lower[date].removesuffix("s")
    if not (year.isdigit() and (owner == "the" or owner in POSSESSIVES or sentence.tags[date - 1] == "'")):
        return False
    head = head_of(sentence, noun_phrase_after(sentence, date + 1, len(sentence.tags)))
    clause = scene.clause(date) if head is not None else None
    if head is None or clause is None:
        return False
    noun = sentence.lower[head]
    told_whole = sentence.lower[head + 1 : head + 2] in (["of"], ["between"])  # "the 1991 agreement between the two"
    if noun in noun_types() and (noun not in _MADE or told_whole):
        return False
    if noun.endswith(_HAPPENING) and noun not in _MADE:
        return False
    suffers = bool(clause.subject) and clause.subject[0] <= head <= clause.subject[-1]
    if suffers and not clause.passive:
        # or "the 2016 version applies"
        stands = noun in _MADE and sentence.tags[clause.verbs[0]] == "B"
        return stands or _is_dated_apart(scene, clause, date)
    done_to = (
        suffers or clause.complement[:1] == [date - 1] or (sentence.tags[date - 1] == "'" and head in clause.complement)
    )
    return done_to and (noun in _ACCOUNTS or clause.lemma not in _HOLDING or _is_dated_apart(scene, clause, date))


def _is_dated_apart(scene: Scene, clause: Clause, date: int) -> bool:
    """Whether a clause has another date than the one at a token, which is then that of what it tells."""
    others = (scene.clause(at) for at in scene.at if at != date)
    return any(each is not None and each.segment is clause.segment for each in others)


def _is_of_meeting(lower: Sequence[str], date: int) -> bool:
    """Whether a date is that of a meeting by "on": "the minutes of the meeting on 4 May"."""
    return date > 1 and lower[date - 1] == "on" and lower[date - 2] == "meeting"


def _written(scene: Scene, date: int) -> int:
    """The token of the writing that a date belongs to: "the minutes of 4 May", "the Harbour Rules 1964"; or -1."""
    tags, lower = scene.sentence.tags, scene.sentence.lower
    if date > 1 and lower[date - 1] in _LAWS and tags[date - 2 : date] == "KK" and lower[date].isdigit():
        return date - 1
    lead = date - 2 if date > 2 and lower[date - 1] == "the" else date - 1
    leads = lower[lead] in {"of", "for", "from"} or _is_of_meeting(lower, date)
    if lead < 1 or tags[date + 1 : date + 2] in {"N", "K", "G"} or not leads:
        return -1
    if lower[lead - 1] == "meeting":
        # "the minutes of the meeting of 4 May"
        of = next((i for i in (lead - 2, lead - 3) if i > 0 and lower[i] == "of"), 0)
        return of - 1 if of and lower[of - 1] in _WRITTEN else -1
    return lead - 1 if lower[lead - 1] in _WRITTEN else -1


def is_of_season(text: str, timex: Timex) -> bool:
    """Whether a season says of what kind something is, and not when it was: "tickets for the summer concert"."""
    article, _, season = timex.text.rpartition(" ")
    opens = season[:1].isupper()
    if season.lower() not in _SEASONS or article.lower() not in {"", "the"} or timex.anchor is None:
        return False
    noun = _NOUN_AFTER.match(text, timex.span.end)
    if noun is None or noun[1] in _NO_NOUNS or noun[1].endswith("ed") or noun[1] in irregular_forms()[0]:
        return opens and _NAME_ON.match(text, timex.span.end) is not None
    before = text[max(0, timex.span.start - _LONGEST_WORD_BEFORE) : timex.span.start].lower().split(" ")[-2:-1]
    if opens and not (before in ([], [""]) or before[0][-1:] in _STOPS):
        return False
    if opens:
        # "Summer courses run from May", but "Summer brings rain", and "Summer storms broke the dam"
        return noun[1][-1] == "s" and lemma(noun[1]) == noun[1] and noun[1] not in noun_types()
    if article:
        return before != [] and before[0] not in _DURING
    return before != [] and (before[0] in _SINGLE or ordinal(before[0]) is not None)
