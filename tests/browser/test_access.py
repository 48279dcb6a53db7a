"""Who can use the page: axe's rules, keyboard, targets, in every state that a reader meets."""

import pytest

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
# What the rules say of elements that they can't decide about is for people to judge.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def violations(page):
    from axe_playwright_python.sync_playwright import Axe

    # axe puts its own script into the page, past the page's policy, and asks for nothing.
    found = Axe().run(page, options=RULES).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]


def steps(page):
    """Go through what a reader does, state by state."""
    yield "opened"
    for _ in range(3):
        page.click("#zoom-in")
    yield "zoomed in"
    page.locator("#events tbody button").nth(5).click()
    page.wait_for_selector("#event h2")
    yield "details"
    page.click("#more-filters summary")
    yield "filters"
    page.click("#downloads summary")
    yield "downloads"
    page.fill("#search", "zzzz")
    yield "nothing found"


@pytest.mark.parametrize(
    ("scheme", "states"),
    [
        ("light", {"opened", "zoomed in", "details", "filters", "downloads", "nothing found"}),
        ("dark", {"details", "filters"}),
    ],
)
def test_axe_finds_nothing(scheme, states, visit, render):
    page = visit(render(), color_scheme=scheme)
    found = {state: violations(page) for state in steps(page) if state in states}
    assert found == {state: [] for state in states}


@pytest.mark.parametrize("name", ["phone", "vi", "many", "none", "embed"])
def test_axe_finds_nothing_on_other_pages(name, visit, render, packages):
    made = {
        "phone": lambda: visit(render(), PHONE, has_touch=True),
        "vi": lambda: visit(render("vi", lang="vi")),
        "many": lambda: visit(render("many", packages.many_events(3000))),
        "none": lambda: visit(render("few0", ())),
        "embed": lambda: visit(render("embed", embed=True)),
    }
    assert violations(made[name]()) == []


def test_axe_would_find_a_fault(visit, render):
    page = visit(render())
    page.evaluate("document.querySelector('label[for=search]').remove()")
    page.evaluate("document.getElementById('search').removeAttribute('placeholder')")
    assert "label" in [rule for rule, _ in violations(page)]
