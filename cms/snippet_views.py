"""Screens of snippets where Wagtail's would fail."""

from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.snippets.views.snippets import DeleteView, InspectView

STILL_USED = "« {} » est encore utilisé sur le site : retirez-le d'abord des pages et des réglages qui le montrent."


class CarefulDeleteView(DeleteView):
    """Says that an object is still used, and where to begin, instead of failing."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)  # type: ignore[no-any-return]
        except ProtectedError:
            messages.error(request, STILL_USED.format(self.object))
            return redirect(self.get_usage_url() or self.get_success_url())


class LegibleInspectView(InspectView):
    """Says nothing where there is nothing, instead of « None »."""

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = super().get_field_display_value(field_name, field)
        return "–" if value is None or value == "" else value
