"""Characters per CPU second of finding events, by finder, and the cost of resolving a mention, by how many there are.

Run: `python -m tests.benchmarks.events [--documents N] [--mentions N] ... [FILE ...]`. The documents are the seeded
reports of `corpus_maker`, and those of each FILE (JSON lines with `text`). The
mentions are seeded too: most of heads of their own, some alike, some legal acts, most of few years.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections import defaultdict
from functools import partial, wraps
from importlib import import_module
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from pipeline.events import examine, resolve
from pipeline.events.relations import value_of
from pipeline.events.types import TYPES
from pipeline.ingest import document_from_text
from pipeline.model import Mention, Span, Timex
from pipeline.temporal import tag_document
from tests.benchmarks.corpus_maker import reports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.model import Document, EventType

_ROUNDS = 3
_MANY = 200_000
_EXTRACT: Any = import_module("pipeline.events.extract")
_ONSETS = "bdfgklmnprstvw"
_VOWELS = "aeiou"
_NOUNS = sorted(noun for each in TYPES for noun in each.nouns)
_TYPES: tuple[EventType, ...] = (
    "founding",
    "uprising",
    "disaster",
    "agreement",
    "movement",
    "meeting",
    "other",
    "other",
    "other",
)

Read = tuple["Document", tuple[Timex, ...]]


def read(rows: Sequence[dict[str, str]]) -> list[Read]:
    """The documents of rows, tagged."""
    documents = [
        document_from_text(row["text"], id=row.get("id", str(n)), language="en", published=row.get("published"))
        for n, row in enumerate(rows)
    ]
    return [(each, tuple(tag_document(each))) for each in documents]


def cpu(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """The CPU seconds of some work: the best of three."""
    best = float("inf")
    for _ in range(rounds):
        gc.collect()
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def by_finder(texts: Sequence[Read]) -> dict[str, float]:
    """The CPU seconds that each finder takes in one pass, and the count of sentences that it is asked about."""
    spent: defaultdict[str, float] = defaultdict(float)

    def timed(find: Callable[..., object]) -> Callable[..., object]:
        @wraps(find)
        def call(*given: object) -> object:
            begun = time.process_time()
            found = find(*given)
            spent[find.__name__] += time.process_time() - begun
            return found

        return call

    finders = _EXTRACT.FINDERS
    _EXTRACT.FINDERS = tuple(timed(each) for each in finders)
    try:
        for document, timexes in texts:
            examine(document, timexes)
    finally:
        _EXTRACT.FINDERS = finders
    return dict(spent)


def told(count: int, seed: int = 1) -> Iterator[Mention]:
    """Mentions, two a document: one in four tells what another one tells, in other words or to another precision."""
    chance = Random(seed)
    earlier: list[Mention] = []
    for n in range(count):
        again = chance.choice(earlier) if earlier and chance.random() < 0.25 else None
        if again is not None:
            head = again.head if chance.random() < 0.5 else f"{again.head} {_name(chance)}"
            date, kind = (again.value.edtf or "")[: chance.choice([4, 7, 10])], again.type
        elif chance.random() < 0.1:
            head, kind = f"resolution:{chance.randint(1, 900)}::{_name(chance)[:3].upper()}:", "legal_act"
            date = _date(chance)
        else:
            head = " ".join([chance.choice(_NOUNS), *(_name(chance) for _ in range(chance.randint(1, 5)))])
            kind, date = chance.choice(_TYPES), _date(chance)
        value = value_of(date)
        span = Span(start=100 * (n % 2), end=100 * (n % 2) + len(date))
        mention = Mention(
            document_id=f"d{n // 2:07d}",
            timex=Timex(span=span, text=date, type="DATE", value=value, rule="benchmark"),
            quote=Span(start=span.start, end=span.start + 90),
            section="body",
            type=kind,
            label=head.capitalize(),
            head=head,
            value=value,
            relation="within",
            modality="occurred",
            derivation="stated",
            rule="clause.other",
            confidence=0.62,
        )
        if len(earlier) < 50_000:
            earlier.append(mention)
        elif chance.random() < 0.1:
            earlier[chance.randrange(len(earlier))] = mention
        yield mention


def show(text: str) -> None:
    """Print at once, since the next row takes its time."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _name(chance: Random) -> str:
    return "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.randint(2, 4)))


def _date(chance: Random) -> str:
    """A date whose year is rather late: half of all lie in ten years."""
    year = 2024 - int(chance.expovariate(0.07)) % 200
    month = f"{year}-{chance.randint(1, 12):02d}"
    return chance.choice([str(year), month, f"{month}-{chance.randint(1, 28):02d}"])


def extraction(name: str, texts: Sequence[Read]) -> None:
    """Show the rows of one set of texts."""
    characters = sum(len(document.text) for document, _ in texts)
    mentions = max(1, sum(len(examine(*each).mentions) for each in texts))
    rows = [("all", cpu(lambda: [examine(*each) for each in texts]))]
    rows += sorted(by_finder(texts).items(), key=lambda row: -row[1])
    for stage, spent in rows:
        speed = characters / max(spent, 1e-9) / 1e6
        show(f"{name:<14}{stage:<20}{characters:>12,}{mentions:>10,}{speed:>14.2f}{1e6 * spent / mentions:>14.0f}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--mentions", type=int, action="append")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    given = parser.parse_args()
    show(f"{'texts':<14}{'stage':<20}{'characters':>12}{'mentions':>10}{'M/CPU s':>14}{'µs a mention':>14}")
    extraction("news", read(list(reports(given.documents))))
    for path in given.files:
        extraction(path.stem, read([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]))
    show(f"\n{'resolution':<14}{'':<20}{'events':>12}{'mentions':>10}{'CPU s':>14}{'µs a mention':>14}")
    for count in given.mentions or (10_000, 100_000):
        mentions = list(told(count))
        spent = cpu(partial(resolve, mentions), 1 if count > _MANY else _ROUNDS)
        show(f"{'':<34}{len(resolve(mentions)):>12,}{count:>10,}{spent:>14.2f}{1e6 * spent / count:>14.1f}")


if __name__ == "__main__":
    main()
