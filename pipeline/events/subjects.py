"""What stands before a verb: which stretch of tokens may be its subject, and what that is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events.actors import TITLES
from pipeline.events.words import CARDINALS, UNITS

if TYPE_CHECKING:
    from pipeline.events.grammar import Sentence

_APART = frozenset(["after", "before", "later", "earlier", "ago"])
_NOMINAL = "NKRGO"
_LONGEST_NAME = 7
# "The last time", and how many words that is.
_LAST = frozenset(["last", "first", "only", "next"])
_AFTER_TIME = 3
# What is written of a meeting, which alone is held.
_WRITTEN = frozenset(["minutes", "minute", "agenda", "notice", "record", "transcript"])


def held(sentence: Sentence, subject: list[int]) -> list[int]:
    """What was held: of "minutes of the meeting" the meeting."""
    if not sentence.has_word(subject, _WRITTEN):
        return subject
    lower = sentence.lower
    of = next((n for n, i in enumerate(subject) if lower[i] in {"of", "for"}), 0)
    return subject[of + 1 :] if of and lower[subject[of - 1]] in _WRITTEN and of + 1 < len(subject) else subject


def is_apposed_name(sentence: Sentence, part: list[int]) -> bool:
    """Whether what stands behind a role and a comma is who has it: "the vicar, the Rev. Tom Hale, retired"."""
    tags = sentence.tags
    titled = len(part) > 1 and sentence.lower[part[0]] == "the" and sentence.lower[part[1]] in TITLES
    name = part[1:] if titled else part
    told = 1 < len(name) < _LONGEST_NAME and tags[name[-1]] == "K" == tags[name[0]]
    return told and all(tags[i] in "K." for i in name)


def between_commas(tags: str, indices: list[int]) -> list[list[int]]:
    """The stretches of tokens that commas part."""
    parts: list[list[int]] = [[]]
    for i in indices:
        if tags[i] == ",":
            parts.append([])
        else:
            parts[-1].append(i)
    return [part for part in parts if part]


def tells_how_long(sentence: Sentence, part: list[int]) -> bool:
    """Whether a phrase only tells how far off something was: "three months after the flood"."""
    after = next((i for i in part if sentence.lower[i] in _APART), 0)
    return after > 0 and sentence.lower[after - 1] in UNITS


def may_be_subject(sentence: Sentence, part: list[int]) -> bool:
    """Whether a stretch opens as a subject does, and has what may be one."""
    return sentence.tags[part[0]] not in "PTYSEGIC" and sentence.has_tag(part, _NOMINAL)


def after_preposition(sentence: Sentence, part: list[int]) -> list[int]:
    """The subject in "In the same year the club": the last noun phrase that a determiner, name or pronoun opens."""
    tags = sentence.tags
    for p in range(len(part) - 1, 0, -1):
        tag, before = tags[part[p]], tags[part[p - 1]]
        counted = before == "N" and sentence.lower[part[p]] in CARDINALS
        if counted or ((tag in "DR" or (tag == "K" and before in "NT")) and before in "NKOT'"):
            return list(part[p:])
    return []


def behind_between(sentence: Sentence, own: list[int]) -> list[int]:
    """The subject behind "between May and the accident", from the second article on."""
    articles = [n for n, i in enumerate(own) if sentence.tags[i] == "D"]
    second = articles[1] if len(articles) > 1 else 0
    return own[second:] if second and sentence.tags[own[second - 1]] in "NK" else own


def behind_time(sentence: Sentence, own: list[int]) -> list[int]:
    """The subject of what was so last: "the roof" of "the last time the roof leaked was in 1887"."""
    return own[_AFTER_TIME:] if _is_of_time(sentence, own) else own


def told_last(sentence: Sentence, before: list[int], complement: list[int]) -> list[int]:
    """A complement without what only says when something was so last: "was in 1887, the year of the jubilee"."""
    when = complement and sentence.tags[complement[0]] == "A" and _is_of_time(sentence, before)
    return [] if when else complement


def _is_of_time(sentence: Sentence, before: list[int]) -> bool:
    """Whether what stands before a verb opens with "the last time" or the like, and goes on."""
    if len(before) <= _AFTER_TIME:
        return False
    return sentence.lower[before[2]] == "time" and sentence.lower[before[1]] in _LAST
