"""The table of changes from release to release: a part of `tables.TABLES`, kept in a file of its own for its size."""

from __future__ import annotations

from pipeline.publish.schema import Column, Table

VERSION_PATTERN = r"[1-9][0-9]{3}\.(0?[1-9]|1[0-2])(\.[0-9]{1,6})?"

CHANGES = Table(
    name="changes",
    title="Changes",
    description="What each release changed in the table of events, back to the first release, in which every event was "
    "added. Published from the first release on.",
    columns=(
        Column(
            name="version",
            type="string",
            pattern=VERSION_PATTERN,
            description="The release that made the change: a calendar version of year, month and number.",
        ),
        Column(
            name="event_id",
            type="string",
            description="The event; a value of events.event_id as long as no later row says that it was removed.",
        ),
        Column(
            name="change",
            type="string",
            enum=("added", "removed", "changed"),
            description="Whether the release added the event, removed it, or changed one of its columns.",
        ),
        Column(
            name="field",
            type="string",
            description="The column of events that changed; label for an event that was added or removed.",
        ),
        Column(
            name="old",
            type="string",
            required=False,
            description="The cell before the release, as the CSV file writes it; null where the event or the value "
            "was not there.",
        ),
        Column(
            name="new",
            type="string",
            required=False,
            description="The cell in the release, as the CSV file writes it; null where either is gone.",
        ),
        Column(
            name="successor",
            type="string",
            required=False,
            description="For an event that was removed, the event of the same release that took its place: it tells "
            "the same words, or has the same official number, or the same label in the same document; null where none "
            "does.",
        ),
    ),
    primary_key=("version", "event_id", "field"),
    optional=True,
)
