"""What editors take out of the directory."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.spreadsheets import csv_response

from .annuaire.asked import Asked
from .annuaire.export import HEADINGS, rows
from .models import StructureIndexPage

ACTIONS = ("add", "change", "publish")


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
