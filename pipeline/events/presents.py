"""Third persons of the present, which look like plurals: "the board proposes a cut", "the works at Arden were shut"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events.inflect import is_participle
from pipeline.events.words import UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

# The tags behind which a word that no list knows may be a verb.
BEFORE_UNKNOWN = frozenset("NKST")
SHARING = frozenset(["each", "both", "all"])
_RELATIVES = frozenset(["which", "who", "that"])
_VERBS = frozenset("VAB")
_NO_PRESENT = ("ss", "us", "is", "ics")
_LONGEST = 8


def is_unknown_present(tags: Sequence[str], lower: Sequence[str], i: int) -> bool:
    """Whether a word that no list knows is the verb of the noun, or of the "which", before it.

    `tags` are the letters of `grammar`, one a token, settled up to `i`.

    >>> is_unknown_present("DNNDN", ["the", "board", "proposes", "a", "cut"], 2)
    True
    """
    word, before = lower[i], lower[i - 1]
    if word[-1] != "s" or word.endswith(_NO_PRESENT) or lower[i + 1] in SHARING or word in UNITS:
        return False
    if tags[i - 1] == "S":
        return before in _RELATIVES
    noun = i - 1
    if tags[noun] == "T":
        # "the lease of 1931 mentions a mill"
        noun -= 1
        while noun > 0 and tags[noun] in "PD":
            noun -= 1
    opens = next((k for k in range(noun, -1, -1) if tags[k] in "S;"), 0)
    return tags[noun] in "NK" and lower[noun][-1] != "s" and _VERBS.isdisjoint(tags[opens:i])


def present_of(tag: str, tags: Sequence[str], lower: Sequence[str], i: int) -> str:
    """The tag of a form in "s" that is a present or a plural, by more than its neighbours; `tag` is what these say."""
    before = tags[i - 1] if i else ""
    if tag == "N" and (
        (before == "C" and _goes_on(tags, lower, i) and not _has_its_verb(tags, lower, i))
        or (before == "T" and _follows_reduced(tags, lower, i))
    ):
        return "B"
    if tag == "B" and before != "R" and tags[i + 1 : i + 2] in ("P", ["P"]) and _has_its_verb(tags, lower, i):
        return "N"
    return tag


def _goes_on(tags: Sequence[str], lower: Sequence[str], i: int) -> bool:
    """Whether a present after "and" goes on with the one before it: "the camp closes in May and reopens in June".

    Or with a passive, which has no object that a list could add to: "was granted in May and expires in June".
    """
    verb = next((k for k in range(i - 2, -1, -1) if tags[k] in "VABSE"), -1)
    if verb > 0 and tags[verb] == "E":
        return tags[verb - 1] == "A"
    return verb >= 0 and tags[verb] == "B" and lower[verb][-1] == "s"


def _follows_reduced(tags: Sequence[str], lower: Sequence[str], i: int) -> bool:
    """Whether a present stands behind a participle and its date: "the lease granted in 2014 expires"."""
    k = i - 1
    while k > 0 and i - k < _LONGEST and tags[k] in "PDNKTO":
        k -= 1
    opens = next((n for n in range(k, -1, -1) if tags[n] == ";"), 0)
    return k > 0 and tags[k] in "VE" and tags[k - 1] in "NK" and "A" not in tags[opens:k] and is_participle(lower[k])


def _has_its_verb(tags: Sequence[str], lower: Sequence[str], i: int) -> bool:
    """Whether a noun has its verb behind the phrase that follows it: "the works at Arden were"."""
    k = i + 1
    while k < len(tags) and k - i < _LONGEST and tags[k] in "PDNKOTYG'":
        k += 1
    works = lower[i] == "works" and tags[i - 1] == "N"
    return k < len(tags) and (tags[k] == "A" or (tags[k] == "V" and works))
