"""Tells English from Vietnamese by the words of a text.

Names don't count: an English report about Hà Nội stays English. Evidence for Vietnamese is a word in small letters
that only Vietnamese writes so, or one of its function words; evidence for English is one of its function words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from pipeline.ingest.limits import LANGUAGE_SAMPLE_CHARACTERS

Language = Literal["en", "vi"]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_WORD = re.compile(r"[^\W\d_]+")
_VIETNAMESE_LETTER = re.compile("[ăđĩũơưạ-ỹ]")
_VIETNAMESE = _words(
    "ngày tháng năm và của là tại được trong các những người một với cho không đã sẽ về khi này đó từ đến theo ở bị"
    " có nhưng cũng thì mà trên dưới sau trước vào ra lên"
)
_ENGLISH = _words(
    "the of and to in a is was were on for with as by at from that which it this are be been has had have will after"
    " before an or not but its his her their during since until between"
)
_SHAPE = re.compile(r"(?:[A-Za-z]{2,3}|[A-Za-z]{5,8}|[xX](?=-))(?:-[A-Za-z0-9]{1,8})*")


def detect(text: str) -> Language:
    """Return the language of `text`, in any normalisation form; "en" where there is no evidence.

    >>> detect("The bridge over the Red River at Hà Nội was opened in 1902.")
    'en'
    >>> detect("Cầu được khánh thành năm 1902.")
    'vi'
    """
    sample = unicodedata.normalize("NFC", text[:LANGUAGE_SAMPLE_CHARACTERS])
    vietnamese = english = 0
    for word in _WORD.findall(sample):
        small = word.lower()
        if small in _ENGLISH:
            english += 1
        elif small in _VIETNAMESE or (word == small and _VIETNAMESE_LETTER.search(small)):
            vietnamese += 1
    return "vi" if vietnamese > english else "en"


def is_tag(tag: str) -> bool:
    """Whether `tag` has the shape of a language tag (BCP 47): `vi`, `en-GB`, `zh-Hans-CN`.

    >>> is_tag("en-GB"), is_tag("English, please")
    (True, False)
    """
    return _SHAPE.fullmatch(tag) is not None
