"""References cited in the text of a fiche: numbers, list, links both ways, and what happens when one disappears."""

import json

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page

from cms.reading import word_count
from fiches.blocks import CITING_FEATURES
from fiches.calls import Calls, numbered
from fiches.models import FichePage, ReferencePage
from home.models import PlainPage
from search.text import document_of
from tests.factories import (
    FichePageFactory,
    ReferencePageFactory,
    UserFactory,
    restrict,
)
from tests.home.test_query_counts import LIMIT, queries


def call(reference: ReferencePage | int) -> str:
    key = reference if isinstance(reference, int) else reference.pk
    return f'<embed embedtype="reference" id="{key}"/>'


def soup(client: Client, page: Page) -> Tag:
    response = client.get(page.get_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser").main


@pytest.fixture
def wu(db: None) -> ReferencePage:
    return ReferencePageFactory(title="Medical error", authors=[("Wu", "Albert W.")], year=2000)


@pytest.fixture
def seys(db: None) -> ReferencePage:
    return ReferencePageFactory(title="Second victims", authors=[("Seys", "Deborah"), ("Wu", "A.")], year=2013)


def test_numbers_follow_the_text_and_lead_both_ways(client: Client, wu: ReferencePage, seys: ReferencePage) -> None:
    fiche = FichePageFactory(
        body=[
            ("texte", f"<p>D'abord{call(seys)}.</p>"),
            ("retenir", {"title": "", "text": f"<p>Puis {call(wu)}.</p>"}),
            ("question", {"question": "Et ?", "answer": f"<p>Encore {call(seys)} {call(wu)}.</p>"}),
        ],
    )
    page = soup(client, fiche)
    links = page.select(".renvoi a")
    assert [link.get_text() for link in links] == ["1", "2", "1", "2"]
    assert [link["aria-label"] for link in links][:2] == ["Référence 1", "Référence 2"]
    assert page.select(".renvoi")[2].get_text() == "[1, 2]"
    entries = page.select("section[aria-labelledby=references] ol > li")
    assert [seys.citation in entries[0].get_text(), wu.citation in entries[1].get_text()] == [True, True]
    assert len(entries) == 2
    for link in links:
        entry = page.find(id=link["href"].removeprefix("#"))
        assert entry in entries
        assert f"#{link['id']}" in [back["href"] for back in entry.select(".retours a")]
    assert [back["aria-label"] for back in entries[0].select(".retours a[href^='#']")] == [
        "Retour au texte, appel 1",
        "Retour au texte, appel 2",
    ]


def test_a_reference_tied_but_not_cited_comes_after_without_a_number(
    client: Client, wu: ReferencePage, seys: ReferencePage
) -> None:
    fiche = FichePageFactory(body=[("texte", f"<p>Un texte{call(wu)}.</p>")], related_references=[wu, seys])
    section = soup(client, fiche).select_one("section[aria-labelledby=references]")
    assert len(section.select("ol > li")) == len(section.select("ul > li")) == 1
    assert "Second victims" in section.ul.get_text()
    assert client.get(fiche.get_url()).content.decode().count(f'href="{wu.get_url()}"') == 1


def test_a_text_without_reference_has_no_list(client: Client, db: None) -> None:
    page = soup(client, FichePageFactory())
    assert page.find(id="references") is None
    assert page.select(".renvoi") == []


@pytest.mark.parametrize("state", ["unpublished", "private", "deleted"])
def test_what_readers_may_not_see_has_neither_number_nor_link(
    client: Client, wu: ReferencePage, seys: ReferencePage, state: str
) -> None:
    fiche = FichePageFactory(body=[("texte", f"<p>Un {call(wu)} texte{call(seys)}.</p>")])
    if state == "unpublished":
        wu.unpublish()
    elif state == "private":
        restrict(wu)
    else:
        ReferencePage.objects.get(pk=wu.pk).delete()
    page = soup(client, fiche)
    assert [link.get_text() for link in page.select(".renvoi a")] == ["1"]
    assert "Medical error" not in page.get_text()
    assert "embed" not in str(page)
    if state == "private":
        entry = client.get("/api/v2/pages/", {"type": "fiches.FichePage", "fields": "references"}).json()["items"][0]
        assert [one["id"] for one in entry["references"]] == [seys.pk]


def test_a_reference_says_where_it_is_cited(client: Client, wu: ReferencePage) -> None:
    cites = FichePageFactory(title="Celle qui cite", body=[("texte", f"<p>Un texte{call(wu)}.</p>")])
    FichePageFactory(title="Celle qui la lie", related_references=[wu])
    FichePageFactory(title="Un brouillon", body=[("texte", f"<p>Un texte{call(wu)}.</p>")], live=False)
    hidden = FichePageFactory(title="Une fiche réservée", body=[("texte", f"<p>Un texte{call(wu)}.</p>")])
    restrict(hidden)
    listed = [link.get_text() for link in soup(client, wu).select("section[aria-labelledby=cite] a")]
    assert listed == ["Celle qui cite", "Celle qui la lie"]
    cites.body = [("texte", "<p>Un autre texte.</p>")]
    cites.save_revision()
    assert "Celle qui cite" in soup(client, wu).get_text(), "a draft changes nothing for readers"
    cites.save_revision().publish()
    assert "Celle qui cite" not in soup(client, wu).get_text()


def test_the_api_carries_numbers_and_list(client: Client, wu: ReferencePage, seys: ReferencePage) -> None:
    fiche = FichePageFactory(
        body=[("texte", f"<p>Un texte{call(seys)} et {call(wu)}.</p>")],
        related_references=[ReferencePageFactory(title="En plus")],
    )
    found = client.get(f"/api/v2/pages/{fiche.pk}/").json()
    assert [(one["number"], one["title"]) for one in found["references"]] == [
        (1, "Second victims"),
        (2, "Medical error"),
        (None, "En plus"),
    ]
    assert call(seys) in found["body"][0]["value"]
    html = client.get(f"/api/v2/pages/{fiche.pk}/", {"rich_text_format": "html"}).json()["body"][0]["value"]
    assert "Un texte[1] et [2]." in html
    for written in ("db_markdown", "markdown"):
        assert client.get(f"/api/v2/pages/{fiche.pk}/", {"rich_text_format": written}).status_code == 200


def test_searching_and_counting_words_ignore_calls(wu: ReferencePage) -> None:
    cited = FichePageFactory(body=[("texte", f"<p>Un mot{call(wu)}, deux mots.</p>")])
    plain = FichePageFactory(body=[("texte", "<p>Un mot, deux mots.</p>")])
    assert word_count(cited.body) == word_count(plain.body)
    assert "Un mot, deux mots." in document_of(cited, 1).text


def test_as_many_queries_with_fifty_calls(client: Client, db: None) -> None:
    references = [ReferencePageFactory() for _ in range(50)]
    some = FichePageFactory(body=[("texte", f"<p>{call(references[0])}</p>")], related_references=references[1:2])
    many = FichePageFactory(body=[("texte", f"<p>Un texte{call(one)}.</p>") for one in references])
    assert queries(client, some.get_url()) == queries(client, many.get_url()) <= LIMIT


# The editor


@pytest.fixture
def converter() -> ContentstateConverter:
    return ContentstateConverter(CITING_FEATURES)


def test_a_call_goes_to_the_editor_and_back(
    converter: ContentstateConverter, wu: ReferencePage, seys: ReferencePage
) -> None:
    stored = f'<p data-block-key="abc12">Un <b>texte</b> {call(wu)}{call(seys)}, puis.</p>'
    state = json.loads(converter.from_database_format(stored))
    assert state["blocks"][0]["text"] == "Un texte [Wu, 2000][Seys et Wu, 2013], puis."
    entity = state["entityMap"]["0"]
    assert (entity["type"], entity["mutability"], entity["data"]["id"]) == ("REFERENCE", "IMMUTABLE", wu.pk)
    assert wu.citation in entity["data"]["citation"]
    assert converter.to_database_format(json.dumps(state)) == stored


def test_a_call_to_nothing_is_shown_to_its_editor_and_kept(converter: ContentstateConverter, db: None) -> None:
    stored = f'<p data-block-key="abc12">{call(99999)}</p>'
    state = json.loads(converter.from_database_format(stored))
    assert state["blocks"][0]["text"] == "[référence supprimée]"
    assert converter.to_database_format(json.dumps(state)) == stored


@given(st.lists(st.one_of(st.sampled_from(["mot", " ", ", ", "<b>", "</b>"]), st.integers(1, 9)), max_size=30))
def test_each_call_written_has_its_own_place(pieces: list[str | int]) -> None:
    text = "".join(call(piece) if isinstance(piece, int) else piece for piece in pieces)
    keys = list(dict.fromkeys(piece for piece in pieces if isinstance(piece, int)))
    html = Calls(numbered(keys)).written(text)
    links = BeautifulSoup(html, "html.parser").select("a")
    assert "<embed" not in html
    assert len({link["id"] for link in links}) == len(links)
    assert {int(link.get_text()) for link in links} == set(range(1, len(keys) + 1))


# What editors are told


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(UserFactory(is_superuser=True))
    return client


def test_the_chooser_searches_names_and_titles(editor: Client, wu: ReferencePage, seys: ReferencePage) -> None:
    for query, found, other in (("Seys", seys, wu), ("medical error", wu, seys), ("secon", seys, wu)):
        shown = editor.get("/admin/reference_chooser/results/", {"q": query}).content.decode()
        assert found.title in shown, query
        assert other.title not in shown, query
    chosen = editor.get(f"/admin/reference_chooser/chosen/{wu.pk}/").json()["result"]
    assert chosen == {"id": wu.pk, "title": "Wu, 2000", "citation": wu.citation}


def test_the_editor_of_a_fiche_is_told_what_readers_do_not_see(editor: Client, wu: ReferencePage) -> None:
    fiche = FichePageFactory(body=[("texte", f"<p>Un texte{call(wu)}.</p>")])
    address = f"/admin/pages/{fiche.pk}/edit/"
    assert "personne ne peut lire" not in editor.get(address).content.decode()
    wu.unpublish()
    assert "personne ne peut lire : « Medical error »" in editor.get(address).content.decode()


def test_a_cited_reference_is_not_deleted_and_its_withdrawal_is_announced(editor: Client, wu: ReferencePage) -> None:
    fiche = FichePageFactory(title="Celle qui cite", body=[("texte", f"<p>Un texte{call(wu)}.</p>")])
    for address in (f"/admin/pages/{wu.pk}/delete/", f"/admin/bulk/wagtailcore/page/delete/?id={wu.pk}"):
        refused = editor.post(address, follow=True)
        assert "est citée dans « Celle qui cite ». Retirez-y d" in refused.content.decode()
        assert ReferencePage.objects.filter(pk=wu.pk).exists()
    withdrawn = editor.post(f"/admin/pages/{wu.pk}/unpublish/", follow=True)
    assert "est citée dans « Celle qui cite ». Son numéro n" in withdrawn.content.decode()
    fiche.delete()
    editor.post(f"/admin/pages/{wu.pk}/delete/")
    assert not ReferencePage.objects.filter(pk=wu.pk).exists()


def test_only_fiches_may_cite() -> None:
    features = FichePage._meta.get_field("body").stream_block.child_blocks["texte"].features
    assert "reference" in features

    assert "reference" not in PlainPage._meta.get_field("body").stream_block.child_blocks["texte"].features
