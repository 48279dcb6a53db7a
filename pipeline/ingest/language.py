"""Tells English from Vietnamese, and both from other languages, by the words of a text.

Names don't count: an English report about Hà Nội stays English. Evidence for Vietnamese is a word in small letters
that only Vietnamese writes so, or one of its function words; evidence for English is one of its function words, for
another language one of the function words below that neither of the two has, or a word in another script.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from string import ascii_letters
from typing import Literal

Language = Literal["en", "vi", "und"]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_WORD = re.compile(r"[^\W\d_]{1,60}")
_VIETNAMESE_LETTER = re.compile("[ăđĩũơưạ-ỹ]")
_VIETNAMESE = _words(
    "ngày tháng năm và của là tại được trong các những người một với cho không đã sẽ về khi này đó từ đến theo ở bị"
    " có nhưng cũng thì mà trên dưới sau trước vào ra lên"
)
_ENGLISH = _words(
    "the of and to in a is was were on for with as by at from that which it this are be been has had have will after"
    " before an or not but its his her their during since until between"
)
_NAME_PARTICLES = _words("af al av da das de den der des di dos du el la las le los van y zu")
_OTHER = _words(
    "der das und ist nicht dem ein eine einer für auf zu im von mit wurde werden sich auch nach"  # German
    " le les des du une dans et est sur pour par au aux qui que pas avec fut sont cette"  # French
    " el los las una y por con del se su para como fue más"  # Spanish
    " il di che è della nel per gli sono dal alla"  # Italian
    " os um uma não em dos das foi pelo"  # Portuguese
    " de het een van en zijn op te dat niet voor werd"  # Dutch
    " och att det som av är på den till har inte var ble ikke af jeg med til"  # Swedish, Norwegian, Danish
    " w z na i się nie jest do że przez jak oraz"  # Polish
    " v je se že byl jako pro po iz su kao"  # Czech, Croatian
    " și în la din este cu pe a fost"  # Romanian
    " ve bir bu için ile olarak"  # Turkish
    " yang dan di dengan untuk pada dari ini itu"  # Indonesian, Malay
    " ja on ei että oli se"  # Finnish
    " az és egy hogy nem volt"  # Hungarian
) - (_ENGLISH | _VIETNAMESE | _NAME_PARTICLES | _words("die he i v w z con per var pro pas po"))
_ENOUGH_OTHER = 3
"""Words that speak for another language at least."""
_ENOUGH_WORDS = 100
"""Words in small letters at least, for their saying nothing for English to speak against it."""
_RAREST_ENGLISH = 50
"""One word of so many, at least, is one of English's function words where a text is English."""
_RAREST_VIETNAMESE = 10
_LETTERS_A_WORD = 5
"""Letters that count as a word in another script, since not all part their words."""
_SAMPLE_CHARACTERS = 20_000
"""Code points from the start of a text that its language is told by."""
_GLANCE_CHARACTERS = 300
"""Code points from the beginning, the middle and the end of a sample that are looked at first."""
_SURE = 7
"""Words of a glance that speak for Vietnamese, for each that speaks against it, where it is certain."""
_PLAINEST = 10
"""One word of so many, at least, is one of English's function words where a glance tells that a text is English."""
_LAST_LATIN = "\u024f"
_LATIN_ADDITIONAL = re.compile("[\u0300-\u036f\u1e00-\u1eff\ua720-\ua7ff\ufb00-\ufb06]")
_NOT_ASCII = re.compile(r"[^\W\x00-\x7f]")
_ENGLISH_BYTES = frozenset(word.encode() for word in _ENGLISH)
_KNOWN_BYTES = frozenset(word.encode() for word in _ENGLISH | _VIETNAMESE | _OTHER)
_SMALL_LETTERS = bytes(ord(chr(c).lower()) if chr(c) in ascii_letters else ord(" ") for c in range(256))
"""A table for `bytes.translate`: ASCII letters in small, and a space for any other byte."""
_SHAPE = re.compile(r"(?:[A-Za-z]{2,3}|[xX](?=-))(?:-[A-Za-z0-9]{1,8}){0,9}")
"""BCP 47 lets a language be named by five to eight letters too, but none ever was: such a word is its English name."""


def detect(text: str) -> Language:
    """Return the language of `text`, in any normalisation form: "en", "vi", or "und" where it is certainly neither.

    "en" where there is too little to tell by. Three glances tell most texts; where they leave a doubt, all of the
    beginning is read.

    >>> detect("The bridge over the Red River at Hà Nội was opened in 1902.")
    'en'
    >>> detect("Cầu được khánh thành năm 1902.")
    'vi'
    >>> detect("Die Brücke über den Fluss wurde von der Stadt im Jahr 1902 gebaut und ist nicht mehr da.")
    'und'
    """
    sample = text[:_SAMPLE_CHARACTERS]
    last = len(sample) - _GLANCE_CHARACTERS
    if last <= 2 * _GLANCE_CHARACTERS:
        glances = [unicodedata.normalize("NFC", sample)]
    else:
        starts = (0, last // 2, last)
        glances = [unicodedata.normalize("NFC", sample[start : start + _GLANCE_CHARACTERS]) for start in starts]
    if _is_plainly_english(" ".join(glances)):
        return "en"
    if len(glances) > 1 and all(map(_is_plainly_vietnamese, glances)):
        return "vi"
    return _by_all_words(unicodedata.normalize("NFC", sample))


def _is_plainly_english(glance: str) -> bool:
    """Whether the words of ASCII letters alone tell that a text in NFC is English, beyond any doubt.

    To count them takes a fraction of the time. A letter outside ASCII speaks against English once, in the word it
    belongs to, and leaves two pieces at most that only look English; so it counts three times against it.
    """
    foreign = 0 if glance.isascii() else len(_NOT_ASCII.findall(glance))
    words = glance.encode("ascii", "replace").translate(_SMALL_LETTERS).split()
    known = list(filter(_KNOWN_BYTES.__contains__, words))
    english = sum(map(_ENGLISH_BYTES.__contains__, known))
    return 3 * (len(known) - english + foreign) <= english and len(words) <= english * _PLAINEST


def _is_plainly_vietnamese(glance: str) -> bool:
    """Whether hardly a word of a text in NFC speaks for another language."""
    found = [*map(_spoken_for, glance.split())]
    vietnamese, against = found.count("vi"), found.count("en") + found.count("und")
    return vietnamese >= _SURE * max(1, against)


@lru_cache(maxsize=1 << 14)
def _spoken_for(piece: str) -> Language | None:
    """The language that the first word of a piece speaks for."""
    found = _WORD.search(piece)
    if found is None:
        return None
    word, small = found[0], found[0].lower()
    if small in _ENGLISH:
        return "en"
    if small in _VIETNAMESE or (word == small and _VIETNAMESE_LETTER.search(small)):
        return "vi"
    foreign = word[0] > _LAST_LATIN and _LATIN_ADDITIONAL.match(word) is None
    return "und" if foreign or word in _OTHER else None


def _by_all_words(sample: str) -> Language:
    english = vietnamese = other = small_words = words = 0
    for word, times in Counter(_WORD.findall(sample)).items():
        words += times
        small_words += times if word == word.lower() else 0
        speaks = _spoken_for(word)
        if speaks == "en":
            english += times
        elif speaks == "vi":
            vietnamese += times
        elif speaks == "und":
            foreign = word not in _OTHER
            other += times * (1 + len(word) // _LETTERS_A_WORD) if foreign else times
    if vietnamese > max(english, other) and vietnamese * _RAREST_VIETNAMESE >= words:
        return "vi"
    if other >= _ENOUGH_OTHER and other > english:
        return "und"
    return "und" if small_words >= _ENOUGH_WORDS and english * _RAREST_ENGLISH < small_words else "en"


def is_tag(tag: str) -> bool:
    """Whether `tag` has the shape of a language tag (BCP 47): `vi`, `en-GB`, `zh-Hans-CN`.

    >>> is_tag("en-GB"), is_tag("english")
    (True, False)
    """
    return _SHAPE.fullmatch(tag) is not None
