"""What a check reports, and what a check is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pipeline.publish.checks.package import Package

_LONGEST_VALUE = 80
_LONGEST_TEXT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not right in a package.

    `resource` is the name of a resource (`events`, `events_parquet`) or of a file, `row` the data row, counted from 1
    without the header, `field` a column or a property, `value` what was found there, `rule` what would be right. `row`
    and `field` are None where they make no sense. `more` is above zero in the last finding of a check that found more
    than are listed, and tells how many.

    >>> print(Finding(check="enum", resource="events", row=3, field="modality", value="'perhaps'", rule="a known one"))
    events, row 3, modality: found 'perhaps'; expected a known one [enum]
    """

    check: str
    resource: str
    row: int | None = None
    field: str | None = None
    value: str
    rule: str
    more: int = 0

    def __str__(self) -> str:
        row = None if self.row is None else f"row {self.row}"
        where = ", ".join(part for part in (self.resource, row, self.field) if part)
        more = f" (and {self.more} more)" if self.more else ""
        return one_line(f"{where}: found {self.value}; expected {self.rule} [{self.check}]{more}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A named check: `run` takes a package and yields what it finds; it never raises for what a package holds."""

    name: str
    run: Callable[[Package], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Reporter:
    """Makes the findings of one check in one resource."""

    check: str
    resource: str

    def __call__(self, row: int | None, field: str | None, value: Any, rule: str) -> Finding:
        """The finding of a value."""
        return Finding(check=self.check, resource=self.resource, row=row, field=field, value=shown(value), rule=rule)


def shown(value: Any) -> str:
    r"""A value as a finding shows it: on one line, escaped, cut after 80 characters.

    >>> shown(None), shown("a\nb")
    ('null', "'a\\nb'")
    """
    if value is None:
        return "null"
    if isinstance(value, str):
        return repr(value) if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]!r}…"
    if isinstance(value, list | dict):
        return f"a {'list' if isinstance(value, list) else 'mapping'} of {len(value)}"
    try:
        text = repr(value)
    except ValueError:  # an integer of more digits than Python writes
        return f"a {type(value).__name__} that is too long to show"
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"


def limited(findings: Iterable[Finding], most: int) -> list[Finding]:
    """At most so many findings, the last of which tells how many more there are."""
    rest = iter(findings)
    listed = list(islice(rest, most))
    more = sum(1 for _ in rest)
    return [*listed[:-1], replace(listed[-1], more=more)] if more else listed


def summary(findings: Sequence[Finding]) -> str:
    """The first finding, and how many more there are."""
    found = len(findings) + sum(finding.more for finding in findings)
    more = f" (and {found - 1} more)" if found > 1 else ""
    return f"{replace(findings[0], more=0)}{more}"


def one_line(text: str) -> str:
    """A text without control characters, half surrogate pairs or second line: fit for any terminal and any log."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.split())
