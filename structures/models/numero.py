from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from cms.models import EditorialSnippet
from cms.remembered import remembered
from cms.watching import watch
from structures import contact
from structures.contact import Channel
from structures.forms import NumeroForm
from structures.hours import Opening, Schedule
from structures.models.numero_panels import NUMERO_API_FIELDS, NUMERO_PANELS

from .departement import Departement
from .register import read_register
from .vocabulary import Audience

# Between two checks of a number when nobody chose a date: half a year.
CHECK_EVERY = timedelta(days=182)


class NumeroQuerySet(models.QuerySet):
    def answering(self) -> "NumeroQuerySet":
        """Numbers that may be shown to readers: published, and not withdrawn."""
        return self.filter(live=True).exclude(state=Numero.State.WITHDRAWN)

    def to_check(self, today: date) -> "NumeroQuerySet":
        """Published numbers never checked, or whose check is due; the longest forgotten first."""
        never = models.Q(next_check_on=None, checked_on=None)
        old = models.Q(next_check_on=None, checked_on__lte=today - CHECK_EVERY)
        due = self.answering().filter(models.Q(next_check_on__lte=today) | never | old)
        return due.order_by(models.F("checked_on").asc(nulls_first=True), "order", "label", "pk")

    def whole(self) -> "NumeroQuerySet":
        """With all that says when each answers, and for whom."""
        return self.prefetch_related("hours", "exceptions", "relays", "audiences", "departements")


class Numero(index.Indexed, EditorialSnippet):
    """A way to reach somebody. Each exists once; pages, cards, the crisis bar and JSON all read it here."""

    Channel = Channel

    class State(models.TextChoices):
        ACTIVE = "active", "En service"
        TO_CONFIRM = "to_confirm", "À confirmer"
        WITHDRAWN = "withdrawn", "Retiré"

    class OpeningChoice(models.TextChoices):
        ALWAYS = "always", "À toute heure, tous les jours"
        WEEKLY = "weekly", "Selon les plages ci-dessous"
        UNKNOWN = "unknown", "Horaires à confirmer"

    slug = models.SlugField(
        "identifiant",
        max_length=60,
        unique=True,
        help_text="Un mot pour le désigner ailleurs sur le site. Exemple : « entraide-ordre ».",
    )
    label = models.CharField("nom de la ligne", max_length=80, help_text="Exemple : « Entraide de l'Ordre ».")
    channel = models.CharField("moyen", max_length=8, choices=Channel, default=Channel.CALL)
    number = models.CharField(
        "numéro ou adresse",
        max_length=254,
        help_text="Comme on le compose : « 0 800 288 038 » ou « 3114 ». Pour un courriel, un site ou une visio : l'adresse.",
    )
    who = models.CharField(
        "qui répond",
        max_length=200,
        blank=True,
        help_text="Une phrase. Exemple : « Des psychologues, pour tous les soignants. »",
    )
    is_free = models.BooleanField("gratuit", null=True, blank=True)
    is_anonymous = models.BooleanField("anonyme", null=True, blank=True)
    audiences = ParentalManyToManyField(
        Audience, verbose_name="publics", blank=True, related_name="numeros", help_text="Qui peut appeler."
    )
    languages = models.CharField(
        "langues",
        max_length=120,
        blank=True,
        help_text="Celles que l'on y parle. Exemple : « français, anglais ».",
    )
    opening = models.CharField(
        "horaires",
        max_length=8,
        choices=OpeningChoice,
        default=Opening.UNKNOWN.value,
        help_text="Tant qu'ils sont à confirmer, le site ne dit jamais que cette ligne répond.",
    )
    availability = models.CharField(
        "précision sur les horaires",
        max_length=120,
        blank=True,
        help_text="À la place de la phrase tirée des horaires. Exemple : « Heures de bureau (à confirmer) ».",
    )
    closed_on_holidays = models.BooleanField(
        "fermé les jours fériés",
        default=True,
        help_text="Ceux de toute la France. Pour un seul jour autrement, ajoutez des jours particuliers.",
    )
    is_national = models.BooleanField("répond à toute la France", default=True)
    departements = ParentalManyToManyField(
        Departement,
        verbose_name="départements",
        blank=True,
        related_name="numeros",
        help_text="Si la ligne ne répond pas à toute la France. Exemple : « Var (83) ».",
    )
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
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="vérifié par",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    next_check_on = models.DateField(
        "prochaine vérification",
        null=True,
        blank=True,
        help_text="Vide : six mois après la dernière.",
    )
    order = models.PositiveSmallIntegerField("ordre", default=100, help_text="Les plus petits nombres d'abord.")

    hours: Any
    exceptions: Any
    relays: Any

    objects = NumeroQuerySet.as_manager()

    base_form_class = NumeroForm
    panels: ClassVar[list] = NUMERO_PANELS
    search_fields: ClassVar[list] = [
        index.SearchField("label", boost=2),
        index.AutocompleteField("label"),
        index.SearchField("number"),
        index.FilterField("state"),
    ]
    api_fields: ClassVar[list] = NUMERO_API_FIELDS

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
                self.number = contact.normalise(self.channel, self.number)
            except ValidationError as error:
                raise ValidationError({"number": error.messages}) from error
        super().clean_fields(exclude=exclude)

    @property
    def display(self) -> str:
        """The number as it is read: ``0 800 288 038``."""
        return contact.display(self.channel, self.number)

    @property
    def uri(self) -> str:
        """What a phone opens: ``tel:3114``, ``tel:+33800288038``, ``sms:114``."""
        return contact.uri(self.channel, self.number)

    @property
    def is_answering(self) -> bool:
        """Whether readers may be given this number."""
        return self.live and self.state != self.State.WITHDRAWN

    @property
    def is_emergency(self) -> bool:
        """Whether it is dialled in immediate danger: 15, 112, 114…"""
        return contact.is_emergency(self.channel, self.number)

    @property
    def to_confirm(self) -> bool:
        return self.state == self.State.TO_CONFIRM

    @cached_property
    def schedule(self) -> Schedule:
        """When it answers. Kept on the instance: a form that edits hours makes another one."""
        week: list[list] = [[] for _ in range(7)]
        for row in self.hours.all():
            for day in row.days:
                week[day].append(row.range)
        return Schedule(
            opening=Opening(self.opening),
            week=tuple(tuple(sorted(day)) for day in week),
            special_days=tuple(row.special_days for row in self.exceptions.all()),
            closed_on_holidays=self.closed_on_holidays,
        )

    @property
    def when(self) -> str:
        """When it answers, in a few words."""
        from structures import wording  # noqa: PLC0415 - it words what this module defines

        return self.availability or wording.week(self.schedule)

    def covers(self, departement: str) -> bool:
        """Whether somebody of this department (its code) may call."""
        return self.is_national or any(covered.code == departement for covered in self.departements.all())

    @property
    def replacement(self) -> "Numero | None":
        """The number that readers may dial instead of a withdrawn one, however many times it was replaced."""
        register = self.register()
        seen = {self.pk}
        numero = register.get(self.replaced_by_id)
        while numero and not numero.is_answering and numero.pk not in seen:
            seen.add(numero.pk)
            numero = register.get(numero.replaced_by_id)
        return numero if numero and numero.is_answering else None

    @property
    def check_due_on(self) -> date | None:
        """When it must be checked again; None for a withdrawn number, or one that was never checked."""
        if self.state == self.State.WITHDRAWN:
            return None
        if self.next_check_on or self.checked_on is None:
            return self.next_check_on
        return self.checked_on + CHECK_EVERY

    @classmethod
    def register(cls) -> "dict[int, Numero]":
        """Every number by key, in order, remembered: to be read only."""
        return remembered("numeros", lambda: read_register(cls))

    def as_dict(self) -> dict[str, object]:
        """What other programs read of this number."""
        return {
            "slug": self.slug,
            "label": self.label,
            "number": self.display,
            "uri": self.uri,
            "channel": self.channel,
            "who": self.who,
            "availability": self.when,
            "opening": self.opening,
            "is_free": self.is_free,
            "is_anonymous": self.is_anonymous,
            "audiences": [{"slug": audience.slug, "name": audience.name} for audience in self.audiences.all()],
            "languages": self.languages,
            "is_national": self.is_national,
            "departements": [
                {"code": departement.code, "name": departement.name} for departement in self.departements.all()
            ],
            "to_confirm": self.to_confirm,
            "checked_on": self.checked_on,
        }

    def publication_errors(self) -> dict[str, str]:
        from structures import register_rules  # noqa: PLC0415 - they are about this model

        return register_rules.errors(self)


for watched in (Numero, Audience, Departement, Numero.audiences.through, Numero.departements.through):
    watch(watched)
