"""What a title says the document is about: a name, without the words for the kind of text that it is."""

from __future__ import annotations

import re

_KINDS = (
    r"(?:obituary|in memoriam|profile|biography|portrait|life|lives|career|interview|history|chronicle|annals|timeline"
    r"|chronology|log|logbook|diary|journal|story|minutes|report|annual report|annual review|review|newsletter)"
)
# "Obituary: Ada Lind", "In memoriam – Ada Lind".
_KIND_BEFORE = re.compile(rf"(?:an? |the )?{_KINDS}(?:: | [–—-] )", re.IGNORECASE)
# "Log of the barque Ellen Rigg", "A short history of Arden Rovers".
_KIND_OF = re.compile(
    rf"(?:an? |the )?(?:(?:short|brief|illustrated|official) )?{_KINDS} of (?:the )?(?=\S)", re.IGNORECASE
)
# "Ada Lind obituary".
_OBITUARY_AFTER = re.compile(r"(?:[:,–—-]| [–—-])?\s{1,3}obituary\.?$", re.IGNORECASE)
# "Norham Water plc, annual report 2022", "Norham Water plc Annual Report".
_KIND_AFTER = re.compile(
    r" (?:annual |half-yearly |interim |quarterly )(?:report|review|results|accounts|statement).*", re.IGNORECASE
)
_YEARS_AFTER = re.compile(r",? \d{4}(?:[–/-]\d{2,4})?$")
_FORMS_OF_FIRMS = frozenset(["plc", "gmbh", "ltd", "inc", "llc"])
_NAME_ALONE = re.compile(r"[^:–—(|,;]{2,60}")
# A comma ends a name before what is no other name: "Ada Lind, botanist".
_NAME = re.compile(r"(?:[^:–—(|,;]|, (?=[A-Z])){2,60}")


def topic_of_title(title: str) -> str:
    """The words of a title that may name what its document is about; empty where there are none.

    >>> [topic_of_title(each) for each in ("Obituary: Ada Lind, miller", "Log of the barque Ellen Rigg, 1871")]
    ['Ada Lind', 'barque Ellen Rigg']
    >>> topic_of_title("Ada Lind obituary")
    'Ada Lind'
    >>> topic_of_title("Norham Water plc Annual Report 2022"), topic_of_title("Arden Rovers (1921–1999)")
    ('Norham Water plc', 'Arden Rovers')
    """
    named = _NAME
    for pattern in (_KIND_BEFORE, _KIND_OF):
        found = pattern.match(title)
        if found is not None:
            title, named = title[found.end() :], _NAME_ALONE
    name = named.match(_KIND_AFTER.sub("", _OBITUARY_AFTER.sub("", title)))
    return _YEARS_AFTER.sub("", name[0].strip(" ,")) if name is not None else ""


def is_form_of_firm(word: str) -> bool:
    """Whether a word (lower case) is what a firm's name ends in without a capital: "plc"."""
    return word in _FORMS_OF_FIRMS
