"""Screens of the consents: their list, their record, and taking one back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from cms.snippet_views import Legible

from .models import TemoignagePage
from .models.consentement import WITHDRAW, Consentement
from .withdrawal import Consequences, consequences, withdraw

WITHDRAWN = "L'accord est retiré : les enregistrements, leurs transcriptions et leurs versions sont effacés."
ALREADY = "Cet accord était déjà retiré : il n'y avait plus rien à effacer."


class ConsentPolicy(ModelPermissionPolicy):
    """A record is never deleted, it is withdrawn; once withdrawn, nobody changes it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Consentement) -> bool:
        if instance.is_withdrawn and action in {"change", WITHDRAW}:
            return False
        return self.user_has_permission(user, action)


register_permission_policy(Consentement, ConsentPolicy(Consentement))


class ConsentIndexView(generic.IndexView):
    """The list, which leads to what may be done of each."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("page")

    def get_list_more_buttons(self, instance: Consentement) -> list[Any]:
        buttons = super().get_list_more_buttons(instance)
        if self.user_has_permission_for_instance(WITHDRAW, instance):
            address = reverse("consentement:withdraw", args=[instance.pk])
            buttons.append(MenuItem("Retirer l'accord…", url=address, icon_name="bin", priority=30))
        return buttons


class ConsentCreateView(generic.CreateView):
    """A new record, of the testimony that one comes from: ``?page=12``."""

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("page", "")[:12]
        known = asked.isascii() and asked.isdigit() and TemoignagePage.objects.filter(pk=int(asked)).exists()
        return {**super().get_initial(), **({"page": int(asked)} if known else {})}


class ConsentEditView(generic.EditView):
    """A record, until it is withdrawn. It stays that of its testimony."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.user_has_permission_for_instance("change", self.get_object()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields["page"].disabled = True
        return form


class ConsentWithdrawView(generic.DeleteView):
    """Says what a withdrawal deletes, then does it."""

    permission_required = WITHDRAW
    page_title = "Retirer l'accord"
    template_name = "fiches/admin/withdraw.html"

    @cached_property
    def consequences(self) -> Consequences:
        return consequences(self.object)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.is_withdrawn:
            messages.info(request, ALREADY)
            return redirect(self.get_success_url())
        return super().get(request, *args, **kwargs)  # type: ignore[no-any-return]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        done = withdraw(self.object.pk, request.user)
        messages.success(request, WITHDRAWN) if done else messages.info(request, ALREADY)
        return redirect(self.get_success_url())


class ConsentInspectView(Legible, generic.InspectView):
    pass


class ConsentementViewSet(ModelViewSet):
    """The register of consents: internal, and never published."""

    model = Consentement
    icon = "user"
    menu_label = "Accords"
    menu_order = 310
    add_to_admin_menu = True
    add_to_reference_index = False  # no other screen needs to know of them
    index_view_class = ConsentIndexView
    add_view_class = ConsentCreateView
    edit_view_class = ConsentEditView
    withdraw_view_class = ConsentWithdrawView
    inspect_view_enabled = True
    inspect_view_class = ConsentInspectView
    copy_view_enabled = False
    list_display = ["__str__", Column("state", label="Où il en est"), "collected_by"]
    ordering = ["-given_on", "-pk"]

    @property
    def withdraw_view(self) -> Any:
        return self.construct_view(
            self.withdraw_view_class, delete_url_name=self.get_url_name("withdraw"), usage_url_name=None
        )

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("retirer/<int:pk>/", self.withdraw_view, name="withdraw")]
