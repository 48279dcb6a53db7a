"""Head words: what two mentions of one event have in common, whatever their wording."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from pipeline.events.names import named_by
from pipeline.events.types import noun_types, verb_lemmas
from pipeline.events.words import STOPWORDS, fold, group, plain

if TYPE_CHECKING:
    from pipeline.model import TemporalValue

# Words that tell nothing of which event it is.
_HEAD_LIGHT = group(
    "carry out hold conduct organize stage issue make take end begin conclude finish serve follow pass "
    "adopt great successful number new own first various several year years time adopted held people"
)
# Words of a head that say the same → one of them.
_SAME: dict[str, str] = {
    "won": "victory",
    "win": "victory",
    "triumph": "victory",
    "celebration": "anniversary",
    "created": "founding",
    "create": "founding",
    "creation": "founding",
    "establishment": "founding",
    "establish": "founding",
    "foundation": "founding",
    "found": "founding",
    "formation": "founding",
    "form": "founding",
    "set": "founding",
    "die": "death",
    "bear": "birth",
    "depart": "departure",
    "leave": "departure",
    "arrive": "arrival",
    "elect": "election",
    "appoint": "appointment",
    "liberate": "liberation",
    "discover": "discovery",
    "publish": "publication",
    "open": "opening",
    "launch": "launch",
    "resign": "resignation",
    "inaugurate": "inauguration",
    "abolish": "abolition",
    "capture": "capture",
    "revolt": "revolt",
}
_WORD = re.compile(r"[\w\u0300-\u036f]+")
_REMEMBERED = 50_000


def head_of_label(label: str, value: TemporalValue | None = None) -> str:
    """The folded head words that identify an event: its name where it has one, else its label's telling words.

    >>> from pipeline.events.relations import value_of
    >>> head_of_label("Return of Ada Lind to Lyon"), head_of_label("Ada Lind returned to Lyon", value_of("1902"))
    ('return ada lind lyon', 'ada lind return lyon')
    """
    found = list(chain.from_iterable(map(_pieces().__getitem__, label.split())))
    folded, stems = found[::2], found[1::2]
    name = named_by(folded, value)
    if name:
        return name
    telling = dict.fromkeys(filter(None, stems))
    return " ".join(telling or folded[:6])


class _Pieces(dict[str, tuple[str, ...]]):
    """What stands between white space: of each of its words in turn the folded one and what it adds to the head words.

    That is empty where it tells nothing.
    """

    def __missing__(self, piece: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[piece] = tuple(chain.from_iterable(map(_folded, _WORD.findall(piece))))
        return found


@cache
def _pieces() -> _Pieces:
    return _Pieces()


def _folded(word: str) -> tuple[str, str]:
    folded = fold(word)
    if folded in STOPWORDS or (len(folded) == 1 and not folded.isdigit()):
        return folded, ""
    lower = plain(word)
    known = noun_types().get(lower)
    stem = known[1] if known else verb_lemmas().get(lower, folded)
    if stem in _SAME or stem != folded:
        stem = fold(_SAME.get(stem, stem))
    return folded, "" if stem in _HEAD_LIGHT else stem
