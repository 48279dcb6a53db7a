"""The HTML of the page: one file with its data, style and scripts, closed to the network by its own policy."""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viz import figure, strings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viz.columns import Payload

ASSETS = Path(__file__).parent / "assets"
SCRIPTS = (
    "text.js",
    "calendar.js",
    "data.js",
    "state.js",
    "scene.js",
    "draw.js",
    "overview.js",
    "gestures.js",
    "table.js",
    "details.js",
    "download.js",
    "main.js",
)
_PROLOGUE = '"use strict";\nconst PAYLOAD = JSON.parse(document.getElementById("timeline-data").textContent);\n'
_FILTER_MENUS = (("modality", "modality"), ("qualifier", "certainty"), ("derivation", "known"))


def script_json(value: Any) -> str:
    r"""Return JSON that can stand in a script element: no text in it can end the element.

    >>> script_json("</script>&")
    '"\\u003c/script\\u003e\\u0026"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def application_script() -> str:
    """Return the page's own script: the modules in `viz/assets`, joined in one scope."""
    modules = "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS)
    return f"(() => {{\n{_PROLOGUE}\n{modules}\n}})();\n"


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


def render(payload: Payload, descriptor: dict[str, Any], plotly: str) -> str:
    """Return the page; `plotly` is the source of Plotly's script."""
    main = payload.main
    language = main["language"]
    words = strings.texts(language)
    own = application_script()
    data = "\n".join(
        f'<script type="application/json" id="timeline-text-{n}">{script_json(chunk)}</script>'
        for n, chunk in enumerate(payload.chunks)
    )
    return f"""<!DOCTYPE html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(content_security_policy([plotly, own]))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{escape(main["title"])}</title>
<style>
{_theme_css()}
{(ASSETS / "page.css").read_text(encoding="utf-8")}
</style>
</head>
<body>
<a class="skip" href="#table-section">{escape(words["skip"])}</a>
{_header(main, words)}
<main>
{_controls(main, words)}
<div class="stage">
{_chart(words)}
{_panel(main, descriptor, words)}
</div>
{_table(words)}
</main>
<div id="tip" role="presentation" hidden></div>
<div id="announce" class="visually-hidden" aria-live="polite"></div>
<noscript><p class="noscript">{escape(words["noscript"])}</p></noscript>
<script type="application/json" id="timeline-data">{script_json(main)}</script>
{data}
<script>{plotly}</script>
<script>{own}</script>
</body>
</html>
"""


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
    names = [f"--{key.replace('_', '-')}: {value};" for key, value in theme.items() if key != "marks"]
    return " ".join(names + [f"--mark-{n}: {value};" for n, value in enumerate(theme["marks"])])


def _header(main: dict[str, Any], words: dict[str, str]) -> str:
    items = "".join(
        f'<button type="button" id="download-{kind}">{escape(words[f"download_{kind}"])}</button>'
        for kind in ("csv", "json", "svg", "png")
    )
    return f"""<header class="top">
<div class="heading"><h1>{escape(main["title"])}</h1><p id="shown" class="muted" aria-live="polite"></p></div>
<div class="actions">
<button type="button" id="copy-link"><span class="button-text">{escape(words["copy_link"])}</span></button>
<details class="menu" id="downloads"><summary>{escape(words["download"])}</summary><div class="sheet">{items}</div></details>
<button type="button" id="theme" aria-label="{escape(words["theme"])}" title="{escape(words["theme"])}">\
<span class="moon" aria-hidden="true"></span></button>
</div>
</header>"""


def _controls(main: dict[str, Any], words: dict[str, str]) -> str:
    menus = "".join(_checks(main, words, column, key) for column, key in _FILTER_MENUS)
    places = sorted(enumerate(name for name, *_ in main["places"]), key=lambda pair: (pair[1], pair[0]))
    sources = [(n, document[0]) for n, document in enumerate(main["documents"])]
    return f"""<div class="controls" id="filters" role="search">
<label class="search"><span class="visually-hidden">{escape(words["search"])}</span>\
<input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="{escape(words["search"])}"></label>
<fieldset class="types"><legend class="visually-hidden">{escape(words["types"])}</legend>{_type_chips(main)}
<span class="pair"><button type="button" class="quiet" id="types-all">{escape(words["all"])}</button>\
<button type="button" class="quiet" id="types-none">{escape(words["none"])}</button></span></fieldset>
<div class="more">
<details class="menu" id="more-filters"><summary>{escape(words["filters"])}<span id="filters-active" hidden> •</span></summary>
<div class="sheet wide">
{_select("place", words["place"], words["any_place"], places)}
{_select("source", words["source"], words["any_source"], sources)}
{menus}
</div></details>
<button type="button" class="quiet" id="reset" hidden>{escape(words["reset"])}</button>
</div>
</div>"""


def _counts(main: dict[str, Any], column: str) -> list[int]:
    """Return how many events have each value of an enum column."""
    raw = base64.b64decode(main["columns"][column]["data"])
    counts = [0] * len(main["enums"][column]["codes"])
    for n in range(0, len(raw), 2):
        counts[int.from_bytes(raw[n : n + 2], "little")] += 1
    return counts


def _type_chips(main: dict[str, Any]) -> str:
    enum = main["enums"]["event_type"]
    known = list(strings.ENUMS["event_type"])
    chips = []
    for n, (code, name, count) in enumerate(
        zip(enum["codes"], enum["names"], _counts(main, "event_type"), strict=True)
    ):
        colour = (known.index(code) if code in known else n + 7) % 16
        chips.append(
            f'<label class="chip" style="--mark: var(--mark-{colour})"><input type="checkbox" checked '
            f'data-filter="{escape(code)}" data-column="event_type" value="{escape(code)}">'
            f'<span class="tick" aria-hidden="true"></span>{escape(name)} <span class="count">{count}</span></label>'
        )
    return "".join(chips)


def _checks(main: dict[str, Any], words: dict[str, str], column: str, key: str) -> str:
    enum = main["enums"][column]
    rows = "".join(
        f'<label class="chip"><input type="checkbox" checked data-{key}="{escape(code)}" data-column="{column}" '
        f'value="{escape(code)}"><span class="tick" aria-hidden="true"></span>{escape(name)} '
        f'<span class="count">{count}</span></label>'
        for code, name, count in zip(enum["codes"], enum["names"], _counts(main, column), strict=True)
    )
    return f"<fieldset><legend>{escape(words[key])}</legend>{rows}</fieldset>"


def _select(name: str, label: str, default: str, options: Iterable[tuple[int, str]]) -> str:
    rest = "".join(f'<option value="{number}">{escape(text)}</option>' for number, text in options)
    return (
        f'<label class="choice"><span>{escape(label)}</span><select id="{name}">'
        f'<option value="-1">{escape(default)}</option>{rest}</select></label>'
    )


def _chart(words: dict[str, str]) -> str:
    lanes = "".join(
        f'<option value="{mode}">{escape(words[f"lane_{mode}"])}</option>' for mode in ("type", "place", "source")
    )
    buttons = "".join(
        f'<button type="button" id="{name}" aria-label="{escape(words[key])}" title="{escape(words[key])}">{sign}</button>'
        for name, key, sign in (
            ("earlier", "earlier", "‹"),
            ("zoom-out", "zoom_out", "−"),
            ("zoom-in", "zoom_in", "+"),
            ("later", "later", "›"),
        )
    )
    return f"""<section class="chart-side" aria-label="{escape(words["chart"])}">
<div class="toolbar">
<div class="zoom">{buttons}<button type="button" id="zoom-all">{escape(words["zoom_all"])}</button></div>
<output id="window" class="window"></output>
<label class="choice lanes"><span>{escape(words["lanes"])}</span><select id="lanes">{lanes}</select></label>
</div>
<div class="strip">
<div id="overview"><div id="overview-counts"></div>
<div id="brush" role="slider" tabindex="0" aria-label="{escape(words["overview"])}">\
<span class="edge" data-edge="from"></span><span class="edge" data-edge="to"></span></div></div>
<div class="strip-ends muted" aria-hidden="true"><span id="overview-first"></span><span id="overview-last"></span></div>
</div>
<div id="covering"></div>
<p id="chart-help" class="visually-hidden">{escape(words["chart_help"])}</p>
<div id="chart" tabindex="0" role="group" aria-roledescription="{escape(words["chart"])}" \
aria-label="{escape(words["chart"])}" aria-describedby="chart-help"></div>
{_legend(words)}
</section>"""


def _legend(words: dict[str, str]) -> str:
    marks = (
        ("day", '<circle cx="17" cy="8" r="5.5" class="fill"/>'),
        (
            "within",
            '<circle cx="6" cy="8" r="4.5" class="open"/><rect x="15" y="2.5" width="18" height="11" class="hatch"/>'
            '<path d="M15 9l6.5-6.5M17 13.5l11-11M23.500 13.500l9.500-9.500" class="stroke"/>',
        ),
        (
            "span",
            '<rect x="1" y="2.5" width="32" height="11" class="hatch"/><path d="M1 9l6-6M27 13.500l6-6" class="stroke"/>'
            '<rect x="7" y="2" width="20" height="12" class="fill"/>',
        ),
        ("by", f'{_fade_bars("by")}<rect x="29" y="0" width="4" height="16" class="fill"/>'),
        ("since", f'{_fade_bars("since")}<rect x="1" y="0" width="4" height="16" class="fill"/>'),
        ("for", '<rect x="2" y="3" width="30" height="10" rx="2" class="open"/>'),
        ("bin", '<rect x="5" y="0" width="24" height="16" class="fill"/><text x="17" y="12" class="bin-count">12</text>'),
    )
    items = "".join(
        f'<li><svg width="34" height="16" viewBox="0 0 34 16" aria-hidden="true">{shape}</svg>'
        f"<span>{escape(words[f'legend_{name}'])}</span></li>"
        for name, shape in marks
    )
    return (
        f'<div class="legend"><h2 class="visually-hidden">{escape(words["legend"])}</h2><ul>{items}'
        f"<li><em>{escape(words['legend_italic'])}</em></li></ul></div>"
    )


def _fade_bars(kind: str) -> str:
    bars = []
    for n in range(6):
        x = 25 - 4 * n if kind == "by" else 5 + 4 * n
        bars.append(f'<rect x="{x}" y="2" width="4" height="12" class="fill" opacity="{0.75 * (1 - n / 6):.2f}"/>')
    return "".join(bars)


def _panel(main: dict[str, Any], descriptor: dict[str, Any], words: dict[str, str]) -> str:
    description = descriptor.get("description")
    about = f'<p class="description">{escape(description)}</p>' if isinstance(description, str) else ""
    facts = [(words["version"], str(descriptor.get("version", "")))]
    facts.extend(
        (words["licence"], str(entry.get("title") or entry.get("name") or ""))
        for entry in _dicts(descriptor.get("licenses"))
    )
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts if value)
    documents = "".join(
        f'<li>{escape(title)}<span class="muted"> {escape(", ".join(part for part in (publisher, published) if part))}'
        "</span></li>"
        for title, publisher, published, _ in main["documents"][:50]
    )
    sources = f"<h3>{escape(words['documents'])}</h3><ul class=\"documents\">{documents}</ul>" if documents else ""
    return f"""<aside id="details" aria-live="polite" aria-label="{escape(words["event"])}">
<div id="about"><h2>{escape(words["about"])}</h2>
<p class="hint">{escape(words["select_hint"])}</p>{about}
<dl class="facts">{rows}</dl>{sources}</div>
<div id="event" hidden></div>
</aside>"""


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _table(words: dict[str, str]) -> str:
    heads = "".join(f'<th scope="col">{escape(words[key])}</th>' for key in ("date", "event", "type", "place", "sources"))
    return f"""<section id="table-section" class="table-side" aria-labelledby="table-title" tabindex="-1">
<h2 id="table-title">{escape(words["table"])} <span class="muted">{escape(words["sort_time"])}</span></h2>
<p id="table-empty" hidden></p>
<div class="table-frame"><table id="events" aria-labelledby="table-title"><thead><tr>{heads}</tr></thead><tbody></tbody></table></div>
<div id="pager" class="pager" hidden><button type="button" id="page-previous">{escape(words["previous_page"])}</button>\
<span id="page-of"></span><button type="button" id="page-next">{escape(words["next_page"])}</button></div>
</section>"""
