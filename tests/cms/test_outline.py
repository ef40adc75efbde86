"""The contents of a text and the headings that readers meet always agree."""

import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from cms.blocks import BodyBlock
from cms.outline import RESERVED_IDS, Heading, heading_anchor, outline
from tests.factories import FichePageFactory

TEMPLATES = Path(settings.BASE_DIR) / "templates"
# Pages whose text is not an editor's stream, or the block that writes the anchor itself.
WITHOUT_STREAM = {
    "home/home_page.html",
    "home/design.html",
    "cms/blocks/heading.html",
    "fiches/bibliographie_page.html",
    "fiches/timeline.html",
    "cms/admin/first_page/awaiting.html",
    "cms/admin/first_page/writings.html",
    "guide/admin/search_form.html",
    "reseau/admin/bilan.html",
    "reseau/admin/bilan_coverage.html",
    "reseau/guetteurs/index.html",
}


def stream(*headings: tuple[str, str]) -> Any:
    return BodyBlock().to_python(
        [{"type": "titre", "value": {"text": text, "level": level}} for text, level in headings]
        + [{"type": "citation", "value": {"text": "Un texte.", "source": "Une source"}}]
    )


def rendered_headings(value: Any) -> list[tuple[str, str]]:
    page = BeautifulSoup(value.render_as_block(), "html.parser")
    return [(tag.name, tag["id"]) for tag in page.find_all(["h2", "h3"])]


def test_only_main_parts_are_in_the_contents() -> None:
    assert outline(stream(("Reconnaître", "h2"), ("La nuit", "h3"), ("Agir", "h2"))) == [
        Heading("Reconnaître", "reconnaitre"),
        Heading("Agir", "agir"),
    ]


def test_a_text_without_headings_has_no_contents() -> None:
    assert outline(stream()) == []
    assert outline(BodyBlock().to_python([])) == []


def test_a_heading_met_again_gets_a_number() -> None:
    value = stream(("Agir", "h2"), ("Agir", "h3"), ("Agir 2", "h2"), ("Agir", "h2"))
    assert [heading.anchor for heading in outline(value)] == ["agir", "agir-2-2", "agir-3"]
    assert [anchor for _level, anchor in rendered_headings(value)] == ["agir", "agir-2", "agir-2-2", "agir-3"]


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("L'épuisement, ses signes", "l-epuisement-ses-signes"),
        ("Aujourd’hui", "aujourd-hui"),
        ("مساعدة", "partie"),
        ("🕯️", "partie"),
        ("", "partie"),
        ("long " * 40, "long-" * 15 + "long"),
    ],
)
def test_an_anchor_is_short_plain_and_never_empty(text: str, anchor: str) -> None:
    assert heading_anchor(text) == anchor


@given(
    st.lists(
        st.tuples(st.text(max_size=30) | st.sampled_from(["Agir", "agir", "Commencer"]), st.sampled_from(["h2", "h3"]))
    )
)
def test_contents_and_headings_agree_whatever_is_written(headings: list[tuple[str, str]]) -> None:
    value = stream(*headings)
    shown = rendered_headings(value)
    anchors = [anchor for _level, anchor in shown]
    assert len(anchors) == len(set(anchors)) == len(headings)
    assert not RESERVED_IDS.intersection(anchors)
    main_parts = [
        anchor
        for (level, anchor), (text, _level) in zip(shown, headings, strict=True)
        if level == "h2" and text.strip()
    ]
    assert [heading.anchor for heading in outline(value)] == main_parts


def test_a_stream_shown_twice_has_the_same_anchors() -> None:
    value = stream(("Agir", "h2"), ("Agir", "h2"))
    assert rendered_headings(value) == rendered_headings(value)


def test_no_heading_can_take_an_id_of_a_template() -> None:
    ids = {
        found
        for path in TEMPLATES.rglob("*.html")
        if path.relative_to(TEMPLATES).as_posix() not in WITHOUT_STREAM and "drawings" not in path.parts
        for found in re.findall(r'\bid="([^"{]+)"', path.read_text(encoding="utf-8"))
    }
    assert ids <= RESERVED_IDS, "Add these ids to RESERVED_IDS in cms/outline.py."


@pytest.mark.django_db
def test_a_fiche_links_to_its_own_headings(client: Any) -> None:
    body = [("titre", {"text": text, "level": "h2"}) for text in ("Commencer", "Agir", "Agir")]
    page = BeautifulSoup(client.get(FichePageFactory(body=body).get_url()).content, "html.parser")
    links = [tag["href"][1:] for tag in page.select(".sommaire a")]
    assert {"commencer-2", "agir", "agir-2"} <= set(links)
    assert set(links) <= {tag["id"] for tag in page.find_all(id=True)}
