"""At 23:40 on a Sunday, on a small phone: a number that answers, without script, in the first screen."""

from datetime import time

from playwright.sync_api import Page, expect

from home.models import SiteSettings
from structures.models import Numero, NumeroHours

from .conftest import Traffic
from .helpers import overflow

SUNDAY_NIGHT = "/aide/?quand=2026-11-29T23:40"
MONDAY = "/aide/?quand=2026-11-30T10:00"


def test_a_number_that_answers_is_in_the_first_screen(no_js: Page, traffic: Traffic) -> None:
    no_js.goto("/aide/")
    expect(no_js.get_by_role("heading", level=1)).to_have_text("Qui répond maintenant")
    first = no_js.get_by_role("list", name="Répondent maintenant").get_by_role("link").first
    box = first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 640
    assert box["height"] >= 48
    assert (first.get_attribute("href") or "").startswith("tel:")
    assert overflow(no_js) <= 0
    assert traffic.third_parties == []


def test_the_line_of_the_service_keeps_its_hours(no_js: Page) -> None:
    line = Numero.objects.get(slug="medaide")
    line.opening, line.availability = "weekly", ""
    line.hours = [NumeroHours(first_day=0, last_day=4, opens=time(9), closes=time(18))]
    line.save()
    assert SiteSettings.objects.get().main_numero_id == line.pk
    no_js.goto(SUNDAY_NIGHT)
    service = no_js.get_by_role("region", name="La ligne MED’AIDE")
    expect(service).to_contain_text("Répond à partir du lundi 30 novembre à 9 h")
    expect(service).to_contain_text("son répondeur donne ces numéros")
    expect(service.get_by_role("link", name="0 800 288 038")).to_be_visible()
    no_js.goto(MONDAY)
    expect(no_js.get_by_role("list", name="Répondent alors")).to_contain_text("Répond jusqu’à 18 h")
    expect(no_js.get_by_role("region", name="La ligne MED’AIDE")).to_have_count(0)


def test_another_moment_is_asked_without_script(no_js: Page) -> None:
    no_js.goto("/aide/")
    no_js.get_by_text("Voir pour un autre moment").click()
    no_js.get_by_label("Jour et heure").fill("2026-12-25T03:00")
    no_js.get_by_role("button", name="Voir").click()
    expect(no_js.get_by_role("heading", level=1)).to_have_text("Qui répond le vendredi 25 décembre 2026 à 3 h")
    no_js.get_by_role("link", name="Voir maintenant").click()
    expect(no_js.get_by_role("heading", level=1)).to_have_text("Qui répond maintenant")


def test_the_bar_leads_there_from_every_page(no_js: Page) -> None:
    no_js.goto("/fiches/sommeil/")
    bar = no_js.get_by_role("complementary", name="Danger immédiat")
    bar.get_by_role("link", name="Aide").click()
    expect(no_js.get_by_role("heading", level=1)).to_have_text("Qui répond maintenant")
