"""Titles that screen readers must not pronounce in French."""

from cms.remembered import remembered

from .models import ReferencePage


def foreign_titles() -> dict[int, str]:
    """By key, the language of the references whose title is not French."""
    return remembered(
        "foreign titles", lambda: dict(ReferencePage.objects.exclude(language="fr").values_list("pk", "language"))
    )
