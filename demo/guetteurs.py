"""Guetteurs-veilleurs who are nobody: the 27 of 2018, as examples."""

from typing import Any

from reseau.models import CompteRendu, GuetteurVeilleur

from .workshop import Workshop

FICTION = "046571{:04d}"  # numbers that ARCEP keeps for films and books


def seed_guetteurs(workshop: Workshop) -> None:
    """Write them into the register, each group with its meeting and the department where it was held."""
    number = 0
    for group in workshop.yaml("guetteurs.yaml"):
        meeting = _meeting(workshop, group["meeting"])
        for _ in range(group["count"]):
            number += 1

            def make(number: int = number, group: Any = group, meeting: CompteRendu | None = meeting) -> Any:
                return _make(number, group, meeting)

            workshop.make(f"guetteur:{number:02d}", make)


def _meeting(workshop: Workshop, slug: str) -> CompteRendu | None:
    """The report that the demo made; None when it names none, or when an editor has removed it since."""
    key = f"compte-rendu:{slug}"
    if key not in workshop.ledger:
        return None
    return CompteRendu.objects.filter(pk=workshop.ledger.primary_key(key)).first()


def _make(number: int, group: dict[str, Any], meeting: CompteRendu | None) -> GuetteurVeilleur:
    guetteur = GuetteurVeilleur(
        last_name=f"Exemple {number:02d}",
        first_name="(démonstration)",
        email=f"exemple-{number:02d}@example.org",
        phone=FICTION.format(number),
        departement=meeting.departement if meeting else None,
        recruited_at=meeting,
        consent_on=group["consent_on"],
    )
    guetteur.full_clean()
    guetteur.save()
    return guetteur
