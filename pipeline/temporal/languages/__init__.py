"""The languages that can be tagged: one module each, and one line here."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from pipeline.temporal.grammar import Grammar

if TYPE_CHECKING:
    from pipeline.temporal.grammar import Language

LANGUAGES = {
    "en": "pipeline.temporal.languages.en",
    "vi": "pipeline.temporal.languages.vi",
}
"""Language code (BCP 47, primary subtag) to the module whose `LANGUAGE` describes it."""


def rules_for(tag: str) -> str | None:
    """The code of `LANGUAGES` for a BCP 47 tag, by its primary subtag; None where there are no rules.

    >>> rules_for("en-GB"), rules_for("VI"), rules_for("und")
    ('en', 'vi', None)
    """
    code = tag.split("-", maxsplit=1)[0].lower()
    return code if code in LANGUAGES else None


def language(code: str) -> Language:
    """The description of a language; KeyError where `LANGUAGES` has none.

    >>> language("en").code
    'en'
    """
    found: Language = import_module(LANGUAGES[code]).LANGUAGE
    return found


@lru_cache(maxsize=8)
def grammar(code: str) -> Grammar:
    """The compiled grammar of a language, made once."""
    return Grammar(language(code))
