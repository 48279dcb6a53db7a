"""The English verbs that tell the tense of a sentence, as one pattern."""

from __future__ import annotations

import re

from pipeline.temporal.templates import trie_pattern


def _listed(text: str) -> list[str]:
    return text.split(",")


# what is reported as seen from the past, what is coming, and what looks ahead otherwise, with two words more
_SEEN_FROM_THE_PAST = _listed("would,might,should,could,was to,were to")
_COMING = _listed("will,shall,is to,are to,is due to,are due to,ll")
_LOOKING_AHEAD = _listed(
    "must,to be,going to,set to,expected to,due to,want to,wants to,wanted to,agree to,agrees to,agreed to,decide to,"
    "decides to,decided to,need to,needs to,promised to,vowed to,offered to,threatened to"
)
_FUTURE = _listed(
    "expect,expects,expected,plan,plans,planned,scheduled,due,aim,aims,intend,intends,hope,hopes,upcoming,forthcoming,"
    "deadline"
)
_PAST = _listed(
    "was,were,did,said,told,began,became,came,went,took,made,won,lost,fell,rose,met,held,led,gave,got,grew,hit,knew,"
    "left,sent,sold,spent,stood,thought,wrote,ran,saw,broke,brought,built,cut,found,kept,shot,died,has,have,been"
)
_REGULAR = "[a-z]{2,20}ed"
# the verb, and not the month
_MAY = (
    "may(?<!in may)(?<!by may)(?<!of may)(?<!early may)(?<!late may)(?<!since may)(?<!until may)(?= [a-z])"
    r"(?! (?:and|to|or|of|by|in|on|at|it|he|she|they|we|the|a|an|when|after|before|until|this|that|next|last|was|were|"
    r"had|is|are|has|day|with|for|from)\b)"
)
_MORE = "(?: [a-z]{1,30}){0,2}"


def _verb_pattern() -> re.Pattern[str]:
    """The pattern of `Language.verb`.

    It begins with the character before the word, and asks then whether the word is any of those that a verb begins
    with: so most words cost one look at a few letters.
    """
    phrases = [*_SEEN_FROM_THE_PAST, *_COMING, *_LOOKING_AHEAD, *_FUTURE, *_PAST, "had", "may"]
    first = trie_pattern(sorted({each.partition(" ")[0] for each in phrases}))
    ahead = f"(?:{_MAY}|{trie_pattern(_LOOKING_AHEAD)}){_MORE}|{trie_pattern(_FUTURE)}"
    return re.compile(
        rf"\W(?=(?:{first}|{_REGULAR})(?![^\W_]))"
        rf"(?:(?P<reported>{trie_pattern(_SEEN_FROM_THE_PAST)}{_MORE})|(?P<coming>{trie_pattern(_COMING)}{_MORE})|"
        rf"(?P<future>{ahead})|(?P<before>had{_MORE})|(?:{trie_pattern(_PAST)}|{_REGULAR}))(?![^\W_])"
    )


VERB = _verb_pattern()
