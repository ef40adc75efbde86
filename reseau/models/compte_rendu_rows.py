"""The rows edited with a meeting: who led it, its figures, its documents, what follows."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from .referent import Referent


class AnimateurQuerySet(models.QuerySet):
    def named(self) -> "AnimateurQuerySet":
        """With the name that readers may see today of each, in the same query."""
        seen = Referent.objects.persons().filter(pk=models.OuterRef("referent")).values("name")[:1]
        return self.annotate(shown_name=models.Subquery(seen)).order_by("sort_order", "pk")


class Animateur(Orderable):
    """A referent who led a meeting. Once removed, or hidden from readers, a mention without name is left."""

    compte_rendu = ParentalKey(
        "reseau.CompteRendu", on_delete=models.CASCADE, related_name="animateurs", verbose_name="réunion"
    )
    referent = models.ForeignKey(
        Referent,
        verbose_name="référent ou référente",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="animations",
        help_text="Si cette personne ne paraît plus sur le site, le compte rendu dit « une personne référente du groupe ».",
    )

    objects = AnimateurQuerySet.as_manager()

    panels: ClassVar[list] = [FieldPanel("referent")]

    class Meta(Orderable.Meta):
        verbose_name = "animation par une personne référente"
        verbose_name_plural = "animations par des personnes référentes"

    @cached_property
    def shown_name(self) -> str | None:
        """The name that readers may see today; None when they may see none. One query, unless ``named`` made it."""
        return Referent.objects.persons().filter(pk=self.referent_id).values_list("name", flat=True).first()


class ChiffreEvaluation(Orderable):
    """A figure of what those present thought of the meeting: « 7 réponses sur 9 », « satisfaction 8,5 sur 10 »."""

    compte_rendu = ParentalKey(
        "reseau.CompteRendu", on_delete=models.CASCADE, related_name="evaluation", verbose_name="réunion"
    )
    label = models.CharField(
        "ce qui est compté", max_length=120, help_text="Exemple : « Ont répondu », « Satisfaction moyenne »."
    )
    value = models.DecimalField("valeur", max_digits=7, decimal_places=1, validators=[MinValueValidator(0)])
    out_of = models.PositiveIntegerField("sur combien", null=True, blank=True, help_text="Exemple : « 9 », « 10 ».")

    panels: ClassVar[list] = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("value", help_text="Le chiffre lui-même. Exemple : « 4,5 »."), FieldPanel("out_of")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "chiffre d'évaluation"
        verbose_name_plural = "chiffres d'évaluation"
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=models.Q(out_of=None) | models.Q(value__lte=models.F("out_of")),
                name="evaluation_within_its_total",
                violation_error_message="Évaluation : la valeur dépasse « sur combien ». Corrigez l'une des deux.",
            ),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="evaluation_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.label} : {self.sentence}"

    @property
    def sentence(self) -> str:
        """« 7 sur 9 », « 8,5 sur 10 »."""
        whole = self.value == self.value.to_integral_value()
        value = str(int(self.value)) if whole else str(self.value).replace(".", ",")
        return f"{value} sur {self.out_of}" if self.out_of is not None else value

    def as_dict(self) -> dict[str, Any]:
        """What other programs read."""
        return {"label": self.label, "value": float(self.value), "out_of": self.out_of}


class DocumentReunion(Orderable):
    """A document of a meeting: its slides, its programme."""

    compte_rendu = ParentalKey(
        "reseau.CompteRendu", on_delete=models.CASCADE, related_name="documents", verbose_name="réunion"
    )
    document = models.ForeignKey(
        "cms.Document", on_delete=models.CASCADE, related_name="+", verbose_name="document joint"
    )

    panels: ClassVar[list] = [FieldPanel("document", help_text="Un fichier de la médiathèque, ou que vous envoyez.")]

    class Meta(Orderable.Meta):
        verbose_name = "document de la réunion"
        verbose_name_plural = "documents de la réunion"


class ProchaineEtapeQuerySet(models.QuerySet):
    def to_do(self) -> "ProchaineEtapeQuerySet":
        """Those that nobody has done yet, the oldest first; without a date last."""
        undone = self.filter(done_on=None).select_related("compte_rendu", "owner")
        return undone.order_by(models.F("due_on").asc(nulls_last=True), "pk")

    def due(self, day: date) -> "ProchaineEtapeQuerySet":
        """Those of them whose day has come."""
        return self.to_do().filter(due_on__lte=day)


class ProchaineEtape(Orderable):
    """What somebody of the group does after a meeting. Internal: it is kept at once, without review or history."""

    compte_rendu = ParentalKey(
        "reseau.CompteRendu", on_delete=models.CASCADE, related_name="etapes", verbose_name="réunion"
    )
    text = models.CharField("à faire", max_length=200, help_text="Exemple : « Envoyer le diaporama au groupe ».")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="par qui",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="etapes",
        help_text="Le compte de la personne : elle le verra à sa première page.",
    )
    due_on = models.DateField("pour le", null=True, blank=True)
    done_on = models.DateField("fait le", null=True, blank=True, help_text="Vide tant que cela reste à faire.")

    objects = ProchaineEtapeQuerySet.as_manager()

    panels: ClassVar[list] = [
        FieldPanel("text"),
        FieldRowPanel(
            [
                FieldPanel("owner"),
                FieldPanel("due_on", help_text="Le jour où ce sera à faire : il sera rappelé ici et par courriel."),
                FieldPanel("done_on"),
            ]
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "prochaine étape"
        verbose_name_plural = "prochaines étapes"
        indexes: ClassVar[list] = [models.Index(fields=["done_on", "due_on"], name="etape_due")]

    def __str__(self) -> str:
        return self.text
