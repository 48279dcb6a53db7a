"""The page as a stranger uses it: by the keyboard alone, on a phone, and on paper."""

import pytest

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
FOCUS = "([document.activeElement.matches(wanted), document.activeElement.textContent.trim()])"
RING = "#chart .shapelayer path[style*='stroke-width: 2px']"


def focus_comes(page, selector, text=""):
    """Wait until an element that begins with a text has the focus; the page's policy lets nothing wait within it."""
    for _ in range(200):
        fits, words = page.evaluate(f"wanted => {FOCUS}", selector)
        if fits and words.startswith(text):
            return
        page.wait_for_timeout(20)
    raise AssertionError(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))


def press(page, selector, key="Enter"):
    page.locator(selector).first.focus()
    page.keyboard.press(key)


def test_keys_lead_from_a_row_to_its_details_and_back(visit, render, packages):
    page = visit(render())
    row = page.locator("#events tbody button").nth(7)
    label = row.text_content()
    row.focus()
    page.keyboard.press("Enter")
    focus_comes(page, "#event h2", label)
    page.keyboard.press("Escape")
    page.locator("#event").wait_for(state="hidden")
    focus_comes(page, "#events tbody button", label)


def test_a_click_on_a_row_leaves_the_focus_there(visit, render):
    page = visit(render())
    page.locator("#events tbody button").nth(7).click()
    page.locator("#event h2").wait_for()
    assert page.evaluate("document.activeElement.matches('#events tbody button')")


def test_keys_lead_through_a_counted_list(visit, render, packages):
    same = [(f"Bell {n}", "term", "1990/2010", "1990-01-01", "2010-12-31", "interval", "throughout", "occurred",
             "stated", "") for n in range(5)]  # fmt: skip
    page = visit(render("covering", [*same, *packages.EVENTS[2:40]]) + "#from=1995-01-01&to=1996-01-01")
    press(page, "#covering button")
    focus_comes(page, "#event h2", "5 events at the same time")
    press(page, ".group-list button")
    focus_comes(page, "#event h2", "Bell 0")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert "event=e-" in page.evaluate("location.hash")
    press(page, "#back")
    focus_comes(page, "#event h2", "5 events at the same time")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert "event=e-" not in page.evaluate("location.hash")
    press(page, ".group-list button >> nth=2")
    focus_comes(page, "#event h2", "Bell 2")
    page.keyboard.press("Escape")
    focus_comes(page, "#covering button, #chart")


def test_arrow_keys_begin_in_the_window(visit, render):
    page = visit(render() + "#from=1950-01-01&to=1970-01-01")
    page.focus("#chart")
    page.keyboard.press("ArrowRight")
    assert page.locator("#announce").inner_text().startswith("Bridge congress")
    assert page.locator("#window").inner_text() == "1950 – 1970"
    page.evaluate("location.hash = '#from=2000-01-01&to=2010-06-01'")
    page.locator("#window", has_text="2000").wait_for()
    page.focus("#chart")
    page.keyboard.press("ArrowLeft")
    assert page.locator("#announce").inner_text().startswith("River master plan")


def test_arrow_keys_point_at_the_event(visit, render, packages):
    page = visit(render("many", packages.many_events(3000)), {"width": 640, "height": 400})
    page.focus("#chart")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    tip = page.locator("#tip")
    assert page.locator("#announce").inner_text().startswith(tip.locator("strong").inner_text() + ", ")
    ring, place = (page.locator(name).first.bounding_box() for name in (RING, "#tip"))
    assert ring["y"] >= 30
    assert place["y"] + place["height"] <= 400
    assert abs(place["x"] - ring["x"]) < 60 or place["x"] + place["width"] > 600
    assert page.locator("#chart .event-bin").count() > 0
    page.keyboard.press("+")
    assert tip.is_hidden()


def test_a_mark_that_keys_lead_to_is_under_nothing_that_stays_in_sight(visit, render, packages):
    page = visit(render(), {"width": 1280, "height": 400})
    page.focus("#chart")
    for n in range(20):
        page.keyboard.press("ArrowRight" if n < 12 else "ArrowLeft")
        ring = page.locator(RING).first.bounding_box()
        assert ring["y"] > 30
        assert ring["y"] + ring["height"] < 400 - 27


def test_zooming_keeps_the_event_that_the_keys_are_at(visit, render):
    page = visit(render())
    page.focus("#chart")
    page.keyboard.press("ArrowLeft")
    assert page.locator("#announce").inner_text().startswith("Dykes a metre higher, by the end of 2050")
    for _ in range(6):
        page.keyboard.press("+")
    first, last = (int(year) for year in page.locator("#window").inner_text().split(" – "))
    assert first <= 2050 <= last
    assert last - first < 100


def test_a_menu_closes_when_keys_leave_it(visit, render):
    page = visit(render())
    for menu in ("#downloads", "#more-filters"):
        press(page, f"{menu} summary")
        assert page.locator(f"{menu}[open]").count() == 1
        page.keyboard.press("Tab")
        assert page.locator(f"{menu}[open]").count() == 1
        page.focus("#zoom-in")
        assert page.locator(f"{menu}[open]").count() == 0


def test_the_focus_stays_by_the_menu_after_a_download(visit, render):
    page = visit(render())
    press(page, "#downloads summary")
    with page.expect_download():
        press(page, "#download-csv")
    assert page.evaluate("document.activeElement.matches('#downloads summary')")


def test_a_selected_row_on_a_phone_is_of_one_ground(visit, render):
    page = visit(render(), PHONE, has_touch=True)
    page.locator("#events tbody button").first.click()
    grounds = page.eval_on_selector_all(
        "tr[aria-current], tr[aria-current] > *", "all => all.map(each => getComputedStyle(each).backgroundColor)"
    )
    assert grounds[0] not in {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}
    assert set(grounds[1:]) == {"rgba(0, 0, 0, 0)"}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_facts_that_a_date_was_inferred_from_have_their_names(visit, render, packages):
    label = [event[0] for event in packages.EVENTS].index("Guild centenary")
    page = visit(render() + f"#event=e-{label:05d}")
    assert "Inferred from: base: “Ferrymen's Guild founded” (1906); years: 100" in page.locator("#details").inner_text()


@pytest.mark.parametrize("chosen", ["", "dark"])
def test_paper_is_light(chosen, visit, render):
    page = visit(render(), color_scheme="dark")
    page.evaluate("chosen => { if (chosen) document.documentElement.dataset.theme = chosen; }", chosen)
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    halo = "getComputedStyle(document.querySelector('.event-label')).stroke"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(halo) == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 33, 40)"


def test_paper_tells_which_page_of_the_table_it_shows(visit, render, packages):
    page = visit(render("many", packages.many_events(3000)))
    page.emulate_media(media="print")
    assert page.locator("#page-of").is_visible()
    assert page.locator("#page-next").is_hidden()


def test_documents_that_are_not_listed_are_counted(visit, packages, tmp_path):
    import viz

    rows = packages.tables()
    first = rows["documents"][0]
    rows["documents"] += [{**first, "document_id": f"d-{n}", "title": f"Letter {n}"} for n in range(1200)]
    page = visit(viz.timeline(packages.write_package(tmp_path, rows)).as_uri())
    assert page.locator(".documents li").count() == 51
    assert page.locator(".documents li").last.inner_text() == "and 1,153 more"
