"""The register as a file: only once its purpose is said, and the history keeps who took it and why."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format

from cms.spreadsheets import Sheet, csv_response, xlsx_response
from reseau.models import GuetteurVeilleur

from .access import may
from .forms import ExportForm
from .history import EXPORTED, log_on_register

logger = logging.getLogger("medaide")

HEADINGS = (
    *("Numéro", "Nom", "Prénom", "Adresse électronique", "Téléphone", "Adresse postale", "Département", "Profession"),
    *(
        "État",
        "Dans le réseau depuis",
        "Réunion",
        "Formation",
        "Dernier contact",
        "À recontacter",
        "A quitté le réseau",
    ),
    *("Accord donné", "Accord retiré"),
)


def refuse(request: HttpRequest) -> HttpResponse:
    """A refusal that says itself and leaves a line; the admin's usual one is a redirection."""
    logger.warning("export du registre des guetteurs-veilleurs refusé au compte %s", request.user.pk)
    return TemplateResponse(request, "reseau/guetteurs/export_refused.html", status=403)


def export_view(request: HttpRequest, listed: Any) -> HttpResponse:
    """Ask the purpose, then give the file. ``listed`` is the list of the admin as its address filters it."""
    if not may(request.user, "export"):
        return refuse(request)
    guetteurs = listed.queryset
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        taken = guetteurs if form.is_for_the_person else guetteurs.consenting()
        return _file(request, form, taken, listed.described)
    context = {
        "form": form,
        "count": guetteurs.count(),
        "withdrawn": guetteurs.exclude(consent_withdrawn_on=None).count(),
        "filters": listed.described,
        "index_url": listed.index_url,
        "query": request.GET.urlencode(),
    }
    return TemplateResponse(request, "reseau/guetteurs/export.html", context)


def _file(request: HttpRequest, form: ExportForm, guetteurs: Any, filters: str) -> HttpResponse:
    found = rows(guetteurs)
    file_format, purpose = form.cleaned_data["file_format"], form.purpose
    log_on_register(
        EXPORTED,
        {"purpose": purpose, "rows": len(found), "filters": filters, "format": file_format},
        user=request.user,
    )
    logger.info(
        "export du registre des guetteurs-veilleurs : compte=%s fiches=%d format=%s",
        request.user.pk,
        len(found),
        file_format,
    )
    name = f"guetteurs-veilleurs-{timezone.localdate():%Y-%m-%d}"
    if file_format == "csv":
        return csv_response(name, HEADINGS, ([_in_words(value) for value in row] for row in found))
    return xlsx_response(name, [Sheet("Guetteurs-veilleurs", HEADINGS, found)])


def rows(guetteurs: Any) -> list[list[object]]:
    """One line each, in the order of the names; two queries whatever their number."""
    whole: Iterable[GuetteurVeilleur] = guetteurs.select_related("departement", "recruited_at").prefetch_related(
        "etapes"
    )
    return [list(_row(guetteur)) for guetteur in sorted(whole, key=lambda one: (one.full_name.casefold(), one.pk))]


def _row(guetteur: GuetteurVeilleur) -> Iterator[object]:
    yield guetteur.pk
    yield from (str(guetteur.last_name), str(guetteur.first_name), str(guetteur.email))
    yield from (str(guetteur.phone_display), str(guetteur.address))
    yield str(guetteur.departement or "")
    yield guetteur.get_profession_display()
    yield guetteur.get_state_display()
    yield guetteur.recruited_on
    yield str(guetteur.recruited_at or "")
    yield " ; ".join(f"{step} ({_in_words(step.done_on)})" for step in guetteur.etapes.all())
    yield from (guetteur.last_contact_on, guetteur.next_contact_on, guetteur.left_on)
    yield from (guetteur.consent_on, guetteur.consent_withdrawn_on)


def _in_words(value: object) -> object:
    return date_format(value, "d/m/Y") if isinstance(value, date) else value
