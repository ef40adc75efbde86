"""References as files, and what their pages tell reference managers."""

from urllib.parse import parse_qs

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from fiches.bibliography import files
from fiches.bibliography.entries import Entry
from fiches.models import ReferencePage
from tests.factories import BibliographiePageFactory, ReferencePageFactory, ThemeBibliographiqueFactory, restrict

pytestmark = pytest.mark.django_db
EXTENSIONS = ["bib", "ris", "json"]


def entries(client: Client, address: str) -> list[dict]:
    response = client.get(address)
    assert response.status_code == 200, address
    found = list(files.read(response.getvalue()))
    assert all(isinstance(one, Entry) for one in found)
    return [one.item for one in found]


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_what_readers_see_is_exported_and_reads_back(client: Client, extension: str) -> None:
    theme = ThemeBibliographiqueFactory(slug="erreur")
    first = ReferencePageFactory(
        title="Erreur & <soin> {x}", doi="10.1136/bmj.1", note="À lire.\nVraiment.", free_access=True, themes=[theme]
    )
    second = ReferencePageFactory(title="Autre", key=first.key)
    ReferencePageFactory(title="Brouillon", live=False)
    items = entries(client, f"/references.{extension}")
    assert [item["title"] for item in items] == ["Erreur & <soin> {x}", "Autre"]
    assert items[0] == ReferencePage.objects.get(pk=first.pk).to_csl()
    assert entries(client, f"/references/{second.pk}.{extension}")[0] == second.to_csl()


def test_drafts_and_private_references_are_not_found(client: Client) -> None:
    draft = ReferencePageFactory(live=False)
    assert client.get(f"/references/{draft.pk}.ris").status_code == 404
    section = BibliographiePageFactory()
    page = ReferencePageFactory(parent=section)
    restrict(section)
    assert client.get(f"/references/{page.pk}.bib").status_code == 404
    assert client.get(f"/references/{page.pk}.exe").status_code == 404
    assert entries_or_none(client) == "[]\n"


def entries_or_none(client: Client) -> str:
    return client.get("/references.json").getvalue().decode()


def test_a_page_tells_managers_what_it_is_about(client: Client) -> None:
    page = ReferencePageFactory(
        title="Medical error: the second victim", volume="320", pages="726–727", doi="10.1136/bmj.320.7237.726",
        pmid="10720336", month=3, day=18,
    )  # fmt: skip
    soup = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    found = {tag["name"]: tag["content"] for tag in soup.find_all("meta", attrs={"name": True})}
    assert found["citation_title"] == "Medical error: the second victim"
    assert found["citation_author"] == "Wu, Albert W."
    assert found["citation_publication_date"] == "2000/03/18"
    assert found["citation_journal_title"] == "BMJ"
    assert (found["citation_firstpage"], found["citation_lastpage"]) == ("726", "727")
    assert found["citation_doi"] == "10.1136/bmj.320.7237.726"
    assert found["citation_pmid"] == "10720336"
    assert found["DC.creator"] == "Wu, Albert W."
    openurl = parse_qs(soup.find("span", class_="Z3988")["title"])
    assert openurl["rft.atitle"] == ["Medical error: the second victim"]
    assert openurl["rft_id"] == ["info:doi/10.1136/bmj.320.7237.726", "info:pmid/10720336"]
    links = [link["href"] for link in soup.find_all("link", rel="alternate") if "/references/" in link["href"]]
    assert links == [f"/references/{page.pk}.{extension}" for extension in EXTENSIONS]
    for link in links:
        assert client.get(link).status_code == 200
    assert soup.find("a", href="https://doi.org/10.1136/bmj.320.7237.726")


def test_each_identifier_leads_somewhere(client: Client) -> None:
    page = ReferencePageFactory(doi="10.1136/bmj.1", pmid="10720336", isbn="9782817802893 9782817802886")
    soup = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    links = {link["href"] for link in soup.select("article a")}
    assert {
        "https://doi.org/10.1136/bmj.1",
        "https://pubmed.ncbi.nlm.nih.gov/10720336/",
        "https://www.sudoc.abes.fr/cbs/DB=2.1/CMD?ACT=SRCHA&IKT=7&TRM=9782817802893",
    } <= links
    ReferencePage.objects.update(isbn="123")
    assert "sudoc" not in client.get(page.get_url()).content.decode(), "a wrong ISBN leads nowhere"


def test_markup_in_titles_is_shown_and_never_runs(client: Client) -> None:
    page = ReferencePageFactory(title="L'in vitro <script>", formatted_title="L'<i>in vitro</i> <script>")
    text = client.get(page.get_url()).content.decode()
    assert "<i>in vitro</i> &lt;script&gt;</h1>" in text
    assert "vitro <script>" not in text
