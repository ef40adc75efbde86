"""What the search may show of the foundation's own models: pages, and the files they lead to."""

from collections.abc import Mapping
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat, Length, Substr
from django.http import HttpRequest
from wagtail.models import CollectionViewRestriction, Page

from cms.directory import PageEntry, directory
from cms.models import Document
from cms.querysets import readable
from cms.watching import watch

from .models import EntryFacet
from .registry import Source, page_key
from .text import LINKS


def public_pages() -> QuerySet:
    """Pages that everyone may read, the root of the tree left out."""
    return readable(Page.objects.exclude(depth=1))


def load_pages(keys: list[int]) -> Mapping[int, Any]:
    """Public pages by key, from the directory: what is shown of them besides is in the index. No query."""
    known = directory()
    return {key: entry for key in keys if (entry := known.readable(key))}


def page_address(page: PageEntry, request: HttpRequest | None) -> str:
    return page.get_url(request) or ""


def page_kind(page: PageEntry) -> str:
    return getattr(page.specific_class, "search_kind", "") or "Page"


def public_documents() -> QuerySet:
    """Files that a public page leads to, and that are in no private collection."""
    label = Document._meta.label_lower
    linking = EntryFacet.objects.filter(
        name=LINKS,
        value=Concat(Value(f"{label}:"), Cast(OuterRef("pk"), CharField())),
        entry__content_type=page_key(),
        entry__object_id__in=public_pages().values("pk"),
    )
    private = CollectionViewRestriction.objects.annotate(
        section=Cast(F("collection__path"), TextField()),
        prefix=Substr(OuterRef("collection__path"), 1, Length(F("collection__path"))),
    ).filter(section=F("prefix"))
    return Document.objects.filter(Exists(linking), ~Exists(private))


def load_documents(keys: list[int]) -> Mapping[int, Any]:
    return public_documents().filter(pk__in=keys).defer("text").in_bulk()


watch(CollectionViewRestriction)

PAGES = Source(model=Page, public=public_pages, load=load_pages, address=page_address, kind=page_kind)
DOCUMENTS = Source(
    model=Document,
    public=public_documents,
    load=load_documents,
    address=lambda document, _: document.url,
    kind=lambda _: Document.search_kind,
)
