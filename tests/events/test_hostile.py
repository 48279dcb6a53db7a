"""Any text: no exception, exact offsets, bounded work."""

import random

import pytest

from pipeline.events import examine, resolve
from pipeline.model import Document
from pipeline.temporal import tag_document
from tests.events.reading import document, mentions

SEEDS = (
    (
        "Decree No. 9/2031/NĐ-CP of the Ministry of Forests, dated 6 June 2031, protected the dunes of Cao Bằng. In 1979 it was sold to a "
        "rival, which closed the works in 1983 (after 10 years of implementing Resolution 5-NQ/TW)."
    ),
    (
        "The gallery marked its 50th anniversary in 1998 - a feast. The 21st Provincial Congress passed a resolution for the 2031–2036 term; "
        "with a vision towards 2055, the port’s council aims to plant trees by 2040."
    ),
    'Ada Lind returned to Lyon on 4 May 1931 after 12 years abroad; she\'d left it, so they say, in 1919... "It burnt in 1902," he said.',
)
BITS = (
    "(",
    ")",
    ";",
    ",",
    " - ",
    "—",
    "'s",
    "’s",
    " which ",
    " and was ",
    " to ",
    "1945",
    "In 1931 ",
    " years of implementing ",
    "anniversary of ",
    "Resolution ",
    "No. ",
    "\u0301",
    "\u202e",
    "\u2028",
    "½",
    "٣",
    "İ",
    "ﬁ",
    "😀",
    "\n\n",
    "\r",
    "\t",
    "ǅ",
    "ß",
)


def _mutated(rng: random.Random) -> str:
    letters = list(rng.choice(SEEDS))
    for _ in range(rng.randrange(1, 30)):
        at = rng.randrange(len(letters) + 1)
        if rng.random() < 0.6:
            letters[at:at] = rng.choice(BITS)
        else:
            del letters[at : at + rng.randrange(1, 15)]
    return rng.choice(("", "x ", ", ")) + "".join(letters) + "."


def _check(read: Document) -> None:
    seen = examine(read, tag_document(read))
    for each in seen.mentions:
        assert read.text[each.timex.span.slice] == each.timex.text
        assert each.timex.span in each.quote
        assert 0 < len(each.label) <= 120
        assert each.head
        assert 0 < each.confidence <= 1
    found = resolve(seen.mentions)
    assert len({each.id for each in found}) == len(found)
    assert all(each.value.edtf for each in found)


@pytest.mark.parametrize("seed", range(60))
def test_mutated_text(seed):
    rng = random.Random(seed)
    for _ in range(5):
        _check(document(_mutated(rng)))


@pytest.mark.parametrize(
    "text", [", returned to Elmford on 28 January 1941.", "Ada Lind. , returned home in May 1931."]
)
def test_what_fuzzing_found_is_read(text):
    _check(document(text))


PUMPS = [
    "1931 ",
    "1931 and was ",
    "(1931 ",
    "which in 1931 ",
    "Resolution 12/2031/ND-CP of 1931 ",
    "70th anniversary of the 1931 ",
    "10 years of implementing Resolution 12-A/B of 2001 ",
    "Ada Lind 1931 ",
    "of 1931 of ",
    "He left in 1931. ",
    "it, 1931; ",
    "the province in 1931. ",
    "to 1931 to ",
    "- 1931 - ",
]


@pytest.mark.parametrize("pump", PUMPS)
def test_pumped_text(pump):
    _check(document(pump * (20_000 // len(pump))))


def test_decomposed_and_composed_text_tell_the_same():
    import unicodedata

    text = "Lang Sơn là. Decree 9/2031/NĐ-CP of 4 May 2031 helps. Trần Ánh returned to Điện Biên Phủ in 1931."
    composed, decomposed = (mentions(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert [(each.label, each.head, each.place) for each in composed] == [
        (each.label, each.head, each.place) for each in decomposed
    ]
    assert len(composed) == 2


@pytest.mark.parametrize(
    "text", [", closed on 4 May 1931.", ", closed 4 May 1931", "– , sold on 4 May 1931; it burnt."]
)
def test_text_that_begins_with_a_mark(text):
    _check(document(text))


def test_nothing_in_nothing():
    assert resolve(()) == ()
    assert mentions("No date here.") == ()
