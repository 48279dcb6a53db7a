"""Labels: what an event is called so that a reader understands it without the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events import actors
from pipeline.events.clauses import read_clause
from pipeline.events.nominalise import nominalised
from pipeline.events.phrases import bare, capitalised, shorten, write
from pipeline.events.scene import fits
from pipeline.events.words import BODY_NOUNS, POSSESSIVES, SUBJECT_PRONOUNS, group, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.events.clauses import Clause
    from pipeline.events.scene import Scene

_OF_OBJECT = frozenset(["of", "for", "on", "between"])
_PLACE_NOUNS = group("province land city town country nation region district territory homeland fatherland island")
_ACT_NOUNS = frozenset(["resolution", "decree", "directive", "decision", "circular", "law", "act", "regulation"])
_LONG_SUBJECT = 9
_RESOLVED_ADVERBS = group("now then later soon proudly successfully also finally currently today")


def subject_text(scene: Scene, clause: Clause) -> str:
    """The subject of a clause, said so that it stands alone; empty where it can't be."""
    return noun_text(scene, clause.subject) if clause.subject else ""


def noun_text(scene: Scene, indices: Sequence[int]) -> str:
    """A noun phrase that stands alone: pronouns, "the province", "the company" said in full where that is sure."""
    key = tuple(indices)
    if key not in scene.texts:
        scene.texts[key] = _spelled(scene, [i for i in key if scene.sentence.tags[i] != "T"])
    return scene.texts[key]


def _spelled(scene: Scene, indices: list[int]) -> str:
    sentence = scene.sentence
    if not indices:
        return ""
    lowered = [sentence.lower[i] for i in indices]
    if len(indices) == 1 and lowered[0] in {*SUBJECT_PRONOUNS, "this", "that", "these", "those", "which", "who"}:
        return _named(scene, lowered[0], indices[0])
    if sentence.tags[indices[0]] == "D" and not any(sentence.tags[i] == "K" for i in indices):
        spelled = _definite(scene, lowered)
        if spelled:
            return spelled
    owner = ""
    if lowered[0] in POSSESSIVES:
        owner = _owner(scene, lowered[0], indices[0])
    text = write(sentence, bare(sentence, indices))
    if owner and owner not in text:
        text = f"{text} of {owner}"
    return localised(scene, text)


def articled(scene: Scene, indices: Sequence[int]) -> str:
    """A noun phrase as it follows "of": with its article, where it is not said in full."""
    text = noun_text(scene, indices)
    plainly = text == write(scene.sentence, bare(scene.sentence, indices))
    article = scene.sentence.lower[indices[0]] if indices else ""
    return f"{article} {text}" if plainly and article in {"the", "a", "an"} else text


def localised(scene: Scene, text: str) -> str:
    """A phrase that says "provincial", with the province that is meant, unless the sentence names places of its own."""
    return text if scene.places else with_province(scene, text)


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
    folded = plain(label)
    province = scene.context.province
    known = [place for _, _, place in scene.places] + ([province] if province is not None else [])
    named = [
        (folded.index(plain(place.name)), -len(place.name), place.id) for place in known if plain(place.name) in folded
    ]
    return min(named)[2] if named else None


def _named(scene: Scene, pronoun: str, index: int) -> str:
    """Who a pronoun is: named before it in the sentence, else in the sentences before."""
    if pronoun in {"we", "i", "you"}:
        return ""
    if pronoun in {"this", "that", "these", "those"}:
        return ""
    earlier = _name_earlier(scene, pronoun, index)
    if not earlier and pronoun == "it":
        act = scene.context.reference_before(scene.number, nearest=True)
        earlier = act.name if act is not None else ""
    return earlier or scene.context.named_before(scene.number, pronoun, things=True) or ""


def _name_earlier(scene: Scene, pronoun: str, index: int) -> str:
    if index < 3:
        return ""
    if pronoun in {"it", "they"}:
        return _subject_earlier(scene, index)
    for name in actors.names_in(scene.sentence, range(index)):
        text = actors.written(scene.sentence, name)
        preposition = name[0] > 0 and scene.sentence.tags[name[0] - 1] == "P"
        if not preposition and fits(text, pronoun):
            return text
    return ""


def _subject_earlier(scene: Scene, index: int) -> str:
    """The subject of the clause before, for "it" and "they"."""
    sentence = scene.sentence
    for segment in scene.clauses:
        if segment.kind != "main" or not segment.indices or segment.indices[0] >= index:
            continue
        clause = read_clause(sentence, segment)
        if clause is None or not clause.subject or clause.verbs[0] >= index or len(clause.subject) > _LONG_SUBJECT:
            continue
        if sentence.tags[clause.subject[0]] != "R":
            return noun_text(scene, clause.subject)
    return ""


def _owner(scene: Scene, possessive: str, index: int) -> str:
    pronoun = {"his": "he", "her": "she", "its": "it", "their": "they"}.get(possessive)
    return _named(scene, pronoun, index) if pronoun else ""


def _definite(scene: Scene, lowered: Sequence[str]) -> str:
    """The name that "the province", "this sacred land", "the company" or "this resolution" means."""
    if lowered[0] not in {"the", "this", "that", "our"} or len(lowered) > 4:
        return ""
    noun = lowered[-1]
    if noun in _PLACE_NOUNS:
        province = scene.context.province
        return province.name if province is not None and noun not in {"country", "nation", "island"} else ""
    if noun in _ACT_NOUNS:
        act = scene.context.reference_before(scene.number)
        return act.name if act is not None else ""
    if noun in BODY_NOUNS:
        return scene.context.named_before(scene.number, "it") or ""
    return ""


def clause_text(scene: Scene, clause: Clause) -> str:
    """A clause as a label: a noun phrase where the verb has a plain one, else subject, verb and complement."""
    complement = _complement(scene, clause)
    if clause.exists(scene.sentence):
        return shorten(capitalised(noun_text(scene, clause.complement) or complement))
    if date_tells(scene, clause) and len(complement.split()) > 1:
        return shorten(capitalised(noun_text(scene, clause.complement).removeprefix("by ")))
    subject = subject_text(scene, clause)
    thing = articled(scene, _object(scene, clause)) if clause.complement else ""
    nominal = nominalised(scene, clause, articled(scene, clause.subject), complement, thing)
    if nominal:
        return shorten(capitalised(nominal))
    verbs = write(scene.sentence, [i for i in clause.verbs if scene.sentence.lower[i] not in _RESOLVED_ADVERBS])
    text = " ".join(part for part in (subject, verbs, complement) if part)
    return shorten(capitalised(text))


def date_tells(scene: Scene, clause: Clause) -> bool:
    """Whether the date itself is the subject: "1931 saw a strike", "the year was marked by a strike"."""
    before = [i for i in clause.segment.indices if i < clause.verbs[0]]
    dated = bool(before) and all(scene.sentence.tags[i] in "TPDY," for i in before)
    return not clause.subject and dated and scene.sentence.tags[before[0]] != "P"


def _object(scene: Scene, clause: Clause) -> list[int]:
    """The complement up to what no longer says what the object is: "the comet" of "the comet from a roof"."""
    sentence = scene.sentence
    stop = next(
        (
            n
            for n, i in enumerate(clause.complement)
            if n and sentence.tags[i] == "P" and sentence.lower[i] not in _OF_OBJECT
        ),
        len(clause.complement),
    )
    return clause.complement[:stop]


def _complement(scene: Scene, clause: Clause) -> str:
    """The complement, without subordinate tails; pronouns in it are left to the subject before them."""
    sentence = scene.sentence
    kept: list[int] = []
    for n, i in enumerate(clause.complement):
        if sentence.lower[i] == "in" and sentence.lower[i + 1 : i + 2] == ["order"]:
            break
        if sentence.tags[i] == "," and sentence.lower[i + 1 : i + 2] == ["with"]:
            break
        if sentence.tags[i] == "." and sentence.words[i] not in "\"'“”‘’%$€£&":
            break
        if n > 24:
            break
        kept.append(i)
    if len(kept) == 1 and sentence.lower[kept[0]] in SUBJECT_PRONOUNS:
        return noun_text(scene, kept)
    text = write(sentence, kept)
    if kept and sentence.tags[kept[0]] == "D":
        definite = noun_text(scene, kept) if len(kept) <= 3 else ""
        place = bool(definite) and definite != write(sentence, bare(sentence, kept))
        return (
            definite
            if place and sentence.lower[kept[0]] in {"the", "this"} and sentence.lower[kept[-1]] in _PLACE_NOUNS
            else text
        )
    return text
