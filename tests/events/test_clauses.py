import re

import pytest

from pipeline.events.clauses import clause_at
from pipeline.events.grammar import read
from pipeline.events.phrases import write
from pipeline.events.segments import segments
from pipeline.model import Span

TAGS = [
    ("The inn burnt down.", "DNVP."),
    ("She was born in Lyon and studied law.", "RAEPKCVN."),
    ("They plan to build a harbour.", "RBIBDN."),
    ("The newly formed club won.", "DYNNV."),
    ("The mayor's plans were dropped.", "DN'NAE."),
    ("It will thoroughly overhaul the mill.", "RAYBDN."),
]


@pytest.mark.parametrize(("text", "tags"), TAGS)
def test_tags(text, tags):
    assert read(text, 0, []).tags == tags


# text (dates are the years) and, for each: subject, verbs, complement
CLAUSES = [
    ("The bakery opened in 1902.", [("the bakery", "opened", "")]),
    (
        "The bakery opened in 1902 and was sold to a rival in 1911, which closed it in 1915.",
        [("the bakery", "opened", ""), ("the bakery", "was sold", "to a rival"), ("a rival", "closed", "it")],
    ),
    ("Founded in 1987 by two sisters, the bakery has grown.", [("the bakery", "founded", "by two sisters")]),
    ("Ada Lind, who later painted ships, returned to Lyon in 1931.", [("Ada Lind", "returned", "to Lyon")]),
    ("When the war ended in 1945, the firm moved to Basel.", [("the war", "ended", "")]),
    (
        "The kiln, designed by Ada Lind and fired in 2009, cracked in 2011.",
        [("the kiln", "fired", ""), ("the kiln", "cracked", "")],
    ),
    ("In 1954 the long campaign ended in victory.", [("the long campaign", "ended", "in victory")]),
    ("Deputies are to be elected in 2031.", [("deputies", "are to be elected", "")]),
    ("The kiln (1931) still works.", [("the kiln", "works", "")]),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES, ids=[text for text, _ in CLAUSES])
def test_clauses(text, expected):
    years = [Span(start=m.start(), end=m.end()) for m in re.finditer(r"\d{4}", text)]
    sentence = read(text, 0, years)
    found = segments(sentence)
    clauses = [clause_at(sentence, found, i) for i, tag in enumerate(sentence.tags) if tag == "T"]
    assert [
        tuple(write(sentence, part) for part in (each.subject, each.verbs, each.complement)) for each in clauses
    ] == expected


def test_no_verb_no_clause():
    sentence = read("The old mill, 1931", 0, [Span(start=14, end=18)])
    assert clause_at(sentence, segments(sentence), sentence.tags.index("T")) is None


@pytest.mark.parametrize("words", ["which ", "and was ", "(", ", designed ", "that ", "to be ", "- "])
def test_deep_nesting_ends(words):
    text = "The mill " + words * 600 + "burnt in 1931."
    sentence = read(text, 0, [Span(start=len(text) - 5, end=len(text) - 1)])
    found = segments(sentence)
    assert found
    clause_at(sentence, found, sentence.tags.index("T"))
    assert max(each.depth for each in found) <= 6
