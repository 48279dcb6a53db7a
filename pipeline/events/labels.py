"""Labels: what an event is called so that a reader understands it without the document."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pipeline.events.asides import is_loose
from pipeline.events.coreference import PRONOUN_OF, Referent, reads_as_plural, referent, suits
from pipeline.events.couples import couple
from pipeline.events.headed import goes_on, thing_headed
from pipeline.events.inflect import verb_forms
from pipeline.events.meant import FIRST_PERSON, definite, definite_inside, named, owner_of
from pipeline.events.nominalise import has_noun, nominalised, object_of, told_alone
from pipeline.events.phrases import bare, capitalised, shorten, without_dates, write
from pipeline.events.predicates import is_plural, verbs_text, without_auxiliary
from pipeline.events.words import BE, POSSESSIVES, SEASONS, SUBJECT_PRONOUNS, group, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.events.clauses import Clause
    from pipeline.events.scene import Scene
    from pipeline.model import Place

_LONG_SUBJECT = 70
_LONGEST_COMPLEMENT = 25
_STANDING_FOR = SUBJECT_PRONOUNS | {"this", "that", "these", "those", "which", "who"}
_REFLEXIVES = frozenset(["himself", "herself", "itself", "themselves"])
_PAIRED = 2
_PRONOUNS = frozenset(PRONOUN_OF)
# Who speaks in a quotation is told by no one else's words.
_SPEAKING = FIRST_PERSON | {"i", "me", "my"}
_QUOTES = frozenset('“”"')
_REPLACED = _PRONOUNS | FIRST_PERSON
_REFERRING = _REPLACED | {"the", "this"}
_ENDS = ",."
# Verbs that have an object and no passive that anyone would say.
NO_PASSIVE = group(
    "be have become get take do say feel want like remain last cost weigh lack fit suit resemble leave lose go come "
    "marry join enter reach stay live work speak play run walk wait meet win contain hold equal spend mean"
)
_TRAILING = group("only just even again already still most recently shortly compared comparison no later than")
_TELLING = group(
    "show announce say report find claim declare decide state confirm prove warn argue conclude learn rule "
    "insist agree believe hope note suggest admit resolve complain accept acknowledge concede deny reveal"
)
_JOINING = frozenset(["marry", "divorce", "divorc"])
_OF_TWO = frozenset(["marry", "divorce", "divorc", "die", "emigrate", "retire", "settle"])


def subject_text(scene: Scene, clause: Clause) -> str:
    """The subject of a clause, said so that it stands alone; empty where it can't be.

    A line of a chronicle that has none is told of what the title names.
    """
    if not clause.subject:
        opens = scene.sentence.tags[scene.sentence.first : scene.sentence.first + 1] in {"E", "V"}
        headed = thing_headed(scene.context, scene.number) if opens else ""
        if headed:
            return headed if goes_on(scene.context, scene.number) else _it(scene) or headed
        if clause.segment.chronicle:
            return scene.context.topic
        return ""
    if (clause.passive or clause.chain) and _is_expletive(scene, clause):
        return ""
    text = noun_text(scene, clause.subject)
    if clause.lemma in _OF_TWO and (not text or _is_unlikely(scene, clause)):
        index = clause.subject[0]
        they = clause.lemma in _JOINING and scene.sentence.lower[index] == "they"
        return couple(scene, index, parted=clause.lemma != "marry") if they else ""
    return text


def _is_expletive(scene: Scene, clause: Clause) -> bool:
    """Whether "it" only stands for what follows: "it was resolved to move the show"."""
    lower, after = scene.sentence.lower, clause.verbs[-1] + 1
    if lower[clause.subject[0]] != "it" or len(clause.subject) > 1:
        return False
    if clause.chain:
        return clause.chain[0] in _TELLING and any(lower[i] in BE for i in clause.verbs)  # "it was decided to move it"
    told = clause.lemma in _TELLING
    while scene.sentence.tags[after : after + 1] in {"P", "T"}:
        after += 1
    return told and lower[after : after + 1] in (["to"], ["that"])


def _season_meant(scene: Scene, indices: list[int]) -> str:
    """A noun phrase of which a date is the noun, and leaves only what it was like: "the hot summer dried it"."""
    sentence = scene.sentence
    behind = indices[-1] + 1
    season = sentence.lower[behind].split()[0]
    return f"{write(sentence, bare(sentence, indices))} {season}" if season in SEASONS else ""


def _it(scene: Scene) -> str:
    """What "it" would mean at the start of a sentence that has no subject."""
    found = scene.context.antecedent(scene.number, "it", "subject")
    return found.text if found is not None else ""


def _is_unlikely(scene: Scene, clause: Clause) -> bool:
    """Whether "they" was bound to things that can't have done what only persons do."""
    index = clause.subject[0]
    if clause.lemma not in _OF_TWO or len(clause.subject) > 1 or scene.sentence.lower[index] != "they":
        return False
    found = named(scene, "they", index)
    return found is not None and found.kind in {"thing", "event"}


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
    if (len(indices) == 1 or (len(indices) == _PAIRED and lowered[1] in _REFLEXIVES)) and lowered[0] in _STANDING_FOR:
        found = named(scene, lowered[0], indices[0])
        return found.text if found is not None else ""
    tags = sentence.tags
    if tags[indices[0]] == "D" and not sentence.has_tag(indices, "K"):
        seasonal = tags.startswith("T", indices[-1] + 1)
        spelled = (_season_meant(scene, indices) if seasonal else "") or definite(scene, lowered)
        if spelled:
            return spelled
    short = _short_for(scene, indices, lowered) if len(indices) == 1 or lowered[-1] == "one" else ""
    if short:
        return short
    owner = ""
    if lowered[0] in POSSESSIVES:
        owner = owner_of(scene, lowered[0], indices[0])
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
    if len(indices) == 1 and sentence.words[indices[0]][0].isupper():
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
    if text[:4] == "The ":
        return text  # a title that has its own: "Publication of The Salt Road"
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


def clause_text(scene: Scene, clause: Clause, *, awaited: bool = False) -> str:
    """A clause as a label: a noun phrase where the verb has a plain one, else subject, verb and complement.

    What was `awaited` is told without its "not": "the road reached the village" for "did not reach it until 1974".
    """
    complement = complement_text(scene, clause)
    thing = _thing_alone(scene, clause, complement)
    if thing:
        return shorten(capitalised(thing))
    if clause.exists(scene.sentence):
        return shorten(capitalised(noun_text(scene, clause.complement) or complement))
    if date_tells(scene, clause) and len(complement.split()) > 1:
        return shorten(capitalised(noun_text(scene, clause.complement).removeprefix("by ")))
    subject = subject_text(scene, clause)
    subject = subject[len("no ") :] if awaited and subject[: len("no ")].lower() == "no " else subject
    if scene.sentence.has_word(clause.complement, _REPLACED):
        noun_text(scene, object_of(scene, clause))  # notes whose owner nothing tells
    nominal = ""
    if has_noun(clause, complement):
        nominal = nominalised(scene, clause, complement, partial(articled, scene))
    if nominal:
        return shorten(capitalised(nominal))
    verbs = verbs_text(scene, clause, awaited=awaited)
    if clause.passive and subject and not scene.sentence.has_tag(clause.verbs, "A"):
        plural = is_plural(scene, clause.subject) if clause.subject else reads_as_plural(subject.partition(" of ")[0])
        verbs = f"{'were' if plural else 'was'} {verbs}"
    if not subject:
        turned = _without_agent(scene, clause) or told_alone(scene, clause, complement)
        if turned:
            return shorten(capitalised(turned))
        verbs = without_auxiliary(scene, clause) or verbs
    text = " ".join(filter(None, (_without_list(subject), verbs, complement)))
    return shorten(capitalised(text))


def _thing_alone(scene: Scene, clause: Clause, complement: str) -> str:
    """The thing whose date is all that a clause tells: "the next meeting is on 4 May"; empty where it tells more."""
    if clause.lemma == "be" and clause.subject and not clause.chain and (f"{complement} ").startswith((" ", "of ")):
        # or "the funeral is tomorrow of the cook"
        return f"{noun_text(scene, clause.subject)} {complement}".strip()
    if clause.lemma != "last" or complement or len(clause.verbs) > 1:
        return ""
    # "the Salt War lasted from 1861 to 1864"
    thing = subject_text(scene, clause)
    return thing if " " in thing else ""


def _without_agent(scene: Scene, clause: Clause) -> str:
    """What was done, where nothing says who did it: "the appeal was heard" for "we heard it"; empty where unsure."""
    sentence = scene.sentence
    told = [sentence.tags[i] for i in clause.verbs]
    stop = next(
        (n for n, i in enumerate(clause.complement) if sentence.tags[i] == "P" and sentence.lower[i] != "of"), 99
    )
    thing = clause.complement[:stop]
    plain = told == ["V"] and clause.subject and not clause.passive and clause.lemma not in NO_PASSIVE
    if not plain or not thing or sentence.tags[thing[0]] not in "DNK" or sentence.lower[thing[0]] in POSSESSIVES:
        return ""
    if not any(sentence.tags[i] in "NK" for i in thing) or any(sentence.tags[i] in "RSV" for i in clause.complement):
        return ""
    rest = in_full(scene, clause.complement[len(thing) :], clause.subject)
    verb = f"{'were' if is_plural(scene, thing) else 'was'} {verb_forms(clause.lemma)[3]}"
    return " ".join(filter(None, (noun_text(scene, thing), verb, rest)))


def _without_list(subject: str) -> str:
    """A subject that lists many by the first two, so that the label has room for what they did."""
    if len(subject) <= _LONG_SUBJECT:
        return subject
    names = subject.split(", ")
    return f"{', '.join(names[:2])} and others" if len(names) > 2 else subject


def date_tells(scene: Scene, clause: Clause) -> bool:
    """Whether the date itself is the subject: "1931 saw a strike", "the year was marked by a strike"."""
    if clause.subject or scene.headed:
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
        kept = kept[: next((n for n, i in enumerate(kept) if is_loose(sentence, i, kept[n - 1])), len(kept))]
    while kept and (sentence.words[kept[-1]] in _TRAILING or sentence.tags[kept[-1]] == "C"):
        kept.pop()
    if kept and clause.lemma in _TELLING and not _QUOTES.isdisjoint(lower):
        said = clause.segment.attribution and sentence.has_word(kept, _SPEAKING)
        if said or ":" in lower[clause.verbs[-1] : kept[0]]:
            return f"“{write(sentence, kept)}”"
    return in_full(scene, kept, clause.subject)


def _content(scene: Scene, clause: Clause) -> list[int]:
    """The clause that says what was said: "showed that the current had weakened"."""
    if clause.lemma not in _TELLING:
        return []
    if clause.segment.attribution:
        told, tags = scene.clauses[0].indices, scene.sentence.tags
        # without the comma that ends what stands between: "a flood, officials said on Monday, closed the road"
        ends = {i for n, i in enumerate(told) if tags[i] == "." or (n and tags[i] == "," and told[n - 1] != i - 1)}
        return [i for i in without_dates(scene.sentence, told) if i not in ends]
    after = clause.verbs[-1] + 1
    while scene.sentence.tags[after : after + 1] in {"P", "T"} or after in clause.complement:
        after += 1
    said = [each for each in scene.clauses if each.opener == after]
    opener = scene.sentence.lower[after : after + 1]
    if opener == [":"] and said:
        return [i for i in without_dates(scene.sentence, said[0].indices) if scene.sentence.tags[i] not in ".;"]
    found = next(iter(said), None) if opener == ["that"] else None
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
    if low in FIRST_PERSON or (low in {"the", "this"} and tag == "D"):
        return _first_person(scene, i, subject) if low in FIRST_PERSON else definite_inside(scene, i, following)
    reported = low in SUBJECT_PRONOUNS and "S" in scene.sentence.tags[subject[-1] if subject else 0 : i]
    if low not in PRONOUN_OF or tag not in "DR" or reported:
        return ""
    owns = tag == "D" and following == i + 1 and sentence.tags[following] in "NKOEGY"
    again = owns or low in SUBJECT_PRONOUNS - {"it"}
    if again and _is_subject(scene, PRONOUN_OF[low], subject):
        return ""
    found = named(scene, low, i, "object" if not owns else "subject")
    if found is None or (not owns and subject and _is_named(scene, found, subject, low)):
        scene.unresolved.add(i)
        return ""
    return owning(found.said) if owns else found.said


def owning(name: str) -> str:
    """A name as it stands before what it owns.

    >>> owning("Ada Lind"), owning("Rovers")
    ("Ada Lind's", "Rovers'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _is_named(scene: Scene, found: Referent, subject: list[int], pronoun: str) -> bool:
    """Whether what an object pronoun was bound to is the subject of its own clause, which it can't mean."""
    own = referent(scene.sentence, subject, owned=True)
    same = own is not None and own.text == found.text
    return same or (pronoun != "it" and noun_text(scene, subject) == found.text)


def _first_person(scene: Scene, i: int, subject: list[int]) -> str:
    """What "we", "us" and "our" are in a text whose title names who speaks: its name, and "its" behind that."""
    sentence = scene.sentence
    found = named(scene, sentence.lower[i], i)
    if found is None:
        scene.unresolved.add(i)
        return ""
    if sentence.tags[i] != "D":
        return found.text
    same = len(subject) == 1 and sentence.lower[subject[0]] == "we"
    return "its" if same else owning(found.text)


def _is_subject(scene: Scene, pronoun: str, subject: list[int]) -> bool:
    """Whether a possessive or subject pronoun may mean the subject of its own clause."""
    if not subject:
        return False
    first = scene.sentence.lower[subject[0]]
    if len(subject) == 1 and first in SUBJECT_PRONOUNS:
        return PRONOUN_OF.get(first) == pronoun
    own = referent(scene.sentence, subject, owned=True)
    return own is not None and suits(own, pronoun)
