import base64
import json
import struct
import zlib

import pytest

from viz.encode import Encoder

SIZES = {"u1": "B", "u2": "H", "u4": "I", "i2": "h", "i4": "i", "f8": "d"}


def decoded(packed):
    """The numbers of a packed array, read the other way round."""
    size = int(packed["type"][1])
    if "data" in packed:
        content = base64.b64decode(packed["data"])
    else:
        planes = zlib.decompress(base64.b64decode(packed["planes"]), wbits=-15)
        count = len(planes) // size
        content = bytes(planes[place * count + n] for n in range(count) for place in range(size))
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
    content = zlib.decompress(base64.b64decode(packed["bytes"]), wbits=-15)
    assert content == "".join(texts).encode()
    assert decoded(packed["lengths"]) == [5, 0, 3, 5]


def test_a_chunk_comes_back():
    value = b'[["a",0,[["</script>",null]]]]'
    packed = json.loads(Encoder(deflated=True).chunk(value))
    assert zlib.decompress(base64.b64decode(packed), wbits=-15) == value
    plain = Encoder(deflated=False).chunk(value)
    assert b"<" not in plain
    assert json.loads(plain) == json.loads(value)


def test_sorted_days_take_little_room():
    days = list(range(-60_000, 40_000))
    packed = Encoder(deflated=True).numbers(days)
    assert len(packed["planes"]) < 0.1 * 4 * len(days)
