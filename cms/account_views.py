"""Accounts in the admin: whoever keeps them does not thereby become, or make, a superuser."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from wagtail.users.views.users import CreateView, DeleteView, EditView, UserViewSet


class _OnlySuperusersMakeSuperusers:
    request: HttpRequest

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        if not self.request.user.is_superuser:  # type: ignore[union-attr]
            form.fields["is_superuser"].disabled = True  # what is sent for it all the same is ignored
        return form


class _SuperusersAreLeftAlone:
    request: HttpRequest
    object: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.object.is_superuser and not request.user.is_superuser:  # type: ignore[union-attr]
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc, no-any-return]


class AccountCreateView(_OnlySuperusersMakeSuperusers, CreateView):
    """A new account."""


class AccountEditView(_OnlySuperusersMakeSuperusers, _SuperusersAreLeftAlone, EditView):
    """An existing account; that of a superuser is a superuser's business."""


class AccountDeleteView(_SuperusersAreLeftAlone, DeleteView):
    """Removal of an account, under the same rule."""


class AccountViewSet(UserViewSet):
    """Wagtail's screens, with those rules."""

    add_view_class = AccountCreateView
    edit_view_class = AccountEditView
    delete_view_class = AccountDeleteView
