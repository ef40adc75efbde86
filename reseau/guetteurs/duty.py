"""« À recontacter », on the first page of those who keep the register and in their weekly mail: without any name."""

from datetime import date
from typing import Any

from django.urls import reverse

from cms.duties import SHOWN, Awaiting, Due, Duty
from reseau.models import GuetteurVeilleur

from .access import may
from .addresses import INDEX, INSPECT
from .filters import ContactFilter


def awaiting(user: Any, today: date) -> Awaiting:
    due = GuetteurVeilleur.objects.to_contact(today)
    first = due.select_related("departement").only("pk", "next_contact_on", "departement__code", "departement__name")
    return Awaiting(
        count=due.count(),
        first=[_due(guetteur) for guetteur in first[:SHOWN]],
        list_url=f"{reverse(INDEX)}?{ContactFilter.parameter_name}={ContactFilter.DUE}",
    )


def _due(guetteur: GuetteurVeilleur) -> Due:
    return Due(
        title=str(guetteur),
        url=reverse(INSPECT, args=[guetteur.pk]),
        since=guetteur.next_contact_on,
        detail=str(guetteur.departement or ""),
    )


DUTY = Duty(
    name="guetteurs-a-recontacter",
    heading="Guetteurs-veilleurs à recontacter",
    concerns=lambda user: may(user, "view"),
    awaiting=awaiting,
    order=60,
    is_mailed=True,
)
