"""What a number must meet before readers see it: each refusal names the field and the remedy."""

from itertools import combinations

from . import mentions
from .hours import Opening, overlap
from .models import Numero, NumeroException

# Enough places to begin with; the usage screen lists the others.
SHOWN_USES = 3

NO_HOURS = "Ajoutez au moins une plage de la semaine, ou choisissez « Horaires à confirmer »."
NO_DEPARTEMENT = "Cochez au moins un département, ou « répond à toute la France »."
NO_SUCCESSOR = "Un numéro retiré renvoie vers un autre : choisissez celui qui le remplace."
ITSELF = "Un numéro ne se remplace pas lui-même : choisissez un autre numéro."
LOOP = "« Remplacé par » tourne en rond ({}) : choisissez un numéro qui répond encore."
OVERLAP = "« Plages de la semaine » : {} et {} se recouvrent. Raccourcissez l'une des deux, ou supprimez-la."
SPECIAL_OVERLAP = "« Jours particuliers » : {} et {} se recouvrent. Changez les dates ou les heures de l'un des deux."
STILL_USED = "« Retiré » : ce numéro est encore donné par {}. Enlevez-le d'abord de là, ou dépubliez-le : le site ne le montrera plus."


def errors(numero: Numero) -> dict[str, str]:
    """Field → what is wrong and how to mend it."""
    found = {}
    if numero.opening == Opening.WEEKLY and not numero.hours.all():
        found["opening"] = NO_HOURS
    if not numero.is_national and not numero.departements.all():
        found["departements"] = NO_DEPARTEMENT
    if sentence := _weekly_overlap(numero):
        found["hours"] = sentence
    if sentence := _special_overlap(numero):
        found["exceptions"] = sentence
    if sentence := loop(numero):
        found["replaced_by"] = sentence
    elif numero.state == Numero.State.WITHDRAWN:
        found |= _withdrawal(numero)
    return found


def loop(numero: Numero) -> str:
    """The sentence that refuses a chain of replacements that comes back to where it was; empty when it does not."""
    if numero.pk and numero.replaced_by_id == numero.pk:
        return ITSELF
    chain = [numero]
    seen = {numero.pk}
    register = Numero.register()
    following = register.get(numero.replaced_by_id)
    while following is not None:
        chain.append(following)
        if following.pk in seen:
            return LOOP.format(" → ".join(str(link) for link in chain))
        seen.add(following.pk)
        following = register.get(following.replaced_by_id)
    return ""


def _withdrawal(numero: Numero) -> dict[str, str]:
    if not numero.replaced_by_id:
        return {"replaced_by": NO_SUCCESSOR}
    before = Numero.register().get(numero.pk)
    if before is None or before.state == Numero.State.WITHDRAWN:
        return {}
    uses = mentions.uses_of(numero, limit=SHOWN_USES + 1)
    if not uses:
        return {}
    names = [f"« {use} »" for use in uses[:SHOWN_USES]] + ["d'autres"] * (len(uses) > SHOWN_USES)
    return {"state": STILL_USED.format(", ".join(names))}


def _weekly_overlap(numero: Numero) -> str:
    if numero.opening != Opening.WEEKLY:
        return ""
    rows = {(day, row.range): row for row in numero.hours.all() for day in row.days}
    spans = [(day, row.range) for row in numero.hours.all() for day in row.days]
    found = overlap(spans)
    return OVERLAP.format(*(f"« {rows[span]} »" for span in found)) if found else ""


def _special_overlap(numero: Numero) -> str:
    for first, second in combinations(numero.exceptions.all(), 2):
        if _same_days(first, second) and _same_hours(first, second):
            return SPECIAL_OVERLAP.format(f"« {first} »", f"« {second} »")
    return ""


def _same_days(first: NumeroException, second: NumeroException) -> bool:
    return bool(first.first_on <= second.last_on and second.first_on <= first.last_on)


def _same_hours(first: NumeroException, second: NumeroException) -> bool:
    """Whether two rows of a same day contradict each other: one of them is closed, or their hours meet."""
    ranges = [(0, opened) for row in (first, second) for opened in row.special_days.ranges]
    return len(ranges) < 2 or overlap(ranges) is not None
