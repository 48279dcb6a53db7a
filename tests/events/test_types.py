from collections import Counter
from typing import get_args

import pytest

from pipeline.events.types import LIGHT_VERBS, TYPES, WEAK_NOUNS, TypeRow, noun_types, verb_lemmas
from pipeline.model import EventType
from tests.events.reading import mentions

EXAMPLES = [(row.type, example) for row in TYPES for example in row.examples]


@pytest.mark.parametrize(("event_type", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_every_example_is_read_as_its_type(event_type, example):
    found = mentions(example.removesuffix(".") + " in 1931.")
    assert [each.type for each in found] == [event_type]


TOLD = [
    ("The magistrates fined the brewery.", "legal_act"),
    ("The clerk was charged with theft.", "legal_act"),
    ("The judge dismissed the appeal.", "legal_act"),
    ("The order was set aside.", "legal_act"),
    ("The governor declared a state of emergency.", "legal_act"),
    ("A state of emergency was declared.", "legal_act"),
    ("The state of emergency was lifted.", "legal_act"),
    ("Martial law was declared.", "legal_act"),
    ("War was declared.", "battle"),
    ("The general was imprisoned.", "other"),
    ("The council approved the budget.", "other"),
    ("The budget was approved by the council.", "other"),
    ("The dinner was followed by a fire.", "disaster"),
    ("The bishop dismissed the organist.", "appointment"),
    ("Ada Lind stepped down as chairwoman.", "appointment"),
    ("Ada Lind joined the board.", "appointment"),
    ("Ada Lind left the board.", "appointment"),
    ("Ada Lind took over the bakery.", "appointment"),
    ("The brewery took over the bakery.", "agreement"),
    ("The trial took place over four days.", "assessment"),
    ("The bench heard the appeal.", "meeting"),
    ("A porch was added.", "founding"),
    ("The oldest bell was cast.", "founding"),
    ("The keel was laid.", "founding"),
    ("The school was enlarged.", "founding"),
    ("The navy seized the yacht.", "battle"),
    ("The barge ran aground.", "disaster"),
    ("A storm gutted the pier.", "disaster"),
    ("The mill burned down.", "disaster"),
    ("The kiln burned coal.", "other"),
    ("Four weavers were transported to Bermuda.", "movement"),
    ("The yacht was auctioned.", "agreement"),
    ("The writ was served.", "other"),
    ("The town was excavated.", "other"),
]


@pytest.mark.parametrize(("sentence", "event_type"), TOLD)
def test_verbs_and_what_goes_with_them_tell_the_type(sentence, event_type):
    assert [each.type for each in mentions(sentence.removesuffix(".") + " in 1931.")] == [event_type]


def test_the_table_has_every_type_once():
    assert [row.type for row in TYPES] == list(get_args(EventType))


@pytest.mark.parametrize("row", TYPES, ids=lambda row: row.type)
def test_every_row_is_whole(row: TypeRow):
    assert row.examples
    assert row.means.endswith(".")
    assert row.schema_org[0].isupper()
    assert row.cidoc_crm[0] == "E"
    assert row.cidoc_crm.split()[0][1:].isdigit()


@pytest.mark.parametrize("words", [("nouns",), ("verbs", "past")])
def test_no_word_triggers_two_types(words):
    counts = Counter(word for row in TYPES for field in words for word in getattr(row, field))
    assert [word for word, count in counts.items() if count > 1] == []


def test_weak_nouns_are_trigger_nouns():
    assert {noun for noun in WEAK_NOUNS if noun not in noun_types()} <= {"record", "paper"}


def test_light_verbs_have_their_forms():
    assert {verb for verb in LIGHT_VERBS if verb not in verb_lemmas()} == set()
