"""The website of a published package: its files, its exports and its pages, in one directory."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory


def site(directory: Path, out: Path) -> Path:
    """Write the website of the package in `directory` to `out` and return the path of its first page.

    Only formats that the base install can write are on it, so that it is the same bytes on every machine.

    Args:
        directory: the directory of a published package.
        out: a directory that is empty, is not there, or holds such a website, which is replaced as one.

    Raises:
        InputError: the package can't be used, or `out` holds something else.
        PublishError: a file can't be written, or a build keeps the package locked.
    """
    from pipeline.publish.commit import reading
    from pipeline.publish.exports import FORMATS, read_source, write_format
    from pipeline.publish.exports.jsonld import document
    from pipeline.publish.exports.source import json_text
    from viz.site import Extra, write_site

    with reading(directory), TemporaryDirectory(prefix="datelines-") as name:
        source = read_source(directory)
        extras = [
            Extra(path=write_format(each, source, Path(name) / each.file), title=each.title)
            for each in FORMATS
            if not each.needs_extra
        ]
        metadata = json_text(document(source, base="", events=False))
        return write_site(directory, out, extras=extras, metadata=metadata)
