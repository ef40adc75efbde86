from datetime import datetime, time
from typing import Any, ClassVar

from django.db import IntegrityError, models, transaction
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.timezone import localdate, make_aware
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from cms.collections import private_collections
from cms.fields import StreamField
from cms.models import EditorialSnippet
from cms.models.publication import merged_errors
from reseau import rules
from reseau.contact import Contact, Way, contact
from reseau.forms import CompteRenduForm
from reseau.leading import leaders
from structures.blocks import TextWithNumerosBlock

from .compte_rendu_panels import API_FIELDS, CHECKLIST, PANELS
from .compte_rendu_queryset import CompteRenduQuerySet
from .compte_rendu_rows import ProchaineEtape
from .vocabulary import FormatReunion, ThemeReunion

MAX_SLUG = 80


class CompteRendu(index.Indexed, EditorialSnippet):
    """A meeting: announced, then told. One object for both, so that nothing is typed twice.

    Internal unless the group makes it public.
    """

    class Visibility(models.TextChoices):
        INTERNAL = "internal", "Interne au groupe"
        PUBLIC = "public", "Public"

    class Registration(models.TextChoices):
        NONE = "none", "Sans inscription"
        LINE = "line", "Par la ligne du service"
        EMAIL = "email", "Par courriel"

    CHECKLIST = CHECKLIST

    title = models.CharField(
        "titre",
        max_length=150,
        help_text="Exemple : « Réunion avec les médecins d'Istres ».",
    )
    slug = models.SlugField(
        "identifiant",
        max_length=MAX_SLUG,
        unique=True,
        help_text="Dans l'adresse. Vide : la date et le lieu, par exemple « 2018-06-19-istres ».",
    )
    date = models.DateField("date", validators=[rules.meeting_day])
    starts_at = models.TimeField("début", null=True, blank=True, help_text="Exemple : « 19:30 ».")
    ends_at = models.TimeField("fin", null=True, blank=True)
    place = models.CharField("lieu", max_length=150, blank=True)
    departement = models.ForeignKey(
        "structures.Departement",
        verbose_name="département",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="comptes_rendus",
    )
    host = models.CharField(
        "accueil ou public",
        max_length=200,
        blank=True,
        help_text="Un groupe, jamais un nom. Exemple : « Un groupe de formation continue ».",
    )
    formats = ParentalManyToManyField(
        FormatReunion, verbose_name="formats de la réunion", blank=True, related_name="comptes_rendus"
    )
    format_note = models.CharField(
        "précision sur le format",
        max_length=200,
        blank=True,
        help_text="Ce que les mots cochés ne disent pas.",
    )
    led_by = models.CharField(
        "aussi animée par",
        max_length=200,
        blank=True,
        help_text="Qui n'est pas référent ou référente. Exemple : « Trois personnes élues du groupe ».",
    )
    open_to_all = models.BooleanField(
        "ouverte à tous les confrères",
        default=False,
        help_text="Sinon, la page dit qu'elle s'adresse au groupe qui accueille.",
    )
    registration = models.CharField("pour s'inscrire", max_length=5, choices=Registration, default=Registration.NONE)
    registration_email = models.EmailField(
        "adresse pour s'inscrire",
        blank=True,
        help_text="Une adresse du groupe. Elle paraît sur le site.",
    )
    invited = models.PositiveIntegerField("invités", null=True, blank=True)
    present = models.PositiveIntegerField("présents", null=True, blank=True)
    present_is_estimate = models.BooleanField("nombre de présents estimé", default=False)
    present_insiders = models.PositiveIntegerField(
        "dont personnes élues de l'URPS ou du groupe",
        default=0,
        help_text="Elles ne comptent pas parmi les confrères rencontrés. Exemple : « 3 ».",
    )
    new_guetteurs = models.PositiveIntegerField("nouveaux guetteurs-veilleurs", default=0)
    themes = ParentalManyToManyField(
        ThemeReunion, verbose_name="thèmes abordés", blank=True, related_name="comptes_rendus"
    )
    body = StreamField(
        TextWithNumerosBlock(required=False),
        verbose_name="ce qui en est sorti",
        blank=True,
    )
    is_written = models.BooleanField("compte rendu écrit", default=False, editable=False)  # follows ``body``
    visibility = models.CharField(
        "visibilité",
        max_length=10,
        choices=Visibility,
        default=Visibility.INTERNAL,
        help_text="« Public » seulement quand plus rien ne permet de reconnaître une personne.",
    )
    anon_names = models.BooleanField("Aucun nom de personne présente.", default=False)
    anon_people = models.BooleanField(
        "Aucun détail ne permet de reconnaître un patient, un confrère ou un proche.", default=False
    )
    anon_words = models.BooleanField("Aucune confidence rapportée mot à mot.", default=False)
    anon_documents = models.BooleanField("Les documents joints ont été relus de la même façon.", default=False)
    anon_host = models.BooleanField("Le groupe qui accueillait sait que ce texte sera public.", default=False)

    animateurs: Any
    evaluation: Any
    documents: Any
    etapes: Any

    objects = CompteRenduQuerySet.as_manager()

    _named_itself = False
    base_form_class = CompteRenduForm
    panels: ClassVar[list] = PANELS
    search_kind = "Compte rendu"
    search_priority = 60
    search_facets: ClassVar[dict[str, tuple[str, str]]] = {"departement": ("departement", "code")}
    search_fields: ClassVar[list] = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("place"),
        index.SearchField("body"),
        index.RelatedFields("departement", [index.SearchField("name")]),
        index.RelatedFields("formats", [index.SearchField("name")]),
        index.RelatedFields("themes", [index.SearchField("name")]),
        index.FilterField("visibility"),
        index.FilterField("date"),
    ]
    api_fields: ClassVar[list] = API_FIELDS

    class Meta:
        verbose_name = "compte rendu"
        verbose_name_plural = "comptes rendus"
        ordering = ["-date", "pk"]
        permissions = [("unpublish_compterendu", "Can unpublish compte rendu")]
        indexes = [models.Index(fields=["date"], name="compte_rendu_date")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(invited__isnull=True)
                | models.Q(present__isnull=True)
                | models.Q(present__lte=models.F("invited")),
                name="compte_rendu_present_within_invited",
                violation_error_message="Il y a plus de présents que d'invités : corrigez l'un des deux nombres.",
            ),
            models.CheckConstraint(
                condition=models.Q(present_insiders=0) | models.Q(present_insiders__lte=models.F("present")),
                name="compte_rendu_insiders_within_present",
                violation_error_message="Plus de personnes du groupe que de présents : corrigez l'un des deux nombres.",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="compte_rendu_ends_after_start",
                violation_error_message="La réunion finirait avant de commencer : corrigez l'une des deux heures.",
            ),
            models.CheckConstraint(
                condition=models.Q(date__gte=rules.FIRST_DAY),
                name="compte_rendu_since_the_group_exists",
                violation_error_message="Le groupe existe depuis novembre 2016 : vérifiez l'année.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.date:%d/%m/%Y})" if self.date else self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._name_itself()
        self.is_written = bool(self.body)
        try:
            with transaction.atomic():
                super().save(*args, **kwargs)
        except IntegrityError:
            if not (self._state.adding and self._named_itself):
                raise
            self.slug = ""  # another meeting took this address since it was chosen: the next one is free
            self._name_itself()
            super().save(*args, **kwargs)

    def clean_fields(self, exclude: Any = None) -> None:
        self._name_itself()
        super().clean_fields(exclude=exclude)

    def _name_itself(self) -> None:
        """An address when nobody wrote one: the day, the place, and a number when they are taken."""
        if self.slug or not self.date:
            return
        base = f"{self.date:%Y-%m-%d}-{slugify(self.place or self.title)}"[: MAX_SLUG - 4].strip("-")
        others = CompteRendu.objects.exclude(pk=self.pk).filter(slug__startswith=base)
        taken = set(others.values_list("slug", flat=True))
        names = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
        self.slug = next(name for name in names if name not in taken)
        self._named_itself = True

    def clean(self) -> None:
        with merged_errors(rules.contradictions(self)):
            super().clean()

    def publication_errors(self) -> dict[str, Any]:
        return rules.report_errors(self)

    def with_content_json(self, content: Any) -> "CompteRendu":
        """A version of it. Next steps have none: what is left to do is what it is now."""
        version: CompteRendu = super().with_content_json(content)
        version.etapes.set(list(ProchaineEtape.objects.filter(compte_rendu=self.pk).order_by("sort_order", "pk")))
        return version

    @property
    def is_to_come(self) -> bool:
        """Whether the meeting is today or later."""
        return self.date >= localdate() if self.date else False

    @property
    def stage(self) -> str:
        """Where it stands, for the lists of the admin."""
        if self.is_written:
            return "Compte rendu écrit"
        return "À venir" if self.is_to_come else "À écrire"

    @property
    def summary(self) -> str:
        """What it is, of which day and where, in a sentence."""
        kind = "Compte rendu de la réunion" if self.is_written else "Réunion"
        where = f", à {self.place}" if self.place else ""
        return f"{kind} du {date_format(self.date, 'j F Y')}{where}."

    @property
    def is_public_once_published(self) -> bool:
        return self.visibility == self.Visibility.PUBLIC

    @property
    def met(self) -> int | None:
        """Colleagues met: those present, less the elected members of the URPS and the group themselves."""
        return None if self.present is None else self.present - self.present_insiders

    @property
    def leaders(self) -> str:
        """Who led it, as readers may know it."""
        return leaders([row.shown_name for row in self.animateurs.all()], self.led_by)

    @property
    def shown_documents(self) -> list[Any]:
        """Those that everyone may open: none of a private collection."""
        private = private_collections()
        documents = [row.document for row in self.documents.all() if row.document_id]
        return [document for document in documents if document.collection_id not in private]

    @property
    def register_by(self) -> Contact | None:
        """How to ask for a place; None when none is needed."""
        if self.registration == self.Registration.EMAIL and self.registration_email:
            return contact(Way.RELAY, self.registration_email)
        return None if self.registration == self.Registration.NONE else contact(Way.LINE)

    @property
    def begins(self) -> datetime | None:
        """The moment when it starts (aware, Paris); None while the hour is unknown."""
        return make_aware(datetime.combine(self.date, self.starts_at)) if self.starts_at else None

    @property
    def ends(self) -> datetime | None:
        """The moment when it ends (aware, Paris); None while the hour is unknown."""
        return make_aware(datetime.combine(self.date, self.ends_at)) if self.ends_at else None

    @property
    def search_date(self) -> datetime:
        """The day of the meeting, as the search sorts by it."""
        return make_aware(datetime.combine(self.date, time()))

    @property
    def departement_code(self) -> str | None:
        return self.departement.code if self.departement else None
