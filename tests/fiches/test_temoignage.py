"""A testimony is heard and read; it appears when all that protects who speaks and who listens is there."""

import datetime
import html
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms import roles
from fiches.listening import WAVE_BARS, transcript_parts, wave_path
from fiches.models import Consentement, TemoignagePage
from structures.models import Numero
from tests import factories as made

pytestmark = pytest.mark.django_db

SEGMENTS = [
    {"start": 0.0, "end": 1.5, "speaker": "", "text": "Avant tout."},
    {"start": 1.6, "end": 3.0, "speaker": "", "text": "Encore avant."},
    {"start": 10.2, "end": 12.0, "speaker": "Camille", "text": "<b>Après</b> le début."},
    {"start": 12.1, "end": 13.0, "speaker": "Sacha", "text": "Je réponds."},
]
CHAPTERS = [{"start": 10.0, "title": "Le début"}, {"start": 11.9, "title": "La réponse"}]


def recording(**values: Any) -> Any:
    media = made.MediaFactory(**{"transcript": SEGMENTS, "chapters": CHAPTERS, **values})
    media.peaks = [0, 40, 100]  # found in the background, once the file is there
    media.save()
    return media


def shown(client: Client, page: TemoignagePage) -> BeautifulSoup:
    response = client.get(page.get_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_it_is_heard_and_read(client: Client) -> None:
    page = made.TemoignagePageFactory(
        content_note="On y parle d'un arrêt de travail.",
        audio=recording(is_synthetic=True),
        situations=[made.SituationFactory(name="Dire non")],
        numeros=[made.NumeroFactory(label="Une ligne")],
        related_structures=[made.StructurePageFactory(title="Une structure")],
    )
    soup = shown(client, page)
    player = soup.find("audio")
    assert [(one["src"], one["type"]) for one in player.find_all("source")] == [(page.audio.url, "audio/wav")]
    assert player.has_attr("controls")
    assert not player.has_attr("autoplay")
    assert player["preload"] == "metadata"
    said = soup.main.get_text(" ", strip=True)
    for words in ("voix de synthèse", "Dire non", "Une ligne", "Une structure", "Encore avant.", "Sacha"):
        assert words in said
    written = str(soup.main)
    assert written.index("arrêt de travail") < written.index("<audio")
    assert soup.select_one("svg.onde")["aria-hidden"] == "true"
    assert "&lt;b&gt;Après&lt;/b&gt;" in written


def test_each_moment_has_one_anchor_and_every_link_leads_to_one(client: Client) -> None:
    soup = shown(client, made.TemoignagePageFactory(audio=recording()))
    anchors = [element["id"] for element in soup.main.select("[id]")]
    assert len(anchors) == len(set(anchors))
    links = {link["href"].removeprefix("#") for link in soup.main.select("a[href^='#t=']")}
    assert links == {"t=0", "t=10", "t=11", "t=12"}
    assert links <= set(anchors)


def test_the_transcript_is_cut_at_key_moments_and_when_somebody_else_speaks() -> None:
    first, second, third = transcript_parts(recording())
    assert (first.title, second.title, third.title) == ("", "Le début", "La réponse")
    assert [len(paragraph.lines) for paragraph in first.paragraphs] == [2]
    assert [paragraph.speaker for paragraph in second.paragraphs] == ["Camille"]
    assert [paragraph.clock for paragraph in third.paragraphs] == ["0:12"]


def test_key_moments_without_text_between_them_are_kept() -> None:
    chapters = [{"start": float(start), "title": f"Moment {start}"} for start in (0, 1, 20, 30)]
    parts = transcript_parts(recording(chapters=chapters))
    assert [part.title for part in parts] == ["Moment 0", "Moment 1", "Moment 20", "Moment 30"]
    assert sum(len(paragraph.lines) for part in parts for paragraph in part.paragraphs) == len(SEGMENTS)


@pytest.mark.parametrize("count", [1, WAVE_BARS - 1, WAVE_BARS, 10 * WAVE_BARS + 7])
def test_the_wave_fits_its_box_whatever_its_length(count: int) -> None:
    bars = wave_path([100] * count).split("M")[1:]
    assert len(bars) == min(count, WAVE_BARS)
    assert all(bar.endswith(" 0v100") for bar in bars)
    assert 0 < float(bars[0].split()[0]) <= float(bars[-1].split()[0]) < WAVE_BARS
    assert wave_path([]) == ""


def test_queries_do_not_grow_with_the_transcript(client: Client, django_assert_max_num_queries: Any) -> None:
    long = [{**SEGMENTS[0], "start": float(at), "end": at + 0.5} for at in range(200)]
    page = made.TemoignagePageFactory(audio=recording(transcript=long, chapters=[]))
    shown(client, page)
    with django_assert_max_num_queries(8):
        shown(client, page)


# What must be there to be published


def missing(page: TemoignagePage) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        page.clean()
    return caught.value.message_dict


def test_each_thing_that_is_missing_is_named() -> None:
    page = made.TemoignagePageFactory(live=False, consent=False, audio=None, content_note=" ", numeros=[])
    errors = missing(page)
    assert "Choisissez l'enregistrement" in errors["audio"][0]
    assert "ce qui peut remuer" in errors["content_note"][0]
    consent, numeros = errors[NON_FIELD_ERRORS]
    assert "L'accord de la personne n'est pas enregistré" in consent
    assert "au moins un numéro" in numeros


def test_a_transcript_is_asked_for_by_the_name_of_its_recording() -> None:
    page = made.TemoignagePageFactory(live=False, audio=made.MediaFactory(title="Voix un"))
    (sentence,) = missing(page)["audio"]
    assert sentence.startswith(
        "L'enregistrement « Voix un » n'a pas de transcription : ajoutez-la dans la médiathèque."
    )


def test_a_recording_that_nobody_may_hear_is_not_published() -> None:
    collection = made.CollectionFactory()
    made.restrict(collection)
    page = made.TemoignagePageFactory(live=False, audio=recording(collection=collection))
    assert "collection privée" in missing(page)["audio"][0]


def test_a_number_that_no_longer_answers_is_not_enough() -> None:
    replaced = made.NumeroFactory(state=Numero.State.WITHDRAWN, replaced_by=made.NumeroFactory())
    page = made.TemoignagePageFactory(live=False, numeros=[replaced])
    assert "est retiré. Choisissez à sa place" in missing(page)[NON_FIELD_ERRORS][0]
    page = made.TemoignagePageFactory(live=False, numeros=[made.NumeroFactory(live=False)])
    assert "au moins un numéro" in missing(page)[NON_FIELD_ERRORS][0]


def form_data(page: TemoignagePage, **changes: Any) -> dict[str, Any]:
    """What the admin's form of a testimony posts; one number is typed in it."""
    fields = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "speaker": page.speaker,
        "content_note": page.content_note,
        "audio": page.audio_id or "",
        "situations": [],
        "numero_links": inline_formset([{"numero": made.NumeroFactory().pk}]),
        "comments": inline_formset([]),
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
    }
    return nested_form_data(fields | changes)


def edit(page: TemoignagePage, **changes: Any) -> Any:
    client = Client()
    client.force_login(made.UserFactory(roles=[roles.REDACTION]))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, form_data(page, **changes) | {"action-submit": "1"})


def test_a_number_typed_with_the_rest_is_counted() -> None:
    """Wagtail gives the rows of a form to the page after its rules were applied."""
    page = made.TemoignagePageFactory(live=False, numeros=[], audio=recording())
    assert edit(page).status_code == 302
    page.refresh_from_db()
    assert page.workflow_in_progress
    assert page.get_latest_revision_as_object().numeros


def test_a_refusal_says_why_and_keeps_what_was_typed() -> None:
    page = made.TemoignagePageFactory(live=False, consent=False, numeros=[], audio=recording())
    response = edit(page, summary="Des phrases longues à écrire.", numero_links=inline_formset([]))
    text = html.unescape(response.content.decode())
    assert response.status_code == 200
    assert "L'accord de la personne n'est pas enregistré" in text
    assert "Ajoutez au moins un numéro en service" in text
    assert "Des phrases longues à écrire." in text


def test_a_draft_may_lack_everything() -> None:
    page = made.TemoignagePageFactory(live=False, consent=False, audio=None, content_note="", numeros=[])
    client = Client()
    client.force_login(made.UserFactory(roles=[roles.REDACTION]))
    data = form_data(page, summary="", numero_links=inline_formset([]))
    assert client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data).status_code == 302


def test_the_second_reader_cannot_approve_without_consent() -> None:
    page = made.TemoignagePageFactory(live=False, audio=recording())
    assert edit(page).status_code == 302
    Consentement.objects.all().delete()
    page.refresh_from_db()
    approver = made.UserFactory(roles=[roles.VALIDATION])
    task = page.current_workflow_task
    assert [name for name, *_ in task.specific.get_actions(page, approver)] == ["reject"]


# What is kept of the person


def test_no_version_of_the_page_holds_the_consent() -> None:
    page = made.TemoignagePageFactory()
    page.save_revision()
    held = str([revision.content for revision in Revision.objects.for_instance(page)])
    for secret in ("Camille Collecte", "portée-interne", "06 39 98 00 00"):
        assert secret not in held


def test_a_copy_of_the_page_has_no_consent() -> None:
    page = made.TemoignagePageFactory()
    copied = page.copy(update_attrs={"slug": "copie"}, keep_live=False)
    assert Consentement.objects.filter(page=copied).count() == 0
    assert "accord" in missing(copied)[NON_FIELD_ERRORS][0]


def test_the_form_of_a_copy_does_not_offer_to_publish_it() -> None:
    page = made.TemoignagePageFactory()
    client = Client()
    client.force_login(made.UserFactory(is_superuser=True))
    where = reverse("wagtailadmin_pages:copy", args=[page.pk])
    assert "publish_copies" not in client.get(where).context["form"].fields
    parent = page.get_parent().pk
    data = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": parent, "publish_copies": "on"}
    assert client.post(where, data).status_code == 302
    assert not TemoignagePage.objects.get(slug="copie").live


def test_a_preview_shows_nothing_of_it() -> None:
    page = made.TemoignagePageFactory()
    response = page.make_preview_request()
    response.render()
    assert "Camille Collecte" not in response.content.decode()


@pytest.mark.parametrize("changes", [{"given_on": datetime.date(2999, 1, 1)}, {"withdrawal_contact": " "}], ids=str)
def test_a_record_is_complete(changes: dict[str, Any]) -> None:
    page = made.TemoignagePageFactory(consent=False, live=False)
    consent = made.ConsentementFactory.build(page=page, **changes)
    with pytest.raises(ValidationError) as caught:
        consent.full_clean()
    assert list(caught.value.message_dict) == list(changes)
