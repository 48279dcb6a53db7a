"""What holds for every text and every reader: spans that nest, follow one another and cover the words."""

import hashlib
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.ingest import document_from_text
from pipeline.ingest.assemble import assemble
from pipeline.ingest.markdown import read as read_markdown
from tests.growth import growth

PIECES = [
    "The lock was built. It held.",
    "Mưa lớn ở Huế.",
    "Hue\u0301 rained",
    "\U0001f327\ufe0f storm",
    "\r\n",
    "\r",
    "\n",
    "\n\n",
    "\u2028",
    "\u2029",
    "\x0b",
    "\x0c",
    "\x85",
    "\xa0",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\0",
    "\t",
    "    ",
    "# ",
    "## Floods ##",
    "===",
    "---",
    "- ",
    "1. ",
    "> ",
    "|",
    "| a | b |",
    "|---|---|",
    "```",
    "<!--",
    "-->",
    "<div>",
    "![alt](x.png)",
    "[^1]: ",
    "[a]: http://a.example",
    "Your Comment (2)",
    "____",
    "ANNA LEE",
    "Monday, March 3, 2014, 08:05 (GMT+7)",
    "...",
    "?!”",
    "。」",
    "(1). ",
    "U.S. ",
    "no stop at the end of a line that is long enough to be taken for a caption of a picture",
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=30).map("".join)


def check(document):
    text = document.text
    blocks = document.blocks
    for block in blocks:
        words = text[block.span.slice]
        assert words
        assert not words[0].isspace()
        assert not words[-1].isspace()
        if block.kind == "furniture":
            assert block.sentences == ()
            continue
        assert block.sentences
        assert all(span in block.span for span in block.sentences)
        assert all(a.end <= b.start for a, b in itertools.pairwise(block.sentences))
        quotes = [text[span.slice] for span in block.sentences]
        assert all(quote and quote == quote.strip() for quote in quotes)
        assert "".join("".join(quotes).split()) == "".join(words.split())
        assert block.level == 0 or block.kind == "heading"
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(blocks))
    assert sum(block.kind == "title" for block in blocks) <= 1


@settings(deadline=None, max_examples=400, derandomize=True)
@given(TEXTS)
def test_plain_text(text):
    try:
        document = document_from_text(text)
    except InputError:
        assert not any(c.isalnum() for c in text)
        return
    assert document.text == text
    check(document)


@settings(deadline=None, max_examples=400, derandomize=True)
@given(TEXTS)
def test_markdown(text):
    try:
        draft = read_markdown(text, "a.md")
    except InputError:
        assert text.lstrip("\ufeff").startswith("---")
        return
    document = assemble(draft, default_id="a", path="a.md", sha256="")
    assert document.text == text
    check(document)


@pytest.mark.parametrize("text", ["|\n||\n|-|-|\n|c--\x0f"])
def test_markdown_that_fuzzing_found(text):
    check(assemble(read_markdown(text, "a.md"), default_id="a", path="a.md", sha256=""))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\ufeffRain fell.", ["Rain fell."]),
        ("Rain fell.\r\nIt stopped.\r\n", ["Rain fell.", "It stopped."]),
        ("Rain fell.\rIt stopped.", ["Rain fell.", "It stopped."]),
        ("Rain fell.\u2028It stopped.", ["Rain fell.", "It stopped."]),
        ("Rain\0fell.", ["Rain\0fell."]),
        ("\U0001f327 fell on Hue\u0301. It stopped.", ["\U0001f327 fell on Hue\u0301.", "It stopped."]),
        ("rain", ["rain"]),
    ],
)
def test_offsets_count_the_code_points_of_the_raw_text(text, words):
    document = document_from_text(text)
    check(document)
    assert [text[span.slice] for block in document.blocks for span in block.sentences] == words


def test_every_character_of_a_plain_text_but_edges_is_in_a_block():
    text = "Rain over Hue\n\nIt fell for days. | \n.png)\n|\nThe river\n"
    covered = "".join(text[block.span.slice] for block in document_from_text(text).blocks)
    assert "".join(covered.split()) == "".join(text.replace("|", "", 1).split())


@pytest.mark.measured
@pytest.mark.parametrize("read", [document_from_text, lambda text: read_markdown(text, "a.md")])
@pytest.mark.parametrize(
    "pump", ["a\n", "\n", "- ", "> ", "* ", "|", "|-", "[^1]: ", "![", "<a ", "# ", "Rain\n\n", "1 ", "_", "May "]
)
def test_time_is_linear(read, pump):
    assert growth(read, lambda size: "a" + pump * (size // len(pump)) + "a", 25_000).is_linear


def test_sha256_of_a_text_is_that_of_its_utf_8():
    assert document_from_text("Huế").sha256 == hashlib.sha256("Huế".encode()).hexdigest()
