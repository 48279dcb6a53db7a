"""From the package's tables to what the page carries: typed columns for what is drawn, text in chunks for the rest.

What the script loops over (days, lanes, filters) are typed arrays, about 40 bytes an event; ids, labels and date
words are tables of texts; cells, quotations and derivations are inflated when the script needs them. All of it is
deflated in large packages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from viz import figure, layout, ranges, records, strings
from viz.arrays import last_places, narrowed, release
from viz.aside import Store
from viz.data import OF_EVENTS
from viz.documents import Documents
from viz.encode import Encoder
from viz.events import read_events, read_names
from viz.lanes import Key, Ways, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viz.arrays import Integers
    from viz.aside import Aside
    from viz.data import Package, Table
    from viz.events import Enum, Events

PAGED_OVER = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What goes into the page: what it opens with, what only details and downloads need, long texts by name.

    `documents` are what it lists.
    """

    main: dict[str, Any]
    records: dict[str, Any]
    chunks: Iterator[tuple[str, Any]]
    documents: Documents


def build(package: Package, title: str, language: str, *, today: bool = True, aside: Aside | None = None) -> Payload:
    """Return all that the page carries of a package; `today`: whether it shows the day on which it is looked at.

    The table of events leaves the package, and what is large of it is dropped when it has been made use of. With
    `aside`, what is large waits there until it has been taken.
    """
    fields = package.field_types()
    deflated = package.tables["events"].count > PAGED_OVER
    encoder = Encoder(deflated=deflated, store=Store(aside if deflated else None))
    documents = Documents(table=package.tables["documents"], language=language)
    # What is not needed any more is dropped before the next is read: mentions, then the cells of events.
    names, keys = read_names(package.tables["events"], encoder)
    tables = {name: package.of_events(name, keys) for name in OF_EVENTS}
    del keys
    release()
    told, source = _mentioned(package, tables["mentions"], documents, encoder)
    listed = documents.written(encoder)
    release()
    table = package.completed("events", package.tables.pop("events"))
    cells = records.cells(table, encoder)
    events = read_events(table, language, ascending=names.ascending)
    release()
    main = {
        **_opening(events, title, language, today=today),
        "fields": [[name, kind] for name, kind in fields.items()],
        **_places(package.tables["places"]),
        "documents": listed,
        "ids": names.ids,
        "labels": names.labels,
        "columns": _columns(events, package, encoder),
        "words": {"list": encoder.phrases(events.words), "of": encoder.numbers(events.word)},
        "mentions": {name: told.pop(name) for name in ("event", "document")},
    }
    lanes = _lanes(package, events, source, language)
    packing = (_items(events, names.widths, language), main["full"]) if deflated else None
    del events, source
    release()
    main["lanes"] = written(lanes, language, packing, encoder)
    release()
    others = {
        "cells": cells,
        "labels": {str(row): label for row, label in names.raw.items()},
        "mentions": told,
        "derivations": encoder.numbers(records.owners(tables["derivations"])),
        "participants": _participants(package, tables["participants"], encoder),
    }
    release()
    return Payload(main=main, records=others, chunks=records.chunks(tables, deflated=deflated), documents=documents)


def _mentioned(package: Package, table: Table, documents: Documents, encoder: Encoder) -> tuple[dict[str, Any], Key]:
    """Return what is short of mentions, and what parts the events, in the order of their table, by source."""
    import numpy as np

    mentions = package.completed("mentions", table)
    owners = records.owners(table)
    numbers = documents.numbered(mentions.dropped("document_id"))
    columns = records.mention_columns(mentions, numbers, encoder)
    cited = np.where(numbers < documents.table.count, numbers, np.int32(-1))
    del mentions, numbers
    release()
    sources = _sources(owners, cited, package.tables["events"].count)
    told = {"event": encoder.numbers(owners), "document": encoder.numbers(cited), **columns}
    del owners, table.cells["event_id"]
    return told, documents.key(sources, strings.texts(documents.language)["no_source"])


def _participants(package: Package, table: Table, encoder: Encoder) -> dict[str, Any]:
    return records.participant_columns(package.completed("participants", table), package.tables["actors"], encoder)


def _opening(events: Events, title: str, language: str, *, today: bool) -> dict[str, Any]:
    """Return what is short of a package, and the same for every one."""
    window = ranges.full_range(events.marks)
    return {
        "title": title,
        "language": language,
        "count": len(events),
        "full": list(window),
        "opening": list(ranges.opening_range(events.marks, window)),
        "pagedOver": PAGED_OVER,
        "today": today,
        "chunk": records.CHUNK,
        **_settings(language),
        "enums": {column: _counted(column, enum, language) for column, enum in events.enums.items()},
    }


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


def _places(places: Table) -> dict[str, Any]:
    placed = (places.strings(name) for name in ("name", "latitude", "longitude"))
    return {"places": [list(row) for row in zip(*placed, strict=True)], "placeIds": places.strings("place_id")}


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


def _sources(owners: Integers, cited: Integers, count: int) -> Integers:
    """Return for each event the document of most of its mentions, the first of several such; -1 for none.

    `owners` are the events of mentions, -1 for none, `cited` their documents.

    >>> import numpy as np
    >>> _sources(np.array([0, 0, 0, 2, -1, 2]), np.array([5, 3, 3, 7, 1, 6]), 3).tolist()
    [3, -1, 6]
    """
    import numpy as np

    told = (owners >= 0) & (cited >= 0)
    if not told.all():
        owners, cited = owners[told], cited[told]
    found = np.full(count, -1, np.int32)
    found[owners] = cited
    several = np.flatnonzero(np.bincount(owners, minlength=count)[owners] > 1)
    if len(several):
        many = int(cited.max()) + 1
        pairs, times = np.unique(owners[several].astype(np.int64) * many + cited[several], return_counts=True)
        # The last assignment to an event holds: that of its largest number of mentions, of the first document.
        order = np.lexsort((-pairs, times))
        found[pairs[order] // many] = pairs[order] % many
    return found


def _columns(events: Events, package: Package, encoder: Encoder) -> dict[str, Any]:
    import numpy as np

    marks, types, places = events.marks, events.enums["event_type"], package.tables["places"]
    colours = np.array([colour_of(code, types.codes) for code in types.codes], np.uint8)
    columns = {
        "start": marks.start,
        "end": marks.end,
        "cored": marks.cored,
        "coreStart": marks.core_start,
        "coreEnd": marks.core_end,
        "kind": marks.kind,
        "order": events.order,
        "rank": events.rank,
        "place": last_places(places.texts("place_id"), events.place.values)[events.place.codes],
        "colour": colours[types.of],
        **{column: enum.of for column, enum in events.enums.items()},
    }
    return {name: encoder.numbers(column) for name, column in columns.items()}


def colour_of(code: str, codes: list[str]) -> int:
    """Return the place of a type in the palette: fixed for the contract's types, so that packages look alike."""
    known = list(strings.ENUMS["event_type"])
    return (known.index(code) if code in known else codes.index(code) + 7) % 16


def _lanes(package: Package, events: Events, source: Key, language: str) -> Ways:
    """Return the ways to make lanes; `source` is in the order of the events table."""
    words, types, places = strings.texts(language), events.enums["event_type"], package.tables["places"]
    names = dict(zip(types.codes, strings.enum_names("event_type", types.codes, language), strict=True))
    named = dict(zip(places.strings("place_id"), places.strings("name"), strict=True))
    keys = {
        "type": Key.of_names(types.of, list(names.values())),
        "place": Key.of_names(
            events.place.codes, [named.get(key, words["no_place"]) for key in events.place.strings()]
        ),
        "source": Key(of=source.of[events.order], names=source.names),
    }
    return Ways(keys=keys, last={words["no_place"], words["no_source"], names.get("other", "")})


def _items(events: Events, widths: Integers, language: str) -> layout.Items:
    """Return the events as items, their labels as the chart has them: what did not or may not happen says so.

    `widths`, those of labels, are in the order of the events table.
    """
    import numpy as np

    modality = events.enums["modality"]
    suffixes = {code: f" ({strings.ENUMS['modality'][code][language == 'vi']})" for code in ("negated", "hypothetical")}
    more = np.array([layout.advance(suffixes.get(code, "")) for code in modality.codes], np.int32)
    labels = layout.Labels(advances=narrowed(widths[events.order] + more[modality.of]))
    return layout.Items(kind=events.marks.kind, start=events.marks.start, end=events.marks.end, label=labels)
