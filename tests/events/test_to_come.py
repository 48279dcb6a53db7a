import pytest

from tests.events.reading import mentions

# text, date of the text, and of each mention the date, its relation, the modality and the label
AHEAD = [
    (
        "The audit was received. It was resolved to raise the rent to £45 from 1 January 2025.",
        "2024-11-05",
        [("2025-01-01", "on", "Rent will be raised to £45")],
    ),
    (
        "The board agreed to buy a new mower by the end of January.",
        "2024-11-05",
        [("2025-01", "by", "Board will buy a new mower")],
    ),
    (
        "On 3 May the board decided to buy a mower by the end of June.",
        "2024-05-05",
        [("2024-05-03", "on", "Board decided to buy a mower"), ("2024-06", "by", "Board will buy a mower")],
    ),
    ("We agreed to hold the fair on 3 May 2025.", "2024-11-05", [("2025-05-03", "on", "Fair will be held")]),
    (
        "The board agreed to buy a mower on 3 November.",
        "2024-11-05",
        [("2024-11-03", "on", "Board agreed to buy a mower")],
    ),
    (
        "In May 1931 the council decided to build a bridge.",
        "1990-01-01",
        [("1931-05", "within", "Council decided to build a bridge")],
    ),
    (
        "The audit was received. It was decided in 1931 to close the school.",
        None,
        [("1931", "within", "Decided to close the school")],
    ),
    (
        "The board declared a dividend of 4p, payable on 10 October 2025 to holders on the register at 12 May 2025.",
        "2025-03-01",
        [("2025-10-10", "on", "Payment of a dividend of 4p")],
    ),
    ("The hall was put on the register on 12 May 1931.", None, [("1931-05-12", "on", "Hall was put on the register")]),
    ("The fair was postponed from June 18 to July 2.", "2024-06-01", [("2024-07-02", "on", "Fair was postponed")]),
    ("The fair was postponed to July 2.", "2024-06-01", [("2024-07-02", "on", "Fair was postponed")]),
    (
        "On 3 March the board declared a dividend of 4p, payable on 10 October 2025.",
        "2025-03-05",
        [("2025-03-03", "on", "Board declared a dividend of 4p"), ("2025-10-10", "on", "Payment of a dividend of 4p")],
    ),
    (
        "The loan, repayable in 2030, was agreed in May 2024.",
        "2025-03-05",
        [("2030", "within", "Payment of the loan"), ("2024-05", "within", "Loan was agreed")],
    ),
    (
        "The council voted to postpone the opening of the pool until June 2026.",
        "2024-09-01",
        [("2026-06", "within", "Postponed opening of the pool")],
    ),
    (
        "The council agreed to defer the decision to June 2026.",
        "2024-09-01",
        [("2026-06", "within", "Deferred decision")],
    ),
    ("The board put the vote off until 4 June 2026.", "2024-09-01", [("2026-06-04", "on", "Rescheduled vote")]),
    ("The court adjourned the trial until 4 June 2026.", "2024-09-01", [("2026-06-04", "on", "Adjourned trial")]),
    (
        "The fair was brought forward from June 18 to May 2.",
        "2024-04-01",
        [("2024-05-02", "on", "Fair was brought forward")],
    ),
    (
        "The annual show, brought forward from August 24 to August 10, drew 212 entries.",
        "2024-09-01",
        [("2024-08-10", "on", "Annual show was brought forward")],
    ),
    ("The council brought the fair forward to May 2.", "2024-04-01", [("2024-05-02", "on", "Rescheduled fair")]),
    ("The council moved the fair from June 18 to May 2.", "2024-04-01", [("2024-05-02", "on", "Rescheduled fair")]),
    ("The ship was delayed until 4 May 1931.", None, [("../1931-05-04", "throughout", "Ship was delayed")]),
    ("The club was suspended until 4 May 1931.", None, [("../1931-05-04", "throughout", "Club was suspended")]),
    ("The firm moved from Arden to Norham in 1931.", None, [("1931", "within", "Firm moved from Arden to Norham")]),
    ("The war was brought to an end in 1945.", None, [("1945", "within", "War was brought to an end")]),
    (
        "The court ordered costs of £400, due on 1 March 2025.",
        "2024-09-01",
        [("2025-03-01", "on", "Payment of costs of £400")],
    ),
    ("The talks, due on 4 May 2025, were held.", "2025-06-05", [("2025-05-04", "on", "Talks were held")]),
    ("The match was moved from 3 May to 10 May.", "2024-05-01", [("2024-05-10", "on", "Match was moved")]),
    (
        "The museum moved from Arden in 1902. It was closed from 3 May to 10 May 1903.",
        None,
        [("1902", "within", "Museum moved from Arden"), ("1903-05-03/1903-05-10", "throughout", "Museum was closed")],
    ),
    (
        "She was appointed as curator with effect from 1 July 1931.",
        None,
        [("1931-07-01", "on", "Appointment as curator")],
    ),
]
UNSURE = [
    ("The board did not agree to buy a mower by May 2025.", "negated"),
    ("The board may decide to close the hall in May 2025.", "hypothetical"),
    ("The board did not postpone the opening until June 2026.", "negated"),
    ("The board may postpone the opening until June 2026.", "hypothetical"),
    ("Nobody agreed to buy the mower by May 2025.", "negated"),
]
# Labels of what is set for a date and doesn't say so by "will".
_SET_AHEAD = (
    "Payment of",
    "Fair was",
    "Annual show was",
    "Match was moved",
    "Postponed",
    "Deferred",
    "Rescheduled",
    "Adjourned",
)


@pytest.mark.parametrize(("text", "published", "wanted"), AHEAD)
def test_dates_set_for_something_else_are_dates_of_that(text, published, wanted):
    found = mentions(text, published=published)
    assert [(each.value.edtf, each.relation, each.label) for each in found] == wanted
    ahead = {each.label for each in found if each.modality == "planned"}
    assert ahead == {label for _, _, label in wanted if " will " in label or label.startswith(_SET_AHEAD)}


@pytest.mark.parametrize(("text", "modality"), UNSURE)
def test_what_was_not_decided_is_not_planned(text, modality):
    assert [each.modality for each in mentions(text, published="2024-11-05")] == [modality]
