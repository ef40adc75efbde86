"""What the directory gives besides its pages: a card to keep, a table for editors."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.directory import directory
from cms.sites import site_for
from cms.spreadsheets import csv_response
from structures.models import StructureIndexPage, StructurePage

from .asked import Asked
from .export import HEADINGS, rows
from .vcard import CONTENT_TYPE, vcard

ACTIONS = ("add", "change", "publish")


@require_safe
def contact_card(request: HttpRequest, path: str) -> HttpResponse:
    """``/structures/mots/carte.vcf``: the card of the structure whose page has this address."""
    site = site_for(request)
    root = directory().get(site.root_page_id) if site else None
    slugs = path.split("/")
    chain = directory().chain(root, slugs) if root else []
    if len(chain) != len(slugs) + 1 or not chain[-1].readable:
        raise Http404("not a readable page")
    page = get_object_or_404(StructurePage, pk=chain[-1].pk)
    response = HttpResponse(vcard(page, page.get_full_url(request)), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, f"{page.slug}.vcf")
    response["X-Robots-Tag"] = "noindex"
    return response


def may_export(user: object) -> bool:
    """Whether this account works on the directory: it may add, change or publish a page there."""
    allowed = PagePermissionPolicy().instances_user_has_any_permission_for(user, ACTIONS)
    return allowed.type(StructureIndexPage).exists()


@require_safe
def export_directory(request: HttpRequest) -> HttpResponse:
    """``/admin/structures/annuaire.csv``: the directory, drafts included, with the filters of its public page."""
    if not may_export(request.user):
        raise PermissionDenied
    return csv_response("annuaire-des-structures", HEADINGS, rows(Asked.read(request.GET)))
