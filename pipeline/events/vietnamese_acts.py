"""Legal acts in Vietnamese and their dates: by number ("Nghị quyết số 7-NQ/TW ngày …") or by title and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events import references
from pipeline.events.draft import Draft
from pipeline.events.phrases import capitalised
from pipeline.events.relations import relation_of
from pipeline.events.vietnamese_clauses import DATE, head_of, shorten, written
from pipeline.events.vietnamese_names import place_in, with_province
from pipeline.events.vietnamese_words import BODIES, LEADS, issuing_body, listed

if TYPE_CHECKING:
    from pipeline.events.references import Reference
    from pipeline.events.scene import Dated, Scene
    from pipeline.events.vietnamese_clauses import Reading

_ISSUING = listed("ban hành, ký, thông qua, công bố, ra, phê duyệt, ký ban hành, đã ban hành")
_ENDING = listed("về, về việc, ngày, ban hành, nhằm, để, quy định, là, có, được, đã, do, trong, khóa, khoá")
_TITLED = listed("luật, bộ luật, hiến pháp, pháp lệnh")
_IN_FORCE = listed("có hiệu lực, có hiệu lực thi hành")
_NEAR = 14
_LONGEST_ISSUER = 12


def acts_of_date(scene: Scene, dated: Dated, reading: Reading, at: int) -> list[Draft]:
    """The numbered act that this date dates, if it dates one."""
    act = _dated_act(scene, reading, at)
    if act is None:
        return []
    issuer = _issuer(reading, act)
    label = with_province(scene, f"{act_name(scene.text, act)} của {issuer}" if issuer else act_name(scene.text, act))
    actor = issuing_body(label.partition(" của ")[2])
    place = place_in(label)
    wrong_year = act.year is not None and not (dated.value.edtf or "").startswith(str(act.year))
    return [
        Draft(
            dated=dated,
            type="legal_act",
            label=shorten(label),
            rule="act.number",
            value=dated.value,
            relation=relation_of("", "", dated.value),
            modality="occurred",
            head=act.key,
            reference=act.number,
            actors=(actor,) if actor is not None else (),
            place=place.id if place is not None else None,
            leaning=wrong_year,
        )
    ]


def find_in_force(scene: Scene, dated: Dated, reading: Reading, at: int) -> list[Draft]:
    """The entry into force of the act that stands before it in the sentence."""
    words = reading.words
    verb = next((i for i in range(at - 1, max(-1, at - 4), -1) if words[i].lower in _IN_FORCE), None)
    act = next((each for each in reversed(scene.acts) if verb is not None and each.end <= words[verb].start), None)
    if act is None:
        return []
    return [
        Draft(
            dated=dated,
            type="legal_act",
            label=shorten(f"{act_name(scene.text, act)} có hiệu lực"),
            rule="act.in-force",
            value=dated.value,
            relation=relation_of("", "", dated.value),
            modality="occurred",
            head=f"{act.key}:force",
            reference=act.number,
        )
    ]


def act_name(text: str, act: Reference) -> str:
    """Kind and number as a sentence writes them: "Nghị quyết 7-NQ/TW"."""
    kind = text[act.start : act.number_start].split()
    kind = kind[:-1] if kind[-1:] and kind[-1].rstrip(".").lower() == "số" else kind
    return capitalised(f"{' '.join(kind).lower()} {act.number}")


def reference_meant(scene: Scene) -> str:
    """The act that "Nghị quyết" alone means, by the sentences before; empty where they tell none."""
    for text in (scene.text, *scene.context.before(scene.number)):
        found = references.find(text)
        if found:
            return act_name(text, found[0])
    return ""


def _dated_act(scene: Scene, reading: Reading, at: int) -> Reference | None:
    """The act right before the date, or the object of the verb of issuing in the date's clause."""
    words = reading.words
    start = words[at].start
    before = [act for act in scene.acts if act.end <= start]
    if before:
        act = before[-1]
        between = [i for i in range(at) if words[i].start >= act.end]
        other = any(words[i].lower == DATE for i in between)
        if not other and len(between) <= _NEAR and _only_issuer(reading, between):
            return act
    segment = reading.segments[reading.segment(at)]
    reach = range(segment.start, min(len(words), segment.stop + _NEAR))
    verb = next((i for i in reach if words[i].lower in _ISSUING), None)
    after = next((act for act in scene.acts if verb is not None and 0 <= act.start - words[verb].end <= 20), None)
    if after is None or verb is None:
        return None
    others = [i for i in range(len(words)) if words[i].lower == DATE and words[i].start >= after.end]
    return after if not others or others[0] == at or at < verb else None


def _only_issuer(reading: Reading, between: list[int]) -> bool:
    """Whether nothing but who issued it, and the words for a date, stand between an act and its date."""
    words = [reading.words[i].lower for i in between]
    rest = [
        each for each in words if each not in LEADS and each not in {",", "(", "của"} | _ISSUING | {"được", "đã", "do"}
    ]
    if not rest:
        return True
    text = " ".join(rest)
    return bool({"của", "do"} & {*words[:2]}) and (
        any(text.startswith(body) for body in BODIES) or len(rest) <= _LONGEST_ISSUER
    )


def _issuer(reading: Reading, act: Reference) -> str:
    """Who issued an act: after "của" or "do" behind it, else the subject of its issuing."""
    words = reading.words
    behind = [i for i in range(len(words)) if words[i].start >= act.end]
    for i in behind[:_LONGEST_ISSUER]:
        if words[i].lower in {"của", "do"}:
            return _name(reading, i + 1)
        if words[i].lower not in LEADS and words[i].lower not in {DATE, ",", "được", "("}:
            break
    first = next((i for i in range(len(words)) if words[i].start >= act.start), 0)
    if first and words[first - 1].lower in _ISSUING:
        segment = reading.segments[reading.segment(first)]
        start = segment.start
        while start < first and (words[start].lower == DATE or words[start].lower in LEADS):
            start += 1
        stop = start
        while stop < first and words[stop].lower not in _ISSUING | {"đã", "vừa", "chính thức", DATE}:
            stop += 1
        while stop > start and reading.is_lead(stop - 1):
            stop -= 1
        return written(words[start:stop])
    return ""


def _name(reading: Reading, start: int) -> str:
    words = reading.words
    stop = start
    while stop < len(words) and stop - start < _LONGEST_ISSUER:
        word = words[stop]
        if (
            (stop > start and reading.is_verb(stop))
            or (word.lower in _ENDING and not word.named)
            or word.lower == DATE
            or not word.text[:1].isalnum()
        ):
            break
        stop += 1
    while stop > start and reading.is_lead(stop - 1):
        stop -= 1
    return written(words[start:stop])


def find_titled(dated: Dated, reading: Reading, at: int) -> list[Draft]:
    """An act that is cited by its title and year: "Luật Đê điều năm 2031"."""
    words = reading.words
    end = reading.lead(at)
    start = next((i for i in range(end - 1, max(-1, end - 10), -1) if words[i].lower in _TITLED), None)
    if start is None or dated.value.precision != "year":
        return []
    title = words[start:end]
    if not words[start].named or any(not each.text[:1].isalnum() or each.lower == DATE for each in title):
        return []
    label = shorten(written(title))
    return [
        Draft(
            dated=dated,
            type="legal_act",
            label=label,
            rule="act.short-title",
            value=dated.value,
            relation="within",
            modality="occurred",
            head=f"{head_of(label, dated.value)} {dated.value.edtf}",
        )
    ]
