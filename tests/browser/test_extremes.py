"""The page with what is rare: hostile text, no events, one day, four thousand years, other scripts than Latin."""

import xml.etree.ElementTree as ET

import pytest

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
INTRUDERS = (
    "img, iframe, script, style, link, object, embed, form, base, animate, a[href^='javascript'], [onload], [onerror]"
)

# Marks that are too small, labels that leave the chart, and how many events are drawn or counted.
DRAWN = """() => {
  const chart = document.getElementById("chart").getBoundingClientRect();
  const boxes = selector => Array.from(document.querySelectorAll(selector), element => [element, element.getBoundingClientRect()]);
  const small = boxes(".event-mark").filter(([element, box]) => {
    const drawn = element.getBBox();
    return Math.max(box.width, box.height, drawn.width, drawn.height) < 6 || box.height < 6;
  }).map(([element]) => element.dataset.eventId);
  const cut = boxes(".event-label").filter(([, box]) => box.left < chart.left - 0.5 || box.right > chart.right + 0.5)
    .map(([element]) => element.textContent);
  const counted = boxes(".event-bin").reduce((sum, [element]) => sum + Number(element.dataset.count), 0);
  return {small, cut, drawn: new Set(boxes(".event-mark").map(([element]) => element.dataset.eventId)).size + counted};
}"""


@pytest.fixture
def publish(packages, tmp_path):
    """Build the page of these tables; returns its address."""
    import viz

    def address(rows, **options):
        title = options.pop("title", "Odd things")
        return viz.timeline(packages.write_package(tmp_path, rows, title=title), **options).as_uri()

    return address


def day(label, iso, kind="meeting", relation="on", last=None):
    edtf = iso if last is None else f"{iso}/{last}"
    return (label, kind, edtf, iso, last or iso, "day", relation, "occurred", "stated", "p-quay")


def year(label, edtf, kind="battle"):
    return (label, kind, edtf, "", "", "year", "within", "occurred", "stated", "")


def test_hostile_text_does_nothing(visit, publish, packages):
    page = visit(publish(packages.hostile_tables(), title=packages.PAYLOADS[5]))
    page.evaluate("() => { window.hacked = () => { document.documentElement.dataset.hacked = 'yes'; }; }")
    total = page.locator("#events tbody tr").count()
    assert total == len(packages.PAYLOADS)
    for lanes in ("place", "source", "type"):
        page.select_option("#lanes", lanes)
    page.set_viewport_size(PHONE)
    for number in range(total):
        page.locator("#events tbody button").nth(number).dispatch_event("click")
        label = page.locator("#events tbody button").nth(number).text_content()
        assert page.locator("#details h2:visible").text_content() == label
        assert page.locator(f":is(#chart, #details, #table-section, header) :is({INTRUDERS})").count() == 0
    assert page.locator("html[data-hacked]").count() == 0
    links = page.eval_on_selector_all("a[href]", "all => all.map(link => link.protocol)")
    assert set(links) <= {"http:", "https:", "file:"}


def test_hostile_text_does_nothing_in_a_downloaded_chart(visit, publish, packages):
    page = visit(publish(packages.hostile_tables()))
    page.click("#downloads summary")
    with page.expect_download() as waiting:
        page.click("#download-svg")
    root = ET.fromstring(waiting.value.path().read_bytes())
    names = {element.tag.split("}")[-1] for element in root.iter()}
    assert not names & {"script", "image", "a", "foreignObject", "iframe", "animate", "set"}
    assert not [key for element in root.iter() for key in element.attrib if key.lower().startswith("on")]
    assert not [text for element in root.iter() for text in element.attrib.values() if "evil.example" in text]
    assert "<img src=x onerror=hacked()>" in "".join(root.itertext())


CASES = {
    "one day, many events": [day(f"Bell {n}", "1999-05-05") for n in range(40)],
    "one event": [day("The only bell", "1999-05-05")],
    "zero length": [day("Start is end", "1999-05-05", last="1999-05-05", relation="throughout"), day("Later", "2003-01-01")],
    "four thousand years": [*(year(f"Reign {n}", f"{n * 160 - 2000:05d}" if n < 13 else f"{n * 160 - 2000:04d}") for n in range(25))],
    "before the common era": [year("Reeds cut", "-0753"), year("Reeds bound", "-0043"), year("Reeds sold", "0000")],
    "beyond ten thousand": [year("Ice", "Y-12000"), year("Thaw", "-9500"), day("Now", "2020-02-02")],
    "a second apart in the ages": [year("Deep time", "Y-4500000000"), day("Yesterday", "2020-02-02")],
    "undated alone": [("Who knows when", "meeting", "sometime", "", "", "day", "on", "occurred", "stated", "")],
    "long words": [day("Donau" + "dampfschiff" * 40, "1999-05-05"), day("x" * 900, "1999-06-05")],
    "right to left": [day("سوق السمك على الرصيف القديم", "1999-05-05"), day("פתיחת הגשר מעל הנהר", "2001-05-05")],
    "two scripts": [day("Mở chợ nổi ở bến cũ (浮動市場)", "1999-05-05"), day("Ярмарка на старой пристани", "2001-05-05")],
    "no label": [day("", "1999-05-05"), day("   ", "2001-05-05")],
    "marks and signs": [day("🜁 ferry 👩‍👩‍👧 é̶̖ ﷽", "1999-05-05")],
}  # fmt: skip


@pytest.mark.parametrize("name", list(CASES))
def test_every_event_has_its_mark(name, visit, publish, packages):
    events = CASES[name]
    undated = sum(event[2] == "sometime" for event in events)
    page = visit(publish(packages.tables(events)))
    for width, height in (DESKTOP.values(), PHONE.values()):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        page.locator("#zoom-all").dispatch_event("click")
        assert page.evaluate(DRAWN)["drawn"] == len(events) - undated
        for action in ("#zoom-in", "#zoom-in", "#zoom-in", "#later"):
            page.locator(action).dispatch_event("click")
            found = page.evaluate(DRAWN)
            assert (found["small"], found["cut"]) == ([], [])
    assert page.locator("#events tbody tr").count() == len(events)
    page.locator("#events tbody button").first.click()
    assert page.locator("#details h2:visible").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_few_far_events_are_counted_and_do_not_squeeze_the_others(visit, publish, packages):
    near = [day(f"Bell {n}", f"{1950 + n}-05-05") for n in range(30)]
    page = visit(publish(packages.tables([year("Reeds cut", "-0753"), *near])))
    assert page.locator("#window").inner_text().startswith("194")
    assert page.locator(".event-mark").count() == len(near)
    far = page.get_by_role("button", name="1 event earlier")
    assert far.get_attribute("data-count") == "1"
    assert page.evaluate("location.hash") == ""
    far.click()
    assert page.locator("#window").inner_text().startswith("8")
    assert page.evaluate(DRAWN)["drawn"] == len(near) + 1
    assert far.count() == 0
    assert "from=-0" in settled(page)
    page.reload()
    page.wait_for_selector("html[data-ready=true]")
    assert page.locator("#window").inner_text().startswith("8")


def settled(page):
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    return page.evaluate("location.hash")


@pytest.mark.parametrize("tables", [("events",), ("events", "documents"), ("events", "mentions")])
def test_tables_that_are_missing(tables, visit, packages, tmp_path):
    import viz

    directory = packages.write_package(tmp_path, packages.tables(packages.EVENTS[:6]), only=tables)
    page = visit(viz.timeline(directory).as_uri())
    page.select_option("#lanes", "source")
    page.locator("#events tbody button").first.click()
    assert page.locator("#details h2:visible").inner_text() == packages.EVENTS[1][0]
    assert page.locator("#events tbody tr").count() == 6


def test_no_events_say_so(visit, publish, packages):
    page = visit(publish(packages.tables(())))
    assert page.locator("#table-empty").inner_text() == "This package has no events."
    assert page.locator("#chart .event-mark").count() == 0
    for button in ("#zoom-in", "#zoom-out", "#zoom-all", "#earlier", "#later"):
        page.click(button)
    page.focus("#chart")
    for key in ("ArrowRight", "ArrowLeft", "Enter", "Home", "Escape"):
        page.keyboard.press(key)
    page.fill("#search", "x")


def test_a_frame_that_is_hidden_at_first(browser, publish, packages, tmp_path):
    address = publish(packages.tables(packages.EVENTS[:6]), embed=True)
    host = tmp_path / "host.html"
    host.write_text(
        f'<!DOCTYPE html><iframe src="{address}" style="display: none; width: 800px; height: 500px"></iframe>'
    )
    page = browser.new_page(viewport=DESKTOP)
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(host.as_uri())
    frame = page.frames[1]
    frame.wait_for_selector("html[data-ready=true]", state="attached")
    assert frame.locator(".event-mark").count() == 0
    page.evaluate("document.querySelector('iframe').style.display = 'block'")
    frame.wait_for_selector(".event-mark")
    frame.locator(".event-mark").first.click()
    assert frame.locator("#details h2:visible").inner_text() in {event[0] for event in packages.EVENTS}
    page.close()
    assert faults == []
