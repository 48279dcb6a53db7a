"""From a published package to one self-contained, interactive page.

    data ──▶ marks, words ──▶ layout ──▶ columns ──▶ page
             (dates)          (rows)     (+ figure: what Plotly is given)

The package is read from `datapackage.json` and `datasets/*.csv` alone; the page needs no network.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import InputError, PublishError

LANGUAGES = ("en", "vi")


def timeline(
    directory: str | Path, out: str | Path | None = None, *, title: str | None = None, lang: str = "en"
) -> Path:
    """Write the timeline of the package in `directory` and return the path of the page.

    Args:
        directory: where `datapackage.json` and `datasets/` are.
        out: the page; default `viz/timeline.html` in `directory`.
        title: default: the package's title.
        lang: the language of the page, `en` or `vi`.

    Raises:
        InputError: the package, or `lang`, can't be used.
        PublishError: the page can't be written.
    """
    from viz import bundle, columns, data, page

    if lang not in LANGUAGES:
        raise InputError("lang", None, repr(lang), " or ".join(LANGUAGES))
    source = Path(directory)
    target = source / "viz" / "timeline.html" if out is None else Path(out)
    package = data.read_package(source)
    named = title or package.descriptor.get("title") or package.descriptor.get("name") or "Timeline"
    payload = columns.build(package, str(named), lang)
    text = page.render(payload, package.descriptor, bundle.plotly_script())
    partial = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8", newline="\n")
        partial.replace(target)
    except OSError as error:
        raise PublishError(f"{target}: {error.strerror or error}; expected a path that can be written") from error
    return target
