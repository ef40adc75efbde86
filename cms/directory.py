"""All pages in a few words each: enough to find one, lead to it and name its ancestors without a query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction, Site

from .remembered import remembered
from .sites import site_for
from .watching import watch

# What is read of a page: a change of anything else, such as a draft, leaves the state of the content as it is.
FIELDS = ("title", "slug", "path", "url_path", "live", "content_type", "alias_of")
watch(Page, *FIELDS)
watch(PageViewRestriction)


class PageEntry(NamedTuple):
    """A page as links and breadcrumbs show it."""

    pk: int
    title: str
    slug: str
    path: str
    url_path: str
    live: bool
    content_type_id: int
    guarded: bool  # in a private section, or in a line that holds an alias, whose privacy is another page's
    private: bool

    @property
    def readable(self) -> bool:
        """Whether readers may see it: the same pages as ``cms.querysets.readable``."""
        return self.live and not self.private

    @property
    def specific_class(self) -> type[Page] | None:
        """Its type, or None when the code no longer has it."""
        return ContentType.objects.get_for_id(self.content_type_id).model_class()

    def get_url(self, request: HttpRequest | None = None) -> str | None:
        """As Wagtail writes it in a page of this request's site."""
        return directory().address(self, request).url

    def get_full_url(self, request: HttpRequest | None = None) -> str | None:
        """With its protocol and its domain."""
        return directory().address(self, request).full_url


class Address(NamedTuple):
    """Where a page is: for the pages of its own site, and for all others. None when no site has it."""

    url: str | None
    full_url: str | None


class Directory:
    """The pages of one state of the content."""

    def __init__(self, entries: Iterable[PageEntry]) -> None:
        self._by_pk = {entry.pk: entry for entry in entries}
        self._by_parent: dict[str, dict[str, PageEntry]] = defaultdict(dict)
        for entry in self._by_pk.values():
            self._by_parent[entry.path[: -Page.steplen]][entry.slug] = entry
        self._addresses: dict[tuple[int | None, str], Address] = {}

    def get(self, pk: Any) -> PageEntry | None:
        """The page of this key, drafts included."""
        return self._by_pk.get(pk)

    def readable(self, pk: Any) -> PageEntry | None:
        """The page of this key if readers may see it."""
        entry = self._by_pk.get(pk)
        return entry if entry and entry.readable else None

    def children(self, path: str) -> list[PageEntry]:
        """The pages just under this place, drafts included."""
        return list(self._by_parent.get(path, {}).values())

    def readable_under(self, path: str) -> list[PageEntry]:
        """The pages that readers may see below this place, in the order of the tree."""
        return [
            page for page in self._by_pk.values() if page.readable and page.path.startswith(path) and page.path != path
        ]

    def chain(self, root: PageEntry, slugs: Sequence[str]) -> list[PageEntry]:
        """The root, then the pages along these slugs as far as they exist, drafts included."""
        chain = [root]
        for slug in slugs:
            entry = self._by_parent.get(chain[-1].path, {}).get(slug)
            if entry is None:
                break
            chain.append(entry)
        return chain

    def address(self, entry: PageEntry, request: HttpRequest | None) -> Address:
        """Where a page is, seen from the site of this request. Wagtail says it once for each page and site."""
        site = site_for(request)
        key = (site.pk if site else None, entry.url_path)
        found = self._addresses.get(key)
        if found is None:
            page = Page(pk=entry.pk, url_path=entry.url_path)
            found = Address(page.get_url(request), page.get_full_url(request))
            self._addresses[key] = found
        return found


def directory() -> Directory:
    """The pages in the present state of the content."""
    return remembered("directory", _read)


def _read() -> Directory:
    """One query: all of it is of one moment, and a page never escapes the restriction that came with it."""
    Site.clear_site_root_paths_cache()  # Wagtail clears it in the process that changed a site, not in the others
    rows = Page.objects.order_by("path").values_list("pk", *FIELDS, "view_restrictions__pk")
    return Directory(_entries(rows))


def _entries(rows: Iterable[tuple[Any, ...]]) -> Iterable[PageEntry]:
    """Entries from rows in the order of the tree: each takes from its parent the privacy that it inherits."""
    privacy: dict[str, tuple[bool, bool]] = {}
    for *fields, alias_of, restriction in rows:
        path = fields[3]
        guarded, private = privacy.get(path) or privacy.get(path[: -Page.steplen], (False, False))
        private = private or restriction is not None
        guarded = guarded or private or alias_of is not None
        privacy[path] = guarded, private
        yield PageEntry._make([*fields, guarded, private])
