import base64
import itertools
import json
import random
import struct
import zlib

import pytest

from viz import encode
from viz.encode import Encoder
from viz.page import written

SIZES = {"u1": "B", "u2": "H", "u4": "I", "i2": "h", "i4": "i", "f8": "d"}


def inflated(text):
    return zlib.decompress(base64.b64decode(text), wbits=-15)


def as_written(value):
    return json.loads(b"".join(written(value)))


def decoded(packed):
    """The numbers of a packed array, read the other way round."""
    packed = as_written(packed)
    size = int(packed["type"][1])
    if "data" in packed:
        content = base64.b64decode(packed["data"])
    else:
        planes = [inflated(plane) for plane in packed["planes"]]
        assert len(planes) == size
        content = bytes(itertools.chain(*zip(*planes, strict=True)))
    return list(struct.unpack(f"<{len(content) // size}{SIZES[packed['type']]}", content))


@pytest.mark.parametrize("deflated", [False, True])
@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        ([], "u1"),
        ([0, 255], "u1"),
        ([0, 256], "u2"),
        ([65536], "u4"),
        ([-1, 300], "i2"),
        ([-1, 40_000], "i4"),
        ([-735_160, 9], "i4"),
        ([-(2**40), 2**40], "f8"),
    ],
)
def test_numbers_come_back_from_the_smallest_type(numbers, code, deflated):
    packed = Encoder(deflated=deflated).numbers(numbers)
    assert packed["type"] == code
    assert decoded(packed) == numbers


def test_texts_of_a_large_package_are_their_bytes_in_a_row():
    texts = ["Huế", "", "水", "plain"]
    packed = Encoder(deflated=True).texts(texts)
    assert inflated(as_written(packed)["bytes"]) == "".join(texts).encode()
    assert decoded(packed["lengths"]) == [5, 0, 3, 5]


@pytest.mark.parametrize("at_once", [1, 3, 1 << 14])
def test_phrases_are_their_words_in_a_row(at_once, monkeypatch):
    monkeypatch.setattr(encode, "TEXTS_AT_ONCE", at_once)
    texts = ["to the mill", "", "the  mill ", "Huế", " ", "to the mill"]
    packed = Encoder(deflated=True).phrases(texts)
    words, offset = [], 0
    content = inflated(as_written(packed)["words"]["bytes"])
    for length in decoded(packed["words"]["lengths"]):
        words.append(content[offset : offset + length].decode())
        offset += length
    found, numbers = [], iter(decoded(packed["values"]))
    for n, count in enumerate(decoded(packed["lengths"])):
        base = packed["bases"][n // packed["block"]]
        found.append("".join(words[base + next(numbers)] for _ in range(count)))
    assert found == texts


def test_a_column_that_comes_in_blocks_gets_the_type_that_holds_all(monkeypatch):
    monkeypatch.setattr(encode, "TEXTS_AT_ONCE", 2)
    texts = ["a", "b" * 300, "c", "d", "e" * 70_000]
    packed = Encoder(deflated=True).texts(texts)
    assert packed["lengths"]["type"] == "u4"
    assert decoded(packed["lengths"]) == [len(text) for text in texts]


def test_a_large_number_of_bytes_is_one_base64_text():
    content = random.Random(4).randbytes(400_000)
    texts = [content[n : n + 1000].hex() for n in range(0, len(content), 1000)]
    assert inflated(as_written(Encoder(deflated=True).texts(texts))["bytes"]) == content.hex().encode()


def test_sorted_days_take_little_room():
    days = list(range(-60_000, 40_000))
    packed = Encoder(deflated=True).numbers(days)
    assert sum(map(len, as_written(packed)["planes"])) < 0.1 * 4 * len(days)
