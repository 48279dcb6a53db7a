"""The sections of the landing page, each from the published package; every text in them is escaped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from pipeline.publish.tables import TABLES, Table, resource_path
from viz.site_charts import bars, bins, histogram, span_words, year_words
from viz.site_use import citation, examples
from viz.strings import licence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viz.data import Package, Row

MOST_DOCUMENTS = 200
_UNITS = ("bytes", "kB", "MB", "GB", "TB")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the website: its relative path, its size in bytes, its SHA-256, and what it is."""

    path: str
    size: int
    sha256: str
    title: str | None = None


def sections(package: Package, files: Sequence[File]) -> dict[str, str]:
    """The parts of the page by their names in its template."""
    by_path = {file.path: file for file in files}
    published = [table for table in TABLES if resource_path(table.name) in by_path]
    return {
        "facts": _facts(package),
        "numbers": _numbers(package),
        "along": _along(by_path),
        "downloads": "".join(_download(table, package, by_path) for table in published),
        "formats": "".join(_format(file) for file in files if file.title),
        "checksums": "".join(_checksum(file) for file in files),
        "years": _years(package),
        "types": _bars(package, "event_type", "Events by type"),
        "precisions": _bars(package, "precision", "How exact the dates are"),
        "modalities": _bars(package, "modality", "What the sources say of them"),
        "dictionary": "".join(_described(table) for table in published),
        "sources": _sources(package.rows("documents"), by_path),
        "citation": citation(package.descriptor),
        "examples": examples(),
    }


def objects(value: object) -> list[dict[str, Any]]:
    """The objects in a list of a descriptor; none where there is no list.

    >>> objects([{"name": "mill"}, 3]), objects("mill")
    ([{'name': 'mill'}], [])
    """
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def resources(package: Package) -> list[dict[str, Any]]:
    """The resources of a package."""
    return objects(package.descriptor.get("resources"))


def size_words(size: int) -> str:
    """A size in bytes with three digits at most.

    >>> size_words(999), size_words(1000), size_words(1_343_305)
    ('999 bytes', '1 kB', '1.3 MB')
    """
    number, unit = float(size), 0
    while number >= 999.5 and unit < len(_UNITS) - 1:
        number, unit = number / 1000, unit + 1
    told = f"{number:.1f}".removesuffix(".0") if unit and number < 9.95 else f"{number:.0f}"
    return f"{told} {_UNITS[unit]}"


def is_web_address(text: str) -> bool:
    """Whether a text may stand as a link: an address of the web and nothing else.

    >>> is_web_address("https://example.org/a"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    return text.startswith(("https://", "http://")) and not any(c.isspace() for c in text)


def link(text: str, address: str | None) -> str:
    """A text, as a link where it has an address of the web."""
    if not address or not is_web_address(address):
        return escape(text)
    return f'<a href="{escape(address)}" rel="noopener">{escape(text)}</a>'


def words(code: str) -> str:
    """A value of an enum as people write it.

    >>> words("legal_act")
    'Legal act'
    """
    return code.replace("_", " ").capitalize()


def _facts(package: Package) -> str:
    descriptor = package.descriptor
    facts = [("Version", escape(str(descriptor.get("version") or "")))]
    facts.append(("Released", escape(str(descriptor.get("created") or "")[:10])))
    licences = [link(licence(entry, "en"), entry.get("path")) for entry in objects(descriptor.get("licenses"))]
    facts.append(("Licence", ", ".join(licences)))
    people = [link(str(entry.get("title")), entry.get("path")) for entry in objects(descriptor.get("contributors"))]
    facts.append(("By", ", ".join(people)))
    facts.append(("Keywords", escape(", ".join(map(str, descriptor.get("keywords") or [])))))
    return "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts if value)


def _numbers(package: Package) -> str:
    years = [*_known(package, "start_year"), *_known(package, "end_year")]
    span = f"{year_words(min(years))} – {year_words(max(years))}" if years else "none"
    numbers = [
        (f"{package.tables['events'].count:,}", "dated events"),
        (f"{package.tables['mentions'].count:,}", "quotations that prove them"),
        (f"{package.tables['documents'].count:,}", "documents read"),
        (span, "years covered"),
    ]
    return "".join(f"<div><dt>{name}</dt><dd>{number}</dd></div>" for number, name in numbers)


def _known(package: Package, column: str) -> list[int]:
    return [int(row[column]) for row in package.rows("events") if row.get(column)]


def _along(by_path: dict[str, File]) -> str:
    titles = {"CHANGELOG.md": "Changelog", "CITATION.cff": "Citation file"}
    return "".join(f' · <a href="{name}">{title}</a>' for name, title in sorted(titles.items()) if name in by_path)


def _download(table: Table, package: Package, by_path: dict[str, File]) -> str:
    rows = next((each.get("rows") for each in resources(package) if each.get("name") == table.name), None)
    cells = "".join(
        f"<td>{_file_link(by_path.get(resource_path(table.name, parquet=parquet)), kind, table)}</td>"
        for parquet, kind in ((False, "CSV"), (True, "Parquet"))
    )
    number = f"{rows:,}" if isinstance(rows, int) else ""
    return (
        f'<tr><th scope="row"><a href="#table-{table.name}">{table.name}</a>'
        f'<span class="note">{escape(_first_sentence(table.description))}</span></th>'
        f'<td class="number">{number}</td>{cells}</tr>'
    )


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].removesuffix(".") + "."


def _file_link(file: File | None, kind: str, table: Table) -> str:
    if file is None:
        return ""
    hidden = f'<span class="visually-hidden"> of {table.name}</span>'
    size = f'<span class="muted">{size_words(file.size)}</span>'
    return f'<a class="file" href="{escape(file.path)}" download>{kind}{hidden}</a> {size}'


def _format(file: File) -> str:
    title, _, use = str(file.title).partition(", ")
    name = f'<a class="file" href="{escape(file.path)}" download>{escape(title)}</a>'
    return f'<li>{name} <span class="muted">{size_words(file.size)}</span><span class="note">{escape(use)}</span></li>'


def _checksum(file: File) -> str:
    return f'<tr><th scope="row">{escape(file.path)}</th><td><code>{file.sha256}</code></td></tr>'


def _years(package: Package) -> str:
    years = [
        int(row["start_year"] or row["end_year"])
        for row in package.rows("events")
        if row.get("start_year") or row.get("end_year")
    ]
    groups = bins(years)
    if not groups:
        return "<p>No event has a year.</p>"
    peak = max(groups, key=lambda group: group.count)
    label = (
        f"Bar chart of {len(years):,} events by the year in which they begin, from {year_words(min(years))} to "
        f"{year_words(max(years))}; most of them, {peak.count:,}, in {span_words(peak)}. The numbers are below."
    )
    rows = "".join(
        f'<tr><th scope="row">{span_words(group)}</th><td class="number">{group.count:,}</td></tr>'
        for group in groups
        if group.count
    )
    return (
        f"<figure>{histogram(groups, label)}<figcaption>Events by the year in which they begin</figcaption></figure>"
        "<details><summary>The numbers</summary><table><caption>Events by years</caption><thead><tr>"
        '<th scope="col">Years</th><th scope="col" class="number">Events</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></details>"
    )


def _bars(package: Package, column: str, caption: str) -> str:
    counts = Counter(row.get(column, "") for row in package.rows("events"))
    return bars([(words(code), count) for code, count in counts.items() if code], caption)


def _described(table: Table) -> str:
    keys = {key.column: key.table for key in table.foreign_keys}
    rows = []
    for column in table.columns:
        kind = escape(column.type)
        if column.name in keys:
            kind += f' → <a href="#table-{keys[column.name]}">{keys[column.name]}</a>'
        mark = '<abbr title="part of the primary key">key</abbr>' if column.name in table.primary_key else ""
        null = "may be empty" if not column.required else ""
        values = "".join(f"<code>{escape(value)}</code> " for value in column.enum)
        told = (
            f'{escape(column.description)}<span class="values">{values}</span>'
            if values
            else escape(column.description)
        )
        notes = " · ".join(part for part in (kind, mark, null) if part)
        rows.append(
            f'<tr><th scope="row"><code>{column.name}</code></th><td class="kind">{notes}</td><td>{told}</td></tr>'
        )
    return (
        f'<details class="table"><summary><h3>{table.name}</h3>'
        f'<span class="note">{len(table.columns)} columns</span></summary>'
        f'<p id="table-{table.name}">{escape(table.description)}</p>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="Columns of {table.name}"><table>'
        '<thead><tr><th scope="col">Column</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div></details>"
    )


def _sources(documents: Sequence[Row], by_path: dict[str, File]) -> str:
    listed = "".join(_source(row) for row in documents[:MOST_DOCUMENTS])
    more = len(documents) - MOST_DOCUMENTS
    path = resource_path("documents")
    rest = f'<p>And {more:,} more in <a href="{path}">{path}</a>.</p>' if more > 0 and path in by_path else ""
    return f'<ol class="sources">{listed}</ol>{rest}'


def _source(row: dict[str, Any]) -> str:
    title = link(row.get("title") or row["document_id"], row.get("source"))
    facts = [row.get("authors"), row.get("publisher"), row.get("published")]
    told = [escape(fact) for fact in facts if fact]
    source = row.get("source") or ""
    cited = f"<p>Source: {escape(source)}</p>" if source and not is_web_address(source) else ""
    rights = f"<p>Rights: {escape(row['rights'])}</p>" if row.get("rights") else "<p>Rights: not stated</p>"
    return f'<li><p class="title">{title}</p><p>{" · ".join(told)}</p>{cited}{rights}</li>'
