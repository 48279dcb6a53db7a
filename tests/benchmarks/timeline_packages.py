"""Made-up packages of any size, with the variety of real ones: no two labels or quotations alike.

>>> first, again = make_events(3), make_events(3)
>>> first == again, len({event["label"] for event in first})
(True, 3)
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = 400
PLACES = 60
WORDS = {
    "types": "legal_act meeting commemoration exercise battle uprising founding movement appointment assessment "
    "agreement disaster publication term target other",
    "syllables": "ba ko ri mel tan osh dur vi sel pra no gil mar tu hes ilo rak wen ast ulm",
    "events": "event_id label event_type date_edtf date_start date_end start_year end_year precision qualifier "
    "date_relation modality derivation confidence reference place_id n_mentions n_documents reviewed",
    "mentions": "mention_id event_id document_id char_start char_end date_text timex_type timex_value quote "
    "quote_start quote_end section rule anchor",
}
TYPES, SYLLABLES, EVENT_COLUMNS, MENTION_COLUMNS = (text.split() for text in WORDS.values())


def vocabulary(chance: random.Random, size: int = 8000) -> list[str]:
    """Return made-up words, the short ones first, so that a skewed choice looks like language."""
    words = {"".join(chance.choices(SYLLABLES, k=1 + n * 3 // size)) for n in range(size * 2)}
    return sorted(words, key=lambda word: (len(word), word))


def sentence(chance: random.Random, words: list[str], length: int) -> str:
    """Return words of a made-up language, common ones more often than rare ones."""
    return " ".join(words[int(len(words) * chance.random() ** 3)] for _ in range(length)).capitalize()


def make_events(count: int) -> list[dict[str, str]]:
    """Return the rows of an events table: three quarters days, the rest months, years and spans, in 250 years."""
    chance = random.Random(count)
    words = vocabulary(chance)
    first = dt.date(1780, 1, 1).toordinal()
    rows = []
    for number in range(count):
        day = dt.date.fromordinal(first + chance.randrange(250 * 365))
        edtf, start, end, precision, relation = dated(chance, day)
        label = sentence(chance, words, chance.randrange(3, 9))
        rows.append(
            {
                "event_id": f"{edtf[:10]}-{label[:24].lower().replace(' ', '-')}-{chance.getrandbits(32):08x}",
                "label": f"{label} {number}",
                "event_type": TYPES[int(16 * chance.random() ** 2)],
                "date_edtf": edtf,
                "date_start": start.isoformat(),
                "date_end": end.isoformat(),
                "start_year": str(start.year),
                "end_year": str(end.year),
                "precision": precision,
                "qualifier": "certain",
                "date_relation": relation,
                "modality": "occurred",
                "derivation": chance.choice(("stated", "resolved")),
                "confidence": f"{chance.uniform(0.5, 1):.2f}",
                "reference": "",
                "place_id": f"p-{chance.randrange(PLACES)}",
                "n_mentions": str(1 + (number % 4 == 0)),
                "n_documents": "1",
                "reviewed": "false",
            }
        )
    return sorted(rows, key=lambda row: row["event_id"])


def dated(chance: random.Random, day: dt.date) -> tuple[str, dt.date, dt.date, str, str]:
    """Return (EDTF, first day, last day, precision, relation) of an event about `day`."""
    kind = chance.random()
    if kind < 0.75:
        return day.isoformat(), day, day, "day", "on"
    if kind < 0.85:
        first = day.replace(day=1)
        last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        return day.isoformat()[:7], first, last, "month", "within"
    if kind < 0.93:
        return str(day.year), dt.date(day.year, 1, 1), dt.date(day.year, 12, 31), "year", "within"
    end = day + dt.timedelta(days=chance.randrange(2, 3000))
    return f"{day}/{end}", day, end, "interval", "throughout"


def make_mentions(events: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return one or two mentions of each event, each with a quotation of its own of about 140 characters."""
    chance = random.Random(len(events))
    words = vocabulary(chance)
    rows = []
    for event in events:
        for _ in range(int(event["n_mentions"])):
            start = chance.randrange(90_000)
            before = sentence(chance, words, chance.randrange(6, 14))
            text = event["date_edtf"]
            quote = f"{before} {text} {sentence(chance, words, chance.randrange(4, 12)).lower()}."
            rows.append(
                {
                    "mention_id": f"m-{len(rows):08d}",
                    "event_id": event["event_id"],
                    "document_id": f"d-{chance.randrange(DOCUMENTS)}",
                    "char_start": str(start + len(before) + 1),
                    "char_end": str(start + len(before) + 1 + len(text)),
                    "date_text": text,
                    "timex_type": "DATE",
                    "timex_value": text,
                    "quote": quote,
                    "quote_start": str(start),
                    "quote_end": str(start + len(quote)),
                    "section": "body",
                    "rule": "en.date.full",
                    "anchor": "" if event["derivation"] == "stated" else "published",
                }
            )
    return rows


def write_package(directory: Path, count: int) -> Path:
    """Write a package of `count` events to `directory`; a package of that size that is there stays."""
    if (directory / "datapackage.json").exists():
        return directory
    (directory / "datasets").mkdir(parents=True, exist_ok=True)
    events = make_events(count)
    tables: dict[str, tuple[list[str], list[dict[str, str]]]] = {
        "documents": (
            ["document_id", "title", "published", "source"],
            [
                {
                    "document_id": f"d-{n}",
                    "title": f"Register {n}",
                    "published": "1999",
                    "source": f"https://a.example/{n}",
                }
                for n in range(DOCUMENTS)
            ],
        ),
        "places": (["place_id", "name"], [{"place_id": f"p-{n}", "name": f"Harbour {n}"} for n in range(PLACES)]),
        "events": (EVENT_COLUMNS, events),
        "mentions": (MENTION_COLUMNS, make_mentions(events)),
    }
    for name, (columns, rows) in tables.items():
        with (directory / "datasets" / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    descriptor = {"name": "made-up", "title": f"{count} made-up events", "resources": []}
    (directory / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return directory
