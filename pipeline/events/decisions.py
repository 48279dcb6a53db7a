"""What a person decided about events, as `decisions.csv` in the corpus keeps it: one decision a row.

    action    event_id   other            field, value   the event …
    confirm   event                                      is right as it is
    confirm   event      another event                   is not that other one, however alike they are
    merge     event      another event                   is that other one too, whose id goes
    split     event      one of mentions                 is not what the mention tells: that is an event of its own
    reject    event                                      is none
    reject    event      one of mentions                 isn't told by that mention, nor is any other
    edit      event                       both           has this value in this column

Every row has a `reason` and a `date` (of the decision), and may say `by` whom it was taken. Ids are those of the
published tables; as they are functions of content, a decision holds for every later build in which the content is
still there. An event keeps its id when it is edited, when a mention is split off or rejected and when another event is
merged into it, so that what was decided about it goes on to apply. The order of the rows says nothing.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, cast, get_args

from pipeline.errors import CorpusError, InputError, require_regular
from pipeline.events.places import gazetteer
from pipeline.model import DateRelation, EventType, Modality
from pipeline.temporal import edtf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

DECISIONS_FILE = "decisions.csv"
Action = Literal["merge", "split", "reject", "edit", "confirm"]
COLUMNS = ("action", "event_id", "other", "field", "value", "reason", "date", "by")

_LONGEST_LABEL = 120
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_REFERENCE = re.compile(r"(?=.{0,199}[0-9])\S(?:.{0,198}\S)?")
# What a mention's id has and an event's never has.
_MENTION_MARK = "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A row of `decisions.csv`; an empty cell is "". `line` is where the row starts, 0 for one not yet written."""

    action: Action
    event_id: str
    other: str = ""
    field: str = ""
    value: str = ""
    reason: str
    date: str
    by: str = ""
    line: int = 0

    @property
    def mention(self) -> str | None:
        """The id of the mention that is split off or rejected; None for a decision on whole events."""
        return self.other if self.action in {"split", "reject"} and self.other else None


def read_decisions(path: Path, *, verbose: bool = False) -> tuple[Decision, ...]:
    """The decisions of a `decisions.csv`, in the order of its rows; none where there is no such file.

    Args:
        path: a CSV file in UTF-8 with the columns of `COLUMNS` in any order.
        verbose: name every fault in the error, not the first alone.

    Raises:
        CorpusError: a row can't be used, or contradicts another.
    """
    require_regular(path.parent, path.name)
    if not path.is_file():
        return ()
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(path, None, f"a file that can't be read ({error.strerror})", "a CSV file") from None
    return _read(path, content, verbose=verbose)


def with_row(path: Path, content: bytes, cells: Mapping[str, str]) -> bytes:
    r"""The content of a `decisions.csv` with one row more; its other bytes stay as they are.

    Args:
        path: for messages.
        content: of the file so far, b"" where there is none.
        cells: of the new row, by column; those left out are empty.

    Raises:
        InputError: the row isn't right or contradicts another; nothing was written.

    >>> from pathlib import Path
    >>> row = {"action": "reject", "event_id": "1902-fair-1f", "reason": "no fair, a fare", "date": "2026-03-09"}
    >>> with_row(Path("decisions.csv"), b"", row).splitlines()[1]
    b'reject,1902-fair-1f,,,,"no fair, a fare",2026-03-09,'
    """
    whole = content if content.strip() else (",".join(COLUMNS) + "\n").encode()
    line_end = "\r\n" if whole.partition(b"\n")[0].endswith(b"\r") else "\n"
    if not whole.endswith(b"\n"):
        whole += line_end.encode()
    added = decision(cells, path, whole.count(b"\n") + 1)
    _, header = next(_lines(path, _decoded(path, whole)))
    written = io.StringIO()
    csv.writer(written, lineterminator=line_end).writerow([getattr(added, name) for name in header])
    longer = whole + written.getvalue().encode()
    _read(path, longer)
    return longer


def _read(path: Path, content: bytes, *, verbose: bool = False) -> tuple[Decision, ...]:
    read = list(_decisions(path, _decoded(path, content)))
    decisions = tuple(each for each in read if isinstance(each, Decision))
    faults = [each for each in read if isinstance(each, InputError)] or contradictions(path, decisions)
    if faults:
        raise CorpusError(faults, verbose=verbose)
    return decisions


def _decoded(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"line {content[: error.start].count(0x0A) + 1}"
        raise InputError(
            path, place, f"the byte 0x{content[error.start]:02X}, which isn't UTF-8 here", "UTF-8"
        ) from None


def _decisions(path: Path, text: str) -> Iterator[Decision | InputError]:
    lines = _lines(path, text)
    number, header = next(lines, (1, []))
    problem = _header_problem(header)
    if problem:
        raise InputError(path, f"line {number}", problem, f"the columns {','.join(COLUMNS)}")
    for number, cells in lines:
        if len(cells) != len(header):
            yield InputError(path, f"line {number}", f"{len(cells)} cells", f"{len(header)}, as in the header")
            continue
        try:
            yield decision(dict(zip(header, cells, strict=True)), path, number)
        except InputError as fault:
            yield fault


def _lines(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that aren't blank, stripped, with the lines that they start on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise InputError(path, f"line {start}", f"a row that isn't CSV ({error})", "cells parted by commas") from None


def _header_problem(header: Sequence[str]) -> str | None:
    for name in header:
        if name not in COLUMNS:
            return f"the column {name!r}"
        if header.count(name) > 1:
            return f"the column {name!r} twice"
    missing = [name for name in COLUMNS if name not in header]
    return f"no column {missing[0]!r}" if missing else None


# --- one row ---------------------------------------------------------------------------------------------------------


def decision(cells: Mapping[str, str], path: Path, line: int) -> Decision:
    """The decision that a row's cells tell.

    Raises:
        InputError: a cell is missing, too many or not of its kind; names the line.
    """
    place = f"line {line}"
    row = dict.fromkeys(COLUMNS, "") | dict(cells)
    action = row["action"]
    if action not in _NEEDED:
        raise InputError(path, place, f"the action {action!r}", " or ".join(get_args(Action)))
    for name in COLUMNS:
        needed = _NEEDED[action].get(name)
        if needed and not row[name]:
            raise InputError(path, place, f"{action} without {name}", needed)
        if needed is None and row[name]:
            raise InputError(path, place, f"{action} with {name} {row[name]!r}", f"nothing under {name}")
    _check_ids(row, path, place)
    value = row["value"]
    if action == "edit":
        column = EDITABLE.get(row["field"])
        if column is None:
            raise InputError(path, place, f"the field {row['field']!r}", f"one of {', '.join(EDITABLE)}")
        fitting = column.read(value)
        if fitting is None:
            raise InputError(path, place, f"{row['field']} {value!r}", column.expected)
        value = fitting
    if not is_day(row["date"]):
        raise InputError(path, place, f"the date {row['date']!r}", "the day of the decision, such as 2026-03-09")
    return Decision(
        action=cast("Action", action),
        event_id=row["event_id"],
        other=row["other"],
        field=row["field"],
        value=value,
        reason=row["reason"],
        date=row["date"],
        by=row["by"],
        line=line,
    )


_ALWAYS = {
    "action": "an action",
    "event_id": "the id of an event",
    "reason": "the reason of the decision",
    "date": "the day of the decision, such as 2026-03-09",
    "by": "",
}
# Action → the columns that it may fill, and what belongs there where it must.
_NEEDED: Mapping[str, Mapping[str, str]] = {
    "merge": {**_ALWAYS, "other": "the id of the event that is merged in"},
    "split": {**_ALWAYS, "other": "the id of the mention that is split off"},
    "reject": {**_ALWAYS, "other": ""},
    "edit": {**_ALWAYS, "field": "the column of the events that is edited", "value": ""},
    "confirm": {**_ALWAYS, "other": ""},
}


def _check_ids(row: Mapping[str, str], path: Path, place: str) -> None:
    action, event_id, other = row["action"], row["event_id"], row["other"]
    if _MENTION_MARK in event_id:
        raise InputError(path, place, f"event_id {event_id!r}, which is the id of a mention", "the id of an event")
    of_mention = _MENTION_MARK in other
    if other and of_mention != (action in {"split", "reject"}):
        expected = "the id of a mention" if action in {"split", "reject"} else "the id of an event"
        raise InputError(path, place, f"{action} with other {other!r}", expected)
    if other == event_id:
        raise InputError(path, place, f"{action} of {event_id!r} with itself", "two events")


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar as YYYY-MM-DD.

    >>> is_day("2026-03-09"), is_day("2026-02-30")
    (True, False)
    """
    if not _DAY.fullmatch(text):
        return False
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Editable:
    """A column that may be edited: `read` gives the value as the table has it, or None for `expected` isn't met.

    >>> EDITABLE["date_edtf"].read("1902-05~"), EDITABLE["modality"].read("maybe")
    ('1902-05~', None)
    """

    read: Callable[[str], str | None]
    expected: str


def _label(value: str) -> str | None:
    return value if 0 < len(value) <= _LONGEST_LABEL and value.isprintable() else None


def _date(value: str) -> str | None:
    try:
        return edtf.parse(value).text
    except edtf.EdtfError:
        return None


def _place(value: str) -> str | None:
    return value if not value or value in gazetteer() else None


def _official_number(value: str) -> str | None:
    return value if not value or _REFERENCE.fullmatch(value) else None


def _one_of(values: tuple[str, ...]) -> Editable:
    return Editable(read=lambda value: value if value in values else None, expected=f"one of {', '.join(values)}")


EDITABLE: Mapping[str, Editable] = {
    "label": Editable(read=_label, expected=f"one line of 1 to {_LONGEST_LABEL} characters"),
    "event_type": _one_of(get_args(EventType)),
    "date_edtf": Editable(read=_date, expected="EDTF such as 1902-05-04, 1902~ or 1902/1905"),
    "date_relation": _one_of(get_args(DateRelation)),
    "modality": _one_of(get_args(Modality)),
    "place_id": Editable(read=_place, expected="a place of the gazetteer, such as vn-cao-bang, or nothing"),
    "reference": Editable(read=_official_number, expected="an official number such as 12/2019/QH, or nothing"),
}
"""The columns of the events that may be edited."""


# --- all rows --------------------------------------------------------------------------------------------------------


def survivors(decisions: Sequence[Decision]) -> dict[str, str]:
    """For every event that is merged into another the one that is left at the end.

    >>> told = {"action": "merge", "reason": "same fire", "date": "2026-03-09"}
    >>> survivors([Decision(event_id="b", other="a", **told), Decision(event_id="c", other="b", **told)])
    {'a': 'c', 'b': 'c'}
    """
    into = {each.other: each.event_id for each in decisions if each.action == "merge"}
    found: dict[str, str] = {}
    for start in into:
        passed, event = [], start
        while event in into and event not in found and event not in passed:
            passed.append(event)
            event = into[event]
        found |= dict.fromkeys(passed, found.get(event, event))
    return found


def contradictions(path: Path, decisions: Sequence[Decision]) -> list[InputError]:
    """An error for every decision that can't hold beside another one, which it names; `path` is for the message."""
    left = survivors(decisions)
    return [*_merge_faults(path, decisions)] or [
        *_rejected_faults(path, decisions),
        *_confirm_faults(path, decisions, left),
        *_double_faults(path, decisions, left),
    ]


def _merge_faults(path: Path, decisions: Sequence[Decision]) -> Iterator[InputError]:
    """Events that are merged twice, or in the end into themselves."""
    into: dict[str, Decision] = {}
    for each in decisions:
        if each.action != "merge":
            continue
        what = f"merge of {each.other!r} into {each.event_id!r}"
        if each.other in into:
            earlier = into[each.other]
            yield _fault(path, each, what, earlier, f"merges into {earlier.event_id!r}")
            continue
        event = each.event_id
        while event in into:
            event = into[event].event_id
        if event == each.other:
            yield _fault(path, each, what, into[each.event_id], "merges the other way")
            continue
        into[each.other] = each


def _rejected_faults(path: Path, decisions: Sequence[Decision]) -> Iterator[InputError]:
    """Decisions about an event that is rejected as a whole."""
    rejected: dict[str, Decision] = {}
    for each in decisions:
        if each.action == "reject" and not each.mention:
            rejected.setdefault(each.event_id, each)
    for each in decisions:
        for name in (each.event_id, each.other):
            if name in rejected and rejected[name] is not each:
                yield _fault(path, each, f"{each.action} of {name!r}", rejected[name], "rejects")
                break


def _confirm_faults(path: Path, decisions: Sequence[Decision], left: Mapping[str, str]) -> Iterator[InputError]:
    """Events that are told apart and merged."""
    for each in decisions:
        names = (each.event_id, each.other)
        if each.action == "confirm" and left.get(names[0], names[0]) == left.get(names[1], names[1]):
            merge = next(row for row in decisions if row.action == "merge" and row.other in names)
            yield _fault(path, each, f"confirm of {names[0]!r} beside {names[1]!r}", merge, "merges")


def _double_faults(path: Path, decisions: Sequence[Decision], left: Mapping[str, str]) -> Iterator[InputError]:
    """Two edits of one field, and two decisions where one mention belongs."""
    taken: dict[tuple[str, str], Decision] = {}
    for each in decisions:
        if each.action != "edit" and each.mention is None:
            continue
        of_field = (left.get(each.event_id, each.event_id), each.field)
        earlier = taken.setdefault(("", each.other) if each.mention else of_field, each)
        if earlier is not each:
            what = repr(each.mention) if each.mention else f"{each.field} of {each.event_id!r}"
            yield _fault(path, each, f"{each.action} of {what}", earlier, f"{_THIRD_PERSON[earlier.action]} already")


_THIRD_PERSON = {"edit": "edits", "split": "splits off", "reject": "rejects"}


def _fault(path: Path, one: Decision, what: str, other: Decision, verb: str) -> InputError:
    return InputError(path, f"line {one.line}", f"{what}, which line {other.line} {verb}", "one decision on a matter")
