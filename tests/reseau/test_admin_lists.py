"""The lists of the admin ask as much with two hundred rows as with twenty."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms import roles
from reseau.models import CompteRendu, ProchaineEtape, Referent
from structures.models import Departement
from tests.factories import CompteRenduFactory, ReferentFactory, UserFactory

pytestmark = pytest.mark.django_db


def many_reports(count: int) -> None:
    model = CompteRenduFactory()
    start = CompteRendu.objects.count()
    copies = [
        CompteRendu(title="Réunion", slug=f"copie-{start + number}", date=model.date, departement=model.departement)
        for number in range(count - 1)
    ]
    copies = CompteRendu.objects.bulk_create(copies)
    for report in copies[:50]:  # those of the first page
        report.save_revision(clean=False)
    ProchaineEtape.objects.bulk_create(ProchaineEtape(compte_rendu=report, text="À faire") for report in copies)


def many_referents(count: int) -> None:
    copies = Referent.objects.bulk_create(Referent(name=f"Camille {n}", role="Référente") for n in range(count))
    links = Referent.departements.through
    keys = list(Departement.objects.order_by("pk").values_list("pk", flat=True)[:2])
    links.objects.bulk_create(links(referent_id=copy.pk, departement_id=key) for copy in copies for key in keys)
    ReferentFactory()


@pytest.mark.parametrize(
    ("urls", "fill"),
    [
        ("wagtailsnippets_reseau_compterendu", many_reports),
        ("wagtailsnippets_reseau_referent", many_referents),
    ],
    ids=["reports", "referents"],
)
def test_lists(client: Client, urls: str, fill: Callable[[int], None]) -> None:
    client.force_login(UserFactory(roles=[roles.SECRETARIAT]))

    def queries() -> int:
        client.get(reverse(f"{urls}:list"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(f"{urls}:list")).status_code == 200
        return len(captured)

    fill(20)
    few = queries()
    fill(180)
    assert queries() <= few + 1  # the second page of results asks for its number


@pytest.mark.parametrize("query", ["q=Istres", "visibility=public", "is_written=true", "departement=1"])
def test_filters_answer(client: Client, query: str) -> None:
    client.force_login(UserFactory(roles=[roles.COORDINATION]))
    CompteRenduFactory()
    assert client.get(reverse("wagtailsnippets_reseau_compterendu:list") + f"?{query}").status_code == 200
