"""What Plotly is given: the frame of the figure, its traces without data, its colours.

The page's script fills in what is in view. Vertical units are pixels from the top, horizontal ones are days.
Only traces of the basic bundle are used: bar and scatter.
"""

from __future__ import annotations

from typing import Any

FONT = (
    '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", "Liberation Sans", '
    "Arial, sans-serif"
)

_LIGHT_MARKS = (
    "#1d5fb4", "#b3470b", "#7a3fb8", "#2b7a3b", "#b3202f", "#8a4a10", "#00707a", "#7d6300",
    "#a81d6e", "#4a6374", "#476c0b", "#5a4fcf", "#0b6f94", "#8c5a86", "#00755f", "#5b636d",
)  # fmt: skip
_DARK_MARKS = (
    "#6fb1ff", "#ff9e64", "#c8a2ff", "#7fd48a", "#ff8a8f", "#dfae7a", "#56d3dc", "#e3c04c",
    "#ff8fc7", "#a9bfcd", "#b2d35a", "#aba6ff", "#62c6ee", "#dba9d5", "#4fdcb8", "#b4bcc6",
)  # fmt: skip

THEMES: dict[str, dict[str, Any]] = {
    "light": {
        "paper": "#ffffff",
        "band": "#f5f7fa",
        "grid": "#dfe4ea",
        "axis": "#57606a",
        "text": "#1b2128",
        "ring": "#1b2128",
        "bins": ["#66788e", "#53667d", "#40536a", "#2c3d52"],
        "bin_text": "#ffffff",
        "marks": list(_LIGHT_MARKS),
    },
    "dark": {
        "paper": "#14181e",
        "band": "#1a2028",
        "grid": "#303842",
        "axis": "#a9b3be",
        "text": "#e9edf1",
        "ring": "#ffffff",
        "bins": ["#7f90a3", "#9aabbd", "#b5c5d5", "#d3e0ec"],
        "bin_text": "#14181e",
        "marks": list(_DARK_MARKS),
    },
}

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "doubleClick": False,
    "responsive": False,
    "scrollZoom": False,
    "showAxisDragHandles": False,
    "showSendToCloud": False,
    "showTips": False,
    "staticPlot": False,
}


def layout() -> dict[str, Any]:
    """Return the layout without ranges, ticks and colours."""
    return {
        "autosize": False,
        "bargap": 0,
        "barmode": "overlay",
        "dragmode": False,
        "font": {"family": FONT, "size": 13},
        "hovermode": False,
        "margin": {"b": 8, "l": 0, "r": 0, "t": 28, "pad": 0},
        "separators": ".,",
        "showlegend": False,
        "xaxis": {
            "autorange": False,
            "fixedrange": True,
            "layer": "below traces",
            "showline": True,
            "side": "top",
            "tickmode": "array",
            "ticks": "outside",
            "ticklabeloverflow": "allow",
            "ticklen": 5,
            "type": "linear",
            "zeroline": False,
        },
        "yaxis": {
            "autorange": False,
            "fixedrange": True,
            "showgrid": False,
            "showticklabels": False,
            "ticklabeloverflow": "allow",
            "tickmode": "array",
            "type": "linear",
            "zeroline": False,
        },
    }


def traces() -> list[dict[str, Any]]:
    """Return the traces in drawing order, without data; `name` is what the script fills them by."""
    return [
        _bar("bin"),
        _bar("hatched", marker={"pattern": {"shape": "/", "size": 6, "solidity": 0.35, "fillmode": "replace"}}),
        _bar("fade"),
        _bar("solid", marker={"cornerradius": 2}),
        _bar("hollow", marker={"cornerradius": 2}),
        _bar("line"),
        _points("open", {"symbol": "circle", "size": 9, "line": {"width": 2}}),
        _points("dot", {"symbol": "circle", "size": 11, "line": {"width": 0}}),
        _text("binText", 12),
        _text("lane", 13),
        _text("label", 13),
    ]


def _bar(name: str, *, marker: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": name,
        "orientation": "h",
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {"line": {"width": 0}, **(marker or {})},
    }


def _points(name: str, marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": name,
        "mode": "markers",
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {"opacity": 1, **marker},
    }


def _text(name: str, size: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": name,
        "mode": "text",
        "hoverinfo": "skip",
        "cliponaxis": False,
        "textfont": {"size": size},
    }
