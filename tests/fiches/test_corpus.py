"""Fiches added by the thousand are the fiches that Wagtail would have added."""

from typing import Any

import pytest
from wagtail.models import Page

from fiches.corpus import MAX_TITLE, add_fiches
from fiches.models import FicheIndexPage, FichePage
from search import index
from search.evaluation import found
from search.service import search
from tests.factories import FicheIndexPageFactory

pytestmark = pytest.mark.django_db

# What is a fiche's own, or the moment's.
OWN = {"id", "page_ptr", "path", "slug", "url_path", "translation_key", "body"}


def row(fiche: FichePage) -> dict[str, Any]:
    fresh = FichePage.objects.get(pk=fiche.pk)
    values = {field.name: getattr(fresh, field.attname) for field in FichePage._meta.concrete_fields}
    texts = [(block.block_type, str(block.value)) for block in fresh.body]
    return {name: value for name, value in values.items() if name not in OWN} | {"texts": texts}


def test_the_rows_are_those_of_add_child() -> None:
    parent = FicheIndexPageFactory()
    body = [("texte", "<p>Deux &amp; trois</p><p>Quatre</p>")]
    # Live at once, Wagtail would ask for a theme, a summary and first steps, which no corpus has.
    one = FichePage(title="Un < titre", slug="un-titre", body=body, live=False)
    parent.add_child(instance=one)
    FichePage.objects.filter(pk=one.pk).update(live=True)
    [key] = add_fiches([("Un < titre", "Deux & trois\n\nQuatre")])

    other = FichePage.objects.get(pk=key)
    assert row(other) == row(one)
    assert other.get_parent().specific == parent
    assert other.get_url() == f"/fiches/{other.slug}/"
    assert FicheIndexPage.objects.get().numchild == 2


def test_the_tree_stays_sound_and_can_grow() -> None:
    add_fiches([(f"Fiche {number}", "Texte") for number in range(40)])
    keys = add_fiches([("Encore une", "Texte"), ("Et une autre", "Texte")])
    FicheIndexPage.objects.get().add_child(instance=FichePage(title="À la main", slug="a-la-main", live=False))

    assert [problem for problem in Page.find_problems() if problem] == []
    assert FicheIndexPage.objects.get().numchild == 43
    assert [FichePage.objects.get(pk=key).title for key in keys] == ["Encore une", "Et une autre"]


def test_empty_and_long_titles_are_kept() -> None:
    long = "mot " * 100 + "fin"
    empty_key, long_key = add_fiches([("", "Texte"), (long, "Suite")])
    assert FichePage.objects.get(pk=empty_key).title == ""
    fiche = FichePage.objects.get(pk=long_key)
    assert fiche.title == long[:MAX_TITLE]
    assert "fin" in str(fiche.body[0].value)


def test_they_are_found_once_the_index_is_built() -> None:
    [key, _] = add_fiches([("Le sommeil", "Dormir"), ("Le cabinet", "Payer")])
    index.build()
    assert [page.pk for page in found(search("sommeil"))] == [key]
