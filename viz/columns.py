"""From the package's tables to what the page carries: typed columns for what is drawn, text in chunks for the rest.

What the script loops over (days, lanes, filters) are typed arrays, about 40 bytes an event; ids, labels and date
words are tables of texts; rows, quotations and derivations come in chunks that the script parses when it needs
them. All of it is deflated in large packages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from viz import figure, layout, ranges, strings
from viz.arrays import combined, encoded, index_in, release, strings_of, taken
from viz.data import OF_EVENTS
from viz.encode import Encoder
from viz.lanes import PACKED_WIDTH, Key, written
from viz.marks import Marks, marks_of
from viz.records import CHUNK, Grouped, Records, by_event, label_cells
from viz.words import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from viz.arrays import Coded, Integers
    from viz.aside import Aside
    from viz.data import Package, Table

PAGED_OVER = 2000
_FILTERS = ("event_type", "modality", "qualifier", "derivation")
# What str.split() takes for a space, where it stands at an end, or beside another, or is not the plain one.
_UNEVEN = r"^$|^ | $|  |[\t-\r\x1c-\x1f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What goes into the page: the main object, and the chunks of what only details and downloads need, as JSON."""

    main: dict[str, Any]
    chunks: Iterator[bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """The events in time order, the undated last: their table, their marks, and the codes of enums.

    `order` says which row of the published table each is.
    """

    table: Table
    order: Integers
    marks: Marks
    enums: dict[str, Enum]

    def __len__(self) -> int:
        return self.table.count


@dataclass(frozen=True, slots=True, kw_only=True)
class Enum:
    """A column of few values: known ones in the contract's order, then the others; and the value of each event."""

    codes: list[str]
    of: Integers


def read_events(table: Table) -> Events:
    """Return the events of the events table, which loses its columns to them.

    Raises:
        InputError: a cell that should be a date or a year is not one.
    """
    marks = marks_of(table)
    order = _time_order(table, marks)
    marks, table = marks.at(order), table.moved(order)
    release()
    enums = {column: _enum(column, table.coded(column)) for column in _FILTERS}
    return Events(table=table, order=order, marks=marks, enums=enums)


def _time_order(table: Table, marks: Marks) -> Integers:
    """Return the rows of the events table by time, then by id."""
    import numpy as np
    import pyarrow.compute as pc

    ids = table.texts("event_id")
    rows = np.arange(len(ids))
    if len(ids) > 1 and not pc.all(pc.less_equal(ids[:-1], ids[1:])).as_py():
        rows = pc.array_sort_indices(ids).to_numpy().astype(np.int64)
    of_rows = marks.at(rows)
    order: Integers = rows[np.lexsort((of_rows.end, of_rows.start, ~of_rows.drawn))].astype(np.int32)
    return order


def _enum(column: str, found: Coded) -> Enum:
    import numpy as np

    values = found.strings() if len(found.codes) else []
    known = [code for code in strings.ENUMS[column] if code in values]
    codes = known + sorted(set(values).difference(known))
    numbers = np.array([codes.index(value) for value in values], np.int32)
    return Enum(codes=codes, of=numbers[found.codes])


def _shown_labels(table: Table) -> pa.Array:
    """Return the labels in one line; an event without one goes by its id."""
    import pyarrow as pa
    import pyarrow.compute as pc

    labels = table.texts("label")
    uneven = pc.match_substring_regex(labels.cast(pa.large_string()), _UNEVEN)
    rows = uneven.to_numpy(zero_copy_only=False).nonzero()[0]
    if not len(rows):
        return labels
    pairs = zip(*(taken(table.texts(name), rows).to_pylist() for name in ("label", "event_id")), strict=True)
    even = [" ".join(label.decode("utf-8").split()) or key.decode("utf-8") for label, key in pairs]
    return pc.replace_with_mask(labels, uneven, encoded(even))


def build(package: Package, title: str, language: str, *, today: bool = True, aside: Aside | None = None) -> Payload:
    """Return all that the page carries of a package; `today`: whether it shows the day on which it is looked at.

    The table of events leaves the package, and what is large of it is dropped when it has been made use of. With
    `aside`, long texts of a large package wait there until the chunks have been taken.
    """
    fields = package.field_types()
    events = read_events(package.tables.pop("events"))
    window = ranges.full_range(events.marks)
    encoder = Encoder(deflated=len(events) > PAGED_OVER)
    shown = _shown_labels(events.table)
    cells = label_cells(events.table.drop("label"), shown)
    scale = layout.Scale(first=window[0], last=window[1], width=PACKED_WIDTH)
    packing = (_items(events, shown, language), scale) if encoder.deflated else None
    labels = encoder.phrases(shown)
    del shown
    release()
    ids = events.table.drop("event_id")
    tables = {name: package.of_events(name, ids, aside) for name in OF_EVENTS}
    texts = {"ids": encoder.texts(ids), "labels": labels}
    del ids
    release()
    groups = {name: by_event(table, len(events)) for name, table in tables.items()}
    documents = _numbered(package.tables["documents"].texts("document_id"), tables["mentions"].coded("document_id"))
    cited = _cited(groups["mentions"], documents)
    release()
    lanes = _lanes(package, events, cited, language, packing, encoder)
    del packing
    release()
    main = {
        "title": title,
        "language": language,
        "count": len(events),
        "full": list(window),
        "opening": list(ranges.opening_range(events.marks, window)),
        "pagedOver": PAGED_OVER,
        "today": today,
        "chunk": CHUNK,
        **_settings(language),
        "fields": [[name, kind] for name, kind in fields.items()],
        "enums": {column: _counted(column, enum, language) for column, enum in events.enums.items()},
        **_sources_and_places(package, language),
        **texts,
        "columns": _columns(events, package, encoder),
        "words": _words(events, language, encoder),
        "cited": encoder.ragged(*cited),
        "lanes": lanes,
    }
    release()
    tables["actors"] = package.tables["actors"]
    records = Records(tables=tables, events=events.table, labels=cells, documents=documents, groups=groups)
    return Payload(main=main, chunks=map(encoder.chunk, records.chunks()))


def _settings(language: str) -> dict[str, Any]:
    """Return what is the same for every package."""
    return {
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
    }


def _sources_and_places(package: Package, language: str) -> dict[str, Any]:
    documents, places = package.tables["documents"], package.tables["places"]
    placed = (places.strings(name) for name in ("name", "latitude", "longitude"))
    return {
        "documents": _documents(documents, language),
        "places": [list(row) for row in zip(*placed, strict=True)],
        "documentIds": documents.strings("document_id"),
        "placeIds": places.strings("place_id"),
    }


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


def _counted(column: str, enum: Enum, language: str) -> dict[str, Any]:
    """Return the values of an enum column, their names, and how many events have each."""
    import numpy as np

    counts = np.bincount(enum.of, minlength=len(enum.codes)).tolist()
    return {"codes": enum.codes, "names": strings.enum_names(column, enum.codes, language), "counts": counts}


def _numbered(keys: pa.Array, column: Coded) -> Integers:
    """Return for each cell of a column the number of the key that it is, the last such; -1 for none."""
    import numpy as np

    found = index_in(column.values, keys[::-1])
    last: Integers = np.where(found >= 0, len(keys) - 1 - found, -1).astype(np.int32)[column.codes]
    return last


def _cited(mentions: Grouped, documents: Integers) -> tuple[Integers, Integers]:
    """Return the documents of each event, the one with most of its mentions first, as offsets and numbers."""
    import numpy as np

    count = len(mentions.starts) - 1
    owners = np.repeat(np.arange(count), np.diff(mentions.starts))
    cited = documents[mentions.rows].astype(np.int64)
    many = int(cited.max(initial=0)) + 1
    pairs, times = np.unique((owners * many + cited)[cited >= 0], return_counts=True)
    if (times > 1).any():
        pairs = pairs[np.lexsort((pairs, -times, pairs // many))]
    offsets = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(pairs // many, minlength=count), out=offsets[1:])
    return offsets, pairs % many


def _columns(events: Events, package: Package, encoder: Encoder) -> dict[str, Any]:
    import numpy as np

    marks, types = events.marks, events.enums["event_type"]
    cored = np.flatnonzero((marks.core_start != marks.start) | (marks.core_end != marks.end))
    places = _numbered(package.tables["places"].texts("place_id"), events.table.coded("place_id"))
    colours = np.array([colour_of(code, types.codes) for code in types.codes], np.int32)
    columns = {
        "start": marks.start,
        "end": marks.end,
        "cored": cored,
        "coreStart": marks.core_start[cored],
        "coreEnd": marks.core_end[cored],
        "kind": marks.kind,
        "order": events.order,
        "rank": _ranks(events),
        "place": places,
        "colour": colours[types.of],
        **{column: enum.of for column, enum in events.enums.items()},
    }
    return {name: encoder.numbers(column) for name, column in columns.items()}


def colour_of(code: str, codes: list[str]) -> int:
    """Return the place of a type in the palette: fixed for the contract's types, so that packages look alike."""
    known = list(strings.ENUMS["event_type"])
    return (known.index(code) if code in known else codes.index(code) + 7) % 16


def _ranks(events: Events) -> Integers:
    """Return the importance of each event as a rank: 0 is the one whose label goes first; equals share a rank."""
    import numpy as np

    columns = [events.table.coded(name) for name in ("n_mentions", "confidence")]
    numbers, rows = combined(columns)
    weights = (map(_float, column.strings()) for column in columns)
    keys = list(
        zip(
            *(-np.array(list(of))[column.codes[rows]] for of, column in zip(weights, columns, strict=True)), strict=True
        )
    )
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys)))}
    found: Integers = np.array([ranks[key] for key in keys], np.int32)[numbers]
    return found


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _words(events: Events, language: str, encoder: Encoder) -> dict[str, Any]:
    """Return the dates in words, each once, and which one is whose."""
    import numpy as np

    columns = [events.table.coded("date_edtf"), events.table.coded("date_relation", "on")]
    numbers, rows = combined(columns)
    dates, relations = (column.texts(rows).to_pylist() for column in columns)
    known: dict[str, int] = {}
    of = [
        known.setdefault(in_words(edtf.decode("utf-8"), relation.decode("utf-8"), language), len(known))
        for edtf, relation in zip(dates, relations, strict=True)
    ]
    return {"list": encoder.phrases(list(known)), "of": encoder.numbers(np.array(of, np.int64)[numbers])}


def _lanes(  # noqa: PLR0913, PLR0917 - all that a lane is made of
    package: Package,
    events: Events,
    cited: tuple[Integers, Integers],
    language: str,
    packing: tuple[layout.Items, layout.Scale] | None,
    encoder: Encoder,
) -> dict[str, Any]:
    """Return for each way to make lanes their names, the lane of each event and, in large packages, its row."""
    import numpy as np
    import pyarrow as pa

    words = strings.texts(language)
    types = events.enums["event_type"]
    names = dict(zip(types.codes, strings.enum_names("event_type", types.codes, language), strict=True))
    places = package.tables["places"]
    named = dict(zip(places.strings("place_id"), places.strings("name"), strict=True))
    place = events.table.coded("place_id")
    offsets, documents = cited
    cites = np.diff(offsets) > 0
    source = np.full(len(events), package.tables["documents"].count, np.int32)
    source[cites] = documents[offsets[:-1][cites]]
    keys = {
        "type": Key(of=types.of, names=encoded(list(names.values()))),
        "place": Key(of=place.codes, names=encoded([named.get(key, words["no_place"]) for key in place.strings()])),
        "source": Key(
            of=source, names=pa.concat_arrays([_titles(package.tables["documents"]), encoded([words["no_source"]])])
        ),
    }
    last = {words["no_place"], words["no_source"], names.get("other", "")}
    return written(keys, last, language, packing, encoder)


def _items(events: Events, shown: pa.Array, language: str) -> layout.Items:
    """Return the events as items, their labels as the chart has them: what did not or may not happen says so."""
    import numpy as np

    modality = events.enums["modality"]
    suffixes = {code: f" ({strings.ENUMS['modality'][code][language == 'vi']})" for code in ("negated", "hypothetical")}
    more = np.array([layout.advance(suffixes.get(code, "")) for code in modality.codes], np.int64)[modality.of]
    widths = layout.label_widths(layout.advances(shown) + more)
    return layout.Items(kind=events.marks.kind, start=events.marks.start, end=events.marks.end, label=widths)


def _titles(documents: Table) -> pa.Array:
    """Return the titles of documents; one without goes by its id."""
    import pyarrow.compute as pc

    titles = documents.texts("title")
    return pc.if_else(pc.greater(pc.binary_length(titles), 0), titles, documents.texts("document_id"))


def _documents(documents: Table, language: str) -> list[tuple[str, str, str, str]]:
    """Return the title, the publisher, the date of publication in words and the source of each document."""
    published = documents.coded("published")
    words = [in_words(text, "on", language) if text else "" for text in published.strings()]
    told = (
        documents.cells_of("publisher"),
        map(words.__getitem__, published.codes.tolist()),
        documents.cells_of("source"),
    )
    return list(zip(strings_of(_titles(documents)), *told, strict=True))
