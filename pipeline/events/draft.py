"""A dated event as a finder sees it, before it is bound to its document; and what each way of finding is worth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.events.relations import value_of
from pipeline.events.scene import Dated
from pipeline.model import Inference, Span, TemporalValue, Timex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.events.scene import Scene
    from pipeline.model import Actor, DateRelation, EventType, Modality

UNDATED = TemporalValue(timex3="XXXX")

# How sure an event is by the way it was found, in hundredths, which add up exactly.
CONFIDENCE: dict[str, int] = {
    "act.number": 98,
    "act.short-title": 92,
    "act.in-force": 90,
    "act.applies-to": 88,
    "anniversary.dated": 90,
    "anniversary.inferred": 80,
    "implementation.inferred": 75,
    "duration.inferred": 70,
    "tenure.inferred": 65,
    "period.term": 88,
    "period.told": 80,
    "target.vision": 85,
    "target.clause": 78,
    "nominal.life": 80,
    "nominal.named": 92,
    "nominal.premodified": 85,
    "nominal.attached": 82,
    "clause.typed": 82,
    "clause.noun": 80,
    "clause.other": 62,
    "clause.no-subject": 45,
    "phrase": 40,
}
# What a date's precision takes away, since the coarser the date the less the words bind event and date.
PRECISION_COST: dict[str, int] = {"decade": 5, "century": 10, "open": 5}
# What a label takes away that still leans on its document.
LEANING_COST = 15
# What an English label needs to be the one that an event bears.
YIELDING_COST = 8
_LEAST = 5


@dataclass(slots=True, kw_only=True)
class Draft:
    """One event of one date; `leaning` says that the label could not be made to stand alone.

    `yielding` are drafts in another language than English, whose label gives way to that of an English mention.
    """

    dated: Dated
    type: EventType
    label: str
    rule: str
    value: TemporalValue
    relation: DateRelation
    modality: Modality
    head: str = ""
    reference: str | None = None
    actors: tuple[Actor, ...] = ()
    place: str | None = None
    inference: Inference | None = None
    leaning: bool = False
    yielding: bool = False

    @property
    def confidence(self) -> float:
        """0–1, by the tables of this module."""
        score = CONFIDENCE[self.rule.partition("+")[0]] - PRECISION_COST.get(self.value.precision or "", 0)
        if self.value.qualifier != "certain":
            score -= 5
        if self.dated.timex.anchor is not None:
            score -= 4
        if self.leaning:
            score -= LEANING_COST
        score = max(score, _LEAST)
        return (max(score - YIELDING_COST, _LEAST) if self.yielding else score) / 100

    def dated_by(self, text: str, name: str, source: str) -> Draft:
        """A waiting draft with its date (EDTF), and the premise that gave it."""
        assert self.inference is not None
        value = value_of(text)
        kept = {key: told for key, told in self.inference.premises.items() if key not in {"head", "key"}}
        return replace(
            self,
            dated=replace(self.dated, value=value, timex=replace(self.dated.timex, value=value)),
            value=value,
            inference=replace(
                self.inference,
                premises={**kept, name: source},
                explanation=f"{self.label}, by the {name} {source}: {text}.",
            ),
        )


def made_of(scene: Scene, words: Sequence[int]) -> Dated:
    """The words that a date is inferred from, as an expression that has no date yet."""
    sentence = scene.sentence
    span = Span(
        start=scene.span.start + sentence.begins[words[0]],
        end=scene.span.start + sentence.ends[words[-1]],
    )
    text = scene.context.document.text[span.slice]
    return Dated(Timex(span=span, text=text, type="DATE", value=UNDATED, rule="events.inferred"), span, UNDATED)


def waiting(draft: Draft, premises: Mapping[str, str | int | None], rule: str) -> Draft:
    """A draft without a date, with the inference by which, and the premises from which, one may come."""
    return replace(draft, inference=Inference(rule=rule, premises=premises, explanation=draft.label))


def undated(words: Dated, event_type: EventType, label: str, rule: str) -> Draft:
    """An event that the words tell without a date."""
    return Draft(
        dated=words,
        type=event_type,
        label=label,
        rule=rule,
        value=UNDATED,
        relation="within",
        modality="occurred",
    )
