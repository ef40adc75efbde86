"""The card of a structure: what telephones read back is what the page says."""

import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from structures.annuaire.vcard import LINE_BYTES, escape, fold
from structures.models import StructureContact
from tests.factories import FichePageFactory, NumeroFactory, StructureIndexPageFactory, StructurePageFactory, restrict


def unfold(card: str) -> list[str]:
    """The lines of a card as a reader puts them together."""
    assert card.endswith("\r\n")
    assert "\n" not in card.replace("\r\n", "")
    return card.replace("\r\n ", "").split("\r\n")[:-1]


def unescape(value: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


@pytest.fixture
def card(client: Client, db: None) -> dict[str, str]:
    page = StructurePageFactory(
        title="Entraide, écoute ; aide\\",
        slug="entraide",
        summary="Deux lignes.\r\nEt une virgule, ici.",
        website="https://www.example.org/a,b;c",
        cost="Gratuit.",
        numeros=[
            NumeroFactory(number="+33800288038", label="Ligne", opening="always", availability=""),
            NumeroFactory(number="+33612345678", channel="sms", label="SMS", state="to_confirm"),
            NumeroFactory(number="ecoute@example.org", channel="email", label="Courriel"),
            NumeroFactory(number="https://example.org/tchat", channel="web", label="Tchat"),
        ],
        contacts=[
            StructureContact(label="Siège; accueil", street="1, rue A\n2e étage", postal_code="83000", city="Toulon"),
            StructureContact(label="Ailleurs", to_confirm=True),
        ],
    )
    response = client.get(f"{page.get_url()}carte.vcf")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="entraide.vcf"'
    lines = unfold(response.content.decode())
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCARD", "VERSION:3.0", "END:VCARD")
    found = dict(line.split(":", 1) for line in lines)
    assert len(found) == len(lines)
    return found


def test_a_card_names_the_structure_and_its_ways(card: dict[str, str]) -> None:
    assert unescape(card["FN"]) == "Entraide, écoute ; aide\\"
    assert card["ORG"] == card["FN"]
    assert card["item1.TEL;TYPE=WORK,VOICE"] == "+33800288038"
    assert card["item1.X-ABLabel"] == "Ligne"
    assert card["item2.TEL;TYPE=WORK,MSG"] == "+33612345678"
    assert card["item3.EMAIL;TYPE=INTERNET"] == "ecoute@example.org"
    assert card["item4.URL"] == "https://example.org/tchat"
    assert card["URL"] == "https://www.example.org/a,b;c"
    assert card["SOURCE"] == "http://localhost/structures/entraide/"


def test_an_address_that_is_not_confirmed_is_left_out(card: dict[str, str]) -> None:
    fields = [unescape(part) for part in re.split(r"(?<!\\);", card["ADR;TYPE=WORK"])]
    assert fields == ["", "Siège; accueil", "1, rue A, 2e étage", "Toulon", "", "83000", "France"]
    assert "Ailleurs" not in str(card)


def test_a_note_says_when_each_answers_and_what_is_not_confirmed(card: dict[str, str]) -> None:
    note = unescape(card["NOTE"]).split("\n")
    assert note[:2] == ["Deux lignes.", "Et une virgule, ici."]
    assert "Ligne · 24 h/24, 7 j/7" in note
    assert any(line.startswith("SMS · ") and line.endswith("numéro à confirmer") for line in note)


@given(st.text(max_size=300))
def test_lines_are_short_and_come_back_whole(text: str) -> None:
    line = f"NOTE:{escape(text)}"
    parts = list(fold(line))
    assert all(len(part.encode("utf-8", "surrogatepass")) <= LINE_BYTES for part in parts)
    assert all(part.startswith(" ") for part in parts[1:])
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
    assert not re.search(r"[\r\n\x00]", line)


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Zl", "Zp"]), max_size=80))
def test_what_is_escaped_is_read_back(text: str) -> None:
    assert unescape(escape(text)) == text


@pytest.mark.django_db
def test_only_readable_structures_have_a_card(client: Client) -> None:
    StructureIndexPageFactory()
    FichePageFactory(slug="fiche")
    StructurePageFactory(slug="brouillon", live=False)
    restrict(StructurePageFactory(slug="privee"))
    StructurePageFactory(slug="publique")
    for path in ("structures/brouillon", "structures/privee", "structures", "fiches/fiche", "publique", "structures/x"):
        assert client.get(f"/{path}/carte.vcf").status_code == 404, path
    assert client.get("/structures/publique/carte.vcf").status_code == 200
    assert client.head("/structures/publique/carte.vcf").status_code == 200
    assert client.post("/structures/publique/carte.vcf").status_code == 405
