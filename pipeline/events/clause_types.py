"""Which event type a clause has: by its verb, or by the noun that its verb only carries."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.events.coreference import referent
from pipeline.events.phrases import head_of, noun_phrase_after
from pipeline.events.types import LIGHT_VERBS, noun_types, verb_types
from pipeline.events.words import BODY_NOUNS, CARDINALS, group, introduces_role, is_person_noun

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.events.clauses import Clause
    from pipeline.events.scene import Scene
    from pipeline.model import EventType

PRESENTING = frozenset(["welcome", "see", "witness", "mark", "greet", "bring"])
# What a person leaves without going anywhere.
POSTS = (BODY_NOUNS | group("project post office job service army navy board cabinet government staff")) - group(
    "city hospital station church"
)
_MARKED_BY_SUBJECT = frozenset(["disaster", "battle", "uprising", "exercise"])
# Verbs that tell more than the one they govern: "agreed to buy".
_GOVERNING = frozenset(["agree", "aim", "strive", "aspire"])
_GRASPING = frozenset(["take", "seize", "grasp"])
# Verb and a word after it → type, where the verb alone tells another one or none.
_PHRASES: tuple[tuple[str, str, EventType], ...] = (
    ("take", "power", "uprising"),
    ("seize", "power", "uprising"),
    ("set", "up", "founding"),
    ("strike", "for", "uprising"),
    ("take", "office", "appointment"),
    ("take", "over", "agreement"),
    ("call", "for", "other"),
    ("withdraw", "service", "other"),
    ("declare", "war", "battle"),
    ("declare", "independence", "founding"),
    ("declare", "emergency", "legal_act"),
    ("declare", "martial", "legal_act"),
    ("proclaim", "emergency", "legal_act"),
    ("announce", "emergency", "legal_act"),
    ("impose", "emergency", "legal_act"),
    ("impose", "curfew", "legal_act"),
    ("impose", "martial", "legal_act"),
    ("lift", "emergency", "legal_act"),
    ("lift", "curfew", "legal_act"),
    ("end", "emergency", "legal_act"),
    ("come", "being", "founding"),
    ("step", "down", "appointment"),
    ("break", "ground", "founding"),
    ("break", "out", "disaster"),
    ("go", "public", "agreement"),
    ("go", "bankrupt", "disaster"),
    ("declare", "bankrupt", "disaster"),
    ("enter", "force", "legal_act"),
    ("come", "force", "legal_act"),
    ("come", "out", "publication"),
    ("take", "post", "appointment"),
    ("charge", "with", "legal_act"),
    ("grant", "permission", "legal_act"),
    ("set", "aside", "legal_act"),
    ("hear", "appeal", "meeting"),
    ("hear", "case", "meeting"),
    ("hear", "evidence", "meeting"),
    ("dismiss", "claim", "legal_act"),
    ("dismiss", "appeal", "legal_act"),
    ("dismiss", "case", "legal_act"),
    ("dismiss", "charges", "legal_act"),
    ("dismiss", "application", "legal_act"),
    ("dismiss", "motion", "legal_act"),
    ("dismiss", "complaint", "legal_act"),
    ("swear", "in", "appointment"),
    ("stand", "down", "appointment"),
    ("blow", "up", "disaster"),
    ("run", "aground", "disaster"),
    ("burn", "coal", "other"),
    ("burn", "oil", "other"),
    ("burn", "wood", "other"),
    ("burn", "gas", "other"),
    ("burn", "peat", "other"),
    ("lay", "stone", "founding"),
)
# The same of passives, whose active verb tells another type or none: "a tower was added", "the keel was laid".
_PASSIVES: Mapping[str, EventType] = {
    **dict.fromkeys(("add", "dig", "extend", "lay", "cast", "begin"), "founding"),
    **dict.fromkeys(("employ", "select"), "appointment"),
    "serve": "other",
    "settle": "agreement",
}
# Particles, which belong to the verb only right behind it: "took over the mill", but "took place over four days".
_PARTICLES = frozenset(["over", "down", "up", "out", "in", "aside"])
# Verbs whose passive has that word for its subject.
_OF_SUBJECT = frozenset(["declare", "proclaim", "announce", "impose", "lift", "end", "dismiss", "hear", "grant"])
_BY_VERB = {verb: [(word, known) for first, word, known in _PHRASES if first == verb] for verb, *_ in _PHRASES}
_CHOOSING = frozenset(["unveil", "choose"])
_OF_POSTS = frozenset(["leave", "join"]) | _CHOOSING
# What is reached on foot, and by no talks.
_HEIGHTS = frozenset(["summit", "top", "peak", "pass", "camp", "pole"])
# What a storm or a war does to something else, which is what is told.
_HINDERING = frozenset(
    ["delay", "postpone", "prevent", "interrupt", "slow", "stop", "halt", "inspire", "help", "shape"]
)
_BUSINESSES = group("works business firm company shop brewery farm factory mill yard store inn hotel plant")
_PROPERTY = _BUSINESSES | group("goods assets drugs weapons property papers documents copies cargo estates land")
# Verbs that tell no exercise and no journey where they have an object.
_WITHOUT_OBJECT = frozenset(["drill", "return"])
_TOLD_BY_OBJECT = _WITHOUT_OBJECT | {"seize", "consecrate", "name"}
# What is launched and run without being an act of law.
_RUN = frozenset(["programme", "program", "programmes", "programs"])
_RUNNING = frozenset(["begin", "start", "launch", "end", "finish", "run", "open"])
_ANNOUNCING = frozenset(["announce", "declare", "publish"])
# What a thing or a team does no office in.
_OF_PERSONS = frozenset(["become", "serve", "promote"])
_RULING = frozenset(["rule", "decide", "find"])
_JUDGES = group("court judge tribunal jury judges courts arbitrator panel magistrate")
# Of these subjects a verb tells no disaster and no battle: "talks collapsed", "the bill was defeated".
_OF_THINGS = {
    "collapse": group(
        "talks negotiations deal sale plan scheme government coalition marriage market price prices case"
    ),
    "defeat": group("bill motion amendment proposal resolution measure plan government appeal"),
}
_PUBLISHING = frozenset(["publish", "print", "release"])


def clause_type(scene: Scene, clause: Clause) -> tuple[EventType, bool]:
    """The type of a clause, and whether a noun gave it: the verb tells it, or what a light verb carries."""
    lemma = clause.lemma
    if clause.chain:
        lemma = next((each for each in clause.chain if each in _GOVERNING), lemma)
    subject = noun_type(scene, clause.subject)
    if subject is not None and _is_body(scene, clause.subject):
        subject = None
    if (
        subject == "legal_act"
        and lemma in _RUNNING
        and not _RUN.isdisjoint(map(scene.sentence.lower.__getitem__, clause.subject))
    ):
        subject = None
    phrase = first_phrase(scene, clause)
    # "announced at a conference" is no conference
    aside = (
        clause.passive and lemma in _ANNOUNCING and bool(phrase) and scene.sentence.tags[clause.complement[0]] == "P"
    )
    carried = noun_type(scene, phrase) if phrase and not aside and not _is_craft(scene, phrase) else None
    if carried is not None and clause.passive and _is_done_by_body(scene, clause, phrase):
        carried = None
    fixed = _fixed(scene, clause, lemma)
    if fixed is not None and not (subject is not None and lemma == "break"):
        return fixed, False
    if (lemma == "release" and clause.passive and _is_let_go(scene, clause)) or _is_of_thing(scene, clause, lemma):
        return "other", False
    told = _by_noun(clause, lemma, subject, carried)
    if told is not None:
        return told, True
    if lemma in _PUBLISHING:
        return "publication", False
    personal = lemma not in _OF_PERSONS or not clause.subject or is_person(scene, clause)
    # "it succeeded" is no succession
    personal = personal and (
        lemma != "succeed" or clause.passive or bool(phrase and phrase == clause.complement[: len(phrase)])
    )
    own = verb_types().get(lemma) if personal else None
    if own is None and subject is not None and subject in _MARKED_BY_SUBJECT and lemma not in _HINDERING:
        return subject, True
    return own or "other", False


def _is_of_thing(scene: Scene, clause: Clause, lemma: str) -> bool:
    """Whether a verb of disasters and battles is told of what has neither: "talks collapsed"."""
    if lemma not in _OF_THINGS or not clause.subject:
        return False
    head = head_of(scene.sentence, range(clause.subject[0], clause.subject[-1] + 1))
    return head is not None and scene.sentence.lower[head] in _OF_THINGS[lemma]


def _is_let_go(scene: Scene, clause: Clause) -> bool:
    """Whether who is released is a person, or persons: no film and no figures."""
    several = bool(clause.subject) and is_person_noun(scene.sentence.lower[clause.subject[-1]].removesuffix("s"))
    return several or (bool(clause.subject) and is_person(scene, clause))


def _is_done_by_body(scene: Scene, clause: Clause, phrase: list[int]) -> bool:
    """Whether a body is only who did it: "was approved by the council" is no council."""
    return scene.sentence.lower[clause.complement[0]] == "by" and _is_body(scene, phrase)


def _is_body(scene: Scene, phrase: list[int]) -> bool:
    """Whether the head of a noun phrase is a body: "the council", but not "the meeting of the council"."""
    head = head_of(scene.sentence, range(phrase[0], phrase[-1] + 1))
    return head is not None and scene.sentence.lower[head] in BODY_NOUNS


def _by_noun(clause: Clause, lemma: str, subject: EventType | None, carried: EventType | None) -> EventType | None:
    """The type of what a verb only carries, presents, publishes or awards; None where the verb tells its own."""
    if lemma in _PUBLISHING:
        return "legal_act" if "legal_act" in {subject, carried} else None
    if lemma == "award" and "agreement" in {subject, carried}:
        return "agreement"
    if lemma in PRESENTING and carried is not None:
        return carried
    if lemma not in LIGHT_VERBS:
        return None
    if lemma == "sign" and (subject or carried) and not {"legal_act", "agreement"} & {subject, carried}:
        subject = carried = "agreement"
    marked = subject in _MARKED_BY_SUBJECT and not (carried and lemma in {"follow", "hold"})
    if marked or (lemma == "end" and subject is not None):
        return subject
    return (subject or carried) if clause.passive or not clause.complement else (carried or subject)


def _is_craft(scene: Scene, phrase: list[int]) -> bool:
    """Whether "the probe" is a spacecraft: it is launched, and looks into nothing."""
    probe = scene.sentence.lower[phrase[-1]] in {"probe", "probes"}
    return probe and scene.sentence.lower[phrase[-1] + 1 : phrase[-1] + 2] not in (["into"], ["of"])


def _is_judgement(scene: Scene, clause: Clause) -> bool:
    """Whether the clause tells what a court found: "the court ruled", "she ruled against …"."""
    after = scene.sentence.lower[clause.verbs[-1] + 1 : clause.verbs[-1] + 2]
    judges = bool(clause.subject) and scene.sentence.lower[clause.subject[-1]] in _JUDGES
    return judges or (clause.lemma == "rule" and after in (["that"], ["against"]))


def _by_object(scene: Scene, clause: Clause, lemma: str) -> EventType | None:
    """The type of verbs that tell another one of things: "drilled a well", "returned the medal", "seized the firm"."""
    first = clause.complement[:1]
    counted = bool(first) and scene.sentence.lower[first[0]] in CARDINALS
    direct = counted or (bool(first) and scene.sentence.tags[first[0]] in "DO" and not clause.passive)
    if lemma in _WITHOUT_OBJECT:
        return "other" if direct else None
    if lemma == "seize":
        thing = clause.subject if clause.passive else first_phrase(scene, clause)
        return "other" if any(scene.sentence.lower[i] in _PROPERTY for i in thing) else None
    role = bool(first) and introduces_role(scene.sentence.lower[first_noun(scene, clause)])
    named = clause.passive and bool(clause.subject) and (lemma == "consecrate" or role) and is_person(scene, clause)
    return "appointment" if named else None


def first_noun(scene: Scene, clause: Clause) -> int:
    """The token of the first noun of a complement, or of its first word."""
    nouns = (i for i in clause.complement if scene.sentence.tags[i] == "N")
    return next(nouns, clause.complement[0])


def _fixed(scene: Scene, clause: Clause, lemma: str) -> EventType | None:
    """The type that a verb and a word after it have together."""
    if lemma in _TOLD_BY_OBJECT:
        told = _by_object(scene, clause, lemma)
        if told is not None:
            return told
    if lemma in _RULING and _is_judgement(scene, clause):
        return "legal_act"
    if clause.passive and lemma in _PASSIVES and (lemma != "begin" or noun_type(scene, clause.subject) is None):
        return _PASSIVES[lemma]
    if lemma == "date" and not clause.passive:
        return "founding"
    if lemma not in _BY_VERB and lemma not in _OF_POSTS and lemma != "reach" and "power" not in scene.sentence.lower:
        return None
    return _by_words(scene, clause, lemma)


def _by_words(scene: Scene, clause: Clause, lemma: str) -> EventType | None:
    """The type that a verb has with a word of its complement."""
    after = [scene.sentence.lower[i] for i in clause.complement if scene.sentence.tags[i] != "D"]
    if "power" in after and any(verb in _GRASPING and noun == "power" for verb, noun in pairwise(after)):
        return "uprising"
    of_post = lemma in _OF_POSTS - _CHOOSING and not POSTS.isdisjoint(after)
    if lemma == "take" and after[:1] == ["over"] and not _BUSINESSES.isdisjoint(after):
        return "agreement"
    of_post = of_post or (lemma == "take" and after[:1] == ["over"]) or (lemma in _CHOOSING and clause.passive)
    if of_post and clause.subject and is_person(scene, clause):
        return "appointment"
    if lemma == "reach":
        thing = first_phrase(scene, clause)
        return "movement" if any(scene.sentence.lower[i] in _HEIGHTS for i in thing) else None
    # "a state of emergency was declared"
    told = [scene.sentence.lower[i] for i in clause.subject] if clause.passive and lemma in _OF_SUBJECT else []
    near = {*after[:1], *(word for word in (*after, *told) if word not in _PARTICLES and word != "public")}
    return next((known for word, known in _BY_VERB.get(lemma, ()) if word in near), None)


def is_person(scene: Scene, clause: Clause) -> bool:
    """Whether the subject of a clause may be a person."""
    if scene.sentence.lower[clause.subject[0]] in {"he", "she", "i", "who"}:
        return True
    found = referent(scene.sentence, clause.subject, lemma=clause.lemma, owned=True)
    return found is not None and found.kind in {"person", "name"}


def first_phrase(scene: Scene, clause: Clause) -> list[int]:
    """The object: the noun phrase that the complement begins with, or the one after its particle."""
    rest = clause.complement
    tags = scene.sentence.tags
    for i in rest:
        if tags[i] not in "PY":
            return list(noun_phrase_after(scene.sentence, i, rest[-1] + 1))
    return []


def noun_type(scene: Scene, indices: list[int]) -> EventType | None:
    """The type that the head of a noun phrase triggers."""
    if not indices:
        return None
    head = head_of(scene.sentence, range(indices[0], indices[-1] + 1))
    if head is None:
        return None
    known = noun_types().get(scene.sentence.lower[head])
    return known[0] if known else None
