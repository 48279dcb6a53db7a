import pytest

from tests.events.reading import events, mentions


def _facts(*texts):
    return {(each.value.edtf, each.type, each.label, each.derivation) for each in events(texts)}


def test_anniversary_looks_back():
    found = _facts("The Ropemakers Society celebrated the 60th anniversary of its founding in 1991.")
    assert ("1991", "commemoration") in {fact[:2] for fact in found}
    assert ("1931", "founding", "inferred") in {(date, kind, how) for date, kind, _, how in found}


def test_anniversary_of_what_another_document_dates():
    found = events(
        [
            "The town held a feast for the 70th anniversary of the victory at Grauburg.",
            "The Battle of Grauburg ended in victory in 1809.",
        ]
    )
    (feast,) = [each for each in found if each.type == "commemoration"]
    assert (feast.value.edtf, feast.derivation, feast.label) == (
        "1879",
        "inferred",
        "70th anniversary of the victory at Grauburg",
    )
    (inference,) = feast.inferences
    assert inference.rule == "anniversary"
    assert inference.premises["count"] == 70
    assert inference.premises["date"] == "1809"
    assert "1879" in inference.explanation


def test_anniversary_of_what_is_dated_in_the_sentence():
    found = _facts("A parade honoured the 10th anniversary of the 1931 dock strike.")
    assert ("1941", "commemoration", "10th anniversary of the dock strike", "inferred") in found


def test_no_anniversary_without_an_anchor():
    assert events(["The town held a feast for the 70th anniversary of the victory at Grauburg."]) == ()


def test_absence_gives_the_departure():
    (left, returned) = mentions("Ada Lind returned to Lyon on 4 May 1931 after 12 years abroad.")
    if left.value.edtf == "1931-05-04":
        left, returned = returned, left
    assert (left.value.edtf, left.type, left.label, left.derivation) == (
        "1919~",
        "movement",
        "Departure abroad of Ada Lind",
        "inferred",
    )
    assert left.timex.text == "12 years"
    assert left.inference.premises["years"] == 12
    assert returned.label == "Return of Ada Lind to Lyon"


IMPLEMENTING = [
    (
        [
            "Decree 9/2011/ND-CP of 4 May 2011 closed the weirs.",
            "Ten years of implementing Decree 9/2011/ND-CP were reviewed.",
        ],
        ("2021", "assessment"),
    ),
    (
        [
            "The council adopted a resolution for the third quarter of 2031 and looked back on 15 years of executing Resolution 5-CT/TU."
        ],
        ("2016~", "legal_act"),
    ),
]


@pytest.mark.parametrize(("texts", "expected"), IMPLEMENTING, ids=["from the act", "back to the act"])
def test_implementation(texts, expected):
    found = {(each.value.edtf, each.type) for each in events(texts) if each.derivation == "inferred"}
    assert expected in found


def test_no_implementation_without_an_anchor():
    assert events(["Ten years of implementing Decree 9/2011/ND-CP were reviewed."]) == ()
    assert events(["The strategy has been applied for 10 years."]) == ()


def test_election_about_the_first_year_of_the_tenure():
    found = _facts("Wardens of the dykes are to be elected for the 2031–2036 tenure.")
    assert ("2031~", "appointment", "Election of wardens of the dykes", "inferred") in found
    assert ("2031/2036", "term", "Tenure of wardens of the dykes", "stated") in found


def test_every_inferred_event_tells_how():
    texts = [
        "Ada Lind returned to Lyon on 4 May 1931 after 12 years abroad.",
        "The gallery marked its 50th anniversary in 1998.",
    ]
    for each in events(texts):
        assert bool(each.inferences) == (each.derivation == "inferred")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The town marked the 70th anniversary of the founding of the club on 7 May 1954.",
            ("1954-05-07", "founding", "Founding of the club"),
        ),
        ("On the 70th anniversary of the victory at Arden in 1954 the mayor spoke.", ("1954", "battle", "Victory at Arden")),
        ("On the 70th anniversary of the 1954 flood the mayor spoke.", ("1954", "disaster", "Flood")),
        (
            "The town marked the 70th anniversary of the founding of the club on 7 May 2024.",
            ("2024-05-07", "commemoration", "70th anniversary of the founding of the club"),
        ),
        (
            "The club celebrated the 50th anniversary of the mill in 1974.",
            ("1974", "commemoration", "50th anniversary of the mill"),
        ),
    ],
)  # fmt: skip
def test_a_date_of_what_is_celebrated_is_not_that_of_the_feast(text, wanted):
    found = [(each.value.edtf, each.type, each.label) for each in mentions(text, published="2024-09-01")]
    assert wanted in found
    assert len([label for _, _, label in found if label == wanted[2]]) == 1
