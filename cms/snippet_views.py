"""Screens of snippets where Wagtail's would fail, or ask too much."""

from typing import Any

from django.contrib import messages
from django.db.models import Model, ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.snippets.action_menu import UnpublishMenuItem
from wagtail.snippets.permissions import get_permission_name
from wagtail.snippets.views.snippets import DeleteView, EditView, InspectView, UnpublishView

STILL_USED = "« {} » est encore utilisé sur le site : retirez-le d'abord des pages et des réglages qui le montrent."
CHANGED_MEANWHILE = (
    "{} a enregistré une autre version pendant que vous écriviez. Rien n'est perdu : ce que vous avez écrit est encore "
    "ici, et l'autre version est dans l'historique. Comparez-les, puis enregistrez à nouveau pour garder la vôtre."
)


def unpublish_action(model: type[Model]) -> str:
    """The right that takes an object of this model down: its own where the model declares one, else "publish".

    Where only an approval publishes, whoever keeps the object can still take it down at once.
    """
    own = f"unpublish_{model._meta.model_name}"
    return "unpublish" if own in dict(model._meta.permissions) else "publish"


class CarefulDeleteView(DeleteView):
    """Says that an object is still used, and where to begin, instead of failing."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)  # type: ignore[no-any-return]
        except ProtectedError:
            messages.error(request, STILL_USED.format(self.object))
            return redirect(self.get_usage_url() or self.get_success_url())


class Legible:
    """Mixin of inspect views: nothing where there is nothing, instead of « None »; yes or no, in French."""

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        if getattr(self.object, field_name, "") is None:  # type: ignore[attr-defined]
            return "–"
        value = super().get_field_display_value(field_name, field)  # type: ignore[misc]
        if isinstance(value, bool):
            return "Oui" if value else "Non"
        return "–" if value is None or value == "" else value


class LegibleInspectView(Legible, InspectView):
    pass


class TakeDownView(UnpublishView):
    """Unpublishing, for those who may take down what they may not publish alone."""

    @property
    def permission_required(self) -> str:
        return unpublish_action(self.model)


class TakeDownMenuItem(UnpublishMenuItem):
    """Its entry in the menu of actions of a snippet."""

    def is_shown(self, context: dict[str, Any]) -> bool:
        instance: Any = context.get("instance")
        if context["view"] != "edit" or context.get("locked_for_user") or not instance.live:
            return False
        name = get_permission_name(unpublish_action(type(instance)), type(instance))
        return bool(context["request"].user.has_perm(name))


class ConcurrentEditView(EditView):
    """Two people on the same object: the second to save is told once, and keeps what they typed.

    Nobody is told of what the admin saved by itself, for them, while their last click was on its way.
    """

    def is_valid(self, form: Any) -> bool:
        valid: bool = super().is_valid(form)
        if valid and not self.expects_json_response and self._is_behind_somebody_else:
            author = self.latest_revision.user or "Une autre personne"
            self.produced_error_code = "invalid_revision"
            self.produced_error_message = CHANGED_MEANWHILE.format(author)
            return False
        return valid

    def save_instance(self) -> Any:
        """Who approves without changing a word has not written it: Wagtail would sign a version with their name."""
        if self.action == "workflow-action" and not self.form.has_changed():
            self.new_revision = self.latest_revision
            return self.form.instance
        return super().save_instance()

    @property
    def _is_behind_somebody_else(self) -> bool:
        return bool(self.is_out_of_date and self.latest_revision.user_id != self.request.user.pk)
