"""What other programs rely on: the fields of each kind of object, and nothing more. A change here is a change of API."""

import pytest
from django.test import Client

from tests import factories as made

pytestmark = pytest.mark.django_db

META = {
    "type",
    "detail_url",
    "html_url",
    "slug",
    "show_in_menus",
    "seo_title",
    "search_description",
    "first_published_at",
    "parent",
}
SECTION = {"intro"}
FIELDS = {
    "home.HomePage": {
        "hero_title",
        "hero_text",
        "numeros",
        "doors",
        "cabinet_text",
        "medecin_text",
        "film",
        "film_title",
        "film_text",
        "next_meeting",
        "figures",
    },
    "fiches.FicheIndexPage": SECTION,
    "fiches.FichePage": {
        "part",
        "theme",
        "summary",
        "key_points",
        "first_steps",
        "body",
        "numeros",
        "audiences",
        "authors",
        "reviewed_on",
        "review_due",
        "demo_notice",
        "related_fiches",
        "related_structures",
        "references",
        "related_references",
    },
    "fiches.TemoignageIndexPage": SECTION,
    "fiches.TemoignagePage": {
        "summary",
        "speaker",
        "content_note",
        "situations",
        "audio",
        "transcript",
        "chapters",
        "numeros",
        "related_fiches",
        "related_structures",
    },
    "fiches.BibliographiePage": SECTION,
    "fiches.ReferencePage": {
        "citation",
        "citation_apa",
        "key",
        "csl_type",
        "genre",
        "contributors",
        "formatted_title",
        "container",
        "container_short",
        "collection",
        "collection_number",
        "event",
        "publisher",
        "place",
        "year",
        "month",
        "day",
        "volume",
        "issue",
        "pages",
        "number_of_pages",
        "edition",
        "number",
        "doi",
        "pmid",
        "pmcid",
        "isbn",
        "issn",
        "url",
        "accessed",
        "language",
        "abstract",
        "keywords",
        "note",
        "evidence",
        "free_access",
        "pdf_rights",
        "themes",
        "csl",
    },
    "structures.StructureIndexPage": SECTION,
    "structures.StructurePage": {
        "summary",
        "scope",
        "departements",
        "needs",
        "audiences",
        "first_contact",
        "confidentiality",
        "cost",
        "is_free",
        "website",
        "contacts",
        "numeros",
        "body",
        "logo",
        "related_fiches",
        "to_confirm",
        "verified_on",
        "reviewed_on",
        "review_due",
    },
    "reseau.ReseauPage": SECTION,
    "reseau.DepartementIndexPage": SECTION,
    "reseau.DepartementPage": {"departement", "intro", "nearby"},
    "home.PlainPage": {"summary", "body"},
}
MEETING = {
    "title",
    "slug",
    "date",
    "starts_at",
    "ends_at",
    "is_to_come",
    "place",
    "departement_code",
    "host",
    "formats",
    "format_note",
    "leaders",
    "open_to_all",
    "registration",
    "invited",
    "present",
    "present_is_estimate",
    "present_insiders",
    "met",
    "new_guetteurs",
    "themes",
    "evaluation",
    "documents",
    "body",
}
OTHERS = {
    "images": (made.ImageFactory, {"title", "width", "height"}),
    "documents": (made.DocumentFactory, {"title"}),
    "media": (
        made.shown_recording,
        {"title", "media_type", "duration", "language", "is_synthetic", "recording"},
    ),
    "departements": (None, {"code", "name"}),
    "numeros": (
        made.NumeroFactory,
        {
            "label",
            "display",
            "uri",
            "channel",
            "who",
            "availability",
            "opening",
            "is_free",
            "is_anonymous",
            "audiences",
            "languages",
            "is_national",
            "departements",
            "to_confirm",
            "checked_on",
        },
    ),
    "referents": (
        made.ReferentFactory,
        {"title", "vacant", "role", "specialty", "departements", "presentation", "languages", "photo", "contact"},
    ),
    "comptes-rendus": (made.CompteRenduFactory, MEETING),
    "reunions": (made.meeting_to_come, MEETING),
}


def test_each_page_type_offers_its_public_fields(client: Client) -> None:
    found = {}
    for page in made.every_page_type():
        answer = client.get(f"/api/v2/pages/{page.pk}/").json()
        assert set(answer["meta"]) == META, answer["meta"]["type"]
        found[answer["meta"]["type"]] = set(answer) - {"id", "meta", "title"}
    assert found == FIELDS


@pytest.mark.parametrize("endpoint", OTHERS)
def test_each_other_object_offers_its_public_fields(client: Client, endpoint: str) -> None:
    factory, fields = OTHERS[endpoint]
    if factory:
        factory()
    listed = client.get(f"/api/v2/{endpoint}/").json()
    assert listed["meta"]["total_count"] >= 1
    answer = client.get(f"/api/v2/{endpoint}/{listed['items'][0]['id']}/").json()
    assert set(answer) - {"id", "meta", "tags"} == fields
    assert set(answer["meta"]) <= {"type", "detail_url", "download_url", "tags"}


def test_a_list_can_show_every_field(client: Client) -> None:
    for page in made.every_page_type():
        kind = page.specific_class._meta.label
        answer = client.get("/api/v2/pages/", {"type": kind, "fields": "*"}).json()
        assert FIELDS[kind] <= set(answer["items"][0]), kind


def test_numbers_are_given_ready_to_dial(client: Client) -> None:
    numero = made.NumeroFactory(number="+33800288038", slug="entraide", label="Entraide", is_free=True)
    fiche = made.FichePageFactory(numeros=[numero])
    given = client.get(f"/api/v2/pages/{fiche.pk}/").json()["numeros"]
    assert given == [
        {
            "slug": "entraide",
            "label": "Entraide",
            "number": "0 800 288 038",
            "uri": "tel:+33800288038",
            "channel": "call",
            "who": "Une personne qui écoute.",
            "availability": "24 h/24",
            "opening": "unknown",
            "is_free": True,
            "is_anonymous": None,
            "audiences": [],
            "languages": "",
            "is_national": True,
            "departements": [],
            "to_confirm": False,
            "checked_on": None,
        }
    ]


def test_related_pages_are_given_with_their_address(client: Client) -> None:
    other = made.FichePageFactory(title="Fiche proche")
    fiche = made.FichePageFactory(related_fiches=[other])
    given = client.get(f"/api/v2/pages/{fiche.pk}/").json()["related_fiches"]
    assert given == [{"id": other.pk, "title": "Fiche proche", "html_url": other.full_url}]


def test_pages_are_filtered_ordered_and_paged(client: Client) -> None:
    theme = made.ThemeFactory(part="cabinet")
    for title in ("Bravo", "Alpha", "Charlie"):
        made.FichePageFactory(title=title, theme=theme)
    made.FichePageFactory(title="Delta", theme=made.ThemeFactory(part="medecin"))
    query = {"type": "fiches.FichePage", "part": "cabinet", "order": "title", "limit": 2}
    answer = client.get("/api/v2/pages/", query).json()
    assert answer["meta"]["total_count"] == 3
    assert [item["title"] for item in answer["items"]] == ["Alpha", "Bravo"]


def test_search_finds_pages(client: Client) -> None:
    fiche = made.FichePageFactory(title="Sommeil et gardes")
    made.FichePageFactory(title="Trésorerie")
    answer = client.get("/api/v2/pages/", {"search": "sommeil"}).json()
    assert [item["id"] for item in answer["items"]] == [fiche.pk]
