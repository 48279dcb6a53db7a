"""Checks of what tables say of each other: the keys that rows refer to, counts of rows, what is inferred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.publish.checks.arrays import places
from pipeline.publish.checks.finding import Finding, Reporter
from pipeline.publish.checks.keys import UNKNOWN, links, numbered
from pipeline.publish.checks.package import Package, Twin
from pipeline.publish.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.publish.checks.arrays import Integers
    from pipeline.publish.tables import ForeignKey


_EVENTS_AT_ONCE = 1 << 18


def foreign_keys(package: Package) -> Iterator[Finding]:
    """A cell that refers to another table is a key of that table's twin."""
    for resource, twin in package.readings():
        for key in twin.table.foreign_keys:
            yield from _dangling(package, Reporter("foreign-key", resource), twin, key)


def _dangling(package: Package, report: Reporter, twin: Twin, key: ForeignKey) -> Iterator[Finding]:
    referred = Twin(table=table(key.table), parquet=twin.parquet or package.same(key.table))
    if not package.readable(referred):
        return
    unknown = links(package, twin, key.column, referred, key.reference) == UNKNOWN
    if unknown.any():
        for first, batch in package.batches(twin, [key.column]):
            for index in unknown[first - 1 : first - 1 + batch.num_rows].nonzero()[0].tolist():
                cell = batch.column(0)[index].as_py()
                yield report(first + index, key.column, cell, f"a value of {key.table}.{key.reference}")


def counts(package: Package) -> Iterator[Finding]:
    """Every event has mentions, as many and in as many documents as it says."""
    import pyarrow as pa
    import pyarrow.compute as pc

    report = Reporter("counts", "events")
    events, mentions = package.best("events"), package.best("mentions")
    if events is None or mentions is None:
        return
    for name, counted in _counted(package, events, mentions).items():
        for first, batch in package.batches(events, [name]):
            told = batch.column(0)
            right = pa.array(counted[first - 1 : first - 1 + batch.num_rows])
            wrong = pc.or_kleene(pc.not_equal(told, right), pc.equal(right, 0))
            for index in places(wrong):
                rule = f"{right[index]}, as in mentions" if right[index].as_py() else "a mention that proves the event"
                yield report(first + index, name, told[index].as_py(), rule)


def _counted(package: Package, events: Twin, mentions: Twin) -> dict[str, Integers]:
    """How many mentions each event has, and in how many documents."""
    import numpy as np

    event = links(package, mentions, "event_id", events, "event_id")
    document = _documents_of(package, mentions)
    many, count = int(document.max(initial=0)) + 1, package.row_count(events) or 0
    counted: dict[str, Integers] = {name: np.zeros(count, np.int32) for name in ("n_mentions", "n_documents")}
    for start in range(0, count, _EVENTS_AT_ONCE):
        end = min(start + _EVENTS_AT_ONCE, count)
        known = (event >= start) & (event < end) & (document >= 0)
        pairs = (event[known] - start).astype(np.int64)
        counted["n_mentions"][start:end] = np.bincount(pairs, minlength=end - start)
        pairs *= many
        pairs += document[known]
        pairs.sort()
        different = pairs[np.flatnonzero(np.diff(pairs, prepend=-1))] // many
        counted["n_documents"][start:end] = np.bincount(different, minlength=end - start)
    return counted


def _documents_of(package: Package, mentions: Twin) -> Integers:
    """The number of the document of each mention, below 0 where there is none."""
    documents = package.best("documents")
    if documents is not None:
        found = links(package, mentions, "document_id", documents, "document_id")
        if not (found == UNKNOWN).any():
            return found
    return numbered(batch.column(0) for _, batch in package.batches(mentions, ["document_id"]))


def inferences(package: Package) -> Iterator[Finding]:
    """An inferred event has a derivation, and no other event has one."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    report = Reporter("inferences", "events")
    events, derivations = package.best("events"), package.best("derivations")
    if events is None or derivations is None:
        return
    derived = np.zeros(package.row_count(events) or 0, np.bool_)
    found = links(package, derivations, "event_id", events, "event_id")
    derived[found[found >= 0]] = True
    for first, batch in package.batches(events, ["derivation"]):
        told, is_derived = batch.column(0), pa.array(derived[first - 1 : first - 1 + batch.num_rows])
        inferred = pc.fill_null(pc.equal(told, "inferred"), fill_value=False)
        for index in places(pc.not_equal(inferred, is_derived)):
            rule = (
                "inferred, since it has a derivation"
                if derived[first - 1 + index]
                else "a derivation of an inferred date"
            )
            yield report(first + index, "derivation", told[index].as_py(), rule)
