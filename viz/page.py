"""The HTML of the page: one file with its data, style and scripts, closed to the network by its own policy."""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from viz import figure, strings
from viz.columns import colour_of
from viz.encode import script_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from viz.columns import Payload

MOST_DOCUMENTS = 50
FEW_TYPES = 6
ASSETS = Path(__file__).parent / "assets"
SCRIPTS = (
    "text.js",
    "texts.js",
    "calendar.js",
    "pack.js",
    "data.js",
    "state.js",
    "scene.js",
    "draw.js",
    "lettering.js",
    "overview.js",
    "gestures.js",
    "table.js",
    "details.js",
    "download.js",
    "main.js",
)
_PROLOGUE = """"use strict";
const PAYLOAD = /** @type {Payload} */ (
  JSON.parse(document.getElementById("timeline-data")?.textContent ?? "null")
);
"""
_FILTER_MENUS = (("modality", "modality"), ("qualifier", "certainty"), ("derivation", "known"))


def script_json(value: Any) -> bytes:
    r"""Return JSON that can stand in a script element: no text in it can end the element.

    >>> script_json("</script>&")
    b'"\\u003c/script\\u003e\\u0026"'
    """
    return script_safe(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8"))


def application_script(last: str = "") -> str:
    """Return the page's own script: the modules in `viz/assets`, and `last`, joined in one scope."""
    modules = "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS)
    return f"(async () => {{\n{_PROLOGUE}\n{modules}\n{last}}})();\n"


def content_security_policy(scripts: Iterable[str]) -> str:
    """Return the policy that lets exactly these scripts run and nothing be fetched.

    >>> content_security_policy(["alert(1)"])[:60]
    "default-src 'none'; script-src 'sha256-bhHHL3z2vDgxUt0W3dWQO"
    """
    hashes = " ".join(f"'sha256-{_sha256(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def render(
    payload: Payload, descriptor: dict[str, Any], plotly: str, *, embed: bool = False, last: str = ""
) -> Iterator[bytes]:
    """Yield the page, piece by piece.

    Args:
        payload: what the page carries.
        descriptor: the package's descriptor, for what the page says about it.
        plotly: the source of Plotly's script.
        embed: lay it out for a frame within another page.
        last: what the page's script does at its end.
    """
    main = payload.main
    words = strings.texts(main["language"])
    own = application_script(last)
    places = sorted(enumerate(name for name, *_ in main["places"]), key=lambda pair: (pair[1], pair[0]))
    values = dict(
        **{f"t_{key}": escape(text) for key, text in words.items()},
        language=escape(main["language"]),
        title=escape(main["title"]),
        policy=escape(content_security_policy([plotly, own])),
        embed=' data-embed="true"' if embed else "",
        colours=_theme_css(),
        style=(ASSETS / "page.css").read_text(encoding="utf-8"),
        chips=_checks(main, "event_type", "filter"),
        **_all_or_none(main, words),
        checks="".join(
            f"<fieldset><legend>{escape(words[key])}</legend>{_checks(main, column, key)}</fieldset>"
            for column, key in _FILTER_MENUS
        ),
        places=_options(places),
        sources=_options(list(enumerate(title for title, *_ in main["documents"]))),
        about=_about(main, descriptor, words),
        fade_by=_fade("by"),
        fade_since=_fade("since"),
        plotly=plotly,
        own=own,
    )
    # The template is parted before it is filled in: the data are too large to be copied, and may hold any text.
    head, rest = (ASSETS / "page.html").read_text(encoding="utf-8").split("$data")
    middle, tail = rest.split("$chunks")
    yield Template(head).substitute(values).encode("utf-8")
    yield from _data(main)
    yield middle.encode("utf-8")
    yield from _chunks(payload.chunks)
    yield Template(tail).substitute(values).encode("utf-8")


def _data(main: dict[str, Any]) -> Iterator[bytes]:
    """Yield an object as JSON, member by member."""
    sign = b"{"
    for key, value in main.items():
        yield sign + script_json(key) + b":" + script_json(value)
        sign = b","
    yield b"}"


def _chunks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    end = b""
    for n, chunk in enumerate(chunks):
        yield end + f'<script type="application/json" id="timeline-text-{n}">'.encode() + chunk + b"</script>"
        end = b"\n"


def _theme_css() -> str:
    """Return the colours as custom properties, the dark ones for the system's wish and for the reader's."""
    light, dark = (_properties(figure.THEMES[name]) for name in ("light", "dark"))
    return (
        f":root {{ color-scheme: light; {light} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root:not([data-theme]) {{ color-scheme: dark; {dark} }} }}\n"
        f":root[data-theme=dark] {{ color-scheme: dark; {dark} }}\n"
        f"@media print {{ :root, :root[data-theme] {{ color-scheme: light; {light} }} }}"
    )


def _properties(theme: dict[str, Any]) -> str:
    names = [f"--{key.replace('_', '-')}: {value};" for key, value in theme.items() if isinstance(value, str)]
    return " ".join(names + [f"--mark-{n}: {value};" for n, value in enumerate(theme["marks"])])


def _checks(main: dict[str, Any], column: str, key: str) -> str:
    """Return a checkbox for each value of an enum column; those of event types are the legend of the colours too."""
    enum = main["enums"][column]
    chips = []
    for code, name, count in zip(enum["codes"], enum["names"], enum["counts"], strict=True):
        style = f' style="--mark: var(--mark-{colour_of(code, enum["codes"])})"' if column == "event_type" else ""
        chips.append(
            f'<label class="chip"{style}><input type="checkbox" checked data-{key}="{escape(code)}" '
            f'data-column="{column}" value="{escape(code)}"><span class="tick" aria-hidden="true"></span>'
            f'{escape(name)} <span class="count">{strings.number(count, main["language"])}</span></label>'
        )
    return "".join(chips)


def _all_or_none(main: dict[str, Any], words: dict[str, str]) -> dict[str, str]:
    """Return the buttons that show all types or none: after few chips, else where they cost no row of their own."""
    buttons = (
        f'<span class="pair"><button type="button" class="quiet" id="types-all">{escape(words["all"])}</button>'
        f'<button type="button" class="quiet" id="types-none">{escape(words["none"])}</button></span>'
    )
    few = len(main["enums"]["event_type"]["codes"]) <= FEW_TYPES
    return {"pair": buttons if few else "", "pair_apart": "" if few else buttons}


def _options(options: Sequence[tuple[int, str]]) -> str:
    # All are escaped at once, parted by what no text has in it.
    texts = escape("\0".join(text.replace("\0", "") for _, text in options)).split("\0")
    return "".join(
        f'<option value="{number}">{text}</option>' for (number, _), text in zip(options, texts, strict=False)
    )


def _fade(kind: str) -> str:
    """Return the fading bars of the legend."""
    bars = []
    for n in range(6):
        x = 24 - 4 * n if kind == "by" else 4 + 4 * n
        bars.append(f'<rect x="{x}" y="2" width="4" height="12" class="fill" opacity="{0.75 * (1 - n / 6):.2f}"/>')
    return "".join(bars)


def _about(main: dict[str, Any], descriptor: dict[str, Any], words: dict[str, str]) -> str:
    """Return what the descriptor says of the package, and its documents."""
    description = descriptor.get("description")
    text = f'<p class="description">{escape(description)}</p>' if isinstance(description, str) else ""
    facts = [(words["version"], str(descriptor.get("version", "")))]
    facts.extend(
        (words["licence"], str(entry.get("title") or entry.get("name") or ""))
        for entry in _dicts(descriptor.get("licenses"))
    )
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts if value)
    documents = "".join(
        f"<li>{_linked(title, source)} "
        f'<span class="muted">{escape(", ".join(filter(None, (publisher, published))))}</span></li>'
        for title, publisher, published, source in main["documents"][:MOST_DOCUMENTS]
    )
    listed = f'<h3>{escape(words["documents"])}</h3><ul class="documents">{documents}</ul>' if documents else ""
    return f'{text}<dl class="facts">{rows}</dl>{listed}'


def _linked(text: str, address: str) -> str:
    """Return a text as HTML, as a link where its address is one of the web."""
    if not address.startswith(("http://", "https://")):
        return escape(text)
    return f'<a href="{escape(address)}" rel="noopener noreferrer" target="_blank">{escape(text)}</a>'


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
