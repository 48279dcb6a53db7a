"""What `validate` costs on a large package: CPU seconds of every check, and the most memory that the process held.

Run by hand, never by pytest:

    python tests/benchmarks/publish_validate.py DIR [--events 1000000] [--seed 7] [--frictionless]

The package is made in DIR unless one is there. Its words, dates and offsets are drawn from a seeded generator, so that
the same call makes the same package; every row of it is right.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.publish.arrow import load_arrow
from pipeline.publish.info import PackageInfo
from pipeline.publish.package import stage_package
from pipeline.publish.tables import TABLES, arrow_schema
from pipeline.publish.validate import CHECKS, Check, Finding, validate
from pipeline.temporal.edtf import parse

if TYPE_CHECKING:
    from pipeline.publish.checks.package import Package

WORDS = [
    "barge",
    "kiln",
    "lantern",
    "orchard",
    "turbine",
    "ledger",
    "quarry",
    "harvest",
    "beacon",
    "ferry",
    "mill",
    "signal",
    "vault",
    "pier",
    "phà",
    "ước",
    "đê",
]
DOCUMENTS_PER_MENTION = 0.1
MENTIONS_PER_EVENT = 1.2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("directory", type=Path, metavar="DIR")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--frictionless", action="store_true", help="run Frictionless too, which takes minutes")
    args = parser.parse_args()
    if not (args.directory / "datapackage.json").exists():
        # In a process of its own, since the most memory of a process never falls.
        made = f"import publish_validate as p, pathlib; p.make(pathlib.Path({str(args.directory)!r}), {args.events}, {args.seed})"
        subprocess.run([sys.executable, "-c", made], check=True, cwd=Path(__file__).parent)
    measure(args.directory, frictionless=args.frictionless)


def measure(directory: Path, *, frictionless: bool) -> None:
    """Print the CPU seconds of every check, then our sum and the most memory, then what Frictionless takes."""
    load_arrow()
    ours = [check for check in CHECKS if check.name != "frictionless"]
    spent: dict[str, float] = {}
    start = time.process_time()
    findings = validate(directory, [timed(check, spent) if isinstance(check, Check) else check for check in ours])
    total = time.process_time() - start
    say(f"{'our checks':20} {total:8.2f} CPU s, {peak():.0f} MB, {len(findings)} findings")
    if frictionless:
        start = time.process_time()
        findings = validate(directory, [check for check in CHECKS if check.name == "frictionless"])
        say(f"{'frictionless':20} {time.process_time() - start:8.2f} CPU s, {peak():.0f} MB, {len(findings)} findings")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def timed(check: Check, spent: dict[str, float]) -> Check:
    """The check, which also tells in `spent` what it took; what several share, and all of rows, counts for the first."""

    def run(package: Package) -> list[Finding]:
        start = time.process_time()
        findings = list(check.run(package))
        spent[check.name] = time.process_time() - start
        say(f"{check.name:20} {spent[check.name]:8.2f} CPU s, {peak():.0f} MB so far")
        return findings

    return Check(name=check.name, run=run)


def peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def make(directory: Path, events: int, seed: int) -> None:
    """Write a package of so many events into `directory`."""
    import pyarrow as pa

    columns = _columns(events, random.Random(seed))
    rows = {
        table.name: pa.table(columns[table.name], schema=arrow_schema(table))
        for table in TABLES
        if table.name in columns
    }
    stage_package(rows, PackageInfo(name="large", title="A large package"), directory)


def _columns(events: int, chance: random.Random) -> dict[str, dict[str, list]]:
    mentions = int(events * MENTIONS_PER_EVENT)
    documents = max(1, int(mentions * DOCUMENTS_PER_MENTION))
    dates = [_date(chance) for _ in range(50_000)]
    places = [f"place-{number:05}" for number in range(1_000)]
    actors = [f"organisation:{number:05}" for number in range(2_000)]
    event_ids = [f"founding-{number:08}-{chance.choice(WORDS)}" for number in range(events)]
    document_ids = [f"note-{number:07}" for number in range(documents)]
    told = _mentions(event_ids, document_ids, mentions, chance)
    return {
        "documents": _documents(document_ids, chance),
        "events": _events(event_ids, told, dates, places, chance),
        "mentions": told,
        "places": {
            "place_id": places,
            "name": [f"{chance.choice(WORDS)} {number}" for number in range(len(places))],
            "latitude": [chance.uniform(-90, 90) for _ in places],
            "longitude": [chance.uniform(-180, 180) for _ in places],
            "geo_precision": ["settlement"] * len(places),
            "valid_from": [chance.choice([None, "1911", "1938-04~"]) for _ in places],
            "valid_to": [None] * len(places),
            "wikidata_id": [f"Q{number + 1}" for number in range(len(places))],
        },
        "actors": {
            "actor_id": actors,
            "name": [f"The {chance.choice(WORDS)} board {number}" for number in range(len(actors))],
            "actor_type": ["organisation"] * len(actors),
            "aliases": [None] * len(actors),
        },
        "participants": {
            "event_id": event_ids[::3],
            "actor_id": [chance.choice(actors) for _ in event_ids[::3]],
            "role": ["owner" for _ in event_ids[::3]],
        },
        "derivations": {
            "event_id": event_ids[::20],
            "rule": ["offset" for _ in event_ids[::20]],
            "premises": [f'{{"after":"19{chance.randrange(10, 99)}","years":{chance.randrange(99)}}}' for _ in event_ids[::20]],
            "explanation": ["the first year and the number of years" for _ in event_ids[::20]],
        },
    }  # fmt: skip


def _documents(ids: list[str], chance: random.Random) -> dict[str, list]:
    return {
        "document_id": ids,
        "title": [_words(chance, 6) for _ in ids],
        "authors": [None for _ in ids],
        "publisher": [chance.choice(["Harbour press", "Mill news", None]) for _ in ids],
        "published": [f"{chance.randrange(1900, 2020)}-{chance.randrange(1, 13):02}" for _ in ids],
        "language": ["en" for _ in ids],
        "source": [f"https://example.org/{key}" for key in ids],
        "rights": ["CC0" for _ in ids],
        "path": [f"notes/{key}.txt" for key in ids],
        "sha256": [f"{chance.getrandbits(256):064x}" for _ in ids],
        "characters": [20_000 for _ in ids],
    }


def _mentions(events: list[str], documents: list[str], count: int, chance: random.Random) -> dict[str, list]:
    """Every event once and some of them again, spread over the documents in the order of their ids."""
    told = events + chance.choices(events, k=count - len(events))
    chance.shuffle(told)
    quotes = [_words(chance, 18) for _ in range(20_000)]
    rows = []
    for number, event in enumerate(told):
        document = documents[number * len(documents) // count]
        first, quote = chance.randrange(18_000), chance.choice(quotes)
        at = quote.index(" ") + 1
        words = quote[at : quote.index(" ", at)]
        anchor = chance.choice((None, None, "published", f"@{first}"))
        key = f"{document}@{first + at}-{number:08x}"
        rows.append((key, event, document, first + at, first + at + len(words), words, quote, first, anchor))
    rows.sort()
    keys, events, ids, starts, ends, words, quotes, firsts, anchors = map(list, zip(*rows, strict=True))
    return {
        "mention_id": keys,
        "event_id": events,
        "document_id": ids,
        "char_start": starts,
        "char_end": ends,
        "date_text": words,
        "timex_type": ["DATE"] * count,
        "timex_value": ["1911"] * count,
        "quote": quotes,
        "quote_start": firsts,
        "quote_end": [first + len(quote) for first, quote in zip(firsts, quotes, strict=True)],
        "section": ["body"] * count,
        "rule": ["en.year"] * count,
        "anchor": anchors,
    }


def _events(
    ids: list[str], mentions: dict[str, list], dates: list[tuple], places: list[str], chance: random.Random
) -> dict[str, list]:
    import pyarrow as pa

    number: dict[str, int] = dict.fromkeys(ids, 0)
    where: dict[str, set[str]] = {key: set() for key in ids}
    for event, document in zip(mentions["event_id"], mentions["document_id"], strict=True):
        number[event] += 1
        where[event].add(document)
    texts, firsts, lasts, start_years, end_years, precisions, qualifiers = map(
        list, zip(*chance.choices(dates, k=len(ids)), strict=True)
    )
    return {
        "event_id": ids,
        "label": [_words(chance, 5) for _ in ids],
        "event_type": ["founding" for _ in ids],
        "date_edtf": texts,
        "date_start": pa.array(firsts, pa.int32()).cast(pa.date32()),
        "date_end": pa.array(lasts, pa.int32()).cast(pa.date32()),
        "start_year": start_years,
        "end_year": end_years,
        "precision": precisions,
        "qualifier": qualifiers,
        "date_relation": ["on" for _ in ids],
        "modality": ["occurred" for _ in ids],
        "derivation": ["stated" if index % 20 else "inferred" for index in range(len(ids))],
        "confidence": [round(chance.random(), 3) for _ in ids],
        "reference": [f"{index}/QD" if index % 10 == 0 else None for index in range(len(ids))],
        "place_id": [chance.choice(places) if index % 2 else None for index in range(len(ids))],
        "n_mentions": [number[key] for key in ids],
        "n_documents": [len(where[key]) for key in ids],
        "reviewed": [False for _ in ids],
    }


def _date(chance: random.Random) -> tuple:
    """An EDTF text with what follows from it; days are counted from 1970-01-01."""
    year, month, day = chance.randrange(-300, 2030), chance.randrange(1, 13), chance.randrange(1, 29)
    written = f"{year:04}" if year >= 0 else f"-{-year:04}"
    text = chance.choice(
        [f"{written}-{month:02}-{day:02}", f"{written}-{month:02}", written, f"{written}~", f"{written}/..", f"{written}-33", "19XX"]
    )  # fmt: skip
    found = parse(text)
    first, last = (
        None if each is None else day - 719_163
        for each, day in ((found.date_start, found.first_day), (found.date_end, found.last_day))
    )
    return text, first, last, found.start_year, found.end_year, found.precision, found.qualifier


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))


if __name__ == "__main__":
    main()
