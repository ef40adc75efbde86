from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Orderable, PageManager, PageQuerySet
from wagtail.search import index

from cms.models import BasePage
from cms.querysets import readable
from cms.serializers import TermsField
from fiches import citation
from fiches.citing import citing_fiches
from fiches.serializers import ContributorsField
from search.children import SearchedByChildren

from .vocabulary import ThemeBibliographique

REFERENCES_PER_PAGE = 50
# Crossref's recommended pattern, which matches all but a handful of the DOIs ever registered.
# Source: Crossref, "DOIs and matching regular expressions", 2015.
DOI_PATTERN = r"^10\.\d{4,9}/\S+$"


class BibliographiePage(BasePage):
    """The bibliography, by theme."""

    intro = models.TextField("introduction", blank=True, max_length=400, help_text="Une ou deux phrases.")

    search_kind = "Rubrique"
    schema_type = "CollectionPage"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["fiches.ReferencePage"]
    content_panels: ClassVar[list] = [*BasePage.content_panels, FieldPanel("intro")]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        index.SearchField("intro"),
    ]
    api_fields: ClassVar[list] = [APIField("intro")]

    class Meta:
        verbose_name = "bibliographie"
        verbose_name_plural = "bibliographies"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the themes, the chosen one (an unknown one is ignored) and one page of references."""
        context = super().get_context(request, *args, **kwargs)
        themes = list(ThemeBibliographique.objects.all())
        chosen = next((theme for theme in themes if theme.slug == request.GET.get("theme")), None)
        references = readable(ReferencePage.objects.child_of(self)).for_lists()
        if chosen:
            references = references.filter(themes=chosen)
        context["themes"] = themes
        context["chosen_theme"] = chosen
        if chosen:
            context["canonical_query"] = {"theme": chosen.slug}
        context["page_obj"] = Paginator(references, REFERENCES_PER_PAGE).get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        context["query_string"] = query.urlencode()
        return context


class ReferencePageQuerySet(PageQuerySet):
    def for_lists(self) -> "ReferencePageQuerySet":
        """With the names that a citation shows, in a constant number of queries; newest first."""
        return self.prefetch_related("contributors").order_by("-year", "title", "pk")


class ReferencePage(SearchedByChildren, BasePage):
    """A publication, with the fields of CSL-JSON."""

    class Type(models.TextChoices):
        """CSL 1.0.2 types, see the Citation Style Language specification, appendix III."""

        ARTICLE = "article-journal", "Article"
        BOOK = "book", "Livre"
        CHAPTER = "chapter", "Chapitre de livre"
        REPORT = "report", "Rapport"
        THESIS = "thesis", "Thèse ou mémoire"
        WEBPAGE = "webpage", "Page web"

    key = models.CharField(
        "clé",
        max_length=80,
        blank=True,
        help_text="La clé BibTeX, si la référence en vient.",
    )
    csl_type = models.CharField("type", max_length=20, choices=Type, default=Type.ARTICLE)
    container = models.CharField(
        "revue ou ouvrage",
        max_length=250,
        blank=True,
        help_text="Où le texte a paru. Exemple : « BMJ ».",
    )
    publisher = models.CharField("éditeur ou institution", max_length=250, blank=True)
    place = models.CharField("lieu d'édition", max_length=120, blank=True)
    genre = models.CharField(
        "nature",
        max_length=120,
        blank=True,
        help_text="Exemple : « Fiche mémo », « Mémoire ».",
    )
    year = models.PositiveSmallIntegerField(
        "année",
        null=True,
        blank=False,
        validators=[MinValueValidator(1500), MaxValueValidator(2100)],
    )
    month = models.PositiveSmallIntegerField(
        "mois",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    volume = models.CharField("volume", max_length=30, blank=True)
    issue = models.CharField("numéro", max_length=30, blank=True)
    pages = models.CharField("pages", max_length=40, blank=True)
    doi = models.CharField(
        "DOI",
        max_length=250,
        blank=True,
        validators=[
            RegexValidator(
                DOI_PATTERN,
                "Un DOI commence par « 10. ». Exemple : « 10.1136/bmj.320.7237.726 ».",
            )
        ],
    )
    url = models.URLField("adresse", blank=True, max_length=500)
    language = models.CharField("langue", max_length=8, blank=True, help_text="Deux lettres. Exemple : « fr ».")
    abstract = models.TextField("résumé", blank=True)
    note = models.TextField("pourquoi le lire", blank=True, help_text="Une ou deux phrases du groupe.")
    themes = ParentalManyToManyField(
        ThemeBibliographique,
        verbose_name="thèmes",
        blank=True,
        related_name="references",
    )

    objects = PageManager.from_queryset(ReferencePageQuerySet)()

    search_kind = "Référence"
    search_priority = 40
    share_type = "article"
    shared_relations = ("contributors",)
    parent_page_types: ClassVar[list[str]] = ["fiches.BibliographiePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list] = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("csl_type"), FieldPanel("genre")]),
        InlinePanel("contributors", label="Nom", heading="Auteurs, autrices et direction"),
        MultiFieldPanel(
            [
                FieldPanel("container"),
                FieldRowPanel([FieldPanel("publisher"), FieldPanel("place")]),
                FieldRowPanel([FieldPanel("year"), FieldPanel("month")]),
                FieldRowPanel([FieldPanel("volume"), FieldPanel("issue"), FieldPanel("pages")]),
            ],
            heading="Publication",
        ),
        MultiFieldPanel(
            [
                FieldPanel("doi"),
                FieldPanel("url"),
                FieldRowPanel([FieldPanel("language"), FieldPanel("key")]),
            ],
            heading="Où la trouver",
        ),
        FieldPanel("note"),
        FieldPanel("abstract"),
        FieldPanel("themes"),
    ]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        index.SearchField("container"),
        index.SearchField("abstract"),
        index.SearchField("note"),
        index.RelatedFields("contributors", [index.SearchField("family"), index.SearchField("literal")]),
        index.FilterField("year"),
        index.FilterField("csl_type"),
    ]
    api_fields: ClassVar[list] = [
        APIField("citation"),
        APIField("csl_type"),
        APIField("genre"),
        APIField("contributors", serializer=ContributorsField()),
        APIField("container"),
        APIField("publisher"),
        APIField("place"),
        APIField("year"),
        APIField("month"),
        APIField("volume"),
        APIField("issue"),
        APIField("pages"),
        APIField("doi"),
        APIField("url"),
        APIField("language"),
        APIField("abstract"),
        APIField("note"),
        APIField("themes", serializer=TermsField()),
    ]

    class Meta:
        verbose_name = "référence"
        verbose_name_plural = "références"

    @property
    def citation(self) -> str:
        """The reference written out in Vancouver style, in plain text."""
        return citation.vancouver(self)

    @property
    def lead(self) -> str:
        return self.search_description or self.note or self.citation

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # A reference previewed before it is first saved is cited nowhere.
        context["cited_in"] = citing_fiches(self) if self.pk else []
        return context

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().structured_data(request), "mainEntity": citation.structured_data(self)}


class ReferenceContributor(Orderable):
    """A person or a body behind a publication."""

    class Role(models.TextChoices):
        AUTHOR = "author", "Auteur ou autrice"
        EDITOR = "editor", "Direction d'ouvrage"

    page = ParentalKey(
        ReferencePage,
        on_delete=models.CASCADE,
        related_name="contributors",
        verbose_name="référence",
    )
    role = models.CharField("rôle", max_length=10, choices=Role, default=Role.AUTHOR)
    family = models.CharField("nom", max_length=120, blank=True)
    given = models.CharField("prénom", max_length=120, blank=True)
    literal = models.CharField("ou organisme", max_length=250, blank=True)

    panels: ClassVar[list] = [
        FieldRowPanel([FieldPanel("family"), FieldPanel("given")]),
        FieldRowPanel([FieldPanel("literal"), FieldPanel("role")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "auteur ou autrice de la référence"
        verbose_name_plural = "auteurs et autrices de la référence"
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(family="") & ~models.Q(literal="")) | (~models.Q(family="") & models.Q(literal="")),
                name="contributor_is_person_or_body",
                violation_error_message="Écrivez un nom de personne, ou un organisme : l'un des deux.",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if bool(self.family) == bool(self.literal):
            raise ValidationError("Écrivez un nom de personne, ou un organisme : l'un des deux.")

    def __str__(self) -> str:
        return self.literal or f"{self.family} {self.given}".strip()

    def csl_name(self) -> dict[str, str]:
        """This contributor as a CSL-JSON name."""
        if self.literal:
            return {"literal": self.literal}
        return {"family": self.family, "given": self.given} if self.given else {"family": self.family}
