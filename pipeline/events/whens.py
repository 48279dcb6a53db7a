"""Clauses that "when" joins to a date: "1931, when a fire broke out", "when war broke out in 1914, she left"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events.clauses import read_clause
from pipeline.events.types import verb_types
from pipeline.events.words import group

if TYPE_CHECKING:
    from pipeline.events.clauses import Clause
    from pipeline.events.scene import Scene

_NEAR = 12
_LEADING = group("not only until till in on at during early late around about by the since after")
# What a clause with "when" tells of these is how things stood, and nothing that happened.
_STANDING = frozenset(["be", "have", "stand", "seem", "remain", "live", "know", "need", "want"])


def when_clause(scene: Scene, date: int) -> Clause | None:
    """The clause that "when" opens right after a date, or "that" in "it was in 1931 that …"."""
    sentence = scene.sentence
    if "when" not in sentence.lower and "it" not in sentence.lower:
        return None
    opener = date + 2 if sentence.tags[date + 1 : date + 2] == "," else date + 1
    if sentence.lower[opener : opener + 1] != (["that"] if is_cleft(scene, date) else ["when"]):
        return None
    found = next((each for each in scene.clauses if each.opener == opener), None)
    clause = read_clause(sentence, found) if found is not None else None
    return clause if clause is not None and clause.subject and clause.lemma not in _STANDING else None


def main_then(scene: Scene, clause: Clause) -> Clause | None:
    """The main clause that a dated one with "when" leads to, which then happened too: "When it shut in 1931, she left".

    It has no date of its own, and tells no state.
    """
    opener, above = clause.segment.opener, clause.segment.parent
    sentence = scene.sentence
    if clause.segment.kind != "subordinate" or sentence.lower[opener] != "when" or above is None or above.opener > 0:
        return None
    main = read_clause(sentence, above) if not any(i in above.indices for i in scene.at) else None
    if main is None or not main.subject or main.verbs[0] < clause.verbs[-1] or main.chain:
        return None
    past = sentence.tags[main.verbs[0]] == "V" and main.lemma in verb_types()
    past = past or (main.passive and sentence.lower[main.verbs[0]] in {"was", "were"})
    return main if past and main.lemma not in _STANDING else None


def is_cleft(scene: Scene, date: int) -> bool:
    """Whether a date is put first by "it was … that": "it was in 1931 that", "it was not until 1931 that"."""
    lower = scene.sentence.lower
    first = next((i for i in range(date - 1, max(-1, date - _NEAR), -1) if lower[i] == "it"), None)
    if first is None or lower[first + 1 : first + 2] not in (["was"], ["is"]):
        return False
    return all(lower[i] in _LEADING for i in range(first + 2, date)) and "that" in lower[date + 1 : date + 3]
