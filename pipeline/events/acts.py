"""Legal acts and their dates: "Decree 9/2031/ND-CP dated …", "the Senate passed Resolution 12 on …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events import actors, references
from pipeline.events.draft import Draft
from pipeline.events.labels import named_place
from pipeline.events.phrases import shorten
from pipeline.events.relations import LEADS, lead_before, relation_of
from pipeline.events.words import group, plain, slug
from pipeline.model import Actor

if TYPE_CHECKING:
    from pipeline.events.references import Reference
    from pipeline.events.scene import Dated, Scene

_BETWEEN = group("dated of on from in issued passed signed adopted approved promulgated enacted the ( , year day")
_ISSUING = {
    "issue": "issued",
    "pass": "passed",
    "adopt": "adopted",
    "sign": "signed",
    "promulgate": "promulgated",
    "enact": "enacted",
    "approve": "approved",
    "proclaim": "proclaimed",
    "ratify": "ratified",
    "publish": "published",
    "release": "issued",
    "follow": "issued",
    "date": "",
}
_ISSUED = frozenset(each for each in _ISSUING.values() if each)
_ENTERING = frozenset(["take", "enter", "come"])
_FARTHEST = 16
_NEAR = 6
_FORCE = frozenset(["effect", "force"])


def find_acts(scene: Scene, dated: Dated, date: int) -> list[Draft]:
    """The act that this date dates, if it dates one."""
    title = references.short_title(scene.text) if not references.TITLED.isdisjoint(scene.sentence.lower) else None
    offset = scene.sentence.begins[date]
    if title is not None and title[1] <= offset < title[2]:
        return [_titled(dated, title[0])]
    if not scene.acts or LEADS.get(lead_before(scene.sentence, date)) in {"by", "for", "since"}:
        return []
    for act in reversed(scene.acts):
        verb = _linked(scene, act, date)
        if verb is not None:
            return [_numbered(scene, dated, act, verb)]
    return []


def _titled(dated: Dated, title: str) -> Draft:
    return Draft(
        dated=dated,
        type="legal_act",
        label=shorten(title),
        rule="act.short-title",
        value=dated.value,
        relation=relation_of("", "", dated.value),
        modality="occurred",
        head=" ".join(slug(title).split("-")),
    )


def _linked(scene: Scene, act: Reference, date: int) -> str | None:
    """The participle that tells how the act came about; "" where only a date is given, None where it is another's."""
    sentence = scene.sentence
    first = next((i for i, begin in enumerate(sentence.begins) if begin >= act.end), None)
    if first is not None and first <= date and date - first <= _FARTHEST:
        between = sentence.lower[first:date]
        said = next((word for word in between if word in _ISSUED), "")
        if len(between) <= _NEAR and all(word in _BETWEEN for word in between):
            return said or _by_verb(scene, act, date) or ""
        if "dated" in {*between[:2], *between[-1:]} or between[0] in _ISSUED:
            return said if between[0] == said else ""
    return _by_verb(scene, act, date)


def _by_verb(scene: Scene, act: Reference, date: int) -> str | None:
    """The same, where the verb of the clause says it: "the Senate passed Resolution 12 on …"."""
    sentence = scene.sentence
    clause = scene.clause(date)
    if clause is None or clause.lemma not in {*_ISSUING, *_ENTERING}:
        return None
    inside = [*clause.subject, *clause.complement]
    if not any(act.start <= sentence.begins[i] < act.end for i in inside):
        return None
    if clause.lemma in _ENTERING:
        return "in force" if any(sentence.lower[i] in _FORCE for i in clause.complement) else None
    return _ISSUING[clause.lemma]


def _numbered(scene: Scene, dated: Dated, act: Reference, verb: str) -> Draft:
    issuer = issuer_of(scene, act)
    label = f"Entry into force of {act.name}" if verb == "in force" else act_label(act, issuer, verb or "issued")
    value = dated.value
    return Draft(
        dated=dated,
        type="legal_act",
        label=shorten(label),
        rule="act.in-force" if verb == "in force" else "act.number",
        value=value,
        relation=relation_of("", "", value),
        modality="occurred",
        head=act.key + (":force" if verb == "in force" else ""),
        reference=act.number,
        actors=issuers(issuer),
        place=named_place(scene, label),
        leaning=verb != "in force" and act.year is not None and not (value.edtf or "").startswith(str(act.year)),
    )


def act_label(act: Reference, issuer: str, verb: str) -> str:
    """An act and who issued it."""
    return f"{act.name} {verb} by {_with_article(issuer)}" if issuer else act.name


def issuers(issuer: str) -> tuple[Actor, ...]:
    """The issuer as an actor."""
    if not issuer:
        return ()
    found = actors.actor(issuer, "issuer")
    return (found or Actor(name=issuer, type=actors.kind_of(issuer) or "government", role="issuer"),)


def _with_article(name: str) -> str:
    """Bodies take an article, persons and possessives don't."""
    body = actors.kind_of(name) not in {None, "person"}
    return (
        f"the {name}"
        if body and "'" not in name.split(" ", maxsplit=1)[0] and "’" not in name.split(" ", maxsplit=1)[0]
        else name
    )


def issuer_of(scene: Scene, act: Reference) -> str:
    """Who issued an act: "by the …" after it, the subject of its passing, "the Senate's" or "Government" before it."""
    sentence = scene.sentence
    tags, lower = sentence.tags, sentence.lower
    first = next((i for i, begin in enumerate(sentence.begins) if begin >= act.start), 0)
    last = next((i for i, begin in enumerate(sentence.begins) if begin >= act.end), len(tags))
    for i in range(last, min(last + 14, len(tags) - 1)):
        if tags[i] in ";S" and lower[i - 1] != "by":
            break
        if lower[i] in {"by", "of"}:
            start = i + 2 if tags[i + 1] in "DS" else i + 1
            start += 1 if start < len(tags) and tags[start - 1] == "S" and tags[start] == "D" else 0
            name = actors.name_at(sentence, start) if start < len(tags) else range(0)
            text = actors.written(sentence, name) if name else ""
            if text and (lower[i] == "by" or actors.kind_of(text) in {"government", "party", "organisation"}):
                return _placed(scene, text)
    if first >= 1 and tags[first - 1] == "'":
        return _placed(scene, _name_ending(scene, first - 1))
    if first >= 1 and tags[first - 1] == "K":
        text = _name_ending(scene, first)
        if actors.kind_of(text) in {"government", "party", "organisation"}:
            return _placed(scene, text)
    clause = scene.clause(first)
    if (
        clause is not None
        and clause.lemma in _ISSUING
        and not clause.passive
        and any(i >= first for i in clause.complement)
    ):
        names = actors.names_in(sentence, clause.subject)
        if names:
            return _placed(scene, sentence.between(names[0][0], names[-1].stop))
    return ""


def _name_ending(scene: Scene, end: int) -> str:
    start = end
    while start > 0 and scene.sentence.tags[start - 1] == "K":
        start -= 1
    return scene.sentence.between(start, end)


def _placed(scene: Scene, body: str) -> str:
    """A provincial body with its province; "Cao Bang's Committee" as "Cao Bang Committee"."""
    text = body.replace("’s ", " ").replace("'s ", " ") if not body.lower().startswith("people") else body
    province = scene.context.province
    if "provincial" in text.lower() and province is not None and plain(province.name) not in plain(text):
        return f"{text} of {province.name}"
    return text
