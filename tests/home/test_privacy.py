"""What is not for readers is nowhere they can look: pages, lists, links, menus, feeds, search and JSON."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from fiches.models import FichePage
from home.models import HomePageFiche, PlainPage, SiteSettings
from structures.models import Numero
from tests import factories as made
from tests.cms import files
from tests.home.addresses import body_of, every_address

pytestmark = pytest.mark.django_db

# What each secret is called wherever it could show: letters alone, so that it can also be searched.
SECRETS: dict[str, Callable[[str], Any]] = {}


def secret(make: Callable[[str], Any]) -> Callable[[str], Any]:
    SECRETS[make.__name__] = make
    return make


def linked_from_everywhere(page: Page) -> None:
    """Every way that editors have to point at a page."""
    made.FichePageFactory(
        related_fiches=[page] if isinstance(page, FichePage) else [],
        body=[
            ("texte", f'<p><a linktype="page" id="{page.pk}">lien</a></p>'),
            ("voir", {"title": "", "pages": [page.pk]}),
        ],
    )
    home = made.home_page()
    home.doors = [("porte", {"title": "Porte", "text": "Une phrase.", "page": page})]
    if isinstance(page, FichePage):
        home.fiche_links = [*home.fiche_links.all(), HomePageFiche(fiche=page)]
        made.TemoignagePageFactory(related_fiches=[page])
    home.save()
    settings = SiteSettings.objects.get()
    settings.menu = [("lien", {"label": "", "page": page.pk, "url": ""})]
    settings.footer = [("lien", {"label": "", "page": page.pk, "url": ""})]
    settings.save()


@secret
def draft(name: str) -> None:
    page = made.FichePageFactory(title=name, slug=name, summary=name, live=False)
    linked_from_everywhere(page)


@secret
def private(name: str) -> None:
    page = made.FichePageFactory(title=name, slug=name, summary=name)
    made.restrict(page)
    linked_from_everywhere(page)


@secret
def insideprivate(name: str) -> None:
    section = made.PlainPageFactory()
    made.restrict(section)
    linked_from_everywhere(made.PlainPageFactory(parent=section, title=name, slug=name, summary=name))


@secret
def withpassword(name: str) -> None:
    page = made.PlainPageFactory(title=name, slug=name, summary=name)
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="ouvre-toi")
    linked_from_everywhere(page)


@secret
def aliasofprivate(name: str) -> None:
    """Whoever may read the copy may not learn the name of its private source."""
    source = made.PlainPageFactory(title="Copie publique", slug=name)
    alias = source.create_alias(update_slug="copie-publique")
    made.restrict(source)
    assert alias.alias_of_id == source.pk


@secret
def unpublishedchange(name: str) -> None:
    page = made.FichePageFactory()
    page.title = page.summary = name
    page.save_revision()


@secret
def withdrawn(name: str) -> None:
    page = made.FichePageFactory(title=name, slug=name, summary=name)
    page.unpublish()


@secret
def withoutconsent(name: str) -> None:
    made.ReferentFactory(name=name, presentation=name, consent_on=None)


@secret
def internalcontact(name: str) -> None:
    made.ReferentFactory(private_contact=name)


@secret
def nameofvacantpost(name: str) -> None:
    made.ReferentFactory(name=name, vacant=True)


@secret
def internalreport(name: str) -> None:
    made.CompteRenduFactory(title=name, slug=name, place=name, visibility="internal")


@secret
def draftreport(name: str) -> None:
    made.CompteRenduFactory(title=name, slug=name, place=name, live=False)


@secret
def withdrawnnumber(name: str) -> None:
    active = made.NumeroFactory()
    numero = made.NumeroFactory(label=name, who=name)
    made.FichePageFactory(numeros=[numero], body=[("numeros", {"numeros": [numero]})])
    made.StructurePageFactory(numeros=[numero])
    made.TemoignagePageFactory(numeros=[numero, active])
    SiteSettings.objects.update(main_numero=numero)
    Numero.objects.filter(pk=numero.pk).update(state=Numero.State.WITHDRAWN, replaced_by=active)


@secret
def unpublishednumber(name: str) -> None:
    numero = made.NumeroFactory(label=name, who=name, live=False)
    made.FichePageFactory(numeros=[numero], body=[("numeros", {"numeros": [numero]})])
    SiteSettings.objects.update(main_numero=numero)


@secret
def privatefiles(name: str) -> None:
    collection = made.CollectionFactory(name=name)
    made.restrict(collection)
    made.ImageFactory(title=name, collection=collection)
    made.DocumentFactory(title=name, collection=collection, file=ContentFile(files.pdf(), f"{name}.pdf"))
    made.MediaFactory(title=name, collection=collection, file=ContentFile(files.wav(), f"{name}.wav"))


@secret
def consentgiven(name: str) -> None:
    """What is kept of the person who speaks, on a page that everyone may hear."""
    page = made.TemoignagePageFactory(consent=False, live=False)
    made.ConsentementFactory(page=page, scope=name, collected_by=name, withdrawal_contact=name)
    page.refresh_from_db()
    page.save_revision().publish()
    assert page.get_parent().get_children().live().exists()


@secret
def privaterecording(name: str) -> None:
    """A testimony whose recording was put away after its publication."""
    told = [{"start": 0.0, "end": 1.0, "speaker": name, "text": name}]
    recording = made.MediaFactory(title=name, transcript=told, chapters=[{"start": 0.0, "title": name}])
    made.TemoignagePageFactory(audio=recording)
    recording.collection = made.CollectionFactory()
    made.restrict(recording.collection)
    recording.save()


def closed(name: str, **values: Any) -> Any:
    """A recording of a collection that is public until it is restricted, with what closes it."""
    told = [{"start": 0.0, "end": 1.0, "speaker": name, "text": name}]
    recording = made.MediaFactory(
        title=name,
        transcript=told,
        chapters=[{"start": 0.0, "title": name}],
        collection=made.CollectionFactory(),
        **values,
    )
    return recording, lambda: made.restrict(recording.collection)


@secret
def closedcollection(name: str) -> None:
    """A testimony whose recording was not touched: its collection became private."""
    recording, close = closed(name)
    made.TemoignagePageFactory(audio=recording)
    close()


@secret
def closedfilm(name: str) -> None:
    poster = files.upload(files.image(), f"{name}.jpg")
    recording, close = closed(name, type="video", file=files.upload(files.film(), f"{name}.mp4"), thumbnail=poster)
    home = made.home_page()
    home.film = recording
    home.save_revision().publish()
    close()


@secret
def account(name: str) -> None:
    user = made.UserFactory(username=name, first_name=name, email=f"{name}@example.org")
    page = made.FichePageFactory(owner=user)
    page.save_revision(user=user).publish()


def everything_readable(client: Client) -> dict[str, str]:
    """Each public address and what it answers, the API's lists with all their fields and details included."""
    answers = {}
    live = [page.get_url() for page in Page.objects.live().filter(depth__gt=1)]
    for address in {*every_address(), *live, "/inconnue/"}:
        response = client.get(address, {"fields": "*"} if address.startswith("/api/") else {})
        body = body_of(response)
        if response.status_code == 200:
            answers[address] = body.decode("utf-8", "replace")
    return answers


def test_no_secret_is_readable_anywhere(client: Client) -> None:
    names = {kind: f"secretde{kind}" for kind in SECRETS}
    for kind, make in SECRETS.items():
        make(names[kind])
    answers = everything_readable(client)
    assert len(answers) > 30
    leaks = {
        kind: where
        for kind, name in names.items()
        if (where := [address for address, text in answers.items() if name in text and name not in address])
    }
    assert leaks == {}


def test_no_secret_is_found_by_searching(client: Client) -> None:
    found = {}
    for kind, make in SECRETS.items():
        name = f"secretde{kind}"
        make(name)
        page = client.get("/recherche/", {"q": name}).content.decode()
        lists = ("pages", "images", "documents", "media")
        hits = [client.get(f"/api/v2/{kind}/", {"search": name}).json()["items"] for kind in lists]
        if 'class="resultats"' in page or any(hits):
            found[kind] = hits
    assert found == {}


@pytest.mark.parametrize("kind", ["draft", "private", "insideprivate", "withdrawn", "internalreport", "draftreport"])
def test_the_address_of_a_secret_gives_nothing(client: Client, kind: str) -> None:
    made.ReseauPageFactory()
    SECRETS[kind]("secret")
    for address in ("/secret/", "/fiches/secret/", "/page-0/secret/", "/reseau/comptes-rendus/secret/"):
        response = client.get(address)
        assert response.status_code in {302, 404}, address


def test_the_keys_of_hidden_objects_give_nothing(client: Client) -> None:
    page = made.FichePageFactory(live=False)
    private_page = made.FichePageFactory()
    made.restrict(private_page)
    collection = made.CollectionFactory()
    addresses = [
        f"pages/{page.pk}",
        f"pages/{private_page.pk}",
        f"images/{made.ImageFactory(collection=collection).pk}",
        f"documents/{made.DocumentFactory(collection=collection).pk}",
        f"media/{made.shown_recording(collection=collection).pk}",
        f"referents/{made.ReferentFactory(consent_on=None).pk}",
        f"comptes-rendus/{made.CompteRenduFactory(visibility='internal').pk}",
        f"numeros/{made.NumeroFactory(live=False).pk}",
    ]
    made.restrict(collection)
    for address in addresses:
        assert client.get(f"/api/v2/{address}/").status_code == 404, address


def test_hidden_fields_cannot_be_guessed_by_filtering(client: Client) -> None:
    """A filter that is accepted tells, by its count, what a field holds."""
    made.ReferentFactory(private_contact="06")
    for query in ({"private_contact": "06"}, {"name": "x"}, {"consent_on": "2026-01-15"}):
        assert client.get("/api/v2/referents/", query).status_code == 400, query
    for query in ({"owner": 1}, {"alias_of": 1}, {"live": "false"}, {"latest_revision": 1}):
        assert client.get("/api/v2/pages/", query).status_code == 400, query


def test_a_page_under_a_draft_section_is_as_wagtail_shows_it(client: Client) -> None:
    """Unpublishing a section from the admin unpublishes what is under it too: nothing is left reachable."""
    section = made.PlainPageFactory()
    child = made.PlainPageFactory(parent=section)
    user = made.UserFactory(roles=["Webmestre"])
    client.force_login(user)
    client.post(f"/admin/pages/{section.pk}/unpublish/", {"include_descendants": "on"})
    client.logout()
    assert not PlainPage.objects.get(pk=child.pk).live
    assert client.get(child.get_url() or "/x/").status_code == 404
