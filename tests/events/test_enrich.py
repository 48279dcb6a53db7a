"""Clauses read again by a parser: parses written by hand stand for a parser's."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.events import extract
from pipeline.events.enrich import Enricher
from pipeline.events.parses import Token, spacy_parser
from pipeline.temporal import tag_document
from tests.events.reading import document

# Sentence → its words in order: word, relation, number of the head (its own: root), part of speech where it matters.
PARSES = {
    "The brewery reported a loss after the closure of its mill in 2009.": (
        "The det 1; brewery nsubj 2 NOUN; reported ROOT 2 VERB; a det 4; loss dobj 2 NOUN; after prep 2; the det 7; "
        "closure pobj 5 NOUN; of prep 7; its poss 10; mill pobj 8 NOUN; in prep 7; 2009 pobj 11 NUM; . punct 2"
    ),
    "The council on 4 May 1902 agreed to sell the mill and the quay that nobody used.": (
        "The det 1; council nsubj 6 NOUN; on prep 6; 4 nummod 4; May pobj 2 PROPN; 1902 nummod 4; agreed ROOT 6 VERB; "
        "to aux 8; sell xcomp 6 VERB; the det 10; mill dobj 8 NOUN; and cc 10; the det 13; quay conj 10 NOUN; "
        "that dobj 16 PRON; nobody nsubj 16 PRON; used relcl 10 VERB; . punct 6"
    ),
    "The ferry made its first trip to the island in 1931.": (
        "The det 1; ferry nsubj 2 NOUN; made ROOT 2 VERB; its poss 5; first amod 5; trip dobj 2 NOUN; to prep 5; "
        "the det 8; island pobj 6 NOUN; in prep 5; 1931 pobj 9 NUM; . punct 2"
    ),
    "Three harbour pilots each rowed two miles on 4 May 1902.": (
        "Three nummod 2; harbour compound 2; pilots nsubj 4 NOUN; each advmod 4; rowed ROOT 4 VERB; two nummod 6; "
        "miles dobj 4 NOUN; on prep 4; 4 nummod 9; May pobj 7 PROPN; 1902 nummod 9; . punct 4"
    ),
    "In a speech at the quay on 4 May 1902, the mayor praised the crews.": (
        "In prep 13; a det 2; speech pobj 0 NOUN; at prep 2; the det 5; quay pobj 3 NOUN; on prep 2; 4 nummod 8; "
        "May pobj 6 PROPN; 1902 nummod 8; , punct 13; the det 12; mayor nsubj 13 NOUN; praised ROOT 13 VERB; "
        "the det 15; crews dobj 13 NOUN; . punct 13"
    ),
}


@dataclass
class ByHand:
    """A parser that knows the sentences of `PARSES`, and remembers what it was asked."""

    asked: list[str] = field(default_factory=list)

    def parse(self, sentence: str) -> Sequence[Token]:
        self.asked.append(sentence)
        found: list[Token] = []
        end = 0
        for entry in PARSES[sentence].split("; "):
            word, dep, head, pos = (*entry.split(), "X")[:4]
            start = sentence.index(word, end)
            end = start + len(word)
            found.append(Token(start=start, end=end, head=int(head), dep=dep, lemma=word.lower(), pos=pos))
        return found


def _rows(text: str, parser: ByHand | None) -> list[tuple[str, str, str]]:
    read = document(text)
    mentions = extract(read, tag_document(read), Enricher(parser) if parser else None)
    return [(each.rule, each.type, each.label) for each in mentions]


READ_AGAIN = [
    (
        "The brewery reported a loss after the closure of its mill in 2009.",
        [("nominal.attached+spacy", "other", "Closure of the brewery's mill")],
    ),
    (
        "The council on 4 May 1902 agreed to sell the mill and the quay that nobody used.",
        [("clause.typed", "agreement", "Council agreed to sell the mill and the quay")],
    ),
    (
        "Three harbour pilots each rowed two miles on 4 May 1902.",
        [("clause.other+spacy", "other", "Three harbour pilots rowed two miles")],
    ),
    (
        "In a speech at the quay on 4 May 1902, the mayor praised the crews.",
        [
            ("clause.other", "other", "Mayor praised the crews"),
            ("nominal.attached+spacy", "publication", "Speech at the quay"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "rows"), READ_AGAIN, ids=[text[:50] for text, _ in READ_AGAIN])
def test_a_parse_tells_what_a_date_hangs_on(text, rows):
    assert sorted(_rows(text, ByHand())) == sorted(rows)


def test_what_a_light_verb_carries_is_told_by_its_clause():
    text = "The ferry made its first trip to the island in 1931."
    assert [rule for rule, _, _ in _rows(text, ByHand())] == ["clause.noun"]


def test_only_sentences_with_a_date_and_a_doubt_are_parsed():
    parser = ByHand()
    text = "The mill is old. The Komorn Uprising of 1931 failed. The brewery reported a loss after the closure of its mill in 2009."
    found = _rows(text, parser)
    assert parser.asked == ["The brewery reported a loss after the closure of its mill in 2009."]
    assert len(found) == 2


def test_without_a_parser_no_row_says_so():
    rules = [rule for text, _ in READ_AGAIN for rule, _, _ in _rows(text, None)]
    assert rules
    assert not [rule for rule in rules if "+" in rule]


def test_without_spacy_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    spacy_parser.cache_clear()
    with pytest.raises(InputError, match=re.escape("no library spacy; expected the extra that brings it: pip install")):
        spacy_parser("en_core_web_sm")


@pytest.mark.extras
def test_a_model_that_is_not_there_is_named():
    with pytest.raises(InputError, match="--spacy-model no_such_model: found no such model"):
        spacy_parser("no_such_model")


@pytest.mark.extras
def test_a_model_without_a_parser_is_refused(tmp_path: Path):
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(InputError, match="a pipeline without a parser"):
        spacy_parser(str(tmp_path / "blank"))


@pytest.mark.extras
def test_a_spacy_pipeline_gives_what_its_parser_sets(tmp_path: Path):
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc

    @Language.component("by_hand")
    def by_hand(doc: Doc) -> Doc:
        for token, entry in zip(doc, PARSES[doc.text].split("; "), strict=True):
            _, dep, head, pos = (*entry.split(), "X")[:4]
            token.dep_, token.head, token.pos_, token.lemma_ = dep, doc[int(head)], pos, token.lower_
        return doc

    pipeline = spacy.blank("en")
    pipeline.add_pipe("by_hand", name="parser")
    pipeline.to_disk(tmp_path / "model")
    parser = spacy_parser(str(tmp_path / "model"))
    for sentence in PARSES:
        assert list(parser.parse(sentence)) == list(ByHand().parse(sentence))
