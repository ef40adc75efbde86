"""Who answers at a moment: one answer for the page, the bar, the cards and the JSON, true until it expires."""

from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.models import HomePageNumero, SiteSettings
from structures.answering import line_of, read_moment, who_answers
from structures.hours import PARIS
from structures.models import Numero, NumeroException, NumeroHours, NumeroRelay
from tests.factories import NumeroFactory, UserFactory, home_page

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 11, 29, 23, 40, tzinfo=PARIS)  # a Sunday
MORNING = datetime(2026, 11, 30, 10, 0, tzinfo=PARIS)
CHRISTMAS = "2026-12-25T03:00"


@pytest.fixture
def office() -> Numero:
    """The service's own line: office hours, closed at Christmas, a machine that gives two numbers."""
    national = NumeroFactory(number="+33800288038", label="Entraide", opening="always", order=10)
    mots = NumeroFactory(number="+33608282589", label="MOTS", opening="always", order=20)
    numero = NumeroFactory(
        label="MED'AIDE",
        number="+33465400010",
        opening="weekly",
        availability="",
        order=30,
        hours=[NumeroHours(first_day=0, last_day=4, opens=time(9), closes=time(18))],
        exceptions=[NumeroException(first_on=date(2026, 12, 24), last_on=date(2027, 1, 2))],
        relays=[NumeroRelay(numero=national, sort_order=0), NumeroRelay(numero=mots, sort_order=1)],
    )
    NumeroFactory(label="Ligne sociale", opening="unknown", availability="", order=40)
    NumeroFactory(label="Ancienne", state="withdrawn", opening="always", replaced_by=national)
    SiteSettings.objects.update(main_numero=numero)
    return numero


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """``at(moment)``: what the clock says from then on."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment.astimezone(UTC))


def labels(lines: Any) -> list[str]:
    return [line.numero.label for line in lines]


def test_at_night_the_machine_speaks(office: Numero) -> None:
    answer = who_answers(NIGHT)
    assert labels(answer.listening) == ["Prévention du suicide", "Entraide", "MOTS"]
    assert [line.numero.number for line in answer.emergency] == ["15", "112", "114"]
    assert labels(answer.closed) == ["MED'AIDE"]
    assert labels(answer.unknown) == ["Ligne sociale"]
    assert answer.service is not None
    assert answer.service.sentence == "Répond à partir du lundi 30 novembre à 9 h"
    assert [numero.label for numero in answer.machine] == ["Entraide", "MOTS"]
    assert answer.next_change == datetime(2026, 11, 30, 9, tzinfo=PARIS)


def test_in_its_hours_the_line_answers_and_says_until_when(office: Numero) -> None:
    answer = who_answers(MORNING)
    assert labels(answer.listening) == ["Prévention du suicide", "Entraide", "MOTS", "MED'AIDE"]
    assert answer.service is not None
    assert answer.service.sentence == "Répond jusqu'à 18 h"
    assert answer.machine == ()
    assert answer.next_change == datetime(2026, 11, 30, 18, tzinfo=PARIS)


def test_leave_is_not_an_ordinary_week(office: Numero) -> None:
    answer = who_answers(read_moment("2026-12-28T10:00"))
    assert answer.service is not None
    assert answer.service.sentence == "Répond à partir du lundi 4 janvier à 9 h"


def test_a_line_that_the_site_no_longer_shows_does_not_answer(office: Numero) -> None:
    Numero.objects.filter(label="MOTS").update(live=False)
    answer = who_answers(NIGHT)
    assert labels(answer.listening) == ["Prévention du suicide", "Entraide"]
    assert [numero.label for numero in answer.machine] == ["Entraide"]


def test_unknown_hours_are_never_open() -> None:
    numero = NumeroFactory(
        opening="unknown",
        availability="Heures de bureau [à confirmer]",
        hours=[NumeroHours(first_day=0, last_day=6, opens=time(0), closes=time(0), next_day=True)],
    )
    for hour in range(0, 24 * 8, 5):
        line = line_of(numero, NIGHT + timedelta(hours=hour))
        assert line.is_open is None
        assert line.sentence == "Heures de bureau [à confirmer]"


def shown(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ", strip=True).split())


def test_the_page_tells_a_night(client: Client, office: Numero) -> None:
    text = shown(client.get("/aide/", {"quand": "2026-11-29T23:40"}))
    assert "Qui répond le dimanche 29 novembre 2026 à 23 h 40" in text
    assert "Répond à toute heure" in text
    assert "La ligne MED'AIDE" in text.replace("’", "'")
    assert "Quand personne ne répond, son répondeur donne ces numéros" in text
    assert "Ces réponses changent le lundi 30 novembre 2026 à 9 h." in text
    assert "Ligne sociale" in text
    assert "Ancienne" not in text


def test_the_page_tells_a_morning(client: Client, office: Numero, at: Any) -> None:
    at(MORNING)
    text = shown(client.get("/aide/"))
    assert text.startswith("Accueil Qui répond maintenant")
    assert "Répond jusqu'à 18 h" in text.replace("’", "'")
    assert "répondeur" not in text


def test_nobody_answers(client: Client) -> None:
    Numero.objects.update(live=False)
    response = client.get("/aide/")
    assert "Aucune ligne d’écoute ne répond à cette heure." in shown(response)


BAD = [
    "x",
    "2026-13-45",
    "99999-01-01T00:00",
    "1066-10-14T09:00",
    "2026-12-25T03:00 01:00",
    "\x00",
    "'\"><script>",
    "٢٠٢٦",
]


@pytest.mark.parametrize("typed", BAD)
def test_a_moment_that_cannot_be_read_is_refused_with_its_reason(client: Client, office: Numero, typed: str) -> None:
    response = client.get("/aide/", {"quand": typed})
    assert response.status_code == 400
    text = shown(response)
    assert "n’est pas un moment que l’on sait lire" in text.replace("'", "’")
    assert "Voici qui répond maintenant." in text
    assert "Entraide" in text
    assert b"<script>" not in response.content
    answer = client.get("/api/v2/qui-repond/", {"quand": typed})
    assert answer.status_code == 400
    assert "2026-12-25T03:00" in answer.json()["message"]


@pytest.mark.parametrize(
    "typed", [CHRISTMAS, "2026-12-25", "2026-12-25T02:00:00Z", "2026-03-29T02:30", "2100-12-31T23:59"]
)
def test_a_moment_may_be_written_in_several_ways(client: Client, office: Numero, typed: str) -> None:
    assert client.get("/aide/", {"quand": typed}).status_code == 200
    assert client.get("/api/v2/qui-repond/", {"quand": typed}).status_code == 200


def test_the_json_says_what_the_page_says(client: Client, office: Numero) -> None:
    given = client.get("/api/v2/qui-repond/", {"quand": CHRISTMAS}).json()
    assert given["moment"] == "2026-12-25T03:00:00+01:00"
    assert given["next_change"] == "2027-01-04T08:00:00Z"
    assert [line["label"] for line in given["closed"]] == ["MED'AIDE"]
    assert given["service"]["opens_at"] == "2027-01-04T08:00:00Z"
    assert [numero["label"] for numero in given["machine"]] == ["Entraide", "MOTS"]
    assert {line["is_open"] for line in given["open"]} == {True}
    assert [line["is_open"] for line in given["unknown"]] == [None]
    assert client.get("/api/v2/qui-repond/", {"limit": "3"}).status_code == 400


def expiry(response: Any) -> tuple[int, datetime]:
    """Seconds of life, and the date of the end."""
    (seconds,) = [
        int(part.split("=")[1]) for part in response["Cache-Control"].split(", ") if part.startswith("max-age")
    ]
    return seconds, parsedate_to_datetime(response["Expires"])


@pytest.mark.parametrize("address", ["/aide/", "/api/v2/qui-repond/"])
@pytest.mark.parametrize(
    "between",
    [
        (NIGHT, datetime(2026, 11, 30, 9, tzinfo=PARIS)),
        (MORNING, datetime(2026, 11, 30, 18, tzinfo=PARIS)),
        (datetime(2026, 10, 24, 20, tzinfo=PARIS), datetime(2026, 10, 26, 9, tzinfo=PARIS)),
    ],
    ids=["night", "morning", "clocks go back"],
)
def test_an_answer_expires_exactly_at_the_next_change(
    client: Client, office: Numero, at: Any, address: str, between: tuple[datetime, datetime]
) -> None:
    now, change = between
    at(now)
    seconds, end = expiry(client.get(address))
    assert end == change
    assert now.astimezone(UTC) + timedelta(seconds=seconds) == change
    at(change - timedelta(seconds=1))
    assert expiry(client.get(address))[0] == 1
    at(change)
    assert expiry(client.get(address))[0] > 0


def test_other_pages_that_say_it_expire_with_it(client: Client, office: Numero, at: Any) -> None:
    for address in ("/", "/plan-du-site/", "/inconnue/"):
        at(MORNING)
        assert expiry(client.get(address)) == expiry(client.get("/aide/"))
        at(NIGHT)  # at midnight, referents and meetings change
        assert expiry(client.get(address))[1] == datetime.combine(NIGHT.date() + timedelta(days=1), time(), PARIS)
        at(datetime(2026, 11, 30, 8, 59, 50, tzinfo=PARIS))
        assert expiry(client.get(address)) == (10, datetime(2026, 11, 30, 9, tzinfo=PARIS))


def test_what_an_account_sees_is_kept_by_nobody(client: Client, office: Numero) -> None:
    client.force_login(UserFactory())
    for address in ("/", "/aide/"):
        response = client.get(address)
        assert response["Cache-Control"] == "private, no-cache"
        assert not response.has_header("Expires")


def test_an_answer_without_a_next_change_is_read_again_within_the_hour(client: Client) -> None:
    assert client.get("/aide/")["Cache-Control"] in {
        "public, no-cache, max-age=3600",
        "public, no-cache, max-age=3599",
    }


@pytest.mark.parametrize("address", ["/aide/", "/api/v2/qui-repond/"])
def test_a_cache_that_holds_the_same_is_told_so(client: Client, office: Numero, at: Any, address: str) -> None:
    at(MORNING)
    first = client.get(address)
    known = {"If-None-Match": first["ETag"]}
    again = client.get(address, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == first["Cache-Control"]
    Numero.objects.filter(label="Entraide").update(number="+33800000111")
    corrected = client.get(address, headers=known)
    assert corrected.status_code == 200
    assert "0 800 000 111" in corrected.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_no_copy_is_shown_again_unasked(client: Client, office: Numero, at: Any) -> None:
    at(MORNING)
    for address in ("/aide/", "/", "/plan-du-site/", "/inconnue/"):
        assert "no-cache" in client.get(address)["Cache-Control"], address


def test_every_process_sees_a_change_at_once(client: Client, office: Numero, at: Any) -> None:
    at(MORNING)
    assert office.display in shown(client.get("/aide/"))
    NumeroHours.objects.filter(numero=office).update(closes=time(10))
    assert "Répond à partir du mardi 1er décembre à 9 h" in shown(client.get("/aide/"))


def test_the_bar_counts_the_lines_that_listen(client: Client, office: Numero, at: Any) -> None:
    at(MORNING)
    bar = BeautifulSoup(client.get("/").content, "html.parser").select_one("aside.urgence a.urgence__aide")
    assert (bar["href"], bar.get_text()) == ("/aide/", "Aide : 4 lignes répondent maintenant")
    at(NIGHT)
    bar = BeautifulSoup(client.get("/").content, "html.parser").select_one("aside.urgence a.urgence__aide")
    assert bar.get_text() == "Aide : 3 lignes répondent maintenant"


def test_the_home_page_says_until_when(client: Client, office: Numero, at: Any) -> None:
    home = home_page()
    home.numero_links = [HomePageNumero(numero=office, sort_order=0)]
    home.save()
    at(MORNING)
    assert "Répond jusqu" in shown(client.get("/"))


def test_the_page_asks_little_of_the_database(client: Client, office: Numero) -> None:
    client.get("/aide/")
    with CaptureQueriesContext(connection) as warm:
        client.get("/aide/")
    assert len(warm) <= 2
    Numero.objects.filter(pk=office.pk).update(who="Autrement")
    with CaptureQueriesContext(connection) as few:
        client.get("/aide/")
    for _ in range(10):
        NumeroFactory(opening="weekly", hours=[NumeroHours(first_day=0, last_day=4, opens=time(9), closes=time(18))])
    with CaptureQueriesContext(connection) as many:
        client.get("/aide/")
    assert len(few) == len(many)
