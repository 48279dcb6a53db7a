"""Runs of known words around triggers."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.temporal.languages import grammar
from pipeline.temporal.scan import Normalised, Scanner, lowered, prepared, spaced


def runs(text):
    plain = spaced(text)
    return [text[a:b] for a, b in Scanner(grammar("en")).runs(lowered(plain), plain)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened on 5 May 1931, a Friday.", ["5 May 1931, a Friday"]),
        ("Paris—May 1931—burnt", ["May 1931"]),
        ("(1941–45)", ["(1941–45)"]),
        ("dismay and mondayish", []),
        ("first\n1931\nlast", ["1931"]),
    ],
)
def test_runs(text, expected):
    assert runs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Work began near mAY and went to JUNE, \u2019tis said", ["near mAY", "to JUNE,"]),
        ("He came İn May; she left (June) 1931", ["May", "(June) 1931"]),
        ("weekly mayors of 31 Mayfields", ["weekly"]),
    ],
)
def test_words_of_letters_are_known_in_any_case(text, expected):
    assert runs(text) == expected


def test_every_blank_is_made_a_plain_space():
    blanks = [c for c in map(chr, range(0x10000)) if spaced(f"x\ny{c}") == "x\ny "]
    assert {c for c in map(chr, range(0x10000)) if c.isspace()} - {"\n", "\r"} <= set(blanks)
    assert not {"\0", "\u200b", "\u200f", "\u2060", "\ufeff"} - set(blanks)


def test_a_wrapped_line_is_read_on_and_a_title_is_not():
    long = "The committee of the harbour and its many friends met on 3"
    assert prepared(f"{long}\nMay 1931").endswith("3 may 1931")
    assert prepared("A title of 3\nMay 1931").endswith("3\nmay 1931")
    assert prepared(f"{long}.\nMay 1931").endswith("3.\nmay 1931")


@given(st.text())
def test_preparing_keeps_every_code_point_in_its_place(text):
    assert len(lowered(text)) == len(text)
    assert len(prepared(text)) == len(text)


@given(st.text(st.sampled_from("ae\u0301\u0300\u1100\u1161\u0323 \u00e9x1\u212b")))
def test_every_normalised_offset_has_a_raw_one(text):
    normal = Normalised(text)
    offsets = [normal.raw(i) for i in range(len(normal.text) + 1)]
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    assert unicodedata.normalize("NFC", text) == unicodedata.normalize("NFC", normal.text)
