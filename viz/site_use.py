"""How to cite a package and how to load it, for the landing page."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPECIAL = re.compile(r"[&%$#_{}~^\\]")
_IN_BIBTEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def citation(descriptor: Mapping[str, object]) -> str:
    """How to cite the package, in words and as BibTeX, as HTML."""
    name, title = str(descriptor.get("name") or "timeline"), str(descriptor.get("title") or "Timeline")
    people, homepage = _contributors(descriptor), str(descriptor.get("homepage") or "")
    year, version = str(descriptor.get("created") or "")[:4], str(descriptor.get("version") or "")
    text = f"{escape(', '.join(people))} ({year or 'n.d.'}). <cite>{escape(title)}</cite>"
    text += f", version {escape(version)} [data set]." + (f" {escape(homepage)}" if homepage else "")
    fields = {"author": " and ".join(f"{{{bibtex(each)}}}" for each in people), "title": f"{{{bibtex(title)}}}"}
    fields |= {"year": year, "version": bibtex(version), "url": homepage}
    lines = [f"@dataset{{{re.sub(r'[^A-Za-z0-9:.-]', '-', name)},"]
    lines += [f"  {key} = {{{value}}}," for key, value in fields.items() if value]
    return f"<p>{text}</p>" + _code("BibTeX", "\n".join([*lines, "}"]))


def bibtex(text: str) -> str:
    r"""A text as BibTeX writes it.

    >>> print(bibtex("Salt & rye_"))
    Salt \& rye\_
    """
    return _SPECIAL.sub(lambda found: _IN_BIBTEX.get(found[0], f"\\{found[0]}"), text)


def _contributors(descriptor: Mapping[str, object]) -> list[str]:
    entries = descriptor.get("contributors")
    listed = entries if isinstance(entries, list) else []
    titles = [str(entry.get("title")) for entry in listed if isinstance(entry, dict) and entry.get("title")]
    return titles or ["Anonymous"]


EXAMPLES = {
    "pandas": """import pandas as pd

events = pd.read_parquet("datasets/events.parquet")
mentions = pd.read_parquet("datasets/mentions.parquet")
mentions.merge(events, on="event_id")[["date_edtf", "label", "quote"]]""",
    "R": """library(arrow)
library(dplyr)

events <- read_parquet("datasets/events.parquet")
mentions <- read_parquet("datasets/mentions.parquet")
inner_join(mentions, events, by = "event_id") |>
  select(date_edtf, label, quote)""",
    "DuckDB": """SELECT date_edtf, label, quote
FROM 'datasets/events.parquet'
JOIN 'datasets/mentions.parquet' USING (event_id)
ORDER BY start_year, date_start;""",
}


def examples() -> str:
    """How to load the events with what proves them, from the directory of the files, as HTML."""
    return "".join(_code(name, text) for name, text in EXAMPLES.items())


def _code(name: str, text: str) -> str:
    block = f'<pre tabindex="0" role="region" aria-label="{escape(name)}"><code>{escape(text)}</code></pre>'
    return f'<div class="code"><h3>{escape(name)}</h3>{block}</div>'
