"""Folding of words, and the closed word classes of English."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that no decomposition makes plain, and the usual typographic marks.
_LETTERS = tuple(zip("đøłßæœ’–—", ("d", "o", "l", "ss", "ae", "oe", "'", "-", "-"), strict=True))
_COMBINING = re.compile(r"[\u0300-\u036f]+")
_SLUG = re.compile(r"[^a-z0-9]+")
# British → American, so that both spellings of one event are one head.
_SPELLING = (
    (re.compile(r"is(ations?)\b"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{2})(al|an|ar|at|er|il|im|in|on|or|iv|ic|it|ol|rn)is(e|ed|es|ing)\b"), r"\1iz\2"),
    (re.compile(r"\b(defen|offen|licen)ce"), r"\1se"),
    (re.compile(r"\b(harb|lab|hon|fav|col)our"), r"\1or"),
    (re.compile(r"\bprogramme"), "program"),
    (re.compile(r"\b(cent|theat)re"), r"\1er"),
)
# What a word has in it that any of these patterns changes.
_SPELT_APART = re.compile("is|ence|our|programme|tre")


def plain(text: str) -> str:
    """Lower case without diacritics, đ as d.

    >>> plain("Điện Biên Phủ"), plain("ĐUQSTW")
    ('dien bien phu', 'duqstw')
    """
    if text.isascii():
        return text.lower()
    lower = text.lower()
    for letter, written in _LETTERS:
        lower = lower.replace(letter, written)
    return lower if lower.isascii() else _COMBINING.sub("", unicodedata.normalize("NFKD", lower))


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """One spelling for the spellings of a word: plain, American.

    >>> fold("Organisation"), fold("defence"), fold("Quốc"), fold("modernised"), fold("exercise")
    ('organization', 'defense', 'quoc', 'modernized', 'exercise')
    """
    folded = plain(word)
    if _SPELT_APART.search(folded):
        for pattern, american in _SPELLING:
            folded = pattern.sub(american, folded)
    return folded


def slug(text: str) -> str:
    """Words as they may stand in an address: a–z, 0–9 and single hyphens.

    >>> slug("164/2018/NĐ-CP")
    '164-2018-nd-cp'
    """
    return _SLUG.sub("-", plain(text)).strip("-")


def group(text: str) -> frozenset[str]:
    """The words of a class, written as one text."""
    return frozenset(text.split())


DETERMINERS = group(
    "the a an this that these those its his her their our my your some any each every all both no another "
    "such same several many few most other"
)
POSSESSIVES = group("its his her their our my your")
PRONOUNS = group(
    "he she it they we i you him them us me himself herself itself themselves who whom one someone "
    "everyone nobody everybody somebody anybody none"
)
SUBJECT_PRONOUNS = group("he she it they we i you")
PREPOSITIONS = group(
    "of in on at by for from to with into onto upon over under between among against during throughout "
    "through across along around about after before since until till towards toward within without near "
    "behind beside below above off via per as like despite amid amidst alongside following inside outside "
    "beyond than up down out because including"
)
# Words that belong to the verb before them where no object follows.
PARTICLES = group("down up out off over away in on back through apart")
COORDINATORS = group("and or but nor yet then so")
SUBORDINATORS = group(
    "which who whose whom where when while although though whereas whether if unless because why how "
    "whereby wherever whenever"
)
BE = group("is are was were be been being am")
HAVE = group("has have had having")
DO = group("do does did")
# Verbs that take "to" and another verb: the second says what happens, the first how sure it is.
CHAINED = group(
    "expect plan intend schedule want hope aim begin continue decide force fail refuse seek try set start "
    "promise vow choose threaten wish strive commit use manage help ask"
)
# "Ca", "wo" and "sha" are what "n't" leaves of "can", "will" and "shall".
MODALS = group("will would shall should can could may might must cannot ca wo sha")
AUXILIARIES = BE | HAVE | DO | MODALS
# Before a verb these tell that it was not quite so.
QUALIFYING = frozenset(["nearly", "almost"])
NEGATIONS = group("not never n't neither hardly")
ADVERBS = group(
    "also then later soon again still already now once first finally eventually subsequently formerly "
    "just only even ever thus therefore however meanwhile moreover away back together here instead "
    "afterwards thereafter nearly almost likewise too twice alone yet today officially early late always "
    "often as"
)
# Verbs of no type that the clause finder must know in the present tense or in irregular or short forms.
COMMON_VERBS = group(
    "accept add admit afford allow announce apologise apply argue ask assist assume attract avoid award base beat "
    "become begin belong bid block bring call cause change choose claim close combine come commemorate complain "
    "comprise confirm consider consist contain continue contribute cost count create cut date deal decide deliver "
    "demand deny depend depict derive deploy describe determine direct do dominate draw drive drop earn emphasise "
    "employ enable encourage end enjoy ensure enter establish exceed exist expand expect expire explain export "
    "extend face fail fall feature feel find finish flourish focus follow gain get give go govern grow guide help "
    "hire host identify imply import improve include increase indicate inhabit inherit insist invite issue join "
    "justify keep know lack lapse lay lead learn let lie like live look lose maintain make mark mature mean mention "
    "name need offer operate oppose overlook own participate pass pay plan play portray possess predict prefer "
    "preserve prevent produce propose prove provide put raise range reach read realise rebuild receive recognise "
    "recommend reduce reflect refuse rely remain remove replace represent require resemble reveal rise run say "
    "see seek seem send serve set share show sign sit solve speak spend spread stand start state stay stop study "
    "sue suffer suggest supply support survive take teach tell tend think throw tie try turn understand use value "
    "vote vow want warn welcome win work worsen write"
)
# Verbs that have no passive: after a comma, too, their past form is finite.
INTRANSITIVES = group(
    "arrive die return resign retire depart emigrate appear occur happen collapse come go fall erupt vanish disappear "
    "perish emerge arise exist remain last rise climb drop decline surge reign live stay stand lie sit sleep march "
    "travel flee wait fail surrender become belong resign cease"
)
# Verbs of going and changing that a line without a subject tells of the one who does it: "1962: Moved to Basel".
MOVING = group(
    "move open close return travel sail march flee land settle migrate relocate withdraw escape reopen begin start end "
    "finish marry graduate study work serve merge expand grow join retire resign become reach win"
)
# Verbs of what is over as soon as it happens: "between 1890 and 1895" it did so at some time.
MOMENTARY = group("die bear sink vanish disappear steal collapse explode burn destroy wreck marry found establish")
SEASONS = frozenset(["spring", "summer", "autumn", "winter"])
SIDES = frozenset(["before", "after"])
UNITS = group("hour hours day days week weeks month months year years decade decades century centuries")
NOUNS_IN_LY = group(
    "ally anomaly assembly belly bully butterfly doily family fly folly gully homily jelly lily monopoly rally reply "
    "subfamily supply tally"
)
NOUNS_IN_ING = group("lightning morning evening spring ceiling wedding nothing something everything sterling herring")
_PERSON_NOUNS = group(
    "owner mayor president minister king queen headmaster director captain coach founder doctor physician teacher "
    "engineer painter writer author player singer composer leader governor general officer soldier pilot author "
    "merchant farmer prisoner widow heir prince princess bishop pope judge lawyer brother sister son daughter father "
    "niece nephew aunt uncle cousin lady lord actor actress duke duchess keeper mother wife husband man woman child "
    "coxswain bosun surgeon vicar curate clerk mate constable provost "
    "editor professor chairman successor inventor architect head chief chairwoman"
)
_THINGS_IN_ER = group(
    "river tower steamer cruiser trawler tanker freighter destroyer schooner cutter liner newspaper paper number order "
    "chapter theater center quarter tractor reactor motor computer helicopter bomber fighter carrier water summer "
    "winter border corner chamber power letter minor major senior junior former later after under over crater for or "
    "nor her per however another other rather whether either neither never"
)
_PERSON_ENDINGS = ("ist", "man", "woman", "master", "ician", "ologist", "grapher")
NAMES_IN_S = group("paris athens brussels james charles thomas laos honduras cyprus wales texas naples odessa airbus")
# Bodies that a text calls "the company" once it has named them.
BODY_NOUNS = group(
    "company firm club university college school band team party bank museum ministry committee society "
    "union airline newspaper journal institute foundation church hospital corporation brewery festival "
    "league congress organisation organization association group agency studio factory observatory "
    "theatre orchestra station laboratory quartet quintet trio choir ensemble academy council parliament regiment"
)
# What a town or land is called in its own history.
PLACES_TOLD = group("town city island country village")
# Numbers that open a sentence are no names.
CARDINALS = group("two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty hundreds")
MONTHS = group("january february march april may june july august september october november december")
WEEKDAYS = group("monday tuesday wednesday thursday friday saturday sunday")
STOPWORDS = (
    DETERMINERS | PRONOUNS | PREPOSITIONS | COORDINATORS | SUBORDINATORS | AUXILIARIES | group("'s ' & - later also")
)


def is_short(word: str) -> bool:
    """Whether a full stop behind a word is part of it: an initial, "No", "St".

    >>> is_short("R"), is_short("No"), is_short("no")
    (True, True, False)
    """
    return (len(word) == 1 and word.isupper()) or word in _SHORTENED


_SHORTENED = frozenset(
    ["No", "Nos", "St", "Dr", "Mr", "Mrs", "Ms", "Prof", "Rev", "Capt", "Col", "Gen", "Lt", "Sgt", "Mt"]
)


def is_person_noun(noun: str) -> bool:
    """Whether a noun (lower case) is of a person, by a list and by its ending.

    >>> is_person_noun("botanist"), is_person_noun("bridge")
    (True, False)
    """
    return noun in _PERSON_NOUNS or noun.endswith(_PERSON_ENDINGS)


def introduces_person(noun: str) -> bool:
    """Whether a noun (lower case) right before a name says that it is a person's: "the engraver Karl Holm".

    >>> introduces_person("engraver"), introduces_person("steamer"), introduces_person("river")
    (True, False, False)
    """
    return is_person_noun(noun) or (noun.endswith(("er", "or", "ian", "ess")) and noun not in _THINGS_IN_ER)


def introduces_role(noun: str) -> bool:
    """Whether a noun (lower case) is of an office or a trade that a person has.

    >>> introduces_role("vicar"), introduces_role("director"), introduces_role("bridge")
    (True, True, False)
    """
    return noun in _ROLES or introduces_person(noun)


_ROLES = group("vicar chair curate priest captain mate clerk head chief secretary abbot prior champion patron")
