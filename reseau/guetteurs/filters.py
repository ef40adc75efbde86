"""Filters of the list: a value that is not offered filters nothing."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.utils import timezone

from reseau.models import EtapeFormation, GuetteurVeilleur
from structures.models import Departement

UNKNOWN = "inconnu"


class RegisterFilter(SimpleListFilter):
    """A filter on one question, whose first choice is « all »."""

    everything = "Tous"

    def choices(self, changelist: Any) -> Iterator[Any]:
        first, *others = super().choices(changelist)
        yield {**first, "display": self.everything}
        yield from others

    def chosen(self) -> tuple[str, str] | None:
        """What is filtered, in words: the name of the filter and its value."""
        for value, label in self.lookup_choices:
            if str(value) == self.value():
                return str(self.title), str(label)
        return None

    def queryset(self, request: Any, queryset: QuerySet) -> QuerySet:
        return self.narrow(queryset, str(self.value())) if self.chosen() else queryset

    def narrow(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(**{self.parameter_name or "": value})


class DepartementFilter(RegisterFilter):
    title = "département"
    parameter_name = "departement"

    def lookups(self, request: Any, model_admin: Any) -> Iterable[tuple[str, str]]:
        known = Departement.objects.order_by("code").values_list("code", "name")
        return [*((code, f"{name} ({code})") for code, name in known), (UNKNOWN, "Non précisé")]

    def narrow(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(departement=None) if value == UNKNOWN else queryset.filter(departement__code=value)


class StateFilter(RegisterFilter):
    title = "état"
    parameter_name = "state"

    def lookups(self, request: Any, model_admin: Any) -> Iterable[tuple[str, str]]:
        return GuetteurVeilleur.State.choices


class ContactFilter(RegisterFilter):
    title = "contact"
    parameter_name = "contact"
    DUE, NEVER, UNPLANNED = "due", "never", "unplanned"

    def lookups(self, request: Any, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [
            (self.DUE, "À recontacter aujourd'hui"),
            (self.UNPLANNED, "Aucun contact prévu"),
            (self.NEVER, "Aucun contact noté"),
        ]

    def narrow(self, queryset: QuerySet, value: str) -> QuerySet:
        if value == self.DUE:
            due = GuetteurVeilleur.objects.to_contact(timezone.localdate()).order_by()
            return queryset.filter(pk__in=due.values("pk"))
        return queryset.filter(**{"next_contact_on" if value == self.UNPLANNED else "last_contact_on": None})


class TrainingFilter(RegisterFilter):
    title = "formation"
    parameter_name = "formation"
    everything = "Toutes"
    NONE = "none"

    def lookups(self, request: Any, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [*EtapeFormation.Step.choices, (self.NONE, "Aucune étape notée")]

    def narrow(self, queryset: QuerySet, value: str) -> QuerySet:
        steps = EtapeFormation.objects.order_by()
        if value == self.NONE:
            return queryset.exclude(pk__in=steps.values("guetteur"))
        return queryset.filter(pk__in=steps.filter(step=value).values("guetteur"))


class ProfessionFilter(RegisterFilter):
    title = "profession"
    parameter_name = "profession"
    everything = "Toutes"

    def lookups(self, request: Any, model_admin: Any) -> Iterable[tuple[str, str]]:
        return GuetteurVeilleur.Profession.choices


FILTERS = (ContactFilter, DepartementFilter, StateFilter, TrainingFilter, ProfessionFilter)
