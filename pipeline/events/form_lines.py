"""Lines of a form or label: what was done or will be, a colon, and the date alone: "Date of next meeting: 3 May"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.events.clauses import Clause
from pipeline.events.draft import Draft
from pipeline.events.inflect import is_participle
from pipeline.events.labels import noun_text
from pipeline.events.lookahead import SAYING
from pipeline.events.phrases import bare, capitalised, ended, head_of, shorten
from pipeline.events.relations import lead_before, relation_of
from pipeline.events.segments import Segment
from pipeline.events.told import clause_drafts, modality
from pipeline.events.types import WEAK_NOUNS, noun_types
from pipeline.events.words import BODY_NOUNS, INTRANSITIVES, MOVING, group

if TYPE_CHECKING:
    from pipeline.events.grammar import Sentence
    from pipeline.events.scene import Dated, Scene

_LONGEST = 9
_MARKS = frozenset([":", "-", "–", "—", "|"])
_BOLD = frozenset(["*", "_"])
# Nouns that only say that a date follows; what they are of is what it dates.
_DATING = group("date dates day days year years month time times")
_BEFORE_OF = _DATING | group("and & place")
_WHEN = group("last first when originally")
# What a label has that surely is of an event, so that more than a place may follow its date.
_SURE = frozenset(["date", "next"])
# What is written bears its date as its own: "Date of letter: 3 May", "Report: 3 May".
_WRITINGS = group(
    "report letter document issue edition minutes version print printing statement application invoice publication "
    "posting update revision signature"
)
# Of these types a noun alone is more often the heading of a list, or of figures.
_HEADINGS = frozenset(["publication", "legal_act", "term", "target", "assessment"])
_BODIES = BODY_NOUNS - {"festival", "congress"}
# What may stand before a date behind its label, and what of it says that something is to be done.
_LEADING = group("due by on for from until in at to be completed done expected planned scheduled delivered finished")
_DUE = group("due by to expected planned scheduled")
_DAYS = frozenset(["day", "hour", "minute"])
# What no label of a line has in it: other dates, marks, clauses.
_NO_LABEL = "T;,(SIX"
_FINITE = "VAB"
_INNER = frozenset(["of", "the", "and"])
_PLACED = frozenset("PDNKO.,'")
# What a thing is named with before the participle of what was done to it, and the dates that aren't those of figures.
_THING = frozenset("NKOJD'.-")
_NOT_OF_FIGURES = _DAYS | group("interval month season quarter half")
# What is done to the text that the line stands in, which bears its date as its own, and what only bounds figures.
_OF_THE_TEXT = group("updated modified posted accessed retrieved viewed downloaded printed dated covered")
_ISSUED = group("published issued prepared written revised reviewed signed")
_TEXTS = _WRITINGS | {"page", "article"}
# What is counted by the month: "Hours worked: May 2024" heads figures.
_COUNTED = group(
    "sold worked paid raised received used spent earned produced made counted recorded reported registered"
)


def find_form_line(scene: Scene, dated: Dated, date: int) -> list[Draft]:
    """What the label of a line says of its date: "Next meeting: 3 May", "Year built: 1931", "Fair – 4 and 5 May"."""
    sentence = scene.sentence
    before = date - 1
    if before <= sentence.first or not (sentence.tags[before] in ";-.T,C" or sentence.lower[before] in _LEADING):
        return []
    stop = _label_end(sentence, date)
    label = _label(sentence, stop, date) if stop else []
    if not label:
        return []
    if sentence.words[stop] == ":" and _is_told(sentence, dated, label):
        told = scene.clause(label[-1])
        return clause_drafts(scene, dated, -1, told) if told is not None and told.lemma not in SAYING else []
    undergone = _undergone(sentence, dated, label)
    if undergone is not None:
        return clause_drafts(scene, dated, date, undergone)
    due = not _DUE.isdisjoint(sentence.lower[stop + 1 : date])
    thing = [] if sentence.has_tag(label, "RA") else _thing(scene, dated, label, due=due)
    if not thing:
        return []
    return (
        clause_drafts(scene, dated, date, _done(sentence, thing[-1]))
        if _is_done(sentence, thing)
        else [_named(scene, dated, date, thing, due=due)]
    )


def _is_told(sentence: Sentence, dated: Dated, label: list[int]) -> bool:
    """Whether a label is a whole clause, dated to the day: "The committee met twice: 3 May and 4 June"."""
    if dated.value.precision != "day" or sentence.has_word(label, _DATING) or not sentence.has_tag(label, _FINITE):
        return False
    return sentence.has_tag(label, "ADR") or not is_participle(sentence.lower[label[-1]])


def _undergone(sentence: Sentence, dated: Dated, label: list[int]) -> Clause | None:
    """What a label says was done to a thing, as a clause: "Permit granted by the county: 3 May", "Work begun: May".

    A year alone is more often that of figures: "Loaves sold: 2023".
    """
    precision = dated.value.precision
    if precision not in _NOT_OF_FIGURES or sentence.has_word(label, _DATING) or _is_done(sentence, label):
        return None
    at = next((n for n, i in enumerate(label) if n and sentence.tags[i] in "VE"), 0)
    verb = label[at]
    thing, rest = list(range(label[0], verb)), list(range(verb + 1, label[-1] + 1))  # with the marks within
    if not at or not _THING.issuperset(sentence.tags[i] for i in thing) or sentence.lower[verb] in _OF_THE_TEXT:
        return None
    behind = not rest or (sentence.tags[rest[0]] == "P" and not sentence.has_tag(rest, _FINITE))
    if not behind or not is_participle(sentence.lower[verb]):
        return None
    named = sentence.lower[thing[-1]] in _TEXTS and sentence.lower[verb] in _ISSUED
    if named or (precision not in _DAYS and sentence.lower[verb] in _COUNTED):
        return None
    return replace(_done(sentence, verb), subject=thing, complement=rest)


def _named(scene: Scene, dated: Dated, date: int, thing: list[int], *, due: bool) -> Draft:
    """What a noun phrase names, at its date."""
    known = noun_types().get(_noun(scene.sentence, thing))
    place = scene.place_near(range(date + 1, len(scene.sentence.tags)))
    return Draft(
        dated=dated,
        type=known[0] if known else "other",
        label=ended(shorten(capitalised(_of_topic(scene, noun_text(scene, thing))))),
        rule="nominal.attached" if known else "phrase",
        value=dated.value,
        relation=relation_of(lead_before(scene.sentence, date), "", dated.value),
        modality="planned" if due else modality(scene, dated, None),
        place=place.id if place is not None else None,
    )


def _label_end(sentence: Sentence, date: int) -> int:
    """The colon, dash or bar between a label and a date, or the list of dates that it is in; 0 where there is none."""
    tags, words = sentence.tags, sentence.words
    stop = date - 1
    while stop > sentence.first and (tags[stop] in "T,C" or words[stop] in _BOLD or sentence.lower[stop] in _LEADING):
        stop -= 1
    if stop <= sentence.first or words[stop] not in _MARKS:
        return 0
    return stop if words[stop] == ":" or sentence.text[sentence.begins[stop] - 1].isspace() else 0


def _label(sentence: Sentence, stop: int, date: int) -> list[int]:
    """The tokens of the label that ends before token `stop`; empty where that is no label of a date."""
    begin = next((i + 1 for i in range(stop - 1, sentence.first, -1) if sentence.words[i] == ";"), sentence.first)
    found = [i for i in range(begin, stop) if sentence.tags[i] != "."]
    if not 0 < len(found) <= _LONGEST or sentence.has_tag(found, _NO_LABEL) or sentence.tags[found[0]] == "P":
        return []
    return found if _is_last(sentence, date, sure=sentence.has_word(found, _SURE)) else []


def _is_last(sentence: Sentence, date: int, *, sure: bool) -> bool:
    """Whether nothing follows a date but others, or where it is to be: "3 May in the hall"."""
    tags = sentence.tags
    after = date + 1
    while tags[after : after + 1] and tags[after] in "T,C":
        after += 1
    end = next((i for i in range(after, len(tags)) if sentence.words[i] == ";"), len(tags))
    rest = tags[after:end]
    if not rest.strip(".") or rest[0] == "(":
        return True
    placed = rest[0] == "P" and tags[after - 1] == "T"
    return (placed or (sure and tags[after - 1] == ",")) and _PLACED.issuperset(rest)


def _noun(sentence: Sentence, thing: list[int]) -> str:
    """The noun that a label names its event by, in lower case."""
    head = head_of(sentence, range(thing[0], thing[-1] + 1))
    return sentence.lower[thing[-1] if head is None else head]


def _thing(scene: Scene, dated: Dated, label: list[int], *, due: bool) -> list[int]:
    """The tokens of a label that say what its date is of; empty where they say nothing that happens.

    What is `due` then, or announced for a day to come, is an event whatever it is.
    """
    sentence = scene.sentence
    at = next((n for n, i in enumerate(label) if sentence.lower[i] in _DATING), None)
    if at is not None:
        thing = _dated_thing(sentence, label, at)
        return thing if thing and _noun(sentence, thing) not in _WRITINGS else []
    if _is_done(sentence, label):
        return label
    noun = _noun(sentence, label)
    known = noun_types().get(noun)
    weak = not WEAK_NOUNS.isdisjoint([noun, noun.removesuffix("s")])
    weak = weak and (len(label) < 2 or dated.value.precision != "day")
    told = known is not None and known[0] not in _HEADINGS and not weak and noun not in _BODIES
    return (
        label if told or noun == "deadline" or (len(label) > 1 and (due or _is_announced(scene, dated, label))) else []
    )


def _is_announced(scene: Scene, dated: Dated, label: list[int]) -> bool:
    """Whether a common noun names what a day to come is for: "Harvest supper: Friday 4 October"."""
    published, first = scene.context.published_day, dated.value.first_day
    if dated.value.precision not in _DAYS or published is None or first is None or first <= published:
        return False
    return scene.sentence.tags[label[-1]] == "N" and _noun(scene.sentence, label) not in _WRITINGS


def _dated_thing(sentence: Sentence, label: list[int], at: int) -> list[int]:
    """What the date is of where a label says so: the meeting of "Date of next meeting" and of "Meeting date"."""
    after = next((n for n in range(at, len(label)) if sentence.lower[label[n]] not in _BEFORE_OF), len(label))
    rest = label[after:]
    if rest and sentence.lower[rest[0]] == "of":
        return bare(sentence, rest[1:])
    before = bare(sentence, [i for i in label[:at] if sentence.lower[i] not in _BEFORE_OF])
    if not before:
        return rest if rest and _is_done(sentence, rest) else []
    named = not rest and (sentence.lower[before[-1]] in noun_types() or sentence.lower[before[-1]] in _WRITINGS)
    return before if named else [*before, *label[at:]]


def _is_done(sentence: Sentence, words: list[int]) -> bool:
    """Whether words say what was done, and nothing of what: "Built", "Last inspected"."""
    *before, last = words
    when = all(sentence.lower[i] in _WHEN or sentence.lower[i].endswith("ly") for i in before)
    return when and is_participle(sentence.lower[last])


def _done(sentence: Sentence, verb: int) -> Clause:
    """What was done, as a clause whose subject is what the document is about."""
    lemma = sentence.lemma(verb)
    return Clause(
        segment=Segment("main", chronicle=True),
        subject=[],
        verbs=[verb],
        complement=[],
        lemma=lemma,
        chain=(),
        passive=lemma not in INTRANSITIVES and lemma not in MOVING,
        fronted=[],
    )


def _of_topic(scene: Scene, text: str) -> str:
    """One word with what the document is about: "Birth of Ada Lind" for "Date of birth"."""
    topic = scene.context.topic
    named = all(word[:1].isupper() or word in _INNER for word in topic.split())
    return f"{text} of {topic}" if topic and named and " " not in text else text
