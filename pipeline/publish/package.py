"""A whole package in a directory: write it, and compare what is published with what a build would publish."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from pipeline.errors import DataError, PublishError, require_regular
from pipeline.publish import csvfile, descriptor, parquet, tables
from pipeline.publish.checks.json_text import strict_json
from pipeline.publish.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import pyarrow as pa

    from pipeline.publish.info import PackageInfo

ROOT_OF_DATA = "datasets"


def stage_package(rows: Mapping[str, pa.Table | Iterable[pa.Table]], info: PackageInfo, directory: Path) -> None:
    """Write the CSV and Parquet files of the tables and `datapackage.json` into `directory`, which need not exist.

    Args:
        rows: the tables by name, sorted by their keys, whole or in pieces, of which a group of rows is held at a time.
        info: what the keeper says of the package.
        directory: where to write; files of the same names are overwritten, so stage it beside what is published.

    Raises:
        PublishError: a file can't be written.
    """
    summaries = {}
    path = directory / ROOT_OF_DATA
    try:
        path.mkdir(parents=True, exist_ok=True)
        for name, table in rows.items():
            path = directory / tables.resource_path(name)
            pieces = [table] if hasattr(table, "num_rows") else table
            summaries[name] = _write_twins(name, cast("Iterable[pa.Table]", pieces), directory)
        path = directory / descriptor.DESCRIPTOR
        descriptor.write_descriptor(descriptor.describe(info, summaries, directory), path)
    except OSError as error:
        raise PublishError(
            f"{error.filename or path}: could not be written ({error.strerror or error}); expected a disk to write on"
        ) from error


def _write_twins(name: str, pieces: Iterable[pa.Table], directory: Path) -> Summary:
    summary = Summary(name)
    schema = tables.arrow_schema(tables.table(name))
    csv_path, parquet_path = (directory / tables.resource_path(name, parquet=parquet) for parquet in (False, True))
    with csv_path.open("wb") as csv, parquet.ParquetFile(parquet_path, schema) as twin:
        csv.write(csvfile.csv_header(schema.names))
        for rows in pieces:
            with _named(csv_path):
                csv.writelines(csvfile.csv_lines(rows))
            with _named(parquet_path):
                twin.add(rows)
            summary.add(rows)
    return summary


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Give an OSError of the body the name of the file, which a write to an open file doesn't tell."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise


def compare(published: Path, staged: Path) -> list[str]:
    """What a build would change: one sentence for each file that differs, none when it would change nothing.

    For a Parquet file whose bytes differ it says whether the rows do: another release of pyarrow may write the same
    rows as other bytes. Files of the page (`viz/`) count only where they have been published.

    Args:
        published: the directory of the published package.
        staged: the directory into which the build has been staged.

    Raises:
        InputError: something published is a link or no regular file.
    """
    theirs, ours = _package_files(published), _package_files(staged)
    if not theirs:
        return [f"{published}: nothing is published; `datelines build` would write {len(ours)} files"]
    sentences = []
    for name in sorted(theirs | ours):
        if name not in theirs:
            if not name.startswith("viz/"):
                sentences.append(f"{name}: is not published")
        elif name not in ours:
            if not name.startswith("viz/"):
                sentences.append(f"{name}: is published, but the build does not write it")
        elif _content(published, name) != (staged / name).read_bytes():
            sentences.append(f"{name}: {_difference(name, published / name, staged / name)}")
    return sentences


def _content(directory: Path, name: str) -> bytes:
    require_regular(directory, name)
    return (directory / name).read_bytes()


def _package_files(directory: Path) -> set[str]:
    """The files of a package relative to its directory: the descriptor, all data and the page."""
    names = {descriptor.DESCRIPTOR} if (directory / descriptor.DESCRIPTOR).is_file() else set()
    for part in (ROOT_OF_DATA, "viz"):
        kinds = {".csv", ".parquet"} if part == ROOT_OF_DATA else {".html"}
        names |= {f"{part}/{path.name}" for path in (directory / part).glob("*") if path.suffix in kinds}
    return names


def _difference(name: str, published: Path, staged: Path) -> str:
    if name.endswith(".parquet"):
        table = tables.table(staged.stem)
        try:
            rows = parquet.read_parquet(table, published)
        except DataError as error:
            return f"the published file can't be read: {error}"
        same = csvfile.content_hash(rows) == csvfile.content_hash(parquet.read_parquet(table, staged))
        return "the same rows in other bytes, as another release of pyarrow writes them" if same else "the rows differ"
    if name == descriptor.DESCRIPTOR and _without_parquet_hashes(published) == _without_parquet_hashes(staged):
        return "only the hashes of Parquet files differ"
    return "the contents differ"


def _without_parquet_hashes(path: Path) -> Any:
    """A descriptor without what may change with the release of pyarrow; None when it isn't a descriptor."""
    try:
        content = strict_json(path.read_bytes())
        resources = [
            {k: v for k, v in r.items() if k != "hash" or r["format"] != "parquet"} for r in content["resources"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return {**content, "resources": resources}
