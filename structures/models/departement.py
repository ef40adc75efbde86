from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import slugify
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.search import index

from cms.forms import SnippetForm
from cms.models import EditorialSnippet

# INSEE codes: 01 to 95 (20 split into 2A and 2B), then overseas.
CODE_PATTERN = r"^(0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|97[1-8]|98[4-9])$"


class Departement(index.Indexed, EditorialSnippet):
    """One of the departments that the service covers."""

    code = models.CharField(
        "code",
        max_length=3,
        unique=True,
        validators=[
            RegexValidator(
                CODE_PATTERN,
                "Écrivez un code de département, par exemple « 06 » ou « 83 ».",
            )
        ],
        help_text="Deux chiffres. Exemple : « 83 ».",
    )
    name = models.CharField("nom", max_length=60, unique=True, help_text="Exemple : « Var ».")

    base_form_class = SnippetForm
    panels: ClassVar[list] = [FieldPanel("code"), FieldPanel("name")]
    search_fields: ClassVar[list] = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.FilterField("code"),
    ]
    api_fields: ClassVar[list] = [APIField("code"), APIField("name")]

    class Meta:
        verbose_name = "département"
        verbose_name_plural = "départements"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=CODE_PATTERN),
                name="departement_code_is_insee",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    @property
    def slug(self) -> str:
        """What names it in an address: ``83-var``."""
        return f"{self.code.lower()}-{slugify(self.name)}"
