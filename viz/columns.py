"""From the package's rows to what the page carries: typed columns for what is drawn, text in chunks for the rest.

Numbers that the script loops over (days, lanes, filters) are base64 of little-endian arrays, about 30 bytes an
event; ids, labels and date words are lists; rows, quotations and derivations come in chunks that the
script parses when it needs them.
"""

from __future__ import annotations

import base64
import struct
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from viz import figure, layout, strings
from viz.marks import Kind, Mark, mark_of
from viz.words import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from viz.data import Package, Row

LANE_LIMIT = 40
CHUNK = 1000
TIERS = (280, 400, 560, 720, 900, 1200)
SINGLE_TIER = 720
PAGED_OVER = 2000
_STRUCT = {"u1": "B", "u2": "H", "u4": "I", "i4": "i", "f8": "d"}
_FILTERS = ("event_type", "modality", "qualifier", "derivation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What goes into the page: the main object, the chunks of text, and how tall the chart starts."""

    main: dict[str, Any]
    chunks: list[list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An event's row with its mark; `order` is its place in the events table."""

    row: Row
    mark: Mark
    order: int


def pack_numbers(code: str, numbers: Sequence[float]) -> dict[str, str]:
    """Return numbers as base64 of a little-endian array.

    >>> pack_numbers("u2", [1, 256])
    {'type': 'u2', 'data': 'AQAAAQ=='}
    """
    packed = struct.pack(f"<{len(numbers)}{_STRUCT[code]}", *numbers)
    return {"type": code, "data": base64.b64encode(packed).decode("ascii")}


def dated_events(package: Package) -> list[Dated]:
    """Return the events in time order, the undated last.

    Raises:
        InputError: a cell that should be a date or a year is not one.
    """
    events = []
    for order, row in enumerate(package.rows("events")):
        try:
            mark = mark_of(row)
        except ValueError as error:
            place = f"row {order + 1} ({row['event_id']})"
            raise InputError("datasets/events.csv", place, str(error), "ISO dates and whole years") from error
        events.append(Dated(row=row, mark=mark, order=order))
    events.sort(key=lambda e: (e.mark.kind == Kind.UNDATED, e.mark.start, e.mark.end, e.row["event_id"]))
    return events


def full_range(marks: Iterable[Mark]) -> tuple[int, int]:
    """Return the days shown when all is shown: the range of the marks and a margin."""
    drawn = [mark for mark in marks if mark.kind != Kind.UNDATED]
    if not drawn:
        return 10957, 11323
    first = min(mark.end if mark.kind == Kind.BY else mark.start for mark in drawn)
    last = max(mark.start if mark.kind == Kind.SINCE else mark.end for mark in drawn)
    margin = max(15, (last - first) // 25)
    return first - margin, last + margin


def build(package: Package, title: str, language: str) -> Payload:
    """Return all that the page carries of a package."""
    events = dated_events(package)
    marks = [event.mark for event in events]
    window = full_range(marks)
    documents = {row["document_id"]: n for n, row in enumerate(package.rows("documents"))}
    mentions = _by_event(package.rows("mentions"))
    cited = [_cited(mentions.get(event.row["event_id"], ()), documents) for event in events]
    codes = {column: _codes(column, events) for column in _FILTERS}
    main = {
        "title": title,
        "language": language,
        "count": len(events),
        "full": list(window),
        "pagedOver": PAGED_OVER,
        "chunk": CHUNK,
        "texts": strings.texts(language),
        "geometry": _geometry(),
        "figure": {
            "font": figure.FONT,
            "themes": figure.THEMES,
            "layout": figure.layout(),
            "traces": figure.traces(),
            "config": figure.CONFIG,
        },
        "precisions": {code: names[language == "vi"] for code, names in strings.ENUMS["precision"].items()},
        "fields": [[name, kind] for name, kind in package.field_types().items()],
        "enums": {c: {"codes": k, "names": strings.enum_names(c, k, language)} for c, k in codes.items()},
        "documents": [_document(row, language) for row in package.rows("documents")],
        "places": [[row["name"], row.get("latitude", ""), row.get("longitude", "")] for row in package.rows("places")],
        "documentIds": [row["document_id"] for row in package.rows("documents")],
        "placeIds": [row["place_id"] for row in package.rows("places")],
        "ids": [event.row["event_id"] for event in events],
        "labels": [" ".join(event.row["label"].split()) for event in events],
        "columns": _columns(events, codes, package),
        "words": _words(events, language),
        "cited": _ragged(cited),
        "lanes": _lanes(package, events, cited, window, language),
    }
    return Payload(main=main, chunks=_chunks(package, events, mentions, documents))


def _geometry() -> dict[str, Any]:
    return {
        "fontSize": layout.FONT_SIZE,
        "labelGap": layout.LABEL_GAP,
        "labelLimit": layout.LABEL_LIMIT,
        "dot": layout.DOT,
        "fade": layout.FADE,
        "widenAt": layout.WIDEN_AT,
        "many": layout.MANY,
    }


def _by_event(rows: list[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["event_id"]].append(row)
    return dict(grouped)


def _codes(column: str, events: Sequence[Dated]) -> list[str]:
    """Return the values of an enum column that occur: known ones in the contract's order, then the others."""
    found = {event.row.get(column, "") for event in events}
    known = [code for code in strings.ENUMS[column] if code in found]
    return known + sorted(found.difference(known))


def _cited(mentions: Iterable[Row], documents: dict[str, int]) -> list[int]:
    """Return the documents of an event, the one with most of its mentions first."""
    counts = Counter(documents[m["document_id"]] for m in mentions if m["document_id"] in documents)
    return sorted(counts, key=lambda n: (-counts[n], n))


def _columns(events: Sequence[Dated], codes: dict[str, list[str]], package: Package) -> dict[str, Any]:
    places = {row["place_id"]: n for n, row in enumerate(package.rows("places"))}
    marks = [event.mark for event in events]
    day = "i4" if all(-(2**31) <= n < 2**31 for mark in marks for n in (mark.start, mark.end)) else "f8"
    columns = {
        "start": pack_numbers(day, [mark.start for mark in marks]),
        "end": pack_numbers(day, [mark.end for mark in marks]),
        "coreStart": pack_numbers(day, [mark.core_start for mark in marks]),
        "coreEnd": pack_numbers(day, [mark.core_end for mark in marks]),
        "kind": pack_numbers("u1", [mark.kind for mark in marks]),
        "order": pack_numbers("u4", [event.order for event in events]),
        "rank": pack_numbers("u4", _ranks(events)),
        "place": pack_numbers("i4", [places.get(event.row.get("place_id", ""), -1) for event in events]),
    }
    for column, values in codes.items():
        numbers = {value: n for n, value in enumerate(values)}
        columns[column] = pack_numbers("u2", [numbers[event.row.get(column, "")] for event in events])
    columns["colour"] = pack_numbers(
        "u1", [colour_of(event.row["event_type"], codes["event_type"]) for event in events]
    )
    return columns


def colour_of(code: str, codes: list[str]) -> int:
    """Return the place of a type in the palette: fixed for the contract's types, so that packages look alike."""
    known = list(strings.ENUMS["event_type"])
    return (known.index(code) if code in known else codes.index(code) + 7) % 16


def _ranks(events: Sequence[Dated]) -> list[int]:
    """Return the importance of each event as a rank: 0 is the one whose label goes first."""

    def key(n: int) -> tuple[float, float, int]:
        row = events[n].row
        return -_float(row.get("n_mentions", "")), -_float(row.get("confidence", "")), n

    ranks = [0] * len(events)
    for rank, n in enumerate(sorted(range(len(events)), key=key)):
        ranks[n] = rank
    return ranks


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _words(events: Sequence[Dated], language: str) -> dict[str, Any]:
    """Return the dates in words, each once, and which one is whose."""
    numbers: dict[str, int] = {}
    of = []
    for event in events:
        words = in_words(event.row["date_edtf"], event.row.get("date_relation", "on"), language)
        of.append(numbers.setdefault(words, len(numbers)))
    return {"list": list(numbers), "of": pack_numbers("u4", of)}


def _ragged(lists: Sequence[Sequence[int]]) -> dict[str, Any]:
    offsets = [0]
    for values in lists:
        offsets.append(offsets[-1] + len(values))
    return {"offsets": pack_numbers("u4", offsets), "values": pack_numbers("u4", [n for v in lists for n in v])}


def _lanes(
    package: Package, events: Sequence[Dated], cited: list[list[int]], window: tuple[int, int], language: str
) -> dict[str, Any]:
    """Return for each way to make lanes: their names, the lane of each event, and its row on charts of each width."""
    words = strings.texts(language)
    codes = _codes("event_type", events)
    names = strings.enum_names("event_type", codes, language)
    places = {row["place_id"]: row["name"] for row in package.rows("places")}
    titles = [row.get("title") or row["document_id"] for row in package.rows("documents")]
    keys = {
        "type": [names[codes.index(event.row["event_type"])] for event in events],
        "place": [places.get(event.row.get("place_id", ""), words["no_place"]) for event in events],
        "source": [titles[of[0]] if of else words["no_source"] for of in cited],
    }
    items = [
        layout.Item(mark=event.mark, label=layout.label_width(_drawn_label(event.row, language))) for event in events
    ]
    last = {words["no_place"], words["no_source"]}
    return {mode: _lane(keys[mode], items, window, words, last) for mode in keys}


def _drawn_label(row: Row, language: str) -> str:
    """Return a label as the chart has it: what did not or may not happen says so."""
    modality = row.get("modality", "")
    if modality not in {"negated", "hypothetical"}:
        return row["label"]
    return f"{row['label']} ({strings.ENUMS['modality'][modality][language == 'vi']})"


def _lane(
    keys: list[str], items: list[layout.Item], window: tuple[int, int], words: dict[str, str], last: set[str]
) -> dict[str, Any]:
    counts = Counter(keys)
    kept = [name for name, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    if len(kept) > LANE_LIMIT:
        kept = kept[: LANE_LIMIT - 1]
    first = {name: n for n, name in reversed(list(enumerate(keys)))}
    names = sorted(kept, key=lambda name: (name in last, first[name], name))
    numbers = {name: n for n, name in enumerate(names)}
    if len(names) < len(counts):
        names.append(words["others"].format(count=len(counts) - len(kept)))
    of = [numbers.get(key, len(names) - 1) for key in keys]
    tiers = TIERS if len(items) <= PAGED_OVER else (SINGLE_TIER,)
    rows = {}
    for width in tiers:
        scale = layout.Scale(first=window[0], last=window[1], width=width)
        rows[str(width)] = pack_numbers("u1", layout.pack_lanes(items, of, scale))
    return {"names": names, "of": pack_numbers("u1", of), "rows": rows}


def _document(row: Row, language: str) -> list[str]:
    published = row.get("published", "")
    words = in_words(published, "on", language) if published else ""
    return [row.get("title") or row["document_id"], row.get("publisher", ""), words, row.get("source", "")]


def _chunks(
    package: Package, events: Sequence[Dated], mentions: dict[str, list[Row]], documents: dict[str, int]
) -> list[list[Any]]:
    """Return, per event, what only the details show, in chunks of `CHUNK` events."""
    actors = {row["actor_id"]: row["name"] for row in package.rows("actors")}
    participants = _by_event(package.rows("participants"))
    derivations = _by_event(package.rows("derivations"))
    starts = {(m["document_id"], m["char_start"]): m["date_text"] for rows in mentions.values() for m in rows}
    records = []
    for event in events:
        key = event.row["event_id"]
        records.append(
            [
                list(event.row.values()),
                [_mention(row, documents, starts) for row in mentions.get(key, ())],
                [[row.get("explanation", ""), row.get("premises", "")] for row in derivations.get(key, ())],
                [
                    [actors.get(row["actor_id"], row["actor_id"]), row.get("role", "")]
                    for row in participants.get(key, ())
                ],
            ]
        )
    return [records[n : n + CHUNK] for n in range(0, len(records), CHUNK)]


def _mention(row: Row, documents: dict[str, int], starts: dict[tuple[str, str], str]) -> list[Any]:
    """Return [document, before, date words, after, section, anchor, words of the anchor]."""
    before, words, after = split_quote(row)
    anchor = row.get("anchor", "")
    anchor_words = starts.get((row["document_id"], anchor[1:]), "") if anchor.startswith("@") else ""
    section = row.get("section", "")
    return [documents.get(row["document_id"], -1), before, words, after, section, anchor, anchor_words]


def split_quote(row: Row) -> tuple[str, str, str]:
    """Split a mention's quotation at its date words, by the offsets (code points), else by the words themselves.

    >>> split_quote({"quote": "It began in May.", "quote_start": "10", "char_start": "22", "char_end": "25",
    ...              "date_text": "May"})
    ('It began in ', 'May', '.')
    """
    quote, words = row["quote"], row["date_text"]
    try:
        start = int(row["char_start"]) - int(row["quote_start"])
    except ValueError:
        start = -1
    if start < 0 or quote[start : start + len(words)] != words:
        start = quote.find(words) if words else -1
    if start < 0:
        return quote, "", ""
    return quote[:start], words, quote[start + len(words) :]
