"""Lines that give a date after the label of what it is of, and those whose label names nothing that happens."""

import pytest

from tests.events.reading import mentions, told

LINES = [
    ("Date of next meeting: 03.12.2024", [("2024-12-03", "Next meeting")]),
    ("**Date of next meeting:** 3 December 2024", [("2024-12-03", "Next meeting")]),
    ("- Next meeting: 3 December 2024", [("2024-12-03", "Next meeting")]),
    ("Next meeting: 3 December 2024, 7.30 pm, village hall", [("2024-12-03T19:30", "Next meeting")]),
    ("Next meeting: 3 December 2024 at 7.30 pm in the village hall.", [("2024-12-03T19:30", "Next meeting")]),
    ("Date and time of incident: 12 March 2024, 14:30", [("2024-03-12T14:30", "Incident")]),
    ("Hearing date: 12 March 2024", [("2024-03-12", "Hearing")]),
    ("Original date of trial: 4 June 2024", [("2024-06-04", "Trial")]),
    ("Closing date for applications: 1 June 2024", [("2024-06-01", "Closing date for applications")]),
    ("Deadline for entries: 1 June 2024", [("2024-06-01", "Deadline for entries")]),
    ("Harvest festival – 12 March 2024", [("2024-03-12", "Harvest festival")]),
    ("Village fair: 5 May 2025", [("2025-05-05", "Village fair")]),
    ("Committee meetings: 3 May and 4 June 2024.", [("2024-05-03", "Committee meetings"), ("2024-06-04", "Committee meetings")]),
    ("Harvest supper: Friday 4 October", [("2024-10-04", "Harvest supper")]),
    ("Next review: 10 December 2024", [("2024-12-10", "Next review")]),
    ("2. Correct the interlock – due 29 November 2024.", [("2024-11-29", "Correct the interlock")]),
    ("Audit of parts: to be completed by 31 January 2025 (owner: T. Roe).", [("2025-01-31", "Audit of parts")]),
    ("Year of construction: 1931", [("1931", "Construction")]),
    ("Year built: 1931", [("1931", "Built")]),
    ("| Built | 1931 |", [("1931", "Built")]),
    ("Registered: 4 May 1931; closed: 5 May 1940.", [("1931-05-04", "Registered"), ("1940-05-05", "Closed")]),
    ("Permit granted by the county: 12 March 2024", [("2024-03-12", "Permit was granted by the county")]),
    ("- First pupil enrolled: 3 February 2020", [("2020-02-03", "First pupil was enrolled")]),
    ("Digging paused: 20 March – 8 June 2020 (frost)", [("2020-03-20/2020-06-08", "Digging was paused")]),
    ("Drawings shown at the Elmford fair: Q1 2023", [("2023-33", "Drawings were shown at the Elmford fair")]),
    ("Roof replaced by Hart & Sons: summer 2019", [("2019-22", "Roof was replaced by Hart & Sons")]),
    ("Work begun: May 2020", [("2020-05", "Work begun")]),
    ("Bridge reopened: 4 June 2024", [("2024-06-04", "Bridge reopened")]),
    ("Members elected: 4 May, 5 June 2024", [("2024-05-04", "Election of members"), ("2024-06-05", "Election of members")]),
    ("Last inspected: 3 May 2024", [("2024-05-03", "Inspected")]),
    ("The committee met twice: 3 May and 4 June 2024.", [("2024-05-03", "Committee met twice"), ("2024-06-04", "Committee met twice")]),
]  # fmt: skip
NO_LINES = [
    "Period covered: January to March 2024",
    "Page last updated: 3 May 2024",
    "Report published: 3 May 2024",
    "Hours worked: May 2024",
    "Loaves sold: 2023",
    "Figures as reported: June 2024",
    "United States: 3 May 2024",
    "Date: 4 May 2024",
    "Date of report: 4 May 2024",
    "Report date: 4 May 2024",
    "Report: 4 May 1931",
    "Vol. 3: 1931",
    "Norham: 4 May 1931",
    "Sales: 2023",
    "Council: 4 May 2024",
    "Programme: 2024",
    "Period covered: 2019 to 2023",
    "He wrote: 4 May 2024.",
    "It has three parts: 2023.",
    "Annual report: 10 December 2024",
    "Norham: 4 October 2024",
    "To the editor – on 4 May 2025",
    "Water levels: in May 1931",
]


@pytest.mark.parametrize(("text", "wanted"), LINES)
def test_a_label_says_what_the_date_behind_it_is_of(text, wanted):
    assert [(date, label) for date, _, _, label in told(text, published="2024-09-01")] == wanted


@pytest.mark.parametrize("text", NO_LINES)
def test_a_label_of_nothing_that_happens_gives_no_event(text):
    assert told(text, published="2024-09-01") == []


def test_what_a_line_sets_ahead_is_planned():
    [ahead] = mentions("Next meeting: 3 December 2024", published="2024-09-01")
    [past] = mentions("Last meeting: 3 December 2023", published="2024-09-01")
    assert (ahead.modality, past.modality, ahead.type) == ("planned", "occurred", "meeting")


def test_what_is_due_is_planned_by_then_whenever_that_was():
    [found] = mentions("Audit of spare parts: to be completed by 31 January 2024", published="2024-09-01")
    assert (found.relation, found.modality) == ("by", "planned")


def test_a_label_of_one_word_is_of_what_the_document_is_about():
    text = "Ada Lind was a miller.\n\nDate of birth: 4 May 1931\n\nDied: 5 June 1990"
    labels = [label for _, _, _, label in told(text, title="Ada Lind")]
    assert labels == ["Birth of Ada Lind", "Ada Lind died"]


def test_a_label_is_no_name_of_what_the_text_calls_a_date():
    text = (
        "Committee date: 9 May 2024\n\nThe board must begin within a year of the date of this decision, by 9 May 2027."
    )
    assert [label for *_, label in told(text)][-1] == "Board must begin within a year of the date of this decision"


def test_the_members_of_a_list_keep_their_names():
    found = told("Weddings: 2 May 1931, Ada Lind and Karl Holm; 9 May, Mary Roe and Abel Lind.")
    assert [label for *_, label in found] == ["Wedding of Ada Lind and Karl Holm", "Wedding of Mary Roe and Abel Lind"]
