import pytest

from pipeline.events.actors import actor, actors_in, kind_of, names_in, written
from pipeline.events.grammar import read

KINDS = [
    ("Central Military Commission", "organisation"),
    ("Party Central Committee", "party"),
    ("Politburo", "party"),
    ("Coast Guard", "armed_force"),
    ("Vietnam People's Army", "armed_force"),
    ("Ministry of National Defence", "government"),
    ("Lieutenant-General Ada Lind", "person"),
    ("University of Graz", "organisation"),
    ("Blue Danube", None),
]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_kinds(name, kind):
    assert kind_of(name) == kind


NAMES = [
    ("On Monday Ada Lind met the Bank of New Zealand.", ["Ada Lind", "Bank of New Zealand"]),
    (
        "The Ministry of Science and Technology wrote to Vietnam People's Army.",
        ["Ministry of Science and Technology", "Vietnam People's Army"],
    ),
    ("Ada and Karl sang.", ["Ada", "Karl"]),
    ("Inspectors found rust.", []),
    ("in May", []),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names(text, names):
    sentence = read(text, 0, [])
    assert [written(sentence, name) for name in names_in(sentence, range(len(sentence.tags)))] == names


def test_titles_are_aliases():
    found = actor("General Ada Lind", "agent")
    assert (found.name, found.type, found.aliases) == ("Ada Lind", "person", ("General Ada Lind",))


@pytest.mark.parametrize("name", ["Paris", "General Strike", "Blue Danube"])
def test_what_is_no_actor(name):
    assert actor(name, "agent") is None


def test_countries_act_but_do_not_take_part_as_places():
    act = read("Norway signed a pact with Sweden.", 0, [])
    assert [each.name for each in actors_in(act, range(6), "agent")] == ["Norway", "Sweden"]
    where = read("They sang in Sweden.", 0, [])
    assert actors_in(where, range(4), "participant") == ()
