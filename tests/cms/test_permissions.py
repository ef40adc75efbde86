"""Who may do what: each role, on each kind of content, through the admin's own addresses."""

from collections.abc import Callable

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms import roles
from cms.models import User
from fiches.models import Theme, ThemeBibliographique
from home.models import SiteSettings
from reseau.models import CompteRendu, FormatReunion, Referent, ThemeReunion
from structures.models import Audience, Besoin, Departement, Numero
from tests import factories as made

pytestmark = pytest.mark.django_db

R, V, S, C, W = roles.ROLES

SNIPPETS: dict[type[Model], Callable[[], Model]] = {
    Numero: made.NumeroFactory,
    Departement: lambda: Departement.objects.get(code="83"),
    Referent: made.ReferentFactory,
    CompteRendu: made.CompteRenduFactory,
    Audience: made.AudienceFactory,
    Besoin: made.BesoinFactory,
    Theme: made.ThemeFactory,
    ThemeBibliographique: made.ThemeBibliographiqueFactory,
    FormatReunion: lambda: FormatReunion.objects.get(slug="quiz"),
    ThemeReunion: lambda: ThemeReunion.objects.get(slug="isolement"),
}
# Kind → action → the roles that may. Whoever is not named is refused.
MAY: dict[type[Model], dict[str, set[str]]] = {
    Numero: {"list": {S, W}, "add": {S, W}, "edit": {S, W}, "delete": {S, W}, "unpublish": {S, W}},
    Departement: {"list": {S, W}, "add": {W}, "edit": {S, W}, "delete": {W}, "unpublish": {S, W}},
    Referent: {"list": {V, S, C, W}, "add": {S, W}, "edit": {V, S, W}, "delete": {S, W}, "unpublish": {S, W}},
    # Only an approval publishes them; those who keep them take them down at once.
    CompteRendu: {
        "list": {R, V, S, C, W},
        "add": {R, V, S, C, W},
        "edit": {R, V, S, C, W},
        "delete": {W},
        "unpublish": {V, S, W},
    },
    **{
        term: {"list": {W}, "add": {W}, "edit": {W}, "delete": {W}}
        for term in (Audience, Besoin, Theme, ThemeBibliographique, FormatReunion, ThemeReunion)
    },
}


def allowed(client: Client, address: str) -> bool:
    """Whether the admin opens this page to this account, rather than sending it away."""
    response = client.get(address)
    assert response.status_code in {200, 302, 403}, f"{address}: {response.status_code}"
    return response.status_code == 200


def as_role(role: str) -> Client:
    client = Client()
    client.force_login(made.UserFactory(roles=[role]))
    return client


@pytest.mark.parametrize("role", roles.ROLES)
@pytest.mark.parametrize("model", SNIPPETS, ids=lambda model: model.__name__)
def test_snippets(model: type[Model], role: str) -> None:
    target = SNIPPETS[model]()
    client = as_role(role)
    addresses = {
        action: reverse(
            model.snippet_viewset.get_url_name(action), args=[] if action in {"list", "add"} else [target.pk]
        )
        for action in MAY[model]
    }
    found = {action: allowed(client, address) for action, address in addresses.items()}
    assert found == {action: role in who for action, who in MAY[model].items()}


PAGES = {
    "wagtailadmin_explore": {R, V, W},
    "wagtailadmin_pages:edit": {R, V, W},
    "wagtailadmin_pages:copy": {R, V, W},
    "wagtailadmin_pages:move": {V, W},
    "wagtailadmin_pages:delete": {V, W},
    "wagtailadmin_pages:unpublish": {V, W},
    "wagtailadmin_pages:history": {R, V, W},
    "wagtailadmin_pages:set_privacy": {V, W},
}


@pytest.mark.parametrize("role", roles.ROLES)
def test_pages(role: str) -> None:
    client = as_role(role)
    page = made.FichePageFactory()
    found = {name: allowed(client, reverse(name, args=[page.pk])) for name in PAGES}
    assert found == {name: role in who for name, who in PAGES.items()}


@pytest.mark.parametrize("role", roles.ROLES)
def test_writing_a_page_of_each_type(role: str) -> None:
    client = as_role(role)
    sections = {page.pk: page for page in made.every_page_type() if page.specific_class.subpage_types}
    for section in sections.values():
        for model in section.specific_class.creatable_subpage_models():
            if model.can_create_at(section):
                address = reverse(
                    "wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, section.pk]
                )
                assert allowed(client, address) == (role in {R, V, W}), model


# What is neither a page nor a snippet.
ELSEWHERE = {
    "wagtailadmin_home": {R, V, S, C, W},
    "wagtailadmin_account": {R, V, S, C, W},
    # The secretariat and the coordination have the private collection of the network, and no other.
    "wagtailimages:index": {R, V, S, W},
    "wagtailimages:add_multiple": {R, V, S, W},
    "wagtaildocs:index": {R, V, S, C, W},
    "wagtaildocs:add_multiple": {R, V, S, C, W},
    "wagtailmedia:index": {R, V, W},
    "wagtailredirects:index": {W},
    "wagtailredirects:add": {W},
    "wagtailsites:index": {W},
    "wagtailusers_users:index": {W},
    "wagtailusers_users:add": {W},
    "wagtailusers_groups:index": set(),
    "wagtailadmin_workflows:index": {W},
    "wagtailadmin_collections:index": {W},
    "editorial_calendar": {R, V, W},
    "numeros_to_check": {S, W},
    "wagtailadmin_reports:site_history": {R, V, S, C, W},
}


@pytest.mark.parametrize("role", roles.ROLES)
def test_the_rest_of_the_admin(role: str) -> None:
    client = as_role(role)
    found = {name: allowed(client, reverse(name)) for name in ELSEWHERE}
    assert found == {name: role in who for name, who in ELSEWHERE.items()}


@pytest.mark.parametrize("role", roles.ROLES)
def test_the_settings_of_the_site(role: str) -> None:
    settings = SiteSettings.objects.get()
    address = reverse("wagtailsettings:edit", args=["home", "sitesettings", settings.site_id])
    assert allowed(as_role(role), address) == (role == W)


@pytest.mark.parametrize("name", ["wagtailadmin_home", "wagtailimages:index", "editorial_calendar"])
def test_a_visitor_and_a_plain_account_are_sent_to_the_login(name: str, client: Client) -> None:
    assert reverse("wagtailadmin_login") in client.get(reverse(name)).headers["Location"]
    client.force_login(made.UserFactory())
    assert client.get(reverse(name)).status_code in {302, 403}


@pytest.mark.parametrize("role", [R, S])
def test_deleting_a_published_page_is_refused(role: str) -> None:
    page = made.FichePageFactory()
    as_role(role).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert Page.objects.filter(pk=page.pk).exists()


def test_nobody_but_a_superuser_makes_a_superuser() -> None:
    client = as_role(W)
    data = {
        "username": "intrus",
        "email": "intrus@example.org",
        "first_name": "In",
        "last_name": "Trus",
        "password1": "une phrase assez longue 7",
        "password2": "une phrase assez longue 7",
        "is_active": "on",
        "is_superuser": "on",
    }
    client.post(reverse("wagtailusers_users:add"), data)
    assert not User.objects.filter(username="intrus", is_superuser=True).exists()
