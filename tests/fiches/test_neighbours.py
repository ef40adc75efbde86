"""A fiche leads to those just before and after it in its theme."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cms.directory import directory
from fiches.models import FichePage
from tests.factories import FichePageFactory, ThemeFactory, restrict

pytestmark = pytest.mark.django_db


def titles(page: FichePage) -> tuple[str | None, str | None]:
    previous, following = page.neighbours()
    return previous and previous.title, following and following.title


def test_titles_follow_each_other_as_in_a_french_index() -> None:
    theme = ThemeFactory()
    names = ["Œuvrer", "dormir", "Zèle", "Écouter", "Partir"]
    pages = {name: FichePageFactory(title=name, theme=theme) for name in names}
    assert titles(pages["dormir"]) == (None, "Écouter")
    assert titles(pages["Écouter"]) == ("dormir", "Œuvrer")
    assert titles(pages["Œuvrer"]) == ("Écouter", "Partir")
    assert titles(pages["Zèle"]) == ("Partir", None)


def test_the_same_title_twice_makes_no_loop() -> None:
    theme = ThemeFactory()
    first, second = (FichePageFactory(title="Dormir", theme=theme) for _ in range(2))
    assert first.neighbours() == (None, directory().get(second.pk))
    assert second.neighbours() == (directory().get(first.pk), None)


def test_other_themes_drafts_and_private_fiches_are_passed_over() -> None:
    theme = ThemeFactory()
    page = FichePageFactory(title="M", theme=theme)
    FichePageFactory(title="N")
    FichePageFactory(title="O", theme=theme, live=False)
    restrict(FichePageFactory(title="P", theme=theme))
    assert page.neighbours() == (None, None)


def test_a_fiche_without_theme_stands_alone() -> None:
    pages = [FichePageFactory(), FichePageFactory()]
    FichePage.objects.update(theme=None)
    assert FichePage.objects.get(pk=pages[0].pk).neighbours() == (None, None)


def test_their_number_costs_no_query(django_assert_num_queries: Any) -> None:
    theme = ThemeFactory()
    pages = [FichePageFactory(theme=theme) for _ in range(20)]
    pages[10].neighbours()[0].get_url()  # the state of the content is remembered from then on
    with django_assert_num_queries(3):  # the fiches; the state, asked for once in a request, twice here
        previous, following = pages[10].neighbours()
        assert previous
        assert following
        assert previous.get_url()
        assert following.title


def test_the_page_links_to_both(client: Client) -> None:
    theme = ThemeFactory()
    before, page, after = (FichePageFactory(title=title, theme=theme) for title in "ABC")
    links = BeautifulSoup(client.get(page.get_url()).content, "html.parser").find(
        "nav", attrs={"aria-label": "Fiches du même thème"}
    )
    assert links is not None
    assert links.find(rel="prev")["href"] == before.get_url()
    assert links.find(rel="next")["href"] == after.get_url()


def test_alone_in_its_theme_there_is_no_empty_navigation(client: Client) -> None:
    assert "Fiches du même thème" not in client.get(FichePageFactory().get_url()).content.decode()
