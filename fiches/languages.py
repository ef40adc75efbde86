"""Titles that screen readers must not pronounce in French."""

from cms.remembered import remembered
from cms.watching import watch

from .models import ReferencePage

watch(ReferencePage, "language")


def foreign_titles() -> dict[int, str]:
    """By key, the language of the references whose title is not French."""
    return remembered(
        "foreign titles", lambda: dict(ReferencePage.objects.exclude(language="fr").values_list("pk", "language"))
    )
