"""Labels: what an event is called so that a reader understands it without the document."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pipeline.events.coreference import PRONOUN_OF, Referent, choose, is_ship, referent, suits
from pipeline.events.inflect import verb_forms
from pipeline.events.nominalise import has_noun, nominalised, object_of
from pipeline.events.phrases import bare, capitalised, shorten, without_dates, write
from pipeline.events.words import BODY_NOUNS, PLACES_TOLD, POSSESSIVES, SIDES, SUBJECT_PRONOUNS, group, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.events.clauses import Clause
    from pipeline.events.coreference import Role
    from pipeline.events.grammar import Sentence
    from pipeline.events.scene import Scene
    from pipeline.model import Place

_LONG_SUBJECT = 70
_LONGEST_COMPLEMENT = 25
_STANDING_FOR = SUBJECT_PRONOUNS | {"this", "that", "these", "those", "which", "who"}
_PRONOUNS = frozenset(PRONOUN_OF)
_REFERRING = _PRONOUNS | {"the", "this"}
_PLACE_NOUNS = group(
    "province land city village town country nation region district territory homeland fatherland island"
)
_ACT_NOUNS = frozenset(["resolution", "decree", "directive", "decision", "circular", "law", "act", "regulation"])
_DO = frozenset(["did", "does", "do"])
_ENDS = ",."
_LOOSE = frozenset(["with", "following", "after", "before", "when"])
# Verbs that have an object and no passive that anyone would say.
_NO_PASSIVE = group(
    "be have become get take do say feel want like remain last cost weigh lack fit suit resemble leave lose go come "
    "marry join enter reach stay live work speak play run walk wait meet win contain hold equal spend mean"
)
_TRAILING = frozenset(["only", "just", "even", "again", "already", "still", "most", "recently", "shortly"])
_TELLING = group(
    "show announce say report find claim declare decide state confirm prove warn argue conclude learn rule "
    "insist agree believe hope note suggest admit complain accept acknowledge concede deny reveal"
)
_RESOLVED_ADVERBS = group("now then later soon proudly successfully also finally currently today")


def subject_text(scene: Scene, clause: Clause) -> str:
    """The subject of a clause, said so that it stands alone; empty where it can't be.

    A line of a chronicle that has none is told of what the title names.
    """
    if not clause.subject and clause.segment.chronicle:
        return scene.context.topic
    return noun_text(scene, clause.subject) if clause.subject else ""


def noun_text(scene: Scene, indices: list[int]) -> str:
    """A noun phrase that stands alone: pronouns, "the province", "the company" said in full where that is sure."""
    key = tuple(indices)
    text = scene.texts.get(key)
    if text is None:
        tags = scene.sentence.tags
        dated = key and "T" in tags[key[0] : key[-1] + 1]
        text = scene.texts[key] = _spelled(scene, [i for i in key if tags[i] != "T"] if dated else list(key))
    return text


def _spelled(scene: Scene, indices: list[int]) -> str:
    sentence = scene.sentence
    if not indices:
        return ""
    lowered = list(map(sentence.lower.__getitem__, indices))
    if len(indices) == 1 and lowered[0] in _STANDING_FOR:
        found = named(scene, lowered[0], indices[0])
        return found.text if found is not None else ""
    tags = sentence.tags
    if tags[indices[0]] == "D" and not sentence.has_tag(indices, "K"):
        spelled = _definite(scene, lowered)
        if spelled:
            return spelled
    short = _short_for(scene, indices, lowered) if len(indices) == 1 or lowered[-1] == "one" else ""
    if short:
        return short
    owner = ""
    if lowered[0] in POSSESSIVES:
        owner = _owner(scene, lowered[0], indices[0])
        if not owner:
            scene.unresolved.add(indices[0])
    text = in_full(scene, bare(sentence, indices), [])
    if scene.context.province is not None:
        text = _of_province(text, scene.context.province)
    if owner and owner not in text:
        text = f"{text} of {owner}"
    return localised(scene, text)


def _short_for(scene: Scene, indices: list[int], lowered: Sequence[str]) -> str:
    """The full name for a surname alone, the noun for "the next one"; empty for all else."""
    sentence = scene.sentence
    if len(indices) == 1 and sentence.tags[indices[0]] == "K":
        return scene.context.names.person(sentence.words[indices[0]], scene.span.start)
    noun = _noun_before(scene, indices[0]) if len(lowered) > 1 else ""
    return f"{write(sentence, bare(sentence, indices[:-1]))} {noun}".strip() if noun else ""


def _noun_before(scene: Scene, index: int) -> str:
    """The noun that "the next one" stands for: the last object or subject told before token `index`."""
    told = next((each for each in reversed(scene.told) if each.verb < index and each.last < index), None)
    found = (told.object or told.subject) if told is not None else None
    return found.text.split(" of ")[0].split()[-1] if found is not None else ""


def _of_province(text: str, province: Place) -> str:
    """A phrase that begins with "province's", with the name of the province."""
    owned = text[:8].lower() == "province" and text[8:11].lower() in {"'s ", "’s "}
    return f"{province.name}{text[len('province') :]}" if owned else text


def articled(scene: Scene, indices: list[int]) -> str:
    """A noun phrase as it follows "of": with its article, where it is not said in full."""
    text = noun_text(scene, indices)
    plainly = text == write(scene.sentence, bare(scene.sentence, indices))
    article = scene.sentence.lower[indices[0]] if indices else ""
    if not plainly and article == "the" and scene.context.names.articled(text):
        return f"the {text}"
    return f"{article} {text}" if plainly and article in {"the", "a", "an"} else text


def localised(scene: Scene, text: str) -> str:
    """A phrase that says "provincial", with the province that is meant, unless the sentence names places of its own."""
    if scene.context.province is None or "rovincial" not in text.lower() or scene.places:
        return text
    return with_province(scene, text)


def with_province(scene: Scene, text: str, cue: str = "provincial", joint: str = " of ") -> str:
    """A phrase that has the word `cue`, with the document's province."""
    province = (
        scene.context.province if cue in text.lower().split() or (cue in text.lower() and cue != "local") else None
    )
    if province is None or plain(province.name) in plain(text):
        return text
    return f"{text}{joint}{province.name}"


def named_place(scene: Scene, label: str) -> str | None:
    """The id of the place that a label names first: one of the sentence's, or the document's province."""
    province = scene.context.province
    if province is None and not scene.places:
        return None
    folded = plain(label)
    known = [place for _, _, place in scene.places] + ([province] if province is not None else [])
    named = [
        (folded.index(plain(place.name)), -len(place.name), place.id) for place in known if plain(place.name) in folded
    ]
    return min(named)[2] if named else None


def named(scene: Scene, pronoun: str, index: int, role: Role = "subject") -> Referent | None:
    """What the pronoun at token `index` stands for: named before it in the sentence, else in the sentences before."""
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
        found = choose(replace(each, subject=subject, object=thing, persons=persons), pronoun, role)
        if found is not None:
            return scene.context.known(found, scene.number)
    return None


def _owner(scene: Scene, possessive: str, index: int) -> str:
    found = named(scene, possessive, index)
    return found.said if found is not None else ""


def _definite(scene: Scene, lowered: Sequence[str]) -> str:
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


def clause_text(scene: Scene, clause: Clause, *, awaited: bool = False) -> str:
    """A clause as a label: a noun phrase where the verb has a plain one, else subject, verb and complement.

    What was `awaited` is told without its "not": "the road reached the village" for "did not reach it until 1974".
    """
    complement = complement_text(scene, clause)
    if clause.exists(scene.sentence):
        return shorten(capitalised(noun_text(scene, clause.complement) or complement))
    if date_tells(scene, clause) and len(complement.split()) > 1:
        return shorten(capitalised(noun_text(scene, clause.complement).removeprefix("by ")))
    subject = subject_text(scene, clause)
    subject = subject[len("no ") :] if awaited and subject[: len("no ")].lower() == "no " else subject
    if scene.sentence.has_word(clause.complement, _PRONOUNS):
        noun_text(scene, object_of(scene, clause))  # notes whose owner nothing tells
    nominal = ""
    if has_noun(clause, complement):
        nominal = nominalised(scene, clause, complement, partial(articled, scene))
    if nominal:
        return shorten(capitalised(nominal))
    verbs = _verbs_text(scene, clause, awaited=awaited)
    if clause.passive and subject and not scene.sentence.has_tag(clause.verbs, "A"):
        verbs = f"{'were' if _is_plural(scene, clause.subject) else 'was'} {verbs}"
    if not subject:
        turned = _without_agent(scene, clause)
        if turned:
            return shorten(capitalised(turned))
    text = " ".join(filter(None, (_without_list(subject), verbs, complement)))
    return shorten(capitalised(text))


def _without_agent(scene: Scene, clause: Clause) -> str:
    """What was done, where nothing says who did it: "the appeal was heard" for "we heard it"; empty where unsure."""
    sentence = scene.sentence
    told = [sentence.tags[i] for i in clause.verbs]
    stop = next(
        (n for n, i in enumerate(clause.complement) if sentence.tags[i] == "P" and sentence.lower[i] != "of"), 99
    )
    thing = clause.complement[:stop]
    plain = told == ["V"] and clause.subject and not clause.passive and clause.lemma not in _NO_PASSIVE
    if not plain or not thing or sentence.tags[thing[0]] not in "DNK" or sentence.lower[thing[0]] in POSSESSIVES:
        return ""
    if not any(sentence.tags[i] in "NK" for i in thing) or any(sentence.tags[i] in "RSV" for i in clause.complement):
        return ""
    rest = in_full(scene, clause.complement[len(thing) :], clause.subject)
    verb = f"{'were' if _is_plural(scene, thing) else 'was'} {verb_forms(clause.lemma)[3]}"
    return " ".join(filter(None, (noun_text(scene, thing), verb, rest)))


def _verbs_text(scene: Scene, clause: Clause, *, awaited: bool) -> str:
    sentence = scene.sentence
    verbs = [i for i in clause.verbs if sentence.lower[i] not in _RESOLVED_ADVERBS]
    if not awaited:
        return write(sentence, verbs)
    verbs = [i for i in verbs if sentence.tags[i] != "X"]
    if len(verbs) < 2 or sentence.lower[verbs[0]] not in _DO:
        return write(sentence, verbs)
    return f"{verb_forms(sentence.lemma(verbs[1]))[2]} {write(sentence, verbs[2:])}".strip()


def _without_list(subject: str) -> str:
    """A subject that lists many by the first two, so that the label has room for what they did."""
    if len(subject) <= _LONG_SUBJECT:
        return subject
    names = subject.split(", ")
    return f"{', '.join(names[:2])} and others" if len(names) > 2 else subject


def _is_plural(scene: Scene, phrase: list[int]) -> bool:
    found = referent(scene.sentence, phrase, owned=True)
    return found is not None and found.plural


def date_tells(scene: Scene, clause: Clause) -> bool:
    """Whether the date itself is the subject: "1931 saw a strike", "the year was marked by a strike"."""
    if clause.subject:
        return False
    before = [i for i in clause.segment.indices if i < clause.verbs[0]]
    dated = bool(before) and all(scene.sentence.tags[i] in "TPDY," for i in before)
    return dated and scene.sentence.tags[before[0]] != "P"


def complement_text(scene: Scene, clause: Clause) -> str:
    """The complement of a clause, without subordinate tails; pronouns in it are left to the subject before them."""
    sentence = scene.sentence
    lower = sentence.lower
    kept = clause.complement
    if not kept or sentence.tags[kept[0]] == "P":
        kept = [*kept, *_content(scene, clause)]
    kept = kept[:_LONGEST_COMPLEMENT]
    if "order" in lower or "than" in lower or sentence.has_tag(kept, _ENDS):
        kept = kept[: next((n for n, i in enumerate(kept) if _is_loose(sentence, i)), len(kept))]
    while kept and (lower[kept[-1]] in _TRAILING or sentence.tags[kept[-1]] == "C"):
        kept.pop()
    return in_full(scene, kept, clause.subject)


def _is_loose(sentence: Sentence, i: int) -> bool:
    """Whether what begins at token `i` of a complement is no part of what is told: a remark, a purpose, a distance."""
    tag, low = sentence.tags[i], sentence.lower
    if tag == ".":
        return sentence.words[i] not in "\"'“”‘’%$€£&"
    if tag == ",":
        return low[i + 1 : i + 2] != [] and low[i + 1] in _LOOSE
    if low[i + 1 : i + 2] == ["order"]:
        return low[i] == "in"
    # "less than a year after the fire"
    return low[i + 1 : i + 2] == ["than"] and not SIDES.isdisjoint(low[i + 2 : i + 6])


def _content(scene: Scene, clause: Clause) -> list[int]:
    """The clause that says what was said: "showed that the current had weakened"."""
    if clause.lemma not in _TELLING:
        return []
    if clause.segment.attribution:
        first = scene.clauses[0]
        return [i for i in without_dates(scene.sentence, first.indices) if scene.sentence.tags[i] != "."]
    after = clause.verbs[-1] + 1
    while scene.sentence.tags[after : after + 1] in {"P", "T"} or after in clause.complement:
        after += 1
    said = [each for each in scene.clauses if each.opener == after]
    found = next(iter(said), None) if scene.sentence.lower[after : after + 1] == ["that"] else None
    return without_dates(scene.sentence, found.indices) if found is not None else []


def in_full(scene: Scene, indices: list[int], subject: list[int]) -> str:
    """Tokens as text, with pronouns, "his" and "the company" said in full where that is sure.

    What refers to the subject of its own clause stays. Tokens that nothing explains are kept in `scene.unresolved`.
    """
    sentence = scene.sentence
    tags, lower = sentence.tags, sentence.lower
    if not sentence.has_word(indices, _REFERRING):
        return write(sentence, indices)
    parts: list[str] = []
    begin = 0
    for n, i in enumerate(indices):
        if n < begin or lower[i] not in _REFERRING or tags[i] not in "DR":
            continue
        said = _substitute(scene, i, indices[n + 1] if n + 1 < len(indices) else -1, subject)
        if said:
            parts += [write(sentence, indices[begin:n]), said]
            begin = n + 2 if lower[i] == "the" else n + 1
    return " ".join(filter(None, [*parts, write(sentence, indices[begin:])]))


def _substitute(scene: Scene, i: int, following: int, subject: list[int]) -> str:
    """What is said instead of the token; empty where it stays."""
    sentence = scene.sentence
    low, tag = sentence.lower[i], sentence.tags[i]
    if low in {"the", "this"} and tag == "D":
        return _definite_inside(scene, i, following)
    reported = low in SUBJECT_PRONOUNS and "S" in scene.sentence.tags[subject[-1] if subject else 0 : i]
    if low not in PRONOUN_OF or tag not in "DR" or reported:
        return ""
    owns = tag == "D" and following == i + 1 and sentence.tags[following] in "NKOEGY"
    again = owns or low in SUBJECT_PRONOUNS - {"it"}
    if again and _is_subject(scene, PRONOUN_OF[low], subject):
        return ""
    found = named(scene, low, i, "object" if not owns else "subject")
    if found is not None and not owns and low == "it" and subject:
        own = referent(sentence, subject, owned=True)
        found = None if own is not None and own.text == found.text else found
    if found is None:
        scene.unresolved.add(i)
        return ""
    if not owns:
        return found.said
    return f"{found.said}'" if found.said.endswith("s") else f"{found.said}'s"


def _is_subject(scene: Scene, pronoun: str, subject: list[int]) -> bool:
    """Whether a possessive or subject pronoun may mean the subject of its own clause."""
    if not subject:
        return False
    first = scene.sentence.lower[subject[0]]
    if len(subject) == 1 and first in SUBJECT_PRONOUNS:
        return PRONOUN_OF.get(first) == pronoun
    own = referent(scene.sentence, subject, owned=True)
    return own is not None and suits(own, pronoun)


def _definite_inside(scene: Scene, i: int, following: int) -> str:
    """The full name of "the N" within a phrase: a place, or a thing by its longer name."""
    sentence = scene.sentence
    if following != i + 1 or sentence.tags[following] != "N":
        return ""
    if sentence.tags[following + 1 : following + 2] in {"N", "K", "G", "'"}:
        return ""
    noun = sentence.lower[following]
    if noun in _PLACE_NOUNS:
        return _definite(scene, [sentence.lower[i], noun])
    name = scene.context.names.thing(noun, scene.span.start)
    return f"the {name}" if name else ""
