"""What pronouns and phrases such as "the company" mean in a sentence, by the text before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.events.asides import QUOTES
from pipeline.events.coreference import PRONOUN_OF, Referent, choose, is_ship
from pipeline.events.headed import thing_headed
from pipeline.events.words import BODY_NOUNS, PLACES_TOLD, group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.events.coreference import Role
    from pipeline.events.scene import Scene

# The first person of a text whose title names who speaks.
FIRST_PERSON = frozenset(["we", "us", "our"])
_PLACE_NOUNS = group(
    "province land city village town country nation region district territory homeland fatherland island"
)
_ACT_NOUNS = frozenset(["resolution", "decree", "directive", "decision", "circular", "law", "act", "regulation"])


def named(scene: Scene, pronoun: str, index: int, role: Role = "subject") -> Referent | None:
    """What the pronoun at token `index` stands for: named before it in the sentence, else in the sentences before."""
    if pronoun in FIRST_PERSON:
        speaker = scene.context.speaker if QUOTES.isdisjoint(scene.text) else ""
        return Referent(speaker, "body", sure=True) if speaker else None
    form = PRONOUN_OF.get(pronoun)
    if form is None:
        return None
    owns = scene.sentence.tags[index] == "D"
    if form == "it" and any(each.pronoun == form and each.verb < index for each in scene.told):
        role = "subject"  # of one sentence, every "it" is the same
    found = _earlier(scene, form, index, role, owns=owns)
    if found is None and form == "it" and role == "subject":
        act = scene.context.reference_before(scene.number, nearest=True)
        found = Referent(act.name, "thing", sure=True) if act is not None else None
    found = found or scene.context.antecedent(scene.number, form, role)
    if found is None and form == "it":
        thing = thing_headed(scene.context, scene.number)
        found = Referent(thing, "thing", article=not thing[:1].isupper()) if thing else None
    if found is not None and found.text in _ACT_NOUNS:
        act = scene.context.reference_before(scene.number)
        return Referent(act.name, "thing", sure=True) if act is not None else found
    return found


def _earlier(scene: Scene, pronoun: str, index: int, role: Role, *, owns: bool) -> Referent | None:
    """What the clauses before token `index` name; the subject of its own clause only for "its" and "their"."""
    told = [each for each in scene.told if each.verb < index]
    for n, each in enumerate(reversed(told)):
        if each.pronoun and PRONOUN_OF.get(each.pronoun) == pronoun:
            return None
        same = not n and each.last >= index
        subject = each.subject if not same or owns or pronoun in {"he", "she"} else None
        if subject is not None and same and not owns and is_ship(subject):
            subject = None
        thing = each.object if not same else None
        persons = each.persons if not same or pronoun in {"he", "she"} else ()
        if same and persons:
            # "made by her engineer, Abel Roe"
            before = scene.sentence.text[: scene.sentence.begins[index]]
            persons = tuple(person for person in persons if person.text in before)
        found = choose(replace(each, subject=subject, object=thing, persons=persons), pronoun, role)
        if found is not None:
            return scene.context.known(found, scene.number)
    return None


def owner_of(scene: Scene, possessive: str, index: int) -> str:
    """Whose something is by the possessive at token `index`, as it is said; empty where nothing tells."""
    found = named(scene, possessive, index)
    return found.said if found is not None else ""


def definite(scene: Scene, lowered: Sequence[str]) -> str:
    """The name that "the province", "this sacred land", "the company" or "this resolution" means."""
    if lowered[0] not in {"the", "this", "that", "our"} or len(lowered) > 4:
        return ""
    noun = lowered[-1]
    if noun in _PLACE_NOUNS:
        province = scene.context.province
        if province is not None and noun not in {"country", "nation", "island"}:
            return province.name
        return scene.context.place_told if noun in PLACES_TOLD and len(lowered) == 2 else ""
    if noun in _ACT_NOUNS:
        act = scene.context.reference_before(scene.number)
        return act.name if act is not None else ""
    if noun in BODY_NOUNS:
        # "the first stone church" is not the one that was told of
        return scene.context.body_before(scene.number, noun) if len(lowered) == 2 else ""
    return scene.context.names.thing(noun, scene.span.start) if len(lowered) == 2 and lowered[0] == "the" else ""


def definite_inside(scene: Scene, i: int, following: int) -> str:
    """The full name of "the N" within a phrase: a place, or a thing by its longer name."""
    sentence = scene.sentence
    if following != i + 1 or sentence.tags[following] != "N":
        return ""
    if sentence.tags[following + 1 : following + 2] in {"N", "K", "G", "'"}:
        return ""
    noun = sentence.lower[following]
    if noun in _PLACE_NOUNS:
        return definite(scene, [sentence.lower[i], noun])
    name = scene.context.names.thing(noun, scene.span.start)
    return f"the {name}" if name else ""
