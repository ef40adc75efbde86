"""Copies of images are made when content is published, never while a reader waits."""

import logging
from typing import Any
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from cms.models import Rendition
from cms.renditions import FIGURE_SPECS, images_of, make_renditions
from cms.templatetags.image_tags import figure_image
from tests.cms import files
from tests.factories import CompteRenduFactory, FichePageFactory, ImageFactory, PlainPageFactory

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves it to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]

WIDE = files.image(size=(1600, 90))


@pytest.fixture(autouse=True)
def _no_copy_remembered() -> None:
    """The cache outlives the database of a test, where another image may get the same key."""
    cache.clear()


def wide_image(**values: Any) -> Any:
    return ImageFactory(file=SimpleUploadedFile("paysage.jpg", WIDE), **values)


def figure(image: Any, alt: str = "Un cabinet, la nuit.") -> tuple[str, dict[str, Any]]:
    return "image", {"image": {"image": image.pk, "alt_text": alt, "decorative": not alt}, "caption": "Une légende"}


def with_figures(*figures: tuple[str, dict[str, Any]]) -> Any:
    page = FichePageFactory()
    page.body = page.body.stream_block.to_python([{"type": kind, "value": value} for kind, value in figures])
    return page


def publish(instance: Any, capture: Any) -> None:
    with capture(execute=True):
        instance.save_revision().publish()


def test_publishing_a_page_makes_the_copies_that_it_shows(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = with_figures(figure(wide_image()), figure(wide_image()))
    publish(page, django_capture_on_commit_callbacks)
    assert sorted(Rendition.objects.values_list("filter_spec", flat=True)) == sorted(FIGURE_SPECS * 2)
    with patch("cms.models.Image.create_renditions", return_value={}) as create:
        response = client.get(page.get_url())
    assert response.status_code == 200
    assert all(call.args == () for call in create.call_args_list), "a reader's request made a copy"


def test_the_image_offers_its_copies(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    page = with_figures(figure(wide_image()))
    publish(page, django_capture_on_commit_callbacks)
    image = BeautifulSoup(client.get(page.get_url()).content, "html.parser").select_one("figure img")
    assert image is not None
    assert (image["width"], image["height"], image["loading"]) == ("800", "45", "lazy")
    assert [candidate.split()[1] for candidate in image["srcset"].split(", ")] == ["800w", "480w", "1320w"]
    assert image["sizes"]
    assert image["alt"] == "Un cabinet, la nuit."


def test_a_small_image_is_offered_once() -> None:
    image = BeautifulSoup(figure_image(ImageFactory()).__html__(), "html.parser").img
    assert image is not None
    assert image["width"] == "40"
    assert "srcset" not in image.attrs


def test_each_use_of_an_image_keeps_its_own_alternative(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    shared = wide_image()
    page = with_figures(figure(shared, "La première fois."), figure(shared, ""), figure(shared, "La seconde."))
    publish(page, django_capture_on_commit_callbacks)
    images = BeautifulSoup(client.get(page.get_url()).content, "html.parser").select("figure img")
    assert [image["alt"] for image in images] == ["La première fois.", "", "La seconde."]


def test_the_number_of_images_costs_no_query(
    client: Client, django_capture_on_commit_callbacks: Any, django_assert_num_queries: Any
) -> None:
    one, many = with_figures(figure(wide_image())), with_figures(*(figure(wide_image()) for _ in range(6)))
    for page in (one, many):
        publish(page, django_capture_on_commit_callbacks)
        client.get(page.get_url())
    with django_assert_num_queries(_queries(client, one)):
        client.get(many.get_url())


def _queries(client: Client, page: Any) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(page.get_url())
    return len(queries)


def test_publishing_a_meeting_report_makes_its_copies(django_capture_on_commit_callbacks: Any) -> None:
    report = CompteRenduFactory()
    report.body = report.body.stream_block.to_python(
        [{"type": kind, "value": value} for kind, value in [figure(wide_image())]]
    )
    publish(report, django_capture_on_commit_callbacks)
    assert Rendition.objects.count() == len(FIGURE_SPECS)


def test_a_draft_makes_nothing(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        with_figures(figure(wide_image())).save_revision()
    assert not Rendition.objects.exists()


def test_an_image_that_cannot_be_read_is_reported_and_stops_nothing(
    caplog: pytest.LogCaptureFixture, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    lost, kept = wide_image(title="Perdue"), wide_image()
    lost.file.storage.delete(lost.file.name)
    page = with_figures(figure(lost), figure(kept))
    with caplog.at_level(logging.ERROR):
        publish(page, django_capture_on_commit_callbacks)
    assert "Perdue" in caplog.text
    assert kept.renditions.count() == len(FIGURE_SPECS)
    assert page.live
    assert client.get(page.get_url()).status_code == 200


def test_a_deleted_image_leaves_its_caption(client: Client) -> None:
    image = wide_image()
    page = with_figures(figure(image))
    page.save_revision().publish()
    image.delete()
    response = client.get(page.get_url())
    assert "Une légende" in response.content.decode()


def test_a_replaced_file_gets_its_copies_at_once() -> None:
    image = wide_image()
    make_renditions([image])
    before = set(image.renditions.values_list("file", flat=True))
    form = get_image_form(get_image_model())(
        {"title": image.title, "collection": image.collection_id, "tags": ""},
        {"file": SimpleUploadedFile("autre.jpg", files.image(size=(900, 90)))},
        instance=get_image_model().objects.get(pk=image.pk),
    )
    assert form.is_valid(), form.errors
    form.save()
    after = Rendition.objects.filter(image=image)
    assert {rendition.filter_spec for rendition in after} == set(FIGURE_SPECS)
    assert {rendition.height for rendition in after} == {48, 80, 90}
    assert not before.intersection(rendition.file.name for rendition in after)


def test_an_image_that_no_page_shows_gets_none() -> None:
    image = wide_image()
    image.get_rendition("max-165x165")
    form = get_image_form(get_image_model())(
        {"title": "Autre titre", "collection": image.collection_id, "tags": ""},
        {"file": SimpleUploadedFile("autre.jpg", WIDE)},
        instance=image,
    )
    assert form.is_valid(), form.errors
    form.save()
    assert not Rendition.objects.filter(image=image).exists()


def test_images_are_found_in_every_stream_field() -> None:
    image = wide_image()
    page = PlainPageFactory()
    page.body = page.body.stream_block.to_python([{"type": kind, "value": value} for kind, value in [figure(image)]])
    assert list(images_of(page)) == [image]
    assert list(images_of(PlainPageFactory())) == []
