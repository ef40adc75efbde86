"""Rich text as readers see it: French typography, and links to pages that they may open."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from cms.typography import NARROW
from tests.factories import DocumentFactory, FichePageFactory, restrict

pytestmark = pytest.mark.django_db


def shown(source: str, **context: object) -> str:
    context = {"request": RequestFactory().get("/")} | context
    return Template("{% load cms_tags %}{% texte source %}").render(Context(context | {"source": source}))


def link(key: object) -> str:
    return f'<p><a linktype="page" id="{key}">voir</a></p>'


def test_typography_leaves_addresses_alone() -> None:
    source = "<p><a href=\"https://exemple.fr/l'an\">l'an ?</a></p>"
    assert shown(source) == f'<p><a href="https://exemple.fr/l\'an">l’an{NARROW}?</a></p>'


def test_a_link_follows_its_page() -> None:
    page = FichePageFactory()
    assert f'href="{page.get_url()}"' in shown(link(page.pk))


def test_a_text_shown_outside_a_request_keeps_its_links() -> None:
    page = FichePageFactory()
    assert f'href="{page.get_url()}"' in shown(link(page.pk), request=None)


@pytest.mark.parametrize(
    "key", ["", "abc", "999999", "-1", "9" * 30], ids=["none", "text", "deleted", "negative", "huge"]
)
def test_a_link_to_nothing_leaves_its_words(key: str) -> None:
    result = shown(link(key))
    assert "voir" in result
    assert "href" not in result


@pytest.mark.parametrize("private", [True, False], ids=["private", "unpublished"])
def test_a_link_to_a_hidden_page_does_not_tell_where_it_is(private: bool) -> None:
    page = FichePageFactory(live=private, slug="adresse-cachee")
    if private:
        restrict(page)
    result = shown(link(page.pk))
    assert "adresse-cachee" not in result
    assert "voir" in result


def test_a_link_to_a_document_follows_its_file() -> None:
    document = DocumentFactory()
    assert document.url in shown(f'<p><a linktype="document" id="{document.pk}">lire</a></p>')
