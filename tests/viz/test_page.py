import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest

import viz
from pipeline.errors import InputError
from viz import bundle, figure, page, strings


class Scripts(HTMLParser):
    """The script elements of a page with their attributes, and every other element that has a handler or source."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.scripts = []
        self.elements = []
        self.inside = False

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.inside = tag == "script"
        if self.inside:
            self.scripts.append([dict(attrs), ""])

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "script"

    def handle_data(self, data):
        if self.inside:
            self.scripts[-1][1] += data


def parsed(text):
    parser = Scripts()
    parser.feed(text)
    parser.close()
    return parser


@pytest.fixture(scope="module")
def built(packages, tmp_path_factory):
    return viz.timeline(packages.write_package(tmp_path_factory.mktemp("package")))


def numbers(packed):
    return list(memoryview(base64.b64decode(packed["data"])).cast({"u1": "B", "u2": "H"}[packed["type"]]))


def own_parts(text):
    """The page without the source of Plotly."""
    return text.replace(bundle.plotly_script(), "")


def test_the_page_is_where_the_contract_says(built):
    assert built.parts[-2:] == ("viz", "timeline.html")


def test_the_same_package_gives_the_same_bytes(packages, tmp_path):
    first = viz.timeline(packages.write_package(tmp_path / "a"), tmp_path / "one.html")
    second = viz.timeline(packages.write_package(tmp_path / "elsewhere" / "b"), tmp_path / "two.html")
    assert first.read_bytes() == second.read_bytes()


def test_the_policy_lets_these_two_scripts_run_and_no_others(built):
    found = parsed(built.read_text(encoding="utf-8"))
    policy = next(a["content"] for t, a in found.elements if t == "meta" and a.get("http-equiv"))
    run = [body for attributes, body in found.scripts if "type" not in attributes]
    hashes = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in run]
    assert len(run) == 2
    assert re.findall(r"'sha256-([^']+)'", policy) == hashes
    assert "unsafe-eval" not in policy
    assert policy.startswith("default-src 'none';")
    assert "connect-src" not in policy


def test_nothing_is_loaded_and_nothing_is_inline(built):
    found = parsed(built.read_text(encoding="utf-8"))
    for tag, attributes in found.elements:
        assert tag not in {"link", "iframe", "object", "embed", "base", "img"}
        assert not {"src", "srcset", "action", "formaction"} & set(attributes), (tag, attributes)
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)


def test_no_address_in_our_scripts_and_styles():
    sources = [page.application_script(), (page.ASSETS / "page.css").read_text(encoding="utf-8")]
    for source in sources:
        assert not re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", source.replace("http://www.w3.org/2000/svg", ""))
        assert "@import" not in source
        assert "url(" not in source


@pytest.mark.parametrize(
    "word", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("]
)
def test_our_script_makes_no_markup_from_text(word):
    assert word not in page.application_script()


def test_the_page_is_small(built):
    assert len(own_parts(built.read_text(encoding="utf-8"))) < 260_000


def test_the_data_are_json_and_hold_every_event(built, packages):
    found = parsed(built.read_text(encoding="utf-8"))
    data = {a["id"]: json.loads(body) for a, body in found.scripts if a.get("type") == "application/json"}
    main = data["timeline-data"]
    assert sorted(main["ids"]) == [f"e-{n:05d}" for n in range(len(packages.EVENTS))]
    first = numbers(main["columns"]["order"])[0]
    assert main["labels"][first] == "Heron clans settle the delta"
    assert len(data["timeline-quote-0"]) == len(packages.tables()["mentions"])
    assert len(data["timeline-records"]["cells"]) == len(packages.COLUMNS["events"])


@pytest.mark.parametrize("number", range(30))
def test_hostile_text_stays_text_in_every_column(number, packages, tmp_path):
    payload = packages.PAYLOADS[number]
    rows = packages.hostile_tables([payload] * 4)
    text = viz.timeline(packages.write_package(tmp_path, rows, title=payload)).read_text(encoding="utf-8")
    found = parsed(text)
    assert [bool(a) for a, _ in found.scripts] == [True] * 3 + [False] * 2
    assert not [a for _, a in found.elements if any(name.startswith("on") for name in a)]
    assert not {tag for tag, _ in found.elements} & {"img", "iframe", "base", "link", "object", "embed", "form"}
    data = json.loads(next(body for a, body in found.scripts if a.get("id") == "timeline-data"))
    assert " ".join(f"{packages.EVENTS[0][0]}{payload}".split()) in data["labels"]
    links = [value for _, a in found.elements for name, value in a.items() if name == "href"]
    assert all(link.startswith(("#", "https://gazette.example/", "https://letters.example/")) for link in links)


@pytest.mark.parametrize("language", viz.LANGUAGES)
def test_the_language_of_the_page(language, packages, tmp_path):
    text = viz.timeline(packages.write_package(tmp_path), lang=language).read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in text
    assert strings.texts(language)["zoom_all"] in text


def test_the_title(packages, tmp_path):
    directory = packages.write_package(tmp_path)
    assert "<title>The river town of Lowmarsh</title>" in viz.timeline(directory).read_text(encoding="utf-8")
    assert "<title>A &amp; B</title>" in viz.timeline(directory, title="A & B").read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "words"), [("en", "not specified"), ("vi", "không nêu")])
def test_a_package_without_a_licence_says_so_once(language, words, packages, tmp_path):
    directory = packages.write_package(tmp_path)
    descriptor = json.loads((directory / "datapackage.json").read_text())
    descriptor["licenses"] = [{"name": "notspecified", "title": "License not specified"}]
    (directory / "datapackage.json").write_text(json.dumps(descriptor))
    text = viz.timeline(directory, lang=language).read_text(encoding="utf-8")
    assert f"<dd>{words}</dd>" in text
    assert "License not specified" not in text


@pytest.mark.parametrize("count", [0, 1])
def test_few_events_and_missing_tables(count, packages, tmp_path):
    rows = packages.tables(packages.EVENTS[:count])
    text = viz.timeline(packages.write_package(tmp_path, rows, only=("events",))).read_text(encoding="utf-8")
    assert f'"count":{count},' in text


def test_over_forty_lanes_are_folded(packages, tmp_path):
    rows = packages.tables(packages.many_events(90))
    rows["places"] = [{"place_id": f"p-{n}", "name": f"Ford {n}"} for n in range(90)]
    for n, row in enumerate(rows["events"]):
        row["place_id"] = f"p-{n}"
    text = viz.timeline(packages.write_package(tmp_path, rows)).read_text(encoding="utf-8")
    data = json.loads(next(body for a, body in parsed(text).scripts if a.get("id") == "timeline-data"))
    names = data["lanes"]["place"]["names"]
    assert len(names) == 40
    assert names[-1] == "51 others"


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("datapackage.json", None, "found no readable file"),
        ("datapackage.json", b"[]", "found a JSON list"),
        ("datapackage.json", b"{", "line 1: found"),
        ("datasets/events.csv", None, "found no readable file"),
        ("datasets/events.csv", b"event_id,label\n", "line 1: found no column 'event_type'"),
        ("datasets/events.csv", b"event_id,label,event_type,date_edtf\na,b\n", "line 2: found 2 cells"),
        ("datasets/events.csv", b"event_id,label,event_type,date_edtf\n\xff,,,\n", "found bytes that are not UTF-8"),
        (
            "datasets/events.csv",
            b"event_id,label,event_type,date_edtf,date_start\na,b,c,1900,x\n",
            "row 1 \\(a\\): found",
        ),
    ],
)
def test_a_package_that_cannot_be_used_is_one_sentence(file, content, message, packages, tmp_path):
    directory = packages.write_package(tmp_path)
    (directory / file).unlink()
    if content is not None:
        (directory / file).write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        viz.timeline(directory)
    assert "\n" not in str(caught.value)
    assert not (directory / "viz").exists()


def test_an_unknown_language_and_a_place_that_cannot_be_written(packages, tmp_path):
    directory = packages.write_package(tmp_path)
    with pytest.raises(InputError, match="expected en or vi"):
        viz.timeline(directory, lang="xx")
    with pytest.raises(InputError, match=r"datapackage\.json: found a file; expected a directory"):
        viz.timeline(directory, directory / "datapackage.json" / "timeline.html")


def luminance(colour):
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", sorted(figure.THEMES))
@pytest.mark.parametrize("ground", ["paper", "band"])
def test_contrast(name, ground):
    theme = figure.THEMES[name]
    assert min(contrast(mark, theme[ground]) for mark in theme["marks"]) >= 3
    assert contrast(theme["text"], theme[ground]) >= 4.5
    assert contrast(theme["axis"], theme[ground]) >= 4.5
    assert contrast(theme["marks"][0], theme[ground]) >= 4.5
    assert all(contrast(theme["bin_text"], tone) >= 4.5 for tone in theme["bins"])


def test_plotly_takes_the_figure():
    from plotly import graph_objects

    drawn = graph_objects.Figure(data=figure.traces(), layout=figure.layout())
    assert {trace.type for trace in drawn.data} == {"bar", "scatter"}
    assert figure.CONFIG["showSendToCloud"] is False


@pytest.mark.parametrize("kind", ["en", "vi"])
def test_every_text_is_there_and_used(kind):
    used = page.application_script() + (page.ASSETS / "page.html").read_text(encoding="utf-8")
    python = "".join(path.read_text(encoding="utf-8") for path in sorted(page.ASSETS.parent.glob("*.py")))
    for key, text in strings.texts(kind).items():
        assert text
        words = [key, f"t_{key}"] if not key.startswith("how_") else ["how_$"]
        assert any(word in used for word in words) or f'words["{key}"]' in python, key
