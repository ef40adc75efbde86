"""modeladmin's screens of the register, where its own would answer wrong addresses with an error."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import F
from django.db.models.expressions import OrderBy
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.views.decorators.http import require_POST
from wagtail.log_actions import log
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.views import CreateView, DeleteView, EditView, HistoryView, IndexView, InspectView

from cms.encrypted import Unreadable
from reseau.models import GuetteurVeilleur

from .addresses import CONTACT, EXPORT, INSPECT
from .contacting import MONTHS, note_contact
from .finding import seal, unseal

ORDERED_DAYS = ("last_contact_on", "next_contact_on")


class RegisterButtons(ButtonHelper):
    """The same buttons, in words that name what they do."""

    def add_button(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().add_button(*args, **kwargs) | {"label": "Ajouter une personne", "title": ""}

    def inspect_button(self, pk: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().inspect_button(pk, *args, **kwargs) | {"label": "Voir", "title": f"Voir la fiche nº {pk}"}

    def edit_button(self, pk: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().edit_button(pk, *args, **kwargs) | {"title": f"Modifier la fiche nº {pk}"}

    def delete_button(self, pk: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        words = {"label": "Retirer du registre", "title": f"Retirer du registre la fiche nº {pk}"}
        return super().delete_button(pk, *args, **kwargs) | words

    def get_buttons_for_obj(self, obj: Any, exclude: Any = None, **kwargs: Any) -> list[dict[str, Any]]:
        """In the list, the name leads to the whole line, and nobody is taken out by a slip of the finger."""
        if isinstance(self.view, IndexView):
            exclude = ["inspect", "delete"]
        return super().get_buttons_for_obj(obj, exclude=exclude, **kwargs)  # type: ignore[no-any-return]

    def get_primary_button(self, obj: Any) -> dict[str, Any] | None:
        return self.inspect_button(obj.pk)


class RegisterIndexView(IndexView):
    """The list: those whom one meant to contact first. What an address asks beside filters, order and words is ignored."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            return redirect(f"{self.index_url}{self.asked(request.POST)}")
        if self.EXPORT_VAR in request.GET:  # the library's own export asks no purpose
            return redirect(reverse(EXPORT))
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]

    def asked(self, form: QueryDict) -> str:
        """The query of the address that shows what the form asks: the words that find somebody are sealed in it."""
        address = QueryDict(mutable=True)
        for name in (spec.parameter_name for spec in self.model_admin.list_filter):
            if value := form.get(name):
                address[name] = value
        if words := form.get(self.SEARCH_VAR, "").strip():
            address[self.SEARCH_VAR] = seal(words)
        return f"?{address.urlencode()}" if address else ""

    def prepare(self, request: HttpRequest) -> None:
        """Read filters, words and order from an address, without showing anything: what an export takes."""
        self.setup(request)
        admin = self.model_admin
        self.list_display, self.list_filter = admin.get_list_display(request), admin.get_list_filter(request)
        self.search_handler, self.query = admin.get_search_handler(request), request.GET.get(self.SEARCH_VAR, "")
        self.select_related = admin.list_select_related
        self.params = request.GET.copy()
        self.queryset = self.get_queryset(request)

    def get_filters_params(self, params: Any = None) -> dict[str, list[str]]:
        known = {spec.parameter_name for spec in self.list_filter}
        return {name: values for name, values in super().get_filters_params(params).items() if name in known}

    def get_queryset(self, request: HttpRequest | None = None) -> Any:
        """Read once: the library asks twice, and looking for a name reads them all."""
        if not hasattr(self, "found"):
            self.query = unseal(self.query)
            self.found = super().get_queryset(request)
        return self.found

    def get_ordering(self, request: HttpRequest, queryset: Any) -> list[Any]:
        """A day that is not noted comes last, whichever the order and the database."""
        asked = super().get_ordering(request, queryset) if self.ORDER_VAR in self.params else ["next_contact_on", "pk"]
        return [_order(name) if name.lstrip("-") in ORDERED_DAYS else name for name in asked]

    def _get_default_ordering(self) -> list[str]:
        return []

    @property
    def described(self) -> str:
        """What filters the list, in words, for the history; what was typed to find somebody is a name, and stays out."""
        chosen = [" : ".join(choice) for spec in self.filter_specs if (choice := spec.chosen())]
        return ", ".join([*chosen, "recherche"] if self.query.strip() else chosen)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.urlencode()
        export = f"{reverse(EXPORT)}?{asked}" if asked else reverse(EXPORT)
        narrowed = bool(self.described)
        return super().get_context_data(export_url=export, narrowed=narrowed, **kwargs)  # type: ignore[no-any-return]


def _order(name: str) -> OrderBy:
    day = F(name.lstrip("-"))
    return day.desc(nulls_last=True) if name.startswith("-") else day.asc(nulls_last=True)


class OneGuetteur:
    """Screens of one person, whose title on the page is the name, and whose title elsewhere is a number."""

    def __init__(self, model_admin: Any, instance_pk: str) -> None:
        if not instance_pk.isascii() or not instance_pk.isdigit():
            raise Http404
        super().__init__(model_admin, instance_pk)  # type: ignore[call-arg]

    def get_meta_title(self) -> str:
        return f"{self.page_title} – {self.instance}"  # type: ignore[attr-defined]


class Named(OneGuetteur):
    def get_page_subtitle(self) -> str:
        return self.instance.full_name  # type: ignore[attr-defined, no-any-return]


class SaysWhatIsRefused:
    def get_error_message(self) -> str:
        return "Rien n'est encore enregistré : un champ est à revoir ci-dessous."


class RegisterCreateView(SaysWhatIsRefused, CreateView):
    page_title = "Ajouter une personne au registre"

    def get_page_subtitle(self) -> str:
        return ""

    def get_meta_title(self) -> str:
        return self.page_title

    def get_success_message(self, instance: GuetteurVeilleur) -> str:
        return f"{instance} : ajouté au registre."


class RegisterEditView(SaysWhatIsRefused, Named, EditView):
    page_title = "Modifier"

    def get_success_message(self, instance: GuetteurVeilleur) -> str:
        return f"{instance} : modifications enregistrées."


class RegisterInspectView(Named, InspectView):
    """All that is kept of one person, and the gesture after a call."""

    page_title = "Fiche"

    def get_fields_dict(self) -> list[dict[str, Any]]:
        one: GuetteurVeilleur = self.instance
        lines: list[tuple[str, Any]] = [
            ("Adresse électronique", _link("mailto", one.email, one.email)),
            ("Téléphone", _link("tel", one.phone, one.phone_display)),
            ("Adresse postale", one.address),
            ("Département", one.departement),
            ("Profession", one.get_profession_display()),
            ("État", one.get_state_display()),
            ("A quitté le réseau le", one.left_on),
            ("Dans le réseau depuis le", one.recruited_on),
            ("Réunion", one.recruited_at),
            ("Formation", one.training),
            ("Dernier contact", one.last_contact_on),
            ("À recontacter le", one.next_contact_on),
            ("Accord donné le", one.consent_on),
            ("Accord retiré le", one.consent_withdrawn_on),
        ]
        return [{"label": label, "value": _shown(value)} for label, value in lines]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_note = self.permission_helper.user_can_edit_obj(self.request.user, self.instance) and (
            GuetteurVeilleur.objects.contactable().filter(pk=self.instance.pk).exists()
        )
        contact_url = reverse(CONTACT, args=[self.instance.pk]) if may_note else ""
        return super().get_context_data(contact_url=contact_url, months=MONTHS, **kwargs)  # type: ignore[no-any-return]


def _link(scheme: str, value: str, shown: str) -> Any:
    """What one clicks to write or to call; what cannot be read leads nowhere."""
    if not value or isinstance(value, Unreadable):
        return shown
    return format_html('<a href="{}:{}">{}</a>', scheme, value, shown)


def _shown(value: Any) -> Any:
    return date_format(value) if isinstance(value, date) else (value or "–")


class RegisterHistoryView(OneGuetteur, HistoryView):
    page_title = "Historique"


class RegisterDeleteView(Named, DeleteView):
    """What answers « take me out »: the row is erased at once."""

    page_title = "Retirer du registre"

    def confirmation_message(self) -> str:
        return (
            "Le nom, les coordonnées et le suivi de cette personne seront effacés aussitôt et pour toujours. "
            "Le compte rendu de la réunion garde son nombre de nouveaux guetteurs-veilleurs, sans nom."
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        shown = str(self.instance)
        with transaction.atomic():
            log(instance=self.instance, action="wagtail.delete")
            self.delete_instance()
        messages.success(request, f"{shown} : retiré du registre, ses données sont effacées.")
        return redirect(self.index_url)


@require_POST
def contact_view(request: HttpRequest, pk: int) -> Any:
    """« Contact aujourd'hui », from somebody's page."""
    guetteur = get_object_or_404(GuetteurVeilleur.objects.contactable(), pk=pk)
    following = note_contact(guetteur, timezone.localdate())
    messages.success(request, f"Contact noté. À recontacter le {date_format(following)}.")
    return redirect(reverse(INSPECT, args=[pk]))
