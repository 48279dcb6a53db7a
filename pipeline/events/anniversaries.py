"""Anniversaries: the Nth of X at A says that X was in A − N; the Nth of an X dated D falls in D + N."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.events.draft import Draft, made_of, undated, waiting
from pipeline.events.heads import head_of_label
from pipeline.events.labels import articled, noun_text
from pipeline.events.numbers import ORDINALS, ordinal, ordinal_text
from pipeline.events.phrases import capitalised, event_noun, noun_phrase_after, shorten
from pipeline.events.relations import relation_of, value_of, year_of
from pipeline.events.scene import Scene
from pipeline.events.told import modality
from pipeline.events.words import POSSESSIVES, SIDES, UNITS, group
from pipeline.model import Inference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.events.grammar import Sentence
    from pipeline.events.scene import Dated
    from pipeline.model import EventType, Modality

_WORDS = ("anniversar", "centenary", "bicentenary", "centennial")
_MADE_FOR = group("appeal fund committee history book stone grant medal edition plan plans pavilion stamp stamps")
_NEAR = 25
_BACK = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Anniversary:
    """A counted anniversary in a sentence: its words, and the noun phrase of what it is of (empty: of the subject)."""

    count: int
    words: range
    of: range
    founding: bool


def find_anniversaries(scene: Scene, dated: Dated, date: int) -> list[Draft]:
    """A dated anniversary ("the port marked its 50th anniversary in 2031"), and the year that it looks back to."""
    anniversaries = counted(scene)
    if not anniversaries or dated.value.precision in {"interval", "open"}:
        return []
    year = year_of(dated.value)
    for each in anniversaries:
        if year is None or abs(date - each.words.start) > _NEAR:
            continue
        begun = _begun(scene, dated, date, each)
        if begun or date in each.of:
            return begun
        if _is_of_another(scene, each, date) or _is_told_apart(scene, each, date):
            continue
        name = _named(scene, each, date)
        told = _sure(scene, dated, date)
        if not name:
            return [_unnamed(dated, each, told)]
        celebrated = Draft(
            dated=dated,
            type="commemoration",
            label=shorten(f"{ordinal_text(each.count)} anniversary of {_founded(each, name)}"),
            rule="anniversary.dated",
            value=dated.value,
            relation=relation_of("", "", dated.value),
            modality=told,
            leaning=not _stands_alone(name),
        )
        if told == "hypothetical":
            return [celebrated]
        return [celebrated, *_looking_back(scene, dated, each, name, year - each.count)]
    return []


def _year_published(scene: Scene) -> int | None:
    """The year of the document's own date."""
    published = scene.context.document.published or ""
    return int(published[:4]) if published[:4].isdigit() else None


def _begun(scene: Scene, dated: Dated, date: int, each: Anniversary) -> list[Draft]:
    """What is celebrated, where a date is its own: "the 70th anniversary of the victory of 7 May 1954".

    So is one right behind it that lies that many years before the document's own.
    """
    inside = date in each.of
    published = _year_published(scene)
    if not inside and (published is None or date != each.of.stop + 1 or year_of(dated.value) != published - each.count):
        return []
    name = _named(scene, each, date)
    if not (_stands_alone(name) or (inside and name)):
        return []
    label, event_type = _origin(scene, each, name)
    return [
        Draft(
            dated=dated,
            type=event_type,
            label=shorten(label),
            rule="nominal.attached",
            value=dated.value,
            relation=relation_of("", "", dated.value),
            modality="occurred",
        )
    ]


def _is_of_another(scene: Scene, each: Anniversary, date: int) -> bool:
    """Whether a date belongs to another noun: "it got back its look of 1912 in time for its centenary"."""
    sentence = scene.sentence
    return (
        date > 1 and sentence.lower[date - 1] == "of" and date - 2 not in each.words and sentence.tags[date - 2] == "N"
    )


def _is_told_apart(scene: Scene, each: Anniversary, date: int) -> bool:
    """Whether a date is in another clause than an anniversary that has its own: "built in 1912, so 100 in 2012"."""
    own = next((clause.indices for clause in scene.clauses if each.words.start in clause.indices), None)
    return own is not None and date not in own and any(other in own for other in scene.at)


def _sure(scene: Scene, dated: Dated, date: int) -> Modality:
    """An anniversary comes on its date, whatever is hoped to be done then."""
    if scene.text.rstrip().endswith("?"):
        return "hypothetical"
    told = modality(scene, dated, scene.clause(date))
    return told if told in {"occurred", "negated"} else "planned"


def _unnamed(dated: Dated, each: Anniversary, told: Modality) -> Draft:
    """An anniversary of what nothing names: told, but nothing can be inferred from it."""
    return Draft(
        dated=dated,
        type="commemoration",
        label=f"{ordinal_text(each.count)} anniversary",
        rule="anniversary.dated",
        value=dated.value,
        relation=relation_of("", "", dated.value),
        modality=told,
        leaning=True,
    )


def _stands_alone(name: str) -> bool:
    """Whether a name says which of its kind is meant."""
    return any(word[:1].isupper() for word in name.split()) or len(name.split()) > 2


def waiting_anniversaries(scene: Scene, found: Sequence[Draft]) -> list[Draft]:
    """Anniversaries without a date of their own, of something dated here or, perhaps, elsewhere."""
    if any(draft.rule.startswith("anniversary") for draft in found):
        return []
    return [_undated(scene, each) for each in counted(scene) if each.of]


def counted(scene: Scene) -> list[Anniversary]:
    """The counted anniversaries of a sentence."""
    found: list[Anniversary] = []
    if "nnivers" not in scene.text and "enten" not in scene.text:
        return found
    sentence = scene.sentence
    for i, word in enumerate(sentence.lower):
        if not word.startswith(_WORDS):
            continue
        first, count = i, ORDINALS.get(word)
        while count is None and first > max(0, i - 3):
            first -= 1
            count = ordinal(sentence.lower[first])
        if not count:
            continue
        if _is_far(sentence, first) or _names_a_plan(sentence, i + 1):
            continue
        has_object = sentence.lower[i + 1 : i + 2] == ["of"]
        of = noun_phrase_after(sentence, i + 2, len(sentence.tags), dates=True) if has_object else range(0)
        founding = "founding" in sentence.lower[first:i]
        found.append(Anniversary(count=count, words=range(first, i + 1), of=of, founding=founding))
    return found


def _is_far(sentence: Sentence, first: int) -> bool:
    """Whether an anniversary only tells when something else was: "three years after the centenary"."""
    before = first - 1 if sentence.tags[first - 1 : first] == "D" else first
    return before > 1 and sentence.lower[before - 1] in SIDES and sentence.lower[before - 2] in UNITS


def _names_a_plan(sentence: Sentence, after: int) -> bool:
    """Whether what follows an anniversary is what is made or raised for it, at another time: "the centenary appeal"."""
    return sentence.tags[after : after + 1] == "N" and sentence.lower[after] in _MADE_FOR


def _named(scene: Scene, each: Anniversary, date: int) -> str:
    """What the anniversary is of, with its article; empty where it can't be said."""
    if each.of:
        name = noun_text(scene, list(each.of))
        first = scene.sentence.lower[each.of.start]
        definite = first == "the" or (first in POSSESSIVES and name[:1].islower())
        return f"the {name}" if name and definite else name
    before = each.words.start - 1
    if before > 0 and scene.sentence.tags[before] == "'":
        start = before
        while start > 0 and scene.sentence.tags[start - 1] in "KN":
            start -= 1
        return noun_text(scene, list(range(start, before)))
    clause = scene.clause(date)
    if clause is None or not clause.subject:
        return _topic(scene)
    if not set(clause.subject).isdisjoint(each.words):
        return _named_before(scene) or _topic(scene)
    return articled(scene, clause.subject)


def _topic(scene: Scene) -> str:
    """The body that the document is about, whose anniversary it tells where it says of nothing else's; or empty."""
    return scene.context.speaker


def _named_before(scene: Scene) -> str:
    """What the last anniversary told in the sentences before is of; empty where they tell none."""
    for number in range(scene.number - 1, max(-1, scene.number - 1 - _BACK), -1):
        block, span = scene.context.sentences[number]
        before = Scene(scene.context, block, span, number, ())
        for each in counted(before):
            name = _named(before, each, each.words.start) if each.of else ""
            if name:
                return name
    return ""


def _founded(each: Anniversary, name: str) -> str:
    return f"the founding of {name}" if each.founding else name


def _origin(scene: Scene, each: Anniversary, name: str) -> tuple[str, EventType]:
    """What happened first: the event that is celebrated, or the founding of what is."""
    event = event_noun(scene.sentence, each.of) if each.of and not each.founding else None
    if event is not None and event[0].start <= each.of.start + 1:
        return capitalised(name.removeprefix("the ")), event[2]
    return f"Founding of {name}", "founding"


def _looking_back(scene: Scene, dated: Dated, each: Anniversary, name: str, origin: int) -> list[Draft]:
    if not 0 < origin <= 9999:
        return []
    label, event_type = _origin(scene, each, name)
    text = f"{origin:04d}"
    return [
        Draft(
            dated=dated,
            type=event_type,
            label=shorten(label),
            rule="anniversary.inferred",
            value=value_of(text),
            relation="within",
            modality="occurred",
            inference=Inference(
                rule="anniversary",
                premises={"count": each.count, "anniversary": dated.value.edtf, "of": name},
                explanation=f"{ordinal_text(each.count)} anniversary in {dated.value.edtf}, so it was in {text}.",
            ),
        )
    ]


def _undated(scene: Scene, each: Anniversary) -> Draft:
    name = _named(scene, each, each.words.start)
    target, _ = _origin(scene, each, name)
    label = shorten(f"{ordinal_text(each.count)} anniversary of {_founded(each, name)}")
    draft = waiting(
        undated(made_of(scene, each.words), "commemoration", label, "anniversary.inferred"),
        {"count": each.count, "of": name, "head": head_of_label(target)},
        "anniversary",
    )
    own = next((d for n, d in enumerate(scene.dates) if scene.at[n] in each.of), None)
    year = year_of(own.value) if own is not None else None
    if own is None or year is None:
        return draft
    return draft.dated_by(f"{year + each.count:04d}", "date", own.value.edtf or "")
