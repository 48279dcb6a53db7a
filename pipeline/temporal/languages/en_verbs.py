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
    "decides to,decided to,resolved to,voted to,need to,needs to,promised to,vowed to,offered to,threatened to"
)
_FUTURE = _listed(
    "expect,expects,expected,plan,plans,planned,scheduled,due,aim,aims,intend,intends,hope,hopes,upcoming,forthcoming,"
    "deadline"
)
_PAST = _listed(
    "was,were,did,said,told,began,became,came,went,took,made,won,lost,fell,rose,met,held,led,gave,got,grew,hit,knew,"
    "left,sent,sold,spent,stood,thought,wrote,ran,saw,broke,brought,built,cut,found,kept,shot,died,has,have,been"
)
# after an article it is no verb: "will open the refurbished station on Monday"
_REGULAR = "(?<! the )(?<! a )(?<! an )(?<! its )(?<! his )(?<! her )(?<! their )[a-z]{2,20}ed"
# what was to be and was not, or may have been: "should have opened", "was to have left", "would already have been"
_PERFECT = (
    r"(?:would|might|should|could|may|must|was to|were to|ought to|can|cannot)(?: not| never| [a-z]{2,12}ly)? have"
    r"(?: not| never| since| already| [a-z]{2,12}ly){0,2} (?:"
    r"[a-z]{2,20}(?:ed|en|wn|ne|ung|unk|ome|elt|ept|ought|aught)|run|met|led|left|lost|won|built|sold|told|held|paid|read|found|made|heard|had|put|set|cut|hit|sat|stood|said)"
)
# what is fixed for a day to come is told in the present: "the hearing begins on Friday"
_FIXED = _listed(
    "begins,begin,starts,start,meets,reopens,reopen,resumes,resume,expires,returns,departs,arrives,convenes,reconvenes,"
    "reconvene,"
    "takes place,take place,takes effect,take effect,takes office,takes over,comes into force,come into force,"
    "goes on sale,go on sale,goes on trial,go on trial,goes to the polls,go to the polls,kicks off,gets under way"
)
_OPENS = "opens(?! (?:lower|higher|up|down|at|with|fire)(?![a-z]))"
# "runs 3–5 May", "runs until Friday", but neither "runs a mill" nor "runs from Arden"
_RUNS = (
    "runs(?= (?:from |until |till |through |on )?(?:the )?(?:[0-9]|january|february|march|april|may|june|july|august|"
    "september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[.]? [0-9]|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday))"
)
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
    phrases = [
        *_SEEN_FROM_THE_PAST,
        *_COMING,
        *_LOOKING_AHEAD,
        *_FUTURE,
        *_PAST,
        *_FIXED,
        "had",
        "may",
        "opens",
        "runs",
    ]
    phrases += ["ought", "can", "cannot"]
    first = trie_pattern(sorted({each.partition(" ")[0] for each in phrases}))
    ahead = f"(?:{_MAY}|{trie_pattern(_LOOKING_AHEAD)}){_MORE}|{trie_pattern(_FUTURE)}"
    return re.compile(
        rf"\W(?=(?:{first}|{_REGULAR})(?![^\W_]))"
        rf"(?:{_PERFECT}|(?P<reported>{trie_pattern(_SEEN_FROM_THE_PAST)}{_MORE})|(?P<coming>{trie_pattern(_COMING)}{_MORE})|"
        rf"(?P<fixed>{trie_pattern(_FIXED)}|{_OPENS}|{_RUNS})|"
        rf"(?P<future>{ahead})|(?P<before>had{_MORE})|(?:{trie_pattern(_PAST)}|{_REGULAR}))(?![^\W_])"
    )


VERB = _verb_pattern()

# who tells a sentence, behind it: "she died on 2 November, her publisher said"; what a report says of its own time
ATTRIBUTED = re.compile(
    r", (?!who|which|that|as |when|where|and )(?:[^\s,.;:!?]{1,20} ){1,6}(?:said|says|announced|confirmed|reported)"
    r"(?:[.,;)]|$| (?:on|in|yesterday|today|this|late|early)(?![^\W_]))"
    r"|(?:after|since) the (?:reporting|balance[ -]sheet) (?:date|period)(?![^\W_])"
)

NEWS = re.compile(r"(?<![^\W_])(?:has|have) (?:just )?(?:died|passed away|been (?:killed|found dead))(?![^\W_])")

# what isn't yet, and what is told of a firm, whose quarters may be those of its own year
_NOT_DONE = (
    "(?!expected|planned|scheduled|needed|intended|projected|estimated|has|have|been|fell|rose|grew|lost|gained|dropped|"
    "declined|increased|decreased|earned|reported|posted|climbed|slipped|jumped|slumped|improved|totall?ed|was|were)"
)
DONE = re.compile(
    rf"(?<![^\W_]){_NOT_DONE}(?:{_REGULAR}|{trie_pattern(_PAST)})(?: (?!to )[^\s,;:]{{1,15}}){{0,3}}"
    r" (?:in|during|for|throughout) (?:the )?$"
)
