"""Characters per CPU second of finding events, by finder, and the cost of resolving a mention, by how many there are.

Run: `python -m tests.benchmarks.events [--documents N] [--mentions N ...] [FILE ...]`. The documents are the seeded
reports of `corpus_maker`, as news and with every sentence dated, and those of each FILE (JSON lines with `text`). The
mentions are seeded too: most of heads of their own, some alike, some legal acts, most of few years.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections import defaultdict
from functools import wraps
from importlib import import_module
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from pipeline.events import examine, resolve
from pipeline.events.relations import value_of
from pipeline.ingest import document_from_text
from pipeline.model import Mention, Span, Timex
from pipeline.temporal import tag_document
from tests.benchmarks.corpus_maker import reports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.model import Document

_ROUNDS = 3
_EXTRACT = import_module("pipeline.events.extract")
_SYLLABLES = "ka lo mer din sa tor vel an bri gos hel ma ran til por des wen ul far nor cam bel tin rod ash lin".split()
_NOUNS = "opening strike flood merger fire election visit congress exhibition launch inquiry return victory".split()
_TYPES = ("founding", "uprising", "disaster", "agreement", "movement", "meeting", "other", "other", "other")

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


def _name(chance: Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))


def _date(chance: Random) -> str:
    """A date whose year is rather late: half of all lie in ten years."""
    year = 2024 - int(chance.expovariate(0.07)) % 200
    month = f"{year}-{chance.randint(1, 12):02d}"
    return chance.choice([str(year), month, f"{month}-{chance.randint(1, 28):02d}"])


def extraction(name: str, texts: Sequence[Read]) -> None:
    """Print the rows of one set of texts."""
    characters = sum(len(document.text) for document, _ in texts)
    mentions = sum(len(examine(*each).mentions) for each in texts)
    seconds = cpu(lambda: [examine(*each) for each in texts])
    print(f"{name:<24}{characters / 1e6:>9.2f}{mentions:>10}{characters / seconds / 1e6:>14.2f}", end="")
    print(f"{1e6 * seconds / max(1, mentions):>16.0f}")
    for finder, spent in sorted(by_finder(texts).items(), key=lambda each: -each[1]):
        print(f"  {finder:<41}{characters / max(spent, 1e-9) / 1e6:>14.2f}{1e6 * spent / max(1, mentions):>16.0f}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--mentions", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    given = parser.parse_args()
    news = list(reports(given.documents))
    print(f"{'texts':<24}{'Mchars':>9}{'mentions':>10}{'Mchars/CPU s':>14}{'µs a mention':>16}")
    extraction("news", read(news))
    for path in given.files:
        extraction(path.stem, read([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]))
    print(f"\n{'resolution':<24}{'mentions':>10}{'events':>10}{'CPU s':>10}{'µs a mention':>16}")
    for count in given.mentions:
        mentions = list(told(count))
        events = len(resolve(mentions))
        seconds = cpu(lambda given=mentions: resolve(given), 1 if count > 200_000 else _ROUNDS)  # type: ignore[misc]
        print(f"{'':<24}{count:>10}{events:>10}{seconds:>10.2f}{1e6 * seconds / count:>16.1f}")


if __name__ == "__main__":
    main()
