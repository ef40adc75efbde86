"""The guide, in the admin: its table of contents, its search, its pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .contents import LONGEST_QUESTION, contents, find, in_order
from .reading import find_page

TITLE = "Guide"


def index(request: HttpRequest) -> HttpResponse:
    """The table of contents, or what answers a search."""
    question = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUESTION]
    return _index(request, {"question": question, "found": find(question)} if question else {})


def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of the guide; the table of contents, with a sentence, for an address that is none."""
    found = find_page(slug)
    if found is None:
        return _index(request, {"is_unknown": True}, status=404)
    pages = in_order(request.user)  # type: ignore[arg-type]
    place = pages.index(found)
    return render(
        request,
        "guide/admin/page.html",
        {
            "guide_page": found,
            "body": found.html_for(request.user),  # type: ignore[arg-type]
            "previous": pages[place - 1] if place else None,
            "next": pages[place + 1] if place + 1 < len(pages) else None,
        },
    )


def _index(request: HttpRequest, shown: dict[str, object], status: int = 200) -> HttpResponse:
    context = {
        "title": TITLE,
        "question": "",
        "found": [],
        "is_unknown": False,
        "groups": contents(request.user),  # type: ignore[arg-type]
        **shown,
    }
    return render(request, "guide/admin/index.html", context, status=status)
