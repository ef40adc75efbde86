"""The fiches in which a reference is cited: Wagtail's index of references, written with each publication, knows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, ReferenceIndex

from cms.directory import PageEntry, directory
from cms.typography import alphabetical

if TYPE_CHECKING:
    from .models import ReferencePage


def citing_fiches(reference: ReferencePage) -> list[PageEntry]:
    """The fiches that readers may see and that cite a reference, or to which it is tied; by title. Two queries."""
    return _by_title({*_whose_text_cites(reference), *reference.fiches.order_by().values_list("pk", flat=True)})


def fiches_whose_text_cites(reference: ReferencePage) -> list[PageEntry]:
    """Those of them whose text would lose a call without it. One query."""
    return _by_title(_whose_text_cites(reference))


def cited_references() -> set[int]:
    """Keys of all that the fiches that readers may see cite, or to which they tie a reference. Two queries."""
    tied = apps.get_model("fiches", "FichePage").related_references.through.objects
    pairs = [(int(key), int(fiche)) for key, fiche in _citations().values_list("to_object_id", "object_id")]
    pairs += tied.values_list("referencepage_id", "fichepage_id")
    return {key for key, fiche in pairs if directory().readable(fiche)}


def _citations() -> QuerySet:
    """Links from the texts of fiches to pages."""
    return ReferenceIndex.objects.filter(
        content_type=ContentType.objects.get_by_natural_key("fiches", "fichepage"),
        to_content_type=ContentType.objects.get_for_model(Page),
        model_path__startswith="body.",
    )


def _whose_text_cites(reference: ReferencePage) -> set[int]:
    found = _citations().filter(to_object_id=str(reference.pk))
    return {int(key) for key in found.values_list("object_id", flat=True)}


def _by_title(keys: Iterable[int]) -> list[PageEntry]:
    pages = [page for page in map(directory().readable, keys) if page]
    return sorted(pages, key=lambda page: (alphabetical(page.title), page.pk))
