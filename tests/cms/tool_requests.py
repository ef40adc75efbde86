"""What the tools of the admin are asked: each request, and whether it changed something."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, Site

from cms.models import Document, Image, Media, User
from fiches.models import Consentement, FichePage, ReferencePage
from home.models import SiteSettings
from reseau.guetteurs.addresses import CONTACT, EXPORT, INDEX, INSPECT, PATH
from reseau.models import GuetteurVeilleur
from structures.models import Numero
from tests import factories as made
from tests.fiches import word_files
from tests.home.test_menu import save as save_settings
from tests.reseau.guetteurs.screens import filled
from tests.reseau.guetteurs.test_export import WHY

Request = Callable[[Client], Any]
ACCOUNT = {
    "username": "nouvelle",
    "email": "nouvelle@example.org",
    "first_name": "Nou",
    "last_name": "Velle",
    "password1": "une phrase assez longue 7",
    "password2": "une phrase assez longue 7",
    "is_active": "on",
}


def at(model: Any, action: str, *args: Any) -> str:
    return reverse(model.snippet_viewset.get_url_name(action), args=args)


def register(action: str, *args: Any) -> str:
    return reverse(f"{PATH}_modeladmin_{action}", args=args)


def opens(client: Client, address: str) -> bool:
    return client.get(address).status_code == 200


def has(model: Any, **values: Any) -> bool:
    return bool(model._default_manager.filter(**values).exists())


# --- the register -----------------------------------------------------------------------------------------------------


def reads_register(client: Client) -> bool:
    person = made.GuetteurVeilleurFactory(last_name="Lisible")
    pages = [client.get(reverse(INDEX)), client.get(reverse(INSPECT, args=[person.pk]))]
    seen = {"Lisible" in page.content.decode() for page in pages}
    assert len(seen) == 1, "the list and the sheet have the same readers"
    return seen.pop()


def adds_guetteur(client: Client) -> bool:
    client.post(register("create"), filled(phone="04 65 71 00 01"))
    return has(GuetteurVeilleur, profession="general")


def edits_guetteur(client: Client) -> bool:
    person = made.GuetteurVeilleurFactory()
    client.post(register("edit", person.pk), filled(phone="04 65 71 00 01", state="paused"))
    return bool(GuetteurVeilleur.objects.get(pk=person.pk).state != person.state)


def deletes_guetteur(client: Client) -> bool:
    person = made.GuetteurVeilleurFactory()
    client.post(register("delete", person.pk))
    return not has(GuetteurVeilleur, pk=person.pk)


def notes_contact(client: Client) -> bool:
    person = made.GuetteurVeilleurFactory()
    client.post(reverse(CONTACT, args=[person.pk]))
    return has(GuetteurVeilleur, pk=person.pk, last_contact_on__isnull=False)


def exports_register(client: Client) -> bool:
    made.GuetteurVeilleurFactory(last_name="Exportable")
    response = client.post(reverse(EXPORT), WHY)
    assert response.status_code in {200, 403}
    return "Exportable" in response.content.decode()


# --- what is read again, checked, counted -----------------------------------------------------------------------------


def marks_reviewed(client: Client) -> bool:
    fiche = made.FichePageFactory()
    client.post(reverse("mark_reviewed", args=[fiche.pk]))
    return has(FichePage, pk=fiche.pk, reviewed_on__isnull=False)


def marks_checked(client: Client) -> bool:
    numero = made.NumeroFactory(checked_on=None)
    client.post(reverse("mark_checked", args=[numero.pk]))
    return has(Numero, pk=numero.pk, checked_on__isnull=False)


# --- imports and libraries --------------------------------------------------------------------------------------------


def imports_word(client: Client) -> bool:
    made.FicheIndexPageFactory()
    sent = client.post(
        reverse("word_import"), {"file": SimpleUploadedFile("Dire non.docx", word_files.complete())}
    ).headers.get("Location", reverse("word_import_preview", args=[1]))
    fields = {"title": "Venue de Word", "part": "medecin", "theme": "", "summary": "Un texte.", "alt-1": "Une lampe."}
    client.post(sent, fields)
    return has(FichePage, title="Venue de Word")


def imports_references(client: Client) -> bool:
    made.BibliographiePageFactory()
    book = SimpleUploadedFile("refs.bib", b"@book{a, title={Venu d'un fichier}, year={2001}}")
    sent = client.post(reverse("references_import"), {"file": book}).headers.get("Location")
    list(client.post(sent or reverse("references_import_preview", args=[1]), {"choix": ["1-new"], "dernier": "1"}))
    return has(ReferencePage, year=2001)


def sends(name: str, model: Any, content: Callable[[], bytes], *args: str) -> Request:
    """To the place where this role keeps its files."""

    def send(client: Client) -> bool:
        place = Collection.get_first_root_node()
        for collection in (place, *place.get_children()):
            file = SimpleUploadedFile(f"vrai.{name}", content())
            data = {"title": "Un fichier", "collection": collection.pk, "tags": "", "language": "fr", "file": file}
            client.post(reverse(f"{model_urls[model]}:add", args=args), data)
        return has(model, title="Un fichier")

    model_urls = {Image: "wagtailimages", Document: "wagtaildocs", Media: "wagtailmedia"}
    return send


# --- words ------------------------------------------------------------------------------------------------------------


def adds(model: Any, **values: str) -> Request:
    def add(client: Client) -> bool:
        before = model.objects.count()
        client.post(at(model, "add"), values)
        return bool(model.objects.count() > before)

    return add


def deletes(model: Any, make: Callable[[], Any]) -> Request:
    def delete(client: Client) -> bool:
        obj = make()
        client.post(at(model, "delete", obj.pk))
        return not has(model, pk=obj.pk)

    return delete


def reads_missed_searches(client: Client) -> bool:
    return opens(client, reverse("missed_searches"))


# --- consents ---------------------------------------------------------------------------------------------------------


def records_consent(client: Client) -> bool:
    page = made.TemoignagePageFactory(consent=False, live=False)
    data = {
        "page": page.pk,
        "given_on": "2026-01-15",
        "scope": "Publication du son.",
        "collected_by": "Camille",
        "voice": Consentement.Voice.ALTERED,
        "withdrawal_contact": "06 39 98 00 00",
    }
    client.post(reverse("consentement:add"), data)
    return has(Consentement, page=page)


def withdraws_consent(client: Client) -> bool:
    page = made.TemoignagePageFactory()
    client.post(reverse("consentement:withdraw", args=[page.consentement.pk]))
    return has(Consentement, page=page, withdrawn_at__isnull=False)


# --- what the webmaster keeps -----------------------------------------------------------------------------------------


def adds_redirect(client: Client) -> bool:
    client.post(
        reverse("wagtailredirects:add"),
        {"old_path": "/ancienne/", "redirect_link": "https://example.org/", "is_permanent": "on"},
    )
    return has(Redirect, old_path="/ancienne")


def deletes_redirect(client: Client) -> bool:
    redirect = Redirect.objects.create(old_path="/ancienne", redirect_link="/")
    client.post(reverse("wagtailredirects:delete", args=[redirect.pk]))
    return not has(Redirect, pk=redirect.pk)


def adds_account(client: Client) -> bool:
    client.post(reverse("wagtailusers_users:add"), ACCOUNT)
    return has(User, username="nouvelle")


def edits_account(client: Client) -> bool:
    account = made.UserFactory()
    changes = ACCOUNT | {"username": account.username, "password1": "", "password2": ""}
    client.post(reverse("wagtailusers_users:edit", args=[account.pk]), changes)
    return has(User, pk=account.pk, last_name="Velle")


def deletes_account(client: Client) -> bool:
    account = made.UserFactory()
    client.post(reverse("wagtailusers_users:delete", args=[account.pk]))
    return not has(User, pk=account.pk)


def changes_settings(client: Client) -> bool:
    save_settings(client, footer_text="Un mot de la fin.")
    return has(SiteSettings, footer_text="Un mot de la fin.")


def changes_site(client: Client) -> bool:
    site = Site.objects.get()
    data = {"hostname": "ailleurs.example", "port": 80, "site_name": "", "root_page": site.root_page_id}
    client.post(reverse("wagtailsites:edit", args=[site.pk]), data | {"is_default_site": "on"})
    return has(Site, hostname="ailleurs.example")


def adds_collection(client: Client) -> bool:
    root = Collection.get_first_root_node()
    client.post(reverse("wagtailadmin_collections:add"), {"name": "Une collection", "parent": root.pk})
    return has(Collection, name="Une collection")


def moves_page(client: Client) -> bool:
    first, last = made.FichePageFactory(), made.FichePageFactory()
    client.post(reverse("wagtailadmin_pages:set_page_position", args=[last.pk]) + "?position=0")
    return bool(Page.objects.get(pk=last.pk).path < Page.objects.get(pk=first.pk).path)


def locks_page(client: Client) -> bool:
    fiche = made.FichePageFactory()
    client.post(reverse("wagtailadmin_pages:lock", args=[fiche.pk]))
    return has(Page, pk=fiche.pk, locked=True)


def makes_private(client: Client) -> bool:
    fiche = made.FichePageFactory()
    client.post(reverse("wagtailadmin_pages:set_privacy", args=[fiche.pk]), {"restriction_type": "login"})
    return bool(fiche.get_view_restrictions().exists())
