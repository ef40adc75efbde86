"""What the webmaster sets for the whole site: identity, contact, legal texts, menu, footer, crisis numbers."""

from typing import ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    MultipleChooserPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.blocks import LinkBlock
from cms.fields import StreamField
from cms.forms import SettingsForm
from cms.models.publication import PublicationRules
from structures.models import GivesNumeros, NumeroLink

TO_CONFIRM = "[à confirmer]"


@register_setting(icon="cog")
class SiteSettings(PublicationRules, GivesNumeros, ClusterableModel, BaseSiteSetting):  # type: ignore[misc]
    """One row a site. Its numbers are those of the crisis bar."""

    service_name = models.CharField("nom du service", max_length=60, default="MED'AIDE")
    tagline = models.CharField("ce que c'est, en quelques mots", max_length=120, blank=True)
    description = models.TextField("ce que c'est, en une phrase", max_length=300, blank=True)
    main_numero = models.ForeignKey(
        "structures.Numero",
        verbose_name="ligne du service",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    contact_email = models.EmailField("adresse électronique", blank=True)
    contact_address = models.TextField("adresse postale", blank=True, default=TO_CONFIRM)
    publisher = models.CharField("éditeur du site", max_length=250, blank=True, default=TO_CONFIRM)
    director = models.CharField("direction de la publication", max_length=250, blank=True, default=TO_CONFIRM)
    host = models.TextField("hébergeur", blank=True, default=TO_CONFIRM)
    exit_url = models.URLField(
        "adresse de « Quitter vite »",
        default="https://meteofrance.com/",
        help_text="Une page publique neutre et utile, vers laquelle partir d'un geste.",
    )
    keeps_help_offline = models.BooleanField(
        "garder les numéros sur les appareils",
        default=True,
        help_text="Après une visite, la page des numéros reste lisible sans réseau. Décoché, elle s'efface des appareils "
        "à leur prochaine visite.",
    )
    menu = StreamField(
        [("lien", LinkBlock())],
        verbose_name="menu principal",
        blank=True,
        max_num=6,
        help_text="Cinq entrées ou moins se lisent d'un coup d'œil.",
    )
    footer_text = models.TextField("texte du pied de page", max_length=400, blank=True)
    footer = StreamField(
        [("lien", LinkBlock())],
        verbose_name="liens du pied de page",
        blank=True,
        max_num=12,
    )

    base_form_class = SettingsForm
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel(
                        "service_name", help_text="Comme il se lit en haut de toute page. Exemple : « MED'AIDE »."
                    ),
                    FieldPanel("tagline", help_text="À côté du nom. Exemple : « L'entraide entre médecins »."),
                    FieldPanel("description", help_text="Ce que montrent les moteurs de recherche et les partages."),
                    FieldPanel(
                        "main_numero", help_text="Celle que le site propose d'abord, aux heures où elle répond."
                    ),
                    FieldPanel(
                        "contact_email", help_text="Celle qui paraît sur le site. Exemple : « contact@exemple.fr »."
                    ),
                    FieldPanel("contact_address", help_text="Pour écrire au groupe ; elle paraît en pied de page."),
                ],
                heading="Identité et contact",
            ),
            ObjectList([FieldPanel("menu")], heading="Menu"),
            ObjectList(
                [
                    FieldPanel("footer_text", help_text="Une phrase, en bas de toute page."),
                    FieldPanel(
                        "footer", help_text="Les pages que l'on cherche en bas : mentions légales, confidentialité…"
                    ),
                ],
                heading="Pied de page",
            ),
            ObjectList(
                [
                    MultipleChooserPanel(
                        "numero_links",
                        chooser_field_name="numero",
                        label="Numéro",
                        heading="Bandeau « Danger immédiat »",
                        help_text="Sur toutes les pages, dans cet ordre. Quatre au plus, pour tenir sur un téléphone.",
                        max_num=4,
                    ),
                    FieldPanel("exit_url"),
                    FieldPanel("keeps_help_offline"),
                ],
                heading="Numéros d'urgence",
            ),
            ObjectList(
                [
                    FieldPanel(
                        "publisher",
                        help_text="La personne ou l'association responsable du site. La loi demande de la nommer.",
                    ),
                    FieldPanel(
                        "director",
                        help_text="La personne qui répond de ce qui est publié. La loi demande de la nommer.",
                    ),
                    FieldPanel(
                        "host",
                        help_text="Le nom et l'adresse de la société qui héberge le site. La loi demande de les donner.",
                    ),
                ],
                heading="Mentions légales",
            ),
        ]
    )

    # Loaded with the settings themselves, once a request.
    select_related: ClassVar[list[str]] = ["main_numero"]

    class Meta:
        verbose_name = "réglages du site"
        verbose_name_plural = "réglages du site"

    def __str__(self) -> str:
        return f"Réglages de {self.service_name}"


class SiteSettingsNumero(NumeroLink):
    page = ParentalKey(
        SiteSettings,
        on_delete=models.CASCADE,
        related_name="numero_links",
        verbose_name="réglages",
    )

    class Meta(NumeroLink.Meta):
        verbose_name = "numéro d'urgence"
        verbose_name_plural = "numéros d'urgence"
