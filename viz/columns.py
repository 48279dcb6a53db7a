"""From the package's rows to what the page carries: typed columns for what is drawn, text in chunks for the rest.

What the script loops over (days, lanes, filters) are typed arrays, about 40 bytes an event; ids, labels and date
words are tables of texts; rows, quotations and derivations come in chunks that the script parses when it needs
them. All of it is deflated in large packages.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from viz import figure, layout, strings
from viz.encode import Encoder
from viz.marks import Kind, Mark, mark_of
from viz.words import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from viz.data import Package, Row

LANE_LIMIT = 40
CHUNK = 1000
PACKED_WIDTH = 720
PAGED_OVER = 2000
SAME = 0
_HELD = ("event_id", "label", "event_type", "modality", "qualifier", "derivation")
_FILTERS = ("event_type", "modality", "qualifier", "derivation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What goes into the page: the main object, and the chunks of what only details and downloads need."""

    main: dict[str, Any]
    chunks: list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An event's row with its mark; `order` is its place in the events table."""

    row: Row
    mark: Mark
    order: int


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


def build(package: Package, title: str, language: str, *, today: bool = True) -> Payload:
    """Return all that the page carries of a package; `today`: whether it shows the day on which it is looked at."""
    events = dated_events(package)
    marks = [event.mark for event in events]
    window = full_range(marks)
    documents = {row["document_id"]: n for n, row in enumerate(package.rows("documents"))}
    mentions = _by_event(package.rows("mentions"))
    cited = [_cited(mentions.get(event.row["event_id"], ()), documents) for event in events]
    codes = {column: _codes(column, events) for column in _FILTERS}
    encoder = Encoder(deflated=len(events) > PAGED_OVER)
    lanes = _lanes(package, events, cited, language)
    _packed(lanes, _items(events, language) if encoder.deflated else [], window, encoder)
    main = {
        "title": title,
        "language": language,
        "count": len(events),
        "full": list(window),
        "pagedOver": PAGED_OVER,
        "today": today,
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
        "enums": {column: _enum(column, values, events, language) for column, values in codes.items()},
        "documents": [_document(row, language) for row in package.rows("documents")],
        "places": [[row["name"], row.get("latitude", ""), row.get("longitude", "")] for row in package.rows("places")],
        "documentIds": [row["document_id"] for row in package.rows("documents")],
        "placeIds": [row["place_id"] for row in package.rows("places")],
        "ids": encoder.texts([event.row["event_id"] for event in events]),
        "labels": encoder.texts([_shown_label(event.row) for event in events]),
        "columns": _columns(events, codes, package, encoder),
        "words": _words(events, language, encoder),
        "cited": encoder.ragged(cited),
        "lanes": lanes,
    }
    return Payload(main=main, chunks=[encoder.chunk(c) for c in _chunks(package, events, mentions, documents)])


def _geometry() -> dict[str, Any]:
    return {
        "fontSize": layout.FONT_SIZE,
        "labelGap": layout.LABEL_GAP,
        "labelLimit": layout.LABEL_LIMIT,
        "labelMost": layout.LABEL_MOST,
        "boxGap": layout.BOX_GAP,
        "rowsFew": layout.ROWS_FEW,
        "rowsInAll": layout.ROWS_IN_ALL,
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


def _enum(column: str, codes: list[str], events: Sequence[Dated], language: str) -> dict[str, Any]:
    """Return the values of an enum column, their names, and how many events have each."""
    counts = Counter(event.row.get(column, "") for event in events)
    names = strings.enum_names(column, codes, language)
    return {"codes": codes, "names": names, "counts": [counts[code] for code in codes]}


def _shown_label(row: Row) -> str:
    """Return the label in one line; an event without one goes by its id."""
    return " ".join(row["label"].split()) or row["event_id"]


def _cited(mentions: Iterable[Row], documents: dict[str, int]) -> list[int]:
    """Return the documents of an event, the one with most of its mentions first."""
    counts = Counter(documents[m["document_id"]] for m in mentions if m["document_id"] in documents)
    return sorted(counts, key=lambda n: (-counts[n], n))


def _columns(
    events: Sequence[Dated], codes: dict[str, list[str]], package: Package, encoder: Encoder
) -> dict[str, Any]:
    places = {row["place_id"]: n for n, row in enumerate(package.rows("places"))}
    marks = [event.mark for event in events]
    cored = [n for n, mark in enumerate(marks) if (mark.core_start, mark.core_end) != (mark.start, mark.end)]
    types = codes["event_type"]
    columns = {
        "start": encoder.numbers([mark.start for mark in marks]),
        "end": encoder.numbers([mark.end for mark in marks]),
        "cored": encoder.numbers(cored),
        "coreStart": encoder.numbers([marks[n].core_start for n in cored]),
        "coreEnd": encoder.numbers([marks[n].core_end for n in cored]),
        "kind": encoder.numbers([mark.kind for mark in marks]),
        "order": encoder.numbers([event.order for event in events]),
        "rank": encoder.numbers(_ranks(events)),
        "place": encoder.numbers([places.get(event.row.get("place_id", ""), -1) for event in events]),
        "colour": encoder.numbers([colour_of(event.row["event_type"], types) for event in events]),
    }
    for column, values in codes.items():
        numbers = {value: n for n, value in enumerate(values)}
        columns[column] = encoder.numbers([numbers[event.row.get(column, "")] for event in events])
    return columns


def colour_of(code: str, codes: list[str]) -> int:
    """Return the place of a type in the palette: fixed for the contract's types, so that packages look alike."""
    known = list(strings.ENUMS["event_type"])
    return (known.index(code) if code in known else codes.index(code) + 7) % 16


def _ranks(events: Sequence[Dated]) -> list[int]:
    """Return the importance of each event as a rank: 0 is the one whose label goes first; equals share a rank."""
    keys = [(-_float(e.row.get("n_mentions", "")), -_float(e.row.get("confidence", ""))) for e in events]
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys)))}
    return [ranks[key] for key in keys]


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _words(events: Sequence[Dated], language: str, encoder: Encoder) -> dict[str, Any]:
    """Return the dates in words, each once, and which one is whose."""
    numbers: dict[str, int] = {}
    of = []
    for event in events:
        words = in_words(event.row["date_edtf"], event.row.get("date_relation", "on"), language)
        of.append(numbers.setdefault(words, len(numbers)))
    return {"list": encoder.texts(list(numbers)), "of": encoder.numbers(of)}


def _lanes(package: Package, events: Sequence[Dated], cited: list[list[int]], language: str) -> dict[str, Any]:
    """Return for each way to make lanes their names and the lane of each event."""
    words = strings.texts(language)
    codes = _codes("event_type", events)
    names = dict(zip(codes, strings.enum_names("event_type", codes, language), strict=True))
    places = {row["place_id"]: row["name"] for row in package.rows("places")}
    titles = [row.get("title") or row["document_id"] for row in package.rows("documents")]
    keys = {
        "type": [names[event.row["event_type"]] for event in events],
        "place": [places.get(event.row.get("place_id", ""), words["no_place"]) for event in events],
        "source": [titles[of[0]] if of else words["no_source"] for of in cited],
    }
    last = {words["no_place"], words["no_source"], names.get("other", "")}
    return {mode: _lane(of_event, words, last) for mode, of_event in keys.items()}


def _packed(lanes: dict[str, Any], items: list[layout.Item], window: tuple[int, int], encoder: Encoder) -> None:
    """Encode the lanes, with the row of each event where `items` are given.

    The page packs small packages itself, by the same rules, with labels that it has measured.
    """
    scale = layout.Scale(first=window[0], last=window[1], width=PACKED_WIDTH)
    for lane in lanes.values():
        if items:
            lane["rows"] = encoder.numbers(layout.pack_lanes(items, lane["of"], scale))
        lane["of"] = encoder.numbers(lane["of"])


def _items(events: Sequence[Dated], language: str) -> list[layout.Item]:
    return [layout.Item(mark=e.mark, label=layout.label_width(_drawn_label(e.row, language))) for e in events]


def _drawn_label(row: Row, language: str) -> str:
    """Return a label as the chart has it: what did not or may not happen says so."""
    modality = row.get("modality", "")
    if modality not in {"negated", "hypothetical"}:
        return _shown_label(row)
    return f"{_shown_label(row)} ({strings.ENUMS['modality'][modality][language == 'vi']})"


def _lane(keys: list[str], words: dict[str, str], last: set[str]) -> dict[str, Any]:
    """Return the names of the lanes, in the order of their first events, and the lane of each event."""
    counts = Counter(keys)
    kept = [name for name, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    if len(kept) > LANE_LIMIT:
        kept = kept[: LANE_LIMIT - 1]
    first = {name: n for n, name in reversed(list(enumerate(keys)))}
    names = sorted(kept, key=lambda name: (name in last, first[name], name))
    numbers = {name: n for n, name in enumerate(names)}
    if len(names) < len(counts):
        names.append(words["others"].format(count=len(counts) - len(kept)))
    return {"names": names, "of": [numbers.get(key, len(names) - 1) for key in keys]}


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
    anchors = {(m["document_id"], m["anchor"][1:]) for m in package.rows("mentions") if m.get("anchor", "")[:1] == "@"}
    starts = {
        at: m["date_text"] for m in package.rows("mentions") if (at := (m["document_id"], m["char_start"])) in anchors
    }
    records = []
    for event in events:
        key = event.row["event_id"]
        records.append(
            [
                _cells(event.row),
                [_mention(row, documents, starts) for row in mentions.get(key, ())],
                [[row.get("explanation", ""), row.get("premises", "")] for row in derivations.get(key, ())],
                [
                    [actors.get(row["actor_id"], row["actor_id"]), row.get("role", "")]
                    for row in participants.get(key, ())
                ],
            ]
        )
    return [records[n : n + CHUNK] for n in range(0, len(records), CHUNK)]


def _cells(row: Row) -> list[str | int]:
    """Return the cells of a row, `SAME` where the page has the very text already."""
    shown = _shown_label(row)
    return [SAME if name in _HELD and (name != "label" or text == shown) else text for name, text in row.items()]


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
