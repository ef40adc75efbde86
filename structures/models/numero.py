from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index

from cms.forms import SnippetForm
from cms.models import EditorialSnippet
from cms.remembered import remembered
from cms.watching import watch
from structures import phone


class NumeroQuerySet(models.QuerySet):
    def answering(self) -> "NumeroQuerySet":
        """Numbers that may be shown to readers: published, and not withdrawn."""
        return self.filter(live=True).exclude(state=Numero.State.WITHDRAWN)


class Numero(index.Indexed, EditorialSnippet):
    """A telephone number. Each exists once; pages, cards, the crisis bar and JSON all read it here."""

    class Channel(models.TextChoices):
        CALL = "call", "Appel"
        SMS = "sms", "SMS"

    class State(models.TextChoices):
        ACTIVE = "active", "En service"
        TO_CONFIRM = "to_confirm", "À confirmer"
        WITHDRAWN = "withdrawn", "Retiré"

    slug = models.SlugField(
        "identifiant",
        max_length=60,
        unique=True,
        help_text="Un mot pour le désigner ailleurs sur le site. Exemple : « entraide-ordre ».",
    )
    label = models.CharField("nom de la ligne", max_length=80, help_text="Exemple : « Entraide de l'Ordre ».")
    number = models.CharField(
        "numéro",
        max_length=20,
        help_text="Comme on le compose. Exemple : « 0 800 288 038 » ou « 3114 ».",
    )
    channel = models.CharField("moyen", max_length=8, choices=Channel, default=Channel.CALL)
    who = models.CharField(
        "qui répond",
        max_length=200,
        blank=True,
        help_text="Une phrase. Exemple : « Des psychologues, pour tous les soignants. »",
    )
    availability = models.CharField(
        "quand",
        max_length=120,
        blank=True,
        help_text="Exemple : « 24 h/24, 7 j/7 » ou « Heures de bureau ».",
    )
    is_free = models.BooleanField("gratuit", null=True, blank=True)
    is_anonymous = models.BooleanField("anonyme", null=True, blank=True)
    state = models.CharField("état", max_length=12, choices=State, default=State.TO_CONFIRM)
    replaced_by = models.ForeignKey(
        "self",
        verbose_name="remplacé par",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaces",
        help_text="Pour un numéro retiré : celui que l'on propose à sa place.",
    )
    source_url = models.URLField("source", blank=True, help_text="La page publique où ce numéro a été lu.")
    checked_on = models.DateField("vérifié le", null=True, blank=True)
    order = models.PositiveSmallIntegerField("ordre", default=100, help_text="Les plus petits nombres d'abord.")

    objects = NumeroQuerySet.as_manager()

    base_form_class = SnippetForm
    panels: ClassVar[list] = [
        MultiFieldPanel(
            [
                FieldPanel("label"),
                FieldRowPanel([FieldPanel("number"), FieldPanel("channel")]),
                FieldPanel("who"),
                FieldPanel("availability"),
                FieldRowPanel([FieldPanel("is_free"), FieldPanel("is_anonymous")]),
            ],
            heading="Ce que lisent les visiteurs",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("state"), FieldPanel("replaced_by")]),
                FieldRowPanel([FieldPanel("checked_on"), FieldPanel("source_url")]),
                FieldRowPanel([FieldPanel("slug"), FieldPanel("order")]),
            ],
            heading="Suivi",
        ),
    ]
    search_fields: ClassVar[list] = [
        index.SearchField("label", boost=2),
        index.AutocompleteField("label"),
        index.SearchField("number"),
        index.FilterField("state"),
    ]
    api_fields: ClassVar[list] = [
        APIField("label"),
        APIField("display"),
        APIField("uri"),
        APIField("channel"),
        APIField("who"),
        APIField("availability"),
        APIField("is_free"),
        APIField("is_anonymous"),
        APIField("to_confirm"),
        APIField("checked_on"),
    ]

    class Meta:
        verbose_name = "numéro"
        verbose_name_plural = "numéros"
        ordering = ["order", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "channel"],
                name="numero_exists_once",
                violation_error_message="Ce numéro est déjà dans le registre : modifiez la fiche qui existe.",
            ),
            models.CheckConstraint(
                condition=~models.Q(pk=models.F("replaced_by")),
                name="numero_not_replaced_by_itself",
                violation_error_message="Un numéro ne se remplace pas lui-même : choisissez un autre numéro.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.display})"

    def clean_fields(self, exclude: Any = None) -> None:
        if self.number and (exclude is None or "number" not in exclude):
            try:
                self.number = phone.normalise(self.number)
            except ValidationError as error:
                raise ValidationError({"number": error.messages}) from error
        super().clean_fields(exclude=exclude)

    @property
    def display(self) -> str:
        """The number as it is read: ``0 800 288 038``."""
        return phone.display(self.number)

    @property
    def uri(self) -> str:
        """What a phone opens: ``tel:3114``, ``tel:+33800288038``, ``sms:114``."""
        return f"{'sms' if self.channel == self.Channel.SMS else 'tel'}:{self.number}"

    @property
    def is_answering(self) -> bool:
        """Whether readers may be given this number."""
        return self.live and self.state != self.State.WITHDRAWN

    @classmethod
    def register(cls) -> "dict[int, Numero]":
        """Every number by key, remembered: to be read only."""
        return remembered("numeros", cls.objects.in_bulk)

    def as_dict(self) -> dict[str, object]:
        """What other programs read of this number."""
        return {
            "slug": self.slug,
            "label": self.label,
            "number": self.display,
            "uri": self.uri,
            "channel": self.channel,
            "who": self.who,
            "availability": self.availability,
            "is_free": self.is_free,
            "is_anonymous": self.is_anonymous,
            "to_confirm": self.to_confirm,
        }

    @property
    def to_confirm(self) -> bool:
        return self.state == self.State.TO_CONFIRM

    def publication_errors(self) -> dict[str, str]:
        if self.state == self.State.WITHDRAWN and not self.replaced_by_id:
            return {"replaced_by": "Un numéro retiré renvoie vers un autre : choisissez celui qui le remplace."}
        return {}


watch(Numero)
