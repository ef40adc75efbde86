import datetime
from contextlib import suppress
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from cms.models import BasePage
from cms.serializers import TermsField
from fiches import citation
from fiches.bibliography import csl, export, identifiers, items, markup, metadata, types
from fiches.citing import citing_fiches
from fiches.serializers import ContributorsField, CslField
from search.children import SearchedByChildren

from .reference_panels import REFERENCE_PANELS
from .vocabulary import ThemeBibliographique


class ReferencePageQuerySet(PageQuerySet):
    def for_lists(self) -> "ReferencePageQuerySet":
        """With the names that a citation shows, in a constant number of queries; newest first."""
        return self.for_csl().order_by("-year", "title", "pk")

    def for_csl(self) -> "ReferencePageQuerySet":
        """With all that ``to_csl`` reads, in a constant number of queries."""
        return self.prefetch_related("contributors", "themes")


class ReferencePage(SearchedByChildren, BasePage):
    """A publication, with the fields of CSL-JSON (``fiches.bibliography.csl`` says which is which)."""

    class Evidence(models.TextChoices):
        """Source: HAS, "Niveau de preuve et gradation des recommandations de bonne pratique", 2013."""

        ONE = "1", "Niveau 1 : essais de forte puissance, méta-analyses"
        TWO = "2", "Niveau 2 : essais de faible puissance, cohortes"
        THREE = "3", "Niveau 3 : études cas-témoins"
        FOUR = "4", "Niveau 4 : séries de cas, études descriptives"

    key = models.CharField(
        "clé",
        max_length=80,
        blank=True,
        help_text="Ce qui la désigne dans les fichiers. Exemple : « wu2000 ». Vide, elle est tirée de l'adresse.",
    )
    csl_type = models.CharField("type", max_length=30, choices=types.CHOICES, default="article-journal")
    genre = models.CharField("nature", max_length=250, blank=True, help_text="Exemple : « Fiche mémo », « Mémoire ».")
    formatted_title = models.TextField(
        "titre mis en forme",
        blank=True,
        help_text="Seulement si le titre a de l'italique, des indices, ou plus de 255 signes : « <i>In vitro</i> et CO<sub>2</sub> ».",
    )
    container = models.CharField(
        "revue ou ouvrage", max_length=500, blank=True, help_text="Où le texte a paru. Exemple : « BMJ »."
    )
    container_short = models.CharField(
        "titre abrégé de la revue", max_length=250, blank=True, help_text="Exemple : « Ann Intern Med »."
    )
    collection = models.CharField("collection", max_length=500, blank=True)
    collection_number = models.CharField("numéro dans la collection", max_length=60, blank=True)
    event = models.CharField("congrès", max_length=500, blank=True)
    publisher = models.CharField("éditeur ou institution", max_length=500, blank=True)
    place = models.CharField("lieu d'édition", max_length=250, blank=True)
    year = models.PositiveSmallIntegerField(
        "année", null=True, blank=True, validators=[MinValueValidator(1500), MaxValueValidator(2100)]
    )
    month = models.PositiveSmallIntegerField(
        "mois", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    day = models.PositiveSmallIntegerField(
        "jour", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    volume = models.CharField("volume", max_length=60, blank=True)
    issue = models.CharField("numéro de la revue", max_length=60, blank=True)
    pages = models.CharField("pages", max_length=100, blank=True, help_text="Exemple : « 726–727 ».")
    number_of_pages = models.CharField("nombre de pages", max_length=60, blank=True)
    edition = models.CharField("édition", max_length=100, blank=True, help_text="Exemple : « 2 ».")
    number = models.CharField("numéro du document", max_length=100, blank=True, help_text="D'un rapport, d'une norme.")
    doi = models.CharField("DOI", max_length=250, blank=True, validators=[identifiers.validate_doi])
    pmid = models.CharField("PMID", max_length=60, blank=True, validators=[identifiers.validate_pmid])
    pmcid = models.CharField("PMCID", max_length=60, blank=True, validators=[identifiers.validate_pmcid])
    isbn = models.CharField("ISBN", max_length=120, blank=True, validators=[identifiers.validate_isbn])
    issn = models.CharField("ISSN", max_length=120, blank=True, validators=[identifiers.validate_issn])
    url = models.URLField("adresse", blank=True, max_length=500)
    accessed = models.DateField("consultée le", null=True, blank=True, help_text="Pour une page web.")
    language = models.CharField("langue", max_length=20, blank=True, help_text="Deux lettres. Exemple : « fr ».")
    abstract = models.TextField("résumé", blank=True)
    keywords = models.TextField("mots-clés", blank=True, help_text="Séparés par des points-virgules.")
    note = models.TextField("pourquoi le lire", blank=True, help_text="Une ou deux phrases du groupe.")
    evidence = models.CharField("niveau de preuve", max_length=1, choices=Evidence, blank=True)
    free_access = models.BooleanField("en accès libre", default=False)
    pdf = models.ForeignKey(
        "cms.Document",
        verbose_name="texte en PDF",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Seulement si son droit le permet.",
    )
    pdf_rights = models.CharField(
        "ce qui permet de donner ce PDF",
        max_length=250,
        blank=True,
        help_text="Une licence ou un accord. Exemple : « Licence CC BY 4.0 ».",
    )
    extra = models.JSONField(
        "autres données du fichier d'origine",
        default=dict,
        blank=True,
        help_text="Gardées telles quelles, et rendues à l'export.",
    )
    themes = ParentalManyToManyField(ThemeBibliographique, verbose_name="thèmes", blank=True, related_name="references")

    objects = PageManager.from_queryset(ReferencePageQuerySet)()

    search_kind = "Référence"
    search_priority = 40
    share_type = "article"
    shared_relations = ("contributors", "themes")
    parent_page_types: ClassVar[list[str]] = ["fiches.BibliographiePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list] = [
        *BasePage.content_panels,
        *REFERENCE_PANELS,
        FieldPanel("themes", help_text="Un ou plusieurs : ils rangent la bibliographie."),
    ]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        *(index.SearchField(name) for name in ("container", "container_short", "abstract", "keywords", "note")),
        index.RelatedFields("contributors", [index.SearchField("family"), index.SearchField("literal")]),
        index.FilterField("year"),
        index.FilterField("csl_type"),
    ]
    api_fields: ClassVar[list] = [
        APIField("citation"),
        APIField("citation_apa"),
        *(APIField(name) for name in ("key", "csl_type", "genre")),
        APIField("contributors", serializer=ContributorsField()),
        *map(APIField, ("formatted_title", "container", "container_short", "collection", "collection_number", "event")),
        *map(APIField, ("publisher", "place", "year", "month", "day", "volume", "issue", "pages", "number_of_pages")),
        *map(APIField, ("edition", "number", "doi", "pmid", "pmcid", "isbn", "issn", "url", "accessed", "language")),
        *map(APIField, ("abstract", "keywords", "note", "evidence", "free_access", "pdf_rights")),
        APIField("themes", serializer=TermsField()),
        APIField("csl", serializer=CslField(source="*")),
    ]

    class Meta:
        verbose_name = "référence"
        verbose_name_plural = "références"

    def clean(self) -> None:
        super().clean()
        for variable in identifiers.NORMALISERS:
            name = csl.FIELDS[variable]
            with suppress(ValidationError):  # said by the validators of the field
                setattr(self, name, identifiers.NORMALISERS[variable](getattr(self, name)))
        self.key = self.key or self.slug[:80]
        self.keywords = items.join_keywords(items.split_keywords(self.keywords))
        self.formatted_title = markup.rich(self.formatted_title)
        errors = dict(self._title_errors())
        errors.update(self._date_errors())
        if errors:
            raise ValidationError(errors)

    def _title_errors(self) -> dict[str, str]:
        if self.formatted_title and csl.short_title(self.formatted_title) != self.title:
            return {
                "formatted_title": "Ce titre et celui de la page ne disent pas la même chose : corrigez l'un des deux, ou videz celui-ci."
            }
        return {}

    def _date_errors(self) -> dict[str, str]:
        if self.day and not self.month:
            return {"month": "Ajoutez le mois, ou videz le jour."}
        if self.month and not self.year:
            return {"year": "Ajoutez l'année, ou videz le mois."}
        if self.year and self.month and self.day:
            try:
                datetime.date(self.year, self.month, self.day)
            except ValueError:
                return {"day": "Ce mois n'a pas ce jour : corrigez la date."}
        return {}

    def publication_errors(self) -> dict[str, str]:
        if self.pdf_id and not self.pdf_rights:
            return {"pdf_rights": "Dites ce qui permet de donner ce PDF, ou enlevez-le."}
        return {}

    def to_csl(self) -> items.Item:
        """This reference as a CSL-JSON item."""
        return csl.to_csl(self)

    @property
    def citation(self) -> str:
        """The reference written out in Vancouver style, in plain text."""
        return citation.vancouver(self.to_csl())

    @property
    def citation_html(self) -> SafeString:
        """The same with its markup and links."""
        return citation.vancouver_html(self.to_csl())

    @property
    def citation_apa(self) -> str:
        """The reference written out in APA style, in plain text."""
        return citation.apa(self.to_csl())

    @property
    def citation_apa_html(self) -> SafeString:
        """The same with its markup and links."""
        return citation.apa_html(self.to_csl())

    @property
    def address(self) -> str:
        """Where it is read; empty when unknown."""
        return citation.address(self.to_csl())

    @property
    def libraries_address(self) -> str:
        """Where a book is borrowed; empty when unknown."""
        return identifiers.libraries_address(self.isbn)

    @property
    def title_html(self) -> SafeString:
        return markup.as_html(self.formatted_title or self.title)

    @property
    def lead(self) -> str:
        return self.search_description or self.note or self.citation

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # A reference previewed before it is first saved is cited nowhere.
        item = self.to_csl()
        context["meta_tags"], context["coins"] = list(metadata.meta_tags(item)), metadata.coins(item)
        context["export_formats"] = export.FORMATS
        context["cited_in"] = citing_fiches(self) if self.pk else []
        return context

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().structured_data(request), "mainEntity": citation.structured_data(self.to_csl())}
