"""The admin in its dark theme: words, links and the edges of buttons are seen on each kind of screen."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Login = Callable[[Page, str], None]

SCREENS = (
    "/admin/",
    "/admin/guetteurs-veilleurs/",
    "/admin/guetteurs-veilleurs/export/",
    "/admin/snippets/reseau/compterendu/",
    "/admin/snippets/reseau/compterendu/add/",
    "/admin/rapports/bilan/",
)
LEAST_OF_AN_EDGE = 3  # WCAG 1.4.11
EDGES = """() => {
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map((part) => part / 255)
      .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const page = luminance(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll("main .button-secondary")].filter((button) => button.offsetParent)
    .map((button) => luminance(getComputedStyle(button).borderTopColor))
    .map((edge) => (Math.max(edge, page) + 0.05) / (Math.min(edge, page) + 0.05));
}"""


def test_words_links_and_edges_are_seen(desk: Page, login: Login) -> None:
    login(desk, "coordination")
    desk.emulate_media(color_scheme="dark", reduced_motion="reduce")
    edges = []
    for address in SCREENS:
        desk.goto(address)
        desk.wait_for_load_state("networkidle")
        violations = Axe().run(desk, options={"runOnly": ["color-contrast"]}).response["violations"]
        assert [node["html"] for one in violations for node in one["nodes"]] == [], address
        edges += desk.evaluate(EDGES)
    assert len(edges) >= 4
    assert min(edges) >= LEAST_OF_AN_EDGE
