"""How sure a clause is of what it tells: it happened, goes on, is planned, aimed at, supposed or denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events.inflect import irregular_forms
from pipeline.events.words import QUALIFYING, group

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.model import Modality

# Words of a verb group (or right before it) → modality. The first row with a word that stands there decides.
CUES: tuple[tuple[Modality, frozenset[str]], ...] = (
    ("negated", group("not never n't cannot fail refuse cancel abandon nobody")),
    ("hypothetical", frozenset(["could", "might", "may", "should", "if", "unless", "whether"])),
    ("target", group("aim strive aspire want hope wish seek target aspires")),
    ("planned", group("will shall would must plan intend schedule expect promise vow threaten prepare commit")),
)
_ANY_CUE = frozenset[str]().union(*(cues for _, cues in CUES))
_TARGET_NOUNS = frozenset(["vision", "goal", "target", "aim", "objective", "ambition", "orientation", "aspiration"])


def modality_of(
    verbs: Iterable[str], chain: Iterable[str] = (), *, opener: str = "", future: bool = False, noun: str = ""
) -> Modality:
    """The modality of a clause.

    Args:
        verbs: the words of the verb group, lower case.
        chain: lemmas of verbs that govern the telling one ("plan" in "plans to build").
        opener: the subordinator that opens the clause.
        future: whether the date lies after the document's own.
        noun: the noun that the date hangs on, where it says what is aimed at.

    >>> modality_of(["will", "open"]), modality_of(["did", "not", "open"]), modality_of(["is", "to", "grow"])
    ('planned', 'negated', 'planned')
    >>> modality_of(["should", "be", "built"]), modality_of(["should", "be", "built"], future=True)
    ('hypothetical', 'planned')
    >>> modality_of(["has", "been", "growing"]), modality_of(["opened"])
    ('ongoing', 'occurred')
    >>> modality_of(["would", "have", "opened"]), modality_of(["never", "opened"]), modality_of(["nearly", "sank"])
    ('hypothetical', 'negated', 'occurred')
    """
    words = list(verbs)
    if not QUALIFYING.isdisjoint(words):
        words = [word for word in words if word not in QUALIFYING]
    if future and words[:1] == ["should"] and words[1:2] != ["have"]:
        words = words[1:]
    signs = {*words, *chain, *([opener] if opener else [])}
    if noun in _TARGET_NOUNS or _is_unreal(words):
        return "target" if noun in _TARGET_NOUNS else "hypothetical"
    if not _ANY_CUE.isdisjoint(signs):
        if _past_future(words):
            return "occurred"
        return next(modality for modality, cues in CUES if not cues.isdisjoint(signs))
    to_come = len(words) > 2 and words[0] in {"is", "are"} and words[1] == "to"
    if to_come or (future and not (words and _past(words[0]))):
        return "planned"
    if _goes_on(words):
        return "ongoing"
    return "occurred"


def _is_unreal(words: list[str]) -> bool:
    """Whether a past is told that was not to be: "would have opened", "was to have been finished"."""
    if len(words) < 2:
        return False
    would = words[0] in {"would", "could", "might", "should"} and words[1] == "have"
    return (would and words[2:3] != ["to"]) or (words[:1] in (["was"], ["were"]) and words[1:3] == ["to", "have"])


def _past_future(words: list[str]) -> bool:
    """What "would later become" tells from before, it tells as having happened."""
    return words[:1] == ["would"] and len(words) > 1 and words[1] in {"later", "eventually", "go", "become", "then"}


def _past(word: str) -> bool:
    """Whether a finite verb is a past tense: what it tells happened, wherever its date seems to lie."""
    return word in {"was", "were", "had", "did"} or word in irregular_forms()[0] or word.endswith("ed")


def _goes_on(words: list[str]) -> bool:
    progressive = words[-1:] and words[-1].endswith("ing") and words[0] in {"is", "are", "has", "have"}
    return bool(progressive) or words[:1] in (["continues"], ["continue"], ["remains"])
