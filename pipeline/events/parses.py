"""Dependency parses of sentences: what `pipeline.events.enrich` asks of a parser, and spaCy as one.

Relations are spaCy's English ones (CLEAR style: nsubj, nsubjpass, dobj, prep, pobj, relcl, …), parts of speech are
Universal Dependencies'. spaCy is an extra, and so is its model; nothing here is imported without `--spacy-model`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT_MODEL = "en_core_web_sm"
_EXTRA = "the extra that brings it: pip install -e '.[enrich]' in the checkout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of a parsed sentence: half-open code points of the sentence, and the number of its head (its own: root).

    `lemma` is lower case, `pos` a universal part of speech ("VERB"), `dep` the relation to the head ("nsubj").
    """

    start: int
    end: int
    head: int
    dep: str
    lemma: str
    pos: str


class Parser(Protocol):
    """What reads the dependencies of one sentence."""

    def parse(self, sentence: str) -> Sequence[Token]:
        """The words of a sentence in order, each once; white space is no word."""
        ...


@dataclass(frozen=True, slots=True)
class SpacyParser:
    """A loaded spaCy pipeline as a parser."""

    pipeline: Any

    def parse(self, sentence: str) -> Sequence[Token]:
        """The words of a sentence as the pipeline's tagger, parser and lemmatiser see them."""
        words = [word for word in self.pipeline(sentence) if not word.is_space]
        numbers = {word.i: n for n, word in enumerate(words)}
        return [
            Token(
                start=word.idx,
                end=word.idx + len(word.text),
                head=numbers.get(word.head.i, n),
                dep=word.dep_,
                lemma=(word.lemma_ or word.lower_).lower(),
                pos=word.pos_,
            )
            for n, word in enumerate(words)
        ]


@lru_cache(maxsize=1)
def spacy_parser(model: str) -> SpacyParser:
    """The spaCy pipeline of this name, or in this directory, without its parts that nothing here asks for.

    Raises:
        InputError: spaCy or the model isn't installed, or the model has no parser; says what to install.
    """
    try:
        import spacy
    except ImportError:
        raise InputError(f"--spacy-model {model}", None, "no library spacy", _EXTRA) from None
    try:
        loaded = spacy.load(model, exclude=["ner"])
    except (OSError, ValueError, ImportError) as error:
        reason = str(error).split(".", maxsplit=1)[0].split("\n", maxsplit=1)[0]
        raise InputError(
            f"--spacy-model {model}",
            None,
            f"no such model ({reason})",
            f"one that is installed: python -m spacy download {DEFAULT_MODEL} brings the default",
        ) from None
    if not loaded.has_pipe("parser"):
        raise InputError(f"--spacy-model {model}", None, "a pipeline without a parser", f"one such as {DEFAULT_MODEL}")
    return SpacyParser(loaded)
