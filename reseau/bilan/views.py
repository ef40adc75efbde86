"""The Bilan in the admin: a page to read and print, a workbook, a CSV."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from cms.spreadsheets import csv_response, xlsx_response
from reseau.models import Bilan as BilanRight
from reseau.models import CompteRendu
from structures.carte import VIEW_BOX
from structures.models import Departement

from .charts import coverage_map
from .figures import Bilan
from .forms import AskedForm
from .measures import measures
from .reading import read_bilan
from .screen import covered, headline
from .verified import verified
from .workbook import DETAIL_HEADINGS, detail, filename, sheets

logger = logging.getLogger("medaide")
permission_policy = ModelPermissionPolicy(BilanRight)
NO_EXPORT = "Votre compte ne permet pas de télécharger le bilan. Demandez-le au secrétariat."


def may_read(user: AbstractBaseUser | AnonymousUser) -> bool:
    return bool(permission_policy.user_has_permission(user, "view"))


class BilanView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Figures, charts with their tables, and the map."""

    template_name = "reseau/admin/bilan.html"
    header_icon = "table"
    permission_policy = permission_policy
    permission_required = "view"
    bilan: Bilan

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_page_title(self) -> str:
        """« Bilan 2018, Var (83) »."""
        place = self.bilan.areas[0].label if self.bilan.departement is not None and self.bilan.areas else ""
        return ", ".join(filter(None, (f"Bilan {self.bilan.year or ''}".strip(), place)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        whole = read_bilan()
        form = AskedForm(self.request.GET, whole)
        bilan = self.bilan = form.restrict(whole)
        departements = ModelPermissionPolicy(Departement)
        reports = ModelPermissionPolicy(CompteRendu)
        return super().get_context_data(
            form=form,
            bilan=bilan,
            is_empty=not whole.meetings,
            headline=headline(bilan),
            measures=measures(bilan),
            places=coverage_map(bilan),
            view_box=VIEW_BOX,
            covered=covered(bilan),
            verified=verified(bilan),
            query=self.request.GET.urlencode() if form.is_valid() else "",
            may_edit_departements=departements.user_has_permission(self.request.user, "change"),
            may_add_reports=reports.user_has_permission(self.request.user, "add"),
            reports_url=_snippet_url(CompteRendu, "list"),
            new_report_url=_snippet_url(CompteRendu, "add"),
            **kwargs,
        )


def _snippet_url(model: Any, action: str) -> str:
    return reverse(model.snippet_viewset.get_url_name(action))


@require_safe
def xlsx(request: HttpRequest) -> HttpResponse:
    return _export(request, lambda bilan: xlsx_response(filename(bilan), sheets(bilan)))


@require_safe
def csv(request: HttpRequest) -> HttpResponse:
    return _export(request, lambda bilan: csv_response(filename(bilan), DETAIL_HEADINGS, detail(bilan)))


def _export(request: HttpRequest, write: Callable[[Bilan], HttpResponse]) -> HttpResponse:
    """The file that was asked for; back to the page, which says why, when it cannot be."""
    if not may_read(request.user):
        logger.warning("Export of the bilan refused to account %s.", request.user.pk)
        return HttpResponseForbidden(NO_EXPORT, content_type="text/plain; charset=utf-8")
    whole = read_bilan()
    form = AskedForm(request.GET, whole)
    if not form.is_valid():
        return redirect(f"{reverse('bilan')}?{request.GET.urlencode()}")
    return write(form.restrict(whole))
