"""Dates that are computed from several facts; each carries its rule, its premises and a sentence that explains it.

Nothing is inferred without an anchor. Where the anchor stands in the same sentence, the date is computed here; where it
may stand elsewhere ("10 years of implementing Resolution 12"), the mention waits, undated, with its premises, and
`date_waiting` dates it from the events that resolution found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.events.acts import act_label, issuer_of, issuers
from pipeline.events.anniversaries import waiting_anniversaries
from pipeline.events.draft import Draft, made_of, undated, waiting
from pipeline.events.numbers import count, count_text
from pipeline.events.phrases import capitalised, shorten
from pipeline.events.relations import value_of, year_of
from pipeline.events.words import group
from pipeline.model import Inference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.events.references import Reference
    from pipeline.events.scene import Scene
    from pipeline.model import Event, Mention

_IMPLEMENTING = group(
    "implementing executing carrying putting applying enforcing implementation execution application enforcement"
)
_AWAY: dict[str, str] = {
    "abroad": "Departure abroad of",
    "away": "Departure of",
    "overseas": "Departure overseas of",
    "exile": "Departure into exile of",
    "in exile": "Departure into exile of",
}
_RETURNED = re.compile(r"(?:Return|Arrival) of (.{2,60}?)(?: (?:to|from|in|at) |$)")
_REVIEWING = frozenset(["act.applies-to", "clause.noun", "clause.typed", "nominal.attached", "nominal.named"])
# Of an anniversary's words, the share that an event must be told by to be what is celebrated.
_ALIKE = 0.66
UNCOUNTED = frozenset(["commemoration", "target", "assessment"])
"""Types of events that nothing is counted from."""
# Words that the name of a victory may leave out.
_UNSAID = frozenset(["campaign", "battle"])


def find_derived(scene: Scene, found: Sequence[Draft], earlier: Sequence[Mention]) -> list[Draft]:
    """What a sentence lets one compute.

    Args:
        scene: the sentence.
        found: the events that its dates told.
        earlier: the mentions of the sentences before.
    """
    return [
        *waiting_anniversaries(scene, found),
        *_implementations(scene, found, earlier),
        *_absence(scene, found),
        *_election(found),
    ]


def _spans_of_years(scene: Scene) -> Iterator[tuple[int, range]]:
    """Counted years in the sentence, and their tokens."""
    sentence = scene.sentence
    for i, word in enumerate(sentence.lower):
        if word in {"years", "year"} and i:
            number = count(sentence.lower[i - 1])
            if number:
                yield number, range(i - 1, i + 1)


def _implementations(scene: Scene, found: Sequence[Draft], earlier: Sequence[Mention]) -> list[Draft]:
    """The review of "10 years of implementing Resolution 12": dated from the act, or the act from the dated review."""
    sentence = scene.sentence
    drafts: list[Draft] = []
    for years, words in _spans_of_years(scene):
        after = sentence.lower[words.stop : words.stop + 2]
        if after[:1] != ["of"] or not set(after[1:]) & _IMPLEMENTING:
            continue
        act = next((each for each in scene.acts if each.start > sentence.begins[words.start]), None)
        if act is None:
            continue
        label = shorten(f"{capitalised(count_text(years))} years of implementing {act.name}")
        told = undated(made_of(scene, words), "assessment", label, "implementation.inferred")
        review = waiting(
            replace(told, head=f"{years} years implementation {act.key}"),
            {"count": years, "reference": act.number, "key": act.key},
            "implementation",
        )
        dated_act = any(draft.head == act.key and draft.value.edtf for draft in found)
        anchor = None if dated_act else _review_date(scene, found, earlier)
        if anchor is None:
            drafts.append(review)
        else:
            year, text = anchor
            drafts.append(review.dated_by(f"{year:04d}~", "review", text))
            drafts.append(_act_reviewed(scene, review, act, year - years))
    return drafts


def _review_date(scene: Scene, found: Sequence[Draft], earlier: Sequence[Mention]) -> tuple[int, str] | None:
    """When a review was: a date told with it in the sentence, or in the one before where "the same" points to it."""
    told = [draft.value for draft in found if draft.rule in _REVIEWING]
    if not told and "same" in scene.sentence.lower[:3]:
        near = [each for each in earlier if 0 <= scene.span.start - each.quote.end < 5]
        told = [each.value for each in near]
    for value in told:
        year = year_of(value)
        if year is not None and value.edtf is not None:
            return year, value.edtf
    return None


def _act_reviewed(scene: Scene, review: Draft, act: Reference, year: int) -> Draft:
    """The act that was in force for the years under review."""
    issuer = issuer_of(scene, act)
    assert review.inference is not None
    return Draft(
        dated=review.dated,
        type="legal_act",
        label=shorten(act_label(act, issuer, "issued")),
        rule="implementation.inferred",
        value=value_of(f"{year:04d}~"),
        relation="within",
        modality="occurred",
        head=act.key,
        reference=act.number,
        actors=issuers(issuer),
        inference=Inference(
            rule="implementation",
            premises={name: value for name, value in review.inference.premises.items() if name not in {"rule", "key"}},
            explanation=f"{review.label} were reviewed later, which counts back to about {year}.",
        ),
    )


def _absence(scene: Scene, found: Sequence[Draft]) -> list[Draft]:
    """The departure in "returned in 1931 after 12 years abroad"."""
    sentence = scene.sentence
    returned = next((each for each in found if each.type == "movement" and year_of(each.value) is not None), None)
    year = year_of(returned.value) if returned is not None else None
    if returned is None or year is None:
        return []
    who = _RETURNED.match(returned.label)
    name = who[1] if who else returned.actors[0].name if returned.actors else ""
    for years, words in _spans_of_years(scene):
        away = " ".join(sentence.lower[words.stop : words.stop + 2])
        going = next((going for phrase, going in _AWAY.items() if away.startswith(phrase)), None)
        if going is None or not name or "after" not in sentence.lower[max(0, words.start - 3) : words.start]:
            continue
        left = f"{year - years:04d}~"
        return [
            Draft(
                dated=made_of(scene, words),
                type="movement",
                label=shorten(f"{going} {name}"),
                rule="duration.inferred",
                value=value_of(left),
                relation="within",
                modality="occurred",
                actors=returned.actors,
                inference=Inference(
                    rule="duration-before",
                    premises={"years": years, "return": returned.value.edtf, "of": returned.label},
                    explanation=f"{returned.label} ({returned.value.edtf}) came after {years} years away: {left}.",
                ),
            )
        ]
    return []


def _election(found: Sequence[Draft]) -> list[Draft]:
    """The election of those whose tenure is told, about its first year."""
    for draft in found:
        year = (draft.value.edtf or "").split("/")[0]
        if draft.rule == "period.term" and draft.label.startswith("Tenure of ") and year.isdigit():
            return [
                Draft(
                    dated=draft.dated,
                    type="appointment",
                    label=shorten("Election of " + draft.label.removeprefix("Tenure of ")),
                    rule="tenure.inferred",
                    value=value_of(f"{year}~"),
                    relation="within",
                    modality=draft.modality,
                    inference=Inference(
                        rule="election-of-tenure",
                        premises={"tenure": draft.value.edtf},
                        explanation=f"Those who serve for {draft.value.edtf} are elected about {year}.",
                    ),
                )
            ]
    return []


class Anchors:
    """Resolved events, sorted by id, by what a waiting mention may be dated from: the key of an act, or head words."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = [event for event in events if event.derivation != "inferred" and event.type not in UNCOUNTED]
        self._by_key: dict[str, int] = {}
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for n, event in enumerate(self._events):
            heads = {mention.head for mention in event.mentions}
            if event.type == "legal_act":
                for head in heads:
                    self._by_key.setdefault(head, n)
            for word in {word for head in heads for word in head.split()}:
                self._by_word[word].append(n)

    def of(self, premises: Mapping[str, str | int | None]) -> Event | None:
        """The first event that is what the premises count from."""
        key, head = premises.get("key"), premises.get("head")
        if isinstance(key, str):
            return self._events[self._by_key[key]] if key in self._by_key else None
        wanted = set(head.split()) if isinstance(head, str) else set()
        if len(wanted) < 2:
            return None
        held = [self._by_word.get(word, []) for word in wanted - _UNSAID]
        rarest = min(held, key=len) if held else sorted({n for word in wanted for n in self._by_word.get(word, [])})
        for n in rarest:
            if any(_same_thing(wanted, set(each.head.split())) for each in self._events[n].mentions):
                return self._events[n]
        return None


def date_waiting(mention: Mention, anchors: Anchors) -> Mention | None:
    """A waiting mention, whose `value.edtf` is None, dated from an event; None where no event anchors it."""
    assert mention.inference is not None
    premises = dict(mention.inference.premises)
    years = premises.get("count")
    anchor = anchors.of(premises)
    year = year_of(anchor.value) if anchor else None
    if anchor is None or year is None or not isinstance(years, int) or not 0 <= year + years <= 9999:
        return None
    text = f"{year + years:04d}" + ("~" if anchor.value.qualifier != "certain" else "")
    value = value_of(text)
    kept = {name: told for name, told in premises.items() if name not in {"head", "key"}}
    return replace(
        mention,
        value=value,
        timex=replace(mention.timex, value=value),
        inference=Inference(
            rule=mention.inference.rule,
            premises={**kept, "event": anchor.id, "date": anchor.value.edtf},
            explanation=f"{mention.label}, counted from {anchor.label} ({anchor.value.edtf}): {text}.",
        ),
    )


def anchor_words(mention: Mention) -> frozenset[str]:
    """Words of which an event must have one, as or in the head of one of its mentions, to date a waiting mention."""
    premises = mention.inference.premises if mention.inference else {}
    key, head = premises.get("key"), premises.get("head")
    if isinstance(key, str):
        return frozenset([key])
    words = frozenset(head.split()) if isinstance(head, str) else frozenset[str]()
    return frozenset([max(words - _UNSAID)]) if words - _UNSAID else words


def _same_thing(wanted: set[str], told: set[str]) -> bool:
    return wanted <= told | _UNSAID and len(wanted & told) >= _ALIKE * len(wanted | told)
