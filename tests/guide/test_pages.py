"""The guide says what is: its links lead somewhere, what it quotes stands on a screen, its pictures exist."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import get_resolver, reverse

from cms.texts import ContentError, read_text
from guide.contexts import MODELS, NAMESPACES, VIEWS
from guide.reading import FOLDER, GuidePage, all_pages, find_page, page_from
from guide.rendering import shots
from guide.screens import SCREENS

PICTURES = Path(settings.STATICFILES_DIRS[0]) / "guide"
LABEL = re.compile(r"\*\*(.+?)\*\*")
MAX_PICTURE_BYTES, MAX_BYTES = 60_000, 2_000_000
by_slug = pytest.mark.parametrize("page", all_pages(), ids=lambda page: page.slug)


def targets(page: GuidePage, scheme: str) -> list[str]:
    return re.findall(rf"\]\({scheme}:([^)]+)\)", page.body)


@by_slug
def test_links_lead_somewhere(page: GuidePage) -> None:
    for target in targets(page, "guide"):
        slug, _, anchor = target.partition("#")
        linked = find_page(slug)
        assert linked, target
        assert not anchor or f'id="{anchor}"' in linked.rendered.html, target
    assert set(targets(page, "ecran")) <= set(SCREENS)
    known = {"guide", "ecran", "image", "https"}
    assert {target.partition(":")[0] for target in re.findall(r"\]\(([^)]+)\)", page.body)} <= known
    assert "ecran:" not in page.rendered.html_with(lambda key: "/admin/")
    assert not re.search(r"(guide|image):\w", page.rendered.html)


@by_slug
def test_anchors_are_there_once(page: GuidePage) -> None:
    anchors = re.findall(r' id="([^"]+)"', page.rendered.html)
    assert sorted(set(anchors)) == sorted(anchors)
    assert page.rendered.headings


def on_screens() -> Iterator[str]:
    """Every line that the browser read on the screens."""
    for recorded in shots().values():
        for line in recorded["words"]:
            yield plain(line)


def plain(text: str) -> str:
    return text.replace("''", "'").replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


@by_slug
def test_what_is_quoted_stands_on_a_screen(page: GuidePage) -> None:
    screens = "\n".join(on_screens())
    missing = [
        label
        for label in LABEL.findall(page.body)
        if not re.search(rf"(?<!\w){re.escape(plain(label))}(?!\w)", screens)
    ]
    assert missing == [], "aucun écran ne montre ces mots : corrigez la page du guide"


def test_every_picture_is_shown_and_every_one_shown_exists() -> None:
    shown = [name for page in all_pages() for name in targets(page, "image")]
    pictured = [name for name, recorded in shots().items() if "size" in recorded]
    assert sorted(shown) == sorted(set(shown))
    assert sorted(shown) == sorted(pictured)
    assert sorted(path.name for path in PICTURES.iterdir()) == sorted(f"{name}.webp" for name in pictured)


def test_pictures_are_light() -> None:
    sizes = {path.name: path.stat().st_size for path in PICTURES.iterdir()}
    assert {name: size for name, size in sizes.items() if size > MAX_PICTURE_BYTES} == {}
    assert sum(sizes.values()) < MAX_BYTES


@by_slug
def test_pictures_are_described(page: GuidePage) -> None:
    for alternative in re.findall(r"!\[([^]]*)\]", page.body):
        assert 20 < len(alternative) < 200, alternative


def test_the_help_link_knows_only_what_exists() -> None:
    assert {slug for slug in (*MODELS.values(), *VIEWS.values()) if find_page(slug) is None} == set()
    for label in (*MODELS, *NAMESPACES.values()):
        assert apps.get_model(label)
        assert label in MODELS
    addresses = get_resolver().reverse_dict
    assert [view for view in VIEWS if not (reverse(view) if ":" in view else addresses.getlist(view))] == []


def test_every_screen_has_an_address() -> None:
    for screen in SCREENS.values():
        assert reverse(screen.view).startswith("/admin/")


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("titre: X\nresume: Y\nordre: 1\nroles: []", "il manque « mots »"),
        ("titre: X\nresume: Y\nordre: 1\nroles: [Direction]\nmots: []", "le rôle « Direction » n'existe pas"),
        ("- une liste", "il manque « mots »"),
    ],
)
def test_a_wrong_header_is_refused(header: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "essai.md"
    path.write_text(f"---\n{header}\n---\nTexte.", encoding="utf-8")
    with pytest.raises(ContentError, match=f"essai.md : {sentence}"):
        page_from(read_text(path))


def test_the_folder_holds_pages_only() -> None:
    assert {path.suffix for path in FOLDER.iterdir()} == {".md", ".txt"}
