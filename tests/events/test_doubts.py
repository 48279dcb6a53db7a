"""What a person should look at, and that what they decided isn't asked again."""

import pytest

from pipeline.events.decide import apply_decisions
from pipeline.events.decisions import Decision
from pipeline.events.doubts import Doubt, by_event, doubts
from pipeline.model import Event
from pipeline.publish.rows import mention_id
from tests.events.reading import events

ALIKE = ["The Elmford Harvest Fair opened in May 1931.", "The Harvest Fair opened in May 1931 with a parade."]
DATES = ["The Siege of Komorn Castle in 1849 was long.", "The Siege of Komorn Castle in 1850 was long."]
CODE = ["Resolution 77-CT/ABC of 4 May 2022 helps."]
YEAR = ["Decree 9/2018/NĐ-CP of 21 December 2019 helps."]
KINDS = ["Decree 9/2018/XYZ of 2018 helps.", "Circular 9/2018/XYZ of 2018 helps."]
VAGUE = ["It grew in 1902."]


def found(texts: list[str], *decisions: Decision) -> tuple[Doubt, ...]:
    given = apply_decisions(events(texts), decisions, mention_id).events
    return doubts(given, decisions)


KINDS_OF_DOUBT = [
    (ALIKE, "merge", 2, "may be one event (alike to 0.68)"),
    (VAGUE, "unsure", 1, "confidence 0.45"),
    (DATES, "dates", 2, "told alike, but dated 1849 and 1850"),
    (CODE, "act", 1, "called a resolution, but CT marks a directive"),
    (YEAR, "act", 1, "its number says 2018, its date 2019-12-21"),
    (KINDS, "act", 2, "one number, but a circular and a decree"),
]


@pytest.mark.parametrize(("texts", "kind", "count", "why"), KINDS_OF_DOUBT)
def test_kinds_of_doubt(texts, kind, count, why):
    (doubt,) = found(texts)
    assert (doubt.kind, len(doubt.events), doubt.why) == (kind, count, why)


CLEAR = [
    ["The Siege of Komorn Castle in 1849 was long.", "The Siege of Komorn Castle in 1899 was long."],
    ["The Siege of Komorn Castle in 1849 was long.", "The Siege of Komorn Castle in May 1849 was long."],
    ["Decree 9/2018/NĐ-CP of 21 December 2018 helps.", "Circular 9/2018/TT-XYZ of 2018 helps."],
    ["The mill at Elmford burnt in 1902."],
]


@pytest.mark.parametrize("texts", CLEAR)
def test_what_is_clear_is_no_doubt(texts):
    assert found(texts) == ()


def pair(doubt: Doubt, action: str) -> Decision:
    one, other = (event.id for event in doubt.events)
    return Decision(action=action, event_id=other, other=one, reason="seen", date="2026-03-09")  # type: ignore[arg-type]


@pytest.mark.parametrize("texts", [ALIKE, DATES, KINDS])
@pytest.mark.parametrize("action", ["confirm", "merge"])
def test_a_decided_pair_is_not_asked_again(texts, action):
    (doubt,) = found(texts)
    assert [each for each in found(texts, pair(doubt, action)) if len(each.events) == 2] == []


@pytest.mark.parametrize("texts", [CODE, VAGUE, YEAR])
def test_a_reviewed_event_is_not_asked_again(texts):
    (doubt,) = found(texts)
    seen = Decision(action="confirm", event_id=doubt.events[0].id, reason="seen", date="2026-03-09")
    assert found(texts, seen) == ()


def test_what_was_split_apart_is_not_asked_about():
    texts = ["Ada Lind returned to Lyon on 4 May 1931.", "The return of Ada Lind in May 1931 was feted."]
    (event,) = events(texts)
    split = Decision(
        action="split", event_id=event.id, other=mention_id(event.mentions[0]), reason="seen", date="2026-03-09"
    )
    assert len(apply_decisions((event,), [split], mention_id).events) == 2
    assert found(texts, split) == ()


def dated(event: Event, date: str) -> Decision:
    return Decision(
        action="edit", event_id=event.id, field="date_edtf", value=date, reason="misprint", date="2026-03-09"
    )


def test_an_edited_date_makes_claims_alike():
    texts = [ALIKE[0], ALIKE[1].replace("May", "June")]
    fair = min(events(texts), key=lambda each: each.value.edtf or "")
    assert found(texts) == ()
    (after,) = found(texts, dated(fair, "1931-06"))
    assert (after.kind, after.why) == ("merge", "may be one event (alike to 0.68)")


def test_an_edited_date_that_another_event_states_leaves_no_doubt():
    (doubt,) = found(DATES)
    assert found(DATES, dated(doubt.events[1], "1849")) == ()


def test_all_that_is_doubtful_of_an_event_is_one_doubt():
    (doubt,) = found(["Resolution 77/2018/CT-ABC of 4 May 2022 helps."])
    assert doubt.kind == "act"
    assert doubt.why == "called a resolution, but CT marks a directive; its number says 2018, its date 2022-05-04"


def test_the_events_of_most_doubts_come_first():
    sieges = [f"The Siege of Komorn Castle in {year} was long." for year in (1849, 1850, 1851)]
    first, second, third, *others = by_event(found([*CODE, *sieges]))
    assert [each.event.value.edtf for each in (first, second, third)] == ["1850", "2022-05-04", "1849"]
    assert [doubt.why for doubt in first.doubts] == [
        "told alike, but dated 1849 and 1850",
        "told alike, but dated 1850 and 1851",
    ]
    assert [len(each.doubts) for each in (second, third, *others)] == [1, 1, 1]


def test_the_doubts_come_in_one_order():
    every = [*ALIKE, *DATES, *CODE, *VAGUE]
    assert [each.kind for each in found(every)] == ["act", "dates", "merge", "unsure"]
    assert {each.why for each in found(every[::-1])} == {each.why for each in found(every)}
