import pytest

from pipeline.ingest.hyphens import SOFT_HYPHEN, Hyphens
from pipeline.ingest.pages import Line, lay_out
from tests.growth import growth

WIDE = "The ferry took on coal and passengers at the lower quay of the town every"


def line(text, top, *, left=60.0, right=500.0, size=12.0, bold=False):
    return Line(text, left, top - size, right, top, size, bold)


def page(*texts, top=700.0, **form):
    """Lines of body text, one below the other at the usual distance, the last of them short."""
    last = len(texts) - 1
    return [line(text, top - 14 * i, right=300.0 if i == last else 500.0, **form) for i, text in enumerate(texts)]


def told(*pages):
    return [(piece.kind, piece.text[piece.mark :]) for piece in lay_out(pages)]


def test_lines_of_a_paragraph_are_joined_and_paragraphs_parted_by_distance():
    first = page(WIDE, "morning. In 1931 it sank.")
    assert told([*first, *page(WIDE, "evening.", top=640)]) == [
        (None, f"{WIDE} morning. In 1931 it sank."),
        (None, f"{WIDE} evening."),
    ]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        (line(WIDE, 700), line("morning of 1931.", 686, right=160), True),
        (line(f"{WIDE} day.", 700), line("It sank in 1931.", 686, left=80), False),
        (line("It sank in 1931.", 700, right=160), line("The owners built another.", 686, right=200), False),
        (line("1924 The quay", 700, right=140), line("1931 The flood", 686, right=140), False),
        (line(WIDE, 700), line("- coal", 686, right=100), False),
        (line(WIDE, 700), line("Monday in 1931.", 686, right=160), True),
    ],
)
def test_what_begins_a_paragraph(above, below, joined):
    rest = page(WIDE, WIDE, "day.", top=500)
    assert len(told([above, below, *rest])) == (2 if joined else 3)


@pytest.mark.parametrize(
    ("last", "first", "joined"),
    [
        (line(WIDE, 100), line("morning of 1931.", 700, right=160), True),
        (line(WIDE, 100), line("May 1931 was dry.", 700, right=160), True),
        (line("It sank in 1931.", 100, right=160), line("The owners built another.", 700, right=200), False),
        (line(f"{WIDE[:-6]} day.", 100), line("The owners built another.", 700, right=200), False),
    ],
)
def test_a_paragraph_may_go_on_over_the_page(last, first, joined):
    paragraphs = told([*page(WIDE, WIDE, top=128)[:1], last], [first])
    assert len(paragraphs) == (1 if joined else 2)


def test_heads_feet_and_page_numbers_go_and_what_they_part_is_joined():
    def printed(number, *body):
        return [line("Annals of the Elm ferry", 780, size=9), *body, line(f"{number}", 40, right=70, size=9)]

    pages = [
        printed(7, *page(WIDE, WIDE, top=128)[:1]),
        printed(8, line("morning until 1931.", 700, right=200)),
        printed(9, *page("The second ferry was of iron.")),
    ]
    assert told(*pages) == [(None, f"{WIDE} morning until 1931."), (None, "The second ferry was of iron.")]


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        (["Page 1", "Page 2", "Page 3"], []),
        (["Elm ferry | 11", "Elm ferry | 12", "Elm ferry | 13"], []),
        (["Page 1 of 3", "2 / 3", "- 3 -"], []),
        (["Coal", "Iron", "Brass"], ["Coal", "Iron", "Brass"]),
        (["5 May 1931", "6 May 1931", "7 May 1931"], ["5 May 1931", "6 May 1931", "7 May 1931"]),
        (["4 boats", "9 boats", "2 boats"], ["4 boats", "9 boats", "2 boats"]),
        (["Page 7", "Iron", "Brass"], ["Page 7", "Iron", "Brass"]),
    ],
)
def test_which_lines_run(texts, kept):
    bodies = ["The ferry was of wood.", "The owners sold it.", "It was broken up."]
    pages = [[line(text, 780), line(body, 700)] for text, body in zip(texts, bodies, strict=True)]
    found = [text for _, text in told(*pages)]
    assert [text for text in found if text not in bodies] == kept
    assert [text for text in found if text in bodies] == bodies


def test_the_head_of_a_chapter_of_two_pages_goes_where_its_number_counts_as_others_do():
    heads = ["Wood 1", "Wood 2", "Wood 3", "Iron 4", "Iron 5", "Coal 9", "Coal 10"]
    pages = [[line(head, 780), *page(WIDE, f"day {at + 40} of it.")] for at, head in enumerate(heads)]
    text = " ".join(text for _, text in told(*pages))
    assert [head for head in heads if head in text] == ["Coal 9", "Coal 10"]


def test_years_in_large_type_at_the_head_of_pages_are_no_page_numbers():
    pages = [[line(str(year), 780, size=20), *page(f"{WIDE} day of {year - 1900}.")] for year in (1931, 1932, 1933)]
    text = " ".join(text for _, text in told(*pages))
    assert all(str(year) in text for year in (1931, 1932, 1933))


def test_a_title_that_goes_on_as_the_head_of_pages_stays_once():
    bodies = ["The ferry was of wood.", "The owners sold it.", "It was broken up."]
    pages = [[line("The Elm ferry", 780, size=20), *page(WIDE, body)] for body in bodies]
    assert [(piece.kind, piece.level) for piece in lay_out(pages) if piece.text == "The Elm ferry"] == [("heading", 1)]


def test_headings_by_size_and_weight():
    lines = [
        line("The Elm ferry", 780, size=22, right=200),
        line("Wood", 740, size=16, right=100),
        *page(WIDE, "day in 1931.", top=710),
        line("The first owners", 660, bold=True, right=160),
        *page(WIDE, "day in 1932.", top=646),
        line("It was sold for 200 pounds.", 600, size=16, right=300),
    ]
    assert [(piece.kind, piece.level) for piece in lay_out([lines])] == [
        ("heading", 1),
        ("heading", 2),
        (None, 0),
        ("heading", 3),
        (None, 0),
        (None, 0),
    ]


def test_footnotes_leave_the_paragraph_that_goes_on_over_the_page():
    first = [
        *page(f"{WIDE}²", WIDE, top=128)[:1],
        line("² Counted by the", 60, size=9),
        line("harbour in 1926.", 50, size=9),
    ]
    assert told(first, [line("morning.", 700, right=120)]) == [
        (None, f"{WIDE}[2] morning."),
        ("footnote", "Counted by the harbour in 1926."),
    ]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("It sank in 1931⁴ and rose.", "It sank in 1931[4] and rose."),
        ("It sank.⁴ It rose.", "It sank.[4] It rose."),
        ("It took 20 m² of deck.", "It took 20 m² of deck."),
        ("It took 10³ tons.", "It took 10³ tons."),
    ],
)
def test_raised_numbers(raw, text):
    assert told([line(raw, 700)]) == [(None, text)]


def test_captions_say_so():
    assert told([line("Figure 3: The ferry in 1926", 700), *page(WIDE, "day.", top=600)])[0][0] == "caption"


@pytest.mark.parametrize(
    ("lines", "known", "text"),
    [
        (["the pas", "sengers left"], "", "the pas sengers left"),
        (["the pas\u00ad", "sengers left"], "Few passengers came.", "the passengers left"),
        (["the pas\u00ad", "sengers left"], "", "the pas-sengers left"),
        (["the pas-\u00ad", "sengers left"], "Few passengers came.", "the passengers left"),
        (["a long-\u00ad", "term loan"], "A long-term loan, longterm.", "a long-term loan"),
        (["in Septem\u00ad", "ber 1931"], "", "in September 1931"),
        (["in 1931\u00ad", "1945"], "", "in 1931-1945"),
        (["the Elm\u00ad", "Ouse ferry"], "elmouse", "the Elm-Ouse ferry"),
        (["pas\u00ad", "sen\u00ad", "gers"], "", "pas-sen-gers"),
        (["the pas\u00ad"], "", "the pas-"),
    ],
)
def test_cut_words_are_made_whole_where_that_is_certain(lines, known, text):
    assert SOFT_HYPHEN == "\u00ad"
    assert Hyphens([known, *lines]).join(lines) == text


def test_no_page_or_nothing_on_it_gives_nothing():
    assert lay_out([]) == lay_out([[], []]) == []


@pytest.mark.measured
@pytest.mark.parametrize("text", ["a" * 60, "1 " * 30, "- " * 30, "¹" * 60, "pas\u00ad"])
def test_time_is_linear_in_pages(text):
    assert growth(lay_out, lambda pages: [page(*[text] * 20) for _ in range(pages)], 10).is_linear
