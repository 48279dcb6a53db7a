"""Hashes of texts, and keys that are known by them."""

import random

import pytest

from viz.arrays import Keys, encoded, hashed

LETTERS = "abcdefgh-0123 \0ế水"


def some_texts(seed):
    chance = random.Random(seed)
    return ["".join(chance.choices(LETTERS, k=chance.randrange(40))) for _ in range(400)]


@pytest.mark.parametrize("seed", range(4))
def test_the_hash_of_a_text_is_the_same_among_any_others(seed):
    texts = some_texts(seed)
    together = hashed(encoded(texts)).tolist()
    assert together == [hashed(encoded([text])).tolist()[0] for text in texts]
    assert len(set(together)) == len(set(texts))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("count", [0, 1, 2, 300])
def test_keys_are_found_where_they_first_stand(seed, count):
    texts = some_texts(seed)
    known = random.Random(seed).choices(texts, k=count)
    keys = Keys([hashed(encoded(known[:100])), hashed(encoded(known[100:]))])
    expected = [known.index(text) if text in known else -1 for text in texts]
    assert keys.places(encoded(texts)).tolist() == expected


def test_texts_that_differ_in_one_byte_have_other_hashes():
    text = "x" * 30
    others = [text[:n] + "y" + text[n + 1 :] for n in range(30)] + [text + "\0", text[1:]]
    assert len(set(hashed(encoded([text, *others])).tolist())) == 33
