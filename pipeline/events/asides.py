"""What a complement goes on to say that is no part of what is told: a remark, who said it, what a thing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events.grammar import lemma
from pipeline.events.words import SIDES, is_short

if TYPE_CHECKING:
    from pipeline.events.grammar import Sentence

# The marks of a text that quotes somebody.
QUOTES = frozenset('"“”‘')
_OPEN_QUOTES = (['"'], ["“"])
_SIGNS = frozenset("\"'“”‘’%$€£&")
_LOOSE = frozenset(["with", "following", "after", "before", "when"])
_SAID = frozenset(["say", "add", "tell", "recall", "explain", "write"])
_NEAR = 5
_ARTICLES = (["a"], ["an"], ["the"])


def is_loose(sentence: Sentence, i: int, before: int) -> bool:
    """Whether what begins at token `i` of a complement is no part of what is told; `before` is the token before it."""
    tag, low = sentence.tags[i], sentence.lower
    if tag == ".":
        return _ends(sentence, i)
    if tag == ",":
        if low[i + 1 : i + 2] != [] and low[i + 1] in _LOOSE:
            return True
        named = sentence.tags[before] in "NKO"
        return named and (low[i + 1 : i + 2] in _OPEN_QUOTES or _is_apposition(sentence, i + 1))
    if low[i + 1 : i + 2] == ["order"]:
        return low[i] == "in"
    # "less than a year after the fire"
    return low[i + 1 : i + 2] == ["than"] and not SIDES.isdisjoint(low[i + 2 : i + 6])


def _ends(sentence: Sentence, i: int) -> bool:
    """Whether a mark ends what is told: no sign of a word or a figure, and no full stop of an initial."""
    word = sentence.words[i]
    if word in QUOTES and any(lemma(each) in _SAID for each in sentence.lower[i + 1 : i + _NEAR]):
        return True  # '"… since 1990," said the keeper'
    if i and word == "." and sentence.tags[i + 1 : i + 2] in {"K", "O"} and is_short(sentence.words[i - 1]):
        return False
    return word not in _SIGNS


def _is_apposition(sentence: Sentence, i: int) -> bool:
    """Whether the rest of a complement only says what was just named is: "born in Arden, the child of a miner"."""
    tags, lower = sentence.tags, sentence.lower
    first = i + 1 if lower[i : i + 1] == ["still"] else i
    if lower[first : first + 1] not in _ARTICLES or tags[first + 1 : first + 2] == "K":
        return False  # "unveiled its new player, the Corvid 3"
    last = len(tags) - 1
    stop = next((k for k in range(first, last + 1) if tags[k] in ";(" or (tags[k] == "." and k == last)), last + 1)
    return not any(tags[k] == "," or lower[k] in {"and", "or"} for k in range(first, stop))
