"""The charts of the landing page: SVG and tables without a script; every number is in the text of the page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_BINS = 40
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500)
_WIDTH, _HEIGHT, _BASE, _LEFT = 960, 220, 190, 34


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Years from `first` to `last`, both included and astronomical, and how many events begin in them."""

    first: int
    last: int
    count: int


def bins(years: Iterable[int]) -> list[Bin]:
    """Group years in at most forty steps of one length, those between without an event too.

    >>> [(each.first, each.last, each.count) for each in bins([1901, 1901, 1903])]
    [(1901, 1901, 2), (1902, 1902, 0), (1903, 1903, 1)]
    """
    counts = Counter(years)
    if not counts:
        return []
    first, last = min(counts), max(counts)
    step = next(s for s in _steps() if last // s - first // s < MOST_BINS)
    grouped = Counter(dict.fromkeys(range(first // step, last // step + 1), 0))
    for year, count in counts.items():
        grouped[year // step] += count
    return [Bin(first=n * step, last=n * step + step - 1, count=grouped[n]) for n in sorted(grouped)]


def _steps() -> Iterable[int]:
    scale = 1
    while True:
        yield from (step * scale for step in _STEPS)
        scale *= 1000


def year_words(year: int) -> str:
    """An astronomical year as people write it.

    >>> year_words(1904), year_words(0), year_words(-259)
    ('1904', '1 BCE', '260 BCE')
    """
    return str(year) if year > 0 else f"{1 - year} BCE"


def span_words(group: Bin) -> str:
    """The years of a bin.

    >>> span_words(Bin(first=1900, last=1909, count=3)), span_words(Bin(first=1900, last=1900, count=3))
    ('1900–1909', '1900')
    """
    if group.first == group.last:
        return year_words(group.first)
    return f"{year_words(group.first)}–{year_words(group.last)}"


def histogram(groups: Sequence[Bin], label: str) -> str:
    """An SVG of the bins; `label` says to those who can't see it what it shows."""
    if not groups:
        return ""
    most = max(group.count for group in groups)
    width = (_WIDTH - _LEFT) / len(groups)
    parts = [_grid(most)]
    every = max(1, -(-len(groups) // 10))
    for n, group in enumerate(groups):
        x = _LEFT + n * width
        if group.count:
            height = max(3.0, group.count / most * (_BASE - 24))
            place = f'x="{x + 1:.1f}" y="{_BASE - height:.1f}" width="{max(1.5, width - 2):.1f}" height="{height:.1f}"'
            told = f"{span_words(group)}: {group.count}"
            parts.append(f'<rect class="bar" {place} rx="2"><title>{told}</title></rect>')
        if n % every == 0:
            middle = x if every > 1 else x + width / 2
            anchor = "start" if every > 1 else "middle"
            parts.append(
                f'<text x="{middle:.1f}" y="{_BASE + 20}" text-anchor="{anchor}">{year_words(group.first)}</text>'
            )
    axis = f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH}" y1="{_BASE}" y2="{_BASE}"/>'
    return (
        f'<svg class="histogram" role="img" aria-label="{escape(label)}" viewBox="0 0 {_WIDTH} {_HEIGHT}">'
        f"{''.join(parts)}{axis}</svg>"
    )


def _grid(most: int) -> str:
    step = next(s * 10**power for power in range(12) for s in (1, 2, 5) if most / (s * 10**power) <= 4)
    lines = []
    for value in range(step, most + 1, step):
        y = _BASE - value / most * (_BASE - 24)
        lines.append(f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        lines.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value}</text>')
    return "".join(lines)


def bars(counts: Sequence[tuple[str, int]], caption: str) -> str:
    """A table of counts with a bar in each row, the largest first; what has no event is left out."""
    shown = sorted(((name, count) for name, count in counts if count), key=lambda pair: (-pair[1], pair[0]))
    most = max((count for _, count in shown), default=1)
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td class="number">{count:,}</td><td class="bar-cell">'
        f'<svg aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">'
        f'<rect class="bar" width="{count / most * 100:.1f}" height="10"/></svg></td></tr>'
        for name, count in shown
    )
    head = (
        '<thead class="visually-hidden"><tr><th scope="col">Value</th><th scope="col">Events</th><td></td></tr></thead>'
    )
    return f'<table class="bars"><caption>{escape(caption)}</caption>{head}<tbody>{rows}</tbody></table>'
