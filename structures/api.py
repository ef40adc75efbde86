"""Departments, numbers and who answers, as JSON."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import path
from rest_framework.response import Response
from wagtail.api.v2.filters import FieldsFilter, OrderingFilter
from wagtail.api.v2.utils import BadRequestError

from cms.api import PublicEndpoint

from .answering import read_moment, who_answers
from .freshness import expire_with, shown
from .models import Departement, Numero


class DepartementsEndpoint(PublicEndpoint):
    """The departments that the service covers."""

    name = "departements"
    model = Departement
    filter_backends = [FieldsFilter, OrderingFilter]
    listing_default_fields = [*PublicEndpoint.listing_default_fields, "code", "name"]

    def get_queryset(self) -> Any:
        return Departement.objects.filter(live=True).order_by("code")


class NumerosEndpoint(PublicEndpoint):
    """The register of numbers: those that may be dialled, never a withdrawn one."""

    name = "numeros"
    model = Numero
    filter_backends = [FieldsFilter, OrderingFilter]
    listing_default_fields = [
        *PublicEndpoint.listing_default_fields,
        "label",
        "display",
        "uri",
        "availability",
        "to_confirm",
    ]

    def get_queryset(self) -> Any:
        return Numero.objects.answering().whole().order_by("order", "label")


class WhoAnswersEndpoint(PublicEndpoint):
    """Who answers now, or at the moment that ``?quand=`` gives: what ``/aide/`` shows."""

    name = "qui-repond"
    model = Numero  # it has no address of its own

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        return [path("", cls.as_view({"get": "listing_view"}), name="listing")]

    def listing_view(self, request: Any) -> Response:
        if unknown := sorted(set(request.GET) - {"quand", "format", "_"}):
            raise BadRequestError(f"unknown query parameters: {', '.join(unknown)[:200]}")
        typed = request.GET.get("quand", "")
        try:
            answer = who_answers(read_moment(typed)) if typed else shown(request._request)
        except ValidationError as error:
            raise BadRequestError(f"quand: {error.messages[0]}") from error
        response = Response(answer.as_dict())
        if typed:
            response["Cache-Control"] = "no-cache"
        else:
            expire_with(response, answer.next_change)
        return response

    def detail_view(self, request: Any, pk: Any) -> Response:
        raise Http404("not found")
