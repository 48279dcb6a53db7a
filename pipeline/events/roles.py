"""A role in an apposition that has a date of its own: "Ian Roe, finance director from 2014, left the firm"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events import actors
from pipeline.events.draft import Draft
from pipeline.events.phrases import bare, capitalised, shorten, write
from pipeline.events.relations import lasts, since_until
from pipeline.events.words import introduces_role

if TYPE_CHECKING:
    from pipeline.events.scene import Dated, Scene

_LEADS = frozenset(["from", "since", "until", "in", "between", "for"])
_OPEN_LEADS = frozenset(["from", "since"])
_LONGEST = 12


def find_role(scene: Scene, dated: Dated, date: int) -> list[Draft]:
    """Who held which office, told between commas behind a name that the sentence goes on with."""
    sentence = scene.sentence
    tags, lower = sentence.tags, sentence.lower
    if tags[date + 1 : date + 2] != "," or date < 2 or lower[date - 1] not in _LEADS:
        return []
    comma = tags.rfind(",", max(0, date - _LONGEST), date)
    role = range(comma + 1, date - 1)
    if comma < 1 or not role or tags[comma - 1] != "K" or any(tags[i] not in "DNKOP" for i in role):
        return []
    first = next((i for i in role if tags[i] == "P"), date - 1)
    if tags[first - 1] != "N" or not introduces_role(lower[first - 1]):
        return []
    start = comma
    while start > 0 and tags[start - 1] == "K":
        start -= 1
    name = sentence.between(start, comma)
    person = actors.actor(name, "subject", human=True)
    if person is None or person.type != "person":
        return []
    spans = lasts(dated.value)
    open_ended = lower[date - 1] in _OPEN_LEADS and not spans
    return [
        Draft(
            dated=dated,
            type="appointment",
            label=shorten(capitalised(f"{name}, {write(sentence, bare(sentence, [*role]))}")),
            rule="phrase",
            value=since_until(dated.value, None) if open_ended else dated.value,
            relation="throughout" if spans else "since" if open_ended else "within",
            modality="occurred",
            actors=(person,),
        )
    ]
