"""When a line answers, row by row: the hours of its week, the days that are unlike others, whom its machine names."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.watching import watch
from structures.hours import Range, SpecialDays

from .numero import Numero

INVERTED = "La fin vient avant le début : échangez les deux heures, ou cochez « se termine le lendemain »."
TOO_LONG = "Cette plage dure plus de 24 heures : décochez « se termine le lendemain », ou corrigez la fin."
HALF_WRITTEN = "Écrivez le début et la fin, ou laissez les deux vides si la ligne est fermée ces jours-là."


class Weekday(models.IntegerChoices):
    MONDAY = 0, "lundi"
    TUESDAY = 1, "mardi"
    WEDNESDAY = 2, "mercredi"
    THURSDAY = 3, "jeudi"
    FRIDAY = 4, "vendredi"
    SATURDAY = 5, "samedi"
    SUNDAY = 6, "dimanche"


def _check_order(row: "NumeroHours | NumeroException") -> None:
    """Raises ValidationError when a row ends before it begins, or lasts more than a day."""
    if row.opens is None or row.closes is None:
        return
    if not row.next_day and row.closes <= row.opens:
        raise ValidationError({"closes": INVERTED})
    if row.next_day and row.closes > row.opens:
        raise ValidationError({"closes": TOO_LONG})


class NumeroHours(Orderable):
    """One range of the week, the same on each of its days: from Monday to Friday, from 9 to 12."""

    numero = ParentalKey(Numero, on_delete=models.CASCADE, related_name="hours", verbose_name="numéro")
    first_day = models.PositiveSmallIntegerField("du", choices=Weekday)
    last_day = models.PositiveSmallIntegerField("au", choices=Weekday)
    opens = models.TimeField("de", help_text="Exemple : « 09:00 ».")
    closes = models.TimeField("à", help_text="Exemple : « 12:30 ». Pour minuit, « 00:00 » le lendemain.")
    next_day = models.BooleanField(
        "se termine le lendemain", default=False, help_text="Pour une nuit. Exemple : de « 20:00 » à « 08:00 »."
    )

    panels: ClassVar[list] = [
        FieldRowPanel(
            [
                FieldPanel("first_day", help_text="Le premier jour de la plage. Exemple : « lundi »."),
                FieldPanel("last_day", help_text="Le dernier, compris. Vide ou le même : un seul jour."),
            ]
        ),
        FieldRowPanel(
            [
                FieldPanel("opens"),
                FieldPanel("closes", help_text="L'heure où l'on ne répond plus. Exemple : « 18:00 »."),
                FieldPanel("next_day", help_text="Cochez si la ligne ferme après minuit."),
            ]
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "plage d'horaires"
        verbose_name_plural = "plages d'horaires"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(next_day=False, closes__gt=models.F("opens"))
                | models.Q(next_day=True, closes__lte=models.F("opens")),
                name="numero_hours_in_order",
                violation_error_message=INVERTED,
            ),
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day"), last_day__lte=6),
                name="numero_hours_days_in_order",
                violation_error_message="Les jours vont du lundi au dimanche : échangez « du » et « au ».",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_first_day_display()}–{self.get_last_day_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    def clean(self) -> None:
        super().clean()
        _check_order(self)
        if self.first_day is not None and self.last_day is not None and self.first_day > self.last_day:
            raise ValidationError(
                {"last_day": "Ce jour vient avant le premier : échangez-les, ou écrivez deux plages."}
            )

    @property
    def days(self) -> range:
        """The weekdays on which it begins, Monday being 0."""
        return range(self.first_day, self.last_day + 1)

    @property
    def range(self) -> Range:
        return Range(self.opens, self.closes, self.next_day)


class NumeroException(Orderable):
    """Days when the weekly hours do not hold: closed, or open at other hours."""

    numero = ParentalKey(Numero, on_delete=models.CASCADE, related_name="exceptions", verbose_name="numéro")
    first_on = models.DateField("du")
    last_on = models.DateField("au", help_text="Ce jour compris. Pour un seul jour, écrivez deux fois la même date.")
    opens = models.TimeField("de", null=True, blank=True, help_text="Vide si la ligne est fermée ces jours-là.")
    closes = models.TimeField("à", null=True, blank=True)
    next_day = models.BooleanField("se termine le lendemain", default=False)
    reason = models.CharField(
        "motif",
        max_length=120,
        blank=True,
        help_text="Jamais montré aux visiteurs. Exemple : « Congés du secrétariat ».",
    )

    panels: ClassVar[list] = [
        FieldRowPanel(
            [FieldPanel("first_on", help_text="Le premier jour où les horaires changent."), FieldPanel("last_on")]
        ),
        FieldRowPanel(
            [
                FieldPanel("opens"),
                FieldPanel("closes", help_text="L'heure où l'on ne répond plus. Exemple : « 18:00 »."),
                FieldPanel("next_day", help_text="Cochez si la ligne ferme après minuit."),
            ]
        ),
        FieldPanel("reason"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "jours particuliers"
        verbose_name_plural = "jours particuliers"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_on__lte=models.F("last_on")),
                name="numero_exception_days_in_order",
                violation_error_message="Le dernier jour vient avant le premier : échangez les deux dates.",
            ),
            models.CheckConstraint(
                condition=models.Q(opens=None, closes=None)
                | models.Q(next_day=False, closes__gt=models.F("opens"))
                | models.Q(next_day=True, closes__lte=models.F("opens")),
                name="numero_exception_in_order",
                violation_error_message=INVERTED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_on:%d/%m/%Y}–{self.last_on:%d/%m/%Y}"

    def clean(self) -> None:
        super().clean()
        if (self.opens is None) != (self.closes is None):
            raise ValidationError({"closes" if self.closes is None else "opens": HALF_WRITTEN})
        _check_order(self)
        if self.first_on and self.last_on and self.first_on > self.last_on:
            raise ValidationError({"last_on": "Ce jour vient avant le premier : échangez les deux dates."})

    @property
    def special_days(self) -> SpecialDays:
        ranges = (
            (Range(self.opens, self.closes, self.next_day),)
            if self.opens is not None and self.closes is not None
            else ()
        )
        return SpecialDays(self.first_on, self.last_on, ranges)


class NumeroRelay(Orderable):
    """A number that the answering machine of a line gives."""

    line = ParentalKey(Numero, on_delete=models.CASCADE, related_name="relays", verbose_name="ligne")
    numero = models.ForeignKey(Numero, on_delete=models.PROTECT, related_name="+", verbose_name="numéro")

    panels: ClassVar[list] = [
        FieldPanel("numero", help_text="Un numéro du registre : ses horaires suivent d'eux-mêmes.")
    ]

    class Meta(Orderable.Meta):
        verbose_name = "numéro donné par le répondeur"
        verbose_name_plural = "numéros donnés par le répondeur"

    def __str__(self) -> str:
        return f"{self.line} → {self.numero}"


watch(NumeroHours)
watch(NumeroException)
watch(NumeroRelay)
