"""Decisions applied to events: what each does, what is stale, and that the order of rows says nothing."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from pipeline.events import resolve
from pipeline.events.decide import Decided, apply_decisions
from pipeline.events.decisions import Decision, contradictions
from pipeline.events.kept_ids import with_kept_ids
from pipeline.model import Event
from pipeline.publish.rows import mention_id
from tests.events.reading import events, mentions

FAIRS = [
    "The Siege of Komorn in 1849 was long.",
    "The Siege of Komorn in 1850 was long.",
    "Ada Lind returned to Lyon on 4 May 1931.",
    "The return of Ada Lind in May 1931 was feted.",
    "The mill burnt in 1902.",
]


def decided(given: tuple[Event, ...], *rows: tuple[str, ...]) -> Decided:
    names = ("action", "event_id", "other", "field", "value")
    told = [
        Decision(**dict(zip(names, row, strict=False)), reason="seen", date="2026-03-09", line=line)  # type: ignore[arg-type]
        for line, row in enumerate(rows, 2)
    ]
    return apply_decisions(given, told, mention_id)


def one(given: tuple[Event, ...], words: str) -> Event:
    (found,) = [each for each in given if words in f"{each.label} {each.value.edtf}"]
    return found


@pytest.fixture(scope="module")
def given() -> tuple[Event, ...]:
    return events(FAIRS)


@pytest.fixture(scope="module")
def siege(given: tuple[Event, ...]) -> Event:
    return one(given, "Komorn 1849")


@pytest.fixture(scope="module")
def later(given: tuple[Event, ...]) -> Event:
    return one(given, "Komorn 1850")


@pytest.fixture(scope="module")
def home(given: tuple[Event, ...]) -> Event:
    found = one(given, "Ada Lind")
    assert len(found.mentions) == 2
    return found


def test_without_decisions_nothing_changes(given):
    assert apply_decisions(given, [], mention_id) == Decided(events=given)


def test_confirmed_is_reviewed_and_nothing_else(given, siege):
    done = decided(given, ("confirm", siege.id))
    assert done.events == tuple(replace(each, reviewed=each == siege) for each in given)
    assert done.stale == done.remarks == ()


def test_two_told_apart_are_both_reviewed(given, siege, later):
    done = decided(given, ("confirm", siege.id, later.id))
    assert {each.id for each in done.events if each.reviewed} == {siege.id, later.id}


def test_merged_has_the_mentions_of_both_and_the_id_of_the_first(given, siege, later):
    done = decided(given, ("merge", later.id, siege.id))
    (left,) = [each for each in done.events if "Komorn" in each.label]
    assert (left.id, left.reviewed) == (later.id, True)
    assert set(map(mention_id, left.mentions)) == set(map(mention_id, siege.mentions + later.mentions))
    assert len(done.events) == len(given) - 1


@pytest.mark.parametrize(
    ("stays", "goes", "date"),
    [
        ("The ferry sank on 3 May 1955.", "The Ada was lost on 4 May 1955.", "1955-05-03"),
        ("The Ada was lost on 4 May 1955.", "The ferry sank on 3 May 1955.", "1955-05-04"),
        ("The Ada was lost in May 1955.", "The ferry sank on 3 May 1955.", "1955-05-03"),
        ("The ferry sank on 3 May 1955.", "The Ada was lost in May 1955.", "1955-05-03"),
        ("The ferry sank by 1955.", "The Ada was lost on 4 May 1955.", "1955-05-04"),
        ("The ferry sank on 3 May 1955.", "The Ada was lost by 1955.", "1955-05-03"),
    ],
)
def test_what_is_merged_in_changes_no_fact_and_a_date_only_to_a_finer_one(stays, goes, date):
    both = events([stays, goes])
    left, other = (next(each for each in both if each.mentions[0].document_id == f"doc-{n}") for n in range(2))
    (merged,) = decided(both, ("merge", left.id, other.id)).events
    assert (merged.id, merged.label, merged.type, merged.value.edtf) == (left.id, left.label, left.type, date)
    assert len(merged.mentions) == 2


def test_merges_follow_one_another(given, siege, later, home):
    done = decided(given, ("merge", siege.id, later.id), ("merge", home.id, siege.id))
    (left,) = [each for each in done.events if each.reviewed]
    assert (left.id, len(left.mentions)) == (home.id, 4)


def test_split_off_is_an_event_of_its_own(given, home):
    for mention in home.mentions:
        done = decided(given, ("split", home.id, mention_id(mention)))
        left, off = sorted((each for each in done.events if each.reviewed), key=lambda each: each.id != home.id)
        assert left.id == home.id
        assert off.mentions == (mention,)
        assert off.value == mention.value
        assert left.value == next(each.value for each in home.mentions if each != mention)


def test_all_mentions_may_be_split_off(given, home):
    done = decided(given, *(("split", home.id, mention_id(each)) for each in home.mentions))
    assert home.id not in {each.id for each in done.events}
    assert len(done.events) == len(given) + 1
    assert done.stale == ()


def test_a_mention_moves_by_split_and_merge(given, siege, home):
    moved = home.mentions[0]
    off = next(
        each for each in decided(given, ("split", home.id, mention_id(moved))).events if each.mentions == (moved,)
    )
    done = decided(given, ("merge", siege.id, off.id), ("split", home.id, mention_id(moved)))
    (left,) = [each for each in done.events if each.id == siege.id]
    assert set(left.mentions) == {*siege.mentions, moved}
    assert len(done.events) == len(given)


def test_a_mention_is_split_from_what_was_merged(given, siege, later):
    """The person who splits names the event as it is published, which has the mention only since the merge."""
    for named in (siege.id, later.id):
        rows = ("merge", siege.id, later.id), ("split", named, mention_id(later.mentions[0]))
        done = decided(given, *rows)
        assert done.stale == ()
        assert sorted(len(each.mentions) for each in done.events if "Komorn" in each.label) == [1, 1]


def test_rejected_is_gone(given, siege):
    done = decided(given, ("reject", siege.id))
    assert done.events == tuple(each for each in given if each != siege)


def test_a_rejected_mention_is_gone_and_the_event_told_by_the_rest(given, home):
    finest = next(each for each in home.mentions if each.value.edtf == "1931-05-04")
    done = decided(given, ("reject", home.id, mention_id(finest)))
    left = next(each for each in done.events if each.id == home.id)
    assert (left.value.edtf, left.reviewed, len(left.mentions)) == ("1931-05", True, 1)


def test_an_event_goes_with_its_last_mention(given, siege):
    done = decided(given, ("reject", siege.id, mention_id(siege.mentions[0])))
    assert done.events == tuple(each for each in given if each != siege)


EDITS = [
    ("label", "Relief of Komorn", "label", "Relief of Komorn"),
    ("event_type", "uprising", "type", "uprising"),
    ("date_relation", "throughout", "relation", "throughout"),
    ("modality", "negated", "modality", "negated"),
    ("place_id", "vn-cao-bang", "place", "vn-cao-bang"),
    ("place_id", "", "place", None),
    ("reference", "12/1849", "reference", "12/1849"),
    ("reference", "", "reference", None),
]


@pytest.mark.parametrize(("column", "value", "attribute", "expected"), EDITS)
def test_an_edit_changes_one_thing(column, value, attribute, expected, given, siege):
    done = decided(given, ("edit", siege.id, "", column, value))
    changed = next(each for each in done.events if each.id == siege.id)
    assert changed == replace(siege, reviewed=True, **{attribute: expected})


DATES = [
    ("1849-10~", "month", "approximate", "resolved"),
    ("1849/1850", "interval", "certain", "resolved"),
    ("1849", "year", "certain", "stated"),
]


@pytest.mark.parametrize(("date", "precision", "qualifier", "derivation"), DATES)
def test_an_edited_date_has_its_bounds(date, precision, qualifier, derivation, given, siege):
    done = decided(given, ("edit", siege.id, "", "date_edtf", date))
    value = next(each.value for each in done.events if each.id == siege.id)
    assert (value.edtf, value.precision, value.qualifier) == (date, precision, qualifier)
    assert value.first_day is not None
    assert value.last_day is not None
    assert value.first_day <= value.last_day
    assert next(each.derivation for each in done.events if each.id == siege.id) == derivation


def test_an_edited_event_takes_in_the_one_that_states_its_new_date(given, siege, later):
    edit = ("edit", siege.id, "", "date_edtf", "1850")
    done = decided(given, edit, ("edit", siege.id, "", "label", "Siege of the castle"))
    (left,) = [each for each in done.events if "Komorn" in each.mentions[0].label]
    assert (left.id, left.label, left.value.edtf) == (siege.id, "Siege of the castle", "1850")
    assert set(left.mentions) == {*siege.mentions, *later.mentions}
    assert left.derivation == "stated"
    assert left.reviewed
    assert (done.stale, done.remarks) == ((), ())
    assert left.confidence > siege.confidence
    assert len(done.events) == len(given) - 1


KEPT_APART = [
    [("confirm", "SIEGE", "LATER")],
    [("confirm", "LATER")],
    [("edit", "LATER", "", "label", "Another siege")],
    [("edit", "SIEGE", "", "event_type", "uprising")],
    [("edit", "SIEGE", "", "modality", "negated")],
    [("edit", "SIEGE", "", "date_relation", "since")],
]


@pytest.mark.parametrize("rows", KEPT_APART, ids=str)
def test_what_a_person_decided_keeps_a_stated_date_apart(rows, given, siege, later):
    names = {"SIEGE": siege.id, "LATER": later.id}
    told = [tuple(names.get(cell, cell) for cell in row) for row in rows]
    done = decided(given, ("edit", siege.id, "", "date_edtf", "1850"), *told)
    assert {siege.id, later.id} <= {each.id for each in done.events}


@pytest.mark.parametrize(
    "texts",
    [
        ["The Siege of Komorn in 1849 was long.", "The Siege of Trent in 1850 was long."],
        ["The Siege of Komorn in 1849 was long.", "The Siege of Komorn in May 1850 was long."],
    ],
    ids=["another siege", "another date"],
)
def test_what_states_something_else_stays_an_event(texts):
    given = events(texts)
    first = one(given, "1849")
    done = decided(given, ("edit", first.id, "", "date_edtf", "1850"))
    assert [each.id for each in done.events] == [each.id for each in given]


def test_which_of_two_edited_events_is_restated_is_not_guessed():
    given = events([f"The Siege of Komorn in {year} was long." for year in (1849, 1850, 1851)])
    rows = [("edit", one(given, year).id, "", "date_edtf", "1850") for year in ("1849", "1851")]
    assert [each.id for each in decided(given, *rows).events] == [each.id for each in given]


def test_what_was_inferred_from_an_event_that_is_taken_in_follows(counted):
    battle, feast = counted
    first = events([PREMISES[0].replace("1794", "1793")])[0]
    assert first.value.edtf == "1793"
    every = tuple(sorted([*counted, first], key=lambda each: each.id))
    done = decided(every, ("edit", first.id, "", "date_edtf", battle.value.edtf))
    assert [each.id for each in done.events] == sorted([first.id, feast.id])
    (left,) = [each for each in done.events if each.id == feast.id]
    assert left.inferences[0].premises["event"] == first.id
    assert done.remarks == ()


def test_an_edit_of_what_was_merged_in_is_one_of_the_event_that_is_left(given, siege, later):
    done = decided(given, ("edit", later.id, "", "label", "Long siege"), ("merge", siege.id, later.id))
    assert one(done.events, "Long siege").id == siege.id


STALE = [
    (("confirm", "gone"), "line 2: there is no event 'gone' any more; confirm is not applied"),
    (("confirm", "SIEGE", "gone"), "line 2: there is no event 'gone' any more; confirm is not applied"),
    (("merge", "SIEGE", "gone"), "line 2: there is no event 'gone' any more; merge is not applied"),
    (("merge", "gone", "SIEGE"), "line 2: there is no event 'gone' any more; merge is not applied"),
    (("reject", "gone"), "line 2: there is no event 'gone' any more; reject is not applied"),
    (("edit", "gone", "", "label", "X"), "line 2: there is no event 'gone' any more; edit is not applied"),
    (("split", "SIEGE", "d@1-0"), "line 2: event 'SIEGE' has no mention 'd@1-0' any more; split is not applied"),
    (("reject", "gone", "d@1-0"), "line 2: event 'gone' has no mention 'd@1-0' any more; reject is not applied"),
    (("split", "SIEGE", "LATER@"), "line 2: event 'SIEGE' has no mention 'LATER@' any more; split is not applied"),
    (("split", "SIEGE", "SIEGE@"), "line 2: event 'SIEGE' has no mention but 'SIEGE@'; split is not applied"),
]


@pytest.mark.parametrize(("row", "message"), STALE)
def test_a_stale_decision_is_told_and_changes_nothing(row, message, given, siege, later):
    names = {
        "SIEGE@": mention_id(siege.mentions[0]),
        "LATER@": mention_id(later.mentions[0]),
        "SIEGE": siege.id,
    }
    done = decided(given, tuple(names.get(cell, cell) for cell in row))
    for short, name in names.items():
        message = message.replace(f"'{short}'", f"'{name}'")
    assert done.stale == (message,)
    assert done.events == given


def test_the_others_apply_beside_a_stale_one(given, siege):
    done = decided(given, ("merge", "gone", siege.id), ("edit", siege.id, "", "label", "Relief of Komorn"))
    assert one(done.events, "Relief of Komorn").reviewed
    assert len(done.stale) == 1


def test_the_order_of_rows_says_nothing(given, siege, later, home):
    fire = one(given, "1902")
    rows = [
        ("split", home.id, mention_id(home.mentions[0])),
        ("merge", siege.id, later.id),
        ("edit", later.id, "", "label", "Long siege"),
        ("edit", siege.id, "", "date_edtf", "1849/1850"),
        ("reject", fire.id),
    ]
    expected = decided(given, *rows).events
    assert len(expected) == 3
    for order in permutations(rows):
        assert decided(given, *order).events == expected


def test_the_order_of_events_says_nothing(given, siege, later):
    shuffled = list(given)
    for seed in range(10):
        Random(seed).shuffle(shuffled)
        done = decided(tuple(shuffled), ("merge", siege.id, later.id))
        assert done == decided(given, ("merge", siege.id, later.id))


def test_decisions_hold_when_documents_come_and_go(given, siege, later):
    rows = ("merge", siege.id, later.id), ("edit", siege.id, "", "label", "Long siege")
    others = mentions("Kestrel Rovers won the regional cup in 1926.", name="doc-9")
    more = resolve([*others, *(each for event in given for each in event.mentions)])
    assert one(decided(more, *rows).events, "Long siege") == one(decided(given, *rows).events, "Long siege")


FULLER = "Ada Lind returned to Lyon on 4 May 1931."
VAGUE = "The return of Ada Lind in May 1931 was feted."


@pytest.mark.parametrize(("before", "added"), [(VAGUE, FULLER), (FULLER, VAGUE)])
def test_an_event_keeps_the_id_that_was_decided_about(before, added):
    """Whichever words it is named by when more documents tell it."""
    (first,) = events([before])
    both = events([added, before])
    assert len(both) == 1
    edit = ("edit", first.id, "", "label", "Homecoming")
    done = decided(both, edit)
    assert [(each.id, each.label, each.reviewed, len(each.mentions)) for each in done.events] == [
        (first.id, "Homecoming", True, 2)
    ]
    assert done.stale == ()
    # what is decided about the event by the id that was published since
    assert decided(both, edit, ("confirm", first.id)).stale == ()
    assert decided(both, ("reject", first.id)).events == ()


def test_an_id_that_two_events_may_have_is_of_neither():
    (vague,) = events([VAGUE])
    (both,) = events([FULLER, VAGUE])
    twins = tuple(replace(both, id=name) for name in ("one", "other"))
    assert [each.id for each in with_kept_ids(twins[:1], [vague.id])] == [vague.id]
    assert with_kept_ids(twins, [vague.id]) == twins
    assert with_kept_ids(twins, ["1902-05-gone-12345678"]) == twins


def test_what_was_inferred_names_the_id_that_is_kept():
    (battle, _) = events(PREMISES)
    more = events([*PREMISES, "The Battle of Elmford Bridge was fought on 3 May 1794."])
    assert battle.id not in {each.id for each in more}
    done = decided(more, ("edit", battle.id, "", "label", "Elmford Bridge"))
    assert done.stale == ()
    (inferred,) = [each for each in done.events if each.derivation == "inferred"]
    assert [each.premises["event"] for each in inferred.inferences] == [battle.id]
    assert battle.id in {each.id for each in done.events}


PREMISES = [
    "The Battle of Elmford Bridge was fought in 1794.",
    "The 150th anniversary of the Battle of Elmford Bridge filled the square.",
]


@pytest.fixture(scope="module")
def counted() -> tuple[Event, ...]:
    found = events(PREMISES)
    assert [(each.value.edtf, each.derivation) for each in found] == [("1794", "stated"), ("1944", "inferred")]
    return found


def test_what_was_inferred_from_a_rejected_event_goes_with_it(counted):
    battle, feast = counted
    done = decided(counted, ("reject", battle.id))
    assert done.events == ()
    (told,) = done.remarks
    assert battle.id in told
    assert feast.id in told


def test_a_premise_follows_its_event_into_another(counted, given, siege):
    battle, feast = counted
    every = tuple(sorted([*counted, *given], key=lambda each: each.id))
    done = decided(every, ("merge", siege.id, battle.id))
    (left,) = [each for each in done.events if each.id == feast.id]
    assert left.inferences[0].premises["event"] == siege.id


def test_a_date_inferred_from_an_edited_one_is_told(counted):
    battle, feast = counted
    done = decided(counted, ("edit", battle.id, "", "date_edtf", "1795"))
    assert [each.value.edtf for each in done.events] == ["1795", "1944"]
    (told,) = done.remarks
    assert told.startswith("line 2: ")
    assert feast.id in told


def test_an_inferred_date_that_is_edited_is_inferred_no_more(counted):
    _, feast = counted
    done = decided(counted, ("edit", feast.id, "", "date_edtf", "1945"))
    left = one(done.events, "1945")
    assert (left.derivation, left.inferences) == ("resolved", ())
    same = decided(counted, ("edit", feast.id, "", "date_edtf", "1944"))
    assert one(same.events, "1944") == replace(feast, reviewed=True)


def test_a_stated_date_beside_an_inferred_one_needs_no_derivation(counted, given):
    _, feast = counted
    fire = one(given, "1902")
    every = tuple(sorted([*counted, *given], key=lambda each: each.id))
    left = one(decided(every, ("merge", fire.id, feast.id)).events, fire.label)
    assert (left.derivation == "inferred") == bool(left.inferences)


ALL = [*FAIRS, *PREMISES]


def drawn(random: Random, given: tuple[Event, ...]) -> list[tuple[str, ...]]:
    """Decisions at random on events that are there and that are not, as rows."""
    ids = [*(each.id for each in given), "gone"]
    told = [*(mention_id(mention) for event in given for mention in event.mentions), "gone@1-0"]
    makers = (
        lambda: ("merge", *random.sample(ids, 2)),
        lambda: ("confirm", random.choice(ids)),
        lambda: ("confirm", *random.sample(ids, 2)),
        lambda: ("reject", random.choice(ids)),
        lambda: (random.choice(["split", "reject"]), random.choice(ids), random.choice(told)),
        lambda: ("edit", random.choice(ids), "", "date_edtf", random.choice(["1849", "1931-05-04", "1944", "1800~"])),
        lambda: ("edit", random.choice(ids), "", "modality", random.choice(["planned", "negated"])),
    )
    return [random.choice(makers)() for _ in range(random.randint(1, 8))]


@pytest.mark.parametrize("seed", range(10))
def test_whatever_is_decided_the_events_hold(seed):
    random = Random(seed)
    given = events(ALL)
    tried = 0
    while tried < 30:
        rows = drawn(random, given)
        names = ("action", "event_id", "other", "field", "value")
        told = [
            Decision(**dict(zip(names, row, strict=False)), reason="seen", date="2026-03-09", line=line)
            for line, row in enumerate(rows, 2)
        ]
        if contradictions(Path("decisions.csv"), told):
            continue
        tried += 1
        done = apply_decisions(given, told, mention_id)
        proofs = [mention_id(mention) for event in done.events for mention in event.mentions]
        assert len(set(proofs)) == len(proofs)
        assert [each.id for each in done.events] == sorted({each.id for each in done.events})
        assert all(each.mentions and (each.derivation == "inferred") == bool(each.inferences) for each in done.events)
        there = {each.id for each in done.events}
        premises = {inference.premises.get("event") for each in done.events for inference in each.inferences}
        assert premises <= there
        random.shuffle(rows)
        assert decided(given, *rows).events == done.events
