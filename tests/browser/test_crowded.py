"""The page where there is more to show than fits: what has no label, what covers what, and what is counted instead."""

import random
import re

import pytest

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
COUNTS = """() => [".event-mark", ".event-label", "#chart .event-bin"].map(name =>
  Array.from(document.querySelectorAll(name)).reduce((sum, each) => sum + Number(each.dataset.count ?? 1), 0))"""
# Give the page another fragment, and wait until it is drawn.
GO = """fragment => new Promise(done => {
  addEventListener("hashchange", () => requestAnimationFrame(() => requestAnimationFrame(done)), {once: true});
  location.hash = fragment;
})"""
# How often what a screen reader is told changes.
LISTEN = """() => { window.heard = 0; new MutationObserver(() => window.heard++).observe(
  document.getElementById("nameless-said"), {childList: true, characterData: true, subtree: true}); }"""


def day(label, iso, kind="meeting"):
    return (label, kind, iso, iso, iso, "day", "on", "occurred", "stated", "")


@pytest.fixture(scope="session")
def crowd(packages):
    """More events than the chart labels, fewer than it draws one by one."""
    return [day(f"Bell {n}", f"{1800 + n}-05-05", packages.EVENTS[n % 12][1]) for n in range(150)]


@pytest.fixture(scope="session")
def news(packages):
    """Reports of some years: many a day, and as many that are dated to the month or the year alone."""
    drawn, events = random.Random(7), []
    for n in range(4800):
        year, month, kind = drawn.randint(2014, 2019), drawn.randint(1, 12), ("meeting", "agreement", "disaster")[n % 3]
        whole = f"{year}-{month:02d}"
        if n % 4 == 0:
            events.append(
                (
                    f"Rain {n}",
                    kind,
                    f"{year}",
                    f"{year}-01-01",
                    f"{year}-12-31",
                    "year",
                    "within",
                    "occurred",
                    "stated",
                    "",
                )
            )
        elif n % 4 == 1:
            events.append(
                (f"Wind {n}", kind, whole, f"{whole}-01", f"{whole}-28", "month", "within", "occurred", "stated", "")
            )
        else:
            events.append(day(f"Talk {n}", f"{whole}-{drawn.randint(1, 28):02d}", kind))
    return events


@pytest.mark.parametrize(
    ("language", "words"), [("en", "have no label here: zoom in or click"), ("vi", "không có nhãn")]
)
def test_events_without_a_label_are_counted(language, words, visit, render, crowd):
    page = visit(render(f"crowd-{language}", crowd, lang=language))
    marks, labels, _ = page.evaluate(COUNTS)
    assert (marks, labels) == (150, 80)
    line = page.locator("#nameless")
    assert line.inner_text().startswith("70 ")
    assert "150" in line.inner_text()
    assert words in line.inner_text()
    said = page.locator("#nameless-said", has_text=line.inner_text())
    said.wait_for(state="attached")
    assert said.get_attribute("aria-live") == "polite"
    assert line.get_attribute("aria-hidden") == "true"


def test_the_count_of_what_has_no_label_follows_the_window(visit, render, crowd):
    page = visit(render("crowd-en", crowd))
    line = page.locator("#nameless")
    assert line.bounding_box()["y"] < DESKTOP["height"]
    while page.locator("#nameless:visible").count():
        page.click("#zoom-in")
        marks, labels, bins = page.evaluate(COUNTS)
        found = re.match(r"([0-9]+) of ([0-9]+)", line.text_content())
        assert (int(found[1]), int(found[2])) == (marks - labels, marks) if found else marks == labels
        assert bins == 0
    assert marks > 20
    assert line.text_content() == ""


def test_nothing_is_said_while_the_window_moves(visit, render, crowd):
    page = visit(render("crowd-en", crowd))
    page.locator("#nameless-said", has_text="no label").wait_for(state="attached")
    page.evaluate(LISTEN)
    page.click("#zoom-in")
    page.focus("#brush")
    for _ in range(12):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(60)
    assert page.evaluate("window.heard") == 0
    page.evaluate(
        """() => new Promise(done => { const wait = () => {
          const [seen, said] = ["nameless", "nameless-said"].map(id => document.getElementById(id).textContent);
          if (seen === said) done(); else setTimeout(wait, 20); }; wait(); })"""
    )
    assert page.evaluate("window.heard") <= 1


def test_nothing_is_said_where_all_have_labels(visit, render, packages):
    page = visit(render("few", packages.EVENTS[2:12]))
    assert page.locator("#nameless").is_hidden()
    assert page.locator("#nameless-said").text_content() == ""


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_overlaps_among_many(viewport, visit, render, news, faults):
    page = visit(render("news", news), viewport)
    drawn = 0
    for lanes in ("type", "place"):
        for ends in ("2016-01-05&to=2016-01-12", "2016-01-05&to=2016-02-25", "2016-02-05&to=2016-04-25"):
            page.evaluate(GO, f"#from={ends}&lanes={lanes}")
            assert faults(page) == []
            drawn += page.locator(".event-mark").count()
    assert drawn > 20


def test_what_fills_the_window_is_counted_once_where_many_are_in_view(visit, render, news):
    page = visit(render("news", news) + "#from=2016-01-05&to=2016-01-25")
    inside = sum(event[3] < "2016-01-25" and event[4] >= "2016-01-05" for event in news)
    years = sum(event[2] == "2016" for event in news)
    marks, labels, bins = page.evaluate(COUNTS)
    strip = page.locator("#covering .event-strip")
    assert strip.get_attribute("data-count") == str(years + sum(event[2] == "2016-01" for event in news))
    assert marks + bins + int(strip.get_attribute("data-count")) == inside
    assert page.locator("#nameless").inner_text().startswith(f"{marks + bins - labels} of {marks + bins} ")


# The parts of the dashed line of today, and the labels that it would cross, as boxes on the screen.
TODAY = """() => {
  const line = Array.from(document.querySelectorAll("#chart .shapelayer path"))
    .find(path => getComputedStyle(path).strokeDasharray !== "none" && path.style.strokeOpacity !== "0");
  const box = line.getBoundingClientRect();
  const numbers = line.getAttribute("d").replace(/L[^,]*,/g, "V").match(/-?[0-9.]+/g).map(Number);
  const top = box.top - Math.min(...numbers.filter((_, n) => n % 3));
  const parts = [];
  for (let n = 0; n < numbers.length; n += 3) parts.push([top + numbers[n + 1], top + numbers[n + 2]]);
  const crossed = Array.from(document.querySelectorAll(".event-label, .lane-text"), label => label.getBoundingClientRect())
    .filter(label => label.left < box.left + 1 && label.right > box.left).map(label => [label.top + 3, label.bottom - 3]);
  return {parts, crossed};
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_line_of_today_breaks_at_labels(scheme, viewport, visit, render, packages):
    page = visit(render(), viewport, color_scheme=scheme)
    met = 0
    for window, now in (("1900-01-01&to=2000-01-01", "1926-07-01"), ("1900-01-01&to=2060-01-01", "1995-07-01"),
                        ("1900-01-01&to=2000-01-01", "1906-01-01")):  # fmt: skip
        page.clock.set_fixed_time(now)
        page.evaluate(GO, f"#from={window}")
        page.click("#later")
        page.click("#earlier")
        found = page.evaluate(TODAY)
        met += len(found["crossed"])
        assert found["parts"]
        for top, bottom in found["crossed"]:
            assert not [part for part in found["parts"] if part[0] < bottom and part[1] > top]
    assert met > 2


def test_a_count_of_one_is_its_event(visit, render):
    lone = day("The weir gives way", "1803-05-05", "disaster")
    events = [lone, *(day(f"Sluice {n}", f"{1800 + n}-06-05") for n in range(220))]
    page = visit(render("lone", events))
    one = page.locator("#chart .event-bin[data-count='1']").last
    one.hover()
    assert page.locator("#tip").inner_text().split("\n") == ["The weir gives way", "5 May 1803"]
    window = page.locator("#window").inner_text()
    one.click()
    assert page.locator("#details h2:visible").inner_text() == "The weir gives way"
    assert page.locator("#window").inner_text() == window
