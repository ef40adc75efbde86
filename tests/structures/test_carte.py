"""The map of the departments, and the list that says the same without it."""

from bs4 import BeautifulSoup
from django.template import Context, Template

from structures.carte import SHAPES, VIEW_BOX, Place

NAMES = {"04": "Alpes-de-Haute-Provence", "05": "Hautes-Alpes", "06": "Alpes-Maritimes", "13": "Bouches-du-Rhône", "83": "Var", "84": "Vaucluse"}  # fmt: skip


def carte(*places: Place) -> BeautifulSoup:
    html = Template("{% load departement_tags %}{% carte places 'Choisir' %}").render(Context({"places": places}))
    return BeautifulSoup(html, "html.parser")


def test_the_six_departments_have_a_shape_in_the_frame() -> None:
    assert set(SHAPES) == set(NAMES)
    width, height = map(int, VIEW_BOX.split()[2:])
    assert all(0 < shape.x < width and 0 < shape.y < height for shape in SHAPES.values())
    assert sum(len(shape.path) for shape in SHAPES.values()) < 2500


def test_the_list_holds_every_link_of_the_map() -> None:
    shown = carte(*(Place(code, name, f"/{code}/", count=2) for code, name in NAMES.items()))
    drawn = [link["href"] for link in shown.select("svg a")]
    listed = {link["href"]: link.get_text() for link in shown.select("ul[aria-label=Choisir] a")}
    assert drawn == list(listed) == [f"/{code}/" for code in NAMES]
    assert listed["/83/"] == "Var (2)"


def test_the_map_is_met_by_eyes_and_fingers_only() -> None:
    shown = carte(Place("83", "Var", "/83/", current=True, hint="retirer ce filtre"))
    assert shown.svg["aria-hidden"] == "true"
    assert [link["tabindex"] for link in shown.select("svg a")] == ["-1"]
    link = shown.select_one("ul a")
    assert link["aria-current"] == "true"
    assert link.get_text() == "Var (83) : retirer ce filtre"


def test_a_department_without_a_shape_stands_in_the_list() -> None:
    shown = carte(Place("2A", "Corse-du-Sud", "/2A/"))
    assert not shown.select("svg a")
    assert shown.select_one("ul a").get_text() == "Corse-du-Sud (2A)"


def test_the_author_of_the_shapes_is_named() -> None:
    assert "Victor Cazanave" in str(carte(Place("83", "Var", "/83/")))
