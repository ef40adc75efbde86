"""The front door: home page, plain pages."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.api import APIField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtailmedia.edit_handlers import MediaChooserPanel

from cms.directory import directory
from cms.fields import StreamField
from cms.models import BasePage, Media
from cms.querysets import readable
from cms.serializers import FilmField
from cms.watching import watch
from fiches.models import FicheIndexPage, FichePage, Part, TemoignagePage
from home.blocks import DoorBlock, FigureBlock, PlainBodyBlock
from reseau.agenda import meetings_to_come
from reseau.models import ReseauPage
from structures.answering import line_of
from structures.models import GivesNumeros, NumeroLink, StructureIndexPage
from structures.serializers import NumerosField

from .settings import SiteSettings
from .structured_data import website

__all__ = ["HomePage", "HomePageFiche", "HomePageNumero", "PlainPage", "SiteSettings"]

MAX_MEETINGS = 2  # the page of the network announces all of them


class HomePage(GivesNumeros, BasePage):
    """The first page: who answers, then three doors."""

    hero_title = models.CharField("grand titre", max_length=80, blank=True, help_text="Quelques mots.")
    hero_text = models.TextField("accueil", max_length=300, blank=True, help_text="Deux phrases courtes.")
    doors = StreamField(
        [("porte", DoorBlock())],
        verbose_name="portes",
        blank=True,
        min_num=0,
        max_num=3,
        help_text="Trois au plus : choisir fatigue.",
    )
    cabinet_text = models.CharField("phrase de la partie « le cabinet »", max_length=200, blank=True)
    medecin_text = models.CharField("phrase de la partie « le médecin »", max_length=200, blank=True)
    featured_temoignage = models.ForeignKey(
        TemoignagePage,
        verbose_name="témoignage mis en avant",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    film = models.ForeignKey(
        "cms.Media",
        verbose_name="film",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Il ne part jamais seul. Il lui faut une image d'attente et une transcription, d'où viennent ses sous-titres.",
    )
    film_title = models.CharField("titre du film", max_length=80, blank=True, help_text="Ce que l'on va voir.")
    film_text = models.CharField("avant de le lancer", max_length=200, blank=True, help_text="Une phrase.")
    next_meeting = models.CharField("prochaine réunion", max_length=250, blank=True)
    figures = StreamField([("chiffre", FigureBlock())], verbose_name="chiffres", blank=True, max_num=4)

    search_kind = "Accueil"
    schema_type = "WebSite"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "fiches.FicheIndexPage",
        "fiches.TemoignageIndexPage",
        "fiches.BibliographiePage",
        "structures.StructureIndexPage",
        "reseau.DepartementIndexPage",
        "reseau.ReseauPage",
        "home.PlainPage",
    ]
    content_panels: ClassVar[list] = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("hero_title"), FieldPanel("hero_text")], heading="Accueil"),
        MultipleChooserPanel(
            "numero_links",
            chooser_field_name="numero",
            label="Numéro",
            heading="Qui répond",
            help_text="Quatre au plus : ceux que l'accueil donne d'abord.",
            max_num=4,
        ),
        FieldPanel("doors"),
        MultipleChooserPanel(
            "fiche_links",
            chooser_field_name="fiche",
            label="Fiche",
            heading="Fiches mises en avant",
            help_text="Six au plus, dans l'ordre où l'accueil les montre.",
            max_num=6,
        ),
        MultiFieldPanel(
            [
                FieldPanel("cabinet_text", help_text="Une phrase : ce que l'on trouve dans les fiches sur le travail."),
                FieldPanel(
                    "medecin_text", help_text="Une phrase : ce que l'on trouve dans les fiches sur la personne."
                ),
            ],
            heading="Les deux parties",
        ),
        FieldPanel("featured_temoignage", help_text="Celui que l'accueil fait entendre. Vide : aucun."),
        MultiFieldPanel(
            [MediaChooserPanel("film", media_type="video"), FieldPanel("film_title"), FieldPanel("film_text")],
            heading="Le film",
        ),
        FieldPanel(
            "next_meeting",
            help_text="Une phrase, tant qu'aucune réunion n'est annoncée. Celles du réseau paraissent d'elles-mêmes.",
        ),
        FieldPanel(
            "figures", help_text="Trois ou quatre chiffres du groupe, chacun avec ce qu'il compte et d'où il vient."
        ),
    ]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        index.SearchField("hero_text"),
    ]
    api_fields: ClassVar[list] = [
        APIField("hero_title"),
        APIField("hero_text"),
        APIField("numeros", serializer=NumerosField()),
        APIField("doors"),
        APIField("cabinet_text"),
        APIField("medecin_text"),
        APIField("film", serializer=FilmField(source="shown_film")),
        APIField("film_title"),
        APIField("film_text"),
        APIField("next_meeting"),
        APIField("figures"),
    ]

    class Meta:
        verbose_name = "page d'accueil"
        verbose_name_plural = "pages d'accueil"

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """This page, then that of those who answer now, which is no page of the tree."""
        root_url = self.get_full_url(request).removesuffix("/")
        return [*super().get_sitemap_urls(request), {"location": f"{root_url}{reverse('aide')}"}]

    def publication_errors(self) -> dict[str, str]:
        errors = super().publication_errors()
        if self.film and self.film.type != "video":
            errors["film"] = "C'est un son : choisissez un film."
        elif self.film and self.film.is_confined:
            errors["film"] = (
                "Ce film est dans une collection privée : personne ne pourrait le voir. Changez-le de collection."
            )
        elif self.film and not self.film.transcript:
            errors["film"] = (
                "Ce film n'a pas de transcription : sans elle, pas de sous-titres. Ajoutez-la dans « Médias »."
            )
        elif self.film and not self.film.thumbnail:
            errors["film"] = "Ce film n'a pas d'image d'attente : ajoutez-la dans « Médias »."
        return errors

    @property
    def shown_film(self) -> Media | None:
        """The film that everyone may see, with its encodings; none when its collection is private."""
        film = Media.objects.filter(pk=self.film_id).prefetch_related("encodings").first()
        return film if film and not film.is_confined else None

    @property
    def lead(self) -> str:
        return self.search_description or self.hero_text

    @property
    def share_title(self) -> str:
        return self.seo_title or self.hero_title or self.title

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().structured_data(request), **website(request)}

    def _sections(self, request: HttpRequest) -> dict[type[Page] | None, str | None]:
        """Addresses of the sections that the page leads to, by their type."""
        sections = (page for page in directory().children(self.path) if page.readable)
        return {page.specific_class: page.get_url(request) for page in sections}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        fiches = FichePage.objects.filter(home_links__page=self).order_by("home_links__sort_order")
        context["featured_fiches"] = readable(fiches).select_related("theme").defer_streamfields()
        temoignages = TemoignagePage.objects.filter(pk=self.featured_temoignage_id)  # type: ignore[misc]
        context["temoignage"] = readable(temoignages).select_related("audio").first()
        context["film"] = self.shown_film
        doors = [(door.value, directory().readable(door.value["page"])) for door in self.doors]
        context["doors"] = [(door, page.get_url(request)) for door, page in doors if page]
        sections = self._sections(request)
        context["meetings"] = list(meetings_to_come()[:MAX_MEETINGS]) if ReseauPage in sections else []
        context["lines"] = [line_of(numero) for numero in self.numeros]
        context["network_url"] = sections.get(ReseauPage, "")
        context["structures_url"] = sections.get(StructureIndexPage, "")
        texts = {Part.CABINET: self.cabinet_text, Part.MEDECIN: self.medecin_text}
        context["parts"] = [
            {
                "label": part.label,
                "text": texts[part],
                "url": f"{sections[FicheIndexPage]}?partie={part}",
                "drawing": f"drawings/{part}.html",
            }
            for part in Part
            if FicheIndexPage in sections
        ]
        return context


class HomePageNumero(NumeroLink):
    page = ParentalKey(
        HomePage,
        on_delete=models.CASCADE,
        related_name="numero_links",
        verbose_name="page d'accueil",
    )

    class Meta(NumeroLink.Meta):
        verbose_name = "numéro de l'accueil"
        verbose_name_plural = "numéros de l'accueil"


class HomePageFiche(Orderable):
    """A fiche put forward on the home page."""

    page = ParentalKey(
        HomePage,
        on_delete=models.CASCADE,
        related_name="fiche_links",
        verbose_name="page d'accueil",
    )
    fiche = models.ForeignKey(
        FichePage,
        on_delete=models.CASCADE,
        related_name="home_links",
        verbose_name="fiche",
    )

    panels: ClassVar[list] = [FieldPanel("fiche", help_text="Une fiche déjà publiée.")]

    class Meta(Orderable.Meta):
        verbose_name = "fiche mise en avant"
        verbose_name_plural = "fiches mises en avant"


watch(HomePageFiche)  # the frame remembers them (home/site.py)


class PlainPage(BasePage):
    """A page of text: about, legal notices, privacy, accessibility."""

    summary = models.TextField(
        "en une phrase",
        max_length=300,
        blank=True,
        help_text="Ce que montre la recherche.",
    )
    body = StreamField(PlainBodyBlock(required=False), verbose_name="texte", blank=True)

    search_kind = "Page"
    search_priority = 80
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.PlainPage"]
    subpage_types: ClassVar[list[str]] = ["home.PlainPage"]
    content_panels: ClassVar[list] = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body", help_text="Des blocs, dans l'ordre de lecture. Le signe + en ajoute un."),
    ]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("body"),
    ]
    api_fields: ClassVar[list] = [APIField("summary"), APIField("body")]

    class Meta:
        verbose_name = "page simple"
        verbose_name_plural = "pages simples"

    def publication_errors(self) -> dict[str, str]:
        if not self.body:
            return {"body": "La page n'a pas encore de texte : ajoutez au moins un bloc."}
        return {}
