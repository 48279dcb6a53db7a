"""The chart as a picture, and the page within another one."""

import struct
import xml.etree.ElementTree as ET

import pytest

import viz

pytestmark = pytest.mark.browser


@pytest.fixture
def chromium(browser, monkeypatch):
    """Let pictures be taken with the browser of the tests."""
    monkeypatch.setenv("CHROMIUM", browser.executable)


@pytest.fixture
def package(packages, tmp_path):
    return packages.write_package(
        tmp_path, packages.tables(packages.EVENTS[26:40]), title="Quays & <towns> for $5 or $6"
    )


def test_an_svg_holds_every_label_and_is_the_same_again(chromium, package, packages, tmp_path):
    first = viz.timeline(package, tmp_path / "a.svg", kind="svg").read_bytes()
    root = ET.fromstring(first)
    texts = [text.strip() for text in root.itertext() if text.strip()]
    assert texts.count("Quays & <towns> for $5 or $6") == 1
    assert {event[0] for event in packages.EVENTS[26:40]} <= {text.removesuffix(" (did not happen)") for text in texts}
    assert float(root.get("width")) > 1200
    assert viz.timeline(package, tmp_path / "b.svg", kind="svg").read_bytes() == first


def test_a_png_is_twice_as_large_for_sharp_screens(chromium, package):
    content = viz.timeline(package, kind="png").read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", content[16:24])
    assert width > 2400
    assert height > 600


def test_a_page_in_a_frame_is_its_chart_and_shows_details_over_it(visit, render):
    page = visit(render("embed", embed=True), {"width": 700, "height": 480})
    assert page.locator("#about").is_hidden()
    assert page.locator("#chart").bounding_box()["width"] > 660
    page.locator(".event-mark").nth(3).click()
    panel = page.locator("#details").bounding_box()
    assert panel["y"] + panel["height"] == pytest.approx(480, abs=1)
    assert panel["height"] <= 0.6 * 480 + 1
    page.keyboard.press("Escape")
    assert page.locator("#details").is_hidden()
