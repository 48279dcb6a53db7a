"""Clauses: who did what, around a date, in any English sentence.

`clause_at` reads subject, verb group and complement of the segment of a sentence that holds a token.
Indices are token indices of the sentence, in ascending order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.events.inflect import is_participle
from pipeline.events.phrases import head_of, noun_phrase_before, trim, without_dates
from pipeline.events.segments import segment_of
from pipeline.events.subjects import (
    after_preposition,
    behind_between,
    behind_time,
    between_commas,
    held,
    is_apposed_name,
    may_be_subject,
    tells_how_long,
    told_last,
)
from pipeline.events.words import (
    BE,
    CHAINED,
    INTRANSITIVES,
    MOVING,
    PARTICLES,
    QUALIFYING,
    SIDES,
    UNITS,
    introduces_person,
    is_person_noun,
)

if TYPE_CHECKING:
    from pipeline.events.grammar import Sentence
    from pipeline.events.segments import Segment

_DUE = frozenset(["due", "set", "likely", "poised", "bound"])
_OBJECT_RELATIVES = frozenset(["that", "which", "whom"])
_NESTED = frozenset(["relative", "subordinate"])
_PASSIVE = BE | {"get", "got"}
_PAST = frozenset(["was", "were", "had", "did"])
# What these begin tells of no happening of its own: "the crew grew, including in May two cooks".
_NO_TAILS = frozenset(
    ["being", "having", "following", "including", "citing", "saying", "using", "claiming", "according", "noting"]
)
_AWAY = frozenset(["off", "out", "up", "down", "away"])
_LEADING_PARTICLES = frozenset(["on", "up", "in", "back"])
_TURNING_UP = frozenset(["turn", "show", "end"])
_JOINING = frozenset(["and", "or", "nor"])
_PERFECT = frozenset(["has", "have", "had"])
_ENDING_WELL_OR_ILL = frozenset(["succeed", "fail", "prevail", "resume", "continue"])
_GREETING = frozenset(["dear", "dearest"])
_NEXT = frozenset(["next", "first", "last"])
_FINITE = "AV"
_OFFSET = 5
_LED = frozenset(["to", "with", "from", "for"])


@dataclass(slots=True)
class Clause:
    """Subject, verbs and complement as token indices, dates already left out.

    `verbs` runs from the first auxiliary to the last verb; `lemma` is of the verb that tells the event, `chain` the
    lemmas of the verbs before it ("expected", "decided"). An empty subject could not be found.
    """

    segment: Segment
    subject: list[int]
    verbs: list[int]
    complement: list[int]
    lemma: str
    chain: tuple[str, ...]
    passive: bool
    fronted: list[int]

    def exists(self, sentence: Sentence) -> bool:
        """Whether the clause only says that there was what its complement names."""
        return self.lemma == "be" and len(self.subject) == 1 and sentence.lower[self.subject[0]] == "there"


def clause_at(sentence: Sentence, found: list[Segment], index: int) -> Clause | None:
    """The clause that tells what happened at token `index`; None where no verb is near."""
    segment: Segment | None = segment_of(found, index)
    while segment is not None:
        clause = read_clause(sentence, segment)
        if clause is not None:
            return clause
        segment = segment.parent
    return None


def read_clause(sentence: Sentence, segment: Segment) -> Clause | None:
    """Subject, verbs and complement of a segment; None where it has no verb."""
    known = sentence.clauses
    if segment not in known:
        read = _read if segment.kind != "tail" else _read_tail
        known[segment] = read(sentence, segment, without_dates(sentence, segment.indices))
    return known[segment]


def _read(sentence: Sentence, segment: Segment, indices: list[int]) -> Clause | None:
    tags, lower = sentence.tags, sentence.lower
    found = _verb_group(sentence, indices, participle=segment.chronicle or segment.kind in {"participle", "coordinate"})
    if found is None:
        return None
    first, last, head, chain = found
    first = _with_adverbs(sentence, indices, first)
    before, complement = indices[:first], indices[last + 1 :]
    if tags.startswith("PP", indices[last] + 1):
        complement = _with_particle(sentence, indices[last] + 1, complement)
    verbs = indices[first : last + 1]
    complement = told_last(sentence, before, complement)
    subject, fronted = _subject(sentence, segment, before)
    if not subject and segment.kind == "main":
        later = _after_comma(sentence, indices, last)
        told = _read(sentence, segment, later) if later else None
        if told is not None and told.subject:
            told.fronted = [*indices[: indices.index(later[0])], *told.fronted]
            return told
    if segment.attribution and not subject:
        # "…,” said the mayor yesterday"
        subject, complement = complement, []
    forms = list(map(lower.__getitem__, verbs))
    passive = tags[indices[head]] == "E" and (not _PASSIVE.isdisjoint(forms) or not sentence.has_tag(verbs, _FINITE))
    borrowed = _shared_auxiliary(sentence, segment, verbs, complement)
    if borrowed:
        verbs, passive = [*borrowed, *verbs], True
    elif segment.kind == "coordinate" and _goes_on_passive(sentence, segment, verbs, complement):
        passive = True
    bare_verb = segment.chronicle and not subject and len(verbs) == 1 and is_participle(forms[0])
    if bare_verb and (not complement or (tags[complement[0]] in "P." and not _is_away(sentence, complement))):
        passive = True
    if passive and not _PERFECT.isdisjoint(forms) and "being" not in forms and "been" not in forms:
        passive = False
    lemma = sentence.lemma(indices[head])
    passive = passive and lemma not in INTRANSITIVES and not (bare_verb and lemma in MOVING)
    return Clause(
        segment=segment,
        subject=held(sentence, subject) if lemma == "hold" else subject,
        verbs=verbs,
        complement=_with_object(sentence, segment, subject, _trimmed(sentence, complement)),
        lemma=lemma,
        chain=chain,
        passive=passive,
        fronted=fronted,
    )


def _read_tail(sentence: Sentence, segment: Segment, indices: list[int]) -> Clause | None:
    """A tail as what it tells of the subject before it, or by a verb of its own."""
    return _tail(sentence, segment, indices) or _read(sentence, segment, indices)


def _tail(sentence: Sentence, segment: Segment, indices: list[int]) -> Clause | None:
    """What "-ing" behind a comma tells of the subject of a past clause: "she read law, graduating in 1951"."""
    first = next((p for p, i in enumerate(indices) if sentence.tags[i] not in ",Y"), None)
    parent = read_clause(sentence, segment.parent) if segment.parent is not None else None
    if first is None or parent is None or not parent.subject:
        return None
    if sentence.lower[indices[first]] == "having" and _tags_of(sentence.tags, indices[first + 1 : first + 2]) in {
        "E",
        "V",
    }:
        first += 1  # "the team returned in 2012, having folded in 1995"
    elif sentence.tags[indices[first]] != "G":
        return None
    verb, above = indices[first], parent.verbs[0]
    past = sentence.tags[above] == "V" or sentence.lower[above] in _PAST
    if sentence.lower[verb] in _NO_TAILS or not past:
        return None
    lemma = sentence.lemma(verb)
    if lemma == sentence.lower[verb] and lemma.endswith("ing"):
        # of a verb that no list knows, so that its past is right at least
        lemma = f"{lemma[: -len('ing')]}e"
    return Clause(
        segment=segment,
        subject=parent.subject,
        verbs=[verb],
        complement=_trimmed(sentence, indices[first + 1 :]),
        lemma=lemma,
        chain=(),
        passive=False,
        fronted=[],
    )


def _trimmed(sentence: Sentence, complement: list[int]) -> list[int]:
    """A complement that ends well; the particle of its verb stays: "burnt down", "took over"."""
    kept = trim(sentence, complement, left=",;.)-", right="PCD,;(.-SIA'X")
    if sentence.has_tag(kept, ","):
        kept = _without_offset(sentence, kept)
    if kept or not complement or sentence.lower[complement[0]] not in PARTICLES:
        return kept
    return [complement[0]]


def _without_offset(sentence: Sentence, complement: list[int]) -> list[int]:
    """A complement without how long before or after something else it was: "…, two months before the war"."""
    for n, i in enumerate(complement):
        unit = next(
            (k for k in range(i + 1, i + _OFFSET) if sentence.lower[k : k + 1] and sentence.lower[k] in UNITS), 0
        )
        if n and unit and sentence.tags[i] == "," and not SIDES.isdisjoint(sentence.lower[unit + 1 : unit + 2]):
            return complement[:n]
    return complement


def _is_away(sentence: Sentence, complement: list[int]) -> bool:
    """Whether a particle and an object follow a verb: "cast off the tug"."""
    return len(complement) > 1 and sentence.lower[complement[0]] in _AWAY and sentence.tags[complement[1]] in "DNK"


def _with_particle(sentence: Sentence, i: int, complement: list[int]) -> list[int]:
    """A complement with the particle that was taken for a word that leads to a date: "switched on at noon"."""
    led = sentence.tags[i + 2 : i + 3] in {"T", "D"} and sentence.lower[i + 1] != "to"
    lost = complement[:1] != [i] and led and sentence.lower[i] in _LEADING_PARTICLES
    return [i, *complement] if lost else complement


def _with_object(sentence: Sentence, segment: Segment, subject: list[int], complement: list[int]) -> list[int]:
    """The complement of a relative clause with a subject of its own, and its object: "the inn that they built"."""
    opener = segment.opener
    if segment.kind != "relative" or (sentence.lower[opener] not in _OBJECT_RELATIVES and sentence.tags[opener] != "R"):
        return complement
    said = segment.opener > 0 and sentence.tags[segment.opener - 1] in "VEBAG"
    if said or (complement and sentence.tags[complement[0]] in "DNKRO"):
        return complement
    told = antecedent(sentence, segment)
    if not subject or subject == told:
        return complement
    if sentence.tags[segment.opener - 1 : segment.opener] == "P":
        # "the town, to which it has belonged": behind the rest, as it would stand in a clause of its own
        told_of = told if sentence.lower[segment.opener - 1] != "of" else []
        return [*complement, segment.opener - 1, *told_of] if told_of else complement
    return [*told, *complement]


def _after_comma(sentence: Sentence, indices: list[int], last: int) -> list[int]:
    """What follows the comma after a verb that has no subject: "In a speech made at noon, the mayor …"."""
    comma = next((p for p in range(last + 1, len(indices)) if sentence.tags[indices[p]] == ","), None)
    return list(indices[comma + 1 :]) if comma is not None else []


def _shared_auxiliary(sentence: Sentence, segment: Segment, verbs: list[int], complement: list[int]) -> list[int]:
    """The "was" that "rebuilt" shares in "was struck and rebuilt"."""
    if segment.kind != "coordinate" or segment.parent is None:
        return []
    lemma = sentence.lemma(verbs[0])
    if len(verbs) > 1 or sentence.tags[verbs[0]] not in "VE" or lemma in INTRANSITIVES or lemma in _ENDING_WELL_OR_ILL:
        return []
    if complement and (sentence.tags[complement[0]] in "DNKR" or sentence.lower[complement[0]] == "with"):
        return []
    if complement and sentence.lower[complement[0]] == "up" and lemma in _TURNING_UP:
        return []
    parent = read_clause(sentence, segment.parent)
    if parent is None or not parent.passive:
        return []
    return [i for i in parent.verbs if sentence.tags[i] == "A"]


def _goes_on_passive(sentence: Sentence, segment: Segment, verbs: list[int], complement: list[int]) -> bool:
    """Whether a participle goes on with another that is told of the same thing: "patented in 1900 and sold in tins"."""
    if segment.parent is None or segment.parent.kind != "participle" or len(verbs) > 1:
        return False
    parent = read_clause(sentence, segment.parent)
    alike = parent is not None and parent.passive and is_participle(sentence.lower[verbs[0]])
    return alike and not (complement and sentence.tags[complement[0]] in "DNKRO")


def _verb_group(
    sentence: Sentence, indices: list[int], *, participle: bool
) -> tuple[int, int, int, tuple[str, ...]] | None:
    """Positions in `indices` of the verb group's first and last token and of the telling verb; the chained lemmas."""
    tags = sentence.tags
    first = _first_verb(tags, indices, "VAEB" if participle else "VAB")
    if first is None:
        return None
    last = head = first
    chain: list[str] = []
    p = first + 1
    while p < len(indices):
        tag = tags[indices[p]]
        settled = tags[indices[head]] != "A"
        if tag in "AYX" and not settled:
            last = p
            head = p if tag == "A" else head
        elif (
            not settled
            and sentence.lower[indices[p]] in _DUE
            and _tags_of(tags, indices[p + 1 : p + 3]) in {"IB", "IA"}
        ):
            chain.append("schedule")
            last = head = p + 2
            p += 2
        elif tag in "BEVG" and not settled:
            last = head = p
        elif tag == "I" and p + 1 < len(indices) and tags[indices[p + 1]] in "BA":
            lemma = sentence.lemma(indices[head])
            if settled and lemma not in CHAINED:
                break
            chain.append(lemma)
            last = head = p + 1
            p += 1
        else:
            break
        p += 1
    return first, min(last, head), head, tuple(chain)


def _with_adverbs(sentence: Sentence, indices: list[int], first: int) -> int:
    """The position of the verb group's first token, with "never" and "nearly" before it, which belong to it."""
    while first > 0 and (sentence.tags[indices[first - 1]] == "X" or sentence.lower[indices[first - 1]] in QUALIFYING):
        first -= 1
    return first


def _first_verb(tags: str, indices: list[int], wanted: str) -> int | None:
    """The position of the first of the wanted forms that is no infinitive."""
    before = ""
    for p, i in enumerate(indices):
        tag = tags[i]
        if tag in wanted and (tag != "B" or before != "I"):
            return p
        before = tag
    return None


def _tags_of(tags: str, indices: list[int]) -> str:
    return "".join(tags[i] for i in indices)


def _subject(sentence: Sentence, segment: Segment, before: list[int]) -> tuple[list[int], list[int]]:
    """The subject's tokens, and what stood in front of it."""
    tags = sentence.tags
    # a pronoun that opens is the subject: "the house he bought"
    own = [i for i in before if i != segment.opener or tags[i] == "R"] if segment.kind in _NESTED else before
    own = trim(sentence, own, left="C,;.Y)-", right=",YCEV")
    if len(own) > 1 and sentence.lower[own[0]] in _NEXT and tags[own[1]] == "D":
        own = own[1:]  # "Next the ferry left", but "next year"
    own = behind_time(sentence, own)
    if not own:
        return _told_above(sentence, segment), []
    if sentence.lower[segment.indices[0]] == "between":
        own = behind_between(sentence, own)
    if not sentence.has_tag(own, ",") and may_be_subject(sentence, own):
        return own, []
    parts = between_commas(tags, own)
    if len(parts) > 1 and _GREETING.intersection(map(sentence.lower.__getitem__, parts[0][:2])):
        parts = parts[1:]  # "Dear Ada, the mill has closed"
    fit = (n for n, each in enumerate(parts) if may_be_subject(sentence, each) and not tells_how_long(sentence, each))
    start = next(fit, None)
    if start is None:
        inner = after_preposition(sentence, parts[-1])
        return inner, [i for part in parts for i in part if i not in inner]
    fronted = [i for part in parts[:start] for i in part]
    lower = sentence.lower
    listed = any(lower[part[0]] in _JOINING for part in parts[start + 1 :])
    listed = listed or (len(parts) > start + 2 and any(lower[i] in _JOINING for i in parts[-1]))
    if not listed and len(parts) > start + 1 and _is_said_before(sentence, parts[start], parts[-1], before[-1]):
        return parts[-1], [i for part in parts[:-1] for i in part]
    subject = [i for i in own if i >= parts[start][0]] if listed else parts[start]
    named = parts[start + 1] if len(parts) == start + 2 and not listed else []
    # "the retirement of the vicar, the Rev. Tom Hale, was marked" is told of the retirement
    apposed = introduces_person(lower[subject[-1]]) and not sentence.has_tag(subject, "P")
    if apposed and is_apposed_name(sentence, named):
        return named, [*fronted, *subject]
    return subject, fronted


def _is_said_before(sentence: Sentence, first: list[int], named: list[int], last: int) -> bool:
    """Whether what opens only says who the name before the verb is: "The son of a miller, Otto Lund moved"."""
    tags = sentence.tags
    told = tags[last] != "," and tags[first[0]] == "D" and sentence.has_tag(first[1:], "NO")
    return told and (all(tags[i] == "K" for i in named) or _tags_of(tags, named) == "R")


def _told_above(sentence: Sentence, segment: Segment) -> list[int]:
    """The subject of a segment that names none: what it tells of, or what the clause above it is about."""
    if segment.kind in {"relative", "participle"}:
        return antecedent(sentence, segment)
    if segment.kind not in {"coordinate", "tail"} or segment.parent is None:
        return []
    parent = read_clause(sentence, segment.parent)
    return parent.subject if parent is not None else []


def antecedent(sentence: Sentence, segment: Segment) -> list[int]:
    """The noun phrase that a relative or participial clause tells of."""
    end = segment.opener
    tags = sentence.tags
    while end > 0 and tags[end - 1] in ",P-T":
        end -= 1
    if (end == 0 or tags[end - 1] == ";") and segment.parent is not None:
        parent = read_clause(sentence, segment.parent)
        return parent.subject if parent else []
    if segment.parent is not None and any(tags[i] == "A" for i in segment.parent.indices):
        parent = read_clause(sentence, segment.parent)
        told = parent is not None and parent.lemma == "be" and sentence.tags[min(parent.complement, default=0)] != "P"
        if parent is not None and told and end - 1 in parent.complement and not _is_led(sentence, parent.complement):
            return parent.subject
    phrase = noun_phrase_before(sentence, end)
    if not phrase and tags[end - 1 : end] == "G" and segment.kind == "relative":
        return [end - 1]  # "in fighting which lasted until May"
    named = _apposed_name(sentence, phrase) if sentence.lower[segment.opener] in {"who", "whose"} else range(0)
    if named:
        return list(named)
    if sentence.lower[segment.opener] == "who":
        return [i for i in _person_within(sentence, phrase) if tags[i] != "T"]
    if segment.kind == "relative" and sentence.lower[segment.opener] == "that":
        # "arson over the blaze that gutted the pier": of two things, the one with an article of its own that is nearer
        inner = next((i for i in reversed(phrase) if tags[i] == "P" and sentence.lower[i] != "of"), phrase.stop)
        if tags[inner + 1 : inner + 2] == "D":
            phrase = range(inner + 1, phrase.stop)
    return [i for i in phrase if tags[i] != "T"]


def _is_led(sentence: Sentence, complement: list[int]) -> bool:
    """Whether what a subject is said to be leads to another thing: "thanks are due to the ringers, who"."""
    first, *rest = complement
    return sentence.tags[first] == "N" and bool(rest) and sentence.lower[rest[0]] in _LED


def _apposed_name(sentence: Sentence, phrase: range) -> range:
    """The name that a phrase only says more of: "Jonas Peel, a spinner from Arden, who …"; empty where it has none."""
    tags, lower = sentence.tags, sentence.lower
    if not phrase or lower[phrase.start] not in {"a", "an", "the"} or tags[phrase.start - 1 : phrase.start] != ",":
        return range(0)
    start = end = phrase.start - 1
    while start > 0 and tags[start - 1] == "K":
        start -= 1
    return range(start, end) if end - start > 1 else range(0)


def _person_within(sentence: Sentence, phrase: range) -> range:
    """The part of a noun phrase that "who" is told of: its last one, where the first is no person."""
    head = head_of(sentence, phrase) if phrase else None
    inner = next((i for i in reversed(phrase) if sentence.tags[i] == "P"), -1)
    if inner > 0 and sentence.lower[inner] == "by":
        return range(inner + 1, phrase.stop)  # "was followed as chair by Ada Lind, who …"
    if head is None or inner < head or is_person_noun(sentence.lower[head]) or sentence.tags[head] == "K":
        return phrase
    return range(inner + 1, phrase.stop)
