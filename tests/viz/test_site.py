"""The website: every link leads somewhere, every number is that of the file, and text is text."""

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from pipeline.engine.site import site
from pipeline.errors import InputError, PublishError
from viz.site import write_site
from viz.site_charts import MOST_BINS, bars, bins, histogram
from viz.site_sections import File, size_words

ROOT = Path(__file__).parents[2]


class Page(HTMLParser):
    """What a page holds: its links, ids, elements and text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links, self.ids, self.elements, self.text = [], [], [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.elements.append((tag, found))
        self.links += [found[name] for name in ("href", "src") if name in found]
        self.ids += [found["id"]] if "id" in found else []

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture
def website(published, tmp_path):
    return site(published, tmp_path / "site").parent


def test_every_link_resolves(website):
    page = Page(website / "index.html")
    assert len(page.links) > 40
    assert len(page.ids) == len(set(page.ids))
    for link in page.links:
        parts = urlsplit(link)
        if parts.scheme:
            assert parts.scheme in {"https", "data"}
        elif parts.path:
            assert (website / unquote(parts.path)).is_file(), link
        else:
            assert parts.fragment in {*page.ids}, link
    assert {"viz/timeline.html", "datapackage.json", "SHA256SUMS", "exports/events.ics"} <= set(page.links)


def test_every_file_is_linked_with_its_size_and_checksum(website):
    text = (website / "index.html").read_text()
    page = Page(website / "index.html")
    for path in sorted((website / "datasets").iterdir()):
        content = path.read_bytes()
        assert f"datasets/{path.name}" in page.links
        assert size_words(len(content)) in text
        assert hashlib.sha256(content).hexdigest() in text
    done = subprocess.run(["sha256sum", "--check", "SHA256SUMS"], cwd=website, capture_output=True, check=False)
    assert done.returncode == 0
    listed = {line.split("  ")[1] for line in (website / "SHA256SUMS").read_text().splitlines()}
    there = {path.relative_to(website).as_posix() for path in website.rglob("*") if path.is_file()}
    assert there - listed == {"index.html", "SHA256SUMS", ".nojekyll"}


def test_the_website_is_a_package_and_its_exports_find_the_data(website):
    from pipeline.publish.validate import validate

    assert validate(website) == []
    dataset = json.loads((website / "exports/dataset.jsonld").read_text())
    for download in dataset["distribution"]:
        assert (website / "exports" / download["contentUrl"]).is_file()


def test_the_page_tells_what_the_package_tells(website, published):
    page = Page(website / "index.html")
    text = " ".join(" ".join(page.text).split())
    with (published / "datasets/events.csv").open(newline="") as file:
        events = list(csv.DictReader(file))
    assert f"dated events {len(events)} " in text
    assert "years covered 1911 – 1960" in text
    assert "The bridge at Elmford" in text
    for name in ("events", "mentions", "derivations"):
        assert f"table-{name}" in page.ids
    [metadata] = [n for n, (tag, found) in enumerate(page.elements) if found.get("type") == "application/ld+json"]
    assert page.elements[metadata][0] == "script"
    body = (website / "index.html").read_text().partition('"application/ld+json">')[2].partition("</script>")[0]
    dataset = json.loads(body)
    assert dataset["@type"] == "Dataset"
    assert {entry["contentUrl"] for entry in dataset["distribution"]} >= {"datasets/events.csv"}


def test_the_same_bytes_elsewhere(website, published, files_of, tmp_path):
    (tmp_path / "deeper").mkdir()
    shutil.copytree(published, tmp_path / "deeper/copy")
    environment = {**os.environ, "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "3", "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pipeline", "site", "copy", "--out", "there"]
    done = subprocess.run(
        command, cwd=tmp_path / "deeper", env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("there/index.html\n", "")
    assert files_of(tmp_path / "deeper/there") == files_of(website)


def test_a_website_is_replaced_as_one(website, published, files_of):
    (website / "stale.txt").write_text("old")
    before = files_of(website)
    site(published, website)
    assert files_of(website) == {name: content for name, content in before.items() if name != "stale.txt"}
    assert sorted(path.name for path in website.parent.iterdir()) == ["corpus", "published", "site"]


def test_other_directories_are_refused(published, tmp_path, files_of):
    before = files_of(tmp_path)
    with pytest.raises(InputError, match="the directory of the package, or one above"):
        site(published, published)
    with pytest.raises(InputError, match="the directory of the package, or one above"):
        site(published, tmp_path)
    with pytest.raises(InputError, match="corpus: found a directory with other files"):
        site(published, tmp_path / "corpus")
    with pytest.raises(InputError, match="found a file; expected a directory"):
        site(published, tmp_path / "corpus/bridge.md")
    with pytest.raises(InputError, match="nowhere: found no datapackage"):
        site(tmp_path / "nowhere", tmp_path / "site")
    assert files_of(tmp_path) == before


def test_a_fault_leaves_the_old_website(website, published, files_of, monkeypatch):
    before = files_of(website)

    def broken(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("viz.site.render", broken)
    with pytest.raises(PublishError, match="No space left on device"):
        site(published, website)
    assert files_of(website) == before
    assert not list(website.parent.glob(".site*"))


def test_nothing_outside_the_package_is_published(published, tmp_path):
    (tmp_path / "secret.csv").write_text("secret")
    path = published / "datapackage.json"
    for name in ("../secret.csv", "datasets/../../secret.csv", "/etc/hostname", "datasets/link.csv"):
        if name.endswith("link.csv"):
            (published / name).symlink_to(tmp_path / "secret.csv")
        descriptor = json.loads(path.read_text())
        descriptor["resources"][0]["path"] = name
        copy = tmp_path / "copy"
        shutil.copytree(published, copy, symlinks=True, dirs_exist_ok=True)
        (copy / "datapackage.json").write_text(json.dumps(descriptor))
        with pytest.raises(InputError, match=r"expected a file in datasets/"):
            write_site(copy, tmp_path / "site")
    assert not (tmp_path / "site").exists()


HOSTILE = "</style></script><img src=x onerror=alert(1)>\" onclick='alert(2)' $title ${style}"


def test_hostile_text_is_text(published, tmp_path):
    descriptor = json.loads((published / "datapackage.json").read_text())
    for key in ("title", "description", "version", "homepage", "name"):
        descriptor[key] = HOSTILE
    descriptor["keywords"] = [HOSTILE]
    descriptor["contributors"] = [{"title": HOSTILE, "path": "javascript:alert(3)"}, "odd"]
    descriptor["licenses"] = [{"name": HOSTILE, "path": "data:text/html,x"}]
    (published / "datapackage.json").write_text(json.dumps(descriptor))
    for name, columns in (
        ("documents", ("title", "authors", "publisher", "source", "rights")),
        ("events", ("event_type",)),
    ):
        path = published / f"datasets/{name}.csv"
        with path.open(newline="") as file:
            rows = list(csv.DictReader(file))
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows({**row, **dict.fromkeys(columns, HOSTILE)} for row in rows)
    page = Page(write_site(published, tmp_path / "site"))
    assert not any(tag == "img" or any(name.startswith("on") for name in found) for tag, found in page.elements)
    assert [tag for tag, _ in page.elements if tag == "script"] == ["script"]
    assert not [link for link in page.links if link.startswith(("javascript:", "data:text"))]
    assert "".join(page.text).count(HOSTILE) > 5


def test_metadata_that_could_end_its_element_is_refused(published, tmp_path):
    with pytest.raises(ValueError, match="expected JSON in which it is escaped"):
        write_site(published, tmp_path / "site", metadata='"</script>"')


@pytest.mark.parametrize(
    ("years", "step", "count"),
    [([1904], 1, 1), ([1900, 1939], 1, 40), ([1900, 1940], 2, 21), ([-259, 12000], 500, 26), ([-5, 5], 1, 11)],
)
def test_bins_are_few_and_hold_every_year(years, step, count):
    found = bins(years)
    assert len(found) == count <= MOST_BINS
    assert {group.last - group.first + 1 for group in found} == {step}
    assert sum(group.count for group in found) == len(years)
    assert all(any(group.first <= year <= group.last for group in found) for year in years)
    assert [group.first for group in found[1:]] == [group.last + 1 for group in found[:-1]]


def test_bins_of_no_year_or_far_years():
    assert bins([]) == []
    assert histogram([], "nothing") == ""
    assert len(bins([-(10**9), 10**9])) <= MOST_BINS


def test_bars_are_as_long_as_their_counts():
    page = bars([("Few & far", 1), ("Many", 4), ("None", 0)], "Kinds")
    assert page.index("Many") < page.index("Few &amp; far")
    assert 'width="100.0"' in page
    assert 'width="25.0"' in page
    assert "None" not in page


def test_a_package_without_events_has_a_page(published, tmp_path):
    for name in ("events", "mentions", "places", "actors", "participants", "derivations", "documents"):
        path = published / f"datasets/{name}.csv"
        path.write_text(path.read_text().splitlines(keepends=True)[0])
    text = write_site(published, tmp_path / "site").read_text()
    assert "No event has a year." in text


def test_a_file_is_what_it_says():
    assert File(path="a", size=1, sha256="0").title is None
