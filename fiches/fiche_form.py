from typing import Any

from cms.forms import PageForm


class FicheForm(PageForm):
    """Form of a fiche. A new one is ready to be typed into: a first step and a first paragraph are there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        fiche = kwargs.get("instance")
        if fiche is not None and fiche.pk is None:
            fiche.first_steps = fiche.first_steps or [("phrase", "")]
            fiche.body = fiche.body or [("texte", "")]
        super().__init__(*args, **kwargs)
