"""What changed between two published packages: events added, removed and changed."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.errors import InputError, require_regular
from pipeline.publish.commit import reading
from pipeline.publish.files import reason
from pipeline.publish.tables import EVENTS, resource_path

if TYPE_CHECKING:
    from pathlib import Path

Events = dict[str, dict[str, str]]
ChangeKind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A difference: for an event added or removed its label, for one that changed a column with both its cells.

    Cells are as the CSV writes them; `old` and `new` are None where the event isn't there or the cell is null.

    >>> print(Change(kind="changed", event_id="founding-1901-mill", column="confidence", old="0.6", new="0.9"))
    changed founding-1901-mill: confidence '0.6' → '0.9'
    """

    kind: ChangeKind
    event_id: str
    column: str
    old: str | None
    new: str | None

    def __str__(self) -> str:
        if self.kind == "changed":
            return f"changed {self.event_id}: {self.column} {_shown(self.old)} → {_shown(self.new)}"
        return f"{self.kind} {self.event_id}: {self.old or self.new}"


def diff(old: Path, new: Path) -> list[Change]:
    """The changes from one published package to another, by event id and then in the order of the columns.

    Args:
        old: the directory of the earlier package.
        new: the directory of the later package.

    Raises:
        InputError: a directory has no table of events, or one that can't be read.
        PublishError: a build keeps a package locked, or one that was cut short can't be finished.
    """
    with reading(old):
        before = read_events(old)
    with reading(new):
        after = read_events(new)
    return differences(before, after)


def differences(before: Events, after: Events) -> list[Change]:
    """The changes from one package's events to another's, as `read_events` gives them."""
    changes: list[Change] = []
    for key in sorted(before.keys() | after.keys()):
        if key not in before:
            changes.append(Change(kind="added", event_id=key, column="label", old=None, new=after[key]["label"]))
        elif key not in after:
            changes.append(Change(kind="removed", event_id=key, column="label", old=before[key]["label"], new=None))
        else:
            changes += _changed(key, before[key], after[key])
    return changes


def _changed(key: str, before: dict[str, str], after: dict[str, str]) -> list[Change]:
    return [
        Change(kind="changed", event_id=key, column=column, old=before[column] or None, new=after[column] or None)
        for column in before
        if before[column] != after[column]
    ]


def read_events(directory: Path) -> Events:
    """The rows of a published package's events by id, cells as the CSV has them.

    It takes no lock: call it within `commit.reading`, or under the lock of a builder.

    Raises:
        InputError: there is no table of events, or one that can't be read.
    """
    path = directory / resource_path(EVENTS.name)
    columns = [column.name for column in EVENTS.columns]
    expected, line = "the events of a published package as UTF-8 CSV", 0
    require_regular(directory, resource_path(EVENTS.name))
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if reader.fieldnames != columns:
                found = f"the columns {', '.join(reader.fieldnames or ['(none)'])}"
                raise InputError(path, "line 1", found, ", ".join(columns))
            events = {}
            for row in reader:
                line = reader.line_num
                events[row["event_id"]] = _whole(path, line, row)
            return events
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputError(path, None, "no such file", "the events of a published package") from error
    except OSError as error:
        raise InputError(path, None, f"a file that can't be read ({reason(error)})", expected) from error
    except UnicodeDecodeError as error:
        raise InputError(path, f"after line {line}", "bytes that are not UTF-8", expected) from error
    except csv.Error as error:
        raise InputError(
            path, f"after line {line}", "a cell without an end, or with more behind it", expected
        ) from error


def _whole(path: Path, line: int, row: dict[str, str]) -> dict[str, str]:
    if None in row or None in row.values():
        raise InputError(path, f"line {line}", "a row of another length", f"{len(EVENTS.columns)} cells")
    return row


def _shown(cell: str | None) -> str:
    return "null" if cell is None else repr(cell)
