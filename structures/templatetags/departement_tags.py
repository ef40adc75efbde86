"""The departments as a map and as the list beside it."""

from collections.abc import Iterable

from django import template

from structures.carte import VIEW_BOX, Place

register = template.Library()


@register.inclusion_tag("structures/carte.html")
def carte(places: Iterable[Place], label: str = "Départements") -> dict[str, object]:
    """A map and the equal list of its links; ``label`` names the list.

    The map repeats the list for eyes and fingers: screen readers and the Tab key meet each link once, in the list.
    """
    return {"places": list(places), "view_box": VIEW_BOX, "label": label}
