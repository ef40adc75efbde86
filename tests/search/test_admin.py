"""Editors keep the words of the search, and read what people did not find."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms import roles
from search.models import CrisisExpression, Entry, MissedSearch, PromotedResult, Synonym, Term, missed
from search.viewsets import SOON
from tests.cms.test_permissions import allowed, as_role
from tests.factories import FichePageFactory
from tests.home.addresses import body_of

pytestmark = pytest.mark.django_db

KEEPERS = {roles.REDACTION, roles.VALIDATION, roles.WEBMESTRE}
REPORT = "missed_searches"


def made(model: type) -> object:
    if model is PromotedResult:
        return PromotedResult.objects.create(expressions="indu", page=FichePageFactory())
    return model.objects.first()


def address(model: type, action: str, *args: object) -> str:
    return reverse(model.snippet_viewset.get_url_name(action), args=args)


@pytest.mark.parametrize("role", roles.ROLES)
@pytest.mark.parametrize("model", [Synonym, PromotedResult, CrisisExpression], ids=lambda model: model.__name__)
def test_who_keeps_the_words(model: type, role: str) -> None:
    client, kept = as_role(role), made(model)
    addresses = [address(model, "list"), address(model, "add")]
    addresses += [address(model, action, kept.pk) for action in ("edit", "delete")]
    assert {allowed(client, one) for one in addresses} == {role in KEEPERS}


@pytest.mark.parametrize("role", roles.ROLES)
def test_who_reads_the_report(role: str) -> None:
    client = as_role(role)
    assert allowed(client, reverse(REPORT)) == (role in KEEPERS)
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    for entry in (reverse(REPORT), address(CrisisExpression, "list")):
        assert (entry in menu) == (role in KEEPERS), entry


def test_a_synonym_is_saved_with_a_word_about_when_it_counts(django_capture_on_commit_callbacks: Any) -> None:
    FichePageFactory(title="Une garde éreintante")
    client = as_role(roles.REDACTION)
    for action, expressions in (("add", "éreintant, rude"), ("edit", "éreintant, harassant")):
        synonym = Synonym.objects.filter(expressions__startswith="éreintant").first()
        target = address(Synonym, action, *([synonym.pk] if synonym else []))
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(target, {"expressions": expressions}, follow=True)
        assert SOON in response.content.decode()
    assert not Synonym.objects.get(expressions="éreintant, harassant").is_pending
    found = BeautifulSoup(client.get("/recherche/?q=harassant").content, "html.parser")
    assert found.select_one(".resultats").a.get_text() == "Une garde éreintante"


@pytest.mark.parametrize("typed", ["", "seul", "?, !", "x" * 1001])
def test_a_synonym_that_says_nothing_is_refused(typed: str) -> None:
    before = Synonym.objects.count()
    response = as_role(roles.REDACTION).post(address(Synonym, "add"), {"expressions": typed})
    assert response.status_code == 200
    assert SOON not in response.content.decode()
    assert Synonym.objects.count() == before


def test_a_word_of_distress_counts_at_once() -> None:
    client = as_role(roles.VALIDATION)
    client.post(address(CrisisExpression, "add"), {"text": "bout du tunnel"})
    assert "tel:3114" in str(BeautifulSoup(client.get("/recherche/?q=bout+du+tunnel").content, "html.parser").main)


def test_lists_are_searched_and_show_their_columns() -> None:
    client = as_role(roles.WEBMESTRE)
    found = client.get(address(Synonym, "list"), {"q": "urssaf"}).content.decode()
    assert "URSSAF" in found
    assert "CARMF" not in found
    assert "Dans les textes" in found
    assert "Aucun" not in client.get(address(CrisisExpression, "list"), {"q": "mourir"}).content.decode()
    promoted = made(PromotedResult)
    assert promoted.page.title in client.get(address(PromotedResult, "list"), {"q": "indu"}).content.decode()


def searched(query: str, times: int) -> None:
    for _ in range(times):
        missed.note(query)


def test_the_report_shows_what_several_typed_and_nothing_else() -> None:
    searched("teletravail", missed.THRESHOLD)
    searched("un seul", 1)
    page = as_role(roles.REDACTION).get(reverse(REPORT)).content.decode()
    assert "teletravail" in page
    assert "un seul" not in page
    empty = BeautifulSoup(page, "html.parser").select("main tbody tr")
    assert len(empty) == 1


def test_the_report_as_a_file() -> None:
    searched("teletravail", missed.THRESHOLD + 2)
    searched("seul", 1)
    response = as_role(roles.REDACTION).get(reverse(REPORT), {"export": "csv"})
    lines = body_of(response).decode().split()
    assert lines == ["Jour,Recherche,Nombre", f"{timezone.localdate()},teletravail,{missed.THRESHOLD + 2}"]
    assert "recherches-sans-resultat.csv" in response["Content-Disposition"]


def test_the_report_by_day() -> None:
    searched("teletravail", missed.THRESHOLD)
    tomorrow = timezone.localdate() + timedelta(days=1)
    client = as_role(roles.VALIDATION)
    found = client.get(reverse("missed_searches_results"), {"day_from": tomorrow.isoformat()}).content.decode()
    assert "teletravail" not in found
    assert "cinq fois le même jour" in client.get(reverse(REPORT), {"q": "rien"}).content.decode()


def test_a_visitor_reads_no_report(client: Client) -> None:
    assert reverse("wagtailadmin_login") in client.get(reverse(REPORT)).headers["Location"]


def test_tidying_forgets_what_need_not_be_kept() -> None:
    today = timezone.localdate()
    searched("aujourd", 1)
    searched("souvent", missed.THRESHOLD)
    MissedSearch.objects.create(day=today - timedelta(days=3), mark="a", count=1)
    MissedSearch.objects.create(day=today - timedelta(days=400), mark="b", query="vieux", count=9)
    FichePageFactory(title="Procrastination")
    Entry.objects.all().delete()
    out = StringIO()
    call_command("tidy_search", stdout=out)
    assert out.getvalue() == "Oubliées : 1 marques, 1 recherches de plus d'un an.\n"
    assert sorted(MissedSearch.objects.values_list("query", flat=True)) == ["", "souvent"]
    assert not Term.objects.filter(stem__startswith="procrastin").exists()
