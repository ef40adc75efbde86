"""Nobody meets a dead number: typed anywhere, however written, it blocks publication and names its replacement."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from cms import roles
from fiches.models import FicheIndexPage
from home.models import SiteSettings
from structures import mentions
from structures.models import Audience, Numero
from tests import factories as made
from tests.fiches.form_data import fiche_data

pytestmark = pytest.mark.django_db

SENTENCE = "0 800 800 854 est un numéro retiré. Écrivez à sa place 0 800 288 038 (Entraide de l'Ordre)."


@pytest.fixture(autouse=True)
def withdrawn() -> Numero:
    entraide = made.NumeroFactory(number="+33800288038", label="Entraide de l'Ordre")
    return made.NumeroFactory(number="+33800800854", label="PASS", state="withdrawn", replaced_by=entraide)


WRITINGS = [
    "0 800 800 854",
    "0800800854",
    "0800 80 08 54",
    "08.00.80.08.54",
    "08-00-80-08-54",
    "(0) 800 800 854",
    "+33 800 800 854",
    "+33 (0)800 800 854",
    "+33800800854",
    "0033 800 800 854",
    "00 33 8 00 80 08 54",
    "0\u00a0800\u202f800\u00a0854",
    "0 8 0 0 8 0 0 8 5 4",
    "0\u200b800\u200b800\u200b854",
    "０８００８００８５４",
    "0 800\n800 854",
    "le 3114 ou le 0 800 800 854, la nuit",
    "tel:+33800800854",
]


@pytest.mark.parametrize("writing", WRITINGS)
def test_it_is_known_however_it_is_written(writing: str, withdrawn: Numero) -> None:
    page = made.FichePageFactory.build(summary=f"Appelez {writing}.")
    assert set(mentions.withdrawn_errors(page)) == {"summary"}


@pytest.mark.parametrize("writing", ["0 800 288 038", "10 800 800 8545", "0 800 800 855", "800 854", "0 800, 800 fois"])
def test_another_number_is_not_taken_for_it(writing: str) -> None:
    assert mentions.withdrawn_errors(made.FichePageFactory.build(summary=f"Appelez {writing}.")) == {}


separators = st.text(alphabet=" .-\u00a0\u202f\u200b/", max_size=3)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(separators, min_size=9, max_size=9), st.sampled_from(["0", "+33", "0033", "+33 (0)"]))
def test_no_separator_hides_it(between: list[str], prefix: str) -> None:
    typed = prefix + "".join(a + b for a, b in zip(between, "800800854", strict=True))
    (numero,) = Numero.objects.filter(state="withdrawn")
    assert mentions.pattern(numero).search(mentions.digits_seen(f"Le {typed} répond."))


RICH = '<p>Appelez le 0&nbsp;800 <b>800</b> <a href="https://exemple.fr/">854</a>.</p>'
LINKED = '<p><a href="tel:0800800854">Appelez</a></p>'


@pytest.mark.parametrize(
    "block",
    [
        ("texte", RICH),
        ("texte", LINKED),
        ("titre", {"text": "Le 0 800 800 854", "level": "h2"}),
        ("retenir", {"title": "", "text": "<p>Le 0.800.800.854 la nuit</p>"}),
    ],
    ids=["rich text", "link", "heading", "box"],
)
def test_a_page_whose_blocks_give_it_is_not_published(block: Any) -> None:
    page = made.FichePageFactory(live=False)
    page.body = [("titre", {"text": "Avant", "level": "h2"}), block]
    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    assert caught.value.message_dict == {"body": [f"« Texte » : {SENTENCE}"]}


def test_fields_of_every_kind_are_read() -> None:
    text = "Le 0 800 800 854 répond."
    fiche = made.FichePageFactory.build(title=text, search_description=text, summary=text)
    assert {"title", "search_description", "summary"} <= set(mentions.withdrawn_errors(fiche))
    for model, field in ((made.ReferentFactory, "presentation"), (made.StructurePageFactory, "first_contact")):
        assert field in mentions.withdrawn_errors(model.build(**{field: text}))
    assert "footer_text" in mentions.withdrawn_errors(SiteSettings(footer_text=text))


@pytest.mark.parametrize(
    "make",
    [
        lambda text: SiteSettings(footer_text=text).clean(),
        lambda text: Audience(name=text, slug="public").clean(),
        lambda text: made.ReferentFactory.build(presentation=text).clean(),
        lambda text: made.NumeroFactory.build(who=text).clean(),
    ],
    ids=["settings", "word", "referent", "number"],
)
def test_pages_are_not_alone(make: Any) -> None:
    with pytest.raises(ValidationError, match="est un numéro retiré"):
        make("Le 0 800 800 854 répond.")


def test_rows_edited_with_a_number_are_read_too() -> None:
    from structures.models import NumeroException  # noqa: PLC0415

    numero = made.NumeroFactory.build()
    numero.exceptions = [NumeroException(first_on="2026-12-24", last_on="2026-12-24", reason="Voir le 0 800 800 854")]
    assert mentions.withdrawn_errors(numero) == {"exceptions": f"« Jours particuliers, motif » : {SENTENCE}"}


def test_one_that_is_chosen_is_refused_too(withdrawn: Numero) -> None:
    page = made.FichePageFactory(live=False, numeros=[withdrawn], body=[("numeros", {"numeros": [withdrawn]})])
    errors = mentions.withdrawn_errors(page)
    advice = "est retiré. Choisissez à sa place Entraide de l'Ordre (0 800 288 038)."
    assert errors == {
        "body": f"« Texte » : PASS (0 800 800 854) {advice}",
        "numero_links": f"« Numéros de la fiche » : PASS (0 800 800 854) {advice}",
    }


def editor(role: str) -> Client:
    client = Client()
    client.force_login(made.UserFactory(roles=[role]))
    return client


def test_a_draft_may_hold_it_and_cannot_be_approved() -> None:
    theme = made.ThemeFactory()
    parent = FicheIndexPage.objects.first() or made.FicheIndexPageFactory()
    address = reverse("wagtailadmin_pages:add", args=["fiches", "fichepage", parent.pk])
    data = fiche_data(theme, summary="Le 0 800 800 854 répond.")
    assert editor(roles.REDACTION).post(address, data).status_code == 302
    page = Page.objects.get(slug=data["slug"]).specific
    assert page.get_latest_revision_as_object().is_publishable() is False
    response = editor(roles.REDACTION).post(address, data | {"slug": "autre", "action-submit": "1"})
    assert response.status_code == 200
    assert response.context["form"].errors["summary"] == [f"« En deux phrases » : {SENTENCE}"]


def test_the_screen_says_above_the_form_what_is_in_a_row(withdrawn: Numero) -> None:
    from wagtail.test.utils.form_data import inline_formset  # noqa: PLC0415

    parent = made.FicheIndexPageFactory()
    address = reverse("wagtailadmin_pages:add", args=["fiches", "fichepage", parent.pk])
    data = fiche_data(made.ThemeFactory(), numero_links=inline_formset([{"numero": withdrawn.pk}]))
    response = editor(roles.REDACTION).post(address, data | {"action-submit": "1"})
    assert response.status_code == 200
    assert "PASS (0 800 800 854) est retiré" in response.context["form"].non_field_errors()[0]


def test_a_number_that_the_register_ignores_is_only_noticed() -> None:
    parent = made.FicheIndexPageFactory()
    address = reverse("wagtailadmin_pages:add", args=["fiches", "fichepage", parent.pk])
    client = editor(roles.REDACTION)
    data = fiche_data(made.ThemeFactory(), summary="Le 04 91 00 00 00, le 0 800 288 038 ou le 3114.")
    response = client.post(address, data | {"action-submit": "1"})
    assert response.status_code == 302
    said = [str(message) for message in get_messages(response.wsgi_request)]
    (notice,) = [text for text in said if "registre" in text]
    assert notice.startswith("« En deux phrases » : 04 91 00 00 00 n'est pas dans le registre des numéros. Ajoutez-le")


def test_publication_costs_the_same_with_many_withdrawn_numbers(django_assert_max_num_queries: Any) -> None:
    for _ in range(10):
        made.NumeroFactory(state="withdrawn", replaced_by=made.NumeroFactory())
    page = made.FichePageFactory.build()
    mentions.withdrawn_errors(page)
    with django_assert_max_num_queries(1):
        mentions.withdrawn_errors(page)
