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
from viz.arrays import strings_of
from viz.aside import Stored
from viz.columns import colour_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from viz.columns import Payload
    from viz.documents import Documents

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


# No text in a script element may end the element, nor, in old browsers, a line of the script.
_ESCAPED = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def script_json(value: Any) -> bytes:
    r"""Return JSON that can stand in a script element: no text in it can end the element.

    >>> script_json("</script>&")
    b'"\\u003c/script\\u003e\\u0026"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_ESCAPED).encode("utf-8")


def written(value: Any) -> Iterator[bytes]:
    r"""Yield JSON as `script_json` gives it, in which what is stored stands as base64.

    >>> b"".join(written({"<": [1, {"a": None}]}))
    b'{"\\u003c":[1,{"a":null}]}'
    """
    if isinstance(value, Stored):
        yield b'"'
        yield from _base64(value.pieces())
        yield b'"'
    elif isinstance(value, dict):
        sign = b"{"
        for key, member in value.items():
            yield sign + script_json(key) + b":"
            yield from written(member)
            sign = b","
        yield b"}" if value else b"{}"
    elif isinstance(value, list) and any(isinstance(member, Stored | dict) for member in value):
        sign = b"["
        for member in value:
            yield sign
            yield from written(member)
            sign = b","
        yield b"]"
    else:
        yield script_json(value)


def _base64(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pieces as one text in base64, of which three bytes make four characters."""
    rest = b""
    for piece in pieces:
        content = rest + piece
        whole = len(content) - len(content) % 3
        yield base64.b64encode(content[:whole])
        rest = content[whole:]
    yield base64.b64encode(rest)


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
        places=_options([name for _, name in places], [number for number, _ in places]),
        about=_about(payload.documents, descriptor, main["language"]),
        fade_by=_fade("by"),
        fade_since=_fade("since"),
        plotly=plotly,
        own=own,
    )
    # The template is parted before it is filled in: the data are too large to be copied, and may hold any text.
    pieces = {"sources": _sources(payload.documents), "data": written(main), "records": written(payload.records),
              "chunks": _chunks(payload.chunks)}  # fmt: skip
    rest = (ASSETS / "page.html").read_text(encoding="utf-8")
    for name, content in pieces.items():
        head, rest = rest.split(f"${name}")
        yield Template(head).substitute(values).encode("utf-8")
        yield from content
    yield Template(rest).substitute(values).encode("utf-8")


def _sources(documents: Documents) -> Iterator[bytes]:
    """Yield the documents as options."""
    first = 0
    for block in documents.titles():
        yield _options(strings_of(block), range(first, first + len(block))).encode("utf-8")
        first += len(block)


def _chunks(chunks: Iterable[tuple[str, Any]]) -> Iterator[bytes]:
    for name, value in chunks:
        yield f'<script type="application/json" id="timeline-{name}">'.encode()
        yield from written(value)
        yield b"</script>\n"


def _theme_css() -> str:
    """Return the colours as custom properties, the dark ones for the system's wish and for the reader's."""
    light, dark = (_properties(figure.THEMES[name]) for name in ("light", "dark"))
    return (
        f":root {{ color-scheme: light; {light} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root:not([data-theme]) {{ color-scheme: dark; {dark} }} }}\n"
        f":root[data-theme=dark] {{ color-scheme: dark; {dark} }}\n"
        f"@media print {{ :root:not([data-theme]), :root[data-theme] {{ color-scheme: light; {light} }} }}"
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


def _options(texts: list[str], numbers: Iterable[int]) -> str:
    # All are escaped at once, parted by what no text has in it.
    together = "\0".join(texts)
    if together.count("\0") >= len(texts):
        together = "\0".join([text.replace("\0", "") for text in texts])
    return "".join(map('<option value="{}">{}</option>'.format, numbers, escape(together).split("\0")))


def _fade(kind: str) -> str:
    """Return the fading bars of the legend."""
    bars = []
    for n in range(6):
        x = 24 - 4 * n if kind == "by" else 4 + 4 * n
        bars.append(f'<rect x="{x}" y="2" width="4" height="12" class="fill" opacity="{0.75 * (1 - n / 6):.2f}"/>')
    return "".join(bars)


def _about(listed: Documents, descriptor: dict[str, Any], language: str) -> str:
    """Return what the descriptor says of the package, and its documents."""
    words = strings.texts(language)
    description = descriptor.get("description")
    text = f'<p class="description">{escape(description)}</p>' if isinstance(description, str) else ""
    facts = [(words["version"], str(descriptor.get("version", "")))]
    facts.extend((words["licence"], strings.licence(entry, language)) for entry in _dicts(descriptor.get("licenses")))
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts if value)
    documents = _listed(listed, language)
    list_of = f'<h3>{escape(words["documents"])}</h3><ul class="documents">{documents}</ul>' if documents else ""
    return f'{text}<dl class="facts">{rows}</dl>{list_of}'


def _listed(documents: Documents, language: str) -> str:
    """Return the first documents as items of a list, and how many more there are."""
    items = [
        f"<li>{_linked(title, source)} "
        f'<span class="muted">{escape(", ".join(filter(None, (publisher, published))))}</span></li>'
        for title, publisher, published, source in documents.first(MOST_DOCUMENTS)
    ]
    more = documents.table.count - len(items)
    if more:
        words = strings.texts(language)
        told = words["more_documents"].format(count=strings.number(more, language))
        items.append(f'<li class="muted">{escape(told)}</li>')
    return "".join(items)


def _linked(text: str, address: str) -> str:
    """Return a text as HTML, as a link where its address is one of the web."""
    if not address.startswith(("http://", "https://")):
        return escape(text)
    return f'<a href="{escape(address)}" rel="noopener noreferrer" target="_blank">{escape(text)}</a>'


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
