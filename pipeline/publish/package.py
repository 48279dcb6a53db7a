"""A whole package in a directory: write it, and compare what is published with what a build would publish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.errors import DataError, PublishError
from pipeline.publish import csvfile, descriptor, parquet, tables
from pipeline.publish.checks.json_text import strict_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pyarrow as pa

    from pipeline.publish.info import PackageInfo

ROOT_OF_DATA = "datasets"


def stage_package(rows: Mapping[str, pa.Table], info: PackageInfo, directory: Path) -> None:
    """Write the CSV and Parquet files of the tables and `datapackage.json` into `directory`, which need not exist.

    Args:
        rows: the tables by name, as `rows.build_tables` returns them.
        info: what the keeper says of the package.
        directory: where to write; files of the same names are overwritten, so stage it beside what is published.

    Raises:
        PublishError: a file can't be written.
    """
    path = directory / ROOT_OF_DATA
    try:
        path.mkdir(parents=True, exist_ok=True)
        for name, table in rows.items():
            path = directory / tables.resource_path(name)
            csvfile.write_csv(table, path)
            path = directory / tables.resource_path(name, parquet=True)
            parquet.write_parquet(table, path)
        path = directory / descriptor.DESCRIPTOR
        descriptor.write_descriptor(descriptor.describe(info, rows, directory), path)
    except OSError as error:
        raise PublishError(
            f"{path}: could not be written ({error.strerror or error}); expected a disk to write on"
        ) from error


def compare(published: Path, staged: Path) -> list[str]:
    """What a build would change: one sentence for each file that differs, none when it would change nothing.

    For a Parquet file whose bytes differ it says whether the rows do: another release of pyarrow may write the same
    rows as other bytes. Files of the page (`viz/`) count only where they have been published.

    Args:
        published: the directory of the published package.
        staged: the directory into which the build has been staged.
    """
    theirs, ours = _package_files(published), _package_files(staged)
    sentences = []
    for name in sorted(theirs | ours):
        if name not in theirs:
            if not name.startswith("viz/"):
                sentences.append(f"{name}: is not published")
        elif name not in ours:
            if not name.startswith("viz/"):
                sentences.append(f"{name}: is published, but the build does not write it")
        elif (published / name).read_bytes() != (staged / name).read_bytes():
            sentences.append(f"{name}: {_difference(name, published / name, staged / name)}")
    return sentences


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
