"""A person takes their consent back: nothing of their voice or words is left, and it cannot be undone."""

import html
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry, ReferenceIndex, Revision

from cms import roles
from cms.models import Encoding, Media
from cms.models.workflow import RelectureTask
from fiches.models import Consentement, TemoignagePage
from fiches.withdrawal import LOG_ACTION, consequences, withdraw
from search.models import EntryText, Outbox, Word
from tests import factories as made
from tests.search.conftest import backends as elasticsearch

pytestmark = pytest.mark.django_db

ALLOWED = (roles.VALIDATION, roles.SECRETARIAT, roles.WEBMESTRE)
TOLD = "parolesdelapersonne"
CONTACT = "06 39 98 00 00"


@pytest.fixture
def testimony() -> TemoignagePage:
    """A published testimony, with a history and a second encoding."""
    told = [{"start": 0.0, "end": 1.0, "speaker": "", "text": TOLD}]
    page = made.TemoignagePageFactory(title="Une voix", summary=TOLD, speaker=TOLD, audio__transcript=told)
    Encoding.objects.create(media=page.audio, mime_type="audio/ogg", bytes=3, file=ContentFile(b"Ogg", "voix.opus"))
    page.save_revision().publish()
    return TemoignagePage.objects.get(pk=page.pk)


def client_of(*names: str, **values: Any) -> Client:
    client = Client()
    client.force_login(made.UserFactory(roles=names, **values))
    return client


def address(page: TemoignagePage) -> str:
    return reverse("consentement:withdraw", args=[page.consentement.pk])


def everything_left(page: TemoignagePage) -> str:
    """All that the database holds of a page, of its versions and of its log."""
    versions = Revision.objects.for_instance(page).values_list("content", flat=True)
    log = PageLogEntry.objects.filter(page=page.pk).values_list("data", flat=True)
    return str([TemoignagePage.objects.filter(pk=page.pk).values().get(), *versions, *log])


def test_nothing_of_the_voice_is_left(testimony: TemoignagePage, django_capture_on_commit_callbacks: Any) -> None:
    paths = [Path(testimony.audio.file.path), *(Path(one.file.path) for one in testimony.audio.encodings.all())]
    assert all(path.is_file() for path in paths)
    user = made.UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(testimony.consentement.pk, user)
    assert not [path for path in paths if path.exists()]
    assert not Media.objects.exists()
    assert not Encoding.objects.exists()
    assert TOLD not in everything_left(testimony)
    left = TemoignagePage.objects.get(pk=testimony.pk)
    assert (left.live, left.audio, left.title) == (False, None, "Une voix")


def test_readers_no_longer_find_it(testimony: TemoignagePage, client: Client) -> None:
    where = testimony.get_url()
    key = testimony.audio_id
    withdraw(testimony.consentement.pk, made.UserFactory())
    assert client.get(where).status_code == 404
    assert client.get(f"/enregistrements/{key}/transcription.txt").status_code == 404
    assert "<item>" not in client.get("/temoignages.rss").content.decode()
    assert client.get("/api/v2/recherche/", {"q": TOLD}).json()["items"] == []
    assert 'class="resultats"' not in client.get("/recherche/", {"q": TOLD}).content.decode()


def test_the_search_forgets_every_word_and_elasticsearch_is_told(
    testimony: TemoignagePage, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.WAGTAILSEARCH_BACKENDS = elasticsearch("essai", urls="http://127.0.0.1:9")
    assert Word.objects.filter(word=TOLD).exists()
    Outbox.objects.all().delete()
    withdraw(testimony.consentement.pk, made.UserFactory())
    assert not Word.objects.filter(word=TOLD).exists()
    written = EntryText.objects.values()
    assert TOLD not in str(list(written))
    assert Outbox.objects.filter(object_id=testimony.pk).exists()


def test_the_log_keeps_who_and_when_and_none_of_what_was_told(testimony: TemoignagePage) -> None:
    editor = made.UserFactory()
    comment = {"comment": {"id": 1, "contentpath": "summary", "text": TOLD}}
    log(testimony, "wagtail.comments.create", user=editor, data=comment)
    log(testimony, "wagtail.rename", user=editor, data={"title": {"old": TOLD, "new": testimony.title}})
    log(testimony.audio, "wagtail.edit", user=editor, title=f"Entretien avec {TOLD}")
    key = testimony.audio_id
    withdraw(testimony.consentement.pk, made.UserFactory())
    lines = [*PageLogEntry.objects.values(), *ModelLogEntry.objects.values()]
    assert TOLD not in str(lines)
    assert sum(line["user_id"] == editor.pk for line in lines) == 3
    assert not ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Media), to_object_id=key
    ).exists()
    history = reverse("wagtailadmin_pages:history", args=[testimony.pk])
    assert client_of(roles.WEBMESTRE).get(history).status_code == 200


def test_the_record_says_when_and_by_whom_and_forgets_how_to_reach_the_person(testimony: TemoignagePage) -> None:
    user = made.UserFactory()
    withdraw(testimony.consentement.pk, user)
    consent = Consentement.objects.get()
    assert consent.is_withdrawn
    assert consent.withdrawn_by == user
    assert consent.withdrawal_contact == ""
    line = PageLogEntry.objects.get(page=testimony.pk, action=LOG_ACTION)
    assert line.user == user
    assert line.data == {"recordings": 1, "versions": 1}


def test_doing_it_again_changes_nothing(testimony: TemoignagePage) -> None:
    first = made.UserFactory()
    assert withdraw(testimony.consentement.pk, first) is not None
    before = Consentement.objects.values().get()
    assert withdraw(testimony.consentement.pk, made.UserFactory()) is None
    assert Consentement.objects.values().get() == before
    assert PageLogEntry.objects.filter(action=LOG_ACTION).count() == 1


def test_it_is_not_published_again(testimony: TemoignagePage) -> None:
    withdraw(testimony.consentement.pk, made.UserFactory())
    left = TemoignagePage.objects.get(pk=testimony.pk)
    left.audio = made.MediaFactory(transcript=made.TRANSCRIPT)
    left.summary, left.speaker, left.content_note = "Une.", "Une voix.", "Une note."
    with pytest.raises(ValidationError, match="La personne est revenue sur son accord"):
        left.save_revision().publish()
    assert not TemoignagePage.objects.get(pk=testimony.pk).live


def test_a_failure_leaves_everything_as_it_was(testimony: TemoignagePage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise OSError("disque plein")

    monkeypatch.setattr("fiches.withdrawal.log", fail)
    with pytest.raises(OSError, match="disque plein"):
        withdraw(testimony.consentement.pk, made.UserFactory())
    assert TemoignagePage.objects.get(pk=testimony.pk).live
    assert Path(Media.objects.get().file.path).is_file()
    assert not Consentement.objects.get().is_withdrawn


# What else holds the voice


def test_an_earlier_take_in_a_draft_goes_too(testimony: TemoignagePage) -> None:
    """It may be the voice before it was altered."""
    take = made.MediaFactory(transcript=made.TRANSCRIPT)
    published = testimony.audio
    testimony.audio = take
    testimony.save_revision()
    testimony.audio = published
    testimony.save_revision()
    withdraw(testimony.consentement.pk, made.UserFactory())
    assert not Media.objects.exists()


def test_a_recording_of_somebody_else_that_was_in_a_draft_by_mistake_stays(testimony: TemoignagePage) -> None:
    other = made.TemoignagePageFactory()
    testimony.audio = other.audio
    testimony.save_revision()
    withdraw(testimony.consentement.pk, made.UserFactory())
    other.refresh_from_db()
    assert other.live
    assert Media.objects.get() == other.audio


def test_other_pages_that_play_it_go_silent(testimony: TemoignagePage) -> None:
    extract = made.TemoignagePageFactory(title="Un extrait", audio=testimony.audio)
    extract.save_revision()
    alias = testimony.create_alias(update_slug="alias")
    found = consequences(testimony.consentement)
    assert found.pages[0] == testimony
    assert {other.title for other in found.pages[1:]} == {"Un extrait", alias.title}
    withdraw(testimony.consentement.pk, made.UserFactory())
    assert not TemoignagePage.objects.filter(live=True).exists()
    assert not TemoignagePage.objects.exclude(audio=None).exists()
    assert TOLD not in everything_left(alias)
    assert "audio" not in str(Revision.objects.for_instance(extract).filter(content__audio=testimony.audio_id))


def test_a_page_that_awaits_approval_leaves_the_workflow() -> None:
    page = made.TemoignagePageFactory(live=False)
    page.save_revision()
    page.get_workflow().start(page, made.UserFactory())
    assert isinstance(page.current_workflow_task.specific, RelectureTask)
    withdraw(page.consentement.pk, made.UserFactory())
    assert not TemoignagePage.objects.get(pk=page.pk).workflow_in_progress


# Who may do it, and what the screen says


@pytest.mark.parametrize("role", ALLOWED)
def test_it_is_asked_then_done(testimony: TemoignagePage, role: str) -> None:
    client = client_of(role)
    asked = html.unescape(client.get(address(testimony)).content.decode())
    for words in (testimony.audio.title, "« Une voix »", "1 version de son historique", "effacé pour toujours"):
        assert words.replace(" ", " ") in asked.replace(" ", " ")
    assert TemoignagePage.objects.get(pk=testimony.pk).live, "asking changes nothing"
    response = client.post(address(testimony), follow=True)
    assert "L'accord est retiré" in html.unescape(response.content.decode())
    assert not TemoignagePage.objects.get(pk=testimony.pk).live
    again = client.post(address(testimony), follow=True)
    assert "était déjà retiré" in html.unescape(again.content.decode())
    assert "était déjà retiré" in html.unescape(client.get(address(testimony), follow=True).content.decode())


def test_others_may_not(testimony: TemoignagePage) -> None:
    for client in (client_of(roles.REDACTION), client_of(), Client()):
        for method in (client.get, client.post):
            assert method(address(testimony)).status_code in {302, 403}
    assert not Consentement.objects.get().is_withdrawn


def test_no_record_is_deleted_nor_changed_once_withdrawn(testimony: TemoignagePage) -> None:
    client = client_of(is_superuser=True)
    key = testimony.consentement.pk
    assert client.post(reverse("consentement:delete", args=[key])).status_code == 302
    assert Consentement.objects.filter(pk=key).exists()
    withdraw(key, made.UserFactory())
    edit = reverse("consentement:edit", args=[key])
    assert {client.get(edit).status_code, client.post(edit).status_code} <= {302, 403}


def test_a_record_is_made_from_the_page_that_one_comes_from() -> None:
    page = made.TemoignagePageFactory(live=False, consent=False)
    client = client_of(roles.REDACTION)
    panel = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    where = f"{reverse('consentement:add')}?page={page.pk}"
    assert where in panel
    assert client.get(where).context["form"].initial["page"] == page.pk
    data = {
        "page": page.pk,
        "given_on": "2026-01-15",
        "scope": "Publication.",
        "collected_by": "Le groupe",
        "voice": "altered",
        "withdrawal_contact": CONTACT,
    }
    assert client.post(where, data).status_code == 302
    assert page.consentement.withdrawal_contact == CONTACT


@pytest.mark.parametrize("asked", ["", "x", "0", "9" * 30, "²", "-1"])
def test_any_address_of_the_form_answers(asked: str) -> None:
    assert client_of(roles.REDACTION).get(reverse("consentement:add"), {"page": asked}).status_code == 200


def test_the_editor_of_a_page_reads_only_where_the_consent_stands(testimony: TemoignagePage) -> None:
    text = client_of(roles.WEBMESTRE).get(reverse("wagtailadmin_pages:edit", args=[testimony.pk])).content.decode()
    assert "Accord donné le 15 janvier 2026" in text
    assert CONTACT not in text


@pytest.mark.parametrize("role", ALLOWED)
def test_the_register_is_in_the_menu_of_who_needs_it(testimony: TemoignagePage, role: str) -> None:
    listed = html.unescape(client_of(role).get(reverse("consentement:index")).content.decode())
    assert "Accord pour « Une voix »" in listed
    assert address(testimony) in listed
    assert reverse("consentement:index") in client_of(role).get("/admin/").content.decode()
