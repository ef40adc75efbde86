"""How meetings are written in pages."""

from datetime import time

from django import template

from reseau import agenda
from reseau.leading import enumerated
from reseau.models import CompteRendu, ReseauPage

register = template.Library()


@register.filter
def heure_fr(hour: time) -> str:
    """« 9 h », « 19 h 30 »."""
    return f"{hour.hour} h {hour.minute:02}" if hour.minute else f"{hour.hour} h"


@register.filter
def heures_fr(meeting: CompteRendu) -> str:
    """« de 19 h 30 à 21 h », « à 19 h 30 »; empty while the hour is unknown."""
    if not meeting.starts_at:
        return ""
    if not meeting.ends_at:
        return f"à {heure_fr(meeting.starts_at)}"
    return f"de {heure_fr(meeting.starts_at)} à {heure_fr(meeting.ends_at)}"


register.filter("liste_fr", enumerated)
register.filter("lieu_fr", agenda.where)
register.filter("pour_qui", agenda.audience)


@register.simple_tag
def adresse_reunion(meeting: CompteRendu, network_url: str) -> str:
    """The address of a meeting under that of the page of the network."""
    return f"{network_url}{ReseauPage().report_path(meeting)}"
