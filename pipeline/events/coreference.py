"""What pronouns and short names stand for: "it", "his", "the company", a surname alone.

A wrong name is worse than none: where nothing is sure, the plain words stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from pipeline.events import actors
from pipeline.events.clauses import read_clause
from pipeline.events.given_names import gender_of_name
from pipeline.events.inflect import verb_forms
from pipeline.events.phrases import bare, head_of, noun_phrase_after, write
from pipeline.events.places import lookup
from pipeline.events.types import noun_types
from pipeline.events.words import (
    BODY_NOUNS,
    NAMES_IN_S,
    PARTICLES,
    POSSESSIVES,
    SUBJECT_PRONOUNS,
    group,
    introduces_person,
    is_person_noun,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.events.clauses import Clause
    from pipeline.events.grammar import Sentence
    from pipeline.events.segments import Segment

Kind = Literal["person", "body", "thing", "event", "name"]
Role = Literal["subject", "object"]

# Each pronoun form → the subject form that stands for its class.
PRONOUN_OF = {
    "he": "he",
    "him": "he",
    "his": "he",
    "she": "she",
    "her": "she",
    "it": "it",
    "its": "it",
    "they": "they",
    "them": "they",
    "their": "they",
}
_FEMALE = group(
    "daughter sister wife mother queen widow actress aunt niece empress princess duchess lady mrs ms miss dame woman"
)
_MALE = group("son brother husband father king widower actor uncle nephew emperor prince duke lord sir mr man")
# What "she" may be that is no woman.
_SHIPS = group(
    "ship steamer steamship schooner barque brig frigate cutter sloop ferry trawler liner tug lightship yacht lifeboat "
    "paddle-steamer vessel corvette cruiser destroyer battleship submarine lugger ketch whaler clipper icebreaker"
)
# Persons whom a report tells apart by numbers.
_NUMBERED = frozenset(["patient", "case", "subject", "volunteer", "participant", "witness"])
_SHIP_WORDS = 2
_BY = frozenset(["by"])
# What a ship does or undergoes, so that a name with an article is one's; a book, an inn and a road are no "she".
_AFLOAT = group(
    "sail launch build sink wreck moor dock steam tow strand founder capsize commission scrap arrive leave reach carry "
    "return anchor cruise run strike"
)
_AT_SEA = _SHIPS | group("crew captain sea port harbour hull mast keel deck cargo voyage shipyard aboard aground coast")
_PAIR = 2
_HAPPENINGS = frozenset(["disaster", "battle", "uprising", "exercise"])
# What acts together has the rest of the sentence done to something that is rather told on.
_CROWDS = group("group team crew council committee jury panel parliament government crowd party")
_NATIONS = ("ish", "ese", "ch")
# Verbs whose passive subject is a body or a thing.
_MAKING = group("found establish create incorporate form build launch merge acquire open construct nationalise")
# Nouns that any body goes by.
ANY_BODY = group("company firm organisation organization group corporation association society club institution")
# What a name of several words ends in that is no person's.
_BUILT = group("exchange palace castle bridge street square cathedral market hotel airport canal railway tunnel hall")
_FIRMS = group("company firm organisation organization group corporation")
_OF_GOVERNMENT = group("council committee ministry agency parliament congress union league regiment party group bank")
_NEVER_GOVERNMENT = ANY_BODY | group("airline brewery school band team")
# What is only had, so that what follows is told of the one who had it.
_SUFFERED = group("losses casualties defeats gains setbacks wounds injuries difficulties problems talks elections")
_APART = "R,"
_LONGEST = 7
_CAPITAL_PLURAL = re.compile(r"[A-Z]\S{0,60}s(?!\w)")
# What opens a sentence so is a common noun, by the tags of `grammar`, except names that end in "s".
_OPENING_PLURAL = re.compile(r"[A-Z][a-z]{1,60}s(?= [a-z])")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Referent:
    """What may be meant later: how it is called, its kind, and whether the words tell the kind for sure.

    An `agent` is one by whom something else was done, and less often told on than the subject of what is told.
    """

    text: str
    kind: Kind
    plural: bool = False
    sure: bool = False
    gender: str = ""
    article: bool = False
    agent: bool = False

    @property
    def said(self) -> str:
        """The name as it stands within a phrase: a common noun has its article."""
        plainly = not self.article or (self.text[:1].isupper() and self.kind == "person")
        return self.text if plainly else f"the {self.text}"


@dataclass(frozen=True, slots=True)
class Told:
    """What one clause names: its subject, its object, other persons, and where its verb stands.

    `pronoun` is its subject where that is one, `pointed` the subject form of its object where that is one.
    """

    subject: Referent | None
    object: Referent | None
    persons: tuple[Referent, ...]
    pronoun: str
    pointed: str
    verb: int
    last: int


def told_by(sentence: Sentence, found: list[Segment]) -> list[Told]:
    """What the main clauses of a sentence name, in order; who is said to have said it all comes first."""
    told: list[Told] = []
    for segment in sorted(found, key=lambda each: not each.attribution):
        said = segment.kind == "relative" and _is_said(sentence, segment.opener)
        if not (said or segment.kind in {"main", "coordinate"}) or not segment.indices:
            continue
        clause = read_clause(sentence, segment)
        if clause is not None:
            each = _told(sentence, clause)
            by_body = bool(told) and told[-1].subject is not None and told[-1].subject.kind in {"body", "thing"}
            told.append(_without_persons(each) if said and not by_body else each)
    return told


def _is_said(sentence: Sentence, opener: int) -> bool:
    """Whether what opens with this token tells what was said: "we said that the library would shut"."""
    return opener > 0 and sentence.lower[opener] == "that" and sentence.tags[opener - 1] in "VBEG"


def _without_persons(told: Told) -> Told:
    """What a clause names but persons: who is meant by "he" after "she said that he" is anybody's guess."""
    subject = told.subject if told.subject is not None and told.subject.kind == "thing" else None
    return replace(told, subject=subject, persons=(), pronoun="", pointed="")


def _told(sentence: Sentence, clause: Clause) -> Told:
    first = clause.subject[0] if clause.subject else -1
    pronoun = sentence.lower[first] if len(clause.subject) == 1 and sentence.lower[first] in SUBJECT_PRONOUNS else ""
    subject = referent(sentence, clause.subject, lemma=clause.lemma, passive=clause.passive) if not pronoun else None
    thing: Referent | None = None
    rest = clause.complement
    rest = rest[1:] if rest and sentence.lower[rest[0]] in PARTICLES - {"in", "on"} else rest
    if rest and sentence.tags[rest[0]] in "DNKO":
        phrase = noun_phrase_after(sentence, rest[0], rest[-1] + 1)
        thing = referent(sentence, list(phrase))
    pointed = PRONOUN_OF.get(sentence.lower[rest[0]], "") if rest and sentence.tags[rest[0]] == "R" else ""
    persons = tuple(_persons(sentence, clause))
    return Told(subject, thing, persons, pronoun, pointed, clause.verbs[0], clause.segment.indices[-1])


def _persons(sentence: Sentence, clause: Clause) -> Iterator[Referent]:
    """Names that a noun introduces ("the violinist Ada Lind"), that bear a title, or that a passive names as agent."""
    for name in actors.names_in(sentence, clause.segment.indices):
        start = name.start
        text = actors.written(sentence, name)
        before = sentence.lower[start - 1] if start else ""
        introduced = start > 0 and sentence.tags[start - 1] == "N" and introduces_person(before)
        role = sentence.lower[start - 2] if before == "," and start > 1 else ""
        apposed = sentence.tags[name.stop : name.stop + 1] == "," and introduces_person(role)
        agent = clause.passive and before == "by" and len(name) > 1
        modifies = name.stop < len(sentence.tags) and sentence.tags[name.stop] in "N'"
        if modifies or lookup(text) is not None:
            continue
        kind = actors.kind_of(text)
        if kind == "person" or (kind is None and (introduced or apposed or agent)):
            gender = _gender([before, *text.lower().split()]) or gender_of_name(text)
            # "was opened by Ada Roe", but not "was made up of ten men led by Ada Roe"
            between = [i for i in clause.complement if i < start] if clause.passive else []
            by = sentence.has_word(between, _BY) and not sentence.has_tag(between, "EV")
            yield Referent(text, "person", sure=True, gender=gender, agent=by)


def _is_person(sentence: Sentence, i: int) -> bool:
    """Whether the noun at token `i` is of a person."""
    return i >= 0 and is_person_noun(sentence.lower[i])


def referent(
    sentence: Sentence, phrase: list[int], *, lemma: str = "", passive: bool = False, owned: bool = False
) -> Referent | None:
    """The referent that a noun phrase brings in; None where it is a pronoun, or says only whose it is."""
    tags, lower = sentence.tags, sentence.lower
    kept = [i for i in phrase if tags[i] != "T"]
    if (
        not kept
        or lower[kept[0]] == "no"
        or (lower[kept[0]] in POSSESSIVES and not owned)
        or sentence.has_tag(kept[:2], "R")
    ):
        return None
    head = head_of(sentence, range(kept[0], kept[-1] + 1))
    if head is None:
        return None
    article = lower[kept[0]] in {"the", "a", "an", "this", "that"}
    if tags[head] == "K":
        return _name(sentence, kept, head, (lemma, passive))
    end = head + 1
    while end < len(tags) and end in kept and lower[end] == "of":
        end = noun_phrase_after(sentence, end + 1, kept[-1] + 1).stop
    words = bare(sentence, [i for i in kept if i < end])
    if not words or len(words) > _LONGEST or sentence.has_tag(words, _APART):
        return None
    noun = lower[head]
    known = noun_types().get(noun)
    kind: Kind = "event" if known is not None and known[0] in _HAPPENINGS else "thing"
    if _is_person(sentence, head):
        kind = "person"
    singular = noun.endswith(("ss", "us", "is")) or (noun.endswith("works") and tags[head - 1 : head] in {"", "D", "N"})
    plural = (noun.endswith("s") and not singular) or any(tags[i] == "C" for i in words if i < head)
    if noun in _CROWDS:
        kind = "event"
    article = article or tags[words[0]] != "K"
    return Referent(write(sentence, words), kind, plural, kind != "person", _gender([noun]), article)


def _name(sentence: Sentence, kept: list[int], head: int, verb: tuple[str, bool]) -> Referent | None:
    tags = sentence.tags
    start = head
    while start > kept[0] and (
        tags[start - 1] == "K" or (tags[start - 1] == "'" and sentence.lower[start] in actors.DEDICATED)
    ):
        start -= 1
    name = actors.name_at(sentence, start, kept[-1] + 1)
    if not name:
        return None
    joined = _joined_names(sentence, kept) if "C" in tags[kept[0] : kept[-1]] else None
    if joined is not None:
        return joined
    text = actors.written(sentence, name)
    counted = sentence.lower[name.stop - 1] in _NUMBERED and sentence.words[name.stop : name.stop + 1]
    if len(name) == 1 and counted and counted[0].isdigit():
        return Referent(f"{text} {counted[0]}", "person", sure=True)
    number = sentence.words[name.stop : name.stop + 1]
    if (
        len(name) == 1
        and number
        and number[0][0].isdigit()
        and sentence.tags[name.stop + 1 : name.stop + 2] not in {"N", "K"}
    ):
        return Referent(f"{text} {number[0]}", "thing", sure=True)
    kind, sure = _kind_of_name(text, verb)
    before = sentence.lower[start - 1] if start else ""
    if start > kept[0] and introduces_person(before) and kind in {"name", "person"}:
        kind, sure = "person", True
    article = sentence.lower[kept[0]] == "the" and kept[0] + 1 == start
    unlike = article and kind == "person" and not sure and len(name) == _SHIP_WORDS
    ship = before in _SHIPS or (unlike and not _gender(text.lower().split()))
    if ship:
        # no person's name has an article; it is that of a ship, or what is called "it" all the same
        afloat = before in _SHIPS or verb[0] in _AFLOAT or not _AT_SEA.isdisjoint(sentence.lower)
        return Referent(text, "thing", sure=before in _SHIPS, gender="she" if afloat else "", article=article)
    plural = (kind != "person" and reads_as_plural(text.partition(" of ")[0])) or (
        article and len(name) == 1 and text.endswith(_NATIONS)
    )
    gender = _gender([before, *text.lower().split()]) or (gender_of_name(text) if kind == "person" else "")
    return Referent(text, kind, plural, sure, gender, article)


def _joined_names(sentence: Sentence, kept: list[int]) -> Referent | None:
    """Persons whose names "and" joins, who are "they": "the brothers Abel and Ida Roe"; None for all else."""
    tags, lower = sentence.tags, sentence.lower
    at = next((i for i in kept if lower[i] == "and"), kept[-1])
    if (
        tags[at - 1 : at] != "K"
        or tags[at + 1 : at + 2] != "K"
        or lower[at] != "and"
        or any(tags[i] not in "DNKC" for i in kept)
    ):
        return None
    words = bare(sentence, list(kept))
    introduced = tags[words[0]] == "N" and introduces_person(lower[words[0]].removesuffix("s"))
    parts = [text for text in write(sentence, [i for i in words if tags[i] in "KC"]).split(" and ") if text]
    full = len(parts) == _PAIR and all(
        actors.kind_of(text) in {None, "person"} and lookup(text) is None for text in parts
    )
    if not full or not (introduced or all(" " in text for text in parts)):
        return None
    return Referent(write(sentence, words), "person", plural=True, sure=True, article=introduced)


def _kind_of_name(text: str, verb: tuple[str, bool]) -> tuple[Kind, bool]:
    """The kind of what a name names, by its own words, else by its verb; and whether that is sure."""
    lemma, passive = verb
    known = actors.kind_of(text)
    if known is not None:
        return ("person" if known == "person" else "body"), True
    if lookup(text) is not None:
        return "thing", True
    if (passive and lemma in _MAKING) or (reads_as_plural(text) and lemma not in actors.HUMAN_LEMMAS):
        return "body", passive
    if text.rsplit(" ", maxsplit=1)[-1].lower() in _BUILT:
        return "thing", True
    return ("person" if " " in text or lemma in actors.HUMAN_LEMMAS else "name"), False


def reads_as_plural(name: str) -> bool:
    """Whether a name or a noun phrase ends like a plural."""
    return name.endswith("s") and not name.endswith(("ss", "us", "is"))


def _gender(words: Iterable[str]) -> str:
    found = set(words)
    return "she" if found & _FEMALE or found & _SHIPS else "he" if found & _MALE else ""


def is_ship(each: Referent) -> bool:
    """Whether a referent may be a ship, which is "she" as well as "it"."""
    return each.kind == "thing" and each.gender == "she"


@lru_cache(maxsize=256)
def gender_told(text: str, name: str) -> str:
    """The pronoun of a first name by the nouns that stand before it in a text: "her brother Hugo"; or empty.

    >>> gender_told("She wrote to her brother Hugo.", "Hugo"), gender_told("Hugo left.", "Hugo")
    ('he', '')
    """
    at = text.find(f" {name}")
    while at > 0:
        told = _gender([text[text.rfind(" ", 0, at) + 1 : at].lower()])
        if told:
            return told
        at = text.find(f" {name}", at + 1)
    return ""


def may_name_ship(title: str) -> bool:
    """Whether a word of a title is of a kind of ship."""
    return not _SHIPS.isdisjoint(title.lower().split())


def suits(each: Referent, pronoun: str) -> bool:
    """Whether a pronoun (in its subject form) may stand for a referent."""
    if pronoun == "she" and is_ship(each):
        return not each.plural
    if pronoun in {"he", "she"}:
        return each.kind in {"person", "name"} and not (each.gender and each.gender != pronoun) and not each.plural
    if each.kind == "person":
        return pronoun == "they" and each.plural
    if pronoun == "they":
        return each.plural or each.kind == "body"
    return not each.plural or each.kind == "body"


def choose(told: Told, pronoun: str, role: Role, *, apart: bool = False) -> Referent | None:
    """The referent of a clause that a later pronoun in this role, in a sentence `apart` or the same, stands for."""
    if pronoun in {"he", "she"}:
        if told.pronoun in {"he", "she"}:
            return next((each for each in told.persons if told.pronoun != pronoun and suits(each, pronoun)), None)
        named = [*told.persons]
        if told.subject and (told.subject.text[:1].isupper() or is_ship(told.subject)):
            named = [told.subject, *told.persons]
        fitting = [each for each in named if each is not None and suits(each, pronoun)]
        return next((each for each in fitting if each.gender), fitting[0] if fitting else None)
    if told.pronoun == pronoun or (role == "object" and told.pointed == pronoun):
        return None
    ranked = [told.subject, told.object] if role == "subject" else [told.object, told.subject]
    several = apart and pronoun == "they" and told.object is not None and told.object.plural
    several = several and told.object is not None and told.object.text.split()[-1] not in _SUFFERED
    if told.subject is not None and (told.subject.kind == "event" or (several and not told.subject.plural)):
        ranked = [told.object, told.subject]
    return next((each for each in ranked if each is not None and suits(each, pronoun)), None)


@cache
def _making_forms() -> frozenset[str]:
    return frozenset(form for verb in _MAKING for form in verb_forms(verb)) | {"found", "founded"}


def bodies_in(text: str) -> tuple[bool, frozenset[str]]:
    """Whether a sentence may name a body, and the common nouns in it that may be one; quick, and never too few.

    A name tells a body by a word of its own, by its plural or by its verb.

    >>> [bodies_in(each)[0] for each in ("The brewery burnt down.", "The Elm Brewery Club lost.")]
    [False, True]
    >>> sorted(bodies_in("The Elm Brewery Club lost.")[1])
    ['brewery', 'club']
    """
    if not text.isascii():
        return True, BODY_NOUNS
    words = _WORD.findall(text)
    lower = set(map(str.lower, words))
    common = BODY_NOUNS & lower
    if _has_plural_name(text) or not _making_forms().isdisjoint(lower):
        return True, common
    if actors.BODY_WORDS.isdisjoint(lower):
        return False, common
    return any(word.lower() in actors.BODY_WORDS for word in words if word[0].isupper()), common


def _has_plural_name(text: str) -> bool:
    """Whether a word with a capital ends in "s", other than a common noun that opens the sentence."""
    opening = _OPENING_PLURAL.match(text)
    common = opening is not None and opening[0].lower() not in NAMES_IN_S
    return _CAPITAL_PLURAL.search(text, opening.end() if opening is not None and common else 0) is not None


def is_body_for(each: Referent, noun: str) -> bool:
    """Whether "the company" (`noun`) may mean this referent: a body by its name, and not one of another kind."""
    if each.kind != "body" or not each.text[:1].isupper():
        return False
    last = each.text.lower().split()[-1]
    government = actors.kind_of(each.text) in {"government", "armed_force", "party"}
    if last == noun:
        return True
    if government:
        return noun not in _NEVER_GOVERNMENT and noun in _OF_GOVERNMENT
    if actors.kind_of(each.text) is not None:
        return noun in ANY_BODY or (each.sure and last not in BODY_NOUNS)
    # a village is founded too, and many a person's name ends in "s"
    return noun in _FIRMS and (each.sure or " " not in each.text)
