"""Who led a meeting is named while readers may see the person; then a mention without name is left."""

from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory
from django.utils.timezone import localdate, timedelta
from hypothesis import given
from hypothesis import strategies as st

from cms.models import User
from reseau.leading import leaders
from reseau.models import Animateur, CompteRendu, Referent
from reseau.searchable import load_reports
from tests.factories import CompteRenduFactory, ReferentFactory, ReseauPageFactory

NAME = "Camille Nommée"
MENTION = "Une personne référente du groupe"


@pytest.mark.parametrize(
    ("names", "others", "said"),
    [
        ([], "", ""),
        ([], "Trois personnes élues", "Trois personnes élues"),
        (["Camille"], "", "Camille"),
        ([None], "", MENTION),
        ([None, None], "", "Deux personnes référentes du groupe"),
        ([None] * 12, "", "12 personnes référentes du groupe"),
        (["Camille", None], "Trois élus", "Camille, une personne référente du groupe et trois élus"),
        (["Camille", "Dominique"], "URPS", "Camille, Dominique et URPS"),
    ],
)
def test_the_sentence(names: list[str | None], others: str, said: str) -> None:
    assert leaders(names, others) == said


@given(st.lists(st.sampled_from(["Ada", "Zoé", None]), max_size=15))
def test_each_name_is_said_once_and_nobody_is_forgotten(names: list[str | None]) -> None:
    said = leaders(names, "")
    assert said.count("Ada") == names.count("Ada")
    assert ("référente" in said) == (None in names)


def led_report() -> tuple[Referent, CompteRendu]:
    ReseauPageFactory()
    referent = ReferentFactory(name=NAME)
    report = CompteRenduFactory(slug="menee", animateurs=[Animateur(referent=referent)])
    report.save_revision().publish()
    return referent, report


REMOVALS: dict[str, Callable[[Referent], object]] = {
    "deleted": lambda referent: referent.delete(),
    "unpublished": lambda referent: referent.unpublish(),
    "consent withdrawn": lambda referent: Referent.objects.update(consent_on=None),
    "no longer active": lambda referent: Referent.objects.update(active_to=localdate() - timedelta(days=1)),
    "vacant": lambda referent: Referent.objects.update(vacant=True),
}


@pytest.mark.django_db
@pytest.mark.parametrize("remove", REMOVALS.values(), ids=REMOVALS)
def test_a_referent_removed_is_no_longer_named_anywhere(client: Client, remove: Callable[[Referent], object]) -> None:
    referent, report = led_report()
    addresses = ["/reseau/comptes-rendus/menee/", f"/api/v2/comptes-rendus/{report.pk}/"]
    assert all(NAME in client.get(address).content.decode() for address in addresses)
    remove(referent)
    report = CompteRendu.objects.get()
    preview = report.get_latest_revision_as_object().make_preview_request(original_request=editor_request())
    preview.render()
    for answer in (*map(client.get, addresses), preview):
        assert answer.status_code == 200
        text = answer.content.decode()
        assert NAME not in text
        assert MENTION in text
    assert NAME not in str(load_reports([report.pk])[report.pk].__dict__)


def editor_request() -> object:
    request = RequestFactory().get("/admin/")
    request.user = User(username="redaction")
    return request
