import pytest

from pipeline.events import examine, extract, reasons
from pipeline.ingest import document_from_text
from pipeline.model import Block, Document, Span
from pipeline.temporal import tag_document
from tests.events.reading import mentions, told

ABOUT_A_PROVINCE = "Work of the Lang Son province council. Lang Son is a province in the north. "


def test_acts_with_issuer_and_date():
    (found,) = mentions(
        "Resolution 77-NQ/QUTW, dated 3 March 2031, by the Central Military Commission on reserves is in hand."
    )
    assert (found.type, found.value.edtf, found.relation, found.reference) == (
        "legal_act",
        "2031-03-03",
        "on",
        "77-NQ/QUTW",
    )
    assert found.label == "Resolution 77-NQ/QUTW issued by the Central Military Commission"
    assert [(each.name, each.role) for each in found.actors] == [("Central Military Commission", "issuer")]


ISSUERS = [
    ("The Senate passed Resolution No. 12-A/2031 on 4 May 2031.", "Resolution 12-A/2031 passed by the Senate"),
    ("Government Decree No. 9/2031/ND-CP of 4 May 2031 helps.", "Decree 9/2031/ND-CP issued by the Government"),
    ("The Politburo's Resolution 5-NQ/TW, dated 4 May 2031, helps.", "Resolution 5-NQ/TW issued by the Politburo"),
    (
        "Resolution No. 6/NQ-TW, by which the Politburo asked for dykes, dates from 4 May 2031.",
        "Resolution 6/NQ-TW issued by the Politburo",
    ),
    ("Decree 7/2031/ND-CP, signed on 4 May 2031, helps.", "Decree 7/2031/ND-CP"),
]


@pytest.mark.parametrize(("sentence", "label"), ISSUERS)
def test_issuers(sentence, label):
    assert [(each.label, each.value.edtf) for each in mentions(sentence)] == [(label, "2031-05-04")]


def test_the_date_goes_to_the_act_that_stands_next_to_it():
    found = mentions(
        "Under Decree 7/2030/ND-CP of 4 May 2030 and Decree 8/2031/ND-CP of 5 June 2031 the weirs were built."
    )
    assert [(each.reference, each.value.edtf) for each in found] == [
        ("7/2030/ND-CP", "2030-05-04"),
        ("8/2031/ND-CP", "2031-06-05"),
    ]


def test_a_year_in_a_number_that_contradicts_the_date_costs_confidence():
    (right,) = mentions("Decree 7/2031/ND-CP of 4 May 2031 helps.")
    (odd,) = mentions("Decree 7/2030/ND-CP of 4 May 2031 helps.")
    assert odd.confidence < right.confidence


APPLIES = [
    ("The council adopted a resolution for the third quarter of 2031.", ("2031-35", "for", "legal_act")),
    ("The Harbour Plan covers the period 2031–2040.", ("2031/2040", "for", "legal_act")),
    ("The Harbour Plan has a vision towards 2055.", ("2055", "by", "target")),
    ("The harbour towards 2055 will grow with a vision to 2060.", ("2055", "by", "target")),
    ("Tasks of the pilots for the 2031–2036 term were set.", ("2031/2036", "for", "term")),
    ("During the 2031–2036 period, the harbour grew.", ("2031/2036", "throughout", "term")),
]


@pytest.mark.parametrize(("sentence", "expected"), APPLIES)
def test_dates_that_say_more_than_when(sentence, expected):
    assert told(sentence)[0][:3] == expected


def test_terms_say_whose_and_where():
    found = mentions(ABOUT_A_PROVINCE + "The 21st Provincial Congress passed a resolution for the 2031–2036 term.")
    assert [(each.label, each.type, each.relation, each.place) for each in found] == [
        ("Term of the 21st Provincial Congress of Lang Son", "term", "throughout", "vn-lang-son")
    ]


def test_the_province_is_said_by_name():
    found = mentions(
        ABOUT_A_PROVINCE
        + "In 2031 the province held a flood drill. This old land welcomed the return of Ada Lind in May 1931."
    )
    assert [each.label for each in found] == ["Lang Son held a flood drill", "Return of Ada Lind to Lang Son"]
    assert [each.type for each in found] == ["exercise", "movement"]
    assert {each.place for each in found} == {"vn-lang-son"}
    assert [(each.name, each.role) for each in found[1].actors] == [("Ada Lind", "subject")]


def test_a_province_is_not_guessed():
    found = mentions("The 2031 provincial flood drill went well.")
    assert [(each.label, each.place) for each in found] == [("Provincial flood drill", None)]


def test_list_of_named_events():
    found = told(
        "The town had its share in the great events, including the March Revolution of 1848, the Siege of Komorn in 1849 and the Grand Fair in spring 1851."
    )
    assert [(date, kind) for date, _, kind, _ in found] == [
        ("1848-03", "uprising"),
        ("1849", "battle"),
        ("1851-21", "commemoration"),
    ]
    assert [label for *_, label in found] == ["March Revolution", "Siege of Komorn", "Grand Fair"]


def test_ranges_are_one_mention_with_all_their_words():
    text = "The council sat from 1901 to 1905."
    (found,) = mentions(text)
    assert (found.timex.text, found.value.edtf) == ("1901 to 1905", "1901/1905")
    assert text[found.timex.span.slice] == found.timex.text


def test_since_is_open():
    (found,) = mentions("The marsh has been protected since 1991.")
    assert (found.value.edtf, found.value.precision, found.relation) == ("1991/..", "open", "since")
    assert found.timex.value.edtf in {"1991", "1991/.."}


def _with_blocks(text: str, kinds: list[tuple[str, str]]) -> Document:
    blocks = []
    for words, kind in kinds:
        start = text.index(words)
        span = Span(start=start, end=start + len(words))
        blocks.append(Block(span=span, kind=kind, sentences=() if kind in {"furniture", "dateline"} else (span,)))
    return Document(id="page", path="page.txt", text=text, language="en", sha256="0" * 64, blocks=tuple(blocks))


def test_furniture_and_datelines_tell_nothing():
    text = "Friday, 4 May 2031, 09:37\nOslo, 3 May 2031\nThe mill burnt in 1902.\nThe mill in 1903\nThe mill burnt again in 1904."
    kinds = ["furniture", "dateline", "body", "caption", "teaser"]
    page = _with_blocks(text, list(zip(text.split("\n"), kinds, strict=True)))
    found = extract(page, tag_document(page))
    assert [(each.value.edtf, each.section) for each in found] == [("1902", "body"), ("1904", "teaser")]


def test_dates_without_event_are_kept():
    page = document_from_text("Sales were at their lowest since 1987. In 1931 the mill burnt.", language="en")
    seen = examine(page, tag_document(page))
    assert [(page.text[each.span.slice], each.reason) for each in seen.without_event] == [("1987", reasons.COMPARED)]
    assert len(seen.mentions) == 1


def test_quotes_are_whole_sentences_and_hold_the_date():
    text = "A mill stood here. It burnt on 4 May 1902, when rain was scarce. Nobody was hurt."
    (found,) = mentions(text)
    assert text[found.quote.slice] == "It burnt on 4 May 1902, when rain was scarce."
    assert found.timex.span in found.quote


def test_confidence_follows_the_way_of_finding():
    named, clause, bare = (
        mentions("The Siege of Komorn in 1849 was long.")[0],
        mentions("The orchard had forty rows in 1849.")[0],
        mentions("Rows of pears, 1849")[0],
    )
    assert named.confidence > clause.confidence > bare.confidence > 0


def test_coreference_in_the_next_sentence():
    found = mentions("In March 1848 the weavers rose in the Great Revolt. The weavers took power in March 1848.")
    assert len({each.head for each in found if each.type == "uprising"}) == 1


def test_months_and_seasons_inside_names_are_no_dates_of_their_own():
    text = "The Spring Offensive of 1849 failed. Before the March Revolution the presses stood still."
    assert told(text) == [("1849-21", "within", "battle", "Spring Offensive")]
