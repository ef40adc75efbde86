"""What a structure gives besides its page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from cms.directory import directory
from cms.sites import site_for

from .models import StructurePage
from .vcard import CONTENT_TYPE, vcard


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
