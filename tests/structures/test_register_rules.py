"""What the register refuses, through the secretary's own screen: each time a sentence names the field and the remedy."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms import roles
from cms.models import User
from structures.models import Departement, Numero, NumeroException, NumeroHours, NumeroRelay
from structures.models.numero_hours import INVERTED
from tests.factories import FichePageFactory, NumeroFactory, UserFactory

pytestmark = pytest.mark.django_db

URLS = "wagtailsnippets_structures_numero"


@pytest.fixture
def secretary() -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[roles.SECRETARIAT]))
    return client


def numero_data(**changes: Any) -> dict[str, Any]:
    fields = {
        "label": "Entraide",
        "number": "0 800 288 038",
        "channel": "call",
        "is_free": "true",
        "is_anonymous": "unknown",
        "opening": "always",
        "is_national": "on",
        "state": "active",
        "slug": "entraide",
        "order": "10",
        "hours": inline_formset([]),
        "exceptions": inline_formset([]),
        "relays": inline_formset([]),
    }
    return nested_form_data({**fields, **changes, "action-publish": "1"})


def week(*rows: tuple[int, int, str, str] | tuple[int, int, str, str, str]) -> dict[str, Any]:
    names = ("first_day", "last_day", "opens", "closes", "next_day")
    return {"opening": "weekly", "hours": inline_formset([dict(zip(names, row, strict=False)) for row in rows])}


def days(*rows: tuple[str, ...]) -> dict[str, Any]:
    names = ("first_on", "last_on", "opens", "closes")
    filled = [{"reason": "", "opens": "", "closes": "", **dict(zip(names, row, strict=False))} for row in rows]
    return {"exceptions": inline_formset(filled)}


def refused(client: Client, sentence: str, **changes: Any) -> None:
    """The screen comes back with the sentence, and with what was typed."""
    response = client.post(reverse(f"{URLS}:add"), numero_data(**changes))
    assert response.status_code == 200
    text = BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)
    assert sentence in text
    assert "0 800 288 038" in response.content.decode()
    assert not Numero.objects.filter(slug="entraide").exists()


def test_hours_holidays_and_leave_are_written_on_one_screen(secretary: Client) -> None:
    data = numero_data(
        **week((0, 4, "09:00", "12:00"), (0, 4, "14:00", "18:00"), (4, 5, "20:00", "02:00", "on")),
        **days(("2026-12-24", "2027-01-02"), ("2026-07-14", "2026-07-14", "10:00", "11:00")),
        closed_on_holidays="on",
    )
    response = secretary.post(reverse(f"{URLS}:add"), data)
    assert response.status_code == 302, response.context["form"].errors
    numero = Numero.objects.get(slug="entraide")
    assert numero.live
    assert (numero.hours.count(), numero.exceptions.count()) == (3, 2)
    assert [len(ranges) for ranges in numero.schedule.week] == [2, 2, 2, 2, 3, 1, 0]
    assert numero.when == (
        "du lundi au jeudi, 9 h – 12 h et 14 h – 18 h ; le vendredi, 9 h – 12 h et 14 h – 18 h et 20 h – 2 h ; "
        "le samedi, 20 h – 2 h, sauf jours fériés"
    )


def test_a_draft_keeps_its_hours_until_it_is_published(secretary: Client) -> None:
    numero = NumeroFactory(opening="always")
    data = numero_data(slug=numero.slug, **week((0, 4, "09:00", "12:00")))
    del data["action-publish"]
    assert secretary.post(reverse(f"{URLS}:edit", args=[numero.pk]), data).status_code == 302
    numero = Numero.objects.get(pk=numero.pk)
    assert (numero.opening, numero.hours.count()) == ("always", 0)
    numero.latest_revision.publish()
    numero = Numero.objects.get(pk=numero.pk)
    assert (numero.opening, numero.hours.count()) == ("weekly", 1)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ((0, 4, "18:00", "09:00"), "La fin vient avant le début : échangez les deux heures"),
        ((0, 4, "09:00", "09:00"), "La fin vient avant le début"),
        ((0, 4, "09:00", "18:00", "on"), "Cette plage dure plus de 24 heures"),
        ((4, 0, "09:00", "18:00"), "Ce jour vient avant le premier"),
        ((0, 4, "25:00", "18:00"), "Saisissez une heure valide"),
    ],
)
def test_inverted_hours_are_refused(secretary: Client, row: Any, sentence: str) -> None:
    refused(secretary, sentence, **week(row))


@pytest.mark.parametrize(
    ("rows", "first", "second"),
    [
        ([(0, 4, "09:00", "12:00"), (2, 2, "11:00", "13:00")], "lundi–vendredi 09:00–12:00", "mercredi–mercredi"),
        ([(6, 6, "20:00", "08:00", "on"), (0, 0, "07:00", "12:00")], "dimanche–dimanche", "lundi–lundi"),
    ],
)
def test_overlapping_hours_are_refused(secretary: Client, rows: Any, first: str, second: str) -> None:
    refused(secretary, f"« Plages de la semaine » : « {first}", **week(*rows))
    refused(secretary, f"et « {second}", **week(*rows))
    refused(secretary, "se recouvrent. Raccourcissez l'une des deux, ou supprimez-la.", **week(*rows))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("2026-12-31", "2026-12-24")], "échangez les deux dates"),
        ([("2026-12-24", "2026-12-24", "09:00")], "Écrivez le début et la fin, ou laissez les deux vides"),
        ([("2026-12-24", "2026-12-24", "12:00", "09:00")], "La fin vient avant le début"),
        ([("2026-12-24", "2026-12-31"), ("2026-12-31", "2027-01-02")], "« Jours particuliers » : « 24/12/2026"),
        (
            [("2026-12-24", "2026-12-24", "09:00", "12:00"), ("2026-12-24", "2026-12-24", "11:00", "14:00")],
            "se recouvrent. Changez les dates ou les heures",
        ),
    ],
)
def test_contradictory_special_days_are_refused(secretary: Client, rows: Any, sentence: str) -> None:
    refused(secretary, sentence, **days(*rows))


def test_special_days_of_two_ranges_are_kept(secretary: Client) -> None:
    rows = [("2026-12-24", "2026-12-24", "09:00", "12:00"), ("2026-12-24", "2026-12-24", "14:00", "17:00")]
    assert secretary.post(reverse(f"{URLS}:add"), numero_data(**days(*rows))).status_code == 302
    assert len(Numero.objects.get(slug="entraide").schedule.special_days) == 2


def test_weekly_hours_without_a_range_are_refused(secretary: Client) -> None:
    refused(
        secretary, "Ajoutez au moins une plage de la semaine, ou choisissez « Horaires à confirmer ».", opening="weekly"
    )


def test_a_number_covers_france_or_some_departments(secretary: Client) -> None:
    refused(secretary, "Cochez au moins un département, ou « répond à toute la France ».", is_national="")
    refused(secretary, "ce département n'est pas dans la liste", is_national="", departements="999999")
    data = numero_data(is_national="", departements=str(Departement.objects.get(code="83").pk))
    assert secretary.post(reverse(f"{URLS}:add"), data).status_code == 302
    numero = Numero.objects.get(slug="entraide")
    assert numero.covers("83")
    assert not numero.covers("13")


@pytest.mark.parametrize(
    ("channel", "typed", "sentence"),
    [
        ("call", "06 08 28", "n'est pas un numéro de téléphone français"),
        ("email", "ecoute", "n'est pas une adresse électronique"),
        ("web", "exemple", "n'est pas une adresse de site"),
        ("video", "http://exemple.fr/", "n'est pas une adresse de site"),
    ],
)
def test_an_impossible_number_or_address_is_refused(channel: str, typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence) as caught:
        Numero(label="Ligne", slug="ligne", channel=channel, number=typed).full_clean()
    assert "number" in caught.value.message_dict


@pytest.mark.parametrize(
    ("channel", "typed", "display", "uri"),
    [
        ("sms", "114", "114", "sms:114"),
        ("email", " Ecoute@Exemple.fr ", "ecoute@exemple.fr", "mailto:ecoute@exemple.fr"),
        ("web", "https://www.exemple.fr/tchat/", "exemple.fr/tchat", "https://www.exemple.fr/tchat/"),
        ("video", "https://visio.exemple.fr/", "visio.exemple.fr", "https://visio.exemple.fr/"),
    ],
)
def test_other_channels_have_their_own_address(channel: str, typed: str, display: str, uri: str) -> None:
    numero = Numero(label="Ligne", slug="ligne", channel=channel, number=typed)
    numero.clean_fields()
    assert (numero.display, numero.uri) == (display, uri)


def chain(length: int) -> list[Numero]:
    """Numbers that each replace the one before."""
    numeros = [NumeroFactory(label=f"Ligne {index}") for index in range(length)]
    for before, after in pairwise(numeros):
        before.replaced_by = after
        before.save()
    return numeros


@pytest.mark.parametrize("length", [2, 3, 7])
def test_a_chain_of_replacements_does_not_come_back(secretary: Client, length: int) -> None:
    numeros = chain(length)
    data = numero_data(slug=numeros[-1].slug, replaced_by=numeros[0].pk)
    response = secretary.post(reverse(f"{URLS}:edit", args=[numeros[-1].pk]), data)
    (sentence,) = response.context["form"].errors["replaced_by"]
    assert "« Remplacé par » tourne en rond" in sentence
    assert sentence.endswith("choisissez un numéro qui répond encore.")


def test_the_replacement_is_the_first_that_still_answers() -> None:
    numeros = chain(4)
    Numero.objects.filter(pk__in=[numero.pk for numero in numeros[:3]]).update(state="withdrawn")
    assert Numero.objects.get(pk=numeros[0].pk).replacement == numeros[3]
    Numero.objects.filter(pk=numeros[3].pk).update(replaced_by=numeros[0].pk, state="withdrawn")  # past the rules
    assert Numero.objects.get(pk=numeros[0].pk).replacement is None


def withdraw(client: Client, numero: Numero, other: Numero) -> Any:
    data = numero_data(
        label=numero.label, slug=numero.slug, number=numero.display, state="withdrawn", replaced_by=other.pk
    )
    return client.post(reverse(f"{URLS}:edit", args=[numero.pk]), data)


@pytest.mark.parametrize("way", ["chosen", "block", "typed", "relay"])
def test_a_number_that_the_site_gives_is_not_withdrawn(secretary: Client, way: str) -> None:
    numero, other = NumeroFactory(number="+33465400010", opening="always"), NumeroFactory(opening="always")
    title = "Fiche qui le donne"
    if way == "chosen":
        FichePageFactory(title=title, numeros=[numero])
    elif way == "block":
        FichePageFactory(title=title, body=[("numeros", {"numeros": [numero]})])
    elif way == "typed":
        FichePageFactory(title=title, body=[("texte", "<p>Appelez le 04&nbsp;65 40 <b>00 10</b>.</p>")])
    else:
        title = NumeroFactory(label="Ligne de jour", relays=[NumeroRelay(numero=numero)]).label
    response = withdraw(secretary, numero, other)
    assert response.status_code == 200
    (sentence,) = response.context["form"].errors["state"]
    assert f"ce numéro est encore donné par « {title}" in sentence
    assert "Enlevez-le d'abord de là, ou dépubliez-le" in sentence
    assert Numero.objects.get(pk=numero.pk).state == "active"


def test_a_number_that_no_page_gives_is_withdrawn(secretary: Client) -> None:
    numero, other = NumeroFactory(opening="always"), NumeroFactory()
    FichePageFactory(live=False, numeros=[numero])
    FichePageFactory(numeros=[other])
    assert withdraw(secretary, numero, other).status_code == 302
    assert Numero.objects.get(pk=numero.pk).state == "withdrawn"


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (NumeroHours, {"first_day": 0, "last_day": 4, "opens": "18:00", "closes": "09:00"}),
        (NumeroHours, {"first_day": 4, "last_day": 0, "opens": "09:00", "closes": "18:00"}),
        (NumeroHours, {"first_day": 0, "last_day": 4, "opens": "09:00", "closes": "18:00", "next_day": True}),
        (NumeroException, {"first_on": "2026-12-31", "last_on": "2026-12-24"}),
        (NumeroException, {"first_on": "2026-12-31", "last_on": "2026-12-31", "opens": "18:00", "closes": "09:00"}),
    ],
)
def test_the_database_keeps_the_order_too(model: Any, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(numero=NumeroFactory(), **values)


def test_a_check_is_that_of_whoever_writes_it(secretary: Client) -> None:
    numero = NumeroFactory(number="+33465400010", next_check_on=date(2026, 1, 1))
    address = reverse(f"{URLS}:edit", args=[numero.pk])
    form = BeautifulSoup(secretary.get(address).content, "html.parser")
    assert form.select_one("#id_number")["value"] == "04 65 40 00 10"
    data = numero_data(number="04 65 40 00 10", checked_on="2026-02-03", next_check_on="2026-01-01")
    assert secretary.post(address, data).status_code == 302
    numero.refresh_from_db()
    assert (numero.number, numero.checked_by) == ("+33465400010", User.objects.get())
    assert numero.next_check_on is None
    later = numero_data(number="04 65 40 00 10", checked_on="2026-02-04", next_check_on="2026-02-20")
    assert secretary.post(address, later).status_code == 302
    numero.refresh_from_db()
    assert numero.next_check_on == date(2026, 2, 20)


def test_nobody_is_told_to_add_the_hours_that_are_to_be_mended(secretary: Client) -> None:
    response = secretary.post(reverse(f"{URLS}:add"), numero_data(**week((0, 4, "12:00", "09:00"))))
    assert response.context["form"].formsets["hours"].errors == [{"closes": [INVERTED]}]
    assert "opening" not in response.context["form"].errors
