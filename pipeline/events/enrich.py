"""Clauses as a dependency parser sees them, for dates whose clause our own reading is not sure of.

A parse is asked for in sentences with a date that a clause was read for, or nothing. From the date it is climbed to the
word that governs it: a verb, whose clause is then told like any other, or a noun that tells an event by itself. The
parsed clause takes the place of ours where ours is of low quality: without a subject, a bare phrase, leaning on its
document, or told by another verb. The rule of such a mention ends in "+spacy".
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.events.clauses import Clause
from pipeline.events.labels import noun_text
from pipeline.events.nominals import EventNoun, noun_draft
from pipeline.events.parses import spacy_parser
from pipeline.events.phrases import trim, without_dates
from pipeline.events.relations import lead_before
from pipeline.events.segments import Segment
from pipeline.events.told import clause_drafts
from pipeline.events.types import LIGHT_VERBS, noun_types, verb_lemmas
from pipeline.events.words import COMMON_VERBS, group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.events.draft import Draft
    from pipeline.events.parses import Parser, Token
    from pipeline.events.scene import Dated, Scene

MARK = "+spacy"
_VERBAL = frozenset(["VERB", "AUX"])
_GROUP = frozenset(["aux", "auxpass", "neg", "prt"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "csubjpass", "expl"])
_RELATIVE = frozenset(["which", "who", "that", "whom", "whose"])
# What hangs on a noun or verb and is another clause, or stands beside it.
_APART = frozenset(["relcl", "advcl", "punct", "parataxis", "cc", "dep", "appos", "mark", "preconj"])
_MOST_STEPS = 12
_POOREST = "clause.no-subject"
_OF_VERBS = ("ation", "tion", "ion", "ment", "ance", "ence", "ure", "al")
# Nouns of verbs that their endings don't show, and bodies that theirs seem to.
_CHANGES = group("loss growth rise fall increase decrease decline cut birth death sale gain arrival delivery")
_BODIES = group("government parliament department management administration organisation organization association")


@dataclass(slots=True)
class Enricher:
    """A parser, and the parse of the sentence that was asked for last."""

    parser: Parser
    _text: str = ""
    _parse: Sequence[Token] = field(default_factory=list)

    def revise(self, scene: Scene, dated: Dated, date: int, drafts: list[Draft]) -> list[Draft]:
        """The drafts of a date as the parse has them, where it tells more; else as they are."""
        if any(not each.rule.startswith(("clause.", "phrase")) for each in drafts):
            return drafts
        tree = Tree(self._tokens(scene.text), scene)
        governor = tree.governor(date)
        if governor is None:
            return drafts
        if not tree.is_verb(governor):
            noun = self._noun(scene, dated, date, tree, governor)
            within = tree.is_within(governor)
            return [*drafts, *noun] if within and drafts else noun or drafts
        clause = tree.clause(governor)
        own = scene.clause(date)
        if (
            clause is None
            or not clause.subject
            or (drafts and own is not None and not _is_doubtful(drafts, own, tree, governor))
        ):
            return drafts
        told = clause_drafts(scene, dated, date, clause)
        worse = any(each.rule == _POOREST for each in told) and not any(each.rule == _POOREST for each in drafts)
        return drafts if drafts and worse else [replace(each, rule=each.rule + MARK) for each in told] or drafts

    def _tokens(self, text: str) -> Sequence[Token]:
        if text != self._text:
            self._text, self._parse = text, self.parser.parse(text)
        return self._parse

    def _noun(self, scene: Scene, dated: Dated, date: int, tree: Tree, governor: int) -> list[Draft]:
        phrase = tree.phrase(governor)
        known = noun_types().get(scene.sentence.lower[tree.ours[governor]])
        if not phrase or lead_before(scene.sentence, date) == "since" or len(noun_text(scene, phrase).split()) < 2:
            return []
        noun = EventNoun(phrase, tree.ours[governor], known[0] if known else "other")
        return [noun_draft(scene, dated, date, noun, f"nominal.attached{MARK}")]


@lru_cache(maxsize=1)
def enricher(spacy_model: str) -> Enricher:
    """What reads clauses again with the spaCy model of this name, loaded once a process.

    Raises:
        InputError: spaCy or the model isn't installed.
    """
    return Enricher(spacy_parser(spacy_model))


def _is_doubtful(drafts: Sequence[Draft], own: Clause, tree: Tree, governor: int) -> bool:
    """Whether our clause is of low quality, or another verb's than the parse says."""
    low = any(each.leaning or each.rule in {"phrase", "clause.no-subject"} for each in drafts)
    return low or tree.ours[governor] not in own.verbs


@lru_cache(maxsize=4_000)
def is_of_verb(noun: str) -> bool:
    """Whether a noun (lower case, singular) names what a verb does.

    >>> is_of_verb("closure"), is_of_verb("announcement"), is_of_verb("rival"), is_of_verb("government")
    (True, True, False, False)
    """
    if noun in _CHANGES or noun in _BODIES:
        return noun in _CHANGES
    known = COMMON_VERBS.union(verb_lemmas().values())
    stems = (noun.removesuffix(ending) for ending in _OF_VERBS if noun.endswith(ending))
    return any(stem in known or f"{stem}e" in known for stem in stems)


class Tree:
    """A parse over the tokens of a scene's sentence."""

    def __init__(self, tokens: Sequence[Token], scene: Scene) -> None:
        self.tokens = tokens
        self.sentence = scene.sentence
        self.children: list[list[int]] = [[] for _ in tokens]
        for n, token in enumerate(tokens):
            if token.head != n:
                self.children[token.head].append(n)
        self.held = self._aligned()
        self.ours = [each[0] for each in self.held]

    def _aligned(self) -> list[range]:
        """For each token of the parse the tokens of ours that its words are in."""
        found: list[range] = []
        i = 0
        begins, ends = self.sentence.begins, self.sentence.ends
        for token in self.tokens:
            while i + 1 < len(ends) and ends[i] <= token.start:
                i += 1
            last = i
            while last + 1 < len(begins) and begins[last + 1] < token.end:
                last += 1
            found.append(range(i, last + 1))
        return found

    def is_verb(self, n: int) -> bool:
        """Whether a token is a verb or an auxiliary."""
        return self.tokens[n].pos in _VERBAL

    def governor(self, date: int) -> int | None:
        """The verb or event noun that a date hangs on; None where the climb meets none."""
        inside = {n for n, i in enumerate(self.ours) if i == date}
        n = next((n for n in sorted(inside) if self.tokens[n].head not in inside), None)
        for _ in range(_MOST_STEPS):
            if n is None:
                return None
            token = self.tokens[n]
            if n not in inside and (self.is_verb(n) or (self._is_event(n) and not self._is_carried(n))):
                return n
            n = token.head if token.head != n else None
        return None

    def _is_event(self, n: int) -> bool:
        """Whether a noun tells an event: a trigger noun, or one made of a verb."""
        if self.tokens[n].pos not in {"NOUN", "PROPN"} or self.tokens[n].dep == "compound":
            return False
        word = self.sentence.lower[self.ours[n]]
        return word in noun_types() or (self.tokens[n].pos == "NOUN" and is_of_verb(self.tokens[n].lemma))

    def _is_carried(self, n: int) -> bool:
        """Whether a noun is the object of a verb that only carries it: "made its first flight"."""
        token = self.tokens[n]
        return token.dep in {"dobj", "nsubj", "nsubjpass"} and self.sentence.lemma(self.ours[token.head]) in LIGHT_VERBS

    def is_within(self, n: int) -> bool:
        """Whether what the verb tells happened within the event of noun `n`: "in a speech"."""
        head = self.tokens[n].head
        return self.tokens[n].dep == "pobj" and self.tokens[head].lemma in {"in", "at", "during"}

    def below(self, n: int, without: frozenset[str] = _APART) -> list[int]:
        """The tokens of the phrase of `n`, less what is another clause."""
        found = [n]
        for child in self.children[n]:
            joins = self.tokens[child].dep == "cc" and not self.is_verb(n)
            if joins or self.tokens[child].dep not in without:
                found += self.below(child, without)
        return sorted(found)

    def phrase(self, n: int, without: frozenset[str] = _APART) -> list[int]:
        """The noun phrase of `n` in tokens of ours, without dates and what comes after them."""
        taken = sorted({i for k in self.below(n, without) for i in self.held[k]})
        kept = [i for i in taken if self.sentence.tags[i] != "T"]
        while kept and self.sentence.tags[kept[-1]] in "PDC,'":
            kept.pop()
        return kept

    def clause(self, verb: int) -> Clause | None:
        """The clause of a verb, with the verbs that govern it ("agreed to sell") and a subject that it shares."""
        chain: list[str] = []
        first = verb
        while self.tokens[first].dep == "xcomp" and self.is_verb(self.tokens[first].head):
            first = self.tokens[first].head
            chain.insert(0, self.tokens[first].lemma)
        subject = self._subject(first)
        group = [verb, first, *self._parts(verb), *self._parts(first)]
        verbs = sorted({self.ours[n] for n in group})
        passive = any(self.tokens[n].dep == "auxpass" for n in self._parts(verb)) or self._is_passive_participle(verb)
        complement = sorted(
            {
                i
                for child in self.children[verb]
                if self.tokens[child].dep not in _APART | _GROUP | _SUBJECTS | {"conj"} and child > verb
                for k in self.below(child)
                for i in self.held[k]
            }
        )
        return Clause(
            segment=Segment("main", opener=-1, indices=sorted({*subject, *verbs, *complement})),
            subject=subject,
            verbs=verbs,
            complement=trim(
                self.sentence, without_dates(self.sentence, complement), left=",;.)-", right="PCD,;(.-SIA'X"
            ),
            lemma=self.sentence.lemma(self.ours[verb]),
            chain=tuple(chain),
            passive=passive,
            fronted=[],
        )

    def _parts(self, verb: int) -> list[int]:
        """Auxiliaries, negation, particle and "to" of a verb; those of the first verb where a second shares them."""
        own = [n for n in self.children[verb] if self.tokens[n].dep in _GROUP]
        shares = self.tokens[verb].dep == "conj" and not own and not self._subjects(verb)
        return self._parts(self.tokens[verb].head) if shares and self._same_form(verb) else own

    def _same_form(self, verb: int) -> bool:
        head = self.tokens[verb].head
        passive = any(self.tokens[n].dep == "auxpass" for n in self.children[head])
        return passive and self.sentence.tags[self.ours[verb]] in "VE"

    def _subjects(self, verb: int) -> list[int]:
        return [n for n in self.children[verb] if self.tokens[n].dep in _SUBJECTS]

    def _is_passive_participle(self, verb: int) -> bool:
        token = self.tokens[verb]
        return token.dep == "acl" and self.sentence.lower[self.ours[verb]].endswith(
            ("ed", "en", "wn", "lt", "ld", "nt")
        )

    def _subject(self, verb: int) -> list[int]:
        """The subject of a verb in tokens of ours: its own, what a relative clause tells of, or the first verb's."""
        for _ in range(_MOST_STEPS):
            token = self.tokens[verb]
            own = self._subjects(verb)
            relative = own and self.tokens[own[0]].lemma in _RELATIVE
            if own and not relative:
                return self.phrase(own[0])
            if token.dep in {"relcl", "acl"}:
                return self.phrase(token.head, _APART | {"acl"})
            if token.dep not in {"conj", "advcl", "xcomp"} or token.head == verb:
                return []
            verb = token.head
            if not self.is_verb(verb):
                return self.phrase(verb)
        return []
