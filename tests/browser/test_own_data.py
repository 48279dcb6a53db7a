"""The project's own page: what it weighs, how soon it answers, and that nothing on it overlaps or is cut."""

from pathlib import Path

import pytest

import viz
from viz import bundle

pytestmark = pytest.mark.browser

ROOT = Path(viz.__file__).parent.parent
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
SMALL_BUNDLE = len(bundle.plotly_script()) < 2_000_000


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The package of the project's own corpus."""
    from pipeline import build

    out = tmp_path_factory.mktemp("own")
    build(ROOT / "corpus", out)
    return out


@pytest.fixture(scope="module")
def address(package):
    return (package / "viz" / "timeline.html").as_uri()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_overlaps_at_five_zoom_levels(viewport, visit, address, faults):
    page = visit(address, viewport)
    total = page.locator("#events tbody tr").count()
    drawn = page.eval_on_selector_all(".event-mark", "all => all.map(mark => mark.dataset.eventId)")
    counted = page.eval_on_selector_all(
        ".event-bin", "all => all.reduce((sum, bin) => sum + Number(bin.dataset.count), 0)"
    )
    assert len(set(drawn)) + counted == total > 30
    for _ in range(5):
        assert faults(page) == []
        page.click("#zoom-in")


def test_few_labels_are_cut_where_there_is_room(visit, address):
    page = visit(address)
    labels = page.locator(".event-label").all_text_contents()
    cut = [label for label in labels if label.endswith("…")]
    assert len(labels) > 30
    assert len(cut) <= len(labels) // 8
    assert all(len(label) >= 40 for label in cut)
    assert page.locator("#chart").bounding_box()["y"] <= 210


@pytest.mark.skipif(not SMALL_BUNDLE, reason="the small Plotly bundle comes by npm, which isn't everywhere")
def test_the_page_is_small(package):
    assert (package / "viz" / "timeline.html").stat().st_size <= 1_600_000


@pytest.mark.parametrize("width", [1024, 1280, 1400])
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_table_fits_its_frame(width, lang, package, visit, tmp_path):
    page_of = viz.timeline(package, tmp_path / "page.html", lang=lang)
    page = visit(page_of.as_uri(), {"width": width, "height": 800})
    frame, table = page.locator(".table-frame").evaluate("each => [each.clientWidth, each.scrollWidth]")
    assert table <= frame
