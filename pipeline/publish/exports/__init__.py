"""The published tables in the formats of other programs, each with what that format can hold.

To add a format, write a module with a function `write(source, path)` and a line in `FORMATS`, and a test that opens the
file with a reader that its users have. A file is the same bytes whenever it is written from the same package; a DuckDB
database alone has a random identifier in it, and the same tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import InputError, PublishError, require_no_directory
from pipeline.publish.exports import croissant, duckdb_file, geojson, ics, jsonld, timelinejs, xlsx
from pipeline.publish.exports.source import Source, read_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["FORMATS", "Format", "Source", "export", "read_source", "write_format"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its name, the file's own name, what it is to people, and what writes it.

    `holds` says which events are in it, where not all can be. `needs_extra` formats are written by a library of the
    extra `export`, which the base install lacks.
    """

    name: str
    file: str
    title: str
    mediatype: str
    write: Callable[[Source, Path], None]
    holds: str = ""
    needs_extra: bool = False


FORMATS: tuple[Format, ...] = (
    Format(
        name="jsonld",
        file="dataset.jsonld",
        title="JSON-LD (schema.org), for search engines and linked data",
        mediatype="application/ld+json",
        write=jsonld.write,
    ),
    Format(
        name="croissant",
        file="croissant.json",
        title="Croissant, for machine learning",
        mediatype="application/ld+json",
        write=croissant.write,
    ),
    Format(
        name="ics",
        file="events.ics",
        title="iCalendar, for calendars: the events dated to the day",
        mediatype="text/calendar",
        write=ics.write,
        holds="the events dated to the day",
    ),
    Format(
        name="geojson",
        file="events.geojson",
        title="GeoJSON, for maps: the events with a place",
        mediatype="application/geo+json",
        write=geojson.write,
        holds="the events with a place",
    ),
    Format(
        name="timelinejs",
        file="timelinejs.json",
        title="TimelineJS, for stories",
        mediatype="application/json",
        write=timelinejs.write,
        holds="the events with a date that begins or ends",
    ),
    Format(
        name="duckdb",
        file="events.duckdb",
        title="DuckDB, a database of all tables",
        mediatype="application/vnd.duckdb.file",
        write=duckdb_file.write,
        needs_extra=True,
    ),
    Format(
        name="xlsx",
        file="events.xlsx",
        title="Excel workbook of all tables, every cell a text",
        mediatype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write=xlsx.write,
        needs_extra=True,
    ),
)


def export(directory: Path, name: str, out: Path | None = None) -> Path:
    """Write the package in `directory` in the format `name` and return the path of the file.

    Args:
        directory: the directory of a published package.
        name: the name of a format in `FORMATS`.
        out: the file; default `exports/` in `directory`, under the format's own name. Relative addresses in JSON-LD and
            Croissant are right from there.

    Raises:
        InputError: the package, the format or its library can't be used.
        PublishError: the file can't be written, or a build keeps the package locked.
    """
    from pipeline.publish.commit import reading

    wanted = next((each for each in FORMATS if each.name == name), None)
    if wanted is None:
        raise InputError("FORMAT", None, repr(name), f"one of {', '.join(each.name for each in FORMATS)}")
    if out is not None:
        require_no_directory(out, wanted.file)
    with reading(directory):
        source = read_source(directory)
    return write_format(wanted, source, out or directory / "exports" / wanted.file)


def write_format(wanted: Format, source: Source, target: Path) -> Path:
    """Write one format to `target`, beside it first so that a fault leaves what was there; returns `target`.

    Raises:
        InputError: the library of the format is missing, or the format can't hold the tables.
        PublishError: the file can't be written.
    """
    partial = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        try:
            wanted.write(source, partial)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise PublishError(f"{target}: found {error.strerror or error}; expected a path that can be written") from error
    return target
