"""What a line is by its form alone: page furniture, a rule, a note, a name. Position is `classify`'s business.

Every function takes a line without white space at its edges, of at most `SHORT_LINE_CHARACTERS` code points.
"""

from __future__ import annotations

import re

SHORT_LINE_CHARACTERS = 300
"""Code points up to which a line is looked at as a possible title, caption, byline or piece of furniture."""

_STOPS = ".!?…。！？:;"
_STOP_MARKS = frozenset(_STOPS)
_STOP = re.compile("[" + _STOPS + r"][\"'”’»)\]」』*_]{0,4}(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹]){0,3}\Z")
_STOP_CHARACTERS = 20
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_IMAGE = re.compile(r"[\w%-]{0,80}\.(?:jpe?g|png|gif|webp|bmp|svg)[)\]]?", re.IGNORECASE)
_ADDRESS = re.compile(r"<?https?://\S{1,300}", re.IGNORECASE)
_COMMENT_BOX = re.compile(
    r"(?:your |post (?:a |your )?|leave a |add a |write a )?comments?(?: ?\(\d{1,6}\))?:?"
    r"|\d{1,6} comments?"
    r"|(?:ý kiến|bình luận)(?: của bạn)?(?: ?\(\d{1,6}\))?:?"
    r"|(?:you have )?\d{1,6} ?/ ?\d{1,6} (?:characters?|ký tự)(?: (?:left|remaining|còn lại))?\.?"
    r"|please enter \d{1,6} or more characters[.!]{0,5}",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"(?:related|other|more) (?:news|articles|stories|posts)|(?:tin|bài)(?: viết)? (?:liên quan|khác)", re.IGNORECASE
)
_BUTTON = re.compile(
    r"share(?: this)?(?: on (?:facebook|twitter|x))?|tweet|print(?: this)?(?: page| article)?|e-?mail|send(?: comment)?"
    r"|back to top|advertisement|chia sẻ|in bài|gửi(?: bình luận)?",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    "|".join(f"(?:{form.pattern})" for form in (_IMAGE, _ADDRESS, _COMMENT_BOX, _BUTTON, _RELATED)), re.IGNORECASE
)
_RULE = re.compile(r"(?:[_=*~–—-] ?){3,300}")
_NOTE = re.compile(r"(?:\[\^?\d{1,3}\]:?|\(\d{1,3}\)|\d{1,3}[.)]|\*{1,3}|[†‡]|[¹²³⁰⁴-⁹]{1,3}) ?(?=\S)")
_ITEM = re.compile(r"(?:[-*+•◦‣·–—]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s")
_PHOTO = re.compile(
    r"(?:photo|picture|image|illustration|caption|ảnh)(?: by)?:|.{0,200}\((?:photo|ảnh)(?:: | by )[^()]{1,60}\)\Z",
    re.IGNORECASE,
)
_NAME_PREFIX = re.compile(r"(?:by|comrade|đồng chí|tác giả|bài và ảnh|theo)[: ] ?(?=\w)", re.IGNORECASE)
_RANK = (
    r"(?:(?:senior |sr\.? |lieutenant[ -]|lt\.? |major[ -]|maj\.? |brigadier[ -]|rear |vice )?"
    r"(?:general|gen\.?|colonel|col\.?|admiral|major|captain|capt\.?|lieutenant|dr\.?|prof\.?|professor)"
    r"|(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy)|pgs\.?|gs\.?|ts\.?|ths\.?)"
)
_RANKED = re.compile(rf"(?:{_RANK},? ){{1,3}}(?=\w)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w’'.-]{0,300}")


def ends_with_stop(line: str) -> bool:
    """Whether `line` ends as a sentence does (or with a colon or semicolon, which lead on).

    >>> ends_with_stop("It rained.”"), ends_with_stop("Rain over the delta")
    (True, False)
    """
    return line[-1:] in _STOP_MARKS or _STOP.search(line, max(0, len(line) - _STOP_CHARACTERS)) is not None


def is_furniture(line: str) -> bool:
    """Whether `line` is a piece of a web page that says nothing: marks alone, an image's name, an address, a button.

    >>> [is_furniture(line) for line in ("|", ".png)", "Your Comment (12)", "Share", "Shares fell")]
    [True, True, True, True, False]
    """
    if not line[:1].isalnum() and not _LETTER_OR_DIGIT.search(line):
        return True
    return _FURNITURE.fullmatch(line) is not None


def ends_article(line: str) -> bool:
    """Whether `line` opens what a page puts below an article: the comments, or links to other articles.

    >>> ends_article("Leave a comment"), ends_article("Related news"), ends_article("Share")
    (True, True, False)
    """
    return _COMMENT_BOX.fullmatch(line) is not None or _RELATED.fullmatch(line) is not None


def is_image_remains(line: str) -> bool:
    """Whether `line` is what copying leaves of an image: a lone bar or the end of a file name.

    >>> is_image_remains("|"), is_image_remains(".png)"), is_image_remains("Share")
    (True, True, False)
    """
    return line.strip("| ") == "" or _IMAGE.fullmatch(line) is not None


def is_item(line: str) -> bool:
    """Whether `line` begins as an item of a list does.

    >>> is_item("- rice"), is_item("2) rice"), is_item("rice")
    (True, True, False)
    """
    return _ITEM.match(line) is not None


def is_rule(line: str) -> bool:
    """Whether `line` is a horizontal rule, such as the one above footnotes.

    >>> is_rule("______"), is_rule("- - -"), is_rule("--")
    (True, True, False)
    """
    return _RULE.fullmatch(line) is not None or (_RULE.match(line) is not None and not _LETTER_OR_DIGIT.search(line))


def is_note(line: str) -> bool:
    """Whether `line` begins with the mark of a footnote.

    >>> is_note("1. As counted in the spring."), is_note("[3] Ibid."), is_note("In 1931")
    (True, True, False)
    """
    return _NOTE.match(line) is not None


def is_photo_credit(line: str) -> bool:
    """Whether `line` says itself that it belongs to a picture.

    >>> is_photo_credit("Photo: A. Lê"), is_photo_credit("The new quay (Photo: A. Lê)"), is_photo_credit("The quay")
    (True, True, False)
    """
    return (":" in line or "(" in line) and _PHOTO.match(line) is not None


def is_name(line: str) -> bool:
    """Whether `line` names a person as bylines do: after "By" or a rank, or with two words or more in capitals.

    >>> [is_name(line) for line in ("ANNA LEE, PhD", "Comrade Lê Hoa", "Colonel A. Roe, Head of Works", "Rain in May")]
    [True, True, True, False]
    """
    opening = _NAME_PREFIX.match(line) or _RANKED.match(line)
    if opening is not None:
        following = line[opening.end() :]
        return following[:1].isupper()
    if any(each.isdigit() for each in line):
        return False  # "ELMFORD ROVERS - SEASON REPORT 2022/23"
    words = _WORD.findall(line)
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    return len(capitals) >= 2 and words[0] in capitals and len(capitals) * 2 >= min(len(words), 4)


def is_bare_name(line: str) -> bool:
    """Whether `line` is two to five capitalised words and nothing else, as a name alone is.

    >>> is_bare_name("Lê Thị Hoa"), is_bare_name("Rain in May")
    (True, False)
    """
    words = line.split()
    return 2 <= len(words) <= 5 and all(_WORD.fullmatch(word) and word[0].isupper() for word in words)
