"""The landing page in a browser: nothing that axe finds wrong, nothing fetched, nothing cut off."""

import pytest

from tests.conftest import write_corpus

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("one_judge")]

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def website(tmp_path_factory, one_judge):
    from pipeline import build
    from pipeline.engine.site import site
    from pipeline.publish.release import release

    directory = tmp_path_factory.mktemp("website")
    published = directory / "published"
    build(write_corpus(directory / "corpus"), published)
    (published / "CHANGELOG.md").write_text("# Changelog\n")
    release(published, "2026.3.0", day="2026-03-09")
    return site(published, directory / "site")


@pytest.fixture
def open_page(browser, website):
    """Open the landing page; it must log nothing and ask for nothing but itself."""
    contexts, faults = [], []

    def go(**options):
        context = browser.new_context(**{"viewport": DESKTOP, **options})
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "request",
            lambda request: (
                faults.append(request.url) if not request.url.startswith((website.as_uri(), "data:")) else None
            ),
        )
        contexts.append(context)
        page.goto(website.as_uri())
        return page

    yield go
    for context in contexts:
        context.close()
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(open_page, scheme, viewport):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(color_scheme=scheme, viewport=viewport, bypass_csp=True)
    page.eval_on_selector_all("details", "all => all.forEach(details => details.open = true)")
    found = Axe().run(page).response
    assert len(found["passes"]) > 20
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]] == []


def test_the_policy_lets_the_style_through_and_no_script(open_page):
    page = open_page(color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(20, 24, 30)"
    assert page.locator("script:not([type='application/ld+json'])").count() == 0


@pytest.mark.parametrize("width", [320, 390, 768, 1920])
def test_nothing_is_wider_than_the_window(open_page, width):
    page = open_page(viewport={"width": width, "height": 800})
    page.eval_on_selector_all("details", "all => all.forEach(details => details.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_timeline_is_one_click_away(open_page, website):
    page = open_page()
    assert page.get_by_role("link", name="Open the timeline").get_attribute("href") == "viz/timeline.html"
    assert (website.parent / "viz/timeline.html").is_file()


def test_the_page_can_be_used_by_keyboard(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.locator("details:has(#table-events) summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("details:has(#table-events) table").is_visible()


def test_the_name_of_a_table_leads_to_its_columns(open_page):
    page = open_page()
    assert page.locator("#table-mentions").is_hidden()
    page.locator(".files").get_by_role("link", name="mentions", exact=True).click()
    page.locator("details:has(#table-mentions) table").wait_for()
    top = page.locator("details:has(#table-mentions) summary").bounding_box()["y"]
    assert top >= page.locator("nav").bounding_box()["height"] - 1
