"""From a published package to one self-contained, interactive page.

    data ──▶ events, documents, records ──▶ columns ──▶ page ──▶ picture, in a browser
             (marks, dates, words)          (+ lanes, layout: which row an event stands in)
                                            (+ figure: what Plotly is given)
                                            (+ encode, aside: how numbers and texts are written, where they wait)

The package is read from `datapackage.json` and `datasets/*.csv` alone, unless the caller, who has just written it, lets
the Parquet twins stand for these; the page needs no network.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import InputError, PublishError, require_no_directory

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGES = ("en", "vi")
KINDS = ("html", "svg", "png")


def timeline(  # noqa: PLR0913 - one for each option of the command
    directory: str | Path,
    out: str | Path | None = None,
    *,
    title: str | None = None,
    lang: str = "en",
    kind: str = "html",
    embed: bool = False,
    parquet: bool = False,
) -> Path:
    """Write the timeline of the package in `directory` and return its path.

    Args:
        directory: where `datapackage.json` and `datasets/` are.
        out: the file; default `viz/timeline.html` (or `.svg`, `.png`) in `directory`.
        title: default: the package's title.
        lang: the language of the page, `en` or `vi`.
        kind: `html` for the page, `svg` or `png` for a picture of its chart, which takes a Chromium.
        embed: lay the page out for a frame within another page.
        parquet: read the Parquet files, which are known to say the same as the CSV files, in a third of the time.

    Raises:
        InputError: the package, `lang` or `kind` can't be used; there is no browser for a picture.
        PublishError: the file can't be written.
    """
    from viz import bundle, columns, data, page, picture
    from viz.aside import Aside

    if lang not in LANGUAGES:
        raise InputError("lang", None, repr(lang), " or ".join(LANGUAGES))
    if kind not in KINDS:
        raise InputError("kind", None, repr(kind), ", ".join(KINDS[:-1]) + f" or {KINDS[-1]}")
    browser = picture.find_browser() if kind != "html" else ""
    source = Path(directory)
    if out is not None:
        require_no_directory(Path(out), f"timeline.{kind}")
    target = source / "viz" / f"timeline.{kind}" if out is None else Path(out)
    last = picture.script(kind) if browser else ""
    with Aside() as aside:
        package = data.read_package(source, whole=False, parquet=parquet, aside=aside)
        named = title or package.descriptor.get("title") or package.descriptor.get("name") or "Timeline"
        payload = columns.build(package, str(named), lang, today=not browser, aside=aside)
        script = bundle.plotly_script()
        pieces = page.render(payload, package.descriptor, script, embed=embed or bool(browser), last=last)
        _write(target, [picture.take(pieces, browser)] if browser else pieces)
    return target


def _write(target: Path, pieces: Iterable[bytes]) -> None:
    """Put a file in its place at once, whole."""
    partial = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as stream:
            stream.writelines(pieces)
        partial.replace(target)
    except OSError as error:
        raise PublishError(f"{target}: found {error.strerror or error}; expected a path that can be written") from error
