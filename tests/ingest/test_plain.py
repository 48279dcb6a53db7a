"""What a plain text's lines are taken for. A case is (kind, words) for every block, in order."""

import pytest

from pipeline.ingest import document_from_text

LONG = "The keepers of the sea dyke wrote down every spring tide, and they measured how much of the clay had gone."
OTHER = "In 1931 the clay was gone; the village moved to the ridge behind it and built its houses anew."


def kinds(text, **fields):
    document = document_from_text(text, **fields)
    return [(block.kind, document.text[block.span.slice]) for block in document.blocks]


def lines(*of):
    return "\n".join(of)


def test_an_article_as_it_is_copied_from_a_page():
    text = lines(
        "Tuesday, March 4, 2014, 09:00 (GMT+7)",
        "",
        "Monday, March 3, 2014, 08:05 (GMT+7)",
        "The sea dyke of Ba Tri",
        "Colonel LE VAN HOA",
        LONG,
        "|",
        "The dyke seen from the ridge |",
        OTHER,
        "Villagers and soldiers carry baskets of clay to the breach in the dyke",
        LONG,
        ".jpg)",
        OTHER,
        "Later years",
        LONG,
        "TRAN THI MAI, PhD",
        "Keeper of the archive",
        "________",
        "1. A spring tide is the highest of a fortnight.",
        "Your Comment (0)",
        "You have 300/300 characters left",
        "A lock for Go Cong",
        "The lock was dug in 1924",
    )
    document = document_from_text(text)
    assert (document.title, document.published) == ("The sea dyke of Ba Tri", "2014-03-03")
    assert kinds(text) == [
        ("furniture", "Tuesday, March 4, 2014, 09:00 (GMT+7)"),
        ("dateline", "Monday, March 3, 2014, 08:05 (GMT+7)"),
        ("title", "The sea dyke of Ba Tri"),
        ("byline", "Colonel LE VAN HOA"),
        ("body", LONG),
        ("furniture", "|"),
        ("caption", "The dyke seen from the ridge"),
        ("body", OTHER),
        ("caption", "Villagers and soldiers carry baskets of clay to the breach in the dyke"),
        ("body", LONG),
        ("furniture", ".jpg)"),
        ("body", OTHER),
        ("heading", "Later years"),
        ("body", LONG),
        ("byline", "TRAN THI MAI, PhD"),
        ("byline", "Keeper of the archive"),
        ("furniture", "________"),
        ("footnote", "1. A spring tide is the highest of a fortnight."),
        ("furniture", "Your Comment (0)"),
        ("furniture", "You have 300/300 characters left"),
        ("teaser", "A lock for Go Cong"),
        ("teaser", "The lock was dug in 1924"),
    ]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (lines("Monday, March 3, 2014, 08:05", "The sea dyke", LONG), "2014-03-03"),
        (lines("The sea dyke", "Monday, March 3, 2014, 08:05", LONG), "2014-03-03"),
        (lines("Tuesday, March 4, 2014, 09:00", "The sea dyke", "Monday, March 3, 2014, 08:05", LONG), "2014-03-03"),
        (lines("The sea dyke", "Published: 3 March 2014", LONG), "2014-03-03"),
        (lines("The sea dyke", "Updated: 3 March 2014", LONG), None),
        (lines("The sea dyke", "3 March 1931", LONG), None),
        (lines("Tuesday, March 3, 2014, 08:05", "The sea dyke", LONG), None),
        (lines("Monday, March 3, 2014, 08:05", LONG), None),
        (lines("The sea dyke", LONG, "Monday, March 3, 2014, 08:05", OTHER), None),
    ],
)
def test_published_is_read_only_where_it_is_certain(text, published):
    assert document_from_text(text).published == published


def test_what_is_stated_goes_before_what_is_recognised():
    text = lines("Monday, March 3, 2014, 08:05", "The sea dyke", LONG)
    document = document_from_text(text, published="2013", title="Dykes", language="fr")
    assert (document.published, document.title, document.language) == ("2013", "Dykes", "fr")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (lines("The sea dyke", LONG), "The sea dyke"),
        (lines("The sea dyke.", LONG), None),
        (lines("the sea dyke", LONG), None),
        (lines("The sea dyke:", LONG), None),
        (lines("Overview", LONG), None),
        (lines("The sea dyke", "The river lock"), None),
        ("The sea dyke", None),
        (lines(LONG, "The sea dyke"), None),
    ],
)
def test_title(text, title):
    assert document_from_text(text).title == title


def test_a_stated_title_is_found_in_the_text():
    assert kinds(lines("What held the sea?", "rain", "wind"), title="What held the sea?")[0][0] == "title"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Later years", "heading"),
        ("Villagers and soldiers carry baskets of clay to the breach", "caption"),
        ("Photo: A. Le.", "caption"),
        ("The breach in the dyke (Photo: A. Le)", "caption"),
        ("The dyke holds |", "caption"),
        ("The results include:", "body"),
        ("and so it went on", "body"),
        ("- clay", "body"),
        ("Monday, March 3, 2014, 08:05 (GMT+7)", "furniture"),
        ("https://dykes.example/1931", "furniture"),
        ("Share on Facebook", "furniture"),
        ("* * *", "furniture"),
        ("It held!", "body"),
    ],
)
def test_a_line_between_paragraphs(line, kind):
    assert kinds(lines(LONG, line, OTHER))[1][0] == kind


def test_one_word_above_a_text_is_a_heading():
    assert kinds(lines("Overview", LONG, OTHER))[0] == ("heading", "Overview")


def test_a_run_of_lines_without_stops_is_a_list():
    text = lines(LONG, "Clay", "Reed", "Stone", OTHER)
    assert [kind for kind, _ in kinds(text)] == ["body"] * 5


@pytest.mark.parametrize(
    "line", ["TRAN THI MAI", "Comrade Tran Thi Mai", "By A. Roe", "Senior Colonel A. Roe, Head of Works", "Le Thi Hoa"]
)
def test_a_byline_closes_an_article(line):
    assert kinds(lines(LONG, OTHER, line, "Keeper of the archive"))[2:] == [
        ("byline", line),
        ("byline", "Keeper of the archive"),
    ]


def test_a_last_line_that_names_nobody_is_no_byline():
    assert kinds(lines(LONG, OTHER, "The end of the road"))[2][0] == "body"


def test_a_comment_box_above_the_article_makes_no_teasers():
    assert [kind for kind, _ in kinds(lines("Comments (3)", LONG, OTHER))] == ["furniture", "body", "body"]


def test_a_rule_without_notes_below_makes_no_footnotes():
    assert [kind for kind, _ in kinds(lines(LONG, "_____", OTHER))] == ["body", "furniture", "body"]


WRAPPED = """\
The keepers of the sea dyke wrote down every spring tide, and they
measured how much of the clay had gone. In 1931 the last of it was
washed away; the village moved to the ridge.
A second dyke was planned in the same year, but no money was to be
found for it.

Only in 1954 did they begin to build with stone from the hills, of
which there was enough.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_wrapped_lines_make_paragraphs(end):
    text = WRAPPED.replace("\n", end)
    found = kinds(text)
    assert [words.split()[0] for _, words in found] == ["The", "A", "Only"]
    assert sum(len(block.sentences) for block in document_from_text(text).blocks) == 4


def test_lines_that_are_sentences_are_not_joined():
    text = lines("The lock was dug in 1924 and paid for by the growers of Go Cong.", "It silted up within ten years.")
    assert len(kinds(text)) == 2


def test_headlines_one_a_line_are_not_joined():
    text = lines(*["The growers of Go Cong pay for a lock to keep the salt water out"] * 5)
    assert len(kinds(text)) == 5


MAILS = [
    (
        lines("From: Ada Lind", "To: The committee", "Date: Thu, 14 Mar 2024 09:12", "Subject: RE: Fwd: The pump", "", "Hello,", LONG),
        ("The pump", "2024-03-14"),
    ),
    (lines("From: a@lind.example", "Sent: Thursday, March 14, 2024 9:12 AM", "To: Roe", "Subject: The pump", LONG), ("The pump", "2024-03-14")),
    (lines("Subject: The pump", "Date: Thu, 14 Mar 2024 09:12:33 +0100", "From: Ada Lind", "", LONG), ("The pump", "2024-03-14")),
    (lines("MEMORANDUM", "TO: All", "FROM: Ada Lind", "DATE: March 14, 2024", "RE: The pump", "", LONG), ("The pump", "2024-03-14")),
    (lines("Từ: Lê Hoa", "Đến: Ban quản lý", "Ngày: 14/03/2024", "Chủ đề: Máy bơm", "", LONG), ("Máy bơm", "2024-03-14")),
    # a day that can be read in two ways, or doesn't fall on its weekday, isn't certain
    (lines("From: Ada Lind", "Date: 04/03/2024", "Subject: The pump", "", LONG), ("The pump", None)),
    (lines("From: Ada Lind", "Date: Fri, 14 Mar 2024 09:12", "Subject: The pump", "", LONG), ("The pump", None)),
]  # fmt: skip
NO_MAILS = [
    lines("From: Hull", "To: Rotterdam", "Date: 14 March 2024", "", LONG),
    lines("Date: 14 March 2024", "Subject: geography", "", LONG),
    lines(LONG, "From: Ada Lind", "Date: 14 March 2024", "Subject: The pump", "", OTHER),
]


@pytest.mark.parametrize(("text", "wanted"), MAILS)
def test_the_head_of_a_mail_says_its_subject_and_day(text, wanted):
    document = document_from_text(text)
    assert (document.title, document.published) == wanted
    assert {block.kind for block in document.blocks if ": " in document.text[block.span.slice][:14]} == {"furniture"}


@pytest.mark.parametrize("text", NO_MAILS)
def test_what_lacks_a_field_or_stands_below_is_no_head_of_a_mail(text):
    assert document_from_text(text).published is None


def test_what_is_stated_of_a_mail_goes_before_its_head():
    document = document_from_text(MAILS[0][0], title="Notes", published="2024-03-15")
    assert (document.title, document.published) == ("Notes", "2024-03-15")


@pytest.mark.parametrize(
    ("first", "wanted"),
    [
        ("ELMFORD ROVERS FC - SEASON REPORT 2022/23", ("ELMFORD ROVERS FC - SEASON REPORT 2022/23", "2023-06-06")),
        ("ANNUAL REPORT 2023", ("ANNUAL REPORT 2023", "2023-06-06")),
        # without a figure it may be a name
        ("ANNA LEE, PhD", (None, None)),
    ],
)
def test_a_line_in_capitals_with_a_figure_is_a_title_and_no_name(first, wanted):
    document = document_from_text(lines(first, "", "Published 6 June 2023", "", LONG))
    assert (document.title, document.published) == wanted
