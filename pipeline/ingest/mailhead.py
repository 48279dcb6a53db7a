"""The fields with which a mail or memorandum begins: who wrote to whom, when, and on what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.ingest.stamps import read_stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.ingest.lines import Line

_LONGEST = 300
_MOST_LINES = 20
_FIELDS = {
    "from": "from",
    "từ": "from",
    "người gửi": "from",
    "date": "date",
    "sent": "date",
    "ngày": "date",
    "ngày gửi": "date",
    "đã gửi": "date",
    "subject": "subject",
    "re": "subject",
    "chủ đề": "subject",
    "tiêu đề": "subject",
    "v/v": "subject",
    **dict.fromkeys(("to", "cc", "bcc", "reply-to", "message-id", "in-reply-to", "attachments", "importance"), ""),
    **dict.fromkeys(("đến", "tới", "kính gửi", "người nhận"), ""),
}
_FIELD = re.compile(r"[*_]{0,2}([^\W\d_][\w /-]{0,20})[*_]{0,2} ?:[*_]{0,2}(?:\s{1,8}|\Z)")
_NAMED = re.compile(r"(?:internal )?(?:memo|memorandum)|biên bản ghi nhớ", re.IGNORECASE)
_ANSWER = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|trả lời|chuyển tiếp): ?){1,6}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailHead:
    """The head of a mail: how many lines it has, its subject, and its day as EDTF, None where that isn't certain."""

    size: int
    subject: str | None
    published: str | None


def read_mail_head(text: str, found: Sequence[Line]) -> MailHead | None:
    r"""Return the head of a mail or memorandum with which `text` begins, or None.

    It says who wrote, when, and on what. A notice of a journey also has its "From:" and "Date:", but no subject.

    >>> from pipeline.ingest.lines import lines
    >>> text = "From: Ada Lind\nDate: Thu, 14 Mar 2024 09:12\nSubject: RE: The pump\n\nIt failed on Monday.\n"
    >>> read_mail_head(text, list(lines(text)))
    MailHead(size=3, subject='The pump', published='2024-03-14')
    """
    fields: dict[str, str] = {}
    size = 0
    for line in found[:_MOST_LINES]:
        words = text[line.start : min(line.end, line.start + _LONGEST)]
        field = _FIELD.match(words)
        name = _FIELDS.get(field[1].lower()) if field is not None else None
        if field is None or name is None:
            if size == 0 and _NAMED.fullmatch(words):
                size = 1
                continue
            break
        fields.setdefault(name, words[field.end() :].strip())
        size += 1
    if not {"from", "date", "subject"} <= fields.keys():
        return None
    stamp = read_stamp(fields["date"])
    day = stamp.day if stamp is not None else None
    subject = _ANSWER.sub("", fields["subject"], count=1).strip()
    return MailHead(size=size, subject=subject or None, published=day.isoformat() if day is not None else None)
