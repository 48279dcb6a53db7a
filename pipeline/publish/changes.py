"""What a release changed in the table of events, and which event took the place of one that is gone.

The changes of every release are kept in the corpus, in `changes.csv` beside the documents, from where a build publishes
them: so a build of the same corpus gives the same bytes before, at and after a release.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import DataError, InputError, require_regular
from pipeline.publish.diff import Change, differences, read_events
from pipeline.publish.history import CHANGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import pyarrow as pa

CHANGES_FILE = "changes.csv"

Row = dict[str, Any]
_Proof = tuple[str, str, str]


def read_changes(path: Path) -> list[Row]:
    """The rows of `changes.csv` in a corpus; none where there is no such file.

    Raises:
        InputError: the file can't be read as the table of changes.
    """
    from pipeline.publish.csvfile import read_csv

    require_regular(path.parent, path.name)
    if not path.is_file():
        return []
    try:
        return _rows(read_csv(CHANGES, path))
    except (DataError, OSError) as error:
        raise InputError(path, None, f"a file that can't be read ({error})", "the changes of the releases") from error


def changes_between(old: Path, new: Path, version: str) -> list[Row]:
    """The rows of the table of changes for a release, from one published package to another, with successors.

    It takes no lock: call it within `commit.reading`, or under the lock of a builder.

    Args:
        old: the directory of the last release.
        new: the directory of the package to be released.
        version: the release.

    Raises:
        InputError: a table of events or mentions can't be read.
    """
    changes = differences(read_events(old), read_events(new))
    heirs = _published_successors(old, new) if any(change.kind == "removed" for change in changes) else {}
    return [_row(change, version, heirs.get(change.event_id)) for change in changes]


def first_changes(events: pa.Table, version: str) -> list[Row]:
    """The rows of the table of changes for a first release, which adds every event."""
    return [
        _row(Change(kind="added", event_id=key, column="label", old=None, new=label), version, None)
        for key, label in zip(events["event_id"].to_pylist(), events["label"].to_pylist(), strict=True)
    ]


def _row(change: Change, version: str, successor: str | None) -> Row:
    return {
        "version": version,
        "event_id": change.event_id,
        "change": change.kind,
        "field": change.column,
        "old": change.old,
        "new": change.new,
        "successor": successor,
    }


def successors(old: _Told, new: _Told) -> dict[str, str]:
    """For every event that is gone the one that took its place, where one did.

    An event that tells the same words of the same document is one. So is an event that is new and has the same type and
    official number, or the same type and label in the same document. Among several it is the one that has most in
    common with the event: words that it didn't tell before, words, official number, type, label, date and place.
    """
    by_proof: defaultdict[_Proof, set[str]] = defaultdict(set)
    by_name: defaultdict[_Proof, set[str]] = defaultdict(set)
    for key, proofs in new.proofs.items():
        for proof in proofs:
            by_proof[proof].add(key)
    for key in new.events.keys() - old.events.keys():
        for name in _names(new, key):
            by_name[name].add(key)
    found = {}
    for key in sorted(old.events.keys() - new.events.keys()):
        candidates = {heir for proof in old.proofs.get(key, ()) for heir in by_proof.get(proof, ())}
        candidates |= {heir for name in _names(old, key) for heir in by_name.get(name, ())}
        if candidates:
            found[key] = min(candidates, key=lambda heir, key=key: (_unlikeness(key, heir, old, new), heir))  # type: ignore[misc]
    return found


def _names(side: _Told, key: str) -> set[_Proof]:
    """What an event is called in its documents, and everywhere if it has an official number."""
    event = side.events[key]
    names = {(proof[0], event["event_type"], event["label"]) for proof in side.proofs.get(key, ())}
    return names | ({("", event["event_type"], event["reference"])} if event["reference"] else set())


def _unlikeness(key: str, heir: str, old: _Told, new: _Told) -> tuple[int, ...]:
    event, other = old.events[key], new.events[heir]
    before, after = old.proofs.get(heir, frozenset()), new.proofs.get(heir, frozenset())
    proofs = old.proofs.get(key, frozenset())
    same = [event[name] is not None and event[name] == other[name] for name in _TELLING]
    return tuple(-int(number) for number in (len(proofs & (after - before)), len(proofs & after), *same))


_TELLING = ("reference", "event_type", "label", "date_edtf", "place_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """The events of a package by id, and the words that prove each: document, date's words, quotation."""

    events: Mapping[str, Row]
    proofs: Mapping[str, frozenset[_Proof]]


def told(events: Iterable[Row], mentions: Iterable[Row]) -> _Told:
    """The events and mentions of a package, as `successors` takes them."""
    proofs: defaultdict[str, set[_Proof]] = defaultdict(set)
    for row in mentions:
        proofs[row["event_id"]].add((row["document_id"], row["date_text"], row["quote"]))
    return _Told(
        events={row["event_id"]: row for row in events},
        proofs={key: frozenset(words) for key, words in proofs.items()},
    )


def _published_successors(old: Path, new: Path) -> dict[str, str]:
    return successors(_published(old), _published(new))


def _published(directory: Path) -> _Told:
    from pipeline.publish.load import read_tables

    tables = read_tables(directory)
    columns = ["event_id", "document_id", "date_text", "quote"]
    return told(
        tables["events"].select(["event_id", *_TELLING]).to_pylist(), tables["mentions"].select(columns).to_pylist()
    )


def _rows(table: pa.Table) -> list[Row]:
    rows: list[Row] = table.to_pylist()
    return rows
