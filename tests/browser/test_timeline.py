"""The page in a browser: every promise a viewer could hold it to."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from urllib.parse import unquote

import pytest

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
SHOWN = "Array.from(document.querySelectorAll('#events tbody tr'), row => row.dataset.eventId)"


def event_id(packages, label):
    return f"e-{[event[0] for event in packages.EVENTS].index(label):05d}"


def fragment(page):
    return unquote(page.evaluate("location.hash"))


def next_frame(page):
    """Wait until what a gesture asked for has been drawn."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def settled_fragment(page):
    """The fragment once the page has no more to write: leaving a page writes it at once."""
    last = None
    for _ in range(60):
        page.wait_for_timeout(60)
        page.evaluate("dispatchEvent(new Event('pagehide'))")
        now = fragment(page)
        if now == last:
            return now
        last = now
    raise AssertionError(last)


def test_every_event_is_in_the_table_and_has_a_mark(visit, render, packages):
    page = visit(render())
    ids = {f"e-{n:05d}" for n in range(len(packages.EVENTS))}
    assert set(page.evaluate(SHOWN)) == ids
    assert page.locator("#events tbody > *").count() == len(ids)
    marks = page.eval_on_selector_all(".event-mark", "all => all.map(mark => mark.dataset.eventId)")
    assert sorted(marks) == sorted(ids)
    assert page.locator("main").count() == 1
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("#events").get_attribute("data-total") == str(len(ids))


def test_no_empty_box_stands_for_an_event(visit, render, packages):
    page = visit(render())
    for label in ("Salt road reaches the marsh", "Bridge congress", "Great spring flood", "Ferry museum open"):
        box = page.locator(f'.event-mark[data-event-id="{event_id(packages, label)}"]').bounding_box()
        assert box["width"] >= 3
        assert box["height"] >= 8


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_overlaps_and_no_label_is_cut(viewport, visit, render, faults):
    page = visit(render(), viewport)
    for lanes in ("type", "place", "source"):
        page.select_option("#lanes", lanes)
        seen = []
        for action in ["#zoom-all", "#zoom-in", "#zoom-in", "#zoom-in", "#later", "#zoom-in", "#zoom-in", "#earlier"]:
            page.locator(action).dispatch_event("click")
            assert faults(page) == []
            seen.append(page.locator(".event-label").count())
        assert max(seen) >= 40
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_rows_do_not_change_on_zoom_and_pan(visit, render):
    page = visit(render())
    places = """() => Object.fromEntries(Array.from(document.querySelectorAll(".event-mark"), mark => {
      const box = mark.getBoundingClientRect();
      return [mark.dataset.eventId, Math.round((box.top + box.bottom) / 2 + scrollY)];
    }))"""
    first = page.evaluate(places)
    for action in ("#zoom-in", "#zoom-in", "#zoom-in", "#later", "#earlier", "#zoom-in", "#zoom-out"):
        page.click(action)
        for key, y in page.evaluate(places).items():
            assert abs(first[key] - y) <= 1


def test_a_click_on_a_mark_or_label_opens_that_event(visit, render, packages):
    page = visit(render() + "#from=1990-01-01&to=2060-01-01")
    ids = page.eval_on_selector_all(".event-mark", "all => all.map(mark => mark.dataset.eventId)")
    assert len(ids) > 15
    for number, key in enumerate(ids):
        kind = ".event-label" if number % 3 == 0 else ".event-mark"
        page.locator(f'{kind}[data-event-id="{key}"]').click()
        label = packages.EVENTS[int(key[2:])][0]
        assert page.locator("#details h2:visible").inner_text() == label
    assert f"event={ids[-1]}" in settled_fragment(page)
    assert page.locator("#events tr[aria-current]").get_attribute("data-event-id") == ids[-1]


def test_a_click_beside_a_mark_opens_the_nearest_in_its_row_and_drags_open_nothing(visit, render, packages):
    page = visit(render() + "#from=1900-01-01&to=1960-01-01")
    box = page.locator(f'.event-mark[data-event-id="{event_id(packages, "Great spring flood")}"]').bounding_box()
    x, y = box["x"] - 7, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 80, y, steps=4)
    page.mouse.up()
    assert page.locator("#event").is_hidden()
    next_frame(page)
    moved = page.locator(f'.event-mark[data-event-id="{event_id(packages, "Great spring flood")}"]').bounding_box()
    assert moved["x"] == pytest.approx(box["x"] - 80, abs=3)
    page.mouse.click(moved["x"] - 7, y)
    assert page.locator("#details h2:visible").inner_text() == "Great spring flood"


def test_the_details_prove_the_date(visit, render, packages):
    page = visit(render())
    page.locator(f'#events tr[data-event-id="{event_id(packages, "Tern Hill surveyed")}"] button').click()
    details = page.locator("#details")
    assert details.get_attribute("aria-live") == "polite"
    assert details.locator(".when .words").inner_text() == "Some time in the 1920s"
    assert details.locator("mark").all_inner_texts() == ["192X"]
    assert "“192X” is read against the day its source was published, 5 September 2019." in details.inner_text()
    assert details.locator("blockquote").count() == 1
    row = json.loads(details.locator("pre").text_content())
    assert row["event_type"] == "assessment"
    assert row["confidence"] == 0.99
    assert row["reviewed"] is False
    assert row["reference"] is None


def test_an_inferred_date_says_what_it_was_computed_from(visit, render, packages):
    page = visit(render() + f"#event={event_id(packages, 'Guild centenary')}")
    text = page.locator("#details").inner_text()
    assert "Inferred from several facts" in text
    assert "The hundredth year after the founding of the guild" in text
    assert "“Ferrymen's Guild founded” (1906)" in text


def test_only_web_addresses_become_links(visit, render, packages):
    page = visit(render() + f"#event={event_id(packages, 'Great spring flood')}")
    page.wait_for_selector("#details blockquote")
    addresses = page.eval_on_selector_all("#event a", "all => all.map(link => link.href)")
    assert page.locator("#details blockquote").count() == 3
    assert sorted(addresses) == ["https://gazette.example/ferry", "https://letters.example/lens?a=1&b=2"]


def test_type_filters_take_rows_and_marks_away(visit, render, packages):
    page = visit(render())
    page.uncheck('[data-filter="legal_act"]')
    acts = {f"e-{n:05d}" for n, event in enumerate(packages.EVENTS) if event[1] == "legal_act"}
    assert not acts & set(page.evaluate(SHOWN))
    assert page.locator(".event-mark").count() == len(packages.EVENTS) - len(acts)
    assert page.locator("#shown").inner_text() == f"{len(packages.EVENTS) - len(acts)} of {len(packages.EVENTS)} events"
    types = re.search(r"type=([^&]*)", settled_fragment(page))[1].split(",")
    assert "legal_act" not in types
    assert "meeting" in types
    page.click("#types-none")
    assert page.locator("#events tbody tr").count() == 0
    assert page.locator("#table-empty").is_visible()
    page.click("#reset")
    assert page.locator("#events tbody tr").count() == len(packages.EVENTS)


def test_the_other_filters(visit, render, packages):
    page = visit(render())
    page.click("#more-filters summary")
    page.select_option("#place", label="Tern Hill")
    assert page.locator("#events tbody tr").count() == sum(event[-1] == "p-hill" for event in packages.EVENTS)
    page.select_option("#place", label="All places")
    page.uncheck('[data-modality="occurred"]')
    assert page.locator("#events tbody tr").count() == sum(event[7] != "occurred" for event in packages.EVENTS)
    page.check('[data-modality="occurred"]')
    page.uncheck('[data-certainty="certain"]')
    assert page.locator("#events tbody tr").count() == 2
    page.keyboard.press("Escape")
    assert page.locator("#place").is_hidden()
    page.click("#reset")
    assert page.locator("#events tbody tr").count() == len(packages.EVENTS)


def test_search_finds_labels_without_regard_to_case_and_accents(visit, render, packages):
    page = visit(render())
    page.fill("#search", "FERRY  féstival")
    assert page.evaluate(SHOWN) == [event_id(packages, "Ferry festival")]
    page.click("#zoom-all")
    assert page.locator(".event-mark").count() == 1
    assert "q=FERRY" in settled_fragment(page)
    page.fill("#search", "zzz")
    assert page.locator(".event-mark").count() == 0


def test_a_fragment_brings_the_view_back_exactly(visit, render, packages):
    key = event_id(packages, "Bridge congress")
    wanted = f"#event={key}&from=-0050-02-03&to=1955-12-31&q=b&type=meeting,founding&lanes=place"
    page = visit(render() + wanted)
    assert page.locator("#details h2:visible").inner_text() == "Bridge congress"
    assert page.input_value("#search") == "b"
    assert page.input_value("#lanes") == "place"
    assert page.is_checked('[data-filter="meeting"]')
    assert not page.is_checked('[data-filter="target"]')
    again = dict(part.split("=") for part in settled_fragment(page)[1:].split("&"))
    expected = dict(part.split("=") for part in wanted[1:].split("&"))
    assert {**again, "type": set(again["type"].split(","))} == {**expected, "type": {"meeting", "founding"}}
    page.evaluate("location.hash = '#from=2000-01-01&to=2001-01-01'")
    page.locator("#window", has_text="1 Jan 2000 – 1 Jan 2001").wait_for()
    assert page.input_value("#search") == ""


def test_zoom_by_wheel_and_pan_by_keys_of_the_strip(visit, render):
    page = visit(render() + "#from=1900-01-01&to=2000-01-01")
    box = page.locator("#chart").bounding_box()
    page.mouse.move(box["x"] + 500, box["y"] + 120)
    page.mouse.wheel(0, -200)
    found = re.search(r"from=(\d{4}).*to=(\d{4})", settled_fragment(page))
    assert 1900 < int(found[1]) < int(found[2]) < 2000
    page.focus("#brush")
    page.keyboard.press("ArrowRight")
    assert int(re.search(r"from=(\d{4})", settled_fragment(page))[1]) > int(found[1])


def test_the_strip_can_be_dragged_and_stretched(visit, render):
    page = visit(render() + "#from=1900-01-01&to=2000-01-01")
    strip = page.locator("#overview").bounding_box()
    brush = page.locator("#brush").bounding_box()
    y = strip["y"] + strip["height"] / 2
    page.mouse.move(brush["x"] + brush["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(strip["x"] + 20, y, steps=3)
    page.mouse.up()
    next_frame(page)
    assert "BCE" in page.locator("#window").inner_text()
    edge = page.locator('.edge[data-edge="to"]').bounding_box()
    assert edge["width"] >= 24
    page.mouse.move(edge["x"] + 12, y)
    page.mouse.down()
    page.mouse.move(strip["x"] + strip["width"] / 2, y, steps=3)
    page.mouse.up()
    next_frame(page)
    assert page.locator("#brush").bounding_box()["width"] > strip["width"] / 4


def test_keys_go_through_the_events_in_time_order(visit, render):
    page = visit(render())
    order = page.evaluate(SHOWN)
    page.focus("#chart")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.locator("#announce").inner_text() == "Salt road reaches the marsh, 15 March 44 BCE, Movement"
    page.keyboard.press("Enter")
    assert f"event={order[1]}" in settled_fragment(page)
    assert page.evaluate("document.activeElement.textContent") == "Salt road reaches the marsh"
    page.keyboard.press("Escape")
    assert page.locator("#event").is_hidden()
    assert page.evaluate("document.activeElement.id") == "chart"
    page.keyboard.press("ArrowLeft")
    assert page.locator("#announce").inner_text().startswith("Heron clans settle the delta, some time in")


def test_downloads_hold_what_is_shown(visit, render, packages):
    page = visit(render())

    def download(button):
        page.click("#downloads summary")
        with page.expect_download() as waiting:
            page.click(button)
        return waiting.value.path().read_bytes()

    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, packages.COLUMNS["events"], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(packages.tables()["events"])
    assert download("#download-csv").decode() == out.getvalue()
    page.fill("#search", "bridge")
    rows = json.loads(download("#download-json"))
    assert sorted(row["event_id"] for row in rows) == sorted(page.evaluate(SHOWN))
    assert list(rows[0]) == packages.COLUMNS["events"]
    assert next(csv.DictReader(io.StringIO(download("#download-csv").decode())))["label"] == rows[0]["label"]
    svg = ET.fromstring(download("#download-svg"))
    assert "Bridge congress" in "".join(svg.itertext())
    assert download("#download-png")[:8] == b"\x89PNG\r\n\x1a\n"


def test_copying_the_link(visit, render):
    page = visit(render() + "#q=ferry")
    page.click("#copy-link")
    page.locator("#announce", has_text="Link copied").wait_for(state="attached")
    page.locator("#copy-link", has_text="Link copied").wait_for()


def test_targets_are_large_enough(visit, render):
    page = visit(render(), PHONE, has_touch=True)
    page.click("#more-filters summary")
    small = page.evaluate(
        """() => Array.from(document.querySelectorAll("button, summary, select, input, a:not(.skip)"))
          .map(element => [element.id || element.textContent, element.getBoundingClientRect()])
          .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24)).map(([name]) => name)"""
    )
    assert small == []


def test_the_layout_does_not_shift(visit, render):
    page = visit(render())
    shift = page.evaluate(
        """() => new Promise(resolve => { let sum = 0;
          new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
            .observe({type: "layout-shift", buffered: true});
          setTimeout(() => resolve(sum), 200); })"""
    )
    assert shift <= 0.05


def test_spans_open_up_when_there_is_room(visit, render, packages):
    key = event_id(packages, "Ferrymen's Guild founded")
    page = visit(render() + "#from=1850-01-01&to=2050-01-01")
    dot = page.locator(f'.event-mark[data-event-id="{key}"]')
    assert dot.bounding_box()["width"] < 14
    assert dot.evaluate("element => element.closest('.scatterlayer') !== null")
    page.evaluate("location.hash = '#from=1905-01-01&to=1909-01-01'")
    page.locator("#window", has_text="1 Jan 1905").wait_for()
    assert dot.evaluate("element => element.closest('.barlayer') !== null")
    assert "url(" in dot.evaluate("element => element.style.fill")
    assert dot.bounding_box()["width"] > 120


def test_dark_mode_follows_the_system_and_the_reader(visit, render):
    page = visit(render(), color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(20, 24, 30)"
    page.click("#theme")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    assert page.evaluate("document.querySelector('#chart .bg')?.style.fill ?? ''") in {"rgb(255, 255, 255)", ""}


def test_forced_colours_and_print(visit, render):
    page = visit(render(), forced_colors="active")
    assert page.locator(".event-mark").count() > 50
    page.emulate_media(media="print", forced_colors="none")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#chart .main-svg").first.bounding_box()["width"] < 720
    assert page.locator("#copy-link").is_hidden()
    assert page.locator("#events").is_visible()


def test_two_fingers_zoom_and_one_pans(visit, render):
    page = visit(render() + "#from=1900-01-01&to=2000-01-01", PHONE, has_touch=True)
    box = page.locator("#chart").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 150
    session = page.context.new_cdp_session(page)

    def touch(kind, *xs):
        points = [{"x": at, "y": y, "id": n} for n, at in enumerate(xs)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", x - 30, x + 30)
    for apart in (45, 60, 75, 90):
        touch("touchMove", x - apart, x + apart)
    touch("touchEnd")
    zoomed = [int(year) for year in re.findall(r"=(\d{4})-", settled_fragment(page))]
    assert zoomed[1] - zoomed[0] == pytest.approx(33, abs=4)
    touch("touchStart", x)
    for moved in (20, 40, 60, 80):
        touch("touchMove", x + moved)
    touch("touchEnd")
    panned = [int(year) for year in re.findall(r"=(\d{4})-", settled_fragment(page))]
    assert panned[1] - panned[0] == pytest.approx(zoomed[1] - zoomed[0], abs=1)
    assert panned[0] < zoomed[0] - 4
    assert page.locator("#event").is_hidden()


def test_the_axis_stays_in_sight(visit, render):
    page = visit(render())
    assert page.locator("#held-axis").is_hidden()
    page.evaluate("scrollTo(0, 500)")
    page.locator("#held-axis").wait_for()
    ticks = page.eval_on_selector_all(".tick-text", "all => all.map(tick => tick.textContent)")
    assert page.locator("#held-axis span").all_inner_texts() == ticks
    assert ticks == ["1", "500", "1000", "1500", "2000"]


def test_the_page_in_vietnamese(visit, render):
    page = visit(render("vi", lang="vi"))
    page.locator("#events tbody button").first.click()
    assert page.locator(".when .words").inner_text() == "Trong thế kỷ 2 TCN"
    assert page.locator("html").get_attribute("lang") == "vi"


@pytest.mark.parametrize("count", [0, 1])
def test_few_events(count, visit, render, packages):
    page = visit(render(f"few{count}", packages.EVENTS[2 : 2 + count]))
    assert page.locator(".event-mark").count() == count
    assert page.locator("#events tbody tr").count() == count
    for button in ("#zoom-in", "#zoom-out", "#zoom-all", "#later"):
        page.click(button)


def test_hostile_text_is_shown_as_text(visit, packages, tmp_path):
    import viz

    rows = packages.tables(packages.EVENTS[2:8])
    payload = "<b>x</b> &amp; <img src=x onerror=alert(1)><span style=background:url(http://evil.example/)>"
    for table in ("events", "places", "documents"):
        for row in rows[table]:
            for name in ("label", "event_type", "modality", "name", "title", "publisher"):
                if name in row:
                    row[name] = payload
    page = visit(viz.timeline(packages.write_package(tmp_path, rows, title=payload)).as_uri())
    assert page.locator("h1").inner_text() == payload
    assert page.locator(".event-label").first.text_content().startswith("<b>x</b> &amp; <img")
    for lanes in ("place", "source"):
        page.select_option("#lanes", lanes)
    page.locator(".event-mark").first.click()
    assert page.locator("#details h2:visible").inner_text() == payload
    assert page.locator("#chart img, #chart a, main img, main b").count() == 0


@pytest.fixture(scope="session")
def many(render, packages):
    return render("many", packages.many_events(3000))


def test_many_events_are_counted(many, visit):
    page = visit(many)
    counts = page.eval_on_selector_all(".event-bin, .event-strip", "all => all.map(bin => Number(bin.dataset.count))")
    assert sum(counts) == 3000
    assert page.locator(".event-mark").count() == 0
    assert page.locator("#events").get_attribute("data-total") == "3000"
    assert page.locator("#events tbody tr").count() == 100
    first = page.evaluate(SHOWN)
    page.click("#page-next")
    assert not set(first) & set(page.evaluate(SHOWN))


def test_a_click_on_a_bin_leads_to_its_events(many, visit, faults):
    page = visit(many)
    for _ in range(12):
        if page.locator(".event-mark").count():
            break
        page.locator(".event-bin").first.click()
    assert page.locator(".event-mark").count() > 0
    assert faults(page) == []


def test_events_at_the_same_time_are_listed(visit, render, packages):
    same = [(f"Bell {n}", "meeting", "1999-05-05", "1999-05-05", "1999-05-05", "day", "on", "occurred", "stated", "")
            for n in range(250)]  # fmt: skip
    page = visit(render("same", same))
    for _ in range(9):
        if page.locator(".group-list").count():
            break
        page.locator(".event-bin").first.click()
    page.locator(".group-list button").first.click()
    assert page.locator("#details h2:visible").inner_text().startswith("Bell ")


def test_search_among_many_is_quick(many, visit):
    page = visit(many)
    took = page.evaluate(
        """() => { const field = document.getElementById("search"); const begun = performance.now();
          field.value = "entry 291"; field.dispatchEvent(new Event("input")); return performance.now() - begun; }"""
    )
    assert page.locator("#events").get_attribute("data-total") == "13"
    assert took < 1500


def test_details_downloads_and_links_of_a_large_page(many, visit, packages):
    rows = packages.tables(packages.many_events(3000))["events"]
    page = visit(f"{many}#event=e-02345&from=1960-01-01&to=1990-01-01")
    assert page.locator("#details h2:visible").inner_text() == "Entry 2345 of the river log"
    assert page.locator("#details mark").count() > 0
    assert "event=e-02345" in settled_fragment(page)
    page.fill("#search", "entry 291")
    page.click("#downloads summary")
    with page.expect_download() as waiting:
        page.click("#download-csv")
    found = list(csv.DictReader(io.StringIO(waiting.value.path().read_bytes().decode(), newline="")))
    assert found == [row for row in rows if "291" in row["label"]]
    assert len(found) == 13


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_table_is_sorted_by_each_column(visit, render, viewport):
    page = visit(render(), viewport)
    rows = "#events tbody tr"
    in_time = page.eval_on_selector_all(rows, "all => all.map(row => row.dataset.eventId)")
    columns = {"event": 1, "type": 2, "sources": 4}
    for by, column in columns.items():
        page.click(f"[data-sort={by}]")
        cells = page.eval_on_selector_all(rows, "(all, n) => all.map(row => row.cells[n].textContent)", column)
        assert cells == sorted(cells, key=int if by == "sources" else str.lower)
        assert (
            page.locator("th[aria-sort=ascending]").inner_text().strip() == page.inner_text(f"[data-sort={by}]").strip()
        )
        assert page.locator("#table-order").is_hidden()
    page.click("[data-sort=date]")
    assert page.eval_on_selector_all(rows, "all => all.map(row => row.dataset.eventId)") == in_time
    page.click("[data-sort=date]")
    assert page.eval_on_selector_all(rows, "all => all.map(row => row.dataset.eventId)") == in_time[::-1]
    assert page.locator("th[aria-sort=descending]").count() == 1


def test_the_chart_says_that_no_event_passes(visit, render):
    page = visit(render())
    page.fill("#search", "no such thing anywhere")
    page.locator("#covering", has_text="No event passes these filters.").wait_for()
    page.fill("#search", "")
    page.locator("#covering", has_text="No event").wait_for(state="detached")


def test_the_menu_of_filters_holds_its_choices(visit, render):
    page = visit(render())
    page.click("#more-filters summary")
    assert page.eval_on_selector(".sheet.wide", "sheet => sheet.scrollWidth <= sheet.clientWidth")


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("width", [320, 390, 600, 700, 1100])
def test_what_a_menu_opens_lies_within_the_window(language, width, visit, render):
    page = visit(render(f"menus-{language}", lang=language), {"width": width, "height": 844})
    for menu in ("#downloads", "#more-filters"):
        page.click(f"{menu} summary")
        box = page.locator(f"{menu} .sheet").bounding_box()
        assert box["x"] >= 0, menu
        assert box["x"] + box["width"] <= width, menu
        page.keyboard.press("Escape")
