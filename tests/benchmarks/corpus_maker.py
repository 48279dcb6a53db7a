"""A seeded corpus of made-up news reports, as many as one wants: the same bytes from the same seed.

    python -m tests.benchmarks.corpus_maker 100000 corpus.jsonl

A report has a headline, a dateline and about fourteen sentences, 2.2 kB in all. Two in nine sentences hold a temporal
expression, as in newspapers; a third of these state a whole date, half need the date of the report or an earlier one,
the rest are durations and sets. People, towns and firms are made of syllables, so that few names and few sentences
repeat and no memo of the program under test is flattered.
"""

from __future__ import annotations

import gzip
import json
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_DAY = date(2015, 1, 1)
DAYS = 3_650
DATED_SHARE = 2 / 9

_ONSETS = [
    "b",
    "br",
    "c",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "st",
    "t",
    "th",
    "tr",
    "v",
    "w",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "or", "an", "el", "in", "on"]
_TOWN_ENDS = ["ford", "ham", "stead", "mouth", "bridge", "wick", "field", "burn", "port", "dale", "by", "ton"]
_FIRM_ENDS = [
    "Steel",
    "Foods",
    "Energy",
    "Shipping",
    "Textiles",
    "Rail",
    "Instruments",
    "Bank",
    "Timber",
    "Chemicals",
    "Airways",
    "Power",
]
_FIRST_NAMES = [
    "Anna",
    "Ben",
    "Clara",
    "David",
    "Elena",
    "Frank",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Karla",
    "Liam",
    "Maria",
    "Nils",
    "Olga",
    "Paul",
    "Rosa",
    "Simon",
    "Tara",
    "Victor",
    "Wendy",
    "Xavier",
    "Yusuf",
    "Zoe",
    "Amir",
    "Bianca",
    "Carlos",
    "Dana",
    "Erik",
    "Farah",
    "Gordon",
    "Hana",
    "Ivan",
    "Julia",
    "Kemal",
    "Laura",
    "Marco",
    "Nadia",
]
_BODIES = [
    "the city council",
    "the water board",
    "the port authority",
    "the transport ministry",
    "the school board",
    "the health service",
    "the farmers' union",
    "the fire brigade",
    "the regional court",
    "the chamber of commerce",
    "the housing office",
    "the harbour police",
    "the national library",
    "the central bank",
    "the football association",
    "the railway inspectorate",
]
_THINGS = [
    "bridge",
    "tram line",
    "hospital wing",
    "library",
    "power station",
    "reservoir",
    "ferry terminal",
    "stadium",
    "museum",
    "market hall",
    "cycle path",
    "sewage plant",
    "theatre",
    "harbour wall",
    "school",
    "swimming pool",
    "bus depot",
    "wind farm",
    "archive",
    "fire station",
]
_ADJECTIVES = [
    "new",
    "old",
    "large",
    "small",
    "costly",
    "modest",
    "disputed",
    "northern",
    "southern",
    "eastern",
    "western",
    "narrow",
    "empty",
    "crowded",
    "wooden",
    "temporary",
    "public",
    "private",
    "damaged",
    "famous",
]
_NOUNS = [
    "budget",
    "traffic",
    "noise",
    "housing",
    "rent",
    "staff",
    "water",
    "energy",
    "tourism",
    "trade",
    "fishing",
    "training",
    "security",
    "repair",
    "heating",
    "parking",
    "waste",
    "music",
    "sport",
    "safety",
]
_UNDATED = (
    "{Body} has said little about who will pay for the {adj} {thing}",
    "{person}, who leads {body}, called the plan {adj} but necessary",
    "Residents of {town} complain that {noun} has become worse than anybody expected",
    "{firm} employs {count} people in {town} and wants to hire {small} more",
    "The {adj} {thing} would cost {count} million crowns, according to {person}",
    '"We looked at {noun} and {noun2} together, and the figures do not add up," said {person}',
    "Neighbours in {town} fear for the {adj} {thing} beside the river",
    "{Body} and {firm} disagree over {noun}, {noun2} and the {thing}",
    "Experts warn that {noun} may suffer if {body} does not act",
    "{person} studied engineering in {town} before joining {firm}",
    "A spokeswoman for {firm} refused to comment on the {adj} {thing}",
    "About {count} people signed a petition against the {thing} in {town}",
    "The price of {noun} rose by {small} per cent, more than in {town} or {town2}",
    "For {person} the {thing} is a question of {noun} rather than {noun2}",
    "Critics of {firm} point to {adj} contracts and to the missing {thing}",
    "{Body} promised to publish the report on {noun} without delay",
    "Engineers from {firm} inspected the {adj} {thing} and found {small} cracks",
    "Nobody was hurt, but the {thing} stayed closed and {noun} came to a halt in {town}",
    "Visitors to {town} spend less on {noun} than those to {town2}",
    "{person} and {person2} both want to lead {body}",
)
_STATED = (
    "{Body} approved the {adj} {thing} on {day} {month} {year}",
    "{person} was elected chair of {body} in {month} {year}",
    "{firm} was founded in {town} in {year} and once made {noun} equipment",
    "The {thing} in {town} opened on {month} {day}, {year} after years of dispute",
    "In {year} {firm} bought the {adj} {thing} from {body}",
    "Between {year} and {year2} {body} spent {count} million crowns on {noun}",
    "A fire destroyed the {adj} {thing} in {town} in {month} {year}",
    "{person} resigned from {body} on {day} {month} {year} over {noun}",
    "The contract between {firm} and {body} runs until {year2}",
)
_DEICTIC = (
    "{Body} met on {weekday} to discuss the {adj} {thing} in {town}",
    "{person} told reporters on {weekday} that {firm} would leave {town}",
    "{firm} announced last {weekday} that it will close its {thing} in {town}",
    "The court in {town} ruled yesterday that {firm} must repair the {thing}",
    "Work on the {thing} begins next month, {person} said",
    "{Body} will vote on the {adj} {thing} in {month}",
    "Last year {firm} sold its {thing} in {town} to {body}",
    "Two years earlier {body} had rejected the same {thing}",
    "Police arrested {small} people in {town} on {weekday} night",
    "{person} presented the figures on {noun} this week",
    "A storm flooded the {adj} {thing} in {town} last week",
    "Unions and {firm} signed an agreement on {noun} on {day} {month}",
)
_VAGUE = (
    "{firm} has run the {thing} for {small} years",
    "Buses to {town} leave every {small} minutes and cost {small} crowns",
    "{Body} meets every {weekday} in the {adj} {thing}",
    "Repairs took {small} months longer than {person} had thought",
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_KINDS = (_STATED,) * 3 + (_DEICTIC,) * 5 + (_VAGUE,) * 2


def reports(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Yield `count` reports with id, title, publisher, published (ISO 8601) and text.

    >>> first, again = next(reports(1)), next(reports(2))
    >>> first == again, sorted(first)
    (True, ['id', 'published', 'publisher', 'text', 'title'])
    """
    random = Random(seed)
    for number in range(count):
        yield _report(random, number)


def write_jsonl(path: Path, count: int, seed: int = 1) -> int:
    """Write reports as JSON Lines, compressed where the name ends in .gz; return the bytes of their texts."""
    opened = gzip.GzipFile(path, "wb", mtime=0) if path.suffix == ".gz" else path.open("wb")
    size = 0
    with opened as file:
        for report in reports(count, seed):
            size += len(report["text"].encode())
            file.write(json.dumps(report, ensure_ascii=False).encode() + b"\n")
    return size


def write_directory(directory: Path, count: int, seed: int = 1) -> int:
    """Write reports as Markdown files, a thousand to a directory; return the bytes of their texts."""
    size = 0
    for number, report in enumerate(reports(count, seed)):
        folder = directory / f"{number // 1000:04d}"
        folder.mkdir(parents=True, exist_ok=True)
        head = f"---\nid: {report['id']}\npublisher: {report['publisher']}\npublished: {report['published']}\n---\n"
        body = f"# {report['title']}\n\n{report['text']}\n"
        size += len(body.encode())
        (folder / f"{report['id']}.md").write_text(head + body, encoding="utf-8")
    return size


def _report(random: Random, number: int) -> dict[str, str]:
    published = FIRST_DAY + timedelta(days=random.randrange(DAYS))
    names = {
        "town": _town(random),
        "firm": f"{_name(random)} {random.choice(_FIRM_ENDS)}",
        "person": f"{random.choice(_FIRST_NAMES)} {_name(random)}",
    }
    sentences = [_sentence(random, names, published) for _ in range(random.randint(25, 33))]
    cuts = sorted(random.sample(range(2, len(sentences) - 1), 4))
    parts = [sentences[a:b] for a, b in zip([0, *cuts], [*cuts, len(sentences)], strict=True)]
    return {
        "id": f"report-{number:07d}",
        "title": f"{random.choice(_ADJECTIVES).capitalize()} {random.choice(_THINGS)} divides {names['town']}",
        "publisher": f"The {_TOWN_ENDS[number % len(_TOWN_ENDS)].capitalize()} Courier",
        "published": published.isoformat(),
        "text": "\n\n".join(" ".join(part) for part in parts),
    }


def _sentence(random: Random, names: dict[str, str], published: date) -> str:
    dated = random.random() < DATED_SHARE
    template = random.choice(random.choice(_KINDS) if dated else _UNDATED)
    year = published.year - random.randint(0, 40)
    body = random.choice(_BODIES)
    mostly = random.random() < 0.6
    words = {
        "Body": body[0].upper() + body[1:],
        "body": random.choice(_BODIES),
        "person": names["person"] if mostly else f"{random.choice(_FIRST_NAMES)} {_name(random)}",
        "person2": f"{random.choice(_FIRST_NAMES)} {_name(random)}",
        "town": names["town"] if mostly else _town(random),
        "town2": _town(random),
        "firm": names["firm"] if mostly else f"{_name(random)} {random.choice(_FIRM_ENDS)}",
        "thing": random.choice(_THINGS),
        "adj": random.choice(_ADJECTIVES),
        "noun": random.choice(_NOUNS),
        "noun2": random.choice(_NOUNS),
        "count": str(random.randint(101, 990)),
        "small": str(random.randint(3, 60)),
        "day": str(random.randint(1, 28)),
        "month": random.choice(_MONTHS),
        "year": str(year),
        "year2": str(year + random.randint(2, 9)),
        "weekday": random.choice(_WEEKDAYS),
    }
    return template.format(**words) + "."


def _name(random: Random) -> str:
    syllables = [random.choice(_ONSETS) + random.choice(_VOWELS) for _ in range(random.randint(2, 3))]
    return "".join(syllables).capitalize()


def _town(random: Random) -> str:
    return (random.choice(_ONSETS) + random.choice(_VOWELS)).capitalize() + random.choice(_TOWN_ENDS)


if __name__ == "__main__":
    target = Path(sys.argv[2])
    writer = write_jsonl if target.suffix in {".jsonl", ".gz"} else write_directory
    sys.stdout.write(f"{writer(target, int(sys.argv[1])):,} bytes of text\n")
