"""Pages, images, documents and recordings as JSON: what readers may see, and nothing else."""

from typing import Any

from wagtail.api import APIField
from wagtail.api.v2.filters import FieldsFilter, OrderingFilter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.search.backends.base import BaseSearchResults

from cms.api import PublicEndpoint
from cms.collections import private_collections
from cms.models import Media
from cms.recordings.access import shown
from cms.serializers import FilmField
from search.api import CleanSearchFilter


class PagesEndpoint(PublicEndpoint, PagesAPIViewSet):
    """Every published, public page. ``alias_of`` is left out: it names its source even when that is private."""

    filter_backends = [*PagesAPIViewSet.filter_backends[:-1], CleanSearchFilter]
    meta_fields = [field for field in PagesAPIViewSet.meta_fields if field != "alias_of"]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("content_type")

    def paginate_queryset(self, queryset: Any) -> Any:
        pages = super().paginate_queryset(queryset)
        return pages if isinstance(pages, BaseSearchResults) else list(pages)


class ImagesEndpoint(PublicEndpoint, ImagesAPIViewSet):
    """Images of public collections."""

    filter_backends = [FieldsFilter, OrderingFilter, CleanSearchFilter]


class DocumentsEndpoint(PublicEndpoint, DocumentsAPIViewSet):
    """Documents of public collections."""

    filter_backends = [FieldsFilter, OrderingFilter, CleanSearchFilter]


class MediaEndpoint(PublicEndpoint):
    """Recordings that published pages show (wagtailmedia's own endpoint lists all of them, private ones too)."""

    name = "media"
    model = Media
    filter_backends = [FieldsFilter, OrderingFilter, CleanSearchFilter]
    body_fields = [
        *PublicEndpoint.body_fields,
        "title",
        "media_type",
        "duration",
        "language",
        "is_synthetic",
        APIField("recording", serializer=FilmField(source="*")),
    ]
    listing_default_fields = [
        *PublicEndpoint.listing_default_fields,
        "title",
        "duration",
        "is_synthetic",
    ]

    def get_queryset(self) -> Any:
        recordings = super().get_queryset().filter(id__in=shown()).prefetch_related("encodings")
        return recordings.exclude(collection__in=private_collections())
