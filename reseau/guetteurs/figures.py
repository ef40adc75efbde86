"""What the register counts, without naming anybody: for the bilan."""

from django.db.models import Count
from django.db.models.functions import ExtractYear

from reseau.models import GuetteurVeilleur


def active_by_departement() -> dict[int | None, int]:
    """How many watch today, by primary key of their department; None for those whose department is unknown."""
    rows = GuetteurVeilleur.objects.active().order_by().values("departement").annotate(count=Count("pk"))
    return {row["departement"]: row["count"] for row in rows}


def recruited_by() -> list[tuple[int | None, int, int]]:
    """Department, year of arrival, how many of the register came then. Those whose day of arrival is unknown are not in it.

    Those erased since are not there any more: what a meeting brought in is the ``new_guetteurs`` of its report.
    """
    rows = (
        GuetteurVeilleur.objects.filter(recruited_on__isnull=False)
        .order_by()
        .annotate(year=ExtractYear("recruited_on"))
        .values_list("departement", "year")
        .annotate(count=Count("pk"))
        .order_by("year", "departement")
    )
    return list(rows)
