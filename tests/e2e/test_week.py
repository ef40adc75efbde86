"""A week of the group: a meeting told by one, approved by another, read by colleagues, counted; the next announced."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from defusedxml import ElementTree
from django.utils.timezone import localdate
from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect

from reseau.models import CompteRendu, Referent
from tests.factories import ReferentFactory

from .conftest import DESK
from .helpers import FicheForm, Stream

Login = Callable[[Page, str], None]
Open = Callable[..., Page]

TITLE = "Soirée avec les médecins d'Arles"
SHOWN = "Soirée avec les médecins d’Arles"
NEXT = "Deuxième soirée arlésienne"
NAME = "Camille Inventée"
STEP = "Rappeler le groupe avant la fin du mois"
TOLD = "Chacun croyait être seul à compter les actes avec tant de zèbres."
WORD = "zèbres"  # nothing else of the site says it
A_MOMENT_MS = 1500
PLACE = "/departements/13-bouches-du-rhone/"
# Wagtail leaves the temporary file of an image's copies to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")


class ReportForm:
    """The admin's form of a meeting and its report."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.body = Stream(page, "body")
        self.bar = FicheForm(page)  # buttons and messages are those of every form

    def open(self) -> "ReportForm":
        """From the first page of the admin, by its shortcut."""
        self.page.goto("/admin/")
        self.page.get_by_role("region", name="Commencer").get_by_role("link", name="Nouveau compte rendu").click()
        self.page.locator("#id_title").wait_for()
        return self

    def begin(self, **values: str) -> None:
        """A draft, saved once: from then on the admin cannot create the meeting a second time."""
        self.fill(**values)
        self.bar.all_actions()
        self.bar.actions.get_by_role("button", name="Enregistrer le brouillon").click()
        self.page.wait_for_url("**/edit/**")

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f"#id_{name}").fill(value)

    def tick(self, *labels: str) -> None:
        for label in labels:
            self.page.get_by_role("checkbox", name=label).check()

    def add_row(self, name: str) -> Locator:
        """One more row of a panel: its fields."""
        self.page.locator(f"#id_{name}-ADD").click()
        return self.page.locator(f"#inline_child_{name}-0")

    def ask(self) -> None:
        """Ask for a review, once the admin has saved by itself: it takes the hand a moment to reach the button."""
        self.page.wait_for_timeout(A_MOMENT_MS)
        saving = self.page.get_by_text(re.compile(r"^\s*Enregistrement(\.\.\.|…)")).filter(visible=True)
        expect(saving).to_have_count(0)
        self.bar.submit()

    def submit(self) -> None:
        self.ask()
        expect(self.bar.messages).to_contain_text("relecture demandée")


def written(day: datetime.date) -> str:
    """As one writes it in the form."""
    return day.strftime("%d/%m/%Y")


def approve(page: Page, shown: str) -> None:
    """From the first page of who validates, which writes titles as readers see them."""
    page.goto("/admin/")
    page.get_by_role("region", name="À approuver").get_by_role("link", name=shown).click()
    bar = FicheForm(page)
    bar.actions.get_by_role("button", name="Approuver et Publier").click()
    expect(bar.messages).to_contain_text(re.compile("approuvé|publié"))


def test_a_week_of_the_group(desk: Page, phone: Page, open_page: Open, login: Login) -> None:
    held = localdate() - datetime.timedelta(days=3)
    referent = ReferentFactory(name=NAME, role="Référente", departements=["13"])
    referent.save_revision().publish()

    # Monday: who was there tells it.
    login(desk, "redaction")
    tell(ReportForm(desk).open(), held)
    report = CompteRendu.objects.get(title=TITLE)
    address = f"/reseau/comptes-rendus/{report.slug}/"
    assert not report.live
    assert phone.goto(address).status == 404  # type: ignore[union-attr]

    # Tuesday: another person approves, from the first page.
    reader = open_page(**DESK)
    login(reader, "validation")
    approve(reader, SHOWN)

    # Wednesday: a colleague reads it, wherever it is looked for.
    phone.goto(PLACE)
    phone.get_by_role("region", name="Réunions tenues").get_by_role("link", name=SHOWN).click()
    phone.wait_for_url(f"**{address}")
    check_the_report(phone.get_by_role("main"))
    check_where_it_is_found(phone, report, held)

    # Thursday: the coordination finds it counted, and what it has to do.
    coordination = open_page(**DESK)
    login(coordination, "coordination")
    steps = coordination.get_by_role("region", name="Prochaines étapes")
    expect(steps.get_by_role("link", name=STEP)).to_be_visible()
    check_the_bilan(coordination, held)

    # Friday: the next meeting is announced; colleagues keep its date.
    evening = localdate() + datetime.timedelta(days=20)
    announce(ReportForm(desk).open(), evening)
    approve(reader, NEXT)
    check_the_agenda(phone, evening)

    # The person who led it no longer wishes to appear: the report no longer names them.
    Referent.objects.get(pk=referent.pk).delete()
    phone.goto(address)
    expect(phone.get_by_role("main")).to_contain_text("Une personne référente du groupe")
    assert NAME not in phone.content()


def tell(form: ReportForm, held: datetime.date) -> None:
    """All that the form asks of a meeting that was held; the list of anonymisation is forgotten, then ticked."""
    page = form.page
    form.begin(title=TITLE, date=written(held))
    form.fill(starts_at="19h30", ends_at="21:00", place="Arles")
    page.locator("#id_departement").select_option(label="Bouches-du-Rhône (13)")
    form.fill(host="Un groupe de formation continue", led_by="Deux personnes élues du groupe")
    form.tick("Diaporama", "Jeu de rôle")
    form.add_row("animateurs").get_by_role("button", name="Choisir").click()
    page.get_by_role("dialog").get_by_role("link", name=NAME).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    form.fill(invited="14", present="11", present_insiders="2", new_guetteurs="3")
    form.tick("Isolement", "Plaintes")
    form.body.write(form.body.add("Texte et listes"), TOLD)
    step = form.add_row("etapes")
    step.get_by_role("textbox", name="À faire").fill(STEP)
    step.get_by_role("combobox", name="Par qui").select_option(label="Coordination (démonstration)")
    step.get_by_role("textbox", name="Pour le").fill(written(localdate()))
    page.locator("#id_visibility").select_option(label="Public")
    form.ask()
    refused = page.get_by_text("Vérifiez ce point et cochez-le, ou laissez ce compte rendu interne.")
    expect(refused).to_have_count(len(CompteRendu.CHECKLIST))
    for name in CompteRendu.CHECKLIST:
        page.locator(f"#id_{name}").check()
    form.submit()


def check_the_report(main: Locator) -> None:
    """What was typed, and nothing of what stays inside the group."""
    expect(main.get_by_role("heading", level=1)).to_have_text(SHOWN)
    for words in (
        "de 19 h 30 à 21 h",
        "Arles (13)",
        "Un groupe de formation continue",
        "Diaporama, jeu de rôle",
        f"{NAME} et deux personnes élues du groupe",
        "11 sur 14 invités, dont 2 de l’URPS ou du groupe",
        "Isolement, plaintes",
        TOLD,
    ):
        expect(main).to_contain_text(words)
    expect(main).not_to_contain_text(STEP)


def check_where_it_is_found(page: Page, report: CompteRendu, held: datetime.date) -> None:
    address = f"/reseau/comptes-rendus/{report.slug}/"
    page.goto("/reseau/")
    expect(page.get_by_role("region", name="Comptes rendus").get_by_role("link", name=SHOWN)).to_be_visible()
    feed = page.get_by_role("link", name="Suivre les comptes rendus").get_attribute("href")
    first = ElementTree.fromstring(get(page, feed or "")).find("channel/item")
    assert first.findtext("title") == SHOWN
    assert first.findtext("link").endswith(address)
    (event,) = [event for event in events(page) if event["summary"] == TITLE]
    assert event["dtstart"].dt.date() == held
    (found,) = [item for item in read_json(page, "/api/v2/comptes-rendus/")["items"] if item["title"] == TITLE]
    detail = str(read_json(page, f"/api/v2/comptes-rendus/{found['id']}/"))
    assert TOLD in detail
    assert STEP not in detail
    page.goto(f"/recherche/?q={WORD}")
    results = page.get_by_role("main").get_by_role("listitem").filter(has_text=SHOWN)
    expect(results.get_by_role("link", name=SHOWN)).to_have_attribute("href", re.compile(f"{address}$"))


def check_the_bilan(page: Page, held: datetime.date) -> None:
    page.goto(f"/admin/rapports/bilan/?annee={held.year}&departement=13")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Bilan {held.year}, Bouches-du-Rhône (13)")
    for table, number in (
        ("Réunions tenues", "1"),
        ("Personnes rencontrées", "9"),
        ("Nouveaux guetteurs-veilleurs, d'après les comptes rendus", "3"),
    ):
        row = page.get_by_role("region", name=f"Tableau : {table}").get_by_role("row", name="Bouches-du-Rhône")
        expect(row.get_by_role("cell").first).to_have_text(number)


def announce(form: ReportForm, evening: datetime.date) -> None:
    """What is known of a meeting to come, and no more."""
    form.begin(title=NEXT, date=written(evening))
    form.fill(starts_at="20:00", place="Arles")
    form.page.locator("#id_departement").select_option(label="Bouches-du-Rhône (13)")
    form.tick("Ouverte à tous les confrères")
    form.page.locator("#id_visibility").select_option(label="Public")
    form.submit()


def check_the_agenda(page: Page, evening: datetime.date) -> None:
    """On the first page of the site, on the page of the department, in the calendars."""
    page.goto("/")
    expect(page.get_by_role("region", name="Prochaine").get_by_role("link", name=NEXT)).to_be_visible()
    page.goto(PLACE)
    page.get_by_role("region", name="Prochaines réunions").get_by_role("link", name=NEXT).click()
    expect(page.get_by_role("main")).to_contain_text("Ouverte à tous les confrères.")
    kept = page.get_by_role("link", name="Garder la date dans son agenda").get_attribute("href") or ""
    (alone,) = Calendar.from_ical(get(page, kept)).walk("VEVENT")
    (event,) = [event for event in events(page) if event["summary"] == NEXT]
    assert event["uid"] == alone["uid"]
    assert event["dtstart"].dt.replace(tzinfo=None) == datetime.datetime.combine(evening, datetime.time(20))
    assert event["dtstart"].params["TZID"] == "Europe/Paris"


def get(page: Page, address: str) -> bytes:
    response = page.request.get(address)
    assert response.status == 200, address
    return response.body()


def read_json(page: Page, address: str) -> Any:
    return page.request.get(address).json()


def events(page: Page) -> list[Any]:
    return list(Calendar.from_ical(get(page, "/reunions.ics")).walk("VEVENT"))
