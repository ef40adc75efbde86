"""``/aide/``: who answers now, or at another moment."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from cms.directory import directory
from cms.sites import site_for
from cms.structured_data import absolute_url

from .aide import DESCRIPTION, TITLE
from .answering import read_moment, who_answers
from .freshness import expire_with, shown

# Asked for as soon as the answer begins: on a slow network, before the page that names them has come whole.
SHEETS = ("css/site.css", "css/aide.css")


@require_safe
def aide(request: HttpRequest) -> HttpResponse:
    """Who answers now, until when, who opens next. ``?quand=2026-12-25T03:00`` asks for another moment (Paris time).

    A moment that cannot be read gives a 400, with the reason and who answers now.
    """
    typed = request.GET.get("quand", "")
    moment, refusal = None, ""
    try:
        moment = read_moment(typed) if typed else None
    except ValidationError as error:
        refusal = error.messages[0]
    answer = who_answers(moment) if moment else shown(request)
    site = site_for(request)
    home = directory().get(site.root_page_id) if site else None
    response = render(
        request,
        "structures/aide.html",
        {
            "answer": answer,
            "asked": moment,
            "typed": typed,
            "refusal": refusal,
            "breadcrumb": [home] if home else [],
            "breadcrumb_title": TITLE,
            "canonical_url": absolute_url(request, reverse("aide")),
            "meta_description": DESCRIPTION,
        },
        status=400 if refusal else 200,
    )
    response["Link"] = ", ".join(f"<{static(path)}>; rel=preload; as=style" for path in SHEETS)
    if typed:
        response["Cache-Control"] = "no-cache"
    else:
        expire_with(response, answer.next_change)
    return response
